"""Reader: finds the language of a document, keeps one parser and lexicon a language, and reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import cache

from communique.documents import take
from communique.documents.document import Document
from communique.errors import CommuniqueError, DocumentError, LanguageError
from communique.lexicon import Lexicon, languages, load_lexicon, party_codes, telling_words
from communique.parsing import load_parser
from communique.reading import read
from communique.record import Failure, Record
from communique.sentences import Parser

SAMPLE = 4000  # characters are enough to tell a language
HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")
YEAR_OR_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
SURE_FROM = 200  # characters: below, names outweigh words
WORD = re.compile(r"[^\W\d_]+")
VARIOUS, SHARE, CLEAR = 3, 0.15, 4  # Danish has "der" and "den", Dutch "is" and "was": never so many, so often, alone


@cache
def parser_for(language: str) -> Parser:
    """The bundled parser of a language, loaded once."""
    return load_parser(language)


def find_language(text: str) -> str:
    """Return the code of the language a text is written in; a short text counts as one of those that are installed."""
    sample = text[:SAMPLE]
    if own := _told_by_small_words(sample):
        return own
    ranked = [str(language) for language, _ in _identifier().rank(sample)]
    if len(sample) >= SURE_FROM:
        return ranked[0]
    return next((language for language in ranked if language in languages()), ranked[0])


def _told_by_small_words(sample: str) -> str | None:
    """The installed language whose small words are many and various in a text, while those of no other are.

    It spares most texts the loading of a model of all the languages there are, and a few words tell more than letters.
    """
    words = WORD.findall(sample.casefold())
    found = {language: [word for word in words if word in small] for language, small in telling_words().items()}
    best = max(found, key=lambda language: len(found[language]))
    others = sum(len(own) for language, own in found.items() if language != best)
    various, many = len(set(found[best])) >= VARIOUS, len(found[best]) >= SHARE * len(words)
    return best if various and many and others * CLEAR <= len(found[best]) else None


@cache
def _identifier():  # type: ignore[no-untyped-def]  # noqa: ANN202
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)


def check(document: Document) -> None:
    """Refuse what no record may hold; raises `DocumentError` for half characters, an unknown party, a day that is none."""
    if HALF_CHARACTER.search(document.text):
        raise DocumentError("the text holds half characters (lone surrogates); decode it anew")
    state = document.publisher_state
    if state and state not in party_codes():
        raise DocumentError(f'publisher_state "{state}" is no party code; a state is written as ISO 3166-1 alpha-3')
    if document.published and not YEAR_OR_MONTH.fullmatch(document.published):
        try:
            datetime.fromisoformat(document.published)
        except ValueError:
            raise DocumentError(f'published "{document.published}" is no date; write it as 2024-06-19') from None


class Reader:
    """Reads documents one after another; what is said here holds for documents that do not say it themselves."""

    def __init__(
        self, *, language: str | None = None, publisher_state: str | None = None, published: str | None = None
    ) -> None:
        self.language = language
        self.publisher_state = publisher_state
        self.published = published

    def read(self, document: Document) -> Record:
        """Read a document; raises `DocumentError`, `LanguageError`, `ParserError` or `LexiconError`."""
        language = self.language or document.language or find_language(document.text)
        language = language.lower().partition("-")[0]
        if language not in languages():
            raise LanguageError(
                f'no lexicon for language "{language}"; there is {", ".join(languages())} (--language sets it)'
            )
        publisher_state = self.publisher_state or document.publisher_state
        document = replace(
            document,
            language=language,
            publisher_state=publisher_state.upper() if publisher_state else None,
            published=self.published or document.published,
        )
        check(document)
        lexicon: Lexicon = load_lexicon(language)
        return read(document, parser=parser_for(language), lexicon=lexicon)

    def read_text(
        self, text: str | Document, *, language: str | None, publisher_state: str | None, published: str | None
    ) -> Record:
        """Read a string or a Document with these settings."""
        document = text if isinstance(text, Document) else Document(text)
        return Reader(language=language, publisher_state=publisher_state, published=published).read(document)


def read_all(
    sources: Iterable[str],
    reader: Reader,
    *,
    progress: bool = False,
    progress_from: int = 0,
    allow_private: bool = False,
) -> Iterator[Record | Failure]:
    """Yield a record or a failure for every document of every source, in order; one failure stops no other.

    One document is in memory at a time. `progress`: say on standard error how many are read, once there are `progress_from`.
    `allow_private`: fetch from addresses of private networks too.
    """
    outcomes = take(sources, allow_private=allow_private)
    if progress:
        outcomes = _counted(outcomes, max(1, progress_from))
    for outcome in outcomes:
        yield outcome if isinstance(outcome, Failure) else _read_one(outcome, reader)


def _counted(outcomes: Iterator[Document | Failure], start: int) -> Iterator[Document | Failure]:
    """The same outcomes; from the one of number `start` on a line on standard error counts them (how many come is not known)."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("Reading: {task.completed:.0f} done"), TimeElapsedColumn()
    display = Progress(*columns, console=Console(stderr=True), transient=True)
    task = display.add_task("", total=None)
    with ExitStack() as shown:
        for number, outcome in enumerate(outcomes, 1):
            if number == start:
                shown.enter_context(display)
            yield outcome
            display.advance(task)


def _read_one(document: Document, reader: Reader) -> Record | Failure:
    try:
        return reader.read(document)
    except CommuniqueError as error:
        return Failure(document.source or document.id, "read", f"{document.source or document.id}: {error}")
