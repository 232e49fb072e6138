"""A stream of a web archive (WARC, WARC.gz, WACZ) in, one Document a page out, one record in memory at a time."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from communique.documents.document import Document
from communique.documents.extras import load
from communique.documents.formats import BY_MEDIA_TYPE, PEEK, reader_of
from communique.documents.source import MEBIBYTE, Source
from communique.errors import DocumentError
from communique.record import Failure

RECORD_LIMIT = 16 * MEBIBYTE  # bytes of one page or PDF; larger records are films and data
IN_MEMORY = 32 * MEBIBYTE  # of a WACZ that comes as a stream; the rest lies in a temporary file
OK = 200
GZIP = b"\x1f\x8b"
END_OF_RECORD = b"\r\n\r\n"
TYPES = frozenset(BY_MEDIA_TYPE) - {"application/warc"}


def read_warc(source: Source) -> Iterator[Document | Failure]:
    """Yield a document for every page (HTML, text, PDF, DOCX) that an archive holds with status 200, in its order.

    A page that cannot be read is a Failure with its address. An archive that is cut in the middle gives its whole records
    first; then it raises `DocumentError` that says after how many it ends.
    """
    warc: Any = load("fastwarc", "archives", source.name, "web archives")
    stream = _Watched(_unpacked(source.stream))
    records, why = 0, ""
    try:
        for record in warc.ArchiveIterator(stream, parse_http=False):
            records += 1
            if record.record_type in (warc.WarcRecordType.response, warc.WarcRecordType.resource):
                yield from _record(record, source.name)
    except _Cut:
        records -= 1
    except (OSError, ValueError) as error:
        why = f" ({error})"
    why = stream.broken or why
    if not records:
        raise DocumentError(f"{source.name}: no records in it{why}; is it a WARC file, whole and unchanged?")
    if why or stream.tail != END_OF_RECORD:
        raise DocumentError(
            f"{source.name}: the archive breaks off after {records} records{why}; fetch it anew for the rest"
        )


def _unpacked(stream: IO[bytes]) -> io.BufferedIOBase:
    """The records of a gzipped archive; Python's own reader notices where one is cut."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    return gzip.GzipFile(fileobj=buffered) if buffered.peek(2)[:2] == GZIP else buffered


class _Cut(Exception):
    """A record is shorter than its head says."""


class _Watched:
    """A stream with the last bytes it gave: a whole archive ends with the end of a record.

    Where the stream breaks it ends, and `broken` says how: the library does not survive an error of its stream.
    """

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self._given = 0
        self.tail = b""
        self.broken = ""

    def read(self, size: int = -1) -> bytes:
        try:
            chunk = self._stream.read1(size)  # what is there: the start of a broken stream is read too
        except (OSError, EOFError, zlib.error) as error:
            self.broken = f" ({error})"
            return b""
        self._given += len(chunk)
        self.tail = (self.tail + chunk)[-len(END_OF_RECORD) :]
        return chunk

    def tell(self) -> int:
        return self._given


def _record(record: Any, name: str) -> Iterator[Document | Failure]:  # noqa: ANN401
    """The documents of one record; none where it is no text (a picture, a redirect)."""
    url = record.headers.get("WARC-Target-URI") or ""
    place = f"{name}#{url or record.record_id}"
    if record.content_length > RECORD_LIMIT:
        yield Failure(place, "take", f"{place}: larger than {RECORD_LIMIT // MEBIBYTE} MB, too much for one page")
        return
    length = record.content_length
    record.freeze()
    if record.content_length < length:
        raise _Cut
    if record.is_http:
        record.parse_http(auto_decode="all")
        if record.http_headers.status_code not in (None, OK):
            return
    media_type = (
        (record.http_content_type or record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    )
    if media_type not in TYPES:
        return
    raw = record.reader.read(RECORD_LIMIT)
    try:
        page = Source.of(raw, place, charset=record.http_charset, url=url or None)
        yield from reader_of("", raw[:PEEK], media_type)(page)
    except DocumentError as error:
        yield Failure(place, "take", str(error))


def read_wacz(source: Source) -> Iterator[Document | Failure]:
    """Yield the documents of the archives that a WACZ (a zip of them) holds."""
    stream = source.stream
    if not stream.seekable():
        stream = tempfile.SpooledTemporaryFile(IN_MEMORY)  # type: ignore[assignment]
        while chunk := source.stream.read(MEBIBYTE):
            stream.write(chunk)
    try:
        with zipfile.ZipFile(stream) as package:
            names = [name for name in package.namelist() if name.endswith((".warc", ".warc.gz"))]
            if not names:
                raise DocumentError(f"{source.name}: the WACZ holds no archive (archive/….warc.gz)")
            for name in names:
                with package.open(name) as inner:
                    yield from read_warc(Source(f"{source.name}:{name}", inner))  # type: ignore[arg-type]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise DocumentError(f"{source.name}: no readable WACZ ({error})") from None
