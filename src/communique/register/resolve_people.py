"""The people of a new document in, who each of them is out: somebody the register knows, or somebody new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from communique.register.decided import Decided, root_of
from communique.register.identity.people import Appearance, Known, judge_all
from communique.register.identity.verdict import SAME, Choice, Verdict, choose, said
from communique.register.names import name_keys
from communique.register.rows import Rows
from communique.register.statements import run, run_many

MOST_CANDIDATES = 150  # people who share a key of a name: more are named by too little
ANOTHER_IN_TEXT = SAME - 0.05  # of two people of one text who share a surname, the second is not the first
Office = tuple[str, str]  # office, and the party it belongs to: "" where the text does not say


@dataclass(slots=True)
class Circle:
    """Those in the register who share a key of a name with somebody in the text."""

    known: dict[int, Known] = field(default_factory=dict)
    by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    roots: dict[int, int] = field(default_factory=dict)  # what humans put them together with

    def of(self, keys: Iterable[str]) -> list[Known]:
        """Those who share one of the keys."""
        return [self.known[one] for one in sorted({one for key in keys for one in self.by_key.get(key, ())})]


def resolve_people(connection: Connection, rows: Rows, decided: Decided, forced: Mapping[str, int]) -> None:
    """Give every appearance its person; `forced`: names in this document that a human has given one."""
    appearances = rows["appearances"]
    if not appearances:
        return
    offices: dict[int, set[Office]] = defaultdict(set)
    for title in rows["appearance_offices"]:
        offices[title["number"]].add(title["office"])
    keys = {row["number"]: sorted(name_keys(row["name"])) for row in appearances}
    circle = known_people(connection, sorted({key for each in keys.values() for key in each}))
    fresh: dict[int, str] = {}
    taken: set[int] = set()
    for row in sorted(appearances, key=lambda row: (-len(row["name"].split()), row["number"])):
        appearance = Appearance(row["name"], row["party"], frozenset(offices[row["number"]]), rows.day)
        choice = said(forced, row["name"]) or _choose(appearance, circle.of(keys[row["number"]]), taken)
        person = decided.new_key("person") if choice.chosen is None else choice.chosen
        if choice.chosen is None:
            fresh[person] = row["name"]
        for key in keys[row["number"]]:
            if person not in circle.by_key[key]:
                circle.by_key[key].append(person)
        circle.known.setdefault(person, Known(person)).learn(appearance)
        taken.add(person)
        if person not in circle.roots:
            circle.roots[person] = person if person in fresh else root_of(connection, "people", person)
        row["found_as"], row["person"] = person, circle.roots[person]
        decided.note("person", row["number"], person, choice)
    _store(connection, rows, keys, fresh)
    _store_offices(connection, rows, decided)
    by_number = {row["number"]: row["person"] for row in appearances}
    for row in (*rows["participations"], *rows["roles"]):
        row["person"] = by_number.get(row["appearance"])


def _choose(appearance: Appearance, known: Sequence[Known], taken: set[int]) -> Choice:
    judged = []
    for one, verdict in judge_all(appearance, known):
        if one in taken and verdict.score > ANOTHER_IN_TEXT:
            verdict = Verdict(ANOTHER_IN_TEXT, f"{verdict.reason}; but the text has somebody else for that")
        judged.append((one, verdict))
    return choose(judged)


def known_people(connection: Connection, keys: list[str]) -> Circle:
    """Those who share a key of a name, with all that the register knows of them."""
    circle = Circle()
    for key, person, name, into in run(connection, _BY_KEY, {"keys": keys}):
        circle.by_key[key].append(person)
        if person not in circle.known:
            circle.known[person] = Known(person, [name])
            circle.roots[person] = into or person
    for key, found in circle.by_key.items():
        circle.by_key[key] = sorted(found)[:MOST_CANDIDATES]
    fill_known(connection, circle.known)
    return circle


def fill_known(connection: Connection, known: Mapping[int, Known]) -> None:
    """Fill in spellings, parties, offices and days of people."""
    if not known:
        return
    for person, what, word, of, first, last in run(connection, _FACTS, {"people": sorted(known)}):
        one = known[person]
        if what == "name":
            if word not in one.names:
                one.names.append(word)
        elif what == "office":
            one.offices.add((word, of))
        else:
            one.widen(first, last)
            if word:
                one.parties.add(word)


def _store(connection: Connection, rows: Rows, keys: Mapping[int, list[str]], fresh: Mapping[int, str]) -> None:
    """Write who is new, and what is new of those who are known."""
    appearances = rows["appearances"]
    run_many(connection, _PEOPLE, [{"id": id, "name": name} for id, name in fresh.items()])
    run_many(connection, _NAMES, [{"person": row["found_as"], "name": row["name"]} for row in appearances])
    pairs = sorted({(key, row["found_as"]) for row in appearances for key in keys[row["number"]]})
    run_many(connection, _NAME_KEYS, [{"key": key, "person": person} for key, person in pairs])
    acting = [{"person": row["found_as"], "party": row["party"] or "", "day": rows.day} for row in appearances]
    run_many(connection, _AFFILIATIONS, acting)
    fuller = [
        {"id": row["found_as"], "name": row["name"], "parts": len(row["name"].split())}
        for row in appearances
        if row["found_as"] not in fresh
    ]
    run_many(connection, _FULLER_NAME, fuller)


def _store_offices(connection: Connection, rows: Rows, decided: Decided) -> None:
    """Write who held which office, and put the offices' keys into the rows."""
    titles = rows["appearance_offices"]
    if not titles:
        return
    found = {
        (office, party): id
        for id, office, party in run(
            connection, _OFFICES, {"offices": sorted({title["office"][0] for title in titles})}
        )
    }
    new = sorted({title["office"] for title in titles} - found.keys())
    for each in new:
        found[each] = decided.new_key("office")
    run_many(connection, _NEW_OFFICE, [{"id": found[each], "office": each[0], "party": each[1]} for each in new])
    for title in titles:
        title["office"] = found[title["office"]]
    people = {row["number"]: row["found_as"] for row in rows["appearances"]}
    held = sorted({(people[title["number"]], title["office"]) for title in titles})
    run_many(connection, _HOLDINGS, [{"person": one, "office": office, "day": rows.day} for one, office in held])


