"""Measures who and what the register takes for one across texts: readouts and pairs labelled by hand in, figures out.

    python evaluation/identity.py ../shared/data/readouts           # reads all texts first: minutes
    python evaluation/identity.py --records records.jsonl --misses  # what the reader made of them before

`identity/pairs.csv` names pairs of entries (document, where the entry starts, its name) and says, judged by reading both
texts, whether they are one: same, different, or none where an entry holds nobody, or two at once; these are left out.
Half of the pairs, by a hash, were looked at while the rules were written (seen), the others were only measured (unseen).
`identity/strata.csv` says how many pairs each stratum had, of which the sample was drawn.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from communique.documents import take
from communique.errors import CommuniqueError
from communique.reader import Reader
from communique.record import Failure, Record, from_json
from communique.register.register import Register
from communique.register.statements import run

HERE = Path(__file__).parent / "identity"
READOUTS = Path(__file__).parents[2] / "shared" / "data" / "readouts"
KINDS = ("person", "meeting", "agreement")
NAMED = "SELECT number, found_as FROM {} WHERE document = :document AND {} ORDER BY number"
MENTIONED = (
    "SELECT appearances.found_as FROM evidence JOIN appearances ON appearances.document = evidence.document"
    " AND appearances.number = evidence.number WHERE evidence.document = :document AND evidence.of = 'mention'"
    " AND evidence.start = :start ORDER BY CASE WHEN appearances.name = :name THEN 0 ELSE 1 END, appearances.number"
)
APPEARING = "SELECT found_as FROM appearances WHERE document = :document AND name = :name"
TOLD = "SELECT found_as FROM {} WHERE document = :document AND start = :start ORDER BY number"
UNDECIDED = (
    "SELECT 1 FROM decisions WHERE kind = :kind AND verdict = 'undecided'"
    " AND ((one = :one AND other = :other) OR (one = :other AND other = :one))"
)


def is_unseen(id: str) -> bool:
    """Tell which half a pair is of."""
    return sha256(id.encode()).digest()[0] % 2 == 1


def read_records(arguments: argparse.Namespace) -> Iterator[Record]:
    """Records from a file, else of texts read now."""
    if arguments.records:
        with open(arguments.records, encoding="utf-8") as lines:
            yield from (from_json(line) for line in lines)
        return
    reader = Reader()
    for document in take([str(path) for path in sorted(Path(arguments.readouts).glob("*.jsonl"))]):
        if not isinstance(document, Failure):
            try:
                yield reader.read(document)
            except CommuniqueError as error:
                print(f"{document.id}: {error}", file=sys.stderr)


def entry(connection, kind: str, row: dict[str, str], side: str) -> int | None:
    """What the register takes one side of a pair for; None where its reading has no such entry any more."""
    name = row[f"{side}document"]
    found = run(connection, "SELECT id FROM documents WHERE name = :name", {"name": name}).first()
    if found is None:
        return None
    values = {"document": found.id, "start": int(row[f"{side}start"]), "name": row[f"{side}name"]}
    if kind == "person":
        one = run(connection, MENTIONED, values).first() or run(connection, APPEARING, values).first()
    else:
        one = run(connection, TOLD.format("tellings" if kind == "meeting" else "agreement_mentions"), values).first()
    return one.found_as if one else None


def judged(connection, kind: str, row: dict[str, str]) -> str:
    """What the register says of a pair: same, undecided, different, or gone."""
    one, other = entry(connection, kind, row, ""), entry(connection, kind, row, "other_")
    if one is None or other is None:
        return "gone"
    if one == other:
        return "same"
    asked = run(connection, UNDECIDED, {"kind": kind, "one": one, "other": other}).first()
    return "undecided" if asked else "different"


def tell(kind: str, half: str, rows: Iterable[dict[str, str]], sizes: dict[tuple[str, str], int]) -> None:
    """Print precision and recall of "same", plain and weighted by what each stratum stands for."""
    rows = [row for row in rows if row["found"] != "gone" and row["label"] != "none"]
    drawn = Counter(row["stratum"] for row in rows)
    plain, weighted = Counter(), Counter()
    for row in rows:
        weight = sizes[kind, row["stratum"]] / drawn[row["stratum"]]
        plain[row["label"], row["found"]] += 1
        weighted[row["label"], row["found"]] += weight
    open_ = sum(count for (_, found), count in plain.items() if found == "undecided")
    figures = []
    for counts in (plain, weighted):
        right = counts["same", "same"]
        told = right + counts["different", "same"]
        true = sum(count for (label, _), count in counts.items() if label == "same")
        asked = counts["same", "undecided"]
        figures += [share(right, told), share(right, true), share(right, true - asked)]
    counted = sum(plain.values()), sum(count for (label, _), count in plain.items() if label == "same")
    print(f"{kind:10}{half:8}{counted[0]:6}{counted[1]:6}{open_:7}" + "".join(f"{each:>10}" for each in figures))


def share(part: float, whole: float) -> str:
    """A share, or a dash of nothing."""
    return f"{part / whole:.3f}" if whole else "-"


def fill(register: Register, records: Iterable[Record], seed: int | None) -> int:
    """Add records, in an order of their own where a seed is given."""
    records = list(records)
    if seed is not None:
        random.Random(seed).shuffle(records)
    for record in records:
        register.add(record)
    return len(records)


def main() -> None:
    """Read, add, judge, tell."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("readouts", nargs="?", default=READOUTS, help="a folder of JSON lines")
    parser.add_argument("--records", help="records of these texts as JSON lines, instead")
    parser.add_argument("--register", help="a register that holds these texts already")
    parser.add_argument("--seed", type=int, help="add the texts in another order")
    parser.add_argument("--misses", action="store_true", help="name the pairs of the seen half that go wrong")
    arguments = parser.parse_args()
    pairs = list(csv.DictReader((HERE / "pairs.csv").read_text("utf-8").splitlines()))
    strata = csv.DictReader((HERE / "strata.csv").read_text("utf-8").splitlines())
    sizes = {(row["kind"], row["stratum"]): int(row["size"]) for row in strata}
    with tempfile.TemporaryDirectory() as folder:
        register = Register(arguments.register or str(Path(folder) / "identity.db"))
        if not arguments.register:
            print(f"{fill(register, read_records(arguments), arguments.seed)} texts")
        with register.reading() as connection:
            by_kind = defaultdict(list)
            for row in pairs:
                by_kind[row["kind"]].append({**row, "found": judged(connection, row["kind"], row)})
            report(connection, by_kind, sizes, misses=arguments.misses)
        register.close()


