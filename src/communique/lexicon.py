"""Loads `languages/<code>/` into one typed, frozen Lexicon; what is wrong in a table is said as file:line."""

from __future__ import annotations

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from communique.entries import (
    ACT_TYPES,
    AGREEMENT_KINDS,
    MEETING_KINDS,
    RANKS,
    ActType,
    AgreementWord,
    Condition,
    MeetingWord,
    Office,
    Party,
    PartyName,
    Place,
    Predicate,
    Seat,
    Source,
    Stance,
    Usage,
)
from communique.errors import LanguageError, LexiconError
from communique.phrases import Folding, Phrases

LANGUAGES = Path(__file__).parent / "languages"
SHARED = "shared"
CLASS_NOUN = "@"  # the type of a predicate row that takes its type from the companion noun
_STEP = r"(with|subj|obj|iobj|ccomp|xcomp|clause|poss|quote|content|recipient|(obl|nmod|advmod|advcl)(:[\w' ]+)?)"
_ROLE = re.compile(rf"^(-|{_STEP}(\.{_STEP})*)$")  # a path of relations: "obj.poss" is the object's owner
_CONDITION = re.compile(
    r"^(!?refl|!?(subj|obj|iobj|xcomp|ccomp|clause|advmod|advcl|poss|obl(:[\w' ]+)?|nmod(:[\w' ]+)?)(\.[\w:]+)*(=.+)?)$"
)


@dataclass(frozen=True)
class Lexicon:
    """All that the reader knows of one language."""

    language: str
    settings: Mapping[str, Mapping[str, object]]
    folding: Folding
    acts: Mapping[str, ActType]
    parties: Mapping[str, Party]
    party_names: Phrases[PartyName]
    places: Phrases[Place]
    offices: Phrases[Office]
    office_modifiers: Phrases[str]
    honorifics: Phrases[str]
    meetings: Phrases[MeetingWord]
    agreements: Phrases[AgreementWord]
    given_names: frozenset[str]
    ambiguous_names: frozenset[str]  # names that are words too: "Ding", "May"
    family_names: frozenset[str]  # those that stand first: "Xi Jinping"
    predicates: Mapping[tuple[str, str], tuple[Predicate, ...]]
    stances: Mapping[str, tuple[Stance, ...]]
    calendar: Mapping[str, Mapping[str, str]]
    anaphoric: Phrases[str]  # "the next day": days after the day last told
    spans_of_time: Phrases[str]  # "next week", "im vergangenen Jahr": week+1, year-1
    topics: Phrases[str] = field(default_factory=lambda: Phrases({}, Folding()))
    seats: Mapping[str, Seat] = field(default_factory=dict)  # by office: "pope" is the Vatican's
    titled_seats: Phrases[Seat] = field(default_factory=lambda: Phrases({}, Folding()))  # by wording: "Taoiseach"

    def office(self, id: str) -> Office | None:
        """The office with this id, or None where the language has no word for it."""
        return self._offices_by_id.get(id)

    @cached_property
    def _offices_by_id(self) -> dict[str, Office]:
        return {office.id: office for office in self.offices.forms.values()}

    def is_given_name(self, text: str) -> bool:
        """Tell whether a word is a given name, be it also a word for something else."""
        return text in self.given_names or text in self.ambiguous_names

    def is_in_calendar(self, text: str, kinds: Iterable[str]) -> bool:
        """Tell whether a word is of one of these kinds of calendar.csv: "month", "weekday"."""
        return any(text.casefold() in self.calendar.get(kind, {}) for kind in kinds)

    def words(self, section: str, key: str) -> frozenset[str]:
        """A list of `language.toml`, as a set; empty where the language has none."""
        return self._words.get((section, key), frozenset())

    @cached_property
    def _words(self) -> dict[tuple[str, str], frozenset[str]]:
        return {
            (section, key): frozenset(value)
            for section, values in self.settings.items()
            for key, value in values.items()
            if isinstance(value, list)
        }

    def folded_words(self, section: str, key: str) -> frozenset[str]:
        """A list of `language.toml` in folded form, to look up folded words in."""
        return self._folded_words.get((section, key), frozenset())

    @cached_property
    def _folded_words(self) -> dict[tuple[str, str], frozenset[str]]:
        return {name: frozenset(self.folding(word) for word in words) for name, words in self._words.items()}

    def table(self, section: str) -> Mapping[str, str]:
        """A table of `language.toml` (form to value)."""
        return self._tables.get(section, {})

    @cached_property
    def _tables(self) -> dict[str, dict[str, str]]:
        return {
            section: {key: str(value) for key, value in values.items() if not isinstance(value, list)}
            for section, values in self.settings.items()
        }


