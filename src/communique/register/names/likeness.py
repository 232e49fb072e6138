"""Compares names of persons across scripts and spellings: two names in, how alike they are and why out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from rapidfuzz.distance import Levenshtein

from communique.register.names.eastern import Eastern
from communique.register.names.sounding import FAR, word_likeness
from communique.register.names.wording import Word, join_words, read_name

FULL_WITH_MORE = 0.88  # given name and surname agree, one side has a name besides: "Wladimir Wladimirowitsch Putin"
WITH_INITIAL = 0.76  # "J. Biden", "Joe Biden"
RARE_ALONE, COMMON_ALONE, GIVEN_ALONE = 0.65, 0.45, 0.35  # "Lavrov"; "Kim"; "Fidel"
HALF_CONFLICT = 0.3  # one part agrees, another does not: Bill and Hillary Clinton
# What counts as one word: Jazenjuk, Yatsenyuk; in scripts that blur the sounds: Merkel, 默克尔.
ALIKE, ALIKE_AFAR = 0.8, 0.72
ALIKE_JOINED = 0.84  # of words written apart here and together there: "Dae Jung", "Daejung"
SAME_LETTERS = 0.75  # of two Latin names of which one is written in one word
SURE = 0.88  # a surname so like, long and rare that a given name beside it may be a bad transcription …
UNSURE = 0.62  # … but must be so like at least: "Владимир" and "Volodymyr"
BLURRED = 0.65  # the score of such a pair
SHORT = 2  # consonants that many words share by chance
KEY_READINGS = 4  # sounds of a word that become keys
LONGEST_JOINED = 7  # consonants of a name that some script writes in one word: 마오쩌둥


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are.

    `score`: 1 the same name written out in full on both sides, 0 nothing in common. `fit`: "full" (all parts of both agree),
    "partial" (one side lacks parts: a surname alone, initials), "conflict" (parts disagree). `reason`: in words.
    """

    score: float
    fit: str
    reason: str


# keys


@lru_cache(maxsize=65536)
def name_keys(name: str) -> frozenset[str]:
    """Return the keys of a name: two spellings of one name share at least one.

    Keys of one word ("w:LFLF") stand for a family name; of a whole name, "k:…" (Korean), "c:…" (Chinese), "j:…" (all its
    consonants), are the more selective.
    """
    read = read_name(name)
    keys = set()
    for reading in read.eastern:
        letter = reading.region[0]
        keys |= {f"{letter}:{family}" for family in reading.family}
        keys |= {
            f"{letter}:{family} {given}" for family in reading.family for given in sorted(reading.given)[:KEY_READINGS]
        }
    for words in read.wordings:
        whole = [word for word in words if not word.optional and not word.initial]
        keys |= {
            f"w:{join_words(pair).skeletons[0]}" for pair in pairwise(words) if pair[0].optional and not pair[1].given
        }
        eastern = bool(read.eastern and whole) and not whole[0].given  # "Joe Biden" could be Korean
        behind = {id(pair[1]) for pair in pairwise(words) if pair[0].optional}  # "bin Salman", whatever house follows
        for at, word in enumerate(whole):
            if id(word) in behind or _may_be_family(word, first=at == 0, last=at == len(whole) - 1, eastern=eastern):
                keys |= {f"w:{bones}" for bones in word.skeletons[:KEY_READINGS]}
        bones = sum(len(word.skeletons[0]) for word in whole)
        if whole and (len(whole) > 1 or read.script in {"han", "hangul"}) and bones <= LONGEST_JOINED:
            keys |= {f"j:{joined}" for joined in join_words(tuple(whole)).skeletons[:KEY_READINGS]}
    return frozenset(keys)


def _may_be_family(word: Word, *, first: bool, last: bool, eastern: bool) -> bool:
    """Tell whether a word of a name may be the family name, under which the name must be found."""
    if word.closing:
        return False
    if eastern:
        return first or (last and word.family)
    return last or not word.given or (first and word.family)


# comparison


