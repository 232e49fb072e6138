"""Text into plain Universal Dependencies by the bundled models, and by Stanza's output where it is there."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from communique.errors import ParserError
from communique.parsing import (
    BundledParser,
    HanTaAnnotator,
    LemminflectAnnotator,
    StanzaParser,
    bundled_languages,
    fitting_tag,
    load_annotator,
    load_parser,
    stanza_words,
)
from communique.sentences import ROOT, Sentence

GERMAN = (
    "Am 19. Juni empfing der Genosse KIM JONG UN im Gästehaus den russischen Außenminister Sergej Lawrow. "
    "Beim Gespräch wurden Meinungen über die Lage ausgetauscht und Übereinstimmung bestätigt.\n\n"
    "Zugegen waren Choe Son Hui, Außenministerin, und Andrei Rudenko, Vizeaußenminister der Russischen Föderation.\n"
    "Er nahm am Treffen teil, um den 2. strategischen Dialog vorzubereiten."
)
ENGLISH = (
    "Readout of President Biden’s Call with Prime Minister Netanyahu\n"
    "President Joseph R. Biden, Jr. spoke today with Prime Minister Benjamin Netanyahu of Israel. "
    "The leaders didn't discuss long-term plans. They met in the U.S. The talks were held by both sides."
)


@pytest.fixture(scope="module")
def german() -> BundledParser:
    return BundledParser("de")


@pytest.fixture(scope="module")
def english() -> BundledParser:
    return BundledParser("en")


@pytest.fixture(scope="module")
def hanta() -> HanTaAnnotator:
    annotator = load_annotator("de")
    assert isinstance(annotator, HanTaAnnotator)
    return annotator


def word(sentences: tuple[Sentence, ...], text: str):
    return next(each for sentence in sentences for each in sentence if each.text == text)


def trees(sentences: tuple[Sentence, ...]) -> list[list[tuple[str, str, str, int, str, str]]]:
    return [[(w.text, w.lemma, w.upos, w.head, w.deprel, w.feats) for w in sentence] for sentence in sentences]


def test_importing_the_package_loads_no_spacy() -> None:
    code = "import sys, communique.parsing; assert not {'spacy', 'HanTa', 'lemminflect', 'stanza'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_language_without_a_model_is_named() -> None:
    with pytest.raises(ParserError, match='no bundled parser for "xx"'):
        load_parser("xx")


def test_a_path_is_no_language() -> None:
    with pytest.raises(ParserError):
        load_parser("../models/de")


def test_german_and_english_are_bundled() -> None:
    assert {"de", "en"} <= bundled_languages()


@pytest.mark.models
@pytest.mark.parametrize(("name", "text"), [("german", GERMAN), ("english", ENGLISH)])
def test_every_visible_character_is_in_one_word(name: str, text: str, request: pytest.FixtureRequest) -> None:
    sentences = request.getfixturevalue(name).parse(text)
    words = [each for sentence in sentences for each in sentence]
    assert "".join(each.text for each in words) == "".join(text.split())
    assert all(text[each.start : each.end] == each.text for each in words)


@pytest.mark.models
@pytest.mark.parametrize(("name", "text"), [("german", GERMAN), ("english", ENGLISH)])
def test_a_sentence_has_one_root_and_no_circle(name: str, text: str, request: pytest.FixtureRequest) -> None:
    for sentence in request.getfixturevalue(name).parse(text):
        assert [each.deprel for each in sentence if each.head == ROOT] == ["root"]
        assert len(sentence.subtree(sentence.root())) == len(sentence)


@pytest.mark.models
def test_sentences_know_their_paragraph(german: BundledParser) -> None:
    assert [sentence.paragraph for sentence in german.parse(GERMAN)] == [0, 0, 1, 2]


@pytest.mark.models
@pytest.mark.parametrize(("name", "text"), [("german", GERMAN), ("english", ENGLISH)])
def test_company_changes_no_parse(name: str, text: str, request: pytest.FixtureRequest) -> None:
    parser = request.getfixturevalue(name)
    together = trees(parser.parse("\n".join([text] * 12)))
    alone = [tree for line in text.splitlines() if line for tree in trees(parser.parse(line))]
    assert together == alone * 12


@pytest.mark.models
def test_words_given_are_words_kept(german: BundledParser) -> None:
    sentence = german.parse_words([["Er", "traf", "sich", "mit", "S.E.", "Kim", "."]])[0]
    assert [each.text for each in sentence] == ["Er", "traf", "sich", "mit", "S.E.", "Kim", "."]


@pytest.mark.models
@pytest.mark.parametrize("text", ["", "\n \n", "…", "###", "1", "?!", "☎ 🤝", "Kim"])
@pytest.mark.parametrize("name", ["german", "english"])
def test_scraps_are_parsed(name: str, text: str, request: pytest.FixtureRequest) -> None:
    sentences = request.getfixturevalue(name).parse(text)
    assert "".join(each.text for sentence in sentences for each in sentence) == "".join(text.split())


@pytest.mark.models
def test_a_contraction_is_one_word(german: BundledParser) -> None:
    found = word(german.parse(GERMAN), "Beim")
    assert (found.lemma, found.upos, found.deprel) == ("bei", "ADP", "case")


@pytest.mark.models
def test_names_in_capitals_are_names(german: BundledParser) -> None:
    sentences = german.parse(GERMAN)
    assert [word(sentences, name).upos for name in ("KIM", "JONG", "UN")] == ["PROPN"] * 3
    assert word(sentences, "UN").deprel == "flat"
    assert [word(sentences, name).lemma for name in ("KIM", "JONG", "UN")] == ["Kim", "Jong", "Un"]


@pytest.mark.models
def test_a_title_heads_the_name(german: BundledParser) -> None:
    sentence = german.parse(GERMAN)[0]
    name = word((sentence,), "Sergej")
    assert (name.deprel, sentence[name.head].text) == ("appos", "Außenminister")


@pytest.mark.models
def test_cases_of_a_phrase_agree(german: BundledParser) -> None:
    sentences = german.parse(GERMAN)
    for text in ("den", "russischen", "Außenminister"):
        assert "Case=Acc" in word(sentences, text).feats


@pytest.mark.models
def test_the_verb_bracket_of_the_passive(german: BundledParser) -> None:
    sentences = german.parse(GERMAN)
    assert word(sentences, "ausgetauscht").lemma == "austauschen"
    assert word(sentences, "wurden").deprel == "aux:pass"
    assert word(sentences, "Meinungen").deprel == "nsubj:pass"


@pytest.mark.models
def test_english_possessives_and_negation(english: BundledParser) -> None:
    sentences = english.parse(ENGLISH)
    assert word(sentences, "’s").deprel == "case"
    assert word(sentences, "n't").lemma == "not"
    assert word(sentences, "met").lemma == "meet"
    assert word(sentences, "talks").lemma == "talk"


@pytest.mark.models
@pytest.mark.parametrize(
    ("form", "tag", "feats", "lemma"),
    [
        ("ausgetauscht", "VV(PP)", "", "austauschen"),
        ("übermittelte", "VV(FIN)", "", "übermitteln"),
        ("auszuführen", "VV(IZU)", "", "ausführen"),
        ("vorzubereiten", "VV(IZU)", "", "vorbereiten"),
        ("empfing", "VV(FIN)", "", "empfangen"),
        ("Ministerpräsidenten", "NN", "", "Ministerpräsident"),
        ("Gespräche", "NN", "", "Gespräch"),
        ("strategischen", "ADJ(A)", "", "strategisch"),
        ("Russischen", "ADJ(A)", "", "russisch"),
        ("US-Außenministers", "NN", "", "US-Außenminister"),
        ("koreanisch-russischen", "ADJ(A)", "", "koreanisch-russisch"),
        ("DVRK", "NE", "", "DVRK"),
        ("Koreas", "NE", "Case=Gen", "Korea"),
        ("Davis", "NE", "Case=Nom", "Davis"),
        ("App", "NN", "", "App"),
        ("Beschlüsse", "NN", "", "Beschluss"),
        ("Gesandten", "NNA", "Gender=Masc|Number=Sing", "Gesandter"),
        ("Vorsitzende", "NNA", "Gender=Fem|Number=Sing", "Vorsitzende"),
        ("Genfer", "ADJ(A)", "", "Genfer"),
        ("Zum", "APPRART", "", "zu"),
    ],
)
def test_german_lemmas(hanta: HanTaAnnotator, form: str, tag: str, feats: str, lemma: str) -> None:
    assert hanta.lemma(form, tag, "", feats) == lemma


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("met", "VERB", "meet"),
        ("talks", "NOUN", "talk"),
        ("was", "AUX", "be"),
        ("’s", "AUX", "be"),
        ("’s", "PART", "'s"),
        ("N’T", "PART", "not"),
        ("Leaders", "NOUN", "leader"),
        ("Biden", "PROPN", "Biden"),
        ("closer", "ADJ", "close"),
        ("their", "PRON", "their"),
        ("other", "ADJ", "other"),
        ("Russian", "ADJ", "Russian"),
        ("denuclearization", "NOUN", "denuclearization"),
    ],
)
def test_english_lemmas(form: str, upos: str, lemma: str) -> None:
    annotator = load_annotator("en")
    assert isinstance(annotator, LemminflectAnnotator)
    assert annotator.lemma(form, "", upos, "") == lemma


def test_a_base_form_is_its_own_lemma() -> None:
    annotator = load_annotator("en")
    assert annotator.lemma("lay", "", "VERB", "VerbForm=Inf") == "lay"
    assert annotator.lemma("found", "", "VERB", "Tense=Past|VerbForm=Fin") == "find"


def test_the_model_overrules_the_tag() -> None:
    assert fitting_tag("übermittelte", "ADJ(A)", "VERB", "Mood=Ind|VerbForm=Fin") == "VV(FIN)"
    assert fitting_tag("geehrt", "ADJ(D)", "VERB", "VerbForm=Part") == "VV(PP)"
    assert fitting_tag("Kim", "FM", "PROPN", "") == "NE"
    assert fitting_tag("auszuführen", "VV(IZU)", "VERB", "VerbForm=Inf") == "VV(IZU)"


def stanza_word(number: int, text: str, lemma: str, upos: str, head: int, deprel: str) -> SimpleNamespace:
    return SimpleNamespace(
        id=number, text=text, lemma=lemma, upos=upos, xpos=None, feats=None, head=head, deprel=deprel
    )


def stanza_token(text: str, start: int, *words: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(text=text, start_char=start, end_char=start + len(text), words=list(words))


def test_a_contraction_of_stanza_becomes_one_word() -> None:
    tokens = [
        stanza_token("Er", 0, stanza_word(1, "Er", "er", "PRON", 5, "nsubj")),
        stanza_token(
            "zum", 3, stanza_word(2, "zu", "zu", "ADP", 4, "case"), stanza_word(3, "dem", "der", "DET", 4, "det")
        ),
        stanza_token("Gipfel", 7, stanza_word(4, "Gipfel", "Gipfel", "NOUN", 5, "obl")),
        stanza_token("reist", 14, stanza_word(5, "reist", "reisen", "VERB", 0, "root")),
    ]
    words = list(stanza_words(tokens, 100))
    assert [(each.text, each.lemma, each.upos, each.head, each.deprel) for each in words] == [
        ("Er", "er", "PRON", 3, "nsubj"),
        ("zum", "zu", "ADP", 2, "case"),
        ("Gipfel", "Gipfel", "NOUN", 3, "obl"),
        ("reist", "reisen", "VERB", ROOT, "root"),
    ]
    assert (words[1].start, words[1].end) == (103, 106)


def test_a_clitic_of_stanza_stays_a_word() -> None:
    tokens = [
        stanza_token("They", 0, stanza_word(1, "They", "they", "PRON", 4, "nsubj")),
        stanza_token(
            "didn't", 5, stanza_word(2, "did", "do", "AUX", 4, "aux"), stanza_word(3, "n't", "not", "PART", 4, "advmod")
        ),
        stanza_token("agree", 12, stanza_word(4, "agree", "agree", "VERB", 0, "root")),
    ]
    words = list(stanza_words(tokens, 0))
    assert [(each.text, each.start, each.end) for each in words][1:3] == [("did", 5, 8), ("n't", 8, 11)]


def test_stanza_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stanza", None)
    with pytest.raises(ParserError, match="pip install"):
        StanzaParser("fr")
