"""Checks a register against the trips of the presidents and secretaries of state: what it found, missed, has wrong.

    python evaluation/travels.py [--records FILE] [--register FILE] [--days N] [--show KIND]

Read are the remarks of each trip ("Met with Prime Minister …") and, in the raw texts and without the reader, which
readouts of those days name the person met. Such a text must give the person with name, office and state, and one that
tells of the meeting (its title says so, or `travels.csv` after reading) must give the meeting with the traveller.
`travels.csv` also corrects the record of the trips where a remark does not say whose president it means.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations, groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from anyascii import anyascii
from trips import WITHIN_NAME, Judged, PersonMet, coverage, people_met, read_judged, read_trips

from communique.errors import QuestionError
from communique.lexicon import load_lexicon
from communique.record import from_json
from communique.register.adding import add_sources
from communique.register.asking.answers import MeetingRow
from communique.register.asking.finding import find_person
from communique.register.asking.questions import Filter, met
from communique.register.names import compare_names
from communique.register.register import Register
from communique.register.statements import run

DATA = Path("../shared/data")
TRAVELLERS = "USA"
NEAR_DAYS = 2  # a readout appears on the day or soon after; Washington's date may be a day behind

FAMILIES = {"al", "el", "thani", "nahyan", "saud", "khalifa", "jr"}  # of many rulers, or in two spellings
COMMON = {"ali", "to"}
NUMERALS = {"ii", "iii"}
TITLED = {"president", "minister", "king", "queen", "pope", "chancellor", "premier", "secretary"}  # "Minister Raab"
FAMILY_FIRST = {"KOR", "CHN", "JPN", "VNM", "KHM", "MNG"}  # family names come first or last
VOWELS = ("ae", "iy", "ou")  # that spellings exchange
TELLING = {"meeting", "audience"}
RARE = 5  # letters of a name that stands for one person beside the state; "Cho" does not


@dataclass(slots=True)
class Text:
    """A readout, raw."""

    key: int
    name: str
    published: date
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the register says of somebody met, in one text."""

    person: PersonMet
    text: str
    what: str
    said: str = ""


def main() -> int:
    """Compare, print the figures, and what was asked to be shown."""
    arguments = _arguments()
    if not arguments.travels.exists():
        print(f"{arguments.travels} is not here; clone HistoryAtState/travels and give --travels")
        return 1
    judged = read_judged()
    trips = list(read_trips(arguments.travels))
    people = [person for trip in trips for person in people_met(trip, judged)]
    for line in coverage(trips, people):
        print(line)
    if arguments.show == "parses":
        for person in people:
            offices = " ".join(sorted(person.offices))
            print(f"{person.trip.id} {person.name} | {person.title} | {offices} | {person.party}")
        return 0
    with TemporaryDirectory() as folder:
        address = arguments.register or Path(folder) / "travels.db"
        with Register(str(address)) as register:
            _fill(register, arguments)
            report(register, people, judged, arguments)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--travels", type=Path, default=DATA / "travels", help="the trips, as XML")
    parser.add_argument("--texts", default=str(DATA / "readouts"), help="the readouts")
    parser.add_argument("--records", type=Path, help="their records, as JSONL, instead of reading them")
    parser.add_argument("--register", type=Path, help="keep the register here, or use the one that is here")
    parser.add_argument("--days", type=int, default=183, help="around a trip, within which people keep their offices")
    parser.add_argument("--show", help="parses, or lines of the tables by how they begin: missed, wrong, found")
    return parser.parse_args()


def _fill(register: Register, arguments: argparse.Namespace) -> None:
    """Add the readouts, if the register is empty."""
    with register.reading() as connection:
        if run(connection, "SELECT COUNT(*) FROM documents", {}).scalar_one():
            return
    if arguments.records:
        with arguments.records.open("rb") as lines:
            for line in lines:
                register.add(from_json(line))
        return
    for outcome in add_sources(register, [arguments.texts], workers=2):
        if outcome.error:
            print(outcome.error, file=sys.stderr)


# the raw texts


