"""Agreements named or signed: kind, words, parties, date; once each."""

import pytest

from stored import record_of

ZWEI = "Der kenianische Präsident William Ruto traf die norwegische Ministerpräsidentin Anna Berg."


def agreements(text, language="en", **known):
    return [(each.kind, each.title, each.parties, each.date) for each in record_of(text, language, **known).agreements]


def test_what_is_signed():
    assert agreements("Norway and Finland signed a protocol on fisheries.") == [
        ("protocol", "protocol on fisheries", ("FIN", "NOR"), None)
    ]


def test_what_is_named():
    text = f"{ZWEI} Sie würdigten den Vertrag über gute Nachbarschaft."
    assert [each[:2] for each in agreements(text, "de")] == [("treaty", "Vertrag über gute Nachbarschaft")]


def test_parties_of_the_talks_where_none_are_named():
    text = f"{ZWEI} Beide Seiten unterzeichneten ein Protokoll über Fischerei."
    assert agreements(text, "de") == [("protocol", "Protokoll über Fischerei", ("KEN", "NOR"), None)]


def test_once_each():
    text = f"{ZWEI} Sie unterzeichneten den Vertrag über gute Nachbarschaft. Der Vertrag über gute Nachbarschaft tritt in Kraft."
    assert len(agreements(text, "de")) == 1


def test_the_date_of_the_agreement():
    text = f"{ZWEI} Sie würdigten das Abkommen vom 9. Februar 1990 über den Handel."
    assert [each[3] for each in agreements(text, "de")] == ["1990-02-09"]


def test_a_plan_in_general_is_none():
    assert agreements("Minister Berg said that the plan is good.") == []


@pytest.mark.xfail(reason='an indefinite "broad agreement on …" counts as a named one', strict=False)
def test_broad_agreement_is_no_document():
    assert agreements("The ministers noted that there was broad agreement on the principles.") == []


def test_a_name_in_quotes_is_whole():
    text = "Norway and Finland discussed the “Comprehensive Security Integration and Prosperity Agreement”."
    assert [each[1] for each in agreements(text)] == ["Comprehensive Security Integration and Prosperity Agreement"]


def test_the_span_points_at_the_title():
    record = record_of("Norway and Finland signed a protocol on fisheries.")
    (agreement,) = record.agreements
    assert record.document.text[agreement.span.start : agreement.span.end] == agreement.title


TWO = "President William Ruto of Kenya met Prime Minister Anna Berg of Norway."


@pytest.mark.parametrize(
    ("text", "language", "titles"),
    [
        (f"{TWO} They issued a joint statement.", "en", ["joint statement"]),
        (f"{TWO} They issued a statement.", "en", []),
        (f"{TWO} They reaffirmed the Paris Agreement and the UN Charter.", "en", ["Paris Agreement", "UN Charter"]),
        (f"{TWO} They recalled the 1975 treaty.", "en", ["1975 treaty"]),
        (f"{TWO} They reviewed the agreement signed in 2018.", "en", ["agreement signed in 2018"]),
        (f"{TWO} They signed five memoranda of understanding.", "en", ["memoranda of understanding"]),
        (f"{ZWEI} Sie würdigten das Chemiewaffenübereinkommen.", "de", ["Chemiewaffenübereinkommen"]),
        (f"{ZWEI} Sie würdigten die Resolution 1701 der UNO.", "de", ["Resolution 1701 der UNO"]),
        (
            f"{ZWEI} Sie unterzeichneten ein Abkommen über Öl und eine Vereinbarung zum Umbau des Hafens.",
            "de",
            ["Abkommen über Öl", "Vereinbarung zum Umbau des Hafens"],
        ),
        (
            f"{ZWEI} Sie unterzeichneten den Vertrag über gute Nachbarschaft, Partnerschaft und Zusammenarbeit.",
            "de",
            ["Vertrag über gute Nachbarschaft, Partnerschaft und Zusammenarbeit"],
        ),
    ],
)
def test_ways_to_name_an_agreement(text, language, titles):
    assert [each[1] for each in agreements(text, language)] == titles


def test_what_the_headline_names_too_is_one():
    text = "Protokoll zwischen Kenia und Norwegen unterzeichnet\n\n"
    text += "Kenia und Norwegen haben das Protokoll über Fischerei unterzeichnet."
    assert [each[1] for each in agreements(text, "de")] == ["Protokoll über Fischerei"]


def test_where_an_agreement_was_reached_is_no_party():
    assert [each[2] for each in agreements(f"{TWO} They praised the Paris Agreement.")] == [("KEN", "NOR")]
