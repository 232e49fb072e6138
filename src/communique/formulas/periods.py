"""Days come in, the month, quarter or year they lie in and spans of days go out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.errors import QuestionError

MONTH = 7  # characters of "2024-06"
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LAST = "~"  # after every month and day
MANY_MONTHS, MANY_QUARTERS = 24, 60  # as many are still told apart in a chart


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days as ISO dates, both included: "2021" as its end means its last day; "" is open."""

    since: str
    until: str

    def __contains__(self, day: str) -> bool:
        return self.since <= day <= (self.until + LAST)

    def overlaps(self, other: Days) -> bool:
        """Whether some day is in both."""
        return max(self.since, other.since) <= min(self.until + LAST, other.until + LAST)

    def __str__(self) -> str:
        if self.since == self.until:
            return self.since
        return f"{self.since or '…'} – {self.until or '…'}"


@dataclass(frozen=True, slots=True)
class Before:
    """All days before one."""

    day: str

    def __contains__(self, day: str) -> bool:
        return day < self.day

    def __str__(self) -> str:
        return f"before {self.day}"


@dataclass(frozen=True, slots=True)
class From:
    """All days from one on."""

    day: str

    def __contains__(self, day: str) -> bool:
        return day >= self.day

    def __str__(self) -> str:
        return f"from {self.day}"


Span = Days | Before | From


def parse_day(text: str) -> str:
    """A day, month or year as ISO gives it; raises `QuestionError` for anything else."""
    if not DAY.fullmatch(text):
        raise QuestionError(f'"{text}" is no day; write 2024, 2024-06 or 2024-06-19')
    return text


def parse_days(text: str) -> Days:
    """A span of days: `2021`, `2021..2022`, `2021-06..2022-03-15`, `..2022`; raises `QuestionError` for anything else."""
    since, dots, until = text.partition("..")
    if not since and not until:
        raise QuestionError(f'"{text}" is no span of days; write 2021..2022 or 2021-06..2022-03-15')
    first = parse_day(since) if since else ""
    last = (parse_day(until) if until else "") if dots else first
    if last and first > last + LAST:
        raise QuestionError(f'"{text}" ends before it begins; write the earlier day first')
    return Days(first, last)


def around(day: str) -> tuple[Before, From]:
    """The days before one and those from it on; raises `QuestionError` for what is no day."""
    return Before(parse_day(day)), From(parse_day(day))


def period_of(day: str, period: str) -> str:
    """The period that a day, or a month for any but months, lies in: "2024-06", "2024-Q2", "2024"."""
    year, month = day[:4], day[5:MONTH]
    if period == "year" or not month:
        return year
    return f"{year}-{month}" if period == "month" else f"{year}-Q{(int(month) + 2) // 3}"


def fitting_period(months: Iterable[str]) -> str:
    """The period in which so many months are well looked at."""
    known = [month for month in months if len(month) == MONTH]
    if not known:
        return "year"
    count = _number(max(known)) - _number(min(known)) + 1
    return "month" if count <= MANY_MONTHS else "quarter" if count <= MANY_QUARTERS * 3 else "year"


def periods_between(first: str, last: str, period: str) -> list[str]:
    """All periods from that of the first month to that of the last: those without a document too."""
    start, end = ((each if len(each) == MONTH else f"{each}-01") for each in (first, last))
    numbers = range(_number(start), _number(end) + 1)
    return list(dict.fromkeys(period_of(f"{number // 12:04}-{number % 12 + 1:02}", period) for number in numbers))


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:MONTH]) - 1
