"""Outcomes in, the same outcomes out, with their rate and what is left shown on a terminal meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TimeRemainingColumn,
)
from rich.text import Text

Outcome = TypeVar("Outcome")


class _Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "")


def tracked(outcomes: Iterable[Outcome], errors: TextIO, *, total: int | None = None) -> Iterator[Outcome]:
    """Pass outcomes on; `total`, where it is known, tells what is left."""
    if not errors.isatty():
        yield from outcomes
        return
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=errors), transient=True) as progress:
        task = progress.add_task("adding", total=total)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome
