"""What a person says of two people, meetings, agreements or texts in, the register set right out; it outlives a new reading.

The machine's own finding stays in `found_as`; `person`, `meeting` and `agreement` are what humans have made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from communique.errors import QuestionError
from communique.evidence import Evidence
from communique.register.asking.answers import OpenQuestion
from communique.register.asking.finding import KEY
from communique.register.asking.quoting import quotes_of, sentences_around
from communique.register.database import writing
from communique.register.identity.decided import PARTS_COUNT_AS
from communique.register.names import name_keys
from communique.register.register import Register, find_document
from communique.register.removing import Touched, tidy
from communique.register.statements import run, run_many
from communique.register.writing import next_key, now

PLACE = re.compile(r"(.+)#([pmg]\d+)")  # an entry of a document: 2023-11-15-readout#p3
MOST_WEIGHED = 2000  # open pairs, the likeliest, among which the most valuable are sought


@dataclass(frozen=True, slots=True)
class Kind:
    """The tables of one kind of thing: `told` has what documents tell of it, `column` there says what it counts as."""

    name: str
    letter: str
    table: str
    told: str
    column: str
    anchored_by: str  # the column by which an entry of a document is found again after a new reading


PERSON = Kind("person", "P", "people", "appearances", "person", "name")
MEETING = Kind("meeting", "M", "meetings", "tellings", "meeting", "start")
AGREEMENT = Kind("agreement", "G", "agreements", "agreement_mentions", "agreement", "start")
KINDS = {kind.letter: kind for kind in (PERSON, MEETING, AGREEMENT)}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a reference names: a thing of the register (`id`), or one entry of a document that counts as it."""

    kind: Kind
    id: int  # the machine's key
    document: int | None = None
    number: int | None = None


def same(register: Register, one: str, other: str, *, by: str, reason: str = "") -> None:
    """Say that two are one: `P3 P17`, `M2 M9`, `G1 G4`, two documents, or an entry and a thing: `DOCUMENT#p2 P17`."""
    with writing(register.engine) as connection:
        if (pair := _documents(connection, one, other)) is not None:
            _note(connection, "document", pair, "same", by, reason)
            return
        left, right = _things(connection, one, other)
        placed = left if left.document is not None else right
        if placed.document is not None:
            target = right if placed is left else left
            if placed.id != target.id:
                _move(connection, placed, target.id)
                _note(
                    connection, left.kind.name, (target.id, placed.id), "same", by, reason, _anchor(connection, placed)
                )
            return
        _note(connection, left.kind.name, (left.id, right.id), "same", by, reason)
        _regroup(connection, left.kind, (left.id, right.id))


def different(register: Register, one: str, other: str, *, by: str, reason: str = "") -> None:
    """Say that two are not one; an entry of a document (`DOCUMENT#p2`) is taken out of the thing it was counted as."""
    with writing(register.engine) as connection:
        if (pair := _documents(connection, one, other)) is not None:
            _note(connection, "document", pair, "different", by, reason)
            return
        left, right = _things(connection, one, other)
        if left.id != right.id:
            _note(connection, left.kind.name, (left.id, right.id), "different", by, reason)
            _regroup(connection, left.kind, (left.id, right.id))
            return
        placed = right if right.document is not None else left
        if placed.document is None:
            raise QuestionError(
                f"{one} and {other} are one in the machine's eyes; name the entry of a document that is somebody else:"
                f" communique different {one} DOCUMENT#{left.kind.letter.lower()}1"
            )
        anchor = _anchor(connection, placed)
        new = _new_thing(connection, placed)
        _move(connection, placed, new)
        _note(connection, left.kind.name, (new, left.id), "different", by, reason, anchor)


def _documents(connection: Connection, one: str, other: str) -> tuple[int, int] | None:
    """The keys of two documents, where that is what the references name."""
    if any(KEY.fullmatch(each) or PLACE.fullmatch(each) for each in (one, other)):
        return None
    return find_document(connection, one), find_document(connection, other)


