"""A record in, its rows in the register out, in the transaction of the caller: added, replaced, or left as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from communique.documents.document import Document, hash_of
from communique.record import DocumentHead, Record
from communique.register import index, tables
from communique.register.correcting import corrected
from communique.register.identity.decided import Decided, Keys
from communique.register.identity.resolve_agreements import (
    ask_agreements,
    ask_copies,
    find_copies,
    resolve_agreements,
)
from communique.register.identity.resolve_meetings import ask_meetings, resolve_meetings
from communique.register.identity.resolve_people import ask_people, meet_people, resolve_people
from communique.register.identity.texts import bands_of
from communique.register.rows import Row, record_of, rows_of
from communique.register.statements import (
    Answer,
    Insert,
    ask,
    insert_rows,
    insert_together,
    run,
    run_many,
    sending,
)
from communique.register.words import words_of

COPIED = ("name", "source", "url", "title", "publisher", "publisher_state", "published")
COUNTED = "(person, {1}) DO UPDATE SET count = {0}.count + excluded.count"
SPANNED = (  # counted too; and the span of days is widened
    f"{COUNTED}, first_day = CASE WHEN {{0}}.first_day IS NULL OR excluded.first_day < {{0}}.first_day"
    " THEN excluded.first_day ELSE {0}.first_day END, last_day = CASE WHEN {0}.last_day IS NULL"
    " OR excluded.last_day > {0}.last_day THEN excluded.last_day ELSE {0}.last_day END"
)
AGAIN = {  # what becomes of a row that is there
    "names": COUNTED.format("names", "name"),
    "affiliations": SPANNED.format("affiliations", "party"),
    "holdings": SPANNED.format("holdings", "office"),
    "name_keys": "DO NOTHING",
    "agreement_keys": "DO NOTHING",
    "counters": "(kind) DO UPDATE SET last = excluded.last",
}
TEXT_ALONE, IDENTIFIED = (
    tuple(Insert(tables.metadata.tables[name], AGAIN.get(name)) for name in names)
    for names in (
        # what stands in the text, whoever its people are
        ("shingles", "sentences", "pairs", "acts", "contents", "dealings", "topics", "lacunae", "evidence"),
        # who and what they are; in this order, so that what is referred to is there first
        (
            "people", "names", "name_keys", "affiliations", "offices", "holdings", "meetings", "agreements",
            "agreement_keys", "appearances", "appearance_offices", "tellings", "participations", "roles",
            "agreement_mentions", "meeting_agreements", "decisions", "counters",
        ),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a record: `added`, `replaced` (read anew), `copy` (its text was there, this place was not), `present`."""

    document: int
    outcome: str


def add_record(connection: Connection, record: Record, *, reader: str) -> Added:
    """Write a record, whose text makes it the document it is; `reader` says which version of the reader made it."""
    hash = record.document.hash or hash_of(record.document.text)
    copy = copy_of(record.document)
    with sending(connection):
        asked, said = ask(connection, _FOUND, {"hash": hash}), _ask_said(connection, hash)
        found = next(iter(asked()), None)
        if found is None:
            keys = said.keys()
            document = keys.new("document")
            insert_rows(connection, tables.documents, [{"id": document, **head_row(record, hash, reader)}])
            _write(connection, document, record, said, keys)
            insert_rows(connection, tables.copies, [{"document": document, "number": 1, **copy}])
            return Added(document, "added")
    document, read_by = found
    new_place = add_copy(connection, document, copy)
    if read_by == reader:
        return Added(document, "copy" if new_place else "present")
    replace_record(connection, document, record, hash=hash, reader=reader)
    return Added(document, "replaced")


def replace_record(connection: Connection, document: int, record: Record, *, hash: str, reader: str) -> None:
    """Put a new reading in the place of an old one; what humans decided of it stays."""
    touched = remove_rows(connection, document)
    head = {
        name: value for name, value in head_row(record, hash, reader).items() if name not in ("name", "source", "added")
    }
    connection.execute(update(tables.documents).where(tables.documents.c.id == document).values(head))
    with sending(connection):
        said = _ask_said(connection, hash)
        _write(connection, document, record, said, said.keys())
    tidy(connection, touched)


