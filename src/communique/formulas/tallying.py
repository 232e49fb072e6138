"""Phrases and documents come in, the use of every phrase goes out: by day, publisher and party, with first and last sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.formulas.answers import Share, Use
from communique.formulas.periods import MONTH, period_of, periods_between
from communique.formulas.texts import Sentence, Text
from communique.formulas.tokens import BREAK, SLOT, SLOTS, Token, Wording
from communique.register.asking.answers import Quote

Words = tuple[str, ...]
MOST_FORMS = 200  # wordings of one phrase that are kept apart: beyond are those of names that stand in it
NEVER = "~"  # after every day
AROUND = 3  # words before and after a phrase that make its frame


@dataclass(frozen=True, slots=True)
class Found:
    """One use of a phrase in a text."""

    sentence: Sentence
    start: int
    end: int
    form: str
    capitals: bool  # all its telling words begin with a capital
    frame: tuple[str, str] = ("", "")


@dataclass(slots=True)
class Totals:
    """How many documents there are: in all, by month, by publisher."""

    documents: int = 0
    months: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)

    def add(self, text: Text) -> None:
        """Count a document."""
        self.documents += 1
        self.publishers[text.source] += 1
        if text.published:
            self.months[text.published[:MONTH]] += 1

    def by(self, period: str) -> dict[str, int]:
        """How many documents each period has, in order, from the first to the last."""
        if not self.months:
            return {}
        counts = dict.fromkeys(periods_between(min(self.months), max(self.months), period), 0)
        for month, documents in self.months.items():
            counts[period_of(month, period)] = counts.get(period_of(month, period), 0) + documents
        return counts


class Tally:
    """What is known of one phrase so far; its size does not grow with the documents."""

    def __init__(self) -> None:
        self.documents = 0
        self.uses = 0
        self.capitals = 0
        self.forms = Counter[str]()
        self.months = Counter[str]()
        self.publishers = Counter[str]()
        self.parties = Counter[str]()
        self.frames = Counter[tuple[str, str]]()
        self._first: tuple[str, int, Quote] | None = None
        self._last: tuple[str, int, Quote] | None = None

    def add(self, text: Text, found: Sequence[Found]) -> None:
        """Count a document that has the phrase, with all its uses there."""
        self.documents += 1
        self.uses += len(found)
        self.capitals += sum(each.capitals for each in found)
        self.publishers[text.source] += 1
        for form in {each.form for each in found}:
            if form in self.forms or len(self.forms) < MOST_FORMS:
                self.forms[form] += 1
        for frame in {each.frame for each in found}:
            if frame in self.frames or len(self.frames) < MOST_FORMS:
                self.frames[frame] += 1
        for party in {party for each in found for party in each.sentence.parties or _publisher(text)}:
            self.parties[party] += 1
        if text.published:
            self.months[text.published[:MONTH]] += 1
        self._keep(text, found)

    def _keep(self, text: Text, found: Sequence[Found]) -> None:
        """Keep the sentence if it is the first or the last; one of a document without a day counts as neither, if others are."""
        day = text.published or NEVER
        first, last = found[0], found[-1]
        if self._first is None or (day, text.id) < self._first[:2]:
            self._first = day, text.id, text.quote(first.sentence, first.start, first.end)
        if self._last is None or (text.published or "", text.id) > self._last[:2]:
            self._last = text.published or "", text.id, text.quote(last.sentence, last.start, last.end)

    @property
    def form(self) -> str:
        """The wording it mostly has; of equally frequent ones the first in the alphabet."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))

    def use(self, totals: Totals, period: str) -> Use:
        """The use as an answer tells it."""
        assert self._first is not None and self._last is not None
        months = Counter[str]()
        for month, documents in self.months.items():
            months[period_of(month, period)] += documents
        return Use(
            self.documents, self.uses, _shares(self.forms), _shares(self.publishers, totals.publishers), _shares(self.parties),
            tuple(Share(name, months[name], of) for name, of in totals.by(period).items()), self._first[2], self._last[2],
        )  # fmt: skip


def _publisher(text: Text) -> tuple[str, ...]:
    return (text.state,) if text.state else ()


def _shares(counts: Counter[str], of: Counter[str] | None = None) -> tuple[Share, ...]:
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Share(name, documents, of[name] if of else 0) for name, documents in ranked)


class Finder:
    """Finds many phrases at once in the words of a sentence: a tree of their words."""

    def __init__(self, phrases: Iterable[Words], wording: Wording, *, frames: bool = False) -> None:
        self._wording = wording
        self._frames = frames
        self._tree: dict[tuple[int, str], int] = {}
        self._ends: dict[int, Words] = {}
        for words in phrases:
            node = 0
            for word in words:
                node = self._tree.setdefault((node, word), len(self._tree) + 1)
            self._ends[node] = words

    def find(self, text: Text) -> dict[Words, list[Found]]:
        """The phrases that a document has, each with its uses in order."""
        found: dict[Words, list[Found]] = defaultdict(list)
        for sentence in text.sentences:
            tokens = text.tokens(sentence, self._wording)
            for first in range(len(tokens)):
                node = 0
                for last in range(first, len(tokens)):
                    next_node = self._tree.get((node, tokens[last].word))
                    if next_node is None:
                        break
                    node = next_node
                    if node in self._ends:
                        found[self._ends[node]].append(self._use(text, sentence, tokens, first, last))
        return found

    def _use(self, text: Text, sentence: Sentence, tokens: Sequence[Token], first: int, last: int) -> Found:
        frame = _frame(tokens, first, last) if self._frames else ("", "")
        return use_of(text, sentence, tokens[first : last + 1], self._wording, frame=frame)


def use_of(
    text: Text, sentence: Sentence, tokens: Sequence[Token], wording: Wording, *, frame: tuple[str, str] = ("", "")
) -> Found:
    """What stands at these words of a sentence."""
    form, capitals = "", True
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        form += SLOT if token.word in SLOTS else text.text[token.start : token.end]
        form += " ".join(text.text[token.end : following.start].split(" ")) if following else ""
        capitals = capitals and (not wording.is_telling(token.word) or text.text[token.start].isupper())
    return Found(sentence, tokens[0].start, tokens[-1].end, " ".join(form.split()), capitals, frame)


def _frame(tokens: Sequence[Token], first: int, last: int) -> tuple[str, str]:
    """The words right before and after a phrase, up to what no phrase goes across."""
    before: list[str] = []
    for token in reversed(tokens[max(0, first - AROUND) : first]):
        if token.word == BREAK:
            break
        before.insert(0, token.word)
    after: list[str] = []
    for token in tokens[last + 1 : last + 1 + AROUND]:
        if token.word == BREAK:
            break
        after.append(token.word)
    return " ".join(before), " ".join(after)


def tally_phrases(texts: Iterable[Text], finder: Finder) -> tuple[dict[Words, Tally], Totals]:
    """Go through all documents once and count the phrases."""
    tallies: dict[Words, Tally] = defaultdict(Tally)
    totals = Totals()
    for text in texts:
        totals.add(text)
        for words, found in finder.find(text).items():
            tallies[words].add(text, found)
    return dict(tallies), totals
