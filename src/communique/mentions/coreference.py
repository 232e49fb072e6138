"""Resolves words that stand for people and parties met before: pronouns, "the President", "both sides", "der Gast"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.lexicon import Lexicon
from communique.mentions.attendance import present_at
from communique.mentions.datelines import dateline_end
from communique.mentions.parties import Context
from communique.mentions.people import Found
from communique.mentions.seats import NATIONAL
from communique.mentions.spans import OfficeMention, PartyMention, Person
from communique.sentences import Sentence, Word
from communique.verbs import conjuncts

UNKNOWN = "?"
SUBJECT_RELATIONS = ("nsubj",)
NOUNS = ("NOUN", "PROPN")
HONORIFIC_REACH = 2  # words from an honorific to the name
SIDE_REACH = 6  # words before a side's noun that may name it
BODY_RANKS = ("body-head",)
GENERAL = frozenset({"head-of-state", "head-of-government"})  # offices by which any president or chancellor is meant
LAST_OPENING = 2  # a pronoun that opens its sentence is among its first three words


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
    parties_of_offices: dict[str, str] = field(default_factory=dict)  # of people told of by their office alone
    speaker: str | None = None  # whose statement the text goes on with: "Ministerin X erklärte:"
    own_offices: set[str] = field(default_factory=set)  # those by which the publisher means its own

    def see(self, person: str) -> None:
        if person in self.people:
            self.people.remove(person)
        self.people.append(person)


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
        self._lexicon = lexicon
        self._context = context
        self._breaks = breaks  # sentences after which text is lost: nobody before them is an antecedent
        self._people = {person.id: person for person in people}
        self._by_name = {
            (span.sentence, at): person.id
            for person in people
            for span in person.mentions
            for at in range(span.first, span.last + 1)
        }
        self._focus = Focus()
        self._orphans: list[tuple[int, int]] = []
        self._by_word: dict[tuple[int, int], tuple[str, ...]] = {}
        self._attending = _attendants(found, self._by_name, lexicon)

    def resolve(self) -> References:
        """Walk through the document and return what every word stands for."""
        main_parties: list[tuple[str, ...]] = []
        for found in self._found:
            if found.sentence.index - 1 in self._breaks:
                self._focus.people.clear()
                self._focus.unnamed.clear()
                self._focus.subjects.clear()
            self._resolve_sentence(found)
            main_parties.append(self.main_parties())
        first = next((parties for parties in main_parties if len(parties) > 1), ())
        settled = tuple(parties if len(parties) > 1 else first for parties in main_parties)
        return References(self._by_word, tuple(self._orphans), settled)

    def _resolve_sentence(self, found: Found) -> None:
        sentence = found.sentence
        named: list[str] = []
        for word in sentence:
            references = self._resolve_word(found, word)
            if not references:
                continue
            self._by_word[(sentence.index, word.index)] = references
            for reference in references:
                if reference in self._people:
                    self._focus.see(reference)
                    named.append(reference)
                elif reference != UNKNOWN:
                    self._focus.parties.append(reference)
            if word.relation in SUBJECT_RELATIONS and references[0] != UNKNOWN and len(references) == 1:
                self._focus.subjects.append((sentence.index, references[0], _gender_of(word)))
        self._update_groups(sentence, named)
        self._update_party_group(sentence)
        if sentence[-1].text == ":":
            self._focus.speaker = self._speaker_of(sentence)

    def _speaker_of(self, sentence: Sentence) -> str | None:
        """Who says what follows: a person for himself, a spokesperson for his party."""
        subjects = [word for word in sentence if word.relation in SUBJECT_RELATIONS]
        spoken = [each for word in subjects for each in self._by_word.get((sentence.index, word.index), ())]
        if len(spoken) != 1 or spoken[0] == UNKNOWN:
            return None
        person = self._people.get(spoken[0])
        speaks_for = person is not None and any(title.office.id.endswith("spokesperson") for title in person.titles)
        return person.party if person is not None and speaks_for else spoken[0]

    def _update_party_group(self, sentence: Sentence) -> None:
        """ "The United States, Japan and the ROK held …": parties that act together."""
        for word in sentence:
            if word.relation in SUBJECT_RELATIONS:
                members = [
                    each
                    for part in conjuncts(sentence, word)
                    for each in self._by_word.get((sentence.index, part.index), ())
                ]
                parties = tuple(dict.fromkeys(each for each in members if each not in self._people and each != UNKNOWN))
                if len(parties) > 1:
                    self._focus.party_group, self._focus.party_group_at = parties, sentence.index

    def _update_groups(self, sentence: Sentence, named: Sequence[str]) -> None:
        leaders = [person for person in dict.fromkeys(named) if person not in self._attending]
        if len(leaders) <= 1:
            return
        parties = {self._people[person].party for person in leaders}
        self._focus.group = tuple(leaders)
        if len(parties) > 1:
            self._focus.pair = tuple(leaders)
            self._focus.pair_at = sentence.index

    def _resolve_word(self, found: Found, word: Word) -> tuple[str, ...]:
        person = self._by_name.get((found.sentence.index, word.index))
        if person:
            return (person,)
        office = next((office for office in found.offices if office.span.covers(word.index)), None)
        if office is not None and word.index in (office.span.last, _head_of(found.sentence, office)):
            return self._office(found, office)
        if word.text in self._lexicon.honorifics and (person := self._named_after(found.sentence, word)):
            return (person,)
        if word.text.casefold() in self._lexicon.table("pronouns"):
            return self._pronoun(found.sentence, word)
        if word.upos in (*NOUNS, "ADJ", "DET", "NUM", "PRON") and (group := self._group(found, word)):
            return group
        party = next((party for party in found.parties if party.span.covers(word.index)), None)
        return self._party(found, word, party)

    def _named_after(self, sentence: Sentence, honorific: Word) -> str | None:
        """ "dem Genossen Xi Jinping": the honorific may be the head of the phrase."""
        ahead = range(honorific.index + 1, honorific.index + 1 + HONORIFIC_REACH)
        return next((self._by_name[at] for index in ahead if (at := (sentence.index, index)) in self._by_name), None)

    # parties

    def _party(self, found: Found, word: Word, party: PartyMention | None) -> tuple[str, ...]:
        after = found.sentence.words[word.index + 1 : word.index + 2]
        if after and after[0].text == ":" and word.index <= LAST_OPENING:
            return ()  # "Ukraine: Präsident X trifft Präsident Y" names the topic
        if word.index <= dateline_end(found.sentence):
            return ()  # "SEOUL, June 15 – President Kim …": where it was written does nothing
        if party is not None:
            return (party.party,) if party.use != "adjective" or word.upos in NOUNS else ()
        if not self._is_side(word):
            return ()
        below = {child.index for child in found.sentence.subtree(word)}
        near = [
            each.party
            for each in found.parties
            if each.span.first in below and each.span.first >= word.index - SIDE_REACH
        ]
        if near:
            return (near[0],)
        people = [self._by_name[at] for index in below if (at := (found.sentence.index, index)) in self._by_name]
        bearer = self._people[people[0]].party if people else None
        return (bearer,) if bearer else ()  # "the Biden-Harris Administration"

    def _is_side(self, word: Word) -> bool:
        return word.upos in NOUNS and self._is_one_of(word, "sides")

    def _is_one_of(self, word: Word, key: str) -> bool:
        nouns = self._lexicon.words("groups", key)
        return bool({word.lemma, word.text, word.lemma.casefold(), word.text.casefold()} & nouns)

    # offices without a name

    def _office(self, found: Found, office: OfficeMention) -> tuple[str, ...]:
        bearers = [
            self._by_name.get((name.span.sentence, name.span.first)) for name in found.names if office in name.offices
        ]
        if bearers:
            return tuple(bearer for bearer in bearers if bearer)
        holders = self._holders(office)
        sentence = found.sentence
        word = sentence[office.span.last]
        if self._is_one_of(word, "counterparts"):
            return self._counterpart(office)
        if "Number=Plur" in word.feats and len(holders) > 1 and len(holders) == self._count(sentence, word):
            return tuple(holders)  # "the two foreign ministers", where two are named
        group = self._group(found, word)
        if group:
            return group
        if "Number=Plur" in word.feats:
            return tuple(holders) if len(holders) > 1 else self._several(found, word) or self._focus.party_group
        if holders and not self._is_unnamed_own(found, office, holders):
            return (self._likeliest(holders, office),)
        self._focus.unnamed.add(_gender_of(word))
        known = self._focus.parties_of_offices.get(word.lemma)
        if office.party is None and known and self._is_definite(sentence, office):
            return (known,)  # "Ein Sprecher des Außenministeriums der DVRK … Der Sprecher warnte"
        party = office.party or self._publishers(found, office)
        if party:
            self._focus.parties_of_offices[word.lemma] = party
        if party and office.party is None:
            self._focus.own_offices.add(office.office.id)
        return (party,) if party else ()

    def _publishers(self, found: Found, office: OfficeMention) -> str | None:
        """ "der große Führer empfing …", "The Secretary-General met …": the publisher's own, whom the text names nowhere."""
        own = self._context.publisher_state
        if own is None or not self._is_definite(found.sentence, office):
            return None
        body = self._lexicon.parties[own].kind == "body"
        ranks = BODY_RANKS if body else NATIONAL
        return own if office.office.rank in ranks else None

    def _is_unnamed_own(self, found: Found, office: OfficeMention, holders: Sequence[str]) -> bool:
        """ "The Prime Minister spoke to the Swedish Prime Minister X": the first is the publisher's, here and later on."""
        own = self._context.publisher_state
        if office.party is not None or own is None or self._publishers(found, office) is None:
            return False
        if any(self._people[id].party in (own, None) for id in holders):
            return False
        sentence = found.sentence
        beside = any(
            self._by_name.get((sentence.index, word.index)) in holders
            for word in sentence
            if word.index > office.title.last
        )
        subject = sentence[_head_of(sentence, office)].relation in SUBJECT_RELATIONS
        if beside and subject:
            self._focus.own_offices.add(office.office.id)
        return office.office.id in self._focus.own_offices

    def _likeliest(self, holders: Sequence[str], office: OfficeMention) -> str:
        """ "The President" is the publisher's where the text has two, else the last subject, else the last named."""
        own = [id for id in holders if self._people[id].party == self._context.publisher_state]
        if own and office.party is None:
            return own[-1]
        subjects = [id for _, id, _ in self._focus.subjects if id in holders]
        return subjects[-1] if subjects else holders[-1]

    def _is_definite(self, sentence: Sentence, office: OfficeMention) -> bool:
        before = sentence.words[max(0, office.title.first - 3) : office.title.first]
        return any(
            "Definite=Def" in word.feats or word.text.casefold() in self._lexicon.words("meeting", "definite")
            for word in before
        )

    def _several(self, found: Found, word: Word) -> tuple[str, ...]:
        """ "the Presidents of Kazakhstan, the Kyrgyz Republic and Uzbekistan": the parties of all."""
        below = {child.index for child in found.sentence.subtree(word)}
        return tuple(dict.fromkeys(party.party for party in found.parties if party.span.first in below))

    def _holders(self, office: OfficeMention) -> list[str]:
        """The people in focus who hold this office (or one of its rank), latest last."""
        seen = [*self._focus.people]
        fits = [id for id in seen if self._holds(self._people[id], office, exactly=True)]
        own = self._context.publisher_state
        if office.party is None and own and not any(self._people[id].party == own for id in fits):
            ranked = [id for id in seen if self._holds(self._people[id], office, exactly=False)]
            fits = [id for id in ranked if self._people[id].party == own and office.office.id in GENERAL] or fits
        return fits or [id for id in seen if self._holds(self._people[id], office, exactly=False)]

    def _holds(self, person: Person, office: OfficeMention, *, exactly: bool) -> bool:
        if office.party and person.party and office.party != person.party:
            return False
        if exactly:
            return any(title.office.id == office.office.id for title in person.titles)
        return office.office.rank not in ("other", "official") and office.office.rank in person.ranks

    def _counterpart(self, office: OfficeMention | None) -> tuple[str, ...]:
        subject = next((id for _, id, _ in reversed(self._focus.subjects) if id in self._people), None)
        for id in reversed(self._focus.people):
            if id != subject and (office is None or office.party in (None, self._people[id].party)):
                return (id,)
        return (office.party,) if office and office.party else ()

    # groups

    def _group(self, found: Found, word: Word) -> tuple[str, ...]:
        """ "beide Seiten", "the two leaders", "die drei Länder", "the leaders", "der Gast"."""
        sentence = found.sentence
        count = self._count(sentence, word)
        if self._is_one_of(word, "guests"):
            return self._guest(host=False)
        if self._is_one_of(word, "hosts"):
            return self._guest(host=True)
        if self._is_side(word):
            if count is None and not ("Number=Plur" in word.feats and self._is_bare_definite(sentence, word)):
                return ()
            if (
                any(each.span.first in {child.index for child in sentence.subtree(word)} for each in found.parties)
                and count is None
            ):
                return ()
            return self._sides(count)
        if self._is_one_of(word, "people"):
            if count is None and not ("Number=Plur" in word.feats and self._is_bare_definite(sentence, word)):
                return ()
            return self._leaders(count) or self.main_parties_or_none()
        if word.upos in ("NUM", "DET", "ADJ", "PRON") and count is not None and self._stands_alone(sentence, word):
            return self._leaders(count)
        return ()

    def _is_bare_definite(self, sentence: Sentence, word: Word) -> bool:
        if word.index == 0 and word.relation in SUBJECT_RELATIONS and not sentence.children(word):
            return True  # "Leaders also discussed …"
        return any(
            "Definite=Def" in child.feats or child.text.casefold() in ("the", "die", "den", "der")
            for child in sentence.children(word, "det")
        )

    def _stands_alone(self, sentence: Sentence, word: Word) -> bool:
        """ "The two also discussed": the number is itself the subject."""
        return word.relation in ("nsubj", "obj", "iobj", "obl", "root", "conj") and not sentence.children(word, "nmod")

    def _count(self, sentence: Sentence, word: Word) -> int | None:
        counts = dict(pair.split("=") for pair in self._lexicon.words("groups", "counts"))
        for each in (word, *sentence.children(word)):
            if each.text.casefold() in counts and (each is word or each.index < word.index):
                return int(counts[each.text.casefold()])
        return None

    def _sides(self, count: int | None) -> tuple[str, ...]:
        parties = self.main_parties()
        if count and count > len(parties):
            parties = tuple(dict.fromkeys((*parties, *reversed(self._focus.parties))))
        return parties[: count or None]

    def main_parties(self) -> tuple[str, ...]:
        """The parties the text is about: those of the leaders named together, else the publisher's and the last one named."""
        if self._focus.party_group_at > self._focus.pair_at:
            return self._focus.party_group
        from_pair = tuple(dict.fromkeys(p for id in self._focus.pair if (p := self._people[id].party)))
        if len(from_pair) > 1:
            return from_pair
        states = self._focus.parties
        own = self._context.publisher_state
        if own:
            others = [party for party in states if party != own]
            others = [party for party in others if self._lexicon.parties[party].kind != "body"] or others
            most = max(dict.fromkeys(others), key=others.count, default=None)
            return (own, most) if most else (own,)
        return tuple(dict.fromkeys(states))[:2]

    def _leaders(self, count: int | None) -> tuple[str, ...]:
        leaders = self._focus.pair or self._focus.group
        if count and len(leaders) < count:
            wider = [id for id in self._focus.people if id not in self._attending]
            leaders = tuple(wider[-count:]) if len(wider) > 1 else ()
        return leaders[:count] if count else leaders

    def _guest(self, *, host: bool) -> tuple[str, ...]:
        own = self._context.publisher_state
        for id in self._focus.pair or tuple(reversed(self._focus.people)):
            if (self._people[id].party == own) == host:
                return (id,)
        return ()

    # pronouns

    def _pronoun(self, sentence: Sentence, word: Word) -> tuple[str, ...]:
        readings = self._lexicon.table("pronouns")[word.text.casefold()].split("|")
        if word.relation in ("det", "expl") or word.deprel in ("nmod:poss", "det:poss"):
            readings = [reading for reading in readings if reading.startswith("sg") or reading == "pl"]
            if not readings or word.upos == "DET" or word.deprel in ("nmod:poss", "det:poss"):
                return ()
        reading = self._reading(sentence, word, readings)
        if reading == "own":  # "Wir verurteilen …": who makes the statement, else whoever publishes
            own = self._focus.speaker or self._context.publisher_state
            return (own,) if own and word.upos == "PRON" else ()
        if reading == "pl":
            if self._focus.party_group_at > self._focus.pair_at:
                return self._focus.party_group
            return self._focus.group or self.main_parties_or_none()
        person = self._antecedent(sentence, word, reading.partition(".")[2])
        if person is None and reading == "sg.n":
            return ()
        if person is None:
            if self._is_orphan(sentence, word, reading.partition(".")[2]):
                self._orphans.append((sentence.index, word.index))
            return (UNKNOWN,)
        return (person,)

    def _is_orphan(self, sentence: Sentence, word: Word, gender: str) -> bool:
        """A subject that opens its sentence and can mean nobody told of before or later in it."""
        marked = bool(self._lexicon.words("title", "marks_gender"))
        if word.relation not in SUBJECT_RELATIONS or word.index > LAST_OPENING:
            return False
        if self._focus.unnamed and (not marked or gender in self._focus.unnamed):
            return False
        return not any((sentence.index, each.index) in self._by_name for each in sentence.words[word.index :])

    def main_parties_or_none(self) -> tuple[str, ...]:
        parties = self.main_parties()
        return parties if len(parties) > 1 else ()

    def _reading(self, sentence: Sentence, word: Word, readings: Sequence[str]) -> str:
        """ "sie" is she or they as its verb is singular or plural."""
        if len(readings) == 1:
            return readings[0]
        above = sentence.head(word)
        verbs = [above, *sentence.children(above, "aux", "cop")] if above else []
        finite = [verb for verb in verbs if "VerbForm=Fin" in verb.feats] or verbs[:1]
        plural = any("Number=Plur" in each.feats for each in (*finite, word))
        return next((reading for reading in readings if (reading == "pl") == plural), readings[0])

    def _antecedent(self, sentence: Sentence, word: Word, gender: str) -> str | None:
        leading = [id for id in self._focus.people if id not in self._attending] or self._focus.people
        excluded = self._beside(sentence, word)
        fits = [id for id in leading if self._gender(id) in ("", gender) and id not in excluded]
        if word.relation not in SUBJECT_RELATIONS:
            subject = next((id for at, id, _ in reversed(self._focus.subjects) if at == sentence.index), None)
            others = [id for id in fits if id != subject]
            return others[-1] if others else (fits[-1] if fits else None)
        for at, id, told in reversed(self._focus.subjects):
            if at < sentence.index - 2:
                break
            if id in fits or id not in self._people and gender and told == gender and at >= sentence.index - 1:
                return id  # "die chinesische Seite … Sie wandte sich": a party may be the antecedent
        return fits[-1] if fits else None

    def _beside(self, sentence: Sentence, word: Word) -> set[str]:
        """Who is named as another part of a subject's clause: "He assured President X", not X himself."""
        verb = sentence.head(word)
        if verb is None or word.relation not in SUBJECT_RELATIONS:
            return set()
        phrases = sentence.children(verb, "obj", "iobj", "obl")
        named = [
            self._by_name.get((sentence.index, each.index))
            for phrase in phrases
            for each in (phrase, *sentence.children(phrase, "flat", "appos"))
        ]
        return {id for id in named if id}

    def _gender(self, id: str) -> str:
        return self._people[id].gender


def _head_of(sentence: Sentence, office: OfficeMention) -> int:
    """The word of an office that the others hang on: "Oberster *Befehlshaber* der Streitkräfte"."""
    span = office.span
    return next((at for at in range(span.first, span.last + 1) if not span.covers(sentence[at].head)), span.last)


def _gender_of(word: Word) -> str:
    """`m`, `f`, `n` as the word's features say, else `n`: an English noun that is no person is "it"."""
    return next((sign for name, sign in (("Gender=Masc", "m"), ("Gender=Fem", "f")) if name in word.feats), "n")


def _attendants(found: Sequence[Found], by_name: dict[tuple[int, int], str], lexicon: Lexicon) -> frozenset[str]:
    """The people named as present who are named nowhere else: they lead nothing and no pronoun means them."""
    words = present_at((each.sentence for each in found), lexicon)
    attending = {id for at, id in by_name.items() if at in words}
    return frozenset(attending - {id for at, id in by_name.items() if at not in words})
