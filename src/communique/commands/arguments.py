"""What is written on the command line in, checked values out; what is wrong is said as usage."""

from __future__ import annotations

import typer


def checked_party(code: str | None) -> str | None:
    """The code of a publisher's state in capitals; refuses what is no party."""
    if code is None:
        return None
    from communique.lexicon import party_codes

    if code.upper() not in party_codes():
        raise typer.BadParameter(
            f'"{code}" is no party code; a state is written as ISO 3166-1 alpha-3, such as PRK',
            param_hint="--publisher-state",
        )
    return code.upper()


def checked_day(text: str | None) -> str | None:
    """A whole day in ISO form; refuses what is none."""
    if text is None:
        return None
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f'"{text}" is no date; write it as 2024-06-19', param_hint="--date") from None
