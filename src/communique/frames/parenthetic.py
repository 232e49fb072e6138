"""Speech without a speech verb: "…, so Wang weiter." reports a statement in a parenthesis of its own."""

from __future__ import annotations

from communique.entries import Predicate, Source, Usage
from communique.evidence import Evidence
from communique.frames.content import trimmed
from communique.frames.frame import Frame
from communique.lexicon import LANGUAGES, Lexicon
from communique.mentions.coreference import References
from communique.sentences import Sentence, Word
from communique.verbs import is_finite

LONGEST = 12  # words a parenthesis may have: "so der Sprecher des Außenministeriums weiter"
BOUNDARY = frozenset({",", "–", "—", "-", "--", "“", "”", '"', "»", "«"})
ENDS = BOUNDARY | {".", "!", "?", ":", ";"}


def parenthetic_frame(sentence: Sentence, references: References, lexicon: Lexicon) -> Frame | None:
    """Return the STATE frame of a parenthesis such as "so Yang", or None; its content is the sentence around it."""
    cues = lexicon.words("clause", "parenthetic")
    for cue in sentence:
        if cue.text.casefold() not in cues or cue.index and sentence[cue.index - 1].text not in BOUNDARY:
            continue
        speaker, end = _speaker(sentence, cue, references)
        if speaker is None:
            continue
        content = _around(sentence, cue.index, end, lexicon)
        if content is not None:
            return _frame(sentence, cue, speaker, content, lexicon)
    return None


def _speaker(sentence: Sentence, cue: Word, references: References) -> tuple[Word | None, int]:
    """The first word after the cue that stands for somebody, and the parenthesis' last word; None where a verb intrudes."""
    speaker: Word | None = None
    index = cue.index + 1
    while index < len(sentence) and index - cue.index <= LONGEST:
        word = sentence[index]
        if word.text in ENDS:
            return speaker, index - 1
        if is_finite(word):
            return None, index
        if speaker is None and references.of(sentence, word):
            speaker = word
        index += 1
    return (speaker, index - 1) if index == len(sentence) else (None, index)


def _around(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> Evidence | None:
    before, after = (0, first - 1), (last + 1, len(sentence) - 1)
    start, end = max(before, after, key=lambda side: side[1] - side[0])
    return trimmed(sentence, start, end, lexicon) if start <= end else None


def _frame(sentence: Sentence, cue: Word, speaker: Word, content: Evidence, lexicon: Lexicon) -> Frame:
    source = Source(LANGUAGES / lexicon.language / "language.toml", 1)
    rule = f"{lexicon.language}.state.{cue.text.casefold()}"
    predicate = Predicate(rule, "STATE", "ADV", cue.text, (), ("subj",), (), ("quote",), Usage("", "", source))
    heads = [word for word in sentence if content.contains(word.evidence) and not _inside(sentence, word, content)]
    return Frame(
        type="STATE", sentence=sentence.index, head=cue, trigger=(cue,), actors=(speaker,), recipients=(), content=content,
        content_head=heads[0] if heads else None, modality="did", predicate=predicate,
    )  # fmt: skip


def _inside(sentence: Sentence, word: Word, content: Evidence) -> bool:
    """Whether a word hangs on another word of the content (so it is not its head)."""
    above = sentence.head(word)
    return above is not None and content.contains(above.evidence)


def parenthetic(sentence: Sentence, word: Word, lexicon: Lexicon) -> Word | None:
    """The speech verb in parenthesis under `word` ("… , sagte er"), if there is one."""
    for child in sentence.children(word, "parataxis"):
        if child.upos in ("VERB", "AUX") and child.text.casefold() not in lexicon.words("clause", "parenthetic"):
            return child
    return None
