"""The entries of a lexicon's tables as frozen types, and the words their columns may hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from communique.errors import LexiconError

ACT_TYPES = (
    "MEET", "VISIT", "DISCUSS", "BRIEF", "CONVEY", "INVITE", "ACCREDIT", "STATE", "PRAISE", "CRITICIZE", "URGE", "REJECT",
    "WARN", "AGREE", "PLEDGE", "SIGN", "COOPERATE", "AID", "CONCEDE", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MEETING_KINDS = ("audience", "talks", "summit", "dialogue", "call", "visit", "conference", "ceremony", "meeting")
AGREEMENT_KINDS = (
    "treaty", "agreement", "joint_statement", "communique", "memorandum", "protocol", "declaration", "resolution", "plan",
    "understanding",
)  # fmt: skip
RANKS = (
    "head-of-state", "head-of-government", "deputy-head", "minister", "deputy-minister", "ambassador", "envoy", "official",
    "adviser", "parliament", "party", "military", "body-head", "body-official", "royal", "religious", "judicial", "regional",
    "business", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The file and line an entry stands in."""

    path: Path
    line: int

    def __str__(self) -> str:
        return f"{'/'.join(self.path.parts[-3:])}:{self.line}"

    def error(self, message: str) -> LexiconError:
        return LexiconError(f"{self}: {message}")


@dataclass(frozen=True, slots=True)
class Usage:
    """An entry's own proof: a sentence in which it is found, and one in which it must not be."""

    example: str
    counterexample: str
    source: Source


@dataclass(frozen=True, slots=True)
class Party:
    """A state, body or movement: its code and its kind (`state`, `former_state`, `body`, `movement`, `territory`)."""

    code: str
    kind: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyName:
    """One way a language has of naming a party: `use` is name, adjective, demonym or government."""

    party: str
    use: str
    form: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that is no party, and the state it lies in (or None)."""

    name: str
    party: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """A normalised office, and its rank among offices."""

    id: str
    rank: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where an office can be held: `only` in these parties (empty: anywhere), `never` in those."""

    only: tuple[str, ...]
    never: tuple[str, ...]

    def allows(self, party: str) -> bool:
        return party not in self.never and (not self.only or party in self.only)


@dataclass(frozen=True, slots=True)
class MeetingWord:
    """A noun or verb that names a meeting, and the act an empty verb makes of it."""

    kind: str
    act: str
    lemma: str
    pos: str
    status: str


@dataclass(frozen=True, slots=True)
class AgreementWord:
    """A noun, or several words, that name an agreement."""

    kind: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What must stand beside a predicate: a relation (`obj`, `obl:zu`, `refl`), its lemmas or noun class, or its absence."""

    relation: str
    lemmas: frozenset[str] = frozenset()
    noun_class: str | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """A row of predicates.csv; `rule` names it in records."""

    rule: str
    type: str
    pos: str
    head: str
    conditions: tuple[Condition, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    content: tuple[str, ...]
    usage: Usage


@dataclass(frozen=True, slots=True)
class Stance:
    """A noun that decides what a neutral verb does ("concern", "Bereitschaft")."""

    type: str
    noun: str
    recipient: tuple[str, ...]
    content: tuple[str, ...]
    usage: Usage


@dataclass(frozen=True, slots=True)
class ActType:
    """An act type: PLOVER code ("" where there is none), whether its parties are equals, whether it has content."""

    type: str
    plover: str
    symmetric: bool
    content: bool
