"""Checks a language's tables: every row well formed, and every entry's example found and counter-example left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import LexiconError
from communique.lexicon import LANGUAGES, Lexicon, load_lexicon, read_rows
from communique.proving import TABLES, Entry, Proof

EXAMPLE, COUNTEREXAMPLE = "example", "counterexample"


@dataclass
class Report:
    """What a check found: how many entries there are, how many proofs were read, and each fault as one line."""

    language: str
    entries: int = 0
    proofs: int = 0
    faults: list[str] = field(default_factory=list)


def check_language(language: str, *, examples: bool = True, root: Path = LANGUAGES) -> Report:
    """Check the tables of one language; with `examples`, read every example and counter-example with its parser."""
    report = Report(language)
    try:
        lexicon = load_lexicon(language, root)
    except LexiconError as error:
        report.faults.append(str(error))
        return report
    entries = list(entries_of(root / language))
    report.entries = len(entries)
    report.faults.extend(_without_proof(entries))
    if examples:
        report.faults.extend(_broken_proofs(entries, lexicon, report))
    return report


def entries_of(folder: Path) -> Iterator[Entry]:
    """Yield every row of every table of a language."""
    for path in sorted(folder.glob("*.csv")):
        for source, row in read_rows(path, ()):
            yield Entry(path.stem, source, row)


def _without_proof(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        for column in (EXAMPLE, COUNTEREXAMPLE):
            if not entry.row.get(column, "-" if entry.table not in TABLES else ""):
                yield f"{entry.source}: no {column}"


def _broken_proofs(entries: list[Entry], lexicon: Lexicon, report: Report) -> Iterator[str]:
    proofs: dict[str, Proof] = {}
    for entry in entries:
        if entry.table not in TABLES:  # the calendar: forms and their numbers
            continue
        for column in (EXAMPLE, COUNTEREXAMPLE):
            text = entry.row[column]
            if not text:
                continue
            report.proofs += 1
            proof = proofs[text] = proofs.get(text) or Proof(text, lexicon)
            if column == EXAMPLE and not proof.shows(entry):
                yield f'{entry.source}: {entry.name} is not found in its example "{text}"'
            if column == COUNTEREXAMPLE and proof.records(entry):
                yield f'{entry.source}: {entry.name} is found in its counter-example "{text}"'
