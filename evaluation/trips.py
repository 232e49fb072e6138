"""Reads the record of trips: XML of HistoryAtState/travels in, who was met on each trip with title and party out.

The remarks are read by a small parser of their own, "Met with President Egils Levits, Prime Minister Krisjanis Karins, and …":
a run of title words, then a run of capitalized words. Only the names of states and offices are the lexicon's.
"""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from anyascii import anyascii

from communique.lexicon import load_lexicon
from communique.register.asking.finding import find_party

JUDGED = Path(__file__).with_name("travels.csv")
SINCE = "2021"

# the words of the remarks, which are a record's and not the reader's
HEADS = set(
    "President Minister King Queen Pope Chancellor Premier Prince Secretary Amir Director General Representative"
    " Chairperson Coordinator Advisor Aide Envoy".split()
)
TITLES = HEADS | set(
    "Ministers Presidents Vice Prime Deputy Foreign Affairs External Defense Security Policy High Crown Acting Interim"
    " interim Caretaker Alternate Senior Cabinet State Relations States National Expatriates Communist Party Central"
    " Commission Transitional Presidential Council Special Cardinal Archbishop Ambassador Sheikh Dr. Dato’ Sri His"
    " Majesty Holiness Syria Middle East".split()
)
WITHIN_TITLE = {"of", "for", "and", "the", "with", "to"}
WITHIN_NAME = {"bin", "bint", "al", "de", "da", "di", "van", "der", "von", "e", "del"}
GONE = {"former"}  # "on the death of former Prime Minister …"
OWN = re.compile(r"\b(Biden|Harris|Austin|Waltz|Witkoff|Trump|Blinken)\b")
BEREAVED = re.compile(r"\bfamily of General Secretary\b")
MEETING = re.compile(r"\b(?:[Mm]e[te]t?|[Mm]eetings?|[Aa]udience|[Dd]ialogue|[Ss]ummit)\b")
SENTENCE_END = re.compile(r"(?<=\w{3}|.II)\.\s+(?=[A-Z])")  # not after "Jr.", "Dr.", "S."
CALLED = {  # as the trips call places
    "Korea, South": "KOR", "Korea, Republic of": "KOR", "West Bank": "PSE", "China, People’s Republic of": "CHN",
    "Denmark (Greenland)": "Greenland", "Democratic Republic of the Congo (Zaire)": "COD",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip to one country."""

    id: str
    traveller: str
    start: date
    end: date
    country: str
    remarks: str


@dataclass(frozen=True, slots=True)
class PersonMet:
    """Somebody met on a trip, as the remarks say: name, title, party."""

    trip: Trip
    name: str
    title: str
    party: str | None

    @property
    def offices(self) -> frozenset[str]:
        """The offices that the title names."""
        return offices_of(self.title)


@dataclass(slots=True)
class Judged:
    """What was found by reading: parties that remarks leave out, and which texts tell of a meeting."""

    parties: dict[tuple[str, str], str] = field(default_factory=dict)
    texts: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def on(self, person: PersonMet, document: str) -> str | None:
        """What was judged of somebody in a document, for one trip or (without) for all."""
        last = anyascii(person.name).lower().split()[-1].split("-")[-1].strip(".")
        return self.texts.get((person.trip.id, person.name, document)) or self.texts.get(("", last, document))


def read_trips(folder: Path) -> Iterator[Trip]:
    """Yield the trips since 2021, of those recorded twice the first."""
    known: set[tuple[str, ...]] = set()
    for path in sorted(folder.glob("*-travels/*.xml")):
        for trip in ElementTree.parse(path).getroot().iter("trip"):
            values = {part.tag: " ".join((part.text or "").split()) for part in trip}
            same = tuple(values[name] for name in ("name", "start-date", "end-date", "country", "remarks"))
            if values["start-date"] >= SINCE and same not in known:
                known.add(same)
                yield Trip(
                    values["id"], values["name"], date.fromisoformat(values["start-date"]),
                    date.fromisoformat(values["end-date"]), values["country"], values["remarks"],
                )  # fmt: skip


def read_judged(path: Path = JUDGED) -> Judged:
    """Read what was found by reading: rows of trip, person, document (or "party"), judgement, reason."""
    judged = Judged()
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["document"] == "party":
                judged.parties[row["trip"], row["person"]] = row["judgement"]
            else:
                judged.texts[row["trip"], row["person"], row["document"]] = row["judgement"]
    return judged


def people_met(trip: Trip, judged: Judged) -> list[PersonMet]:
    """The people whom a trip's remarks say were met, each once, with the party as told or else the trip's country."""
    found: dict[str, PersonMet] = {}
    for sentence in SENTENCE_END.split(trip.remarks):
        if MEETING.search(sentence):
            for person in _people(trip, BEREAVED.sub("", sentence)):
                party = judged.parties.get((trip.id, person.name))
                found.setdefault(person.name, replace(person, party=party) if party else person)
    return list(found.values())


def _people(trip: Trip, sentence: str) -> Iterator[PersonMet]:
    words = _words(sentence)
    at = 0
    while at < len(words):
        end = _title_end(words, at)
        stop = _name_end(words, end) if end > at else at
        title = words[at:end]
        if len(title) > 2 and title[1] in WITHIN_TITLE - {"of"} and party_of(title[0]):
            title = title[2:]  # "of Jordan and Deputy Prime Minister …", "ISIS with Italian Foreign Minister …"
        named = " ".join(words[end:stop])
        gone = at > 0 and words[at - 1] in GONE
        if stop > end > at and HEADS & set(title) and not gone and not OWN.search(named):
            yield PersonMet(trip, named, " ".join(title), _party(title, words[stop:]) or _country(trip.country))
        at = max(stop, at + 1)


def _words(sentence: str) -> list[str]:
    """Words with commas and full stops apart, "'s" and the hyphens between titles taken off, party names as one word."""
    sentence = re.sub(r",(?= Jr\.)|[’']s\b", "", sentence)
    sentence = re.sub(r"(President|Prince)-(?=Foreign|Prime)", r"\1 and ", sentence)
    words = re.findall(r"Dr\.|Jr\.|\b[A-Z]\.|U\.S\.|[\w’'.-]*\w’?|[,;:()]", sentence)
    joined, at = [], 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            if at + length <= len(words) and party_of(" ".join(words[at : at + length])):
                break
        joined.append(" ".join(words[at : at + length]))
        at += length
    return joined


def _title_end(words: list[str], at: int) -> int:
    """Where a run of title words and names of parties ends; small words only within it."""
    end = stop = at
    while stop < len(words) and (
        words[stop] in TITLES or party_of(words[stop]) or (end > at and words[stop] in WITHIN_TITLE)
    ):
        stop += 1
        end = end if words[stop - 1] in WITHIN_TITLE else stop
    return end


def _name_end(words: list[str], at: int) -> int:
    """Where a run of capitalized words that are no titles ends; a party's name ("Jordan") only within it."""
    end = stop = at
    while stop < len(words):
        word = words[stop]
        if word[:1].isupper() and word not in TITLES and (end > at or not party_of(word)):
            end = stop + 1
        elif end > at and word.startswith("al-"):
            end = stop + 1
        elif end == at or word not in WITHIN_NAME:
            break
        stop += 1
    return end


def _party(title: list[str], after: list[str]) -> str | None:
    """Whose office it is: "Russian Foreign Minister …", "President Xi Jinping of China"."""
    told = [code for word in title if (code := party_of(word))]
    if told:
        return told[0]
    return party_of(after[1]) if len(after) > 1 and after[0] == "of" else None


@cache
def party_of(word: str) -> str | None:
    """The code of a party by its name or adjective; only capitalized, as "Jordan" or "NATO"."""
    if not word[:1].isupper() or word in TITLES:
        return None
    name = load_lexicon("en").party_names.get(word)
    return name.party if name else None


@cache
def _country(country: str) -> str:
    return CALLED.get(country.strip()) or find_party(country.strip())


@cache
def offices_of(title: str) -> frozenset[str]:
    """The offices that a title names, by the lexicon's longest forms."""
    words, found, at = _words(title), set(), 0
    offices = load_lexicon("en").offices
    while at < len(words):
        for end in range(len(words), at, -1):
            if office := offices.get(" ".join(words[at:end])):
                found.add(office.id)
                break
        else:
            end = at + 1
        at = end
    return frozenset(found)


def coverage(trips: list[Trip], people: list[PersonMet]) -> Iterator[str]:
    """Say how many remarks give somebody met, and which have a title and a name but give nobody."""
    parsed = {person.trip.id for person in people}
    naming = re.compile(rf"\b(?:{'|'.join(sorted(HEADS))}) (?!(?:{'|'.join(sorted(TITLES))})\b)[A-Z]\w+(?: [A-Z]\w+)?")
    named = {trip.id for trip in trips if any(not OWN.search(each) for each in naming.findall(trip.remarks))}
    told = f"{len(named | parsed)} name a person with a title; parsed {len(parsed)}, {len(people)} people met"
    yield f"{len(trips)} trips since {SINCE}, {told}"
    yield from (f"  nobody in {trip.id}: {trip.remarks}" for trip in trips if trip.id in named - parsed)
