"""Which meetings are one across texts: the rules, each on tellings made up for it."""

from __future__ import annotations

from dataclasses import replace

from communique.register.identity.meetings import Telling, favour_only, judge, judge_best
from communique.register.identity.verdict import SAME, UNDECIDED, Verdict, choose

HOLM, ADLER, BRANDT, OKORO = 1, 2, 3, 4
BASE = Telling(
    "meeting",
    "held",
    frozenset({"ARK", "NOR"}),
    "2020-05-04",
    "2020-05-04",
    None,
    None,
    None,
    {HOLM: "ARK", ADLER: "NOR"},
)


def told(**changes) -> Telling:
    return replace(BASE, **changes)


def is_same(one: Telling, other: Telling) -> bool:
    return judge(one, other).score >= SAME


def test_the_same_people_on_the_same_day_are_one_meeting():
    assert is_same(BASE, told(published="2020-06-01"))


def test_two_sides_tell_one_meeting_a_day_apart():
    assert is_same(told(reported="Ark"), told(date="2020-05-05", reported="Nordland"))


def test_other_people_for_one_side_are_another_meeting():
    assert judge(BASE, told(people={HOLM: "ARK", BRANDT: "NOR"})).score < UNDECIDED


def test_other_people_whose_party_was_misread_are_another_meeting():
    assert judge(BASE, told(people={HOLM: "ARK", BRANDT: "DNK"})).score < UNDECIDED


def test_a_text_that_names_one_side_alone_does_not_suffice():
    assert not is_same(told(date=None), told(people={HOLM: "ARK"}, date=None))


def test_a_call_is_no_meeting():
    assert judge(BASE, told(kind="call")).score < UNDECIDED


def test_calls_on_successive_days_reported_by_one_publisher_stay_apart():
    call = told(kind="call", date=None, reported="Ark")
    assert judge(call, replace(call, published="2020-05-06")).score < UNDECIDED


def test_a_publisher_that_reports_other_people_reports_another_meeting():
    both = told(place="Oslo", reported="Ark")
    assert judge(both, replace(both, people={HOLM: "ARK"})).score < UNDECIDED


def test_a_readout_given_out_twice_tells_one_meeting():
    assert is_same(told(reported="Ark"), told(reported="Ark"))


def test_a_later_reference_to_a_call_of_that_day_is_that_call():
    assert is_same(told(kind="call"), told(kind="call", people={}, published="2020-06-01"))


def test_a_reference_by_month_in_a_text_about_both_sides_is_that_meeting():
    later = told(date="2020-05", people={}, around={HOLM: "ARK", ADLER: "NOR"}, kind="talks")
    judged = favour_only([(1, judge(later, BASE))])
    assert choose(judged).chosen == 1


def test_a_reference_by_month_to_nobody_in_particular_is_left_open():
    judged = favour_only([(1, judge(told(date="2020-05", people={}), BASE))])
    assert UNDECIDED <= judged[0][1].score < SAME


def test_a_reference_by_month_that_fits_two_is_left_open():
    judged = favour_only([(1, Verdict(0.8, "")), (2, Verdict(0.78, ""))])
    assert choose(judged, margin=0.04).chosen is None


def test_the_next_month_is_another_meeting():
    assert judge(told(date="2020-04"), told(date="2020-05", people={})).score < UNDECIDED


def test_a_year_alone_tells_nothing():
    assert not is_same(told(date="2020", people={}), told(people={}))


def test_a_summit_of_many_is_not_the_meeting_of_two_on_its_margins():
    many = told(kind="summit", parties=frozenset({"ARK", "NOR", "DNK", "SWE", "FIN"}))
    assert not is_same(BASE, many)


def test_a_third_party_with_its_own_people_leaves_it_open():
    three = told(parties=frozenset({"ARK", "NOR", "DNK"}), people={HOLM: "ARK", ADLER: "NOR", BRANDT: "DNK"})
    assert UNDECIDED <= judge(BASE, three).score < SAME


def test_what_one_telling_excludes_another_cannot_bring_back():
    vague = told(date="2020-05", people={})
    tellings = [vague, BASE]
    assert judge_best(told(date="2020-05-20", published="2020-05-20"), tellings).score < UNDECIDED


def test_rounds_differ():
    assert judge(told(ordinal=2), told(ordinal=3)).score < UNDECIDED
