"""Questions across all texts in, frozen answers out, every row with document, day and words; newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from communique.entries import ACT_TYPES
from communique.errors import QuestionError
from communique.evidence import Evidence
from communique.register.asking.answers import (
    ActRow,
    AgreementRow,
    Career,
    Hit,
    MeetingRow,
    Moment,
    OfficeRow,
)
from communique.register.asking.finding import find_agreements, find_party, find_person, is_party
from communique.register.asking.quoting import Key, act_rows, meeting_rows, quotes_of, sentences_around
from communique.register.index import count_hits, hitting, hitting_within
from communique.register.register import Register
from communique.register.rows import parties_of
from communique.register.statements import run
from communique.register.words import Question, hits, parse_question

MOST = 50  # rows of an answer where nobody asks for more
MOST_DOCUMENTS = 400  # in which words that many sentences hold are sought one by one
MOST_MATCHES = 1000  # sentences of a search that are put in order: those of the texts added last
TOLD_IN_SEVERAL = 4  # texts in which one meeting may be told: so many more rows are looked at
FIRST_DAY, LAST_DAY = "", "~"  # before and after every date


@dataclass(frozen=True, slots=True)
class Filter:
    """What an answer is narrowed to; days are ISO dates, both included; a party, person or agreement as `finding` reads it."""

    party: str | None = None
    person: str | None = None
    office: str | None = None
    act: str | None = None
    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    agreement: str | None = None
    topic: str | None = None

    @property
    def days(self) -> dict[str, str]:
        """The span of days: "2024" as `until` means its last day."""
        return {"since": self.since or FIRST_DAY, "until": (self.until or "") + LAST_DAY}


def search(register: Register, words: str, *, narrowed: Filter | None = None, limit: int = MOST) -> list[Hit]:
    """Sentences that hold the words (`words.parse_question`), with the acts in them.

    A party or an act in the filter is one in the sentence; a person, an office or an agreement is one in the document. Raises
    `QuestionError` for a question without words and for a party, person, act or agreement that is not known.
    """
    narrowed = narrowed or Filter()
    question = parse_question(words)
    with register.reading() as connection:
        keys = _hit(connection, question, narrowed, limit)
        spans, acts = _sentences(connection, keys), _acts_in(connection, keys)
        quotes = quotes_of(connection, [(key[0], spans[key], (spans[key],)) for key in keys])
    return [
        Hit(replace(quote, marked=tuple(hits(quote.text, question))), acts.get(key, ()))
        for key, quote in zip(keys, quotes, strict=True)
    ]


def _hit(connection: Connection, question: Question, narrowed: Filter, limit: int) -> list[Key]:
    """The sentences that a question hits, those of the newest documents first.

    Where there are few, all of them are looked at; of very many, those added last. Narrowed to documents, words that very
    many sentences hold are sought in one of these documents after the other, from the newest on.
    """
    conditions, values, marks = _conditions(connection, narrowed)
    matching, asked = hitting(connection, question, marks)
    values |= asked
    found: dict[Key, str] = {}
    # Of "sanction*" the index would put all words together anew for each document.
    one_by_one = bool(conditions) and not question.has_prefix
    if one_by_one and count_hits(connection, question, marks, most=MOST_MATCHES) == MOST_MATCHES:
        found = _in_newest(connection, (conditions, values), limit)
    if len(found) < limit:
        statement = _AMONG_HITS.format(matching, " AND ".join(conditions or ["1 = 1"]))
        rows = run(connection, statement, {**values, "most": MOST_MATCHES})
        found |= {(row.document, row.number): row.published or "" for row in rows}
    ranked = sorted(found, key=lambda key: (found[key], key[0], -key[1]), reverse=True)
    return ranked[:limit]


def _in_newest(connection: Connection, narrowed: tuple[list[str], dict[str, Any]], limit: int) -> dict[Key, str]:
    """Sentences of the newest documents that the question in the values hits, with the days; those without one come last."""
    conditions, values = narrowed
    of_documents = [each for each in conditions if "found." not in each]
    of_sentences = [each for each in conditions if "found." in each] or ["1 = 1"]
    found: dict[Key, str] = {}
    for dated in ("documents.published IS NOT NULL", "documents.published IS NULL"):
        listed = _NEWEST.format(" AND ".join((dated, *of_documents)))
        statement = _AMONG_DOCUMENTS.format(hitting_within(connection, listed), " AND ".join(of_sentences))
        rows = run(connection, statement, {**values, "documents": MOST_DOCUMENTS, "most": limit - len(found)})
        found |= {(row.document, row.number): row.published or "" for row in rows}
    return found


def _conditions(connection: Connection, narrowed: Filter) -> tuple[list[str], dict[str, Any], list[list[str]]]:
    """The filter as conditions on documents and sentences, their values, and marks in the index."""
    values: dict[str, Any] = dict(narrowed.days)
    conditions = ["documents.published >= :since"] if narrowed.since else []
    conditions += ["documents.published <= :until"] if narrowed.until else []
    marks = [[find_party(narrowed.party)]] if narrowed.party else []
    if narrowed.act:
        marks.append([find_act(narrowed.act)])
    if narrowed.publisher:
        conditions.append("(documents.publisher = :publisher OR documents.publisher_state = :publisher_state)")
        values |= {"publisher": narrowed.publisher, "publisher_state": narrowed.publisher.upper()}
    if narrowed.person:
        conditions.append("documents.id IN (SELECT document FROM appearances WHERE person = :person)")
        values["person"] = find_person(connection, narrowed.person)
    if narrowed.office:
        values["office"] = narrowed.office
        texts = run(connection, _TEXTS_OF_OFFICE, values).scalar_one() or 0
        conditions.append(_OF_RARE_OFFICE if texts < MOST_MATCHES else _OF_OFFICE)
    if narrowed.agreement:
        conditions.append("documents.id IN (SELECT document FROM agreement_mentions WHERE agreement IN :agreements)")
        values["agreements"] = find_agreements(connection, narrowed.agreement)
    if narrowed.topic:
        conditions.append(
            "EXISTS (SELECT 1 FROM acts JOIN topics ON topics.document = acts.document AND topics.act = acts.number"
            " WHERE acts.document = found.document AND acts.sentence = found.number AND topics.topic = :topic)"
        )
        values["topic"] = narrowed.topic
    return conditions, values, marks


def find_act(name: str) -> str:
    """The type of an act in any case of letters; raises `QuestionError` for none."""
    if name.upper() not in ACT_TYPES:
        raise QuestionError(f'"{name}" is no type of act; there is {", ".join(sorted(ACT_TYPES))}')
    return name.upper()


def _sentences(connection: Connection, keys: Sequence[Key]) -> dict[Key, Evidence]:
    rows = run(connection, _SENTENCES, {"documents": sorted({document for document, _ in keys})}) if keys else ()
    return {(row.document, row.number): Evidence(row.start, row.end) for row in rows}


def _acts_in(connection: Connection, keys: Sequence[Key]) -> dict[Key, tuple[str, ...]]:
    """The acts of sentences: "a5 PLEDGE"."""
    found: dict[Key, tuple[str, ...]] = {}
    for row in run(connection, _ACTS_IN, {"documents": sorted({document for document, _ in keys})}) if keys else ():
        key = (row.document, row.sentence)
        found[key] = (*found.get(key, ()), f"a{row.number} {row.type}")
    return found


def who(register: Register, person: str, *, narrowed: Filter | None = None, limit: int = 10) -> Career:
    """A person across all texts: offices over time, the last meetings, and the last acts of every type."""
    days = (narrowed or Filter()).days
    with register.reading() as connection:
        id = find_person(connection, person)
        values = {"person": id, **days}
        name, spellings = _spellings(connection, id)
        done: dict[tuple[str, int], list[Key]] = defaultdict(list)  # by type and how often
        for row in run(connection, _DONE, {**values, "most": limit}):
            done[row.type, row.acts].append((row.document, row.act))
        counts = sorted(done, key=lambda each: (-each[1], each[0]))
        keys = [key for each in counts for key in done[each]]
        meetings = _distinct(run(connection, _ATTENDED, {**values, "most": limit * TOLD_IN_SEVERAL}), limit)
        texts = run(
            connection, "SELECT COUNT(DISTINCT document) FROM appearances WHERE person = :person", values
        ).scalar_one()
        parties = tuple((row.party, int(row.texts)) for row in run(connection, _PARTIES, values))
        return Career(
            f"P{id}", name, spellings, parties, int(texts), tuple(_offices(connection, id)),
            tuple(meeting_rows(connection, meetings)), tuple(act_rows(connection, keys)), tuple(counts),
        )  # fmt: skip


def _spellings(connection: Connection, person: int) -> tuple[str, tuple[str, ...]]:
    rows = run(connection, _SPELLINGS, {"person": person}).all()
    name = run(connection, "SELECT name FROM people WHERE id = :person", {"person": person}).scalar_one()
    return name, tuple(dict.fromkeys(row.name for row in rows))


def _offices(connection: Connection, person: int) -> Iterable[OfficeRow]:
    held = run(connection, _HELD, {"person": person}).all()
    spans: list[tuple[int, Evidence]] = []
    for row in held:
        first = run(connection, _TITLE, {"person": person, "office": row.id, "day": row.first_day or ""}).first()
        spans.append((first.document, Evidence(first.start, first.end)) if first else (0, Evidence(0, 0)))
    kept = [(row, span) for row, span in zip(held, spans, strict=True) if span[0]]
    quotes = quotes_of(connection, sentences_around(connection, [span for _, span in kept]))
    for (row, _), quote in zip(kept, quotes, strict=True):
        yield OfficeRow(row.office, row.party or None, row.first_day, row.last_day, row.texts, quote)


def _distinct(rows: Iterable[Any], limit: int) -> list[int]:
    return list(dict.fromkeys(int(row.meeting) for row in rows))[:limit]


def met(
    register: Register, one: str, other: str, *, narrowed: Filter | None = None, limit: int = MOST
) -> list[MeetingRow]:
    """The meetings of two parties, or of two people, or of a person with a party."""
    days = (narrowed or Filter()).days
    with register.reading() as connection:
        return meeting_rows(connection, _meetings_between(connection, one, other, days, limit))


def _meetings_between(connection: Connection, one: str, other: str, days: dict[str, str], limit: int) -> list[int]:
    values: dict[str, Any] = {**days, "most": limit * TOLD_IN_SEVERAL}
    sides = [name for name in (one, other) if is_party(name)]
    people = [find_person(connection, name) for name in (one, other) if name not in sides]
    if not people:
        parties = sorted(find_party(name) for name in sides)
        return _distinct(run(connection, _OF_PARTIES, {**values, "one": parties[0], "other": parties[1]}), limit)
    if sides:
        return _distinct(
            run(connection, _OF_PERSON_AND_PARTY, {**values, "one": people[0], "party": find_party(sides[0])}), limit
        )
    return _distinct(run(connection, _OF_PEOPLE, {**values, "one": people[0], "other": people[1]}), limit)


def agreement(register: Register, title: str, *, limit: int = MOST) -> list[AgreementRow]:
    """Agreements by words of their title, or by key, with the texts that name them and the meetings that dealt with them."""
    with register.reading() as connection:
        rows = []
        for id in find_agreements(connection, title):
            head = run(connection, "SELECT * FROM agreements WHERE id = :id", {"id": id}).one()
            named = run(connection, _NAMINGS, {"id": id, "most": limit}).all()
            spans = [(row.document, Evidence(row.start, row.end)) for row in named]
            meetings = tuple(
                (f"M{row.meeting}", row.relation, row.day or None)
                for row in run(connection, _DEALT_WITH, {"id": id, "most": limit})
            )
            quotes = tuple(quotes_of(connection, sentences_around(connection, spans)))
            rows.append(
                AgreementRow(f"G{id}", head.kind, head.title, parties_of(head.parties), head.date, quotes, meetings)
            )
        return rows


def timeline(
    register: Register, one: str, other: str, *, narrowed: Filter | None = None, limit: int = MOST
) -> list[Moment]:
    """What passed between two parties: their meetings, and what either did or said towards the other.

    The oldest comes first; of more than `limit` the last are told.
    """
    days = (narrowed or Filter()).days
    with register.reading() as connection:
        parties = sorted((find_party(one), find_party(other)))
        meetings = meeting_rows(connection, _meetings_between(connection, parties[0], parties[1], days, limit))
        keys: list[tuple[str, Key]] = []
        for party, towards in (parties, parties[::-1]):
            values = {"party": party, "towards": towards, "most": limit, **days}
            keys += [(row.day or "", (row.document, row.act)) for row in run(connection, _DEALINGS, values)]
        chosen = [key for _, key in sorted(sorted(dict.fromkeys(keys), reverse=True)[:limit])]
        moments: list[Moment] = [Moment(_day_of(each), each) for each in meetings]
        moments += [Moment(each.day, each) for each in act_rows(connection, chosen) if each.type != "MEET"]
    return sorted(moments, key=lambda moment: moment.day or "")[-limit:]


def _day_of(meeting: MeetingRow) -> str | None:
    return meeting.date or min((quote.published for quote in meeting.tellings if quote.published), default=None)


def acts_between(
    register: Register,
    by: str | None,
    to: str | None,
    *,
    types: Sequence[str],
    narrowed: Filter | None = None,
    limit: int = MOST,
) -> list[ActRow]:
    """Acts of some types by a party or person, towards a party; one of the two may be left open."""
    days = (narrowed or Filter()).days
    with register.reading() as connection:
        found: list[tuple[str, Key]] = []
        for type in types:
            rows = _keys_between(connection, by, to, {**days, "type": find_act(type), "most": limit})
            found += [(row.day or "", (row.document, row.act)) for row in rows]
        return act_rows(connection, [key for _, key in sorted(set(found), reverse=True)[:limit]])


def _keys_between(connection: Connection, by: str | None, to: str | None, values: dict[str, Any]) -> Any:  # noqa: ANN401  (rows)
    towards = find_party(to) if to else None
    if by is not None and not is_party(by):
        values["person"] = find_person(connection, by)
        values["towards"] = towards or ""
        return run(connection, _BY_PERSON_TOWARDS if towards else _BY_PERSON, values)
    if by is not None and towards is not None:
        return run(connection, _BY_PARTY_TOWARDS, {**values, "party": find_party(by), "towards": towards})
    if by is None and towards is None:
        raise QuestionError("say by whom, or towards whom: --by RUS, --to PRK")
    role, party = ("actor", find_party(by)) if by is not None else ("recipient", towards)
    return run(connection, _IN_ROLE, {**values, "role": role, "party": party})


_AMONG_HITS = (
    "SELECT found.document, found.number, documents.published FROM (SELECT document, number FROM ({}) AS matching LIMIT :most)"
    " AS found JOIN documents ON documents.id = found.document WHERE {}"
)
_NEWEST = (
    "SELECT documents.id, documents.published FROM documents WHERE {} ORDER BY documents.published DESC, documents.id DESC"
    " LIMIT :documents"
)
_AMONG_DOCUMENTS = "SELECT found.document, found.number, found.published FROM ({}) AS found WHERE {} LIMIT :most"
_TEXTS_OF_OFFICE = (
    "SELECT SUM(holdings.count) FROM offices JOIN holdings ON holdings.office = offices.id"
    " WHERE offices.office = :office"
)
_OF_OFFICE = (
    "EXISTS (SELECT 1 FROM appearance_offices JOIN offices ON offices.id = appearance_offices.office"
    " WHERE appearance_offices.document = documents.id AND offices.office = :office)"
)
# Of an office that few texts tell of, by those who held it.
_OF_RARE_OFFICE = (
    "documents.id IN (SELECT appearances.document FROM offices JOIN holdings ON holdings.office = offices.id"
    ' JOIN people ON people.id = holdings.person JOIN appearances ON appearances.person = COALESCE(people."into", people.id)'
    " WHERE offices.office = :office) AND " + _OF_OFFICE
)
_BETWEEN_DAYS = "{0}.day >= :since AND {0}.day <= :until"
_SENTENCES = 'SELECT document, number, start, "end" FROM sentences WHERE document IN :documents'
_ACTS_IN = "SELECT document, sentence, number, type FROM acts WHERE document IN :documents ORDER BY document, number"
_SPELLINGS = (
    'SELECT name, count FROM names WHERE person IN (SELECT id FROM people WHERE id = :person OR "into" = :person)'
    " ORDER BY count DESC, name"
)
_PARTIES = (
    "SELECT party, SUM(count) AS texts FROM affiliations WHERE party <> '' AND person IN"
    ' (SELECT id FROM people WHERE id = :person OR "into" = :person) GROUP BY party ORDER BY texts DESC, party'
)
_HELD = (
    "SELECT offices.id, offices.office, offices.party, MIN(holdings.first_day) AS first_day,"
    " MAX(holdings.last_day) AS last_day, SUM(holdings.count) AS texts FROM holdings JOIN offices ON offices.id = holdings.office"
    ' WHERE holdings.person IN (SELECT id FROM people WHERE id = :person OR "into" = :person)'
    " GROUP BY offices.id, offices.office, offices.party ORDER BY COALESCE(MIN(holdings.first_day), ''), texts DESC,"
    " offices.office, offices.party"
)
_TITLE = (
    'SELECT appearance_offices.document, appearance_offices.start, appearance_offices."end" FROM appearances'
    " JOIN appearance_offices ON appearance_offices.document = appearances.document"
    " AND appearance_offices.number = appearances.number"
    " WHERE appearances.person = :person AND appearances.day = :day AND appearance_offices.office = :office"
    " ORDER BY appearance_offices.document LIMIT 1"
)
# The last acts of every type, each with how many of its type there are.
_DONE = (
    "SELECT type, document, act, acts FROM (SELECT type, document, act, COUNT(*) OVER (PARTITION BY type) AS acts,"
    " ROW_NUMBER() OVER (PARTITION BY type ORDER BY day DESC, document DESC, act) AS place"
    " FROM roles WHERE person = :person AND role = 'actor' AND "
    + _BETWEEN_DAYS.format("roles")
    + ") AS done WHERE place <= :most ORDER BY type, place"
)
_ATTENDED = (
    "SELECT tellings.meeting FROM participations JOIN tellings ON tellings.document = participations.document"
    " AND tellings.number = participations.number WHERE participations.person = :person AND "
    + _BETWEEN_DAYS.format("participations")
    + " ORDER BY participations.day DESC, participations.document DESC LIMIT :most"
)
_OF_PARTIES = (
    "SELECT tellings.meeting FROM pairs JOIN tellings ON tellings.document = pairs.document AND tellings.number = pairs.number"
    " WHERE pairs.one = :one AND pairs.other = :other AND "
    + _BETWEEN_DAYS.format("pairs")
    + " ORDER BY pairs.day DESC, pairs.document DESC LIMIT :most"
)
_OF_PEOPLE = (
    "SELECT tellings.meeting FROM participations JOIN tellings ON tellings.document = participations.document"
    " AND tellings.number = participations.number JOIN participations AS others ON others.document = participations.document"
    " AND others.number = participations.number WHERE participations.person = :one AND others.person = :other AND "
    + _BETWEEN_DAYS.format("participations")
    + " ORDER BY participations.day DESC, participations.document DESC LIMIT :most"
)
_OF_PERSON_AND_PARTY = (
    "SELECT tellings.meeting FROM participations JOIN tellings ON tellings.document = participations.document"
    " AND tellings.number = participations.number WHERE participations.person = :one AND EXISTS (SELECT 1 FROM pairs"
    " WHERE pairs.document = tellings.document AND pairs.number = tellings.number AND :party IN (pairs.one, pairs.other)) AND "
    + _BETWEEN_DAYS.format("participations")
    + " ORDER BY participations.day DESC, participations.document DESC LIMIT :most"
)
_NAMINGS = (
    'SELECT document, start, "end" FROM agreement_mentions WHERE agreement = :id'
    " ORDER BY day DESC, document DESC, number LIMIT :most"
)
_DEALT_WITH = (
    "SELECT tellings.meeting, MIN(meeting_agreements.relation) AS relation, MIN(tellings.day) AS day FROM agreement_mentions"
    " JOIN meeting_agreements ON meeting_agreements.document = agreement_mentions.document"
    " AND meeting_agreements.agreement_mention = agreement_mentions.number"
    " JOIN tellings ON tellings.document = meeting_agreements.document AND tellings.number = meeting_agreements.telling"
    " WHERE agreement_mentions.agreement = :id GROUP BY tellings.meeting ORDER BY day DESC, tellings.meeting LIMIT :most"
)
_DEALINGS = (
    "SELECT document, act, day FROM dealings WHERE party = :party AND towards = :towards AND "
    + _BETWEEN_DAYS.format("dealings")
    + " ORDER BY day DESC, document DESC, act LIMIT :most"
)
_BY_PARTY_TOWARDS = (
    "SELECT document, act, day FROM dealings WHERE party = :party AND towards = :towards AND type = :type AND "
    + _BETWEEN_DAYS.format("dealings")
    + " ORDER BY day DESC, document DESC, act LIMIT :most"
)
_IN_ROLE = (
    "SELECT document, act, day FROM roles WHERE party = :party AND role = :role AND type = :type AND "
    + _BETWEEN_DAYS.format("roles")
    + " ORDER BY day DESC, document DESC, act LIMIT :most"
)
_BY_PERSON = (
    "SELECT document, act, day FROM roles WHERE person = :person AND role = 'actor' AND type = :type AND "
    + _BETWEEN_DAYS.format("roles")
    + " ORDER BY day DESC, document DESC, act LIMIT :most"
)
_BY_PERSON_TOWARDS = (
    "SELECT document, act, day FROM roles WHERE person = :person AND role = 'actor' AND type = :type AND "
    + _BETWEEN_DAYS.format("roles")
    + " AND EXISTS (SELECT 1 FROM dealings WHERE dealings.document = roles.document AND dealings.act = roles.act"
    " AND dealings.towards = :towards) ORDER BY day DESC, document DESC, act LIMIT :most"
)
