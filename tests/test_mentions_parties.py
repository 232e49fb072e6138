"""Parties in a sentence: names, adjectives, governments, compounds, "our country"; capitals of names are none."""

import pytest

from stored import mentions_of


def parties(text, language, **known):
    return [party.party for found in mentions_of(text, language, **known).found for party in found.parties]


def uses(text, language, **known):
    return [(party.party, party.use) for found in mentions_of(text, language, **known).found for party in found.parties]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Serbien und die Republik Moldau eröffneten Botschaften.", "de", [("SRB", "name"), ("MDA", "name")]),
        ("Die norwegische Regierung dankte.", "de", [("NOR", "adjective")]),
        ("Norway thanked the Finnish delegation.", "en", [("NOR", "name"), ("FIN", "adjective")]),
        ("The European Union and NATO welcomed the talks.", "en", [("EU", "name"), ("NATO", "name")]),
        ("Taiwan and Hamas were mentioned.", "en", [("Taiwan", "name"), ("Hamas", "name")]),
        ("Kosovo opened an embassy.", "en", [("XKX", "name")]),
        (
            "Die Sowjetunion und die Deutsche Demokratische Republik unterzeichneten.",
            "de",
            [("SUN", "name"), ("DDR", "name")],
        ),
    ],
)
def test_parties_are_named(text, language, expected):
    assert uses(text, language) == expected


@pytest.mark.parametrize("name", ["DVRK", "Nordkorea", "Demokratische Volksrepublik Korea", "KDVR"])
def test_the_many_names_of_one_state(name):
    assert parties(f"Minister Choe vertrat {name}.", "de") == ["PRK"]


def test_the_longest_name_wins():
    assert parties("The Democratic Republic of the Congo signed.", "en") == ["COD"]
    assert parties("The Democratic People's Republic of Korea signed.", "en") == ["PRK"]


def test_inflected_names_and_adjectives():
    assert (
        parties("Im Namen der Russischen Föderation sprach der russische Botschafter mit dem russischen Gast.", "de")
        == ["RUS"] * 3
    )


def test_a_compound_holds_its_party():
    assert parties("Der US-Außenminister traf die EU-Kommissarin.", "de") == ["USA", "EU"]


def test_a_double_adjective_names_two():
    assert set(parties("Das deutsch-polnische Treffen begann.", "de")) == {"DEU", "POL"}


def test_us_is_not_the_pronoun():
    assert parties("They told us that the US agreed.", "en") == ["USA"]


def test_capitals_of_a_name_are_no_party():
    assert parties("KIM JONG UN dankte.", "de") == []


def test_our_country_is_the_publishers():
    text = "Der Botschafter in unserem Land dankte."
    assert uses(text, "de", publisher_state="PRK") == [("PRK", "own")]
    assert uses(text, "de") == []


def test_our_government_in_english():
    assert uses("The envoy thanked our government.", "en", publisher_state="KEN") == [("KEN", "own")]


def test_korean_is_the_publishers_korea():
    text = "Die koreanische Seite dankte."
    assert parties(text, "de", publisher_state="PRK") == ["PRK"]
    assert parties(text, "de", publisher_state="KOR") == ["KOR"]


def test_korean_is_the_korea_that_the_text_names():
    assert parties("Die koreanische Seite dankte. Nordkorea lud ein.", "de") == ["PRK", "PRK"]


def test_korean_is_nobodys_where_both_are_named():
    assert parties("Die koreanische Seite dankte. Nordkorea und Südkorea luden ein.", "de") == ["PRK", "KOR"]


def test_places_know_their_state():
    (found,) = mentions_of("Die Gespräche fanden in Genf statt.", "de").found
    assert [(place.name, place.party) for place in found.places] == [("Geneva", "CHE")]


def test_the_hague_is_no_state():
    assert parties("The judges met in The Hague.", "en") == []


def test_spans_cover_the_words():
    text = "Die Republik Moldau dankte."
    mentions = mentions_of(text, "de")
    (party,) = mentions.found[0].parties
    start, end = party.span.evidence([found.sentence for found in mentions.found])
    assert text[start:end] == "Republik Moldau"


def test_a_capital_before_a_sides_noun_is_its_government():
    assert uses("Er lobte die Kiewer Führung.", "de") == [("UKR", "adjective")]
    assert uses("Er lobte das Pekinger Außenministerium.", "de") == [("CHN", "adjective")]
    assert uses("Die Wiener Gespräche dauerten an.", "de") == []


def test_what_a_conference_is_about_does_not_confer():
    assert uses("Der Syrien-Gipfel begann.", "de") == []
    assert uses("Der EU-Gipfel begann.", "de") == [("EU", "name")]
    assert uses("Der US-Außenminister sprach.", "de") == [("USA", "name")]


def test_a_house_of_two_countries_is_that_of_the_one_named():
    assert parties("The SPA met in Pyongyang.", "en") == ["PRK", "PRK"]
    assert parties("They talked, the SPA reported.", "en") == []
