"""Verbs where a model may leave them, and where the rules put them."""

import pytest
import spacy  # noqa: TID251  (to build the parses)
from spacy.tokens import Doc  # noqa: TID251

from communique.segmentation import load_table
from communique.verb_mending import VerbMender

FINITE = {"Mood": "Ind", "Tense": "Past", "VerbForm": "Fin"}
INFINITIVE = {"VerbForm": "Inf"}
GERUND = {"VerbForm": "Ger"}
FORMS = {
    "V": ("VERB", FINITE),
    "INF": ("VERB", INFINITIVE),
    "GER": ("VERB", GERUND),
    "REFLEX": ("PRON", {"Reflex": "Yes"}),
}


def mended(rows: str, language: str = "en") -> dict[str, tuple[str, str]]:
    """Read "form/POS>head:relation …" (POS may be one of FORMS) and return head and relation after mending."""
    cells = [row.rsplit("/", 1) for row in rows.split()]
    forms = [form for form, _ in cells]
    tags = [cell.partition(">")[0] for _, cell in cells]
    links = [cell.partition(">")[2].partition(":") for _, cell in cells]
    heads = [forms.index(head) if head != "0" else place for place, (head, _, _) in enumerate(links)]
    doc = Doc(
        spacy.blank(language).vocab, words=forms, heads=heads,
        pos=[FORMS[tag][0] if tag in FORMS else tag for tag in tags],
        deps=[relation or "ROOT" for _, _, relation in links],
    )  # fmt: skip
    for token, tag in zip(doc, tags, strict=True):
        token.set_morph(FORMS[tag][1] if tag in FORMS else {})
    VerbMender(load_table(language)).mend(doc)
    return {token.text: ("0" if token.head.i == token.i else token.head.text, token.dep_) for token in doc}


def test_a_finite_verb_is_no_attribute() -> None:
    found = mended(
        "The/DET>Union:det Union/PROPN>imposed:nsubj imposed/V>sanctions:amod sanctions/NOUN>0 ./PUNCT>sanctions:punct"
    )
    assert found["imposed"] == ("0", "ROOT")
    assert found["sanctions"] == ("imposed", "obj")
    assert found["Union"] == ("imposed", "nsubj")
    assert found["."] == ("imposed", "punct")


def test_an_object_has_no_preposition() -> None:
    found = mended(
        "Kos/PROPN>traf:nsubj traf/V>0 mit/ADP>Gast:case dem/DET>Gast:det Gast/NOUN>traf:obj zusammen/ADV>traf:compound:prt",
        "de",
    )
    assert found["Gast"] == ("traf", "obl")


def test_up_to_a_number_is_an_object() -> None:
    found = mended("Kos/PROPN>sandte:nsubj sandte/V>0 bis/ADP>Mann:case 20/NUM>Mann:nummod Mann/NOUN>sandte:obj", "de")
    assert found["Mann"] == ("sandte", "obj")


def test_a_phrase_behind_a_name_is_the_verbs() -> None:
    found = mended("Kos/PROPN>traf:nsubj in/ADP>Wien:case Wien/PROPN>Kos:nmod Leu/PROPN>traf:obj traf/V>0", "de")
    assert found["Wien"] == ("traf", "obl")


@pytest.mark.parametrize("rows", [
    "Kos/PROPN>kam:nsubj von/ADP>Xandria:case Xandria/PROPN>Kos:nmod kam/V>0",
    "Gast/NOUN>kam:nsubj in/ADP>Wien:case Wien/PROPN>Gast:nmod kam/V>0",
])  # fmt: skip
def test_what_a_name_is_of_and_the_phrase_of_a_noun_stay(rows: str) -> None:
    found = mended(rows, "de")
    assert "kam" not in (found.get("Xandria", ("", ""))[0], found.get("Wien", ("", ""))[0])


def test_what_stood_before_it_is_its_subject() -> None:
    found = mended("The/DET>prisoners:det junta/NOUN>prisoners:compound freed/V>prisoners:amod prisoners/NOUN>0")
    assert found["junta"] == ("freed", "nsubj")
    assert found["The"] == ("junta", "det")


