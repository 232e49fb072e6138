"""The sample readouts that come with the package: well-documented historic meetings, told in the project's own words."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path


def copy_samples(folder: str) -> Iterator[Path]:
    """Copy every sample into `folder` (made where missing) as JSONL-free plain files; yield their paths."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for sample in sorted(files("communique.samples").iterdir(), key=lambda each: each.name):
        if sample.name.endswith((".txt", ".csv")):
            path = target / sample.name
            path.write_bytes(sample.read_bytes())
            yield path
