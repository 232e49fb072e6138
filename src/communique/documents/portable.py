"""A source of PDF in, one Document out: its text layer by columns and paragraphs, without running heads and page numbers."""

from __future__ import annotations

import importlib
import io
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise
from statistics import median
from typing import Any

import msgspec

from communique.documents.document import Document, Removed
from communique.documents.extras import load
from communique.documents.furniture import phrases
from communique.documents.layout import Row, Told, lay_out
from communique.documents.source import MEBIBYTE, Source
from communique.errors import DocumentError

PAGES = 2000  # more are a book; nobody reads it as one readout
SECONDS = 10  # for a page, and for the opening of the file; a page of dense print takes half a second
MEMORY = 400 * MEBIBYTE  # of the process that reads a file; a page with a map drawn in lines takes 200
CHILD = "import sys; sys.path[:] = sys.argv[1:]; from communique.documents.portable import tell_pages; tell_pages()"
EDGE = 0.12  # of a page's height at its top and bottom: where running heads stand
HEAD_ROWS = 3  # a running head or foot has at most so many
GAP = 1.4  # of the usual distance of lines parts a running head from the text
REPEATED = 0.5  # share of the pages that show a running head; of two pages, both
OTHER_WIDTH = 0.3  # share by which a column differs from the one before: it is another part of the page
SHORT = 0.82  # of a column's width: a line that ends before it ends a paragraph
INDENT = 0.9  # widths of a letter: a line that begins further right begins a paragraph
SPACING = 1.35  # of the usual distance of lines: a paragraph's space
DIGITS = re.compile(r"\d+")
NUMBER = re.compile(r"[-–—]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–—]?")
NUMBER_FIRST, NUMBER_LAST = re.compile(r"\d{1,4}\b"), re.compile(r"\b\d{1,4}$")
WORD = re.compile(r"[^\W\d_][\w\u00ad\u2010-]*")
HYPHENS = "-\u00ad\u2010"
HYPHEN = re.compile(r"(?<=[\w.])[-\u00ad\u2010]$")
SCAN = "no text layer: it is a scan; run OCR over it first (such as ocrmypdf) and read the result"


def read_pdf(source: Source) -> Iterator[Document]:
    """Yield the one document of a PDF file; raises `DocumentError` for a scan, a locked or a broken file."""
    pages, removed = _pages(source)
    rows = [row for page in pages for row in page]
    if not rows:
        raise DocumentError(f"{source.name}: {SCAN}")
    running = _running(pages)
    kept = [[row for row in page if row not in running] for page in pages]
    words = frozenset(word for row in rows for word in WORD.findall(row.text.casefold()))
    text = "\n".join(_paragraphs([column for page in kept for column in _columns(page)], words))
    removed += [Removed(row.text, "running head or page number", f"page {row.page}") for row in rows if row in running]
    if not text:
        raise DocumentError(f"{source.name}: {SCAN}")
    yield Document(text, source=source.name, url=source.url, removed=tuple(removed))


def _pages(source: Source) -> tuple[list[list[Row]], list[Removed]]:
    """The rows of every page and what is left out of it, read in a process of their own.

    A PDF can be made to fill a machine or never to end.
    """
    load("pdfplumber", "pdf", source.name, "PDF")
    raw = source.whole()
    search = [path or os.getcwd() for path in sys.path]
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, *search], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdin is not None and child.stdout is not None
    pages: list[list[Row]] = []
    removed: list[Removed] = []
    with child, _Watch(child) as watch:
        watch.again()
        try:
            child.stdin.write(raw)
            child.stdin.close()
        except OSError:
            pass  # it ended before it had read all; what it says tells why
        while line := child.stdout.readline():
            watch.again()
            told = msgspec.json.decode(line, type=Told)
            if told.error:
                raise DocumentError(f"{source.name}: {told.error}")
            if told.ended:
                return pages, removed
            pages.append([Row(*row) for row in told.rows])
            removed += [Removed(text, reason, f"page {len(pages)}") for text, reason in told.removed]
    where = f"page {len(pages) + 1}"
    if watch.late:
        raise DocumentError(f"{source.name}: {where} takes longer than {SECONDS} seconds; print it anew as PDF")
    raise DocumentError(f"{source.name}: {where} is broken or takes too much memory; print it anew as PDF")


