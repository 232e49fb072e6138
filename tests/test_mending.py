"""Parses as a model may leave them, and what the rules make of them."""

from itertools import islice

import pytest
import spacy  # noqa: TID251  (to build the parses)
from spacy.tokens import Doc  # noqa: TID251

from communique.mending import (
    agrees_with_head,
    case_relation,
    close_bracket,
    closes,
    free_auxiliary,
    in_capitals,
    is_tree,
    join_list,
    join_names,
)
from communique.parsing import load_parser

Row = tuple[str, str, str, int, str]  # form, tag, part of speech, head, relation

BRACKET: list[Row] = [
    ("wurden", "VA(FIN)", "AUX", 0, "ROOT"),
    ("Meinungen", "NN", "NOUN", 0, "nsubj"),
    ("über", "APPR", "ADP", 3, "case"),
    ("Fragen", "NN", "NOUN", 1, "nmod"),
    (",", "$,", "PUNCT", 7, "punct"),
    ("Verträge", "NN", "NOUN", 7, "obj"),
    ("zu", "PTKZU", "PART", 7, "mark"),
    ("schließen", "VV(INF)", "VERB", 1, "acl"),
    (",", "$,", "PUNCT", 9, "punct"),
    ("ausgetauscht", "VV(PP)", "VERB", 7, "conj"),
    ("und", "KON", "CCONJ", 12, "cc"),
    ("Einigkeit", "NN", "NOUN", 12, "nsubj:pass"),
    ("bestätigt", "VV(PP)", "VERB", 7, "conj"),
    (".", "$.", "PUNCT", 0, "punct"),
]


def parse(rows: list[Row]) -> Doc:
    forms, tags, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    lemmas = ["werden" if form.startswith("wurde") else form for form in forms]
    return Doc(spacy.blank("de").vocab, words=forms, tags=tags, pos=pos, heads=heads, deps=deps, lemmas=lemmas)


def relation(doc: Doc, form: str) -> tuple[str, str]:
    token = next(token for token in doc if token.text == form)
    return token.head.text, token.dep_


def test_the_verb_at_the_end_takes_the_clause() -> None:
    doc = parse(BRACKET)
    close_bracket(doc[0], frozenset({"werden"}))
    assert relation(doc, "wurden") == ("ausgetauscht", "aux:pass")
    assert relation(doc, "ausgetauscht") == ("ausgetauscht", "ROOT")
    assert relation(doc, "Meinungen") == ("ausgetauscht", "nsubj:pass")
    assert relation(doc, "bestätigt") == ("ausgetauscht", "conj")
    assert relation(doc, "schließen") == ("Meinungen", "acl")


def test_an_infinitive_with_its_mark_closes_nothing() -> None:
    doc = parse(BRACKET)
    assert not closes(doc[7], doc[0])
    assert closes(doc[9], doc[0])


def test_an_auxiliary_without_a_verb_stays() -> None:
    doc = parse(
        [("Er", "PPER", "PRON", 1, "nsubj"), ("wurde", "VA(FIN)", "AUX", 1, "ROOT"), (".", "$.", "PUNCT", 1, "punct")]
    )
    close_bracket(doc[1], frozenset({"werden"}))
    assert relation(doc, "wurde") == ("wurde", "ROOT")


def test_a_name_hangs_on_its_first_part() -> None:
    doc = parse(
        [("Om", "NE", "PROPN", 3, "nsubj"), ("Kyong", "NE", "PROPN", 0, "appos"), ("Sim", "NE", "PROPN", 1, "flat"),
         ("kam", "VV(FIN)", "VERB", 3, "ROOT")]
    )  # fmt: skip
    join_names(doc)
    assert relation(doc, "Kyong") == ("Om", "flat")
    assert relation(doc, "Sim") == ("Om", "flat")


def test_a_list_of_subjects_that_a_date_took_is_given_back() -> None:
    doc = parse(
        [("15", "CARD", "NUM", 6, "obl"), (",", "$,", "PUNCT", 2, "punct"), ("Japan", "NE", "PROPN", 0, "appos"),
         (",", "$,", "PUNCT", 4, "punct"), ("Korea", "NE", "PROPN", 6, "nsubj"), ("and", "KON", "CCONJ", 6, "cc"),
         ("met", "VV(FIN)", "VERB", 6, "ROOT")]
    )  # fmt: skip
    join_list(doc)
    assert relation(doc, "Japan") == ("met", "nsubj")
    assert relation(doc, "Korea") == ("Japan", "conj")


