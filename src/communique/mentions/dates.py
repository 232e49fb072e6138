"""Finds dates in a sentence and says them as ISO text, relative ones against the text's own dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.lexicon import Lexicon
from communique.mentions.spans import DateMention, Span
from communique.sentences import Sentence
from communique.verbs import is_finite, is_participle

YEAR = re.compile(r"^(1[5-9]\d\d|20\d\d)$")
DAY = re.compile(
    r"^(\d{1,2})(?:\.|st|nd|rd|th)?(?:[-–/]\d{1,2}(?:\.|st|nd|rd|th)?)?$"
)  # "21.", "3rd", "21.-22.", "3–5"
NUMERIC = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
NUMERIC_DAY = re.compile(r"^(\d{1,2})\.(0\d|1[0-2])\.$")  # "22.08."
ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
RELATIVE = re.compile(r"^(week|weekend|month|year)([+-]\d+)\b")
LONGEST_SPAN = 6  # words: "the beginning of next month"
LAST_DAY = 31
WEEK = 7
FULL_DATE = len("2024-06-19")
WEEKDAY_GAP = 2  # words: "Wednesday, the 13th of March"
FAR = 60  # days from the dateline: a headline tells of nothing that was so long ago
DATELINE_WORDS = 16  # "PJÖNGJANG, 19. Juni 2024 (KCNA) –": the dash comes this early
LAST_HEAD_PARAGRAPH = 2  # headline, standfirst, first paragraph: a dateline stands in one of them
YEAR_REACH = 6  # "12. Juni Juche 107 (2018)": the year may stand this far behind its month


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that "today" means: the dateline, or the date a caller gave."""

    day: date | None

    @classmethod
    def of(cls, text: str | None) -> Anchor:
        """Read an ISO date; anything shorter than a day gives no anchor."""
        return cls(date.fromisoformat(text[:10]) if text and ISO.match(text[:10]) else None)

    def is_far_from(self, value: str) -> bool:
        """Tell whether a date is no news of the anchor's day, whichever it is: months or years off."""
        if self.day is None or value[:4] == value:
            return self.day is not None and value != str(self.day.year)
        return abs((_middle(value) - self.day).days) > FAR


def find_dateline(sentences: Sequence[Sentence], lexicon: Lexicon) -> Anchor:
    """Return the day of "WIEN, 14. Juli 2015 –"; without a dateline, the first full date of the first two paragraphs."""
    for sentence in sentences:
        if sentence.paragraph > LAST_HEAD_PARAGRAPH:
            break
        for mention in find_dates(sentence, lexicon, Anchor(None)):
            if ISO.match(mention.value):
                return Anchor.of(mention.value)
    return Anchor(None)


def is_dateline(sentence: Sentence, mention: DateMention) -> bool:
    """Tell whether a date stands in a dateline: early in its paragraph, a dash after it, or first of all ("11.11.2025, …")."""
    if mention.span.first == 0 and sentence.words[mention.span.last + 1 : mention.span.last + 2]:
        if sentence[mention.span.last + 1].text in (",", ":") and NUMERIC.match(sentence[0].text):
            return True
    after = sentence.words[mention.span.last + 1 : mention.span.last + 8]
    return mention.span.last < DATELINE_WORDS and any(word.text in ("–", "--", "—", "-") for word in after)


def find_dates(sentence: Sentence, lexicon: Lexicon, anchor: Anchor) -> list[DateMention]:
    """Return the dates of `sentence`, in order."""
    found: list[DateMention] = []
    index = 0
    while index < len(sentence):
        mention = _at(sentence, index, lexicon, anchor)
        if mention and _is_weekday_of(sentence, found, mention, lexicon):
            found.pop()
        if mention:
            found.append(mention)
        index = mention.span.last + 1 if mention else index + 1
    return found


def _is_weekday_of(sentence: Sentence, found: Sequence[DateMention], mention: DateMention, lexicon: Lexicon) -> bool:
    """ "Wednesday, 13 March", "Dienstag (22.08.)": the weekday right before a date is that date's, not the one nearest."""
    if not found or mention.how != "absolute" or len(mention.value) != FULL_DATE:
        return False
    between = sentence.words[found[-1].span.last + 1 : mention.span.first]
    return (
        found[-1].how == "relative"
        and found[-1].span.first == found[-1].span.last
        and sentence[found[-1].span.first].text.casefold() in lexicon.calendar.get("weekday", {})
        and all(word.upos in ("PUNCT", "DET") or word.relation == "case" for word in between)
        and len(between) <= WEEKDAY_GAP
    )


def _at(sentence: Sentence, index: int, lexicon: Lexicon, anchor: Anchor) -> DateMention | None:
    text = sentence[index].text
    if match := NUMERIC.match(text):
        return _mention(sentence, index, index, _iso(int(match[3]), int(match[2]), int(match[1])), "absolute")
    if ISO.match(text):
        return _mention(sentence, index, index, text, "absolute")
    if anchor.day is not None and (match := NUMERIC_DAY.match(text)):
        return _mention(sentence, index, index, _nearest(int(match[2]), int(match[1]), anchor.day), "absolute")
    return (
        _numeric_range(sentence, index, lexicon, anchor)
        or _calendar_date(sentence, index, lexicon, anchor)
        or _relative_day(sentence, index, lexicon, anchor)
        or _relative_span(sentence, index, lexicon, anchor)
        or _bare_year(sentence, index, lexicon)
    )


