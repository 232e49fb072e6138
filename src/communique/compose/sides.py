"""Which parties a meeting's noun tells of: those in its phrase, those who act around it, those who attend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.compose.acts import Act
from communique.compose.circumstances import Circumstances
from communique.compose.event import VISIT
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.attendance import attendance_words
from communique.mentions.spans import MeetingMention, Span
from communique.sentences import Sentence, Word
from communique.verbs import verb_lemma

BODY_KINDS = frozenset({"summit", "conference"})  # of one body, as in "the G7 Summit"
CONVENING = frozenset({"AGREE", "PLEDGE"})


class Sides:
    """Reads the parties of one document's meeting nouns."""

    def __init__(
        self, sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon, circumstances: Circumstances
    ) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._lexicon = lexicon
        self._circumstances = circumstances

    def of(self, noun: MeetingMention, named: set[str], acts: Sequence[Act], *, certain: bool) -> tuple[set[str], bool]:
        """The parties of a meeting, and whether its noun tells of one in particular.

        `named` are those in its phrase; `certain`: those who act in the sentence take part.
        """
        sentence = self._sentences[noun.span.sentence]
        if self._of_a_body(noun, named):
            return set(named), True  # "the BRICS summit": whoever speaks of it
        parties = self._visiting(sentence, noun, named) if noun.word.kind == VISIT else set(named)
        told = len(parties) > 1 or bool(noun.ordinal or noun.date)
        lonely = len(parties) == 1 and noun.word.kind != VISIT
        if lonely or certain and len(parties) <= 1:
            among = self._around(sentence, acts, named)
            parties |= set(self._mentions.parties_at(sentence.index)) if self._is_of_three(sentence, noun) else among
            told = told or len(parties) > 1 and (certain or noun.definite)
        if len(parties) <= 1 and (present := self.attending(sentence, noun)):
            return parties | present, told or noun.span.first < noun.head  # "an der abschließenden Sitzung"
        if len(parties) <= 1 and (convening := self._convening(sentence, noun, acts)):
            return parties | convening, True
        return parties, told

    def of_headline(self, noun: MeetingMention, named: set[str]) -> tuple[set[str], bool]:
        """The parties a headline names, or else those its text is about; and whether it names them."""
        last = len(self._sentences[noun.span.sentence]) - 1
        parties = named | self.named(replace(noun, span=Span(noun.span.sentence, 0, last)), anaphoric=False)
        told = len(parties) > 1 or self._of_a_body(noun, parties)
        return (parties, True) if told else (set(self._mentions.main_parties), False)

    def named(self, noun: MeetingMention, *, anaphoric: bool = True) -> set[str]:
        """The parties inside the noun's phrase; a capital or country after "in" is only where it was."""
        sentence = self._sentences[noun.span.sentence]
        words = self.own_words(sentence, noun)
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
        places |= {each.span.first for each in found.parties if self._is_address(sentence, each.span, noun)}
        parties = {
            party.party
            for party in found.parties
            if party.span.first in inside and party.span.first not in places and (visit or party.use != "government")
        }
        for word in words:
            if word.index in places or any(party.span.covers(word.index) for party in found.parties):
                continue
            parties |= {
                party
                for each in self._mentions.references.of(sentence, word)
                if anaphoric or self._mentions.person(each)  # "leaders" in a headline are nobody told of before
                if (party := self._mentions.party(each))
            }
        return parties

    def _visiting(self, sentence: Sentence, noun: MeetingMention, named: set[str]) -> set[str]:
        """ "The delegation returned, ending its visit to Japan": who acts in the clause, where the noun names one side alone."""
        word: Word | None = sentence[noun.head]
        while word is not None and len(named) == 1:
            for subject in sentence.children(word, "nsubj", "nsubj:pass"):
                if others := self._mentions.parties_of(self._mentions.references.of(sentence, subject)) - named:
                    return named | others
            word = sentence.head(word)
        return self._with_own(named, sentence)

    def with_others(self, parties: set[str], sentence: Sentence) -> set[str]:
        """One side alone meets or visits nobody: add whom the text is about, where that includes this side."""
        around = set(self._mentions.parties_at(sentence.index))
        return parties | around if len(parties) == 1 else set(parties)

    def _with_own(self, named: set[str], sentence: Sentence) -> set[str]:
        """A noun's one partner met those the text is about; where he is none of them, the publisher's side alone."""
        own, around = self._mentions.context.publisher_state, set(self._mentions.parties_at(sentence.index))
        alone = len(named) == 1 and own in around and not named <= around
        return named | {own} if own and alone else self.with_others(named, sentence)

    def _around(self, sentence: Sentence, acts: Sequence[Act], named: set[str]) -> set[str]:
        """The parties that act in a sentence, else those the text is about there."""
        around = set(self._mentions.parties_at(sentence.index))
        acting = {
            party
            for act in acts
            if act.frame.sentence == sentence.index and act.frame.nested_in is None
            for each in act.actors
            if (party := self._mentions.party(each))
        }
        return acting if len(acting) > 1 else self._with_own(named, sentence) or around

    def _is_of_three(self, sentence: Sentence, noun: MeetingMention) -> bool:
        """ "the trilateral meeting with A", "Dreiergipfel": both of those the text is about met the third."""
        words = [word.text.casefold() for word in sentence.words[noun.span.first : noun.head + 1]]
        return any(word.startswith(start) for word in words for start in self._lexicon.words("meeting", "of_three"))

    def attending(self, sentence: Sentence, noun: MeetingMention) -> set[str]:
        """ "An der Sitzung nahmen A, B und C teil": those who took part in it."""
        present = attendance_words(sentence, self._lexicon)
        if sentence[noun.head] in present:
            return set()
        found = (each for word in present for each in self._mentions.references.of(sentence, word))
        people = (person for each in found if (person := self._mentions.person(each)))
        return {person.party for person in people if person.party}

    def _convening(self, sentence: Sentence, noun: MeetingMention, acts: Sequence[Act]) -> set[str]:
        """ "agreed to open a dialogue on X": those who agree to hold it, where it is the object of holding."""
        word = sentence[noun.head]
        above = sentence.head(word)
        if word.relation != "obj" or above is None or noun.definite:
            return set()
        if verb_lemma(sentence, above, self._lexicon) not in self._lexicon.words("meeting", "convening"):
            return set()
        return {
            party
            for act in acts
            if act.type in CONVENING
            and act.frame.sentence == sentence.index
            and act.frame.content is not None
            and act.frame.content.contains(word.evidence)
            for each in act.people_and_parties
            if (party := self._mentions.party(each))
        }

    def _of_a_body(self, noun: MeetingMention, parties: set[str]) -> bool:
        return any(map(self._is_body, parties)) and (noun.word.kind in BODY_KINDS or self.is_session(noun))

    def _is_body(self, party: str) -> bool:
        return self._lexicon.parties[party].kind == "body"

    def is_session(self, noun: MeetingMention) -> bool:
        """ "the ASEAN meeting", "the meeting of SCO foreign ministers": of one body by itself, with nobody else."""
        sentence = self._sentences[noun.span.sentence]
        partners = self._lexicon.words("side", "partner") | self._lexicon.words("presence", "partners")
        named = self.named(noun, anaphoric=False)
        return (
            noun.word.kind == "meeting"
            and len(named) == 1
            and any(map(self._is_body, named))
            and not any(
                case.text.casefold() in partners
                for word in sentence.children(sentence[noun.head])
                for case in sentence.children(word, "case")
            )
        )

    def own_words(self, sentence: Sentence, noun: MeetingMention) -> list[Word]:
        """The noun's phrase and all that hangs on it ("Ukraine's negotiations"), without clauses."""
        own = {*range(noun.span.first, noun.head + 1)}
        queue = [sentence[noun.head]]
        while queue:
            for child in sentence.children(queue.pop()):
                if self.is_topic(sentence, child):
                    continue
                if (
                    child.relation in ("nmod", "amod", "compound", "flat", "appos", "det", "nummod")
                    or child.relation == "conj"
                    and child.upos == "PROPN"
                ):
                    own.add(child.index)
                    queue.append(child)
        return [sentence[at] for at in sorted(own)]

    def _is_address(self, sentence: Sentence, span: Span, noun: MeetingMention) -> bool:
        """ "in der UNO-City": a party in the first part of a name that says where."""
        word = sentence[span.last]
        return "-" in word.text and word.index > noun.head and self._circumstances.after_preposition(sentence, span)

    def is_topic(self, sentence: Sentence, word: Word) -> bool:
        """ "dialogue on Ukraine": what it is about takes no part."""
        topics = self._lexicon.words("meeting", "topic")
        return any(case.text.casefold() in topics for case in sentence.children(word, "case"))
