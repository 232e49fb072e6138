"""Sentences and words as plain Universal Dependencies with offsets into the document, and CoNLL-U in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from communique.evidence import Evidence

ROOT = -1  # the `head` of a sentence's root
FULL_STOPS = frozenset(".!?")
POSSESSIVES = frozenset({"'s", "’s"})


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. `index` and `head` count from 0 within the sentence; the root's head is `ROOT`.

    `start` and `end` are code points of the document. A contraction ("zum", "beim") is one word with the lemma of
    its preposition.
    """

    index: int
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str
    start: int
    end: int
    xpos: str = ""
    feats: str = ""

    @property
    def relation(self) -> str:
        """The universal part of the relation: `nsubj` for `nsubj:pass`."""
        return self.deprel.partition(":")[0]

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.start, self.end)


@dataclass(frozen=True)
class Sentence:
    """The words of one sentence, in order; the tree is in their heads."""

    words: tuple[Word, ...]
    index: int = 0  # place in the document
    paragraph: int = 0

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.start, self.end)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index]

    @cached_property
    def _children(self) -> tuple[tuple[Word, ...], ...]:
        below: list[list[Word]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != ROOT:
                below[word.head].append(word)
        return tuple(map(tuple, below))

    @cached_property
    def notes(self) -> dict[str, tuple[Word, ...]]:
        """Words that a reader found here once and need not look for again, under a name of its own."""
        return {}

    @cached_property
    def _subtrees(self) -> dict[int, tuple[Word, ...]]:
        return {}

    def children(self, word: Word, *relations: str) -> tuple[Word, ...]:
        """The dependents of `word` in order, all or those with one of `relations` (full, or universal part)."""
        below = self._children[word.index]
        if not relations or not below:
            return below
        return tuple(child for child in below if child.deprel in relations or child.relation in relations)

    def head(self, word: Word) -> Word | None:
        """The word that `word` hangs on; None for the root."""
        return None if word.head == ROOT else self.words[word.head]

    def root(self) -> Word:
        """The first word without a head."""
        return next((word for word in self.words if word.head == ROOT), self.words[0])

    def ancestors(self, word: Word) -> Iterator[Word]:
        """The words above `word`, nearest first."""
        above = self.head(word)
        while above is not None:
            yield above
            above = self.head(above)

    def subtree(self, word: Word) -> tuple[Word, ...]:
        """`word` and everything below it, in text order."""
        known = self._subtrees.get(word.index)
        if known is None:
            found, queue = {word.index}, [word]
            while queue:
                below = [each for each in self._children[queue.pop().index] if each.index not in found]
                found.update(each.index for each in below)  # heads that go in a circle, as no tree should, end here
                queue.extend(below)
            known = self._subtrees[word.index] = tuple(self.words[index] for index in sorted(found))
        return known


class Document(Protocol):
    """What a parser needs of a document."""

    @property
    def text(self) -> str: ...


class Parser(Protocol):
    """Turns a document into sentences of Universal Dependencies."""

    @property
    def language(self) -> str: ...

    def parse(self, text: str) -> tuple[Sentence, ...]:
        """Return the sentences of `text`, offsets in its code points; every visible token is in exactly one."""
        ...


def write_conllu(sentences: Iterable[Sentence]) -> str:
    """Print sentences as CoNLL-U; offsets go to MISC as `start=…|end=…`."""
    return "".join(_conllu_block(sentence) for sentence in sentences)


def _conllu_block(sentence: Sentence) -> str:
    lines = [f"# sent_id = {sentence.index}", f"# paragraph = {sentence.paragraph}"]
    for word in sentence:
        columns = (
            str(word.index + 1), word.text, word.lemma, word.upos, word.xpos or "_", word.feats or "_",
            str(word.head + 1), word.deprel, "_", f"start={word.start}|end={word.end}",
        )  # fmt: skip
        lines.append("\t".join(columns))
    return "\n".join(lines) + "\n\n"


def read_conllu(text: str) -> tuple[Sentence, ...]:
    """Read what `write_conllu` prints, or any CoNLL-U; without offsets, words are laid out with one space between."""
    sentences: list[Sentence] = []
    offset = 0
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if not rows:
            continue
        paragraph = next((int(line.split("=")[1]) for line in block.splitlines() if line.startswith("# paragraph")), 0)
        words = tuple(_conllu_words(rows, offset))
        offset = words[-1].end + 1
        sentences.append(Sentence(words, index=len(sentences), paragraph=paragraph))
    return tuple(sentences)


def _conllu_words(rows: Sequence[Sequence[str]], offset: int) -> Iterator[Word]:
    for row in rows:
        misc = dict(pair.split("=", 1) for pair in row[9].split("|") if "=" in pair)
        start = int(misc.get("start", offset))
        end = int(misc.get("end", start + len(row[1])))
        offset = end + ("SpaceAfter" not in misc)
        yield Word(
            index=int(row[0]) - 1, text=row[1], lemma=row[2], upos=row[3], head=int(row[6]) - 1, deprel=row[7],
            start=start, end=end, xpos="" if row[4] == "_" else row[4], feats="" if row[5] == "_" else row[5],
        )  # fmt: skip
