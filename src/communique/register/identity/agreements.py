"""An agreement as one text names it and agreements of the register in, how likely they are one out."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

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
# "Paris Agreement" is one, whoever speaks of it and when; a text's parties and day are often those of the talk about it.
SAME_NAME, OTHER_PARTIES_SAME_NAME, OTHER_DAY_SAME_NAME = 0.8, -0.02, -0.02
WITHIN_NAME = 0.5  # "American Rescue Plan", "White House American Rescue Plan"
OWN_WORDS = (
    2  # capitalised, no kind of agreement: so many make a name ("American Rescue Plan"), one does not ("Enhanced …")
)
ABBREVIATION = 3  # capitals: "JCPOA"
NUMBERED = frozenset({"resolution", "statement"})  # "Security Council resolution": there are many
OTHER_NAME = 0.4  # at most, of what another text calls by a name that excludes it
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


@cache
def _lemmas() -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """From the tables of all languages: the words that only say what kind it is, and the words of names that are listed."""
    kinds: set[str] = set()
    names: list[frozenset[str]] = []
    for folder in sorted(files("communique.languages").iterdir(), key=lambda each: each.name):
        table = folder / "agreements.csv"
        if not table.is_file():
            continue
        for row in csv.DictReader(table.read_text("utf-8").splitlines()):
            parts = row["lemma"].split()
            if len(parts) == 1 and not parts[0].isupper():
                kinds |= set(words_of(parts[0])[-1:])  # of "START-Vertrag" the "Vertrag"
            elif any(part[0].isupper() for part in parts):
                names.append(frozenset(words_of(row["lemma"])))
            kinds |= {word for part in parts if part[0].islower() for word in words_of(part)}
    kinds = {word[:PREFIX] for word in kinds}
    proper = [
        name for name in names if not {word[:PREFIX] for word in name} <= kinds
    ]  # no "Memorandum of Understanding"
    return frozenset(kinds), tuple(sorted(proper, key=lambda name: (-len(name), sorted(name))))


@lru_cache(maxsize=16384)
def own_name(title: str) -> frozenset[str]:
    """The words by which a title names one agreement and no other of its kind; none for "joint statement".

    A name that the tables list ("New START"), an abbreviation ("JCPOA"), or two capitalised words of its own.
    """
    kinds, names = _lemmas()
    words = set(words_of(title))
    if listed := next((name for name in names if name <= words), None):
        return frozenset(word[:PREFIX] for word in listed)
    own = {
        word[:PREFIX]
        for part in title.split()
        if part.strip('(“"')[:1].isupper()
        for word in words_of(part)
        if word[:PREFIX] not in kinds and len(word) > SHORT
    }
    abbreviated = any(_is_abbreviation(part) for part in title.split())
    return frozenset(own) if abbreviated or len(own) >= OWN_WORDS else frozenset()


def _is_abbreviation(word: str) -> bool:
    """Tell "JCPOA", "AUKUS" and "Justice40" from other words."""
    capital, digit = word[:1].isupper(), word[-1:].isdigit() and not word.isdigit()
    return (capital and digit) or (word.isupper() and word.isalpha() and len(word) > ABBREVIATION)


def keys_of(named: Named) -> frozenset[str]:
    """Keys by which two namings of one agreement find each other: its words two by two, its parties and day."""
    words = sorted(telling_words(named.title))
    keys = {f"{one} {other}" for one, other in zip(words, words[1:], strict=False)} or set(words)
    keys.add(" ".join(words))
    keys.add(" ".join(sorted(own_name(named.title))))
    if named.date and len(named.parties) > 1:
        keys.add(f"{' '.join(sorted(named.parties))} {named.date}")
    return frozenset(key for key in keys if key)


def word_keys(title: str) -> frozenset[str]:
    """Keys by which a title is found when it is asked for by some of its words; identity does not use them."""
    return frozenset(f"={word}" for word in telling_words(title))


def judge(named: Named, other: Named) -> Verdict:
    """How likely two namings mean one agreement: by title, parties, day and kind."""
    mine = own_name(named.title)
    if mine and mine == own_name(other.title) and NUMBERED.isdisjoint((named.kind, other.kind)):
        return _judge_same_name(named, other)
    parts = [_title(named, other), _parties(named, other), _day(named, other)]
    if named.kind != other.kind:
        parts.append((KINDS_DIFFER, f"a {named.kind} and a {other.kind}"))
    score = sum(weight for weight, _ in parts)
    return Verdict(round(min(1.0, max(0.0, score)), 3), "; ".join(reason for _, reason in parts if reason))


def judge_best(named: Named, others: Sequence[Named]) -> Verdict:
    """Judge against all namings of one agreement: the likest counts, but what another calls it may exclude it.

    "American Jobs Plan and American Families Plan" is named with either, but they are two.
    """
    best = max((judge(named, each) for each in others), key=lambda each: each.score)
    mine = own_name(named.title)
    if any(mine == own_name(each.title) for each in others):
        return best
    for each in others:
        theirs = own_name(each.title)
        if mine and theirs and not (mine <= theirs or theirs <= mine) and best.score > OTHER_NAME:
            return Verdict(OTHER_NAME, f"{best.reason}; but also called {each.title}")
    return best


def _judge_same_name(named: Named, other: Named) -> Verdict:
    score, reason = SAME_NAME, f"same name ({other.title})"
    for weight, told in (_parties(named, other), _day(named, other)):
        if weight > 0:
            score, reason = score + weight, f"{reason}; {told}"
        elif weight < 0:
            score += OTHER_PARTIES_SAME_NAME if weight == OTHER_PARTIES else OTHER_DAY_SAME_NAME
    if named.kind != other.kind:  # "Joint Action Plan on Critical Minerals", "Critical Minerals Agreement"
        score, reason = score + KINDS_DIFFER, f"{reason}; a {named.kind} and a {other.kind}"
    return Verdict(round(min(1.0, score), 3), reason)


def _title(named: Named, other: Named) -> tuple[float, str]:
    mine, theirs = telling_words(named.title), telling_words(other.title)
    named_both = min(len(mine), len(theirs)) >= TELLING_WORDS
    if mine == theirs and named_both:
        return SAME_TITLE, f"same title ({other.title})"
    own, their_own = own_name(named.title), own_name(other.title)
    if own and their_own and (own < their_own or their_own < own):
        return WITHIN_NAME, f"one name within the other ({other.title})"
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
