"""Counts come in, how far they are from chance goes out."""

from __future__ import annotations

import math
from collections.abc import Iterable


def npmi(together: int, one: int, other: int, of: int) -> float:
    """Normalised pointwise mutual information of two that stand together: -1 never, 0 by chance, 1 always.

    Bouma, "Normalized (Pointwise) Mutual Information in Collocation Extraction", GSCL 2009.
    """
    if together >= of:
        return 1.0
    return math.log(together * of / (one * other)) / -math.log(together / of)


def weakest_link(together: int, splits: Iterable[tuple[int, int]], of: int) -> float:
    """The least NPMI of all ways to part a sequence in two: how firmly its weakest joint holds.

    All joints are looked at, as Silva and Lopes do ("A Local Maxima method … for extracting multiword units", MOL 1999);
    the least rather than their mean, so that a firm pair does not carry a word that stands beside it by chance.
    """
    return min(npmi(together, one, other, of) for one, other in splits)


def least_surprise(together: int, splits: Iterable[tuple[int, int]], of: int) -> float:
    """The least G² of all ways to part a sequence in two: whether its weakest joint may be chance after all."""
    return min(log_likelihood(together, one, other - together, of - one) for one, other in splits)


def log_likelihood(one: int, of_one: int, other: int, of_other: int) -> float:
    """The log-likelihood ratio G² of two rates: documents that have a phrase, of all, on either side.

    Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19, 1993.
    """
    total, of = one + other, of_one + of_other
    cells = (
        (one, total * of_one / of), (other, total * of_other / of),
        (of_one - one, (of - total) * of_one / of), (of_other - other, (of - total) * of_other / of),
    )  # fmt: skip
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen)