def _mention(sentence: Sentence, first: int, last: int, value: str | None, how: str) -> DateMention | None:
    return DateMention(Span(sentence.index, first, last), value, how) if value else None


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(text: str, lexicon: Lexicon) -> int | None:
    months = lexicon.calendar.get("month", {})
    value = months.get(text.casefold()) or months.get(text.casefold().rstrip("."))
    return int(value) if value and text[:1].isupper() else None


def _day(text: str) -> int | None:
    match = DAY.match(text)
    return int(match[1]) if match and 1 <= int(match[1]) <= LAST_DAY else None


def _calendar_date(sentence: Sentence, index: int, lexicon: Lexicon, anchor: Anchor) -> DateMention | None:
    """ "19. Juni 2024", "6. bis 10. März", "December 13, 2023", "June 2022", "Anfang November"."""
    words = sentence.words
    first, day = index, _day(words[index].text)
    month_at = index
    if day is not None:
        month_at = _month_after_day(sentence, index, lexicon)
    if month_at >= len(words) or (month := _month(words[month_at].text, lexicon)) is None:
        return None
    last = month_at
    if day is None and month_at + 1 < len(words) and (follows := _day(words[month_at + 1].text)) is not None:
        day, last = follows, _last_day(sentence, month_at + 1, lexicon)
    year, last = _year_after(sentence, last)
    if year is not None:
        return _mention(sentence, first, last, _iso(year, month, day), "absolute")
    if anchor.day is None:
        return None
    return _mention(sentence, first, last, _nearest(month, day, anchor.day), "absolute")


def _numeric_range(sentence: Sentence, index: int, lexicon: Lexicon, anchor: Anchor) -> DateMention | None:
    """ "24. und 25.08.", "24. bis 25.08.2012": the month stands with the last day alone."""
    last = index + 2
    if _day(sentence[index].text) is None or last >= len(sentence):
        return None
    end = NUMERIC.match(sentence[last].text) or NUMERIC_DAY.match(sentence[last].text)
    if end is None or sentence[index + 1].text.casefold() not in lexicon.words("dates", "range"):
        return None
    day, month = _day(sentence[index].text), int(end[2])
    if NUMERIC.match(sentence[last].text):
        return _mention(sentence, index, last, _iso(int(end[3]), month, day), "absolute")
    return _mention(sentence, index, last, _nearest(month, day, anchor.day), "absolute") if anchor.day else None


def _month_after_day(sentence: Sentence, index: int, lexicon: Lexicon) -> int:
    """The month of "6. bis 10. März" stands behind the last day; of "19. Juni", one word on."""
    last = _last_day(sentence, index, lexicon)
    return last + 2 if last + 2 < len(sentence) and sentence[last + 1].text in (".", "of") else last + 1


def _last_day(sentence: Sentence, index: int, lexicon: Lexicon) -> int:
    """The last of several days: "6. bis 10. März", "14. bis zum 16. Oktober", "May 3 to 5"."""
    if index + 1 >= len(sentence) or sentence[index + 1].text.casefold() not in lexicon.words("dates", "range"):
        return index
    for at in range(index + 2, min(index + 4, len(sentence))):
        if _day(sentence[at].text) is not None:
            return at
        if sentence[at].upos not in ("ADP", "DET"):
            break
    return index


def _year_after(sentence: Sentence, last: int) -> tuple[int | None, int]:
    for at in range(last + 1, min(last + YEAR_REACH, len(sentence))):
        text = sentence[at].text
        if YEAR.match(text):
            return int(text), at
        if sentence[at].upos not in ("PUNCT", "PROPN", "NUM", "NOUN") or text in (";", "–", "--"):
            break
        if text == "," and not (at + 1 < len(sentence) and YEAR.match(sentence[at + 1].text)):
            break
    return None, last


def _nearest(month: int, day: int | None, anchor: date) -> str | None:
    """A date without a year is the one nearest to the dateline ("am 28. Dezember" told in January was last year's)."""
    candidates = [
        value for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (value := _iso(year, month, day))
    ]
    return min(candidates, key=lambda value: abs((_middle(value) - anchor).days), default=None)


def _middle(value: str) -> date:
    """The day itself, or the middle of a month."""
    return date.fromisoformat(value if ISO.match(value) else f"{value}-15")


