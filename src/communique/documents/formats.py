"""The name and first bytes of a source in, the reader of its format out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from communique.documents.document import Document
from communique.documents.lines import read_jsonl
from communique.documents.plain import read_plain
from communique.documents.source import Reads, Source
from communique.record import Failure

PEEK = 2048  # bytes that tell a format


def _read_html(source: Source) -> Iterator[Document | Failure]:
    from communique.documents.pages import read_html  # lxml is loaded where a page is read

    return read_html(source)


BY_SUFFIX: dict[str, Reads] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".markdown": read_plain,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".shtml": _read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}


def suffix_of(name: str) -> str:
    """The ending of a name that tells its format; empty where none does."""
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in BY_SUFFIX else ""


def reader_of(name: str, start: bytes) -> Reads:
    """The reader for a name and the first bytes of what it names."""
    return BY_SUFFIX.get(suffix_of(name)) or _by_content(start)


def _by_content(start: bytes) -> Reads:
    opening = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith((b"<!doctype html", b"<html")) or (opening.startswith(b"<") and b"<html" in opening):
        return _read_html
    if opening.startswith(b"{") and b'"text"' in opening:
        return read_jsonl
    return read_plain
