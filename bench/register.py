"""The register at size: made-up records in, the speed of adding and of every question out, on SQLite and PostgreSQL.

    python bench/register.py [--documents 100000] [--sqlite | --postgresql [ADDRESS]] [--keep FOLDER] [--calls 100]

A hundred thousand documents are a million acts. The records are made up, the same in every run: people who change office
and party of address, meetings that several texts tell, words of a vocabulary of 30,000 by Zipf's law, spans that are right.
Questions ask for people and parties told of often, and for some drawn at random, rare ones among them. CPU seconds stand
beside wall seconds, since on a shared machine the wall tells of the neighbours. `--keep` leaves the SQLite file there.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from sqlalchemy import text

from communique.errors import QuestionError
from communique.evidence import Evidence
from communique.lexicon import LANGUAGES, SHARED, party_codes
from communique.record import (
    ActRecord,
    AgreementRecord,
    DocumentHead,
    MeetingRecord,
    PersonRecord,
    Record,
    TitleRecord,
)
from communique.register.asking import pledges as following
from communique.register.asking import questions
from communique.register.asking.questions import Filter
from communique.register.register import Register

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from registers import NoServer, running

FIRST_DAY, DAYS = date(2005, 1, 1), 20 * 365
PARTIES, PEOPLE_A_PARTY, WORDS, PUBLISHERS, TITLES, TOPICS = 190, 105, 30_000, 40, 4000, 60
CAREER = 6 * 365  # days
FAMILIES, FEW_FAMILIES = 90, 12  # family names of a party; of some, where half of all are called Kim or Nguyen
LEAST_SPEED, MOST_MILLISECONDS = 300, 100  # the goals
WARM_UP = 3  # calls that are not counted: lexicons are loaded, pages read
BLOCK = 10_000  # documents between two lines that tell how fast adding is
ON_DISK = {"shared_buffers": "512MB", "synchronous_commit": "off", "max_wal_size": "4GB"}
TYPES = {  # acts by how often White House readouts tell of them
    "DISCUSS": 2274, "STATE": 2017, "MEET": 1434, "PRAISE": 1314, "PLEDGE": 1258, "AGREE": 459, "BRIEF": 386, "URGE": 320,
    "AID": 239, "CRITICIZE": 235, "COOPERATE": 151, "VISIT": 87, "CONCEDE": 48, "MOBILIZE": 42, "SIGN": 34, "REJECT": 31,
    "COERCE": 30, "INVITE": 21, "WARN": 9, "CONVEY": 6, "PROTEST": 6, "SANCTION": 4,
}  # fmt: skip
KINDS = {"talks": 45, "call": 44, "meeting": 43, "summit": 10, "visit": 15, "dialogue": 4}
OFFICES = (
    "president", "prime-minister", "foreign-minister", "ambassador", "director", "vice-president", "adviser", "senator",
    "secretary", "governor", "chairman", "defense-minister", "speaker", "envoy", "chancellor", "trade-minister",
)  # fmt: skip
SYLLABLES = [
    begin + middle + end
    for begin in (
        "b",
        "br",
        "ch",
        "d",
        "f",
        "g",
        "h",
        "j",
        "k",
        "kr",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "st",
        "t",
        "v",
        "z",
    )
    for middle in ("a", "e", "i", "o", "u", "ai", "ou")
    for end in ("", "n", "r", "l", "s", "m", "k")
]


class Zipf:
    """Draws one of several, the first the most often."""

    def __init__(self, size: int, exponent: float = 1.0) -> None:
        self.weights = list(accumulate(1 / (rank + 1) ** exponent for rank in range(size)))

    def draw(self, chance: random.Random) -> int:
        """A rank, 0 the most often."""
        return bisect(self.weights, chance.random() * self.weights[-1], hi=len(self.weights) - 1)


@dataclass
class Someone:
    """Somebody who is told of, for a party, in an office that changes once."""

    name: str
    party: str
    offices: tuple[str, str]
    begins: int  # day


@dataclass
class Written:
    """A text while it is written: its pieces and how long they are together."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str) -> Evidence:
        """Write on, and say where that stands."""
        start = self.length
        self.pieces.append(piece)
        self.length += len(piece)
        return Evidence(start, self.length)