def read_texts(register: Register) -> list[Text]:
    """The texts as they were published, with their words folded."""
    with register.reading() as connection:
        rows = run(connection, "SELECT id, name, published, title, text FROM documents ORDER BY published", {}).all()
    return [
        Text(row.id, row.name, date.fromisoformat(row.published), row.title or "", row.text)
        for row in rows
    ]  # fmt: skip


def naming_texts(person: PersonMet, texts: list[Text], days: int, judged: Judged) -> Iterator[Text]:
    """The texts of the trip's days that name the person."""
    before, after = person.trip.start - timedelta(days), person.trip.end + timedelta(days)
    for text in texts:
        named = before <= text.published <= after and names(person, f"{text.title}\n{text.text}")
        if named and judged.on(person, text.name) != "another":
            yield text


def names(person: PersonMet, raw: str) -> bool:
    """Whether a text has the name: two words of it in a row, with a title, or a long one beside the name of the state."""
    folded = f" {' '.join(_folded(raw))} "
    words = [word for word in _folded(person.name) if word not in FAMILIES]
    if "bin" in words:
        return _any(folded, [rf"{_spelt(words[0])} (bin )?{_spelt(words[words.index('bin') + 1])}"])
    rows = list(pairwise(words))[-1 if person.party in FAMILY_FIRST else 0 :]
    pairs = [rf"{_spelt(one)} (\w )?{_spelt(other)}" for one, other in rows if not {one, other} <= WITHIN_NAME]
    alone = _last_names(person)
    titled = [rf"{head} {_spelt(word)}" for head in _folded(person.title) for word in alone if head in TITLED]
    if _any(folded, [*pairs, *pairs_reversed(words), *titled]):
        return True
    state = any(f" {name} " in folded for name in _names_of(person.party or ""))
    return state and _any(folded, [_spelt(word) for word in alone if len(word) >= RARE and not TITLED & set(words)])


def pairs_reversed(words: list[str]) -> list[str]:
    """A name of two words in the other order: Kishida Fumio."""
    return [rf"{_spelt(words[1])} {_spelt(words[0])}"] if len(words) == 2 else []


def _last_names(person: PersonMet) -> list[str]:
    """The words of a name that may stand for the person: of eastern names the first and the last, else the last."""
    words = [word for word in _folded(person.name) if word not in FAMILIES | NUMERALS | WITHIN_NAME | COMMON]
    return [words[0], words[-1]] if person.party in FAMILY_FIRST and words else words[-1:]


def _any(folded: str, patterns: Iterable[str]) -> bool:
    return any(re.search(rf" (?:{pattern}) ", folded) for pattern in patterns)


@cache
def _spelt(word: str) -> str:
    """A pattern of a word's spellings: Zelensky and Zelenskyy, Mohammed and Muhammad."""
    if len(word) < RARE:
        return word
    sounds = (next((kind for kind in VOWELS if letter in kind), letter) for letter in word)
    return "".join(f"[{sound}]+" for sound, _ in groupby(sounds))


def _folded(text: str) -> list[str]:
    return re.findall(r"[a-z]+", re.sub(r"['’]s?\b", " ", anyascii(text.replace("’", "'"))).lower())


@cache
def _names_of(party: str) -> frozenset[str]:
    forms = load_lexicon("en").party_names.forms
    return frozenset(" ".join(_folded(form)) for form, name in forms.items() if name.party == party)


# the register


def report(register: Register, people: list[PersonMet], judged: Judged, arguments: argparse.Namespace) -> None:
    """Print the tables."""
    texts = read_texts(register)
    look = Look(register, texts)
    near = {person: list(naming_texts(person, texts, NEAR_DAYS, judged)) for person in people}
    print(f"\nthe meetings, in texts of the trip's days (±{NEAR_DAYS})")
    _table([look.meeting(person, found, judged) for person, found in near.items()], arguments.show)
    print("\nthe people in these texts")
    _table([look.person(person, text, judged) for person, found in near.items() for text in found], arguments.show)
    print(f"\nthe people in texts of {arguments.days} days around the trip, each person in each text once")
    wide = [(person, text) for text in texts for person in _nearest(people, text, arguments.days, judged)]
    _table([look.person(person, text, judged) for person, text in wide], arguments.show)
    print("\nthe people in the register")
    _table(look.identities(wide), arguments.show)


