"""Text in, the words it is found by out; a question in words in, its search in either database and the spans it hits out.

Both databases index the same words, so that both find the same: in small letters, without accents, each Chinese or
Japanese character a word of its own. Marks ("=rus", "=pledge") stand among the words of a sentence for the parties and acts
in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from communique.errors import QuestionError
from communique.evidence import Evidence

DENSE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana and Han: written without spaces
WORD = re.compile(rf"[{DENSE}]|[^\W_{DENSE}]+(?:[\u0300-\u036f]+[^\W_{DENSE}]*)*")
ASCII = re.compile("[a-z0-9]+")  # the same words, where the text is plain
TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
OR = "OR"
LAST_POSITION = 16383  # of a word in PostgreSQL's tsvector


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as it is compared: small letters, no accents."""
    if word.isascii():
        return word.lower()
    plain = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", plain.casefold())


def words_of(text: str) -> list[str]:
    """The words of a text in order."""
    if text.isascii():
        return ASCII.findall(text.lower())
    return [fold(word) for word in WORD.findall(text)]


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase asked for; `prefix`: words that begin so count too (`sanction*`)."""

    words: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: all groups must be met, each by one of its terms (`ceasefire OR truce`); no excluded term may be."""

    groups: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...] = ()

    @property
    def has_prefix(self) -> bool:
        """Whether words are asked for by their beginning."""
        return any(term.prefix for group in (*self.groups, self.excluded) for term in group)


def parse_question(text: str) -> Question:
    """Read `denuclearization "security guarantees" sanction* ceasefire OR truce -exercise`.

    Words are joined by "and". Raises `QuestionError` where no word is asked for.
    """
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    joining = False
    for minus, phrase, plain in TERM.findall(text):
        if plain == OR and groups:
            joining = True
            continue
        words = tuple(words_of(phrase or plain))
        if not words:
            continue
        term = Term(words, prefix=plain.endswith("*"), excluded=bool(minus))
        if term.excluded:
            excluded.append(term)
        elif joining:
            groups[-1].append(term)
        else:
            groups.append([term])
        joining = False
    if not groups:
        raise QuestionError(f'"{text}" asks for no word; write some, such as: "security guarantees" sanction*')
    return Question(tuple(tuple(group) for group in groups), tuple(excluded))


@lru_cache(maxsize=4096)
def mark_of(name: str) -> str:
    """A party or an act as a mark among the words of a sentence: `=rus`, `=puerto_rico`."""
    return "=" + "_".join(words_of(name))


def for_sqlite(question: Question, marks: Sequence[Sequence[str]] = ()) -> str:
    """The question as FTS5 reads it; of each group of marks one must be there."""
    parts = [_any(_fts5(term) for term in group) for group in question.groups]
    parts += [_any(f'"{mark_of(mark)}"' for mark in group) for group in marks]
    asked = " AND ".join(parts)
    return f"({asked}) NOT {_any(_fts5(term) for term in question.excluded)}" if question.excluded else asked


def for_postgresql(question: Question, marks: Sequence[Sequence[str]] = ()) -> str:
    """The question as a tsquery."""
    parts = [_any((_tsquery(term) for term in group), " | ") for group in question.groups]
    parts += [_any((f"'{mark_of(mark)}'" for mark in group), " | ") for group in marks]
    parts += [f"!{_any([_tsquery(term)], ' | ')}" for term in question.excluded]
    return " & ".join(parts)


def _any(parts: Iterable[str], joint: str = " OR ") -> str:
    return f"({joint.join(parts)})"


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")


def _tsquery(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words]
    if term.prefix:
        quoted[-1] += ":*"
    return "(" + " <-> ".join(quoted) + ")"


def tsvector(words: Sequence[str], marks: Iterable[str]) -> str:
    """Words and marks as PostgreSQL's tsvector: given as such, so that no parser of its own parts them otherwise."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words, 1):
        places[word].append(min(place, LAST_POSITION))
    entries = [f"'{word}':{','.join(map(str, at))}" for word, at in places.items()]
    return " ".join([*entries, *(f"'{mark_of(mark)}'" for mark in marks)])


def hits(text: str, question: Question) -> list[Evidence]:
    """The spans of a text that the terms of a question hit, in order."""
    found = [(fold(match[0]), match.span()) for match in WORD.finditer(text)]
    spans = set()
    for term in (term for group in question.groups for term in group):
        size = len(term.words)
        for at in range(len(found) - size + 1):
            window = [word for word, _ in found[at : at + size]]
            same = window[:-1] == list(term.words[:-1])
            last = window[-1].startswith(term.words[-1]) if term.prefix else window[-1] == term.words[-1]
            if same and last:
                spans.add(Evidence(found[at][1][0], found[at + size - 1][1][1]))
    return sorted(spans)
