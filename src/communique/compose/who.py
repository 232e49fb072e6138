"""Words of a sentence come in, the people and parties they stand for go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.frames.frame import Frame
from communique.frames.valency import Valency
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.walk import UNKNOWN
from communique.sentences import Sentence, Word
from communique.verbs import conjuncts, is_finite, is_participle

OWNER_TYPES = frozenset({"PRAISE", "CRITICIZE", "REJECT"})


class Who:
    """Resolves the role words of one document."""

    def __init__(self, mentions: Mentions, lexicon: Lexicon) -> None:
        self.mentions = mentions
        self.lexicon = lexicon
        self._doers = lexicon.words("voice", "agents")

    def resolve(self, sentence: Sentence, words: Iterable[Word], *, places: bool = False) -> tuple[str, ...]:
        """The people and parties that role words and everything coordinated with them stand for."""
        found: list[str] = []
        for word in words:
            for each in conjuncts(sentence, word):
                if each is not word and self._is_inside_name(sentence, each):
                    continue  # "Trinidad and Tobago" is one party
                found.extend(self._stands_for(sentence, each, places=places))
                found.extend(self._beside_party(sentence, each))
                found.extend(self._beside_person(sentence, each))
        known = tuple(dict.fromkeys(each for each in found if each != UNKNOWN))
        return known or ((UNKNOWN,) if found else ())

    def _beside_party(self, sentence: Sentence, word: Word) -> Iterator[str]:
        """ "A of Finland and B of Brazil": B is beside A, though a parser hung B on Finland."""
        parts = (word, *sentence.children(word, "flat"))
        for party in (each for part in parts for each in sentence.children(part, "nmod")):
            if all(self.mentions.person(each) for each in self.mentions.references.of(sentence, party)):
                continue
            for beside in conjuncts(sentence, party):
                yield from filter(self.mentions.person, self.mentions.references.of(sentence, beside))

    def _beside_person(self, sentence: Sentence, word: Word) -> Iterator[str]:
        """ "Advisor A, Deputy Secretary B, and C": B is in the list, though a parser took it for an apposition of A."""
        if any(map(self.mentions.person, self.mentions.references.of(sentence, word))):
            for beside in sentence.children(word, "appos"):
                for each in conjuncts(sentence, beside):
                    yield from filter(self.mentions.person, self.mentions.references.of(sentence, each))

    def _is_inside_name(self, sentence: Sentence, word: Word) -> bool:
        parties = self.mentions.found[sentence.index].parties
        return any(party.span.first < word.index <= party.span.last for party in parties)

    def _stands_for(self, sentence: Sentence, word: Word, *, places: bool) -> tuple[str, ...]:
        references = self.mentions.references.of(sentence, word)
        if references:
            return references
        if word.upos == "NOUN" and self.is_human_noun(word) and (sides := self._members_of(sentence, word)):
            return sides
        below = [
            child for child in sentence.children(word, "appos", "flat", "compound", "nmod") if child.upos == "PROPN"
        ]
        for child in below if word.upos in ("NOUN", "PROPN") and self.is_human_noun(word) else ():
            if references := self.mentions.references.of(sentence, child):
                return references
        if places:
            found = self.mentions.found[sentence.index]
            return tuple(place.party for place in found.places if place.party and place.span.covers(word.index))
        return ()

    def _members_of(self, sentence: Sentence, word: Word) -> tuple[str, ...]:
        """ "ministers of both governments", "Vertreter beider Länder": they act for these."""
        valency = Valency(sentence, self.lexicon)
        owners = [owner for owner in valency.find(word, "poss") if owner.upos != "PRON"]
        sides = [each for owner in owners for each in self.mentions.references.of(sentence, owner)]
        return tuple(dict.fromkeys(party for each in sides if (party := self.mentions.party(each))))

    def is_human_noun(self, word: Word) -> bool:
        """Tell whether a noun stands for people or sides."""
        folded = self.lexicon.folding(word.lemma)
        if any(folded in self.lexicon.folded_words("groups", key) for key in ("people", "sides", "counterparts")):
            return True
        return word.lemma in self.lexicon.offices or word.text in self.lexicon.offices

    def may_decide(self, word: Word) -> bool:
        """Tell whether a noun stands for who leads: a government or a country, but not its people."""
        own = self.lexicon.words("groups", "own_nouns")
        return word.lemma not in own or self.is_human_noun(word)

    def is_delegation(self, word: Word) -> bool:
        """Tell whether a noun stands for a delegation or for guests, whoever they are."""
        folded = self.lexicon.folding(word.lemma)
        keys = (("side", "delegation"), ("groups", "guests"), ("groups", "hosts"))
        return any(folded in self.lexicon.folded_words(*key) for key in keys)

    def partners(self, sentence: Sentence, words: Iterable[Word]) -> tuple[str, ...]:
        """ "Talks between A and B were held", "were held between A and B": who stands in the phrase of a meeting, if several."""
        valency = Valency(sentence, self.lexicon)
        between = self.lexicon.words("meeting", "between")
        own = [each for word in words for each in sentence.children(word, "nmod", "obl")]
        phrases = [*own, *(each for phrase in own for each in sentence.children(phrase, "nmod"))]  # "in Oslo between …"
        found = (self.resolve(sentence, (each,)) for each in phrases if valency.case(each) in between)
        return next((each for each in found if len(each) > 1), ())

    def between(self, sentence: Sentence, words: Iterable[Word]) -> tuple[str, ...]:
        """The parties a meeting or a body is named after: "die Gemeinsame Kommission DDR-Mosambik", "the India-Kenya talks"."""
        inside: list[Word] = []
        queue = list(words)
        while queue:
            word = queue.pop(0)
            inside.append(word)
            queue.extend(child for child in sentence.children(word) if not self._is_topic(sentence, child))
        places = {word.index for word in inside}
        parties = self.mentions.found[sentence.index].parties
        named = tuple(dict.fromkeys(party.party for party in parties if party.span.first in places))
        return named if len(named) > 1 else ()

    def _is_topic(self, sentence: Sentence, word: Word) -> bool:
        case = Valency(sentence, self.lexicon).case(word)
        return case in self.lexicon.words("meeting", "topic") or word.relation in ("acl", "conj", "cc")

    def owners(self, kind: str, sentence: Sentence, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Whose act or cause is praised or criticised: "welcomed Israel's decision", "concern about Russian actions"."""
        if kind not in OWNER_TYPES or frame.content_head is None:
            return ()
        own = {self.mentions.party(actor) for actor in actors}
        heads = conjuncts(sentence, frame.content_head)
        valency = Valency(sentence, self.lexicon)
        aims = [
            word
            for role in (frame.stance.content if frame.stance else ())
            for head, told in (*((each, role) for each in heads), (frame.head, role.replace("nmod:", "obl:")))
            for word in valency.find(head, told)
        ]
        beside = [child for child in sentence.children(frame.head, "obl") if valency.case(child) in self._doers]
        for words in (heads, aims, beside):  # "verurteilte die Hinrichtung … durch das iranische Regime"
            owners = dict.fromkeys(owner for word in words for owner in self.owners_of(sentence, word))
            others = tuple(each for each in owners if self.mentions.party(each) not in own)
            if others:
                return others
        return ()

    def owners_of(self, sentence: Sentence, word: Word) -> tuple[str, ...]:
        """Who a noun is, or whose it is: "Israel", "Israel's decision", "Russian actions"."""
        direct = self.resolve(sentence, (word,))
        if direct and direct != (UNKNOWN,):
            return direct
        valency = Valency(sentence, self.lexicon)
        if is_finite(word) or sentence.children(word, "nsubj"):  # "criticised that Washington had imposed …"
            subjects = valency.find(word, "subj")
            return tuple(dict.fromkeys(each for subject in subjects for each in self.owners_of(sentence, subject)))
        undergone = word.lemma.casefold() in self.lexicon.words("complement", "undergone")
        holders = valency.find(word, "poss") if not undergone else sentence.children(word, "nmod:poss")
        owned = self.resolve(sentence, holders)
        if owned and owned != (UNKNOWN,):
            return owned
        held = [] if undergone else [each for each in holders if each.upos == "NOUN"]
        if sides := tuple(dict.fromkeys(side for each in held for side in self._belonging(sentence, each))):
            return sides  # "the struggle of the Russian people", "die Leistungen der Werktätigen der DDR"
        makers = [maker for agent in self._makers(sentence, word) for maker in self.owners_of(sentence, agent)]
        if makers and makers != [UNKNOWN]:
            return tuple(dict.fromkeys(makers))
        return self._named_beside(sentence, word)

    def _belonging(self, sentence: Sentence, word: Word) -> tuple[str, ...]:
        """Whose the holder of something is."""
        owners = self.resolve(sentence, Valency(sentence, self.lexicon).find(word, "poss"))
        return self._named_beside(sentence, word, ("amod", "nmod:poss")) or owners

    def _named_beside(
        self, sentence: Sentence, word: Word, relations: Sequence[str] = ("amod", "compound", "nmod", "nmod:poss")
    ) -> tuple[str, ...]:
        """The parties named in a noun's own phrase: "Russian actions"."""
        below = {
            child.index
            for child in sentence.children(word, *relations)
            if not self._is_place(sentence, child) and not self._is_target(sentence, child)
        }
        parties = self.mentions.found[sentence.index].parties
        return tuple(
            dict.fromkeys(party.party for party in parties if below & set(range(party.span.first, party.span.last + 1)))
        )

    def _makers(self, sentence: Sentence, word: Word) -> list[Word]:
        """ "the intrusion by Chinese vessels", "allegations made by Greece", "that Greece made": the named doer of a deed."""
        valency = Valency(sentence, self.lexicon)
        deeds = [word, *(child for child in sentence.children(word, "acl") if is_participle(child))]
        clauses = [clause for clause in sentence.children(word, "acl") if clause.deprel == "acl:relcl"]
        return [
            subject
            for clause in clauses
            for subject in sentence.children(clause, "nsubj")
            if subject.deprel == "nsubj" and not valency.is_relative(subject)
        ] + [
            child
            for deed in deeds
            for child in sentence.children(deed, "obl", "nmod")
            if child.deprel == "obl:agent" or valency.case(child) in self._doers
        ]

    def _is_place(self, sentence: Sentence, word: Word) -> bool:
        """ "the attack in Khartoum" is not Sudan's."""
        return Valency(sentence, self.lexicon).case(word) in self.lexicon.words("meeting", "place")

    def _is_target(self, sentence: Sentence, word: Word) -> bool:
        """ "the attack on Kyiv" is not Ukraine's, nor the aid for it."""
        return Valency(sentence, self.lexicon).case(word) in self.lexicon.words("complement", "targets")

    def with_owned(self, sentence: Sentence, words: Iterable[Word]) -> tuple[str, ...]:
        words = tuple(words)
        direct = self.resolve(sentence, words)
        if direct and direct != (UNKNOWN,):
            return direct
        valency = Valency(sentence, self.lexicon)
        return self.resolve(sentence, [owner for word in words for owner in valency.find(word, "poss")])
