"""The shared tables of the lexicon in: ranks and labels of offices, kinds of parties, topics with what stands above them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.lexicon import LANGUAGES, SHARED, read_rows

STATES = ("state", "former_state", "territory")


@dataclass(frozen=True, slots=True)
class Codes:
    """What codes in records stand for."""

    ranks: Mapping[str, str]  # by office
    offices: Mapping[str, str]  # label by office
    parties: Mapping[str, str]  # kind by party
    topics: Mapping[str, str]  # label by topic
    broader: Mapping[str, str]  # the topic above, "" for none

    def is_state(self, party: str | None) -> bool:
        """Whether a party is a state or territory; one that the lexicon lacks is taken for none."""
        return self.parties.get(party or "") in STATES

    def office(self, office: str, party: str | None) -> str:
        """An office in words: "Foreign minister (PRK)"."""
        label = self.offices.get(office) or office
        return f"{label} ({party})" if party else label

    def topic_line(self, topic: str) -> list[str]:
        """A topic and those above it, nearest first."""
        line: list[str] = []
        while topic and topic not in line:
            line.append(topic)
            topic = self.broader.get(topic, "")
        return line


@cache
def load_codes() -> Codes:
    """Read the shared tables."""
    shared = LANGUAGES / SHARED
    offices = [row for _, row in read_rows(shared / "offices.csv", ("office", "rank", "label"))]
    parties = [row for _, row in read_rows(shared / "parties.csv", ("party", "kind"))]
    topics = [row for _, row in read_rows(shared / "topics.csv", ("topic", "label", "parent"))]
    return Codes(
        ranks={row["office"]: row["rank"] for row in offices},
        offices={row["office"]: row["label"] for row in offices},
        parties={row["party"]: row["kind"] for row in parties},
        topics={row["topic"]: row["label"] for row in topics},
        broader={row["topic"]: row["parent"] for row in topics},
    )