def remove_document(connection: Connection, document: int) -> None:
    """Take a document out of the register with all that only it tells."""
    touched = remove_rows(connection, document)
    connection.execute(delete(tables.documents).where(tables.documents.c.id == document))
    tidy(connection, touched)


def copy_of(document: Document | DocumentHead) -> Row:
    """Where a text was found, and what it said of itself there."""
    return {name: getattr(document, "id" if name == "name" else name) for name in COPIED}


def add_copy(connection: Connection, document: int, copy: Mapping[str, Any]) -> bool:
    """Note where a text was found; whether that place is new."""
    table = tables.copies
    known = [dict(row._mapping) for row in connection.execute(select(table).where(table.c.document == document))]
    place = place_of(copy["url"], copy["source"], copy["name"])
    if any(place_of(each["url"], each["source"], each["name"]) == place for each in known):
        return False
    connection.execute(insert(table).values(document=document, number=len(known) + 1, **copy))
    return True


def place_of(url: str | None, source: str | None, name: str | None) -> tuple[str | None, ...]:
    """What makes a place another one: its address, else its file and the name the text has there."""
    return (url,) if url else (source, name)


def head_row(record: Record, hash: str, reader: str) -> Row:
    """The row of a document without its key."""
    head = record.document
    return {
        "hash": hash, "name": head.id, "language": head.language, "title": head.title, "publisher": head.publisher,
        "publisher_state": head.publisher_state, "published": head.published, "url": head.url, "source": head.source,
        "text": head.text, "reader": reader, "added": now(),
    }  # fmt: skip


def next_key(connection: Connection, kind: str) -> int:
    """A new key of a kind."""
    run_many(connection, _COUNT, [{"kind": kind}])
    return int(run(connection, "SELECT last FROM counters WHERE kind = :kind", {"kind": kind}).scalar_one())


def now() -> str:
    """This moment in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _write(connection: Connection, document: int, record: Record, said: Said, keys: Keys) -> None:
    """Find out who and what the entries of a record are, and write its rows; within `sending`."""
    record, forced = corrected(record, said.corrections()), said.forced()
    rows = rows_of(record, document)
    text = record.document.text
    sentences = indexed(document, text, rows.by_table)
    rows["shingles"].extend(shingles_of(sentences))
    people, meetings = ask_people(connection, rows), ask_meetings(connection, rows, document)
    agreements = ask_agreements(connection, rows, record.document.language)
    copies = ask_copies(connection, [row["value"] for row in rows["shingles"]], document)
    circle = meet_people(connection, rows, people)
    # A server carries this out while it is decided here who is who.
    insert_together(connection, TEXT_ALONE, rows.by_table)
    index.add_sentences(connection, sentences)
    decided = Decided(document, now(), keys)
    resolve_people(connection, rows, circle, decided, forced["person"])
    resolve_meetings(connection, rows, meetings, decided, forced["meeting"])
    resolve_agreements(connection, rows, agreements, decided, forced["agreement"])
    find_copies(copies, text, decided)
    rows["decisions"].extend(decided.rows)
    rows["counters"].extend(keys.rows())
    insert_together(connection, IDENTIFIED, rows.by_table)
    for statement, values in decided.afterwards:
        run_many(connection, statement, values)


def indexed(document: int, text: str, by_table: Mapping[str, list[Row]]) -> list[index.Indexed]:
    """The sentences with the marks of the acts in them and of whose they are."""
    marks: dict[int, set[str]] = defaultdict(set)
    sentence_of = {row["number"]: row["sentence"] for row in by_table.get("acts", ())}
    for row in by_table.get("acts", ()):
        marks[row["sentence"]].add(row["type"])
    for row in by_table.get("roles", ()):
        if row["party"] and row["party"] != "?":
            marks[sentence_of[row["act"]]].add(row["party"])
    return [
        index.Indexed(
            document, row["number"], words_of(text[row["start"] : row["end"]]), frozenset(marks[row["number"]])
        )
        for row in by_table.get("sentences", ())
    ]


def shingles_of(sentences: Sequence[index.Indexed]) -> list[Row]:
    """The rows by which nearly the same texts find that of these sentences."""
    bands = bands_of([word for sentence in sentences for word in sentence.words])
    return [{"band": band, "value": value, "document": sentences[0].document} for band, value in enumerate(bands)]


# out again


def tables_of(connection: Connection, document: int) -> dict[str, list[Mapping[str, Any]]]:
    """The rows of a document by table, in the order of their keys."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for table in tables.TOLD:
        query = select(table).where(table.c.document == document).order_by(*table.primary_key.columns)
        if table is tables.appearance_offices:
            held = tables.offices.c
            query = query.add_columns(held.office.label("office_name"), held.party.label("of")).join(
                tables.offices, held.id == table.c.office
            )
        found[table.name] = [dict(row._mapping) for row in connection.execute(query)]
    return found