def cell_values(cell: str) -> tuple[str, ...]:
    """The values of one cell: `a | b` → `("a", "b")`."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def read_rows(path: Path, columns: Iterable[str]) -> Iterator[tuple[Source, dict[str, str]]]:
    """Yield each row of a table with its place; a missing table is empty, a missing column an error."""
    if not path.exists():
        return
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"{'/'.join(path.parts[-3:])}: not UTF-8 ({error.reason}); save the table as UTF-8"
        ) from None
    with io.StringIO(text, newline="") as lines:
        reader = csv.DictReader(lines)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise Source(path, 1).error(f"no column {', '.join(sorted(missing))}")
        line = 2
        for row in reader:
            source, line = Source(path, line), reader.line_num + 1
            if None in row or None in row.values():
                raise source.error(f"{len(reader.fieldnames or ())} cells expected; quote a cell that holds a comma")
            yield source, {key: value.strip() for key, value in row.items()}


def known(value: str, among: Iterable[str], what: str, source: Source) -> str:
    """Return `value` if it is `among` the known ones; else say which it may have meant."""
    choices = tuple(among)
    if value in choices:
        return value
    near = difflib.get_close_matches(value, choices, n=1)
    raise source.error(f'unknown {what} "{value}"' + (f'; did you mean "{near[0]}"?' if near else ""))


def _usage(row: Mapping[str, str], source: Source) -> Usage:
    return Usage(row.get("example", ""), row.get("counterexample", ""), source)


def _roles(cell: str, source: Source) -> tuple[str, ...]:
    roles = cell_values(cell)
    for role in roles:
        if not _ROLE.match(role):
            raise source.error(f'unknown role "{role}"; roles are listed in docs/lexicon.md')
    return roles


def _condition(text: str, source: Source) -> Condition:
    if not _CONDITION.match(text):
        raise source.error(f'unknown condition "{text}"; conditions are listed in docs/lexicon.md')
    absent = text.startswith("!")
    relation, _, values = text.lstrip("!").partition("=")
    if values.startswith("@"):
        return Condition(relation, noun_class=values[1:], absent=absent)
    return Condition(relation, frozenset(cell_values(values)), absent=absent)


def _rule_name(stem: str, conditions: Sequence[Condition], taken: set[str]) -> str:
    """A name for an entry: "de.agree.erzielen+Einigung", told apart by a number where two would share it."""
    for condition in conditions:
        first = (
            f"@{condition.noun_class}" if condition.noun_class else min(condition.lemmas, default=condition.relation)
        )
        stem += ("-" if condition.absent else "+") + first
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}.{number}", number + 1
    taken.add(name)
    return name


def _load_predicates(folder: Path) -> dict[tuple[str, str], tuple[Predicate, ...]]:
    columns = ("type", "pos", "head", "with", "actor", "recipient", "content", "example", "counterexample")
    by_head: dict[tuple[str, str], list[Predicate]] = {}
    taken: set[str] = set()
    for source, row in read_rows(folder / "predicates.csv", columns):
        kind = known(row["type"], (*ACT_TYPES, CLASS_NOUN), "act type", source)
        pos = known(row["pos"], ("VERB", "NOUN", "ADJ"), "part of speech", source)
        conditions = tuple(_condition(part.strip(), source) for part in row["with"].split(";") if part.strip())
        name = "stance" if kind == CLASS_NOUN else kind.lower()
        rule = _rule_name(".".join((folder.name, name, row["head"].replace(" ", "-"))), conditions, taken)
        predicate = Predicate(
            rule, kind, pos, row["head"], conditions, _roles(row["actor"], source) or ("subj",),
            _roles(row["recipient"], source), _roles(row["content"], source), _usage(row, source),
        )  # fmt: skip
        by_head.setdefault((pos, row["head"]), []).append(predicate)
    return {head: tuple(sorted(predicates, key=_generality)) for head, predicates in by_head.items()}


def _generality(predicate: Predicate) -> tuple[int, int]:
    """The entry with the most conditions comes first; among equals, the one that names its words."""
    return -len(predicate.conditions), -sum(bool(condition.lemmas) for condition in predicate.conditions)


def _load_stances(folder: Path) -> dict[str, tuple[Stance, ...]]:
    by_noun: dict[str, list[Stance]] = {}
    for source, row in read_rows(
        folder / "stances.csv", ("type", "noun", "recipient", "content", "example", "counterexample")
    ):
        kind = known(row["type"], ACT_TYPES, "act type", source)
        roles = _roles(row["recipient"], source), _roles(row["content"], source)
        by_noun.setdefault(row["noun"], []).append(Stance(kind, row["noun"], *roles, _usage(row, source)))
    return {noun: tuple(stances) for noun, stances in by_noun.items()}


def _load_acts(shared: Path) -> dict[str, ActType]:
    rows = read_rows(shared / "acts.csv", ("type", "plover", "symmetric", "content"))
    return {
        row["type"]: ActType(row["type"], row["plover"], row["symmetric"] == "yes", row["content"] != "no")
        for _, row in rows
    }


def _load_parties(shared: Path) -> dict[str, Party]:
    rows = read_rows(shared / "parties.csv", ("party", "kind", "members"))
    return {row["party"]: Party(row["party"], row["kind"], cell_values(row["members"])) for _, row in rows}


def _load_party_names(folder: Path, parties: Mapping[str, Party], folding: Folding) -> Phrases[PartyName]:
    columns = ("party", "names", "adjectives", "demonyms", "governments")
    uses = {"names": "name", "adjectives": "adjective", "demonyms": "demonym", "governments": "government"}
    named: dict[str, PartyName] = {}
    for source, row in read_rows(folder / "parties.csv", columns):
        party = known(row["party"], parties, "party", source)
        for column, use in uses.items():
            for form in cell_values(row[column]):
                named.setdefault(form, PartyName(party, use, form))
    for party, name in _cldr_names(folder.name, parties):
        named.setdefault(name, PartyName(party, "name", name))
    return Phrases(named, folding)


def _cldr_names(language: str, parties: Mapping[str, Party]) -> Iterator[tuple[str, str]]:
    """The names that CLDR has for states in a language ("Russland" for RUS)."""
    from babel import Locale
    from babel.core import get_global

    territories = Locale.parse(language).territories
    aliases = get_global("territory_aliases")  # maps the three-letter codes to the two-letter ones
    for code, party in parties.items():
        if party.kind == "state" and code in aliases and aliases[code][0] in territories:
            yield code, territories[aliases[code][0]]


def _load_offices(folder: Path, shared: Path, folding: Folding, hyphened: Collection[str]) -> Phrases[Office]:
    offices: dict[str, Office] = {}
    for source, row in read_rows(shared / "offices.csv", ("office", "rank", "label")):
        offices[row["office"]] = Office(row["office"], known(row["rank"], RANKS, "rank", source), row["label"])
    forms: dict[str, Office] = {}
    for source, row in read_rows(folder / "offices.csv", ("office", "forms", "example", "counterexample")):
        office = offices[known(row["office"], offices, "office", source)]
        for form in cell_values(row["forms"]):
            forms.setdefault(form, office)
            first, _, rest = form.partition(" ")
            if first in hyphened and rest:
                forms.setdefault(f"{first}-{rest}", office)
    return Phrases(forms, folding)


def _hyphened(settings: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    first_words = settings.get("inflection", {}).get("hyphened", [])
    assert isinstance(first_words, list)
    return tuple(map(str, first_words))


def _load_seats(path: Path, key: str, parties: Mapping[str, Party]) -> dict[str, Seat]:
    seats = {}
    for source, row in read_rows(path, (key, "only", "never")):
        only, never = (tuple(cell_values(row[cell])) for cell in ("only", "never"))
        for party in (*only, *never):
            known(party, parties, "party", source)
        seats[row[key]] = Seat(only, never)
    return seats


def _load_meetings(folder: Path, folding: Folding) -> Phrases[MeetingWord]:
    words: dict[str, MeetingWord] = {}
    for source, row in read_rows(folder / "meetings.csv", ("kind", "act", "lemma", "pos", "status")):
        kind = known(row["kind"], MEETING_KINDS, "kind of meeting", source)
        for lemma in cell_values(row["lemma"]):
            words.setdefault(lemma, MeetingWord(kind, row["act"], lemma, row["pos"], row["status"]))
    return Phrases(words, folding)


def _load_agreements(folder: Path, folding: Folding) -> Phrases[AgreementWord]:
    words: dict[str, AgreementWord] = {}
    for source, row in read_rows(folder / "agreements.csv", ("kind", "lemma")):
        kind = known(row["kind"], AGREEMENT_KINDS, "kind of agreement", source)
        for lemma in cell_values(row["lemma"]):
            words.setdefault(lemma, AgreementWord(kind, lemma))
    return Phrases(words, folding)


def _load_forms(path: Path, form: str, value: str, folding: Folding) -> Phrases[str]:
    return Phrases(
        {each: row[value] for _, row in read_rows(path, (form, value)) for each in cell_values(row[form])}, folding
    )


def _load_names(path: Path, *, ambiguous: bool = False) -> frozenset[str]:
    """Names that hardly are anything else, or those that are ("May", "Song") and prove little."""
    return frozenset(
        row["name"] for _, row in read_rows(path, ("name", "region")) if ("ambiguous" in row["region"]) == ambiguous
    )


def _load_places(folder: Path, parties: Mapping[str, Party], folding: Folding) -> Phrases[Place]:
    places: dict[str, Place] = {}
    for source, row in read_rows(folder / "places.csv", ("place", "party", "names")):
        place = Place(row["place"], known(row["party"], parties, "party", source) if row["party"] else None)
        for form in (row["place"], *cell_values(row["names"])):
            places[form] = place
    return Phrases(places, folding)


def _load_calendar(folder: Path) -> dict[str, dict[str, str]]:
    calendar: dict[str, dict[str, str]] = {}
    for _, row in read_rows(folder / "calendar.csv", ("kind", "form", "value")):
        for form in cell_values(row["form"]):
            calendar.setdefault(row["kind"], {})[form.casefold()] = row["value"]
    return calendar


def _load_times(folder: Path, kind: str, folding: Folding, *, prefix: str = "") -> Phrases[str]:
    """The rows of one kind of calendar.csv as phrases; with a prefix ("day+1"), only those, without it."""
    rows = read_rows(folder / "calendar.csv", ("kind", "form", "value"))
    return Phrases(
        {
            form: row["value"].removeprefix(prefix)
            for _, row in rows
            if row["kind"] == kind
            and row["value"].startswith(prefix)
            and (not prefix or row["value"].removeprefix(prefix).lstrip("+-").isdigit())
            for form in cell_values(row["form"])
        },
        folding,
    )


def _load_settings(folder: Path) -> dict[str, dict[str, object]]:
    path = folder / "language.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{folder.name}/{path.name}: {error}") from error


@cache
def party_codes(root: Path = LANGUAGES) -> frozenset[str]:
    """Every party code the lexicon knows."""
    return frozenset(_load_parties(root / SHARED))


def _load_folding(inflection: Mapping[str, object]) -> Folding:
    endings = inflection.get("endings", [])
    assert isinstance(endings, list)
    longest_first = tuple(sorted(map(str, endings), key=lambda ending: (-len(ending), ending)))
    whole = inflection.get("whole", [])
    assert isinstance(whole, list)
    return Folding(longest_first, tuple(map(str, whole)), split_hyphens=inflection.get("split_hyphens") is True)


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a lexicon here."""
    return tuple(sorted(folder.name for folder in LANGUAGES.iterdir() if (folder / "language.toml").exists()))


