"""Who led a side of a reported meeting, who was there beside them, and who was only mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.compose.acts import Act
from communique.compose.events import Event
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.sentences import Sentence, Word
from communique.verbs import verb_lemma

PRINCIPAL, ATTENDING, MENTIONED = "principal", "attending", "mentioned"


def presence_of(
    sentences: Sequence[Sentence], mentions: Mentions, acts: Sequence[Act], events: Sequence[Event], lexicon: Lexicon
) -> dict[str, str]:
    """Return the presence of every person, by id.

    A person leads who acts or takes part in a meeting; whoever is named as present attends, save the only one of a party
    that has no other leader there.
    """
    presence = {person.id: MENTIONED for person in mentions.people}
    attending = _attending(sentences, mentions, lexicon)
    for act in acts:
        for reference in act.actors if act.type != "MEET" else act.people_and_parties:
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


def _attending(sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon) -> list[str]:
    """The people a sentence of attendance names, in order ("Zugegen waren …", "accompanied by …")."""
    cues = lexicon.words("presence", "attending")
    found: list[str] = []
    for sentence in sentences:
        for head in sentence:
            if head.text.casefold() in cues or head.lemma.casefold() in cues or verb_lemma(sentence, head, lexicon) in cues or head.lemma in cues:
                for word in _attendants(sentence, head, lexicon):
                    found.extend(each for each in mentions.references.of(sentence, word) if mentions.person(each))
    return list(dict.fromkeys(found))


def _attendants(sentence: Sentence, head: Word, lexicon: Lexicon) -> Iterable[Word]:
    """The words of an attendance predicate's phrases, save what it was that they attended."""
    if head.lemma in lexicon.words("presence", "company"):  # "in Begleitung von A", "in the presence of B"
        for child in sentence.children(head, "nmod"):
            yield from sentence.subtree(child)
        return
    agents = sentence.children(head, "obl:agent") if head.lemma in lexicon.words("presence", "agents") else ()
    if agents:
        for agent in agents:
            yield from sentence.subtree(agent)
        return
    top = head
    while top.relation == "conj" and (above := sentence.head(top)) is not None:
        top = above
    outside = {
        word.index
        for child in (*sentence.children(head, "obl", "obj"), *sentence.children(top, "obl"))
        if any(case.text.casefold() in lexicon.words("presence", "outside") for case in sentence.children(child, "case")) or child.relation == "obj"
        for word in sentence.subtree(child)
    }
    yield from (word for word in sentence if word.index not in outside)
