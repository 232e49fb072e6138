"""The name and first bytes of a source in, the reader of its format out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath

from communique.documents.document import Document
from communique.documents.lines import read_jsonl
from communique.documents.plain import read_plain
from communique.documents.source import Reads, Source
from communique.errors import DocumentError
from communique.record import Failure

PEEK = 2048  # bytes that tell a format


def _reader(module: str, function: str) -> Reads:
    """A reader whose module, and the library it stands on, are loaded when the first such source is read."""

    def read(source: Source) -> Iterator[Document | Failure]:
        reads: Reads = getattr(import_module(f"communique.documents.{module}"), function)
        return reads(source)

    return read


_read_html = _reader("pages", "read_html")
_read_pdf = _reader("portable", "read_pdf")
_read_docx = _reader("word", "read_docx")
_read_eml = _reader("mail", "read_eml")
_read_feed = _reader("feeds", "read_feed")
_read_warc = _reader("archives", "read_warc")
_read_wacz = _reader("archives", "read_wacz")
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
    ".pdf": _read_pdf,
    ".docx": _read_docx,
    ".eml": _read_eml,
    ".rss": _read_feed,
    ".atom": _read_feed,
    ".warc": _read_warc,
    ".warc.gz": _read_warc,
    ".wacz": _read_wacz,
}
BY_MEDIA_TYPE: dict[str, Reads] = {
    "text/html": _read_html,
    "application/xhtml+xml": _read_html,
    "text/plain": read_plain,
    "text/markdown": read_plain,
    "application/pdf": _read_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _read_docx,
    "message/rfc822": _read_eml,
    "application/rss+xml": _read_feed,
    "application/atom+xml": _read_feed,
    "application/jsonl": read_jsonl,
    "application/x-ndjson": read_jsonl,
    "application/warc": _read_warc,
}
MAIL = re.compile(
    rb"(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?(?:from|received|return-path|mime-version): ", re.IGNORECASE
)
OLD_WORD = b"\xd0\xcf\x11\xe0"


def suffix_of(name: str) -> str:
    """The ending of a name that tells its format; empty where none does."""
    suffixes = PurePath(name.lower()).suffixes
    return next((ending for ending in ("".join(suffixes[-2:]), *suffixes[-1:]) if ending in BY_SUFFIX), "")


def reader_of(name: str, start: bytes, media_type: str | None = None) -> Reads:
    """The reader for a name, the first bytes of what it names, and the media type its carrier gave it."""
    if start.startswith(b"%PDF-"):
        return _read_pdf
    if start.startswith(OLD_WORD):
        raise DocumentError(f"{name}: an old Word file (.doc); save it as DOCX or text")
    if media_type in BY_MEDIA_TYPE and media_type != "text/plain":
        return BY_MEDIA_TYPE[media_type]
    return BY_SUFFIX.get(suffix_of(name)) or _by_content(start)


def _by_content(start: bytes) -> Reads:
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_wacz if b"datapackage" in start or b"archive/" in start else _read_docx
    if start.startswith(b"WARC/"):
        return _read_warc
    opening = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith(b"<") and re.search(rb"<(?:rss|feed|rdf:rdf)[\s>]", opening) and b"<html" not in opening:
        return _read_feed
    if opening.startswith((b"<!doctype html", b"<html")) or (opening.startswith(b"<") and b"<html" in opening):
        return _read_html
    if opening.startswith(b"{") and b'"text"' in opening:
        return read_jsonl
    return _mail_or_plain(opening)


def _mail_or_plain(opening: bytes) -> Reads:
    """A message begins with its head; everything else is text."""
    return _read_eml if MAIL.match(opening) and b"\nsubject: " in opening else read_plain
