"""Source: a stream of bytes with its name and what its carrier said of it; every reader of a format takes one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from communique.documents.document import Document
from communique.errors import DocumentError
from communique.record import Failure

MEBIBYTE = 1024 * 1024
WHOLE_LIMIT = 64 * MEBIBYTE  # of a PDF or DOCX, which may hold pictures
TEXT_LIMIT = 16 * MEBIBYTE  # of one text: the Bible has 4 MB


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read: `name` is what errors call them, `charset` and `url` what HTTP, MIME or an archive says of them."""

    name: str
    stream: BinaryIO
    charset: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, raw: bytes, name: str, *, charset: str | None = None, url: str | None = None) -> Source:
        """A source of bytes that are in memory."""
        return cls(name, io.BytesIO(raw), charset, url)

    def whole(self, limit: int = WHOLE_LIMIT) -> bytes:
        """Read all bytes; raises `DocumentError` where there are none, or more than `limit`."""
        raw = self.stream.read(limit + 1)
        if len(raw) > limit:
            raise DocumentError(
                f"{self.name}: larger than {limit // MEBIBYTE} MB, too much for one document; "
                "split it, or give its texts as JSONL, one a line"
            )
        if not raw.strip():
            raise DocumentError(f"{self.name}: the file is empty")
        return raw


Reads = Callable[[Source], Iterator[Document | Failure]]
