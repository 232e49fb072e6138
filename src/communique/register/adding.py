"""Sources in, documents of the register out: taken, read by several processes, written one transaction each.

What is in the register already, read by this version of the reader, is not read again: so the same command goes on where
it was stopped, and adding twice changes nothing.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from typing import Any

from communique import __version__
from communique.documents import take
from communique.documents.document import Document
from communique.errors import CommuniqueError
from communique.lexicon import LANGUAGES, SHARED
from communique.reader import Reader
from communique.record import Failure
from communique.register.database import writing
from communique.register.register import Register
from communique.register.statements import run
from communique.register.writing import Added, add_copy, copy_of, place_of

AHEAD = 4  # documents taken ahead of each process
WATCH_SECONDS = 1.0
COMPLETED = ("language", "title", "publisher", "publisher_state", "published", "url")
FINGERPRINT = 12  # characters of a hash that tell versions apart


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are read: what is said here holds for those that do not say it themselves."""

    language: str | None = None
    publisher_state: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: `added`, `replaced`, `copy`, `present` or `failed`, and why it failed."""

    document: str
    outcome: str
    error: str | None = None


def add_sources(
    register: Register,
    sources: Iterable[str],
    *,
    options: Options | None = None,
    workers: int = 1,
    allow_private: bool = False,
) -> Iterator[Outcome]:
    """Take, read and write every document of the sources, and yield what became of each, as it is done.

    With `workers` > 1 so many processes read and write; their documents come in no fixed order.
    """
    yield from add_documents(
        register, take(sources, allow_private=allow_private), options=options or Options(), workers=workers
    )


def add_documents(
    register: Register, documents: Iterable[Document | Failure], *, options: Options, workers: int = 1
) -> Iterator[Outcome]:
    """Read and write documents; failures are passed on."""
    unread = _unread(register, documents, options)
    if workers > 1:
        yield from _in_processes(register.address, unread, options, workers)
        return
    adder = _Adder(register, options)
    for each in unread:
        yield each if isinstance(each, Outcome) else adder.add(each)


def read_again(register: Register, *, workers: int = 1) -> Iterator[Outcome]:
    """Read every document that another version of the reader read; what it said of itself is kept."""
    yield from add_documents(register, _stored(register), options=Options(), workers=workers)


def _stored(register: Register) -> Iterator[Document]:
    with register.reading() as connection:
        ids = [row[0] for row in run(connection, "SELECT id FROM documents ORDER BY id", {})]
    for id in ids:
        with register.reading() as connection:
            row = run(connection, "SELECT * FROM documents WHERE id = :id", {"id": id}).mappings().one_or_none()
        if row is not None:
            yield Document(
                row["text"], language=row["language"], source=row["source"], id=row["name"], title=row["title"],
                publisher=row["publisher"], publisher_state=row["publisher_state"], published=row["published"], url=row["url"],
            )  # fmt: skip


def reader_version(language: str, publisher_state: str | None, published: str | None) -> str:
    """What a record depends on beside its text: the reader, the tables and the parser of its language, and what was said."""
    return f"{__version__} {_data_version(language)} {publisher_state or '-'} {published or '-'}"


@cache
def _data_version(language: str) -> str:
    digest = sha256()
    for folder in (LANGUAGES / language, LANGUAGES / SHARED, LANGUAGES.parent / "models" / language):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:FINGERPRINT]


def _unread(
    register: Register, documents: Iterable[Document | Failure], options: Options
) -> Iterator[Document | Outcome]:
    """Pass on what is to be read; of what is there already, note at most where else it was found."""
    for each in documents:
        if isinstance(each, Failure):
            yield Outcome(each.document, "failed", each.error)
            continue
        with register.reading() as connection:
            found = run(connection, _KNOWN, {"hash": each.hash}).one_or_none()
        if found is None:
            yield each
            continue
        told = _completed(each, found)
        state = options.publisher_state or told.publisher_state
        said = (state.upper() if state else None, options.published or told.published)
        if found.reader != reader_version(options.language or found.language, *said):
            yield told
            continue
        with writing(register.engine) as connection:
            new = add_copy(connection, found.id, copy_of(each))
            yield Outcome(each.source or each.id, "copy" if new else "present")


def _completed(document: Document, known: Any) -> Document:  # noqa: ANN401  (a row)
    """The document with what the register knows of its text: what it does not say, and found elsewhere, all that is known.

    A copy that says less of itself, or another day, is no reason to read the text otherwise.
    """
    elsewhere = place_of(document.url, document.source, document.id) != place_of(known.url, known.source, known.name)
    told = {name: value for name in COMPLETED if (value := getattr(known, name)) is not None}
    return replace(
        document, **{name: value for name, value in told.items() if elsewhere or getattr(document, name) is None}
    )


class _Adder:
    """Reads documents and writes what it reads."""

    def __init__(self, register: Register, options: Options) -> None:
        self._register = register
        self._reader = Reader(
            language=options.language, publisher_state=options.publisher_state, published=options.published
        )

    def add(self, document: Document) -> Outcome:
        name = document.source or document.id
        try:
            record = self._reader.read(document)
            head = record.document
            reader = reader_version(head.language, head.publisher_state, head.published)
            added: Added = self._register.add(record, reader=reader)
        except CommuniqueError as error:
            return Outcome(name, "failed", f"{name}: {error}")
        return Outcome(name, added.outcome)


# several processes

_adder: _Adder | None = None  # of a worker process, which is given its register once


def _begin(address: str, options: Options, parent: int) -> None:
    global _adder  # noqa: PLW0603  (a worker has no other place for what it was begun with)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    _adder = _Adder(Register(address), options)


def _watch(parent: int) -> None:
    """End with the process that began it, however that ends."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def _add(document: Document) -> Outcome:
    assert _adder is not None
    return _adder.add(document)


def _in_processes(
    address: str, documents: Iterable[Document | Outcome], options: Options, workers: int
) -> Iterator[Outcome]:
    """A document that brings its process down is tried once more alone; then it is a failure and the others go on."""
    suspects: list[Document] = []
    waiting = iter(documents)
    done = False
    while not done:
        with _pool(address, options, workers) as pool:
            running: dict[Future[Outcome], Document] = {}
            given: Document | None = None
            try:
                for each in waiting:
                    if isinstance(each, Outcome):
                        yield each
                        continue
                    given = each
                    running[pool.submit(_add, each)] = each
                    given = None
                    if len(running) >= AHEAD * workers:
                        yield from _finished(running)
                while running:
                    yield from _finished(running)
                done = True
            except BrokenProcessPool:
                suspects += [*running.values(), *([given] if given else [])]
    for suspect in suspects:
        with _pool(address, options, 1) as pool:
            try:
                yield pool.submit(_add, suspect).result()
            except BrokenProcessPool:
                name = suspect.source or suspect.id
                yield Outcome(
                    name, "failed", f"{name}: the process that read it was ended (out of memory?); it is left out"
                )


def _pool(address: str, options: Options, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(address, options, os.getpid())
    )


def _finished(running: dict[Future[Outcome], Document]) -> Iterator[Outcome]:
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    for future in done:
        outcome = future.result()  # raises BrokenProcessPool before the document is forgotten
        del running[future]
        yield outcome


_KNOWN = f"SELECT id, reader, source, name, {', '.join(COMPLETED)} FROM documents WHERE hash = :hash"
