"""A register comes in, its documents in one language go out one after the other, with sentences, names and who acts in each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from communique.errors import QuestionError
from communique.evidence import Evidence
from communique.formulas.tokens import Names, Token, Wording
from communique.lexicon import languages
from communique.register.asking.answers import Quote
from communique.register.asking.questions import Filter
from communique.register.register import Register
from communique.register.statements import run
from communique.segmentation import Segmenter

if TYPE_CHECKING:
    from sqlalchemy import Connection

AT_ONCE = 200  # documents fetched together: what memory holds of the texts
STOP = re.compile(r"[.!?…]\S?\S?\s+\S")  # within a span
PIECE = re.compile(
    r"(?:[^\W\d_]\.)+|(?:\d+|[IVXLC]+)\.(?!\w)|\w+(?:['’.\-‐‑&/]\w+)*|[^\w\s]"
)  # "U.S.", "15." with stops
UNKNOWN = "?"  # a party that the text does not let one tell


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's place in the text, and the parties that act in it."""

    start: int
    end: int
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A document of the register as formulas are looked for in it."""

    id: int
    name: str
    title: str | None
    publisher: str | None
    state: str | None
    published: str | None
    url: str | None
    text: str
    sentences: tuple[Sentence, ...]
    names: Names

    @property
    def source(self) -> str:
        """Whose text it is: the publisher, else the state, else "?"."""
        return self.publisher or self.state or UNKNOWN

    def tokens(self, sentence: Sentence, wording: Wording) -> list[Token]:
        """The words of a sentence."""
        return wording.tokens(self.text, sentence.start, sentence.end, self.names)

    def is_of(self, publisher: str) -> bool:
        """Whether it was published by a publisher of this name, or of the state with this code."""
        return publisher == self.publisher or publisher.upper() == self.state

    def quote(self, sentence: Sentence, start: int, end: int) -> Quote:
        """A sentence with the words that matter marked."""
        span, marked = Evidence(sentence.start, sentence.end), Evidence(start - sentence.start, end - sentence.start)
        words = self.text[sentence.start : sentence.end]
        return Quote(self.name, self.published, self.publisher, self.title, self.url, words, span, (marked,))


def languages_of(register: Register, language: str | None = None, narrowed: Filter | None = None) -> list[str]:
    """The languages that a question is answered in: the one asked for, else all installed that documents are in.

    Raises `QuestionError` where no document is in one of them.
    """
    conditions, values = _conditions(narrowed or Filter())
    with register.reading() as connection:
        rows = run(
            connection, f"SELECT language, COUNT(*) AS texts FROM documents{conditions} GROUP BY language", values
        )
        counts = Counter({row.language: int(row.texts) for row in rows})
    asked = [language] if language else sorted(languages(), key=lambda each: (-counts[each], each))
    found = [each for each in asked if counts[each]]
    if found:
        return found
    if not counts:
        raise QuestionError("no document to look for formulas in; add some: communique add SOURCE…")
    there = ", ".join(f"{count} in {each}" for each, count in sorted(counts.items()))
    raise QuestionError(f"no document in {' or '.join(asked)} to look for formulas in; there are {there}")


def texts_of(register: Register, language: str, narrowed: Filter | None = None) -> Iterator[Text]:
    """The documents in a language, in the order in which they were added; at most `AT_ONCE` are held in memory."""
    conditions, values = _conditions(narrowed or Filter(), language=language)
    segmenter = Segmenter.load(language)
    after = 0
    while True:
        with register.reading() as connection:
            values |= {"after": after, "most": AT_ONCE}
            heads = list(run(connection, _HEADS.format(conditions), values))
            if not heads:
                return
            found = _texts(connection, heads, segmenter)
        yield from found
        after = heads[-1].id


def _conditions(narrowed: Filter, *, language: str | None = None) -> tuple[str, dict[str, Any]]:
    """What documents are looked at, as SQL and its values; without a day one is in no span of days."""
    conditions, values = [], dict[str, Any]()
    if language:
        conditions.append("language = :language AND id > :after")
        values["language"] = language
    if narrowed.since or narrowed.until:
        conditions.append("published >= :since AND published <= :until")
        values |= narrowed.days
    if narrowed.publisher:
        conditions.append("(publisher = :publisher OR publisher_state = :publisher_state)")
        values |= {"publisher": narrowed.publisher, "publisher_state": narrowed.publisher.upper()}
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), values


def _texts(connection: Connection, heads: Sequence[Any], segmenter: Segmenter) -> list[Text]:
    values = {"first": heads[0].id, "last": heads[-1].id}
    texts = {row.id: row.text for row in heads}
    sentences, names, parties = defaultdict(list), defaultdict(list), defaultdict(list)
    for document, sentence, party in run(connection, _PARTIES, values):
        parties[document, sentence].append(party)
    for document, number, start, end in run(connection, _SENTENCES, values):
        if document in texts:
            acting = tuple(parties.get((document, number), ()))
            for first, last in split_sentences(texts[document], start, end, segmenter):
                sentences[document].append(Sentence(first, last, acting))
    for document, start, end in run(connection, _NAMES, values):
        names[document].append((start, end))
    return [
        Text(
            row.id, row.name, row.title, row.publisher, row.publisher_state, row.published, row.url, row.text,
            tuple(sentences[row.id]), Names(names[row.id]),
        )
        for row in heads
    ]  # fmt: skip


def split_sentences(text: str, start: int, end: int, segmenter: Segmenter) -> Iterator[tuple[int, int]]:
    """The sentences of a span: what the register keeps of lines without an act are whole lines."""
    if not STOP.search(text, start, end):
        yield start, end
        return
    line = text[start:end]
    for sentence in segmenter.segment(line, lambda piece: [match.span() for match in PIECE.finditer(piece)]):
        yield start + sentence.tokens[0][0], start + sentence.tokens[-1][1]


_HEADS = (
    "SELECT id, name, title, publisher, publisher_state, published, url, text FROM documents{} ORDER BY id LIMIT :most"
)
_SENTENCES = (
    'SELECT document, number, start, "end" FROM sentences WHERE document >= :first AND document <= :last'
    " ORDER BY document, number"
)
_NAMES = (
    'SELECT document, start, "end" FROM evidence WHERE document >= :first AND document <= :last AND "of" = \'mention\''
    ' UNION SELECT document, start, "end" FROM appearance_offices WHERE document >= :first AND document <= :last'
    ' ORDER BY document, start, "end"'
)
_PARTIES = (
    "SELECT DISTINCT acts.document, acts.sentence, roles.party FROM acts"
    " JOIN roles ON roles.document = acts.document AND roles.act = acts.number"
    " WHERE acts.document >= :first AND acts.document <= :last AND roles.role = 'actor'"
    " AND roles.party IS NOT NULL AND roles.party <> '?' ORDER BY acts.document, acts.sentence, roles.party"
)
