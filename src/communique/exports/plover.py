"""A register in, PLOVER event records out: one an act that has a PLOVER code, in the JSON form of the PLOVER gold records.

The form is that of PLOVER_GSR_CAMEO.txt (Open Event Data Alliance); beside its fields stand those of ours that say what
the event rests on: document, spans, modality, whose claim it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import msgspec

from communique import __version__
from communique.evidence import Evidence, quote
from communique.exports.codes import Codes, load_codes
from communique.exports.told import Told, meeting_key, person_key, snapshot, told_documents
from communique.record import ActRecord, PersonRecord
from communique.register.register import Register
from communique.register.rows import UNKNOWN

SHORT = 16  # characters of a text's hash that make an event's id its own
SECTORS = {  # by the rank of an office
    "head-of-state": "GOV", "head-of-government": "GOV", "deputy-head": "GOV", "minister": "GOV", "deputy-minister": "GOV",
    "ambassador": "GOV", "envoy": "GOV", "official": "GOV", "adviser": "GOV", "regional": "GOV", "military": "MIL",
    "parliament": "LEG", "judicial": "JUD", "party": "PTY", "business": "BUS", "religious": "REL",
}  # fmt: skip
BODY = "IGO"  # the code of all international organisations
MODES = {"call": "phone", "visit": "visit"}  # of CONSULT, by the kind of the meeting
CONTEXTS = {  # by topic, or the nearest topic above it that stands here
    "security": "military", "terrorism": "terrorism", "cyber": "cyber", "intelligence-sharing": "intelligence",
    "nuclear-weapons": "cbrn", "denuclearization": "cbrn", "nuclear-tests": "cbrn", "chemical-weapons": "cbrn",
    "non-proliferation": "cbrn", "iran-nuclear": "cbrn", "peace": "diplomatic", "peacekeeping": "peacekeeping",
    "international-law": "legal", "economy": "economic", "sanctions": "economic", "development": "economic",
    "energy": "resource", "water": "resource", "environment": "environment", "humanitarian": "humanitarian",
    "refugees": "refugee", "migration": "migration", "health": "health", "human-rights": "rights", "elections": "election",
    "bilateral-relations": "diplomatic", "multilateralism": "diplomatic", "consular": "diplomatic",
}  # fmt: skip
Json = dict[str, Any]


def export_plover(register: Register, out: BinaryIO) -> None:
    """Write one array of events, an event a line; acts without a PLOVER code are left out."""
    codes = load_codes()
    out.write(b"[")
    with snapshot(register) as connection:
        parting = b"\n"
        for told in told_documents(connection):
            for event in events_of(told, codes):
                out.write(parting + msgspec.json.encode(event))
                parting = b",\n"
    out.write(b"\n]\n")


def events_of(told: Told, codes: Codes) -> Iterator[Json]:
    """The events of one document."""
    people = {f"p{row['number']}": row["person"] for row in told.rows["appearances"]}
    meetings = {f"m{row['number']}": row for row in told.rows["tellings"]}
    for act in told.record.acts:
        if act.plover:
            yield _event(told, act, _Actors(told, codes, people), meetings)


def _event(told: Told, act: ActRecord, actors: _Actors, meetings: dict[str, Any]) -> Json:
    head, text = told.head, told.head["text"]
    meeting = meetings[act.meeting] if act.meeting else None
    trigger = act.trigger_parts or (act.trigger,)
    parts = {"SRC": act.role_spans.get("actors", ()), "TAR": act.role_spans.get("recipients", ()), "EVT": trigger}
    claimant = act.attributed_to
    event = {
        "id": f"{head['hash'].removeprefix('sha256:')[:SHORT]}-{act.id}",
        "date": meeting["date"] if meeting else None,
        "source": actors.of(act.actors, parts["SRC"]),
        "target": actors.of(act.recipients, parts["TAR"]),
        "event": act.plover,
        "mode": MODES.get(meeting["kind"]) if meeting and act.plover == "CONSULT" else None,
        "modality": act.modality,
        "eventText": " ".join(quote(text, span) for span in trigger),
        "context": ", ".join(contexts_of(act.topics, actors.codes)) or None,
        "text": quote(text, act.sentence),
        "textInfo": {
            "markup": markup(text, act.sentence, parts),
            "sentence": act.sentence, "source": parts["SRC"], "target": parts["TAR"], "event": trigger, "content": act.content,
        },
        "language": head["language"], "publication": head["publisher"], "publicationDate": head["published"],
        "url": head["url"], "document": head["name"], "documentHash": head["hash"], "actType": act.type,
        "topics": act.topics, "meeting": meeting_key(meeting["meeting"]) if meeting else None,
        "claimedBy": next(iter(actors.of((claimant,), ())), None) if claimant else None,
        "rule": act.rule, "coder": f"communique {__version__}",
    }  # fmt: skip
    return {name: value for name, value in event.items() if value is not None}


class _Actors:
    """Persons and parties of a document as PLOVER writes them."""

    def __init__(self, told: Told, codes: Codes, people: dict[str, int]) -> None:
        self.codes = codes
        self._text: str = told.head["text"]
        self._people = people
        self._persons = {person.id: person for person in told.record.persons}

    def of(self, references: Sequence[str], spans: Sequence[Evidence]) -> list[Json]:
        """Those of whom the text lets one tell something; the words are theirs where there is one of each."""
        words = quote(self._text, spans[0]) if len(references) == 1 == len(spans) else None
        return [self._actor(each, words) for each in references if each != UNKNOWN]

    def _actor(self, reference: str, words: str | None) -> Json:
        person = self._persons.get(reference)
        if person is None:
            return {"actorText": words or reference, **self._code(reference)}
        actor = {"actorText": person.name, **self._code(person.party)}
        if sector := self._sector(person):
            actor["sector"] = sector
        return actor | {
            "person": person_key(self._people[reference]),
            "offices": list(dict.fromkeys(title.office for title in person.titles)),
        }

    def _code(self, party: str | None) -> Json:
        """The code of a state; of an organisation PLOVER's one for all of them, and which it is."""
        if party is None or party == UNKNOWN:
            return {}
        return {"code": BODY, "party": party} if self.codes.parties.get(party) == "body" else {"code": party}

    def _sector(self, person: PersonRecord) -> str | None:
        sectors = (SECTORS.get(self.codes.ranks.get(title.office, "")) for title in person.titles)
        return next((sector for sector in sectors if sector), None)


def contexts_of(topics: Iterable[str], codes: Codes) -> list[str]:
    """PLOVER's contexts of topics, each once."""
    nearest = (next((each for each in codes.topic_line(topic) if each in CONTEXTS), None) for topic in topics)
    return list(dict.fromkeys(CONTEXTS[each] for each in nearest if each))


def markup(text: str, sentence: Evidence, parts: Mapping[str, Sequence[Evidence]]) -> str:
    """The sentence with its parts named: "(SRC: Hungary) (EVT: has agreed)"; of parts that overlap, the first."""
    marked = sorted((span, label) for label, spans in parts.items() for span in spans if sentence.contains(span))
    pieces, at = [], sentence.start
    for span, label in marked:
        if span.start >= at:
            pieces += [text[at : span.start], f"({label}: {quote(text, span)})"]
            at = span.end
    return "".join([*pieces, text[at : sentence.end]])
