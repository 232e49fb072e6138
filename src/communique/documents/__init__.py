"""Files and streams in, Documents out: plain text, Markdown, JSONL and HTML; nothing is dropped silently."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.documents.document import Document, Removed
from communique.documents.lines import read_jsonl
from communique.documents.pages import read_html
from communique.documents.plain import read_plain
from communique.errors import DocumentError
from communique.record import Failure

__all__ = ["Document", "Removed", "take"]

STDIN = "-"
READERS = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".markdown": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}


def take(sources: Iterable[str]) -> Iterator[Document | Failure]:
    """Yield the documents of every source in order: files, globs, folders, `-` for standard input.

    A source that cannot be taken in is a `Failure` that says why; the others go on.
    """
    for source in sources:
        for path in _expand(source):
            try:
                yield from _take_one(path)
            except DocumentError as error:
                yield Failure(path, "take", str(error))


def _expand(source: str) -> list[str]:
    if source == STDIN:
        return [source]
    path = Path(source)
    if path.is_dir():
        return [str(each) for each in sorted(path.rglob("*")) if each.suffix.lower() in READERS] or [source]
    if path.exists() or not glob.has_magic(source):
        return [source]
    return sorted(glob.glob(source, recursive=True)) or [source]


def _take_one(path: str) -> Iterator[Document | Failure]:
    raw = _read_bytes(path)
    suffix = Path(path).suffix.lower() if path != STDIN else ""
    reader = READERS.get(suffix)
    if reader is None:
        reader = _guess(raw)
    yield from reader(raw, path)


def _read_bytes(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise DocumentError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise DocumentError(f"{path}: this is a folder without readable files") from None
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror}") from None


def _guess(raw: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202
    start = raw[:2000].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return read_html
    if start.startswith(b"{") and b'"text"' in start:
        return read_jsonl
    return read_plain
