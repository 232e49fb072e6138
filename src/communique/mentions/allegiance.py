"""Settles for whom people act whom nothing near them gives away: the publisher's own officials, and those they meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from communique.lexicon import Lexicon
from communique.mentions.attendance import present_at
from communique.mentions.datelines import home_of
from communique.mentions.ends import find_ends
from communique.mentions.parties import Context
from communique.mentions.people import Found
from communique.mentions.seats import NATIONAL, may_hold, seats_of, single_seats
from communique.mentions.spans import Person
from communique.sentences import Sentence, Word

FAR_RANKS = frozenset({"military", "religious", "business", "judicial", "regional"})
OPENING = 2  # the title and the first sentence name whom the text is about
TWO = 2


class Allegiance:
    """Fills in, person by person, the parties that are still open."""

    def __init__(
        self,
        people: Sequence[Person],
        found: Sequence[Found],
        settled: dict[str, str | None],
        lexicon: Lexicon,
        context: Context,
    ) -> None:
        self._people = people
        self._found = found
        self._settled = settled
        self._lexicon = lexicon
        self._context = context
        homes = (home_of(each.sentence, each.parties, each.places) for each in found)
        self._own = context.publisher_state or next((home for home in homes if home), None)
        self._present = present_at((each.sentence for each in found), lexicon)
        self._ends = find_ends(found, people, lexicon)

    def settle(self) -> None:
        """Seats first, then the place of a meeting, the publisher's own, and who stands opposite somebody known."""
        for person in self._people:
            self._fill(person, self._by_seat(person))
        self._by_place()
        self._by_message()
        if self._own is not None:
            partners = self._partners()
            for person in self._people:
                if person.titles:
                    self._by_publisher(person, partners)
        self._by_opposite()
        if self._own is not None:
            self._by_exclusion()
            self._by_role(self._own)

    def _fill(self, person: Person, party: str | None) -> None:
        self._settled[person.id] = self._settled[person.id] or party

    def _parties_of(self, people: Iterable[Person]) -> set[str]:
        return {party for person in people if (party := self._settled[person.id])}

    # seats

    def _by_seat(self, person: Person) -> str | None:
        """ "Taoiseach X" is Ireland's; "King X" Morocco's where the text names no other kingdom."""
        for title in person.titles:
            for seat in seats_of(title, self._lexicon):
                if self._own in seat.only:
                    continue
                named = [party for party in seat.only if party in self._context.named]
                certain = seat.only if len(seat.only) == 1 else named
                if len(certain) == 1:
                    return certain[0]
        return None

    def _may_serve(self, person: Person, party: str) -> bool:
        if any(party in seat.only for title in person.titles for seat in seats_of(title, self._lexicon)):
            return True  # "High Representative and Vice-President" is the EU's, which has no vice president of a state
        return all(may_hold(title, party, self._lexicon) for title in person.titles) and not any(
            seat in self._taken(party, but=person) for seat in single_seats(person, self._lexicon)
        )

    def _taken(self, party: str, *, but: Person) -> frozenset[str]:
        return frozenset(
            seat
            for person in self._people
            if person is not but and self._settled[person.id] == party
            for seat in single_seats(person, self._lexicon)
        )

    # the place

    def _by_place(self) -> None:
        """ "flew to London, where he will meet Prime Minister X": who is met there is of that state."""
        for ends in self._ends:
            if ends.place is None or ends.place == self._own or ends.place in self._parties_of(ends.acting):
                continue
            for person in ends.others:
                if person.ranks & NATIONAL and self._may_serve(person, ends.place):
                    self._fill(person, ends.place)

    def _by_message(self) -> None:
        """ "conveyed the greetings of President Putin": who carries a message acts for its sender's side."""
        for ends in self._ends:
            parties = self._parties_of(ends.acting)
            for person in ends.senders if len(parties) == 1 else ():
                self._fill(person, next(iter(parties)))

    # the publisher's own

    def _by_publisher(self, person: Person, partners: frozenset[str]) -> None:
        """A title without a state is the publisher's own, save that of a partner in talks, or of a second holder."""
        own, party = self._own, self._settled[person.id]
        assert own is not None
        if party is not None:
            if self._is_national_too(person, party) and self._may_serve(person, own):
                self._settled[person.id] = own
        elif not self._may_serve(person, own):
            self._settled[person.id] = self._other_for(person)
        elif person.id in partners and not self._is_only_here(person, own):
            self._settled[person.id] = self._other_for(person)
        elif self._acts_somewhere(person) or person.ranks - FAR_RANKS:
            self._settled[person.id] = own

    def _is_only_here(self, person: Person, own: str) -> bool:
        return any(seat.only == (own,) for title in person.titles for seat in seats_of(title, self._lexicon))

    def _is_national_too(self, person: Person, party: str) -> bool:
        """ "Bundespräsident Burkhalter, Vorsitzender der OSZE": the office that needs no state says for whom he acts."""
        return self._lexicon.parties[party].kind == "body" and any(
            title.party is None and title.office.rank in NATIONAL for title in person.titles
        )

    def _acts_somewhere(self, person: Person) -> bool:
        """ "die Tötung von General X" says nothing of whose general he was; "General X sprach" does."""
        return self._is_present(person) or any(
            span.sentence == each.sentence.index
            and _role_of(each.sentence, each.sentence[span.first]) in ("nsubj", "root")
            for each in self._found
            for span in person.mentions
        )

    def _partners(self) -> frozenset[str]:
        """Those of a state's office whom somebody else is said to meet: nobody meets his own side, or visits it."""
        partners: set[str] = set()
        for ends in self._ends:
            if ends.visits and ends.place == self._own:
                partners |= {person.id for person in ends.acting}
            elif self._own in self._parties_of(ends.others):
                partners |= {person.id for person in ends.acting if person.ranks & NATIONAL}
            elif self._parties_of(ends.acting) - {self._own}:
                continue  # "the Polish minister met Minister X": X is our own
            else:
                partners |= {person.id for person in ends.others if person.ranks & NATIONAL}
        return frozenset(partners)

    def _other_for(self, person: Person) -> str | None:
        """The state that the text is about beside the publisher's, if this person may serve it."""
        other = self._main_other(person)
        return other if other and self._may_serve(person, other) else None

    def _main_other(self, person: Person) -> str | None:
        seats = [seat.only for title in person.titles for seat in seats_of(title, self._lexicon) if seat.only]
        named = Counter(
            party.party
            for each in self._found
            for party in each.parties
            if party.party != self._own
            and self._lexicon.parties[party.party].kind in ("state", "former_state")
            and all(party.party in only for only in seats)
        )
        leading = self._parties_of(other for other in self._people if other.ranks & NATIONAL and other is not person)
        for few in (leading, self._opening()):
            choice = [party for party in named if party in few]
            if len(choice) == 1:
                return choice[0]
        return named.most_common(1)[0][0] if named else None

    def _opening(self) -> frozenset[str]:
        return frozenset(party.party for each in self._found[:OPENING] for party in each.parties)

    # people opposite each other

    def _by_opposite(self) -> None:
        """ "Vladimir Putin had a conversation with President of Kazakhstan Tokayev": who meets the other is our own."""
        for ends in self._ends:
            if self._own and ends.acting and ends.others and not self._parties_of((*ends.acting, *ends.others)):
                self._fill(ends.acting[0], self._own)  # "Xi and Ma met": ours is named first
            for side, opposite in ((ends.acting, ends.others), (ends.others, ends.acting)):
                parties = self._parties_of(opposite)
                other = self._opposite_of(next(iter(parties))) if len(parties) == 1 else None
                for person in side:
                    if not person.titles or self._own is None:
                        self._fill(person, other)

    def _opposite_of(self, party: str) -> str | None:
        """The other of the two parties that a text is about."""
        if self._own is not None:
            return self._own if party != self._own else None
        leading = self._parties_of(person for person in self._people if person.ranks & NATIONAL)
        return next(iter(leading - {party}), None) if len(leading) == TWO else None

    def _by_role(self, own: str) -> None:
        """Who does something is the publisher's, and he does it to the other side."""
        acting = {person.id for ends in self._ends for person in ends.acting}
        met = {person.id for ends in self._ends for person in ends.others}
        for person in self._people:
            if person.id in met and person.id not in acting:
                self._fill(person, self._other_for(person))
            elif (person.id in acting or self._is_present(person)) and self._may_serve(person, own):
                self._fill(person, own)

    def _is_present(self, person: Person) -> bool:
        return any((span.sentence, span.first) in self._present for span in person.mentions)

    def _by_exclusion(self) -> None:
        """In a text about two parties, someone untitled who is not the publisher's is taken for the other's.

        The first text: Lavrov has no title left, the attendants are Russian, the publisher is Korean.
        """
        others = Counter(party for party in self._settled.values() if party and party != self._own)
        if len(others) != 1:
            return
        other = next(iter(others))
        for person in self._people:
            if self._settled[person.id] is None and len(person.mentions) > 1:
                self._settled[person.id] = other


def _role_of(sentence: Sentence, word: Word) -> str:
    """The relation of the phrase a name stands in: its appositions and conjuncts share it."""
    seen = word
    while seen.relation in ("appos", "flat", "conj", "compound") and (above := sentence.head(seen)) is not None:
        seen = above
    return seen.relation
