"""A source of DOCX in, one Document out: the body's paragraphs, lists and tables as they stand; notes and heads are listed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from communique.documents.document import Document, Found, Removed
from communique.documents.extras import load
from communique.documents.source import MEBIBYTE, Source
from communique.errors import DocumentError

UNPACKED = 128 * MEBIBYTE  # bytes of all parts together: a text of 1,000 pages has 10 MB
XML_UNPACKED = 48 * MEBIBYTE  # of its XML, which a tree in memory makes many times larger
TAGS = 2_000_000  # tags and attributes of its XML: a text of 1,000 pages has 400,000
DIRECTORY = 4 * MEBIBYTE  # of the list of its parts: tens of thousands
END_OF_ZIP, SIZE_AT = b"PK\x05\x06", 12  # where the end of a zip says how long the list is
DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
RATIO = 200  # times a part may grow when unpacked, beyond the first megabyte: XML packs to a tenth or a twentieth
BROKEN_ZIP = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error, struct.error, ValueError, KeyError,
)  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t"}
DELETED = {f"{W}del": "deleted (tracked change)", f"{W}moveFrom": "moved away (tracked change)"}
DRAWING = "drawing or chart"
CORE = ".core-properties+xml"
SIDE_PARTS = {
    "/header+xml": "head of the page",
    ".header+xml": "head of the page",
    ".footer+xml": "foot of the page",
    ".footnotes+xml": "footnote",
    ".endnotes+xml": "endnote",
    ".comments+xml": "comment",
    ".diagramData+xml": DRAWING,
    ".chart+xml": DRAWING,
}


def read_docx(source: Source) -> Iterator[Document]:
    """Yield the one document of a DOCX file; raises `DocumentError` for what is no DOCX, or grows too large unpacked."""
    docx: Any = load("docx", "pdf", source.name, "DOCX")
    raw = source.whole()
    _check_size(raw, source.name)
    try:
        opened = docx.Document(io.BytesIO(raw))
    except Exception as error:  # noqa: BLE001  (python-docx raises whatever a broken package makes it stumble on)
        raise DocumentError(f"{source.name}: the DOCX is broken ({type(error).__name__}); save it anew") from None
    body = getattr(opened.element, "body", None)
    if body is None:
        raise DocumentError(f"{source.name}: the DOCX has no body; save it anew")
    removed: list[Removed] = []
    lines = list(_lines(body, removed))
    titled = False
    for part in opened.part.package.iter_parts():
        removed += _beside(part)
        titled = titled or part.content_type.endswith(CORE)
    text = "\n".join(lines)
    if not text:
        raise DocumentError(
            f"{source.name}: the file holds no text; if it holds pictures of pages, run OCR over them first"
        )
    title = (
        (opened.core_properties.title or "").strip() if titled else ""
    )  # python-docx invents one where there is none
    found = (Found("title", title, "core properties"),) if title else ()
    yield Document(text, source=source.name, url=source.url, title=title or None, found=found, removed=tuple(removed))


def _check_size(raw: bytes, name: str) -> None:
    """Refuse a zip bomb by what its directory says and by what its parts grow to, before any of it is kept."""
    end = raw.rfind(END_OF_ZIP)
    if end >= 0 and int.from_bytes(raw[end + SIZE_AT : end + SIZE_AT + 4], "little") > DIRECTORY:
        raise DocumentError(f"{name}: far more parts than a text has; it is not read")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            total = xml = tags = 0
            for part in package.infolist():
                with package.open(part) as stream:
                    grown = 0
                    while chunk := stream.read(MEBIBYTE):
                        grown += len(chunk)
                        total += len(chunk)
                        if total > UNPACKED or grown > MEBIBYTE + RATIO * part.compress_size:
                            raise DocumentError(
                                f"{name}: {part.filename} unpacks to over {grown // MEBIBYTE} MB (a zip bomb?); it is not read"
                            )
                        if part.filename.endswith((".xml", ".rels")):
                            xml += len(chunk)
                            tags += chunk.count(b"<") + chunk.count(b"=")
                            _check_xml(chunk, f"{name}: {part.filename}", xml, tags)
    except BROKEN_ZIP as error:
        raise DocumentError(f"{name}: no readable DOCX ({error}); save it anew") from None


def _check_xml(chunk: bytes, place: str, size: int, tags: int) -> None:
    if any(each in chunk for each in DECLARED):
        raise DocumentError(f"{place} declares entities, which no word processor writes; it is not read")
    if size > XML_UNPACKED or tags > TAGS:
        raise DocumentError(f"{place} is larger than any text ({size // MEBIBYTE} MB, {tags:,} tags); split it")


def _lines(body: Any, removed: list[Removed]) -> Iterator[str]:  # noqa: ANN401
    """A line a paragraph, wherever it stands: in the body, a table's cell, a control or a text box (once)."""
    for number, paragraph in enumerate(body.iter(f"{W}p"), 1):
        if any(above.tag == FALLBACK or above.tag in DELETED for above in paragraph.iterancestors()):
            continue  # the fallback of a text box says the same again for old programs
        for line in _text(paragraph, removed, f"paragraph {number}").split("\n"):
            if text := " ".join(line.split()):
                yield text


