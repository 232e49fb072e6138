"""What the register answers: frozen rows, each with document, day and the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from communique.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document: the sentence, where it stands, and the spans within the sentence that matter (`marked`)."""

    document: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    text: str
    span: Evidence
    marked: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a search found, with the ids and types of the acts in it."""

    quote: Quote
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act; `day` is that of its meeting where told, else of publication; people by name, with the party they act for."""

    id: str
    type: str
    modality: str
    day: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    content: str | None
    claimed_by: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Reference:
    """A later sentence that comes back to what was pledged, with the words both share."""

    quote: Quote
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pledge:
    """A pledge with every later text that refers to it."""

    act: ActRow
    later: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of the register, with the words by which each document tells of it."""

    id: str
    kind: str
    status: str
    parties: tuple[str, ...]
    date: str | None
    place: str | None
    people: tuple[str, ...]
    tellings: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office that a person is told to hold, with the first and the last day a text says so."""

    office: str
    party: str | None
    first_day: str | None
    last_day: str | None
    texts: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Career:
    """A person across all texts: spellings, offices over time, meetings, and what they did, newest first."""

    id: str
    name: str
    spellings: tuple[str, ...]
    parties: tuple[tuple[str, int], ...]  # for whom, and how many texts say so
    texts: int
    offices: tuple[OfficeRow, ...]
    meetings: tuple[MeetingRow, ...]
    acts: tuple[ActRow, ...]
    counts: tuple[tuple[str, int], ...]  # of acts by type


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement, with the words by which documents name it and the meetings it was signed or spoken of at."""

    id: str
    kind: str
    title: str
    parties: tuple[str, ...]
    date: str | None
    mentions: tuple[Quote, ...]
    meetings: tuple[tuple[str, str, str | None], ...]  # id, relation, day


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline: a meeting or an act."""

    day: str | None
    what: MeetingRow | ActRow


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Two of which the machine could not tell whether they are one; `worth` is how much the answer would settle."""

    kind: str
    one: str
    other: str
    one_name: str
    other_name: str
    score: float
    reason: str
    worth: float
    quotes: tuple[Quote, ...]
