"""Finds the scars of lost text: names gone after honorifics, sentences broken off, pronouns without anybody, ruined words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.evidence import Evidence
from communique.lexicon import Lexicon
from communique.sentences import Sentence, Word
from communique.verbs import is_finite

MISSING_NAME, TRUNCATED, MISSING_ANTECEDENT, GARBLED = "missing_name", "truncated", "missing_antecedent", "garbled"
SHORTEST_SENTENCE = 5  # a headline or caption of fewer words needs no full stop
HEAD_LINES = 3  # a headline may have a line above and below it
MOJIBAKE = re.compile(
    r"[ÃÂ][\u0080-\u00bf¡-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ“”¦]|\ufffd|ï¿½|[ÐÑ][\u0080-\u00bf]|&(?:[a-z]{2,8}|#\d+);"
)
INNER_QUESTION = re.compile(r"\b\w*[^\W\d_]\?[a-zà-ÿß]\w*")  # "Erdo?an": a letter that no encoding had
ADDRESS = re.compile(r"[/=]|www\.")  # "watch?v=…" is no ruined word
LIST_ITEM = re.compile(r"^\s*(?:[-*•|#<]|\d+[.)]\s)|[>|]\s*$")


@dataclass(frozen=True, slots=True)
class Lacuna:
    """A place where something is lost, and in which sentence."""

    kind: str
    evidence: Evidence
    sentence: int


def find_scars(sentences: Sequence[Sentence], text: str, lexicon: Lexicon) -> list[Lacuna]:
    """Return the lacunae that show on the surface: names gone, sentences broken off, ruined characters."""
    found: list[Lacuna] = []
    for sentence in sentences:
        found.extend(_missing_names(sentence, lexicon))
        if (scar := _broken_off(sentence, sentences, text, lexicon)) is not None:
            found.append(scar)
        found.extend(_garbled(sentence, text))
    return found


def breaks_of(scars: Sequence[Lacuna]) -> frozenset[int]:
    """The sentences after which text is missing."""
    return frozenset(scar.sentence for scar in scars if scar.kind == TRUNCATED)


def orphaned(orphans: Sequence[tuple[int, int]], sentences: Sequence[Sentence]) -> list[Lacuna]:
    """Turn pronouns that found no antecedent into lacunae."""
    return [Lacuna(MISSING_ANTECEDENT, sentences[at][word].evidence, at) for at, word in orphans]


def _missing_names(sentence: Sentence, lexicon: Lexicon) -> Iterator[Lacuna]:
    """ "dem Genossen" and then nothing that could be a name."""
    cues = lexicon.words("lacunae", "before_name")
    for word in sentence:
        if word.text not in cues or _has_name(sentence, word, lexicon):
            continue
        first = word.index - 1 if word.index and sentence[word.index - 1].upos == "DET" else word.index
        yield Lacuna(MISSING_NAME, Evidence(sentence[first].start, word.end), sentence.index)


def _has_name(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """A name, another title or a noun may follow at once; a comma, verb, small word or the end may not."""
    after = sentence.words[word.index + 1 : word.index + 2]
    if not after:
        return False
    following = after[0]
    if following.upos in ("PROPN", "NOUN", "X", "NUM") or following.text[:1].isupper():
        return True
    if following.upos == "ADJ":
        noun = sentence.words[following.index + 1 : following.index + 2]
        return bool(noun) and noun[0].upos in ("NOUN", "PROPN")
    if following.text.casefold() in lexicon.words("title", "articles"):
        return True
    plural = "Number=Plur" in word.feats or any(
        child.text.casefold() in ("die", "the", "alle", "unsere") for child in sentence.children(word)
    )
    return plural


def _broken_off(sentence: Sentence, sentences: Sequence[Sentence], text: str, lexicon: Lexicon) -> Lacuna | None:
    """A sentence that has no end: no final mark, and it is not a headline, or its last word cannot end one."""
    last = sentence.words[-1]
    if last.text[-1:] in lexicon.words("lacunae", "final") or last.text in lexicon.words("lacunae", "final"):
        before = next((word for word in reversed(sentence.words) if word.upos != "PUNCT"), None)
        if (
            before is None
            or last.text not in (".", "!", "?")
            or before.text.casefold() not in lexicon.words("lacunae", "never_final")
        ):
            return None
        return Lacuna(TRUNCATED, before.evidence, sentence.index)
    small = (
        last.text.casefold() in lexicon.words("lacunae", "dangling")
        and last.deprel != "compound:prt"
        and last.xpos != "PTKVZ"
    )
    dangling = small or last.text in lexicon.words("lacunae", "before_name")
    if not dangling and (_is_headline(sentence, sentences) or len(sentence) < SHORTEST_SENTENCE):
        return None
    if LIST_ITEM.search(_line(text, sentence)) or _leads_to_list(text, sentence):
        return None
    if not dangling and not _is_clause(sentence):
        return None
    start = last.start
    if last.text in lexicon.words("lacunae", "before_name") and last.index and sentence[last.index - 1].upos == "DET":
        start = sentence[last.index - 1].start
    return Lacuna(TRUNCATED, Evidence(start, last.end), sentence.index)


def _line(text: str, sentence: Sentence) -> str:
    end = text.find("\n", sentence.end)
    return text[text.rfind("\n", 0, sentence.start) + 1 : len(text) if end < 0 else end]


def _leads_to_list(text: str, sentence: Sentence) -> bool:
    """ "Participants included", and then a list."""
    following = text[sentence.end :].lstrip()
    return bool(following) and LIST_ITEM.search(following.split("\n", 1)[0]) is not None


def _is_headline(sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    """The first lines of a text, and a line that stands alone between paragraphs, may do without a full stop."""
    return sentence.index == 0 or sentence.paragraph == 0 and len(sentences) > 1 and sentence.index < HEAD_LINES


def _is_clause(sentence: Sentence) -> bool:
    return any(is_finite(word) for word in sentence)


def _garbled(sentence: Sentence, text: str) -> Iterator[Lacuna]:
    own = text[sentence.start : sentence.end]
    seen: list[Evidence] = []
    for pattern in (MOJIBAKE, INNER_QUESTION):
        for match in pattern.finditer(own):
            evidence = _whole_word(text, sentence.start + match.start(), sentence.start + match.end())
            if ADDRESS.search(text, *evidence):
                continue
            if not any(evidence.overlaps(other) for other in seen):
                seen.append(evidence)
                yield Lacuna(GARBLED, evidence, sentence.index)


def _whole_word(text: str, start: int, end: int) -> Evidence:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Evidence(start, end)
