"""Damages sound texts in known ways and says how many of the damages the reader finds, and how often it cries wolf.

    python evaluation/damage.py evaluation/gold                     # texts and annotations of a gold folder
    python evaluation/damage.py evaluation/gold --missed            # … and every damage that was not seen
    python evaluation/damage.py evaluation/gold --sound FILE.jsonl  # … and false alarms on sound texts

One damage a text, each on its own: a person's name taken out (where it stands after a title, after an honorific, in an
apposition, as the object of a preposition, as the subject), a sentence broken off, a first sentence lost, letters
ruined, words run together. Names are those that a person annotated; the places come from a fixed seed. A name is gone
when the words before it are flagged, or the words after it: within `NEAR` characters of the gap.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import communique
from communique.documents import Document

Place = TypeVar("Place")
NEAR = 25  # characters between the gap and what is flagged
A_TEXT = 3  # damages of each kind in each text
SEED = 7
PREPOSITIONS = {
    "de": "mit von für an bei zwischen über durch gegen",
    "en": "with by to from between for of",
}
ARTICLE = {
    "de": r"(?i)\b(der|die|das|dem|den|des|ein\w*|sein\w*|ihr\w*|unser\w*)\b",
    "en": r"(?i)\b(the|a|an|his|her|its|their|our)\b",
}  # with one of these the title alone is a whole phrase: no trace
MOJIBAKE = [("ä", "Ã¤"), ("ö", "Ã¶"), ("ü", "Ã¼"), ("ß", "ÃŸ"), ("é", "Ã©"), ("’", "â€™"), ("“", "â€œ")]


def damages(text: str, names: list[str], language: str, rng: random.Random) -> Iterator[tuple[str, str, int]]:
    """Yield (kind of damage, damaged text, offset of the gap)."""

    def some(places: Iterable[Place]) -> list[Place]:
        found = list(places)
        return rng.sample(found, min(A_TEXT, len(found)))

    for kind, spans in sorted(_places(text, names, language).items()):
        for start, end in some(spans):
            yield kind, (text[:start].rstrip(" ") + text[end:]).lstrip(), len(text[:start].rstrip(" "))
    for match in some(re.finditer(r"(?<=[a-zß,]) (?=[a-z])", text)):
        end = text.find("\n\n", match.start())
        yield "truncated", text[: match.start()] + (text[end:] if end > 0 else ""), match.start()
    for match in some(re.finditer(r"\b[^\W\d_]{4,} [^\W\d_]{4,}\b", text)):
        gap = text.index(" ", match.start())
        yield "run together", text[:gap] + text[gap + 1 :], gap
    for match in some(re.finditer(r"(?<=[a-z])\. (?=[A-ZÄÖÜ])", text)):
        yield "sentences run together", text[: match.start() + 1] + text[match.end() :], match.start()
    ruined = [(at.start(), good, bad) for good, bad in MOJIBAKE for at in re.finditer(good, text)]
    for start, good, bad in some(ruined):
        yield "mojibake", text[:start] + bad + text[start + len(good) :], start
    accents = [at.start() for at in re.finditer(r"(?<=[a-z])[äöüßéáíóčšžćğçñ](?=[a-z])", text)]
    for start in some(accents):
        yield "letter lost", text[:start] + rng.choice("?\ufffd") + text[start + 1 :], start


def _places(text: str, names: list[str], language: str) -> dict[str, list[tuple[int, int]]]:
    """Where names stand, by what stands before them."""
    found: dict[str, list[tuple[int, int]]] = {}
    taken: set[int] = set()
    parts = {part for name in names for part in name.split()}
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if match.start() in taken:
                continue
            taken.update(range(*match.span()))
            before, after = text[: match.start()].rstrip(" "), text[match.end() :]
            word = re.search(r"[\w.]*\W?$", before)[0] if before else ""
            if word.strip() in parts:
                continue  # a surname behind its given name
            if word.endswith(","):
                kind = "name in apposition" if after.startswith((",", ".", " und", " and")) else None
            elif re.fullmatch(r"(Herrn?|Frau|Genoss\w+|Mr\.|Mrs\.|Ms\.|Dr\.|Exzellenz|Excellency|S\.E\.)", word):
                kind = "name after honorific"
            elif word.strip() in PREPOSITIONS[language].split():
                kind = "name after preposition"
            elif word[:1].isupper() and not word.endswith((".", ":")):
                told = re.search(ARTICLE[language], " ".join(before.split("\n")[-1].split()[-6:-1]))
                kind = "name after title with article" if told else "name after bare title"
            else:
                kind = None
            if kind:
                found.setdefault(kind, []).append(match.span())
    return found


def is_found(record: communique.Record, gap: int) -> bool:
    return any(lacuna.span.start - NEAR <= gap <= lacuna.span.end + NEAR for lacuna in record.lacunae)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--sound", type=Path, help="JSONL of sound texts: how many flags do they get?")
    options = parser.parse_args()
    tally: Counter[tuple[str, str, bool]] = Counter()
    alarms = texts = 0
    for path in sorted(each for folder in options.gold for each in folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if "text_file" not in gold:
            continue
        text, language = (path.parent / gold["text_file"]).read_text("utf-8"), gold["language"]
        options_of_read = {"language": language, "publisher_state": gold.get("publisher_state")}
        sound = communique.read(Document(text, **options_of_read))
        texts += 1
        alarms += max(0, len(sound.lacunae) - len(gold.get("lacunae", ())))
        names = [person["name"] for person in gold["persons"]]
        surnames = [name.split()[-1] for name in names if len(name.split()[-1]) > 3]
        for kind, damaged, gap in damages(text, names + surnames, language, random.Random(SEED)):
            found = is_found(communique.read(Document(damaged, **options_of_read)), gap)
            tally[language, kind, found] += 1
            if options.missed and not found:
                print(f"{language}  {kind:24} {damaged[max(0, gap - 60) : gap]!r} ⟨gap⟩ {damaged[gap : gap + 40]!r}")
    for language, kind in sorted({(language, kind) for language, kind, _ in tally}):
        found, missed = tally[language, kind, True], tally[language, kind, False]
        print(f"{language}  {kind:24} {found:4} of {found + missed:4}  {found / (found + missed):.2f}")
    print(f"false alarms on the {texts} texts as they are: {alarms}")
    if options.sound:
        _report_sound(options.sound)


def _report_sound(path: Path) -> None:
    kinds: Counter[str] = Counter()
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        record = communique.read(Document(row["text"], language="en", title=row.get("title")))
        for lacuna in record.lacunae:
            kinds[lacuna.kind] += 1
            around = slice(max(0, lacuna.span.start - 40), lacuna.span.end + 30)
            print(f"{lacuna.kind:18} {row['text'][around]!r}", file=sys.stderr)
    print(f"{sum(kinds.values())} flags on {len(rows)} sound texts: {dict(kinds)}")


if __name__ == "__main__":
    main()
