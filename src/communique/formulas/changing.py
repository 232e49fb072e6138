"""Two spans of days or two publishers come in, the phrases that appeared, vanished or were reworded between them go out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from communique.errors import QuestionError
from communique.formulas.answers import Change, Changes, Formula, Rewording, Share, Side
from communique.formulas.association import log_likelihood
from communique.formulas.firm import Sequence
from communique.formulas.listing import find_sequences, formula_of, is_name
from communique.formulas.periods import Days, Span, fitting_period
from communique.formulas.tallying import AROUND, Finder, Tally, Words, tally_phrases
from communique.formulas.texts import Text, languages_of, texts_of
from communique.formulas.tokens import SLOTS, Wording, load_wording
from communique.register.asking.questions import Filter
from communique.register.register import Register

# G², p < 0.0001: so Rayson, Berridge and Francis advise for corpora (JADT 2004), where thousands of phrases are compared.
CERTAIN = 15.13
LIKELY = 10.83  # p < 0.001: enough of a phrase that another one answers
MOST = 20  # changes of each kind
MOST_LOOKED_AT = 2000  # of the phrases that changed, the most certain: of 100,000 documents tens of thousands did
MOST_PAIRED = 300  # of those that went, and of those that came, are compared with each other
MOST_NARROWER = 6
SHARED = 0.5  # of the telling words of the longer phrase are in the other
ENOUGH = (
    2  # telling words that both share make a rewording without a frame; words of a frame make one with a single word
)
FRAMED = 0.1  # of the documents that have a phrase have it beside the same words
KINDS = ("appeared", "vanished", "more", "less")

Membership = Callable[[Text], int | None]  # 0 the first side, 1 the second, None neither


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: the names of the two sides, and which of them a document is on."""

    before: str
    after: str
    side: Membership

    @classmethod
    def of_periods(cls, before: Span, after: Span) -> Comparison:
        """Two spans of days; a document without a day is in neither. Raises `QuestionError` where they have days in common."""
        if isinstance(before, Days) and isinstance(after, Days) and before.overlaps(after):
            raise QuestionError(f"{before} and {after} have days in common; a document can be on one side only")

        def side(text: Text) -> int | None:
            if not text.published:
                return None
            return 0 if text.published in before else 1 if text.published in after else None

        return cls(str(before), str(after), side)

    @classmethod
    def of_publishers(cls, one: str, other: str) -> Comparison:
        """Two publishers, by name or by the code of their state; what both names fit is on neither side."""

        def side(text: Text) -> int | None:
            if text.is_of(one):
                return None if text.is_of(other) else 0
            return 1 if text.is_of(other) else None

        return cls(one, other, side)


def compare_formulas(
    register: Register,
    comparison: Comparison,
    *,
    language: str | None = None,
    narrowed: Filter | None = None,
    period: str | None = None,
    limit: int = MOST,
) -> list[Changes]:
    """The phrases that two sides use unlike, one answer a language; at most `limit` of each kind.

    Of the filter the days and the publisher count. Raises `QuestionError` where no language has documents on both sides.
    """
    answers, missing = [], []
    for each in languages_of(register, language, narrowed):
        comparing = _Comparing(register, load_wording(each), comparison, narrowed)
        changes = comparing.changes(period, limit)
        if changes:
            answers.append(changes)
        else:
            missing.append(f"{each}: {comparing.sides[0]} and {comparing.sides[1]}")
    if not answers:
        raise QuestionError(
            f"{comparison.before} and {comparison.after} cannot be compared: both need documents in one language,"
            f" and there are ({', '.join(missing)})"
        )
    return answers


class _Comparing:
    """Compares the two sides in one language: counts the phrases of both, and looks closely at those that changed."""

    def __init__(self, register: Register, wording: Wording, comparison: Comparison, narrowed: Filter | None) -> None:
        self._narrowed = narrowed
        self._register = register
        self._wording = wording
        self._comparison = comparison
        self.sides = Counter[int]()
        self.undated = 0

    def _texts(self) -> Iterator[Text]:
        for text in texts_of(self._register, self._wording.lexicon.language, self._narrowed):
            if self._comparison.side(text) is not None:
                yield text

    def changes(self, period: str | None, limit: int) -> Changes | None:
        """The answer, or None where a side has no document."""
        for text in texts_of(self._register, self._wording.lexicon.language, self._narrowed):
            side = self._comparison.side(text)
            if side is not None:
                self.sides[side] += 1
            self.undated += not text.published
        if not self.sides[0] or not self.sides[1]:
            return None
        sequences = find_sequences(self._texts(), self._wording)
        counts = self._count(sequences)
        likelihoods = {each.words: self._likelihood(counts[each.words]) for each in sequences}
        changed = [each for each in sequences if likelihoods[each.words] >= LIKELY]
        changed = sorted(changed, key=lambda each: (-likelihoods[each.words], each.words))[:MOST_LOOKED_AT]
        finder = Finder((each.words for each in changed), self._wording, frames=True)
        tallies, totals = tally_phrases(self._texts(), finder)
        span = period or fitting_period(totals.months)
        found = [
            self._change(formula_of(each, tallies[each.words], totals, span), counts[each.words])
            for each in changed
            if not is_name(tallies[each.words], self._wording)
        ]
        found.sort(key=lambda change: (-change.likelihood, change.formula.words))
        names = (self._comparison.before, self._comparison.after)
        before, after = (Side(name, self.sides[side]) for side, name in enumerate(names))
        certain = [change for change in found if change.likelihood >= CERTAIN]
        rewordings = tuple(_rewordings(found, tallies, self._wording))
        return Changes(
            self._wording.lexicon.language, before, after, len(sequences), self.undated, span,
            tuple(_listed(certain, limit)), rewordings[:limit],
        )  # fmt: skip

    def _count(self, sequences: Iterable[Sequence]) -> dict[Words, tuple[int, int]]:
        """In how many documents of either side each phrase is."""
        finder = Finder((each.words for each in sequences), self._wording)
        counts = (Counter[Words](), Counter[Words]())
        for text in self._texts():
            side = self._comparison.side(text)
            assert side is not None
            counts[side].update(finder.find(text).keys())
        return defaultdict(
            lambda: (0, 0), {words: (counts[0][words], counts[1][words]) for words in counts[0] | counts[1]}
        )

    def _likelihood(self, counts: tuple[int, int]) -> float:
        return log_likelihood(counts[0], self.sides[0], counts[1], self.sides[1])

    def _change(self, formula: Formula, counts: tuple[int, int]) -> Change:
        before = Share(self._comparison.before, counts[0], self.sides[0])
        after = Share(self._comparison.after, counts[1], self.sides[1])
        return Change(_kind(before, after), formula, before, after, round(self._likelihood(counts), 1))


