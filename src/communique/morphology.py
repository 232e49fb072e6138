"""German words in, HanTa's tags and lemmas out: its model and its sums, walked without a call for every tag of every
stretch of letters; the only home of HanTa, loaded when a German parser is.

HanTa asks of each stretch of a word how likely it is under each tag that may follow. Few stretches are morphemes it
knows, and what it guesses of the others hangs on their length and last letters alone, so both are looked up by tag.
Values are added and entered in HanTa's order, so that the answers are HanTa's to the last digit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from HanTa.HanoverTagger import EMPTY, END, END_UNKNOWN, START, UNKNOWN, HanoverTagger
from numpy import logaddexp

State = tuple[int, int]  # the two last tags
Row = dict[State, float]  # how likely it is to come this far, by state
Likely = dict[int, float]  # the logarithm of a likelihood, by tag
Step = tuple[State, int, float]  # the state it leads to, its tag, how likely it is
Steps = dict[State, tuple[list[Step], list[Step]]]  # what may follow a state: all steps, and those of open tags
Stretch = tuple[int, Likely, Likely]  # letters up to here, and what they may be: as the model knows, and as is guessed
Back = list[dict[State, tuple[State, int]]]  # whence a state was best reached, by place

MODEL = "morphmodel_ger.pgz"
KNOWN_WORDS = 100_000  # how many analyses of words are remembered; some 30 MB
KNOWN_ENDINGS = 20_000  # how many guesses, by the ending of the stretch

# HanTa's own bounds, which have no names there
MORPHEME_STATES, SENTENCE_STATES = 3, 5  # what is worse than the next state by more than `SLACK` is not followed
SLACK = 1
LOWEST = -1e6
CUTOFF = 5  # a word class this much worse than the best is none
SHORT_WORD = 4  # only a shorter word may hold an unknown stretch of no more than
SHORT_STRETCH = 2
LONGEST_SUFFIX = 4
LONGEST_MEASURED = 24
WHOLE_UNKNOWN = 4.6  # is held against a word that is one unknown morpheme
NOTHING: Likely = {}


class Morphology(HanoverTagger):  # type: ignore[misc]
    """HanTa's German tagger; its answers do not change, so they are remembered."""

    def __init__(self) -> None:
        super().__init__(MODEL)
        self._listed = frozenset(self.cache)
        self._morphemes = by_morpheme(self.LP_m_t)
        self._open = [tag for tag in self.LP_m_t if tag in self.LP_hapax_t and tag in self.LP_s_t]
        self._suffixes = frozenset(self.LP_s_t[self._open[0]])  # every tag has the same
        self._by_length = [
            [self.Int_t + self.LP_hapax_t[tag] + self.LP_len_t[tag][length] for tag in self._open]
            for length in range(LONGEST_MEASURED + 1)
        ]
        self._by_suffix = {suffix: [self.LP_s_t[tag][suffix] for tag in self._open] for suffix in self._suffixes}
        self._guess = lru_cache(KNOWN_ENDINGS)(self._guessed)
        self._steps = self._steps_to(lambda tag: True)
        self._places = {tag: place for place, tag in enumerate(next(iter(self.LP_trans_word.values()))) if tag != END}
        self._leading = lru_cache(None)(self._leading_to)
        self._classes = lru_cache(KNOWN_WORDS)(self._classes_of)
        self._forward = lru_cache(KNOWN_WORDS)(self._forward_classes)
        self._lemma = lru_cache(KNOWN_WORDS)(super()._analyze)

    def knows(self, form: str) -> bool:
        """Tell whether a form, with or without a capital, is among the some 23,000 that HanTa lists whole."""
        return form in self._listed or form[:1].lower() + form[1:] in self._listed

    def analyze_forward(self, word: str) -> list[tuple[int, float]]:
        """Return the classes that a word (in small letters) may be of, the likeliest first."""
        return self._forward(word)

    def _analyze(self, word: str, pos: int, taglevel: int = 1) -> Any:  # noqa: ANN401  (HanTa's, by level)
        return self._lemma(word, pos, taglevel)

    def _forward_classes(self, word: str) -> list[tuple[int, float]]:
        row, _ = walk(len(word), self._steps, self._any(word))
        final: Row = {}
        for state, value in row.items():
            for tag, step in self.LP_trans_final.get(state, ()):
                new = (state[1], tag)
                if new not in final or value + step > final[new]:
                    final[new] = value + step
        classes: Likely = {}
        for (_, tag), value in final.items():
            classes[-tag] = logaddexp(classes[-tag], value) if -tag in classes else value
        return sorted(classes.items(), key=lambda pair: pair[1], reverse=True) or [(UNKNOWN, 0)]

    def analyze_viterbi(self, word: str, targetpos: int) -> list[tuple[int, int]]:
        """Return the morphemes of a word of the class `targetpos`: the tag of each and where it ends."""
        for morphemes in (self._known, self._any):
            row, back = walk(len(word), self._leading(targetpos), morphemes(word))
            final: Row = {}
            before: dict[State, State] = {}
            for state, value in row.items():
                step = self.LP_trans.get(state, {}).get(targetpos)
                new = (state[1], targetpos)
                if step is not None and (new not in final or value + step > final[new]):
                    final[new], before[new] = value + step, state
            if final:
                return path(back, before[max(final, key=final.__getitem__)], targetpos)
        return [(UNKNOWN, len(word)), (END_UNKNOWN, len(word) + 1)]

    def tag_sent_viterbi(self, sent: Sequence[str], casesensitive: bool = True) -> list[int]:  # noqa: FBT001
        """Return the classes of the words of a sentence; the first word's capital says nothing."""
        row: Row = {(EMPTY, START): 0.0}
        back: list[dict[State, State]] = []
        for place, word in enumerate(sent):
            classes = self._classes(word, casesensitive and place > 0)
            entries: Row = {}
            whence: dict[State, State] = {}
            for state, value in worth_following(row, SENTENCE_STATES):
                steps, last = self.LP_trans_word[state], state[1]
                for tag, likely in classes:
                    total, new = value + steps[tag] + likely, (last, tag)
                    if total > entries.get(new, LOWEST):
                        entries[new], whence[new] = total, state
            back.append(whence)
            row = entries
        state = max(row, key=lambda state: row[state] + self.LP_trans_word[state].get(END, -math.inf))
        tags = []
        for whence in reversed(back):
            tags.append(state[1])
            state = whence[state]
        return tags[::-1]

    def _classes_of(self, word: str, casesensitive: bool) -> list[tuple[int, float]]:  # noqa: FBT001  (the key of a cache)
        """Return the classes of a word in the order of the table of sentences; all of them if nothing is known of it."""
        classes = dict(self._tag_word(word, CUTOFF, casesensitive, True))
        if not classes or list(classes) == [UNKNOWN]:
            classes = dict.fromkeys(self._places, 0)
        return [
            (tag, classes[tag]) for tag in sorted(classes.keys() & self._places.keys(), key=self._places.__getitem__)
        ]

    def _leading_to(self, target: int) -> Steps:
        """Return the steps that can still make a word of the class `target`."""
        tags = self.reachability.get(target, frozenset())
        return self._steps_to(tags.__contains__)

    def _steps_to(self, wanted: Callable[[int], bool]) -> Steps:
        steps = {}
        for state, followers in self.LP_trans_nonfinal.items():
            every = [((state[1], tag), tag, likely) for tag, likely in followers if wanted(tag)]
            if every:
                steps[state] = (every, [step for step in every if step[1] in self._open])
        return steps

    def _known(self, word: str) -> Callable[[int], list[Stretch]]:
        """Return a function from a place in a word to the morphemes of the model that begin there."""

        def stretches(start: int) -> list[Stretch]:
            found = ((end, self._morphemes.get(word[start:end])) for end in range(start + 1, len(word) + 1))
            return [(end, known, NOTHING) for end, known in found if known]

        return stretches

    def _any(self, word: str) -> Callable[[int], list[Stretch]]:
        """Return a function from a place in a word to whatever may be a morpheme there."""
        whole = len(word)
        suffixes = [self._suffixes_before(word, end) for end in range(whole + 1)]
        shortest = 1 if whole < SHORT_WORD else SHORT_STRETCH + 1

        def stretches(start: int) -> list[Stretch]:
            found = []
            for end in range(start + 1, whole + 1):
                known = self._morphemes.get(word[start:end], NOTHING)
                length = end - start
                if length >= shortest:
                    suffix = suffixes[end][min(length, LONGEST_SUFFIX + 1)]
                    found.append((end, known, self._guess(suffix, min(length, LONGEST_MEASURED), length == whole)))
                elif known:
                    found.append((end, known, NOTHING))
            return found

        return stretches

    def _guessed(self, suffix: str, length: int, whole: bool) -> Likely:  # noqa: FBT001  (the key of a cache)
        """Return how likely an unknown morpheme of this length and end is, by open tag."""
        pairs = zip(self._open, self._by_length[length], self._by_suffix[suffix], strict=True)
        guessed = {tag: by_length + by_suffix for tag, by_length, by_suffix in pairs if by_length + by_suffix > LOWEST}
        return {tag: likely - WHOLE_UNKNOWN for tag, likely in guessed.items()} if whole else guessed

    def _suffixes_before(self, word: str, end: int) -> list[str]:
        """Return the longest known suffix at `end` of a stretch of 0, 1, 2 ... letters; a suffix is never all of it."""
        found = ["", ""]
        for size in range(1, LONGEST_SUFFIX + 1):
            suffix = word[max(end - size, 0) : end]
            found.append(suffix if suffix in self._suffixes else found[-1])
        return found


