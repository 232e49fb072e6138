"""Finds the words of a sentence that say who was present: "Zugegen waren A und B", "accompanied by C"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon import Lexicon
from communique.sentences import Sentence, Word
from communique.verbs import verb_lemma


def attendance_words(sentence: Sentence, lexicon: Lexicon) -> Iterator[Word]:
    """Yield every word that may name somebody present; nothing where a sentence does not speak of presence."""
    cues = lexicon.words("presence", "attending")
    for head in sentence:
        if any(form in cues for form in _forms(sentence, head, lexicon)):
            yield from _present(sentence, head, lexicon)


def _forms(sentence: Sentence, head: Word, lexicon: Lexicon) -> Iterator[str]:
    yield from (head.lemma, head.lemma.casefold(), head.text.casefold())
    yield verb_lemma(sentence, head, lexicon)
    for child in sentence.children(head, "obj"):  # "took part"
        yield f"{head.lemma} {child.lemma}"


def _present(sentence: Sentence, head: Word, lexicon: Lexicon) -> Iterator[Word]:
    """The words of an attendance predicate's phrases, save what it was that they attended."""
    if head.lemma in lexicon.words("presence", "company"):  # "in Begleitung von A", "in the presence of B"
        for child in sentence.children(head, "nmod"):
            yield from sentence.subtree(child)
        return
    agents = sentence.children(head, "obl:agent") if head.lemma in lexicon.words("presence", "agents") else ()
    if agents:
        for agent in agents:
            yield from sentence.subtree(agent)
        return
    outside = _attended(sentence, head, lexicon)
    yield from (word for word in sentence if word.index not in outside)


def _attended(sentence: Sentence, head: Word, lexicon: Lexicon) -> set[int]:
    top = head
    while top.relation == "conj" and (above := sentence.head(top)) is not None:
        top = above
    outside = lexicon.words("presence", "outside")
    phrases = (*sentence.children(head, "obl", "obj"), *sentence.children(top, "obl"))
    return {
        word.index
        for phrase in phrases
        if phrase.relation == "obj"
        or any(case.text.casefold() in outside for case in sentence.children(phrase, "case"))
        for word in sentence.subtree(phrase)
    }
