"""The key of a document in, what the register holds of it out: its rows, its sentences as they are indexed, its record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from communique.record import Record
from communique.register import index, tables
from communique.register.identity.texts import bands_of
from communique.register.rows import Row, record_of
from communique.register.words import words_of


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
