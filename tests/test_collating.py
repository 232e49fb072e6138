"""Collating copies of one text: one behaviour a test, on sentences written for it."""

from pathlib import Path

import pytest

from communique.collating import CollationError, Witness, collate, to_json
from communique.documents.document import Document

SAMPLES = Path(__file__).resolve().parent.parent / "src" / "communique" / "samples"
SEED = Path("/work/shared/gold/dev/lawrow-gespraech.txt")
EN = "Minister Ana Holm met Minister Jon Berg in Doha on 3 May 2019. They spoke about grain for an hour. Berg thanked Holm."
DE = "Der Botschafter empfing Genossen Pak Chol in Bern. Am Abend sprachen sie über Getreide. Danach reiste er nach Wien."


def collated(*texts, language=None, **options):
    options.setdefault("base", "W1")
    options.setdefault("read", False)
    return collate([Witness(f"W{at}", text, None, language) for at, text in enumerate(texts, 1)], **options)


def variants(*texts, **options):
    return [(each.kind, each.lemma, each.reading) for each in collated(*texts, **options).variants]


def lacunae(*texts, **options):
    return [
        (each.siglum, each.kind, each.supplied and each.supplied.text) for each in collated(*texts, **options).lacunae
    ]


# variants


def test_a_name_spelled_otherwise():
    assert variants(EN, EN.replace("Berg in", "Bergh in"), language="en") == [("spelling_of_name", "Berg", "Bergh")]


def test_a_name_of_two_words_spelled_otherwise_is_one_variant():
    two = DE.replace("Pak Chol", "Bak Tschol")
    assert variants(DE, two, language="de") == [("spelling_of_name", "Pak Chol", "Bak Tschol")]


def test_names_are_told_by_their_capitals_where_there_is_no_lexicon():
    one = "Ο υπουργός συνάντησε τον Λαβρόφ στην Αθήνα και μίλησε για το σιτάρι με τους άλλους."
    assert variants(one, one.replace("Λαβρόφ", "Λαβρώφ")) == [("spelling_of_name", "Λαβρόφ", "Λαβρώφ")]


def test_another_month_is_a_date():
    assert variants(EN, EN.replace("May", "June"), language="en") == [("date", "May", "June")]


def test_another_day_is_a_date():
    assert variants(EN, EN.replace("3 May", "4 May"), language="en") == [("date", "3", "4")]


def test_another_year_is_a_date_in_any_language():
    assert variants(EN, EN.replace("2019", "2018")) == [("date", "2019", "2018")]


def test_another_number():
    one = "The delegation had 12 members and stayed for long."
    assert variants(one, one.replace("12", "14")) == [("number", "12", "14")]


def test_another_number_in_words():
    one = "The delegation had twelve members and stayed for long."
    assert variants(one, one.replace("twelve", "three"), language="en") == [("number", "twelve", "three")]


def test_another_office_is_a_changed_title():
    two = DE.replace("Botschafter", "Außenminister")
    assert variants(DE, two, language="de") == [("title", "Botschafter", "Außenminister")]


def test_other_words():
    assert variants(EN, EN.replace("thanked", "praised"), language="en") == [("wording", "thanked", "praised")]


def test_a_word_spelled_otherwise():
    assert variants(EN, EN.replace("thanked", "thankde"), language="en") == [("spelling", "thanked", "thankde")]


def test_case_alone_is_spelling():
    assert variants(EN, EN.replace("grain", "Grain"), language="en") == [("spelling", "grain", "Grain")]


def test_marks_alone_are_punctuation():
    assert variants(EN, EN.replace("hour.", "hour!")) == [("punctuation", ".", "!")]


def test_words_left_out():
    assert variants(EN, EN.replace(" for an hour", "")) == [("omission", "for an hour", "")]


def test_a_sentence_left_out_begins_where_the_sentence_does():
    one = "Er kam nach Bern. Er dankte den Gästen. Er ging nach Wien."
    assert variants(one, "Er kam nach Bern. Er ging nach Wien.") == [("omission", "Er dankte den Gästen.", "")]


def test_words_put_in():
    assert variants(EN, EN.replace("about grain", "about wheat and grain")) == [("addition", "", "wheat and")]


def test_words_in_another_order():
    one = "Talks of Holm and Berg began today."
    two = "Talks of Berg and Holm began today."
    assert variants(one, two) == [("transposition", "Holm and Berg", "Berg and Holm")]


def test_a_moved_paragraph():
    paragraphs = [
        f"Absatz {name} nennt {name}a, {name}b und {name}c mit Namen." for name in ("Eins", "Zwei", "Drei", "Vier")
    ]
    moved = [paragraphs[at] for at in (0, 2, 1, 3)]
    found = variants("\n".join(paragraphs), "\n".join(moved))
    assert [kind for kind, *_ in found] == ["transposition"]
    assert found[0][1] in paragraphs[1:3]


