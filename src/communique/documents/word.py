"""A source of DOCX in, one Document out: the body's paragraphs, lists and tables as they stand; notes and heads are listed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from communique.documents.document import Document, Found, Removed
from communique.documents.extras import load
from communique.documents.source import MEBIBYTE, Source
from communique.errors import DocumentError

UNPACKED = 128 * MEBIBYTE  # bytes of all parts together: a text of 1,000 pages has 10 MB
RATIO = 200  # times a part may grow when unpacked, beyond the first megabyte: XML packs to a tenth or a twentieth
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t"}
DELETED = {f"{W}del": "deleted (tracked change)", f"{W}moveFrom": "moved away (tracked change)"}
SIDE_PARTS = {
    "/header+xml": "head of the page",
    ".header+xml": "head of the page",
    ".footer+xml": "foot of the page",
    ".footnotes+xml": "footnote",
    ".endnotes+xml": "endnote",
    ".comments+xml": "comment",
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
    removed: list[Removed] = []
    lines = list(_lines(opened.element.body, removed))
    for part in opened.part.package.iter_parts():
        removed += _beside(part)
    text = "\n".join(lines)
    if not text:
        raise DocumentError(
            f"{source.name}: the file holds no text; if it holds pictures of pages, run OCR over them first"
        )
    title = (opened.core_properties.title or "").strip()
    found = (Found("title", title, "core properties"),) if title else ()
    yield Document(text, source=source.name, url=source.url, title=title or None, found=found, removed=tuple(removed))


def _check_size(raw: bytes, name: str) -> None:
    """Refuse a zip bomb by what its directory says and by what its parts grow to, before any of it is kept."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            total = 0
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
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise DocumentError(f"{name}: no readable DOCX ({error}); save it anew") from None


def _lines(body: Any, removed: list[Removed]) -> Iterator[str]:  # noqa: ANN401
    """A line a paragraph, wherever it stands: in the body, a table's cell, a control or a text box (once)."""
    for paragraph in body.iter(f"{W}p"):
        if any(above.tag == FALLBACK or above.tag in DELETED for above in paragraph.iterancestors()):
            continue  # the fallback of a text box says the same again for old programs
        for line in _text(paragraph, removed).split("\n"):
            if text := " ".join(line.split()):
                yield text


def _text(paragraph: Any, removed: list[Removed]) -> str:  # noqa: ANN401
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
                paragraph,
            )
        elif node.tag == f"{W}r" and _is_hidden(node):
            _note(removed, "".join(each.text or "" for each in node.iter(f"{W}t")), "hidden", paragraph)
        elif node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag in SIGNS:
            pieces.append(SIGNS[node.tag])
        elif node.tag != f"{W}pPr":  # its tab stops are no tabs
            stack.extend(reversed(node))
    return "".join(pieces)


def _is_hidden(run: Any) -> bool:  # noqa: ANN401
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val", "true") not in ("0", "false", "off")


def _note(removed: list[Removed], text: str, reason: str, node: Any) -> None:  # noqa: ANN401
    if text.strip():
        removed.append(Removed(" ".join(text.split()), reason, str(node.getroottree().getpath(node))))


def _beside(part: Any) -> Iterator[Removed]:  # noqa: ANN401
    """What stands outside of the body: heads and feet of pages, notes, comments."""
    reason = next((reason for ending, reason in SIDE_PARTS.items() if part.content_type.endswith(ending)), None)
    if reason is None:
        return
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for paragraph in etree.fromstring(part.blob, parser).iter(f"{W}p"):
        if text := " ".join(_text(paragraph, []).split()):
            yield Removed(text, reason, str(part.partname))
