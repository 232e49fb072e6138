"""Read every text of a gold folder and print the records as JSONL, ready for a scorer.

    python evaluation/run.py GOLD_DIR [--sources sources.json] > records.jsonl

A gold file gives its text's language and publisher's state; a sources file (id, date) gives the day of publication.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import sys

import communique
from communique.documents import Document
from communique.record import to_json


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=pathlib.Path)
    arguments.add_argument("--sources", type=pathlib.Path)
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    dates = {}
    if given.sources:
        dates = {each["id"]: each["date"] for each in json.loads(given.sources.read_text("utf-8"))}
    for path in sorted(given.gold.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if given.only not in gold["id"]:
            continue
        document = Document(
            (path.parent / gold["text_file"]).read_text("utf-8"),
            language=gold["language"],
            id=gold["id"],
            publisher_state=gold.get("publisher_state"),
            published=gold.get("published") or dates.get(gold["id"]),
        )
        sys.stdout.write(to_json(communique.read(document)).decode() + "\n")


if __name__ == "__main__":
    main()