def stored_record(connection: Connection, document: int) -> Record | None:
    """The record of a document as it was read and corrected; None where there is no such document."""
    head = connection.execute(select(tables.documents).where(tables.documents.c.id == document)).one_or_none()
    return None if head is None else record_of(dict(head._mapping), tables_of(connection, document))


@dataclass(frozen=True, slots=True)
class Touched:
    """Whom and what a removed reading spoke of, which must be counted anew."""

    people: frozenset[int]
    meetings: frozenset[int]
    agreements: frozenset[int]


def remove_rows(connection: Connection, document: int) -> Touched:
    """Remove what was read in a document; the document itself and its copies stay."""
    text = connection.execute(select(tables.documents.c.text).where(tables.documents.c.id == document)).scalar_one()
    told = tables_of(connection, document)
    sentences = indexed(document, text, {name: [*map(dict, rows)] for name, rows in told.items()})
    index.remove_sentences(connection, sentences)
    run_many(connection, _NO_SHINGLE, shingles_of(sentences))
    for table in tables.TOLD:
        if table is not tables.copies:
            connection.execute(delete(table).where(table.c.document == document))
    connection.execute(delete(tables.decisions).where(tables.decisions.c.document == document))
    run(connection, _NO_COPY_OF, {"document": document})
    return Touched(
        frozenset(row["found_as"] for row in told["appearances"]),
        frozenset(row["found_as"] for row in told["tellings"]),
        frozenset(row["found_as"] for row in told["agreement_mentions"]),
    )


def tidy(connection: Connection, touched: Touched) -> None:
    """Count anew what is known of people, and drop those of whom no text speaks, unless a human decided about them."""
    for person in sorted(touched.people):
        _recount(connection, person)
    for kind, table, told, ids in (
        ("person", tables.people, tables.appearances, touched.people),
        ("meeting", tables.meetings, tables.tellings, touched.meetings),
        ("agreement", tables.agreements, tables.agreement_mentions, touched.agreements),
    ):
        for id in sorted(ids):
            if not _is_needed(connection, kind, table, told, id):
                connection.execute(delete(table).where(table.c.id == id))


def _is_needed(connection: Connection, kind: str, table: Any, told: Any, id: int) -> bool:  # noqa: ANN401
    asked = (
        select(told.c.document).where(told.c[kind] == _root(table, id), told.c.found_as == id),
        select(table.c.id).where(table.c.into == id),
        select(table.c.id).where(table.c.id == id, table.c.into.is_not(None)),
    )
    decided = run(connection, _HUMAN, {"kind": kind, "id": id}).first()
    return bool(decided) or any(connection.execute(each.limit(1)).first() for each in asked)


