"""Styles without a name ("His Highness", "Seine Majestät der Sultan") come in, whom they stand for goes out."""

from __future__ import annotations

from collections.abc import Sequence

from communique.mentions.people import Found
from communique.mentions.walk import Walk
from communique.phrases import Match
from communique.sentences import Sentence, Word

CROWNED = frozenset({"royal", "head-of-state"})
REACH = 3  # words between a style and the name it belongs to: "His Majesty the King Henrik"


class Styles:
    """Resolves the styles of one text."""

    def __init__(self, found: Sequence[Found], walk: Walk) -> None:
        self._walk = walk
        self._alone: dict[tuple[int, int], str] = {}  # (sentence, last word) of a style without a name: its gender
        self._bearers: dict[str, str] = {}  # style as folded: who is introduced with it
        for each in found:
            for match in self._matches(each.sentence):
                self._take(each.sentence, match)

    def resolve(self, found: Found, word: Word) -> tuple[str, ...]:
        """The bearer of a style that stands without a name: introduced with it, else crowned, else the publisher's."""
        gender = self._alone.get((found.sentence.index, word.index))
        if gender is None:
            return ()
        people, own = self._walk.people, self._walk.context.publisher_state
        if bearer := self._bearers.get(self._walk.lexicon.folding(word.text)):
            return (bearer,)
        seen = [id for id in reversed(self._walk.focus.people) if people[id].gender in ("", gender)]
        crowned = [id for id in seen if people[id].ranks & CROWNED]
        likely = [id for id in crowned or seen if people[id].party == own] or crowned
        return tuple(likely[:1]) or ((own,) if own else ())

    def _matches(self, sentence: Sentence) -> list[Match[str]]:
        """ "His Highness", but no "Mr.": styles have a possessive before their noun."""
        words = [word.text for word in sentence]
        return [
            match
            for match in self._walk.lexicon.honorifics.find(words)
            if match.first < match.last and "Poss=Yes" in sentence[match.first].feats
        ]

    def _take(self, sentence: Sentence, match: Match[str]) -> None:
        ahead = range(match.last + 1, match.last + 2 + REACH)
        named = next((id for at in ahead if (id := self._walk.by_name.get((sentence.index, at)))), None)
        if named is None:
            self._alone[(sentence.index, match.last)] = match.value
        else:
            self._bearers.setdefault(self._walk.lexicon.folding(sentence[match.last].text), named)
