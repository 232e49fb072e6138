"""Which agreements are one across texts: the rules, each on titles."""

from __future__ import annotations

import pytest

from communique.register.identity.agreements import Named, judge, judge_best, keys_of, own_name
from communique.register.identity.verdict import SAME, UNDECIDED


def named(title, *parties, kind="agreement", date=None, language="en") -> Named:
    return Named(kind, title, frozenset(parties), date, language)


def score(one: Named, other: Named) -> float:
    return judge(one, other).score


@pytest.mark.parametrize("title", ["Paris Agreement", "New START", "JCPOA", "Abraham Accords", "Lowered Costs Act"])
def test_titles_that_name_themselves(title):
    assert own_name(title)


@pytest.mark.parametrize(
    "title",
    ["joint statement", "Mutual Defense Treaty", "Free Trade Agreement", "Memorandum of Understanding", "Vertrag"],
)
def test_titles_that_many_agreements_have(title):
    assert not own_name(title)


def test_a_name_of_its_own_is_one_whoever_speaks_of_it():
    assert score(named("Paris Agreement", "FRA", "USA"), named("Paris Agreement", "CHN", "USA")) >= SAME


def test_a_name_of_its_own_is_one_whenever_it_is_spoken_of():
    one, other = (named("Abraham Accords", "ISR", "USA", date=date) for date in ("2021-03-01", "2023-07-09"))
    assert score(one, other) >= SAME


def test_words_around_a_name_do_not_matter():
    assert score(named("historic Abraham Accords", "BHR"), named("Abraham Accords", "ISR")) >= SAME


def test_a_treaty_of_two_is_not_that_of_two_others():
    one, other = (named("Mutual Defense Treaty", party, "USA", kind="treaty") for party in ("PHL", "JPN"))
    assert score(one, other) < UNDECIDED


def test_joint_statements_of_two_days_stay_apart():
    one, other = (
        named("joint statement", "ARK", "NOR", kind="joint_statement", date=date)
        for date in ("2020-05-04", "2020-09-01")
    )
    assert score(one, other) < UNDECIDED


def test_a_joint_statement_of_one_day_in_two_languages_is_one():
    one = named("joint statement", "ARK", "NOR", kind="joint_statement", date="2020-05-04")
    other = named("gemeinsame Erklärung", "ARK", "NOR", kind="joint_statement", date="2020-05-04", language="de")
    assert score(one, other) >= SAME


def test_kinds_part_names_of_the_same_words():
    one = named("Joint Action Plan on Critical Minerals", "ARK", "NOR", kind="plan")
    assert score(one, named("Critical Minerals Agreement", "DNK", "NOR")) < SAME


def test_two_plans_named_with_each_other_do_not_become_one():
    tellings = [
        named("Northern Jobs Plan", "ARK", kind="plan"),
        named("Northern Jobs Plan and Coastal Ports Plan", "ARK", kind="plan"),
    ]
    assert judge_best(named("Coastal Ports Plan", "ARK", kind="plan"), tellings).score < UNDECIDED


def test_a_name_is_found_by_its_own_words():
    assert keys_of(named("Abraham Accords")) & keys_of(named("historic Abraham Accords and the summit"))
