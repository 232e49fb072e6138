"""A register in, its meetings as schema.org events out, with who attended, the texts that tell of it and their words.

A start is there only where texts tell it and agree; a call is an online event, of other meetings the attendance mode is not
told; who organised it is not known to the register, so nobody is named as organiser.
"""

from __future__ import annotations

from typing import Any, BinaryIO

import msgspec

from communique.exports.meetings import Meeting, Participant, Telling, told_meetings
from communique.exports.told import agreement_key, meeting_key, person_key, snapshot
from communique.register.register import Register

SCHEMA_ORG = "https://schema.org"
URN = "urn:communique:"
STATUSES = {  # a meeting that is only proposed has none
    "held": f"{SCHEMA_ORG}/EventScheduled", "ongoing": f"{SCHEMA_ORG}/EventScheduled",
    "planned": f"{SCHEMA_ORG}/EventScheduled", "cancelled": f"{SCHEMA_ORG}/EventCancelled",
}  # fmt: skip
MODES = {"call": f"{SCHEMA_ORG}/OnlineEventAttendanceMode"}
Json = dict[str, Any]


def export_jsonld(register: Register, out: BinaryIO) -> None:
    """Write one document of JSON-LD whose graph has an event a line."""
    out.write(b'{"@context":"' + SCHEMA_ORG.encode() + b'","@graph":[')
    with snapshot(register) as connection:
        parting = b"\n"
        for meeting in told_meetings(connection):
            out.write(parting + msgspec.json.encode(event_of(meeting)))
            parting = b",\n"
    out.write(b"\n]}\n")


def event_of(meeting: Meeting) -> Json:
    """A meeting as an event."""
    parties = [{"@type": "Organization", "identifier": party} for party in meeting.parties if party != "?"]
    agreements = {each.id: each for telling in meeting.tellings for each in telling.agreements}
    works = {
        relation: [
            {"@type": "CreativeWork", "@id": URN + agreement_key(each.id), "name": each.title}
            for each in agreements.values()
            if (each.relation == "named") is (relation == "about")
        ]
        for relation in ("workFeatured", "about")
    }
    return _told(
        {
            "@type": "Event",
            "@id": URN + meeting_key(meeting.id),
            "identifier": meeting_key(meeting.id),
            "name": meeting.name,
            "additionalType": meeting.kind,
            "startDate": meeting.dates[0] if len(meeting.dates) == 1 else None,
            "location": [{"@type": "Place", "name": place} for place in meeting.places],
            "eventStatus": STATUSES.get(meeting.status),
            "eventAttendanceMode": MODES.get(meeting.kind),
            "attendee": [_person(each) for each in meeting.participants] + parties,
            **works,
            "subjectOf": [_report(each) for each in meeting.tellings],
        }
    )


def _told(entry: Json) -> Json:
    """An entry without what is not told."""
    return {name: value for name, value in entry.items() if value not in (None, [])}


def _person(participant: Participant) -> Json:
    return _told(
        {
            "@type": "Person",
            "@id": URN + person_key(participant.person),
            "identifier": person_key(participant.person),
            "name": participant.name,
            "jobTitle": list(participant.titles),
            "affiliation": [{"@type": "Organization", "identifier": party} for party in participant.parties],
        }
    )


def _report(telling: Telling) -> Json:
    publisher = {"@type": "Organization", "name": telling.publisher} if telling.publisher else None
    return _told(
        {
            "@type": "Report",
            "identifier": telling.hash,
            "name": telling.title,
            "url": telling.url,
            "datePublished": telling.published,
            "publisher": publisher,
            "inLanguage": telling.language,
            "hasPart": [{"@type": "Quotation", "text": telling.sentence}] if telling.sentence else None,
        }
    )
