"""The key of a document in, its reading taken out of the register, with all that only it told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from communique.register import index, tables
from communique.register.statements import run, run_many
from communique.register.stored import indexed, shingles_of, tables_of


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


_NO_SHINGLE = "DELETE FROM shingles WHERE band = :band AND value = :value AND document = :document"
_NO_COPY_OF = "DELETE FROM decisions WHERE kind = 'document' AND decided_by = 'machine' AND other = :document"
_HUMAN = (
    "SELECT id FROM decisions WHERE kind = :kind AND decided_by <> 'machine' AND one = :id"
    " UNION ALL SELECT id FROM decisions WHERE kind = :kind AND decided_by <> 'machine' AND other = :id"
)