def test_variants_within_a_moved_paragraph_are_found():
    paragraphs = [
        f"Absatz {name} nennt {name}a, {name}b und {name}c mit Namen." for name in ("Eins", "Zwei", "Drei", "Vier")
    ]
    moved = [paragraphs[at] for at in (0, 2, 1, 3)]
    found = variants(
        "\n".join(paragraphs), "\n".join(moved).replace("Zweic mit", "Zweic ohne").replace("Dreic mit", "Dreic ohne")
    )
    assert sorted(kind for kind, *_ in found) == ["transposition", "wording", "wording"]


def test_a_moved_paragraph_of_which_only_a_stub_is_left_is_found_and_filled():
    paragraphs = [
        f"Absatz {name} nennt {name}a, {name}b und {name}c mit Namen." for name in ("Eins", "Zwei", "Drei", "Vier")
    ]
    moved = [paragraphs[0], paragraphs[2], "Absatz Zwei nennt", paragraphs[3]]
    collation = collated("\n".join(paragraphs), "\n".join(moved))
    assert [each.kind for each in collation.variants] == ["transposition"]
    assert [each.supplied.text for each in collation.lacunae] == ["Zweia, Zweib und Zweic mit Namen."]


def test_a_moved_passage_that_stands_twice_is_found_among_what_is_left():
    twice = "Beide Seiten kamen überein, einander bald wieder in Wien zu treffen."
    middle = [f"Absatz {name} nennt {name}a, {name}b und {name}c mit Namen." for name in ("Eins", "Zwei", "Drei")]
    one = [twice, middle[0], middle[1], twice, middle[2]]
    two = [twice, middle[0], twice, middle[1], middle[2]]
    assert [kind for kind, *_ in variants("\n".join(one), "\n".join(two))] == ["transposition"]


def test_a_word_changed_beside_a_moved_paragraph_is_one_variant():
    paragraphs = [
        f"Absatz {name} nennt {name}a, {name}b und {name}c mit Namen." for name in ("Eins", "Zwei", "Drei", "Vier")
    ]
    moved = [paragraphs[0], "Kapitel" + paragraphs[2][6:], paragraphs[1], paragraphs[3]]
    found = variants("\n".join(paragraphs), "\n".join(moved))
    assert ("wording", "Absatz", "Kapitel") in found and len(found) == 2


def test_witnesses_that_read_the_same_stand_together():
    other = EN.replace("thanked", "praised")
    assert [each.sigla for each in collated(EN, other, other).variants] == [("W2", "W3")]


def test_additions_of_two_witnesses_at_one_place_are_laid_beside_each_other():
    found = collated(EN, EN.replace("grain", "old grain"), EN.replace("grain", "very old grain"))
    assert [(each.reading, each.sigla) for each in found.variants] == [("old", ("W2",)), ("very old", ("W3",))]


# lacunae


def test_a_name_lost_after_an_honorific_is_supplied():
    assert lacunae(DE, DE.replace("Pak Chol ", ""), language="de") == [("W2", "missing_name", "Pak Chol")]


def test_what_the_base_has_lost_is_supplied_too():
    found = lacunae(DE.replace("Pak Chol ", ""), DE, language="de")
    assert found == [("W1", "missing_name", "Pak Chol")]


def test_what_fills_a_lacuna_of_the_base_is_no_addition():
    assert variants(DE.replace("Pak Chol ", ""), DE, language="de") == []


def test_supplied_words_have_their_witness_and_span():
    supplied = collated(DE.replace("Pak Chol ", ""), DE, language="de").lacunae[0].supplied
    (span,) = supplied.passage.spans
    assert (supplied.passage.siglum, DE[slice(*span)]) == ("W2", "Pak Chol")


def test_a_sentence_broken_off_is_supplied_in_any_language():
    one = "Ο υπουργός μίλησε με τον πρέσβη.\nΤο βράδυ έφυγε για τη Βιέννη."
    two = "Ο υπουργός μίλησε με\nΤο βράδυ έφυγε για τη Βιέννη."
    assert lacunae(one, two) == [("W2", "truncated", "τον πρέσβη.")]


def test_an_end_cut_off_is_supplied():
    assert lacunae(EN, EN[: EN.index(" for an hour")]) == [("W2", "cut_off", "for an hour. Berg thanked Holm.")]


@pytest.mark.parametrize("mark", ["[...]", "[…]", "…", "[- - -]", "(...)"])
def test_a_sign_of_a_gap_is_filled(mark):
    assert lacunae(EN, EN.replace("about grain", mark)) == [("W2", "marked", "about grain")]


def test_an_ellipsis_that_all_have_is_no_lacuna():
    text = EN.replace("about grain", "about … grain")
    assert lacunae(text, text) == []


def test_destroyed_characters_are_supplied():
    one = "Sie aßen im Gästehaus am See."
    assert lacunae(one, one.replace("ä", "Ã¤")) == [("W2", "garbled", "Gästehaus")]


def test_white_space_before_a_mark_is_a_sign():
    one = "Talks with the envoy, Ana Holm, went on in Doha."
    assert lacunae(one, one.replace(" Ana Holm", " ")) == [("W2", "missing_words", "Ana Holm")]


