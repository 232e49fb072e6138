"""The people of a new document in, who each of them is out: somebody the register knows, or somebody new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from communique.register.identity.decided import Decided, root_of
from communique.register.identity.people import FULL, OFFICE_AGREES, PARTY_AGREES, Appearance, Known, judge_all
from communique.register.identity.second_look import look_again
from communique.register.identity.verdict import SAME, Choice, Verdict, choose, said
from communique.register.names import name_keys
from communique.register.rows import Row, Rows
from communique.register.statements import Answer, ask, fetch

MOST_CANDIDATES = 150  # people who share a key of a name: more are named by too little
ANOTHER_IN_TEXT = SAME - 0.05  # of two people of one text who share a surname, the second is not the first,
ONE_IN_TEXT = 0.85  # unless name or office leave no doubt: then the text was read as if of two
Office = tuple[str, str]  # office, and the party it belongs to: "" where the text does not say


@dataclass(slots=True)
class Circle:
    """The people of a text, and those in the register who share a key of a name with one of them."""

    seen: dict[int, Appearance]  # by number
    keys: dict[int, list[str]]  # of their names
    offices: dict[Office, int]  # those of the text that are in the register
    known: dict[int, Known] = field(default_factory=dict)
    by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    sure: dict[int, Choice] = field(default_factory=dict)  # of appearances that are surely somebody known, by number
    shown_as: dict[int, str] = field(default_factory=dict)  # what the register calls them
    roots: dict[int, int] = field(default_factory=dict)  # what humans put them together with

    def of(self, keys: Iterable[str]) -> list[Known]:
        """Those who share one of the keys."""
        return [self.known[one] for one in sorted({one for key in keys for one in self.by_key.get(key, ())})]

    def called(self, name: str) -> list[Known]:
        """Those who were called exactly so before this text."""
        return [self.known[one] for one in self.by_name.get(name, ())]

    def share(self, key: str, person: int) -> bool:
        """Note that somebody has a key of a name; whether that is new."""
        if person in self.by_key[key]:
            return False
        self.by_key[key].append(person)
        return True

    def meet(self, person: int, name: str, into: int | None) -> None:
        """Take in somebody whom the register knows."""
        if person not in self.known:
            self.known[person] = Known(person, [name])
            self.shown_as[person] = name
            self.roots[person] = into or person


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the register before it is known who anybody is."""

    named: Answer  # those who are called as somebody in the text
    facts: Answer  # what is known of them
    offices: Answer  # the offices of the text that are there


def ask_people(connection: Connection, rows: Rows) -> Asked:
    """Ask for those who are called as somebody in the text, and for its offices."""
    names = sorted({row["name"] for row in rows["appearances"]})
    titles = [title["office"] for title in rows["appearance_offices"]]
    held = {"offices": sorted({office for office, _ in titles}), "parties": sorted({party for _, party in titles})}
    return Asked(
        ask(connection, _BY_NAME, {"names": names, "most": MOST_CANDIDATES}),
        ask(connection, _FACTS.format(_OF_NAMES), {"names": names}),
        ask(connection, _OFFICES, held),
    )


def meet_people(connection: Connection, rows: Rows, asked: Asked) -> Circle:
    """Those who are called as somebody in a text is; for who is not surely one of them, those who share a key of a name."""
    offices: dict[int, set[Office]] = defaultdict(set)
    for title in rows["appearance_offices"]:
        offices[title["number"]].add(title["office"])
    appearances = {
        row["number"]: Appearance(row["name"], row["party"], frozenset(offices[row["number"]]), rows.day)
        for row in rows["appearances"]
    }
    keys = {number: sorted(name_keys(each.name)) for number, each in appearances.items()}
    circle = Circle(appearances, keys, {(office, party): id for id, office, party in asked.offices()})
    for spelling, person, name, into in asked.named():
        circle.by_name[spelling].append(person)
        circle.meet(person, name, into)
    _learn(circle.known, asked.facts())
    sure: set[str] = set()  # of two who are called the same in one text one is somebody else
    for number, appearance in appearances.items():
        if appearance.name not in sure and (choice := _surely(appearance, circle, set())):
            circle.sure[number] = choice
            sure.add(appearance.name)
        for person in circle.by_name.get(appearance.name, ()):
            for key in keys[number]:
                circle.share(key, person)
    _meet_namesakes(connection, circle)
    return circle


