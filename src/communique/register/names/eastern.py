"""Reads a name as Korean, Chinese or Japanese: its words in, family and given name in one spelling for all scripts out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from communique.register.names.transliteration import (
    jamo,
    latin_letters,
    listed,
    script_of,
    spelling,
    table_rows,
    to_latin,
)

MOST_SYLLABLES = 3  # of a given name written in one word
LONGEST_WORD = 16  # "Changhsiungkuang" is no name of one word
LONGEST_HAN = 4  # characters of a Chinese, Korean or Japanese name without a space, but for rare Japanese ones
MOST_READINGS = 32
SYLLABLE_END = "."
MOST_PARTINGS = 3  # "Fangan" is fang-an or fan-gan
KOREAN_LETTERS = re.compile("(?:ch|ck|[abdeghijklmnoprstuwy])+")
KOREAN_VOWEL = re.compile("[aeio]")
ASPIRATES = str.maketrans({"b": "p", "d": "t", "g": "k"})  # Wade-Giles tells p' from p, but few print the apostrophe
PALATALS = {"zh": "č", "ch": "č", "j": "č", "q": "č", "z": "c", "c": "c"}
ONSET = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)")

Reader = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Eastern:
    """A name with the family name first: how family and given name may sound; `given` is empty where it is not written."""

    region: str
    family: frozenset[str]
    given: frozenset[str]


def readings(words: tuple[tuple[str, ...], ...]) -> tuple[Eastern, ...]:
    """Return how the words of a name, each in its hyphened parts, read in the regions where the family name stands first."""
    if not words or len(words) > LONGEST_HAN:
        return ()
    script = script_of(words[0][0])
    if script in {"han", "hangul"} and len(words) == 1 and len(words[0]) == 1:
        return _one_word(words[0][0], script)
    if script == "latin" or script == "hangul":
        found = [_spaced(words, "korean", _korean, korean_families())]
        found += [_spaced(words, "chinese", _chinese, chinese_families())] if script == "latin" else []
        return tuple(name for name in found if name)
    return ()


def _one_word(word: str, script: str) -> tuple[Eastern, ...]:
    """Read a name without spaces: 김정은, 金正恩, 习近平."""
    if not 1 <= len(word) <= LONGEST_HAN:
        return ()
    found = []
    if script == "hangul":
        if word[0] in families_in_own_script("korean"):
            found.append(_parted(word, 1, "korean", _hangul_sounds))
        return tuple(found)
    if (korean := hangul(word)) and korean[0] in families_in_own_script("korean"):
        found.append(_parted(korean, 1, "korean", _hangul_sounds))
    if word[:2] in families_in_own_script("compound"):
        found.append(_parted(word, 2, "chinese", _han_sounds))
    elif word[0] in families_in_own_script("chinese"):
        found.append(_parted(word, 1, "chinese", _han_sounds))
    return tuple(found)


def _parted(word: str, length: int, region: str, read: Reader) -> Eastern:
    return Eastern(region, read(word[:length]), read(word[length:]) if word[length:] else frozenset())


def _spaced(words: tuple[tuple[str, ...], ...], region: str, read: Reader, families: frozenset[str]) -> Eastern | None:
    """Read a name in Latin letters or spaced Hangul; the family name may stand last: "Syngman Rhee"."""
    whole = [read(part) for word in words for part in word]
    if not all(whole):
        return None
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        sounds = read(family[0]) & families if len(family) == 1 else frozenset()
        if sounds:
            parts = [read(part) for word in given for part in word]
            paths = list(product(*parts))[:MOST_READINGS] if parts else []
            return Eastern(region, sounds, frozenset("".join(path) for path in paths))
    return None


# Korean


@lru_cache(maxsize=32768)
def _korean(word: str) -> frozenset[str]:
    """Return how a word sounds in any romanisation of Korean: "Chŏng", "Jeong", "Jong" and "Jung" alike."""
    if script_of(word) == "hangul":
        return _hangul_sounds(word)
    plain = to_latin(word, frozenset())
    if not KOREAN_LETTERS.fullmatch(plain):
        return frozenset()
    sound = "".join(choice[0] for choice in spelling("korean").choices(plain))
    return frozenset({sound}) if KOREAN_VOWEL.search(sound) else frozenset()


@lru_cache(maxsize=32768)
def _hangul_sounds(word: str) -> frozenset[str]:
    return frozenset({"".join(_syllable(char, at == 0) for at, char in enumerate(word))})


def _syllable(char: str, first: bool) -> str:  # noqa: FBT001 - one caller, right above
    if script_of(char) != "hangul":
        return ""
    initial, medial, final = jamo(char)
    onset, vowel = spelling("korean-initial").only(initial), spelling("korean-medial").only(medial)
    if first and onset in {"L", "n"}:  # 리 and 이, 로 and 노 are one family name in North and South
        onset = "" if vowel[0] in "iy" else "n"
    return onset + vowel + (spelling("korean-final").only(final) if final else "")


@lru_cache(maxsize=32768)
def hangul(word: str) -> str:
    """Return a Korean name in Han characters as Hangul; "" where a character has no Korean reading."""
    family, readings_of = _hanja("hanja_family_names.csv"), _hanja("hanja.csv")
    syllables = [readings_of.get(char, "") for char in word]
    syllables[:1] = [family.get(char, syllable) for char, syllable in zip(word[:1], syllables[:1], strict=True)]
    return "".join(syllables) if all(syllables) else ""


@cache
def _hanja(table: str) -> dict[str, str]:
    return {char: row["reading"] for row in table_rows(table) for char in row["characters"]}


@cache
def korean_families() -> frozenset[str]:
    """Return the sounds of Korean family names."""
    names = [row["name"] for row in table_rows("family_names.csv") if "korean" in row["region"]]
    return frozenset().union(
        *map(_hangul_sounds, families_in_own_script("korean")), *(_korean(n.lower()) for n in names)
    )


@cache
def families_in_own_script(region: str) -> frozenset[str]:
    """Return the family names of a region in Han or Hangul."""
    rows = [row for row in table_rows("family_names_han.csv") if row["region"] == region]
    return frozenset(form for row in rows for form in (row["forms"].split() if " " in row["forms"] else row["forms"]))


# Chinese


@cache
def _syllables() -> dict[str, frozenset[str]]:
    """Every spelling of a Chinese syllable with its sounds: Wade-Giles "chou" is zhou or chou."""
    sounds: dict[str, set[str]] = defaultdict(set)
    for row in table_rows("chinese_syllables.csv"):
        for form in (row["pinyin"], *listed(row["spellings"])):
            if form:
                sounds[form].add(_pinyin_sound(row["pinyin"]))
    return {form: frozenset(found) for form, found in sounds.items()}


def _pinyin_sound(pinyin: str) -> str:
    """Return a syllable without what Wade-Giles in print leaves open: aspiration, ü."""
    match = ONSET.fullmatch(pinyin)
    onset, rime = match.groups() if match else ("", pinyin)
    return PALATALS.get(onset, onset.translate(ASPIRATES)) + rime.replace("v", "u") + SYLLABLE_END


@lru_cache(maxsize=32768)
def _chinese(word: str) -> frozenset[str]:
    """Return how a word of up to three Chinese syllables sounds: "Zedong" and "tse-tung" alike."""
    plain = to_latin(word, frozenset())
    if not plain.isalpha() or len(plain) > LONGEST_WORD:
        return frozenset()
    found = _segmented(plain, MOST_SYLLABLES)
    fewest = min((sound.count(SYLLABLE_END) for sound in found), default=0)  # "Xiao" is xiao, not xi-a-o
    return frozenset(sound for sound in found if sound.count(SYLLABLE_END) == fewest)


def _segmented(word: str, most: int) -> list[str]:
    found = list(_syllables().get(word, ()))
    if most > 1:
        for cut in range(1, len(word)):
            if heads := _syllables().get(word[:cut]):
                found += [head + tail for tail in _segmented(word[cut:], most - 1) for head in heads]
    return sorted(found)[:MOST_READINGS]


@lru_cache(maxsize=32768)
def pinyin(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of a Chinese word in Latin letters in pinyin, in every way that it can be parted."""
    found = _in_pinyin(to_latin(word, frozenset()), MOST_SYLLABLES)
    fewest = min(map(len, found), default=0)
    return tuple(dict.fromkeys(syllables for syllables in found if len(syllables) == fewest))[:MOST_PARTINGS]


