"""What comes of laying two readouts beside each other: differences, what both say, and the space given to topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from communique.evidence import Evidence
from communique.record import DocumentHead

SCHEMA = "communique.comparison/1"
SIDES: tuple[Side, Side] = ("a", "b")
Side = Literal["a", "b"]
KINDS = ("topic", "pledge", "act", "agreement", "person", "strength", "actor", "modality", "office", "epithet")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one text: where it stands, its words, and within it the spans that matter most."""

    span: Evidence
    words: str
    marked: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two texts do not tell alike.

    `kind`: one of `KINDS`. `side`: the text that alone tells it, or None where both tell it, but differently. `subject`: what
    it is about, in a few words. `topics`: ids of topics. `act_a`, `act_b`: the type of act that either text reports. `by`: whose
    act it is, as that text names them. `a`, `b`: the words of either text. `nearest`: where one text is silent, what in it
    comes nearest, for the reader to judge. `reason`: why it is a difference.
    """

    id: str
    kind: str
    side: Side | None
    subject: str
    topics: tuple[str, ...] = ()
    act_a: str | None = None
    act_b: str | None = None
    by: tuple[str, ...] = ()
    a: tuple[Passage, ...] = ()
    b: tuple[Passage, ...] = ()
    nearest: Passage | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that both texts tell: `kind` is `person`, `agreement` or `statement`; the words of both."""

    id: str
    kind: str
    subject: str
    a: tuple[Passage, ...]
    b: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class TopicSpace:
    """A topic in both texts: its place in order of first mention (1 is first, None not named), and its share of the text.

    A share is the part of the text's characters, headings left out, that stand in sentences on the topic; a sentence on two
    topics counts for both.
    """

    topic: str
    label: str
    place_a: int | None
    place_b: int | None
    share_a: float
    share_b: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readouts compared: what differs (what one side alone says comes first), what both say, and the topics."""

    a: DocumentHead
    b: DocumentHead
    differences: tuple[Difference, ...]
    shared: tuple[Shared, ...]
    topics: tuple[TopicSpace, ...]
    labels: Mapping[str, str]
    schema: str = SCHEMA

    def head(self, side: Side) -> DocumentHead:
        """The document of one side."""
        return self.a if side == "a" else self.b

    def only(self, side: Side) -> tuple[Difference, ...]:
        """What one side alone tells."""
        return tuple(difference for difference in self.differences if difference.side == side)

    @property
    def told_differently(self) -> tuple[Difference, ...]:
        """What both tell, but not alike."""
        return tuple(difference for difference in self.differences if difference.side is None)