def test_an_adverb_takes_no_auxiliary_from_a_participle() -> None:
    doc = parse(
        [("Brandt", "NE", "PROPN", 2, "nsubj"), ("ist", "VA(FIN)", "AUX", 2, "cop"), ("heute", "ADV", "ADV", 3, "advmod"),
         ("gereist", "VV(PP)", "VERB", 3, "ROOT")]
    )  # fmt: skip
    free_auxiliary(doc[1])
    assert relation(doc, "ist") == ("gereist", "aux")
    assert relation(doc, "Brandt") == ("gereist", "nsubj")


def test_a_circle_is_no_tree() -> None:
    rows = [("A", "NE", "PROPN", 1, "nsubj"), ("met", "VV(FIN)", "VERB", 1, "ROOT"), ("B", "NE", "PROPN", 1, "obj")]
    doc = parse(rows)
    assert is_tree(doc)
    doc[1].head = doc[2]
    assert not is_tree(doc)


def test_rules_that_would_break_a_tree_are_taken_back() -> None:
    text = (
        "There was broad agreement that the single-most important thing Americans, particularly the elderly, can do to "
        "protect themselves from illness is to get an updated vaccine without delay."
    )
    for sentence in load_parser("en").parse(text):
        assert all(len(list(islice(sentence.ancestors(word), len(sentence)))) < len(sentence) for word in sentence)


def test_a_month_stays_with_its_date() -> None:
    doc = parse(
        [("15", "CARD", "NUM", 5, "obl"), ("May", "NE", "PROPN", 0, "nmod:unmarked"), ("Japan", "NE", "PROPN", 5, "nsubj"),
         ("and", "KON", "CCONJ", 4, "cc"), ("Korea", "NE", "PROPN", 2, "conj"), ("met", "VV(FIN)", "VERB", 5, "ROOT")]
    )  # fmt: skip
    join_list(doc)
    assert relation(doc, "May") == ("15", "nmod:unmarked")
    assert relation(doc, "Japan") == ("met", "nsubj")


@pytest.mark.parametrize(("forms", "found"), [(("KIM", "UN"), True), (("Kim", "UN"), False), (("DVRK",), False)])
def test_a_name_in_capitals(forms: tuple[str, ...], found: bool) -> None:  # noqa: FBT001
    doc = parse([(form, "NE", "PROPN", 0, "flat" if place else "ROOT") for place, form in enumerate(forms)])
    assert in_capitals(doc[0]) is found


def test_what_takes_the_case_of_the_noun() -> None:
    doc = parse(
        [("den", "ART", "DET", 1, "det"), ("Minister", "NN", "NOUN", 1, "ROOT"), ("Lawrow", "NE", "PROPN", 1, "appos"),
         (",", "$,", "PUNCT", 4, "punct"), ("Kollege", "NN", "NOUN", 1, "appos")]
    )  # fmt: skip
    for token in doc:
        token.set_morph("Case=Acc")
    assert [token.text for token in doc if agrees_with_head(token)] == ["den", "Lawrow"]


def test_case_rests_on_the_relation_of_the_first_conjunct() -> None:
    doc = parse(
        [("mit", "APPR", "ADP", 1, "case"), ("China", "NE", "PROPN", 4, "obl"), ("und", "KON", "CCONJ", 3, "cc"),
         ("Japan", "NE", "PROPN", 1, "conj"), ("spricht", "VV(FIN)", "VERB", 4, "ROOT")]
    )  # fmt: skip
    assert case_relation(doc[3]) == "obl+case"


def test_a_clause_with_a_conjunction_closes_nothing() -> None:
    rows: list[Row] = [
        ("bin", "VA(FIN)", "AUX", 0, "ROOT"),
        ("dagegen", "PROAV", "ADV", 0, "advmod"),
        ("dass", "KOUS", "SCONJ", 4, "mark"),
        ("wir", "PPER", "PRON", 4, "nsubj"),
        ("werfen", "VV(INF)", "VERB", 0, "ccomp"),
    ]
    doc = parse(rows)
    close_bracket(doc[0], frozenset({"werden"}))
    assert relation(doc, "werfen") == ("bin", "ccomp")


@pytest.mark.models
@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Den Vertrag begrüßten beide Seiten.", "Seiten"),
        ("Diese Frage hatten die Minister am Vortag besprochen.", "Minister"),
        ("Die Forderungen lehnte die Regierung ab.", "Regierung"),
        ("Die Minister unterzeichneten das Abkommen.", "Minister"),
        ("Eine Reihe von Staaten unterstützten die Sanktionen.", "Reihe"),
    ],
)
def test_the_subject_agrees_with_its_verb(text: str, subject: str) -> None:
    (sentence,) = load_parser("de").parse(text)
    assert [word.text for word in sentence if word.deprel == "nsubj"] == [subject]