@cache
def telling_words(root: Path = LANGUAGES) -> dict[str, frozenset[str]]:
    """The small words that tell each language from others, read without the rest of its lexicon."""
    found = {language: _load_settings(root / language).get("telling", {}).get("words") for language in languages()}
    return {language: frozenset(words if isinstance(words, list) else ()) for language, words in found.items()}


@cache
def load_lexicon(language: str, root: Path = LANGUAGES) -> Lexicon:
    """Load the lexicon of one language (`de`, `en`).

    Raises `LanguageError` for a language without a folder and `LexiconError` (file:line) for a broken table.
    """
    folder, shared = root / language, root / SHARED
    if not (folder / "language.toml").exists():
        raise LanguageError(f'no lexicon for language "{language}"; there is {", ".join(languages())}')
    settings = _load_settings(folder)
    folding = _load_folding(settings.get("inflection", {}))
    parties = _load_parties(shared)
    return Lexicon(
        language=language,
        settings=settings,
        folding=folding,
        acts=_load_acts(shared),
        parties=parties,
        party_names=_load_party_names(folder, parties, folding),
        places=_load_places(folder, parties, folding),
        offices=_load_offices(folder, shared, folding, _hyphened(settings)),
        office_modifiers=_load_forms(folder / "office_modifiers.csv", "form", "effect", folding),
        honorifics=_load_forms(folder / "honorifics.csv", "form", "gender", folding),
        meetings=_load_meetings(folder, folding),
        agreements=_load_agreements(folder, folding),
        given_names=_load_names(shared / "given_names.csv"),
        ambiguous_names=_load_names(shared / "given_names.csv", ambiguous=True)
        | _load_names(shared / "family_names.csv", ambiguous=True),
        family_names=_load_names(shared / "family_names.csv"),
        predicates=_load_predicates(folder),
        stances=_load_stances(folder),
        calendar=_load_calendar(folder),
        anaphoric=_load_times(folder, "anaphoric", folding, prefix="day"),
        spans_of_time=_load_times(folder, "relative", folding),
        topics=_load_forms(folder / "topics.csv", "forms", "topic", folding),
        seats=_load_seats(shared / "seats.csv", "office", parties),
        titled_seats=Phrases(_load_seats(folder / "seats.csv", "form", parties), folding),
    )
