"""A stream of a web archive (WARC, WARC.gz, WACZ) in, one Document a page out, one record in memory at a time."""

from __future__ import annotations

import gzip
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import urlsplit

from communique.documents.document import Document
from communique.documents.extras import load
from communique.documents.formats import BY_MEDIA_TYPE, PEEK, reader_of
from communique.documents.plain import read_plain
from communique.documents.source import MEBIBYTE, Source
from communique.errors import DocumentError
from communique.record import Failure

RECORD_LIMIT = 16 * MEBIBYTE  # bytes of one page or PDF; larger records are films and data
IN_MEMORY = 32 * MEBIBYTE  # of a WACZ that comes as a stream; the rest lies in a temporary file
OK = 200
GZIP = b"\x1f\x8b"
END_OF_RECORD = b"\r\n\r\n"
TYPES = frozenset(BY_MEDIA_TYPE) - {"application/warc"}
UNTOLD = frozenset({  # what servers say when they do not know; what the bytes tell then counts
    "", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download",
    "application/x-download", "application/zip", "text/xml", "application/xml", "application/http",
})  # fmt: skip
ZLIB, ZSTD = b"\x78", b"\x28\xb5\x2f\xfd"
ANY_ZLIB = zlib.MAX_WBITS + 32  # gzip or zlib, whichever it is
CHUNK = re.compile(rb"(?:\r\n)?([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r\n")


def read_warc(source: Source) -> Iterator[Document | Failure]:
    """Yield a document for every page (HTML, text, PDF, DOCX) that an archive holds with status 200, in its order.

    A page that cannot be read is a Failure with its address. An archive that is cut in the middle gives its whole records
    first; then it raises `DocumentError` that says after how many it ends.
    """
    warc: Any = load("fastwarc", "archives", source.name, "web archives")
    stream = _Watched(_unpacked(source.stream))
    records, why, cut = 0, "", False
    kinds = warc.WarcRecordType
    try:
        for record in warc.ArchiveIterator(stream, parse_http=False):
            records += 1
            if record.record_type in (kinds.response, kinds.resource, kinds.conversion):
                yield from _record(record, source.name)
            elif record.consume() < record.content_length:
                raise _Cut
    except _Cut:
        records -= 1
        cut = True
    except (OSError, ValueError) as error:
        why = f" ({error})"
    why = stream.broken or why
    if not records and not cut:
        raise DocumentError(f"{source.name}: no records in it{why}; is it a WARC file, whole and unchanged?")
    if cut or why or stream.tail != END_OF_RECORD:
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
    transfer = content = ""
    if record.is_http:
        record.parse_http(auto_decode="none")
        if record.http_headers is not None:
            if record.http_headers.status_code not in (None, OK):
                return
            transfer = (record.http_headers.get("Transfer-Encoding") or "").strip().lower()
            content = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    stated = record.http_content_type or record.headers.get("Content-Type") or ""
    media_type = stated.partition(";")[0].strip().lower()
    if media_type not in TYPES and media_type not in UNTOLD:
        return
    try:
        raw = _decoded(record.reader.read(RECORD_LIMIT), transfer, content)
        reads = reader_of(_ending(url), raw[:PEEK], media_type if media_type in TYPES else None)
        if media_type in TYPES or reads is not read_plain:
            yield from reads(Source.of(raw, place, charset=record.http_charset, url=url or None))
    except DocumentError as error:
        message = str(error)
        yield Failure(place, "take", message if message.startswith(place) else f"{place}: {message}")


def _ending(url: str) -> str:
    """What the path of an address ends in: it tells a DOCX from other zips."""
    try:
        return urlsplit(url).path.rpartition("/")[2]
    except ValueError:
        return ""


def _decoded(raw: bytes, transfer: str, content: str) -> bytes:
    """The body of an answer as a browser shows it.

    Many archives keep the plain body under a head that says it is packed: what is not packed stays as it is.
    """
    if "chunked" in transfer:
        raw = _unchunked(raw)
    if content in ("gzip", "x-gzip", "deflate") and raw[:1] in (GZIP[:1], ZLIB):
        return _inflated(raw)
    if content == "br":
        return _unbrotlied(raw)
    if content == "zstd" and raw.startswith(ZSTD):
        raise DocumentError("the page is packed with zstd, which is not read here; archive it without")
    return raw


def _unchunked(raw: bytes) -> bytes:
    """The pieces of a body put together; raises `DocumentError` where the last is missing."""
    out: list[bytes] = []
    at = 0
    while head := CHUNK.match(raw, at):
        size = int(head[1], 16)
        if size == 0:
            return b"".join(out)
        out.append(raw[head.end() : head.end() + size])
        at = head.end() + size
    if not out:
        return raw
    raise DocumentError("the page is cut (its last piece is missing); archive it anew")


def _inflated(raw: bytes) -> bytes:
    unpacking = zlib.decompressobj(ANY_ZLIB)
    try:
        out = unpacking.decompress(raw, RECORD_LIMIT)
    except zlib.error as error:
        raise DocumentError(f"the page is packed wrongly ({error}); archive it anew") from None
    if unpacking.unconsumed_tail:
        raise DocumentError(f"larger than {RECORD_LIMIT // MEBIBYTE} MB when unpacked, too much for one page")
    if not unpacking.eof:
        raise DocumentError("the page is cut (its packed body does not end); archive it anew")
    return out


def _unbrotlied(raw: bytes) -> bytes:
    brotli: Any = load("brotli", "archives", "the page", "pages packed with Brotli")
    unpacking, out = brotli.Decompressor(), b""
    try:
        out = unpacking.process(raw, output_buffer_limit=RECORD_LIMIT)
    except brotli.error:
        return raw  # it is not packed
    if not unpacking.is_finished():
        raise DocumentError(f"the page is cut, or larger than {RECORD_LIMIT // MEBIBYTE} MB when unpacked")
    return bytes(out)


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
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise DocumentError(f"{source.name}: no readable WACZ ({error})") from None
