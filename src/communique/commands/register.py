"""The commands of the register: each a few lines over a function of `communique.register`."""

from __future__ import annotations

import sys
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from communique.commands.arguments import checked_day, checked_party
from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from communique.register.adding import Outcome
    from communique.register.asking.questions import Filter
    from communique.register.register import Register

EXIT_FAILED = 1
DONE = ("added", "replaced", "copy", "present", "failed")


class AnswerFormat(StrEnum):
    """How answers are printed."""

    table = "table"
    json = "json"
    csv = "csv"


class OpenKind(StrEnum):
    """What may be undecided."""

    person = "person"
    meeting = "meeting"
    agreement = "agreement"
    document = "document"


Where = Annotated[
    str | None,
    typer.Option(
        "--register", "-r", metavar="PATH",
        help="A file (SQLite) or postgresql+psycopg://…; else $COMMUNIQUE_REGISTER, else the user's data folder.",
    ),
]  # fmt: skip
Shown = Annotated[AnswerFormat, typer.Option("--format", "-f", help="How to print the answer.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="From this day on: 2024, 2024-06 or 2024-06-19.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Until this day: 2024 means its last day.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many rows.")]
By = Annotated[str | None, typer.Option("--by-whom", help="Whose decision it is; else your user name.")]
One = Annotated[str, typer.Argument(help="P12, M3, G7, a document, or an entry of one: DOCUMENT#p2.")]
Other = Annotated[str, typer.Argument(help="Another of the same kind.")]
Because = Annotated[str, typer.Option("--because", help="Why, in words; kept with the decision.")]


def add_command(  # noqa: PLR0913  (each option is an argument)
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, globs, folders, addresses (https://…), or - for standard input.", metavar="SOURCE…"
        ),
    ],
    register: Where = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes that read at once.")] = 1,
    language: Annotated[str | None, typer.Option("--language", "-l", help="de or en; found where not given.")] = None,
    publisher_state: Annotated[
        str | None, typer.Option("--publisher-state", "-s", metavar="XXX", help="Whose texts they are.")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help='The day of "today".')] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Fetch from private networks too.")] = False,
) -> None:
    """Read texts and keep their records in the register; what is in it already is not read again."""
    from communique.documents.taking import expected
    from communique.register.adding import Options, add_sources

    options = Options(language, checked_party(publisher_state), checked_day(date))
    total = expected(sources) if sys.stderr.isatty() else None
    with open_register(register, create=True) as opened:
        outcomes = add_sources(opened, sources, options=options, workers=workers, allow_private=allow_private)
        _report(outcomes, total)


def reread_command(
    register: Where = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes that read at once.")] = 1,
) -> None:
    """Read again what an earlier version of reader or lexicon read; decisions and corrections of people stay."""
    from communique.register.adding import read_again

    with open_register(register) as opened:
        _report(read_again(opened, workers=workers), opened.count())


def _report(outcomes: Iterator[Outcome], total: int | None) -> None:
    """Show progress on a terminal, with what is left where the `total` is known, say what failed, and count at the end."""
    from communique.views.progress import tracked

    counts: Counter[str] = Counter()
    for outcome in tracked(outcomes, sys.stderr, total=total):
        counts[outcome.outcome] += 1
        if outcome.error:
            typer.echo(f"communique: {outcome.error}", err=True)
    typer.echo(", ".join(f"{counts[each]} {each}" for each in DONE if counts[each]) or "nothing to add")
    if counts["failed"]:
        raise typer.Exit(EXIT_FAILED)


def search_command(  # noqa: PLR0913  (each option is an argument)
    words: Annotated[
        str, typer.Argument(help='Words, all of which must be there: denuclear* "security guarantees" -exercise')
    ],
    register: Where = None,
    format: Shown = AnswerFormat.table,
    party: Annotated[
        str | None, typer.Option(help="A party that acts or is acted on in the sentence: RUS, Russia.")
    ] = None,
    person: Annotated[str | None, typer.Option(help="Somebody who is in the text.")] = None,
    office: Annotated[
        str | None, typer.Option(help="An office that somebody in the text holds: foreign-minister.")
    ] = None,
    act: Annotated[str | None, typer.Option(help="A type of act in the sentence: PLEDGE.")] = None,
    since: Since = None,
    until: Until = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it: a name, or a state's code.")] = None,
    agreement: Annotated[str | None, typer.Option(help="An agreement that the text names.")] = None,
    topic: Annotated[str | None, typer.Option(help="What the act is about: sanctions.")] = None,
    limit: Limit = 20,
) -> None:
    """Find sentences by their words, in all texts."""
    from communique.register.asking.questions import Filter, search

    narrowed = Filter(party, person, office, act, _day(since), _day(until), publisher, agreement, topic)
    with open_register(register) as opened:
        _answer(search(opened, words, narrowed=narrowed, limit=limit), format, "no sentence with these words")


