"""A meeting as one text tells it and meetings of the register in, how likely they are one out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from communique.register.days import days_between, is_whole
from communique.register.identity.verdict import Verdict
from communique.register.words import words_of

WINDOW = 5  # days around within which tellings of one meeting lie: time zones, reports on the next day, visits of days
REPORT_DAYS = 3  # within which a readout without a date in its words follows the meeting
SAME_PARTIES, SOME_PARTIES = 0.35, 0.15
MANY_MORE, MANY_MORE_PARTIES = 3, -0.1
SAME_PEOPLE, OTHER_PEOPLE, NO_PEOPLE = 0.35, -0.6, 0.05
ONE_SIDE_SHARED = 0.15  # the adviser in both, of his counterpart one text says nothing
FEW_PEOPLE = 3  # of a meeting of more, two texts may name different ones
SAME_DAY, NEXT_DAY, NEAR, FAR, SAME_MONTH, NO_DAY = 0.25, 0.2, 0.08, -0.6, 0.1, 0.0
THAT_DAY, NEXT_PUBLISHED, NEAR_PUBLISHED = (
    0.25,
    0.15,
    0.05,
)  # no date in one of the texts, but they were published about then
SAME_PLACE, OTHER_PLACE = 0.2, -0.1
REPORTED_TWICE, REPORTED_ANOTHER = -0.2, -0.6  # by one publisher, who gives each meeting a text of its own
EXCLUDED, EXCLUDES = 0.3, -0.5
AROUND = 0.2  # "their March meeting", in a text about the same two
ONLY_ONE, ONLY_ONE_FROM = 0.15, 0.35  # "their April call", of whose month no other is known that might be meant
SAME_ORDINAL, OTHER_ORDINAL = 0.15, -0.6
KINDS_AGREE, NARROW_KINDS_AGREE, KINDS_DIFFER, KINDS_EXCLUDE = 0.05, 0.1, -0.15, -0.5
YEAR = 4  # characters of a date that gives the year alone, which tells nothing
UNDECIDED_LIMIT = 0.7  # without a person, a place or a day in common nobody can be sure
# A call is no visit; a visit holds talks, but is not one of them.
REMOTE = frozenset({"call"})
GATHERED = frozenset({"talks", "summit", "audience", "meeting", "dialogue"})
ANY_KIND = frozenset({"talks", "meeting"})  # what nearly every meeting may be called


@dataclass(frozen=True, slots=True)
class Telling:
    """A meeting as a document tells it; `people` by the party each acts for, `published` the document's day.

    `around`: where it names nobody, the people of the other meetings in its text. `reported`: whose text tells of this
    meeting before all else, as the readout of it; None where a text only mentions it.
    """

    kind: str
    status: str
    parties: frozenset[str]
    date: str | None
    published: str | None
    place: str | None
    series: str | None
    ordinal: int | None
    people: Mapping[int, str]
    around: Mapping[int, str] = field(default_factory=dict)
    reported: str | None = None

    @property
    def about(self) -> str | None:
        """The day by which it is sought: as told, else the day on which the text was published."""
        return self.date or self.published


def judge(telling: Telling, other: Telling) -> Verdict:
    """How likely two tellings are of one meeting: by parties, people, day, place and kind."""
    parts = [
        _parties(telling, other), _people(telling, other), _day(telling, other), _place(telling, other),
        _ordinal(telling, other), _kind(telling, other), _reported(telling, other),
        _around(telling, other),
    ]  # fmt: skip
    score = sum(weight for weight, _ in parts)
    reasons = [reason for weight, reason in parts if reason and weight != 0]
    named = bool(set(telling.people) & set(other.people)) or parts[2][0] >= NEXT_DAY or parts[3][0] > 0
    named = named or (parts[-1][0] > 0 and bool(telling.date and other.date))
    if not named or _may_be_besides(telling, other):
        score = min(score, UNDECIDED_LIMIT)
    if any(weight <= EXCLUDES for weight, _ in parts):
        score = min(score, EXCLUDED)
    return Verdict(round(min(1.0, max(0.0, score)), 3), "; ".join(reasons))


def judge_best(telling: Telling, tellings: Sequence[Telling]) -> Verdict:
    """Judge against all tellings of one meeting: the likest counts, and what one excludes (other people) excludes it."""
    verdicts = [judge(telling, other) for other in tellings]
    against = [each for each, other in zip(verdicts, tellings, strict=True) if _is_whole(telling, other)]
    if worst := [each for each in against if each.score <= EXCLUDED]:
        return worst[0]
    return max(verdicts, key=lambda each: each.score)


def favour_only(judged: Sequence[tuple[int, Verdict]]) -> list[tuple[int, Verdict]]:
    """What a text tells of by its month alone is the likelier the only one of that month that it can be."""
    likely = [each for each in judged if each[1].score >= ONLY_ONE_FROM]
    if len(likely) != 1:
        return list(judged)
    return [
        (one, Verdict(round(verdict.score + ONLY_ONE, 3), f"{verdict.reason}; the only one known of that month"))
        for one, verdict in likely
    ]


def _is_whole(telling: Telling, other: Telling) -> bool:
    """Tell whether what two texts tell can exclude each other: both give the day, or both are the readout of a meeting."""
    return (is_whole(telling.date) and is_whole(other.date)) or bool(telling.reported and other.reported)


def _may_be_besides(telling: Telling, other: Telling) -> bool:
    """Tell whether one may be a meeting of few beside the other: it lacks a party that somebody is named for there."""
    fewer, more = sorted((telling, other), key=lambda each: len(each.parties))
    lacking = more.parties - fewer.parties - {"?"}
    if not lacking:
        return False
    return not set(fewer.people) & set(more.people) or not lacking.isdisjoint(more.people.values())


def _parties(telling: Telling, other: Telling) -> tuple[float, str]:
    mine, theirs = telling.parties - {"?"}, other.parties - {"?"}
    if mine == theirs:
        return SAME_PARTIES, f"same parties ({' '.join(sorted(mine))})"
    if (mine < theirs or theirs < mine) and len(mine ^ theirs) >= MANY_MORE:
        return MANY_MORE_PARTIES, "a meeting of many and one of few"  # on its margins two may meet besides
    if mine < theirs or theirs < mine:
        return SOME_PARTIES + SOME_PARTIES * len(mine & theirs) / len(mine | theirs), "one text names more parties"
    return SOME_PARTIES * len(mine & theirs) / len(mine | theirs), f"both name {' '.join(sorted(mine & theirs))}"


def _people(telling: Telling, other: Telling) -> tuple[float, str]:
    shared = set(telling.people) & set(other.people)
    mine, theirs = (set(each.people.values()) for each in (telling, other))
    if shared:
        lacking = [[one for one in each.people if one not in shared] for each in (telling, other)]
        if all(lacking) and min(len(telling.people), len(other.people)) <= FEW_PEOPLE:
            return OTHER_PEOPLE, f"{len(shared)} people take part in both, but both name others"
        if any(lacking) and len({telling.people[one] for one in shared}) == 1:
            return ONE_SIDE_SHARED, f"{len(shared)} people of one side take part in both"
        return SAME_PEOPLE * min(1.0, len(shared) / 2 + 0.4), f"{len(shared)} people take part in both"
    if mine & theirs:
        return OTHER_PEOPLE, f"other people for {' '.join(sorted(mine & theirs))}"
    return NO_PEOPLE, ""


def _day(telling: Telling, other: Telling) -> tuple[float, str]:
    apart = days_between(telling.about, other.about)
    if apart is None:
        return NO_DAY, ""
    if telling.date is None or other.date is None:
        return _day_published(telling, other, apart)
    if min(len(telling.date), len(other.date)) <= YEAR:
        return NO_DAY, ""
    vague, exact = sorted((telling.date, other.date), key=len)
    if not is_whole(vague) and not exact.startswith(vague):
        return FAR, f"{telling.date} and {other.date}"
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


def _day_published(telling: Telling, other: Telling, apart: int) -> tuple[float, str]:
    """Of two texts one or both give no date."""
    if apart > REPORT_DAYS:
        return FAR, f"told {apart} days apart"
    dates = [each.date for each in (telling, other) if each.date]
    if dates and not is_whole(dates[0]):
        return NEAR_PUBLISHED if len(dates[0]) > YEAR else NO_DAY, f"told in {dates[0]}"
    if apart == 0 and dates:
        return THAT_DAY, f"told on {dates[0]}"
    return NEXT_PUBLISHED if apart <= 1 else NEAR_PUBLISHED, "told about the same time"


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
        return NARROW_KINDS_AGREE if kinds.isdisjoint(ANY_KIND) else KINDS_AGREE, f"both a {telling.kind}"
    if kinds & REMOTE or ("visit" in kinds and kinds & GATHERED):
        return KINDS_EXCLUDE, f"a {telling.kind} and a {other.kind}"
    return (KINDS_AGREE, "") if kinds <= GATHERED else (KINDS_DIFFER, f"a {telling.kind} and a {other.kind}")


def _reported(telling: Telling, other: Telling) -> tuple[float, str]:
    if telling.reported is None or telling.reported != other.reported:
        return 0.0, ""
    if days_between(telling.about, other.about):
        return REPORTED_ANOTHER, f"readouts by {telling.reported} of two days"
    if telling.parties != other.parties or set(telling.people) != set(other.people):
        return REPORTED_ANOTHER, f"two readouts by {telling.reported}, of other parties or people"
    return REPORTED_TWICE, f"two readouts by {telling.reported}"


def _around(telling: Telling, other: Telling) -> tuple[float, str]:
    """Weigh whether one names nobody, but stands in a text about the two sides of the other."""
    for one, another in ((telling, other), (other, telling)):
        shared = one.around.keys() & another.people.keys()
        if not one.people and len({another.people[each] for each in shared}) > 1:
            return AROUND, f"in a text about {len(shared)} of its people"
    return 0.0, ""
