"""A page of a PDF in, its lines out in the order they are read: columns, tables, raised signs, what is printed askew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any

import msgspec

GUTTER = 1.6  # widths of a letter that part two columns; words stand closer
GUTTER_LINES = 0.35  # share of a page's lines that speak for a gutter: fewer are a table or a gap by chance
FEW_LINES = 4  # make no column
FILLED = 0.7  # of its longest line: what the usual line of a column is; cells of a table differ more
NARROW = 12  # letters: the usual line of a column is longer, the usual cell of a table is not
ASKEW = 0.3  # rise of a line of print for its length: a stamp across the page; scans are crooked by 0.05
SMALL = 0.85  # of the usual size of print: raised and lowered signs, footnotes
RAISED = 0.15  # of the usual size: a raised sign ends so far above the line
GLUED = 0.2  # widths of a letter: what stands closer is one word, as in "5th" with raised letters
CELL = 3.0  # widths of a letter that part two cells of a table
MARK = re.compile(r"[\d*†‡,]+|\(\d+\)|\[\d+\]")
SQUARES, UNITS = {"2": "²", "3": "³"}, frozenset({"m", "km", "cm", "mm"})

Word = dict[str, Any]  # as pdfplumber gives it: text and box
Line = list[Word]


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
    column: int  # of the page, from 1, as it is read
    tabular: bool  # a row of a table


class Told(msgspec.Struct):
    """A line that the process of a PDF writes: the rows of a page, or what is wrong, or that it is done."""

    rows: list[tuple[str, float, float, float, float, int, float, float, int, bool]] = []
    removed: list[tuple[str, str]] = []  # text and reason
    error: str = ""
    ended: bool = False


def lay_out(page: Any, number: int) -> Told:  # noqa: ANN401
    """The lines of a page, column by column in the order they are read, and what is printed askew."""
    chars = page.chars
    askew = [] if all(_is_askew(char) for char in chars) else _askew(chars)
    left_out = {id(char) for char in chars if askew and _is_askew(char)} | set(_doubles(chars))
    if left_out:
        page = page.filter(lambda each: id(each) not in left_out)
    words = page.extract_words(keep_blank_chars=False, use_text_flow=False, expand_ligatures=True, extra_attrs=["size"])
    told = Told(removed=askew)
    if not words:
        return told
    letter = median((word["x1"] - word["x0"]) / max(1, len(word["text"])) for word in words)
    size = median(word["bottom"] - word["top"] for word in words)
    column = 0
    for block in _blocks(_lines(words, size, letter), letter):
        column += 1
        for line in block:
            text, marks = _spelled(line, size, letter)
            told.removed += [(mark, "footnote mark") for mark in marks]
            if text:
                told.rows.append((
                    text, line[0]["x0"], line[-1]["x1"], min(word["top"] for word in line),
                    max(word["bottom"] for word in line), number, float(page.height), letter, column, _is_tabular(line, letter),
                ))  # fmt: skip
    return told


def _doubles(chars: Sequence[dict[str, Any]]) -> Iterator[int]:
    """Letters that are printed twice on one place, as bold print is feigned; by their `id`."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        text, left, top = char["text"], round(char["x0"]), round(char["top"])
        if any((text, left + right, top + down) in seen for right in (-1, 0, 1) for down in (-1, 0, 1)):
            yield id(char)
        else:
            seen.add((text, left, top))


def _is_askew(char: dict[str, Any]) -> bool:
    along, up = char["matrix"][:2]
    return bool(abs(up) > ASKEW * abs(along))


