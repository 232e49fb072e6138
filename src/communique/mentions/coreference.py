"""Resolves words that stand for people and parties met before: pronouns, "the President", "both sides", "der Gast"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from communique.lexicon import Lexicon
from communique.mentions.attendance import present_at
from communique.mentions.clauses import is_subordinate
from communique.mentions.datelines import dateline_end
from communique.mentions.enumerations import one_for_each, parties_beside
from communique.mentions.groups import Groups
from communique.mentions.parties import Context
from communique.mentions.people import Found
from communique.mentions.pronouns import Pronouns
from communique.mentions.seats import NATIONAL
from communique.mentions.spans import OfficeMention, PartyMention, Person
from communique.mentions.styles import Styles
from communique.mentions.walk import NOUNS, SUBJECT_RELATIONS, UNKNOWN, Walk, gender_of
from communique.sentences import Sentence, Word
from communique.verbs import conjuncts, first_conjunct

HONORIFIC_REACH = 2  # words from an honorific to the name
SIDE_REACH = 6  # words before a side's noun that may name it
BODY_RANKS = ("body-head",)
GENERAL = frozenset({"head-of-state", "head-of-government"})  # offices by which any president or chancellor is meant
TWO = 2
LAST_TOPIC = 2  # a party that opens a sentence as its topic ("Ukraine: …") is among its first three words


@dataclass(frozen=True)
class References:
    """For every word that stands for somebody: the ids or codes it stands for; and the pronouns that found nobody."""

    by_word: dict[tuple[int, int], tuple[str, ...]]
    orphans: tuple[tuple[int, int], ...]
    main_parties: tuple[tuple[str, ...], ...]  # whom the text is about, as of each sentence

    def of(self, sentence: Sentence, word: Word) -> tuple[str, ...]:
        return self.by_word.get((sentence.index, word.index), ())


class Coreference:
    """One walk through a document, sentence by sentence, keeping who is in focus."""

    def __init__(
        self,
        found: Sequence[Found],
        people: Sequence[Person],
        lexicon: Lexicon,
        context: Context,
        breaks: frozenset[int],
    ) -> None:
        self._found = found
        self._breaks = breaks  # sentences after which text is lost: nobody before them is an antecedent
        by_name = {
            (span.sentence, at): person.id
            for person in people
            for span in person.mentions
            for at in range(span.first, span.last + 1)
        }
        attending = _attendants(found, by_name, lexicon)
        self._walk = Walk({person.id: person for person in people}, by_name, {}, attending, lexicon, context)
        self._shared = self._offices_of_counterparts()
        self._groups = Groups(self._walk)
        self._pronouns = Pronouns(self._walk)
        self._styles = Styles(found, self._walk)

    def resolve(self) -> References:
        """Walk through the document and return what every word stands for."""
        main_parties: list[tuple[str, ...]] = []
        for found in self._found:
            if found.sentence.index - 1 in self._breaks:
                self._walk.focus.people.clear()
                self._walk.focus.unnamed.clear()
                self._walk.focus.subjects.clear()
            self._resolve_sentence(found)
            main_parties.append(self._walk.main_parties())
        first = next((parties for parties in main_parties if len(parties) > 1), ())
        settled = tuple(parties if len(parties) > 1 else first for parties in main_parties)
        return References(self._walk.by_word, tuple(self._pronouns.orphans), settled)

    def _resolve_sentence(self, found: Found) -> None:
        sentence = found.sentence
        named: list[str] = []
        for word in sentence:
            references = self._resolve_word(found, word)
            if not references:
                continue
            self._walk.by_word[(sentence.index, word.index)] = references
            for reference in references:
                if reference in self._walk.people:
                    self._walk.focus.see(reference)
                    named.append(reference)
                elif reference != UNKNOWN:
                    self._walk.focus.parties.append(reference)
            if word.relation in SUBJECT_RELATIONS and references[0] != UNKNOWN and len(references) == 1:
                self._walk.focus.subjects.append((sentence.index, references[0], gender_of(word)))
        self._update_groups(sentence, named)
        self._update_party_group(sentence)
        if sentence[-1].text == ":":
            self._walk.focus.speaker = self._speaker_of(sentence)
        elif author := self._author_of(sentence):
            self._walk.focus.speaker = author

    def _speaker_of(self, sentence: Sentence) -> str | None:
        """Who says what follows: a person for himself, a spokesperson for his party."""
        subjects = [word for word in sentence if word.relation in SUBJECT_RELATIONS]
        spoken = [each for word in subjects for each in self._walk.by_word.get((sentence.index, word.index), ())]
        if len(spoken) != 1 or spoken[0] == UNKNOWN:
            return None
        person = self._walk.people.get(spoken[0])
        speaks_for = person is not None and any(title.office.id.endswith("spokesperson") for title in person.titles)
        return person.party if person is not None and speaks_for else spoken[0]

    def _author_of(self, sentence: Sentence) -> str | None:
        """ "Statement by Foreign Minister A", "Erklärung von Minister B": who says what follows."""
        nouns = self._walk.lexicon.words("groups", "statements")
        root = next((word for word in sentence if word.relation == "root"), None)
        if root is None or root.lemma.casefold() not in nouns or any(word.upos in ("VERB", "AUX") for word in sentence):
            return None
        said = (each for word in sentence for each in self._walk.by_word.get((sentence.index, word.index), ()))
        return next((each for each in said if each != UNKNOWN), None)

    def _update_party_group(self, sentence: Sentence) -> None:
        """ "The United States, Japan and the ROK held …": parties that act together."""
        for word in sentence:
            if word.relation in SUBJECT_RELATIONS:
                members = [
                    each
                    for part in conjuncts(sentence, word)
                    for each in self._walk.by_word.get((sentence.index, part.index), ())
                ]
                parties = tuple(
                    dict.fromkeys(each for each in members if each not in self._walk.people and each != UNKNOWN)
                )
                if len(parties) > 1:
                    self._walk.focus.party_group, self._walk.focus.party_group_at = parties, sentence.index

    def _update_groups(self, sentence: Sentence, named: Sequence[str]) -> None:
        leaders = [person for person in dict.fromkeys(named) if person not in self._walk.attending]
        if len(leaders) <= 1:
            return
        parties = {self._walk.people[person].party for person in leaders}
        told = [person for person in leaders if person in self._told(sentence)]
        if self._walk.focus.pair and len({self._walk.people[id].party for id in told}) <= 1:
            return
        self._walk.focus.group = tuple(leaders)
        if len(parties) > 1:
            self._walk.focus.pair = tuple(leaders)
            self._walk.focus.pair_at = sentence.index

    def _told(self, sentence: Sentence) -> set[str]:
        """Who stands in no clause that speaks of another word: "…, when she held talks with the then President X"."""
        return {
            each
            for word in sentence
            if not is_subordinate(sentence, word)
            for each in self._walk.by_word.get((sentence.index, word.index), ())
        }

    def _resolve_word(self, found: Found, word: Word) -> tuple[str, ...]:
        person = self._walk.by_name.get((found.sentence.index, word.index))
        if person:
            return (person,)
        office = next((office for office in found.offices if office.span.covers(word.index)), None)
        if office is not None and word.index in (office.span.last, _head_of(found.sentence, office)):
            return self._listed(found, office) or self._office(found, office)
        if word.text in self._walk.lexicon.honorifics and (person := self._named_after(found.sentence, word)):
            return (person,)
        if styled := self._styles.resolve(found, word):
            return styled
        if word.text.casefold() in self._walk.lexicon.table("pronouns"):
            return self._pronouns.resolve(found.sentence, word)
        if word.upos in (*NOUNS, "ADJ", "DET", "NUM", "PRON") and (group := self._groups.resolve(found, word)):
            return group
        party = next((party for party in found.parties if party.span.covers(word.index)), None)
        return self._party(found, word, party)

    def _named_after(self, sentence: Sentence, honorific: Word) -> str | None:
        """ "dem Genossen Xi Jinping": the honorific may be the head of the phrase."""
        ahead = range(honorific.index + 1, honorific.index + 1 + HONORIFIC_REACH)
        return next(
            (self._walk.by_name[at] for index in ahead if (at := (sentence.index, index)) in self._walk.by_name), None
        )

    # parties

    def _party(self, found: Found, word: Word, party: PartyMention | None) -> tuple[str, ...]:
        after = found.sentence.words[word.index + 1 : word.index + 2]
        if after and after[0].text == ":" and word.index <= LAST_TOPIC:
            return ()  # "Ukraine: Präsident X trifft Präsident Y" names the topic
        if word.index <= dateline_end(found.sentence):
            return ()  # "SEOUL, June 15 – President Kim …": where it was written does nothing
        if party is not None:
            return (party.party,) if party.use != "adjective" or word.upos in NOUNS else ()
        if not self._walk.is_side(word) and not any(self._walk.is_one_of(word, key) for key in ("houses", "own_nouns")):
            return ()
        below = {child.index for child in found.sentence.subtree(word)}
        near = [
            each.party
            for each in found.parties
            if each.span.first in below and each.span.first >= word.index - SIDE_REACH
        ]
        if near:
            return (near[0],)
        people = [
            self._walk.by_name[at] for index in below if (at := (found.sentence.index, index)) in self._walk.by_name
        ]
        bearer = self._walk.people[people[0]].party if people else None
        acts = first_conjunct(found.sentence, word).deprel in (*SUBJECT_RELATIONS, "obl:agent")
        if bearer is None and acts and self._walk.is_one_of(word, "houses"):
            bearer = self._walk.context.publisher_state  # "The Ministry of National Defence gave a reception"
        if bearer is None and acts and "Number=Plur" not in word.feats and self._is_delegation(word):
            own = self._walk.context.publisher_state
            others = [party for party in self._walk.main_parties_or_none() if party != own]
            bearer = others[0] if len(others) == 1 else None  # "On Tuesday the delegation will visit …"
        return (bearer,) if bearer else ()  # "the Biden-Harris Administration"

    def _is_delegation(self, word: Word) -> bool:
        lexicon = self._walk.lexicon
        return lexicon.folding(word.lemma) in lexicon.folded_words("side", "delegation")

    def _offices_of_counterparts(self) -> dict[str, set[str]]:
        """The offices told up to where somebody is named as a counterpart: one of them is his."""
        told: set[str] = set()
        shared: dict[str, set[str]] = defaultdict(set)
        for found in self._found:
            told |= {office.office.id for office in found.offices}
            for name in found.names:
                id = self._walk.by_name.get((name.span.sentence, name.span.first))
                if id is not None and any(
                    self._walk.is_one_of(found.sentence[office.span.last], "counterparts") for office in name.offices
                ):
                    shared[id] |= told
        return shared

    # offices without a name

    def _office(self, found: Found, office: OfficeMention) -> tuple[str, ...]:
        bearers = [
            self._walk.by_name.get((name.span.sentence, name.span.first))
            for name in found.names
            if office in name.offices
        ]
        if bearers:
            return tuple(bearer for bearer in bearers if bearer)
        holders = self._holders(office) or self._named_later(office)
        sentence = found.sentence
        word = sentence[office.span.last]
        if self._walk.is_one_of(word, "counterparts"):  # "his counterpart", but "the two counterparts"
            several = "Number=Plur" in word.feats and self._groups.resolve(found, word)
            return several or self._counterpart(office)
        if "Number=Plur" in word.feats and len(holders) > 1 and self._are_meant(sentence, office, word, holders):
            return tuple(holders)
        group = self._groups.resolve(found, word)
        if group:
            return group
        if "Number=Plur" in word.feats:
            return self._several(found, word, holders)
        if holders and not self._is_unnamed_own(found, office, holders):
            return (self._likeliest(self._free(sentence, office, holders), office),)
        self._walk.focus.unnamed.add(gender_of(word))
        known = self._walk.focus.parties_of_offices.get(word.lemma)
        if office.party is None and known and self._is_definite(sentence, office):
            return (known,)  # "Ein Sprecher des Außenministeriums der DVRK … Der Sprecher warnte"
        party = office.party or self._publishers(found, office)
        if party:
            self._walk.focus.parties_of_offices[word.lemma] = party
        if party and office.party is None:
            self._walk.focus.own_offices.add(office.office.id)
        return (party,) if party else ()

    def _listed(self, found: Found, office: OfficeMention) -> tuple[str, ...]:
        """ "his counterparts from A and B, X and Y": those who are named behind, else the parties."""
        noun = found.sentence[office.span.last]
        if "Number=Plur" not in noun.feats and not self._walk.is_one_of(noun, "counterparts"):
            return ()
        parties = parties_beside(found, noun, self._walk.lexicon)
        behind = (
            id for (at, first), id in self._walk.by_name.items() if at == found.sentence.index and first > noun.index
        )
        return one_for_each(parties, [(id, self._walk.people[id].party) for id in dict.fromkeys(behind)])

    def _are_meant(self, sentence: Sentence, office: OfficeMention, word: Word, holders: Sequence[str]) -> bool:
        """ "the two foreign ministers", where two are named; "the foreign ministers", where three of different parties are."""
        count = self._groups.count(sentence, word)
        if count is not None:
            return len(holders) == count
        parties = {self._walk.people[id].party for id in holders} - {None}
        return len(holders) > TWO and len(parties) == len(holders) and self._is_definite(sentence, office)

    def _named_later(self, office: OfficeMention) -> list[str]:
        """ "KIM JONG UN received the Cuban President": the one whom the text names by that office further on."""
        if office.party is None or office.former:
            return []
        holders = [id for id, person in self._walk.people.items() if self._holds(person, office, exactly=True)]
        return holders if len(holders) == 1 and self._walk.people[holders[0]].party == office.party else []

    def _publishers(self, found: Found, office: OfficeMention) -> str | None:
        """ "der große Führer empfing …", "The Secretary-General met …": the publisher's own, whom the text names nowhere."""
        own = self._walk.context.publisher_state
        if own is None or not self._is_definite(found.sentence, office):
            return None
        body = self._walk.lexicon.parties[own].kind == "body"
        ranks = BODY_RANKS if body else NATIONAL
        return own if office.office.rank in ranks else None

    def _is_unnamed_own(self, found: Found, office: OfficeMention, holders: Sequence[str]) -> bool:
        """ "The Prime Minister spoke to the Swedish Prime Minister X": the first is the publisher's, here and later on."""
        own = self._walk.context.publisher_state
        if office.party is not None or own is None or self._publishers(found, office) is None:
            return False
        if any(self._walk.people[id].party in (own, None) for id in holders):
            return False
        sentence = found.sentence
        beside = any(
            self._walk.by_name.get((sentence.index, word.index)) in holders
            for word in sentence
            if word.index > office.title.last
        )
        subject = sentence[_head_of(sentence, office)].relation in SUBJECT_RELATIONS
        if beside and subject:
            self._walk.focus.own_offices.add(office.office.id)
        return office.office.id in self._walk.focus.own_offices

    def _free(self, sentence: Sentence, office: OfficeMention, holders: list[str]) -> list[str]:
        """ "Minister A asked the Minister": not A himself, and rather one of another party than A's."""
        beside = self._walk.beside(sentence, sentence[_head_of(sentence, office)])
        free = [id for id in holders if id not in beside] or holders
        near = {self._walk.people[id].party if id in self._walk.people else id for id in beside}
        others = [id for id in free if self._walk.people[id].party not in near]
        if near and not others and office.party is None:  # "the Minister", to a minister of the same party
            ranked = [id for id in self._walk.focus.people if self._holds(self._walk.people[id], office, exactly=False)]
            others = [id for id in ranked if self._walk.people[id].party not in near and id not in beside]
        return others or free

    def _likeliest(self, holders: Sequence[str], office: OfficeMention) -> str:
        """ "The President" is the publisher's where the text has two, else the last subject, else the last named."""
        worded = [id for id in holders if self._is_worded(self._walk.people[id], office)]
        own = [id for id in worded or holders if self._walk.people[id].party == self._walk.context.publisher_state]
        subjects = [id for _, id, _ in self._walk.focus.subjects if id in holders]
        lately = self._walk.focus.subjects[-1:]
        if office.office.rank not in GENERAL and lately and lately[0][1] in (worded or holders):
            return lately[0][1]  # "Minister Wong thanked … The Minister also": hers, whoever publishes
        if own and office.party is None:
            return own[-1]
        return subjects[-1] if subjects else holders[-1]

    def _is_worded(self, person: Person, office: OfficeMention) -> bool:
        """ "the Foreign Secretary" is rather a Foreign Secretary than a foreign minister."""
        fold = self._walk.lexicon.folding
        words = self._found[office.span.sentence].sentence.words[office.span.first : office.span.last + 1]
        form = [fold(word.text) for word in words]
        titles = ([fold(word) for word in title.text.split()] for title in person.titles)
        return any(form == title[at : at + len(form)] for title in titles for at in range(len(title)))

    def _is_definite(self, sentence: Sentence, office: OfficeMention) -> bool:
        before = sentence.words[max(0, office.title.first - 3) : office.title.first]
        return any(
            "Definite=Def" in word.feats or word.text.casefold() in self._walk.lexicon.words("meeting", "definite")
            for word in before
        )

    def _several(self, found: Found, word: Word, holders: Sequence[str]) -> tuple[str, ...]:
        """ "the Presidents of Kazakhstan, the Kyrgyz Republic and Uzbekistan": the parties of all."""
        if any("Poss=Yes" in child.feats for child in found.sentence.children(word)):
            return ()  # "directed their ministers"
        if len(holders) > 1:
            return tuple(holders)
        below = {child.index for child in found.sentence.subtree(word)}
        named = tuple(dict.fromkeys(party.party for party in found.parties if party.span.first in below))
        return named or self._walk.focus.party_group

    def _holders(self, office: OfficeMention) -> list[str]:
        """The people in focus who hold this office (or one of its rank), latest last."""
        seen = [*self._walk.focus.people]
        fits = [id for id in seen if self._holds(self._walk.people[id], office, exactly=True)]
        own = self._walk.context.publisher_state
        if office.party is None and own and not any(self._walk.people[id].party == own for id in fits):
            ranked = [id for id in seen if self._holds(self._walk.people[id], office, exactly=False)]
            fits = [id for id in ranked if self._walk.people[id].party == own and office.office.id in GENERAL] or fits
        if not fits and (counterparts := [id for id in seen if self._is_counterpart_in(id, office)]):
            return counterparts
        if called := [id for id in seen if self._is_called(self._walk.people[id], office)]:
            return called if not fits else [id for id in seen if id in fits or id in called]
        return fits or [id for id in seen if self._holds(self._walk.people[id], office, exactly=False)]

    def _is_counterpart_in(self, id: str, office: OfficeMention) -> bool:
        """ "Außenminister A traf seinen norwegischen Kollegen B": "der norwegische Außenminister" is B."""
        person = self._walk.people[id]
        return office.party == person.party is not None and not person.titles and office.office.id in self._shared[id]

    def _is_called(self, person: Person, office: OfficeMention) -> bool:
        """ "the Secretary", "Der Vorsitzende" of a "Secretary of the Council", a "Vorsitzender der Partei"."""
        if office.party not in (None, person.party):
            return False
        lexicon, sentence = self._walk.lexicon, self._found[office.span.sentence].sentence
        form = [lexicon.folding(word.text) for word in sentence.words[office.span.first : office.span.last + 1]]
        carriers = lexicon.words("title", "of") | lexicon.words("title", "articles")
        for title in person.titles:
            words = title.text.split()
            after = words[len(form) : len(form) + 1]
            if (
                [lexicon.folding(word) for word in words[: len(form)]] == form
                and after
                and after[0].casefold() in carriers
            ):
                return True
        return False

    def _holds(self, person: Person, office: OfficeMention, *, exactly: bool) -> bool:
        if office.party and person.party and office.party != person.party:
            return False
        if exactly:
            return any(title.office.id == office.office.id for title in person.titles)
        return office.office.rank not in ("other", "official") and office.office.rank in person.ranks

    def _counterpart(self, office: OfficeMention | None) -> tuple[str, ...]:
        subject = next((id for _, id, _ in reversed(self._walk.focus.subjects) if id in self._walk.people), None)
        for id in reversed(self._walk.focus.people):
            if id != subject and (office is None or office.party in (None, self._walk.people[id].party)):
                return (id,)
        return (office.party,) if office and office.party else ()


def _head_of(sentence: Sentence, office: OfficeMention) -> int:
    """The word of an office that the others hang on: "Oberster *Befehlshaber* der Streitkräfte"."""
    span = office.span
    return next((at for at in range(span.first, span.last + 1) if not span.covers(sentence[at].head)), span.last)


def _attendants(found: Sequence[Found], by_name: dict[tuple[int, int], str], lexicon: Lexicon) -> frozenset[str]:
    """The people named as present who are named nowhere else: they lead nothing and no pronoun means them."""
    words = present_at((each.sentence for each in found), lexicon)
    attending = {id for at, id in by_name.items() if at in words}
    return frozenset(attending - {id for at, id in by_name.items() if at not in words})
