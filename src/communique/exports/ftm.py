"""A register in, FollowTheMoney entities out, checked by its library: people, positions, occupancies, meetings, documents.

The one home of followthemoney. What a text does not tell stays away: an occupancy has no start or end, only the texts that
say so (`proof`); a meeting has a day where texts tell it. Entities are named by their keys in the register.
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Connection, select

from communique.errors import ExportError
from communique.exports.codes import Codes, load_codes
from communique.exports.meetings import Meeting, told_meetings
from communique.exports.told import agreement_key, chunks, meeting_key, person_key, snapshot, stream
from communique.register import tables
from communique.register.register import Register
from communique.register.rows import parties_of
from communique.register.statements import run

PREFIX = "communique-"
NO_ID = re.compile("[^a-z0-9]+")
Properties = dict[str, Any]


def export_ftm(register: Register, out: BinaryIO) -> None:
    """Write an entity a line; raises `ExportError` where followthemoney is not installed."""
    model = _model()
    with snapshot(register) as connection:
        for entity in _Entities(connection, model).all():
            out.write(msgspec.json.encode(entity) + b"\n")


def _model() -> Any:  # noqa: ANN401  (a library's names are its own)
    try:
        return importlib.import_module("followthemoney").model
    except ImportError:
        raise ExportError("for FollowTheMoney, install its library: pip install 'communique[ftm]'") from None


def document_id(hash: str) -> str:
    """The id of a document's entity."""
    return PREFIX + hash.removeprefix("sha256:")


class _Entities:
    """All entities of a register, one after the other."""

    def __init__(self, connection: Connection, model: Any) -> None:  # noqa: ANN401
        self._connection = connection
        self._model = model
        self._codes: Codes = load_codes()
        self._organizations: set[str] = set()  # those written
        self._invalid: type[Exception] = importlib.import_module("followthemoney.exc").InvalidData
        self._country = importlib.import_module("followthemoney.types").registry.country

    def all(self) -> Iterator[Properties]:
        """The entities, those that others point at first."""
        yield from self._documents()
        yield from self._positions()
        yield from self._people()
        yield from self._meetings()
        yield from self._agreements()

    def _entity(self, schema: str, id: str, properties: Properties) -> Properties:
        """An entity with its properties cleaned; those that this version of the library does not know are left out."""
        entity = self._model.make_entity(schema)
        entity.id = id
        for name, value in properties.items():
            if name in entity.schema.properties:
                entity.add(name, value)
        written = {
            **entity.to_dict(),
            "properties": {name: sorted(entity.get(name)) for name in sorted(entity.properties)},
        }
        try:
            entity.schema.validate(written)
        except self._invalid as error:
            raise ExportError(f"{id}: FollowTheMoney does not take it as {schema} ({error})") from None
        return {name: written[name] for name in ("id", "schema", "properties")}

    def _is_country(self, party: str) -> bool:
        return self._codes.is_state(party) and self._country.clean(party) is not None

    def _countries(self, parties: Iterable[str]) -> list[str]:
        return [party for party in parties if self._is_country(party)]

    def _others(self, parties: Iterable[str]) -> Iterator[Properties]:
        """Organisations, movements and states that are no country of the library's, each at its first use."""
        for party in parties:
            if party not in self._organizations and party != "?" and not self._is_country(party):
                self._organizations.add(party)
                schema = "PublicBody" if self._codes.parties.get(party) == "body" else "Organization"
                yield self._entity(schema, _organization_id(party), {"name": party})

    def _other_ids(self, parties: Iterable[str]) -> list[str]:
        return [_organization_id(party) for party in parties if party != "?" and not self._is_country(party)]

    def _documents(self) -> Iterator[Properties]:
        for row in stream(self._connection, select(tables.documents).order_by(tables.documents.c.id)):
            yield self._entity(
                "Document", document_id(row["hash"]),
                {
                    "fileName": row["name"], "title": row["title"], "sourceUrl": row["url"], "publisher": row["publisher"],
                    "publishedAt": row["published"], "language": row["language"], "bodyText": row["text"],
                },
            )  # fmt: skip

    def _positions(self) -> Iterator[Properties]:
        for row in stream(self._connection, select(tables.offices).order_by(tables.offices.c.id)):
            parties = [row["party"]] if row["party"] else []
            yield from self._others(parties)
            yield self._entity(
                "Position", _position_id(row["id"]),
                {
                    "name": self._codes.office(row["office"], row["party"]), "country": self._countries(parties),
                    "organization": self._other_ids(parties),
                },
            )  # fmt: skip

    def _people(self) -> Iterator[Properties]:
        people = tables.people
        for rows in chunks(self._connection, select(people).where(people.c.into.is_(None)).order_by(people.c.id)):
            facts = _Facts(self._connection, [row["id"] for row in rows])
            for row in rows:
                yield from self._person(row["id"], row["name"], facts)

    def _person(self, id: int, name: str, facts: _Facts) -> Iterator[Properties]:
        person, parties = PREFIX + person_key(id), list(facts.parties[id])
        yield from self._others(parties)
        yield self._entity(
            "Person", person,
            {"name": name, "alias": [each for each in facts.names[id] if each != name], "country": self._countries(parties)},
        )  # fmt: skip
        for party in self._other_ids(parties):
            yield self._entity(
                "UnknownLink", f"{person}-{party.removeprefix(PREFIX)}",
                {"subject": person, "object": party, "role": "acts for"},
            )  # fmt: skip
        for office, documents in facts.offices[id].items():
            yield self._entity(
                "Occupancy", f"{person}-{office}",
                {
                    "holder": person, "post": _position_id(office), "proof": [document_id(hash) for hash in documents],
                    "description": f"so told in {len(documents)} {'text' if len(documents) == 1 else 'texts'}",
                },
            )  # fmt: skip

    def _meetings(self) -> Iterator[Properties]:
        for meeting in told_meetings(self._connection):
            yield from self._others(meeting.parties)
            yield self._entity("Event", PREFIX + meeting_key(meeting.id), self._event(meeting))

    def _event(self, meeting: Meeting) -> Properties:
        people = [PREFIX + person_key(each.person) for each in meeting.participants]
        return {
            "name": meeting.name, "date": list(meeting.dates), "location": list(meeting.places),
            "keywords": [meeting.kind, meeting.status], "country": self._countries(meeting.parties),
            "involved": people + self._other_ids(meeting.parties),
            "proof": [document_id(each.hash) for each in meeting.tellings],
            "summary": [each.sentence for each in meeting.tellings if each.sentence],
        }  # fmt: skip

    def _agreements(self) -> Iterator[Properties]:
        agreements = tables.agreements
        query = select(agreements).where(agreements.c.into.is_(None)).order_by(agreements.c.id)
        for rows in chunks(self._connection, query):
            naming: defaultdict[int, list[str]] = defaultdict(list)
            for agreement, hash, _ in run(self._connection, _NAMING, {"ids": [row["id"] for row in rows]}):
                naming[agreement].append(document_id(hash))
            for row in rows:
                parties = parties_of(row["parties"])
                yield from self._others(parties)
                yield self._entity(
                    "Document", PREFIX + agreement_key(row["id"]),
                    {
                        "fileName": row["title"], "title": row["title"], "date": row["date"],
                        "keywords": ["agreement", row["kind"]], "country": self._countries(parties),
                        "proof": naming[row["id"]],
                    },
                )  # fmt: skip


