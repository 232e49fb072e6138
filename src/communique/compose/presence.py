"""Who led a side of a reported meeting, who was there beside them, and who was only mentioned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from communique.compose.acts import Act
from communique.compose.event import Event
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.attendance import (
    attendance_words,
    company_words,
    conjuncts_with_names,
    leading_words,
    partner_words,
)
from communique.mentions.people import FAMILY, lists_of_names
from communique.mentions.spans import Person
from communique.sentences import Sentence, Word

WordsOf = Callable[[Sentence, Lexicon], Iterable[Word]]
MEETING = frozenset({"MEET", "VISIT", "ACCREDIT"})  # in which both sides meet
HEADS = frozenset({"head-of-state", "head-of-government", "royal"})  # who lead whatever they attend
TELLING = frozenset({"STATE", "BRIEF"})
SPEAKERS = ("spokesperson", "press-secretary")
LEADING = frozenset(
    {
        "head-of-state",
        "head-of-government",
        "deputy-head",
        "minister",
        "body-head",
        "party",
        "parliament",
        "royal",
        "religious",
    }
)  # ranks that may lead a side
PRINCIPAL, ATTENDING, MENTIONED = "principal", "attending", "mentioned"


def presence_of(
    sentences: Sequence[Sentence], mentions: Mentions, acts: Sequence[Act], events: Sequence[Event], lexicon: Lexicon
) -> dict[str, str]:
    """Return the presence of every person, by id.

    A person leads who acts or takes part in a meeting. Whoever is first named as present attends, save one who then meets
    somebody, or the only one of a party that has no other leader there; so does a leader's wife or husband.
    """
    meeting = {each for act in acts if act.type == "MEET" for each in act.people_and_parties}
    meeting |= set(_named(sentences, mentions, lexicon, leading_words)) | _partners(sentences, mentions, lexicon)
    meeting |= _met(sentences, mentions, acts, lexicon)
    meeting |= _beside(meeting, mentions, lexicon)
    attending = [id for id in _first_named(sentences, mentions, lexicon, attendance_words) if id not in meeting]
    leading = _acting(mentions, acts) | meeting | {id for event in events for id in event.participants}
    presence = {
        person.id: PRINCIPAL if person.id in leading and person.id not in attending else MENTIONED
        for person in mentions.people
    }
    presence |= _presence_of_attendants(attending, presence, sentences, mentions, lexicon)
    return presence | dict.fromkeys(_spouses_of(presence, mentions), ATTENDING)


def _acting(mentions: Mentions, acts: Sequence[Act]) -> set[str]:
    """Who acts, and who is met or visited; who only tells what others did leads no side."""
    telling = {person.id for person in mentions.people if _is_spokesperson(person)}
    own = (act for act in acts if act.type not in TELLING or not telling & set(act.actors))
    return {each for act in own for each in (act.people_and_parties if act.type in MEETING else act.actors)}


def _partners(sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon) -> set[str]:
    """The people named in the phrase of a meeting: "das Gespräch zwischen A und B"."""
    named = _by_word(mentions)
    return {
        named[(sentence.index, word.index)]
        for meeting in mentions.meetings
        for sentence in (sentences[meeting.span.sentence],)
        for word in partner_words(sentence, sentence[meeting.head], lexicon)
        if (sentence.index, word.index) in named
    }


def _met(sentences: Sequence[Sentence], mentions: Mentions, acts: Sequence[Act], lexicon: Lexicon) -> set[str]:
    """The people behind "mit" and "with" of a verb of meeting, wherever its roles are looked for."""
    named = _by_word(mentions)
    verbs = [(sentences[act.frame.sentence], act.frame.head) for act in acts if act.type in ("MEET", "DISCUSS")]
    return {
        named[(sentence.index, word.index)]
        for sentence, verb in verbs
        for phrase in sentence.children(verb, "obl")
        if {case.text.casefold() for case in sentence.children(phrase, "case")} & lexicon.words("side", "partner")
        for word in conjuncts_with_names(sentence, phrase)
        if (sentence.index, word.index) in named
    }


def _beside(meeting: Set[str], mentions: Mentions, lexicon: Lexicon) -> set[str]:
    """Who is told in one breath with somebody who meets."""
    named = _by_word(mentions)
    lists = (
        {id for name in names if (id := named.get((name.span.sentence, name.span.first)))}
        for found in mentions.found
        for names in lists_of_names(found, lexicon)
    )
    return {id for ids in lists if ids & meeting for id in ids}


def _presence_of_attendants(
    attending: Sequence[str],
    presence: dict[str, str],
    sentences: Sequence[Sentence],
    mentions: Mentions,
    lexicon: Lexicon,
) -> dict[str, str]:
    """Those named as present: attending, or leading where nobody else of their party does."""
    company = set(_first_named(sentences, mentions, lexicon, company_words))
    leaders = {mentions.party(id) for id, how in presence.items() if how == PRINCIPAL}
    settled = {}
    for person in (person for id in attending if (person := mentions.person(id)) is not None):
        follows = person.party is None and person.ranks.isdisjoint(HEADS) or person.party in leaders - {None}
        beside = person.id in company and (person.party is None or person.ranks.isdisjoint(HEADS))
        settled[person.id] = ATTENDING if follows or beside or not _may_lead(person) else PRINCIPAL
        leaders.add(person.party)
    return settled


def _may_lead(person: Person) -> bool:
    """An ambassador or adviser leads no side only because nobody else of it is named."""
    return not person.ranks or not person.ranks.isdisjoint(LEADING)


def _spouses_of(presence: dict[str, str], mentions: Mentions) -> list[str]:
    """The leading people who are named as the wife or husband of another leader."""
    beside = {
        (name.span.sentence, name.span.first)
        for found in mentions.found
        for name in found.names
        if any(office.office.id in FAMILY for office in name.offices)
    }
    leaders = [person for person in mentions.people if presence[person.id] == PRINCIPAL]
    return [
        person.id
        for person in leaders
        if any((span.sentence, span.first) in beside for span in person.mentions)
        and any(_is_one_side(person, other) for other in leaders if other is not person)
    ]


def _is_one_side(person: Person, other: Person) -> bool:
    """Of one party; or of one surname, where the text names no party."""
    same_name = person.name.split()[-1] == other.name.split()[-1]
    return person.party == other.party and (person.party is not None or same_name)


def _is_spokesperson(person: Person) -> bool:
    """Who only tells what others did leads no side."""
    return bool(person.titles) and all(title.office.id.endswith(SPEAKERS) for title in person.titles)


def _by_word(mentions: Mentions) -> dict[tuple[int, int], str]:
    """Whose name begins at a word."""
    return {(span.sentence, span.first): person.id for person in mentions.people for span in person.mentions}


def _named(sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon, words_of: WordsOf) -> list[str]:
    """The people named by the words that are asked for, in order."""
    return _at_words(sentences, _by_word(mentions), lexicon, words_of)


def _first_named(sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon, words_of: WordsOf) -> list[str]:
    """The people who are first named by the words that are asked for, in order."""
    first = {(person.mentions[0].sentence, person.mentions[0].first): person.id for person in mentions.people}
    return _at_words(sentences, first, lexicon, words_of)


def _at_words(
    sentences: Sequence[Sentence], names: Mapping[tuple[int, int], str], lexicon: Lexicon, words_of: WordsOf
) -> list[str]:
    naming = {sentence for sentence, _ in names}
    asked = (sentence for sentence in sentences if sentence.index in naming)
    words = ((sentence.index, word.index) for sentence in asked for word in words_of(sentence, lexicon))
    return list(dict.fromkeys(names[word] for word in words if word in names))
