"""An agreement as one text names it and agreements of the register in, how likely they are one out."""

from __future__ import annotations

from dataclasses import dataclass

from communique.register.days import days_between
from communique.register.identity.verdict import Verdict
from communique.register.words import words_of

SHORT = 3  # letters of a word that only joins others: "on", "der"
TELLING_WORDS = 2  # beyond the kind that make a title a name of its own: "Partnership", "New START"
PREFIX = 6  # letters by which inflected words are one: "strategische", "strategischen"
SAME_TITLE, LIKE_TITLE = 0.62, 0.45
LIKE = 0.6  # share of words in common
SAME_PARTIES, OTHER_PARTIES, UNKNOWN_PARTIES = 0.3, -0.35, 0.08
SAME_DAY, OTHER_DAY = 0.25, -0.5
KINDS_DIFFER = -0.1
NO_NAME = 0.3  # "the agreement": only parties and day can tell


@dataclass(frozen=True, slots=True)
class Named:
    """An agreement as a document names it."""

    kind: str
    title: str
    parties: frozenset[str]
    date: str | None
    language: str


def telling_words(title: str) -> frozenset[str]:
    """The words of a title that tell it from others: long ones by their beginning, and abbreviations."""
    abbreviations = {word.lower() for word in title.split() if word.isupper() and len(word) > 1}
    return frozenset(
        word[:PREFIX] for word in words_of(title) if len(word) > SHORT or word.isdigit() or word in abbreviations
    )


def keys_of(named: Named) -> frozenset[str]:
    """Keys by which two namings of one agreement find each other: its words two by two, its parties and day."""
    words = sorted(telling_words(named.title))
    keys = {f"{one} {other}" for one, other in zip(words, words[1:], strict=False)} or set(words)
    keys.add(" ".join(words))
    if named.date and len(named.parties) > 1:
        keys.add(f"{' '.join(sorted(named.parties))} {named.date}")
    return frozenset(key for key in keys if key)


def word_keys(title: str) -> frozenset[str]:
    """Keys by which a title is found when it is asked for by some of its words; identity does not use them."""
    return frozenset(f"={word}" for word in telling_words(title))


def judge(named: Named, other: Named) -> Verdict:
    """How likely two namings mean one agreement: by title, parties, day and kind."""
    parts = [_title(named, other), _parties(named, other), _day(named, other)]
    if named.kind != other.kind:
        parts.append((KINDS_DIFFER, f"a {named.kind} and a {other.kind}"))
    score = sum(weight for weight, _ in parts)
    return Verdict(round(min(1.0, max(0.0, score)), 3), "; ".join(reason for _, reason in parts if reason))


def _title(named: Named, other: Named) -> tuple[float, str]:
    mine, theirs = telling_words(named.title), telling_words(other.title)
    named_both = min(len(mine), len(theirs)) >= TELLING_WORDS
    if mine == theirs and named_both:
        return SAME_TITLE, f"same title ({other.title})"
    likeness = len(mine & theirs) / max(1, len(mine | theirs))
    if likeness >= LIKE and named_both:
        return LIKE_TITLE * likeness / LIKE, f"titles share {len(mine & theirs)} words"
    if named.language != other.language or not named_both:
        return NO_NAME if mine & theirs or not named_both else 0.2, "titles cannot tell"
    return 0.0, "other titles"


def _parties(named: Named, other: Named) -> tuple[float, str]:
    mine, theirs = named.parties - {"?"}, other.parties - {"?"}
    if not mine or not theirs:
        return UNKNOWN_PARTIES, "one text names no parties"
    if mine == theirs:
        return SAME_PARTIES, f"same parties ({' '.join(sorted(mine))})"
    if mine < theirs or theirs < mine:
        return UNKNOWN_PARTIES, "one text names more parties"
    return OTHER_PARTIES, "other parties"


def _day(named: Named, other: Named) -> tuple[float, str]:
    apart = days_between(named.date, other.date)
    if apart is None:
        return 0.0, ""
    return (SAME_DAY, f"both of {named.date}") if apart <= 1 else (OTHER_DAY, f"of {named.date} and of {other.date}")


def fullest(one: str, other: str) -> str:
    """The title that says more."""
    return max(one, other, key=lambda title: (len(telling_words(title)), len(title)))
