"""A record in, the rows that hold it out, and back: what went in comes out equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, permutations, product
from typing import Any

from communique.evidence import Evidence
from communique.record import (
    ActRecord,
    AgreementRecord,
    DocumentHead,
    LacunaRecord,
    MeetingRecord,
    PersonRecord,
    Record,
    TitleRecord,
)

Row = dict[str, Any]
ROLES = {"actor": "actors", "recipient": "recipients"}
MOST_PAIRED = 40  # parties of one meeting of which every pair is a row; of a larger one, those in alphabetical order
SIGNING = {"SIGN": "signed", "AGREE": "agreed"}
UNKNOWN = "?"
PARTED = "|"  # codes of parties in one column: "Puerto Rico|USA"
WEIGHT = {"signed": 0, "agreed": 1, "named": 2}


@dataclass(slots=True)
class Rows:
    """The rows of one document by table; who each person, meeting and agreement is, is filled in by those who find out."""

    document: int
    day: str | None
    sentences: list[Evidence]
    by_table: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, **row: Any) -> None:  # noqa: ANN401  (a row's values)
        """Add a row of the document."""
        row["document"] = self.document
        self.by_table[table].append(row)

    def __getitem__(self, table: str) -> list[Row]:
        return self.by_table[table]


def number_of(id: str) -> int:
    """The number in a record's id: 3 of `p3`."""
    return int(id[1:])


def parties_of(joined: str) -> tuple[str, ...]:
    """The parties of a column that holds several."""
    return tuple(joined.split(PARTED)) if joined else ()


def rows_of(record: Record, document: int) -> Rows:
    """Every row of a record, under the key of its document, without those of people, meetings and agreements."""
    published = record.document.published
    rows = Rows(document, published, sentences_of(record))
    days = {meeting.id: meeting.date or published or "" for meeting in record.meetings}
    _add_people(record, rows)
    _add_meetings(record, rows, days)
    _add_acts(record, rows, days)
    _add_agreements(record, rows)
    for number, lacuna in enumerate(record.lacunae, 1):
        start, end = lacuna.span
        rows.add("lacunae", number=number, kind=lacuna.kind, start=start, end=end, supplied=lacuna.supplied)
    for number, (start, end) in enumerate(rows.sentences, 1):
        rows.add("sentences", number=number, start=start, end=end)
    return rows


def sentences_of(record: Record) -> list[Evidence]:
    """The whole text in pieces: the sentences of acts, and between them what stands on one line."""
    spans = sorted({act.sentence for act in record.acts})
    text, at = record.document.text, 0
    pieces: list[Evidence] = []
    for span in [*spans, Evidence(len(text), len(text))]:
        pieces += _lines(text, at, span.start)
        if span.end > span.start:
            pieces.append(span)
        at = max(at, span.end)
    return sorted(set(pieces))


def _lines(text: str, start: int, end: int) -> Iterator[Evidence]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        if bare := line.strip():
            first = start + line.index(bare[0])
            yield Evidence(first, first + len(bare))
        start = stop + 1


def _add_spans(rows: Rows, of: str, number: int, spans: Iterable[Evidence]) -> None:
    for position, (start, end) in enumerate(spans):
        rows.add("evidence", of=of, number=number, position=position, start=start, end=end)


def _add_people(record: Record, rows: Rows) -> None:
    for person in record.persons:
        number = number_of(person.id)
        rows.add(
            "appearances",
            number=number,
            name=person.name,
            party=person.party,
            presence=person.presence,
            day=rows.day or "",
        )
        _add_spans(rows, "mention", number, person.mentions)
        for position, title in enumerate(person.titles):
            start, end = title.span
            rows.add(
                "appearance_offices",
                number=number,
                position=position,
                office=(title.office, title.of or ""),
                text=title.text,
                start=start,
                end=end,
            )


