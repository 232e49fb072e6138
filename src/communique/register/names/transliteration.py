"""Spells a word of a name in any script as it may sound: one word in, its likeliest sounds and their consonants out."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from anyascii import anyascii

MOST_OPEN = (
    5  # stretches of a word that may sound in several ways; of longer words the rest counts as sounding as usual
)
MOST_SOUNDS = 8  # of one word: "Lawrow" may be lafrof, lorof, …; the least likely are left out
VOWELS = "aeiou"
WRITTEN_VOWELS = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýāēīōūаеёиіїоуыэюяєәөүұاويىی"
BEFORE = {
    "": "",
    "vowel": f"(?=[{WRITTEN_VOWELS}])",
    "consonant": rf"(?=[^\W\d_{WRITTEN_VOWELS}])",
    "front": "(?=[eiyéèêëíì])",
    "end": "$",
}
# What hardly any script keeps apart in foreign names: Han and Hangul know no r beside l, Arabic no p beside b.
CLASSES = str.maketrans("pbfvtdkgqhszSmnlrw", "PPFFTTKKKHSSSMNLLF")
SCRIPTS = (
    ("hangul", 0xAC00, 0xD7A3),
    ("han", 0x3005, 0x3007),
    ("han", 0x3400, 0x9FFF),
    ("han", 0xF900, 0xFAFF),
    ("kana", 0x3040, 0x30FF),
    ("cyrillic", 0x0400, 0x052F),
    ("arabic", 0x0600, 0x06FF),
    ("arabic", 0x0750, 0x077F),
    ("hebrew", 0x0590, 0x05FF),
)
FIRST_BEYOND_LATIN = 0x0400  # Greek, before it, goes by Latin letters
FIRST_HANGUL = 0xAC00
MEDIALS, FINALS = 21, 28  # of the Unicode arithmetic of Hangul syllables
INITIAL_JAMO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
MEDIAL_JAMO = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINAL_JAMO = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
DOUBLED = re.compile(r"(.)\1+")
ONSET = re.compile("(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?")


def table_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of `languages/shared`."""
    text = (files("communique.languages") / "shared" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def listed(cell: str) -> list[str]:
    """Return what a cell lists between bars: "Abe | Abé"."""
    return [part.strip() for part in cell.split("|")]


Matcher = Callable[[str, int], re.Match[str] | None]
NO_SPELLING: tuple[Matcher | None, list[list[str]]] = (None, [])


class Spelling:
    """How the letters of one script sound, the longest spelling first (`sounds.csv`)."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        ordered = sorted(rows, key=lambda row: (-len(row["spelling"]), not row["before"]))
        self.letters = frozenset("".join(row["spelling"] for row in ordered))
        self._by_letter: dict[
            str, tuple[Matcher | None, list[list[str]]]
        ] = {}  # one small pattern for each first letter: a single one for all is ten times slower
        for letter in self.letters:
            own = [row for row in ordered if row["spelling"][0] == letter]
            pattern = "|".join(f"({re.escape(row['spelling'])}{BEFORE[row['before']]})" for row in own)
            self._by_letter[letter] = (
                re.compile(pattern).match if own else None,
                [listed(row["sound"]) for row in own],
            )

    def choices(self, word: str) -> list[list[str]]:
        """Return, stretch by stretch, what the word may sound like; letters without an entry stand for themselves."""
        choices: list[list[str]] = []
        at, marked = 0, "^" + word
        while at < len(marked):
            letter = marked[at]
            matcher, heard = self._by_letter.get(letter, NO_SPELLING)
            if matcher and (match := matcher(marked, at)):
                choices.append(heard[(match.lastindex or 1) - 1])
                at = match.end()
                continue
            if letter.isascii() and letter.isalpha():
                choices.append([letter])
            at += 1
        return choices

    def only(self, letter: str) -> str:
        """Return the first sound of one letter; "" without an entry."""
        return "".join(choice[0] for choice in self.choices(letter))


@cache
def spelling(script: str) -> Spelling:
    """Return the letters of a script."""
    return Spelling([row for row in table_rows("sounds.csv") if row["script"] == script])


@cache
def _han_exceptions() -> dict[str, list[str]]:
    """Characters that sound otherwise in foreign names than in Chinese: 普京 Putin, 夫 a mere v."""
    return {
        char: [sound for sound in listed(row["sound"]) if sound]
        for row in _transcribing()
        for char in row["characters"]
    }


def _transcribing() -> list[dict[str, str]]:
    return table_rows("han_transcription.csv")


@cache
def transcribing_characters() -> frozenset[str]:
    """Return the Han characters that foreign names are written with."""
    return frozenset(char for row in _transcribing() for char in row["characters"])


def pinyin_sounds(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a Chinese word in pinyin may sound like in the alphabet of all scripts."""
    choices = [choice for syllable in syllables for choice in _pinyin_choices(syllable)]
    return tuple(dict.fromkeys(undoubled(nasal(path)) for path in _paths(choices)))


def script_of(word: str) -> str:
    """Return the script of a word by its first letter that tells; "latin" where none does."""
    if word.isascii():
        return "latin"
    for char in word:
        code = ord(char)
        if code < FIRST_BEYOND_LATIN:
            continue
        for script, first, last in SCRIPTS:
            if first <= code <= last:
                return script
    return "latin"


@lru_cache(maxsize=65536)
def sounds(word: str, script: str) -> tuple[str, ...]:
    """Return what a word in small letters may sound like, the likeliest first: consonants and vowels of one alphabet.

    "lawrow" gives lafrof, "лавров" lafrof, "拉夫罗夫" lafrof, "لافروف" lafruf.
    """
    if script == "han":
        choices = [choice for char in word for choice in _han_choices(char)]
    elif script == "hangul":
        choices = [choice for char in word for choice in _hangul_choices(char)]
    else:
        letters = spelling(script if script in {"cyrillic", "arabic", "hebrew"} else "latin")
        choices = letters.choices(word if script == "arabic" or script == "hebrew" else to_latin(word, letters.letters))
    return tuple(dict.fromkeys(undoubled(nasal(path)) for path in _paths(choices)))


def to_latin(word: str, kept: frozenset[str]) -> str:
    """Return the word in Latin letters without accents, save for the letters that are `kept`."""
    if word.isascii() or kept.issuperset(word):
        return word
    return "".join(char if char in kept or char.isascii() else latin_letters(char) for char in word)


@lru_cache(maxsize=16384)
def latin_letters(char: str) -> str:
    """Return a character in small Latin letters; of a Han character, its pinyin."""
    letters: str = anyascii(char)
    return letters.lower()


def _paths(choices: list[list[str]]) -> list[str]:
    """Return the combinations, the likeliest first: those with fewest choices that are not the first of their stretch."""
    first = "".join(choice[0] for choice in choices)
    open_at = [at for at, choice in enumerate(choices) if len(choice) > 1][:MOST_OPEN]
    if not open_at:
        return [first]
    last = "".join(choice[-1] for choice in choices)  # "Carter" without either r
    path = [choice[0] for choice in choices]
    found = [first, last]
    for ranks in _ranks(tuple(len(choices[at]) for at in open_at)):
        for at, rank in zip(open_at, ranks, strict=True):
            path[at] = choices[at][rank]
        found.append("".join(path))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _ranks(lengths: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return which choice of each open stretch the likeliest combinations take."""
    combinations = product(*map(range, lengths))
    return sorted(combinations, key=lambda ranks: (sum(rank > 0 for rank in ranks), sum(ranks)))[1:MOST_SOUNDS]


def undoubled(sound: str) -> str:
    """Return a sound with doubled letters once."""
    return DOUBLED.sub(r"\1", sound) if DOUBLED.search(sound) else sound


def nasal(sound: str) -> str:
    """Write n before a lip sound as m: 特朗普 has no other way to write Trump."""
    return sound.replace("np", "mp").replace("nb", "mb")


@lru_cache(maxsize=16384)
def _han_choices(char: str) -> list[list[str]]:
    if exceptions := _han_exceptions().get(char):
        return [exceptions]
    return _pinyin_choices(latin_letters(char))


def _pinyin_choices(pinyin: str) -> list[list[str]]:
    match = ONSET.match(pinyin)
    onset = match[0] if match else ""
    return [*spelling("onset").choices(onset), *spelling("rime").choices(pinyin[len(onset) :])]


def jamo(char: str) -> tuple[str, str, str]:
    """Return initial, medial and final of a Hangul syllable, the final "" where there is none."""
    index = ord(char) - FIRST_HANGUL
    final = FINAL_JAMO[index % FINALS].strip()
    return INITIAL_JAMO[index // (MEDIALS * FINALS)], MEDIAL_JAMO[index // FINALS % MEDIALS], final


@lru_cache(maxsize=16384)
def _hangul_choices(char: str) -> list[list[str]]:
    if not FIRST_HANGUL <= ord(char) < FIRST_HANGUL + len(INITIAL_JAMO) * MEDIALS * FINALS:
        return []
    parts = zip(("initial", "medial", "final"), jamo(char), strict=True)
    return [choice for part, letter in parts if letter for choice in spelling(part).choices(letter)]


@lru_cache(maxsize=65536)
def skeleton(sound: str) -> str:
    """Return the classes of the consonants of a sound, with A for a vowel at its beginning: "erdogan" gives ALTKN."""
    classes = undoubled(sound.translate(CLASSES))
    consonants = "".join(char for char in classes if char not in VOWELS)
    return "A" + consonants if sound[:1] in VOWELS else consonants


def unaccented(text: str) -> str:
    """Return a text in composed form without apostrophes and the marks of short vowels."""
    if text.isascii() and "'" not in text and "`" not in text:
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        char for char in composed if not unicodedata.combining(char) and char not in "'’‘ʼʻʿʾ`´ʹـ\u200c\u200d\u200f"
    )
