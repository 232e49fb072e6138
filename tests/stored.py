"""Texts read without a model: their parses stand in tests/data/<language>.conllu, so that tests rest on grammar alone.

A test names a text; its parse is looked up here. `pytest --store-parses` makes the parses that are missing with the
bundled model and appends them; they are then corrected by hand: the file is data, not a snapshot of a model.
"""

import json
from functools import cache
from pathlib import Path

from communique.documents.document import Document
from communique.frames import Frame, match_frames
from communique.lexicon import Lexicon, load_lexicon
from communique.mentions import Mentions, find_mentions
from communique.reading import read
from communique.record import ActRecord, MeetingRecord, PersonRecord, Record
from communique.sentences import Parser, Sentence, read_conllu, write_conllu

DATA = Path(__file__).parent / "data"
MARK = "# document = "


class StoredParser:
    """The parses of tests/data behind the `Parser` protocol."""

    make_missing = False  # set by --store-parses

    def __init__(self, language: str) -> None:
        self.language = language

    def parse(self, text: str) -> tuple[Sentence, ...]:
        known = stored_parses(self.language)
        if text not in known:
            if not self.make_missing:
                raise LookupError(
                    f"no parse of {text!r} in tests/data; make it: pytest --store-parses, then correct it"
                )
            known[text] = store(text, self.language)
        return known[text]


@cache
def stored_parses(language: str) -> dict[str, tuple[Sentence, ...]]:
    path = DATA / f"{language}.conllu"
    documents = path.read_text("utf-8").split(MARK)[1:] if path.exists() else []
    parses = {}
    for document in documents:
        text, _, conllu = document.partition("\n")
        parses[json.loads(text)] = read_conllu(conllu)
    return parses


@cache
def model(language: str) -> Parser:
    from communique.parsing import load_parser

    return load_parser(language)


def store(text: str, language: str) -> tuple[Sentence, ...]:
    """Parse `text` with the bundled model and keep it."""
    sentences = model(language).parse(text)
    with (DATA / f"{language}.conllu").open("a", encoding="utf-8") as lines:
        lines.write(MARK + json.dumps(text, ensure_ascii=False) + "\n" + write_conllu(sentences))
    return sentences


def sentences_of(text: str, language: str = "en") -> tuple[Sentence, ...]:
    return StoredParser(language).parse(text)


def sentence_of(text: str, language: str = "en") -> Sentence:
    (sentence,) = sentences_of(text, language)
    return sentence


def lexicon_of(language: str = "en") -> Lexicon:
    return load_lexicon(language)


def mentions_of(text: str, language: str = "en", **known: object) -> Mentions:
    return find_mentions(sentences_of(text, language), text, lexicon_of(language), **known)


def frames_of(text: str, language: str = "en", **known: object) -> list[Frame]:
    sentences = sentences_of(text, language)
    mentions = find_mentions(sentences, text, lexicon_of(language), **known)
    return match_frames(sentences, mentions, lexicon_of(language))


def frame_of(text: str, language: str = "en", *, type: str | None = None) -> Frame:
    """The only frame of a text, or its only one of a type."""
    frames = [frame for frame in frames_of(text, language) if type in (None, frame.type)]
    assert len(frames) == 1, [(frame.type, frame.head.text) for frame in frames]
    return frames[0]


def record_of(text: str, language: str = "en", *, state: str | None = None, day: str | None = None) -> Record:
    document = Document(text, language=language, publisher_state=state, published=day)
    return read(document, parser=StoredParser(language), lexicon=lexicon_of(language))


def act_of(record: Record, type: str) -> ActRecord:
    """The only act of a type."""
    acts = [act for act in record.acts if act.type == type]
    assert len(acts) == 1, [(act.type, words(record, act.trigger)) for act in record.acts]
    return acts[0]


def meeting_of(record: Record) -> MeetingRecord:
    """The only meeting."""
    assert len(record.meetings) == 1, [(meeting.kind, words(record, meeting.span)) for meeting in record.meetings]
    return record.meetings[0]


def person_of(record: Record, name: str) -> PersonRecord:
    persons = [person for person in record.persons if person.name == name]
    assert len(persons) == 1, [person.name for person in record.persons]
    return persons[0]


def names(record: Record, references: tuple[str, ...]) -> list[str]:
    """Actors or recipients as names and codes."""
    return [record.name(reference) for reference in references]


def words(record: Record, span: tuple[int, int] | None) -> str | None:
    """The words a span points at."""
    return None if span is None else record.document.text[span[0] : span[1]]