def _add_meetings(record: Record, rows: Rows, days: Mapping[str, str]) -> None:
    for meeting in record.meetings:
        number, day = number_of(meeting.id), days[meeting.id]
        start, end = meeting.span
        rows.add(
            "tellings",
            number=number,
            kind=meeting.kind,
            status=meeting.status,
            parties=PARTED.join(meeting.parties),
            date=meeting.date,
            place=meeting.place,
            series=meeting.series,
            ordinal=meeting.ordinal,
            start=start,
            end=end,
            day=day,
        )
        for one, other in combinations(sorted(set(meeting.parties))[:MOST_PAIRED], 2):
            rows.add("pairs", number=number, one=one, other=other, day=day)
        for position, participant in enumerate(meeting.participants):
            rows.add("participations", number=number, position=position, appearance=number_of(participant), day=day)


def _add_acts(record: Record, rows: Rows, days: Mapping[str, str]) -> None:
    parties = {person.id: person.party for person in record.persons}
    sentence_numbers = {span: number for number, span in enumerate(rows.sentences, 1)}
    for act in record.acts:
        number = number_of(act.id)
        day = days.get(act.meeting or "", rows.day or "")
        attributed = act.attributed_to
        rows.add(
            "acts",
            number=number,
            type=act.type,
            plover=act.plover,
            modality=act.modality,
            trigger_start=act.trigger.start,
            trigger_end=act.trigger.end,
            telling=number_of(act.meeting) if act.meeting else None,
            attributed_appearance=number_of(attributed) if attributed in parties else None,
            attributed_party=None if attributed in parties else attributed,
            sentence=sentence_numbers[act.sentence],
            rule=act.rule,
            day=day,
        )
        if act.trigger_parts != (act.trigger,):  # in one piece it stands in the act's own row
            _add_spans(rows, "trigger", number, act.trigger_parts)
        for role, spans in act.role_spans.items():
            _add_spans(rows, role, number, spans)
        if act.content is not None:
            rows.add("contents", number=number, start=act.content.start, end=act.content.end)
        for position, topic in enumerate(act.topics):
            rows.add("topics", act=number, position=position, topic=topic, day=day)
        for role, references in (("actor", act.actors), ("recipient", act.recipients)):
            for position, reference in enumerate(references):
                known = reference in parties
                rows.add(
                    "roles",
                    act=number,
                    role=role,
                    position=position,
                    type=act.type,
                    day=day,
                    person=None,
                    appearance=number_of(reference) if known else None,
                    party=parties[reference] if known else reference,
                )

        whose = [
            tuple(dict.fromkeys(parties.get(each, each) for each in side)) for side in (act.actors, act.recipients)
        ]
        for party, towards in sorted(_dealing(*whose)):
            rows.add("dealings", act=number, party=party, towards=towards, type=act.type, day=day)


def _dealing(actors: Sequence[str | None], recipients: Sequence[str | None]) -> set[tuple[str, str]]:
    """Who dealt with whom: actors with recipients, without any with each other."""
    pairs = set(product(actors, recipients)) if recipients else set(permutations(actors[:MOST_PAIRED], 2))
    return {(one, other) for one, other in pairs if one and other and one != other and UNKNOWN not in (one, other)}


def _add_agreements(record: Record, rows: Rows) -> None:
    for agreement in record.agreements:
        start, end = agreement.span
        rows.add(
            "agreement_mentions",
            number=number_of(agreement.id),
            kind=agreement.kind,
            title=agreement.title,
            parties=PARTED.join(agreement.parties),
            date=agreement.date,
            start=start,
            end=end,
            day=rows.day or "",
        )
    for (meeting, agreement_id), relation in _references(record).items():
        rows.add(
            "meeting_agreements",
            telling=number_of(meeting),
            agreement_mention=number_of(agreement_id),
            relation=relation,
        )


def _references(record: Record) -> dict[tuple[str, str], str]:
    """Which agreements the acts of a meeting sign, agree or name: those that stand in their sentences."""
    found: dict[tuple[str, str], str] = {}
    for act in record.acts:
        if act.meeting is None:
            continue
        for agreement in record.agreements:
            if not act.sentence.contains(agreement.span):
                continue
            signs = act.modality == "did" and not (act.content and act.type == "AGREE")
            relation = SIGNING.get(act.type, "named") if signs else "named"
            key = (act.meeting, agreement.id)
            if key not in found or WEIGHT[relation] < WEIGHT[found[key]]:
                found[key] = relation
    return found