def _text(paragraph: Any, removed: list[Removed], place: str) -> str:  # noqa: ANN401
    """The text of a paragraph itself; paragraphs of a text box in it come on their own."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag in (f"{W}p", FALLBACK):
            continue
        if node.tag in DELETED:
            _note(
                removed,
                "".join(each.text or "" for each in node.iter(f"{W}delText", f"{W}t")),
                DELETED[node.tag],
                place,
            )
        elif node.tag == f"{W}r" and _is_hidden(node):
            _note(removed, "".join(each.text or "" for each in node.iter(f"{W}t")), "hidden", place)
        elif node.tag in (f"{W}t", f"{M}t"):
            pieces.append(node.text or "")
        elif node.tag == f"{W}rt":  # how a Han character is said, above it
            _note(removed, "".join(each.text or "" for each in node.iter(f"{W}t")), "reading aid (ruby)", place)
        elif node.tag == f"{W}sym":
            _note(removed, f"{node.get(f'{W}font')} {node.get(f'{W}char')}", "sign of a picture font", place)
        elif node.tag in SIGNS:
            pieces.append(SIGNS[node.tag])
        elif node.tag != f"{W}pPr":  # its tab stops are no tabs
            stack.extend(reversed(node))
    return "".join(pieces)


def _is_hidden(run: Any) -> bool:  # noqa: ANN401
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "true") not in ("0", "false", "off")


def _note(removed: list[Removed], text: str, reason: str, place: str) -> None:
    if text.strip():
        removed.append(Removed(" ".join(text.split()), reason, place))


def _beside(part: Any) -> Iterator[Removed]:  # noqa: ANN401
    """What stands outside of the body: heads and feet of pages, notes, comments."""
    reason = next((reason for ending, reason in SIDE_PARTS.items() if part.content_type.endswith(ending)), None)
    if str(part.partname).startswith("/word/embeddings/"):
        yield Removed(str(part.partname).rpartition("/")[2], "embedded file", str(part.partname))
    if reason is None:
        return
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    place = str(part.partname)
    inside: list[Removed] = []
    try:
        root = etree.fromstring(part.blob, parser)
    except etree.XMLSyntaxError:
        yield Removed("", f"{reason} (broken: cannot be read)", place)
        return
    for paragraph in root.iter(f"{W}p" if reason != DRAWING else f"{A}p"):
        if text := " ".join(
            (_text(paragraph, inside, place) if reason != DRAWING else "".join(paragraph.itertext())).split()
        ):
            yield Removed(text, reason, place)
    yield from inside