def who_command(
    person: Annotated[str, typer.Argument(help='A name in any spelling ("Lawrow"), or a key such as P12.')],
    register: Where = None,
    format: Shown = AnswerFormat.table,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Meetings, and acts of each type, at most.")] = 3,
) -> None:
    """Tell of a person: offices over time, meetings, what they conveyed, pledged, demanded."""
    from communique.register.asking.questions import who

    with open_register(register) as opened:
        _answer([who(opened, person, narrowed=_days(since, until), limit=limit)], format, "nobody")


def met_command(  # noqa: PLR0913  (each option is an argument)
    one: Annotated[str, typer.Argument(help="A party (RUS, Russia) or a person.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    register: Where = None,
    format: Shown = AnswerFormat.table,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
) -> None:
    """List the meetings of two parties or people, with every text that tells of each."""
    from communique.register.asking.questions import met

    with open_register(register) as opened:
        answers = met(opened, one, other, narrowed=_days(since, until), limit=limit)
        _answer(answers, format, f"no meeting of {one} and {other} in the register")


def pledges_command(  # noqa: PLR0913  (each option is an argument)
    by: Annotated[str | None, typer.Option(help="Who pledged: a party or a person.")] = None,
    to: Annotated[str | None, typer.Option(help="To which party.")] = None,
    register: Where = None,
    format: Shown = AnswerFormat.table,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
) -> None:
    """List pledges, each with its sentence and every later text that refers to it."""
    from communique.register.asking.pledges import pledges

    with open_register(register) as opened:
        answers = pledges(opened, by=by, to=to, narrowed=_days(since, until), limit=limit)
        _answer(answers, format, "no pledge of theirs in the register")


def agreement_command(
    title: Annotated[str, typer.Argument(help="Words of its title, or a key such as G7.")],
    register: Where = None,
    format: Shown = AnswerFormat.table,
    limit: Limit = 20,
) -> None:
    """Tell which texts name an agreement, and at which meetings it was signed or spoken of."""
    from communique.register.asking.questions import agreement

    with open_register(register) as opened:
        _answer(agreement(opened, title, limit=limit), format, "no such agreement")


def timeline_command(  # noqa: PLR0913  (each option is an argument)
    one: Annotated[str, typer.Argument(help="A party: RUS, Russia.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    register: Where = None,
    format: Shown = AnswerFormat.table,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
) -> None:
    """Tell what passed between two parties, the oldest first: meetings, and what either did towards the other."""
    from communique.register.asking.questions import timeline

    with open_register(register) as opened:
        answers = timeline(opened, one, other, narrowed=_days(since, until), limit=limit)
        _answer(answers, format, f"nothing between {one} and {other} in the register")


def same_command(
    one: One,
    other: Other,
    register: Where = None,
    by: By = None,
    because: Because = "",
) -> None:
    """Say that two are one; it overrides the machine and outlives a new reading."""
    from communique.register.identity.deciding import same

    with open_register(register) as opened:
        same(opened, one, other, by=_user(by), reason=because)
        typer.echo(f"{one} and {other} are one")


def different_command(
    one: One,
    other: Other,
    register: Where = None,
    by: By = None,
    because: Because = "",
) -> None:
    """Say that two are not one; an entry of a document is taken out of what it was counted as."""
    from communique.register.identity.deciding import different

    with open_register(register) as opened:
        different(opened, one, other, by=_user(by), reason=because)
        typer.echo(f"{one} and {other} are two")


def undecided_command(
    kind: Annotated[OpenKind | None, typer.Argument(help="Only of one kind.")] = None,
    register: Where = None,
    format: Shown = AnswerFormat.table,
    limit: Limit = 20,
) -> None:
    """List what the machine could not tell to be one or two, the most valuable first."""
    from communique.register.identity.deciding import undecided

    with open_register(register) as opened:
        answers = undecided(opened, kind=kind.value if kind else None, limit=limit)
        _answer(answers, format, "nothing is undecided")


def show_command(
    document: Annotated[str, typer.Argument(help="Its id, address, hash or the hash's beginning.")],
    register: Where = None,
) -> None:
    """Print the record of one document of the register."""
    from communique.views.terminal import Printer

    with open_register(register) as opened:
        Printer("text", sys.stdout, sys.stderr).show(opened.record(document))


def correct_command(
    document: Annotated[str, typer.Argument(help="Its id, address, hash or the hash's beginning.")],
    entry: Annotated[str, typer.Argument(help="The entry as `communique show` numbers it: a5, p2, m1, g1.")],
    change: Annotated[
        str,
        typer.Argument(
            metavar="FIELD=VALUE", help='What it should say: type=PLEDGE, recipients=p2,PRK; "-" for nothing.'
        ),
    ],
    register: Where = None,
    by: By = None,
    because: Because = "",
) -> None:
    """Correct one field of a record; the reading and every correction are kept, and a new reading is corrected alike."""
    from communique.register.amending import correct

    with open_register(register) as opened:
        correct(opened, document, entry, change, by=_user(by), reason=because)
        typer.echo(f"{entry} of {document}: {change}")


def remove_command(
    documents: Annotated[list[str], typer.Argument(help="Ids, addresses or hashes.", metavar="DOCUMENT…")],
    register: Where = None,
) -> None:
    """Take documents out of the register, with all that only they tell."""
    with open_register(register) as opened:
        for document in documents:
            opened.remove(document)
            typer.echo(f"{document} is taken out")


def export_command(
    format: Annotated[str, typer.Argument(help="jsonl, csv, parquet, plover, ftm, jsonld or graphml.")],
    target: Annotated[str, typer.Argument(help="A file, or - for standard output; csv and parquet take a folder.")],
    register: Where = None,
) -> None:
    """Write the register in a format of other programs; jsonl holds everything and can be imported."""
    from communique.exports import export

    with open_register(register) as opened:
        export(opened, format, sys.stdout.buffer if target == "-" else target)


def import_command(
    source: Annotated[
        str, typer.Argument(help="What communique export jsonl wrote, or - for standard input.", metavar="FILE")
    ],
    register: Where = None,
) -> None:
    """Fill an empty register with what another one held."""
    from communique.exports.exchange import import_jsonl

    with open_register(register, create=True) as opened:
        if source == "-":
            count = import_jsonl(opened, sys.stdin.buffer)
        else:
            try:
                with open(source, "rb") as lines:
                    count = import_jsonl(opened, lines)
            except OSError as error:
                raise CommuniqueError(f"{source}: cannot be read ({error.strerror})") from None
        typer.echo(f"{count} documents")


COMMANDS: dict[str, Callable[..., None]] = {
    "add": add_command, "reread": reread_command, "search": search_command, "who": who_command, "met": met_command,
    "pledges": pledges_command, "agreement": agreement_command, "timeline": timeline_command, "show": show_command,
    "undecided": undecided_command, "same": same_command, "different": different_command, "correct": correct_command,
    "remove": remove_command, "export": export_command, "import": import_command,
}  # fmt: skip


def open_register(address: str | None, *, create: bool = False) -> Register:
    """The register that is asked for; `create`: it is begun where there is none."""
    from communique.register.register import Register
    from communique.settings import register_address

    return Register(register_address(address), create=create)


def _answer(answers: Sequence[object] | Iterable[object], format: AnswerFormat, nothing: str) -> None:
    from communique.views.answers import print_answers

    print_answers(list(answers), format.value, sys.stdout, nothing=nothing)


def _days(since: str | None, until: str | None) -> Filter:
    from communique.register.asking.questions import Filter

    return Filter(since=_day(since), until=_day(until))


def _day(text: str | None) -> str | None:
    """A day, month or year; raises `CommuniqueError` for anything else."""
    from communique.register.days import ordinal

    try:
        ordinal(text)
    except (ValueError, TypeError):
        raise CommuniqueError(f'"{text}" is no day; write 2024, 2024-06 or 2024-06-19') from None
    return text


def _user(given: str | None) -> str:
    from communique.settings import user_name

    return given or user_name()
