"""What a lacuna is: a place where a text has lost something."""

from __future__ import annotations

from dataclasses import dataclass

from communique.evidence import Evidence

MISSING_NAME, TRUNCATED, MISSING_ANTECEDENT, GARBLED = "missing_name", "truncated", "missing_antecedent", "garbled"


@dataclass(frozen=True, slots=True)
class Lacuna:
    """A place where something is lost, and in which sentence; `evidence` is the last words before the gap."""

    kind: str
    evidence: Evidence
    sentence: int