def _things(connection: Connection, one: str, other: str) -> tuple[Thing, Thing]:
    left, right = (_thing(connection, each) for each in (one, other))
    if left.kind is not right.kind:
        raise QuestionError(f"{one} is a {left.kind.name}, {other} a {right.kind.name}; only two of a kind can be one")
    return left, right


def _thing(connection: Connection, reference: str) -> Thing:
    if match := KEY.fullmatch(reference):
        kind = KINDS[match[1].upper()]
        if run(connection, f"SELECT id FROM {kind.table} WHERE id = :id", {"id": int(match[2])}).first() is None:
            raise QuestionError(f"no {kind.name} {reference} in the register")
        return Thing(kind, int(match[2]))
    if match := PLACE.fullmatch(reference):
        kind, document = KINDS[match[2][0].upper()], find_document(connection, match[1])
        values = {"document": document, "number": int(match[2][1:])}
        row = run(
            connection, f"SELECT found_as FROM {kind.told} WHERE document = :document AND number = :number", values
        ).first()
        if row is None:
            raise QuestionError(f"no entry {match[2]} in {match[1]}; communique show {match[1]} lists them")
        return Thing(kind, row.found_as, **values)
    raise QuestionError(
        f'"{reference}" names nothing; write P12 (a person), M3 (a meeting), G7 (an agreement) or DOCUMENT#p2'
    )


def _note(  # noqa: PLR0913  (a row is one thing)
    connection: Connection,
    kind: str,
    pair: tuple[int, int],
    verdict: str,
    by: str,
    reason: str,
    anchor: str | None = None,
) -> None:
    values = {
        "kind": kind, "one": pair[0], "other": pair[1], "verdict": verdict, "reason": reason or "a person said so",
        "decided_by": by, "decided": now(), "anchor": anchor, "id": next_key(connection, "decision"),
    }  # fmt: skip
    run_many(connection, _DECISION, [values])


def _anchor(connection: Connection, placed: Thing) -> str:
    """What an entry is known by when its document is read anew."""
    kind = placed.kind
    row = run(
        connection,
        f"SELECT documents.hash, {kind.told}.{kind.anchored_by} AS word FROM {kind.told}"
        f" JOIN documents ON documents.id = {kind.told}.document"
        f" WHERE {kind.told}.document = :document AND {kind.told}.number = :number",
        {"document": placed.document, "number": placed.number},
    ).one()
    return f"{row.hash}#{kind.name}:{row.word}"


def _new_thing(connection: Connection, placed: Thing) -> int:
    """A thing of its own for an entry of a document."""
    kind, new = placed.kind, next_key(connection, placed.kind.name)
    columns = {
        "person": ("name",),
        "meeting": ("kind", "parties", "date", "place"),
        "agreement": ("kind", "title", "parties", "date"),
    }
    names = ", ".join(columns[kind.name])
    run(
        connection,
        f"INSERT INTO {kind.table} (id, {names}) SELECT :id, {names} FROM {kind.told}"
        " WHERE document = :document AND number = :number",
        {"id": new, "document": placed.document, "number": placed.number},
    )
    return new


def _move(connection: Connection, placed: Thing, target: int) -> None:
    """Let an entry of a document count as another thing."""
    kind = placed.kind
    root = run(connection, f'SELECT COALESCE("into", id) FROM {kind.table} WHERE id = :id', {"id": target}).scalar_one()
    values = {"document": placed.document, "number": placed.number, "target": target, "root": root}
    run(
        connection,
        f"UPDATE {kind.told} SET found_as = :target, {kind.column} = :root WHERE document = :document AND number = :number",
        values,
    )
    if kind is PERSON:
        for table in ("roles", "participations"):
            run(
                connection,
                f"UPDATE {table} SET person = :root WHERE document = :document AND appearance = :number",
                values,
            )
        name = run(
            connection, "SELECT name FROM appearances WHERE document = :document AND number = :number", values
        ).scalar_one()
        run_many(connection, _KEY, [{"key": key, "person": target} for key in sorted(name_keys(name))])
        tidy(connection, Touched(frozenset({placed.id, target}), frozenset(), frozenset()))