def _kind(before: Share, after: Share) -> str:
    if not before.documents:
        return "appeared"
    if not after.documents:
        return "vanished"
    return "more" if after.rate > before.rate else "less"


def _listed(changes: Iterable[Change], limit: int) -> Iterator[Change]:
    """Of each kind the most certain ones; longer and shorter phrases that changed alike stand with them."""
    kept: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    narrower: dict[Words, list[str]] = defaultdict(list)
    for change in changes:
        words = change.formula.words
        head = next((each for each in kept[change.kind] if contains(each.formula.words, words)), None)
        if head:
            narrower[head.formula.words].append(change.formula.phrase)
        else:
            kept[change.kind].append(change)
    for kind in KINDS:
        for change in kept[kind][:limit]:
            yield replace(change, narrower=tuple(narrower[change.formula.words][:MOST_NARROWER]))


def contains(one: Words, other: Words) -> bool:
    """Whether one of two phrases is a part of the other."""
    short, long = sorted((one, other), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _rewordings(changes: Iterable[Change], tallies: Mapping[Words, Tally], wording: Wording) -> Iterator[Rewording]:
    """Phrases that went, each with the one that came in its place; the most certain first, none told twice."""
    gone = [change for change in changes if change.kind in ("vanished", "less")][:MOST_PAIRED]
    come = [change for change in changes if change.kind in ("appeared", "more")][:MOST_PAIRED]
    pairs = [
        (strength, old, new, shared, frame)
        for old in gone
        for new in come
        if not contains(old.formula.words, new.formula.words)
        for strength, shared, frame in [_likeness(old, new, tallies, wording)]
        if strength
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1].formula.words, pair[2].formula.words))
    told: set[Words] = set()
    for _, old, new, shared, frame in pairs:
        if told.isdisjoint((old.formula.words, new.formula.words)):
            told |= {old.formula.words, new.formula.words}
            yield Rewording(old, new, shared, frame)


def _likeness(
    old: Change, new: Change, tallies: Mapping[Words, Tally], wording: Wording
) -> tuple[float, tuple[str, ...], tuple[str, str] | None]:
    """How strongly one phrase answers the other (0: not at all), the telling words and the frame that they share."""
    mine, theirs = (wording.telling(each.formula.words) for each in (old, new))
    shared = frozenset(mine) & frozenset(theirs)
    part = len(shared) / max(len(mine), len(theirs))
    frame = _shared_frame(tallies[old.formula.words], tallies[new.formula.words], wording)
    framed = len([word for word in " ".join(frame).split() if word not in SLOTS]) if frame else 0
    alike = part >= SHARED and (mine[0] == theirs[0] or mine[-1] == theirs[-1])
    if not (alike and max(framed, len(shared)) >= ENOUGH) and not (frame and all(frame)):
        return 0.0, (), None
    return min(old.likelihood, new.likelihood) * (part + framed / AROUND), tuple(sorted(shared)), frame


def _shared_frame(old: Tally, new: Tally, wording: Wording) -> tuple[str, str] | None:
    """The words that both often stand after and before, "" where they differ; None where neither is shared."""
    frame = tuple(_neighbour(old, new, side, wording) for side in (0, 1))
    return (frame[0], frame[1]) if any(frame) else None


def _neighbour(old: Tally, new: Tally, side: int, wording: Wording) -> str:
    """The words, a telling one among them, that both have on one side in a good part of their documents; "" for none."""
    mine, theirs = Counter[str](), Counter[str]()
    for tally, counts in ((old, mine), (new, theirs)):
        for frame, documents in tally.frames.items():
            words = frame[side].split()
            parts = (words[-size:] if side == 0 else words[:size] for size in range(1, len(words) + 1))
            counts.update(dict.fromkeys((" ".join(part) for part in parts), documents))
    shared = [
        words
        for words in mine
        if any(wording.is_telling(word) for word in words.split())
        and mine[words] >= FRAMED * old.documents
        and theirs[words] >= FRAMED * new.documents
    ]
    return max(shared, key=lambda words: (len(words.split()), mine[words] + theirs[words], words), default="")
