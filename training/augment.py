"""New trees from the project's own: other names and whole phrases in the places of their like; seeded, so repeatable.

A phrase may stand for another of the same relation, part of speech, case, number, preposition and article, so the new
sentence keeps the old one's grammar (if not always its sense).
"""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from treebanks import Node, Tree

SWAPPED = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "amod", "advmod"})
LONGEST = 14  # words of a phrase that is moved
CAPITALS = 0.08  # share of names printed in capitals, as state media print their leaders
TYPOGRAPHIC = 0.5  # share of trees that get curly quotes and apostrophes
CURLY = {"``": "“", "''": "”"}

Phrase = list[Node]  # heads count from the phrase's first word; the top's head is -1


def variants(trees: Sequence[Tree], count: int, seed: int) -> list[Tree]:
    """Return `count` variants of each tree."""
    draw = random.Random(seed)
    names, phrases = _names(trees), _phrases(trees)
    return [vary(tree, names, phrases, draw) for tree in trees for _ in range(count)]


def vary(
    tree: Tree, names: Sequence[Phrase], phrases: dict[Hashable, list[Phrase]], draw: random.Random
) -> Tree:  # fmt: skip
    """Swap one to three phrases of a tree, then its names."""
    varied = copy.deepcopy(tree)
    for _ in range(draw.randint(1, 3)):
        places = [place for place in range(len(varied.nodes)) if len(phrases.get(_slot(varied, place), ())) > 1]
        if places:
            place = draw.choice(places)
            replace(varied, varied.subtree(place), place, draw.choice(phrases[_slot(varied, place)]))
    place = 0
    while place < len(varied.nodes):
        group = name_at(varied, place)
        if group and names:
            name = copy.deepcopy(draw.choice(names))
            if draw.random() < CAPITALS:
                for part in name:
                    part.form = part.form.upper()
            for part in name:
                part.feats = dict(varied.nodes[place].feats)
            replace(varied, group, place, name)
            place += len(name)
        else:
            place += 1
    return varied


def name_at(tree: Tree, place: int) -> list[int]:
    """Return the words of the personal name that begins at `place`: a proper noun and its flat parts."""
    node = tree.nodes[place]
    if node.upos != "PROPN" or node.deprel == "flat":
        return []
    parts = [child for child in tree.children(place) if tree.nodes[child].deprel == "flat"]
    group = [place, *parts]
    joined = group == list(range(place, place + len(group)))
    return group if parts and joined and all(tree.nodes[each].upos == "PROPN" for each in parts) else []


def replace(tree: Tree, group: Sequence[int], top: int, phrase: Phrase) -> None:
    """Put `phrase` where the contiguous words `group` stand; it inherits the head and relation of `top`."""
    first, last = group[0], group[-1]
    grown = len(phrase) - len(group)
    new = copy.deepcopy(phrase)
    head, deprel = tree.nodes[top].head, tree.nodes[top].deprel
    new_top = first + next(place for place, node in enumerate(new) if node.head < 0)
    for node in new:
        node.head = node.head + first if node.head >= 0 else -1
    for place, node in enumerate(tree.nodes):
        if first <= place <= last:
            continue
        if first <= node.head <= last:
            node.head = new_top
        elif node.head > last:
            node.head += grown
    new[-1].space = tree.nodes[last].space
    new[new_top - first].head = head + grown if head > last else head
    new[new_top - first].deprel = deprel
    tree.nodes[first : last + 1] = new


def _slot(tree: Tree, place: int) -> Hashable:
    """Return what a phrase must share with the one it replaces; None where none may."""
    node = tree.nodes[place]
    if node.relation() not in SWAPPED or node.upos not in {"NOUN", "PROPN", "ADJ", "ADV"}:
        return None
    words = tree.subtree(place)
    if len(words) > LONGEST or words != list(range(words[0], words[-1] + 1)):
        return None
    below = [tree.nodes[child] for child in tree.children(place)]
    return (
        node.deprel, node.upos, node.feats.get("Case"), node.feats.get("Number"),
        node.form[-2:] if node.upos == "ADJ" else "",
        *(child.form.lower() for child in below if child.relation() in {"case", "det", "cc"}),
        tree.nodes[words[0]].upos == "PUNCT", tree.nodes[words[-1]].upos == "PUNCT",
    )  # fmt: skip


def _phrases(trees: Iterable[Tree]) -> dict[Hashable, list[Phrase]]:
    found: dict[Hashable, list[Phrase]] = defaultdict(list)
    for tree in trees:
        for place in range(len(tree.nodes)):
            slot = _slot(tree, place)
            if slot is not None:
                found[slot].append(cut(tree, tree.subtree(place), place))
    return found


def _names(trees: Iterable[Tree]) -> list[Phrase]:
    """Return the names of the trees, each once."""
    groups = ((tree, name_at(tree, place)) for tree in trees for place in range(len(tree.nodes)))
    found = {
        tuple(tree.nodes[place].form for place in group): cut(tree, group, group[0]) for tree, group in groups if group
    }
    return [found[forms] for forms in sorted(found)]


def cut(tree: Tree, group: Sequence[int], top: int) -> Phrase:
    """Copy a phrase out of its tree."""
    phrase = [copy.deepcopy(tree.nodes[place]) for place in group]
    for node, place in zip(phrase, group, strict=True):
        node.head = -1 if place == top else node.head - group[0]
    return phrase


def set_quotes(trees: Sequence[Tree], seed: int) -> None:
    """Give half of the trees curly quotes and apostrophes: the English treebanks have few, readouts little else."""
    draw = random.Random(seed)
    for tree in trees:
        if draw.random() < TYPOGRAPHIC:
            for node in tree.nodes:
                node.form = CURLY.get(node.xpos, node.form.replace("'", "’"))
