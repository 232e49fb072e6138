"""Sentences in, mentions out: who, whose, when, where and under what, before anybody asks what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.lexicon import Lexicon
from communique.mentions.allegiance import settle_parties
from communique.mentions.coreference import Coreference, References
from communique.mentions.dates import Anchor, find_dateline, find_dates
from communique.mentions.nouns import find_agreements, find_meetings
from communique.mentions.parties import Context, find_parties, find_places, parties_named
from communique.mentions.people import Found, find_names, settle_offices
from communique.mentions.roster import Roster
from communique.mentions.spans import AgreementMention, DateMention, MeetingMention, Person
from communique.sentences import Sentence


@dataclass(frozen=True)
class Mentions:
    """All mentions of one document, sentence by sentence, and the people and references they add up to."""

    found: tuple[Found, ...]
    people: tuple[Person, ...]
    dates: tuple[tuple[DateMention, ...], ...]
    meetings: tuple[MeetingMention, ...]
    agreements: tuple[AgreementMention, ...]
    references: References
    context: Context
    anchor: Anchor
    main_parties: tuple[str, ...]

    def person(self, id: str) -> Person | None:
        """The person with this id, or None for a party's code."""
        return next((person for person in self.people if person.id == id), None)

    def parties_at(self, sentence: int) -> tuple[str, ...]:
        """The parties a sentence is about where it does not name its own."""
        return self.references.main_parties[sentence]

    def party(self, reference: str) -> str | None:
        """The party that a reference stands for: a person's, or the code itself; None where unknown."""
        person = self.person(reference)
        if person is not None:
            return person.party
        return None if reference == "?" else reference

    def parties_of(self, references: Iterable[str]) -> set[str]:
        """The parties that references stand for, without those unknown."""
        return {party for each in references if (party := self.party(each))}


def find_mentions(
    sentences: Sequence[Sentence],
    text: str,
    lexicon: Lexicon,
    *,
    publisher_state: str | None = None,
    published: str | None = None,
    breaks: frozenset[int] = frozenset(),
) -> Mentions:
    """Find people, parties, places, dates, meetings and agreements in a document's sentences.

    `publisher_state` decides "our country"; `published` (ISO) is the day of "today" where the text has no dateline;
    `breaks` are sentences after which text is lost, beyond which no pronoun looks back.
    """
    context = Context(publisher_state, parties_named(tuple(sentences), lexicon))
    dateline = find_dateline(sentences, lexicon)
    anchor = dateline if dateline.day else Anchor.of(published)
    found = []
    for sentence in sentences:
        parties, places = find_parties(sentence, lexicon, context), find_places(sentence, lexicon)
        found.append(find_names(sentence, parties, places, lexicon))
    found = settle_offices(found, lexicon)
    roster = Roster(lexicon)
    roster.gather(found)
    people = settle_parties(roster.people(sentences, text), found, lexicon, context)
    dates = tuple(tuple(find_dates(sentence, lexicon, anchor)) for sentence in sentences)
    coreference = Coreference(found, people, lexicon, context, breaks)
    references = coreference.resolve()
    meetings, agreements = [], []
    for each, day in zip(found, dates, strict=True):
        meetings.extend(find_meetings(each.sentence, each.parties, day, lexicon))
        agreements.extend(find_agreements(each.sentence, each.parties, day, lexicon))
    return Mentions(
        found=tuple(found),
        people=people,
        dates=dates,
        meetings=tuple(meetings),
        agreements=tuple(agreements),
        references=references,
        context=context,
        anchor=anchor,
        main_parties=next((parties for parties in references.main_parties if len(parties) > 1), ()),
    )
