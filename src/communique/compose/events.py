"""Acts and nouns to meetings: what names one event becomes one event, however often it is mentioned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from communique.compose.acts import Act
from communique.compose.circumstances import Circumstances
from communique.evidence import Evidence
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.coreference import UNKNOWN
from communique.mentions.dates import is_dateline
from communique.mentions.spans import MeetingMention, Span
from communique.sentences import Sentence, Word
from communique.verbs import is_finite, verb_lemma

HEADS = frozenset({"head-of-state", "head-of-government", "royal"})
PARTY_HEADS = frozenset({"general-secretary", "party-leader", "party-chairman", "supreme-leader"})
STATUS_OF = {"did": "held", "will": "planned", "may": "proposed", "not": "cancelled"}
TALKS, VISIT, CALL = "talks", "visit", "call"
# Words of one family may name one and the same event; a visit and the talks held on it are two.
FAMILIES = {
    "meeting": TALKS, "talks": TALKS, "summit": TALKS, "audience": TALKS, "dialogue": TALKS,
    "call": CALL, "visit": VISIT, "conference": "conference", "ceremony": "ceremony",
}  # fmt: skip
WEIGHT = ("meeting", "talks", "audience", "summit", "dialogue")  # the later is the more telling word
NEUTRAL = frozenset({"meeting", "talks"})
ANNOUNCED = {"AGREE": "planned", "PLEDGE": "planned"}
NAMED_KINDS = frozenset({"dialogue", "summit", "conference", "visit", "ceremony", "talks"})
BODY_KINDS = frozenset({"summit", "conference"})  # of one body, as in "the G7 Summit"


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
    spoken: bool = False  # told by a verb that leaves open whether they met or telephoned
    headline: bool = False
    passing: bool = False  # a visit told by a verb of coming or going
    acts: list[int] = field(default_factory=list)

    @property
    def family(self) -> str:
        return FAMILIES[self.kind]


class Events:
    """Gathers the events of one document in text order."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._lexicon = lexicon
        self._circumstances = Circumstances(sentences, mentions, lexicon)
        self._events: list[Event] = []
        self._acts: Sequence[Act] = ()

    def gather(self, acts: Sequence[Act]) -> list[Event]:
        """Return the events that meeting acts, invitations and meeting nouns name."""
        steps: list[tuple[int, int, Act | MeetingMention, int]] = [
            (act.frame.sentence, act.frame.head.index, act, number)
            for number, act in enumerate(acts)
            if act.type in ("MEET", "VISIT", "INVITE", "DISCUSS") or self._accepts(act) or act.frame.content is not None
        ]
        self._acts = acts
        carried = {
            (act.frame.sentence, word.index)
            for act in acts
            if act.type in ("MEET", "VISIT")
            for word in act.frame.trigger
        }
        invited = [
            act.frame.content for act in acts if (act.type == "INVITE" or self._accepts(act)) and act.frame.content
        ]
        steps += [
            (noun.span.sentence, noun.head, noun, -1)
            for noun in self._mentions.meetings
            if (noun.span.sentence, noun.head) not in carried
            and not (
                noun.word.kind == VISIT
                and any(content.overlaps(noun.span.evidence(self._sentences)) for content in invited)
            )
        ]
        for _, _, step, number in sorted(steps, key=lambda each: each[:2]):
            if isinstance(step, MeetingMention):
                self._from_noun(step)
            elif step.type == "INVITE":
                self._from_invitation(step)
            elif step.type in ("MEET", "VISIT"):
                self._from_act(step, number)
            elif self._accepts(step):
                self._accepted(step)
            elif step.type == "DISCUSS":
                self._from_discussion(step, number)
            else:
                self._from_announcement(step)
        return [event for event in self._events if self._is_told(event)]

    # from acts

    def _from_act(self, act: Act, number: int) -> None:
        if act.frame.modality == "not":
            return
        sentence = self._sentences[act.frame.sentence]
        noun = self._noun_of(act)
        place = self._circumstances.where(sentence, act)
        if act.type == "VISIT" and noun is None and (not act.recipients and place is None or act.actors == (UNKNOWN,)):
            return  # "arrived at common positions"
        when = self._circumstances.when(sentence, act, [event.date for event in self._events])
        parties = self._with_others(
            {party for each in act.people_and_parties if (party := self._mentions.party(each))}, sentence
        )
        event = Event(
            kind=self._kind_of(act, noun),
            status=STATUS_OF[act.frame.modality] if noun is None or noun.status is None else noun.status,
            parties=parties,
            date=(noun.date if noun else None) or when,
            place=place or (self._place_of(noun) if noun else None),
            ordinal=noun.ordinal if noun else None,
            participants=[each for each in act.people_and_parties if self._mentions.person(each)],
            span=noun.span.evidence(self._sentences) if noun else act.frame.head.evidence,
            sentence=sentence.index,
            spoken=noun is None and act.type == "MEET" and (self._is_spoken(act) or self._verb_kind(act) in NEUTRAL),
        )
        event.passing = noun is None and event.kind == VISIT
        same = self._same(event, distinct=noun.distinct if noun else False)
        if same is None:
            self._events.append(event)
            same = event
        else:
            self._merge(same, event)
        same.acts.append(number)

    def _with_others(self, parties: set[str], sentence: Sentence) -> set[str]:
        """One side alone meets nobody: add whom the text is about, where that includes this side."""
        around = set(self._mentions.parties_at(sentence.index))
        return parties | around if len(parties) == 1 else parties

    def _noun_of(self, act: Act) -> MeetingMention | None:
        words = {word.index for word in act.frame.trigger}
        return next(
            (
                noun
                for noun in self._mentions.meetings
                if noun.span.sentence == act.frame.sentence and noun.head in words
            ),
            None,
        )

    def _kind_of(self, act: Act, noun: MeetingMention | None) -> str:
        if act.type == "VISIT":
            return VISIT
        if noun is None and self._is_spoken(act):
            return CALL if self._by_phone(act) else "meeting"  # "sprach mit …": where and how is not told
        return self._refined(noun.word.kind if noun is not None else self._verb_kind(act), act.people_and_parties)

    def _is_spoken(self, act: Act) -> bool:
        return act.frame.head.lemma in self._lexicon.words("meeting", "speaking")

    def _by_phone(self, act: Act) -> bool:
        words = self._lexicon.words("meeting", "by_phone")
        return any(word.lemma in words or word.text.casefold() in words for word in self._sentences[act.frame.sentence])

    def _verb_kind(self, act: Act) -> str:
        if any(condition.relation == "obl:on" for condition in act.frame.predicate.conditions):
            return "meeting"  # "called on the President": no telephone
        lemma = verb_lemma(self._sentences[act.frame.sentence], act.frame.head, self._lexicon)
        for word in (lemma, *(each.lemma for each in act.frame.trigger)):
            entry = self._lexicon.meetings.get(word)
            if entry is not None:
                return entry.kind
        return "meeting"

    def _refined(self, kind: str, references: Sequence[str]) -> str:
        """A neutral word is a summit between heads, an audience at a head's, talks between officials."""
        if kind not in ("meeting", "talks", "audience"):
            return kind
        people = [person for each in references if (person := self._mentions.person(each))]
        parties = {person.party for person in people if person.party}
        heads = {person.party for person in people if self._is_head(person.id)}
        if len(heads) > 1 and heads == parties:
            return "summit"
        if kind == "audience":
            unnamed_host = any(self._mentions.person(each) is None for each in references)
            return "audience" if heads or unnamed_host else "talks"
        return "talks" if len(parties) > 1 else kind

    def _is_head(self, id: str) -> bool:
        person = self._mentions.person(id)
        offices = [title.office for title in person.titles] if person else []
        return any(office.rank in HEADS or office.id in PARTY_HEADS for office in offices)

    # from what else is said

    def _from_discussion(self, act: Act, number: int) -> None:
        """ "hatten am 6. September besprochen": a discussion with a date of its own was a meeting."""
        sentence = self._sentences[act.frame.sentence]
        when = self._circumstances.when(sentence, act, [])
        said = [
            other.frame.content
            for other in self._acts
            if other.frame.sentence == sentence.index and other.frame.content
        ]
        dates = [mention.span.evidence(self._sentences) for mention in self._mentions.dates[sentence.index]]
        if all(any(content.contains(each) for content in said) for each in dates):
            return
        parties = {party for each in act.people_and_parties if (party := self._mentions.party(each))}
        known = {event.date for event in self._events}
        if when is None or len(parties) <= 1 or when in known or not known - {None} or self._is_dateline_only(sentence):
            return
        people = [each for each in act.people_and_parties if self._mentions.person(each)]
        self._events.append(
            Event(
                kind=self._refined("meeting", people),
                status=STATUS_OF[act.frame.modality],
                parties=parties,
                date=when,
                place=self._circumstances.where(sentence, act),
                ordinal=None,
                participants=people,
                span=act.frame.head.evidence,
                sentence=sentence.index,
                acts=[number],
            )
        )

    def _is_dateline_only(self, sentence: Sentence) -> bool:
        return all(is_dateline(sentence, mention) for mention in self._mentions.dates[sentence.index])

    def _from_announcement(self, act: Act) -> None:
        """ "agreed to meet again in New York": a meeting verb inside what is agreed or promised is a meeting to come."""
        status = ANNOUNCED.get(act.type)
        if status is None or act.frame.modality == "not" or act.frame.content is None:
            return
        sentence = self._sentences[act.frame.sentence]
        told = {
            other.frame.head.index
            for other in self._acts
            if other.frame.sentence == sentence.index and other.type in ("MEET", "VISIT")
        }
        for word in sentence:
            entry = (
                self._lexicon.meetings.get(verb_lemma(sentence, word, self._lexicon)) if word.upos == "VERB" else None
            )
            if (
                entry is None
                or entry.pos != "VERB"
                or word.index in told
                or not act.frame.content.contains(word.evidence)
            ):
                continue
            below = [each for each in sentence.subtree(word) if act.frame.content.contains(each.evidence)]
            parties = {party for each in act.people_and_parties if (party := self._mentions.party(each))}
            dates = [
                mention
                for mention in self._mentions.dates[sentence.index]
                if any(mention.span.covers(each.index) for each in below)
            ]
            place = self._circumstances.place_in(sentence, below, bare=entry.kind == VISIT)
            event = Event(
                kind=VISIT if entry.kind == VISIT else self._refined(entry.kind, act.people_and_parties),
                status=status,
                parties=self._with_others(parties, sentence),
                date=dates[0].value if dates else None,
                place=place,
                ordinal=None,
                participants=[],
                span=word.evidence,
                sentence=sentence.index,
            )
            if self._same(event, distinct=False) is None and (event.date or event.place or len(event.parties) > 1):
                self._events.append(event)

    # from invitations

    def _from_invitation(self, act: Act) -> None:
        """An invitation proposes a visit; the place is where it leads."""
        if act.frame.modality == "not" or act.frame.content is None:
            return
        sentence = self._sentences[act.frame.sentence]
        words = [word for word in sentence if act.frame.content.contains(word.evidence)]
        noun = next(
            (
                noun
                for noun in self._mentions.meetings
                if noun.span.sentence == sentence.index and act.frame.content.contains(sentence[noun.head].evidence)
            ),
            None,
        )
        if noun is not None and noun.word.kind != VISIT:
            return
        parties = {party for each in act.people_and_parties if (party := self._mentions.party(each))}
        event = Event(
            kind=VISIT,
            status="proposed",
            parties=self._with_others(parties, sentence),
            date=None,
            place=self._circumstances.place_in(sentence, words, bare=True),
            ordinal=None,
            participants=[],
            span=act.frame.content,
            sentence=sentence.index,
        )
        self._events.append(event)

    def _accepts(self, act: Act) -> bool:
        invitations = self._lexicon.words("meeting", "invitation")
        return act.type == "AGREE" and any(
            word.lemma in invitations
            for word in (*act.frame.trigger, *([act.frame.content_head] if act.frame.content_head else ()))
        )

    def _accepted(self, act: Act) -> None:
        """An invitation accepted makes the visit planned; where only the acceptance is told, that tells of the visit."""
        proposed = [event for event in self._events if event.kind == VISIT and event.status == "proposed"]
        for event in proposed:
            event.status = "planned"
        if not proposed and act.frame.content is not None:
            self._from_invitation(act)
            self._events[-1].status = (
                "planned" if self._events and self._events[-1].status == "proposed" else self._events[-1].status
            )

    # from nouns

    def _from_noun(self, noun: MeetingMention) -> None:
        sentence = self._sentences[noun.span.sentence]
        headline = sentence.index == 0 and not any(is_finite(word) for word in sentence)
        if (self._is_generic(sentence, noun) or self._is_part_of_name(sentence, noun)) and not headline:
            return
        people = self._people_in(Span(0, 0, len(sentence) - 1) if headline else noun.span)
        parties = self._parties_of(noun, sentence) | {party for each in people if (party := self._mentions.party(each))}
        if noun.word.kind == VISIT:
            parties = self._with_others(parties, sentence)
        specific = len(parties) > 1 or bool(noun.ordinal or noun.date) or self._of_a_body(noun, parties)
        first = not self._events and noun.definite and noun.word.kind in (*NEUTRAL, "summit", "dialogue", "call")
        if len(parties) == 1 and noun.word.kind not in BODY_KINDS | {VISIT} or first:
            parties |= self._around(sentence)
            specific = specific or len(parties) > 1 and (first or noun.definite)
        if headline:
            parties |= self._parties_of(replace(noun, span=Span(0, 0, len(sentence) - 1)), sentence)
        if headline and len(parties) <= 1 and not self._of_a_body(noun, parties):
            parties = set(self._mentions.main_parties)
        event = Event(
            kind=self._noun_kind(noun, people, parties),
            status=noun.status or ("planned" if self._is_invited_to(sentence, noun) else "held"),
            parties=parties,
            date=noun.date,
            place=self._place_of(noun),
            ordinal=noun.ordinal,
            participants=people,
            span=noun.span.evidence(self._sentences),
            sentence=sentence.index,
            headline=headline,
        )
        same = self._same(event, distinct=noun.distinct)
        if same is not None:
            self._merge(same, event)
        elif headline or specific or noun.distinct and noun.status or self._is_named_event(noun):
            event.parties = event.parties or set(self._mentions.parties_at(sentence.index))
            self._events.append(event)

    def _is_named_event(self, noun: MeetingMention) -> bool:
        """ "a separate dialogue on ransomware", "the conference in Geneva": told apart by its topic or its place."""
        if noun.word.kind not in NAMED_KINDS:
            return False
        sentence = self._sentences[noun.span.sentence]
        topic = any(self._is_topic(sentence, child) for child in sentence.children(sentence[noun.head]))
        return topic or self._place_of(noun) is not None

    def _noun_kind(self, noun: MeetingMention, people: Sequence[str], parties: set[str]) -> str:
        kind = self._refined(noun.word.kind, people)
        return "talks" if kind == "meeting" and len(parties) > 1 else kind

    def _is_invited_to(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """What somebody is invited to is still to come."""
        span = noun.span.evidence(self._sentences)
        return any(
            act.type == "INVITE"
            and act.frame.sentence == sentence.index
            and act.frame.content is not None
            and act.frame.content.overlaps(span)
            for act in self._acts
        )

    def _around(self, sentence: Sentence) -> set[str]:
        """The parties that act in a sentence, else those the text is about there."""
        acting = {
            party
            for act in self._acts
            if act.frame.sentence == sentence.index and act.frame.nested_in is None
            for each in act.actors
            if (party := self._mentions.party(each))
        }
        return acting if len(acting) > 1 else set(self._mentions.parties_at(sentence.index))

    def _of_a_body(self, noun: MeetingMention, parties: set[str]) -> bool:
        return noun.word.kind in BODY_KINDS and any(self._lexicon.parties[party].kind == "body" for party in parties)

    def _is_generic(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "regular dialogue", "Möglichkeit eines Treffens": talk about meetings is no meeting."""
        above = sentence.head(sentence[noun.head])
        return above is not None and self._lexicon.folding(above.lemma) in self._lexicon.folded_words(
            "meeting", "generic"
        )

    def _is_part_of_name(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "Pacific Islands Forum leaders", "Gulf Cooperation Council": no meeting is meant."""
        parties = self._mentions.found[sentence.index].parties
        return sentence[noun.head].relation == "compound" or any(party.span.covers(noun.head) for party in parties)

    def _parties_of(self, noun: MeetingMention, sentence: Sentence) -> set[str]:
        """The parties inside the noun's phrase; a capital or country after "in" is only where it was."""
        words = self._own_words(sentence, noun)
        inside = {word.index for word in words}
        found = self._mentions.found[sentence.index]
        visit = noun.word.kind == VISIT  # the state visited is a party to a visit
        places = (
            set()
            if visit
            else {
                party.span.first
                for party in found.parties
                if party.use in ("name", "government")
                and self._circumstances.is_land(party.party)
                and self._circumstances.after_preposition(sentence, party.span)
            }
        )
        parties = {
            party.party
            for party in found.parties
            if party.span.first in inside and party.span.first not in places and (visit or party.use != "government")
        }
        for word in words:
            if word.index in places or any(party.span.covers(word.index) for party in found.parties):
                continue
            parties |= {
                party for each in self._mentions.references.of(sentence, word) if (party := self._mentions.party(each))
            }
        return parties

    def _own_words(self, sentence: Sentence, noun: MeetingMention) -> list[Word]:
        """The noun's phrase and all that hangs on it ("Ukraine's negotiations"), without clauses."""
        own = {*range(noun.span.first, noun.head + 1)}
        queue = [sentence[noun.head]]
        while queue:
            for child in sentence.children(queue.pop()):
                if self._is_topic(sentence, child):
                    continue
                if (
                    child.relation in ("nmod", "amod", "compound", "flat", "appos", "det", "nummod")
                    or child.relation == "conj"
                    and child.upos == "PROPN"
                ):
                    own.add(child.index)
                    queue.append(child)
        return [sentence[at] for at in sorted(own)]

    def _is_topic(self, sentence: Sentence, word: Word) -> bool:
        """ "dialogue on Ukraine": what it is about takes no part."""
        topics = self._lexicon.words("meeting", "topic")
        return any(case.text.casefold() in topics for case in sentence.children(word, "case"))

    def _place_of(self, noun: MeetingMention) -> str | None:
        sentence = self._sentences[noun.span.sentence]
        return self._circumstances.place_in(sentence, sentence.words[noun.head + 1 : noun.span.last + 1])

    def _people_in(self, span: Span) -> list[str]:
        sentence = self._sentences[span.sentence]
        found = [
            each
            for word in sentence.words[span.first : span.last + 1]
            for each in self._mentions.references.of(sentence, word)
        ]
        return [each for each in dict.fromkeys(found) if self._mentions.person(each)]

    # one event or two

    def _same(self, event: Event, *, distinct: bool) -> Event | None:
        return next(
            (known for known in reversed(self._events) if self._compatible(known, event, distinct=distinct)), None
        )

    def _compatible(self, known: Event, event: Event, *, distinct: bool) -> bool:
        if not self._same_family(known, event):
            return False
        passing = (
            event.family == VISIT and event.status == "held" and event.passing
        )  # "reiste ab": of the visit told before
        if (
            not passing
            and event.date
            and known.date
            and not (event.date.startswith(known.date) or known.date.startswith(event.date))
        ):
            return False
        if event.ordinal and known.ordinal and event.ordinal != known.ordinal:
            return False
        if known.status != event.status and "held" in (known.status, event.status):
            return False
        if (
            distinct
            and not (event.date and event.date == known.date)
            and not (known.headline and event.status == known.status)
        ):
            return False
        if event.kind == "summit" and known.participants and not all(map(self._is_head, known.participants)):
            return False  # "… thanked him for his part in the Leaders' Summit" told of talks between officials
        if event.parties and not (event.parties <= known.parties or known.parties <= event.parties):
            return False
        return self._same_people(known, event) and (event.family != VISIT or self._same_place(known.place, event.place))

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

    def _same_people(self, known: Event, event: Event) -> bool:
        """The President's talks with one and with another of the other side are two meetings."""
        for party in known.parties & event.parties:
            one = {each for each in known.participants if self._mentions.party(each) == party}
            other = {each for each in event.participants if self._mentions.party(each) == party}
            if one and other and not one & other:
                return False
        return True

    def _same_family(self, known: Event, event: Event) -> bool:
        if known.family == event.family:
            return event.kind != "dialogue" or known.kind == "dialogue"
        spoken_of = event.spoken or not event.parties and event.kind in NEUTRAL
        return spoken_of and known.family in (CALL, "conference") and (known.sentence == 0 or not event.parties)

    def _merge(self, known: Event, event: Event) -> None:
        if not known.acts:
            known.parties |= event.parties
        known.date = known.date or event.date
        known.place = known.place or event.place
        known.ordinal = known.ordinal or event.ordinal
        known.participants.extend(each for each in event.participants if each not in known.participants)
        if known.kind in WEIGHT and event.kind in WEIGHT and WEIGHT.index(event.kind) > WEIGHT.index(known.kind):
            known.kind = event.kind

    def _is_told(self, event: Event) -> bool:
        if event.acts and len(event.participants) > 1:
            return True
        return (
            len(event.parties) > 1
            or bool(event.parties)
            and (event.kind in BODY_KINDS or event.headline or event.family == VISIT)
        )
