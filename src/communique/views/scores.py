"""Scores as an aligned table for people, or as JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

import msgspec
from rich.console import Console
from rich.table import Table

from communique.scoring import CATEGORIES, Miss, Scores, Tally
from communique.scoring.floors import OVERALL

PLAIN_WIDTH = 100  # columns where the output is no terminal


def print_scores(scores: Scores, out: TextIO, *, by: str | None = None, show: str | None = None) -> None:
    """Print the table of all texts, one for each group of `by`, and the misses of the category `show`."""
    console = Console(file=out, width=None if out.isatty() else PLAIN_WIDTH, highlight=False)
    for name, tallies in _groups(scores, by).items():
        texts = f"{len(scores.sheets)} texts" if name == OVERALL else f"{_size(scores, by, name)} texts"
        with console.capture() as printed:
            console.print(_table(f"{name} ({texts})", tallies))
        out.write("\n".join(line.rstrip() for line in printed.get().splitlines()) + "\n")
    for id in scores.without_record:
        console.print(f"no record for {id}", style="red", markup=False)
    for miss in scores.misses(show) if show else ():
        out.write(f"{miss}\n")


def scores_as_json(scores: Scores, *, by: str | None = None, show: str | None = None) -> str:
    """Return the same as one JSON object: `groups` by name and category, `misses` of `show`, texts `without_record`."""
    groups = {
        name: {category: _plain(tally) for category, tally in tallies.items()}
        for name, tallies in _groups(scores, by).items()
    }
    misses = [_listed(miss) for miss in scores.misses(show)] if show else []
    whole = {"texts": len(scores.sheets), "groups": groups, "misses": misses, "without_record": scores.without_record}
    return msgspec.json.format(msgspec.json.encode(whole)).decode()


def _groups(scores: Scores, by: str | None) -> dict[str, dict[str, Tally]]:
    return {OVERALL: scores.overall, **(scores.by(by) if by else {})}


def _size(scores: Scores, by: str | None, name: str) -> int:
    return sum(sheet.group(by or "") == name for sheet in scores.sheets)


def _table(title: str, tallies: Mapping[str, Tally]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("", no_wrap=True, min_width=max(map(len, CATEGORIES)))
    for column in ("precision", "recall", "F1", "gold", "found", "right"):
        table.add_column(column, justify="right", no_wrap=True)
    for category, tally in tallies.items():
        table.add_row(category, *_cells(tally))
    table.add_row()
    return table


def _cells(tally: Tally) -> Sequence[str]:
    if not tally.gold and not tally.found:
        return ("–", "–", "–", "0", "0", "0")
    rates = (tally.precision, tally.recall, tally.f1)
    return (*(f"{rate:.3f}" for rate in rates), str(tally.gold), str(tally.found), str(tally.right))


def _plain(tally: Tally) -> dict[str, float]:
    return {
        "precision": tally.precision, "recall": tally.recall, "f1": tally.f1,
        "gold": tally.gold, "found": tally.found, "right": tally.right,
    }  # fmt: skip


def _listed(miss: Miss) -> dict[str, object]:
    return {"fault": miss.fault, "text": miss.text, "words": miss.words}
