"""Finds whom a text puts on one side: delegations, lists, wives, staff, and those named behind "seitens der …"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from communique.lexicon import Lexicon
from communique.mentions.attendance import attendance_words
from communique.mentions.clues import DELEGATION, KIN, LISTED, NEAR, OFFICE, SIDE, SUPERIOR, Clue, Tie
from communique.mentions.ends import bearers_in, names_in
from communique.mentions.parties import Context
from communique.mentions.people import FAMILY, Found, lists_of_names
from communique.mentions.spans import PartyMention, Person
from communique.sentences import Sentence, Word

COUNTERPART = "counterpart"
APPOSITION_GAP = 2  # a comma, or a comma and "und"
LIST_GAP = 3  # "…, sowie John Bolton": at most so many words between two names of one list


class Delegations:
    """The clues of one document that come from who stands beside whom."""

    def __init__(self, people: Sequence[Person], found: Sequence[Found], lexicon: Lexicon, context: Context) -> None:
        self._people = people
        self._found = found
        self._lexicon = lexicon
        self._own = context.publisher_state

    def clues(self) -> Iterator[Clue]:
        """Yield what a sentence says of somebody's side by naming it."""
        for found in self._found:
            yield from self._by_side(found)
            yield from self._respective(found)
            yield from self._by_delegation(found)
            yield from self._by_office(found)

    def ties(self) -> Iterator[Tie]:
        """Yield who is told of as one of somebody else's side, or as his counterpart."""
        for found in self._found:
            yield from self._by_superior(found)
            yield from self._by_kin(found)
            yield from self._by_company(found)
            yield from self._by_list(found)

    # clues

    def _by_side(self, found: Found) -> Iterator[Clue]:
        """ "von russischer Seite A und B, von türkischer Seite C", "seitens der DVRK A": who follows acts for that side."""
        sentence = found.sentence
        markers = [(party.span.last, party.party) for party in found.parties if self._marks_side(sentence, party)]
        markers = sorted([*markers, *self._guest_markers(sentence)])
        if not markers:
            return
        names = names_in(sentence, self._people)
        named_after = any(first > markers[0][0] for first, _, _ in names)
        for first, _, person in names:
            before = [party for at, party in markers if at < first]
            if before:
                yield Clue(person.id, before[-1], SIDE)
            elif len(markers) == 1 and not named_after:  # "A and B were present from the Chinese side"
                yield Clue(person.id, markers[0][1], SIDE)

    def _guest_markers(self, sentence: Sentence) -> Iterator[tuple[int, str]]:
        """ "seitens der Gäste": the one party that is not the publisher's."""
        guests = self._lexicon.folded_words("groups", "guests")
        others = Counter(person.party for person in self._people if person.party and person.party != self._own)
        lead_in = self._lexicon.words("side", "strong") | self._lexicon.words("side", "prepositions")
        for word in sentence:
            before = {each.text.casefold() for each in sentence.words[max(0, word.index - 2) : word.index]}
            if others and self._lexicon.folding(word.text) in guests and before & lead_in:
                yield word.index, others.most_common(1)[0][0]

    def _marks_side(self, sentence: Sentence, party: PartyMention) -> bool:
        if self._is_listed(sentence, party):
            return True
        nouns = self._lexicon.folded_words("side", "nouns")
        after = sentence.words[party.span.last + 1 : party.span.last + 2]
        before = [word.text.casefold() for word in sentence.words[max(0, party.span.first - 2) : party.span.first]]
        strong = self._lexicon.words("side", "strong")
        if any(word in strong for word in before):
            return True
        if any(self._lexicon.folding(word.text) in nouns for word in after):
            return bool(self._lexicon.words("side", "prepositions") & set(before))
        parts = sentence[party.span.last].text.split("-")
        is_side = self._lexicon.folding(parts[-1]) in nouns
        return is_side and bool(self._lexicon.words("side", "prepositions") & set(before))

    def _is_listed(self, sentence: Sentence, party: PartyMention) -> bool:
        """ "The U.S. side was headed by A and included B", "Norway was represented by A"."""
        words, agents = self._lexicon.words, self._lexicon.words("voice", "agents")
        noun = self._side_behind(sentence, party)
        if noun is not None:
            verb = sentence.head(noun)
            listing = words("presence", "leading") | words("presence", "belonging")
            return verb is not None and noun.relation in ("nsubj", "obl") and verb.lemma in listing
        represented = any(word.lemma in words("side", "represented") for word in sentence)
        name = sentence[party.span.last]
        after = sentence.words[name.index + 1 : name.index + 2]
        verb = sentence.head(name)
        subject = name.relation == "nsubj" and verb is not None and verb.lemma in words("side", "represented")
        return represented and (subject or bool(after) and after[0].text.casefold() in agents)  # "… and Finland by B"

    def _side_behind(self, sentence: Sentence, party: PartyMention) -> Word | None:
        nouns = self._lexicon.folded_words("side", "nouns") | self._lexicon.folded_words("side", "delegation")
        last = sentence[party.span.last]
        after = sentence.words[last.index + 1 : last.index + 2]
        beside = (word for word in (*after, last) if self._lexicon.folding(word.text.split("-")[-1]) in nouns)
        return next(beside, None)

    def _respective(self, found: Found) -> Iterator[Clue]:
        """ "seine Kollegen aus Russland, China und Frankreich, A, B und C": the first for the first, and so on."""
        parties = [party for party in found.parties if party.use in ("name", "government")]
        names = names_in(found.sentence, self._people)
        run: list[PartyMention] = []
        for party in parties:
            if run and party.span.first - run[-1].span.last > LIST_GAP:
                run = []
            run.append(party)
            following = [each for each in names if each[0] > run[-1].span.last]
            if len(run) <= 1 or len(following) < len(run) or following[0][0] - run[-1].span.last > APPOSITION_GAP:
                continue
            chosen = following[: len(run)]
            tight = all(
                later[0] - earlier[1] <= APPOSITION_GAP for earlier, later in zip(chosen, chosen[1:], strict=False)
            )
            if tight and not any(person.titles for _, _, person in chosen[1:]):
                yield from (Clue(person.id, each.party, SIDE) for (_, _, person), each in zip(chosen, run, strict=True))

    def _by_delegation(self, found: Found) -> Iterator[Clue]:
        """ "Kim Dae Jung, der an der Spitze einer Delegation der südlichen Seite eintraf": it is his delegation."""
        sentence = found.sentence
        for first, _, person in names_in(sentence, self._people):
            for word in sentence.subtree(sentence[first]):
                if word.lemma.casefold() in self._lexicon.words("side", "delegation"):
                    below = {each.index for each in sentence.subtree(word)}
                    yield from (
                        Clue(person.id, party.party, DELEGATION) for party in found.parties if party.span.first in below
                    )

    def _by_office(self, found: Found) -> Iterator[Clue]:
        """ "dem südlichen Präsidenten": where one person alone holds that office, it is he."""
        borne = {office for name in found.names for office in name.offices}
        for office in found.offices:
            if office.party is None or office in borne:
                continue
            holders = [
                person for person in self._people if any(title.office.id == office.office.id for title in person.titles)
            ]
            open_holders = [person for person in holders if person.party is None]
            if len(open_holders) == 1 and not any(person.party == office.party for person in holders):
                yield Clue(open_holders[0].id, office.party, OFFICE)

    # ties

    def _by_superior(self, found: Found) -> Iterator[Tie]:
        """ "der Sicherheitsberater des Präsidenten, Henry Kissinger": he acts for whom that President acts."""
        articles = self._lexicon.words("title", "articles")
        for first, _, person in names_in(found.sentence, self._people):
            name = next((name for name in found.names if name.span.first == first), None)
            for office in name.offices if name else ():
                words = found.sentence.words[office.span.first + 1 : office.title.last + 1]
                for match in self._lexicon.offices.find([word.text for word in words]):
                    if not match.first or words[match.first - 1].text.casefold() not in articles:
                        continue
                    for other in self._people:
                        if other is not person and any(title.office.id == match.value.id for title in other.titles):
                            yield Tie(person.id, other.id, SUPERIOR)
                            break

    def _by_kin(self, found: Found) -> Iterator[Tie]:
        """ "Dean Rusk und sein Kollege Andrej Gromyko": the colleague is the other side's; a wife is her husband's side's."""
        previous: Person | None = None
        for first, _, person in names_in(found.sentence, self._people):
            name = next((name for name in found.names if name.span.first == first), None)
            offices = {office.office.id for office in name.offices} if name is not None else set()
            if previous is not None and previous is not person and offices & FAMILY:
                yield Tie(person.id, previous.id, KIN)
            elif previous is not None and previous is not person and COUNTERPART in offices:
                yield Tie(person.id, previous.id, KIN, opposed=True)
                yield Tie(previous.id, person.id, KIN, opposed=True)
            previous = person

    def _by_company(self, found: Found) -> Iterator[Tie]:
        """ "Obama, who was accompanied by Secretary of State John Kerry": they act for whom he acts."""
        sentence = found.sentence
        at = {
            index: person
            for first, last, person in bearers_in(found, self._people)  # "The President was accompanied by …"
            for index in range(first, last + 1)
        }
        for verb in sentence:
            agents = sentence.children(verb, "obl:agent")
            if verb.lemma not in self._lexicon.words("presence", "agents") or not agents:
                continue
            below = {word.index for agent in agents for word in sentence.subtree(agent)}
            leaders = [person for index, person in at.items() if index not in below and index < verb.index]
            for person in {at[index].id for index in below & set(at)} if leaders else ():
                yield Tie(person, leaders[-1].id, DELEGATION)

    def _by_list(self, found: Found) -> Iterator[Tie]:
        """Those named in an enumeration act for whom the one before acts ("Stabschef John Kelly … und John Bolton")."""
        listed = {
            (one.span.first, other.span.first)
            for names in lists_of_names(found, self._lexicon)
            for one, other in zip(names, names[1:], strict=False)
        }
        names = names_in(found.sentence, self._people)
        attending = any(attendance_words(found.sentence, self._lexicon))
        for (start, last, one), (first, end, other) in zip(names, names[1:], strict=False):
            if one is other:
                continue
            if attending and self._is_told_behind(found, last, first, end):
                yield Tie(one.id, other.id, LISTED)
            if not self._is_beside(found, last, first, other):
                continue
            if (start, first) in listed or attending:
                yield Tie(other.id, one.id, LISTED)
            else:
                yield Tie(other.id, one.id, NEAR)

    def _is_beside(self, found: Found, last: int, first: int, other: Person) -> bool:
        """Nothing but offices between two names: no verb, and no article before a name without title."""
        between = found.sentence.words[last + 1 : first]
        offices = sum(1 for office in found.offices if last < office.span.first < first)
        apart = not other.titles and any(word.upos == "DET" for word in between)  # "sandte X dem Genossen Y"
        near = len(between) - offices <= LIST_GAP or bool(other.titles)
        return near and not apart and not any(word.upos in ("VERB", "AUX") for word in between)

    def _is_told_behind(self, found: Found, last: int, first: int, end: int) -> bool:
        """ "Foreign Minister A and Adviser B of Eritrea": the state behind the last is everybody's before it."""
        between = found.sentence.words[last + 1 : first]
        joined = any(word.upos == "CCONJ" for word in between)
        verbs = any(word.upos in ("VERB", "AUX") for word in between)
        return joined and not verbs and any(party.span.first in (end + 2, end + 3) for party in found.parties)