def test_a_declared_gap_is_filled():
    two = EN.replace(" for an hour", "")
    at = two.index("grain") + len("grain")
    assert lacunae(EN, two, gaps={"W2": [(at, at)]}) == [("W2", "declared", "for an hour")]


def test_words_in_a_declared_gap_stay_in_the_table():
    at = EN.index("grain")
    collation = collated(EN, EN.replace("grain", "gr~in"), gaps={"W2": [(at, at + 5)]})
    assert [(each.kind, each.supplied.text) for each in collation.lacunae] == [("declared", "grain")]
    assert any(reading.text == "gr~in" for place in collation.places for reading in place.readings)


def test_without_a_sign_words_left_out_are_an_omission():
    assert lacunae(EN, EN.replace(" for an hour", "")) == []


def test_what_every_witness_lacks_stays_a_lacuna():
    text = "Der Botschafter empfing den Genossen, dankte ihm und reiste nach Wien."
    assert lacunae(text, text, language="de") == [("W1", "missing_name", None), ("W2", "missing_name", None)]


def test_a_bracketed_gap_that_all_have_stays_a_lacuna():
    text = EN.replace("about grain", "[...]")
    assert lacunae(text, text) == [("W1", "marked", None), ("W2", "marked", None)]


def test_what_others_have_instead_is_told():
    found = collated(DE.replace("Pak Chol ", ""), DE, DE, DE.replace("Chol", "Tschol"), language="de").lacunae[0]
    assert (found.supplied.text, found.supplied.agreeing) == ("Pak Chol", ("W3",))
    assert [each.text for each in found.rejected] == ["Pak Tschol"]


def test_a_witness_with_a_loss_of_its_own_supplies_last():
    found = collated(EN, EN.replace("about grain", "[...]"), EN.replace("about grain for", "[...]"))
    assert {each.supplied.passage.siglum for each in found.lacunae} == {"W1"}


@pytest.mark.models
def test_the_reader_sees_scars_that_marks_do_not_show():
    one = "Holm met President Kamau in Doha. President Kamau thanked him."
    found = lacunae(one, one.replace("President Kamau thanked", "President thanked"), language="en", read=True)
    assert found == [("W2", "missing_name", "Kamau")]


@pytest.mark.models
def test_the_sample_that_lost_names_is_restored():
    copies = [(SAMPLES / f"de-pjoengjang-2000-nord{end}.txt").read_text("utf-8") for end in ("-kopie", "")]
    collation = collate(copies)
    assert collation.base == "W2"
    assert collation.variants == ()
    assert [each.supplied.text for each in collation.lacunae] == [
        "Kim Jong Il", "Gästehaus", "Kim Jong Il", "Frage der nicht bekehrten Langzeithäftlinge zu lösen.", "Kim Jong Il",
    ]  # fmt: skip


@pytest.mark.models
@pytest.mark.skipif(not SEED.exists(), reason="the text is no part of the project")
def test_the_lost_name_of_the_first_text_comes_back():
    damaged = SEED.read_text("utf-8")
    sound = damaged.replace("dem Genossen\n", "dem Genossen Kim Jong Un einen Gruß.\n").replace(
        "\nEr hörte", "\nKim Jong Un dankte. Er hörte"
    )
    found = [(each.kind, each.supplied.text) for each in collate([damaged, sound]).lacunae]
    assert found == [("missing_name", "Kim Jong Un einen Gruß."), ("missing_antecedent", "Kim Jong Un dankte.")]


# base, sigla, errors


def test_the_base_is_the_witness_with_fewest_losses():
    assert collated(EN.replace("about grain", "[...]"), EN, base=None).base == "W2"


def test_the_base_is_the_witness_that_agrees_with_most():
    other = EN.replace("thanked", "praised")
    assert collated(other, EN, EN + " ", base=None).base in ("W2", "W3")


def test_a_fragment_is_no_base():
    assert collated(EN[:40], EN, base=None).base == "W2"


def test_documents_are_named_in_their_order():
    collation = collate([Document(EN, language="en", source="a.txt"), Document(EN, language="en")], read=False)
    assert [(each.siglum, each.source) for each in collation.witnesses] == [("W1", "a.txt"), ("W2", None)]


def test_one_copy_alone_is_refused():
    with pytest.raises(CollationError, match="two witnesses"):
        collate([EN])


def test_an_unknown_base_is_refused():
    with pytest.raises(CollationError, match='no witness "W9"'):
        collated(EN, EN, base="W9")


def test_a_siglum_used_twice_is_refused():
    with pytest.raises(CollationError, match='"A"'):
        collate([Witness("A", EN), Witness("A", EN)])


def test_a_gap_outside_of_the_text_is_refused():
    with pytest.raises(CollationError, match="W2:5-900"):
        collated(EN, EN, gaps={"W2": [(5, 900)]})


def test_empty_copies_have_no_place():
    assert collated("", " ").places == ()


def test_json_has_all_parts():
    text = to_json(collated(DE, DE.replace("Pak Chol ", ""), language="de")).decode()
    assert all(f'"{key}"' in text for key in ("schema", "witnesses", "places", "variants", "lacunae", "supplied"))
