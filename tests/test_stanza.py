"""Stanza's pipelines behind the Parser protocol: words, trees and offsets as the reader wants them."""

import sys
from importlib.util import find_spec
from types import SimpleNamespace

import pytest

from communique.documents.document import Document
from communique.errors import ParserError
from communique.lexicon import load_lexicon
from communique.parsing import StanzaParser
from communique.reading import read
from communique.sentences import ROOT, Parser

TEXT = "Lawrow traf Kurz.\n\nSie sprachen zum Thema."


class FakePipeline:
    """What Stanza gives for the paragraphs of `TEXT`, as objects of the same shape."""

    def __init__(self, language: str, **options: object) -> None:
        if language == "xx":
            raise ValueError("no such model")
        assert options["download_method"] is None, "the parser must not download"

    def __call__(self, text: str) -> SimpleNamespace:
        return SimpleNamespace(sentences=[SimpleNamespace(tokens=PARAGRAPHS[text])])


def word(id, text, lemma, upos, head, deprel, start, end, feats=None):  # noqa: PLR0913  (the columns of CoNLL-U)
    return SimpleNamespace(
        id=id,
        text=text,
        lemma=lemma,
        upos=upos,
        xpos=None,
        feats=feats,
        head=head,
        deprel=deprel,
        start_char=start,
        end_char=end,
    )


def token(*words, text=None, start=None, end=None):
    first, last = words[0], words[-1]
    return SimpleNamespace(
        words=list(words), text=text or first.text, start_char=first.start_char if start is None else start,
        end_char=last.end_char if end is None else end, id=tuple(each.id for each in words),
    )  # fmt: skip


PARAGRAPHS = {
    "Lawrow traf Kurz.": [
        token(word(1, "Lawrow", "Lawrow", "PROPN", 2, "nsubj", 0, 6, "Case=Nom")),
        token(word(2, "traf", "treffen", "VERB", 0, "root", 7, 11, "VerbForm=Fin")),
        token(word(3, "Kurz", "Kurz", "PROPN", 2, "obj", 12, 16)),
        token(word(4, ".", ".", "PUNCT", 2, "punct", 16, 17)),
    ],
    "Sie sprachen zum Thema.": [
        token(word(1, "Sie", "sie", "PRON", 2, "nsubj", 0, 3)),
        token(word(2, "sprachen", "sprechen", "VERB", 0, "root", 4, 12)),
        token(
            word(3, "zu", "zu", "ADP", 5, "case", None, None), word(4, "dem", "der", "DET", 5, "det", None, None),
            text="zum", start=13, end=16,
        ),
        token(word(5, "Thema", "Thema", "NOUN", 2, "obl", 17, 22)),
        token(word(6, ".", ".", "PUNCT", 2, "punct", 22, 23)),
    ],
}  # fmt: skip


@pytest.fixture
def parser(monkeypatch) -> StanzaParser:
    monkeypatch.setitem(sys.modules, "stanza", SimpleNamespace(Pipeline=FakePipeline))
    return StanzaParser("de")


def test_stanza_is_a_parser(parser):
    known: Parser = parser
    assert known.language == "de"


def test_offsets_point_into_the_text(parser):
    for sentence in parser.parse(TEXT):
        for each in sentence:
            assert TEXT[each.start : each.end] == each.text


def test_a_contraction_is_one_word_with_the_lemma_of_its_preposition(parser):
    _, second = parser.parse(TEXT)
    contraction = second[2]
    assert (contraction.text, contraction.lemma, contraction.upos, contraction.deprel) == ("zum", "zu", "ADP", "case")
    assert second.head(contraction).text == "Thema"


def test_heads_count_within_the_sentence(parser):
    for sentence in parser.parse(TEXT):
        assert [each.index for each in sentence] == list(range(len(sentence)))
        assert [each.text for each in sentence if each.head == ROOT] == [sentence.root().text]


def test_a_blank_line_begins_a_paragraph(parser):
    assert [sentence.paragraph for sentence in parser.parse(TEXT)] == [0, 1]


def test_a_missing_model_is_named(parser):
    with pytest.raises(ParserError, match='no Stanza model of "xx"'):
        StanzaParser("xx")


def test_the_reader_reads_what_stanza_parsed(parser):
    """The parser is behind a protocol: the stages after it do not know which it was."""
    record = read(Document(TEXT, language="de"), parser=parser, lexicon=load_lexicon("de"))
    assert record.document.text == TEXT and record.document.language == "de"


@pytest.mark.skipif(find_spec("stanza") is not None, reason="Stanza is installed")
def test_without_stanza_the_error_says_what_to_install():
    with pytest.raises(ParserError, match=r"stanza"):
        StanzaParser("de")


@pytest.mark.models
@pytest.mark.slow
def test_a_real_pipeline_parses():
    pytest.importorskip("stanza")
    try:
        parser = StanzaParser("en")
    except ParserError as error:
        pytest.skip(str(error))
    (sentence,) = parser.parse("Biden met Scholz.")
    assert sentence.root().lemma == "meet"