def _regroup(connection: Connection, kind: Kind, ids: Iterable[int]) -> None:
    """Put together what humans said is one, as their last word on each pair has it, and part what they parted."""
    counted = _component(connection, kind, ids)
    members = sorted(counted)
    verdicts: dict[tuple[int, int], str] = {}
    for row in run(connection, _HUMAN, {"kind": kind.name, "ids": members}):
        verdicts[min(row.one, row.other), max(row.one, row.other)] = row.verdict
    root = {one: one for one in members}

    def find(one: int) -> int:
        while root[one] != one:
            one = root[one]
        return one

    for (one, other), verdict in verdicts.items():
        if verdict == "same" and one in root and other in root:
            low, high = sorted((find(one), find(other)))
            root[high] = low
    for one in members:
        into = find(one)
        values = {"id": one, "into": into if into != one else None, "root": into, "was": counted[one]}
        run(connection, f'UPDATE {kind.table} SET "into" = :into WHERE id = :id', values)
        if kind is PERSON:
            for statement in PARTS_COUNT_AS:
                run(connection, statement, values)
        run(
            connection,
            f"UPDATE {kind.told} SET {kind.column} = :root WHERE {kind.column} = :was AND found_as = :id",
            values,
        )


def _component(connection: Connection, kind: Kind, ids: Iterable[int]) -> dict[int, int]:
    """All that hang together with these by what humans said or by what they count as; and what that is."""
    counted_as = _COUNTED_AS.format(kind.table)
    members, fresh = set(ids), set(ids)
    while fresh:
        values = {"ids": sorted(fresh), "kind": kind.name}
        linked = {row.id for row in run(connection, f'SELECT id FROM {kind.table} WHERE "into" IN :ids', values)}
        linked |= {row.root for row in run(connection, counted_as, values)}
        linked |= {
            one for row in run(connection, _HUMAN, values) if row.verdict == "same" for one in (row.one, row.other)
        }
        fresh = linked - members
        members |= fresh
    return {row.id: row.root for row in run(connection, counted_as, {"ids": sorted(members)})}


# what is open


def undecided(register: Register, *, kind: str | None = None, limit: int = 20) -> list[OpenQuestion]:
    """Pairs of which the machine was not sure and nobody has said anything yet, the most valuable first.

    A decision is worth as many texts as would be joined, times how likely it is that they are.
    """
    with register.reading() as connection:
        kinds = [each for each in (*KINDS.values(),) if kind in (None, each.name)]
        found: list[OpenQuestion] = []
        for each in kinds:
            found += _open(connection, each, limit)
        if kind in (None, "document"):
            found += _open_copies(connection, limit)
    return sorted(found, key=lambda question: (-question.worth, question.one, question.other))[:limit]


def _open(connection: Connection, kind: Kind, limit: int) -> list[OpenQuestion]:
    statement = _OPEN_PAIRS.format(table=kind.table, told=kind.told, title=_TITLES[kind.name], column=kind.column)
    rows = run(connection, statement, {"kind": kind.name, "most": MOST_WEIGHED}).all()
    weighed = sorted(rows, key=lambda row: (-row.score * min(row.texts, row.other_texts), row.one, row.other))[:limit]
    return [_question(connection, kind, row) for row in weighed]


def _question(connection: Connection, kind: Kind, row: Any) -> OpenQuestion:  # noqa: ANN401
    quotes = []
    for one in (row.one, row.other):
        spans = _evidence(connection, kind, one)
        quotes += quotes_of(connection, sentences_around(connection, spans))
    return OpenQuestion(
        kind.name, f"{kind.letter}{row.one}", f"{kind.letter}{row.other}", row.one_name, row.other_name, row.score, row.reason,
        round(row.score * min(row.texts, row.other_texts), 2), tuple(quotes),
    )  # fmt: skip


def _evidence(connection: Connection, kind: Kind, id: int) -> Sequence[tuple[int, Evidence]]:
    """Where the last text that tells of a thing does so."""
    statement = _MENTIONED if kind is PERSON else _TOLD.format(kind.told, _ROOT.format(kind.table, kind.column))
    rows = run(connection, statement, {"id": id})
    return [(row.document, Evidence(row.start, row.end)) for row in rows]


