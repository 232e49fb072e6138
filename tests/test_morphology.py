"""German words: the same tags, lemmas and likelihoods as HanTa's own, to the last digit."""

import random
from importlib.resources import files

import pytest
from HanTa.HanoverTagger import HanoverTagger  # noqa: TID251  (to compare with)

from communique.morphology import MODEL, Morphology

pytestmark = pytest.mark.models

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß-.’0123456789é"
ODD = ["a", "ab", "abc", "ß", "xyz", "x" * 24, "x" * 40, "2.", "1.000", "…", "''", "us", "außen-", "донецк", "北京"]
TAGS = [
    "NN",
    "NE",
    "NNA",
    "NNI",
    "ADJ(A)",
    "ADJ(D)",
    "VV(FIN)",
    "VV(INF)",
    "VV(PP)",
    "VVnp",
    "ADV",
    "CARD",
    "ART",
    "FM",
]


@pytest.fixture(scope="module")
def hanta() -> HanoverTagger:
    return HanoverTagger(MODEL)


@pytest.fixture(scope="module")
def ours() -> Morphology:
    return Morphology()


def sample_sentences() -> list[list[str]]:
    texts = (
        path.read_text("utf-8") for path in sorted(files("communique.samples").iterdir()) if path.name[:3] == "de-"
    )
    return [line.replace(",", " ,").replace(".", " .").split() for text in texts for line in text.splitlines() if line]


def words() -> list[str]:
    choose = random.Random(7)
    real = sorted({word.lower() for sentence in sample_sentences() for word in sentence})
    compounds = [choose.choice(real) + choose.choice(real) for _ in range(60)]
    noise = ["".join(choose.choices(LETTERS, k=choose.randint(1, 14))) for _ in range(120)]
    return [*real, *compounds, *noise, *ODD]


def test_classes_of_words_are_hantas(hanta: HanoverTagger, ours: Morphology) -> None:
    for word in words():
        assert ours.analyze_forward(word) == hanta.analyze_forward(word), word


def test_morphemes_and_lemmas_are_hantas(hanta: HanoverTagger, ours: Morphology) -> None:
    choose = random.Random(8)
    for word in words():
        for tag in {*choose.sample(TAGS, 3), ours.tag_word(word)[0][0]} & ours.tag2int.keys():
            assert ours.analyze_viterbi(word, -ours.tag2int[tag]) == hanta.analyze_viterbi(word, -ours.tag2int[tag])
            assert ours.analyze(word, pos=tag) == hanta.analyze(word, pos=tag), (word, tag)


def test_tags_of_sentences_are_hantas(hanta: HanoverTagger, ours: Morphology) -> None:
    choose = random.Random(9)
    pool = words()
    shuffled = [choose.sample(pool, choose.randint(1, 20)) for _ in range(40)]
    for sentence in [*sample_sentences(), *shuffled]:
        assert ours.tag_sent(sentence, taglevel=0) == hanta.tag_sent(sentence, taglevel=0), sentence
    assert ours.tag_sent(["Der", "Rat"], 0, casesensitive=False) == hanta.tag_sent(
        ["Der", "Rat"], 0, casesensitive=False
    )
