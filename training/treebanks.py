"""Reads CoNLL-U treebanks and brings them to one convention: in come files, out go `Tree`s ready for training."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAME_LINKS = frozenset({"flat", "compound", "dep"})  # how GSD and PUD tie the parts of one name together
ORDINAL = re.compile(r"\d{1,2}\.")
YEAR = re.compile(r"1\d\d\d|20\d\d")
QUOTES = {"``": "„", "''": "“"}  # GSD's ASCII stand-ins


@dataclass
class Node:
    """One word of a tree; `head` counts from 0, -1 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: dict[str, str]
    head: int
    deprel: str
    space: bool = True  # a space follows

    def relation(self) -> str:
        return self.deprel.partition(":")[0]


@dataclass
class Tree:
    """One sentence of a treebank and where it comes from."""

    nodes: list[Node]
    source: str = ""
    comments: list[str] = field(default_factory=list)

    def name(self) -> str:
        """Return the sentence's id."""
        named = (line.partition("=")[2].strip() for line in self.comments if line.startswith("# sent_id"))
        return next(named, "")

    def children(self, index: int) -> list[int]:
        return [place for place, node in enumerate(self.nodes) if node.head == index]

    def subtree(self, index: int) -> list[int]:
        found, queue = [index], [index]
        while queue:
            below = self.children(queue.pop())
            found.extend(below)
            queue.extend(below)
        return sorted(found)


def read_trees(path: Path, language: str) -> list[Tree]:
    """Read a file and harmonise each tree."""
    return [harmonise(tree, language) for tree in _blocks(path, language)]


def _blocks(path: Path, language: str) -> Iterator[Tree]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if rows:
            comments = [line for line in block.splitlines() if line.startswith("#")]
            yield _tree(rows, path.stem, comments, merge_ranges=language == "de")


def _tree(rows: list[list[str]], source: str, comments: list[str], *, merge_ranges: bool) -> Tree:
    words = [row for row in rows if row[0].isdigit()]
    nodes = [
        Node(row[1], row[2], row[3], row[4], _feats(row[5]), int(row[6]) - 1, row[7], "SpaceAfter=No" not in row[9])
        for row in words
    ]
    ranges = [(row, *map(int, row[0].split("-"))) for row in rows if "-" in row[0]]
    for row, first, last in ranges:
        space = "SpaceAfter=No" not in row[9]
        for node in nodes[first - 1 : last]:
            node.space = False
        nodes[last - 1].space = space
    tree = Tree(nodes, source, comments)
    if merge_ranges:
        for row, first, last in reversed(ranges):
            merge(tree, first - 1, last - 1, row[1])
    return tree


def _feats(cell: str) -> dict[str, str]:
    return {} if cell == "_" else dict(pair.split("=", 1) for pair in cell.split("|"))


def merge(tree: Tree, first: int, last: int, form: str) -> None:
    """Make one word of the words `first`..`last`; it takes the place of the one that hangs outside."""
    group = range(first, last + 1)
    top = next(place for place in group if tree.nodes[place].head not in group)
    kept = tree.nodes[top]
    if kept.upos == "ADP" and tree.nodes[last].upos == "DET":  # "zum" = zu + dem: the article lends case and number
        kept.feats |= {name: tree.nodes[last].feats[name] for name in ("Case", "Gender", "Number")
                       if name in tree.nodes[last].feats}  # fmt: skip
        kept.xpos = "APPRART"
    if last > first and kept.upos != "ADP":
        kept.lemma = "".join(node.form for node in tree.nodes[first:last]) + tree.nodes[last].lemma
    kept.form, kept.space = form, tree.nodes[last].space
    tree.nodes[first : last + 1] = [kept]
    for node in tree.nodes:
        if node.head in group:
            node.head = first
        elif node.head > last:
            node.head -= last - first


def harmonise(tree: Tree, language: str) -> Tree:
    """Bring one tree to the project's conventions (training/README.md lists them)."""
    steps: list[Callable[[Tree], None]] = [_plain_relations]
    if language == "de":
        steps = [_join_hyphens, _plain_quotes, _plain_relations, _german_relations, _join_names, _head_titles]
    for step in steps:
        step(tree)
    return tree


def _plain_relations(tree: Tree) -> None:
    for node in tree.nodes:
        if node.deprel in {"flat:name", "flat:foreign"}:
            node.deprel = "flat"
        if node.head == -1:
            node.deprel = "root"