def _spanning(table: str, key: str) -> str:
    """An upsert that counts, and widens the span of days."""
    return (
        f"INSERT INTO {table} (person, {key}, first_day, last_day, count) VALUES (:person, :{key}, :day, :day, 1)"
        f" ON CONFLICT (person, {key}) DO UPDATE SET count = {table}.count + 1,"
        f" first_day = CASE WHEN {table}.first_day IS NULL OR excluded.first_day < {table}.first_day"
        f" THEN excluded.first_day ELSE {table}.first_day END,"
        f" last_day = CASE WHEN {table}.last_day IS NULL OR excluded.last_day > {table}.last_day"
        f" THEN excluded.last_day ELSE {table}.last_day END"
    )


_BY_KEY = (
    'SELECT name_keys.key, name_keys.person, people.name, people."into" FROM name_keys'
    " JOIN people ON people.id = name_keys.person WHERE name_keys.key IN :keys"
)
_FACTS = (
    "SELECT person, 'name', name, '', NULL, NULL FROM names WHERE person IN :people UNION ALL"
    " SELECT person, 'party', party, '', first_day, last_day FROM affiliations WHERE person IN :people UNION ALL"
    " SELECT holdings.person, 'office', offices.office, offices.party, NULL, NULL FROM holdings"
    " JOIN offices ON offices.id = holdings.office WHERE holdings.person IN :people"
)
_PEOPLE = "INSERT INTO people (id, name) VALUES (:id, :name)"
_NAMES = (
    "INSERT INTO names (person, name, count) VALUES (:person, :name, 1)"
    " ON CONFLICT (person, name) DO UPDATE SET count = names.count + 1"
)
_NAME_KEYS = "INSERT INTO name_keys (key, person) VALUES (:key, :person) ON CONFLICT DO NOTHING"
_AFFILIATIONS, _HOLDINGS = _spanning("affiliations", "party"), _spanning("holdings", "office")
# Everybody is called by the fullest spelling met: the one of most parts, of these the longest.
_PARTS = "length(name) - length(replace(name, ' ', '')) + 1"
_FULLER_NAME = (
    "UPDATE people SET name = :name WHERE id = :id AND"
    f" ({_PARTS} < :parts OR ({_PARTS} = :parts AND length(name) < length(CAST(:name AS text))))"
)
_OFFICES = "SELECT id, office, party FROM offices WHERE office IN :offices"
_NEW_OFFICE = "INSERT INTO offices (id, office, party) VALUES (:id, :office, :party)"
