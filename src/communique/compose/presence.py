"""Who led a side of a reported meeting, who was there beside them, and who was only mentioned."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compose.acts import Act
from communique.compose.event import Event
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.attendance import attendance_words
from communique.mentions.spans import Person
from communique.sentences import Sentence

TELLING = frozenset({"STATE", "BRIEF"})
SPEAKERS = ("spokesperson", "press-secretary")
PRINCIPAL, ATTENDING, MENTIONED = "principal", "attending", "mentioned"


def presence_of(
    sentences: Sequence[Sentence], mentions: Mentions, acts: Sequence[Act], events: Sequence[Event], lexicon: Lexicon
) -> dict[str, str]:
    """Return the presence of every person, by id.

    A person leads who acts or takes part in a meeting. Whoever is first named as present attends, save one who then meets
    somebody, or the only one of a party that has no other leader there.
    """
    presence = {person.id: MENTIONED for person in mentions.people}
    meeting = {each for act in acts if act.type == "MEET" for each in act.people_and_parties}
    attending = [id for id in _attending(sentences, mentions, lexicon) if id not in meeting]
    speaking_for_others = {person.id for person in mentions.people if _is_spokesperson(person)}
    for act in acts:
        if act.type in TELLING and speaking_for_others & set(act.actors):
            continue
        for reference in act.people_and_parties if act.type == "MEET" else act.actors:
            if reference in presence and reference not in attending:
                presence[reference] = PRINCIPAL
    for event in events:
        for reference in event.participants:
            if reference not in attending:
                presence[reference] = PRINCIPAL
    leaders = {mentions.party(id) for id, how in presence.items() if how == PRINCIPAL}
    for id in attending:
        party = mentions.party(id)
        presence[id] = ATTENDING if party is None or party in leaders else PRINCIPAL
        leaders.add(party)
    return presence


def _is_spokesperson(person: Person) -> bool:
    """Who only tells what others did leads no side."""
    return bool(person.titles) and all(title.office.id.endswith(SPEAKERS) for title in person.titles)


def _attending(sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon) -> list[str]:
    """The people who are first named by a sentence of attendance, in order."""
    first = {(person.mentions[0].sentence, person.mentions[0].first): person.id for person in mentions.people}
    opening = {sentence for sentence, _ in first}
    named = (
        first[(sentence.index, word.index)]
        for sentence in sentences
        if sentence.index in opening
        for word in attendance_words(sentence, lexicon)
        if (sentence.index, word.index) in first
    )
    return list(dict.fromkeys(named))
