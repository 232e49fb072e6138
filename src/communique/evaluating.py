"""A folder of gold texts in, scores out: every text is read, and its record compared with what a person found in it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from communique.errors import CommuniqueError
from communique.reader import Reader
from communique.record import Record, to_json
from communique.scoring import Scores, load_golds, score
from communique.scoring.gold import Gold, load_days


def evaluate(
    folder: Path, *, days: Path | None = None, records: Path | None = None, errors: TextIO | None = None
) -> Scores:
    """Read the texts of a gold folder and score their records.

    `days` is a JSON list of days of publication by id; the records are written to `records` as JSONL. A text that
    cannot be read counts as one in which nothing was found; it and faults of the gold are told to `errors`.
    """
    golds = load_golds(folder, published=load_days(days) if days else None)
    found = _read(golds, errors)
    if records is not None:
        records.write_bytes(b"".join(to_json(record) + b"\n" for record in found))
    scores = score(golds, found)
    for fault in scores.faults if errors else ():
        _tell(errors, f"fault in the gold: {fault}")
    return scores


def _read(golds: Iterable[Gold], errors: TextIO | None) -> list[Record]:
    reader, found = Reader(), []
    for gold in golds:
        try:
            found.append(reader.read(gold.document))
        except CommuniqueError as error:
            _tell(errors, f"{gold.id}: {error}")
    return found


def _tell(errors: TextIO | None, message: str) -> None:
    if errors is not None:
        errors.write(f"communique: {message}\n")
