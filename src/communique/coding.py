"""A sentence, its source and its target in; out the PLOVER root of what it says the source did to the target.

Event data know a deed by who did it to whom. Records keep acts of parties and persons of diplomacy only; here anybody
may act ("police", "a court"), nouns may report ("an attack on"), and what is announced counts as its own deed.
PLOVER: https://github.com/openeventdata/PLOVER (codebook of 2021).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from communique.evidence import Evidence
from communique.frames.frame import Frame
from communique.frames.matching import Matcher
from communique.frames.scope import DID, MAY, NOT, WILL, modality
from communique.frames.valency import Valency
from communique.lexicon import LANGUAGES, Lexicon
from communique.mentions import find_mentions
from communique.sentences import Sentence, Word
from communique.verbs import conjuncts

NEUTRAL = "STATE"  # saying has no root of its own: what is said decides
WEAK = frozenset({"STATE", "BRIEF"})  # taken only where nothing else fits
TALK = frozenset({"MEET", "VISIT", "DISCUSS", "BRIEF", "CONVEY", "INVITE"})  # "called him to apologize": the purpose counts
PHRASE = ("compound", "flat", "nmod", "amod", "appos", "conj", "det", "case", "nummod")  # what makes up a noun phrase
ATTRIBUTES = frozenset({"amod", "compound", "flat"})  # "jailed", "United": no deed of its own
HOSTILE = frozenset({"COERCE", "ASSAULT", "SANCTION", "MOBILIZE", "PROTEST", "REJECT"})  # announced, they are a threat
FRIENDLY = frozenset({"CONSULT", "AID", "CONCEDE", "COOPERATE", "SUPPORT"})  # announced, they are an agreement
EXACT, WITHIN, OPEN, NONE = 3, 2, 1, 0  # how well a role fits: its head, its phrase, nobody named, somebody else


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a sentence reports: its type of act, the words it rests on, and whether it happened."""

    type: str
    head: Word
    trigger: tuple[Word, ...]
    modality: str
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """The PLOVER root of a sentence for one source and target, and the words that decide it."""

    root: str
    trigger: tuple[Evidence, ...]
    rule: str


def plover_root(type: str, modality: str, lexicon: Lexicon) -> str | None:
    """The PLOVER root of an act: a deed to come is an agreement or a threat, one refused a rejection; None for STATE."""
    root = lexicon.acts[type].plover
    if not root:
        return None
    if modality == NOT:
        return "REJECT"
    if modality in (WILL, MAY) and root in HOSTILE:
        return "THREATEN"
    if modality in (WILL, MAY) and root in FRIENDLY:
        return "AGREE"
    return root


def code(text: str, sentences: Sequence[Sentence], *, source: str, target: str, lexicon: Lexicon) -> Coding | None:
    """Return what `source` does to `target` (words of `text`) in a text of one or few sentences; None where it is not told."""
    references = find_mentions(sentences, text, lexicon).references
    pair = Pair(_span(text, source), _span(text, target))
    codings = []
    for sentence in sentences:
        matcher = Matcher(sentence, lexicon, references)
        matcher.licence = _Everything()  # type: ignore[assignment]
        codings.append(SentenceCoder(sentence, lexicon, pair, matcher.frames()))
    ranked = sorted(((coder.rank(deed), coder, deed) for coder in codings for deed in coder.deeds), key=lambda each: each[0])
    for _, coder, deed in reversed(ranked):
        coding = coder.code(deed)
        if coding is not None:
            return coding
    return None


def _span(text: str, words: str) -> Evidence | None:
    start = text.find(words)
    return Evidence(start, start + len(words)) if start >= 0 else None


class _Everything:
    """Takes every predicate for a report: a licence that refuses nothing."""

    def place(self, head: Word, own_type: str, frames: dict[int, str]) -> tuple[bool, Word | None]:
        return True, None


