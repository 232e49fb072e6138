"""The deeds of one sentence, ranked by how well they fit a source and a target, and the root the best comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from communique.coding.deeds import Deed, find_deeds, load_vocabulary
from communique.coding.roots import FRIENDLY, plover_root
from communique.evidence import Evidence
from communique.frames.scope import DID, NOT, modality
from communique.frames.valency import Valency
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.sentences import Sentence, Word

NEUTRAL = "STATE"  # saying has no root of its own: what is said decides
WEAK = frozenset({"STATE", "BRIEF"})  # taken only where nothing else fits
TALK = frozenset({"MEET", "VISIT", "DISCUSS", "BRIEF", "CONVEY", "INVITE"})  # its purpose counts: "called to apologize"
MARCHING = frozenset({"MOBILIZE", "VISIT"})  # what an armed force does that protects, or exercises with another
PHRASE = ("compound", "flat", "nmod", "amod", "appos", "conj", "det", "case", "nummod")  # what makes up a noun phrase
EXACT, WITHIN, OPEN, NONE = 3, 2, 1, 0  # how well a role fits: its head, its phrase, nobody named, somebody else


@dataclass(frozen=True, slots=True)
class Coding:
    """The PLOVER root of a sentence for one source and target, the words that decide it, and the lexicon entry."""

    root: str
    trigger: tuple[Evidence, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Where source and target stand (None: not in these words), and the parties the source acts for."""

    source: Evidence | None
    target: Evidence | None
    parties: frozenset[str] = frozenset()


