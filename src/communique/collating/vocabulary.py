"""The copies and the lexicons of their languages in; which tokens are names, dates, numbers, offices or honorifics out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from communique.collating.witness import Copy, Token, is_number, tokenize
from communique.lexicon import Lexicon

FIRST_YEAR, LAST_YEAR = 1500, 2100  # four digits between these are a year
YEAR_DIGITS = 4
WHOLE_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}")
MOST_CAPITALS = 0.25  # of the words within sentences: with more, nouns have capitals as names have
OFFICE_WORDS = 6  # the longest office that is looked for
DAYS = ("month", "weekday")
COUNTS = ("number", "ordinal")


class Vocabulary:
    """What the words of one language say of the tokens of a collation; without a lexicon, what the signs say."""

    def __init__(self, copies: Sequence[Copy], lexicon: Lexicon | None) -> None:
        self.lexicon = lexicon
        self.names: set[str] = set()
        for copy in copies:
            self.names.update(token.key for token in self._names(copy.tokens))

    def _names(self, tokens: Sequence[Token]) -> Iterable[Token]:
        """Capitalised words that the lexicon has as names, or that stand behind an honorific, an office or a name."""
        if self.lexicon is None:
            yield from _capitals(tokens)
            return
        words = [token.form for token in tokens]
        expected = -1
        for at, token in enumerate(tokens):
            if not token.form[0].isupper() or not token.is_word:
                if token.form == "." and expected == at - 1 and not tokens[at].begins:
                    expected = at if words[at - 1] + "." in self.cues else expected
                continue
            if end := self._leads(words, at):
                expected = end
                continue
            known = self.lexicon.given_names, self.lexicon.family_names
            if any(token.form in names for names in known) or expected == at - 1 and not token.begins:
                expected = at
                yield token
            elif match := self.lexicon.party_names.at(words, at) or self.lexicon.places.at(words, at):
                yield from tokens[match.first : match.last + 1]

    def _leads(self, words: Sequence[str], at: int) -> int | None:
        """The last word of the honorific or office that begins here, or None."""
        assert self.lexicon is not None
        if words[at] in self.cues or words[at] in self.lexicon.honorifics:
            return at
        match = self.lexicon.offices.at(words, at)
        return match.last if match else None

    @cached_property
    def cues(self) -> frozenset[str]:
        """Honorifics and the like, right after which a name is expected."""
        return self.lexicon.words("lacunae", "before_name") if self.lexicon else frozenset()

    def is_name(self, token: Token) -> bool:
        """Tell whether a token is part of a name in any copy."""
        return token.form[0].isupper() and token.key in self.names

    def is_count(self, token: Token) -> bool:
        """Tell whether a token is a number, in digits or in words."""
        return is_number(token) or self.lexicon is not None and self.lexicon.is_in_calendar(token.form, COUNTS)

    def is_date(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a token is a month, a weekday, a whole date, or a number beside one of these."""
        token = tokens[at]
        if self._is_day(token) or WHOLE_DATE.fullmatch(token.form):
            return True
        if not is_number(token):
            return False
        if len(token.form) == YEAR_DIGITS and token.form.isdigit() and FIRST_YEAR <= int(token.form) <= LAST_YEAR:
            return True
        return any(map(self._is_day, (each for each in tokens[max(0, at - 1) : at + 3] if each is not token)))

    def _is_day(self, token: Token) -> bool:
        return self.lexicon is not None and token.form[0].isupper() and self.lexicon.is_in_calendar(token.form, DAYS)

    def offices(self, tokens: Sequence[Token], first: int, last: int) -> set[str]:
        """The offices named in words of which at least one is among tokens `[first, last]`."""
        if self.lexicon is None:
            return set()
        start = max(0, first - OFFICE_WORDS)
        words = [token.form for token in tokens[start : last + 1 + OFFICE_WORDS]]
        matches = self.lexicon.offices.find(words)
        return {match.value.id for match in matches if match.first + start <= last and match.last + start >= first}

    def is_cue(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a name is expected after token `at`: "Genossen", "Mr" "."."""
        return any(_ends_with(tokens, at, cue) for cue in self._cue_forms.get(tokens[at].form, ()))

    @cached_property
    def _cue_forms(self) -> dict[str, list[list[str]]]:
        forms: dict[str, list[list[str]]] = {}
        for cue in sorted(self.cues):
            parts = [token.form for token in tokenize(cue)]
            forms.setdefault(parts[-1], []).append(parts)
        return forms

    def listed(self, section: str, key: str, token: Token) -> bool:
        """Tell whether a word stands in a list of the language's settings, in this form or small."""
        words = self.lexicon.words(section, key) if self.lexicon else frozenset()
        return token.form in words or token.form.casefold() in words


def _ends_with(tokens: Sequence[Token], at: int, parts: Sequence[str]) -> bool:
    first = at - len(parts) + 1
    return first >= 0 and [token.form for token in tokens[first : at + 1]] == list(parts)


def _capitals(tokens: Sequence[Token]) -> Iterable[Token]:
    """Words with a capital within a sentence, in a language in which only names have one."""
    inner = [token for token in tokens if token.is_word and not token.begins and token.form[0].isalpha()]
    capital = [token for token in inner if token.form[0].isupper()]
    return capital if len(capital) <= MOST_CAPITALS * len(inner) else ()
