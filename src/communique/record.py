"""Record and its parts: the public format (docs/record.md), and JSON out and in."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from communique.errors import RecordError
from communique.evidence import Evidence

SCHEMA = "communique.record/1"


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What a record carries of its document; `id` is the caller's, else the hash of the text."""

    id: str
    text: str
    language: str
    title: str | None = None
    publisher: str | None = None
    publisher_state: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    hash: str | None = None


@dataclass(frozen=True, slots=True)
class TitleRecord:
    """An office or rank as the text gives it; `of` is the party it belongs to."""

    text: str
    office: str
    of: str | None
    span: Evidence


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person: longest name, party acted for, presence (`principal`, `attending`, `mentioned`), titles, mentions."""

    id: str
    name: str
    party: str | None
    presence: str
    titles: tuple[TitleRecord, ...]
    mentions: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting, visit, call or conference that the text reports, announces or refers to."""

    id: str
    kind: str
    status: str
    parties: tuple[str, ...]
    date: str | None
    place: str | None
    series: str | None
    ordinal: int | None
    participants: tuple[str, ...]
    span: Evidence


@dataclass(frozen=True, slots=True)
class ActRecord:
    """What somebody is reported to have done towards somebody; `rule` names the lexicon entry that found it."""

    id: str
    type: str
    plover: str | None
    modality: str
    trigger: Evidence
    trigger_parts: tuple[Evidence, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    content: Evidence | None
    topics: tuple[str, ...]
    meeting: str | None
    attributed_to: str | None
    sentence: Evidence
    rule: str
    role_spans: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """A treaty, statement, memorandum, plan or understanding that the text names."""

    id: str
    kind: str
    title: str
    parties: tuple[str, ...]
    date: str | None
    span: Evidence


@dataclass(frozen=True, slots=True)
class LacunaRecord:
    """A place where the text has lost something; `supplied` is what another copy has there."""

    kind: str
    span: Evidence
    supplied: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that one document reports, every entry with its evidence."""

    document: DocumentHead
    persons: tuple[PersonRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    acts: tuple[ActRecord, ...] = ()
    agreements: tuple[AgreementRecord, ...] = ()
    lacunae: tuple[LacunaRecord, ...] = ()
    schema: str = SCHEMA

    def person(self, id: str) -> PersonRecord | None:
        """The person with this id, or None."""
        return next((person for person in self.persons if person.id == id), None)

    def name(self, reference: str) -> str:
        """What to call an actor: a person's name, or the party's code itself."""
        person = self.person(reference)
        return person.name if person else reference


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: which, at what stage, and why."""

    document: str
    stage: str
    error: str


def to_json(record: Record | Failure) -> bytes:
    """Print a record (or failure) as one line of JSON, keys in the order of docs/record.md."""
    if isinstance(record, Failure):
        return msgspec.json.encode({"failure": msgspec.to_builtins(record)})
    plain = msgspec.to_builtins(record)
    return msgspec.json.encode({"schema": plain.pop("schema"), **plain})


def from_json(line: bytes | str) -> Record:
    """Read a record from JSON; raises `RecordError` that says which field is wrong."""
    try:
        return msgspec.json.decode(line, type=Record)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise RecordError(f"this is no record: {error}") from error
