"""What a comparison comes to: a score, a reason in words, and where the lines lie between same, undecided and different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SAME = 0.75  # from here the machine takes two for one
UNDECIDED = 0.45  # from here a person is asked
MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely it is, 0 to 1, that two are one, and why."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen among candidates: the one that it is (None: a new one), and those that a person should look at."""

    chosen: int | None
    verdict: Verdict
    open: tuple[tuple[int, Verdict], ...] = ()


NOTHING_LIKE = Verdict(0.0, "nothing like it in the register")


def choose(judged: Iterable[tuple[int, Verdict]], *, margin: float = 0.0) -> Choice:
    """The best candidate from `SAME` on; else a new one, with the candidates from `UNDECIDED` on left open.

    Of equals the one that came first into the register is taken; with a `margin` it must be so much better than the next.
    """
    ranked = sorted(judged, key=lambda each: (-each[1].score, each[0]))
    clear = len(ranked) < 2 or ranked[0][1].score >= ranked[1][1].score + margin  # noqa: PLR2004  (the best and the next)
    if ranked and ranked[0][1].score >= SAME and clear:
        return Choice(*ranked[0])
    unsure = tuple(each for each in ranked if each[1].score >= UNDECIDED)[:3]
    if unsure:
        return Choice(None, Verdict(1 - unsure[0][1].score, f"not sure enough: {unsure[0][1].reason}"), unsure)
    return Choice(None, ranked[0][1] if ranked else NOTHING_LIKE)


def said(forced: Mapping[str, int], word: object) -> Choice | None:
    """What a human has said of an entry, which nothing overrules."""
    chosen = forced.get(str(word))
    return None if chosen is None else Choice(chosen, Verdict(1.0, "a person said so"))