class _Watch:
    """Ends a process that says nothing for some seconds, and at the latest when it is left."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self._timer: threading.Timer | None = None
        self.late = False

    def __enter__(self) -> _Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        self._child.kill()

    def again(self) -> None:
        self._stop()
        self._timer = threading.Timer(SECONDS, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _end(self) -> None:
        self.late = True
        self._child.kill()


def tell_pages() -> None:
    """Read a PDF from standard input and write a line of JSON a page; this is what the process of a PDF runs."""
    _limit_memory()
    out = sys.stdout.buffer
    for told in _told(sys.stdin.buffer.read()):
        out.write(msgspec.json.encode(told) + b"\n")
        out.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _told(raw: bytes) -> Iterator[Told]:
    plumber: Any = importlib.import_module("pdfplumber")
    try:
        with plumber.open(io.BytesIO(raw)) as pdf:
            for number, page in enumerate(_each_page(pdf), 1):
                if number > PAGES:
                    yield Told(error=f"more than {PAGES} pages; split it")
                    return
                yield lay_out(page, number)
                page.close()  # its objects are large
        yield Told(ended=True)
    except MemoryError:
        yield Told(error="takes too much memory; print it anew as PDF")
    except Exception as error:  # noqa: BLE001  (pdfminer raises whatever a broken file makes it stumble on)
        locked = "Password" in type(error).__name__ or "Password" in repr(error)
        yield Told(
            error="the file is locked with a password; unlock it"
            if locked
            else f"the PDF is broken ({type(error).__name__}); save it anew"
        )


def _each_page(pdf: Any) -> Iterator[Any]:  # noqa: ANN401
    """The pages one after another: to ask for all of them at once takes minutes where a file claims millions."""
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.page import Page

    top = 0.0
    for number, each in enumerate(PDFPage.create_pages(pdf.doc), 1):
        page = Page(pdf, each, page_number=number, initial_doctop=top)
        top += float(page.height)
        yield page


def _running(pages: Sequence[Sequence[Row]]) -> set[Row]:
    """Running heads and feet: rows at the edge of a page, apart from the text, that stand so on most pages; and page numbers."""
    at_edges = [[*_edge(page, top=True), *_edge(page, top=False)] for page in pages]
    enough = max(2, REPEATED * len(pages))
    shapes = Counter(shape for rows in at_edges for shape in {_shape(row) for row in rows})
    offsets = Counter(offset for rows in at_edges for offset in {each for row in rows for each in _offsets(row)})
    often = {shape for shape, count in shapes.items() if count >= enough}
    counted = {offset for offset, count in offsets.items() if count >= enough}
    return {
        row
        for rows in at_edges
        for row in rows
        if _shape(row) in often or counted & _offsets(row) or NUMBER.fullmatch(row.text) or _is_page(row.text)
    }


def _offsets(row: Row) -> set[int]:
    """How far the numbers at the ends of a row lie from the number of its page: heads of odd and even pages share it."""
    ends = [ends[0] for ends in (NUMBER_FIRST.match(row.text), NUMBER_LAST.search(row.text)) if ends]
    return {int(end) - row.page for end in ends}


def _edge(page: Sequence[Row], *, top: bool) -> list[Row]:
    """The few rows at one edge of a page that a gap parts from the rest."""
    rows = sorted(page, key=lambda row: row.top, reverse=not top)
    distances = [gap for one, two in pairwise(rows) if (gap := abs(two.top - one.top)) > 1]
    if not distances:
        return []
    usual = sorted(distances)[len(distances) // 4]  # of lines, not of paragraphs
    for number, (one, two) in enumerate(pairwise(rows[: HEAD_ROWS + 1]), 1):
        inside = one.bottom < EDGE * one.height if top else one.top > (1 - EDGE) * one.height
        if not inside:
            return []
        if abs(two.top - one.top) > GAP * usual:
            return rows[:number]
    return []


def _is_page(text: str) -> bool:
    """Whether a line is "Page 3 of 12" in some language."""
    words = [word for word in re.findall(r"\w+", text.casefold()) if not word.isdigit()]
    return bool(words) and DIGITS.search(text) is not None and all(phrases().is_a("page", word) for word in words)


def _shape(row: Row) -> str:
    return DIGITS.sub("#", row.text.casefold())


def _columns(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of a page by its columns, which are in the order they are read."""
    for _, column in groupby(rows, key=lambda row: row.column):
        yield list(column)


def _paragraphs(columns: list[list[Row]], words: Set[str]) -> Iterator[str]:
    """The paragraphs of all columns in order; one that goes on in the next column or page is one."""
    paragraph = ""
    before: Row | None = None
    width = narrow = 0.0
    for column in columns:
        left, right = min(row.left for row in column), max(row.right for row in column)
        if abs(right - left - narrow) > OTHER_WIDTH * (right - left) and paragraph and column[0].text[:1].isupper():
            yield paragraph  # a heading over two columns
            paragraph, before = "", None
        narrow = right - left
        distance = median([two.top - one.top for one, two in pairwise(column)] or [0.0])
        for number, row in enumerate(column):
            if before is not None and _begins(before, row, width, left, distance if number else None):
                yield paragraph
                paragraph = ""
            paragraph = _joined(paragraph, row.text, words)
            before = row
            width = right
    if paragraph:
        yield paragraph


def _begins(before: Row, row: Row, right: float, left: float, distance: float | None) -> bool:
    """Whether a row begins a paragraph; `right` is where the column of the row before ends, `left` where this one begins."""
    if before.tabular or row.tabular:
        return True
    if abs((row.bottom - row.top) - (before.bottom - before.top)) > 0.25 * (before.bottom - before.top):
        return True  # a heading
    if distance is not None and row.top - before.top > SPACING * distance:
        return True
    if row.left - left > INDENT * row.letter:
        return before.left - left <= INDENT * row.letter
    if HYPHEN.search(before.text):
        return False
    ends = before.text[-1:] in '.!?:”"“»。'
    short = before.right - before.left < SHORT * (right - before.left)
    return short and (ends or row.text[:1].isupper() or not row.text[:1].isalpha())


def _joined(paragraph: str, text: str, words: Set[str]) -> str:
    """A line after another: a hyphen at the end of a line goes where a small letter follows.

    It stays in a word that the text writes with it elsewhere ("long-term"), and before a conjunction ("Außen- und …").
    """
    if not paragraph:
        return text
    if not HYPHEN.search(paragraph):
        return paragraph + ("" if _is_dense(paragraph[-1]) and _is_dense(text[0]) else " ") + text
    if text[0].isdigit():  # "2019-" and "2024"
        return paragraph + text
    first, last = WORD.match(text.casefold()), WORD.findall(paragraph.casefold())
    if first is None or phrases().is_a("conjunction", first[0]):
        return f"{paragraph} {text}"
    whole = f"{last[-1].rstrip(HYPHENS)}-{first[0]}" if last else ""
    return (paragraph if not text[:1].islower() or whole in words else paragraph[:-1]) + text


def _is_dense(letter: str) -> bool:
    """Whether a script writes no spaces between words: Han, Kana."""
    return "\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"
