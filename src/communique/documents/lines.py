"""JSONL bytes in, one Document a line out; a line that is no document is a Failure with its number."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.documents.document import Document
from communique.documents.plain import decode
from communique.record import Failure


class Line(msgspec.Struct):
    """What a line may hold; only `text` must be there."""

    text: str
    language: str | None = None
    publisher: str | None = None
    publisher_state: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    id: str | None = None


_DECODER = msgspec.json.Decoder(Line)


def read_jsonl(raw: bytes, source: str) -> Iterator[Document | Failure]:
    """Yield a document for every line that is not blank."""
    for number, line in enumerate(decode(raw, source).split("\n"), 1):
        if not line.strip():
            continue
        place = f"{source}:{number}"
        try:
            fields = _DECODER.decode(line)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            yield Failure(place, "take", f"{place}: not a document: {error}")
            continue
        if not fields.text.strip():
            yield Failure(place, "take", f"{place}: the text is empty")
            continue
        yield Document(
            fields.text, language=fields.language, source=place, id=fields.id or "", title=fields.title,
            publisher=fields.publisher, publisher_state=fields.publisher_state, published=fields.published, url=fields.url,
        )  # fmt: skip
