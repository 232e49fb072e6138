"""Tallies by category, added up over texts: precision, recall, F1, and the list of what was missed or invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CATEGORIES = {
    "persons": "the name was found",
    "persons+party": "and the party is right",
    "persons+office": "and a title shares half its words with one in the gold",
    "presence": "of the persons found: principal, attending or mentioned is right",
    "meetings": "the same parties and the same event",
    "meetings+kind": "and kind and status are right",
    "meetings+date": "of the meetings with a date: the date is right",
    "acts": "the trigger was found",
    "acts+type": "and the type is right",
    "acts+roles": "and the parties that act and are acted on are right",
    "acts+persons": "type, and the very persons that act, are right",
    "acts+modality": "type and modality are right",
    "content": "of the acts with content: half of the union of both spans is shared",
    "agreements": "half of the union of both spans is shared",
    "lacunae": "the kind is right and the spans touch",
}
LISTED = ("persons", "meetings", "acts", "agreements", "lacunae")  # the categories whose misses are listed


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, how many the gold has, how many were found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing was right."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One entry that is not as the gold has it: `missed`, `extra`, or for acts a wrong `type` or wrong `roles`."""

    category: str
    fault: str
    text: str  # the gold's id
    words: tuple[str, ...]

    def __str__(self) -> str:
        return "\t".join((self.fault, self.text, *self.words))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The score of one text. `faults` are quotes of the gold that its text does not have."""

    id: str
    language: str
    publisher_state: str | None
    tallies: Mapping[str, Tally]
    misses: tuple[Miss, ...] = ()
    faults: tuple[str, ...] = ()
    without_record: bool = False

    def group(self, group: str) -> str:
        """The language or publisher's state of the text; `?` where it is not known."""
        return (self.language if group == "language" else self.publisher_state) or "?"


@dataclass(frozen=True)
class Scores:
    """The sheets of all texts."""

    sheets: tuple[Sheet, ...] = field(default=())

    @property
    def overall(self) -> dict[str, Tally]:
        """The tallies of all texts together (micro average), by category."""
        return _added(self.sheets)

    def by(self, group: str) -> dict[str, dict[str, Tally]]:
        """The tallies of the texts of each language (`language`) or publisher's state (`publisher_state`)."""
        members: dict[str, list[Sheet]] = {}
        for sheet in self.sheets:
            members.setdefault(sheet.group(group), []).append(sheet)
        return {name: _added(sheets) for name, sheets in members.items()}

    def misses(self, category: str) -> tuple[Miss, ...]:
        """What was missed, invented or taken for something else, in the order of the texts."""
        return tuple(miss for sheet in self.sheets for miss in sheet.misses if miss.category == category)

    @property
    def faults(self) -> tuple[str, ...]:
        """Quotes of gold files that are not in their texts."""
        return tuple(fault for sheet in self.sheets for fault in sheet.faults)

    @property
    def without_record(self) -> tuple[str, ...]:
        """The ids of the texts that no record was given for."""
        return tuple(sheet.id for sheet in self.sheets if sheet.without_record)


def _added(sheets: Iterable[Sheet]) -> dict[str, Tally]:
    sheets = tuple(sheets)
    return {category: sum((sheet.tallies[category] for sheet in sheets), Tally()) for category in CATEGORIES}