@lru_cache(maxsize=65536)
def compare_names(one: str, other: str) -> Likeness:
    """Return how alike two names are, in either order the same.

    "Sergej Lawrow" and "Sergey Lavrov" are full and near 1; "Lavrov" and "Sergey Lavrov" partial; "Lavrov" and "Lavrenko" a
    conflict. A surname alone is partial with everybody who bears it.
    """
    left, right = sorted((read_name(one), read_name(other)), key=lambda name: (name.text, name.suffix))
    if not left.wordings or not right.wordings:
        return Likeness(0.0, "conflict", "no name")
    if left.suffix and right.suffix and left.suffix != right.suffix:
        return Likeness(HALF_CONFLICT, "conflict", f'"{left.suffix}" is not "{right.suffix}"')
    found = [_compare_eastern(a, b) for a in left.eastern for b in right.eastern if a.region == b.region]
    if not found or left.script != right.script:
        found += [_compare_words(a, b) for a in left.wordings for b in right.wordings]
    return max(found, key=lambda likeness: likeness.score)


def _compare_eastern(left: Eastern, right: Eastern) -> Likeness:
    """Compare two Korean or two Chinese names, of which every syllable must agree: 정은 is not 정일."""
    if not left.family & right.family:
        return Likeness(0.0, "conflict", "another family name")
    if not left.given or not right.given:
        return Likeness(COMMON_ALONE, "partial", f"family name agrees ({left.region}); a given name is lacking")
    if left.given & right.given:
        return Likeness(1.0, "full", f"family name and given name agree ({left.region} reading)")
    return Likeness(HALF_CONFLICT, "conflict", f"family name agrees ({left.region}); another given name")


@dataclass(frozen=True, slots=True)
class Match:
    """Two words that agree."""

    left: Word
    right: Word
    score: float


def _compare_words(left: Sequence[Word], right: Sequence[Word]) -> Likeness:
    """Compare two names word by word, in any order."""
    if (len(left) == 1) != (len(right) == 1) and (joined := _join_words([], list(left), list(right))[0]):
        return _judge(joined, [])  # "Xi Jinping", 시진핑
    matches, lefts, rights = _pair_words(left, right)
    if lefts and rights:
        matches, lefts, rights = _join_words(matches, lefts, rights)
    if not any(not match.left.optional and not match.left.initial and not match.right.initial for match in matches):
        return Likeness(0.0, "conflict", "no word agrees")
    lefts, rights = _required(lefts), _required(rights)
    if (rights and left[-1].closing) or (lefts and right[-1].closing):
        return Likeness(0.0, "conflict", "the shorter name is whole")
    if lefts and rights:
        ends = (left[-1], right[-1])
        return _judge_conflict(matches, lefts, rights, ends)
    if _middle_initials_differ(matches, lefts or rights):
        return Likeness(HALF_CONFLICT, "conflict", f"{_told(matches)}; other initials between them")
    return _judge(matches, lefts or rights)


def _required(words: list[Word]) -> list[Word]:
    return [word for word in words if not word.optional]


def _pair_words(left: Sequence[Word], right: Sequence[Word]) -> tuple[list[Match], list[Word], list[Word]]:
    """Pair words that agree, the best first; the rest of both sides after them."""
    options = []
    for at, a in enumerate(left):
        for place, b in enumerate(right):
            score = word_likeness(a, b) if a.parts == b.parts else 0.0
            if score >= _needed(a, b):
                options.append((-score, at, place))
    matches, lefts, rights = [], dict(enumerate(left)), dict(enumerate(right))
    for score, at, place in sorted(options):
        if at in lefts and place in rights:
            matches.append(Match(lefts.pop(at), rights.pop(place), -score))
    return matches, list(lefts.values()), list(rights.values())


def _needed(a: Word, b: Word) -> float:
    return ALIKE if a.script not in FAR and b.script not in FAR else ALIKE_AFAR


def _join_words(
    matches: list[Match], lefts: list[Word], rights: list[Word]
) -> tuple[list[Match], list[Word], list[Word]]:
    """Pair words written apart with words written together: "Dae Jung" with "Daejung", "Jong Un" with "Чен Ын"."""
    for first, last in _stretches(len(lefts)):
        for begin, end in _stretches(len(rights)):
            if last - first == end - begin == 1 or (
                not matches and (last - first == len(lefts)) != (end - begin == len(rights))
            ):
                continue
            one, other = join_words(tuple(lefts[first:last])), join_words(tuple(rights[begin:end]))
            score = word_likeness(one, other)
            if not matches and one.script == other.script == "latin" and not _same_letters(one.text, other.text):
                continue  # nothing else agrees: "Hun Sen" is no "Johnson"
            if score >= ALIKE_JOINED and max(map(len, one.skeletons)) > SHORT:
                return [*matches, Match(one, other, score)], lefts[:first] + lefts[last:], rights[:begin] + rights[end:]
    return matches, lefts, rights


