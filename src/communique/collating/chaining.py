"""Two rows of keys in; what occurs once in both out, as blocks: the longest chain in one order, and what was moved out of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """`length` tokens that are the same from `one` on in one row and from `other` on in the other."""

    one: int
    other: int
    length: int


def unique_blocks(
    one: Sequence[str], other: Sequence[str], size: int, *, breaks: tuple[Sequence[int], Sequence[int]] | None = None
) -> list[Block]:
    """Blocks made of runs of `size` tokens that occur once in each row, in the order of the first.

    `breaks` says of the tokens of both rows whether they begin a sentence, into which no run reaches: what follows a full stop
    in both rows may have been moved there.
    """
    places = _unique(one, size, breaks[0] if breaks else None)
    others = _unique(other, size, breaks[1] if breaks else None)
    matches = [(places[gram], at) for gram, at in others.items() if gram in places]
    blocks: list[Block] = []
    for first, second in sorted(matches):
        last = blocks[-1] if blocks else None
        beyond = last.length - (breaks is not None and bool(breaks[0][first])) if last else 0
        if last and first - last.one == second - last.other and first <= last.one + beyond:
            blocks[-1] = Block(last.one, last.other, first - last.one + size)
        else:
            blocks.append(Block(first, second, size))
    return blocks


def _unique(keys: Sequence[str], size: int, breaks: Sequence[int] | None) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for at, gram in enumerate(zip(*(keys[shift:] for shift in range(size)), strict=False)):
        places[gram] = -1 if gram in places else at
    if breaks is not None:
        return {gram: at for gram, at in places.items() if at >= 0 and not any(breaks[at + 1 : at + size])}
    return {gram: at for gram, at in places.items() if at >= 0}


def heaviest_chain(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that stand in the same order in both rows and hold the most tokens; overlaps are cut off.

    `blocks` are sorted by `one`. A list of the best chains that end at or before each place of `other` is kept sorted, so
    that a thousand blocks take a thousand searches.
    """
    ends: list[int] = []  # places in `other`, rising
    weights: list[int] = []  # of the best chain that ends there, rising too
    tails: list[int] = []
    before: list[int] = []
    for index, block in enumerate(blocks):
        at = bisect_right(ends, block.other - 1)
        weight = (weights[at - 1] if at else 0) + block.length
        before.append(tails[at - 1] if at else -1)
        stop = at
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        if at == stop and at < len(ends) and ends[at] == block.other:
            continue
        ends[at:stop], weights[at:stop], tails[at:stop] = [block.other], [weight], [index]
    chain: list[Block] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chain.append(blocks[index])
        index = before[index]
    return _without_overlaps(chain[::-1])


def _without_overlaps(chain: Sequence[Block]) -> list[Block]:
    kept: list[Block] = []
    for block in chain:
        if kept:
            last = kept[-1]
            cut = max(0, last.one + last.length - block.one, last.other + last.length - block.other)
            block = Block(block.one + cut, block.other + cut, block.length - cut)
        if block.length > 0:
            kept.append(block)
    return kept


def moved_groups(blocks: Sequence[Block], chain: Sequence[Block], *, near: int) -> list[list[Block]]:
    """The blocks outside of the chain; those that follow each other within `near` tokens in both rows stand together."""
    taken_one = _covered(chain, "one")
    taken_other = _covered(chain, "other")
    groups: list[list[Block]] = []
    for block in blocks:
        free = _free(block, taken_one, taken_other)
        if free is None:
            continue
        last = groups[-1][-1] if groups else None
        if (
            last
            and 0 <= free.one - last.one - last.length <= near
            and 0 <= free.other - last.other - last.length <= near
        ):
            groups[-1].append(free)
        else:
            groups.append([free])
    return groups


def _covered(chain: Sequence[Block], side: str) -> set[int]:
    return {at for block in chain for at in range(getattr(block, side), getattr(block, side) + block.length)}


def _free(block: Block, one: set[int], other: set[int]) -> Block | None:
    """The longest part of a block that no other has taken, or None."""
    best, start = None, 0
    for at in range(block.length + 1):
        if at == block.length or block.one + at in one or block.other + at in other:
            if at > start and (best is None or at - start > best.length):
                best = Block(block.one + start, block.other + start, at - start)
            start = at + 1
    return best
