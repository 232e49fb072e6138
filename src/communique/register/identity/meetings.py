"""A meeting as one text tells it and meetings of the register in, how likely they are one out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.register.days import days_between, is_whole
from communique.register.identity.verdict import Verdict
from communique.register.words import words_of

WINDOW = 5  # days around within which tellings of one meeting lie: time zones, reports on the next day, visits of days
REPORT_DAYS = 3  # within which a readout without a date in its words follows the meeting
SAME_PARTIES, SOME_PARTIES = 0.35, 0.15
SAME_PEOPLE, OTHER_PEOPLE, NO_PEOPLE = 0.35, -0.6, 0.05
SAME_DAY, NEXT_DAY, NEAR, FAR, SAME_MONTH, NO_DAY = 0.25, 0.2, 0.08, -0.6, 0.1, 0.0
SAME_PLAN = 0.2  # two texts of those days announce it for the same place
NEAR_PUBLISHED = 0.1  # no date in one of the texts, but they were published about then
SAME_PLACE, OTHER_PLACE = 0.1, -0.1
SAME_ORDINAL, OTHER_ORDINAL = 0.15, -0.6
KINDS_AGREE, KINDS_DIFFER, KINDS_EXCLUDE = 0.05, -0.15, -0.5
UNDECIDED_LIMIT = 0.7  # without a person, a place or a day in common nobody can be sure
# A call is no visit; a visit holds talks, but is not one of them.
REMOTE = frozenset({"call"})
GATHERED = frozenset({"talks", "summit", "audience", "meeting", "dialogue"})
TO_COME = frozenset({"planned", "proposed"})


@dataclass(frozen=True, slots=True)
class Telling:
    """A meeting as a document tells it; `people` by the party each acts for, `published` the document's day."""

    kind: str
    status: str
    parties: frozenset[str]
    date: str | None
    published: str | None
    place: str | None
    series: str | None
    ordinal: int | None
    people: Mapping[int, str]

    @property
    def about(self) -> str | None:
        """The day by which it is sought: as told, else the day on which the text was published."""
        return self.date or self.published


def judge(telling: Telling, other: Telling) -> Verdict:
    """How likely two tellings are of one meeting: by parties, people, day, place and kind."""
    parts = [
        _parties(telling, other), _people(telling, other), _day(telling, other), _place(telling, other),
        _ordinal(telling, other), _kind(telling, other),
    ]  # fmt: skip
    score = sum(weight for weight, _ in parts)
    reasons = [reason for weight, reason in parts if reason and weight != 0]
    named = bool(set(telling.people) & set(other.people)) or parts[2][0] >= NEXT_DAY or parts[3][0] > 0
    if not named:
        score = min(score, UNDECIDED_LIMIT)
    return Verdict(round(min(1.0, max(0.0, score)), 3), "; ".join(reasons))


def judge_best(telling: Telling, tellings: Sequence[Telling]) -> Verdict:
    """Judge against all tellings of one meeting: the likest counts, and what one excludes (other people) excludes it."""
    verdicts = [judge(telling, other) for other in tellings]
    return max(verdicts, key=lambda each: each.score)


def _parties(telling: Telling, other: Telling) -> tuple[float, str]:
    mine, theirs = telling.parties - {"?"}, other.parties - {"?"}
    if mine == theirs:
        return SAME_PARTIES, f"same parties ({' '.join(sorted(mine))})"
    if mine < theirs or theirs < mine:
        return SOME_PARTIES + SOME_PARTIES * len(mine & theirs) / len(mine | theirs), "one text names more parties"
    return SOME_PARTIES * len(mine & theirs) / len(mine | theirs), f"both name {' '.join(sorted(mine & theirs))}"


def _people(telling: Telling, other: Telling) -> tuple[float, str]:
    shared = set(telling.people) & set(other.people)
    if shared:
        return SAME_PEOPLE * min(1.0, len(shared) / 2 + 0.4), f"{len(shared)} people take part in both"
    mine, theirs = set(telling.people.values()), set(other.people.values())
    if mine & theirs:
        return OTHER_PEOPLE, f"other people for {' '.join(sorted(mine & theirs))}"
    return NO_PEOPLE, ""


def _day(telling: Telling, other: Telling) -> tuple[float, str]:
    apart = days_between(telling.about, other.about)
    if apart is None:
        return NO_DAY, ""
    told = telling.date is not None and other.date is not None
    if not told:
        return (
            (NEAR_PUBLISHED, "told about the same time") if apart <= REPORT_DAYS else (FAR, f"told {apart} days apart")
        )
    if apart == 0:
        whole = is_whole(telling.date) and is_whole(other.date)
        return (
            (SAME_DAY, f"both on {telling.date}") if whole else (SAME_MONTH, f"{telling.date} and {other.date} agree")
        )
    if apart == 1:
        return NEXT_DAY, f"{telling.date} and {other.date}: a day apart"
    return (
        (NEAR, f"{apart} days apart")
        if apart <= WINDOW and "visit" in (telling.kind, other.kind)
        else (FAR, f"{apart} days apart")
    )


def _place(telling: Telling, other: Telling) -> tuple[float, str]:
    if not telling.place or not other.place:
        return 0.0, ""
    mine, theirs = set(words_of(telling.place)), set(words_of(other.place))
    if mine <= theirs or theirs <= mine:
        return SAME_PLACE, f"both in {other.place}"
    return OTHER_PLACE, f"in {telling.place} and in {other.place}"  # a city and its country, or two languages: weak


def _ordinal(telling: Telling, other: Telling) -> tuple[float, str]:
    if telling.ordinal is None or other.ordinal is None:
        return 0.0, ""
    if telling.ordinal == other.ordinal:
        return SAME_ORDINAL, f"both are round {telling.ordinal}"
    return OTHER_ORDINAL, f"rounds {telling.ordinal} and {other.ordinal}"


def _kind(telling: Telling, other: Telling) -> tuple[float, str]:
    kinds = {telling.kind, other.kind}
    if len(kinds) == 1:
        return KINDS_AGREE, f"both a {telling.kind}"
    if kinds & REMOTE or ("visit" in kinds and kinds & GATHERED):
        return KINDS_EXCLUDE, f"a {telling.kind} and a {other.kind}"
    return (KINDS_AGREE, "") if kinds <= GATHERED else (KINDS_DIFFER, f"a {telling.kind} and a {other.kind}")
