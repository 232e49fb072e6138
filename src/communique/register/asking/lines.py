"""Answers in, lines out that all have the same columns: for tables, CSV and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from functools import singledispatch
from typing import Any

from communique.errors import RegisterError
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
)

JOINT = "; "


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; every column but `what` may be empty, `evidence` are the words it rests on."""

    what: str  # sentence, act, later, office, meeting, agreement, person, …
    key: str = ""
    day: str = ""
    type: str = ""
    status: str = ""  # of a meeting; the modality of an act
    who: str = ""
    towards: str = ""
    about: str = ""  # content, title, place
    document: str = ""
    published: str = ""
    publisher: str = ""
    evidence: str = ""
    start: int | None = None  # of the evidence in the document's text, in code points
    end: int | None = None
    url: str = ""
    note: str = ""


COLUMNS = tuple(field.name for field in fields(Line))


def lines_of(answers: object) -> list[Line]:
    """The lines of an answer or of several."""
    several = answers if isinstance(answers, list | tuple) else [answers]
    return [line for answer in several for line in _lines(answer)]


def frame_of(answers: object) -> Any:  # noqa: ANN401  (pandas.DataFrame)
    """The lines of an answer as a pandas DataFrame, one column a field of `Line`; raises `RegisterError` without pandas."""
    try:
        import pandas  # type: ignore[import-untyped]
    except ImportError:
        raise RegisterError("data frames need pandas: pip install 'communique[frames]'") from None
    return pandas.DataFrame([asdict(line) for line in lines_of(answers)], columns=list(COLUMNS))


def _quoted(quote: Quote) -> dict[str, Any]:
    return {
        "document": quote.document, "published": quote.published or "", "publisher": quote.publisher or "",
        "evidence": quote.text, "start": quote.span.start, "end": quote.span.end, "url": quote.url or "",
    }  # fmt: skip


@singledispatch
def _lines(answer: object) -> Iterator[Line]:
    raise TypeError(f"no lines for {type(answer).__name__}")


@_lines.register
def _(answer: Hit) -> Iterator[Line]:
    yield Line("sentence", type=JOINT.join(answer.acts), **_quoted(answer.quote))


@_lines.register
def _(answer: ActRow) -> Iterator[Line]:
    yield _act_line("act", answer)


def _act_line(what: str, act: ActRow, note: str = "") -> Line:
    claimed = f"as {act.claimed_by} says" if act.claimed_by else ""
    return Line(
        what, act.id, act.day or "", act.type, "" if act.modality == "did" else act.modality, JOINT.join(act.actors),
        JOINT.join(act.recipients), act.content or "", note=JOINT.join(each for each in (claimed, note) if each),
        **_quoted(act.quote),
    )  # fmt: skip


@_lines.register
def _(answer: Pledge) -> Iterator[Line]:
    yield _act_line("pledge", answer.act, f"{len(answer.later)} later texts" if answer.later else "")
    for reference in answer.later:
        yield Line("later", note="shares: " + " ".join(reference.shared), **_quoted(reference.quote))


@_lines.register
def _(answer: MeetingRow) -> Iterator[Line]:
    for quote in answer.tellings:
        yield Line(
            "meeting", answer.id, answer.date or "", answer.kind, answer.status, JOINT.join(answer.people),
            JOINT.join(answer.parties), answer.place or "", **_quoted(quote),
        )  # fmt: skip


@_lines.register
def _(answer: OfficeRow) -> Iterator[Line]:
    days = answer.first_day or "" if answer.first_day == answer.last_day else f"{answer.first_day} – {answer.last_day}"
    yield Line(
        "office",
        "",
        days,
        answer.office,
        towards=answer.party or "",
        note=_texts(answer.texts),
        **_quoted(answer.quote),
    )


def _texts(count: int) -> str:
    return "1 text" if count == 1 else f"{count} texts"


@_lines.register
def _(answer: Career) -> Iterator[Line]:
    yield Line(
        "person", answer.id, who=answer.name, towards=JOINT.join(party for party, _ in answer.parties),
        about=JOINT.join(answer.spellings),
        note=JOINT.join([_texts(answer.texts), *(f"{count} {type}" for type, count in answer.counts)]),
    )  # fmt: skip
    for part in (answer.offices, answer.meetings, answer.acts):
        yield from lines_of(part)


@_lines.register
def _(answer: AgreementRow) -> Iterator[Line]:
    meetings = JOINT.join(f"{relation} at {id}{f' ({day})' if day else ''}" for id, relation, day in answer.meetings)
    for quote in answer.mentions:
        yield Line(
            "agreement", answer.id, answer.date or "", answer.kind, towards=JOINT.join(answer.parties), about=answer.title,
            note=meetings, **_quoted(quote),
        )  # fmt: skip


@_lines.register
def _(answer: Moment) -> Iterator[Line]:
    yield from lines_of(answer.what)


@_lines.register
def _(answer: OpenQuestion) -> Iterator[Line]:
    names = f"{answer.one_name}, or {answer.other_name}?"
    note = f"likely to {answer.score:.0%}, worth {answer.worth:g}: {answer.reason}"
    if not answer.quotes:
        yield Line("open", f"{answer.one} {answer.other}", type=answer.kind, about=names, note=note)
    for quote in answer.quotes:
        yield Line("open", f"{answer.one} {answer.other}", type=answer.kind, about=names, note=note, **_quoted(quote))


def shown(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines as dictionaries, for JSON and CSV."""
    return [asdict(line) for line in lines]