def record_of(document: Mapping[str, Any], tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Record:
    """The record that the rows of a document hold; `tables` has them in the order of their keys."""
    spans: dict[tuple[str, int], list[Evidence]] = defaultdict(list)
    for row in tables["evidence"]:
        spans[row["of"], row["number"]].append(Evidence(row["start"], row["end"]))
    head = DocumentHead(
        document["name"], document["text"], document["language"], document["title"], document["publisher"],
        document["publisher_state"], document["published"], document["url"], document["source"], document["hash"],
    )  # fmt: skip
    return Record(
        head,
        persons=tuple(_persons(tables, spans)),
        meetings=tuple(_meetings(tables)),
        acts=tuple(_acts(tables, spans)),
        agreements=tuple(
            AgreementRecord(
                f"g{row['number']}", row["kind"], row["title"], parties_of(row["parties"]), row["date"], _span(row)
            )
            for row in tables["agreement_mentions"]
        ),
        lacunae=tuple(LacunaRecord(row["kind"], _span(row), row["supplied"]) for row in tables["lacunae"]),
    )


def _span(row: Mapping[str, Any]) -> Evidence:
    return Evidence(row["start"], row["end"])


def _grouped(rows: Iterable[Mapping[str, Any]], key: str) -> dict[int, list[Mapping[str, Any]]]:
    groups: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _persons(
    tables: Mapping[str, Sequence[Mapping[str, Any]]], spans: Mapping[tuple[str, int], list[Evidence]]
) -> Iterator[PersonRecord]:
    titles = _grouped(tables["appearance_offices"], "number")
    for row in tables["appearances"]:
        number = row["number"]
        yield PersonRecord(
            f"p{number}", row["name"], row["party"], row["presence"],
            tuple(TitleRecord(each["text"], each["office_name"], each["of"] or None, _span(each)) for each in titles[number]),
            tuple(spans.get(("mention", number), ())),
        )  # fmt: skip


def _meetings(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[MeetingRecord]:
    participants = _grouped(tables["participations"], "number")
    for row in tables["tellings"]:
        yield MeetingRecord(
            f"m{row['number']}", row["kind"], row["status"], parties_of(row["parties"]), row["date"], row["place"],
            row["series"], row["ordinal"], tuple(f"p{each['appearance']}" for each in participants[row["number"]]), _span(row),
        )  # fmt: skip


def _acts(
    tables: Mapping[str, Sequence[Mapping[str, Any]]], spans: Mapping[tuple[str, int], list[Evidence]]
) -> Iterator[ActRecord]:
    roles, topics = _grouped(tables["roles"], "act"), _grouped(tables["topics"], "act")
    contents = {row["number"]: _span(row) for row in tables["contents"]}
    sentences = {row["number"]: _span(row) for row in tables["sentences"]}
    for row in tables["acts"]:
        number = row["number"]
        attributed = row["attributed_appearance"]
        trigger = Evidence(row["trigger_start"], row["trigger_end"])
        parties = {role: tuple(_reference(each) for each in roles[number] if each["role"] == role) for role in ROLES}
        yield ActRecord(
            id=f"a{number}", type=row["type"], plover=row["plover"], modality=row["modality"],
            trigger=trigger, trigger_parts=tuple(spans.get(("trigger", number), (trigger,))),
            actors=parties["actor"], recipients=parties["recipient"], content=contents.get(number),
            topics=tuple(each["topic"] for each in topics[number]),
            meeting=f"m{row['telling']}" if row["telling"] else None,
            attributed_to=f"p{attributed}" if attributed else row["attributed_party"],
            sentence=sentences[row["sentence"]], rule=row["rule"],
            role_spans={name: tuple(spans.get((name, number), ())) for name in ROLES.values()},
        )  # fmt: skip


def _reference(role: Mapping[str, Any]) -> str:
    return f"p{role['appearance']}" if role["appearance"] else str(role["party"])
