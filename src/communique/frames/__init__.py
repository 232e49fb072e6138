"""Sentences and mentions in, frames out: predicate × valency pattern, inside or outside of what somebody says."""

from __future__ import annotations

from collections.abc import Sequence

from communique.frames.frame import Frame
from communique.frames.matching import Matcher
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.sentences import Sentence

__all__ = ["Frame", "match_frames"]


def match_frames(sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon) -> list[Frame]:
    """Return the reported acts of all sentences, in text order."""
    return [frame for sentence in sentences for frame in Matcher(sentence, lexicon, mentions.references).frames()]
