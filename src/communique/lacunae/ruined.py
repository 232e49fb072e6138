"""Finds ruined words: letters wrongly decoded or lost, words and sentences run together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from communique.evidence import Evidence
from communique.lacunae.scar import GARBLED, Lacuna
from communique.sentences import Sentence

MOJIBAKE = re.compile(
    r"[ÃÂ][\u0080-\u00bf¡-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ“”¦]|\ufffd|ï¿½|[ÐÑ][\u0080-\u00bf]|&(?:[a-z]{2,8}|#\d+);"
)
INNER_QUESTION = re.compile(r"\b\w*[^\W\d_]\?[a-zà-ÿß]\w*")  # "Erdo?an": a letter that no encoding had
NO_SPACE = re.compile(r"[a-zà-ÿß]{3,}[.!?;][“”\"’»]?[A-ZÀ-Þ][a-zà-ÿß]+")  # "treaty.They"
ADDRESS = re.compile(r"[/=@]|www\.")  # "watch?v=…" is no ruined word
TYPO = "Typo=Yes"


def ruined_words(sentences: Sequence[Sentence], text: str) -> Iterator[Lacuna]:
    """Yield one lacuna for each ruined word of a document."""
    starts = [sentence.start for sentence in sentences]
    seen: list[Evidence] = []
    for start, end in _ruins(sentences, text):
        evidence = _whole_word(text, start, end)
        if not ADDRESS.search(text, *evidence) and not any(evidence.overlaps(other) for other in seen):
            seen.append(evidence)
            yield Lacuna(GARBLED, evidence, max(0, bisect_right(starts, start) - 1))


def _ruins(sentences: Sequence[Sentence], text: str) -> Iterator[tuple[int, int]]:
    for pattern in (MOJIBAKE, INNER_QUESTION, NO_SPACE):
        yield from (match.span() for match in pattern.finditer(text))
    for sentence in sentences:
        yield from ((word.start, word.end) for word in sentence if TYPO in word.feats)


def _whole_word(text: str, start: int, end: int) -> Evidence:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Evidence(start, end)
