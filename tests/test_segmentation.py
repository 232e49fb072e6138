"""Text into paragraphs, sentences and tokens: by rule, every visible character in exactly one sentence."""

import pytest

from communique.errors import LanguageError
from communique.segmentation import Segmenter, paragraphs


def split_words(text: str) -> list[tuple[int, int]]:
    """A tokenizer after the manner of spaCy's for German: stops stay with abbreviations, numbers and initials."""
    import spacy  # noqa: TID251  (its tokenizer alone)

    tokenizer = spacy.blank("de").tokenizer
    return [(token.idx, token.idx + len(token)) for token in tokenizer(text) if not token.is_space]


def split_english(text: str) -> list[tuple[int, int]]:
    import spacy  # noqa: TID251  (its tokenizer alone)

    tokenizer = spacy.blank("en").tokenizer
    return [(token.idx, token.idx + len(token)) for token in tokenizer(text) if not token.is_space]


def sentences(text: str, language: str) -> list[str]:
    tokenizer = split_words if language == "de" else split_english
    spans = Segmenter.load(language).segment(text, tokenizer)
    return [text[span.tokens[0][0] : span.tokens[-1][1]] for span in spans]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der 2. strategische Dialog beginnt am 19. Juni in Genf."),
        ("de", "Das 2. Außenministertreffen war z. B. am 1. August."),
        ("de", "S.E. Dr. Kim empfing Prof. Dr. A. Merkel u. a. im Gästehaus."),
        ("de", "Zum 70. Jahrestag kam Nr. 5 mit ca. 3,5 Mio. Euro."),
        ("de", "„Ist das so?“, fragte er."),
        ("de", "1. Die Seiten vereinbarten einen Dialog."),
        ("en", "President Joseph R. Biden, Jr. spoke today with Mr. Kim Jr. of the ROK."),
        ("en", "H.E. Dr. Al-Aiban spoke of Resolution No. 2 and of U.S. policy."),
        ("en", "In Washington, D.C., he met Gen. Smith on Jan. 5."),
    ],
)
def test_a_stop_that_ends_nothing(language: str, text: str) -> None:
    assert sentences(text, language) == [text]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("de", "Sie trafen sich im Juni 2024.", "Die Gespräche waren kurz."),
        ("de", "Er reist am 19.", "Die Delegation bleibt."),
        ("de", "Er sagte: „Das geht.“", "Dann ging er."),
        ("de", "„Kommt er?“", "Er kam."),
        ("en", "They met in the U.S.", "The talks were short."),
        ("en", "He said “it is so.”", "They left."),
        ("en", "The call was at 3 p.m.", "They spoke again."),
    ],
)
def test_a_stop_that_ends_the_sentence(language: str, first: str, second: str) -> None:
    assert sentences(f"{first} {second}", language) == [first, second]


def test_a_year_at_the_end_loses_its_stop() -> None:
    spans = Segmenter.load("de").segment("Das war 1990.", split_words)
    assert spans[0].tokens[-2:] == ((8, 12), (12, 13))


def test_a_known_abbreviation_keeps_its_stop() -> None:
    text = "Resolution No. 2 stands."
    tokens = Segmenter.load("en").segment(text, split_english)[0].tokens
    assert "No." in [text[start:end] for start, end in tokens]


def test_a_line_is_a_paragraph() -> None:
    text = "Treffen in Moskau\nDer Minister kam.\r\n\r\nEr ging."
    assert [text[start:end] for start, end in paragraphs(text)] == [
        "Treffen in Moskau",
        "Der Minister kam.",
        "Er ging.",
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The President met with the Prime Minister of Japan in Washington today and\n"
        "discussed the situation in the region, including the threats that are posed by\n"
        "the programs of North Korea. Both leaders agreed to continue the dialogue and\n"
        "to meet again soon.\n\nThey left.\n"
    )
    assert len(paragraphs(text)) == 2
    assert len(sentences(text, "en")) == 3


def test_headlines_are_not_joined() -> None:
    text = "Kim empfängt Lawrow\nGespräche in Pjöngjang\nErklärung veröffentlicht\nZweiter Dialog im Juni"
    assert len(paragraphs(text)) == 4


@pytest.mark.parametrize(
    "text", ["", "  \n ", "###\n***", "…", "Dr.", "1.\n2.", "a\u2028b", "Er (am 5. Mai.) kam ... „.“ ."]
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_visible_character_is_in_one_sentence(text: str, language: str) -> None:
    tokenizer = split_words if language == "de" else split_english
    spans = Segmenter.load(language).segment(text, tokenizer)
    assert "".join(text[start:end] for span in spans for start, end in span.tokens) == "".join(text.split())


def test_a_language_without_rules_is_named() -> None:
    with pytest.raises(LanguageError, match="languages/xx/segmentation.toml"):
        Segmenter.load("xx")
