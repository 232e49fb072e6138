"""Plain text and Markdown bytes in, one Document out; the encoding is found, and what cannot be text is refused."""

from __future__ import annotations

from collections.abc import Iterator

from communique.documents.document import Document
from communique.errors import DocumentError

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
FALLBACK = "cp1252"  # what Western pages are in when they are not UTF-8
BINARY_SHARE = 0.02  # text has no NUL bytes and hardly any control characters


def decode(raw: bytes, source: str) -> str:
    """Return the text of `raw` (UTF-8, UTF-16 with a byte order mark, else Windows-1252).

    Raises `DocumentError` for what is empty or no text at all.
    """
    if not raw.strip():
        raise DocumentError(f"{source}: the file is empty")
    encoding = next((name for bom, name in BOMS if raw.startswith(bom)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode(FALLBACK, "replace")
    sample = text[:4000]
    control = sum(char < " " and char not in "\t\n\r\f" for char in sample)
    if "\x00" in sample or control > BINARY_SHARE * len(sample):
        raise DocumentError(f"{source}: this is no text (binary data); give a text, HTML or JSONL file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_plain(raw: bytes, source: str) -> Iterator[Document]:
    """Yield the one document of a text file."""
    yield Document(decode(raw, source), source=source)
