"""Two short rows of tokens in, the best pairs of equal and near tokens out, in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from communique.collating.witness import Token, is_number

NEAR = 0.6  # "Lawrow", "Lavrov": two words as like as this are one, differently written
MARK_WORTH = 1.0
WORD_WORTH = 3.0
LONGER = 0.25  # a letter: rather align a long word than a short one
LETTERS = 8  # that count
NUMBERS = 0.8  # two numbers rather stand for each other than for nothing
IN_A_ROW = 0.5  # rather pairs that follow each other
KNOWN = 100_000  # pairs of words remembered
SHORTEST = 3  # letters that tell likeness


def pair_tokens(one: Sequence[Token], other: Sequence[Token]) -> list[tuple[int, int]]:
    """Pairs of places, rising in both rows, whose tokens are worth most together."""
    width = len(other) + 1
    worth = [[0.0] * width for _ in range(len(one) + 1)]
    step = [bytearray(width) for _ in range(len(one) + 1)]
    for row, token in enumerate(one, 1):
        above, here, above_step, here_step = worth[row - 1], worth[row], step[row - 1], step[row]
        for column, against in enumerate(other, 1):
            best, way = (above[column], 1) if above[column] >= here[column - 1] else (here[column - 1], 2)
            gain = _gain(token, against)
            if gain:
                total = above[column - 1] + gain + (IN_A_ROW if above_step[column - 1] == 3 else 0.0)  # noqa: PLR2004
                if total > best:
                    best, way = total, 3
            here[column], here_step[column] = best, way
    return _pairs(step, len(one), len(other))


def _pairs(step: Sequence[bytearray], row: int, column: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    while row and column:
        way = step[row][column]
        if way == 3:  # noqa: PLR2004
            pairs.append((row - 1, column - 1))
        row, column = row - (way != 2), column - (way != 1)  # noqa: PLR2004
    return pairs[::-1]


def _gain(one: Token, other: Token) -> float:
    if one.key == other.key:
        base = WORD_WORTH + LONGER * min(len(one.key), LETTERS) if one.is_word else MARK_WORTH
        return base if one.form == other.form else base * 0.95
    if not (one.is_word and other.is_word):
        return 0.0
    if is_number(one) or is_number(other):
        return NUMBERS if is_number(one) and is_number(other) else 0.0
    like = likeness(one.key, other.key)
    return WORD_WORTH * like if like >= NEAR else 0.0


@lru_cache(KNOWN)
def likeness(one: str, other: str) -> float:
    """How much two words share, 0 to 1; of very short words nothing."""
    if min(len(one), len(other)) < SHORTEST:
        return 0.0
    return float(Indel.normalized_similarity(one, other))
