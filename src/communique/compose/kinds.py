"""What kind of meeting the words and the ranks of those who met tell of: talks, audience, summit, call, visit …"""

from __future__ import annotations

from collections.abc import Sequence

from communique.compose.acts import Act
from communique.compose.event import CALL, NEUTRAL, VISIT, Sameness
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.spans import MeetingMention
from communique.sentences import Sentence
from communique.verbs import verb_lemma

RANKED = ("meeting", "talks", "audience")  # kinds that the ranks of those who met may change
TALKS, SUMMIT, AUDIENCE = "talks", "summit", "audience"


class Kinds:
    """Names the kind of a meeting for one document's acts and nouns."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon, sameness: Sameness) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._lexicon = lexicon
        self._is_head = sameness.is_head

    def of_act(self, act: Act, noun: MeetingMention | None, references: Sequence[str], parties: set[str]) -> str:
        """The kind of the meeting an act reports; `noun` is the noun that carries its meaning, if one does."""
        if act.type == "VISIT":
            return VISIT
        if noun is None and self._is_spoken(act):
            return CALL if self._by_phone(act) else "meeting"  # "sprach mit …": where and how is not told
        return self._between(
            self.refined(self._of_word(noun) if noun is not None else self._of_verb(act), references), parties
        )

    def of_noun(self, noun: MeetingMention, people: Sequence[str], parties: set[str]) -> str:
        """The kind of a meeting that a noun names."""
        return self._between(self.refined(self._of_word(noun), people), parties)

    def _between(self, kind: str, parties: set[str]) -> str:
        """A meeting of two sides is talks."""
        return TALKS if kind == "meeting" and len(parties) > 1 else kind

    def is_open(self, act: Act) -> bool:
        """Tell whether a verb leaves open whether they met or telephoned."""
        return act.type == "MEET" and (self._is_spoken(act) or self._of_verb(act) in NEUTRAL)

    def _of_word(self, noun: MeetingMention) -> str:
        """A round is one of a dialogue's where it has a number: "the fourth round", but "a round of talks"."""
        rounds = self._lexicon.words("meeting", "rounds")
        return TALKS if noun.ordinal is None and not noun.distinct and noun.word.lemma in rounds else noun.word.kind

    def refined(self, kind: str, references: Sequence[str]) -> str:
        """A neutral word is a summit between heads, an audience at a head's, talks between officials."""
        if kind not in RANKED:
            return kind
        people = [person for each in references if (person := self._mentions.person(each))]
        parties = {person.party for person in people if person.party}
        heads = {person.party for person in people if self._is_head(person.id)}
        if kind == AUDIENCE:
            return AUDIENCE if heads or self._is_at_house(references[:1]) else TALKS
        if len(heads) > 1 and heads == parties:
            return SUMMIT
        return TALKS if len(parties) > 1 else kind

    def _is_at_house(self, host: Sequence[str]) -> bool:
        """Received by a parliament's speaker, or by nobody the text names."""
        person = self._mentions.person(host[0]) if host else None
        if person is None:
            return bool(host)
        return any(title.office.rank == "parliament" for title in person.titles)

    def _is_spoken(self, act: Act) -> bool:
        return act.frame.head.lemma in self._lexicon.words("meeting", "speaking")

    def _by_phone(self, act: Act) -> bool:
        words = self._lexicon.words("meeting", "by_phone")
        return any(word.lemma in words or word.text.casefold() in words for word in self._sentences[act.frame.sentence])

    def _of_verb(self, act: Act) -> str:
        if any(condition.relation == "obl:on" for condition in act.frame.predicate.conditions):
            return "meeting"  # "called on the President": no telephone
        lemma = verb_lemma(self._sentences[act.frame.sentence], act.frame.head, self._lexicon)
        verbs = (each.lemma for each in act.frame.trigger if each.upos != "NOUN")  # nouns that name a meeting are found
        for word in (lemma, *verbs):
            entry = self._lexicon.meetings.get(word)
            if entry is not None:
                return entry.kind
        return "meeting"
