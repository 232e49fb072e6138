"""A phrase that somebody asks for comes in, its use over time goes out, with the other wordings that stand in its place."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from communique.errors import QuestionError
from communique.formulas.answers import Trace, Variant
from communique.formulas.periods import fitting_period
from communique.formulas.tallying import Finder, Found, Tally, Totals, Words, use_of
from communique.formulas.texts import Sentence, Text, languages_of, texts_of
from communique.formulas.tokens import Token, Wording, load_wording, phrase_tokens
from communique.register.asking.questions import Filter
from communique.register.register import Register

MOST_VARIANTS = 8
WIDEST = 12  # words in which a variant lies: "complete, verifiable, and irreversible dismantlement" has five
SHARED = 0.5  # of the telling words of a phrase are in its variant
LONG = 3  # telling words of a variant that is known again without the word it stands around
FOLLOWED = 3  # variants that are looked for without it
COMBINING = dict.fromkeys(range(0x300, 0x370))


def trace_phrase(
    register: Register,
    phrase: str,
    *,
    language: str | None = None,
    narrowed: Filter | None = None,
    period: str | None = None,
    limit: int = MOST_VARIANTS,
) -> list[Trace]:
    """The use of a phrase over time in each language it is found in, in all inflected forms, with its variants.

    A variant has the rarest or the last word of the phrase with others in the place of the others, and at least half of the
    phrase's telling words: "complete denuclearization", "full denuclearization". One of three telling words or more is also
    found where it has lost that word: "complete, verifiable and irreversible dismantlement". Raises `QuestionError` where
    neither the phrase nor a variant is in any document.
    """
    traces = []
    for each in languages_of(register, language, narrowed):
        wording = load_wording(each)
        words = tuple(token.word for token in phrase_tokens(wording, phrase))
        if wording.telling(words):
            trace = Tracing(register, wording, words, narrowed).trace(phrase, period, limit)
            if trace:
                traces.append(trace)
    if not traces:
        raise QuestionError(
            f'no document has "{phrase}" or a wording like it; communique search looks for single words'
        )
    return sorted(traces, key=lambda trace: (-(trace.use.documents if trace.use else 0), trace.language))


@dataclass(frozen=True, slots=True)
class Shape:
    """How a wording stands around one of its words: telling words before and after it, and the small ones between."""

    anchor: str
    before: int
    after: int
    joints: frozenset[str]
    telling: frozenset[str]

    @classmethod
    def of(cls, words: Words, anchor: str, wording: Wording) -> Shape:
        """The shape of a phrase around its last such word."""
        telling = wording.telling(words)
        place = len(telling) - 1 - telling[::-1].index(anchor)
        joints = frozenset(word for word in words if not wording.is_telling(word)) | wording.coordinators
        return cls(anchor, place, len(telling) - 1 - place, joints, frozenset(telling))

    def is_shared_by(self, words: Sequence[str], *, least: int = 1) -> bool:
        """Whether words have enough of the telling ones."""
        return len(self.telling & set(words)) >= max(least, SHARED * len(self.telling))


class Tracing:
    """Looks for one phrase in the documents of one language; each look goes once through those that may have it."""

    def __init__(self, register: Register, wording: Wording, words: Words, narrowed: Filter | None) -> None:
        self._register = register
        self._wording = wording
        self._words = words
        self._narrowed = narrowed
        self._totals = Totals()

    def trace(self, phrase: str, period: str | None, limit: int) -> Trace | None:
        """The answer, or None where nothing is found."""
        exact, anchors = self._find()
        shapes = [Shape.of(self._words, anchor, self._wording) for anchor in anchors]
        variants = self._around(shapes, without=None)
        variants.pop(self._words, None)
        for anchor in anchors:
            self._follow(variants, anchor)
        span = period or fitting_period(self._totals.months)
        ranked = sorted(variants.items(), key=lambda each: (-each[1].documents, len(each[0]), each[0]))[:limit]
        use = exact.use(self._totals, span) if exact.documents else None
        if not use and not ranked:
            return None
        return Trace(
            exact.form if use else phrase, self._wording.lexicon.language, self._words, self._totals.documents, span, use,
            tuple(
                Variant(tally.form, words, tuple(sorted(self._shared(words))), tally.use(self._totals, span))
                for words, tally in ranked
            ),
        )  # fmt: skip

    def _shared(self, words: Words) -> set[str]:
        return set(self._wording.telling(self._words)) & set(words)

    def _find(self) -> tuple[Tally, list[str]]:
        """The phrase itself, and the words that variants stand around: the rarest one, and the last.

        The last mostly is the head: "steadfast support" answers "strong support", though "strong" is the rarer word.
        """
        telling = self._wording.telling(self._words)
        finder = Finder([self._words], self._wording)
        exact, documents = Tally(), Counter[str]()
        for text in texts_of(self._register, self._wording.lexicon.language, self._narrowed):
            self._totals.add(text)
            there = self._words_in(text, frozenset(telling))
            documents.update(there)
            if len(there) == len(set(telling)) and (found := finder.find(text).get(self._words)):
                exact.add(text, found)
        rarest = min(documents, key=lambda word: (documents[word], word), default="")
        return exact, [word for word in dict.fromkeys((rarest, telling[-1])) if documents[word]]

    def _words_in(self, text: Text, wanted: frozenset[str]) -> set[str]:
        """Which of some words a document has."""
        there: set[str] = set()
        if may_have(text.text, wanted):
            for sentence in text.sentences:
                if may_have(text.text[sentence.start : sentence.end], wanted - there):
                    there |= wanted.intersection(token.word for token in text.tokens(sentence, self._wording))
        return there

    def _follow(self, variants: dict[Words, Tally], anchor: str) -> None:
        """Add the wordings that share most of a long variant but not the word it stands around."""
        long = [words for words in variants if anchor in words and len(self._wording.telling(words)) >= LONG]
        long = sorted(long, key=lambda words: (-variants[words].documents, words))[:FOLLOWED]
        shapes = {}
        for words in long:
            others = [word for word in self._wording.telling(words) if word != anchor]
            shape = Shape.of(words, others[-1], self._wording)
            shapes[shape.anchor, shape.telling] = shape
        if shapes:
            for words, tally in self._around(list(shapes.values()), without=anchor).items():
                if self._shared(words):
                    variants.setdefault(words, tally)

    def _around(self, shapes: Sequence[Shape], *, without: str | None) -> dict[Words, Tally]:
        """The wordings of these shapes in all documents."""
        tallies: dict[Words, Tally] = defaultdict(Tally)
        for text in texts_of(self._register, self._wording.lexicon.language, self._narrowed):
            if not may_have(text.text, {shape.anchor for shape in shapes}):
                continue
            found: dict[Words, list[Found]] = defaultdict(list)
            for sentence, tokens in self._stretches(text, shapes, without):
                use = use_of(text, sentence, tokens, self._wording)
                found[tuple(token.word for token in tokens)].append(use)
            for words, uses in found.items():
                tallies[words].add(text, uses)
        return dict(tallies)

    def _stretches(
        self, text: Text, shapes: Sequence[Shape], without: str | None
    ) -> Iterator[tuple[Sentence, Sequence[Token]]]:
        for sentence in text.sentences:
            if not may_have(text.text[sentence.start : sentence.end], {shape.anchor for shape in shapes}):
                continue
            tokens = text.tokens(sentence, self._wording)
            seen: set[tuple[int, int]] = set()
            for shape in shapes:
                for at, token in enumerate(tokens):
                    if token.word != shape.anchor:
                        continue
                    first, last = stretch(text.text, tokens, at, shape, self._wording)
                    words = [each.word for each in tokens[first : last + 1]]
                    enough = shape.is_shared_by(words, least=1 if without is None else 2)
                    if enough and len(words) > 1 and without not in words and (first, last) not in seen:
                        seen.add((first, last))
                        yield sentence, tokens[first : last + 1]


def stretch(text: str, tokens: Sequence[Token], at: int, shape: Shape, wording: Wording) -> tuple[int, int]:
    """The first and the last word around `tokens[at]` that stand as those of a shape do.

    Before the telling words that the shape has, those that are coordinated with them belong to it too: in "complete,
    verifiable and irreversible denuclearization" three words stand for "complete". Not so after them, where another clause
    begins: "a two-state solution and noted".
    """
    return _first(text, tokens, at, shape, wording), _last(text, tokens, at, shape, wording)


def _first(text: str, tokens: Sequence[Token], at: int, shape: Shape, wording: Wording) -> int:
    edge, count, coordinated, chain = at, 0, False, False
    for place in range(at - 1, max(-1, at - WIDEST) if shape.before else at - 1, -1):
        word, comma = tokens[place].word, _comma(text, tokens, place)
        if wording.is_telling(word):
            coordinated = coordinated or comma and chain
            if not coordinated and (count >= shape.before or comma and word not in shape.telling):
                break
            edge, count, chain, coordinated = place, count + 1, chain or coordinated, False
        elif word in shape.joints:
            coordinated = coordinated or word in wording.coordinators
        else:
            break
    return edge


def _last(text: str, tokens: Sequence[Token], at: int, shape: Shape, wording: Wording) -> int:
    edge, count = at, 0
    for place in range(at + 1, min(len(tokens), at + WIDEST)):
        word = tokens[place].word
        if wording.is_telling(word) and count < shape.after:
            if _comma(text, tokens, place - 1) and word not in shape.telling:
                break
            edge, count = place, count + 1
        elif count >= shape.after or word not in shape.joints:
            break
    return edge


def _comma(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a comma stands between a word and the next."""
    return "," in text[tokens[place].end : tokens[place + 1].start]


def may_have(text: str, words: Collection[str]) -> bool:
    """Whether a text can have one of some folded words: without looking at its words one by one."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(COMBINING)
    return any(word.casefold() in plain for word in words)
