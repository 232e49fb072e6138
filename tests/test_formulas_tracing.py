"""One phrase over time, and the wordings that stand in its place."""

import pytest

from communique.errors import QuestionError
from communique.formulas.tokens import Names, load_wording
from communique.formulas.tracing import Shape, may_have, stretch, trace_phrase
from communique.register.asking.questions import Filter
from communique.register.register import Register
from readouts import Readout


@pytest.fixture
def register(register_address):
    with Register(register_address) as opened:
        yield opened


def add(register, *told, language="en", **head):
    """A document for each (day, text)."""
    for day, text in told:
        record = Readout(text, id=f"{language}-{day}", published=day, language=language, **head).record
        register.add(record)


def trace(register, phrase, **options):
    (answer,) = trace_phrase(register, phrase, **options)
    return answer


def variants(register, phrase):
    return {variant.phrase: variant for variant in trace(register, phrase).variants}


def test_use_is_counted_by_period_of_all_documents(register):
    add(
        register,
        ("2021-01-05", "They sought complete denuclearization."),
        ("2021-02-05", "They dined."),
        ("2021-06-05", "Complete denuclearization is far."),
    )
    answer = trace(register, "complete denuclearization", period="quarter")
    assert [(each.name, each.documents, each.of) for each in answer.use.periods] == [
        ("2021-Q1", 1, 2), ("2021-Q2", 1, 1),
    ]  # fmt: skip
    assert answer.documents == 3


def test_inflected_forms_count_and_are_told(register):
    add(
        register,
        ("2021-01-05", "Sie sprachen über die vollständige Abrüstung."),
        ("2021-02-05", "Man dachte an eine Zeit nach der vollständigen Abrüstung."),
        language="de",
    )
    answer = trace(register, "vollständige Abrüstung")
    assert {form.name for form in answer.use.forms} == {"vollständige Abrüstung", "vollständigen Abrüstung"}


def test_another_word_in_the_place_of_one_makes_a_variant(register):
    add(
        register,
        ("2021-01-05", "They sought the complete denuclearization of the peninsula."),
        ("2021-02-05", "They sought the full denuclearization of the peninsula."),
    )
    variant = variants(register, "complete denuclearization")["full denuclearization"]
    assert variant.shared == ("denuclearization",)
    assert variant.use.first.published == "2021-02-05"


def test_coordinated_words_stand_for_one(register):
    add(
        register,
        ("2021-01-05", "They sought complete denuclearization."),
        ("2021-02-05", "They sought the complete, verifiable, and irreversible denuclearization of it."),
    )
    assert list(variants(register, "complete denuclearization")) == [
        "complete, verifiable, and irreversible denuclearization"
    ]


def test_a_long_variant_is_known_without_the_rarest_word(register):
    add(
        register,
        ("2021-01-05", "They sought complete denuclearization."),
        ("2021-02-05", "They sought a complete, verifiable and irreversible denuclearization."),
        ("2021-03-05", "They sought a complete, verifiable and irreversible dismantlement."),
    )
    assert "complete, verifiable and irreversible dismantlement" in variants(register, "complete denuclearization")


def test_what_shares_less_than_half_of_the_words_is_no_variant(register):
    add(
        register,
        ("2021-01-05", "They backed a lasting and just peace settlement."),
        ("2021-02-05", "They signed a swift divorce settlement."),
    )
    assert variants(register, "lasting and just peace settlement") == {}


def test_a_comma_ends_a_wording(register):
    add(
        register,
        ("2021-01-05", "They sought complete denuclearization."),
        ("2021-02-05", "In Geneva, denuclearization was discussed."),
    )
    assert variants(register, "complete denuclearization") == {}


def test_another_clause_is_no_part_of_a_variant(register):
    add(
        register,
        ("2021-01-05", "They want a two-state solution."),
        ("2021-02-05", "They want a two-state solution and noted progress."),
    )
    assert variants(register, "two-state solution") == {}
    assert trace(register, "two-state solution").use.documents == 2


def test_a_phrase_that_only_has_variants_is_answered_with_them(register):
    add(register, ("2021-02-05", "They sought the full denuclearization of the peninsula."))
    answer = trace(register, "complete denuclearization")
    assert answer.use is None
    assert [variant.phrase for variant in answer.variants] == ["full denuclearization"]


@pytest.mark.parametrize("phrase", ["quantum entanglement", "of the", "—"])
def test_a_phrase_that_is_nowhere_is_said_to_be_nowhere(register, phrase):
    add(register, ("2021-02-05", "They dined."))
    with pytest.raises(QuestionError, match="no document has"):
        trace_phrase(register, phrase)


def test_each_language_answers_for_itself(register):
    add(register, ("2021-01-05", "They signed the memorandum."))
    add(register, ("2021-01-06", "Sie lobten das Memorandum."), language="de")
    assert {answer.language: answer.use.documents for answer in trace_phrase(register, "memorandum")} == {
        "de": 1, "en": 1,
    }  # fmt: skip


def test_days_narrow_what_is_looked_at(register):
    add(register, ("2021-01-05", "A frank talk began."), ("2022-01-05", "A frank talk ended."))
    answer = trace(register, "frank talk", narrowed=Filter(since="2022"))
    assert (answer.documents, answer.use.documents) == (1, 1)


def test_every_use_is_quoted_with_its_span(register):
    add(register, ("2021-01-05", "Rain fell. A frank talk began."))
    first = trace(register, "frank talk").use.first
    assert first.text == "A frank talk began."
    assert first.text[first.marked[0].start : first.marked[0].end] == "frank talk"


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("They want full denuclearization now.", "full denuclearization"),
        ("They want peace and full denuclearization.", "peace and full denuclearization"),
        ("They spoke of denuclearization.", "denuclearization"),
    ],
)
def test_a_wording_reaches_as_far_as_its_shape(sentence, wording):
    english = load_wording("en")
    tokens = english.tokens(sentence, 0, len(sentence), Names(()))
    anchor = english.fold("denuclearization")
    shape = Shape.of((english.fold("complete"), anchor), anchor, english)
    at = [token.word for token in tokens].index(anchor)
    first, last = stretch(sentence, tokens, at, shape, english)
    assert sentence[tokens[first].start : tokens[last].end] == wording


def test_accents_and_case_do_not_hide_a_word():
    assert may_have("VOLLSTÄNDIGE Abrüstung", {"vollstandig"})
    assert not may_have("VOLLSTÄNDIGE Abrüstung", {"teilweis"})
