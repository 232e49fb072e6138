"""Days as the register compares them: ISO dates as exact as a text gives them, in; numbers and distances out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

LENGTHS = {4: 366, 7: 31}  # days within which "2024" and "2024-06" lie
DAY = 10  # characters of a whole date


@lru_cache(maxsize=65536)
def ordinal(day: str | None) -> int | None:
    """A day as a number; of a month or year its first day; None where there is none."""
    if not day:
        return None
    parts = [int(part) for part in day[:DAY].split("-")]
    return date(*parts, *(1 for _ in range(3 - len(parts)))).toordinal()


def is_whole(day: str | None) -> bool:
    """Whether a date names its day."""
    return day is not None and len(day) >= DAY


def days_between(one: str | None, other: str | None) -> int | None:
    """How many days lie at least between two dates: 0 where one may lie within the other, None where one is missing."""
    first, second = ordinal(one), ordinal(other)
    if first is None or second is None or one is None or other is None:
        return None
    if first > second:
        first, second, one = second, first, other
    return max(0, second - first - LENGTHS.get(len(one), 1) + 1)


def years_outside(day: str | None, first: str | None, last: str | None) -> float:
    """Years from a day to a span of days; 0 within it, and where one of them is missing."""
    at, start, end = ordinal(day), ordinal(first), ordinal(last)
    if at is None or start is None or end is None:
        return 0.0
    return max(start - at, at - end, 0) / 365.25