class SentenceCoder:
    """Ranks and resolves the deeds of one sentence for one source and target."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, mentions: Mentions, pair: Pair) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.mentions = mentions
        self.pair = pair
        self.deeds = find_deeds(sentence, lexicon, mentions.references)
        self.valency = Valency(sentence, lexicon)
        self.vocabulary = load_vocabulary(lexicon.language)

    # how well a deed fits

    def rank(self, deed: Deed) -> tuple[int, ...]:
        """The deed of this source on this target ranks highest; among several the outermost, then the first."""
        source, target = self._source_fit(deed), self._target_fit(deed)
        return (
            source >= WITHIN, target >= WITHIN, deed.type not in WEAK, -self._depth(deed.head),
            source + target, -deed.head.index,
        )  # fmt: skip

    def _source_fit(self, deed: Deed) -> int:
        words = self._doers(deed)
        return max((self._covers(word, self.pair.source, pronouns=True) for word in words), default=OPEN)

    def _doers(self, deed: Deed) -> tuple[Word, ...]:
        if deed.frame is not None and deed.frame.actors:
            return deed.frame.actors
        if deed.frame is None and deed.head.upos == "NOUN":
            return self.sentence.children(deed.head, "amod", "compound", "nmod")
        return self.valency.find(deed.head, "subj")

    def _target_fit(self, deed: Deed) -> int:
        recipients = deed.frame.recipients if deed.frame is not None else ()
        if any(self._covers(word, self.pair.target) == EXACT for word in recipients):
            return EXACT
        if self._target is None:
            return WITHIN if self.pair.target is None else NONE
        below = (self.sentence.subtree(word) for word in (deed.head, *deed.trigger))
        return WITHIN if any(self._target in words for words in below) else NONE

    def _is_among_both(self, deed: Deed) -> bool:
        """Tell whether source and target do it together: "Manila and Canberra held a drill"."""
        doers = self._doers(deed)
        return all(any(self._covers(word, span) for word in doers) for span in (self.pair.source, self.pair.target))

    def _covers(self, word: Word, span: Evidence | None, *, pronouns: bool = False) -> int:
        if span is not None and span.overlaps(word.evidence):
            return EXACT
        if span is not None and any(span.overlaps(each.evidence) for each in self._phrase(word)):
            return WITHIN
        return WITHIN if pronouns and word.upos == "PRON" else NONE

    def _phrase(self, word: Word) -> Iterator[Word]:
        for child in self.sentence.children(word, *PHRASE):
            yield child
            yield from self._phrase(child)

    @cached_property
    def _target(self) -> Word | None:
        """The head of the target's words in this sentence."""
        span = self.pair.target
        words = [word for word in self.sentence if span is not None and span.overlaps(word.evidence)]
        inside = {word.index for word in words}
        heads = (word for word in words if word.head not in inside)
        return next((word for word in heads if word.upos not in ("DET", "ADP", "PUNCT")), None)

    def _depth(self, word: Word) -> int:
        """How far below the main clause a word stands; coordination does not count."""
        path = (word, *self.sentence.ancestors(word))
        return sum(each.relation not in ("conj", "parataxis", "root") for each in path)

    # what a deed comes to

    def code(self, deed: Deed) -> Coding | None:
        """The root a deed comes to, or None where it is only talk of something else."""
        if deed.type == NEUTRAL:
            return self._code_saying(deed)
        if deed.type in TALK and deed.modality == DID:
            for purpose in self._purposes(deed):
                if purpose.type not in TALK and (own := self._root(purpose)):
                    return self._coding(own, purpose)
        root = self._root(deed)
        return self._coding(root, deed) if root else None

    def _root(self, deed: Deed) -> str | None:
        """The root of a deed's type; forces that keep the peace are aid, those that exercise together cooperate."""
        type = deed.type
        if type in MARCHING:
            words = {word.text.casefold() for word in self.sentence}
            below = {each.text.casefold() for word in deed.trigger for each in self.sentence.subtree(word)}
            if words & self.vocabulary.protection:
                type = "AID"
            elif type == "MOBILIZE" and (below & self.vocabulary.joint or self._is_among_both(deed)):
                type = "COOPERATE"
        return plover_root(type, deed.modality, self.lexicon)

    def _purposes(self, deed: Deed) -> list[Deed]:
        """Deeds that a talk is for: "summoned the envoy to complain", "announced that it would withdraw"."""
        carriers = {word.index for word in deed.trigger}
        return [
            other for other in self.deeds
            if other.head.relation in ("advcl", "xcomp", "ccomp") and other.head.head in carriers
        ]  # fmt: skip

    def _code_saying(self, deed: Deed) -> Coding | None:
        """What is said of oneself is one's own deed; what is said of the other side is a demand or an accusation."""
        content = deed.frame.content_head if deed.frame is not None else None
        if self._source_fit(deed) < WITHIN or content is None:
            return None
        subjects = self.sentence.children(content, "nsubj") or self.valency.find(content, "subj")
        if any(map(self._is_own, subjects)):
            return self._coding(self._own_root(content), deed)
        words = self.lexicon.words
        auxiliaries = {each.lemma for each in self.sentence.children(content, "aux", "cop")}
        if auxiliaries & words("complement", "must"):
            return self._coding("REQUEST", deed)
        if any(self._covers(word, self.pair.target) for word in subjects):
            inner = self._deed_at(content)
            friendly = inner is not None and self._root(inner) in FRIENDLY | {"AGREE"}
            return self._coding("AGREE" if friendly else "ACCUSE", deed)
        return self._coding("AGREE" if auxiliaries & words("scope", "future") else "CONSULT", deed)

    def _own_root(self, content: Word) -> str:
        """Refusal or pledge, whatever the verb: "said it will not lift the ban", "said it will host"."""
        inner = self._deed_at(content)
        if modality(self.sentence, content, None, self.lexicon) == NOT:
            return "REJECT"
        root = self._root(inner) if inner is not None else None
        auxiliaries = {each.lemma for each in self.sentence.children(content, "aux", "cop")}
        return root or ("AGREE" if auxiliaries & self.lexicon.words("scope", "future") else "CONSULT")

    def _is_own(self, word: Word) -> bool:
        """Tell whether the speaker speaks of himself or his own side: "he", "his country", the state he acts for."""
        if self._covers(word, self.pair.source, pronouns=True):
            return True
        if any(child.upos == "PRON" for child in self.sentence.children(word, "nmod:poss")):
            return word.lemma in self.lexicon.words("groups", "own_nouns")
        references = self.mentions.references.of(self.sentence, word)
        return bool(self.pair.parties & {self.mentions.party(each) for each in references})

    def _deed_at(self, word: Word) -> Deed | None:
        return next((deed for deed in self.deeds if deed.head.index == word.index), None)

    def _coding(self, root: str, deed: Deed) -> Coding:
        rule = deed.frame.predicate.rule if deed.frame is not None else f"deed.{deed.type.lower()}"
        return Coding(root, tuple(word.evidence for word in deed.trigger), rule)