def _same_letters(one: str, other: str) -> bool:
    return Levenshtein.normalized_similarity(one.replace(" ", ""), other.replace(" ", "")) >= SAME_LETTERS


def _stretches(length: int) -> list[tuple[int, int]]:
    """Return the stretches of so many words, the longest first."""
    return sorted(combinations(range(length + 1), 2), key=lambda stretch: stretch[0] - stretch[1])


def _judge_conflict(matches: list[Match], lefts: list[Word], rights: list[Word], ends: tuple[Word, Word]) -> Likeness:
    """Judge names that agree in some words while each has another that the other lacks."""
    needed = UNSURE if len(matches) > 1 or any(_is_sure(match, ends) for match in matches) else 1
    nearest = max(word_likeness(a, b) for a in lefts for b in rights)
    if nearest >= needed and len(lefts) == len(rights) == 1:
        return Likeness(BLURRED, "full", f'{_told(matches)}; "{lefts[0].text}" and "{rights[0].text}" are near')
    others = f'"{" ".join(word.text for word in lefts)}" is not "{" ".join(word.text for word in rights)}"'
    return Likeness(HALF_CONFLICT, "conflict", f"{_told(matches)}; {others}")


def _is_sure(match: Match, ends: tuple[Word, Word]) -> bool:
    """Tell whether two words that agree are most likely one family name: long, rare, hardly another sound."""
    words = (match.left, match.right)
    if any(word.given or word.family or word.initial or len(word.skeletons[0]) <= SHORT for word in words):
        return False
    last = all(word.script not in FAR or word is end for word, end in zip(words, ends, strict=True))
    return last and match.score >= SURE


def _middle_initials_differ(matches: list[Match], lacking: list[Word]) -> bool:
    """Tell whether both names have initials, and one has others besides: George H. W. Bush, George W. Bush."""
    return any(word.initial for word in lacking) and any(
        match.left.initial and match.right.initial for match in matches
    )


def _judge(matches: list[Match], lacking: list[Word]) -> Likeness:
    """Judge names that do not disagree; `lacking` are the words that one side has alone."""
    full = [
        match for match in matches if not match.left.optional and not match.left.initial and not match.right.initial
    ]
    sound = sum(match.score for match in full) / len(full)
    abbreviated = any(match.left.initial != match.right.initial for match in matches)
    if sum(min(2, max(match.left.parts, match.right.parts)) for match in full) > 1:
        if not lacking and not abbreviated:
            return Likeness(sound, "full", _told(matches))
        return Likeness(FULL_WITH_MORE * sound, "partial", f"{_told(matches)}; {_missing(lacking)}")
    if abbreviated:
        return Likeness(WITH_INITIAL * sound, "partial", f"{_told(matches)}; {_missing(lacking)}")
    return Likeness(_worth_alone(full[0], lacking) * sound, "partial", f"{_told(matches)}; {_missing(lacking)}")


def _worth_alone(match: Match, lacking: list[Word]) -> float:
    """Return what one word that agrees is worth: a rare surname much, "Kim" and "Mohammed" little."""
    if (
        match.left.family
        or match.right.family
        or min(len(match.left.skeletons[0]), len(match.right.skeletons[0])) < SHORT
    ):
        return COMMON_ALONE
    given = match.left.given or match.right.given
    if (
        not given or not lacking
    ):  # whoever is named by one name alone is named by the family name, or has but one: Suharto
        return RARE_ALONE
    return RARE_ALONE if lacking[-1].given and len(lacking) == 1 else GIVEN_ALONE  # "Johnson", of Boris Johnson


def _told(matches: list[Match]) -> str:
    """Say which words agree: '"lawrow" = "lavrov" by sound'."""
    return ", ".join(
        f'"{match.left.text}"'
        if match.left.text == match.right.text
        else f'"{match.left.text}" = "{match.right.text}" by {"spelling" if match.left.script == match.right.script else "sound"}'
        for match in matches
        if not match.left.optional
    )


def _missing(lacking: list[Word]) -> str:
    return f'one side lacks "{" ".join(word.text for word in lacking)}"' if lacking else "nothing more is written"
