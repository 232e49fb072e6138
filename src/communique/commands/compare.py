"""The command that lays two readouts of one meeting beside each other."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.arguments import checked_party
from communique.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.comparing import Comparison
    from communique.record import Record


class ComparisonFormat(StrEnum):
    """How a comparison is printed."""

    text = "text"
    html = "html"
    json = "json"


State = Annotated[str | None, typer.Option(metavar="XXX", help="Whose text it is (ISO 3166-1 alpha-3).")]


def compare_command(
    a: Annotated[
        str, typer.Argument(help="One side's readout: a file, an address, or - for standard input.", metavar="A")
    ],
    b: Annotated[str, typer.Argument(help="The other side's, in the same language or another.", metavar="B")],
    state_a: State = None,
    state_b: State = None,
    format: Annotated[
        ComparisonFormat, typer.Option("--format", "-f", help="How to print it.")
    ] = ComparisonFormat.text,
    html: Annotated[Path | None, typer.Option("--html", metavar="PAGE", help="Write it as one page too.")] = None,
) -> None:
    """Compare two readouts of one meeting: what one side alone says, and what both tell differently."""
    from communique.comparing import compare

    comparison = compare(_record(a, state_a), _record(b, state_b))
    if html is not None:
        from communique.views.comparison import as_page

        html.write_text(as_page(comparison), encoding="utf-8", errors="replace", newline="\n")
    sys.stdout.write(_printed(comparison, format))


def _printed(comparison: Comparison, format: ComparisonFormat) -> str:
    from communique.comparing import to_json
    from communique.views.comparison import as_page, as_text

    if format is ComparisonFormat.json:
        return to_json(comparison).decode() + "\n"
    return as_page(comparison) if format is ComparisonFormat.html else as_text(comparison)


def _record(source: str, state: str | None) -> Record:
    """The record of the one text of a source; raises `DocumentError` where there are several, none, or one that is not read."""
    from communique.reader import Reader, read_all
    from communique.record import Failure

    outcomes = list(read_all([source], Reader(publisher_state=checked_party(state))))
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            raise DocumentError(outcome.error)
    if len(outcomes) != 1:
        raise DocumentError(f"{source}: holds {len(outcomes)} texts; compare takes one text in a file of its own")
    only = outcomes[0]
    assert not isinstance(only, Failure)
    return only


COMMANDS: dict[str, Callable[..., None]] = {"compare": compare_command}