def _meet_namesakes(connection: Connection, circle: Circle) -> None:
    """Those who share a key of a name with somebody who is not surely known, with all that the register knows of them."""
    keys = sorted({key for number in circle.seen.keys() - circle.sure.keys() for key in circle.keys[number]})
    if not keys:
        return
    before = set(circle.known)
    for key, person, name, into in fetch(connection, _BY_KEY, {"keys": keys, "most": MOST_CANDIDATES}):
        circle.share(key, person)
        circle.meet(person, name, into)
    if met := sorted(circle.known.keys() - before):
        known = {person: circle.known[person] for person in met}
        _learn(known, fetch(connection, _FACTS.format("IN :people"), {"people": met}))


def _learn(known: Mapping[int, Known], facts: Iterable[tuple[Any, ...]]) -> None:
    """Take in what the register knows of people: spellings, parties, offices and days."""
    for person, what, word, of, first, last, texts in facts:
        one = known.get(person)
        if one is None:  # beyond those who can be weighed
            continue
        if what == "name":
            if word not in one.names:
                one.names.append(word)
        elif what == "office":
            one.offices.add((word, of))
        else:
            one.widen(first, last)
            one.count(word, texts)


def resolve_people(
    connection: Connection, rows: Rows, circle: Circle, decided: Decided, forced: Mapping[str, int]
) -> None:
    """Give every appearance its person; `forced`: names in this document that a human has given one."""
    appearances, seen, keys = rows["appearances"], circle.seen, circle.keys
    fresh: dict[int, str] = {}
    new_keys: set[tuple[str, int]] = set()
    taken: set[int] = set()
    for row in sorted(appearances, key=lambda row: (-len(row["name"].split()), row["number"])):
        appearance = seen[row["number"]]
        choice = (
            said(forced, row["name"])
            or _sure_still(row["number"], appearance, circle, taken)
            or _choose(appearance, circle.of(keys[row["number"]]), taken)
        )
        person = decided.keys.new("person") if choice.chosen is None else choice.chosen
        if choice.chosen is None:
            fresh[person] = row["name"]
        new_keys |= {(key, person) for key in keys[row["number"]] if circle.share(key, person)}
        circle.known.setdefault(person, Known(person)).learn(appearance)
        taken.add(person)
        if person not in circle.roots:
            circle.roots[person] = person if person in fresh else root_of(connection, "people", person)
        row["found_as"], row["person"] = person, circle.roots[person]
        decided.note("person", row["number"], person, choice)
    rows["people"].extend({"id": id, "name": name, "into": None} for id, name in fresh.items())
    rows["name_keys"].extend({"key": key, "person": person} for key, person in sorted(new_keys))
    _add_facts(rows, circle, decided)
    _add_offices(rows, circle.offices, decided)
    namesakes = [(circle.known[row["found_as"]], circle.of(keys[row["number"]])) for row in appearances]
    look_again(connection, namesakes, circle.roots, decided)
    by_number = {row["number"]: row["person"] for row in appearances}
    for row in (*rows["participations"], *rows["roles"]):
        row["person"] = by_number.get(row["appearance"])


def _choose(appearance: Appearance, known: Sequence[Known], taken: set[int]) -> Choice:
    judged = []
    for one, verdict in judge_all(appearance, known):
        if one in taken and ANOTHER_IN_TEXT < verdict.score < ONE_IN_TEXT:
            verdict = Verdict(ANOTHER_IN_TEXT, f"{verdict.reason}; but the text has somebody else for that")
        judged.append((one, verdict))
    return choose(judged)


