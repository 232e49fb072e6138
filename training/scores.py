"""Scores parses against trees: attachment, labels, parts of speech, case; punctuation left out of attachment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from treebanks import Node, Tree


@dataclass(frozen=True)
class Score:
    """Percentages; attachment without punctuation (and with it), labels with their subtypes."""

    uas: float
    las: float
    las_with_punctuation: float
    upos: float
    case: float
    sentences: int
    words: int


def score_trees(trees: Sequence[Tree], docs: Sequence[Doc]) -> Score:
    """Compare word by word; both sides have the same tokens."""
    pairs = [pair for tree, doc in zip(trees, docs, strict=True) for pair in zip(tree.nodes, doc, strict=True)]
    plain = [pair for pair in pairs if pair[0].upos != "PUNCT"]
    cased = [pair for pair in pairs if "Case" in pair[0].feats]
    return Score(
        uas=_share(sum(_attached(*pair) for pair in plain), len(plain)),
        las=_share(sum(_labelled(*pair) for pair in plain), len(plain)),
        las_with_punctuation=_share(sum(_labelled(*pair) for pair in pairs), len(pairs)),
        upos=_share(sum(node.upos == token.pos_ for node, token in pairs), len(pairs)),
        case=_share(sum(token.morph.get("Case") == [node.feats["Case"]] for node, token in cased), len(cased)),
        sentences=len(trees), words=len(pairs),
    )  # fmt: skip


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _attached(node: Node, token: Token) -> bool:
    head = -1 if token.head.i == token.i else token.head.i
    return head == node.head


def _labelled(node: Node, token: Token) -> bool:
    label = "root" if token.head.i == token.i else token.dep_
    return _attached(node, token) and label == node.deprel
