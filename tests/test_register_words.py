"""Questions in words: how they are read, what they hit, and that both databases index the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import QuestionError
from communique.register.words import (
    Question,
    Term,
    fold,
    for_postgresql,
    for_sqlite,
    hits,
    mark_of,
    parse_question,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Außenminister", ["aussenminister"]),
        ("Erdoğan’s", ["erdogan", "s"]),
        ("Лавров", ["лавров"]),
        ("习近平 met", ["习", "近", "平", "met"]),
        ("김정은", ["김정은"]),
        ("G7, 2024", ["g7", "2024"]),
    ],
)
def test_words_are_compared_without_case_and_accents(text, words):
    assert words_of(text) == words


def test_words_are_joined_by_and():
    assert parse_question("nuclear test") == Question(((Term(("nuclear",)),), (Term(("test",)),)))


def test_a_phrase_is_one_term():
    assert parse_question('"security guarantees"').groups == ((Term(("security", "guarantees")),),)


def test_or_makes_alternatives():
    assert parse_question("ceasefire OR truce now").groups == (
        (Term(("ceasefire",)), Term(("truce",))),
        (Term(("now",)),),
    )


def test_a_star_asks_for_beginnings():
    assert parse_question("sanction*").groups == ((Term(("sanction",), prefix=True),),)


def test_a_minus_excludes():
    assert parse_question("drill -naval").excluded == (Term(("naval",), excluded=True),)


@pytest.mark.parametrize("text", ["", "   ", "-drill", '""', "…"])
def test_a_question_without_words_is_refused(text):
    with pytest.raises(QuestionError, match="asks for no word"):
        parse_question(text)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("guarantees", ["Guarantees"]),
        ('"security guarantees"', ["Security Guarantees"]),
        ("secur*", ["Security"]),
        ("peace OR for", ["for"]),
    ],
)
def test_hits_are_spans_of_the_text(asked, found):
    text = "Security Guarantees for all"
    assert [text[start:end] for start, end in hits(text, parse_question(asked))] == found


def test_a_party_of_several_words_is_one_mark():
    assert mark_of("Puerto Rico") == "=puerto_rico"


@given(st.text(max_size=60))
def test_any_question_is_read_or_refused_and_written_for_both_databases(text):
    try:
        question = parse_question(text)
    except QuestionError:
        return
    assert for_sqlite(question)
    assert for_postgresql(question)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(word):
    assert fold(fold(word)) == fold(word)
