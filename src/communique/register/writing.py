"""A record in, its rows in the register out, in the transaction of the caller: added, replaced, or left as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

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
from communique.register.removing import remove_rows, tidy
from communique.register.rows import Row, rows_of
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
from communique.register.stored import indexed, shingles_of

COPIED = ("name", "source", "url", "title", "publisher", "publisher_state", "published")


def _into(*names: str) -> tuple[Insert, ...]:
    return tuple(Insert(tables.metadata.tables[name], tables.AGAIN.get(name)) for name in names)


# What stands in the text, whoever its people are; and who and what they are, so that what is referred to is there first.
TEXT_ALONE = _into("shingles", "sentences", "pairs", "acts", "contents", "dealings", "topics", "lacunae", "evidence")
IDENTIFIED = _into(
    "people", "names", "name_keys", "affiliations", "offices", "holdings", "meetings", "agreements", "agreement_keys",
    "appearances", "appearance_offices", "tellings", "participations", "roles", "agreement_mentions",
    "meeting_agreements", "decisions", "counters",
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
CORRECTED = ("part", "start", "end", "field", "becomes")
_CORRECTIONS = 'SELECT part, start, "end", field, becomes FROM corrections WHERE hash = :hash ORDER BY id'
_FORCED = "SELECT anchor, one FROM decisions WHERE anchor >= :low AND anchor < :high ORDER BY id"
