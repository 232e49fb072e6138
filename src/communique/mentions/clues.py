"""What a text gives away of somebody's party, as weighed clues: what speaks for a party, and who stands with or against whom."""

from __future__ import annotations

from dataclasses import dataclass

# How much a clue weighs. What names the side beats what somebody does, and that beats where he stands in a list.
SIDE = 6.0  # "von russischer Seite A", "his counterparts from Russia and China, A and B"
SEAT = 6.0  # "Taoiseach A"
KIN = 5.0  # "President A and his wife B", "Minister A and his counterpart B"
DELEGATION = 4.0  # "the Israeli delegation was led by A", "A, accompanied by B"
OPPOSITE = 3.0  # "A received B"
VISITED = 3.0  # "flew to London, where he met Prime Minister A"
SUPERIOR = 5.0  # "the adviser of the President, A"
MESSAGE = 3.0  # "A conveyed the greetings of B"
LISTED = 2.5  # "Minister A of Kenya, Minister B and Ambassador C"
OWN_HEAD = 2.0  # "President A": the publisher's need no state
OFFICE = 2.5  # "President A … The Russian President said"
OWN = 1.5  # "Minister A"
NEAR = 1.0  # in one sentence, with no verb between them
FIRST = 1.0  # "Xi and Ma met": the publisher's is named first
FOREIGN = 1.5  # "Prime Minister A", where the publisher's state has none, or another
TAKEN = 4.0  # another holds that seat: a state has one president at a time


@dataclass(frozen=True, slots=True)
class Clue:
    """Something that speaks for one party as somebody's."""

    person: str
    party: str
    weight: float


@dataclass(frozen=True, slots=True)
class Tie:
    """What the party of `other` says of `person`'s: that it is the same, or (`opposed`) that it is another."""

    person: str
    other: str
    weight: float
    opposed: bool = False
