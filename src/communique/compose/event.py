"""One meeting while it is put together from its mentions, and whether two mentions name one and the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.evidence import Evidence
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.dates import FULL_DATE
from communique.mentions.walk import UNKNOWN

TALKS, VISIT, CALL = "talks", "visit", "call"
# Words of one family may name one and the same event; a visit and the talks held on it are two.
FAMILIES = {
    "meeting": TALKS, "talks": TALKS, "summit": TALKS, "audience": TALKS, "dialogue": TALKS,
    "call": CALL, "visit": VISIT, "conference": "conference", "ceremony": "ceremony",
}  # fmt: skip
WEIGHT = ("meeting", "talks", "audience", "summit", "dialogue")  # the later is the more telling word
NEUTRAL = frozenset({"meeting", "talks"})
HEADS = frozenset({"head-of-state", "head-of-government", "royal"})
PARTY_HEADS = frozenset({"general-secretary", "party-leader", "party-chairman", "supreme-leader"})


PAIR = 2
FIRST_BODY = 1  # the sentence after the headline tells what the headline means


@dataclass
class Event:
    """One meeting; `parties` are codes, `participants` ids of people, `acts` indices of the acts that tell it."""

    kind: str
    status: str
    parties: set[str]
    date: str | None
    place: str | None
    ordinal: int | None
    participants: list[str]
    span: Evidence
    sentence: int
    named: frozenset[str] = frozenset()  # the parties that this mention itself names
    word: str = ""  # the kind that the naming word itself tells
    near: str | None = None  # the day of the sentence, where it is not sure that it is the meeting's
    spoken: bool = False  # told by a verb that leaves open whether they met or telephoned
    headline: bool = False
    open: bool = False  # it does not itself name two parties: "Zu den Verhandlungen in Minsk"
    same: bool = False  # "It was their first summit": of the event told before, whatever it was called
    passing: bool = False  # a visit told by a verb of coming or going
    distinct: bool = False  # "the next round", "met also with": another event than the one before
    certain: bool = True  # told well enough to stand for itself; else only another mention of a known event
    acts: list[int] = field(default_factory=list)

    @property
    def family(self) -> str:
        return FAMILIES[self.kind]


class Sameness:
    """Compares two events of one document by family, date, status, parties, people and place."""

    def __init__(self, mentions: Mentions, lexicon: Lexicon) -> None:
        self._mentions = mentions
        self._lexicon = lexicon

    def same(self, known: Event, event: Event) -> bool:
        """Tell whether `event` is another mention of `known`."""
        if event.same:
            return known.family == event.family and (known.status == event.status or known.status == "ongoing")
        return (
            self._same_family(known, event)
            and self._same_day(known, event)
            and not (event.ordinal and known.ordinal and event.ordinal != known.ordinal)
            and (known.status == event.status or "held" not in (known.status, event.status))
            and not self._told_apart(known, event)
            and self._same_parties(known, event)
            and self._same_people(known, event)
            and (event.family != VISIT or self._same_place(known.place, event.place))
        )

    def merge(self, known: Event, event: Event) -> None:
        """Add to `known` what another mention of it tells."""
        certain = not event.open or UNKNOWN in event.parties
        if known.open and certain and not event.same and len(event.parties) > 1:
            known.parties, known.named, known.open = set(event.parties), event.named, False
        elif event.same and len(known.named) > 1:
            pass  # "It was the first meeting of a leader of the EU with him": who met was told
        elif not known.acts or event.same or known.headline and event.sentence <= FIRST_BODY:
            known.parties |= event.parties
        if event.same and len(known.parties) > PAIR:
            known.parties.discard(UNKNOWN)  # "participants in the call included …": now they are named
        known.date = known.date or event.date or (event.near if known.headline else None)
        known.place = known.place or event.place
        known.ordinal = known.ordinal or event.ordinal
        known.participants.extend(each for each in event.participants if each not in known.participants)
        if known.kind == "audience" and event.word != "summit":
            return  # a reception of heads is told by its verb, not by their ranks
        if known.kind in WEIGHT and event.kind in WEIGHT and WEIGHT.index(event.kind) > WEIGHT.index(known.kind):
            known.kind = event.kind

    def _same_family(self, known: Event, event: Event) -> bool:
        if known.family == event.family:
            return event.kind != "dialogue" or known.kind == "dialogue"
        spoken_of = event.spoken or not event.named and event.kind in NEUTRAL
        return spoken_of and known.family in (CALL, "conference") and (known.sentence == 0 or not event.named)

    def _same_day(self, known: Event, event: Event) -> bool:
        if event.family == VISIT and event.status == "held" and event.passing:
            return True  # "reiste ab": of the visit told before
        if event.date and not known.date and len(event.date) < FULL_DATE and not event.same:
            return False  # "das Gipfeltreffen im Juni 2024": told of by its month, another than the talks reported
        if not event.date or not known.date:
            return not (event.date and known.headline and self._mentions.anchor.is_far_from(event.date))
        return event.date.startswith(known.date) or known.date.startswith(event.date)

    def _told_apart(self, known: Event, event: Event) -> bool:
        if not event.distinct or event.date and event.date == known.date:
            return False
        return not (known.headline and event.status == known.status)

    def _same_parties(self, known: Event, event: Event) -> bool:
        if known.open and known.headline:
            return known.named <= event.parties
        nested = known.named <= event.named or event.named <= known.named
        told = known.headline and event.sentence <= FIRST_BODY and nested  # "Readout of the Meetings with A and B"
        if len(known.named) > 1 and len(event.named) > 1 and known.named != event.named and not told:
            return False  # the host's talks with one guest are not the guests' meeting
        return not event.parties or event.parties <= known.parties or known.parties <= event.parties

    def _same_people(self, known: Event, event: Event) -> bool:
        """The President's talks with one and with another of the other side are two meetings."""
        if event.kind == "summit" and known.participants and not all(map(self.is_head, known.participants)):
            return False  # "… thanked him for his part in the Leaders' Summit" told of talks between officials
        for party in known.parties & event.parties:
            one = {each for each in known.participants if self._mentions.party(each) == party}
            other = {each for each in event.participants if self._mentions.party(each) == party}
            if one and other and not one & other:
                return False
        return True

    def _same_place(self, one: str | None, other: str | None) -> bool:
        """The same place, or a city and its own state ("Washington", "USA")."""
        if one is None or other is None or one == other:
            return True
        named = [self._lexicon.party_names.get(place) for place in (one, other)]
        return (
            all(named)
            and len({name.party for name in named if name}) == 1
            and "name" in {name.use for name in named if name}
        )

    def is_head(self, id: str) -> bool:
        """Tell whether a person leads a state, its government or its ruling party."""
        person = self._mentions.person(id)
        offices = [title.office for title in person.titles] if person else []
        return any(office.rank in HEADS or office.id in PARTY_HEADS for office in offices)
