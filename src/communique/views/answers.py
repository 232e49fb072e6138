"""Answers of the register as text made for reading, as JSON or as CSV: every row with document, day and words."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import singledispatch
from typing import TextIO

import msgspec
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from communique.register.asking.answers import (
    ActRow,
    AgreementRow,
    Career,
    Hit,
    MeetingRow,
    Moment,
    OfficeRow,
    OpenQuestion,
    Pledge,
    Quote,
    Reference,
)
from communique.register.asking.lines import COLUMNS, lines_of, shown
from communique.views.terminal import MODALITY_WORDS

LONGEST_QUOTE = 360  # characters of a sentence
WIDTH = 100  # columns where the output is no terminal
MARK, QUIET = "bold", "dim"
INDENT = 2


def print_answers(answers: Sequence[object], format: str, out: TextIO, *, nothing: str) -> None:
    """Print answers as `table`, `json` or `csv`; `nothing` is said where there are none."""
    if format == "json":
        out.write(msgspec.json.format(msgspec.json.encode(list(answers)), indent=2).decode() + "\n")
    elif format == "csv":
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(shown(lines_of(list(answers))))
    else:
        body = Group(*(_shown(answer) for answer in answers)) if answers else nothing
        if out.isatty():
            Console(file=out, highlight=False).print(body)
        else:
            out.write(_plain(body))


def _plain(body: RenderableType) -> str:
    """Without the spaces that fill lines up to the width."""
    console = Console(file=io.StringIO(), width=WIDTH, highlight=False)
    with console.capture() as capture:
        console.print(body)
    return "\n".join(line.rstrip() for line in capture.get().rstrip().split("\n")) + "\n"


def _said(quote: Quote) -> Padding:
    """The words of a document, what matters in them marked, and below them whose they are."""
    source = Text(" · ".join(each for each in (quote.published, quote.publisher, quote.document) if each), style=QUIET)
    return Padding(Group(_clipped(quote), source), (0, 0, 0, INDENT * 2))


def _clipped(quote: Quote) -> Text:
    """The sentence, of a long one what stands around the first words that matter."""
    start, end = 0, len(quote.text)
    if end > LONGEST_QUOTE:
        first = quote.marked[0].start if quote.marked else 0
        start = max(0, first - LONGEST_QUOTE // 3)
        start = start and quote.text.rfind(" ", 0, start) + 1
        end = min(end, start + LONGEST_QUOTE)
        end = end if end == len(quote.text) else quote.text.find(" ", end) % (len(quote.text) + 1)
    before, after = "… " if start else "", " …" if end < len(quote.text) else ""
    text = Text(before + quote.text[start:end].replace("\n", " ") + after)
    shift = len(before) - start
    for span in quote.marked:
        if span.start < end and span.end > start:
            text.stylize(MARK, max(span.start, start) + shift, min(span.end, end) + shift)
    return text


def _head(*parts: str) -> Text:
    return Text("  ".join(part for part in parts if part))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


@singledispatch
def _shown(answer: object) -> RenderableType:
    raise TypeError(f"no view for {type(answer).__name__}")


@_shown.register
def _(answer: Hit) -> RenderableType:
    acts = _head("  ".join(answer.acts))
    return Padding(Group(acts, _said(answer.quote)) if answer.acts else _said(answer.quote), (0, 0, 1, 0))


@_shown.register
def _(answer: ActRow) -> RenderableType:
    return Padding(_act(answer), (0, 0, 1, 0))


def _act(act: ActRow) -> Group:
    who = _listed(act.actors) + (f" → {_listed(act.recipients)}" if act.recipients else "")
    claimed = f"(as {act.claimed_by} says)" if act.claimed_by else ""
    modality = MODALITY_WORDS.get(act.modality, act.modality)
    return Group(
        _head(act.day or "no day", act.id, act.type, who, f"[{modality}]" if modality else "", claimed),
        _said(act.quote),
    )


@_shown.register
def _(answer: Pledge) -> RenderableType:
    parts: list[RenderableType] = [_act(answer.act)]
    parts += [Padding(_later(reference), (0, 0, 0, INDENT * 2)) for reference in answer.later]
    return Padding(Group(*parts), (0, 0, 1, 0))


def _later(reference: Reference) -> Group:
    return Group(_head("↳ later", f"shares: {' '.join(reference.shared)}"), _said(reference.quote))


@_shown.register
def _(answer: MeetingRow) -> RenderableType:
    status = "" if answer.status == "held" else f"({answer.status})"
    where = f"in {answer.place}" if answer.place else ""
    days = answer.date or "no day told"
    head = _head(days, answer.id, answer.kind, status, " – ".join(answer.parties), where)
    people = [Padding(Text(_listed(answer.people)), (0, 0, 0, INDENT))] if answer.people else []
    return Padding(Group(head, *people, *(_said(quote) for quote in answer.tellings)), (0, 0, 1, 0))


@_shown.register
def _(answer: OfficeRow) -> RenderableType:
    days = answer.first_day or "no day"
    if answer.first_day != answer.last_day:
        days = f"{answer.first_day} – {answer.last_day}"
    texts = "1 text" if answer.texts == 1 else f"{answer.texts} texts"
    of = f"of {answer.party}" if answer.party else ""
    return Group(_head(days, answer.office, of, f"({texts})"), _said(answer.quote))


def _counted(parties: Sequence[tuple[str, int]]) -> list[str]:
    """Parties with the number of texts that say so, where there are several."""
    return [party if len(parties) == 1 else f"{party} ({texts})" for party, texts in parties]


@_shown.register
def _(answer: Career) -> RenderableType:
    head = Text(f"{answer.name}  {answer.id}", style=MARK)
    others = [name for name in answer.spellings if name != answer.name]
    counts = _listed([f"{count} {type}" for type, count in answer.counts])
    facts = [
        f"acts for {_listed(_counted(answer.parties))}" if answer.parties else "",
        f"also written {_listed(others)}" if others else "",
        f"in {answer.texts} texts" + (f": {counts}" if counts else ""),
    ]
    parts: list[RenderableType] = [head, *(Text(fact) for fact in facts if fact)]
    for title, rows in (("Offices", answer.offices), ("Meetings", answer.meetings), ("Acts", answer.acts)):
        if rows:
            body: list[RenderableType] = [_shown(row) for row in rows]
            parts += [Text(), Text(title, style=MARK), Padding(Group(*body), (0, 0, 0, INDENT))]
    return Group(*parts)


@_shown.register
def _(answer: AgreementRow) -> RenderableType:
    head = _head(answer.date or "no day told", answer.id, answer.kind, answer.title, " – ".join(answer.parties))
    meetings = [_head(f"{relation} at {id}", day or "") for id, relation, day in answer.meetings]
    return Padding(
        Group(
            head, *(Padding(each, (0, 0, 0, INDENT)) for each in meetings), *(_said(quote) for quote in answer.mentions)
        ),
        (0, 0, 1, 0),
    )


@_shown.register
def _(answer: Moment) -> RenderableType:
    return _shown(answer.what)


@_shown.register
def _(answer: OpenQuestion) -> RenderableType:
    head = _head(answer.kind, f"{answer.one} {answer.one_name}", "or", f"{answer.other} {answer.other_name}?")
    why = Text(f"likely to {answer.score:.0%}: {answer.reason}")
    ways = Text(
        f"communique same {answer.one} {answer.other}   communique different {answer.one} {answer.other}", style=QUIET
    )
    return Padding(
        Group(head, Padding(Group(why, ways), (0, 0, 0, INDENT)), *(_said(quote) for quote in answer.quotes)),
        (0, 0, 1, 0),
    )