def _askew(chars: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """Stamps over a page and notes along its margin, each as it is printed."""
    runs = groupby((char for char in chars if _is_askew(char)), key=lambda char: char["matrix"][:4])
    return [(text, "printed askew") for _, run in runs if (text := "".join(char["text"] for char in run).strip())]


def _lines(words: Sequence[Word], size: float, letter: float) -> list[Line]:
    """Words that stand on one height, from the top; a small raised or lowered word belongs to the line that it touches."""
    lines: list[Line] = []
    small = [word for word in words if word["bottom"] - word["top"] < SMALL * size]
    for word in sorted((each for each in words if each not in small), key=_height):
        if lines and abs(_height(word) - _height(lines[-1][0])) < size:  # heights are twice the middle
            lines[-1].append(word)
        else:
            lines.append([word])
    left = [word for word in small if not _touching(word, lines, letter)]
    notes: list[Line] = []
    for word in sorted(left, key=_height):
        if notes and abs(_height(word) - _height(notes[-1][0])) < SMALL * size:
            notes[-1].append(word)
        else:
            notes.append([word])
    for line in (*lines, *notes):
        line.sort(key=lambda word: float(word["x0"]))
    return sorted([*lines, *notes], key=lambda line: min(float(word["top"]) for word in line))


def _height(word: Word) -> float:
    return float(word["top"] + word["bottom"])


def _touching(word: Word, lines: Sequence[Line], letter: float) -> bool:
    """Put a small word into the line whose words it touches, if there is one."""
    middle = _height(word) / 2
    for line in lines:
        for other in line:
            beside = min(abs(word["x0"] - other["x1"]), abs(other["x0"] - word["x1"])) < letter
            if beside and other["top"] - letter / 2 < middle < other["bottom"] + letter / 2:
                line.append(word)
                return True
    return False


def _spelled(line: Line, size: float, letter: float) -> tuple[str, list[str]]:
    """The text of a line, and the raised numbers in it that call a footnote ("km²" calls none)."""
    text, marks = "", []
    before: Word | None = None
    for word in line:
        small = before is not None and word["bottom"] - word["top"] < SMALL * size < before["bottom"] - before["top"]
        raised = small and before is not None and word["bottom"] < before["bottom"] - RAISED * size
        if raised and MARK.fullmatch(word["text"]):
            if word["text"] in SQUARES and text.rpartition(" ")[2].lower() in UNITS:
                text += SQUARES[word["text"]]
            else:
                marks.append(word["text"])
            continue
        glued = before is not None and word["x0"] - before["x1"] < GLUED * letter
        text += word["text"] if glued or not text else f" {word['text']}"
        before = word
    return text, marks


def _is_tabular(line: Line, letter: float) -> bool:
    """Whether a line is of cells: some of its gaps are wide and others are not, as they are where print is justified."""
    gaps = [two["x0"] - one["x1"] for one, two in pairwise(line)]
    if not gaps or max(gaps) < CELL * letter:
        return False
    return bool(min(gaps) < max(gaps) / 2 or max(gaps) > 2 * CELL * letter)


def _blocks(lines: list[Line], letter: float) -> Iterator[list[Line]]:
    """Lines in the order they are read: columns one after the other, parted in bands by what stands across them."""
    gutter = _gutter(lines, letter)
    if gutter is None:
        if lines:
            yield lines
        return
    across: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if _crosses(line, gutter, letter):
            yield from _blocks(left, letter)
            yield from _blocks(right, letter)
            left, right = [], []
            across.append(line)
            continue
        if across:
            yield across
            across = []
        for side, part in (
            (left, [word for word in line if word["x1"] <= gutter]),
            (right, [word for word in line if word["x1"] > gutter]),
        ):
            if part:
                side.append(part)
    yield from _blocks(left, letter)
    yield from _blocks(right, letter)
    if across:
        yield across


def _gutter(lines: Sequence[Line], letter: float) -> float | None:
    """Where two columns part: an upright strip beside which lines stand on both sides and that few lines cross."""
    if len(lines) <= FEW_LINES:
        return None
    left, right = min(word["x0"] for line in lines for word in line), max(word["x1"] for line in lines for word in line)
    best, most = None, 0.0
    for step in range(20, 81):
        at = left + (right - left) * step / 100
        score = _columns_at(at, lines, letter)
        if score > most:
            best, most = at, score
    return best


def _columns_at(at: float, lines: Sequence[Line], letter: float) -> float:
    """How many lines speak for two columns that part here; 0 where they are few, or cells of a table.

    A line on the left alone says nothing: it may be short.
    """
    votes: list[int] = []
    lefts: list[float] = []
    rights: list[float] = []
    for line in lines:
        if _crosses(line, at, letter):
            votes.append(-2)
            continue
        before, after = [word for word in line if word["x1"] <= at], [word for word in line if word["x1"] > at]
        votes.append(1 if after else 0)
        lefts += _widths(before, letter)
        rights += _widths(after, letter)
    beside = [number for number, vote in enumerate(votes) if vote > 0]
    if len(beside) <= FEW_LINES or not all(_is_text(widths, letter) for widths in (lefts, rights)):
        return 0.0
    height = votes[beside[0] : beside[-1] + 1]  # of the right column: what stands above and below it says nothing
    return sum(height) if sum(height) > GUTTER_LINES * len(height) else 0.0


def _widths(line: Line, letter: float) -> Iterator[float]:
    """The widths of what stands together in a line, such as its share of a column."""
    gaps = [two["x0"] - one["x1"] for one, two in pairwise(line)]
    parting = (
        max(CELL * letter, 2 * min(gaps)) if len(gaps) > 1 else CELL * letter
    )  # justified print has wide gaps, but all alike
    start = 0
    for number, gap in enumerate([*gaps, parting + 1] if line else [], 1):
        if gap > parting:
            yield line[number - 1]["x1"] - line[start]["x0"]
            start = number


def _is_text(widths: Sequence[float], letter: float) -> bool:
    if len(widths) <= FEW_LINES:
        return False
    usual = median(widths)
    return usual > NARROW * letter and usual > FILLED * sorted(widths)[9 * len(widths) // 10]


def _crosses(line: Line, at: float, letter: float) -> bool:
    """Whether a line goes over an upright strip: a word stands in it, or two words stand closely around it."""
    if any(word["x0"] < at < word["x1"] for word in line):
        return True
    before, after = [word["x1"] for word in line if word["x1"] <= at], [word["x0"] for word in line if word["x0"] >= at]
    return bool(before and after) and min(after) - max(before) < GUTTER * letter
