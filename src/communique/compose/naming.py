"""Nouns to meetings: what "the second summit with Japan in Tokyo" tells of an event, and when it names none."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compose.acts import Act
from communique.compose.circumstances import Circumstances
from communique.compose.event import NEUTRAL, VISIT, Event
from communique.compose.kinds import Kinds
from communique.compose.sides import Sides
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.dates import is_bound, is_dateline
from communique.mentions.spans import DateMention, MeetingMention, Span
from communique.sentences import Sentence, Word
from communique.verbs import is_finite, is_participle, verb_lemma

NAMED_KINDS = frozenset({"dialogue", "summit", "conference", "visit", "ceremony", "talks"})
OPENING = frozenset({*NEUTRAL, "summit", "dialogue", "call"})  # "the talks" that open a text are those it tells of
DATE_REACH = 3  # words from a noun's phrase to its date: "in den Jahren 2021"
ANNOUNCING = frozenset({"AGREE", "PLEDGE", "INVITE"})


class Naming:
    """Makes events of one document's meeting nouns."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        mentions: Mentions,
        lexicon: Lexicon,
        circumstances: Circumstances,
        kinds: Kinds,
        sides: Sides,
    ) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._lexicon = lexicon
        self._circumstances = circumstances
        self._kinds = kinds
        self._sides = sides

    def event(self, noun: MeetingMention, acts: Sequence[Act], *, first: bool) -> Event | None:
        """The event a noun names, None where it names none; `first`: no event is known yet, so "the talks" are this text's."""
        sentence = self._sentences[noun.span.sentence]
        headline = sentence.index == 0 and not any(is_finite(word) for word in sentence)
        if (self._is_generic(sentence, noun) or self._is_part_of_name(sentence, noun)) and not headline:
            return None
        people = self._people_in(Span(0, 0, len(sentence) - 1) if headline else noun.span)
        named = self._sides.named(noun, anaphoric=not headline)
        named |= self._mentions.parties_of(people)
        if headline:
            parties, told = self._sides.of_headline(noun, named)
        else:
            aside = not noun.definite and self._is_circumstance(sentence, noun, acts)
            opening = first and noun.definite and noun.word.kind in OPENING
            parties, told = self._sides.of(noun, named, acts, certain=opening or aside)
        status, beside = noun.status or self._status(sentence, noun, acts), self._date_beside(sentence, acts)
        scheduled = len(parties) > 1 and (
            status == "planned" and self.is_scheduled(sentence, noun) or self._is_sequel(sentence, noun)
        )
        certain = told or headline or noun.distinct and bool(noun.status) or scheduled or self._is_named_event(noun)
        return Event(
            kind="conference" if self._sides.is_session(noun) else self._kinds.of_noun(noun, people, parties),
            status=status,
            parties=parties,
            date=noun.date
            or self._date_of(sentence, noun)
            or (beside if noun.word.kind == VISIT and status == "ongoing" else None),
            place=self.place_of(noun),
            ordinal=noun.ordinal,
            participants=people,
            span=noun.span.evidence(self._sentences),
            sentence=sentence.index,
            named=frozenset(named),
            word=noun.word.kind,
            headline=headline,
            open=headline and not told,
            same=self._is_predicate(sentence, noun) or noun.definite and bool(self._sides.attending(sentence, noun)),
            near=beside,
            distinct=noun.distinct and not self._is_aim(sentence, noun, acts),
            certain=certain,
        )

    def place_of(self, noun: MeetingMention) -> str | None:
        """The city or country in the noun's own phrase, or in the clause that tells that it takes place."""
        sentence = self._sentences[noun.span.sentence]
        own = [*sentence.words[noun.head + 1 : noun.span.last + 1], *self._behind(sentence, noun)]
        goal = self._goal(sentence, own) if noun.word.kind == VISIT else None
        return goal or self._circumstances.place_in(sentence, [*own, *self._taking_place(sentence, noun)])

    def _goal(self, sentence: Sentence, words: Sequence[Word]) -> str | None:
        """ "the visit to Washington": where a visit leads."""
        to = self._lexicon.words("meeting", "to")
        phrases = [
            word for word in words if any(case.text.casefold() in to for case in sentence.children(word, "case"))
        ]
        return next(
            (place for word in phrases if (place := self._circumstances.place_in(sentence, [word], bare=True))), None
        )

    def _behind(self, sentence: Sentence, noun: MeetingMention) -> list[Word]:
        """The prepositional phrase right behind a noun's phrase is its own, though a parser hung it on the verb."""
        at = noun.span.last + 1
        if at >= len(sentence) or sentence[at].relation != "case":
            return []
        head = sentence.head(sentence[at])
        return [] if head is None or head.index <= at else list(sentence.words[at : head.index + 1])

    def _date_of(self, sentence: Sentence, noun: MeetingMention) -> str | None:
        """The date of "…, der zehn Tage zuvor stattfand"; that of the clause for what was done at it ("am Rande des Gipfels")."""
        clause = {word.index for word in self._taking_place(sentence, noun)}
        if not clause and self._is_at(sentence, noun):
            clause = {word.index for word in sentence} - {word.index for word in self._sides.own_words(sentence, noun)}
        dates = [each for each in self._mentions.dates[sentence.index] if each.span.first in clause]
        dates = dates or self._dates_after(sentence, noun)
        return dates[0].value if len({each.value for each in dates}) == 1 else None

    def _dates_after(self, sentence: Sentence, noun: MeetingMention) -> list[DateMention]:
        """ "the visit to Washington last summer": the date that follows a visit's goal."""
        last = max([noun.span.last, *(word.index for word in self._behind(sentence, noun))])
        dates = [each for each in self._mentions.dates[sentence.index] if not is_bound(sentence, each, self._lexicon)]
        return [each for each in dates if last < each.span.first <= last + DATE_REACH]

    def _is_predicate(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "It was the first summit since …": said of the meeting told before."""
        word = sentence[noun.head]
        subjects = sentence.children(word, "nsubj")
        return bool(sentence.children(word, "cop")) and bool(subjects) and subjects[0].upos == "PRON"

    def _date_beside(self, sentence: Sentence, acts: Sequence[Act]) -> str | None:
        """The one date of a sentence that is no dateline, nobody's words, no other noun's and no end."""
        ending = self._lexicon.words("meeting", "ending")
        if any(verb_lemma(sentence, word, self._lexicon) in ending for word in sentence if word.upos == "VERB"):
            return None
        nouns = [each for each in self._mentions.meetings if each.span.sentence == sentence.index]
        if len(nouns) > 1:
            return None
        said = [act.frame.content for act in acts if act.frame.sentence == sentence.index and act.frame.content]
        dates = {
            each.value
            for each in self._mentions.dates[sentence.index]
            if not is_dateline(sentence, each)
            and not is_bound(sentence, each, self._lexicon)
            and not any(content.overlaps(each.span.evidence(self._sentences)) for content in said)
        }
        return dates.pop() if len(dates) == 1 else None

    def _taking_place(self, sentence: Sentence, noun: MeetingMention) -> list[Word]:
        """The words of the clause on the noun that says when and where it is held."""
        verbs = self._lexicon.words("meeting", "taking_place")
        clauses = [
            child
            for word in self._sides.own_words(sentence, noun)
            for child in sentence.children(word, "acl")
            if child.lemma in verbs or verb_lemma(sentence, child, self._lexicon) in verbs
        ]
        return [word for clause in clauses for word in sentence.subtree(clause)]

    def _is_at(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "am Rande des Gipfels", "at the summit": something was done there and then."""
        at = self._lexicon.words("meeting", "at")
        chain = [sentence[noun.head]]
        while chain[-1].relation in ("nmod", "obl") and (above := sentence.head(chain[-1])) is not None:
            if above.upos not in ("NOUN", "PROPN"):
                break
            chain.append(above)
        return any(
            case.text.casefold() in at or word.text.casefold() in at
            for word in chain
            for case in (word, *sentence.children(word, "case"))
        )

    def _is_circumstance(self, sentence: Sentence, noun: MeetingMention, acts: Sequence[Act]) -> bool:
        """ "in a call with X", "nach intensiven Verhandlungen": those who act in the sentence took part."""
        word = sentence[noun.head]
        if self._said_in(sentence, noun, acts):
            return False  # "the readiness to engage in dialogue with X"
        when = self._lexicon.words("meeting", "occasion")
        while word.relation == "nmod" and (above := sentence.head(word)) is not None and above.upos == "NOUN":
            word = above
        return word.relation == "obl" and any(
            each.relation == "case" and each.index < noun.head and each.text.casefold() in when
            for each in sentence.subtree(word)
        )  # "nach 18 Tagen intensiver Verhandlungen"

    def _is_aim(self, sentence: Sentence, noun: MeetingMention, acts: Sequence[Act]) -> bool:
        """ "traf zu seinem zweiten Besuch ein": the verb and the noun tell of one visit."""
        word = sentence[noun.head]
        return (
            noun.word.kind == VISIT
            and word.relation == "obl"
            and any(
                act.type == "VISIT" and act.frame.sentence == sentence.index and act.frame.head.index == word.head
                for act in acts
            )
        )

    def _status(self, sentence: Sentence, noun: MeetingMention, acts: Sequence[Act]) -> str:
        """What is agreed on or invited to is to come; what "a date for …" is looked for is proposed."""
        above = sentence.head(sentence[noun.head])
        if above is not None and above.lemma in self._lexicon.words("meeting", "wished"):
            return "proposed"
        if above is not None and above.lemma in self._lexicon.words("meeting", "prepared"):
            return "planned"
        if self.is_scheduled(sentence, noun):
            return "planned"
        said = self._said_in(sentence, noun, acts)
        if said & ANNOUNCING and not noun.date:
            return "planned"
        if noun.word.kind == VISIT and self.is_staying(sentence, noun):
            return "ongoing"
        return "ongoing" if said and self._is_process(sentence, noun) else "held"

    def is_scheduled(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "Geplant ist ein Treffen", "Gespräche sind vorgesehen", "auf dem Programm stehen ein Treffen und …": to come."""
        word = sentence[noun.head]
        while word.relation in ("conj", "parataxis", "obl", "appos") and (above := sentence.head(word)) is not None:
            word = above  # "neben einem Treffen mit A ein Austausch mit B"
        above = sentence.head(word) if word.relation in ("nsubj", "nsubj:pass") else None
        told = [word, *sentence.children(word, "nsubj"), *([above] if above is not None else [])]
        scheduling = self._lexicon.words("meeting", "scheduling")
        if any(verb_lemma(sentence, each, self._lexicon) in scheduling for each in told if is_participle(each)):
            return True
        present = [each for each in told if "Tense=Pres" in each.feats]
        imminent, programme = (self._lexicon.words("meeting", each) for each in ("imminent", "programme"))
        return any(
            verb_lemma(sentence, each, self._lexicon) in imminent
            or any(below.lemma in programme for below in sentence.children(each, "obl"))
            for each in present
        )

    def _is_sequel(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "Es folgte ein Gespräch mit A", "daran schloss sich ein Treffen mit A an": told as the next of several."""
        word = sentence[noun.head]
        above = sentence.head(word) if word.relation in ("nsubj", "obj") else None
        return (
            above is not None
            and not noun.definite
            and verb_lemma(sentence, above, self._lexicon) in self._lexicon.words("meeting", "succeeding")
        )

    def is_staying(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "der sich auf einem Besuch befindet", "who is on a visit": the guest is still there."""
        word = sentence[noun.head]
        above = sentence.head(word)
        verbs = [*sentence.children(word, "cop"), *([above] if above is not None else [])]
        staying = self._lexicon.words("meeting", "staying")
        on = {case.text.casefold() for case in sentence.children(word, "case")} & self._lexicon.words("meeting", "on")
        return bool(on) and any(
            "Tense=Pres" in each.feats and verb_lemma(sentence, each, self._lexicon) in staying for each in verbs
        )

    def _said_in(self, sentence: Sentence, noun: MeetingMention, acts: Sequence[Act]) -> set[str]:
        """The types of the acts in whose content a noun stands."""
        span = noun.span.evidence(self._sentences)
        return {
            act.type
            for act in acts
            if act.frame.sentence == sentence.index
            and act.frame.content is not None
            and act.frame.content.overlaps(span)
        }

    def _is_process(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "the U.S.-Russia dialogue", "Ukraine's negotiations with Russia": no day of its own, so it goes on."""
        lasting = noun.word.kind == "dialogue" or noun.word.lemma in self._lexicon.words("meeting", "process")
        modifiers = {self._lexicon.folding(word.text) for word in sentence.words[noun.span.first : noun.head]}
        other = noun.distinct and modifiers.isdisjoint(self._lexicon.folded_words("meeting", "apart"))
        dated = bool(self._dates_after(sentence, noun)) or any(
            noun.span.covers(each.span.first) for each in self._mentions.dates[sentence.index]
        )
        return lasting and not (dated or noun.ordinal or other or self._taking_place(sentence, noun))

    def _is_named_event(self, noun: MeetingMention) -> bool:
        """ "a separate dialogue on ransomware", "the conference in Geneva": told apart by its topic or its place."""
        if noun.word.kind not in NAMED_KINDS:
            return False
        sentence = self._sentences[noun.span.sentence]
        topic = any(self._sides.is_topic(sentence, child) for child in sentence.children(sentence[noun.head]))
        return topic or self.place_of(noun) is not None

    def _is_generic(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "regular dialogue", "Möglichkeit eines Treffens": talk about meetings is no meeting."""
        word = sentence[noun.head]
        above = sentence.head(word)
        if above is None or word.relation not in ("obj", "nmod", "nsubj", "appos", "conj"):
            return False  # "the bond they have developed since the visit"
        if noun.date or self._dates_after(sentence, noun):
            return False  # "to continue the talks on 21 May in Kassel"
        return self._lexicon.folding(above.lemma) in self._lexicon.folded_words("meeting", "generic")

    def _is_part_of_name(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "Pacific Islands Forum leaders", "Gulf Cooperation Council", "Mitglied der Staatsversammlung": no meeting."""
        word = sentence[noun.head]
        held = (office for name in self._mentions.found[sentence.index].names for office in name.offices)
        if any(office.title.covers(word.index) for office in held):
            return True
        parties = [each for each in self._mentions.found[sentence.index].parties if each.span.covers(word.index)]
        compound = len(parties) == 1 and parties[0].span.first == parties[0].span.last and "-" in word.text
        return word.relation == "compound" or bool(parties) and not compound  # "G20-Gipfel" is a meeting

    def _people_in(self, span: Span) -> list[str]:
        sentence = self._sentences[span.sentence]
        found = [
            each
            for word in sentence.words[span.first : span.last + 1]
            for each in self._mentions.references.of(sentence, word)
        ]
        return [each for each in dict.fromkeys(found) if self._mentions.person(each)]