class Archive:
    """A world of people who meet, and the records of the texts that tell of it."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        chance = self.chance
        self.parties = sorted(code for code in party_codes() if len(code) == 3 and code.isupper())[:PARTIES]
        chance.shuffle(self.parties)
        self.words = self._word_list()
        self.people = {party: self._people_of(party) for party in self.parties}
        self.publishers = [f"{self.words[1000 + at].title()} Agency" for at in range(PUBLISHERS)]
        self.titles = [
            " ".join(self.words[200 + zipf] for zipf in chance.sample(range(4000), 3)).title() for _ in range(TITLES)
        ]
        self.topics = [self.words[300 + at] for at in range(TOPICS)]
        self.of_words, self.of_parties, self.of_people = Zipf(WORDS), Zipf(len(self.parties)), Zipf(PEOPLE_A_PARTY // 3)
        self.of_titles, self.of_topics = Zipf(TITLES), Zipf(TOPICS)

    def _word_list(self) -> list[str]:
        words: dict[str, None] = dict.fromkeys(("the", "of", "and", "to", "in", "on", "with", "for", "a", "that"))
        while len(words) < WORDS:
            words["".join(self.chance.choices(SYLLABLES, k=self.chance.choice((1, 2, 2, 3, 3, 4))))] = None
        return list(words)

    def _people_of(self, party: str) -> list[Someone]:
        chance = self.chance
        given = _given_names()
        region = chance.choice(sorted(region for region, names in given.items() if len(names) > 60))
        firsts = chance.sample(given[region], 60)
        several = FEW_FAMILIES if chance.random() < 0.15 else FAMILIES
        families = ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))).title() for _ in range(several)]
        rank = Zipf(len(families), 0.6)
        return [
            Someone(
                f"{chance.choice(firsts)} {families[rank.draw(chance)]}",
                party,
                (chance.choice(OFFICES), chance.choice(OFFICES)),
                chance.randrange(-CAREER, DAYS),
            )
            for _ in range(PEOPLE_A_PARTY)
        ]

    def records(self, documents: int) -> Iterator[Record]:
        """So many records, in the order of their days; every third meeting is told by two texts."""
        number = 0
        while number < documents:
            day = int(number / documents * DAYS)
            sides = self._sides()
            people = [each for party in sides for each in self._present(party, day)]
            kind = self.chance.choices(list(KINDS), list(KINDS.values()))[0]
            for _ in range(2 if self.chance.random() < 0.33 else 1):
                yield self.record(number, day + self.chance.randrange(2), kind, people)
                number += 1

    def _sides(self) -> list[str]:
        sides: dict[str, None] = {}
        count = 3 if self.chance.random() < 0.1 else 2
        while len(sides) < count:
            sides[self.parties[self.of_parties.draw(self.chance)]] = None
        return list(sides)

    def _present(self, party: str, day: int) -> list[Someone]:
        """Two or three people of a party, who change over the years."""
        there = [each for each in self.people[party] if each.begins <= day <= each.begins + 2 * CAREER]
        drawn = {min(self.of_people.draw(self.chance), len(there) - 1) for _ in range(self.chance.choice((1, 2, 3, 3)))}
        return [there[at] for at in sorted(drawn)]

    def record(self, number: int, day: int, kind: str, people: list[Someone]) -> Record:  # noqa: PLR0915  (one text)
        """A text about people who met, ten acts long, and its record."""
        chance = self.chance
        published = (FIRST_DAY + timedelta(day)).isoformat()
        publisher = chance.randrange(PUBLISHERS)
        written = Written()
        heading = written.add(f"Readout {number}: {self._phrase(8)}\n\n")
        persons, firsts = [], {}
        parties = tuple(sorted({each.party for each in people}))
        begun = written.length
        for at, one in enumerate(people, 1):
            office = one.offices[day > one.begins + CAREER]
            words = office.replace("-", " ").title()
            title = written.add(words)
            written.add(" ")
            name = one.name.split()[-1] if at > 1 and chance.random() < 0.08 else one.name
            firsts[f"p{at}"] = written.add(name)
            written.add(" met " if at == 1 else " and " if at < len(people) else f" for a {kind}.")
            titles = (TitleRecord(words, office, one.party, title),) if chance.random() < 0.8 else ()
            presence = "principal" if at < 3 else "attending"
            persons.append(PersonRecord(f"p{at}", name, one.party, presence, titles, (firsts[f"p{at}"],)))
        told = Evidence(begun, written.length)
        meeting_day = (FIRST_DAY + timedelta(day - chance.randrange(2))).isoformat() if chance.random() < 0.7 else None
        meetings = (MeetingRecord("m1", kind, "held", parties, meeting_day, None, None, None, tuple(firsts), told),)
        agreements: tuple[AgreementRecord, ...] = ()
        acts = [self._act(1, "MEET", list(firsts), (), told, told, None)]
        for at in range(2, chance.choice((8, 9, 10, 11, 12)) + 1):
            written.add("\n\n" if at % 3 == 0 else " ")
            start = written.length
            actor, recipient = chance.sample(list(firsts), 2) if len(firsts) > 1 else ("p1", parties[0])
            written.add(persons[int(actor[1:]) - 1].name.split()[-1] + " ")
            trigger = written.add(self.words[100 + chance.randrange(60)])
            written.add(" that ")
            content = written.add(self._phrase(chance.randrange(8, 22)))
            if at == 4 and chance.random() < 0.3:
                written.add(" under the ")
                named = self.titles[self.of_titles.draw(chance)]
                span = written.add(f"Agreement on {named}")
                agreements = (AgreementRecord("g1", "agreement", f"Agreement on {named}", parties, None, span),)
            written.add(".")
            sentence = Evidence(start, written.length)
            type = chance.choices(list(TYPES), list(TYPES.values()))[0]
            whom = () if chance.random() < 0.3 else (recipient,) if chance.random() < 0.7 else (chance.choice(parties),)
            acts.append(self._act(at, type, [actor], whom, trigger, sentence, content))
        text_ = "".join(written.pieces)
        head = DocumentHead(
            f"r{number}", text_, "en", text_[: heading.end].strip(), self.publishers[publisher], self.parties[publisher],
            published, f"https://agency.example/{publisher}/{number}", f"readouts/{number}.html", None,
        )  # fmt: skip
        return Record(head, tuple(persons), meetings, tuple(acts), agreements)

    def _act(  # noqa: PLR0913  (the parts of an act)
        self, number: int, type: str, actors: list[str], recipients: tuple[str, ...], trigger: Evidence, sentence: Evidence,
        content: Evidence | None,
    ) -> ActRecord:  # fmt: skip
        topics = tuple({self.topics[self.of_topics.draw(self.chance)] for _ in range(self.chance.choice((0, 1, 1, 2)))})
        return ActRecord(
            f"a{number}", type, None, "did", trigger, (trigger,), tuple(actors), recipients, content, tuple(sorted(topics)),
            "m1" if number < 4 else None, None, sentence, f"en.{type.lower()}.made-up",
            {"actors": (Evidence(sentence.start, trigger.start),) if content else (), "recipients": ()},
        )  # fmt: skip

    def _phrase(self, length: int) -> str:
        return " ".join(self.words[self.of_words.draw(self.chance)] for _ in range(length))


def _given_names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    with (LANGUAGES / SHARED / "given_names.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            names.setdefault(row["region"], []).append(row["name"])
    return names


# measuring


def main() -> None:
    """Fill registers and measure them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, default=100_000, help="documents, of ten acts each")
    arguments.add_argument("--calls", type=int, default=100, help="calls of each question")
    arguments.add_argument("--sqlite", action="store_true", help="SQLite alone")
    arguments.add_argument(
        "--postgresql", nargs="?", const="", metavar="ADDRESS",
        help="PostgreSQL alone: in a database that is there, and is asked again if it is filled, or on a server of its own",
    )  # fmt: skip
    arguments.add_argument(
        "--keep", type=Path, help="a folder in which the SQLite register stays; one there is asked again"
    )
    given = arguments.parse_args()
    both = given.sqlite == (given.postgresql is not None)
    print(f"{time.strftime('%Y-%m-%d %H:%M')}  {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    if given.sqlite or both:
        with tempfile.TemporaryDirectory() as folder:
            path = (given.keep or Path(folder)) / f"bench-{given.documents}.db"
            measure("SQLite", str(path), given.documents, given.calls)
    if given.postgresql:
        measure("PostgreSQL", given.postgresql, given.documents, given.calls)
    elif given.postgresql is not None or both:
        try:
            with running(ON_DISK) as server:
                measure("PostgreSQL", server.address(server.make_database()), given.documents, given.calls)
        except NoServer as error:
            print(f"PostgreSQL is left out: {error}")


def measure(where: str, address: str, documents: int, calls: int) -> None:
    """Fill one register, and ask it."""
    with Register(address) as register:
        archive = Archive()
        if not any(register.records()):
            fill(register, where, archive, documents)
        print(
            f"{where}: {size_of(register) / documents:,.0f} bytes a document, {count_of(register):,} acts", flush=True
        )
        for what, call in asked(register, archive).items():
            ask(where, what, call, calls)


def fill(register: Register, where: str, archive: Archive, documents: int) -> None:
    """Add records, one transaction each; what it takes to make them up is not counted."""
    wall = processor = 0.0
    since = (0.0, 0.0)
    for number, record in enumerate(archive.records(documents), 1):
        begun, used = time.perf_counter(), time.process_time()
        register.add(record)
        wall += time.perf_counter() - begun
        processor += time.process_time() - used
        if number % BLOCK == 0 or number == documents:
            done = (number - 1) % BLOCK + 1
            print(
                f"{where}: {number:>7,} documents; the last {done:,}: {done / (wall - since[0]):,.0f}/s wall,"
                f" {done / (processor - since[1]):,.0f}/s CPU of this process; {memory():,.0f} MB of memory of its own;"
                f" load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
            since = (wall, processor)
    met = documents / wall >= LEAST_SPEED
    rates = f"{documents / wall:,.0f}/s wall, {documents / processor:,.0f}/s CPU"
    print(f"{where}: adding: {rates}, goal {LEAST_SPEED}: {'met' if met else 'MISSED'}")
    if register.engine.dialect.name != "postgresql":
        return  # nobody tells SQLite to look at its tables: the questions must do without
    with register.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def memory() -> float:
    """The memory of this process in MB, without pages of files that the system keeps in memory."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("RssAnon:")[2].split()[0]) / 1024


def size_of(register: Register) -> int:
    """The bytes of the file or database."""
    statement = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    if register.engine.dialect.name == "postgresql":
        statement = "SELECT pg_database_size(current_database())"
    with register.reading() as connection:
        return int(connection.execute(text(statement)).scalar_one())


def count_of(register: Register) -> int:
    """How many acts there are."""
    with register.reading() as connection:
        return int(connection.execute(text("SELECT COUNT(*) FROM acts")).scalar_one())


def asked(register: Register, archive: Archive) -> dict[str, Callable[[random.Random], object]]:
    """The questions by name, each with what is asked drawn anew for every call."""
    parties, words = archive.parties, archive.words
    agreements = [f"Agreement on {title}" for title in archive.titles]
    often = [f"P{id}" for id in _people(register, "DESC")]
    seldom = [f"P{id}" for id in _people(register, "ASC")]

    def pair(chance: random.Random, among: int = PARTIES) -> tuple[str, str]:
        one, other = chance.sample(parties[:among], 2)
        return one, other

    def search(
        question: Callable[[random.Random], str], **narrowed: Callable[[random.Random], str]
    ) -> Callable[[random.Random], object]:
        return lambda chance: questions.search(
            register, question(chance), narrowed=Filter(**{name: drawn(chance) for name, drawn in narrowed.items()})
        )

    def word(low: int, high: int) -> Callable[[random.Random], str]:
        return lambda chance: words[chance.randrange(low, high)]

    two = lambda chance: f"{words[chance.randrange(20, 400)]} {words[chance.randrange(20, 400)]}"  # noqa: E731
    common = word(10, 100)
    return {
        "search, rare word": search(word(2000, WORDS)),
        "search, common word": search(common),
        "search, the most common word": search(word(0, 10)),
        "search, two common words": search(two),
        "search, phrase of common words": search(lambda chance: f'"{words[chance.randrange(12)]} {words[chance.randrange(12)]}"'),
        "search, beginning of a word": search(lambda chance: f"{words[chance.randrange(20, 3000)][:3]}*"),
        "search, one or the other, not a third": search(lambda chance: f"{common(chance)} OR {common(chance)} -{common(chance)}"),
        "search, common word, of a party": search(common, party=lambda chance: chance.choice(parties)),
        "search, common word, of a person often told of": search(common, person=lambda chance: chance.choice(often)),
        "search, common word, of a person seldom told of": search(common, person=lambda chance: chance.choice(seldom)),
        "search, common word, office": search(common, office=lambda chance: chance.choice(OFFICES)),
        "search, common word, act": search(common, act=lambda chance: chance.choice(list(TYPES))),
        "search, common word, a month": search(
            common, since=lambda chance: f"{chance.randrange(2006, 2024)}-03-01", until=lambda _: "2024-03-31"
        ),
        "search, common word, the oldest month": search(common, until=lambda _: "2005-02"),
        "search, common word, publisher": search(common, publisher=lambda chance: chance.choice(archive.publishers)),
        "search, common word, topic": search(common, topic=lambda chance: chance.choice(archive.topics)),
        "search, common word, agreement": search(common, agreement=lambda chance: chance.choice(agreements[:400])),
        "who, often told of": lambda chance: questions.who(register, chance.choice(often)),
        "who, seldom told of": lambda chance: questions.who(register, chance.choice(seldom)),
        "who, by name": lambda chance: questions.who(register, chance.choice(archive.people[chance.choice(parties)]).name),
        "met, the most frequent parties": lambda chance: questions.met(register, *pair(chance, 6)),
        "met, any parties": lambda chance: questions.met(register, *pair(chance)),
        "met, person and party": lambda chance: questions.met(register, chance.choice(often), chance.choice(parties)),
        "met, two people": lambda chance: questions.met(register, chance.choice(often), chance.choice(often)),
        "timeline, the most frequent parties": lambda chance: questions.timeline(register, *pair(chance, 6)),
        "timeline, any parties": lambda chance: questions.timeline(register, *pair(chance)),
        "agreement, by title": lambda chance: questions.agreement(register, chance.choice(agreements)),
        "agreement, by a word": lambda chance: questions.agreement(register, chance.choice(agreements).split()[-1]),
        "pledges, by a frequent party": lambda chance: following.pledges(register, by=chance.choice(parties[:6])),
        "pledges, by any party": lambda chance: following.pledges(register, by=chance.choice(parties)),
        "pledges, by one to another": lambda chance: following.pledges(register, by=(two_ := pair(chance, 12))[0], to=two_[1]),
        "pledges, by a person": lambda chance: following.pledges(register, by=chance.choice(often)),
    }  # fmt: skip


def _people(register: Register, order: str) -> list[int]:
    """The two hundred people told of the most, or the least, often."""
    with register.reading() as connection:
        statement = f"SELECT person FROM appearances GROUP BY person ORDER BY COUNT(*) {order}, person LIMIT 200"
        return [int(id) for id in connection.execute(text(statement)).scalars()]


def ask(where: str, what: str, call: Callable[[random.Random], object], calls: int) -> None:
    """Ask one question many times and print how long the answers took."""
    walls: list[float] = []
    empty = 0
    for at in range(-WARM_UP, calls):
        chance = random.Random(at)
        begun = time.perf_counter()
        try:
            empty += not call(chance)
        except QuestionError:
            empty += 1
        if at >= 0:
            walls.append(1000 * (time.perf_counter() - begun))
    walls.sort()
    at95 = statistics.quantiles(walls, n=20)[-1]
    print(
        f"{where}: {what:<48} p50 {statistics.median(walls):>8,.1f}  p95 {at95:>8,.1f}  max {walls[-1]:>8,.1f} ms"
        f"  nothing {empty:>3}  {'met' if at95 < MOST_MILLISECONDS else 'MISSED'}",
        flush=True,
    )


if __name__ == "__main__":
    main()
