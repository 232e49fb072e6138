"""A record and what humans corrected in it in, the corrected record out; a correction names an entry by its span."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from communique.entries import ACT_TYPES, AGREEMENT_KINDS, MEETING_KINDS
from communique.errors import QuestionError
from communique.evidence import Evidence
from communique.record import ActRecord, AgreementRecord, MeetingRecord, PersonRecord, Record

Entry = PersonRecord | MeetingRecord | ActRecord | AgreementRecord
PARTS = {"p": "persons", "m": "meetings", "a": "acts", "g": "agreements"}
# What a human may set: everything that is no span and no id.
FIELDS: dict[str, dict[str, Any]] = {
    "persons": {"name": str, "party": str | None, "presence": str},
    "meetings": {
        "kind": str, "status": str, "parties": tuple[str, ...], "date": str | None, "place": str | None,
        "ordinal": int | None, "participants": tuple[str, ...],
    },
    "acts": {
        "type": str, "modality": str, "actors": tuple[str, ...], "recipients": tuple[str, ...],
        "attributed_to": str | None, "topics": tuple[str, ...], "meeting": str | None,
    },
    "agreements": {"kind": str, "title": str, "parties": tuple[str, ...], "date": str | None},
}  # fmt: skip
LISTS = tuple[str, ...]


def span_of(entry: Entry) -> Evidence:
    """The words that an entry is known by: they stay where a new reading counts its entries otherwise."""
    if isinstance(entry, PersonRecord):
        return entry.mentions[0]
    return entry.trigger if isinstance(entry, ActRecord) else entry.span


def entry_of(record: Record, id: str) -> tuple[str, Entry]:
    """The part and the entry of an id such as `a5`; raises `QuestionError` where there is none."""
    part = PARTS.get(id[:1], "")
    entries: tuple[Entry, ...] = getattr(record, part, ())
    entry = next((each for each in entries if each.id == id), None)
    if entry is None:
        raise QuestionError(f'no entry "{id}" in {record.document.id}; communique show {record.document.id} lists them')
    return part, entry


def value_of(part: str, field: str, text: str) -> Any:  # noqa: ANN401
    """What a human wrote for a field, in the field's type; lists are written with commas, nothing as "-"."""
    types = FIELDS[part]
    if field not in types:
        raise QuestionError(f'"{field}" of {part} cannot be corrected; what can: {", ".join(types)}')
    if types[field] == LISTS:
        return tuple(each.strip() for each in text.split(",")) if text != "-" else ()
    if text == "-":
        text = "null"
    elif types[field] != int | None:
        return text
    try:
        return msgspec.json.decode(text, type=types[field])
    except msgspec.DecodeError:
        raise QuestionError(f'"{text}" is no value of {field}') from None


KNOWN: dict[tuple[str, str], frozenset[str]] = {
    ("acts", "type"): frozenset(ACT_TYPES),
    ("acts", "modality"): frozenset({"did", "will", "may", "not"}),
    ("meetings", "kind"): frozenset(MEETING_KINDS),
    ("meetings", "status"): frozenset({"held", "ongoing", "planned", "proposed", "cancelled"}),
    ("agreements", "kind"): frozenset(AGREEMENT_KINDS),
    ("persons", "presence"): frozenset({"principal", "attending", "mentioned"}),
}
REFERRING = frozenset({"actors", "recipients", "attributed_to", "participants", "meeting"})
ENTRY = re.compile(r"[pm]\d+")


def check_value(record: Record, part: str, field: str, value: Any) -> None:  # noqa: ANN401
    """Refuse a value that no record may hold; raises `QuestionError`."""
    known = KNOWN.get((part, field))
    if known is not None and value not in known:
        raise QuestionError(f'"{value}" is no {field} of {part}; there is {", ".join(sorted(known))}')
    if field in REFERRING:
        ids = {entry.id for entry in record.persons} | {entry.id for entry in record.meetings}
        for each in value if isinstance(value, tuple) else (value,):
            if each and ENTRY.fullmatch(each) and each not in ids:
                raise QuestionError(f"{each} is no entry of {record.document.id}")


def corrected(record: Record, corrections: Iterable[Mapping[str, Any]]) -> Record:
    """Apply corrections in their order; one whose entry the reading no longer has changes nothing."""
    for each in corrections:
        part = each["part"]
        span = Evidence(each["start"], each["end"])
        becomes = msgspec.json.decode(each["becomes"], type=FIELDS[part][each["field"]])
        entries = tuple(
            replace(entry, **{each["field"]: becomes}) if span_of(entry) == span else entry
            for entry in getattr(record, part)
        )
        record = replace(record, **{part: entries})  # type: ignore[arg-type]
    return record