def _surely(appearance: Appearance, circle: Circle, taken: set[int]) -> Choice | None:
    """The one who was called exactly so, where nobody could be judged likelier; most people of most texts are."""
    called = circle.called(appearance.name)
    if not called:
        return None
    choice = _choose(appearance, called, taken)
    likeliest = FULL + PARTY_AGREES + (OFFICE_AGREES if appearance.offices else 0.0)
    return choice if choice.chosen is not None and choice.verdict.score >= likeliest else None


def _sure_still(number: int, appearance: Appearance, circle: Circle, taken: set[int]) -> Choice | None:
    """What was sure, unless somebody else in the text has turned out to be one of those who are called so."""
    if number in circle.sure and taken.isdisjoint(one.id for one in circle.called(appearance.name)):
        return circle.sure[number]
    return _surely(appearance, circle, taken)


def _add_facts(rows: Rows, circle: Circle, decided: Decided) -> None:
    """Add what is new of people: what they are called, and for whom they act."""
    appearances = rows["appearances"]
    called = Counter((row["found_as"], row["name"]) for row in appearances)
    rows["names"].extend(
        {"person": person, "name": name, "count": count} for (person, name), count in sorted(called.items())
    )
    acting = Counter((row["found_as"], row["party"] or "") for row in appearances)
    rows["affiliations"].extend(_spanning("party", acting, rows.day))
    otherwise = {
        row["found_as"] for row in appearances if circle.shown_as.get(row["found_as"], row["name"]) != row["name"]
    }
    if otherwise:
        decided.afterwards.append((_CALLED, [{"id": person} for person in sorted(otherwise)]))


def _spanning(key: str, counts: Mapping[tuple[int, Any], int], day: str | None) -> list[Row]:
    return [
        {"person": person, key: of, "first_day": day, "last_day": day, "count": count}
        for (person, of), count in sorted(counts.items())
    ]


def _add_offices(rows: Rows, found: dict[Office, int], decided: Decided) -> None:
    """Add who held which office, and put the offices' keys into the rows."""
    titles = rows["appearance_offices"]
    new = sorted({title["office"] for title in titles} - found.keys())
    for each in new:
        found[each] = decided.keys.new("office")
    rows["offices"].extend({"id": found[each], "office": each[0], "party": each[1]} for each in new)
    for title in titles:
        title["office"] = found[title["office"]]
    people = {row["number"]: row["found_as"] for row in rows["appearances"]}
    held = dict.fromkeys(((people[title["number"]], title["office"]) for title in titles), 1)
    rows["holdings"].extend(_spanning("office", held, rows.day))


_BY_NAME = (
    'SELECT names.name, names.person, people.name, people."into" FROM names JOIN people ON people.id = names.person'
    " WHERE names.name IN :names ORDER BY names.person + 0 LIMIT :most"  # sorted, not read in that order
)
_BY_KEY = (
    'SELECT ranked.key, ranked.person, people.name, people."into" FROM'
    " (SELECT key, person, ROW_NUMBER() OVER (PARTITION BY key ORDER BY person) AS place FROM name_keys"
    " WHERE key IN :keys) AS ranked JOIN people ON people.id = ranked.person WHERE ranked.place <= :most"
    " ORDER BY ranked.person"
)
_FACTS = (
    "SELECT person, 'name', name, '', NULL, NULL, 0 FROM names WHERE person {0} UNION ALL"
    " SELECT person, 'party', party, '', first_day, last_day, count FROM affiliations WHERE person {0} UNION ALL"
    " SELECT holdings.person, 'office', offices.office, offices.party, NULL, NULL, 0 FROM holdings"
    " JOIN offices ON offices.id = holdings.office WHERE holdings.person {0}"
)
_OF_NAMES = "IN (SELECT person FROM names WHERE name IN :names)"
# Everybody is called by the spelling most often met, of those with more than one word where there are any.
_CALLED = (
    "UPDATE people SET name = (SELECT names.name FROM names WHERE names.person = people.id ORDER BY"
    " CASE WHEN names.name LIKE '% %' THEN 0 ELSE 1 END, names.count DESC, length(names.name) DESC, names.name LIMIT 1)"
    " WHERE id = :id"
)
_OFFICES = "SELECT id, office, party FROM offices WHERE office IN :offices AND party IN :parties"
