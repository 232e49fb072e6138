"""Settles for whom people act whose own titles do not say: every clue is weighed, the surest person is settled first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.lexicon import Lexicon
from communique.mentions.attendance import present_at
from communique.mentions.clues import (
    FIRST,
    FOREIGN,
    KIN,
    MESSAGE,
    OPPOSITE,
    OWN,
    OWN_HEAD,
    SEAT,
    TAKEN,
    VISITED,
    Clue,
    Tie,
)
from communique.mentions.datelines import dateline_end, home_of
from communique.mentions.delegations import Delegations
from communique.mentions.ends import find_ends
from communique.mentions.parties import Context
from communique.mentions.people import Found
from communique.mentions.seats import NATIONAL, may_hold, seats_of, single_seats
from communique.mentions.spans import PartyMention, Person
from communique.sentences import Sentence, Word

PUBLIC = NATIONAL | {"official", "adviser", "envoy"}
PUBLISHER = "publisher"  # stands for the publisher's own among the people
COUNTRIES = ("state", "former_state", "territory")
FAR_RANKS = frozenset({"military", "religious", "business", "judicial", "regional"})
HEADS = frozenset({"head-of-state", "head-of-government", "deputy-head", "royal"})
OPENING = 2  # the title and the first sentence name whom the text is about
TWO = 2
ENOUGH = 1.0  # less is no evidence


def settle_parties(
    people: Sequence[Person], found: Sequence[Found], lexicon: Lexicon, context: Context
) -> tuple[Person, ...]:
    """Return the people with the party filled in where the text gives it away; None stays where it does not."""
    settled = Allegiance(people, found, lexicon, context).settle()
    return tuple(replace(person, party=settled[person.id]) for person in people)


class Allegiance:
    """Weighs, person by person, what speaks for each party."""

    def __init__(self, people: Sequence[Person], found: Sequence[Found], lexicon: Lexicon, context: Context) -> None:
        self._people = people
        self._found = found
        self._lexicon = lexicon
        self._context = context
        homes = (home_of(each.sentence, each.parties, each.places) for each in found)
        self._own = context.publisher_state or next((home for home in homes if home), None)
        self._present = present_at((each.sentence for each in found), lexicon)
        self._ends = find_ends(found, people, lexicon)
        self._settled: dict[str, str | None] = {person.id: self._told(person) for person in people}
        self._settled[PUBLISHER] = self._own
        delegations = Delegations(people, found, lexicon, context)
        self._clues: dict[str, list[Clue]] = defaultdict(list)
        for clue in (*delegations.clues(), *self._all_clues()):
            self._clues[clue.person].append(clue)
        beside = tuple(delegations.ties())
        kin = {frozenset((tie.person, tie.other)) for tie in beside if tie.weight >= KIN}
        opposed = [tie for tie in self._by_meeting() if frozenset((tie.person, tie.other)) not in kin]
        apart = {(tie.person, tie.other) for tie in opposed}
        self._ties: dict[str, list[Tie]] = defaultdict(list)
        for tie in (*beside, *opposed, *self._by_message()):
            if tie.opposed or (tie.person, tie.other) not in apart or tie.weight >= OPPOSITE:
                self._ties[tie.person].append(tie)

    def settle(self) -> dict[str, str | None]:
        """Return the party of every person: the surest first, then what is left by exclusion."""
        waiting = [person for person in self._people if self._settled[person.id] is None]
        while waiting:
            sure = max(waiting, key=lambda person: self._margin(self._weigh(person)))
            choice = self._weigh(sure).most_common(1)
            if not choice or self._margin(self._weigh(sure)) <= 0:
                break
            self._settled[sure.id] = choice[0][0]
            waiting.remove(sure)
        self._by_exclusion()
        self._by_role()
        return {person.id: self._settled[person.id] for person in self._people}

    def _margin(self, weighed: Counter[str]) -> float:
        """By how much the best party leads the next; 0 where nothing speaks for any."""
        best = [weight for _, weight in weighed.most_common(TWO)]
        if not best or best[0] < ENOUGH:
            return 0
        return best[0] - max([0.0, *best[1:]])

    def _weigh(self, person: Person) -> Counter[str]:
        """What speaks for each party that this person may serve, as far as the others are settled."""
        weighed: Counter[str] = Counter()
        for clue in self._clues[person.id]:
            weighed[clue.party] += clue.weight  # type: ignore[assignment]
        ties = [(tie, party) for tie in self._ties[person.id] if (party := self._settled[tie.other])]
        for tie, party in ties:
            if not tie.opposed:
                weighed[party] += tie.weight  # type: ignore[assignment]
        foreign = [party for party, weight in weighed.most_common() if party != self._own and weight > 0]
        other = foreign[0] if foreign else self._main_other(person)
        for tie, party in ties:
            rival = other if party == self._context.publisher_state else self._rival_of(party)
            if tie.opposed and rival is not None:
                weighed[party] -= tie.weight  # type: ignore[assignment]
                weighed[rival] += tie.weight  # type: ignore[assignment]
        if other and self._own and person.ranks & NATIONAL and not self._may_serve(person, self._own):
            weighed[other] += FOREIGN  # type: ignore[assignment]
        for party in weighed:
            if self._is_taken(person, party):
                weighed[party] -= TAKEN  # type: ignore[assignment]
        return Counter({party: weight for party, weight in weighed.items() if self._can_serve(person, party)})

    # what is told outright

    def _told(self, person: Person) -> str | None:
        """ "Bundespräsident Burkhalter, Vorsitzender der OSZE": the office that needs no state says for whom he acts."""
        party, own = person.party, self._own
        if party is None or own is None or self._lexicon.parties[party].kind != "body":
            return party
        national = any(title.party is None and title.office.rank in NATIONAL for title in person.titles)
        return own if national and all(may_hold(title, own, self._lexicon) for title in person.titles) else party

    def _parties_of(self, people: Iterable[Person]) -> set[str]:
        return {party for person in people if (party := self._settled[person.id])}

    # clues

    def _all_clues(self) -> Iterator[Clue]:
        for person in self._people:
            seat = self._by_seat(person)
            if seat is not None:
                yield Clue(person.id, seat, SEAT)
            if self._own is not None:
                yield from self._by_publisher(person, self._own)
        yield from self._by_place()
        yield from self._by_initiative()

    def _by_seat(self, person: Person) -> str | None:
        """ "Taoiseach X" is Ireland's; "King X" Morocco's where the text names no other kingdom."""
        leading = self._parties_of(self._people)
        for title in person.titles:
            for seat in seats_of(title, self._lexicon):
                if self._own in seat.only and len(seat.only) > 1:
                    continue
                named = [party for party in seat.only if party in self._context.named]
                for certain in (seat.only, named, [party for party in named if party in leading]):
                    if len(certain) == 1:
                        return certain[0]
        return None

    def _by_publisher(self, person: Person, own: str) -> Iterator[Clue]:
        """A title without a state is the publisher's own, as far as nothing else speaks."""
        if person.ranks & HEADS:
            yield Clue(person.id, own, OWN_HEAD)
        elif person.ranks - FAR_RANKS or person.titles and self._acts_somewhere(person):
            yield Clue(person.id, own, OWN)

    def _acts_somewhere(self, person: Person) -> bool:
        """ "die Tötung von General X" says nothing of whose general he was; "General X sprach" does."""
        return self._is_present(person) or any(
            span.sentence == each.sentence.index
            and _role_of(each.sentence, each.sentence[span.first]) in ("nsubj", "root")
            for each in self._found
            for span in person.mentions
        )

    def _by_place(self) -> Iterator[Clue]:
        """ "flew to London, where he will meet Prime Minister X": who is met there is of that state; who comes is not."""
        for ends in self._ends:
            hosts, guests = (ends.acting, ends.others) if ends.passive else (ends.others, ends.acting)
            if ends.place is None or ends.place in self._parties_of(guests):
                continue
            if ends.place == self._own:
                for person in ends.acting if ends.visits else ():
                    guest = self._main_other(person)
                    if guest is not None:
                        yield Clue(person.id, guest, VISITED)
                continue
            for person in hosts:
                if person.ranks & PUBLIC:
                    yield Clue(person.id, ends.place, VISITED)

    def _by_initiative(self) -> Iterator[Clue]:
        """ "Xi and Ma met": ours is named first."""
        for ends in self._ends:
            if self._own and ends.acting and ends.others and not self._parties_of((*ends.acting, *ends.others)):
                yield Clue(ends.acting[0].id, self._own, FIRST)

    # ties

    def _by_meeting(self) -> Iterator[Tie]:
        """ "A received B": nobody meets his own side."""
        pairs = {
            (one.id, other.id)
            for ends in self._ends
            for acting in ends.acting
            for met in ends.others
            for one, other in ((acting, met), (met, acting))
            if one is not other and (one.ranks & PUBLIC or not one.titles or one is acting)
        }
        for ends in self._ends:
            if ends.unnamed:  # "EAM held talks with the Foreign Minister, X"
                pairs |= {(person.id, PUBLISHER) for person in ends.others if person.ranks & PUBLIC}
        yield from (Tie(one, other, OPPOSITE, opposed=True) for one, other in sorted(pairs))

    def _by_message(self) -> Iterator[Tie]:
        """ "conveyed the greetings of President Putin": who carries a message acts for its sender's side."""
        for ends in self._ends:
            for sender in ends.senders:
                for carrier in ends.acting:
                    yield Tie(sender.id, carrier.id, MESSAGE)
                    yield Tie(carrier.id, sender.id, MESSAGE)

    # the other side

    def _rival_of(self, party: str) -> str | None:
        """The party that stands against this one in the text: the publisher's against all others'."""
        if self._context.publisher_state is not None:
            return self._context.publisher_state
        leading = self._parties_of(other for other in self._people if other.ranks & NATIONAL) - {party}
        if len(leading) == 1:
            return next(iter(leading))
        named = Counter(each.party for found in self._found for each in found.parties if each.use != "government")
        return next((each for each, _ in named.most_common() if each != party and self._is_state(each)), None)

    def _is_topic(self, sentence: Sentence, word: Word) -> bool:
        """ "spoke about the situation in X", "sanctions against X": who is spoken of need not be who is spoken with."""
        topic = {*self._lexicon.words("meeting", "topic"), *self._lexicon.words("meeting", "third")}
        return any(
            case.text.casefold() in topic
            for each in (word, *sentence.ancestors(word))
            for case in sentence.children(each, "case")
        )

    def _main_other(self, person: Person) -> str | None:
        """The state that the text is about beside the publisher's."""
        seats = [seat.only for title in person.titles for seat in seats_of(title, self._lexicon) if seat.only]
        named: Counter[str] = Counter()
        for each in self._found:
            for party in each.parties:
                if (
                    party.party != self._own
                    and self._is_state(party.party)
                    and party.span.first > dateline_end(each.sentence)
                    and all(party.party in only for only in seats)
                    and not self._is_topic(each.sentence, each.sentence[party.span.last])
                ):
                    named[party.party] += 1
        leading = self._parties_of(other for other in self._people if other.ranks & NATIONAL and other is not person)
        for few in (leading, self._opening()):
            choice = [party for party in named if party in few]
            if len(choice) == 1:
                return choice[0]
        if not person.ranks & HEADS:  # a state that is a topic alone has no adviser or minister here
            named = Counter({party: count for party, count in named.items() if party in leading | self._opening()})
        return named.most_common(1)[0][0] if named else None

    def _is_place(self, sentence: Sentence, party: PartyMention) -> bool:
        """ "met in Singapore": where it was is less of a party to it."""
        before = sentence.words[max(0, party.span.first - 1) : party.span.first]
        return any(word.text.casefold() in self._lexicon.words("side", "places") for word in before)

    def _is_state(self, party: str) -> bool:
        return self._lexicon.parties[party].kind in COUNTRIES

    def _opening(self) -> frozenset[str]:
        """The parties that the opening names, where it was alone only if somebody came to visit."""
        visited = {ends.place for ends in self._ends if ends.visits}
        return frozenset(
            party.party
            for each in self._found[:OPENING]
            for party in each.parties
            if party.span.first > dateline_end(each.sentence)
            and (party.party in visited or not self._is_place(each.sentence, party))
        )

    # who may serve whom

    def _may_serve(self, person: Person, party: str) -> bool:
        return self._can_serve(person, party) and not self._is_taken(person, party)

    def _can_serve(self, person: Person, party: str) -> bool:
        if any(party in seat.only for title in person.titles for seat in seats_of(title, self._lexicon)):
            return True  # "High Representative and Vice-President" is the EU's, which has no vice president of a state
        return all(may_hold(title, party, self._lexicon) for title in person.titles)

    def _is_taken(self, person: Person, party: str) -> bool:
        """Tell whether somebody else of that party holds what a state has one of."""
        seats = set(single_seats(person, self._lexicon))
        return any(
            other is not person
            and self._settled[other.id] == party
            and not seats.isdisjoint(single_seats(other, self._lexicon))
            for other in self._people
        )

    # what is left

    def _by_exclusion(self) -> None:
        """In a text about two parties, someone untitled who is not the publisher's is taken for the other's.

        The first text: Lavrov has no title left, the attendants are Russian, the publisher is Korean.
        """
        others = Counter(party for party in self._settled.values() if party and party != self._own)
        if self._own is None or len(others) != 1:
            return
        other = next(iter(others))
        for person in self._people:
            if self._settled[person.id] is None and len(person.mentions) > 1 and self._may_serve(person, other):
                self._settled[person.id] = other

    def _by_role(self) -> None:
        """Who does something is the publisher's, and he does it to the other side."""
        if self._own is None:
            return
        acting = {person.id for ends in self._ends for person in ends.acting}
        met = {person.id for ends in self._ends for person in ends.others}
        for person in self._people:
            if self._settled[person.id] is not None:
                continue
            other = self._main_other(person)
            if person.id in met and person.id not in acting and other and self._may_serve(person, other):
                self._settled[person.id] = other
            elif (person.id in acting or self._is_present(person)) and self._may_serve(person, self._own):
                self._settled[person.id] = self._own

    def _is_present(self, person: Person) -> bool:
        return any((span.sentence, span.first) in self._present for span in person.mentions)


def _role_of(sentence: Sentence, word: Word) -> str:
    """The relation of the phrase a name stands in: its appositions and conjuncts share it."""
    seen = word
    while seen.relation in ("appos", "flat", "conj", "compound") and (above := sentence.head(seen)) is not None:
        seen = above
    return seen.relation