def test_a_coordinated_attribute_joins_the_verb_before() -> None:
    found = mended(
        "States/PROPN>raised:nsubj raised/V>0 tariffs/NOUN>raised:obj and/CCONJ>exports:cc halted/V>exports:amod "
        "exports/NOUN>tariffs:conj"
    )
    assert found["halted"] == ("raised", "conj")
    assert found["exports"] == ("halted", "obj")
    assert found["and"] == ("halted", "cc")


def test_a_participle_stays_an_attribute() -> None:
    rows = "They/PRON>freed:nsubj freed/V>0 the/DET>prisoners:det jailed/VERB>prisoners:amod prisoners/NOUN>freed:obj"
    assert mended(rows)["jailed"] == ("prisoners", "amod")


def test_a_noun_with_an_object_is_a_verb() -> None:
    found = mended("Hungary/PROPN>vetoed:compound vetoed/NOUN>0 the/DET>statement:det statement/NOUN>vetoed:obj")
    assert found["Hungary"] == ("vetoed", "nsubj")


def test_a_finite_verb_joins_no_gerund() -> None:
    found = mended(
        "Orlov/PROPN>accused:nsubj accused/V>0 Kyiv/PROPN>accused:obj of/SCONJ>leaving:mark leaving/GER>accused:advcl "
        "and/CCONJ>vowed:cc vowed/V>leaving:conj"
    )
    assert found["vowed"] == ("accused", "conj")


def test_a_marked_infinitive_joins_the_one_before() -> None:
    found = mended(
        "He/PRON>praised:nsubj praised/V>0 steps/NOUN>praised:obj to/PART>ease:mark ease/INF>steps:acl "
        "tension/NOUN>ease:obj and/CCONJ>help:cc To/PART>help:mark help/INF>praised:conj"
    )
    assert found["help"] == ("ease", "conj")


@pytest.mark.parametrize("upper", ["agreed/V>0", "vowed/V>0"])
def test_an_infinitive_and_a_finite_verb_with_its_subject_stay(upper: str) -> None:
    verb = upper.partition("/")[0]
    found = mended(
        f"They/PRON>{verb}:nsubj {upper} to/PART>meet:mark meet/INF>{verb}:xcomp and/CCONJ>left:cc she/PRON>left:nsubj "
        "left/V>meet:conj"
    )
    assert found["left"] == ("meet", "conj")


def test_the_last_conjunct_before_a_verb_is_its_subject() -> None:
    found = mended(
        "They/PRON>discussed:nsubj discussed/V>0 Gaza/PROPN>discussed:obj and/CCONJ>President:cc the/DET>President:det "
        "President/PROPN>Gaza:conj stressed/V>discussed:conj restraint/NOUN>stressed:obj"
    )
    assert found["President"] == ("stressed", "nsubj")
    assert found["and"] == ("stressed", "cc")
    assert found["Gaza"] == ("discussed", "obj")


def test_the_first_conjunct_is_the_object_of_the_verb_before() -> None:
    found = mended(
        "They/PRON>discussed:nsubj discussed/V>0 Gaza/PROPN>stressed:nsubj and/CCONJ>President:cc "
        "President/PROPN>Gaza:conj stressed/V>discussed:conj restraint/NOUN>stressed:obj"
    )
    assert found["President"] == ("stressed", "nsubj")
    assert found["Gaza"] == ("discussed", "obj")


def test_a_verb_with_its_own_conjunction_shares_the_subject() -> None:
    found = mended(
        "They/PRON>met:nsubj met/V>0 officials/NOUN>met:obj and/CCONJ>students:cc students/NOUN>officials:conj "
        "And/CCONJ>left:cc left/V>met:conj"
    )
    assert found["students"] == ("officials", "conj")


def test_the_first_of_two_objects_is_the_dative() -> None:
    found = mended(
        "Novak/PROPN>sandte:nsubj sandte/V>0 König/NOUN>sandte:obj Harun/PROPN>König:appos ein/DET>Telegramm:det "
        "Telegramm/NOUN>sandte:obj", "de",
    )  # fmt: skip
    assert found["König"] == ("sandte", "iobj")
    assert found["Telegramm"] == ("sandte", "obj")


