"""Those of whom a text told and those of their name whom the machine had not known them to be in: who is one after all.

A surname alone ("Leader Schumer"), or a state mistaken for the party, leaves somebody apart until enough is known of whom it
can mean. Of those who share a name with somebody in a new text, those of whom few texts told are judged again; whoever is
one then is put together, in the same transaction, with a decision to say so. What a human said stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from communique.register.identity.decided import PARTS_COUNT_AS, Decided
from communique.register.identity.people import Known, as_appearances, judge_all, share_word
from communique.register.identity.verdict import Verdict, choose
from communique.register.statements import fetch
from communique.register.tables import AGAIN

FEW = 5  # texts: whoever more of them tell of is not put together with anybody by the machine


def look_again(
    connection: Connection, told: Iterable[tuple[Known, list[Known]]], roots: Mapping[int, int], decided: Decided
) -> None:
    """Put those of whom few texts told together with whom they turn out to be; `told`: who is told of, and their namesakes."""
    told = list(told)
    here = {one.id for one, _ in told}
    moved: set[int] = set()
    for one, namesakes in told:
        for few in namesakes:
            if few.id in here or few.id in moved or not _tells_less(few, one) or not share_word(few, one):
                continue
            others = [each for each in namesakes if each is not few and each.id not in moved]
            verdict = _is_one(few, one, others if one in others else [one, *others])
            if verdict is not None and roots.get(few.id) == few.id and not _asked(connection, few.id):
                # they are put together with nobody yet
                values = {"few": few.id, "id": few.id, "was": few.id, "one": one.id, "root": roots[one.id]}
                decided.afterwards.extend((statement, [values]) for statement in _JOINING)
                decided.note_joined("person", one.id, few.id, verdict)
                moved.add(few.id)


def _tells_less(few: Known, one: Known) -> bool:
    """Whether few texts tell of one, and no more than of the other; of equals whoever came later into the register."""
    return few.texts <= FEW and (few.texts, -few.id) < (one.texts, -one.id)


def _is_one(few: Known, one: Known, others: list[Known]) -> Verdict | None:
    """The verdict that says least, where by each of their names they are that one; else None."""
    verdicts = []
    for appearance in as_appearances(few, one):
        choice = choose(judge_all(appearance, others))
        if choice.chosen != one.id:
            return None
        verdicts.append(choice.verdict)
    return min(verdicts, key=lambda each: each.score, default=None)


def _asked(connection: Connection, person: int) -> bool:
    """Whether a human has decided anything about somebody."""
    return bool(fetch(connection, _HUMAN, {"person": person}))


_HUMAN = (
    "SELECT id FROM decisions WHERE kind = 'person' AND decided_by <> 'machine'"
    " AND (one = :person OR other = :person) LIMIT 1"
)
_THEIRS = "person = :was AND found_as = :id"
# All that texts tell of one counts as told of the other; the old key leads to the new one.
_JOINING = (
    # before the entries go over: by them the rows are found
    "UPDATE decisions SET one = :one, verdict = CASE WHEN verdict = 'new' THEN 'same' ELSE verdict END"
    f" WHERE kind = 'person' AND one = :few AND document IN (SELECT document FROM appearances WHERE {_THEIRS})",
    *PARTS_COUNT_AS,
    f"UPDATE appearances SET found_as = :one, person = :root WHERE {_THEIRS}",
    "INSERT INTO names (person, name, count) SELECT :one, name, count FROM names WHERE person = :few"
    f" ON CONFLICT {AGAIN['names']}",
    f"INSERT INTO name_keys (key, person) SELECT key, :one FROM name_keys WHERE person = :few ON CONFLICT {AGAIN['name_keys']}",
    *(
        f"INSERT INTO {table} (person, {key}, first_day, last_day, count)"
        f" SELECT :one, {key}, first_day, last_day, count FROM {table} WHERE person = :few ON CONFLICT {AGAIN[table]}"
        for table, key in (("affiliations", "party"), ("holdings", "office"))
    ),
    *(f"DELETE FROM {table} WHERE person = :few" for table in ("names", "name_keys", "affiliations", "holdings")),
    'UPDATE people SET "into" = :root WHERE id = :few',
    "DELETE FROM decisions WHERE kind = 'person' AND verdict = 'undecided'"
    " AND ((one = :few AND other = :one) OR (one = :one AND other = :few))",
    "UPDATE decisions SET other = :one WHERE kind = 'person' AND verdict = 'undecided' AND other = :few",
)