def _join_hyphens(tree: Tree) -> None:
    """`US - Außenminister`, as GSD and PUD cut it, is one word to the tokenizer: `US-Außenminister`."""
    place = len(tree.nodes) - 2
    while place > 0:
        if place + 1 == len(tree.nodes):  # the merge above took the end
            place -= 1
            continue
        before, hyphen, after = tree.nodes[place - 1 : place + 2]
        if hyphen.form in "-–" and not (before.space or hyphen.space) and _wordy(before) and _wordy(after):
            if sum(node.head not in (place - 1, place, place + 1) for node in (before, hyphen, after)) == 1:
                merge(tree, place - 1, place + 1, before.form + hyphen.form + after.form)
        place -= 1


def _wordy(node: Node) -> bool:
    return node.form[-1:].isalpha() or node.form[:1].isalpha()


def _plain_quotes(tree: Tree) -> None:
    for node in tree.nodes:
        node.form = QUOTES.get(node.form, node.form)


def _german_relations(tree: Tree) -> None:
    for place, node in enumerate(tree.nodes):
        if node.deprel == "obl:arg":
            node.deprel = _object_relation(tree, place)
        elif node.deprel == "obl:tmod":
            year_of_month = YEAR.fullmatch(node.form) and tree.nodes[node.head].upos in {"NOUN", "PROPN"}
            node.deprel = "nmod" if year_of_month else "obl"
        elif node.deprel == "nmod:poss":
            node.deprel = "nmod"
        elif node.deprel == "acl" and _is_relative(tree, place):
            node.deprel = "acl:relcl"
        elif node.deprel == "dep" and node.upos == "DET" and node.head > place:
            node.deprel = "det"  # GSD leaves many a sentence-initial article as `dep`
        elif node.deprel in {"dep", "compound", "nummod"} and ORDINAL.fullmatch(node.form) and node.head > place:
            node.deprel = "amod"


def _object_relation(tree: Tree, place: int) -> str:
    node = tree.nodes[place]
    if any(tree.nodes[child].relation() == "case" for child in tree.children(place)):
        return "obl"
    if node.lemma == "sich" or node.feats.get("Reflex") == "Yes":
        return "iobj" if node.feats.get("Case") == "Dat" else "obj"
    return {"Acc": "obj", "Gen": "obj"}.get(node.feats.get("Case", ""), "iobj")


def _is_relative(tree: Tree, place: int) -> bool:
    near = [place, *tree.children(place)]
    near += [below for child in tree.children(place) for below in tree.children(child)]
    return any("Rel" in tree.nodes[each].feats.get("PronType", "") for each in near)


def _join_names(tree: Tree) -> None:
    """`Boris Jelzin`: the first part of a name is its head, the others hang on it as `flat`."""
    place = 0
    while place < len(tree.nodes):
        last = place
        while last + 1 < len(tree.nodes) and _one_name(tree, place, last):
            last += 1
        if last > place:
            _flatten(tree, place, last)
        place = last + 1


def _one_name(tree: Tree, first: int, last: int) -> bool:
    left, right = tree.nodes[first : last + 1], tree.nodes[last + 1]
    if right.upos != "PROPN" or any(node.upos != "PROPN" for node in left):
        return False
    up = first <= right.head <= last and right.deprel in NAME_LINKS
    down = any(node.head == last + 1 and node.deprel in NAME_LINKS for node in left)
    return up or down


def _flatten(tree: Tree, first: int, last: int) -> None:
    group = range(first, last + 1)
    top = next(place for place in group if tree.nodes[place].head not in group)
    head, deprel = tree.nodes[top].head, tree.nodes[top].deprel
    for place, node in enumerate(tree.nodes):
        if place in group:
            node.head, node.deprel = first, "flat"
        elif node.head in group:
            node.head = first
    tree.nodes[first].head, tree.nodes[first].deprel = head, deprel


def _head_titles(tree: Tree) -> None:
    """`Außenminister Lawrow`, `Herr Walther`: the title is the head, the name its `appos` (PUD, most of GSD)."""
    for place, node in enumerate(tree.nodes[:-1]):
        name = tree.nodes[place + 1]
        if node.upos != "NOUN" or name.upos != "PROPN" or "-" in node.form:
            continue
        if name.head == place and name.deprel in {"flat", "compound"}:
            name.deprel = "appos"
        elif node.head == place + 1 and node.deprel in {"compound", "dep", "flat"} and not tree.children(place):
            _raise_title(tree, place)


def _raise_title(tree: Tree, title: int) -> None:
    name = title + 1
    tree.nodes[title].head, tree.nodes[title].deprel = tree.nodes[name].head, tree.nodes[name].deprel
    for place, node in enumerate(tree.nodes):
        if node.head == name and node.relation() not in {"flat", "compound"} and place != title:
            node.head = title
    tree.nodes[name].head, tree.nodes[name].deprel = title, "appos"
