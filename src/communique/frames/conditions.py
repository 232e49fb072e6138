"""A condition of the lexicon ("obj=Hoffnung", "obl:zu=Ausdruck") and a head come in, the word that fulfils it goes out."""

from __future__ import annotations

from collections.abc import Iterator

from communique.entries import AgreementWord, Condition
from communique.frames.valency import Valency
from communique.lexicon import Lexicon
from communique.mentions.coreference import References
from communique.mentions.nouns import compound_head
from communique.mentions.walk import UNKNOWN
from communique.phrases import Phrases
from communique.sentences import Sentence, Word
from communique.verbs import closes_clause, conjuncts, is_finite

LONGEST_PHRASE = 3  # words before the last of "memorandum of understanding"
SHORTEST_HEAD = 5  # letters: "-rat" and "-amt" end too many compounds


class Conditions:
    """Asks the conditions of one sentence's predicates."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, references: References, valency: Valency) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.references = references
        self.valency = valency

    def fulfil(self, condition: Condition, head: Word) -> Word | None:
        """The word that fulfils a condition of `head`, or None."""
        if condition.relation == "refl":
            return head if self.valency.is_reflexive(head) else None
        for word in self._candidates(condition.relation, head, named=bool(condition.lemmas)):
            if self._is_named(condition, word):
                return word
        return None

    def _candidates(self, relation: str, head: Word, *, named: bool) -> Iterator[Word]:
        for word in self.valency.find(head, relation):
            yield from conjuncts(self.sentence, word)
        if relation in ("xcomp", "advmod") and named:  # "machte deutlich": a parser may take it for an adverb
            yield from self.sentence.children(head, "xcomp", "advmod")
            yield from self._bare_conjuncts(head)
        if relation == "xcomp":
            yield from self._predicatives(head)
        if relation == "subj" and not self.valency.find(head, "subj"):
            yield from self.sentence.children(
                head, "nsubj", "obj"
            )  # "fand ein Treffen statt": a parser may miss the case
        if named and relation in ("obj", "subj"):
            yield from self._in_bracket(head)
        if named and relation.startswith("obl:"):
            yield from self._closing_phrase(head, relation.partition(":")[2])

    def _in_bracket(self, head: Word) -> Iterator[Word]:
        """Nouns between the auxiliary and the participle of a verb bracket, wherever a parser hung them.

        "Beim Gespräch wurden Meinungen über … und über … ausgetauscht": the collocation tells what the tree may not.
        """
        if self.lexicon.table("verbs").get("bracket") != "yes" or is_finite(head) or head.upos != "VERB":
            return
        opening = next((word.index for word in reversed(self.sentence.words[: head.index]) if is_finite(word)), None)
        if opening is None or self.sentence[opening].upos != "AUX":
            return
        for word in self.sentence.words[opening + 1 : head.index]:
            if word.upos == "NOUN" and not any(child.upos == "ADP" for child in self.sentence.children(word, "case")):
                yield word

    def _predicatives(self, head: Word) -> Iterator[Word]:
        """What an object is said to be: "called the talks useful", "called Israel a terror state"."""
        for noun in self.sentence.children(head, "obj"):
            named = (word for word in self.sentence.children(head, "xcomp") if word.upos != "VERB")
            yield from (word for word in named if word.index > noun.index)
            yield from (word for word in self.sentence.children(noun, "amod") if word.index > noun.index)

    def _bare_conjuncts(self, head: Word) -> Iterator[Word]:
        """ "äußerte sich … beunruhigt": a participle at the clause's end that a parser coordinated, with nothing between."""
        for word in self.sentence.children(head, "conj"):
            between = self.sentence.words[head.index + 1 : word.index]
            if not self.sentence.children(word, "cc", "nsubj") and all(each.text != "," for each in between):
                yield word

    def _closing_phrase(self, head: Word, case: str) -> Iterator[Word]:
        """The phrase that closes the clause of a verb, wherever a parser hung it: "stellte Hilfe für die Opfer in Aussicht"."""
        if self.lexicon.table("verbs").get("bracket") != "yes" or head.upos != "VERB":
            return
        if not is_finite(head):
            before = self.sentence.words[max(0, head.index - 1) : head.index]
            yield from (word for word in before if word.upos == "NOUN" and self.valency.case(word) == case)
            return
        for word in self.sentence.words[head.index + 1 :]:
            if word.upos in ("VERB", "AUX") and is_finite(word):
                return
            if closes_clause(self.sentence, word) and word.upos == "NOUN" and self.valency.case(word) == case:
                yield word

    def _is_named(self, condition: Condition, word: Word) -> bool:
        if condition.noun_class == "meeting":
            return self.meeting_act(word) is not None
        if condition.noun_class == "stance":
            return word.lemma in self.lexicon.stances or word.text in self.lexicon.stances
        if condition.noun_class == "agreement":
            agreements = self.lexicon.agreements
            known = word.lemma in agreements or compound_head(word, self.lexicon, agreements) is not None
            return known or self._ends_phrase(word, agreements)
        if condition.noun_class == "person":
            named = self.references.of(self.sentence, word)
            return any(each != UNKNOWN and each not in self.lexicon.parties for each in named)
        if condition.noun_class == "party":
            return bool(self.references.of(self.sentence, word))
        if not condition.lemmas:
            return True
        if word.lemma in condition.lemmas or word.text in condition.lemmas or word.text.casefold() in condition.lemmas:
            return True
        return any(self._compound_of(word, lemma) for lemma in condition.lemmas)

    def _ends_phrase(self, word: Word, phrases: Phrases[AgreementWord]) -> bool:
        """ "joint *statement*", though no "statement" is an agreement."""
        match = phrases.ending_at([each.text for each in self.sentence], word.index, LONGEST_PHRASE)
        return match is not None and match.first < word.index

    def _compound_of(self, word: Word, lemma: str) -> bool:
        """ "Militärhilfe" counts as "Hilfe": German compounds end in their head."""
        return (
            not self.lexicon.folding.split_hyphens and word.upos == "NOUN" and len(lemma) >= SHORTEST_HEAD
            and word.lemma.casefold().endswith(lemma.casefold())
        )  # fmt: skip

    def meeting_act(self, noun: Word | None) -> str | None:
        """What an empty verb with this noun of a meeting is: MEET, VISIT or DISCUSS."""
        if noun is None:
            return None
        entry = self.lexicon.meetings.get(noun.lemma) or self.lexicon.meetings.get(noun.text)
        entry = entry or compound_head(noun, self.lexicon, self.lexicon.meetings)
        return entry.act if entry is not None and entry.pos == "NOUN" else None
