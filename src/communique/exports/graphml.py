"""A register in, who met whom out: people as nodes, and between two people an edge that says how often they met, as GraphML.

Two met when texts name both as taking part in a meeting that was held: on different sides, or together on one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from sqlalchemy import Connection, text

from communique.exports.codes import Codes, load_codes
from communique.exports.told import FETCHED, meeting_key, person_key, snapshot
from communique.register.register import Register
from communique.register.statements import run

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
JOINT = "; "
KEYS = (  # element, name, type
    ("node", "name", "string"),
    ("node", "parties", "string"),
    ("node", "offices", "string"),
    ("edge", "weight", "int"),
    ("edge", "first", "string"),
    ("edge", "last", "string"),
    ("edge", "across", "boolean"),
    ("edge", "meetings", "string"),
)
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold
PEOPLE = 500  # nodes written at once
FIRST_DAY = 4  # the first column of a pair that holds a day
ACROSS = {1: "true", 0: "false", None: None}


def export_graphml(register: Register, out: BinaryIO) -> None:
    """Write an undirected graph; `weight` is the number of meetings, `first` and `last` are days that texts tell."""
    graph = _Graph(out)
    with snapshot(register) as connection:
        for person, values in _nodes(connection, load_codes()):
            graph.element("node", {"id": person}, values)
        for one, other, values in _edges(connection):
            graph.element("edge", {"source": one, "target": other}, values)
    graph.end()


class _Graph:
    """A file of GraphML while it is written."""

    def __init__(self, out: BinaryIO) -> None:
        self._xml = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)
        self._xml.startDocument()
        self._xml.startElement("graphml", AttributesImpl({"xmlns": NAMESPACE}))
        for element, name, type in KEYS:
            self._line(1)
            key = {"id": f"{element}_{name}", "for": element, "attr.name": name, "attr.type": type}
            self._xml.startElement("key", AttributesImpl(key))
            self._xml.endElement("key")
        self._line(1)
        self._xml.startElement("graph", AttributesImpl({"id": "meetings", "edgedefault": "undirected"}))

    def element(self, name: str, attributes: Mapping[str, str], values: Mapping[str, str | None]) -> None:
        """Write a node or an edge with what is known of it."""
        self._line(2)
        self._xml.startElement(name, AttributesImpl(dict(attributes)))
        for key, value in values.items():
            if value:
                self._xml.startElement("data", AttributesImpl({"key": f"{name}_{key}"}))
                self._xml.characters(NO_XML.sub("\ufffd", value))
                self._xml.endElement("data")
        self._xml.endElement(name)

    def end(self) -> None:
        """Write the end."""
        self._line(1)
        self._xml.endElement("graph")
        self._line(0)
        self._xml.endElement("graphml")
        self._line(0)
        self._xml.endDocument()

    def _line(self, depth: int) -> None:
        self._xml.ignorableWhitespace("\n" + "  " * depth)


def _stream(connection: Connection, statement: str) -> Iterator[Any]:
    yield from connection.execute(text(statement), execution_options={"yield_per": FETCHED})


def _nodes(connection: Connection, codes: Codes) -> Iterator[tuple[str, Mapping[str, str | None]]]:
    """Everybody who took part in a meeting, with the parties and offices that texts give them."""
    rows: list[Any] = []
    for row in _stream(
        connection, f"{_PRESENT} SELECT id, name FROM people WHERE id IN (SELECT person FROM present) ORDER BY id"
    ):
        rows.append(row)
        if len(rows) == PEOPLE:
            yield from _described(connection, codes, rows)
            rows = []
    yield from _described(connection, codes, rows)


def _described(
    connection: Connection, codes: Codes, rows: Iterable[Any]
) -> Iterator[tuple[str, Mapping[str, str | None]]]:
    people = {row.id: row.name for row in rows}
    parties: defaultdict[int, list[str]] = defaultdict(list)
    offices: defaultdict[int, list[str]] = defaultdict(list)
    if people:
        for person, party in run(connection, _PARTIES, {"ids": sorted(people)}):
            parties[person].append(party)
        for person, office, party in run(connection, _OFFICES, {"ids": sorted(people)}):
            offices[person].append(codes.office(office, party))
    for person, name in people.items():
        yield (
            person_key(person),
            {
                "name": name,
                "parties": JOINT.join(sorted(parties[person])),
                "offices": JOINT.join(sorted(offices[person])),
            },
        )


def _edges(connection: Connection) -> Iterator[tuple[str, str, Mapping[str, str | None]]]:
    """Every two who met, with the meetings."""
    for (one, other), rows in groupby(_stream(connection, _PAIRS), key=lambda row: (row.one, row.other)):
        meetings: list[str] = []
        days: list[str] = []
        sides: set[int | None] = set()  # 1: on different sides, 0: on one, None: not told
        for row in rows:
            meetings.append(meeting_key(row.meeting))
            days += [day for day in row[FIRST_DAY:] if day]
            sides.add(row.across)
        yield (
            person_key(one), person_key(other),
            {
                "weight": str(len(meetings)), "first": min(days, default=None), "last": max(days, default=None),
                "across": ACROSS[max((each for each in sides if each is not None), default=None)], "meetings": " ".join(meetings),
            },
        )  # fmt: skip


# Who took part in which meeting that was held, for whom, and the day as texts tell it.
_PRESENT = """WITH present AS (
    SELECT tellings.meeting AS meeting, participations.person AS person, MIN(appearances.party) AS party,
        MIN(tellings.date) AS first_day, MAX(tellings.date) AS last_day
    FROM tellings
    JOIN participations ON participations.document = tellings.document AND participations.number = tellings.number
    JOIN appearances ON appearances.document = participations.document
        AND appearances.number = participations.appearance
    WHERE tellings.meeting IN (SELECT meeting FROM tellings WHERE status IN ('held', 'ongoing'))
    GROUP BY tellings.meeting, participations.person
)"""
_PAIRS = f"""{_PRESENT}
SELECT one.person AS one, other.person AS other, one.meeting AS meeting,
    CASE WHEN one.party = '?' OR other.party = '?' THEN NULL WHEN one.party <> other.party THEN 1
        WHEN one.party = other.party THEN 0 END AS across,
    one.first_day, one.last_day, other.first_day, other.last_day
FROM present AS one JOIN present AS other ON other.meeting = one.meeting AND one.person < other.person
ORDER BY one.person, other.person, one.meeting"""
_PARTIES = "SELECT person, party FROM affiliations WHERE person IN :ids AND party <> ''"
_OFFICES = (
    "SELECT holdings.person, offices.office, offices.party FROM holdings JOIN offices ON offices.id = holdings.office"
    " WHERE holdings.person IN :ids"
)
