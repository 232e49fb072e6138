"""A text in, the few numbers out by which nearly the same texts find each other, and how alike two texts are.

Method: MinHash over runs of words with bands (A. Broder, "On the resemblance and containment of documents", 1997;
J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", chapter 3).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from communique.register.identity.verdict import Verdict
from communique.register.words import words_of

RUN = 4  # words: shorter runs are common to all readouts
BANDS, ROWS = 10, 3  # texts that share 0.8 of their runs meet in a band with probability 0.9994, 0.4: 0.48, 0.2: 0.08
MODULUS = (1 << 31) - 1  # a Mersenne prime: sums and products stay exact, values fit four bytes
PLACES = (
    0x9E3779B97F4A7C15,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0x85EBCA77C2B2AE63,
)  # odd, of 64 bits: one a word of a run
MOST_WORDS = 1 << 17  # remembered
COPY, SURE = 0.6, 0.8  # share of runs in common from which a text may be, and is, a copy
FEWEST = 12  # runs: of a shorter text nobody can tell


def runs_of(text: str) -> set[int]:
    """The runs of words of a text, as numbers."""
    return set(_runs(words_of(text)).tolist())


@lru_cache(maxsize=MOST_WORDS)
def _checksum(word: str) -> int:
    return zlib.crc32(word.encode())


def _runs(words: Sequence[str]) -> Any:  # noqa: ANN401  (an array)
    """A number for every run of words: the sum of its words' checksums, each times a multiplier for its place."""
    import numpy

    sums = numpy.fromiter(map(_checksum, words), numpy.uint64, len(words))
    size = max(0, len(words) - RUN + 1)
    runs = numpy.zeros(size, numpy.uint64)
    for place, factor in enumerate(PLACES):
        runs += sums[place : place + size] * numpy.uint64(factor)
    return runs >> numpy.uint64(32)


def bands_of(words: Sequence[str]) -> list[int]:
    """One number a band for the words of a text; empty for a text too short to tell."""
    import numpy

    runs = _runs(words)
    if len(runs) < FEWEST:
        return []
    factors, shifts = _coefficients()
    least = ((runs[None, :] * factors[:, None] + shifts[:, None]) % numpy.uint64(MODULUS)).min(axis=1)
    return [zlib.crc32(band.tobytes()) % MODULUS for band in least.astype("<u4").reshape(BANDS, ROWS)]


def judge(text: str, other: str) -> Verdict:
    """How likely a text is a copy of another: the share of runs in common, and of the shorter one in the longer."""
    mine, theirs = runs_of(text), runs_of(other)
    shared = len(mine & theirs)
    alike, within = shared / max(1, len(mine | theirs)), shared / max(1, min(len(mine), len(theirs)))
    return Verdict(
        round(max(alike, 0.9 * within), 3), f"{alike:.0%} of the wording is the same, {within:.0%} of the shorter text"
    )


@cache
def _coefficients() -> tuple[Any, Any]:
    """Fixed multipliers and shifts: a linear congruential sequence (Knuth's MMIX), the same on every machine."""
    import numpy

    state, numbers = 20240619, []
    for _ in range(2 * BANDS * ROWS):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        numbers.append((state >> 33) % (MODULUS - 1) + 1)
    return numpy.array(numbers[::2], dtype=numpy.uint64), numpy.array(numbers[1::2], dtype=numpy.uint64)
