"""Offices: with modifiers before, "of …" after, and the party they belong to."""

import pytest

from stored import mentions_of


def offices(text, language="en", **known):
    mentions = mentions_of(text, language, **known)
    sentences = [found.sentence for found in mentions.found]
    for found in mentions.found:
        for office in found.offices:
            start, end = office.title.evidence(sentences)
            yield text[start:end], office.office.id, office.party


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Foreign Minister Anna Berg spoke.", "en", ("Foreign Minister", "foreign-minister", None)),
        ("The Norwegian Foreign Minister spoke.", "en", ("Norwegian Foreign Minister", "foreign-minister", "NOR")),
        ("The Foreign Minister of Norway spoke.", "en", ("Foreign Minister of Norway", "foreign-minister", "NOR")),
        ("Norway's Foreign Minister spoke.", "en", ("Norway's Foreign Minister", "foreign-minister", "NOR")),
        ("Vizeaußenminister Igor Below sprach.", "de", ("Vizeaußenminister", "deputy-foreign-minister", None)),
        ("Der US-Außenminister sprach.", "de", ("US-Außenminister", "foreign-minister", "USA")),
        ("Die finnische Ministerpräsidentin sprach.", "de", ("finnische Ministerpräsidentin", "prime-minister", "FIN")),
        ("Der Außenminister der Republik Moldau sprach.", "de", ("Außenminister der Republik Moldau", "foreign-minister", "MDA")),
    ],
)  # fmt: skip
def test_an_office_with_what_belongs_to_it(text, language, expected):
    assert list(offices(text, language)) == [expected]


def test_the_place_of_an_ambassador_belongs_to_the_title():
    ((title, _, _),) = offices(
        "Botschafter der Russischen Föderation in unserem Land Oleg Orlow dankte.", "de", publisher_state="PRK"
    )
    assert title == "Botschafter der Russischen Föderation in unserem Land"


def test_adjectives_of_rank_belong_to_the_title():
    ((title, office, party),) = offices(
        "Alexander Petrow, Außerordentlicher und Bevollmächtigter Botschafter der Russischen Föderation in unserem Land, dankte.",
        "de", publisher_state="PRK",
    )  # fmt: skip
    assert title == "Außerordentlicher und Bevollmächtigter Botschafter der Russischen Föderation in unserem Land"
    assert (office, party) == ("ambassador", "RUS")


def test_an_ambassador_acts_for_whom_he_comes_from():
    ((_, _, party),) = offices("The Ambassador of Ghana to Japan spoke.")
    assert party == "GHA"


def test_the_title_stops_at_the_name():
    titles = [title for title, _, _ in offices("Minister of Defence Karl Holm spoke.")]
    assert titles == ["Minister of Defence"]


def test_a_former_office_is_marked():
    mentions = mentions_of("Former President Ana Silva spoke.")
    assert [office.former for office in mentions.found[0].offices] == [True]


def test_a_deputy_is_no_minister():
    ((title, office, _),) = offices("Der stellvertretende Außenminister Igor Below sprach.", "de")
    assert title == "stellvertretende Außenminister" and office == "deputy-foreign-minister"


def test_a_verb_of_the_same_form_is_no_office():
    assert list(offices("She will chair the panel.")) == []


def test_two_offices_in_a_row():
    assert [office for _, office, _ in offices("Crown Prince and Prime Minister Salman spoke.")] == [
        "crown-prince",
        "prime-minister",
    ]


def test_a_party_with_its_own_article_belongs_to_the_noun_before():
    text = "Papst Clemens empfing im Palast des Vatikans Bundeskanzlerin Anna Berg."
    assert ("Bundeskanzlerin", "chancellor", None) in list(offices(text, "de"))
