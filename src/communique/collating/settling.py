"""A finished alignment in, the same settled out: what one lacks begins with a sentence; turned words are one place."""

from __future__ import annotations

from collections.abc import Sequence

from communique.collating.witness import Token

TURNED = 8  # tokens that may stand in another order, and be one variant


def slide(base: Sequence[Token], other: Sequence[Token], to_other: list[int], to_base: list[int]) -> None:
    """Let what only one has begin where a sentence does: "[Er dankte.] Er ging", not "Er [dankte. Er] ging"."""
    _slide_runs(base, other, to_other, to_base)
    _slide_runs(other, base, to_base, to_other)


def join_turned(base: Sequence[str], other: Sequence[str], to_other: list[int], to_base: list[int]) -> None:
    """Unpair what stands between words left out and the same words put in nearby: "A und B" and "B und A" are one variant."""
    start = 0
    while start < len(base):
        end = start
        while end < len(base) and to_other[end] < 0:
            end += 1
        if 0 < end - start <= TURNED:
            turned = _turned_right(base, other, to_other, to_base, start, end)
            for at in turned or _turned_left(base, other, to_other, to_base, start, end):
                to_base[to_other[at]], to_other[at] = -1, -1
        start = max(end, start + 1)


def _turned_right(
    base: Sequence[str], other: Sequence[str], to_other: Sequence[int], to_base: Sequence[int], start: int, end: int
) -> range:
    """The paired tokens between a run of the base and the same words behind them in the other, or none."""
    first = to_other[end] if end < len(base) else -1
    for length in range(1, TURNED):
        at, beyond = end + length, first + length
        if first < 0 or at > len(base) or to_other[at - 1] != beyond - 1 or beyond >= len(other):
            break
        last = beyond + end - start
        if last <= len(other) and all(to_base[each] < 0 for each in range(beyond, last)):
            if sorted(base[start:at]) == sorted(other[first:last]):
                return range(end, at)
    return range(0)


def _turned_left(
    base: Sequence[str], other: Sequence[str], to_other: Sequence[int], to_base: Sequence[int], start: int, end: int
) -> range:
    """The paired tokens between a run of the base and the same words before them in the other, or none."""
    last = to_other[start - 1] if start else -1
    for length in range(1, TURNED):
        at, beyond = start - length, last - length
        if last < 0 or at < 0 or to_other[at] != beyond + 1 or beyond < 0:
            break
        first = beyond + 1 - (end - start)
        if first >= 0 and all(to_base[each] < 0 for each in range(first, beyond + 1)):
            if sorted(base[at:end]) == sorted(other[first : last + 1]):
                return range(at, start)
    return range(0)


def _slide_runs(one: Sequence[Token], other: Sequence[Token], to_other: list[int], to_one: list[int]) -> None:
    start = 0
    while start < len(one):
        if to_other[start] >= 0:
            start += 1
            continue
        end = start
        while end < len(one) and to_other[end] < 0:
            end += 1
        left = to_other[start - 1] if start else -1
        right = to_other[end] if end < len(one) else len(other)
        start = end + (_slide_run(one, to_other, to_one, start, end) if right == left + 1 else 0)


def _slide_run(one: Sequence[Token], to_other: list[int], to_one: list[int], start: int, end: int) -> int:
    """Move a run that only `one` has to the best of the places where it could stand; return how far to the right."""
    options = {0: _worth(one, start, end)}
    shift = 0
    while start + shift > 0 and _may_swap(one, to_other, start + shift - 1, end + shift - 1):
        shift -= 1
        options[shift] = _worth(one, start + shift, end + shift)
    shift = 0
    while end + shift < len(one) and _may_swap(one, to_other, end + shift, start + shift, back=True):
        shift += 1
        options[shift] = _worth(one, start + shift, end + shift)
    best = max(options, key=lambda each: (options[each], -abs(each), each))
    step = 1 if best > 0 else -1
    for done in range(0, best, step):
        gone, kept = (end + done, start + done) if best > 0 else (start + done - 1, end + done - 1)
        to_other[kept], to_other[gone] = to_other[gone], -1
        to_one[to_other[kept]] = kept
    return max(0, best)


def _may_swap(one: Sequence[Token], to_other: list[int], paired: int, alone: int, *, back: bool = False) -> bool:
    """The token at one end of the run is the same as the paired one beyond its other end, whose order is not broken."""
    if one[paired].form != one[alone].form or to_other[paired] < 0:
        return False
    beyond = paired - 1 if not back else paired + 1
    return not 0 <= beyond < len(one) or to_other[beyond] < 0 or abs(to_other[beyond] - to_other[paired]) == 1


def _worth(one: Sequence[Token], start: int, end: int) -> int:
    after = one[end].begins if end < len(one) else 1
    return one[start].begins + after + (1 if one[start].is_word else 0)
