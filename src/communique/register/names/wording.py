"""Takes a name apart: a name as a text writes it in, its words with their sounds and what each may be out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from communique.register.names.eastern import (
    Eastern,
    families_in_own_script,
    hangul,
    japanese,
    pinyin,
    readings,
    vietnamese,
)
from communique.register.names.transliteration import (
    nasal,
    pinyin_sounds,
    script_of,
    skeleton,
    sounds,
    table_rows,
    to_latin,
    transcribing_characters,
    unaccented,
)

ABJADS = frozenset({"arabic", "hebrew"})  # short vowels are not written
DOTS = re.compile(r"[·•・‧,;/_\"“”„«»()]")
HYPHENS = re.compile("[-‐‑–—]")
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+(?:[^\W\d_]\.?)?", re.UNICODE)
SHORTEST_REST = 3  # "al" of "Ali" is no article
ARTICLE = "ال"
NO_SERVANT = ("lah", "لاه", "лах")  # "Abdullah" stays whole
PARTICLES = frozenset({"particle", "servant"})
HANGUL_ARTICLES = "알엘"
JOINED_SOUNDS, MOST_JOINED = 3, 12  # of a word that is joined to others; of the whole
FIRST_AND_LAST = 2
SPLIT = 2  # a name in Han or Hangul without spaces has two characters or more


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: how it may sound, and whether it is an initial, a particle that may be lacking, a given name."""

    text: str
    script: str
    sounds: tuple[str, ...]
    skeletons: tuple[str, ...]
    initial: bool = False
    optional: bool = False
    given: bool = False
    family: bool = False  # a family name that many bear: "Kim", "Wang"
    variants: frozenset[int] = frozenset()  # the given names that it is a form of
    parts: int = 1  # how many words were joined into it
    closing: bool = False  # the end of a name without spaces, that can have no further words: 김정은


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: the ways to part it into words, its Eastern readings, what stands behind it ("Jr.", "III")."""

    text: str
    script: str
    wordings: tuple[tuple[Word, ...], ...]
    eastern: tuple[Eastern, ...]
    suffix: str


@lru_cache(maxsize=65536)
def read_name(name: str) -> Name:
    """Take a name apart."""
    text = DOTS.sub(" ", unaccented(name)).strip()
    pieces = [piece for piece in text.split() if piece.strip(".-")]
    script = script_of(text)
    suffix = ""
    if len(pieces) > 1 and "suffix" in _kinds(pieces[-1]):
        suffix = pieces.pop().lower().strip(".")
    words = tuple(
        word for piece in pieces for word in _piece_words(piece, only=len(pieces) == 1 and not HYPHENS.search(piece))
    )
    whole = not any(word.initial for word in words)
    parts = tuple(tuple(part.lower() for part in HYPHENS.split(piece) if part) for piece in pieces)
    western = len(words) == FIRST_AND_LAST and words[0].given and not words[0].family  # "John Kelly" could be Korean
    eastern = readings(parts) if whole and not western else ()
    wordings = [words]
    if len(words) == 1 and (others := _unspaced(words[0].text, script)):
        foreign = script == "hangul" or transcribing_characters().issuperset(words[0].text)
        wordings = [
            words if foreign else (replace(words[0], parts=2),),
            *others,
        ]  # 金与正 is no foreigner's family name
    if script == "latin" and any(name.region == "chinese" for name in eastern):
        wordings = [tuple(map(_in_pinyin, words))] + (wordings if len(eastern) > 1 else [])
    return Name(" ".join(pieces).lower(), script, tuple(filter(None, wordings)), eastern, suffix)


def _piece_words(piece: str, *, only: bool) -> list[Word]:
    """Return the words of what stands between two spaces: of "al-Sisi", "H.W.", "Jean-Claude"."""
    if INITIALS.fullmatch(piece):
        return [make_word(part.lower(), initial=True) for part in piece.split(".") if part]
    parts = [part.strip(".").lower() for part in HYPHENS.split(piece) if part.strip(".")]
    words = []
    for part in parts:
        optional = not PARTICLES.isdisjoint(_kinds(part)) and not only
        alone = len(part) == 1 and script_of(part) == "latin" and not optional  # "Ван И" has no initial
        words.append(make_word(part, initial=alone, optional=optional))
    return words


@lru_cache(maxsize=65536)
def make_word(text: str, *, initial: bool = False, optional: bool = False) -> Word:
    """Return a word with its sounds."""
    script = script_of(text)
    spoken = text if optional else _bare(text, script)
    heard = sounds(spoken, script) if script != "hangul" else _hangul_sounds(text)
    plain = to_latin(spoken, frozenset())
    return Word(
        text=text,
        script=script,
        sounds=heard,
        skeletons=tuple(dict.fromkeys(filter(None, map(skeleton, heard)))) or ("A",),
        initial=initial,
        optional=optional,
        given=plain in _given_names(),
        family=plain in _family_names() or (script in {"han", "hangul"} and _is_family(text)),
        variants=_variants().get(plain, frozenset()),
    )


@lru_cache(maxsize=16384)
def join_words(words: tuple[Word, ...]) -> Word:
    """Return neighbouring words as one: "Dae", "Jung"."""
    heard: list[str] = [""]
    for word in words:
        heard = [head + tail for head in heard for tail in word.sounds[:JOINED_SOUNDS]][:MOST_JOINED]
    return Word(
        text="".join(word.text for word in words),
        script=words[0].script,
        sounds=tuple(dict.fromkeys(map(nasal, heard))),
        skeletons=tuple(dict.fromkeys(skeleton(nasal(sound)) for sound in heard)),
        parts=sum(word.parts for word in words),
    )


def _hangul_sounds(text: str) -> tuple[str, ...]:
    """Return the sounds of a word in Hangul: of 이 "li", too, of 알아사드 "asad"."""
    heard = sounds(text, "hangul")
    if len(text) == 1 and text in families_in_own_script("korean"):
        return (*heard, *("l" + sound.removeprefix("n") for sound in heard if sound[0] in "ni"))
    if text[0] in HANGUL_ARTICLES and len(text) > SHORTEST_REST:
        return (*heard, *sounds(text[1:], "hangul"))
    return heard


def _in_pinyin(word: Word) -> Word:
    """Return a word of a Chinese name in Latin letters with the sounds of pinyin: "Qiang" begins like 强."""
    heard = tuple(dict.fromkeys(sound for syllables in pinyin(word.text) for sound in pinyin_sounds(syllables)))
    if not heard:
        return word
    return replace(word, sounds=heard, skeletons=tuple(dict.fromkeys(map(skeleton, heard))))


def _bare(text: str, script: str) -> str:
    """Return a word without the Arabic article, or "servant of", written together with it: "Abdulaziz", "السيسي"."""
    if script not in {"latin", "arabic", "cyrillic"}:
        return text
    for servant in _servants().get(text[:1], ()):
        rest = text.removeprefix(servant)
        if rest != text and len(rest) > SHORTEST_REST and not rest.startswith(NO_SERVANT):
            return rest
    rest = text.removeprefix(ARTICLE)
    return rest if len(rest) >= SHORTEST_REST else text


def _unspaced(text: str, script: str) -> list[tuple[Word, ...]]:
    """Return other partings of a name in Han or Hangul without a space: 习 近平, 안 철수; as Japanese, abe shinzo."""
    if script not in {"han", "hangul"} or len(text) < SPLIT:
        return []
    ways: list[tuple[Word, ...]] = []
    length = 2 if text[:2] in families_in_own_script("compound") and len(text) > SPLIT else 1
    if _is_family(text[:length]) and len(text) <= length + SPLIT:
        ways.append((make_word(text[:length]), _closing(text[length:])))
    if script == "han" and len(korean := hangul(text)) > 1 and korean[0] in families_in_own_script("korean"):
        ways.append((make_word(korean[0]), _closing(korean[1:])))
    if script == "han" and (syllables := vietnamese(text)):
        ways.append(tuple(map(make_word, syllables)))
    for family, given in japanese(text) if script == "han" else ():
        if not given:
            ways.append((make_word(family),))
        ways += [(make_word(family), _closing(name)) for name in sorted(given) if name]
    return ways


def _closing(text: str) -> Word:
    return replace(make_word(text), closing=True)


def _is_family(text: str) -> bool:
    return any(text in families_in_own_script(region) for region in ("chinese", "korean", "compound"))


@cache
def _table_of_kinds() -> dict[str, frozenset[str]]:
    rows = table_rows("name_particles.csv")
    return {row["form"]: frozenset(other["kind"] for other in rows if other["form"] == row["form"]) for row in rows}


def _kinds(piece: str) -> frozenset[str]:
    """Return what a piece may be beside a name: "i" is a particle inside a name and a number behind it."""
    return _table_of_kinds().get(piece.lower().strip("."), frozenset())


@cache
def _servants() -> dict[str, tuple[str, ...]]:
    """The forms of "servant of" by their first letter, the longest first."""
    forms = sorted(
        (form for form, kinds in _table_of_kinds().items() if "servant" in kinds), key=lambda form: -len(form)
    )
    return {letter: tuple(form for form in forms if form[0] == letter) for letter in {form[0] for form in forms}}


def _names_of(table: str) -> frozenset[str]:
    return frozenset(to_latin(unaccented(row["name"]).lower(), frozenset()) for row in table_rows(table))


@cache
def _given_names() -> frozenset[str]:
    return _names_of("given_names.csv")


@cache
def _family_names() -> frozenset[str]:
    return _names_of("family_names.csv")


@cache
def _variants() -> dict[str, frozenset[int]]:
    """The rows of `given_name_variants.csv` that a form stands in: "bill" and "william" share one."""
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(table_rows("given_name_variants.csv")):
        for form in row["forms"].lower().split():
            rows.setdefault(to_latin(unaccented(form), frozenset()), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in rows.items()}
