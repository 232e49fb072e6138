"""Dates as ISO text, as exact as the text allows; relative ones against the dateline or the given day."""

import pytest

from stored import mentions_of


def dates(text, language="en", **known):
    return [mention.value for found in mentions_of(text, language, **known).dates for mention in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Sie trafen sich am 19. Juni 2024.", "de", ["2024-06-19"]),
        ("Sie trafen sich am 3. März 1997 in Bonn.", "de", ["1997-03-03"]),
        ("Sie trafen sich am 12.07.2025.", "de", ["2025-07-12"]),
        ("They met on December 13, 2023.", "en", ["2023-12-13"]),
        ("They met on 13 December 2023.", "en", ["2023-12-13"]),
        ("Sie trafen sich im Juni 2024.", "de", ["2024-06"]),
        ("They met in June 2022.", "en", ["2022-06"]),
        ("Sie trafen sich im Jahr 1972.", "de", ["1972"]),
        ("They met in 1972.", "en", ["1972"]),
        ("Der Besuch dauerte vom 6. bis 10. März 2011.", "de", ["2011-03-06"]),
        ("They met on January 5th, 2020.", "en", ["2020-01-05"]),
    ],
)
def test_a_date_is_as_exact_as_the_text(text, language, expected):
    assert dates(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sie trafen sich am Montag.",
        "Sie trafen sich gestern.",
        "Sie trafen sich am 5. Mai.",
        "Sie lieferten 2024 Tonnen.",
    ],
)
def test_without_an_anchor_an_incomplete_date_stays_absent(text):
    assert dates(text, "de") == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("They met today.", "en", ["2024-06-19"]),
        ("They met yesterday.", "en", ["2024-06-18"]),
        ("Sie trafen sich heute.", "de", ["2024-06-19"]),
        ("Sie trafen sich gestern.", "de", ["2024-06-18"]),
        ("They met on Monday.", "en", ["2024-06-17"]),
        ("Sie trafen sich am Mittwoch.", "de", ["2024-06-19"]),
        ("Er war zwei Tage zuvor eingetroffen.", "de", ["2024-06-17"]),
        ("Er reist drei Tage später ab.", "de", ["2024-06-22"]),
        ("They met on June 3.", "en", ["2024-06-03"]),
    ],
)
def test_relative_dates_count_from_the_given_day(text, language, expected):
    assert dates(text, language, published="2024-06-19") == expected


def test_a_date_without_a_year_is_the_nearest():
    assert dates("Sie trafen sich am 28. Dezember.", "de", published="2024-01-10") == ["2023-12-28"]
    assert dates("Sie treffen sich am 5. Januar.", "de", published="2023-12-20") == ["2024-01-05"]


def test_the_dateline_goes_before_the_given_day():
    assert dates("WIEN, 14. Juli 2015 – Die Minister trafen sich gestern.", "de", published="2024-06-19") == [
        "2015-07-14",
        "2015-07-13",
    ]


@pytest.mark.parametrize("text", ["Sie trafen sich am 31. Februar 2023.", "Sie trafen sich am 45.13.2020."])
def test_a_day_that_is_none_is_no_date(text):
    assert not [value for value in dates(text, "de") if len(value) == len("2023-02-31")]


@pytest.mark.parametrize("text", ["Er kam 9999999999 Tage zuvor.", "Er kam 800000 Tage zuvor.", "Er kam ² Tage zuvor."])
def test_absurd_distances_are_no_date(text):
    assert dates(text, "de", published="2024-06-19") == []


@pytest.mark.parametrize("published", ["2024", "2024-06"])
def test_a_month_of_publication_is_no_anchor(published):
    assert dates("They met today.", "en", published=published) == []


def test_a_small_word_is_no_month():
    assert dates("They may march on 5 grounds.", "en", published="2024-06-19") == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Sie trafen sich am Dienstag (22.08.) in Oslo.", "de", ["2012-08-22"]),
        ("Am 24. und 25.08. trafen sie sich in Oslo.", "de", ["2012-08-24"]),
        ("Vom 24. bis 26.08.2011 weilte er in Oslo.", "de", ["2011-08-24"]),
        ("Der Ausschuss 12.7. tagte in Oslo.", "de", []),
        ("The visit began on Wednesday, 8 August.", "en", ["2012-08-08"]),
        ("On Monday, the 6th of August, he met Berg.", "en", ["2012-08-06"]),
        ("They met on Monday and on 8 August.", "en", ["2012-08-20", "2012-08-08"]),
        ("He would travel to Norway on Friday.", "en", ["2012-08-24"]),
        ("Am Freitag wollte er sich mit Berg treffen.", "de", ["2012-08-24"]),
        ("Ursprünglich hatte er am vergangenen Freitag kommen wollen.", "de", ["2012-08-17"]),
    ],
)
def test_days_without_a_year(text, language, expected):
    assert dates(text, language, published="2012-08-22") == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Er weilte vom 14. bis zum 16. Oktober 2015 in Wien.", "de"),
        ("Er weilte am 14.-16. Oktober 2015 in Wien.", "de"),
        ("He was in Vienna from October 14 to 16, 2015.", "en"),
        ("He was in Vienna on October 14–16, 2015.", "en"),
        ("He was in Vienna from 14 to 16 October 2015.", "en"),
    ],
)
def test_of_several_days_the_first(text, language):
    assert dates(text, language) == ["2015-10-14"]
