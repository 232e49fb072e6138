"""The sample readouts of the package: well-documented historic meetings, told in the project's own words."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

INDEX = "index.csv"  # which text is whose, of which day
LINES = "samples.jsonl"  # all texts together with what the index says of them


def copy_samples(folder: str) -> Iterator[Path]:
    """Copy every sample into `folder` (made where missing), and `samples.jsonl`; yield their paths.

    A text file says only what its text says; a line of `samples.jsonl` also says whose text it is and of which day,
    which decides "our country" and "today".
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for sample in _sources():
        path = target / sample.name
        path.write_bytes(sample.read_bytes())
        yield path
    path = target / LINES
    path.write_text("".join(_lines()), encoding="utf-8", newline="\n")
    yield path


def _sources() -> list[Traversable]:
    found = (each for each in files(__name__).iterdir() if each.name.endswith(".txt"))
    return sorted(found, key=lambda each: each.name)


def _lines() -> Iterator[str]:
    """One line of JSON a sample, in the order of the index."""
    folder = files(__name__)
    for row in csv.DictReader((folder / INDEX).read_text("utf-8").splitlines()):
        known = {key: row[key] or None for key in ("language", "publisher", "publisher_state", "published", "title")}
        line = {"id": row["file"].removesuffix(".txt"), **known, "text": (folder / row["file"]).read_text("utf-8")}
        yield json.dumps(line, ensure_ascii=False) + "\n"
