"""Acts and nouns to meetings: what names one event becomes one event, however often it is mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.compose.acts import Act
from communique.evidence import Evidence
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.dates import dates_in
from communique.mentions.nouns import compound_head, place_in
from communique.mentions.spans import MeetingMention, Span
from communique.sentences import Sentence
from communique.verbs import is_finite, verb_lemma

HEADS = frozenset({"head-of-state", "head-of-government", "royal"})
PARTY_HEADS = frozenset({"general-secretary", "party-leader", "party-chairman", "supreme-leader"})
NEUTRAL_KINDS = frozenset({"meeting", "talks", "summit", "audience", "dialogue"})  # words that may name one and the same event
STATUS_OF = {"did": "held", "will": "planned", "may": "proposed", "not": "cancelled"}
FAMILIES = {kind: "talks" for kind in NEUTRAL_KINDS} | {"call": "call", "visit": "visit", "conference": "conference", "ceremony": "ceremony"}


@dataclass
class Event:
    """One meeting while it is put together from its mentions."""

    kind: str
    status: str
    parties: set[str]
    date: str | None
    place: str | None
    ordinal: int | None
    participants: list[str]
    span: Evidence
    sentence: int
    acts: list[int] = field(default_factory=list)
    named: bool = False  # by its own noun phrase with parties, date or ordinal

    @property
    def family(self) -> str:
        return FAMILIES[self.kind]


class Events:
    """Gathers the events of one document in text order."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._lexicon = lexicon
        self._events: list[Event] = []

    def gather(self, acts: Sequence[Act]) -> list[Event]:
        """Return the events that meeting acts and meeting nouns name."""
        steps: list[tuple[int, int, Act | MeetingMention, int]] = []
        for number, act in enumerate(acts):
            if act.type in ("MEET", "VISIT"):
                steps.append((act.frame.sentence, act.frame.head.index, act, number))
        carried = {(act.frame.sentence, word.index) for act in acts for word in act.frame.trigger}
        for noun in self._mentions.meetings:
            if (noun.span.sentence, noun.head) not in carried:
                steps.append((noun.span.sentence, noun.head, noun, -1))
        for _, _, step, number in sorted(steps, key=lambda each: each[:2]):
            if isinstance(step, Act):
                self._from_act(step, number)
            else:
                self._from_noun(step)
        return [event for event in self._events if self._is_told(event)]

    # from acts

    def _from_act(self, act: Act, number: int) -> None:
        sentence = self._sentences[act.frame.sentence]
        noun = self._noun_of(act)
        parties = {party for each in act.people_and_parties if (party := self._mentions.party(each))}
        date, place = self._when_and_where(sentence, act)
        event = Event(
            kind=self._kind_of(act, noun),
            status=STATUS_OF[act.frame.modality] if noun is None or noun.status is None else noun.status,
            parties=parties,
            date=(noun.date if noun else None) or date,
            place=(noun.place if noun else None) or place,
            ordinal=noun.ordinal if noun else None,
            participants=[each for each in act.people_and_parties if self._mentions.person(each)],
            span=noun.span.evidence(self._sentences) if noun else act.frame.head.evidence,
            sentence=sentence.index,
            named=len(parties) > 1,
        )
        same = self._same(event, definite=noun.definite if noun else False, distinct=noun.distinct if noun else False)
        if same is None:
            self._events.append(event)
            same = event
        else:
            self._merge(same, event)
        same.acts.append(number)

    def _noun_of(self, act: Act) -> MeetingMention | None:
        words = {word.index for word in act.frame.trigger}
        return next(
            (noun for noun in self._mentions.meetings if noun.span.sentence == act.frame.sentence and noun.head in words), None
        )

    def _kind_of(self, act: Act, noun: MeetingMention | None) -> str:
        if act.type == "VISIT":
            return "visit"
        if noun is not None:
            return self._refined(noun.word.kind, act)
        lemma = verb_lemma(self._sentences[act.frame.sentence], act.frame.head, self._lexicon)
        for word in (lemma, *(each.lemma for each in act.frame.trigger)):
            entry = self._lexicon.meetings.get(word)
            if entry is not None:
                return self._refined(entry.kind, act)
        return self._refined("meeting", act)

    def _refined(self, kind: str, act: Act) -> str:
        """A neutral word is a summit between heads, an audience at a head's, talks between officials."""
        if kind not in ("meeting", "talks", "audience", "summit"):
            return kind
        people = [person for each in act.people_and_parties if (person := self._mentions.person(each))]
        parties = {person.party for person in people if person.party}
        heads = {person.party for person in people if self._is_head(person.id)}
        if len(heads) > 1 and heads == parties:
            return "summit"
        if kind == "summit":
            return "summit"
        if kind == "audience":
            return "audience" if heads else "talks"
        return "talks" if len(parties) > 1 or kind == "talks" else "meeting"

    def _is_head(self, id: str) -> bool:
        person = self._mentions.person(id)
        if person is None:
            return False
        offices = [title.office for title in person.titles]
        return any(office.rank in HEADS or office.id in PARTY_HEADS for office in offices)

    def _when_and_where(self, sentence: Sentence, act: Act) -> tuple[str | None, str | None]:
        """The date and place of the clause around an act, outside of what it says."""
        content = act.frame.content
        outside = [
            mention for mention in self._mentions.dates[sentence.index]
            if content is None or not content.overlaps(mention.span.evidence(self._sentences))
        ]  # fmt: skip
        nearest = min(outside, key=lambda mention: abs(mention.span.first - act.frame.head.index), default=None)
        found = self._mentions.found[sentence.index]
        last = len(sentence) - 1
        if content is not None:
            last = next((word.index - 1 for word in sentence if word.start >= content.start), last)
        place = place_in(sentence, Span(sentence.index, 0, max(last, 0)), -1, found.parties, found.places, self._lexicon)
        return nearest.value if nearest else None, place

    # from nouns

    def _from_noun(self, noun: MeetingMention) -> None:
        sentence = self._sentences[noun.span.sentence]
        parties = self._parties_of(noun, sentence)
        people = [each for each in self._people_in(noun.span)]
        headline = sentence.index == 0 and not any(is_finite(word) for word in sentence)
        if headline:
            people = self._people_in(Span(0, 0, len(sentence) - 1)) or people
            parties |= {party for each in people if (party := self._mentions.party(each))}
        event = Event(
            kind=self._noun_kind(noun, people),
            status=noun.status or "held",
            parties=parties,
            date=noun.date,
            place=noun.place,
            ordinal=noun.ordinal,
            participants=people,
            span=noun.span.evidence(self._sentences),
            sentence=sentence.index,
            named=headline or len(parties) > 1 or noun.ordinal is not None or noun.date is not None,
        )
        if noun.word.lemma and self._is_generic(sentence, noun):
            return
        same = self._same(event, definite=noun.definite, distinct=noun.distinct)
        if same is not None:
            self._merge(same, event)
        elif event.named or noun.distinct:
            if not event.parties:
                event.parties = set(self._mentions.main_parties)
            self._events.append(event)

    def _is_generic(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """"regular dialogue", "Möglichkeit eines Treffens": talk about meetings is no meeting."""
        head = sentence[noun.head]
        above = sentence.head(head)
        generic = {self._lexicon.folding(word) for word in self._lexicon.words("meeting", "generic")}
        return above is not None and self._lexicon.folding(above.lemma) in generic

    def _noun_kind(self, noun: MeetingMention, people: Sequence[str]) -> str:
        kind = noun.word.kind
        if kind not in ("meeting", "talks"):
            return kind
        parties = {self._mentions.party(each) for each in people}
        if len(parties) > 1:
            return "summit" if all(self._is_head(each) for each in people) else "talks"
        return kind

    def _parties_of(self, noun: MeetingMention, sentence: Sentence) -> set[str]:
        parties = set(noun.parties)
        for word in sentence.words[noun.span.first : noun.span.last + 1]:
            for reference in self._mentions.references.of(sentence, word):
                if (party := self._mentions.party(reference)) is not None:
                    parties.add(party)
        if noun.place:
            placed = {self._mentions.references.of(sentence, word)[0] for word in sentence.words[noun.span.first : noun.span.last + 1] if word.text == noun.place and self._mentions.references.of(sentence, word)}
            parties -= placed if len(parties - placed) > 1 else set()
        return parties

    def _people_in(self, span: Span) -> list[str]:
        sentence = self._sentences[span.sentence]
        found = [each for word in sentence.words[span.first : span.last + 1] for each in self._mentions.references.of(sentence, word)]
        return [each for each in dict.fromkeys(found) if self._mentions.person(each)]

    # one event or two

    def _same(self, event: Event, *, definite: bool, distinct: bool) -> Event | None:
        for known in reversed(self._events):
            if self._compatible(known, event, definite=definite, distinct=distinct):
                return known
        return None

    def _compatible(self, known: Event, event: Event, *, definite: bool, distinct: bool) -> bool:
        if known.family != event.family and not (definite and {known.family, event.family} <= {"talks", "conference", "call"} and not event.parties):
            return False
        if event.date and known.date and not (event.date.startswith(known.date) or known.date.startswith(event.date)):
            return False
        if event.ordinal != known.ordinal and event.ordinal is not None:
            return False
        if known.status != event.status and "planned" in (known.status, event.status):
            return False
        if distinct and not (event.date and event.date == known.date):
            return False
        if event.parties and not (event.parties <= known.parties or known.parties <= event.parties):
            return False
        if event.kind == "dialogue" and known.kind != "dialogue" and not definite:
            return False
        return True

    def _merge(self, known: Event, event: Event) -> None:
        known.parties |= event.parties
        known.date = known.date or event.date
        known.place = known.place or event.place
        known.ordinal = known.ordinal or event.ordinal
        known.participants.extend(each for each in event.participants if each not in known.participants)
        order = ("meeting", "talks", "audience", "summit", "dialogue")
        if known.kind in order and event.kind in order and order.index(event.kind) > order.index(known.kind):
            known.kind = event.kind

    def _is_told(self, event: Event) -> bool:
        return bool(event.parties) and (len(event.parties) > 1 or event.named or event.date is not None)
