"""A sentence and what the register knows to be names in it come in, words with their places go out, inflected forms as one."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
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

    def is_telling(self, word: str) -> bool:
        """Whether a word says something: no function word, no slot."""
        return word not in self.small and word not in SLOTS and word != BREAK

    def telling(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words that say something, in order."""
        return tuple(word for word in words if self.is_telling(word))

    def fold(self, text: str) -> str:
        """A word as it is counted; "…" where it is a date or a number."""
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
        for match in WORD.finditer(text, start, end):
            at, until = match.span()
            token = self._token(match[0], at, until, names)
            last = found[-1] if found else None
            if last and token.word in SLOTS and last.word in SLOTS and _are_one(last.word, token.word):
                word = DATE if DATE in (last.word, token.word) else token.word
                found[-1] = Token(last.start, until, word)
            else:
                found.append(token)
        return found

    def _token(self, text: str, start: int, end: int, names: Names) -> Token:
        name = names.around(start)
        if name and (end <= name[1] or POSSESSIVE.fullmatch(text[name[1] - start :].rstrip("."))):
            return Token(start, end, NAME)  # "Biden's" is a name, "Biden-Harris" is not
        if not text[0].isalnum() or text.startswith(("http://", "https://", "www.")):
            return Token(start, end, BREAK)
        plain = text.rstrip(".") if text.count(".") == 1 else text
        return Token(start, start + len(plain), self.fold(plain))


def _are_one(one: str, other: str) -> bool:
    """Whether neighbouring slots are one: "President" "Biden", "July" "9" "1971"."""
    return one == other == NAME or {one, other} <= {DATE, NUMBER}


class Names:
    """The spans of a text that are names and titles of people."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def around(self, at: int) -> tuple[int, int] | None:
        """The name in which a character stands, or None."""
        place = bisect_right(self._starts, at) - 1
        if place >= 0 and at < self._spans[place][1]:
            return self._spans[place]
        return None


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