def _in_pinyin(word: str, most: int) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [(syllable,) for syllable in _forms().get(word, ())]
    for cut in range(1, len(word)) if most > 1 else ():
        if heads := _forms().get(word[:cut]):
            found += [(head, *tail) for tail in _in_pinyin(word[cut:], most - 1) for head in heads]
    return found


@cache
def _forms() -> dict[str, list[str]]:
    """Every spelling of a Chinese syllable with its pinyin; pinyin itself has no other."""
    forms: dict[str, list[str]] = defaultdict(list)
    for row in table_rows("chinese_syllables.csv"):
        forms[row["pinyin"]].insert(0, row["pinyin"])
        for form in filter(None, listed(row["spellings"])):
            forms[form].append(row["pinyin"])
    return forms


@lru_cache(maxsize=32768)
def _han_sounds(word: str) -> frozenset[str]:
    return frozenset({"".join(_pinyin_sound(latin_letters(char)) for char in word)})


@cache
def chinese_families() -> frozenset[str]:
    """Return the sounds of Chinese family names."""
    names = [row["name"] for row in table_rows("family_names.csv") if "chinese" in row["region"]]
    return frozenset().union(*(_chinese(name.lower()) for name in names))


# Japanese


@lru_cache(maxsize=8192)
def japanese(word: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return family name and possible given names of a Japanese name in kanji, in Latin letters: 安倍晋三 Abe, Shinzo."""
    found = []
    for length in range(1, min(len(word), LONGEST_HAN)):
        found += [(family, given_readings(word[length:])) for family in _kanji_surnames().get(word[:length], ())]
    found += [(family, frozenset[str]()) for family in _kanji_surnames().get(word, ())]
    return tuple(found)


@cache
def _kanji_surnames() -> dict[str, list[str]]:
    surnames: dict[str, list[str]] = defaultdict(list)
    for row in table_rows("kanji_surnames.csv"):
        for form in listed(row["forms"]):
            surnames[form].append(row["reading"])
    return surnames


@lru_cache(maxsize=8192)
def given_readings(word: str) -> frozenset[str]:
    """Return how a given name in kanji may be read; nothing where a character is not known."""
    if not word:
        return frozenset({""})
    found: set[str] = set()
    for length in (1, 2):
        for head in _kanji_given().get(word[:length], ()) if length <= len(word) else ():
            found |= {head + tail for tail in given_readings(word[length:])}
    return frozenset(sorted(found)[:MOST_READINGS])


@cache
def _kanji_given() -> dict[str, list[str]]:
    return {row["characters"]: listed(row["readings"]) for row in table_rows("kanji_given.csv")}


# Vietnamese


@lru_cache(maxsize=8192)
def vietnamese(word: str) -> tuple[str, ...]:
    """Return the syllables of a Vietnamese name in Han characters in Latin letters: 阮富仲 nguyen, phu, trong."""
    if word[:1] not in families_in_own_script("vietnamese"):
        return ()
    syllables = tuple(_sino_vietnamese().get(char, "") for char in word)
    return syllables if len(word) > 1 and all(syllables) else ()


@cache
def _sino_vietnamese() -> dict[str, str]:
    return {char: row["reading"] for row in table_rows("sino_vietnamese.csv") for char in row["characters"]}
