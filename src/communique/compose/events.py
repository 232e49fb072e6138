"""Acts and nouns to meetings: what names one event becomes one event, however often it is mentioned."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compose.acts import Act
from communique.compose.circumstances import Circumstances
from communique.compose.days import Days
from communique.compose.event import NEUTRAL, TALKS, VISIT, Event, Sameness
from communique.compose.kinds import Kinds
from communique.compose.naming import Naming
from communique.compose.sides import BODY_KINDS, Sides
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.dates import is_dateline
from communique.mentions.spans import MeetingMention
from communique.mentions.walk import UNKNOWN
from communique.sentences import Sentence, Word
from communique.verbs import is_finite, verb_lemma

STATUS_OF = {"did": "held", "will": "planned", "may": "proposed", "not": "cancelled"}
ANNOUNCED = {"AGREE": "planned", "PLEDGE": "planned"}
PARTNERS = 2  # words: who met, and whom


class Events:
    """Gathers the events of one document in text order."""

    def __init__(
        self, sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon, title: str | None = None
    ) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._lexicon = lexicon
        self._sameness = Sameness(mentions, lexicon)
        self._circumstances = Circumstances(sentences, mentions, lexicon)
        self._kinds = Kinds(sentences, mentions, lexicon, self._sameness)
        self._sides = Sides(sentences, mentions, lexicon, self._circumstances)
        self._naming = Naming(sentences, mentions, lexicon, self._circumstances, self._kinds, self._sides)
        self._days = Days(sentences, mentions, lexicon)
        self._title = lexicon.meetings.find((title or "").split())
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
        told = [event for event in self._events if self._is_told(event)]
        self._days.settle(told, acts)
        for event in told:
            if event.kind == TALKS and event.headline:
                event.kind = self._kinds.refined(event.kind, event.participants)
        return told

    # from acts

    def _from_act(self, act: Act, number: int) -> None:
        if act.frame.modality == "not":
            return
        sentence = self._sentences[act.frame.sentence]
        noun = self._noun_of(act)
        place = self._circumstances.where(sentence, act)
        place = place or self._goal_name(sentence, act)
        if act.type == "VISIT" and noun is None and (not act.recipients and place is None or act.actors == (UNKNOWN,)):
            return  # "arrived at common positions"
        when = self._circumstances.when(sentence, act, [event.date for event in self._events])
        if self._days.is_ending(sentence, (act.frame.head, *act.frame.trigger)):
            when = self._days.first_of(sentence, when)  # "concluded a three-day visit": the last day, not the first
        for references in self._met_apart(act):
            self._tell(act, number, noun, references, when, place)

    def _goal_name(self, sentence: Sentence, act: Act) -> str | None:
        """ "wird Dresden besuchen": a place that no list knows, but the verb does."""
        if act.type != "VISIT":
            return None
        goal = next((each for each in sentence.children(act.frame.head, "obj") if each.upos == "PROPN"), None)
        return None if goal is None or self._mentions.references.of(sentence, goal) else goal.text

    def _has_thing(self, sentence: Sentence, verb: Word) -> bool:
        """ "to meet Ukraine's needs", "to negotiate the treaty": nobody is met."""
        return any(not self._mentions.references.of(sentence, each) for each in sentence.children(verb, "obj"))

    def _met_apart(self, act: Act) -> list[tuple[str, ...]]:
        """Who met whom: all together, or "bilaterally with A, B and C", "sowohl mit A als auch mit B" one by one."""
        sentence, references = self._sentences[act.frame.sentence], act.people_and_parties
        cues = self._lexicon.words("meeting", "apart")
        words = [word for each in (act.frame.head, *act.frame.trigger) for word in sentence.children(each)]
        words += [word for each in act.frame.actors for word in sentence.children(each, "cc")]
        one_by_one = act.type == "MEET" and len(references) > PARTNERS
        if not one_by_one or not any(word.text.casefold() in cues for word in words):
            return [references]
        parties = [self._mentions.party(each) for each in references]
        host = next(
            (each for each, party in zip(references, parties, strict=True) if parties.count(party) == 1), references[0]
        )
        return [(host, partner) for partner in references if partner != host]

    def _tell(
        self,
        act: Act,
        number: int,
        noun: MeetingMention | None,
        references: tuple[str, ...],
        when: str | None,
        place: str | None,
    ) -> None:
        sentence = self._sentences[act.frame.sentence]
        named = self._mentions.parties_of(references)
        strange = self._has_stranger(act) or self._has_stateless(references)
        if act.type == "VISIT" and len(named) == 1:
            named |= self._circumstances.states_of(sentence, place)  # "besuchte den Ort Butscha"
        parties = {*named, UNKNOWN} if strange else self._sides.with_others(named, sentence)
        event = Event(
            kind=self._kinds.of_act(act, noun, references, parties),
            status=self._status(act, noun),
            parties=parties,
            date=(noun.date if noun else None) or when,
            place=place or (self._naming.place_of(noun) if noun else None),
            ordinal=noun.ordinal if noun else None,
            participants=[each for each in references if self._mentions.person(each)],
            span=noun.span.evidence(self._sentences) if noun else act.frame.head.evidence,
            sentence=sentence.index,
            named=frozenset(named),
            word=noun.word.kind if noun else "",
            open=len(named) <= 1,
            distinct=noun.distinct if noun else self._is_further(act, references),
            spoken=self._kinds.is_open(act) if noun is None else self._is_that_talk(noun),
        )
        event.passing = noun is None and event.kind == VISIT
        if event.spoken and not self._events:
            event.kind = next((match.value.kind for match in self._title if match.value.pos == "NOUN"), event.kind)
        same = self._same(event)
        if same is None:
            if noun is not None and self._naming.is_scheduled(sentence, noun):
                event.status = "planned"  # "Geplant ist ein Gespräch mit A", unless that is what the text told before
            self._events.append(event)
            same = event
        else:
            self._sameness.merge(same, event)
        same.acts.append(number)

    def _is_that_talk(self, noun: MeetingMention) -> bool:
        """ "Das Gespräch fand am Abend statt": of the call told before, where it names nobody itself."""
        return noun.definite and noun.word.kind in NEUTRAL and not self._sides.named(noun, anaphoric=False)

    def _status(self, act: Act, noun: MeetingMention | None) -> str:
        """What the noun tells ("the next meeting", "is on a visit"), else the act's modality."""
        if noun is not None and noun.status is not None:
            return noun.status
        told = STATUS_OF[act.frame.modality]
        staying = noun is not None and self._naming.is_staying(self._sentences[noun.span.sentence], noun)
        return "ongoing" if told == "held" and act.type == "VISIT" and staying else told

    def _has_stranger(self, act: Act) -> bool:
        """ "will meet opposition activists": somebody of no known party is met."""
        words = (*act.frame.actors, *act.frame.recipients)
        if act.type != "MEET" or len(words) < PARTNERS:
            return False
        sentence = self._sentences[act.frame.sentence]
        return any(
            word.upos == "NOUN" and "Number=Plur" in word.feats and not self._references_below(sentence, word)
            for word in words
        )

    def _has_stateless(self, references: Sequence[str]) -> bool:
        """Somebody named whose party is not known was met: it is not the others that the text is about."""
        people = [person for each in references if (person := self._mentions.person(each))]
        return len(people) > 1 and any(person.party is None for person in people)

    def _references_below(self, sentence: Sentence, word: Word) -> bool:
        places = self._lexicon.words("meeting", "place")
        outside = {
            each.index
            for child in sentence.children(word, "nmod")
            if any(case.text.casefold() in places for case in sentence.children(child, "case"))
            for each in sentence.subtree(child)
        }
        inside = [each for each in sentence.subtree(word) if each.index not in outside]
        return any(self._mentions.references.of(sentence, each) for each in inside)

    def _is_further(self, act: Act, references: Sequence[str]) -> bool:
        """ "met also with B": another meeting, where somebody is met of whom no meeting was told before."""
        words = self._lexicon.words("meeting", "further")
        adverbs = self._sentences[act.frame.sentence].children(act.frame.head, "advmod")
        if not any(word.text.casefold() in words for word in adverbs):
            return False
        known = {each for event in self._events for each in event.participants}
        return any(self._mentions.person(each) and each not in known for each in references)

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
        verbs = (act.frame.head, *sentence.children(act.frame.head, "aux", "aux:pass"))
        if not any(map(is_finite, verbs)):
            return  # "having discussed the matter, they signed …"
        dates = [mention.span.evidence(self._sentences) for mention in self._mentions.dates[sentence.index]]
        new = self._is_with_somebody_new(sentence, act)
        if not new and all(any(content.contains(each) for content in said) for each in dates):
            return
        parties = self._mentions.parties_of(act.people_and_parties)
        known = {event.date for event in self._events if event.parties & parties and event.parties >= parties}
        if (
            len(parties) <= 1
            or not new
            and (
                when is None
                or when in known
                or not any(event.date for event in self._events)
                or self._is_dateline_only(sentence)
            )
        ):
            return
        people = [each for each in act.people_and_parties if self._mentions.person(each)]
        self._events.append(
            Event(
                kind=self._kinds.refined("meeting", people),
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

    def _is_with_somebody_new(self, sentence: Sentence, act: Act) -> bool:
        """ "Mit dem Handelsminister erörterte er …": whom no meeting told of before has names."""
        if not self._events:
            return False
        known = {each for event in self._events for each in event.participants}
        partner = self._lexicon.words("side", "partner")
        people = [each for each in act.actors if self._mentions.person(each)]
        if len(self._mentions.parties_of(people)) > 1 and known & set(people) and not set(people) <= known:
            return True  # "A und C tauschten sich aus", after A met B
        return any(
            self._mentions.person(each) and each not in known
            for phrase in sentence.children(act.frame.head, "obl")
            if any(case.text.casefold() in partner for case in sentence.children(phrase, "case"))
            for each in self._mentions.references.of(sentence, phrase)
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
                or entry.kind != VISIT
                and self._has_thing(sentence, word)
                or not act.frame.content.contains(word.evidence)
            ):
                continue
            below = [each for each in sentence.subtree(word) if act.frame.content.contains(each.evidence)]
            parties = self._mentions.parties_of(act.people_and_parties)
            dates = [
                mention
                for mention in self._mentions.dates[sentence.index]
                if any(mention.span.covers(each.index) for each in below)
            ]
            place = self._circumstances.place_in(sentence, below, bare=entry.kind == VISIT)
            event = Event(
                kind=VISIT if entry.kind == VISIT else self._kinds.refined(entry.kind, act.people_and_parties),
                status=status,
                parties=self._sides.with_others(parties, sentence),
                date=dates[0].value if dates else None,
                place=place,
                ordinal=None,
                participants=[],
                span=word.evidence,
                sentence=sentence.index,
            )
            if self._same(event) is None and (event.date or event.place or len(event.parties) > 1):
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
        parties = self._mentions.parties_of(act.people_and_parties)
        event = Event(
            kind=VISIT,
            status="proposed",
            parties=self._sides.with_others(parties, sentence),
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
        if any(other.type == "INVITE" and other.frame.sentence <= act.frame.sentence for other in self._acts):
            return  # to a summit, not to a visit
        if not proposed and act.frame.content is not None:
            self._from_invitation(act)
            self._events[-1].status = (
                "planned" if self._events and self._events[-1].status == "proposed" else self._events[-1].status
            )

    # from nouns

    def _from_noun(self, noun: MeetingMention) -> None:
        event = self._naming.event(noun, self._acts, first=not self._events)
        if event is None:
            return
        same = self._same(event)
        if same is not None:
            self._sameness.merge(same, event)
        elif event.certain:
            event.parties = event.parties or self._unnamed_sides(event)
            event.kind = TALKS if event.kind == "meeting" and len(event.parties) > 1 else event.kind
            self._events.append(event)

    def _unnamed_sides(self, event: Event) -> set[str]:
        """ "the conference in Geneva" is anybody's unless it opens the text; a visit or dialogue is this text's parties'."""
        if event.kind in BODY_KINDS and self._events:
            return {UNKNOWN}
        return set(self._mentions.parties_at(event.sentence))

    # one event or two

    def _same(self, event: Event) -> Event | None:
        return next((known for known in reversed(self._events) if self._sameness.same(known, event)), None)

    def _is_told(self, event: Event) -> bool:
        if event.acts and len(event.participants) > 1:
            return True
        return (
            len(event.parties) > 1
            or bool(event.parties)
            and (event.kind in BODY_KINDS or event.headline or event.family == VISIT)
        )