def _nearest(people: list[PersonMet], text: Text, days: int, judged: Judged) -> Iterator[PersonMet]:
    """Whom a text names, each as met on the trip nearest in time."""
    found: list[PersonMet] = []
    for person in sorted(people, key=lambda each: abs((each.trip.start - text.published).days)):
        named = any(True for _ in naming_texts(person, [text], days, judged))
        if named and not any(is_one(person, each) for each in found):
            found.append(person)
            yield person


def is_one(person: PersonMet, other: PersonMet) -> bool:
    """Whether two remarks mean one person."""
    return person.party == other.party and compare_names(person.name, other.name).fit != "conflict"


def _table(findings: list[Finding], show: str | None) -> None:
    counts = Counter(finding.what for finding in findings)
    print(f"{len(findings):6} in all")
    for what, count in sorted(counts.items(), key=lambda each: -each[1]):
        print(f"{count:6} {what}")
    for finding in findings:
        if show and finding.what.startswith(show):
            person = finding.person
            print(f"  {person.trip.id} {person.title} {person.name} ({person.party}) {finding.text}: {finding.said}")


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody as the register has them in one document."""

    person: int
    name: str
    party: str | None
    offices: frozenset[str]


class Look:
    """Looks people and meetings up in a register."""

    def __init__(self, register: Register, texts: list[Text]) -> None:
        self.register = register
        self.texts = {text.name: text for text in texts}
        self._shown: dict[int, list[Shown]] = defaultdict(list)
        self._parties: dict[int, set[str]] = defaultdict(set)
        with register.reading() as connection:
            for row in run(connection, "SELECT person, party FROM affiliations", {}):
                self._parties[row.person].add(row.party)
            offices: dict[tuple[int, int], set[str]] = defaultdict(set)
            for row in run(connection, _OFFICES, {}):
                offices[row.document, row.number].add(row.office)
            for row in run(connection, _APPEARANCES, {}):
                held = frozenset(offices[row.document, row.number])
                self._shown[row.document].append(Shown(row.person, row.name, row.party, held))

    def shown(self, person: PersonMet, text: Text) -> Shown | None:
        """Who of a text's people bears the name; of several the likest."""
        scored = []
        for shown in self._shown[text.key]:
            likeness = compare_names(person.name, shown.name)
            if likeness.fit != "conflict" or set(_last_names(person)) & set(_folded(shown.name)[-1:]):
                fits = (likeness.fit != "conflict", shown.party == person.party, likeness.score)
                scored.append((fits, shown))
        return max(scored, key=lambda each: each[0])[1] if scored else None

    def person(self, person: PersonMet, text: Text, judged: Judged) -> Finding:
        """Whether a text's person has the office and the party of the trips' record."""
        shown = self.shown(person, text)
        if shown is None:
            in_body = names(person, text.text)
            return Finding(person, text.name, "missed: not read" if in_body else "only in the title")
        said = f"{shown.name} (P{shown.person}, {shown.party}), {' '.join(sorted(shown.offices)) or 'no office'}"
        if not shown.party and person.party in self._parties[shown.person]:
            what = "found: no party, but of a person who has it"
        elif shown.party != person.party:
            what = "wrong: another party" if shown.party else "missed: no party"
        elif shown.offices & person.offices:
            what = "found: name, office and party"
        elif judged.on(person, text.name) == "as told":
            what = "found: the office that the text tells, which is another"
        else:
            what = "wrong: another office" if shown.offices else "missed: no office"
        return Finding(person, text.name, what, said)

    def meeting(self, person: PersonMet, texts: list[Text], judged: Judged) -> Finding:
        """Whether the register has the traveller's meeting with the person, where a text tells of it."""
        if not texts:
            return Finding(person, "-", "no text of these days names the person")
        telling = {text.name for text in texts if tells(person, text, judged)}
        if not telling:
            named = " ".join(text.name for text in texts)
            return Finding(person, named, "texts name the person, none tells of the meeting")
        rows = self._met(person, person.trip.traveller)
        found = [row for row in rows if telling & {quote.document for quote in row.tellings}]
        if not found:
            rows = self._met(person, TRAVELLERS)
            found = [row for row in rows if telling & {quote.document for quote in row.tellings}]
            what = "missed: the traveller's part in the meeting" if found else "missed: the meeting"
        elif all(row.kind == "call" for row in found):
            what = "wrong: a call"
        elif all(self._mixed(row) for row in found):
            what = "wrong: one with another meeting of that day"
        else:
            what = "found: meeting"
        said = "; ".join(f"{row.id} {row.kind} {row.date} {row.place} {', '.join(row.people)}" for row in found)
        return Finding(person, " ".join(sorted(telling)), what, said)

    def _met(self, person: PersonMet, traveller: str) -> list[MeetingRow]:
        """The meetings of somebody met with the traveller, or the traveller's party, in the trip's days."""
        since, until = person.trip.start - timedelta(NEAR_DAYS), person.trip.end + timedelta(NEAR_DAYS)
        days = Filter(since=since.isoformat(), until=until.isoformat())
        return [row for key in self._keys(person.name) for row in met(self.register, traveller, key, narrowed=days)]

    def _keys(self, name: str) -> list[str]:
        """The register's key for a name, or, where it asks which of several, all of theirs."""
        with self.register.reading() as connection:
            try:
                return [f"P{find_person(connection, name)}"]
            except QuestionError as error:
                return re.findall(r"\bP\d+\b", str(error))

    def _mixed(self, row: MeetingRow) -> bool:
        """Whether two texts of one meeting name other people for the other side: two meetings taken for one."""
        with self.register.reading() as connection:
            guests: dict[tuple[int, int], set[int]] = defaultdict(set)
            for each in run(connection, _GUESTS, {"meeting": int(row.id[1:]), "party": TRAVELLERS}):
                guests[each.document, each.number].add(each.person)
        return any(not one & other for one, other in combinations(guests.values(), 2))

    def identities(self, wide: list[tuple[PersonMet, Text]]) -> list[Finding]:
        """Who is one person in the trips' record and several in the register, and the other way round."""
        ids: dict[PersonMet, Counter[int]] = {}
        for person, text in wide:
            if shown := self.shown(person, text):
                known = next((each for each in ids if is_one(each, person)), person)
                ids.setdefault(known, Counter())[shown.person] += 1
        findings = []
        for person, found in ids.items():
            shared = [f"{each.name} ({each.party})" for each in ids if each != person and set(ids[each]) & set(found)]
            what = "wrong: one with another" if shared else "wrong: several" if len(found) > 1 else "found: one person"
            said = [f"P{id} in {count} texts" for id, count in found.most_common()]
            findings.append(Finding(person, "-", what, ", ".join(said + shared)))
        return findings


def tells(person: PersonMet, text: Text, judged: Judged) -> bool:
    """Whether a text tells of the traveller's meeting with the person: as judged by reading, else by its title."""
    said = judged.on(person, text.name)
    if said in {"meeting", "no meeting"}:
        return said == "meeting"
    traveller = person.trip.traveller.split()[-1]
    title = frozenset(_folded(text.title))
    return traveller.lower() in title and bool(TELLING & title) and names(person, text.title)


_APPEARANCES = "SELECT document, number, person, name, party FROM appearances"
_OFFICES = (
    "SELECT appearance_offices.document, appearance_offices.number, offices.office FROM appearance_offices"
    " JOIN offices ON offices.id = appearance_offices.office"
)
_GUESTS = (
    "SELECT tellings.document, tellings.number, participations.person FROM tellings JOIN participations"
    " ON participations.document = tellings.document AND participations.number = tellings.number JOIN appearances"
    " ON appearances.document = participations.document AND appearances.number = participations.appearance"
    " WHERE tellings.meeting = :meeting AND appearances.party <> :party"
)

if __name__ == "__main__":
    sys.exit(main())
