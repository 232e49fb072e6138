"""Pledges of a party or person in, each with its sentence and every later text that comes back to it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from sqlalchemy import Connection

from communique.evidence import Evidence
from communique.register.asking.answers import ActRow, Pledge, Reference
from communique.register.asking.questions import Filter, acts_between
from communique.register.asking.quoting import quotes_of
from communique.register.index import count_hits, hitting
from communique.register.register import Register
from communique.register.statements import run
from communique.register.words import Question, Term, words_of

PLEDGING = ("PLEDGE",)
MOST_PLEDGES = 20  # where nobody asks for more: the later texts of each are a search of their own
LONG = 5  # letters of a word that may tell one pledge from another
WEIGHED = 4  # of its longest words, of which the rarest are searched for
SEARCHED = 3  # of these, two of which a later text must have
COMMON = 500  # sentences that hold a word from which on it tells little: its inflections are not searched for
STEM = 6  # letters by which inflected words are one
SHARED = 0.5  # of a pledge's words that a sentence must have to refer to it
FEWEST = 3
MOST_SEEN, MOST_LATER = 30, 10
PARTY = re.compile(r"\(([^()]+)\)$")  # "Vladimir Putin (RUS)"


def pledges(
    register: Register,
    *,
    by: str | None = None,
    to: str | None = None,
    narrowed: Filter | None = None,
    limit: int = MOST_PLEDGES,
) -> list[Pledge]:
    """Pledges by a party or person, towards a party, newest first, each with the later texts that refer to it.

    A later text refers to a pledge where a sentence of it, with an act by or towards both parties, shares at least half of
    the words that tell the pledge from others.
    """
    acts = acts_between(register, by, to, types=PLEDGING, narrowed=narrowed, limit=limit)
    with register.reading() as connection:
        counts: dict[str, int] = {}
        return [Pledge(act, tuple(_later(connection, act, counts))) for act in acts]


def telling_words(text: str) -> list[str]:
    """The long words of a text, each once, the longest first."""
    words = {word for word in words_of(text) if len(word) >= LONG and not word.isdigit()}
    return sorted(words, key=lambda word: (-len(word), word))


def _later(connection: Connection, pledge: ActRow, counts: dict[str, int]) -> list[Reference]:
    """Sentences of later documents that share enough of a pledge's words; `counts`: sentences by word, as far as known."""
    words = telling_words(pledge.content or pledge.quote.text)
    sides = [side for side in (_parties(pledge.actors), _parties(pledge.recipients)) if side]
    if len(words) < FEWEST or not sides:
        return []
    stems = {word[:STEM] for word in words}
    matching, asked = hitting(connection, _two_of(_rarest(connection, words[:WEIGHED], counts)), sides)
    values = {**asked, "day": pledge.quote.published or "", "most": MOST_SEEN}
    rows = run(connection, _LATER.format(matching), values)
    return _referring(connection, sorted({(row.document, row.number) for row in rows}), stems)


def _rarest(connection: Connection, words: Sequence[str], counts: dict[str, int]) -> list[Term]:
    """The words that the fewest sentences hold, with other endings where they are not common."""
    for word in words:
        if word not in counts:
            counts[word] = count_hits(connection, Question(((Term((word,)),),)), most=COMMON)
    rarest = sorted(words, key=lambda word: counts[word])[:SEARCHED]
    terms = [Term((word[:STEM],), prefix=True) if counts[word] < COMMON else Term((word,)) for word in rarest]
    rare = [term for term in terms if term.prefix]
    return rare if len(rare) > 1 else terms[:2]


def _two_of(terms: Sequence[Term]) -> Question:
    """The question for any two of three terms: (a or b) and (a or c) and (b or c); of two for both."""
    return Question(tuple(combinations(terms, len(terms) - 1)))


def _referring(connection: Connection, keys: Sequence[tuple[int, int]], stems: set[str]) -> list[Reference]:
    if not keys:
        return []
    wanted = set(keys)
    rows = run(connection, _SENTENCES, {"documents": sorted({document for document, _ in keys})})
    spans = [(row.document, Evidence(row.start, row.end)) for row in rows if (row.document, row.number) in wanted]
    references = []
    for quote in quotes_of(connection, [(document, span, (span,)) for document, span in spans]):
        shared = sorted({word for word in words_of(quote.text) if word[:STEM] in stems and len(word) >= LONG})
        if len({word[:STEM] for word in shared}) >= max(FEWEST, SHARED * len(stems)):
            references.append(Reference(quote, tuple(shared)))
    return sorted(references, key=lambda each: (each.quote.published or "", each.quote.span))[:MOST_LATER]


def _parties(names: Sequence[str]) -> list[str]:
    """The codes in names as rows tell them: of a person that in brackets, else the name is the party."""
    found = [match[1] if (match := PARTY.search(name)) else name for name in names]
    return sorted({each for each in found if each != "?"})


_LATER = (
    "SELECT found.document, found.number FROM ({}) AS found JOIN documents ON documents.id = found.document"
    " WHERE documents.published > :day LIMIT :most"
)
_SENTENCES = (
    'SELECT document, number, start, "end" FROM sentences WHERE document IN :documents ORDER BY document, number'
)
