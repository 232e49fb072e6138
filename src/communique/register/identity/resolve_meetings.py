"""The meetings that a new document tells of in, which of the register's each is out, or that it is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

from sqlalchemy import Connection

from communique.register.days import days_between, is_whole, ordinal
from communique.register.identity.decided import Decided, root_of
from communique.register.identity.meetings import REPORT_DAYS, Telling, favour_only, judge_best
from communique.register.identity.verdict import Choice, choose, said
from communique.register.rows import Row, Rows, parties_of
from communique.register.statements import Answer, ask, fetch

NEAR_DAYS = 7  # around a meeting within which another telling of it is sought
MONTH = 31  # more where a date does not name its day
MOST_TELLINGS = 100
CLEARLY = 0.04  # likelier than any other must be what a text tells of without its day
PARTY_TO_FIND_BY = 2  # somebody met somebody


def ask_meetings(connection: Connection, rows: Rows, document: int) -> list[Answer]:
    """Ask, for every telling, for tellings of two of its parties at about its time."""
    return [_ask_near(connection, _telling(row, rows.day, {}, {}), document) for row in rows["tellings"]]


def resolve_meetings(
    connection: Connection, rows: Rows, asked: Sequence[Answer], decided: Decided, forced: Mapping[str, int]
) -> None:
    """Give every telling its meeting: one told elsewhere of the same parties at about that time, or a new one.

    `forced`: where a telling's words start, and the meeting that a human has given it.
    """
    people = _people(rows)
    around = {one: party for each in people.values() for one, party in each.items()}
    completed: list[Row] = []
    taken: set[int] = set()
    for row, near in zip(rows["tellings"], asked, strict=True):
        telling = _telling(row, rows.day, people[row["number"]], around)
        known, roots, publisher = _known(connection, near())
        telling = replace(telling, reported=_reported(row, telling, publisher))
        choice = said(forced, row["start"]) or _choose(
            telling, {one: each for one, each in known.items() if one not in taken}
        )
        meeting = decided.keys.new("meeting") if choice.chosen is None else choice.chosen
        entry = {"id": meeting, **{name: row[name] for name in ("kind", "parties", "date", "place")}, "into": None}
        (rows["meetings"] if choice.chosen is None else completed).append(entry)
        taken.add(meeting)
        new = choice.chosen is None
        row["found_as"] = meeting
        row["meeting"] = meeting if new else roots.get(meeting) or root_of(connection, "meetings", meeting)
        decided.note("meeting", row["number"], meeting, choice)
    if told := [each for each in completed if each["date"] or each["place"]]:
        decided.afterwards.append((_COMPLETE, told))


def _choose(telling: Telling, known: Mapping[int, Sequence[Telling]]) -> Choice:
    judged = [(one, judge_best(telling, each)) for one, each in known.items()]
    if telling.date is None or len(telling.date) != len("2024-05"):
        return choose(judged)
    return choose(favour_only(judged), margin=CLEARLY)


def _people(rows: Rows) -> dict[int, dict[int, str]]:
    """Who takes part in each telling, and for which party."""
    parties = {row["number"]: row["party"] for row in rows["appearances"]}
    people: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows["participations"]:
        people[row["number"]][row["person"]] = parties.get(row["appearance"]) or "?"
    return people


def _telling(
    row: Mapping[str, Any], published: str | None, people: Mapping[int, str], about: Mapping[int, str]
) -> Telling:
    """`about`: the people of all meetings that its text tells of."""
    return Telling(
        row["kind"], row["status"], frozenset(parties_of(row["parties"])), row["date"], published, row["place"],
        row["series"], row["ordinal"], people, {} if people else about,
    )  # fmt: skip


def _reported(row: Mapping[str, Any], telling: Telling, publisher: str | None) -> str | None:
    """Whose readout of this meeting the text is: it tells of it first, and soon after."""
    apart = days_between(telling.date, telling.published)
    soon = row["number"] == 1 and row["status"] == "held" and (apart is None or apart <= REPORT_DAYS)
    return publisher if soon else None


def _ask_near(connection: Connection, telling: Telling, document: int) -> Answer:
    """Ask for tellings of which two parties are the same and whose day is near."""
    named = sorted(telling.parties - {"?"})
    middle = ordinal(telling.about)
    if len(named) < PARTY_TO_FIND_BY or middle is None:
        return list
    after = NEAR_DAYS if is_whole(telling.about) else NEAR_DAYS + MONTH
    pairs = list(combinations(dict.fromkeys([*named[:2], named[-1]]), 2))
    values = {
        **{f"one{at}": one for at, (one, _) in enumerate(pairs)},
        **{f"other{at}": other for at, (_, other) in enumerate(pairs)},
        "since": _iso(middle - NEAR_DAYS), "until": _iso(middle + after), "document": document,
        "month": str(telling.about)[:7], "year": str(telling.about)[:4], "most": MOST_TELLINGS,
    }  # fmt: skip
    return ask(connection, _near(len(pairs)), values)


def _known(
    connection: Connection, near: Sequence[tuple[Any, ...]]
) -> tuple[dict[int, list[Telling]], dict[int, int], str | None]:
    """The meetings of tellings that are near, each as it was told; what they count as; who published the new document."""
    found = [dict(zip(_COLUMNS, row, strict=True)) for row in near]
    people = _participants(connection, found)
    grouped: dict[int, list[Telling]] = defaultdict(list)
    for each in found:
        about = {
            one: party
            for (document, _), some in people.items()
            if document == each["document"]
            for one, party in some.items()
        }
        told = _telling(each, each["published"], people[each["document"], each["number"]], about)
        grouped[each["found_as"]].append(replace(told, reported=_reported(each, told, each["publisher"])))
    roots = {each["found_as"]: each["meeting"] for each in found}
    return grouped, roots, found[0]["own_publisher"] if found else None


def _iso(number: int) -> str:
    return date.fromordinal(max(1, number)).isoformat()


def _participants(connection: Connection, told: Sequence[Mapping[str, Any]]) -> dict[tuple[int, int], dict[int, str]]:
    people: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    if told:
        documents = sorted({each["document"] for each in told})
        for document, number, person, party in fetch(connection, _WHO, {"documents": documents}):
            people[document, number][person] = party or "?"
    return people


@cache
def _near(pairs: int) -> str:
    """The statement for tellings with one of so many pairs of parties; a month ("2022-09") comes before all its days."""
    near = ("day >= :since AND day <= :until", "day = :month", "day = :year")
    hits = " UNION ".join(
        f"SELECT document, number, day FROM pairs WHERE one = :one{at} AND other = :other{at} AND {days}"
        for at in range(pairs)
        for days in near
    )
    return (
        "SELECT tellings.document, tellings.number, tellings.found_as, tellings.meeting, tellings.kind, tellings.status,"
        " tellings.parties, tellings.date, tellings.place, tellings.series, tellings.ordinal, documents.published,"
        f" {_PUBLISHER.format('documents')} AS publisher, {_PUBLISHER.format('own')} AS own_publisher"
        f" FROM ({hits}) AS hits"
        " JOIN tellings ON tellings.document = hits.document AND tellings.number = hits.number"
        " JOIN documents ON documents.id = hits.document JOIN documents AS own ON own.id = :document"
        " WHERE hits.document <> :document ORDER BY hits.day DESC, hits.document LIMIT :most"
    )


_COLUMNS = (
    "document", "number", "found_as", "meeting", "kind", "status", "parties", "date", "place", "series", "ordinal",
    "published", "publisher", "own_publisher",
)  # fmt: skip
_PUBLISHER = "COALESCE({0}.publisher, {0}.publisher_state)"
_WHO = (
    "SELECT participations.document, participations.number, participations.person, appearances.party FROM participations"
    " JOIN appearances ON appearances.document = participations.document AND appearances.number = participations.appearance"
    " WHERE participations.document IN :documents"
)
# What the first text left out of a meeting, a later one may tell.
_COMPLETE = (
    "UPDATE meetings SET date = COALESCE(date, CAST(:date AS text)), place = COALESCE(place, CAST(:place AS text))"
    " WHERE id = :id"
)
