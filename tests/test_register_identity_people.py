"""Who is one across texts: the rules, each on names and offices made up for it."""

from __future__ import annotations

import pytest

from communique.register.identity.people import (
    Appearance,
    Known,
    as_appearances,
    fit_of,
    is_name,
    judge,
    judge_all,
    share_word,
)
from communique.register.identity.verdict import SAME, UNDECIDED, choose

MINISTER, PRESIDENT = ("foreign-minister", ""), ("president", "")


def somebody(*names, party="ARK", offices=(), day="2020-05-01", texts=1, id=1) -> Known:
    known = Known(id, list(names), offices=set(offices), first_day=day, last_day=day)
    known.count(party, texts)
    return known


def appears(name, party="ARK", offices=(), day="2020-06-01") -> Appearance:
    return Appearance(name, party, frozenset(offices), day)


@pytest.mark.parametrize("word", ["D", "NY-15", "FEMA", "Plan](https://example.org", ""])
def test_what_cannot_be_a_name(word):
    assert not is_name(word)


@pytest.mark.parametrize("name", ["Holm", "Ban Ki-moon", "KIM JONG UN", "习近平", "Xi"])
def test_what_can_be_a_name(name):
    assert is_name(name)


@pytest.mark.parametrize(
    ("name", "other", "kind"),
    [
        ("Ilse Holm", "Ilse M. Holm", "full"),
        ("Liz Shuler", "Elizabeth H. Shuler", "full"),  # another form of the given name
        ("Abdullah II", "Abdullah II", "full"),
        ("Holm", "Ilse Holm", "surname"),
        ("Lawrow", "Sergei Lavrov", "sound"),
        ("Sergej Lawrow", "Sergey Lavrov", "near"),
        ("Jon Finer", "John Furner", "near"),
        ("Ilse Holm", "Karin Holm", "conflict"),
        ("Boris Johnson", "Lyndon B. Johnson", "conflict"),  # the B. is no first name
        ("Technology", "Technology Ilse Holm", "conflict"),  # half a title before the name
        ("Ilse Holm", "Ruth Adler", "conflict"),
    ],
)
def test_how_names_fit(name, other, kind):
    assert fit_of(name, other).kind == kind


def test_names_that_lack_both_last_words_are_not_sure():
    assert fit_of("Pro Tempore", "Pro Tempore Ilse Holm").kind == "near"


def test_a_full_name_for_the_same_party_is_one():
    assert judge(appears("Ilse Holm"), somebody("Ilse Holm")).score >= SAME


def test_a_full_name_and_office_outweigh_another_party():
    known = somebody("Ilse Holm", offices=[MINISTER])
    assert judge(appears("Ilse Holm", party="NOR", offices=[MINISTER]), known).score >= SAME


def test_a_full_name_with_another_party_and_office_is_left_open():
    known = somebody("Ilse Holm", offices=[MINISTER])
    assert UNDECIDED <= judge(appears("Ilse Holm", party="NOR", offices=[("judge", "")]), known).score < SAME


def test_a_common_full_name_of_another_party_is_left_open():
    known = somebody("Kim Young-ho", offices=[MINISTER])
    assert judge(appears("Kim Young-ho", party="NOR", offices=[MINISTER]), known).score < SAME


def test_a_surname_with_the_same_office_is_one():
    assert judge(appears("Holm", offices=[MINISTER]), somebody("Ilse Holm", offices=[MINISTER])).score >= SAME


def test_a_surname_with_another_office_may_be_a_career():
    verdict = judge(appears("Holm", offices=[("mayor", "")]), somebody("Ilse Holm", offices=[MINISTER]))
    assert UNDECIDED <= verdict.score < SAME


def test_a_surname_with_another_office_of_which_there_are_several_asks_nothing():
    known = [somebody("Ilse Holm", offices=[MINISTER], id=1), somebody("Karin Holm", offices=[PRESIDENT], id=2)]
    assert not choose(judge_all(appears("Holm", offices=[("mayor", "")]), known)).open


def test_a_surname_alone_for_nobody_is_left_open():
    assert UNDECIDED <= judge(appears("Holm", party=None), somebody("Ilse Holm", offices=[MINISTER])).score < SAME


def test_a_surname_alone_means_one_of_whom_many_texts_told():
    assert judge(appears("Holm", party=None), somebody("Ilse Holm", texts=6)).score >= SAME


def test_a_slip_of_the_party_does_not_make_a_president_somebody_else():
    known = somebody("Ilse Holm", offices=[PRESIDENT], texts=30)
    assert judge(appears("Holm", party="NOR", offices=[PRESIDENT]), known).score >= SAME


def test_another_party_parts_surnames_of_few_texts():
    known = somebody("Ilse Holm", offices=[PRESIDENT], texts=2)
    assert judge(appears("Holm", party="NOR", offices=[PRESIDENT]), known).score < UNDECIDED


def test_a_party_told_once_in_many_texts_is_taken_for_a_slip():
    known = somebody("Ilse Holm", texts=20)
    known.count("NOR", 1)
    assert known.parties == {"ARK"}


def test_another_spelling_of_a_surname_needs_office_and_party():
    known = somebody("Sergei Lavrov", party="RUS", offices=[MINISTER])
    assert judge(appears("Lawrow", party="RUS", offices=[MINISTER]), known).score >= SAME
    assert judge(appears("Lawrow", party="RUS"), known).score < UNDECIDED


def test_another_spelling_of_a_full_name_is_one_for_the_same_party():
    known = somebody("Sergei Lavrov", party="RUS", offices=[MINISTER])
    assert judge(appears("Sergej Lawrow", party="RUS"), known).score >= SAME


def test_names_that_sound_alike_with_other_offices_are_left_open():
    known = somebody("John Kerry", offices=[MINISTER])
    assert UNDECIDED <= judge(appears("John Kelly", offices=[("chief-of-staff", "")]), known).score < SAME


def test_a_spouse_is_somebody_else():
    assert judge(appears("Jill Holm"), somebody("Joseph Holm", "Holm")).score < UNDECIDED


def test_a_label_that_is_no_name_joins_its_like_and_asks_nothing():
    assert judge(appears("FEMA", party=None), somebody("FEMA", party=None)).score >= SAME
    assert judge(appears("FEMA"), somebody("Ilse Fema")).score < UNDECIDED


def test_a_surname_of_several_is_left_open():
    known = [somebody("Ilse Holm", id=1), somebody("Karin Holm", id=2)]
    assert choose(judge_all(appears("Holm"), known)).chosen is None


def test_of_several_the_one_of_far_more_texts_is_meant():
    known = [somebody("Ilse Holm", id=1, texts=40), somebody("Karin Holm", id=2)]
    assert choose(judge_all(appears("Holm"), known)).chosen == 1


def test_nobody_is_in_office_for_a_life():
    known = somebody("Ilse Holm", day="1950-01-01")
    assert judge(appears("Ilse Holm", day="2020-01-01"), known).score < SAME


def test_somebody_of_few_texts_appears_again_on_the_day_next_to_the_other():
    few = Known(1, ["Holm"], first_day="2019-01-01", last_day="2020-01-01")
    (again,) = as_appearances(few, somebody("Ilse Holm", day="2020-05-01"))
    assert again.day == "2020-01-01"


def test_a_second_look_is_for_those_who_share_a_word():
    assert share_word(somebody("Holm"), somebody("Ilse Holm"))
    assert not share_word(somebody("Holm"), somebody("Ilse Holmgren"))
