"""Sentences as words come in, all sequences of words that enough documents have go out, counted level by level.

A sequence of n words is frequent only if the two of n-1 words in it are (Agrawal and Srikant, "Fast algorithms for mining
association rules", VLDB 1994): so each level looks only where two frequent ones of the level below overlap, and writes down
for the next where its own stand. The texts are read once; what stands where lies in a temporary file, and memory holds
counts alone.
"""

from __future__ import annotations

import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import IO

from communique.formulas.tokens import BREAK

NOTHING = 0  # where no frequent sequence stands
HELD = 6_000_000  # places whose sequences are counted at once: about 1 GB where nearly all are different
HIGH = 32  # bits of the second of two
LEAST_DOCUMENTS = 4  # fewer are no custom
LEAST_PART = 2000  # of as many documents one must have it: the lists of 100,000 do not fill with rarities


class Places:
    """For each document the ids of what stands where in it, `NOTHING` between; kept in a file, read again and again."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()
        self._lengths = array("i")
        self.total = 0

    def close(self) -> None:
        """Remove the file."""
        self._file.close()

    def append(self, ids: Iterable[int]) -> None:
        """Write the next document; of several `NOTHING` in a row one is enough."""
        kept = array("i")
        for nothing, group in groupby(ids, NOTHING.__eq__):
            kept.extend([NOTHING] if nothing else group)
        kept.tofile(self._file)
        self._lengths.append(len(kept))
        self.total += len(kept)

    def __iter__(self) -> Iterator[Sequence[int]]:
        self._file.seek(0)
        for length in self._lengths:
            ids = array("i")
            ids.fromfile(self._file, length)
            yield ids


@dataclass(frozen=True, slots=True)
class Level:
    """All frequent sequences of one length, by id; id 0 is nothing.

    `first` and `second` are the ids, in the level below, of the sequence without its last and without its first word;
    `head` and `tail` the ids of its first and last word.
    """

    first: array[int]
    second: array[int]
    head: array[int]
    tail: array[int]
    documents: array[int]
    uses: array[int]

    def __len__(self) -> int:
        return len(self.documents)


@dataclass(frozen=True, slots=True)
class Counted:
    """All that was counted: the words by id, the levels (the first are single words), how many words and documents there are."""

    words: list[str] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    total: int = 0
    documents: int = 0

    def words_of(self, level: int, id: int) -> tuple[str, ...]:
        """The words of a sequence; `level` 0 are single words."""
        found = []
        while level >= 0:
            found.append(self.words[self.levels[level].tail[id]])
            id = self.levels[level].first[id]
            level -= 1
        return tuple(reversed(found))

    def splits(self, level: int, id: int) -> Iterator[tuple[int, int]]:
        """Of each way to part a sequence in two, how often either part is used, be it together or not."""
        lefts, rights = [], []
        left = right = id
        for below in range(level - 1, -1, -1):
            left, right = self.levels[below + 1].first[left], self.levels[below + 1].second[right]
            lefts.append(self.levels[below].uses[left])
            rights.append(self.levels[below].uses[right])
        return zip(lefts, reversed(rights), strict=True)


def count_sequences(documents: Iterable[Iterable[str]], *, least: int | None, longest: int) -> Counted:
    """Count all sequences of up to `longest` words, and one longer, that stand in at least `least` documents.

    A document is its words with `BREAK` where a sequence ends; with `least` None what is few depends on how many documents
    there are.
    """
    counted, places = _count_words(documents, least)
    threshold = least or least_documents(counted.documents)
    for _ in range(longest):
        level, above = _count_level(places, counted.levels[-1], threshold)
        places.close()
        places = above
        if len(level) == 1:
            break
        counted.levels.append(level)
    places.close()
    return counted


def least_documents(documents: int) -> int:
    """In how many documents a sequence must be to be looked at."""
    return max(LEAST_DOCUMENTS, documents // LEAST_PART)


def _count_words(documents: Iterable[Iterable[str]], least: int | None) -> tuple[Counted, Places]:
    """The first level, and the places of the words that are frequent."""
    ids, places = {BREAK: NOTHING}, Places()
    found, uses, seen = Counter[int](), Counter[int](), 0
    total = 0
    for words in documents:
        here = [ids.setdefault(word, len(ids)) for word in words]
        places.append(here)
        uses.update(here)
        found.update(set(here))
        total += len(here)
        seen += 1
    threshold = least or least_documents(seen)
    size = len(ids)
    kept = array("i", (each if found[each] >= threshold else NOTHING for each in range(size)))
    frequent = Places()
    for document in places:
        frequent.append(kept[each] for each in document)
    places.close()
    everything = array("i", range(size))
    level = Level(
        array("i", bytes(4 * size)), array("i", bytes(4 * size)), everything, everything,
        array("i", (found[each] for each in range(size))), array("i", (uses[each] for each in range(size))),
    )  # fmt: skip
    return Counted(list(ids), [level], total - uses[NOTHING], seen), frequent


def _count_level(places: Places, below: Level, least: int) -> tuple[Level, Places]:
    """The sequences one word longer, and their places."""
    frequent = _frequent_pairs(places, least)
    keys = sorted(frequent)
    ids = {key: id for id, key in enumerate(keys, 1)}
    uses = Counter[int]()
    above = Places()
    for here in places:
        there = [ids.get(one << HIGH | other, NOTHING) for one, other in zip(here, here[1:], strict=False)]
        uses.update(there)
        above.append(there)
    first = array("i", [NOTHING, *(key >> HIGH for key in keys)])
    second = array("i", [NOTHING, *(key & (1 << HIGH) - 1 for key in keys)])
    return Level(
        first, second, array("i", (below.head[each] for each in first)), array("i", (below.tail[each] for each in second)),
        array("i", [0, *(frequent[key] for key in keys)]), array("i", [0, *(uses[id] for id in range(1, len(keys) + 1))]),
    ), above  # fmt: skip


def _frequent_pairs(places: Places, least: int) -> dict[int, int]:
    """Neighbours that stand in enough documents, with how many; of a large register a part at a time, so that memory lasts."""
    parts = 1 + places.total // HELD
    frequent: dict[int, int] = {}
    for part in range(parts):
        counts = Counter[int]()
        for here in places:
            pairs = {one << HIGH | other for one, other in zip(here, here[1:], strict=False) if one and other}
            counts.update(pairs if parts == 1 else [pair for pair in pairs if pair % parts == part])
        frequent.update((pair, count) for pair, count in counts.items() if count >= least)
    return frequent
