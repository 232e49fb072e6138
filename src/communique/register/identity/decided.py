"""The decisions on one document, as rows to be written: who each person is, which meeting, which agreement, which copy."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from communique.register.identity.verdict import MACHINE, Choice, Verdict
from communique.register.rows import Row
from communique.register.statements import run


def root_of(connection: Connection, table: str, id: int) -> int:
    """What humans have put a thing together with, or itself."""
    row = run(connection, f'SELECT "into" FROM {table} WHERE id = :id', {"id": id}).first()
    return int(row[0]) if row and row[0] else id


@dataclass(slots=True)
class Decided:
    """What was decided on a document, and the keys of what is new in the register with it."""

    document: int
    when: str
    counters: dict[str, int]  # the last key of each kind
    rows: list[Row] = field(default_factory=list)

    def new_key(self, kind: str) -> int:
        """A key for something new."""
        self.counters[kind] = self.counters.get(kind, 0) + 1
        return self.counters[kind]

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
                "id": self.new_key("decision"),
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
