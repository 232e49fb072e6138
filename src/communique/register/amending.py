"""A person's correction of one field of a record in, the register set right out; it outlives a new reading."""

from __future__ import annotations

import msgspec

from communique.errors import QuestionError
from communique.register import tables
from communique.register.correcting import check_value, entry_of, span_of, value_of
from communique.register.database import writing
from communique.register.register import Register, find_document
from communique.register.statements import insert_rows, run
from communique.register.stored import stored_record
from communique.register.writing import next_key, now, replace_record


def correct(register: Register, document: str, entry: str, change: str, *, by: str, reason: str = "") -> None:
    """Set one field of an entry right: `correct(register, "2024-06-19-tass", "a5", "type=PLEDGE", by="Holm")`.

    The reading stays what it was, the correction is a row beside it. Raises `QuestionError` for a document, an entry or a
    field that there is not.
    """
    field, equals, value = (part.strip() for part in change.partition("="))
    if not equals:
        raise QuestionError(f'"{change}" is no correction; write FIELD=VALUE, such as type=PLEDGE')
    with writing(register.engine) as connection:
        id = find_document(connection, document)
        record = stored_record(connection, id)
        assert record is not None
        part, found = entry_of(record, entry)
        becomes = value_of(part, field, value)
        check_value(record, part, field, becomes)
        hash, reader = run(connection, "SELECT hash, reader FROM documents WHERE id = :id", {"id": id}).one()
        start, end = span_of(found)
        row = {
            "id": next_key(connection, "correction"), "hash": hash, "part": part, "start": start, "end": end,
            "field": field, "was": _json(getattr(found, field)), "becomes": _json(becomes),
            "reason": reason or "a person said so", "corrected_by": by, "corrected": now(),
        }  # fmt: skip
        insert_rows(connection, tables.corrections, [row])
        replace_record(connection, id, record, hash=hash, reader=reader)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
