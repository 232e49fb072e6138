"""Reads the parties counted up beside a noun for several people, whatever a parser made of the list."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon import Lexicon
from communique.mentions.people import Found
from communique.mentions.spans import PartyMention
from communique.sentences import Sentence, Word

OPENING, CLOSING = "(", ")"
NAMED = ("name", "government")


def parties_beside(found: Found, noun: Word, lexicon: Lexicon) -> tuple[PartyMention, ...]:
    """ "counterparts from A, B and C", "Außenminister As (X), Bs (Y) und Cs", "russischer und syrischer Kollege"; () for one."""
    run = _behind(found, noun, lexicon) or _before(found, noun)
    return run if len({party.party for party in run}) > 1 else ()


def _behind(found: Found, noun: Word, lexicon: Lexicon) -> tuple[PartyMention, ...]:
    sentence, at = found.sentence, noun.index + 1
    if at < len(sentence) and sentence[at].text.casefold() in lexicon.words("title", "home"):
        at += 1
    run: list[PartyMention] = []
    while (at := _past_articles(sentence, at)) < len(sentence):
        party = next((each for each in found.parties if each.span.first == at and each.use in NAMED), None)
        if party is None:
            break
        run.append(party)
        at = _past_brackets(sentence, party.span.last + 1)
        if at >= len(sentence) or not _is_joint(sentence[at]):
            break
        while at < len(sentence) and _is_joint(sentence[at]):
            at += 1
    return tuple(run)


def _before(found: Found, noun: Word) -> tuple[PartyMention, ...]:
    sentence, at = found.sentence, noun.index - 1
    run: list[PartyMention] = []
    while at >= 0:
        party = next((each for each in found.parties if each.span.last == at and each.use == "adjective"), None)
        if party is None:
            break
        run.insert(0, party)
        at = party.span.first - 1
        if at < 0 or not _is_joint(sentence[at]):
            break
        while at >= 0 and _is_joint(sentence[at]):
            at -= 1
    return tuple(run)


def _is_joint(word: Word) -> bool:
    return word.text == "," or word.upos == "CCONJ"


def _past_articles(sentence: Sentence, at: int) -> int:
    while at < len(sentence) and sentence[at].upos == "DET":
        at += 1
    return at


def _past_brackets(sentence: Sentence, at: int) -> int:
    """ "Tschechien (Tomas Petricek), …": a name in brackets ends no list."""
    if at >= len(sentence) or sentence[at].text != OPENING:
        return at
    closing = next((word.index for word in sentence.words[at:] if word.text == CLOSING), None)
    return at if closing is None else closing + 1


def one_for_each(parties: Sequence[PartyMention], people: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """The people (id and party) who stand for the parties of a list; the party itself where nobody or several are named."""
    return tuple(
        dict.fromkeys(
            ids[0] if len(ids := [id for id, own in people if own == each.party]) == 1 else each.party
            for each in parties
        )
    )
