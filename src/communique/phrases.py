"""Words of a lexicon found again in a text: folding of inflection, and a longest-match table of phrases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

Value = TypeVar("Value")
SHORTEST_STEM = 4  # "Bern" keeps its n: shorter stems collide with other words
KNOWN_WORDS = 100_000  # how many folded words are remembered
MOST_ENDINGS = 2  # "Ministers" → "minister" → "minist": a stem may itself look inflected
_PIECES = re.compile(r"\w+(?:[+.]?['’.\-–‑/&+]\w+)*[.\-+]?|[^\w\s]", re.UNICODE)  # "Staats- und …", "E3+3", "OPEC+"
_CUTS = re.compile(r"(?<=\w)(?:[-–‑/](?=[^\W\d])|['’]s\b|['’,](?=\s)|(?<=\d)\+(?=\d))")  # "D-8" and "EU+3" stay whole


@dataclass(frozen=True)
class Folding:
    """Folds a word to what its inflected forms share: case, accents, and the endings of the language, longest first."""

    endings: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()  # what looks like an ending and is none: "-in" of "Diplomatin"
    split_hyphens: bool = False  # whether the tokenizer parts "co-chair" into three and "Japan's" into two
    fold: Callable[[str], str] = field(init=False, repr=False, compare=False)  # the same, remembering what it was asked

    def __post_init__(self) -> None:
        object.__setattr__(self, "fold", lru_cache(KNOWN_WORDS)(self._fold))

    def __call__(self, word: str) -> str:
        return self.fold(word)

    def _fold(self, word: str) -> str:
        if word.isupper() and len(word) <= SHORTEST_STEM:
            return word  # abbreviations ("US", "EU") are told from words ("us") by their case alone
        plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
        plain = "".join(char for char in plain if not unicodedata.combining(char)).rstrip(".")
        for _ in range(MOST_ENDINGS):
            if plain.endswith(self.whole):
                return plain
            ending = next((each for each in self.endings if _strips(plain, each)), "")
            plain = plain[: len(plain) - len(ending)]
        return plain


def _strips(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """A phrase found: the words `[first, last]` of the sequence, and what the phrase stands for."""

    first: int
    last: int
    value: Value
    form: str


class Phrases(Generic[Value]):
    """Forms of one or more words, found in a sequence of words; where several fit, the longest is taken."""

    def __init__(self, forms: Mapping[str, Value], folding: Folding) -> None:
        self.folding = folding
        self._fold = folding.fold  # asked for every word of every text
        self.forms = dict(forms)
        self._by_first: dict[str, list[tuple[list[str], int, str]]] = {}
        for form in forms:
            pieces = split_words(form, hyphens=folding.split_hyphens)
            folded = [folding(piece) for piece in pieces]
            if folded:
                shortest = sum(map(len, pieces)) - len(pieces)  # "Politik" is no "Politiker": hardly shorter than said
                self._by_first.setdefault(folded[0], []).append((folded, shortest, form))
        for options in self._by_first.values():
            options.sort(key=lambda option: (-len(option[0]), option[2]))

    def __len__(self) -> int:
        return len(self.forms)

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def get(self, word: str) -> Value | None:
        """The value of a word, or of words with spaces between ("sit down"), or None."""
        words = word.split() or [word]
        match = self.at(words, 0)
        return match.value if match and match.last + 1 == len(words) else None

    def same(self, form: str, other: str) -> bool:
        """Tell whether two forms are found in the same words: "Dato' Seri" and "Dato’ Seri"."""
        folded = (
            [self._fold(piece) for piece in split_words(each, hyphens=self.folding.split_hyphens)]
            for each in (form, other)
        )
        return next(folded) == next(folded)

    def at(self, words: Sequence[str], first: int) -> Match[Value] | None:
        """The longest phrase that begins at `words[first]`, or None."""
        options = self._by_first.get(self._fold(words[first]))
        if options is None:
            return None
        longest = len(options[0][0])
        here = [self._fold(word) for word in words[first : first + longest]]
        best: Match[Value] | None = None
        for folded, shortest, form in options:
            length = len(folded)
            if best is not None and length <= best.last - first:
                break
            if (
                here[:length] == folded
                and same_case(form, words[first])
                and sum(map(len, words[first : first + length])) >= shortest
            ):
                match = Match(first, first + length - 1, self.forms[form], form)
                if length > 1 or form == words[first]:
                    return match
                best = best or match  # "Schweizer" is no case of "Schweiz" where it is a form of its own
        return best

    def ending_at(self, words: Sequence[str], last: int, reach: int) -> Match[Value] | None:
        """The earliest phrase that ends at `words[last]` and begins at most `reach` words before it, or None."""
        matches = (self.at(words, first) for first in range(max(0, last - reach), last + 1))
        return next((match for match in matches if match and match.last == last), None)

    def find(self, words: Sequence[str]) -> Iterator[Match[Value]]:
        """All phrases in `words`, left to right, none overlapping another."""
        first = 0
        while first < len(words):
            match = self.at(words, first)
            if match:
                yield match
            first = match.last + 1 if match else first + 1


def same_case(form: str, word: str) -> bool:
    """A form with a capital asks for a capital in the text ("Mali", never "mali"); a small one takes either."""
    return word[:1].isupper() or not form[:1].isupper()


def split_words(form: str, *, hyphens: bool = False) -> list[str]:
    """Split a lexicon form as the tokenizers of the parsers do: "S.E." stays whole, "(" stands alone."""
    return _CUTS.sub(r" \g<0> ", form).split() if hyphens else _PIECES.findall(form)
