"""A source of PDF in, one Document out: its text layer by columns and paragraphs, without running heads and page numbers."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from communique.documents.document import Document, Removed
from communique.documents.extras import load
from communique.documents.furniture import phrases
from communique.documents.source import Source
from communique.errors import DocumentError

PAGES = 2000  # more are a book; nobody reads it as one readout
EDGE = 0.12  # of a page's height at its top and bottom: where running heads stand
HEAD_ROWS = 3  # a running head or foot has at most so many
GAP = 1.4  # of the usual distance of lines parts a running head from the text
REPEATED = 0.5  # share of the pages that show a running head; of two pages, both
GUTTER = 1.6  # widths of a letter that part two columns; words stand closer
GUTTER_LINES = 0.35  # share of a page's lines beside both sides of a gutter: less is a table or a gap by chance
SHORT = 0.82  # of a column's width: a line that ends before it ends a paragraph
INDENT = 0.9  # widths of a letter: a line that begins further right begins a paragraph
SPACING = 1.35  # of the usual distance of lines: a paragraph's space
DIGITS = re.compile(r"\d+")
NUMBER = re.compile(r"[-–—]?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*[-–—]?")
WORD = re.compile(r"[^\W\d_][\w\u00ad\u2010-]*")
HYPHENS = "-\u00ad\u2010"
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
SCAN = "no text layer: it is a scan; run OCR over it first (such as ocrmypdf) and read the result"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of print: its words, its box in points from the top left, its page from 1."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int
    height: float  # of the page
    letter: float  # width of a letter


def read_pdf(source: Source) -> Iterator[Document]:
    """Yield the one document of a PDF file; raises `DocumentError` for a scan, a locked or a broken file."""
    pages = _pages(source)
    rows = [row for page in pages for row in page]
    if not rows:
        raise DocumentError(f"{source.name}: {SCAN}")
    running = _running(pages)
    kept = [[row for row in page if row not in running] for page in pages]
    words = frozenset(word for row in rows for word in WORD.findall(row.text.casefold()))
    text = "\n".join(_paragraphs([column for page in kept for column in _columns(page)], words))
    removed = tuple(
        Removed(row.text, "running head or page number", f"page {row.page}") for row in rows if row in running
    )
    if not text:
        raise DocumentError(f"{source.name}: {SCAN}")
    yield Document(text, source=source.name, url=source.url, removed=removed)


def _pages(source: Source) -> list[list[Row]]:
    plumber: Any = load("pdfplumber", "pdf", source.name, "PDF")
    raw = source.whole()
    try:
        with plumber.open(io.BytesIO(raw)) as pdf:
            if len(pdf.pages) > PAGES:
                raise DocumentError(f"{source.name}: {len(pdf.pages)} pages; split it: {PAGES} are read at most")
            pages = []
            for number, page in enumerate(pdf.pages, 1):
                pages.append(list(_rows(page, number)))
                page.close()  # its objects are large
            return pages
    except DocumentError:
        raise
    except Exception as error:  # noqa: BLE001  (pdfminer raises whatever a broken file makes it stumble on)
        locked = "Password" in type(error).__name__ or "Password" in repr(error)
        what = (
            "the file is locked with a password; unlock it"
            if locked
            else f"the PDF is broken ({type(error).__name__}); save it anew"
        )
        raise DocumentError(f"{source.name}: {what}") from None


def _rows(page: Any, number: int) -> Iterator[Row]:  # noqa: ANN401
    """The lines of a page; a line that crosses the gutter of two columns is two."""
    words = page.dedupe_chars().extract_words(keep_blank_chars=False, use_text_flow=False, expand_ligatures=True)
    if not words:
        return
    letter = median((word["x1"] - word["x0"]) / max(1, len(word["text"])) for word in words)
    size = median(word["bottom"] - word["top"] for word in words)
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda each: (each["top"] + each["bottom"], each["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if lines and abs(middle - (lines[-1][0]["top"] + lines[-1][0]["bottom"]) / 2) < size / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    gutter = _gutter(lines, letter)
    for line in lines:
        line.sort(key=lambda each: each["x0"])
        for part in _parted(line, gutter, letter):
            yield Row(
                " ".join(word["text"] for word in part), part[0]["x0"], part[-1]["x1"],
                min(word["top"] for word in part), max(word["bottom"] for word in part), number, float(page.height), letter,
            )  # fmt: skip


def _gutter(lines: list[list[dict[str, Any]]], letter: float) -> float | None:
    """Where two columns part: an upright strip that no word crosses on most lines that have words on both sides."""
    left, right = min(word["x0"] for line in lines for word in line), max(word["x1"] for line in lines for word in line)
    width = right - left
    best, most = None, 0
    for step in range(35, 66):
        at = left + width * step / 100
        beside = crossed = 0
        for line in lines:
            spans = [(word["x0"], word["x1"]) for word in line]
            crossed += any(start < at < end for start, end in spans) or _close_around(spans, at, letter)
            beside += any(end <= at for _, end in spans) and any(start >= at for start, _ in spans)
        if beside - 2 * crossed > most:
            best, most = at, beside - 2 * crossed
    return best if most >= GUTTER_LINES * len(lines) and len(lines) > 4 else None  # noqa: PLR2004


def _close_around(spans: list[tuple[float, float]], at: float, letter: float) -> bool:
    before, after = [end for _, end in spans if end <= at], [start for start, _ in spans if start >= at]
    return bool(before and after) and min(after) - max(before) < GUTTER * letter


def _parted(line: list[dict[str, Any]], gutter: float | None, letter: float) -> list[list[dict[str, Any]]]:
    if gutter is None or any(word["x0"] < gutter < word["x1"] for word in line):
        return [line]
    before, after = [word for word in line if word["x1"] <= gutter], [word for word in line if word["x0"] >= gutter]
    if not before or not after or after[0]["x0"] - before[-1]["x1"] < GUTTER * letter:
        return [line]
    return [before, after]


def _running(pages: Sequence[Sequence[Row]]) -> set[Row]:
    """Running heads and feet: rows at the edge of a page, apart from the text, that stand so on most pages; and page numbers."""
    at_edges = [[*_edge(page, top=True), *_edge(page, top=False)] for page in pages]
    shapes = Counter(shape for rows in at_edges for shape in {_shape(row) for row in rows})
    often = {shape for shape, count in shapes.items() if count >= max(2, REPEATED * len(pages))}
    return {
        row
        for rows in at_edges
        for row in rows
        if _shape(row) in often or NUMBER.fullmatch(row.text) or _is_page(row.text)
    }


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
    """The rows of a page in the order they are read: what stands over both columns parts them in bands."""
    if not rows:
        return
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    middle = (left + right) / 2
    band: tuple[list[Row], list[Row]] = ([], [])
    paired = any(
        one.page == other.page and abs(one.top - other.top) < 1 and one.right < other.left
        for one, other in pairwise(rows)
    )
    if not paired:
        yield list(rows)
        return
    for row in rows:
        if row.left < middle < row.right:
            yield from (column for column in band if column)
            band = ([], [])
            yield [row]
        else:
            band[row.left >= middle - row.letter].append(row)
    yield from (column for column in band if column)


def _paragraphs(columns: list[list[Row]], words: Set[str]) -> Iterator[str]:
    """The paragraphs of all columns in order; one that goes on in the next column or page is one."""
    paragraph = ""
    before: Row | None = None
    width = 0.0
    for column in columns:
        left, right = min(row.left for row in column), max(row.right for row in column)
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
    first, last = WORD.match(text.casefold()), WORD.findall(paragraph.casefold())
    if first is None or phrases().is_a("conjunction", first[0]):
        return f"{paragraph} {text}"
    whole = f"{last[-1].rstrip(HYPHENS)}-{first[0]}" if last else ""
    return (paragraph if not text[:1].islower() or whole in words else paragraph[:-1]) + text


def _is_dense(letter: str) -> bool:
    """Whether a script writes no spaces between words: Han, Kana."""
    return "\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"
