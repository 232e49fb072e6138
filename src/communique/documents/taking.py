"""Names of sources in, Documents and Failures out, in order: files, globs, folders, addresses, stores, standard input."""

from __future__ import annotations

import glob
import gzip
import io
import mimetypes
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast
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
LINES = (".jsonl", ".ndjson")
MANY = (".rss", ".atom", ".eml", ".warc", ".wacz")
GZIP = b"\x1f\x8b"
NO_TEXTS = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")


def take(sources: Iterable[str], *, allow_private: bool = False) -> Iterator[Document | Failure]:
    """Yield the documents of every source in order.

    A source is a file, a glob, a folder, `-` for standard input, an address (`https://…`) or a path of a store
    (`s3://…`, with the extra `cloud`). One that cannot be taken in is a `Failure` that says why; the others go on.
    Of a folder every file below it is taken whose ending is that of a text, but no hidden ones; pictures, films and styles
    are passed over, every other file is a `Failure`. `allow_private`: fetch from addresses of private networks too.
    """
    taking = _Taking(allow_private=allow_private)
    for source in sources:
        yield from taking.take(source)


def expected(sources: Iterable[str]) -> int | None:
    """How many documents sources hold, where that is told without reading them: one a file, one a line of JSONL.

    None where an archive, a feed, a message or standard input is among them, which hold any number.
    """
    total = 0
    for source in sources:
        try:
            names = _expand(source)
        except DocumentError:
            names = [source]
        for name in names:
            count = 1 if isinstance(name, Failure) or _is_web(name) else _held(name)
            if count is None:
                return None
            total += count
    return total


def _held(name: str) -> int | None:
    suffix = suffix_of(name)
    if name == STDIN or suffix in MANY or name.endswith(".gz"):
        return None
    if suffix not in LINES or is_store(name):
        return 1
    try:
        with Path(name).open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    except OSError:
        return 1


class _Taking:
    """One run over sources; what it learns of web sites holds for all of them."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._web: Web | None = None

    def take(self, source: str) -> Iterator[Document | Failure]:
        try:
            names = _expand(source)
        except DocumentError as error:
            yield _failure(source, str(error))
            return
        for name in names:
            if isinstance(name, Failure):
                yield _failure(name.document, name.error)
                continue
            try:
                yield from self._fetch(name) if _is_web(name) else _open(name)
            except DocumentError as error:
                yield _failure(name, str(error))
            except Exception as error:  # noqa: BLE001  (what a library stumbles on in one file costs the run no other)
                what = f"{type(error).__name__}: {error}".rstrip(": ")[:200]
                yield _failure(name, f"{name}: cannot be read ({what}); please report this file")

    def _fetch(self, url: str) -> Iterator[Document | Failure]:
        from communique.documents.web import Web
        from communique.settings import web_cache

        if self._web is None:
            self._web = Web(web_cache(), self._allow_private)
        source, media_type = self._web.fetch(url)
        yield from _read(urlsplit(url).path, source, media_type)


def _failure(name: str, error: str) -> Failure:
    return Failure(_printable(name), "take", _printable(error))


def _printable(name: str) -> str:
    """A name that can be written as UTF-8, though the file system's bytes are none."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _is_web(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _expand(source: str) -> list[str | Failure]:
    if source == STDIN or _is_web(source):
        return [source]
    if is_store(source):
        return [*expand_store(source)]
    path = Path(source)
    try:
        if path.is_dir():
            return list(_below(path)) or [source]
        if path.exists() or not glob.has_magic(source):
            return [source]
    except (OSError, ValueError) as error:  # a name with a NUL, or one that is too long
        raise DocumentError(f"{source}: no name of a file ({error})") from None
    return [*sorted(glob.glob(source, recursive=True))] or [source]


def _below(folder: Path) -> Iterator[str | Failure]:
    """The files below a folder, in order, each folder once though links lead around; a Failure where one is not read."""
    unreadable: list[OSError] = []
    seen: set[tuple[int, int]] = set()
    found: list[Path] = []
    for top, folders, names in os.walk(folder, onerror=unreadable.append, followlinks=True):
        entry = os.stat(top)
        if (entry.st_dev, entry.st_ino) in seen:
            folders.clear()
            continue
        seen.add((entry.st_dev, entry.st_ino))
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(top, name) for name in names if not name.startswith(".")]
    for error in unreadable:
        yield Failure(str(error.filename), "take", f"{error.filename}: the folder cannot be read ({error.strerror})")
    for path in sorted(found):
        if path.exists() and not path.is_file():
            continue  # a pipe or a device: to open it may take for ever
        if suffix_of(path.name.removesuffix(".gz")):
            yield str(path)
        elif not (mimetypes.guess_type(path.name)[0] or "").startswith(NO_TEXTS):
            what = "its ending tells no format that is read here; name the file itself to read it as what it holds"
            yield Failure(str(path), "take", f"{path}: {what}")


def _open(name: str) -> Iterator[Document | Failure]:
    """The documents of one file, read as a stream."""
    if name == STDIN:
        yield from _read("", Source(name, sys.stdin.buffer))
        return
    with closing(open_store(name) if is_store(name) else _open_file(name)) as stream:
        try:
            yield from _read(name, Source(_printable(name), stream))
        except OSError as error:
            raise DocumentError(f"{name}: cannot be read to its end ({error.strerror or error})") from None


def _read(name: str, source: Source, media_type: str | None = None) -> Iterator[Document | Failure]:
    peeked = hasattr(source.stream, "peek")
    stream: Any = source.stream if peeked else io.BufferedReader(cast(io.RawIOBase, source.stream))
    start = stream.peek(PEEK)[:PEEK]
    if start.startswith(GZIP) and not name.lower().endswith((".warc.gz", ".warc")):
        yield from _unpack(name, replace(source, stream=stream))
        return
    yield from reader_of(name, start, media_type)(replace(source, stream=stream))


def _unpack(name: str, source: Source) -> Iterator[Document | Failure]:
    """The documents of a gzipped file ("readout.txt.gz"), unpacked as they are read."""
    inner = gzip.GzipFile(fileobj=source.stream)
    try:
        start = inner.peek(PEEK)[:PEEK]
        unpacked = replace(source, stream=cast(BinaryIO, io.BufferedReader(inner)))
        yield from reader_of(name.removesuffix(".gz"), start)(unpacked)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DocumentError(f"{source.name}: the gzipped file is cut or broken ({error}); fetch it anew") from None


def _open_file(name: str) -> io.BufferedReader:
    try:
        return Path(name).open("rb")
    except FileNotFoundError:
        raise DocumentError(f"{name}: no such file") from None
    except IsADirectoryError:
        raise DocumentError(f"{name}: this is a folder without readable files") from None
    except OSError as error:
        raise DocumentError(f"{name}: {error.strerror}") from None
