"""A document with what it tells in, its rows in the exported tables out, with names, dates and quotes joined to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from communique.evidence import Evidence, quote
from communique.exports.codes import Codes
from communique.exports.told import Row, Told, agreement_key, meeting_key, person_key
from communique.record import ActRecord
from communique.register.rows import UNKNOWN, number_of

Cells = dict[str, Any]  # a row of an exported table


class Sheets:
    """The rows of one document, table by table."""

    def __init__(self, told: Told, codes: Codes) -> None:
        self._told = told
        self._codes = codes
        self._record = told.record
        self._text: str = told.head["text"]
        self._sentences = [Evidence(row["start"], row["end"]) for row in told.rows["sentences"]]
        self._starts = [span.start for span in self._sentences]
        self._people = {f"p{row['number']}": row for row in told.rows["appearances"]}
        self._meetings = {f"m{row['number']}": row for row in told.rows["tellings"]}
        self._agreements = {f"g{row['number']}": row for row in told.rows["agreement_mentions"]}
        self._acts = {act.id: act for act in self._record.acts}
        self._act_rows = {f"a{row['number']}": row for row in told.rows["acts"]}
        self._in = {"document": told.head["name"], "hash": told.head["hash"]}
        self._source = {**self._in, "published": told.head["published"], "publisher": told.head["publisher"]}

    def by_table(self) -> Iterator[tuple[str, Iterable[Cells]]]:
        """Every table's rows."""
        yield "documents", [{**self._told.head, **self._in, "characters": len(self._text)}]
        yield "copies", ({**row, **self._in, "copy": row["number"]} for row in self._told.rows["copies"])
        yield "appearances", self._appearances()
        yield "titles", self._titles()
        yield "tellings", self._tellings()
        yield "participations", self._participations()
        yield "acts", (self._act(act) for act in self._record.acts)
        yield "roles", self._roles()
        yield "dealings", self._of_acts("dealings")
        yield "topics", self._of_acts("topics")
        yield "agreement_mentions", self._mentions()
        yield "references", self._references()
        yield "lacunae", ({**self._source, **self._quoted(row), "kind": row["kind"], "supplied": row["supplied"]}
                          for row in self._told.rows["lacunae"])  # fmt: skip
        yield "evidence", self._evidence()

    def sentence_of(self, span: Evidence) -> str:
        """The sentence, else the line, in which a span begins."""
        place = bisect_right(self._starts, span.start) - 1
        around = self._sentences[place] if place >= 0 else span
        return quote(self._text, around if around.overlaps(span) else span)

    def _quoted(self, row: Row) -> Cells:
        span = Evidence(row["start"], row["end"])
        return {
            "start": span.start,
            "end": span.end,
            "text": quote(self._text, span),
            "sentence": self.sentence_of(span),
        }

    def _appearances(self) -> Iterator[Cells]:
        for person in self._record.persons:
            row = self._people[person.id]
            yield {
                **self._source, "entry": person.id, "person": person_key(row["person"]),
                "person_name": self._told.people[row["person"]], "found_as": person_key(row["found_as"]), "name": person.name,
                "party": person.party, "presence": person.presence,
                "offices": [f"{title.office} ({title.of})" if title.of else title.office for title in person.titles],
                "spans": spans(person.mentions),
            }  # fmt: skip

    def _titles(self) -> Iterator[Cells]:
        for row in self._told.rows["appearance_offices"]:
            id = f"p{row['number']}"
            office = row["office_name"]
            yield {
                **self._source, **self._quoted(row), "entry": id, "person": person_key(self._people[id]["person"]),
                "name": self._people[id]["name"], "office": office, "office_label": self._codes.offices.get(office),
                "party": row["of"] or None,
            }  # fmt: skip

    def _tellings(self) -> Iterator[Cells]:
        for meeting in self._record.meetings:
            row = self._meetings[meeting.id]
            yield {
                **row, **self._source, **self._quoted(row), "entry": meeting.id, "meeting": meeting_key(row["meeting"]),
                "found_as": meeting_key(row["found_as"]), "parties": list(meeting.parties),
                "people": [self._record.name(each) for each in meeting.participants],
            }  # fmt: skip

    def _participations(self) -> Iterator[Cells]:
        for meeting in self._record.meetings:
            for id in meeting.participants:
                person = self._people[id]
                yield {
                    **self._source, "telling": meeting.id, "meeting": meeting_key(self._meetings[meeting.id]["meeting"]),
                    "entry": id, "person": person_key(person["person"]), "name": person["name"], "party": person["party"],
                    "presence": person["presence"], "date": meeting.date,
                }  # fmt: skip

    def _act(self, act: ActRecord) -> Cells:
        row = self._act_rows[act.id]
        claimed = act.attributed_to
        content = act.content or (None, None)
        return {
            **self._source, "act": act.id, "type": act.type, "plover": act.plover, "modality": act.modality,
            "date": self._date(act), "day": row["day"], "topics": list(act.topics),
            **self._side("actor", act.actors), **self._side("recipient", act.recipients),
            "content": quote(self._text, act.content) if act.content else None,
            "trigger": " ".join(quote(self._text, each) for each in act.trigger_parts or (act.trigger,)),
            "sentence": quote(self._text, act.sentence), "trigger_spans": spans(act.trigger_parts or (act.trigger,)),
            "actor_spans": spans(act.role_spans.get("actors", ())),
            "recipient_spans": spans(act.role_spans.get("recipients", ())),
            "content_start": content[0], "content_end": content[1],
            "sentence_start": act.sentence.start, "sentence_end": act.sentence.end, "telling": act.meeting,
            "meeting": meeting_key(self._meetings[act.meeting]["meeting"]) if act.meeting else None,
            "claimed_by": self._record.name(claimed) if claimed else None,
            "claimed_by_key": self._key(claimed) if claimed else None, "rule": act.rule,
        }  # fmt: skip

    def _side(self, role: str, references: Iterable[str]) -> Cells:
        parties = [self._people[each]["party"] or UNKNOWN if each in self._people else each for each in references]
        return {
            f"{role}s": [self._record.name(each) for each in references],
            f"{role}_keys": [self._key(each) for each in references],
            f"{role}_parties": list(dict.fromkeys(parties)),
        }

    def _key(self, reference: str) -> str:
        return person_key(self._people[reference]["person"]) if reference in self._people else reference

    def _date(self, act: ActRecord) -> str | None:
        return self._meetings[act.meeting]["date"] if act.meeting else None

    def _of_act(self, number: int) -> Cells:
        act = self._acts[f"a{number}"]
        return {
            **self._source, "act": act.id, "type": act.type, "plover": act.plover, "modality": act.modality,
            "date": self._date(act),
        }  # fmt: skip

    def _roles(self) -> Iterator[Cells]:
        for row in self._told.rows["roles"]:
            id = f"p{row['appearance']}" if row["appearance"] else None
            yield {
                **self._of_act(row["act"]), "role": row["role"], "position": row["position"], "entry": id,
                "person": person_key(row["person"]) if row["person"] else None,
                "name": self._people[id]["name"] if id else None, "party": row["party"],
            }  # fmt: skip

    def _of_acts(self, table: str) -> Iterator[Cells]:
        for row in self._told.rows[table]:
            label = self._codes.topics.get(row["topic"]) if "topic" in row else None
            yield {**row, **self._of_act(row["act"]), "topic_label": label}

    def _mentions(self) -> Iterator[Cells]:
        for agreement in self._record.agreements:
            row = self._agreements[agreement.id]
            yield {
                **row, **self._source, **self._quoted(row), "entry": agreement.id, "agreement": agreement_key(row["agreement"]),
                "found_as": agreement_key(row["found_as"]), "parties": list(agreement.parties),
            }  # fmt: skip

    def _references(self) -> Iterator[Cells]:
        for row in self._told.rows["meeting_agreements"]:
            meeting, agreement = f"m{row['telling']}", f"g{row['agreement_mention']}"
            yield {
                **self._source, "telling": meeting, "meeting": meeting_key(self._meetings[meeting]["meeting"]),
                "entry": agreement, "agreement": agreement_key(self._agreements[agreement]["agreement"]),
                "title": self._agreements[agreement]["title"], "relation": row["relation"],
            }  # fmt: skip

    def _evidence(self) -> Iterator[Cells]:
        found = [("mention", person.id, person.mentions) for person in self._record.persons]
        for act in self._record.acts:
            found += [("trigger", act.id, act.trigger_parts or (act.trigger,))]
            found += [(role, act.id, filling) for role, filling in act.role_spans.items()]
        for of, entry, filling in sorted(found, key=lambda each: (each[0], number_of(each[1]))):
            for position, span in enumerate(filling):
                yield {
                    **self._in, "of": of, "entry": entry, "position": position, "start": span.start, "end": span.end,
                    "text": quote(self._text, span),
                }  # fmt: skip


def spans(evidence: Iterable[Evidence]) -> list[str]:
    """Spans as they are written in tables: 12-34."""
    return [f"{span.start}-{span.end}" for span in evidence]