def report(connection, by_kind: dict[str, list[dict[str, str]]], sizes: dict[tuple[str, str], int], *, misses: bool):
    """Print a line for each kind and half, and what is in the register."""
    heads = ("precision", "recall", "decided", "weighted:", "recall", "decided")
    print(f"{'kind':10}{'half':8}{'pairs':>6}{'same':>6}{'asked':>7}" + "".join(f"{each:>10}" for each in heads))
    for kind in KINDS:
        for half, unseen in (("seen", False), ("unseen", True)):
            tell(kind, half, (row for row in by_kind[kind] if is_unseen(row["id"]) is unseen), sizes)
        tell(kind, "both", by_kind[kind], sizes)
        gone = [row["id"] for row in by_kind[kind] if row["found"] == "gone"]
        if gone:
            print(f"  not read any more: {' '.join(gone)}")
    for kind, table, told in (
        ("people", "people", "appearances"),
        ("meetings", "meetings", "tellings"),
        ("agreements", "agreements", "agreement_mentions"),
    ):
        things = run(connection, f"SELECT COUNT(*) FROM {table}", {}).scalar_one()
        entries = run(connection, f"SELECT COUNT(*) FROM {told}", {}).scalar_one()
        print(f"{entries} entries are {things} {kind}")
    asked = run(
        connection, "SELECT kind, COUNT(*) FROM decisions WHERE verdict = 'undecided' GROUP BY kind ORDER BY kind", {}
    )
    print("left open: " + ", ".join(f"{count} of a {kind}" for kind, count in asked))
    if misses:
        for kind in KINDS:
            for row in by_kind[kind]:
                if row["label"] in ("same", "different") and row["found"] not in (row["label"], "gone"):
                    if not is_unseen(row["id"]) and not (row["label"] == "different" and row["found"] == "undecided"):
                        print(f"  {row['id']} [{row['stratum']}] {row['label']}, but {row['found']}: {row['why']}")


if __name__ == "__main__":
    main()
