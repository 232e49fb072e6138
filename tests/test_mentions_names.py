"""Names and the offices that stand with them, in sentences from all the world: tests/data/people.txt."""

from collections.abc import Iterator

import pytest

from stored import DATA, mentions_of, sentences_of


def table() -> Iterator[tuple[str, str, list[str]]]:
    """Every sentence of the table with its language and the people expected in it."""
    for block in (DATA / "people.txt").read_text("utf-8").split("\n\n")[1:]:
        sentence, *people = block.strip().splitlines()
        language, _, text = sentence.partition(" ")
        yield language, text, [line.strip() for line in people]


@pytest.mark.parametrize(("language", "text", "expected"), list(table()))
def test_who_is_named_with_which_offices(language, text, expected):
    sentences_of(text, language)
    people = mentions_of(text, language).people
    known = {line.partition(" =")[0]: not line.endswith("| ?") for line in expected}
    found = [
        f"{person.name} = {'; '.join(f'{title.text} [{title.office.id}]' for title in person.titles)} | "
        + (person.party or "none" if known.get(person.name, True) else "?")
        for person in people
    ]
    assert sorted(found) == sorted(expected)


def test_a_last_syllable_that_is_a_small_word_too():
    mentions = mentions_of("Minister Berg met President Moon Jae In of the ROK.", "en")
    assert [person.name for person in mentions.people] == ["Berg", "Moon Jae In"]
