"""How well single sentences are coded as PLOVER roots, with source and target given; nothing here is ever trained on.

    python evaluation/plover.py PLV_train.tsv [--half development|kept|all] [--errors]
    python evaluation/plover.py PLOVER_GSR_CAMEO.txt

PLV_train.tsv (snowood1/Zero-Shot-PLOVER) has a sentence, source, target and root a line. Rules and words were found on
its development half only (sentences whose id hashes to an even number); the other half is kept for measuring: its
errors are not printed. PLOVER_GSR_CAMEO.txt (openeventdata/PLOVER) has the codebook's own examples as JSON. A sentence
that no root is found for counts as wrong.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from communique.coding import Coding, code
from communique.evidence import quote
from communique.lexicon import load_lexicon
from communique.reader import parser_for
from communique.scoring import Tally

NONE = "–"
SAME_ROOTS = {  # what earlier versions of PLOVER called them
    "YIELD": "CONCEDE",
    "RETREAT": "CONCEDE",
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
HALVES = ("development", "kept")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with what its annotator says its source does to its target."""

    id: str
    text: str
    source: str
    target: str
    root: str

    @property
    def half(self) -> str:
        """Which half the example is in, by the hash of its id."""
        return HALVES[int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2]


def main() -> None:
    """Code every example of a file and print the scores."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--half", choices=(*HALVES, "all"), default="all")
    arguments.add_argument("--errors", action="store_true", help="print the errors of the development half")
    given = arguments.parse_args()
    load = load_plv if given.file.suffix == ".tsv" else load_gsr
    examples = [example for example in load(given.file) if given.half in ("all", example.half)]
    codings = code_examples(examples)
    pairs = [(example.root, coding.root if coding else NONE) for example, coding in zip(examples, codings, strict=True)]
    console = Console(width=160, highlight=False)
    console.print(class_table(pairs), confusion_table(pairs), sep="\n")
    console.print(summary(pairs))
    if given.errors:
        for example, coding in zip(examples, codings, strict=True):
            if example.half == "development" and (coding is None or coding.root != example.root):
                print(error_line(example, coding))


def load_plv(path: Path) -> list[Example]:
    """Load the sentences of Zero-Shot-PLOVER."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Example(row["sentence_id"], row["sentence"], row["source"], row["target"], _root(row["gold_root"]))
            for row in csv.DictReader(lines, delimiter="\t")
        ]


def load_gsr(path: Path) -> list[Example]:
    """Load the gold standard records of the PLOVER codebook; where both sides act, the second is the target."""
    return list(_gsr_examples(json.loads(path.read_text("utf-8"))))


def _gsr_examples(entries: Sequence[dict[str, object]]) -> Iterator[Example]:
    for entry in entries:
        sources, targets = _actors(entry.get("source")), _actors(entry.get("target"))
        if sources and "text" in entry:
            target = (targets or sources[1:] or [""])[0]
            yield Example(str(entry["id"]), str(entry["text"]), sources[0], target, _root(str(entry["event"])))


def _actors(field: object) -> list[str]:
    return [str(actor["actorText"]) for actor in field] if isinstance(field, list) else []


def _root(name: str) -> str:
    return SAME_ROOTS.get(name, name)


def code_examples(examples: Sequence[Example]) -> list[Coding | None]:
    """Code every example with the bundled English parser and lexicon."""
    parser, lexicon = parser_for("en"), load_lexicon("en")
    return [
        code(
            example.text,
            parser.parse(example.text),
            source=example.source,
            target=example.target,
            lexicon=lexicon,
        )
        for example in examples
    ]


def tallies(pairs: Sequence[tuple[str, str]]) -> dict[str, Tally]:
    """Count by root: pairs of the root in the gold and the one found."""
    return {
        root: Tally(
            sum(gold == found == root for gold, found in pairs),
            sum(gold == root for gold, _ in pairs),
            sum(found == root for _, found in pairs),
        )
        for root in sorted({gold for gold, _ in pairs})
    }


def summary(pairs: Sequence[tuple[str, str]]) -> str:
    """One line: macro F1 over the roots of the gold, accuracy, and how many got no root."""
    by_root = tallies(pairs)
    macro = sum(tally.f1 for tally in by_root.values()) / len(by_root)
    right = sum(gold == found for gold, found in pairs) / len(pairs)
    silent = sum(found == NONE for _, found in pairs)
    return f"{len(pairs)} sentences  macro F1 {100 * macro:.1f}  accuracy {100 * right:.1f}  no root for {silent}"


def class_table(pairs: Sequence[tuple[str, str]]) -> Table:
    """Precision, recall and F1 of every root."""
    table = _table("root", "precision", "recall", "F1", "gold", "found")
    for root, tally in tallies(pairs).items():
        rates = (tally.precision, tally.recall, tally.f1)
        table.add_row(root, *(f"{rate:.3f}" for rate in rates), str(tally.gold), str(tally.found))
    table.add_row()
    return table


def confusion_table(pairs: Sequence[tuple[str, str]]) -> Table:
    """Gold roots down, found roots across."""
    counts = Counter(pairs)
    golds = sorted({gold for gold, _ in pairs})
    found = [*sorted({root for pair in pairs for root in pair} - {NONE}), NONE]
    table = _table("gold \\ found", *(root[:6] for root in found))
    for gold in golds:
        table.add_row(gold, *(str(counts[gold, root] or ".") for root in found))
    table.add_row()
    return table


def error_line(example: Example, coding: Coding | None) -> str:
    """An error as one line: the gold's root, the one found and by which words, source, target, sentence."""
    words = " … ".join(quote(example.text, span) for span in coding.trigger) if coding else NONE
    found = f"{coding.root} ({coding.rule}: {words})" if coding else NONE
    return "\t".join((example.root, found, example.source, example.target, example.text))


def _table(first: str, *columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(first, no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


if __name__ == "__main__":
    main()
