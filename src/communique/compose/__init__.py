"""Mentions, frames and scars in, one Record out; nothing enters it without evidence, and conflicts stay visible."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compose.acts import Act, Cast, distinct
from communique.compose.event import Event
from communique.compose.events import Events
from communique.compose.pacts import gather_agreements
from communique.compose.presence import presence_of
from communique.documents.document import Document
from communique.frames.frame import Frame
from communique.lacunae import Lacuna
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.spans import Person
from communique.record import (
    ActRecord,
    AgreementRecord,
    DocumentHead,
    LacunaRecord,
    MeetingRecord,
    PersonRecord,
    Record,
    TitleRecord,
)
from communique.sentences import Sentence


def compose(
    document: Document,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    frames: Sequence[Frame],
    scars: Sequence[Lacuna],
    lexicon: Lexicon,
) -> Record:
    """Put everything found in one document together as its record."""
    acts = distinct(Cast(sentences, mentions, lexicon).acts(frames))
    events = Events(sentences, mentions, lexicon, document.title).gather(acts)
    presence = presence_of(sentences, mentions, acts, events, lexicon)
    meeting_of = {number: f"m{at}" for at, event in enumerate(events, 1) for number in event.acts}
    return Record(
        document=_head(document),
        persons=tuple(_person(person, presence[person.id], sentences) for person in mentions.people),
        meetings=tuple(_meeting(f"m{at}", event) for at, event in enumerate(events, 1)),
        acts=tuple(
            _act(f"a{at}", act, meeting_of.get(at - 1), sentences, mentions, lexicon) for at, act in enumerate(acts, 1)
        ),
        agreements=tuple(
            AgreementRecord(f"g{at}", *fields)
            for at, fields in enumerate(gather_agreements(document.text, sentences, mentions, acts, events, lexicon), 1)
        ),
        lacunae=tuple(
            LacunaRecord(scar.kind, scar.evidence)
            for scar in sorted(scars, key=lambda scar: (scar.evidence, scar.kind))
        ),
    )


def _head(document: Document) -> DocumentHead:
    return DocumentHead(
        id=document.id, text=document.text, language=document.language or "", title=document.title, publisher=document.publisher,
        publisher_state=document.publisher_state, published=document.published, url=document.url, source=document.source,
        hash=document.hash,
    )  # fmt: skip


def _person(person: Person, presence: str, sentences: Sequence[Sentence]) -> PersonRecord:
    titles = tuple(TitleRecord(title.text, title.office.id, title.party, title.evidence) for title in person.titles)
    return PersonRecord(
        person.id,
        person.name,
        person.party,
        presence,
        titles,
        tuple(span.evidence(sentences) for span in person.mentions),
    )


def _meeting(id: str, event: Event) -> MeetingRecord:
    return MeetingRecord(
        id=id, kind=event.kind, status=event.status, parties=tuple(sorted(event.parties)), date=event.date, place=event.place,
        series=None, ordinal=event.ordinal, participants=tuple(event.participants), span=event.span,
    )  # fmt: skip


def _act(
    id: str, act: Act, meeting: str | None, sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon
) -> ActRecord:
    frame = act.frame
    parts = tuple(word.evidence for word in frame.trigger)
    return ActRecord(
        id=id,
        type=act.type,
        plover=lexicon.acts[act.type].plover or None,
        modality=frame.modality,
        trigger=parts[0],
        trigger_parts=parts,
        actors=act.actors,
        recipients=act.recipients,
        content=frame.content,
        topics=_topics(act, sentences, lexicon),
        meeting=meeting,
        attributed_to=act.attributed_to,
        sentence=sentences[frame.sentence].evidence,
        rule=frame.predicate.rule,
        role_spans={
            "actors": tuple(word.evidence for word in frame.actors),
            "recipients": tuple(word.evidence for word in frame.recipients),
        },
    )


def _topics(act: Act, sentences: Sequence[Sentence], lexicon: Lexicon) -> tuple[str, ...]:
    content = act.frame.content
    if content is None:
        return ()
    words = [word.text for word in sentences[act.frame.sentence] if content.contains(word.evidence)]
    return tuple(sorted({match.value for match in lexicon.topics.find(words)}))
