"""One entry of the lexicon that fits one head, with the words that made it fit."""

from __future__ import annotations

from communique.entries import Predicate, Stance
from communique.sentences import Word


class Match:
    """One entry that fits one head: the companions that its conditions named."""

    __slots__ = ("companion", "head", "predicate", "stance", "trigger")

    def __init__(
        self, predicate: Predicate, head: Word, trigger: list[Word], companion: Word | None, stance: Stance | None
    ) -> None:
        self.predicate = predicate
        self.head = head
        self.trigger = trigger
        self.companion = companion
        self.stance = stance