def _open_copies(connection: Connection, limit: int) -> list[OpenQuestion]:
    return [
        OpenQuestion(
            "document", row.one_name, row.other_name, row.one_title or row.one_name, row.other_title or row.other_name,
            row.score, row.reason, row.score, (),
        )
        for row in run(connection, _OPEN_COPIES, {"most": limit})
    ]  # fmt: skip


_DECISION = (
    "INSERT INTO decisions (id, kind, one, other, verdict, reason, decided_by, decided, anchor)"
    " VALUES (:id, :kind, :one, :other, :verdict, :reason, :decided_by, :decided, :anchor)"
)
_KEY = "INSERT INTO name_keys (key, person) VALUES (:key, :person) ON CONFLICT DO NOTHING"
_HUMAN = (
    "SELECT one, other, verdict FROM decisions WHERE kind = :kind AND decided_by <> 'machine' AND anchor IS NULL"
    " AND (one IN :ids OR other IN :ids) ORDER BY id"
)
_COUNTED_AS = 'SELECT id, COALESCE("into", id) AS root FROM {} WHERE id IN :ids'
# What is told of a thing is found by what it counts as, of which there is an index.
_ROOT = '{1} = (SELECT COALESCE("into", id) FROM {0} WHERE id = :id)'
_TITLES = {"person": "name", "meeting": "kind || ' ' || parties || ' ' || COALESCE(date, '')", "agreement": "title"}
_OPEN_PAIRS = (
    "SELECT pairs.one, pairs.other, pairs.score, pairs.reason, ones.one_name, others.other_name,"
    " (SELECT COUNT(*) FROM {told} WHERE {column} = ones.root AND found_as = pairs.one) AS texts,"
    " (SELECT COUNT(*) FROM {told} WHERE {column} = others.root AND found_as = pairs.other) AS other_texts"
    " FROM (SELECT one, other, MAX(score) AS score, MAX(reason) AS reason FROM decisions"
    " WHERE verdict = 'undecided' AND kind = :kind AND decided_by = 'machine' AND NOT EXISTS (SELECT 1 FROM decisions AS human"
    " WHERE human.kind = :kind AND human.decided_by <> 'machine'"
    " AND ((human.one = decisions.one AND human.other = decisions.other)"
    " OR (human.one = decisions.other AND human.other = decisions.one)))"
    " GROUP BY one, other ORDER BY score DESC LIMIT :most) AS pairs"
    ' JOIN (SELECT id, COALESCE("into", id) AS root, {title} AS one_name FROM {table}) AS ones ON ones.id = pairs.one'
    ' JOIN (SELECT id, COALESCE("into", id) AS root, {title} AS other_name FROM {table}) AS others ON others.id = pairs.other'
    " WHERE ones.root <> others.root"
)
_MENTIONED = (
    'SELECT appearances.document, evidence.start, evidence."end" FROM appearances JOIN evidence'
    " ON evidence.document = appearances.document AND evidence.of = 'mention' AND evidence.number = appearances.number"
    " AND evidence.position = 0 WHERE "
    + _ROOT.format("people", "person")
    + " AND appearances.found_as = :id ORDER BY appearances.document DESC LIMIT 1"
)
_TOLD = 'SELECT document, start, "end" FROM {} WHERE {} AND found_as = :id ORDER BY document DESC LIMIT 1'
_OPEN_COPIES = (
    "SELECT ones.name AS one_name, ones.title AS one_title, others.name AS other_name, others.title AS other_title,"
    " decisions.score, decisions.reason FROM decisions JOIN documents AS ones ON ones.id = decisions.one"
    " JOIN documents AS others ON others.id = decisions.other WHERE decisions.kind = 'document'"
    " AND decisions.verdict = 'undecided' AND NOT EXISTS (SELECT 1 FROM decisions AS human WHERE human.kind = 'document'"
    " AND human.decided_by <> 'machine' AND ((human.one = decisions.one AND human.other = decisions.other)"
    " OR (human.one = decisions.other AND human.other = decisions.one))) ORDER BY decisions.score DESC LIMIT :most"
)
