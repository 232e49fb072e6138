"""Finds sentences that break off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.evidence import Evidence
from communique.lacunae.scar import TRUNCATED, Lacuna
from communique.lexicon import Lexicon
from communique.sentences import FULL_STOPS, Sentence, Word
from communique.verbs import is_finite

SHORTEST_SENTENCE = 5  # a headline or caption of fewer words needs no full stop
HEAD_LINES = 3  # a headline may have a line above and below it
LIST_ITEM = re.compile(r"^\s*(?:[-*•|#<]|\d+[.)]\s)|[>|]\s*$")


def broken_off(sentence: Sentence, sentences: Sequence[Sentence], text: str, lexicon: Lexicon) -> Lacuna | None:
    """Return the lacuna at the end of a sentence that has none.

    It has no final mark and is neither headline nor item of a list, or its last word cannot end a sentence.
    """
    last = sentence.words[-1]
    final = lexicon.words("lacunae", "final")
    if last.text in final or last.text[-1:] in final:
        return _stops_too_early(sentence, lexicon)
    if LIST_ITEM.search(_line(text, sentence)) or _leads_to_list(text, sentence):
        return None
    if not _dangles(sentence, last, lexicon) and not _goes_on_line(sentence, sentences):
        if (
            _is_headline(sentence, sentences, text)
            or len(sentence) < SHORTEST_SENTENCE
            or not any(map(is_finite, sentence))
        ):
            return None
    start = last.start
    if last.text in lexicon.words("lacunae", "before_name") and last.index and sentence[last.index - 1].upos == "DET":
        start = sentence[last.index - 1].start
    return Lacuna(TRUNCATED, Evidence(start, last.end), sentence.index)


def _stops_too_early(sentence: Sentence, lexicon: Lexicon) -> Lacuna | None:
    """ "He travelled to the." """
    before = next((word for word in reversed(sentence.words) if word.upos != "PUNCT"), None)
    if before is None or sentence.words[-1].text not in FULL_STOPS:
        return None
    if before.text.casefold() not in lexicon.words("lacunae", "never_final"):
        return None
    return Lacuna(TRUNCATED, before.evidence, sentence.index)


def _dangles(sentence: Sentence, last: Word, lexicon: Lexicon) -> bool:
    """Tell a word that something must follow from a particle at the end of its clause ("Der Bundesrat teilt mit")."""
    small = last.text.casefold()
    if small not in lexicon.words("lacunae", "dangling"):
        return last.text == "," or last.text in lexicon.words("lacunae", "before_name")
    if last.deprel != "compound:prt" and last.xpos != "PTKVZ":
        return True
    verbs = (word for word in sentence if word.upos == "VERB")
    return lexicon.table("verbs").get("particle") == "prefix" and not any(
        ("VERB", small + verb.lemma) in lexicon.predicates for verb in verbs
    )


def _goes_on_line(sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    """What follows a finished sentence on its own line is no headline."""
    if not sentence.index:
        return False
    before = sentences[sentence.index - 1]
    finished = before.words[-1].text in FULL_STOPS and any(map(is_finite, before))
    return finished and before.paragraph == sentence.paragraph


def _line(text: str, sentence: Sentence) -> str:
    end = text.find("\n", sentence.end)
    return text[text.rfind("\n", 0, sentence.start) + 1 : len(text) if end < 0 else end]


def _leads_to_list(text: str, sentence: Sentence) -> bool:
    """ "Participants included", and then a list."""
    following = text[sentence.end :].lstrip()
    return bool(following) and LIST_ITEM.search(following.split("\n", 1)[0]) is not None


def _is_headline(sentence: Sentence, sentences: Sequence[Sentence], text: str) -> bool:
    """The first lines of a text, up to a blank one, may do without a full stop until one has it."""
    if sentence.index == 0:
        return True
    head = sentences[: sentence.index]
    unfinished = all(each.words[-1].text not in FULL_STOPS for each in head)
    goes_on = sentence is not sentences[-1] and "\n\n" not in text[head[0].start : sentence.start]
    return unfinished and goes_on and sentence.index < HEAD_LINES
