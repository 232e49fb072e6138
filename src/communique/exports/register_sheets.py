"""A register in, the exported tables of what outlives documents out: people, meetings, agreements, decisions, corrections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, select

from communique.exports.codes import Codes
from communique.exports.document_sheets import Cells
from communique.exports.told import Row, agreement_key, chunks, meeting_key, names_of, ordered, person_key, stream
from communique.register import tables
from communique.register.asking import quoting
from communique.register.rows import parties_of
from communique.register.statements import run

KEYS = {"person": person_key, "meeting": meeting_key, "agreement": agreement_key}
LETTERS = {"person": "p", "meeting": "m", "agreement": "g"}


def register_sheets(connection: Connection, codes: Codes) -> Iterator[tuple[str, Iterable[Cells]]]:
    """Every table's rows."""
    yield "people", _people(connection)
    yield "names", _of_people(connection, tables.names)
    yield "offices_held", _offices_held(connection, codes)
    yield "affiliations", _of_people(connection, tables.affiliations)
    yield "meetings", _meetings(connection)
    yield "agreements", _agreements(connection)
    yield "decisions", _decisions(connection)
    yield "corrections", _corrections(connection)


def _people(connection: Connection) -> Iterator[Cells]:
    for rows in chunks(connection, ordered(connection, tables.people)):
        acting = defaultdict(list)
        texts: Counter[int] = Counter()
        ids = {"ids": [row["id"] for row in rows]}
        for person, party, count in run(connection, _PARTIES, ids):
            texts[person] += count
            if party:
                acting[person].append(party)
        for row in rows:
            yield {
                "person": person_key(row["id"]), "name": row["name"], "counts_as": _into(row, person_key),
                "parties": sorted(acting[row["id"]]), "texts": texts[row["id"]],
            }  # fmt: skip


def _into(row: Row, key: Any) -> str | None:  # noqa: ANN401
    return key(row["into"]) if row["into"] is not None else None


def _of_people(connection: Connection, table: Table) -> Iterator[Cells]:
    for rows in chunks(connection, ordered(connection, table)):
        names = names_of(connection, (row["person"] for row in rows))
        for row in rows:
            yield {
                **row,
                "person": person_key(row["person"]),
                "person_name": names[row["person"]],
                "texts": row["count"],
            }


def _offices_held(connection: Connection, codes: Codes) -> Iterator[Cells]:
    offices = {row["id"]: row for row in stream(connection, select(tables.offices))}
    for row in _of_people(connection, tables.holdings):
        office = offices[row["office"]]
        yield {
            **row, "office": office["office"], "party": office["party"] or None,
            "office_label": codes.offices.get(office["office"]), "rank": codes.ranks.get(office["office"]),
        }  # fmt: skip


def _meetings(connection: Connection) -> Iterator[Cells]:
    for rows in chunks(connection, ordered(connection, tables.meetings)):
        told = defaultdict(list)
        for each in run(connection, _TELLINGS, {"ids": [row["id"] for row in rows]}):
            told[each.meeting].append(each)
        for row in rows:
            tellings = told[row["id"]]
            yield {
                **row, "meeting": meeting_key(row["id"]), "counts_as": _into(row, meeting_key),
                "parties": list(parties_of(row["parties"])), "tellings": len(tellings),
                "status": quoting.status_of(tellings) if tellings else None,
                "documents": list(dict.fromkeys(each.name for each in tellings)),
            }  # fmt: skip


def _agreements(connection: Connection) -> Iterator[Cells]:
    mention = tables.agreement_mentions.c
    named = select(func.count()).where(mention.agreement == tables.agreements.c.id).scalar_subquery()
    for row in stream(connection, ordered(connection, tables.agreements).add_columns(named.label("mentions"))):
        yield {
            **row, "agreement": agreement_key(row["id"]), "counts_as": _into(row, agreement_key),
            "parties": list(parties_of(row["parties"])),
        }  # fmt: skip


def _decisions(connection: Connection) -> Iterator[Cells]:
    for rows in chunks(connection, ordered(connection, tables.decisions)):
        pairs = [row[side] for row in rows if row["kind"] == "document" for side in ("one", "other")]
        wanted = sorted({id for id in (*pairs, *(row["document"] for row in rows)) if id is not None})
        names = {id: name for id, name in run(connection, _NAMES, {"ids": wanted})} if wanted else {}
        for row in rows:
            key = KEYS.get(row["kind"], names.get)
            yield {
                **row, "decision": row["id"], "document": names.get(row["document"]),
                "entry": f"{LETTERS[row['kind']]}{row['number']}" if row["number"] is not None else None,
                **{side: key(row[side]) if row[side] is not None else None for side in ("one", "other")},
            }  # fmt: skip


def _corrections(connection: Connection) -> Iterator[Cells]:
    table = tables.corrections
    query = ordered(connection, table).add_columns(tables.documents.c.name.label("document"))
    query = query.outerjoin(tables.documents, tables.documents.c.hash == table.c.hash)
    for row in stream(connection, query):
        yield {**row, "correction": row["id"]}


_PARTIES = "SELECT person, party, count FROM affiliations WHERE person IN :ids"
_TELLINGS = (
    "SELECT tellings.meeting, tellings.status, documents.name FROM tellings JOIN documents ON documents.id = tellings.document"
    " WHERE tellings.meeting IN :ids ORDER BY tellings.meeting, tellings.document, tellings.number"
)
_NAMES = "SELECT id, name FROM documents WHERE id IN :ids"
