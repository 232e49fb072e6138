"""The command of set phrases: a few lines over the functions of `communique.formulas`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.register import Limit, Since, Until, Where, open_register
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.formulas.changing import Comparison
    from communique.register.asking.questions import Filter
    from communique.views.formulas import Answers


class FormulasFormat(StrEnum):
    """How set phrases are printed."""

    text = "text"
    html = "html"
    json = "json"


class Period(StrEnum):
    """What time is counted in."""

    month = "month"
    quarter = "quarter"
    year = "year"


def formulas_command(  # noqa: PLR0913  (each option is an argument)
    register: Where = None,
    phrase: Annotated[
        str | None,
        typer.Option("--phrase", "-p", help='One phrase over time, with its variants: "complete denuclearization".'),
    ] = None,
    changes: Annotated[
        bool,
        typer.Option(
            "--changes", help="What appeared, vanished or was reworded: with --before, --periods, --publishers."
        ),
    ] = False,
    before: Annotated[
        str | None, typer.Option(metavar="DAY", help="Compare what is before this day with what is not.")
    ] = None,
    periods: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="SPAN SPAN", help="Compare two spans of days: 2021..2022 2023..2024"),
    ] = None,
    publishers: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Compare two publishers: names, or codes of states.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(help="Only what this publisher, or a state's code, published.")
    ] = None,
    since: Since = None,
    until: Until = None,
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Only texts in this language: de, en.")
    ] = None,
    by: Annotated[Period | None, typer.Option(help="Count by month, quarter or year; else what fits.")] = None,
    least: Annotated[
        int | None, typer.Option(min=1, help="Documents that must have a phrase; else 4, of many more.")
    ] = None,
    format: Annotated[FormulasFormat, typer.Option("--format", "-f", help="How to print them.")] = FormulasFormat.text,
    chart: Annotated[
        Path | None,
        typer.Option(metavar="FILE.svg", help="Draw them too; of several languages FILE-de.svg, FILE-en.svg."),
    ] = None,
    limit: Limit = 20,
) -> None:
    """List the set phrases of the register with first and last use; trace one over time; tell what changed."""
    from communique.formulas.changing import compare_formulas
    from communique.formulas.listing import list_formulas
    from communique.formulas.tracing import trace_phrase

    narrowed, period = _narrowed(publisher, since, until), by.value if by else None
    comparing = changes or before or periods or publishers
    if phrase and comparing:
        raise CommuniqueError("ask for one thing: --phrase or --changes")
    answers: Answers
    with open_register(register) as opened:
        if comparing:
            comparison = _comparison(before, periods, publishers)
            answers = compare_formulas(
                opened, comparison, language=language, narrowed=narrowed, period=period, limit=limit
            )
        elif phrase:
            answers = trace_phrase(opened, phrase, language=language, narrowed=narrowed, period=period, limit=limit)
        else:
            answers = list_formulas(
                opened, language=language, narrowed=narrowed, least=least, period=period, limit=limit
            )
    _show(answers, format, chart)


COMMANDS: dict[str, Callable[..., None]] = {"formulas": formulas_command}


def _comparison(before: str | None, periods: tuple[str, str] | None, publishers: tuple[str, str] | None) -> Comparison:
    """What one of the three options says is compared; raises `CommuniqueError` where it is none or several."""
    from communique.formulas.changing import Comparison
    from communique.formulas.periods import around, parse_days

    if sum(map(bool, (before, periods, publishers))) != 1:
        raise CommuniqueError(
            "say what to compare, in one way: --before 2023-01-01, --periods 2021..2022 2023..2024 or --publishers USA KOR"
        )
    if publishers:
        return Comparison.of_publishers(*publishers)
    if before:
        return Comparison.of_periods(*around(before))
    assert periods is not None
    return Comparison.of_periods(parse_days(periods[0]), parse_days(periods[1]))


def _show(answers: Answers, format: FormulasFormat, chart: Path | None) -> None:
    """Print the answers, and draw them where a page or a file asks for it."""
    from communique.views.charts import draw
    from communique.views.formulas import print_formulas

    charts = [draw(answer) for answer in answers] if chart or format is FormulasFormat.html else []
    if chart:
        for answer, drawn in zip(answers, charts, strict=True):
            path = chart.with_stem(f"{chart.stem}-{answer.language}") if len(answers) > 1 else chart
            try:
                path.write_text(drawn, encoding="utf-8", newline="\n")
            except OSError as error:
                raise CommuniqueError(f"{path}: cannot be written ({error.strerror})") from None
    print_formulas(answers, format.value, sys.stdout, charts=charts)


def _narrowed(publisher: str | None, since: str | None, until: str | None) -> Filter:
    from communique.formulas.periods import parse_day
    from communique.register.asking.questions import Filter

    days = [parse_day(day) if day else None for day in (since, until)]
    return Filter(publisher=publisher, since=days[0], until=days[1])
