"""Sentences: trees over words, and CoNLL-U in and out."""

from itertools import islice

import pytest

from communique.sentences import ROOT, Sentence, Word, read_conllu, write_conllu
from stored import stored_parses


def sentence() -> Sentence:
    rows = [
        ("Kim", "Kim", "PROPN", 1, "nsubj:pass"),
        ("empfangen", "empfangen", "VERB", ROOT, "root"),
        ("Jong", "Jong", "PROPN", 0, "flat"),
        (".", ".", "PUNCT", 1, "punct"),
    ]
    words, start = [], 10
    for index, (text, lemma, upos, head, deprel) in enumerate(rows):
        words.append(
            Word(index, text, lemma, upos, head, deprel, start, start + len(text), feats="Case=Nom" * (index == 0))
        )
        start += len(text) + 1
    return Sentence(tuple(words), index=3, paragraph=2)


def test_a_sentence_spans_its_words() -> None:
    assert (sentence().start, sentence().end, len(sentence())) == (10, 30, 4)
    assert sentence().evidence.start == 10


@pytest.mark.parametrize(
    ("relations", "found"), [((), ["Kim", "."]), (("nsubj",), ["Kim"]), (("nsubj:pass",), ["Kim"]), (("obj",), [])]
)
def test_children_by_relation(relations: tuple[str, ...], found: list[str]) -> None:
    tree = sentence()
    assert [child.text for child in tree.children(tree[1], *relations)] == found


def test_the_tree_upwards_and_downwards() -> None:
    tree = sentence()
    assert tree.head(tree[1]) is None
    assert [word.text for word in tree.ancestors(tree[2])] == ["Kim", "empfangen"]
    assert [word.text for word in tree.subtree(tree[0])] == ["Kim", "Jong"]
    assert tree.root().text == "empfangen"


def test_relation_is_the_universal_part() -> None:
    assert sentence()[0].relation == "nsubj"


def test_conllu_there_and_back() -> None:
    again = read_conllu(write_conllu([sentence()]))[0]
    assert again.words == sentence().words
    assert again.paragraph == 2


def rows(*lines: str) -> str:
    """Write CoNLL-U with spaces for tabs."""
    return "\n".join(line.replace(" ", "\t") for line in lines) + "\n\n"


def test_conllu_of_others_is_laid_out_with_spaces() -> None:
    text = rows(
        "1 Kim Kim PROPN _ _ 2 nsubj _ _", "2 kam kommen VERB _ _ 0 root _ SpaceAfter=No", "3 . . PUNCT _ _ 2 punct _ _"
    )
    assert [(word.start, word.end) for word in read_conllu(text)[0]] == [(0, 3), (4, 7), (7, 8)]


def test_ranges_and_empty_nodes_are_passed_over() -> None:
    text = rows(
        "1-2 zum _ _ _ _ _ _ _ _", "1 zu zu ADP _ _ 0 root _ _", "1.1 e e X _ _ _ _ _ _", "2 dem der DET _ _ 1 det _ _"
    )
    assert [word.text for word in read_conllu(text)[0]] == ["zu", "dem"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_stored_parse_is_a_tree(language):
    for text, sentences in stored_parses(language).items():
        assert sentences, text
        for sentence in sentences:
            for word in sentence:
                above = list(islice(sentence.ancestors(word), len(sentence)))
                assert len(above) < len(sentence), (text, word.text)


def test_heads_in_a_circle_end():
    words = [
        Word(index, text, text, "NOUN", 1 - index, "dep", index * 2, index * 2 + 1) for index, text in enumerate("ab")
    ]
    assert [each.text for each in Sentence(tuple(words)).subtree(words[0])] == ["a", "b"]