def _root(table: Any, id: int) -> Any:  # noqa: ANN401  (a subquery)
    """What a thing counts as: by that, of which there is an index, is found what is told of it."""
    return select(func.coalesce(table.c["into"], table.c.id)).where(table.c.id == id).scalar_subquery()


def _recount(connection: Connection, person: int) -> None:
    """Draw spellings, parties and offices of a person from the texts that are left."""
    seen, titles = tables.appearances, tables.appearance_offices
    for table in (tables.names, tables.affiliations, tables.holdings):
        connection.execute(delete(table).where(table.c.person == person))
    of_person = (seen.c.person == _root(tables.people, person)) & (seen.c.found_as == person)
    day = func.nullif(seen.c.day, "")
    span = (func.min(day), func.max(day), func.count())
    party = func.coalesce(seen.c.party, "")
    connection.execute(
        insert(tables.names).from_select(
            ["person", "name", "count"],
            select(seen.c.found_as, seen.c.name, func.count()).where(of_person).group_by(seen.c.found_as, seen.c.name),
        )
    )
    connection.execute(
        insert(tables.affiliations).from_select(
            ["person", "party", "first_day", "last_day", "count"],
            select(seen.c.found_as, party, *span).where(of_person).group_by(seen.c.found_as, party),
        )
    )
    held = (
        select(seen.c.found_as, titles.c.office, *span)
        .join(titles, (titles.c.document == seen.c.document) & (titles.c.number == seen.c.number))
        .where(of_person)
        .group_by(seen.c.found_as, titles.c.office)
    )
    connection.execute(
        insert(tables.holdings).from_select(["person", "office", "first_day", "last_day", "count"], held)
    )


# what humans said


@dataclass(frozen=True, slots=True)
class Said:
    """What was asked before a document is written: what humans said of its text, and the last keys given."""

    corrected: Answer
    decided: Answer
    last_keys: Answer

    def corrections(self) -> list[Row]:
        """The corrections of the document, oldest first."""
        return [dict(zip(CORRECTED, row, strict=True)) for row in self.corrected()]

    def forced(self) -> dict[str, dict[str, int]]:
        """What was said of single entries: by kind, what the entry is known by and what it counts as."""
        forced: dict[str, dict[str, int]] = defaultdict(dict)
        for anchor, one in self.decided():
            kind, _, word = anchor.partition("#")[2].partition(":")
            forced[kind][word] = one
        return forced

    def keys(self) -> Keys:
        """The last key given of each kind."""
        return Keys(dict(self.last_keys()))


def _ask_said(connection: Connection, hash: str) -> Said:
    return Said(
        ask(connection, _CORRECTIONS, {"hash": hash}),
        ask(connection, _FORCED, {"low": f"{hash}#", "high": f"{hash}$"}),
        ask(connection, "SELECT kind, last FROM counters", {}),
    )


_FOUND = "SELECT id, reader FROM documents WHERE hash = :hash"
_COUNT = "INSERT INTO counters (kind, last) VALUES (:kind, 1) ON CONFLICT (kind) DO UPDATE SET last = counters.last + 1"
_NO_SHINGLE = "DELETE FROM shingles WHERE band = :band AND value = :value AND document = :document"
_NO_COPY_OF = "DELETE FROM decisions WHERE kind = 'document' AND decided_by = 'machine' AND other = :document"
_HUMAN = (
    "SELECT id FROM decisions WHERE kind = :kind AND decided_by <> 'machine' AND one = :id"
    " UNION ALL SELECT id FROM decisions WHERE kind = :kind AND decided_by <> 'machine' AND other = :id"
)
CORRECTED = ("part", "start", "end", "field", "becomes")
_CORRECTIONS = 'SELECT part, start, "end", field, becomes FROM corrections WHERE hash = :hash ORDER BY id'
_FORCED = "SELECT anchor, one FROM decisions WHERE anchor >= :low AND anchor < :high ORDER BY id"
