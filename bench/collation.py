"""How fast copies are collated, and how much of what belongs together is laid together, beside CollateX where it is installed.

    python bench/collation.py                                # 100,000 characters × 2 and × 5; pairs of several lengths
    python bench/collation.py --collatex /tmp/cx/bin/python  # … and the same pairs by CollateX in an environment of its own

Texts are the bundled samples one after another, each time with other numbers in them, or the White House readouts where
they are. A copy has one word in forty misspelled, one in eighty dropped, one in eighty put in, a sentence in forty dropped
and, on each 2,500 characters, a paragraph moved. Which token of a copy comes from which of the text is known: pairs are
what should stand in one column; `moved` counts those of moved paragraphs alone, `in order` the others. CollateX gets the
tokens of this project, with near matching, and `--limit` seconds a pair.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from communique.collating import Collation, Witness, collate
from communique.collating.witness import tokenize

SAMPLES = Path(__file__).resolve().parent.parent / "src" / "communique" / "samples"
READOUTS = Path("/work/shared/data/readouts/whitehouse-readouts.jsonl")
LONG = 100_000
LENGTHS = (1_500, 3_000, 6_000, 12_000, 25_000)
BY_COLLATEX = """
import json, sys
from collatex import collate
given = json.load(open(sys.argv[1]))
table = json.loads(collate(given, output="json", segmentation=False, near_match=True))
print(json.dumps([[[token["i"] for token in cell] if cell else [] for cell in row] for row in table["table"]]))
"""


@dataclass(frozen=True)
class Copy:
    """A damaged copy; `origin` says of each of its tokens which of the text it is (-1: put in), `moved` which were moved."""

    text: str
    origin: list[int]
    moved: frozenset[int]


def whole_text(length: int) -> str:
    if READOUTS.exists():
        rows = (json.loads(line)["text"] for line in READOUTS.read_text("utf-8").splitlines())
        return "\n".join(rows)[:length].rsplit("\n", 1)[0]
    samples = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("en-*.txt"))]
    rounds = range(length // sum(map(len, samples)) + 1)
    return "\n".join(re.sub(r"(\w{5,})", rf"\g<1>{at or ''}", text) for at in rounds for text in samples)[:length]


def damaged(text: str, seed: int) -> Copy:
    chance = random.Random(seed)
    tokens = tokenize(text)
    paragraphs: list[list[int]] = []
    for at, token in enumerate(tokens):
        if "\n" in text[tokens[at - 1].end if at else 0 : token.start] or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(at)
    moved: set[int] = set()
    for _ in range(len(text) // 2_500):
        at = chance.randrange(1, len(paragraphs) - 2)
        if (
            len(paragraphs[at]) > 20
            and len(paragraphs[at + 1]) > 20
            and not moved & {*paragraphs[at], *paragraphs[at + 1]}
        ):
            moved.update(min(paragraphs[at], paragraphs[at + 1], key=len))
            paragraphs[at], paragraphs[at + 1] = paragraphs[at + 1], paragraphs[at]
    pieces: list[str] = []
    origin: list[int] = []
    for paragraph in paragraphs:
        skipping = False
        for at in paragraph:
            token = tokens[at]
            skipping = chance.random() < 0.025 if token.begins else skipping
            if skipping or token.is_word and chance.random() < 1 / 80:
                continue
            form = token.form
            if token.is_word and len(form) > 4 and chance.random() < 1 / 40:
                form = form[:2] + form[3] + form[2] + form[4:]
            if token.is_word and chance.random() < 1 / 80:
                pieces.append(" moreover")
                origin.append(-1)
            follows = origin and origin[-1] == at - 1 and tokens[at - 1].end == token.start
            pieces.append(form if follows else f" {form}")
            origin.append(at)
        pieces.append("\n")
    copy = "".join(pieces)
    assert len(tokenize(copy)) == len(origin), "tokens of the copy run together"
    return Copy(copy, origin, frozenset(moved))


def pairs_of(collation: Collation) -> set[tuple[int, int]]:
    """Which token of W1 stands with which of W2; of places with several, those that are the same or the only ones."""
    one, two = (tokenize(collation.witness(siglum).text) for siglum in ("W1", "W2"))
    first, second = ({token.start: at for at, token in enumerate(tokens)} for tokens in (one, two))
    pairs = set()
    for place in collation.places:
        left, right = _tokens(place, "W1", one, first), _tokens(place, "W2", two, second)
        if len(left) == len(right):
            pairs.update(zip(left, right, strict=True))
    return pairs


def _tokens(place, siglum, tokens, numbers):
    found = []
    for span in place.spans_of(siglum):
        at = numbers[span.start]
        while at < len(tokens) and tokens[at].end <= span.end:
            found.append(at)
            at += 1
    return found


def by_collatex(python: str, text: str, copy: Copy, limit: float) -> tuple[set[tuple[int, int]], float] | None:
    witnesses = [
        {
            "id": siglum,
            "tokens": [{"t": token.form + " ", "n": token.key, "i": at} for at, token in enumerate(tokenize(each))],
        }
        for siglum, each in (("W1", text), ("W2", copy.text))
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as given:
        json.dump({"witnesses": witnesses}, given)
        given.flush()
        started = time.perf_counter()
        try:
            done = subprocess.run(
                [python, "-c", BY_COLLATEX, given.name], capture_output=True, text=True, timeout=limit, check=True
            )
        except subprocess.TimeoutExpired:
            return None
        spent = time.perf_counter() - started
    rows = json.loads(done.stdout)
    return {(a, b) for one, two in zip(*rows, strict=True) for a, b in zip(one, two, strict=False)}, spent


def score(pairs: set[tuple[int, int]], copy: Copy) -> str:
    truth = {(origin, at) for at, origin in enumerate(copy.origin) if origin >= 0}
    moved = {pair for pair in truth if pair[0] in copy.moved}
    right = len(pairs & truth)
    among = len(pairs & moved) / len(moved) if moved else 1.0
    still = len(pairs & truth - moved) / len(truth - moved)
    return (
        f"precision {right / len(pairs):.4f}  recall {right / len(truth):.4f}  in order {still:.4f}  moved {among:.3f}"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--collatex", help="the Python of an environment that has collatex")
    arguments.add_argument("--limit", type=float, default=120.0, help="seconds that CollateX gets for a pair")
    given = arguments.parse_args()
    print(f"{time.strftime('%Y-%m-%d %H:%M')}  {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    text = whole_text(LONG)
    collate(["President Xi met Minister Lee in Doha."] * 2)  # parser and lexicon are loaded
    for count in (2, 5):
        witnesses = [Witness("W1", text, None, "en")]
        witnesses += [Witness(f"W{at}", damaged(text, at).text, None, "en") for at in range(2, count + 1)]
        started, cpu = time.perf_counter(), time.process_time()
        collation = collate(witnesses, base="W1")
        wall, spent = time.perf_counter() - started, time.process_time() - cpu
        print(
            f"{len(text):,} characters × {count}: {wall:.2f} s wall, {spent:.2f} s CPU; {len(collation.variants)} variants"
        )
    slow = False
    for length in (*LENGTHS, LONG):
        text = whole_text(length)
        copy = damaged(text, 1)
        started = time.perf_counter()
        pairs = pairs_of(collate([Witness("W1", text), Witness("W2", copy.text)], base="W1"))
        print(
            f"{len(text):>7,} characters × 2  communique  {time.perf_counter() - started:7.2f} s  {score(pairs, copy)}",
            flush=True,
        )
        if given.collatex and not slow:
            outcome = by_collatex(given.collatex, text, copy, given.limit)
            slow = outcome is None
            told = f"{outcome[1]:7.2f} s  {score(outcome[0], copy)}" if outcome else f"not done in {given.limit:.0f} s"
            print(f"{'':>24}CollateX    {told}", flush=True)


if __name__ == "__main__":
    main()
