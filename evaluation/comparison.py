"""Measures how well differences of two readouts are found: `python evaluation/comparison.py [--half seen|unseen] [--show]`.

Pairs of `evaluation/comparison/` in alphabetical order are dealt in turn: the first, third, fifth … are the seen half, on
which tables and thresholds were tuned, the others the unseen half. A paraphrase belongs to the half of its text's pair.
A reported difference is right where a gold one of the same class and side shares words with it; a gold one is found where a
reported one does. Classes: what one text alone says (topic, act, pledge), what both tell differently (strength, actor,
modality), agreements, persons, offices, epithets.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import communique
from communique.comparing import Comparison, Difference, compare
from communique.record import Record

FOLDER = Path(__file__).parent / "comparison"
CLASSES = {
    "topic": "said", "act": "said", "pledge": "said", "strength": "told", "actor": "told", "modality": "told",
    "agreement": "agreement", "person": "person", "office": "office", "epithet": "epithet",
}  # fmt: skip


@dataclass
class Tally:
    """Counts by class: reported, of those right, in the gold, of those found."""

    reported: Counter = field(default_factory=Counter)
    right: Counter = field(default_factory=Counter)
    gold: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)


def halves() -> dict[str, list[str]]:
    """Ids of the pairs of each half."""
    ids = sorted(path.stem for path in FOLDER.glob("*.json"))
    return {"seen": ids[::2], "unseen": ids[1::2]}


def read(name: str, state: str) -> Record:
    """Read one text of the folder."""
    return communique.read((FOLDER / f"{name}.txt").read_text("utf-8"), publisher_state=state)


def main() -> None:
    """Print both measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("seen", "unseen"))
    parser.add_argument("--show", action="store_true", help="list what is missed and what is reported wrongly")
    options = parser.parse_args()
    for half, ids in halves().items():
        if options.half in (None, half):
            _measure(half, ids, show=options.show)


def _measure(half: str, ids: list[str], *, show: bool) -> None:
    tally, clean, paraphrases = Tally(), 0, 0
    for id in ids:
        gold = json.loads((FOLDER / f"{id}.json").read_text("utf-8"))
        records = {side: read(f"{id}-{side}", gold[side]["publisher_state"]) for side in "ab"}
        _score(gold, compare(records["a"], records["b"]), tally)
        for side, record in records.items():
            if (FOLDER / f"{id}-{side}-paraphrase.txt").exists():
                other = read(f"{id}-{side}-paraphrase", gold[side]["publisher_state"])
                differences = compare(record, other).differences
                paraphrases, clean = paraphrases + 1, clean + (not differences)
                tally.lines += [f"{id}-{side}: paraphrase: {_told(each)}" for each in differences]
    _print(half, len(ids), tally, clean, paraphrases)
    if show:
        print(*tally.lines, "", sep="\n")


def _score(gold: dict, comparison: Comparison, tally: Tally) -> None:
    wanted = gold["differences"]
    texts = {"a": comparison.a.text, "b": comparison.b.text}
    for each in comparison.differences:
        tally.reported[CLASSES[each.kind]] += 1
        if any(_is_one(want, each, texts) for want in wanted):
            tally.right[CLASSES[each.kind]] += 1
        else:
            tally.lines.append(f"{gold['id']}: wrong: {_told(each)}")
    for want in wanted:
        tally.gold[CLASSES[want["kind"]]] += 1
        if any(_is_one(want, each, texts) for each in comparison.differences):
            tally.found[CLASSES[want["kind"]]] += 1
        else:
            tally.lines.append(f"{gold['id']}: missed: {want}")


def _is_one(want: dict, each: Difference, texts: dict[str, str]) -> bool:
    """The same class and side, and on every side that the gold quotes one of its quotes shares words with the report's."""
    if CLASSES[want["kind"]] != CLASSES[each.kind] or want.get("side") != each.side:
        return False
    return all(
        any(
            passage.span.start < (at := texts[side].index(words)) + len(words) and at < passage.span.end
            for words in want[side]
            for passage in getattr(each, side)
        )
        for side in "ab"
        if side in want
    )


def _told(each: Difference) -> str:
    words = [passage.words for side in (each.a, each.b) for passage in side]
    return f"{each.kind} {each.side or 'both'} [{each.act_a}/{each.act_b}] {' <> '.join(words)} ({each.reason})"


def _print(half: str, pairs: int, tally: Tally, clean: int, paraphrases: int) -> None:
    print(f"{half}: {pairs} pairs\n{'':12}{'precision':>10}{'recall':>8}{'F1':>7}{'gold':>6}{'reported':>10}")
    for name in (*dict.fromkeys(CLASSES.values()), "all"):
        gold, found, reported, right = (
            sum(counts.values()) if name == "all" else counts[name]
            for counts in (tally.gold, tally.found, tally.reported, tally.right)
        )
        precision, recall = right / reported if reported else 1.0, found / gold if gold else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{name:12}{precision:10.3f}{recall:8.3f}{f1:7.3f}{gold:6}{reported:10}")
    print(f"paraphrases without a difference: {clean} of {paraphrases}\n")


if __name__ == "__main__":
    main()
