"""Evidence: where in a document a statement rests, as a span of code points, and the words there."""

from __future__ import annotations

from typing import NamedTuple


class Evidence(NamedTuple):
    """A span `[start, end)` in Unicode code points of one document's text."""

    start: int
    end: int

    def overlaps(self, other: Evidence) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Evidence) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def quote(text: str, evidence: Evidence) -> str:
    """Return the words of `text` that `evidence` points at."""
    return text[evidence.start : evidence.end]
