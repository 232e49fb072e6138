"""Styles without a name ("His Highness", "Seine Majestät der Sultan") come in, whom they stand for goes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.mentions.people import Found
from communique.mentions.walk import Walk
from communique.phrases import Match
from communique.sentences import Sentence, Word

CROWNED = frozenset({"royal", "head-of-state"})
INITIALS = re.compile(r"([A-Z]\.){2,}")  # "H.H."
NAME_TAGS = ("NOUN", "PROPN", "ADJ", "DET", "X")
REACH = 3  # words between a style and the name it belongs to: "His Majesty the King Henrik"


class Styles:
    """Resolves the styles of one text."""

    def __init__(self, found: Sequence[Found], walk: Walk) -> None:
        self._walk = walk
        self._alone: dict[tuple[int, int], tuple[str, str]] = {}  # last word of a style without a name: style, gender
        self._named: dict[tuple[int, int], str] = {}  # last word of one with a name: whose name
        self._bearers: dict[str, str] = {}  # by the initials of a style: who is introduced with it
        for each in found:
            for match in self._matches(each.sentence):
                self._take(each.sentence, match)

    def resolve(self, found: Found, word: Word) -> tuple[str, ...]:
        """The bearer of a style that stands without a name: introduced with it, else crowned, else the publisher's."""
        at = (found.sentence.index, word.index)
        if at in self._named:
            return (self._named[at],)
        if at not in self._alone:
            return ()
        style, gender = self._alone[at]
        people, own = self._walk.people, self._walk.context.publisher_state
        if bearer := self._bearers.get(style):
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
            if "Poss=Yes" in sentence[match.first].feats or INITIALS.fullmatch(sentence[match.first].text)
        ]

    def _take(self, sentence: Sentence, match: Match[str]) -> None:
        named = self._named_behind(sentence, match.last)
        style = _initials(sentence.words[match.first : match.last + 1])
        if named is not None:
            self._bearers.setdefault(style, named)
            self._named[(sentence.index, match.last)] = named
        elif match.first < match.last:
            self._alone[(sentence.index, match.last)] = (style, match.value)

    def _named_behind(self, sentence: Sentence, last: int) -> str | None:
        for word in sentence.words[last + 1 : last + 2 + REACH]:
            if id := self._walk.by_name.get((sentence.index, word.index)):
                return id
            if word.upos not in NAME_TAGS:
                return None
        return None


def _initials(words: Sequence[Word]) -> str:
    """ "His Highness" and "H.H." are one style: "HH"."""
    return "".join(
        letter for word in words for letter in (word.text if "." in word.text else word.text[:1]) if letter.isalpha()
    )
