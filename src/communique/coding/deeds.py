"""A sentence in, out every deed it reports: predicates of the lexicon wherever they stand, and nouns that name one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.frames.frame import Frame
from communique.frames.matching import Matcher
from communique.frames.scope import DID, WILL, modality
from communique.frames.valency import Valency
from communique.lexicon import LANGUAGES, Lexicon
from communique.mentions.coreference import References
from communique.sentences import Sentence, Word
from communique.verbs import conjuncts, is_finite

ATTRIBUTES = frozenset({"amod", "compound", "flat"})  # "jailed", "United": no deed of its own


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a sentence reports: its type of act, the words it rests on, and whether it happened."""

    type: str
    head: Word
    trigger: tuple[Word, ...]
    modality: str
    frame: Frame | None = None


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
        best = {match.head.index: match for word in self.sentence if (match := self._best(word))}
        matches = self._without_companions(best)
        return [self._frame(match, None, frozenset(matches)) for _, match in sorted(matches.items())]


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


def find_deeds(sentence: Sentence, lexicon: Lexicon, references: References) -> list[Deed]:
    """Return everything a sentence reports; a deed that is named takes the place of the verb that performs it."""
    frames = EveryMatch(sentence, lexicon, references).frames()
    named = {deed.head.index: deed for deed in NamedDeeds(sentence, lexicon, frames)}
    verbs = [
        Deed(frame.type, frame.head, frame.trigger, _modality(frame, sentence, lexicon), frame)
        for frame in frames
        if frame.head.relation not in ATTRIBUTES and frame.head.index not in named
    ]
    return [*verbs, *named.values()]


def _modality(frame: Frame, sentence: Sentence, lexicon: Lexicon) -> str:
    """Tell that what has happened is not to come, whatever stands above: "announced that it had suspended"."""
    auxiliaries = sentence.children(frame.head, "aux")
    perfect = any(each.lemma in lexicon.words("scope", "perfect") for each in auxiliaries)
    past = "Tense=Past" in frame.head.feats and is_finite(frame.head)
    return DID if frame.modality == WILL and (perfect or past) else frame.modality


class NamedDeeds:
    """The deeds that nouns of one sentence name, alone or with a verb that performs them."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, frames: Sequence[Frame]) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.vocabulary = load_vocabulary(lexicon.language)
        self.valency = Valency(sentence, lexicon)
        self.companions = {frame.companion.index for frame in frames if frame.companion is not None}

    def __iter__(self) -> Iterator[Deed]:
        for word in self.sentence:
            type = self._type(word)
            if type is None:
                continue
            verb = self._performer(word)
            if verb is not None:
                yield Deed(type, verb, (verb, word), modality(self.sentence, verb, word, self.lexicon))
            elif word.relation != "obj" and word.index not in self.companions:
                yield Deed(type, word, (word,), DID)

    def _type(self, word: Word) -> str | None:
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
