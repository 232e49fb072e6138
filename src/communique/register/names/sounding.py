"""Compares two words of names by their sounds: two words in any script in, how alike they sound out."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from communique.register.names.transliteration import CLASSES, skeleton
from communique.register.names.wording import ABJADS, Word

FAR = ABJADS | {"han", "hangul"}  # scripts whose spelling of foreign names keeps little but the consonants
SAME_SOUND = 0.97  # "Lawrow", "Лавров"
SAME_CLASSES = 0.93  # "Xi", "Си"
SAME_VARIANT = 0.9  # "Bill", "William"; and the most that words are worth that differ in a consonant
BY_BONES = 0.85  # the same of words whose vowels, too, are written
BY_CONSONANTS = {1: 0.62, 2: 0.86, 3: 0.94}  # how much as many consonants are worth that all agree; more: MANY
MANY = 0.96
SHARE_OF_VOWELS = 0.25  # what vowels take away where consonants agree: "Bush" is not "Bosch"


@lru_cache(maxsize=262144)
def word_likeness(a: Word, b: Word) -> float:
    """Return how alike two words are, 0 to 1."""
    if a.text == b.text:
        return 1.0
    if a.initial or b.initial:
        return _initial_likeness(a, b)
    if a.optional != b.optional:
        return 0.0
    if not set(a.sounds).isdisjoint(b.sounds):
        return SAME_SOUND
    if a.variants & b.variants:
        return SAME_VARIANT
    if a.script in FAR or b.script in FAR:
        return max(_likeness_afar(a, b, sound, other) for sound in a.sounds for other in b.sounds)
    return max(_likeness_of_sounds(sound, other) for sound in a.sounds for other in b.sounds)


def _initial_likeness(a: Word, b: Word) -> float:
    """Return whether an initial can be that of a word: "J." and "Joe", "Ю." and "Yuri"."""
    if a.initial and b.initial and a.script == b.script:
        return 0.0
    short, long = (a, b) if len(a.text) <= len(b.text) else (b, a)
    if long.text.startswith(short.text):
        return SAME_SOUND
    same = {bones[:1] for bones in short.skeletons} & {bones[:1] for bones in long.skeletons}
    return SAME_VARIANT if same and short.script != long.script else 0.0


@lru_cache(maxsize=131072)
def _likeness_of_sounds(sound: str, other: str) -> float:
    """Compare two sounds with their vowels: hruSof and hruSef."""
    whole = Levenshtein.normalized_similarity(sound, other)
    if sound.translate(CLASSES) == other.translate(CLASSES):
        return SAME_CLASSES
    bones, others = skeleton(sound), skeleton(other)
    if bones != others:
        return max(whole * SAME_SOUND, Levenshtein.normalized_similarity(bones, others) * BY_BONES)
    base = BY_CONSONANTS.get(len(bones), MANY)
    return max(whole * SAME_SOUND, base - SHARE_OF_VOWELS * (1 - whole))


def _likeness_afar(a: Word, b: Word, sound: str, other: str) -> float:
    """Compare the consonants of two words of which one script writes no vowels, or syllables alone."""
    bones, others = skeleton(sound), skeleton(other)
    if bones != others:
        return Levenshtein.normalized_similarity(bones, others) * SAME_VARIANT
    base = BY_CONSONANTS.get(len(bones), MANY)
    if a.script in ABJADS or b.script in ABJADS:
        return max(base, SAME_SOUND * Levenshtein.normalized_similarity(sound, other))
    if sound.translate(CLASSES) == other.translate(CLASSES):
        return SAME_CLASSES
    share = SHARE_OF_VOWELS if a.parts > 1 and b.parts > 1 else SHARE_OF_VOWELS / 2
    return base - share * (1 - Levenshtein.normalized_similarity(sound, other))
