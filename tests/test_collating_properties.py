"""What holds for the collation of any texts: nothing lost, spans right, the same answer every time and in every order."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.collating import Witness, collate
from communique.collating.aligning import align
from communique.collating.witness import tokenize

WORDS = (*"der Minister Genosse Kim traf dankte , . 1971 […] … und GÃ¤ste 中国 é".split(), "\n")
any_text = st.text(max_size=80)
wordy = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
texts = st.lists(st.one_of(any_text, wordy), min_size=2, max_size=4)
SENTENCES = tuple(
    f"Satz {name} nennt {name}a und {name}b sowie {name}c." for name in ("Alpha", "Beta", "Gamma", "Delta", "Eta")
)
shuffles = st.permutations(SENTENCES).map("\n".join)
shuffled = st.lists(shuffles, min_size=2, max_size=4)


def witnesses(several):
    return [Witness(f"W{at}", text) for at, text in enumerate(several, 1)]


def collated(several, **options):
    return collate(witnesses(several), read=False, **options)


def assert_nothing_is_lost(collation):
    for witness in collation.witnesses:
        held = [span for place in collation.places for span in place.spans_of(witness.siglum)]
        held.sort()
        assert all(one.end <= other.start for one, other in zip(held, held[1:], strict=False)), "in two places"
        for token in tokenize(witness.text):
            assert sum(span.contains(token.evidence) for span in held) == 1
        for span in held:
            assert not witness.text[span.start].isspace() and not witness.text[span.end - 1].isspace()


@given(st.one_of(any_text, wordy))
def test_every_code_point_that_is_no_white_space_is_in_one_token(text):
    spans = [token.evidence for token in tokenize(text)]
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    covered = {at for span in spans for at in range(*span)}
    assert covered >= {at for at, char in enumerate(text) if not char.isspace()}


@given(st.one_of(texts, shuffled))
@settings(max_examples=300, deadline=None)
def test_every_token_of_every_witness_stands_in_exactly_one_place(several):
    assert_nothing_is_lost(collated(several))


@given(st.one_of(texts, shuffled))
@settings(deadline=None)
def test_with_any_base_nothing_is_lost(several):
    for siglum in ("W1", "W2"):
        assert_nothing_is_lost(collated(several, base=siglum))


@given(st.one_of(texts, shuffled))
@settings(deadline=None)
def test_every_witness_has_one_reading_at_each_place(several):
    collation = collated(several)
    for place in collation.places:
        assert sorted(siglum for reading in place.readings for siglum in reading.sigla) == sorted(
            witness.siglum for witness in collation.witnesses
        )
        assert place.lemma is place.reading_of(collation.base)


@given(st.one_of(texts, shuffled))
@settings(deadline=None)
def test_spans_hold_the_words_that_are_said_to_be_there(several):
    collation = collated(several)
    for variant in collation.variants:
        for siglum, words, spans in (
            (variant.base.siglum, variant.lemma, variant.base.spans),
            (variant.passages[0].siglum, variant.reading, variant.passages[0].spans),
        ):
            text = collation.witness(siglum).text
            assert words == " … ".join(text[span.start : span.end] for span in spans)
    for lacuna in collation.lacunae:
        if lacuna.supplied:
            text = collation.witness(lacuna.supplied.passage.siglum).text
            assert lacuna.supplied.text == " … ".join(
                text[span.start : span.end] for span in lacuna.supplied.passage.spans
            )


@given(st.one_of(texts, shuffled))
@settings(deadline=None)
def test_the_same_texts_give_the_same_collation(several):
    assert collated(several) == collated(several)


@given(st.one_of(any_text, wordy))
@settings(deadline=None)
def test_a_text_collated_with_itself_has_no_variant(text):
    collation = collated([text, text])
    assert not collation.variants
    assert all(place.agreed for place in collation.places)
    assert not any(lacuna.supplied for lacuna in collation.lacunae)


@given(st.lists(wordy, min_size=3, max_size=3) | st.lists(shuffles, min_size=3, max_size=3))
@settings(deadline=None)
def test_the_order_of_the_other_witnesses_does_not_change_the_places(several):
    first, *others = witnesses(several)
    seen = []
    for order in permutations(others):
        places = collate([first, *order], base="W1", read=False).places
        seen.append([{passage for reading in place.readings for passage in reading.passages} for place in places])
    assert seen[0] == seen[1]


@given(st.one_of(wordy, any_text), st.one_of(wordy, any_text))
@settings(deadline=None)
def test_two_tokens_stand_for_each_other_or_for_none(one, other):
    alignment = align(tokenize(one), tokenize(other))
    for base, at in enumerate(alignment.to_other):
        assert at < 0 or alignment.to_base[at] == base
    for at, base in enumerate(alignment.to_base):
        assert base < 0 or alignment.to_other[base] == at
