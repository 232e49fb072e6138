"""What changes between two spans of days or two publishers: appeared, vanished, more, less, reworded."""

import pytest

from communique.errors import QuestionError
from communique.formulas.changing import Comparison, compare_formulas, contains
from communique.formulas.periods import around, fitting_period, parse_days, period_of, periods_between
from communique.register.asking.questions import Filter
from communique.register.register import Register
from readouts import Readout

VERBS = ("praised", "rejected", "weighed", "ignored", "demanded", "avoided", "welcomed", "described", "feared", "loved")


@pytest.fixture
def register(register_address):
    with Register(register_address) as opened:
        yield opened


def add(register, phrase, year, *, count=10, after="", **head):
    """Documents of a year that have a phrase."""
    for number in range(count):
        text = f"They {VERBS[number % 10]} the {phrase}{after}. Item {phrase[:3]}{year}{number}{head.get('publisher', '')}."
        name = f"{phrase[:9]}-{year}-{number}-{head.get('publisher', '')}"
        register.add(Readout(text, id=name, published=f"{year}-03-{number + 1:02}", **head).record)


def compared(register, day="2023"):
    (answer,) = compare_formulas(register, Comparison.of_periods(*around(day)))
    return answer


def kinds(answer):
    return {change.formula.phrase: change.kind for change in answer.changes}


def test_a_phrase_of_the_later_days_alone_appeared(register):
    add(register, "old harbour dues", 2022)
    add(register, "brave orbital treaty", 2023)
    assert kinds(compared(register))["brave orbital treaty"] == "appeared"


def test_a_phrase_of_the_earlier_days_alone_vanished(register):
    add(register, "old harbour dues", 2022)
    add(register, "brave orbital treaty", 2023)
    change = next(each for each in compared(register).changes if each.kind == "vanished")
    assert (change.before.documents, change.before.of, change.after.documents) == (10, 10, 0)
    assert change.formula.use.last.published == "2022-03-10"


def test_a_phrase_of_both_that_got_rarer_is_less(register):
    add(register, "old harbour dues", 2022, count=20)
    add(register, "old harbour dues", 2023, count=2)
    add(register, "brave orbital treaty", 2023, count=20)
    assert kinds(compared(register))["old harbour dues"] == "less"


def test_a_phrase_as_frequent_on_both_sides_did_not_change(register):
    add(register, "old harbour dues", 2022)
    add(register, "old harbour dues", 2023)
    assert compared(register).changes == ()


def test_a_phrase_that_is_reworded_is_told_with_the_one_that_came(register):
    add(register, "complete denuclearization", 2022, after=" of the peninsula")
    add(register, "verified denuclearization", 2023, after=" of the peninsula")
    rewording = compared(register).rewordings[0]
    assert rewording.old.formula.phrase.startswith("complete denuclearization")
    assert rewording.new.formula.phrase.startswith("verified denuclearization")
    assert "denuclearization" in rewording.shared


def test_phrases_in_one_frame_are_a_rewording_without_a_word_in_common(register):
    for year, phrase in ((2022, "firm hand"), (2023, "open door")):
        for number in range(10):
            text = f"Ministers {VERBS[number]} trade. Ministers promised Oslo a {phrase} towards neighbours."
            if number % 2:
                text = f"Some {VERBS[number]} a {phrase} elsewhere."
            register.add(Readout(f"{text} Item {year}{number}.", published=f"{year}-03-{number + 1:02}").record)
    frames = [(each.old.formula.phrase, each.new.formula.phrase, each.frame) for each in compared(register).rewordings]
    assert ("firm hand", "open door", ("promised oslo a", "towards neighbour")) in frames


def test_phrases_that_share_nothing_are_no_rewording(register):
    add(register, "old harbour dues", 2022)
    add(register, "brave orbital treaty", 2023)
    assert compared(register).rewordings == ()


def test_longer_and_shorter_phrases_that_changed_alike_stand_together(register):
    add(register, "old harbour dues", 2022)
    add(register, "harbour dues", 2022, count=5)
    add(register, "brave orbital treaty", 2023, count=15)
    vanished = [each for each in compared(register).changes if each.kind == "vanished"]
    assert len(vanished) == 1
    assert {vanished[0].formula.phrase, *vanished[0].narrower} == {"harbour dues", "old harbour dues"}


