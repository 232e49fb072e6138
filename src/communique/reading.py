"""The map: a document goes in, a record comes out, one call per stage."""

from __future__ import annotations

from communique.compose import compose
from communique.documents.document import Document
from communique.frames import match_frames
from communique.lacunae import breaks_of, find_scars, names_lost, orphaned
from communique.lexicon import Lexicon
from communique.mentions import find_mentions
from communique.record import Record
from communique.sentences import Parser


def read(document: Document, *, parser: Parser, lexicon: Lexicon) -> Record:
    """Read one document into a record whose every statement points at the text."""
    sentences = parser.parse(document.text)
    scars = find_scars(sentences, document.text, lexicon)
    mentions = find_mentions(
        sentences, document.text, lexicon,
        publisher_state=document.publisher_state, published=document.published, breaks=breaks_of(scars),
    )  # fmt: skip
    frames = match_frames(sentences, mentions, lexicon)
    scars += names_lost(mentions.found, lexicon)
    scars += orphaned(mentions.references.orphans, sentences)
    return compose(document, sentences, mentions, frames, scars, lexicon)
