"""The command line: each command a few lines over a function; the heavy parts are imported when a command needs them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique import __version__
from communique.commands.arguments import checked_day, checked_party
from communique.commands.collate import COMMANDS as TEXTS
from communique.commands.compare import COMMANDS as COMPARE
from communique.commands.formulas import COMMANDS as FORMULAS
from communique.commands.register import COMMANDS as REGISTER
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from communique.record import Failure, Record

app = typer.Typer(
    name="communique",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Read official readouts of diplomacy: who met whom, what was said, agreed and pledged, with the words it rests on.",
)
EXIT_FAILED = 1
PROGRESS_FROM = 8  # as many documents are worth a progress bar


class Format(StrEnum):
    """How records are printed."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


class ScoreFormat(StrEnum):
    """How scores are printed."""

    text = "text"
    json = "json"


class Group(StrEnum):
    """What texts are grouped by when they are scored."""

    language = "language"
    publisher_state = "publisher_state"


class Listed(StrEnum):
    """The categories whose misses can be listed."""

    persons = "persons"
    meetings = "meetings"
    acts = "acts"
    agreements = "agreements"
    lacunae = "lacunae"


Sources = Annotated[
    list[str],
    typer.Argument(help="Files, globs, folders, addresses (https://…), or - for standard input.", metavar="SOURCE…"),
]
Language = Annotated[str | None, typer.Option("--language", "-l", help="de or en; found where not given.")]
State = Annotated[
    str | None,
    typer.Option(
        "--publisher-state", "-s", metavar="XXX", help='Whose text it is (ISO 3166-1 alpha-3): decides "our country".'
    ),
]
Day = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help='The day of "today", where the text has no dateline.'),
]


Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from addresses of private networks too.")]


@app.command("read")
def read_command(
    sources: Sources,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the records.")] = Format.text,
    language: Language = None,
    publisher_state: State = None,
    date: Day = None,
    allow_private: Private = False,
) -> None:
    """Read texts into records and print them."""
    from communique.views.terminal import Printer

    printer = Printer(format.value, sys.stdout, sys.stderr)
    failed = False
    for outcome in _records(sources, language, publisher_state, date, allow_private=allow_private):
        failed = printer.show(outcome) or failed
    printer.close()
    if failed:
        raise typer.Exit(EXIT_FAILED)


@app.command("take")
def take_command(
    sources: Sources,
    show_removed: Annotated[
        bool, typer.Option("--show-removed", help="Say too what was left out of each text, where it stood and why.")
    ] = False,
    allow_private: Private = False,
) -> None:
    """Take texts out of their files and print them as JSONL, which the other commands read."""
    from communique.documents import as_line, take
    from communique.documents.document import Document

    failed = False
    for outcome in take(sources, allow_private=allow_private):
        if isinstance(outcome, Document):
            typer.echo(as_line(outcome, show_removed=show_removed))
        else:
            typer.echo(f"communique: {outcome.error}", err=True)
            failed = True
    if failed:
        raise typer.Exit(EXIT_FAILED)


@app.command("explain")
def explain_command(
    source: Annotated[str, typer.Argument(help="One file, or - for standard input.", metavar="FILE")],
    act: Annotated[str, typer.Option("--act", "-a", help="The act's id in the record: a3.")],
    language: Language = None,
    publisher_state: State = None,
    date: Day = None,
) -> None:
    """Say which lexicon entry found an act, on which words, and how its roles were filled."""
    from communique.record import Failure
    from communique.views.terminal import print_explanation

    for outcome in _records([source], language, publisher_state, date):
        if isinstance(outcome, Failure):
            raise CommuniqueError(outcome.error)
        print_explanation(outcome, act, sys.stdout)


@app.command("check")
def check_command(
    languages: Annotated[
        list[str] | None, typer.Argument(help="Languages to check; all where none is given.", metavar="[LANGUAGE…]")
    ] = None,
    examples: Annotated[bool, typer.Option(help="Read every example and counter-example too (slower).")] = True,
) -> None:
    """Check the lexicon's tables: format, known values, and every entry's example and counter-example."""
    from communique.checking import check_language
    from communique.lexicon import languages as installed

    faults = 0
    for language in languages or installed():
        report = check_language(language, examples=examples)
        for fault in report.faults:
            typer.echo(fault, err=True)
        read = f", {report.proofs} sentences read" if examples else ""
        typer.echo(f"{language}: {report.entries} entries{read}, {len(report.faults)} faults")
        faults += len(report.faults)
    if faults:
        raise typer.Exit(EXIT_FAILED)


@app.command("evaluate")
def evaluate_command(  # noqa: PLR0913  (each option is an argument)
    folder: Annotated[Path, typer.Argument(help="Gold files (*.json), their texts beside them.", metavar="GOLD_DIR")],
    show: Annotated[Listed | None, typer.Option("--show", help="List what was missed, invented or mistaken.")] = None,
    by: Annotated[
        Group | None, typer.Option("--by", help="A table for each language or publisher's state too.")
    ] = None,
    format: Annotated[ScoreFormat, typer.Option("--format", "-f", help="How to print the scores.")] = ScoreFormat.text,
    floors: Annotated[Path | None, typer.Option(help="Fail where an F1 lies below its floor in this file.")] = None,
    records: Annotated[Path | None, typer.Option(help="Write the records here too, as JSONL.")] = None,
    days: Annotated[Path | None, typer.Option(help="Days of publication: JSON list of {id, date}.")] = None,
) -> None:
    """Read annotated texts and say how much of what a person found is found too."""
    from communique.evaluating import evaluate
    from communique.scoring import broken_floors, load_floors
    from communique.views.scores import print_scores, scores_as_json

    limits = load_floors(floors) if floors else {}
    scores = evaluate(folder, days=days, records=records, errors=sys.stderr)
    if format is ScoreFormat.text:
        print_scores(scores, sys.stdout, by=by, show=show)
    else:
        typer.echo(scores_as_json(scores, by=by, show=show))
    broken = broken_floors(scores, limits)
    for each in broken:
        typer.echo(f"communique: floor broken: {each}", err=True)
    if broken:
        raise typer.Exit(EXIT_FAILED)


@app.command("samples")
def samples_command(folder: Annotated[str, typer.Argument(help="Where to put them.")] = "samples") -> None:
    """Copy the sample readouts into a folder, to try the other commands on."""
    from communique.samples import copy_samples

    for path in copy_samples(folder):
        typer.echo(path)


for _name, _command in (REGISTER | COMPARE | TEXTS | FORMULAS).items():
    app.command(_name)(_command)


def _records(
    sources: list[str],
    language: str | None,
    publisher_state: str | None,
    date: str | None,
    *,
    allow_private: bool = False,
) -> Iterator[Record | Failure]:
    """Records and failures of all sources, in order; with a progress bar on a terminal where there are many."""
    from communique.reader import Reader, read_all

    reader = Reader(language=language, publisher_state=checked_party(publisher_state), published=checked_day(date))
    terminal = sys.stderr.isatty()
    yield from read_all(sources, reader, progress=terminal, progress_from=PROGRESS_FROM, allow_private=allow_private)


def _print_version(wanted: bool) -> None:  # noqa: FBT001  (typer's callback)
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What holds for every command."""


def main() -> None:
    """Run the command line; an error that a person can mend is one line and exit status 1."""
    try:
        app()
    except CommuniqueError as error:
        typer.echo(f"communique: {error}", err=True)
        sys.exit(EXIT_FAILED)
    except BrokenPipeError:
        sys.exit(EXIT_FAILED)
