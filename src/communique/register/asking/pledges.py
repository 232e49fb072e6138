"""Pledges of a party or person in, each with its sentence and every later text that comes back to it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sqlalchemy import Connection

from communique.evidence import Evidence
from communique.register.asking.answers import ActRow, Pledge, Quote, Reference
from communique.register.asking.questions import Filter, acts_between
from communique.register.asking.quoting import Key, quotes_of
from communique.register.index import ask_count, hitting
from communique.register.register import Register
from communique.register.statements import Answer, ask, fetch, sending
from communique.register.words import Question, Term, words_of

PLEDGING = ("PLEDGE",)
MOST_PLEDGES = 20  # where nobody asks for more: the later texts of each are a search of their own
LONG = 5  # letters of a word that may tell one pledge from another
WEIGHED = 4  # of its longest words, of which the rarest are searched for
SEARCHED = 3  # of these, two of which a later text must have
COMMON = 100  # sentences that hold a word from which on it tells little: its inflections are not searched for
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
        return [Pledge(act, later) for act, later in zip(acts, _later(connection, acts), strict=True)]


def telling_words(text: str) -> list[str]:
    """The long words of a text, each once, the longest first."""
    words = {word for word in words_of(text) if len(word) >= LONG and not word.isdigit()}
    return sorted(words, key=lambda word: (-len(word), word))


def _later(connection: Connection, pledges: Sequence[ActRow]) -> Iterator[tuple[Reference, ...]]:
    """For each pledge the sentences of later documents that share enough of its words."""
    words = [telling_words(pledge.content or pledge.quote.text) for pledge in pledges]
    counts = _counts(connection, {word for each in words for word in each[:WEIGHED]})
    with sending(connection):
        asked = [_ask_later(connection, *each, counts) for each in zip(pledges, words, strict=True)]
    found = [set(answer()) for answer in asked]
    quotes = _quotes(connection, sorted(set().union(*found)))
    for each, keys in zip(words, found, strict=True):
        stems = {word[:STEM] for word in each}
        references = (_reference(quotes[key], stems) for key in sorted(keys & quotes.keys()))
        told = [reference for reference in references if reference is not None]
        yield tuple(sorted(told, key=lambda one: (one.quote.published or "", one.quote.span))[:MOST_LATER])


def _counts(connection: Connection, words: set[str]) -> dict[str, int]:
    """In how many sentences words stand, counted up to `COMMON`."""
    with sending(connection):
        asked = {word: ask_count(connection, _for_word(word), most=COMMON) for word in sorted(words)}
    return {word: int(answer()[0][0]) for word, answer in asked.items()}


def _for_word(word: str) -> Question:
    return Question(((Term((word,)),),))


def _ask_later(connection: Connection, pledge: ActRow, words: Sequence[str], counts: Mapping[str, int]) -> Answer:
    """Ask for sentences of later documents with two of a pledge's rarest words and an act of its parties."""
    sides = [side for side in (_parties(pledge.actors), _parties(pledge.recipients)) if side]
    if len(words) < FEWEST or not sides:
        return list
    matching, asked = hitting(connection, _two_of(_rarest(words[:WEIGHED], counts)), sides)
    return ask(connection, _LATER.format(matching), {**asked, "day": pledge.quote.published or "", "most": MOST_SEEN})


def _rarest(words: Sequence[str], counts: Mapping[str, int]) -> list[Term]:
    """The words that the fewest sentences hold, with other endings where they are not common."""
    rarest = sorted(words, key=lambda word: counts[word])[:SEARCHED]
    terms = [Term((word[:STEM],), prefix=True) if counts[word] < COMMON else Term((word,)) for word in rarest]
    rare = [term for term in terms if term.prefix]
    return rare if len(rare) > 1 else terms[:2]


def _two_of(terms: Sequence[Term]) -> Question:
    """The question for any two of three terms: (a or b) and (a or c) and (b or c); of two for both."""
    return Question(tuple(combinations(terms, len(terms) - 1)))


def _quotes(connection: Connection, keys: Sequence[Key]) -> dict[Key, Quote]:
    if not keys:
        return {}
    wanted = set(keys)
    rows = fetch(connection, _SENTENCES, {"documents": sorted({document for document, _ in keys})})
    spans = {(document, number): Evidence(start, end) for document, number, start, end in rows}
    kept = [key for key in spans if key in wanted]
    quotes = quotes_of(connection, [(key[0], spans[key], (spans[key],)) for key in kept])
    return dict(zip(kept, quotes, strict=True))


def _reference(quote: Quote, stems: set[str]) -> Reference | None:
    """A sentence as one that refers to a pledge, where it shares enough of its words."""
    shared = sorted({word for word in words_of(quote.text) if word[:STEM] in stems and len(word) >= LONG})
    enough = len({word[:STEM] for word in shared}) >= max(FEWEST, SHARED * len(stems))
    return Reference(quote, tuple(shared)) if enough else None


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
