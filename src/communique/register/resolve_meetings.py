"""The meetings that a new document tells of in, which of the register's each is out, or that it is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from communique.register.days import is_whole, ordinal
from communique.register.decided import Decided, root_of
from communique.register.identity.meetings import Telling, judge_best
from communique.register.identity.verdict import choose, said
from communique.register.rows import Row, Rows, parties_of
from communique.register.statements import run, run_many

NEAR_DAYS = 7  # around a meeting within which another telling of it is sought
MONTH = 31  # more where a date does not name its day
MOST_TELLINGS = 100
PARTY_TO_FIND_BY = 2  # somebody met somebody


def resolve_meetings(connection: Connection, rows: Rows, decided: Decided, forced: Mapping[str, int]) -> None:
    """Give every telling its meeting: one told elsewhere of the same parties at about that time, or a new one.

    `forced`: where a telling's words start, and the meeting that a human has given it.
    """
    people = _people(rows)
    fresh: list[Row] = []
    completed: list[Row] = []
    taken: set[int] = set()
    for row in rows["tellings"]:
        telling = _telling(row, rows.day, people[row["number"]])
        known, roots = _known(connection, telling)
        choice = said(forced, row["start"]) or choose(
            (one, judge_best(telling, each)) for one, each in known.items() if one not in taken
        )
        meeting = decided.new_key("meeting") if choice.chosen is None else choice.chosen
        entry = {"id": meeting, **{name: row[name] for name in ("kind", "parties", "date", "place")}}
        (fresh if choice.chosen is None else completed).append(entry)
        taken.add(meeting)
        new = choice.chosen is None
        row["found_as"] = meeting
        row["meeting"] = meeting if new else roots.get(meeting) or root_of(connection, "meetings", meeting)
        decided.note("meeting", row["number"], meeting, choice)
    run_many(connection, _NEW, fresh)
    run_many(connection, _COMPLETE, [each for each in completed if each["date"] or each["place"]])


def _people(rows: Rows) -> dict[int, dict[int, str]]:
    """Who takes part in each telling, and for which party."""
    parties = {row["number"]: row["party"] for row in rows["appearances"]}
    people: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows["participations"]:
        people[row["number"]][row["person"]] = parties.get(row["appearance"]) or "?"
    return people


def _telling(row: Mapping[str, Any], published: str | None, people: Mapping[int, str]) -> Telling:
    return Telling(
        row["kind"], row["status"], frozenset(parties_of(row["parties"])), row["date"], published, row["place"],
        row["series"], row["ordinal"], people,
    )  # fmt: skip


def _known(connection: Connection, telling: Telling) -> tuple[dict[int, list[Telling]], dict[int, int]]:
    """The meetings of which two parties are the same and whose day is near, each as it was told, and what they count as."""
    named = sorted(telling.parties - {"?"})
    middle = ordinal(telling.about)
    if len(named) < PARTY_TO_FIND_BY or middle is None:
        return {}, {}
    after = NEAR_DAYS if is_whole(telling.about) else NEAR_DAYS + MONTH
    values = {
        "one": named[0], "other": named[1], "since": _iso(middle - NEAR_DAYS), "until": _iso(middle + after),
        "most": MOST_TELLINGS,
    }  # fmt: skip
    found = [each._mapping for each in run(connection, _NEAR, values)]
    people = _participants(connection, found)
    grouped: dict[int, list[Telling]] = defaultdict(list)
    for each in found:
        grouped[each["found_as"]].append(_telling(each, each["published"], people[each["document"], each["number"]]))
    return grouped, {each["found_as"]: each["meeting"] for each in found}


def _iso(number: int) -> str:
    return date.fromordinal(max(1, number)).isoformat()


def _participants(connection: Connection, told: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], dict[int, str]]:
    people: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    if told:
        for document, number, person, party in run(
            connection, _WHO, {"documents": sorted({each["document"] for each in told})}
        ):
            people[document, number][person] = party or "?"
    return people


_NEAR = (
    "SELECT tellings.document, tellings.number, tellings.found_as, tellings.meeting, tellings.kind, tellings.status,"
    " tellings.parties, tellings.date, tellings.place, tellings.series, tellings.ordinal, documents.published"
    " FROM pairs JOIN tellings ON tellings.document = pairs.document AND tellings.number = pairs.number"
    " JOIN documents ON documents.id = pairs.document"
    " WHERE pairs.one = :one AND pairs.other = :other AND pairs.day >= :since AND pairs.day <= :until"
    " ORDER BY pairs.day DESC, pairs.document LIMIT :most"
)
_WHO = (
    "SELECT participations.document, participations.number, participations.person, appearances.party FROM participations"
    " JOIN appearances ON appearances.document = participations.document AND appearances.number = participations.appearance"
    " WHERE participations.document IN :documents"
)
_NEW = "INSERT INTO meetings (id, kind, parties, date, place) VALUES (:id, :kind, :parties, :date, :place)"
# What the first text left out of a meeting, a later one may tell.
_COMPLETE = (
    "UPDATE meetings SET date = COALESCE(date, CAST(:date AS text)), place = COALESCE(place, CAST(:place AS text))"
    " WHERE id = :id"
)
