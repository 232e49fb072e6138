"""When a name, a title or a span that was found counts as the one in the gold, and who is paired with whom."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from communique.evidence import Evidence

GoldEntry = TypeVar("GoldEntry")
Entry = TypeVar("Entry")
ENOUGH = 0.5  # of a title's words, of the union of two spans
NAMES_TO_TELL = 2  # "Putin" alone is not yet "Wladimir Putin": a shorter name needs two words of the longer


def fold(name: str | None) -> str:
    """Return a name without case, accents and punctuation, its words one space apart."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in plain.casefold()).split())


def same_name(name: str | None, other: str | None) -> bool:
    """Tell whether two names are one: the same words in any order, or two words of a longer name."""
    words, others = fold(name).split(), fold(other).split()
    if not words or not others:
        return False
    if sorted(words) == sorted(others) or "".join(words) == "".join(others):
        return True
    short, long = sorted((words, others), key=len)
    return len(short) >= NAMES_TO_TELL and set(short) <= set(long)


def same_title(title: str, other: str) -> bool:
    """Tell whether two titles share half the words of the shorter."""
    words, others = set(fold(title).split()), set(fold(other).split())
    return bool(words and others) and len(words & others) >= ENOUGH * min(len(words), len(others))


def locate(text: str, words: str, nth: int = 1) -> Evidence | None:
    """Return where the `nth` occurrence of `words` stands in the text; None where there is none."""
    start = -1
    for _ in range(max(nth, 1)):
        start = text.find(words, start + 1)
        if start < 0:
            return None
    return Evidence(start, start + len(words))


def shared_part(span: Evidence | None, other: Evidence | None) -> float:
    """Return how much of the union of two spans both cover, 0 to 1."""
    if span is None or other is None:
        return 0.0
    both = min(span.end, other.end) - max(span.start, other.start)
    return both / (span.end - span.start + other.end - other.start - both) if both > 0 else 0.0


def overlaps(span: Evidence | None, other: Evidence | None) -> bool:
    """Tell whether two spans share a code point; an unknown one shares none."""
    return span is not None and other is not None and min(span.end, other.end) > max(span.start, other.start)


def pair(
    golds: Sequence[GoldEntry],
    entries: Sequence[Entry],
    fits: Callable[[GoldEntry, Entry], bool],
    rank: Callable[[GoldEntry, Entry], float],
) -> list[tuple[int, int]]:
    """Pair gold entries with found ones, each at most once: the best `rank` first, then text order. Returns places."""
    options = sorted(
        (-rank(gold, entry), at, place)
        for at, gold in enumerate(golds)
        for place, entry in enumerate(entries)
        if fits(gold, entry)
    )
    taken: set[int] = set()
    used: set[int] = set()
    pairs = []
    for _, at, place in options:
        if at not in taken and place not in used:
            taken.add(at)
            used.add(place)
            pairs.append((at, place))
    return pairs
