"""Evidence: half-open spans of code points."""

import pytest

from communique.evidence import Evidence, quote


def test_quote_returns_the_words_of_the_span():
    assert quote("Lawrow traf Kurz.", Evidence(7, 11)) == "traf"


def test_quote_counts_code_points_not_bytes():
    assert quote("Erdoğan traf Orbán 🤝 in Wien", Evidence(13, 18)) == "Orbán"
    assert quote("🤝 Wien", Evidence(2, 6)) == "Wien"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 3), (2, 5), True),
        ((0, 3), (3, 5), False),  # end is outside
        ((0, 9), (4, 5), True),
        ((4, 5), (0, 9), True),
        ((0, 1), (5, 6), False),
    ],
)
def test_overlap_needs_a_shared_code_point(one, other, expected):
    assert Evidence(*one).overlaps(Evidence(*other)) is expected


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [((0, 9), (0, 9), True), ((0, 9), (3, 5), True), ((3, 5), (0, 9), False), ((0, 4), (3, 5), False)],
)
def test_containment_is_whole(outer, inner, expected):
    assert Evidence(*outer).contains(Evidence(*inner)) is expected


def test_spans_sort_by_their_place():
    assert sorted([Evidence(5, 6), Evidence(0, 9), Evidence(0, 2)]) == [Evidence(0, 2), Evidence(0, 9), Evidence(5, 6)]


def test_a_span_is_a_pair_in_json():
    import msgspec

    assert msgspec.json.encode(Evidence(3, 7)) == b"[3,7]"