def by_morpheme(by_tag: Mapping[int, Mapping[str, float]]) -> dict[str, Likely]:
    """Turn a table of morphemes by tag into one of tags by morpheme."""
    found: dict[str, Likely] = {}
    for tag, morphemes in by_tag.items():
        for morpheme, likely in morphemes.items():
            found.setdefault(morpheme, {})[tag] = likely
    return found


def walk(length: int, steps: Steps, stretches: Callable[[int], list[Stretch]]) -> tuple[Row, Back]:
    """Return the states in which a word of this length may end, and how each was reached."""
    table: list[Row] = [{(EMPTY, START): 0}, *({} for _ in range(length))]
    back: Back = [{} for _ in range(length + 1)]
    for start, row in enumerate(table):
        here: list[Stretch] | None = None
        for state, value in worth_following(row, MORPHEME_STATES):
            if state not in steps:
                continue
            if here is None:
                here = stretches(start)
            every, open_ = steps[state]
            for end, known, guessed in here:
                entries = table[end]
                for new, tag, step in every if known else open_:
                    if tag in known:
                        total = value + step + known[tag]
                    elif tag in guessed:
                        total = value + step + guessed[tag]
                    else:
                        continue
                    if new not in entries or total > entries[new]:
                        entries[new] = total
                        back[end][new] = (state, start)
    return table[-1], back


def worth_following(row: Row, states: int) -> Iterable[tuple[State, float]]:
    """Return the states of a row that are not much worse than the best few."""
    if len(row) <= states:
        return row.items()
    bound = sorted(row.values(), reverse=True)[states] - SLACK
    return [(state, value) for state, value in row.items() if value >= bound]


def path(back: Back, state: State, target: int) -> list[tuple[int, int]]:
    """Return the tags on the way to `state` at the end of a word, each with its end, and the class of the word."""
    found, end = [(target, len(back))], len(back) - 1
    while end:
        found.append((state[1], end))
        state, end = back[end][state]
    return found[::-1]
