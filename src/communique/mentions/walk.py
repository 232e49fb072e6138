"""What one walk through a text knows as it goes: who is in focus, who stands for what, whom the text is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.lexicon import Lexicon
from communique.mentions.clauses import beside
from communique.mentions.parties import Context
from communique.mentions.spans import Person
from communique.sentences import Sentence, Word

UNKNOWN = "?"
SUBJECT_RELATIONS = ("nsubj",)
NOUNS = ("NOUN", "PROPN")


@dataclass
class Focus:
    """Who was spoken of, latest last: the state of one walk through a text."""

    people: list[str] = field(default_factory=list)
    subjects: list[tuple[int, str, str]] = field(
        default_factory=list
    )  # (sentence, person or party, gender of the word)
    group: tuple[str, ...] = ()  # the last two or more leaders named together
    pair: tuple[str, ...] = ()  # of different parties: "the two leaders"
    party_group: tuple[str, ...] = ()  # parties that acted together last
    unnamed: set[str] = field(default_factory=set)  # genders of people told of without a name ("The President …")
    pair_at: int = -1  # in which sentence the pair, and the group of parties, were last named
    party_group_at: int = -1
    parties: list[str] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)  # as pronouns told them
    parties_of_offices: dict[str, str] = field(default_factory=dict)  # of people told of by their office alone
    speaker: str | None = None  # whose statement the text goes on with: "Ministerin X erklärte:"
    own_offices: set[str] = field(default_factory=set)  # those by which the publisher means its own

    def see(self, person: str) -> None:
        if person in self.people:
            self.people.remove(person)
        self.people.append(person)


@dataclass(frozen=True)
class Walk:
    """The people of a text, the words that stand for somebody so far, and who is in focus."""

    people: Mapping[str, Person]
    by_name: Mapping[tuple[int, int], str]  # (sentence, word) of every name
    by_word: dict[tuple[int, int], tuple[str, ...]]
    attending: frozenset[str]
    lexicon: Lexicon
    context: Context
    focus: Focus = field(default_factory=Focus)

    def is_one_of(self, word: Word, key: str) -> bool:
        """Tell whether a noun stands in a list of `[groups]`."""
        nouns = self.lexicon.words("groups", key)
        return bool({word.lemma, word.text, word.lemma.casefold(), word.text.casefold()} & nouns)

    def is_side(self, word: Word) -> bool:
        return word.upos in NOUNS and self.is_one_of(word, "sides")

    def beside(self, sentence: Sentence, word: Word) -> set[str]:
        """Who else has a part in a word's clause: "He assured President X", not X himself."""
        found: set[str] = set()
        for each in beside(sentence, word):
            at = (sentence.index, each.index)
            found.update((self.by_name[at],) if at in self.by_name else self.by_word.get(at, ()))
        return found

    def main_parties(self) -> tuple[str, ...]:
        """The parties the text is about: those of the leaders named together, else the publisher's and the last one named."""
        if self.focus.party_group_at > self.focus.pair_at:
            return self.focus.party_group
        from_pair = tuple(dict.fromkeys(p for id in self.focus.pair if (p := self.people[id].party)))
        if len(from_pair) > 1:
            return from_pair
        states = self.focus.parties
        own = self.context.publisher_state
        if own:
            others = [party for party in states if party != own]
            others = [party for party in others if self.lexicon.parties[party].kind != "body"] or others
            most = max(dict.fromkeys(others), key=others.count, default=None)
            return (own, most) if most else (own,)
        return tuple(dict.fromkeys(states))[:2]

    def main_parties_or_none(self) -> tuple[str, ...]:
        parties = self.main_parties()
        return parties if len(parties) > 1 else ()


def gender_of(word: Word) -> str:
    """`m`, `f`, `n` as the word's features say, else `n`: an English noun that is no person is "it"."""
    return next((sign for name, sign in (("Gender=Masc", "m"), ("Gender=Fem", "f")) if name in word.feats), "n")
