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
from communique.mentions import Mentions, find_mentions
from communique.sentences import Sentence, Word
from communique.verbs import conjuncts

NEUTRAL = "STATE"  # saying has no root of its own: what is said decides
WEAK = frozenset({"STATE", "BRIEF"})  # taken only where nothing else fits
TALK = frozenset({"MEET", "VISIT", "DISCUSS", "BRIEF", "CONVEY", "INVITE"})  # "called him to apologize": the purpose counts
MARCHING = frozenset({"MOBILIZE", "VISIT"})  # what an armed force does that protects, or exercises with another
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
    """The PLOVER root of a sentence for one source and target, the words that decide it, and the lexicon entry."""

    root: str
    trigger: tuple[Evidence, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Where source and target stand, None for one that the text does not have in these words; whom the source acts for."""

    source: Evidence | None
    target: Evidence | None
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of `languages/<code>/coding.toml`."""

    performing: frozenset[str]
    deeds: dict[str, str]
    protection: frozenset[str]
    joint: frozenset[str]


class EveryMatch(Matcher):
    """Finds the frames of one sentence wherever they stand, also those that a readout only speaks of."""

    def frames(self) -> list[Frame]:
        """Return a frame for every predicate of the lexicon, in text order."""
        matches = self._without_companions({match.head.index: match for word in self.sentence if (match := self._best(word))})
        return [self._frame(match, None, frozenset(matches)) for _, match in sorted(matches.items())]


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
    """Return what `source` does to `target` (both words of `text`) in one or few sentences; None where it is not told.

    "Kabul freed 100 Taliban prisoners." with source "Kabul" and target "100 Taliban prisoners": CONCEDE.
    """
    mentions = find_mentions(sentences, text, lexicon)
    span = _span(text, source)
    pair = Pair(span, _span(text, target), _parties(span, sentences, mentions))
    coders = [SentenceCoder(sentence, lexicon, mentions, pair) for sentence in sentences]
    ranked = [(coder.rank(deed), coder, deed) for coder in coders for deed in coder.deeds]
    for _, coder, deed in sorted(ranked, key=lambda each: each[0], reverse=True):
        coding = coder.code(deed)
        if coding is not None:
            return coding
    return None


def _span(text: str, words: str) -> Evidence | None:
    start = text.find(words)
    return Evidence(start, start + len(words)) if start >= 0 else None


def _parties(span: Evidence | None, sentences: Sequence[Sentence], mentions: Mentions) -> frozenset[str]:
    """The parties that somebody in the span acts for."""
    words = [(each, word) for each in sentences for word in each if span is not None and span.overlaps(word.evidence)]
    found = {mentions.party(reference) for each, word in words for reference in mentions.references.of(each, word)}
    return frozenset(party for party in found if party)


@cache
def load_vocabulary(language: str) -> Vocabulary:
    """Load the words of a language; a language without the file has none."""
    path = LANGUAGES / language / "coding.toml"
    table = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    words = table.get("words", {})
    return Vocabulary(
        performing=frozenset(words.get("performing", ())),
        deeds={noun: type for type, nouns in table.get("deeds", {}).items() for noun in nouns},
        protection=frozenset(words.get("protection", ())),
        joint=frozenset(words.get("joint", ())),
    )


class SentenceCoder:
    """Ranks and resolves the deeds of one sentence for one source and target."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, mentions: Mentions, pair: Pair) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.mentions = mentions
        self.pair = pair
        self.frames = EveryMatch(sentence, lexicon, mentions.references).frames()
        self.valency = Valency(sentence, lexicon)
        self.vocabulary = load_vocabulary(lexicon.language)

    @cached_property
    def deeds(self) -> list[Deed]:
        """Everything reported: a named deed takes the place of the verb that performs it."""
        named = {deed.head.index: deed for deed in self._named_deeds()}
        verbs = [
            Deed(frame.type, frame.head, frame.trigger, self._modality(frame), frame)
            for frame in self.frames
            if frame.head.relation not in ATTRIBUTES and frame.head.index not in named
        ]
        return [*verbs, *named.values()]

    def _named_deeds(self) -> Iterator[Deed]:
        companions = {frame.companion.index for frame in self.frames if frame.companion is not None}
        for word in self.sentence:
            type = self._deed_type(word)
            if type is None:
                continue
            verb = self._performer(word)
            if verb is not None:
                yield Deed(type, verb, (verb, word), modality(self.sentence, verb, word, self.lexicon))
            elif word.relation != "obj" and word.index not in companions:
                yield Deed(type, word, (word,), DID)

    def _deed_type(self, word: Word) -> str | None:
        """The type of act that a noun names, also one in two words ("air strike", "cease-fire")."""
        if word.upos != "NOUN" or word.relation in ATTRIBUTES:
            return None
        modifiers = [child.lemma for child in self.sentence.children(word, "compound", "amod")]
        names = [word.lemma, *(f"{modifier}-{word.lemma}" for modifier in modifiers)]
        return next((self.vocabulary.deeds[name] for name in reversed(names) if name in self.vocabulary.deeds), None)

    def _performer(self, noun: Word) -> Word | None:
        """The verb that makes a noun a deed: "announced the release", "ordered attacks"."""
        for verb in self.sentence.ancestors(noun):
            if verb.upos == "VERB":
                objects = [each for found in self.valency.find(verb, "obj") for each in conjuncts(self.sentence, found)]
                return verb if verb.lemma in self.vocabulary.performing and noun in objects else None
        return None

    def _modality(self, frame: Frame) -> str:
        """"announced that it had suspended": what has happened is not to come, whatever verb it stands under."""
        auxiliaries = self.sentence.children(frame.head, "aux")
        perfect = any(each.lemma in self.lexicon.words("scope", "perfect") for each in auxiliaries)
        return DID if frame.modality == WILL and perfect else frame.modality

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
        return WITHIN if any(self._target in self.sentence.subtree(word) for word in (deed.head, *deed.trigger)) else NONE

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
            elif type == "MOBILIZE" and below & self.vocabulary.joint:
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
        """"said it will not lift the ban", "said it will host": refusal, or pledge, whatever the verb."""
        inner = self._deed_at(content)
        if modality(self.sentence, content, None, self.lexicon) == NOT:
            return "REJECT"
        root = self._root(inner) if inner is not None else None
        auxiliaries = {each.lemma for each in self.sentence.children(content, "aux", "cop")}
        return root or ("AGREE" if auxiliaries & self.lexicon.words("scope", "future") else "CONSULT")

    def _is_own(self, word: Word) -> bool:
        """Whether the speaker speaks of himself or his own side: "he", "his country", the state he acts for."""
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