class _Facts:
    """What texts say of some people: spellings, parties, and offices with the texts that give them."""

    def __init__(self, connection: Connection, people: list[int]) -> None:
        ids = {"ids": people}
        self.names: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self.parties: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self.offices: defaultdict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for person, name, party in run(connection, _NAMES, ids):
            self.names[person][name] = None
            if party:
                self.parties[person][party] = None
        for person, office, hash, _ in run(connection, _HELD, ids):
            self.offices[person][office].append(hash)


def _organization_id(party: str) -> str:
    """The id of a party's entity: "communique-party-p5-plus1", since ids are letters, digits and hyphens."""
    return f"{PREFIX}party-" + NO_ID.sub("-", party.lower().replace("+", "-plus")).strip("-")


def _position_id(office: int) -> str:
    return f"{PREFIX}office-{office}"


_NAMES = "SELECT DISTINCT person, name, party FROM appearances WHERE person IN :ids"
_HELD = (
    "SELECT DISTINCT appearances.person, appearance_offices.office, documents.hash, documents.id FROM appearances"
    " JOIN appearance_offices ON appearance_offices.document = appearances.document"
    " AND appearance_offices.number = appearances.number JOIN documents ON documents.id = appearances.document"
    " WHERE appearances.person IN :ids ORDER BY appearances.person, appearance_offices.office, documents.id"
)
_NAMING = (
    "SELECT DISTINCT agreement_mentions.agreement, documents.hash, documents.id FROM agreement_mentions"
    " JOIN documents ON documents.id = agreement_mentions.document WHERE agreement_mentions.agreement IN :ids"
    " ORDER BY agreement_mentions.agreement, documents.id"
)
