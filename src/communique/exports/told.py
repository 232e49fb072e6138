"""A register in, its documents with all that they tell out, a few at a time, as the register stood at one moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, String, Table, select

from communique.record import Record
from communique.register import tables
from communique.register.database import POSTGRESQL
from communique.register.register import Register
from communique.register.rows import record_of
from communique.register.statements import run

Row = Mapping[str, Any]
CHUNK = 100  # documents in memory at once: an export of a million needs no more than one of a hundred
FETCHED = 1000  # rows of other tables fetched at once
LEFT_OUT = ("pairs",)  # made anew from the parties


@dataclass(frozen=True, slots=True)
class Told:
    """A document, what it tells by table, the same as a record, and what the people in it are called in the register."""

    head: Row
    rows: Mapping[str, Sequence[Row]]
    record: Record
    people: Mapping[int, str]


@contextmanager
def snapshot(register: Register) -> Iterator[Connection]:
    """A connection that sees the register as it is now, whatever others write meanwhile."""
    with register.reading() as connection:
        if connection.dialect.name == POSTGRESQL:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def stream(connection: Connection, query: Select[Any]) -> Iterator[Row]:
    """The rows of a query, fetched a thousand at a time."""
    result = connection.execute(query, execution_options={"yield_per": FETCHED})
    names = [str(name) for name in result.keys()]
    for row in result:
        yield dict(zip(names, row, strict=True))


def told_documents(connection: Connection) -> Iterator[Told]:
    """Every document with what it tells, in the order in which they were added."""
    offices = {row["id"]: row for row in stream(connection, select(tables.offices))}
    last = 0
    while heads := _heads(connection, last):
        first, last = heads[0]["id"], heads[-1]["id"]
        by_document = _rows(connection, first, last, offices)
        people = names_of(connection, (row["person"] for rows in by_document.values() for row in rows["appearances"]))
        for head in heads:
            rows = by_document[head["id"]]
            yield Told(head, rows, record_of(head, rows), people)


def _heads(connection: Connection, after: int) -> list[Row]:
    table = tables.documents
    query = select(table).where(table.c.id > after).order_by(table.c.id).limit(CHUNK)
    return list(stream(connection, query))


def ordered(connection: Connection, table: Table) -> Select[Any]:
    """All rows of a table by their keys, texts by their characters: the same order in either database."""
    keys = table.primary_key.columns
    if connection.dialect.name != POSTGRESQL:
        return select(table).order_by(*keys)
    return select(table).order_by(*(key.collate("C") if isinstance(key.type, String) else key for key in keys))


def _rows(
    connection: Connection, first: int, last: int, offices: Mapping[int, Row]
) -> defaultdict[int, dict[str, list[Row]]]:
    names = [table.name for table in tables.TOLD if table.name not in LEFT_OUT]
    found: defaultdict[int, dict[str, list[Row]]] = defaultdict(lambda: {name: [] for name in names})
    for name in names:
        table = tables.metadata.tables[name]
        query = ordered(connection, table).where(table.c.document.between(first, last))
        for row in stream(connection, query):
            if table is tables.appearance_offices:
                office = offices[row["office"]]
                row = {**row, "office_name": office["office"], "of": office["party"]}
            found[row["document"]][name].append(row)
    return found


def names_of(connection: Connection, people: Iterable[int]) -> dict[int, str]:
    """What people are called in the register."""
    ids = sorted(set(people))
    query = "SELECT id, name FROM people WHERE id IN :ids"
    return {id: name for id, name in run(connection, query, {"ids": ids})} if ids else {}


def chunks(connection: Connection, query: Select[Any]) -> Iterator[list[Row]]:
    """The rows of a query in lists of as many as are worth a further question about them."""
    chunk: list[Row] = []
    for row in stream(connection, query):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def person_key(id: int) -> str:
    """How a person is named outside: P12."""
    return f"P{id}"


def meeting_key(id: int) -> str:
    """How a meeting is named outside: M3."""
    return f"M{id}"


def agreement_key(id: int) -> str:
    """How an agreement is named outside: G7."""
    return f"G{id}"
