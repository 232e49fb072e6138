"""A sentence and what the register knows to be names in it come in, words with their places go out, inflected forms as one."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from communique.errors import LexiconError
from communique.lexicon import LANGUAGES, Lexicon, load_lexicon
from communique.register.words import DENSE
from communique.segmentation import load_table

BREAK = ""  # what no phrase goes across: ; : ( ), dashes, addresses, what is left of a web page
NAME, DATE, NUMBER = "‹name›", "‹date›", "‹number›"  # what stands for any of them
SLOTS = frozenset({NAME, DATE, NUMBER})
SLOT = "…"  # how one is shown
WORD = re.compile(
    rf"https?://\S+|www\.\S+|</?\w+>|[{DENSE}]|[^\W_{DENSE}]+(?:['’.\-‐‑&][^\W_{DENSE}]+)*\.?|[;:()\[\]–—…•|!?]"
)
POSSESSIVE = re.compile(r"['’]s?$")  # "Ukraine's" is "Ukraine"
KNOWN_WORDS = 500_000  # how many pieces of text are remembered as they are counted
CALENDAR = ("month", "weekday")


class Token(NamedTuple):
    """One word: where it stands in the text, and what it is counted as (no dataclass: there are millions)."""

    start: int
    end: int
    word: str


@dataclass(frozen=True)
class Wording:
    """How the words of one language are counted, and which of them are function words or join others (folded)."""

    lexicon: Lexicon
    small: frozenset[str]
    coordinators: frozenset[str]
    capital_nouns: bool  # a capital tells no name
    _known: dict[str, tuple[str, int]] = field(default_factory=dict, repr=False, compare=False)

    def is_telling(self, word: str) -> bool:
        """Whether a word says something: no function word, no slot."""
        return word not in self.small and word not in SLOTS and word != BREAK

    def telling(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words that say something, in order."""
        return tuple(word for word in words if self.is_telling(word))

    def fold(self, text: str) -> str:
        """A word as it is counted: inflected forms alike, a date or a number as such."""
        if text[0].isdigit():
            return NUMBER
        if text[0].isupper() and self.lexicon.is_in_calendar(text, CALENDAR):
            return DATE
        plain = text.casefold()
        if plain in self.small and (len(text) == 1 or not text.isupper()):  # "US" is no "us"
            return plain
        return self.lexicon.folding(POSSESSIVE.sub("", text))

    def tokens(self, text: str, start: int, end: int, names: Names) -> list[Token]:
        """The words of `text[start:end]`; the parts of a name or a date are one."""
        found: list[Token] = []
        named = names.are_within(start, end)
        for match in WORD.finditer(text, start, end):
            at, until = match.span()
            word, length = self._read(match[0])
            if named and names.have(at, until, text):
                word, length = NAME, until - at
            last = found[-1] if found else None
            if word in SLOTS and last and last.word in SLOTS and _are_one(last.word, word):
                found[-1] = Token(last.start, at + length, DATE if DATE in (last.word, word) else word)
            else:
                found.append(Token(at, at + length, word))
        return found

    def _read(self, piece: str) -> tuple[str, int]:
        """What a piece of text is counted as, and how much of it: the stop of a sentence is no part of its last word."""
        known = self._known.get(piece)
        if known is None:
            known = self._read_anew(piece)
            if len(self._known) < KNOWN_WORDS:
                self._known[piece] = known
        return known

    def _read_anew(self, piece: str) -> tuple[str, int]:
        if not piece[0].isalnum() or piece.startswith(("http://", "https://", "www.")):
            return BREAK, len(piece)
        plain = piece.rstrip(".") if piece.count(".") == 1 else piece
        return self.fold(plain), len(plain)


def _are_one(one: str, other: str) -> bool:
    """Whether neighbouring slots are one: "President" "Biden", "July" "9" "1971"."""
    return one == other == NAME or {one, other} <= {DATE, NUMBER}


class Names:
    """The spans of a text that are names and titles of people."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):  # a title may stand within a name
            if self._spans and start < self._spans[-1][1]:
                self._spans[-1] = self._spans[-1][0], max(end, self._spans[-1][1])
            else:
                self._spans.append((start, end))
        self._starts = [start for start, _ in self._spans]

    def are_within(self, start: int, end: int) -> bool:
        """Whether a name begins in a sentence or stands across its beginning."""
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and self._spans[place][1] > start

    def have(self, start: int, end: int, text: str) -> bool:
        """Whether a word is one of a name: "Biden" and "Biden's" are, "Biden-Harris" is not."""
        place = bisect_right(self._starts, start) - 1
        if place < 0 or start >= self._spans[place][1]:
            return False
        until = self._spans[place][1]
        return end <= until or not text[until:end].rstrip(".") or POSSESSIVE.fullmatch(text, until, end) is not None


def phrase_tokens(wording: Wording, phrase: str) -> list[Token]:
    """The words of a phrase that somebody asks for."""
    return [token for token in wording.tokens(phrase, 0, len(phrase), Names(())) if token.word != BREAK]


@cache
def load_wording(language: str) -> Wording:
    """Read how a language's words are counted; raises `LanguageError` for a language that is not installed."""
    lexicon = load_lexicon(language)
    path = LANGUAGES / language / "formulas.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"{language}/{path.name} is missing: the function words of the language") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{language}/{path.name}: {error}") from error
    capital_nouns = bool(load_table(language)["capital_nouns"])
    return Wording(lexicon, frozenset(table["function_words"]), frozenset(table["coordinators"]), capital_nouns)
