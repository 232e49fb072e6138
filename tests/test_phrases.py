"""Words of a lexicon found again in a text, whatever their inflection."""

import pytest

from communique.phrases import Folding, Phrases, same_case, split_words

GERMAN = Folding(("en", "em", "er", "es", "e", "n", "s"))
ENGLISH = Folding(("s",), split_hyphens=True)


@pytest.mark.parametrize("form", ["russisch", "russische", "russischen", "russischem", "russischer", "Russisches"])
def test_inflected_adjectives_fold_to_one_word(form):
    assert GERMAN(form) == GERMAN("russisch")


@pytest.mark.parametrize(("form", "words"), [
    ("one-on-one", ["one", "-", "on", "-", "one"]), ("D-8", ["D-8"]), ("2+2 dialogue", ["2", "+", "2", "dialogue"]),
    ("EU+3", ["EU+3"]), ("leaders' summit", ["leaders", "'", "summit"]), ("Atlanta, Georgia", ["Atlanta", ",", "Georgia"]),
    ("HIV/AIDS", ["HIV", "/", "AIDS"]), ("Japan’s", ["Japan", "’s"]),
])  # fmt: skip
def test_a_form_is_cut_where_the_tokenizer_cuts(form, words):
    assert split_words(form, hyphens=True) == words


def test_accents_and_case_are_folded_away():
    assert ENGLISH("Türkiye") == ENGLISH("TURKIYE")


def test_a_short_word_keeps_its_ending():
    assert GERMAN("Bern") != GERMAN("Ber")
    assert GERMAN("Polen") != GERMAN("Pol")


def test_an_abbreviation_is_not_the_word_of_the_same_letters():
    assert ENGLISH("US") != ENGLISH("us")


def test_curly_and_straight_apostrophes_are_one():
    assert ENGLISH("Côte’d") == ENGLISH("Cote'd")


def test_the_longest_phrase_wins():
    phrases = Phrases({"Korea": "short", "Republik Korea": "long"}, GERMAN)
    (match,) = phrases.find(["Die", "Republik", "Korea", "dankte"])
    assert (match.value, match.first, match.last) == ("long", 1, 2)


def test_a_longer_phrase_that_the_text_breaks_off_does_not_match():
    phrases = Phrases({"Republik Korea": "KOR", "Republik": "a republic"}, GERMAN)
    (match,) = phrases.find(["die", "Republik"])
    assert match.value == "a republic"


def test_matches_do_not_overlap():
    phrases = Phrases({"Vereinte Nationen": "UN", "Nationen": "nations"}, GERMAN)
    assert [match.value for match in phrases.find(["Vereinten", "Nationen", "Nationen"])] == ["UN", "nations"]


def test_every_word_of_a_phrase_may_be_inflected():
    phrases = Phrases({"Russische Föderation": "RUS"}, GERMAN)
    assert [match.value for match in phrases.find(["der", "Russischen", "Föderation"])] == ["RUS"]


def test_a_capital_in_the_lexicon_asks_for_a_capital_in_the_text():
    phrases = Phrases({"Polish": "POL", "minister": "office"}, ENGLISH)
    assert phrases.get("polish") is None
    assert phrases.get("Minister") == "office"


def test_same_case():
    assert same_case("Mali", "Mali") and same_case("mali", "Mali")
    assert not same_case("Mali", "mali")


def test_forms_of_one_folding_are_told_apart_by_case():
    phrases = Phrases({"March": "month", "march": "walk"}, ENGLISH)
    assert phrases.get("march") == "walk"


def test_an_unknown_word_is_not_there():
    phrases = Phrases({"Wien": "AUT"}, GERMAN)
    assert phrases.get("Graz") is None
    assert "Graz" not in phrases and "Wien" in phrases
    assert len(phrases) == 1


def test_no_words_no_matches():
    assert list(Phrases({"Wien": "AUT"}, GERMAN).find([])) == []


def test_german_hyphens_and_abbreviations_stay_whole():
    assert split_words("S.E. US-Außenminister (KCNA)") == ["S.E.", "US-Außenminister", "(", "KCNA", ")"]


def test_english_hyphens_and_genitives_are_parted():
    assert split_words("co-chair of Japan's Diet", hyphens=True) == ["co", "-", "chair", "of", "Japan", "'s", "Diet"]
