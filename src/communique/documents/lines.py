"""A source of JSONL in, one Document a line out; a line that is no document is a Failure with its number."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import msgspec

from communique.documents.document import Document
from communique.documents.source import MEBIBYTE, TEXT_LIMIT, Source
from communique.errors import DocumentError
from communique.record import Failure

UTF8_MARK = b"\xef\xbb\xbf"


class Line(msgspec.Struct):
    """What a line may hold; only `text` must be there."""

    text: str
    language: str | None = None
    publisher: str | None = None
    publisher_state: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    id: str | None = None


_DECODER = msgspec.json.Decoder(Line)


def read_jsonl(source: Source) -> Iterator[Document | Failure]:
    """Yield a document for every line that is not blank; a file of any length is read a line at a time."""
    number, empty, any_read = 0, True, False
    while raw := source.stream.readline(TEXT_LIMIT + 1):
        number += 1
        line = raw.removeprefix(UTF8_MARK).strip()
        place = f"{source.name}:{number}"
        if len(raw) > TEXT_LIMIT:
            limit = TEXT_LIMIT // MEBIBYTE
            yield Failure(place, "take", f"{place}: a line longer than {limit} MB; give one document a line")
            _skip_line(source, raw)
        elif b"\x00" in line and not any_read:
            raise DocumentError(f"{place}: this is no text (binary data, NUL bytes); write JSONL in UTF-8")
        elif line:
            outcome = _read_line(line, place)
            any_read = any_read or isinstance(outcome, Document)
            yield outcome
        empty = empty and not line
    if empty:
        raise DocumentError(f"{source.name}: the file is empty")


def as_line(document: Document, *, show_removed: bool = False) -> str:
    """A document as a line of JSON that `read_jsonl` takes; `show_removed`: with what was left out and why.

    What is not known is not there: no field is null.
    """
    fields = {each.name: getattr(document, each.name) for each in dataclasses.fields(document)}
    known = {name: value for name, value in fields.items() if value and (show_removed or name != "removed")}
    return msgspec.json.encode(known).decode("utf-8")


def _skip_line(source: Source, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = source.stream.readline(MEBIBYTE)


def _read_line(line: bytes, place: str) -> Document | Failure:
    try:
        fields = _DECODER.decode(line)
    except RecursionError:
        return Failure(place, "take", f"{place}: this is no text of a document: JSON nested too deeply")
    except UnicodeDecodeError:
        return Failure(place, "take", f"{place}: not UTF-8; write JSONL in UTF-8")
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        return Failure(place, "take", f"{place}: this is no text of a document: {error}")
    if not fields.text.strip():
        return Failure(place, "take", f"{place}: the text is empty")
    if "\x00" in fields.text:
        return Failure(place, "take", f"{place}: the text holds NUL characters; decode it anew")
    return Document(
        fields.text, language=fields.language, source=fields.source or place, id=fields.id or "", title=fields.title,
        publisher=fields.publisher, publisher_state=fields.publisher_state, published=fields.published, url=fields.url,
    )  # fmt: skip