def test_a_thing_with_its_article_is_no_dative() -> None:
    found = mended(
        "Er/PRON>nannte:nsubj nannte/V>0 den/DET>Plan:det Plan/NOUN>nannte:obj eine/DET>Gefahr:det "
        "Gefahr/NOUN>nannte:obj", "de",
    )  # fmt: skip
    assert found["Plan"] == ("nannte", "obj")


def test_a_support_phrase_hangs_on_its_verb() -> None:
    found = mended(
        "Wien/PROPN>stellte:nsubj stellte/V>0 Mittel/NOUN>stellte:obj für/ADP>Opfer:case Opfer/NOUN>Mittel:nmod "
        "in/ADP>Aussicht:case Aussicht/NOUN>Opfer:nmod ./PUNCT>stellte:punct", "de",
    )  # fmt: skip
    assert found["Aussicht"] == ("stellte", "obl")


def test_it_hangs_on_the_participle_behind_it() -> None:
    found = mended(
        "Wien/PROPN>gestellt:nsubj hat/AUX>gestellt:aux Mittel/NOUN>gestellt:obj für/ADP>Opfer:case Opfer/NOUN>Mittel:nmod "
        "in/ADP>Aussicht:case Aussicht/NOUN>Opfer:nmod gestellt/VERB>0", "de",
    )  # fmt: skip
    assert found["Aussicht"] == ("gestellt", "obl")


def test_a_preterite_between_two_phrases_is_no_adjective() -> None:
    found = mended(
        "Am/ADP>Abend:case Abend/NOUN>Lechner:nmod verabschiedete/ADJ>Lechner:amod Lechner/PROPN>0 den/DET>Nuntius:det "
        "Nuntius/NOUN>Lechner:nmod ./PUNCT>Lechner:punct", "de",
    )  # fmt: skip
    assert found["verabschiedete"] == ("0", "ROOT")
    assert found["Abend"] == ("verabschiedete", "obl")
    assert found["Lechner"] == ("verabschiedete", "nsubj")
    assert found["Nuntius"] == ("verabschiedete", "obj")


@pytest.mark.parametrize("before", ["Der/DET>Besuch:det", "Für/ADP>Besuch:case"])
def test_an_adjective_behind_article_or_preposition_stays(before: str) -> None:
    assert mended(f"{before} geplante/ADJ>Besuch:amod Besuch/NOUN>0", "de")["geplante"] == ("Besuch", "amod")


def test_nothing_of_the_clause_hangs_on_an_auxiliary() -> None:
    found = mended(
        "Gestern/ADV>geführt:advmod hatten/VERB>geführt:aux Minister/NOUN>hatten:nsubj Gespräche/NOUN>geführt:obj geführt/VERB>0",
        "de",
    )
    assert found["Minister"] == ("geführt", "nsubj")


def test_a_participle_that_nothing_coordinates_is_predicative() -> None:
    rows = (
        "Leu/PROPN>äusserte:nsubj äusserte/V>0 {sich} im/ADP>Gespräch:case Gespräch/NOUN>äusserte:obl "
        "{und}beunruhigt/V>äusserte:conj"
    )
    doc = rows.format(sich="sich/REFLEX>äusserte:obj", und="")
    assert mended(doc, "de")["beunruhigt"] == ("äusserte", "xcomp")
    doc = rows.format(sich="sich/REFLEX>äusserte:obj", und="und/CCONJ>beunruhigt:cc ")
    assert mended(doc, "de")["beunruhigt"] == ("äusserte", "conj")


def test_a_particle_before_a_preposition_is_the_verbs() -> None:
    found = mended(
        "Mali/PROPN>pulled:nsubj pulled/V>0 out/ADP>talks:case of/ADP>talks:case the/DET>talks:det talks/NOUN>pulled:obl"
    )
    assert found["out"] == ("pulled", "compound:prt")
    assert found["of"] == ("talks", "case")


def test_a_preposition_alone_stays() -> None:
    found = mended("Mali/PROPN>came:nsubj came/V>0 to/ADP>talks:case the/DET>talks:det talks/NOUN>came:obl")
    assert found["to"] == ("talks", "case")
