"""A Frame: one reported act as the grammar shows it, its roles still words of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from communique.entries import Predicate, Stance
from communique.evidence import Evidence
from communique.sentences import Word


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate of the lexicon found in a sentence.

    `trigger` are its words in text order (verb, particle, companion noun); `actors` and `recipients` the head words of
    the phrases that fill the roles; `content` the span of what is said, promised or asked.
    """

    type: str
    sentence: int
    head: Word
    trigger: tuple[Word, ...]
    actors: tuple[Word, ...]
    recipients: tuple[Word, ...]
    content: Evidence | None
    content_head: Word | None
    modality: str
    predicate: Predicate
    companion: Word | None = None
    stance: Stance | None = None
    nested_in: Word | None = None  # the speech predicate inside whose content this frame stands
