"""Names of sources in, Documents and Failures out, in order: files, globs, folders, standard input."""

from __future__ import annotations

import glob
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from communique.documents.document import Document
from communique.documents.formats import PEEK, reader_of, suffix_of
from communique.documents.source import Source
from communique.errors import DocumentError
from communique.record import Failure

STDIN = "-"


def take(sources: Iterable[str]) -> Iterator[Document | Failure]:
    """Yield the documents of every source in order: files, globs, folders, `-` for standard input.

    A source that cannot be taken in is a `Failure` that says why; the others go on.
    """
    for source in sources:
        for name in _expand(source):
            try:
                yield from _take_one(name)
            except DocumentError as error:
                yield Failure(name, "take", str(error))


def _expand(source: str) -> list[str]:
    if source == STDIN:
        return [source]
    path = Path(source)
    if path.is_dir():
        return [str(each) for each in sorted(path.rglob("*")) if suffix_of(each.name) and each.is_file()] or [source]
    if path.exists() or not glob.has_magic(source):
        return [source]
    return sorted(glob.glob(source, recursive=True)) or [source]


def _take_one(name: str) -> Iterator[Document | Failure]:
    with _open(name) as stream:
        start = stream.peek(PEEK)[:PEEK]
        yield from reader_of("" if name == STDIN else name, start)(Source(name, stream))


def _open(name: str) -> io.BufferedReader:
    if name == STDIN:
        return io.BufferedReader(_Unclosed(sys.stdin.buffer))
    try:
        return open(name, "rb", buffering=io.DEFAULT_BUFFER_SIZE)
    except FileNotFoundError:
        raise DocumentError(f"{name}: no such file") from None
    except IsADirectoryError:
        raise DocumentError(f"{name}: this is a folder without readable files") from None
    except OSError as error:
        raise DocumentError(f"{name}: {error.strerror}") from None


class _Unclosed(io.RawIOBase):
    """Standard input, which is not ours to close."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def, override]  # noqa: ANN001
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)
