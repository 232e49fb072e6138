"""The decisions on one document, as rows to be written: who each person is, which meeting, which agreement, which copy."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from communique.register.identity.verdict import MACHINE, Choice, Verdict
from communique.register.rows import Row
from communique.register.statements import fetch

# The parts of whom the machine took for `id`, and who counted as `was`, are those of `root`.
PARTS_COUNT_AS = tuple(
    f"UPDATE {table} SET person = :root WHERE (document, appearance) IN"
    " (SELECT document, number FROM appearances WHERE person = :was AND found_as = :id)"
    for table in ("roles", "participations")
)


def root_of(connection: Connection, table: str, id: int) -> int:
    """What humans have put a thing together with, or itself."""
    for (into,) in fetch(connection, f'SELECT "into" FROM {table} WHERE id = :id', {"id": id}):
        return into or id
    return id


@dataclass(slots=True)
class Keys:
    """The last key given of each kind of thing, and the kinds of which more were given since."""

    last: dict[str, int]
    raised: set[str] = field(default_factory=set)

    def new(self, kind: str) -> int:
        """A key for something new."""
        self.last[kind] = self.last.get(kind, 0) + 1
        self.raised.add(kind)
        return self.last[kind]

    def rows(self) -> list[Row]:
        """The rows of `counters` that change."""
        return [{"kind": kind, "last": self.last[kind]} for kind in sorted(self.raised)]


@dataclass(slots=True)
class Decided:
    """What was decided on a document, and the keys of what is new in the register with it."""

    document: int
    when: str
    keys: Keys
    rows: list[Row] = field(default_factory=list)
    afterwards: list[tuple[str, list[Row]]] = field(default_factory=list)  # statements that want all rows to be there

    def note(self, kind: str, number: int, one: int, choice: Choice) -> None:
        """Note what was chosen for one entry, and what was left open."""
        self._add((kind, number), (one, None), "new" if choice.chosen is None else "same", choice.verdict)
        for other, verdict in choice.open:
            self._add((kind, number), (one, other), "undecided", verdict)

    def note_joined(self, kind: str, one: int, other: int, verdict: Verdict) -> None:
        """Note that what the machine took for another has turned out to be one with what this document tells of."""
        self._add((kind, None), (one, other), "same", verdict)

    def note_copy(self, other: int, word: str, verdict: Verdict) -> None:
        """Note that another document holds nearly the same text."""
        self._add(("document", None), (self.document, other), word, verdict)

    def _add(self, entry: tuple[str, int | None], pair: tuple[int, int | None], word: str, verdict: Verdict) -> None:
        kind, number = entry
        self.rows.append(
            {
                "id": self.keys.new("decision"),
                "kind": kind,
                "document": self.document,
                "number": number,
                "one": pair[0],
                "other": pair[1],
                "verdict": word,
                "score": round(verdict.score, 3),
                "reason": verdict.reason,
                "decided_by": MACHINE,
                "decided": self.when,
                "anchor": None,
            }  # fmt: skip
        )
