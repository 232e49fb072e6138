"""Deep relations: subject, object and complements, whatever the voice, control or coordination."""

import pytest

from communique.frames.valency import Valency
from stored import lexicon_of, sentence_of


def found(text, head, relation, language="en"):
    sentence = sentence_of(text, language)
    (word,) = [word for word in sentence if word.text == head]
    return [each.text for each in Valency(sentence, lexicon_of(language)).find(word, relation)]


@pytest.mark.parametrize(
    ("text", "language", "head", "relation", "expected"),
    [
        # active
        ("Norway thanked Finland.", "en", "thanked", "subj", ["Norway"]),
        ("Norway thanked Finland.", "en", "thanked", "obj", ["Finland"]),
        ("Der Minister dankte dem Gast.", "de", "dankte", "iobj", ["Gast"]),
        ("Norway spoke with Finland.", "en", "spoke", "obl:with", ["Finland"]),
        ("Er sprach mit dem Gast über Handel.", "de", "sprach", "obl:mit", ["Gast"]),
        ("Er sprach mit dem Gast über Handel.", "de", "sprach", "obl:über", ["Handel"]),
        # passive
        ("Finland was thanked by Norway.", "en", "thanked", "subj", ["Norway"]),
        ("Finland was thanked by Norway.", "en", "thanked", "obj", ["Finland"]),
        ("Der Vertrag wurde von dem Minister unterzeichnet.", "de", "unterzeichnet", "subj", ["Minister"]),
        ("Der Vertrag wurde von dem Minister unterzeichnet.", "de", "unterzeichnet", "obj", ["Vertrag"]),
        ("Es wurden Meinungen ausgetauscht.", "de", "ausgetauscht", "subj", []),
        # coordination and control
        ("Norway thanked Finland and praised Sweden.", "en", "praised", "subj", ["Norway"]),
        ("Norway promised to thank Finland.", "en", "thank", "subj", ["Norway"]),
        ("Norway asked Finland to help Sweden.", "en", "help", "subj", ["Finland"]),
        ("Norway thanked Finland, praising Sweden.", "en", "praising", "subj", ["Norway"]),
        # relative clauses
        ("The minister, who praised Sweden, left.", "en", "praised", "subj", ["minister"]),
        ("Der Minister, der den Gast lobte, reiste ab.", "de", "lobte", "subj", ["Minister"]),
        # possession
        ("Norway's support grew.", "en", "support", "poss", ["Norway"]),
        ("The support of Norway grew.", "en", "support", "poss", ["Norway"]),
        ("Die Hilfe der Schweiz wuchs.", "de", "Hilfe", "poss", ["Schweiz"]),
        # clauses
        ("Er sagte, dass Norwegen hilft.", "de", "sagte", "ccomp", ["hilft"]),
        ("Norway pledged to help Sweden.", "en", "pledged", "xcomp", ["help"]),
    ],
)
def test_deep_relations(text, language, head, relation, expected):
    assert found(text, head, relation, language) == expected


def test_a_reflexive_is_no_object():
    assert found("Die Minister trafen sich.", "trafen", "obj", "de") == []


def test_a_reflexive_is_told():
    sentence = sentence_of("Die Minister trafen sich.", "de")
    assert Valency(sentence, lexicon_of("de")).is_reflexive(sentence.root())


def test_a_preposition_names_the_case():
    sentence = sentence_of("Er sprach mit dem Gast über Handel.", "de")
    valency = Valency(sentence, lexicon_of("de"))
    assert {word.text: valency.case(word) for word in sentence if word.upos == "NOUN"} == {
        "Gast": "mit",
        "Handel": "über",
    }
