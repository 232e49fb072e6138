"""Speed, start-up and memory of the reader, printed as a table: one process, one core, medians of several runs.

    python bench/speed.py [--runs 5] [--words 12000]

Words are runs of characters between white space. Reading is measured after loading, with a text to warm up; CPU seconds
stand beside wall seconds, since on a shared machine the wall tells of the neighbours. Texts are the bundled samples,
once in a fresh process (most words are new to it) and again and again (analyses of words are remembered, sentences are
not), and the White House readouts where they are.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
READOUTS = Path("/work/shared/data/readouts/whitehouse-readouts.jsonl")
COMMAND = str(Path(sys.executable).parent / "communique")
MEMORY = """
import resource
from communique.documents.document import Document
from communique.reader import Reader
Reader().read(Document("Präsident Xi traf Minister Lee.", language="de"))
Reader().read(Document("President Xi met Minister Lee.", language="en"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
FRESH = """
import sys, time
from pathlib import Path
from communique.documents.document import Document
from communique.reader import Reader
reader, (first, *others) = Reader(), [Path(name).read_text("utf-8") for name in sys.argv[2:]]
reader.read(Document(first, language=sys.argv[1]))
started = time.process_time()
for text in others:
    reader.read(Document(text, language=sys.argv[1]))
print(sum(len(text.split()) for text in others) / (time.process_time() - started))
"""


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, its median, the goal, and whether it is met."""

    what: str
    value: float
    unit: str
    goal: float
    more_is_better: bool = False

    def __str__(self) -> str:
        met = self.value >= self.goal if self.more_is_better else self.value <= self.goal
        sign = "≥" if self.more_is_better else "≤"
        return f"{self.what:<52} {self.value:>9,.2f} {self.unit:<8} goal {sign} {self.goal:,g}  {'met' if met else 'MISSED'}"


def main() -> None:
    """Measure everything and print it."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=5, help="runs of each measure; the median counts")
    arguments.add_argument("--words", type=int, default=12_000, help="words a run of reading")
    given = arguments.parse_args()
    if any(os.environ.get(name) != "1" for name in ONE_THREAD):  # read when numpy loads: start anew
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **dict.fromkeys(ONE_THREAD, "1")})
    print(
        f"{time.strftime('%Y-%m-%d %H:%M')}  {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians of {given.runs}"
    )
    for row in (*start_up(given.runs), *memory(), *reading(given.runs, given.words)):
        print(row, flush=True)


def start_up(runs: int) -> Iterable[Row]:
    """`--help`, and one text read by a fresh process, in each language."""
    yield from _timed("communique --help", [COMMAND, "--help"], runs, goal=0.3)
    for language in ("de", "en"):
        sample = next(path for path in _samples() if path.name.startswith(language))
        yield from _timed(f"communique read, one {language} text", [COMMAND, "read", str(sample)], runs, goal=3.0)


def _timed(what: str, command: list[str], runs: int, *, goal: float) -> Iterable[Row]:
    walls, processor = [], []
    for _ in range(runs):
        before, started = _children_seconds(), time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        walls.append(time.perf_counter() - started)
        processor.append(_children_seconds() - before)
    yield Row(f"{what}: wall", statistics.median(walls), "s", goal)
    yield Row(f"{what}: CPU", statistics.median(processor), "s", goal)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory() -> Iterable[Row]:
    """The most memory of a process that has read a text in both languages."""
    ran = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    yield Row("memory, both languages loaded (max RSS)", float(ran.stdout), "MB", 700)


def reading(runs: int, words: int) -> Iterable[Row]:
    """Words a second, parse to record, of the samples and of the readouts."""
    for language, goal in (("de", 3000), ("en", 5000)):
        texts = [path.read_text("utf-8") for path in _samples() if path.name.startswith(language)]
        yield _first_time(language, runs, goal)
        yield from _read(f"reading {language}, samples", texts, language, runs, words, goal)
    if READOUTS.exists():
        lines = READOUTS.read_text("utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines[::7]]
        yield from _read("reading en, White House readouts", texts, "en", runs, words, 5000)


def _first_time(language: str, runs: int, goal: float) -> Row:
    """The samples once in a fresh process: most words are met for the first time, no cache of words helps."""
    samples = [str(path) for path in _samples() if path.name.startswith(language)]
    command = [sys.executable, "-c", FRESH, language, *samples]
    rates = [float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(runs)]
    what = f"reading {language}, samples, words not met before: CPU"
    return Row(what, statistics.median(rates), "words/s", goal, more_is_better=True)


def _read(what: str, texts: list[str], language: str, runs: int, words: int, goal: float) -> Iterable[Row]:
    read = _reader(language)
    read(texts[0])
    walls, processor = [], []
    for run in range(runs):
        batch = _enough(texts, words, run)
        count = sum(len(text.split()) for text in batch)
        started, before = time.perf_counter(), time.process_time()
        for text in batch:
            read(text)
        walls.append(count / (time.perf_counter() - started))
        processor.append(count / (time.process_time() - before))
    yield Row(f"{what}: wall", statistics.median(walls), "words/s", goal, more_is_better=True)
    yield Row(f"{what}: CPU", statistics.median(processor), "words/s", goal, more_is_better=True)


def _reader(language: str) -> Callable[[str], object]:
    from communique.documents.document import Document
    from communique.reader import Reader

    reader = Reader(language=language)
    return lambda text: reader.read(Document(text))


def _enough(texts: list[str], words: int, run: int) -> list[str]:
    """Texts of at least so many words, from another place on each run."""
    batch: list[str] = []
    count, at = 0, run * len(texts) // 3
    while count < words:
        text = texts[at % len(texts)]
        batch.append(text)
        count, at = count + len(text.split()), at + 1
    return batch


def _samples() -> list[Path]:
    folder = Path(str(files("communique.samples")))
    return sorted(folder.glob("*.txt"))


if __name__ == "__main__":
    main()