def test_two_publishers_are_compared_by_name_or_by_state(register):
    add(register, "old harbour dues", 2022, publisher="Gazette", state="JPN")
    add(register, "brave orbital treaty", 2022, publisher="Ministry", state="NLD")
    for one, other in (("Gazette", "Ministry"), ("jpn", "NLD")):
        (answer,) = compare_formulas(register, Comparison.of_publishers(one, other))
        assert kinds(answer) == {"brave orbital treaty": "appeared", "old harbour dues": "vanished"}


def test_what_neither_side_published_is_left_out(register):
    add(register, "old harbour dues", 2021)
    add(register, "old harbour dues", 2022, publisher="Gazette")
    add(register, "brave orbital treaty", 2023)
    sides = Comparison.of_periods(parse_days("2022"), parse_days("2023..2024"))
    (answer,) = compare_formulas(register, sides)
    assert (answer.before.documents, answer.after.documents) == (10, 10)


def test_one_publisher_is_compared_over_time_where_a_register_has_several(register):
    add(register, "old harbour dues", 2022)
    add(register, "brave orbital treaty", 2023)
    add(register, "amber coast charter", 2023, publisher="Gazette")
    sides = Comparison.of_periods(*around("2023"))
    (answer,) = compare_formulas(register, sides, narrowed=Filter(publisher="Ministry"))
    assert (answer.before.documents, answer.after.documents) == (10, 10)
    assert "amber coast charter" not in kinds(answer)


def test_spans_with_days_in_common_cannot_be_compared():
    with pytest.raises(QuestionError, match="days in common"):
        Comparison.of_periods(parse_days("2021..2023"), parse_days("2023-06..2024"))


def test_documents_without_a_day_are_counted_as_left_out(register):
    add(register, "old harbour dues", 2022)
    add(register, "brave orbital treaty", 2023)
    register.add(Readout("They spoke.", published=None).record)
    assert compared(register).undated == 1


def test_languages_are_compared_each_for_itself(register):
    for year in (2022, 2023):
        add(register, "old harbour dues", year)
    add(register, "Gemeinsame Erklaerung", 2022, language="de")
    assert [answer.language for answer in compare_formulas(register, Comparison.of_periods(*around("2023")))] == ["en"]


def test_a_side_without_documents_is_said(register):
    add(register, "old harbour dues", 2022)
    with pytest.raises(QuestionError, match="en: 10 and 0"):
        compare_formulas(register, Comparison.of_periods(*around("2024")))


def test_the_same_register_gives_the_same_answer(register):
    add(register, "complete denuclearization", 2022)
    add(register, "verified denuclearization", 2023)
    assert compared(register) == compared(register)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(("a", "b", "c"), ("b", "c"), True), (("b",), ("a", "b"), True), (("a", "c"), ("a", "b", "c"), False)],
)
def test_one_phrase_contains_another_where_its_words_stand_in_it_together(one, other, expected):
    assert contains(one, other) is expected


# days and periods


@pytest.mark.parametrize(
    ("period", "name"), [("month", "2024-06"), ("quarter", "2024-Q2"), ("year", "2024")]
)  # fmt: skip
def test_a_day_lies_in_its_period(period, name):
    assert period_of("2024-06-19", period) == name


def test_periods_between_leave_none_out():
    assert periods_between("2023-11", "2024-02", "month") == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert periods_between("2023", "2024-02", "quarter")[:2] == ["2023-Q1", "2023-Q2"]


def test_the_longer_the_register_the_longer_the_periods():
    assert fitting_period(["2024-01", "2024-12"]) == "month"
    assert fitting_period(["2021-01", "2024-12"]) == "quarter"
    assert fitting_period(["1961-01", "2024-12"]) == "year"
    assert fitting_period([]) == "year"


def test_a_span_of_days_holds_its_last_year_whole():
    span = parse_days("2021..2022")
    assert "2022-12-31" in span and "2021-01-01" in span
    assert "2023-01-01" not in span and "2020-12-31" not in span


def test_a_day_parts_what_is_before_it_from_what_is_not():
    before, after = around("2023-01-01")
    assert "2022-12-31" in before and "2023-01-01" not in before
    assert "2023-01-01" in after
    assert (str(before), str(after)) == ("before 2023-01-01", "from 2023-01-01")


@pytest.mark.parametrize("text", ["..", "2024..2023", "June", "2024-13"])
def test_what_is_no_span_of_days_is_said(text):
    with pytest.raises(QuestionError):
        parse_days(text)