def _relative_day(sentence: Sentence, index: int, lexicon: Lexicon, anchor: Anchor) -> DateMention | None:
    """ "heute", "gestern", "am Donnerstag", "zwei Tage zuvor"."""
    if anchor.day is None:
        return None
    text = sentence[index].text.casefold()
    folded = lexicon.folding(text)
    days = lexicon.calendar.get("day", {})
    if text in days or (sentence[index].upos == "ADJ" and folded in days):
        offset = int(days.get(text) or days[folded])
        return _mention(sentence, index, index, _shifted(anchor.day, offset), "relative")
    weekdays = lexicon.calendar.get("weekday", {})
    text = next(
        (day for day in weekdays if text.startswith(day) and text[len(day) :] in lexicon.calendar["daypart"]), text
    )
    if text in weekdays:  # also "Sonntagabend"
        back = (anchor.day.weekday() - int(weekdays[text])) % WEEK
        shift = WEEK - back if _is_ahead(sentence, lexicon) else -back  # "will meet on Tuesday" is the next one
        if _is_present(sentence, lexicon):
            shift = (WEEK - back) % WEEK  # "Am Montag wird er empfangen" is the next one, or today
        if index and _is_gone(sentence[index - 1].text, lexicon):
            shift = -back
        return _mention(sentence, index, index, _shifted(anchor.day, shift), "relative")
    return _offset(sentence, index, lexicon, anchor.day)


def _is_gone(text: str, lexicon: Lexicon) -> bool:
    """ "vergangenen Mittwoch", "last Wednesday": whatever the verb."""
    directions = lexicon.calendar.get("direction", {})
    folded = {lexicon.folding(form): int(value) for form, value in directions.items()}
    return folded.get(lexicon.folding(text), 0) < 0


def _is_ahead(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence's main verb speaks of the future, or, as "would travel", of what was to come."""
    root = sentence.root()
    future = lexicon.words("scope", "future") | lexicon.words("scope", "may") | lexicon.words("scope", "planned")
    auxiliaries = sentence.children(root, "aux")
    return any(each.lemma in future or each.text.casefold() in future for each in auxiliaries) and not is_participle(
        root
    )


def _is_present(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence's main verb is in the present, which tells of a day to come or of this one."""
    root = sentence.root()
    verbs = [root, *sentence.children(root, "aux", "aux:pass", "cop")]
    finite = [each for each in verbs if is_finite(each)]
    perfect = lexicon.words("scope", "perfect")
    return bool(finite) and all(
        "Tense=Pres" in each.feats and not (each.relation == "aux" and each.lemma in perfect) for each in finite
    )


def _relative_span(sentence: Sentence, index: int, lexicon: Lexicon, anchor: Anchor) -> DateMention | None:
    """ "next week", "im vergangenen Jahr": the month, or the year, that it lies in."""
    match = lexicon.spans_of_time.at([word.text for word in sentence.words[index : index + LONGEST_SPAN]], 0)
    value = RELATIVE.match(match.value) if match else None
    if match is None or value is None or anchor.day is None:
        return None
    unit, count = value[1], int(value[2])
    if unit == "year":
        return _mention(sentence, index, index + match.last, str(anchor.day.year + count), "relative")
    if unit == "month":
        months = anchor.day.year * 12 + anchor.day.month - 1 + count
        return _mention(sentence, index, index + match.last, f"{months // 12:04}-{months % 12 + 1:02}", "relative")
    day = _shifted(anchor.day, count * WEEK)
    return _mention(sentence, index, index + match.last, day[: len("2024-06")] if day else None, "relative")


def _shifted(day: date, days: int) -> str | None:
    """The ISO date so many days on; None beyond the years a calendar has."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _offset(sentence: Sentence, index: int, lexicon: Lexicon, anchor: date) -> DateMention | None:
    if index + 2 >= len(sentence) or sentence[index + 1].text.casefold() not in lexicon.words("dates", "units_day") | {
        each.casefold() for each in lexicon.words("dates", "units_day")
    }:
        return None
    numbers = lexicon.calendar.get("number", {})
    text = sentence[index].text.casefold()
    count = int(text) if text.isdecimal() else int(numbers[text]) if text in numbers else None
    if count is None:
        return None
    direction = sentence[index + 2].text.casefold()
    if direction in lexicon.words("dates", "before"):
        return _mention(sentence, index, index + 2, _shifted(anchor, -count), "relative")
    if direction in lexicon.words("dates", "after"):
        return _mention(sentence, index, index + 2, _shifted(anchor, count), "relative")
    return None


def _bare_year(sentence: Sentence, index: int, lexicon: Lexicon) -> DateMention | None:
    if not YEAR.match(sentence[index].text) or index == 0:
        return None
    before = sentence[index - 1].text.casefold()
    cues = {cue.casefold() for cue in lexicon.words("dates", "year_cues")}
    return (
        _mention(sentence, index, index, sentence[index].text, "absolute") if before in cues or before == "(" else None
    )


def is_bound(sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """Tell whether a date only bounds a time: "since 2021", "bis 2028"."""
    before = sentence[mention.span.first - 1].text.casefold() if mention.span.first else ""
    return before in lexicon.words("dates", "bounds")


def dates_in(mentions: Sequence[DateMention], span: Span) -> Iterator[DateMention]:
    """The dates that stand inside `span`."""
    return (
        mention
        for mention in mentions
        if mention.span.sentence == span.sentence
        and span.first <= mention.span.first
        and mention.span.last <= span.last
    )