@dataclass(frozen=True, slots=True)
class Pair:
    """Where source and target stand; None for one that the text does not have in these words."""

    source: Evidence | None
    target: Evidence | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of `languages/<code>/coding.toml`."""

    performing: frozenset[str]
    deeds: dict[str, str]
    protection: frozenset[str]


@cache
def load_vocabulary(language: str) -> Vocabulary:
    """Load the words of a language; a language without the file has none."""
    path = LANGUAGES / language / "coding.toml"
    table = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    deeds = {noun: type for type, nouns in table.get("deeds", {}).items() for noun in nouns}
    words = {section: frozenset(values) for name in ("performing", "protection") for section, values in [(name, [])]}
    words |= {name: frozenset(next(iter(table[name].values()))) for name in words if name in table}
    return Vocabulary(words["performing"], deeds, words["protection"])


class SentenceCoder:
    """Ranks and resolves the deeds of one sentence for one source and target."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, pair: Pair, frames: Sequence[Frame]) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.pair = pair
        self.frames = frames
        self.valency = Valency(sentence, lexicon)
        self.vocabulary = load_vocabulary(lexicon.language)

    @cached_property
    def deeds(self) -> list[Deed]:
        """Everything reported: named deeds take the place of the verb that performs them."""
        named = {deed.trigger[0].index: deed for deed in self._named_deeds()}
        verbs = [
            Deed(frame.type, frame.head, frame.trigger, self._modality(frame), frame)
            for frame in self.frames
            if frame.head.relation not in ATTRIBUTES and frame.head.index not in named
        ]
        return [*verbs, *named.values()]

    def _named_deeds(self) -> Iterator[Deed]:
        for word in self.sentence:
            type = self.vocabulary.deeds.get(word.lemma) if word.upos == "NOUN" else None
            if type is None or word.relation in ATTRIBUTES:
                continue
            above = self.sentence.head(word)
            if above is not None and word.relation == "conj":
                above = self.sentence.head(above)
            if above is not None and self._performs(above, word):
                yield Deed(type, above, (above, word), modality(self.sentence, above, word, self.lexicon))
            elif not any(word in frame.trigger for frame in self.frames):
                yield Deed(type, word, (word,), DID)

    def _performs(self, verb: Word, noun: Word) -> bool:
        if verb.lemma not in self.vocabulary.performing or verb.upos != "VERB":
            return False
        return any(noun in conjuncts(self.sentence, each) for each in self.valency.find(verb, "obj"))

    def _modality(self, frame: Frame) -> str:
        """"announced that it had suspended": what has happened is not to come, whatever verb it stands under."""
        auxiliaries = self.sentence.children(frame.head, "aux")
        perfect = any(each.lemma in self.lexicon.words("scope", "perfect") for each in auxiliaries)
        if frame.modality == WILL and perfect:
            return DID
        return frame.modality

    # how well a deed fits

    def rank(self, deed: Deed) -> tuple[int, ...]:
        """The deed of this source on this target comes last; among several the outermost, then the first."""
        source, target = self._source_fit(deed), self._target_fit(deed)
        return (
            source >= WITHIN, target >= WITHIN, deed.type not in WEAK, -self._depth(deed.head),
            source + target, -deed.head.index,
        )  # fmt: skip

    def _source_fit(self, deed: Deed) -> int:
        words = self._doers(deed)
        if not words:
            return OPEN
        return max(self._covers(word, self.pair.source, pronouns=True) for word in words)

    def _doers(self, deed: Deed) -> tuple[Word, ...]:
        if deed.frame is not None and deed.frame.actors:
            return deed.frame.actors
        if deed.head.upos == "NOUN" and deed.frame is None:
            return self.sentence.children(deed.head, "amod", "compound", "nmod:poss", "nmod")
        return self.valency.find(deed.head, "subj")

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

    def _target_fit(self, deed: Deed) -> int:
        target = self._target
        if deed.frame is not None and any(self._covers(word, self.pair.target) == EXACT for word in deed.frame.recipients):
            return EXACT
        if target is None:
            return WITHIN if self.pair.target is None else NONE
        return WITHIN if any(target in self.sentence.subtree(word) for word in (deed.head, *deed.trigger)) else NONE

    @cached_property
    def _target(self) -> Word | None:
        """The head of the target's words in this sentence."""
        words = [word for word in self.sentence if self.pair.target is not None and self.pair.target.overlaps(word.evidence)]
        inside = {word.index for word in words}
        return next((word for word in words if word.head not in inside and word.upos not in ("DET", "ADP", "PUNCT")), None)

    def _depth(self, word: Word) -> int:
        """How far below the main clause a word stands; coordination does not count."""
        path = (word, *self.sentence.ancestors(word))
        return sum(each.relation not in ("conj", "parataxis", "root") for each in path)

    # what a deed comes to

    def code(self, deed: Deed) -> Coding | None:
        """The root a deed comes to, or None where it is only talk of something else."""
        if deed.type == NEUTRAL:
            return self._code_saying(deed)
        root = self._root(deed)
        if deed.type in TALK and deed.modality == DID:
            for purpose in self._purposes(deed):
                if purpose.type not in TALK and (own := self._root(purpose)):
                    return self._coding(own, purpose)
        return self._coding(root, deed) if root else None

    def _root(self, deed: Deed) -> str | None:
        """Armed forces sent to keep the peace are aid."""
        if deed.type in ("MOBILIZE", "VISIT") and any(
            word.text.casefold() in self.vocabulary.protection for word in self.sentence.subtree(deed.head)
        ):
            return plover_root("AID", deed.modality, self.lexicon)
        return plover_root(deed.type, deed.modality, self.lexicon)

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
        subjects = self.valency.find(content, "subj") or self.sentence.children(content, "nsubj")
        own = any(self._covers(word, self.pair.source, pronouns=True) for word in subjects)
        auxiliaries = self.sentence.children(content, "aux", "cop")
        words = self.lexicon.words
        inner = next((other for other in self.deeds if other.head.index == content.index), None)
        state = Valency(self.sentence, self.lexicon)
        negated = modality(self.sentence, content, None, self.lexicon) == NOT
        if not own and any(each.lemma in words("complement", "must") for each in auxiliaries):
            return self._coding("REQUEST", deed)
        if own or any(self._depth(word) for word in subjects) and inner is not None and inner.type not in WEAK:
            root = self._root(inner) if inner is not None else None
            if negated and own:
                return self._coding("REJECT", deed)
            if own and root is None and any(each.lemma in words("scope", "future") for each in auxiliaries):
                return self._coding("AGREE", deed)
            if own and root:
                return self._coding(root, deed)
        del state
        return self._coding("ACCUSE" if self._is_about_target(subjects) else "CONSULT", deed)

    def _is_about_target(self, subjects: Sequence[Word]) -> bool:
        return any(self._covers(word, self.pair.target) for word in subjects)

    def _coding(self, root: str, deed: Deed) -> Coding:
        rule = deed.frame.predicate.rule if deed.frame is not None else f"deed.{deed.type.lower()}"
        return Coding(root, tuple(word.evidence for word in deed.trigger), rule)
