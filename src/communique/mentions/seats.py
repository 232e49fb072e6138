"""Says which parties can have an office: the pope is the Vatican's, the USA have no prime minister."""

from __future__ import annotations

from collections.abc import Iterator

from communique.entries import Seat
from communique.lexicon import Lexicon
from communique.mentions.spans import Person, Title
from communique.phrases import split_words

NATIONAL = frozenset(
    {
        "head-of-state",
        "head-of-government",
        "deputy-head",
        "minister",
        "deputy-minister",
        "ambassador",
        "parliament",
        "royal",
    }
)
STATES_ALONE = frozenset(
    {"head-of-government", "minister", "deputy-minister", "royal", "parliament"}
)  # a body has presidents and ambassadors, but none of these
ONE_HOLDER = frozenset({"head-of-state", "head-of-government"})  # a state has one, whatever the wording
SHARED_SEATS = frozenset(
    {"president-elect", "supreme-leader", "member-of-presidency", "captain-regent", "governor-general"}
)  # beside whom another leads the state
MANY_MINISTERS = frozenset(
    {"minister", "minister-of-state", "minister-without-portfolio", "federal-councillor", "cabinet-secretary"}
)  # of every other portfolio there is one
PRESIDENT = "president"  # of a state, of a commission, of a council


def seats_of(title: Title, lexicon: Lexicon) -> Iterator[Seat]:
    """Where a title can be held, as its wording and its office say."""
    words = split_words(title.text, hyphens=lexicon.folding.split_hyphens)
    yield from (match.value for match in lexicon.titled_seats.find(words))
    if title.office.id in lexicon.seats and is_plain(title, lexicon):
        yield lexicon.seats[title.office.id]


def is_plain(title: Title, lexicon: Lexicon) -> bool:
    """Whether a title is the office itself: the "President of the Senate" leads no state."""
    words = split_words(title.text, hyphens=lexicon.folding.split_hyphens)
    last = max((match.last for match in lexicon.offices.find(words)), default=len(words) - 1)
    return last == len(words) - 1 or title.party is not None


def may_hold(title: Title, party: str, lexicon: Lexicon) -> bool:
    """Whether a party has such an office: the USA have no prime minister, the EU no king."""
    if lexicon.parties[party].kind == "body":
        crowned = title.office.rank == "head-of-state" and title.office.id != PRESIDENT
        if crowned or title.office.rank in STATES_ALONE:
            return False
    return all(seat.allows(party) for seat in seats_of(title, lexicon))


def _is_past(title: Title, lexicon: Lexicon) -> bool:
    """ "the then President X" holds no seat any more."""
    return any(lexicon.office_modifiers.get(word) == "former" for word in title.text.split())


def single_seats(person: Person, lexicon: Lexicon) -> Iterator[str]:
    """The seats of a person of which a state has one."""
    for title in person.titles:
        office = title.office
        if not is_plain(title, lexicon) or _is_past(title, lexicon):
            continue
        if office.rank in ONE_HOLDER and office.id not in SHARED_SEATS:
            yield office.rank
        elif office.rank == "minister" and office.id not in MANY_MINISTERS:
            yield office.id
