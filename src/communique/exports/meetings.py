"""A register in, its meetings with all texts that tell of them and who took part out, a few at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from communique.exports.told import Row, chunks
from communique.register import tables
from communique.register.asking import quoting
from communique.register.rows import UNKNOWN, parties_of
from communique.register.statements import run


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that a text speaks of together with a meeting: `relation` is signed, agreed or named."""

    id: int
    title: str
    relation: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A document that tells of a meeting, with the sentence that does."""

    hash: str
    document: str
    title: str | None
    url: str | None
    published: str | None
    publisher: str | None
    language: str
    sentence: str | None
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part, with the parties and titles that texts of the meeting give them."""

    person: int
    name: str
    parties: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the register."""

    id: int
    kind: str
    status: str
    parties: tuple[str, ...]
    dates: tuple[str, ...]  # as texts tell them: several where they differ
    places: tuple[str, ...]
    tellings: tuple[Telling, ...]
    participants: tuple[Participant, ...]

    @property
    def name(self) -> str:
        """What to call it: "Talks: PRK, RUS"."""
        who = ", ".join(self.parties) or ", ".join(each.name for each in self.participants)
        name = f"{self.kind.capitalize()}: {who}" if who else self.kind.capitalize()
        return name if self.status == "held" else f"{name} ({self.status})"


def told_meetings(connection: Connection) -> Iterator[Meeting]:
    """Every meeting that a text tells of, by key; those that somebody has put together are one."""
    for rows in chunks(connection, select(tables.meetings).order_by(tables.meetings.c.id)):
        ids = {"ids": [row["id"] for row in rows]}
        told: defaultdict[int, dict[tuple[int, int], Any]] = defaultdict(dict)
        for each in run(connection, _TELLINGS, ids):
            told[each.meeting].setdefault((each.document, each.number), each)
        agreements: defaultdict[tuple[int, int], list[Agreement]] = defaultdict(list)
        for document, number, *agreement in run(connection, _AGREEMENTS, ids):
            agreements[document, number].append(Agreement(*agreement))
        participants = _participants(run(connection, _PEOPLE, ids))
        for row in rows:
            if tellings := told[row["id"]]:
                yield _meeting(row, tellings, agreements, participants[row["id"]])


def _meeting(
    row: Row,
    told: Mapping[tuple[int, int], Any],
    agreements: Mapping[tuple[int, int], Sequence[Agreement]],
    participants: Mapping[int, Participant],
) -> Meeting:
    rows = list(told.values())
    return Meeting(
        row["id"], row["kind"], quoting.status_of(rows), parties_of(row["parties"]),
        dates=tuple(sorted({each.date for each in rows if each.date})),
        places=tuple(dict.fromkeys(each.place for each in rows if each.place)),
        tellings=tuple(
            Telling(
                each.hash, each.name, each.title, each.url, each.published, each.publisher, each.language,
                each.sentence, tuple(agreements.get(key, ())),
            )
            for key, each in told.items()
        ),
        participants=tuple(participants.values()),
    )  # fmt: skip


def _participants(rows: Iterable[Any]) -> defaultdict[int, dict[int, Participant]]:
    found: defaultdict[int, dict[int, Participant]] = defaultdict(dict)
    for meeting, person, name, party, title in rows:
        known = found[meeting].get(person, Participant(person, name, (), ()))
        found[meeting][person] = replace(
            known, parties=_with(known.parties, party if party != UNKNOWN else None), titles=_with(known.titles, title)
        )
    return found


def _with(words: tuple[str, ...], word: str | None) -> tuple[str, ...]:
    return words if word is None or word in words else (*words, word)


_TELLINGS = (
    "SELECT tellings.meeting, tellings.document, tellings.number, tellings.status, tellings.date, tellings.place,"
    " documents.hash, documents.name, documents.title, documents.url, documents.published, documents.publisher,"
    " documents.language,"
    ' substr(documents.text, sentences.start + 1, sentences."end" - sentences.start) AS sentence'
    " FROM tellings JOIN documents ON documents.id = tellings.document"
    " LEFT JOIN sentences ON sentences.document = tellings.document AND sentences.start <= tellings.start"
    ' AND sentences."end" > tellings.start WHERE tellings.meeting IN :ids'
    " ORDER BY tellings.meeting, tellings.document, tellings.number, sentences.number"
)
_AGREEMENTS = (
    "SELECT tellings.document, tellings.number, agreements.id, agreements.title, meeting_agreements.relation FROM tellings"
    " JOIN meeting_agreements ON meeting_agreements.document = tellings.document"
    " AND meeting_agreements.telling = tellings.number"
    " JOIN agreement_mentions ON agreement_mentions.document = tellings.document"
    " AND agreement_mentions.number = meeting_agreements.agreement_mention"
    " JOIN agreements ON agreements.id = agreement_mentions.agreement WHERE tellings.meeting IN :ids"
    " ORDER BY tellings.document, tellings.number, agreement_mentions.number"
)
_PEOPLE = (
    "SELECT tellings.meeting, people.id, people.name, appearances.party, appearance_offices.text FROM tellings"
    " JOIN participations ON participations.document = tellings.document AND participations.number = tellings.number"
    " JOIN people ON people.id = participations.person"
    " JOIN appearances ON appearances.document = participations.document"
    " AND appearances.number = participations.appearance"
    " LEFT JOIN appearance_offices ON appearance_offices.document = appearances.document"
    " AND appearance_offices.number = appearances.number WHERE tellings.meeting IN :ids"
    " ORDER BY tellings.meeting, tellings.document, tellings.number, participations.position, appearance_offices.position"
)
