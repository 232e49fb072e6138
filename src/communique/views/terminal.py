"""A record as text made for reading: who, meetings, acts with the words they rest on, agreements, and what is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.errors import CommuniqueError
from communique.evidence import Evidence, quote
from communique.record import ActRecord, Failure, MeetingRecord, PersonRecord, Record, to_json

PLAIN_WIDTH = 100  # columns where the output is no terminal
LONGEST_QUOTE = 220  # characters of a sentence around an act's trigger
PRESENCE_ORDER = {"principal": 0, "attending": 1, "mentioned": 2}
LACUNA_WORDS = {
    "missing_name": "a name is missing after",
    "truncated": "the sentence breaks off at",
    "missing_antecedent": "nobody in the text answers to",
    "garbled": "characters are destroyed in",
}
MODALITY_WORDS = {"did": "", "will": "planned", "may": "possible", "not": "did not"}


class Printer:
    """Prints records and failures one after another: `text`, `json` (one array) or `jsonl`."""

    def __init__(self, format: str, out: TextIO, errors: TextIO) -> None:
        self.format = format
        self._out = out
        self._errors = errors
        self._shown = 0
        width = None if out.isatty() else PLAIN_WIDTH
        self._console = Console(file=out, width=width, highlight=False, soft_wrap=False)

    def show(self, outcome: object) -> bool:
        """Print one record or failure; return whether it was a failure."""
        failed = isinstance(outcome, Failure)
        if isinstance(outcome, Failure):
            self._errors.write(f"communique: {outcome.error}\n")
        if self.format == "text":
            if isinstance(outcome, Record):
                self._console.print(render(outcome))
        else:
            assert isinstance(outcome, Record | Failure)
            if self.format == "json":
                self._out.write("[\n" if self._shown == 0 else ",\n")
            self._out.write(to_json(outcome).decode())
            if self.format == "jsonl":
                self._out.write("\n")
        self._shown += 1
        return failed

    def close(self) -> None:
        """Close the array of `json`."""
        if self.format == "json":
            self._out.write("\n]\n" if self._shown else "[]\n")


def render(record: Record) -> Group:
    """Lay out one record for reading."""
    parts: list[RenderableType] = [_heading(record)]
    sections = (
        ("Who", _people(record)),
        ("Meetings", _meetings(record)),
        ("What was done and said", _acts(record)),
        ("Agreements", _agreements(record)),
        ("Lost from the text", _lacunae(record)),
    )
    for title, body in sections:
        if body is not None:
            parts += [Text(), Text(title, style="bold"), Padding(body, (0, 0, 0, 2))]
    parts.append(Text())
    return Group(*parts)


def _heading(record: Record) -> Text:
    head = record.document
    first_line = next((line for line in head.text.splitlines() if line.strip()), "")
    title = head.title or (first_line if len(first_line) <= LONGEST_QUOTE else first_line[: LONGEST_QUOTE - 1] + "…")
    facts = [
        head.source or "",
        head.language,
        f"published by {head.publisher_state}" if head.publisher_state else "",
        head.published or "",
    ]
    return Text.assemble((title, "bold underline"), "\n", (" · ".join(fact for fact in facts if fact), "dim"))


def _people(record: Record) -> Table | None:
    if not record.persons:
        return None
    table = _table("", "", "", "")
    for person in sorted(record.persons, key=lambda person: PRESENCE_ORDER[person.presence]):
        table.add_row(
            Text(person.id, style="dim"), Text(person.name, style="bold"), person.party or "–", _office(person)
        )
    return table


def _office(person: PersonRecord) -> Text:
    titles = "; ".join(title.text for title in person.titles)
    return Text.assemble(titles, (f"  {person.presence}" if titles else person.presence, "dim"))


def _meetings(record: Record) -> Table | None:
    if not record.meetings:
        return None
    table = _table("", "", "", "")
    for meeting in record.meetings:
        table.add_row(
            Text(meeting.id, style="dim"),
            Text(_kind(meeting), style="bold"),
            " – ".join(meeting.parties),
            _circumstances(record, meeting),
        )
    return table


def _kind(meeting: MeetingRecord) -> str:
    ordinal = f"{meeting.ordinal}. " if meeting.ordinal else ""
    return f"{ordinal}{meeting.kind}" + ("" if meeting.status == "held" else f" ({meeting.status})")


def _circumstances(record: Record, meeting: MeetingRecord) -> Text:
    facts = " ".join(fact for fact in (meeting.date, f"in {meeting.place}" if meeting.place else "") if fact)
    return Text.assemble(facts, "  " if facts else "", (f"“{quote(record.document.text, meeting.span)}”", "dim"))


def _acts(record: Record) -> Table | None:
    if not record.acts:
        return None
    table = _table("", "", "")
    for act in record.acts:
        table.add_row(Text(act.id, style="dim"), Text(act.type, style="bold cyan"), _act(record, act))
    return table


def _act(record: Record, act: ActRecord) -> Text:
    who = ", ".join(record.name(actor) for actor in act.actors)
    whom = ", ".join(record.name(recipient) for recipient in act.recipients)
    line = Text.assemble((who, "bold"), f" → {whom}" if whom else "")
    if MODALITY_WORDS[act.modality]:
        line.append(f"  [{MODALITY_WORDS[act.modality]}]", style="yellow")
    if act.attributed_to:
        line.append(f"  (as {record.name(act.attributed_to)} says)", style="dim")
    line.append("\n").append_text(in_context(record.document.text, act))
    return line


def in_context(text: str, act: ActRecord) -> Text:
    """The sentence around an act, its trigger and content marked; the far ends cut where it is long."""
    start, end = act.sentence
    marked = [act.trigger, *act.trigger_parts, *([act.content] if act.content else [])]
    first, last = min(span.start for span in marked), max(span.end for span in marked)
    if end - start > LONGEST_QUOTE:
        start, end = max(start, first - LONGEST_QUOTE // 6), min(end, max(last, first + LONGEST_QUOTE))
    cut_before, cut_after = "…" if start > act.sentence.start else "", "…" if end < act.sentence.end else ""
    line = Text(cut_before + text[start:end].replace("\n", " ") + cut_after, style="dim")
    shift = len(cut_before) - start
    if act.content:
        line.stylize("not dim", max(act.content.start, start) + shift, min(act.content.end, end) + shift)
    for span in act.trigger_parts or (act.trigger,):
        line.stylize("not dim underline", max(span.start, start) + shift, min(span.end, end) + shift)
    return line


def _agreements(record: Record) -> Table | None:
    if not record.agreements:
        return None
    table = _table("", "", "", "")
    for agreement in record.agreements:
        kind = agreement.kind.replace("_", " ")
        table.add_row(
            Text(agreement.id, style="dim"),
            Text(kind, style="bold"),
            " – ".join(agreement.parties),
            Text(f"{agreement.title}  {agreement.date or ''}"),
        )
    return table


def _lacunae(record: Record) -> Table | None:
    if not record.lacunae:
        return None
    table = _table("", "")
    for lacuna in record.lacunae:
        table.add_row(Text(LACUNA_WORDS[lacuna.kind], style="red"), Text(_around(record.document.text, lacuna.span)))
    return table


def _around(text: str, span: Evidence) -> str:
    before = text[max(0, span.start - 40) : span.start].split("\n")[-1]
    return f"{'…' if span.start > len(before) else ''}{before}[{quote(text, span)}]"


def _table(*columns: str) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for _ in columns[:-1]:
        table.add_column(no_wrap=False)
    table.add_column(ratio=1)
    return table


def print_explanation(record: Record, act_id: str, out: TextIO) -> None:
    """Print which entry found an act, on which words, and how its roles were filled; raises for an unknown id."""
    act = next((act for act in record.acts if act.id == act_id), None)
    if act is None:
        known = f"{record.acts[0].id} to {record.acts[-1].id}" if record.acts else "none"
        raise CommuniqueError(f'no act "{act_id}" in this text; its acts are: {known}')
    console = Console(file=out, width=None if out.isatty() else PLAIN_WIDTH, highlight=False)
    console.print(Group(in_context(record.document.text, act), Text(), _explanation(record, act)))


def _explanation(record: Record, act: ActRecord) -> Table:
    text = record.document.text
    table = _table("", "")
    rows: Iterable[tuple[str, str]] = (
        ("act", f"{act.id}  {act.type}" + (f" (PLOVER {act.plover})" if act.plover else "")),
        ("entry", act.rule),
        ("fired on", " … ".join(quote(text, span) for span in act.trigger_parts or (act.trigger,))),
        (
            "actors",
            _filled(
                record,
                act.actors,
                act.role_spans.get("actors", ()),
                "the parties of the meeting: the sentence names no agent",
            ),
        ),
        (
            "recipients",
            _filled(record, act.recipients, act.role_spans.get("recipients", ()), "the other side of the meeting")
            if act.recipients
            else "nobody",
        ),
        ("content", quote(text, act.content) if act.content else "none"),
        ("modality", act.modality),
        ("meeting", act.meeting or "none"),
        ("claimed by", record.name(act.attributed_to) if act.attributed_to else "the publisher"),
        ("topics", ", ".join(act.topics) or "none"),
    )
    for name, value in rows:
        table.add_row(Text(name, style="bold"), Text(value))
    return table


def _filled(record: Record, references: tuple[str, ...], spans: tuple[Evidence, ...], otherwise: str) -> str:
    names = ", ".join(f"{record.name(each)} ({each})" if record.person(each) else each for each in references)
    words = ", ".join(f"“{quote(record.document.text, span)}”" for span in spans)
    return f"{names}  ← {words or otherwise}"
