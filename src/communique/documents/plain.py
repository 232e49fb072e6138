"""A source of plain text or Markdown in, one Document out: the text as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from communique.documents.document import Document
from communique.documents.encodings import decode
from communique.documents.source import Source


def read_plain(source: Source) -> Iterator[Document]:
    """Yield the one document of a text file."""
    yield Document(decode(source), source=source.name, url=source.url)
