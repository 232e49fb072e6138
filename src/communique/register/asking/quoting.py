"""Keys of sentences, acts and tellings in, the words they rest on out, read in few statements for all rows of an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from communique.evidence import Evidence
from communique.register.asking.answers import ActRow, MeetingRow, Quote
from communique.register.rows import UNKNOWN, parties_of
from communique.register.statements import run

Key = tuple[int, int]  # document, number
WIDEST = 600  # characters quoted of a line without an act


def quotes_of(connection: Connection, spans: Iterable[tuple[int, Evidence, tuple[Evidence, ...]]]) -> list[Quote]:
    """The words at spans: each a document, the span to quote, and the spans in the document to mark."""
    wanted = list(spans)
    documents = sorted({document for document, _, _ in wanted})
    heads = {row.id: row for row in run(connection, _HEADS, {"documents": documents})} if documents else {}
    quotes = []
    for document, span, marked in wanted:
        head = heads[document]
        span = Evidence(span.start, min(span.end, span.start + WIDEST)) if not marked else span
        inside = tuple(
            Evidence(max(each.start, span.start) - span.start, min(each.end, span.end) - span.start)
            for each in marked
            if each.overlaps(span)
        )
        quotes.append(
            Quote(
                head.name,
                head.published,
                head.publisher,
                head.title,
                head.url,
                head.text[span.start : span.end],
                span,
                inside,
            )
        )
    return quotes


def sentences_around(
    connection: Connection, spans: Sequence[tuple[int, Evidence]]
) -> list[tuple[int, Evidence, tuple[Evidence, ...]]]:
    """For spans in documents the sentences they stand in, with the spans marked."""
    documents = sorted({document for document, _ in spans})
    sentences: dict[int, list[Evidence]] = defaultdict(list)
    if documents:
        for document, start, end in run(connection, _SENTENCES, {"documents": documents}):
            sentences[document].append(Evidence(start, end))
    found: list[tuple[int, Evidence, tuple[Evidence, ...]]] = []
    for document, span in spans:
        around = next((each for each in sentences[document] if each.overlaps(span)), span)
        found.append((document, around, (span,)))
    return found


def act_rows(connection: Connection, keys: Sequence[Key]) -> list[ActRow]:
    """The acts with these keys, in their order."""
    documents = sorted({document for document, _ in keys})
    if not documents:
        return []
    wanted = set(keys)
    values = {"documents": documents}
    acts = {
        (row.document, row.number): row
        for row in run(connection, _ACTS, values)
        if (row.document, row.number) in wanted
    }
    roles: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for row in run(connection, _ROLES, values):
        if (row.document, row.act) in wanted:
            roles[row.document, row.act, row.role].append(_called(row.name, row.party))
    kept = [key for key in keys if key in acts]
    spans = [
        (key[0], Evidence(acts[key].start, acts[key].end), (Evidence(acts[key].trigger_start, acts[key].trigger_end),))
        for key in kept
    ]
    rows = []
    for key, quote in zip(kept, quotes_of(connection, spans), strict=True):
        act = acts[key]
        content = None
        if act.content_start is not None:
            start = act.content_start - quote.span.start
            content = quote.text[max(0, start) : act.content_end - quote.span.start]
        rows.append(
            ActRow(
                f"a{key[1]}", act.type, act.modality, act.day or None,
                tuple(roles[(*key, "actor")]), tuple(roles[(*key, "recipient")]), content,
                _called(act.claimant, act.attributed_party) if act.claimant or act.attributed_party else None, quote,
            )
        )  # fmt: skip
    return rows


def _called(name: str | None, party: str | None) -> str:
    """A person by name with the party they act for, else the party."""
    if name is None:
        return party or UNKNOWN
    return f"{name} ({party})" if party and party != UNKNOWN else name


def meeting_rows(connection: Connection, meetings: Sequence[int]) -> list[MeetingRow]:
    """The meetings with these keys, in their order."""
    if not meetings:
        return []
    values = {"meetings": sorted(set(meetings))}
    heads = {row.id: row for row in run(connection, _MEETINGS, values)}
    told: dict[int, list[Any]] = defaultdict(list)
    for row in run(connection, _TELLINGS, values):
        told[row.meeting].append(row)
    people: dict[int, dict[str, None]] = defaultdict(dict)
    for row in run(connection, _PEOPLE, values):
        people[row.meeting][_called(row.name, row.party)] = None
    spans = [(row.document, Evidence(row.start, row.end)) for id in meetings for row in told[id]]
    quotes = iter(quotes_of(connection, sentences_around(connection, spans)))
    return [
        MeetingRow(
            f"M{id}", heads[id].kind, status_of(told[id]), parties_of(heads[id].parties), heads[id].date, heads[id].place,
            tuple(people[id]), tuple(next(quotes) for _ in told[id]),
        )
        for id in meetings
    ]  # fmt: skip


def status_of(tellings: Sequence[Mapping[str, Any]]) -> str:
    """What the texts in the end say: a meeting planned in one and held in another was held."""
    statuses = [row.status for row in tellings]  # type: ignore[attr-defined]
    order = ("held", "ongoing", "cancelled", "planned", "proposed")
    return min(statuses, key=order.index) if statuses else "held"


_HEADS = "SELECT id, name, published, publisher, title, url, text FROM documents WHERE id IN :documents"
_SENTENCES = 'SELECT document, start, "end" FROM sentences WHERE document IN :documents ORDER BY document, start'
_ACTS = (
    'SELECT acts.*, sentences.start, sentences."end", contents.start AS content_start, contents."end" AS content_end,'
    " people.name AS claimant FROM acts"
    " JOIN sentences ON sentences.document = acts.document AND sentences.number = acts.sentence"
    " LEFT JOIN contents ON contents.document = acts.document AND contents.number = acts.number"
    " LEFT JOIN appearances ON appearances.document = acts.document AND appearances.number = acts.attributed_appearance"
    " LEFT JOIN people ON people.id = appearances.person WHERE acts.document IN :documents"
)
_ROLES = (
    "SELECT roles.document, roles.act, roles.role, roles.party, people.name FROM roles"
    " LEFT JOIN people ON people.id = roles.person WHERE roles.document IN :documents"
    " ORDER BY roles.document, roles.act, roles.role, roles.position"
)
_MEETINGS = "SELECT id, kind, parties, date, place FROM meetings WHERE id IN :meetings"
_TELLINGS = (
    'SELECT meeting, document, number, status, start, "end" FROM tellings WHERE meeting IN :meetings'
    " ORDER BY meeting, day, document, number"
)
_PEOPLE = (
    "SELECT DISTINCT tellings.meeting, people.name, appearances.party FROM tellings"
    " JOIN participations ON participations.document = tellings.document AND participations.number = tellings.number"
    " JOIN people ON people.id = participations.person"
    " JOIN appearances ON appearances.document = participations.document"
    " AND appearances.number = participations.appearance"
    " WHERE tellings.meeting IN :meetings ORDER BY tellings.meeting, people.name"
)
