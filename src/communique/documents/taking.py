"""Names of sources in, Documents and Failures out, in order: files, globs, folders, addresses, stores, standard input."""

from __future__ import annotations

import glob
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from communique.documents.document import Document
from communique.documents.formats import PEEK, reader_of, suffix_of
from communique.documents.source import Source
from communique.documents.stores import expand as expand_store
from communique.documents.stores import is_store, open_store
from communique.errors import DocumentError
from communique.record import Failure

if TYPE_CHECKING:
    from communique.documents.web import Web

STDIN = "-"


def take(sources: Iterable[str], *, allow_private: bool = False) -> Iterator[Document | Failure]:
    """Yield the documents of every source in order.

    A source is a file, a glob, a folder, `-` for standard input, an address (`https://…`) or a path of a store
    (`s3://…`, with the extra `cloud`). One that cannot be taken in is a `Failure` that says why; the others go on.
    `allow_private`: fetch from addresses of private networks too.
    """
    taking = _Taking(allow_private=allow_private)
    for source in sources:
        yield from taking.take(source)


class _Taking:
    """One run over sources; what it learns of web sites holds for all of them."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._web: Web | None = None

    def take(self, source: str) -> Iterator[Document | Failure]:
        try:
            names = _expand(source)
        except DocumentError as error:
            yield Failure(source, "take", str(error))
            return
        for name in names:
            try:
                yield from self._fetch(name) if _is_web(name) else _open(name)
            except DocumentError as error:
                yield Failure(name, "take", str(error))

    def _fetch(self, url: str) -> Iterator[Document | Failure]:
        from communique.documents.web import Web, default_cache

        if self._web is None:
            self._web = Web(default_cache(), self._allow_private)
        source, media_type = self._web.fetch(url)
        start = source.stream.read(PEEK)
        source.stream.seek(0)
        yield from reader_of(urlsplit(url).path, start, media_type)(source)


def _is_web(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _expand(source: str) -> list[str]:
    if source == STDIN or _is_web(source):
        return [source]
    if is_store(source):
        return expand_store(source)
    path = Path(source)
    if path.is_dir():
        return [str(each) for each in sorted(path.rglob("*")) if suffix_of(each.name) and each.is_file()] or [source]
    if path.exists() or not glob.has_magic(source):
        return [source]
    return sorted(glob.glob(source, recursive=True)) or [source]


def _open(name: str) -> Iterator[Document | Failure]:
    """The documents of one file, read as a stream."""
    if name == STDIN:
        yield from _read("", Source(name, sys.stdin.buffer))
        return
    with closing(open_store(name) if is_store(name) else _open_file(name)) as stream:
        try:
            yield from _read(name, Source(name, stream))
        except OSError as error:
            raise DocumentError(f"{name}: cannot be read to its end ({error.strerror or error})") from None


def _read(name: str, source: Source) -> Iterator[Document | Failure]:
    stream = source.stream if hasattr(source.stream, "peek") else io.BufferedReader(cast(io.RawIOBase, source.stream))
    start = stream.peek(PEEK)[:PEEK]
    yield from reader_of(name, start)(Source(source.name, stream))


def _open_file(name: str) -> io.BufferedReader:
    try:
        return Path(name).open("rb")
    except FileNotFoundError:
        raise DocumentError(f"{name}: no such file") from None
    except IsADirectoryError:
        raise DocumentError(f"{name}: this is a folder without readable files") from None
    except OSError as error:
        raise DocumentError(f"{name}: {error.strerror}") from None
