"""A register in, lines of JSON that hold all of it out; and such lines in, an equal register out.

Each line is `{"kind": table, "row": …}`. A document's line holds its record, from which most of its rows are made anew;
beside it stands what a record does not say: when and by what it was read, where else the text was found (`copies`), and
which people, meetings and agreements of the register its entries are (`identity`). All other tables are there row by
row, so that keys, decisions and corrections come back as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Connection, Table, select, update
from sqlalchemy.exc import DBAPIError

from communique import __version__
from communique.documents.document import hash_of
from communique.errors import RegisterError
from communique.exports.told import Row, Told, ordered, snapshot, stream, told_documents
from communique.record import Record
from communique.register import database, index, stored, tables, writing
from communique.register.register import Register
from communique.register.rows import Rows, rows_of
from communique.register.statements import insertion, run

SCHEMA = "communique.register/1"
FIRST, LAST, DOCUMENTS = "register", "end", "documents"
WHOLE = ("copies",)  # of what documents tell, the tables that no record makes


class Line(msgspec.Struct):
    """A line before its row is read."""

    kind: str
    row: msgspec.Raw


class Beginning(msgspec.Struct):
    """The row of the first line."""

    schema: str
    version: str
    documents: int


class End(msgspec.Struct):
    """The row of the last line: without it the file broke off."""

    lines: int


class DocumentLine(msgspec.Struct, forbid_unknown_fields=True):
    """The row of a document's line; `identity` has keys by table and column, in the order of the entries."""

    id: int
    reader: str
    added: str
    record: Record
    identity: dict[str, dict[str, list[int]]]
    copies: list[dict[str, Any]]


def _after_documents(table: Table) -> bool:
    return any(key.column.table is tables.documents for key in table.foreign_keys)


# Documents and what they tell come with their records, of whose text the shingles are made anew.
OF_RECORDS = (*tables.TOLD, tables.documents, tables.shingles)
KEYED = tuple(table for table in tables.metadata.sorted_tables if table not in OF_RECORDS)
BEFORE = tuple(table for table in KEYED if not _after_documents(table))
AFTER = tuple(table for table in KEYED if _after_documents(table))


@cache
def identifying() -> dict[str, tuple[str, ...]]:
    """By table the columns that say what in the register an entry is; of who plays a part, the appearance says it."""
    found = {
        str(table.name): tuple(
            str(column.name)
            for column in table.columns
            if column.name == "found_as" or any(key.column.table is not tables.documents for key in column.foreign_keys)
        )
        for table in tables.TOLD
        if "appearance" not in table.columns
    }
    return {name: columns for name, columns in found.items() if columns}


def export_jsonl(register: Register, out: BinaryIO) -> None:
    """Write all that a register holds; `import_jsonl` makes an equal register of it."""
    lines = 0
    with snapshot(register) as connection:
        for kind, row in _lines(connection):
            lines += 1
            out.write(msgspec.json.encode({"kind": kind, "row": row}) + b"\n")
    out.write(msgspec.json.encode({"kind": LAST, "row": End(lines + 1)}) + b"\n")


def _lines(connection: Connection) -> Iterator[tuple[str, Any]]:
    count = run(connection, "SELECT COUNT(*) FROM documents", {}).scalar_one()
    yield FIRST, Beginning(SCHEMA, __version__, count)
    yield from _table_lines(connection, BEFORE)
    for told in told_documents(connection):
        yield DOCUMENTS, _document_line(told)
    yield from _table_lines(connection, AFTER)


def _table_lines(connection: Connection, wanted: Sequence[Table]) -> Iterator[tuple[str, Row]]:
    for table in wanted:
        for row in stream(connection, ordered(connection, table)):
            yield str(table.name), row


def _document_line(told: Told) -> DocumentLine:
    head = told.head
    identity = {
        table: {column: [row[column] for row in told.rows[table]] for column in columns}
        for table, columns in identifying().items()
        if told.rows[table]
    }
    copies = [{name: value for name, value in row.items() if name != "document"} for row in told.rows["copies"]]
    return DocumentLine(head["id"], head["reader"], head["added"], told.record, identity, copies)


# in again


def import_jsonl(register: Register, lines: Iterable[bytes | str]) -> int:
    """Fill an empty register with what `export_jsonl` wrote and return the number of documents.

    All lines are one transaction: where one is broken, or the program is ended, the register stays empty. Raises
    `RegisterError`, with the line where that is to blame.
    """
    with database.writing(register.engine) as connection:
        _refuse_filled(connection, register.address)
        filling = _Filling(connection)
        for number, line in enumerate(lines, 1):
            try:
                filling.add(line)
            except (msgspec.MsgspecError, UnicodeDecodeError, RegisterError) as error:
                raise RegisterError(f"line {number}: {error}; nothing was imported") from None
            except DBAPIError as error:
                cause = str(error.orig).partition("\n")[0]
                raise RegisterError(
                    f"line {number}: does not fit the lines before it ({cause}); nothing was imported"
                ) from None
        filling.finish()
        return filling.documents


def _refuse_filled(connection: Connection, address: str) -> None:
    for table in tables.metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise RegisterError(f"{address}: is not empty; import into a register that is new: --register PATH")


class _Filling:
    """A register while it is filled line by line."""

    def __init__(self, connection: Connection) -> None:
        self.documents = 0
        self._connection = connection
        self._lines = 0
        self._ended = False
        self._rows = {str(table.name): (table, _row_type(table), _pointing_within(table)) for table in KEYED}
        self._later: list[tuple[Table, int, dict[str, Any]]] = []  # rows that point at rows which may come after them

    def add(self, line: bytes | str) -> None:
        """Write what a line holds."""
        self._lines += 1
        read = msgspec.json.decode(line, type=Line)
        if self._lines == 1 or read.kind == FIRST:
            self._begin(read)
        elif self._ended:
            raise RegisterError("something stands after the end")
        elif read.kind == DOCUMENTS:
            self._add_document(msgspec.json.decode(read.row, type=DocumentLine))
        elif read.kind == LAST:
            self._end(msgspec.json.decode(read.row, type=End))
        elif read.kind in self._rows:
            self._add_row(read)
        else:
            raise RegisterError(f'a register has no table "{read.kind}"')

    def finish(self) -> None:
        """Write what had to wait for other lines; raises `RegisterError` where the last line is missing."""
        if not self._lines:
            raise RegisterError("there are no lines to import")
        if not self._ended:
            raise RegisterError(f"the lines break off after line {self._lines}; nothing was imported")
        for table, id, values in self._later:
            self._connection.execute(update(table).where(table.c.id == id).values(values))

    def _begin(self, read: Line) -> None:
        if self._lines > 1 or read.kind != FIRST:
            raise RegisterError(f'this is no exported register: it begins with "{FIRST}", and once')
        beginning = msgspec.json.decode(read.row, type=Beginning)
        if beginning.schema != SCHEMA:
            raise RegisterError(f'cannot read "{beginning.schema}", only "{SCHEMA}"; update communique')

    def _end(self, end: End) -> None:
        if end.lines != self._lines:
            raise RegisterError(f"this is line {self._lines} and ought to be line {end.lines}: lines are missing")
        self._ended = True

    def _add_row(self, read: Line) -> None:
        table, type, pointing = self._rows[read.kind]
        row = msgspec.to_builtins(msgspec.json.decode(read.row, type=type))
        points = {name: row[name] for name in pointing if row[name] is not None}
        if points:
            row |= dict.fromkeys(points)
            self._later.append((table, row["id"], points))
        _insert(self._connection, table, [row])

    def _add_document(self, line: DocumentLine) -> None:
        head = line.record.document
        hash = head.hash or hash_of(head.text)
        rows = _rows_of(line)
        document = {**writing.head_row(line.record, hash, line.reader), "id": line.id, "added": line.added}
        _insert(self._connection, tables.documents, [document])
        for table in tables.TOLD:
            _insert(self._connection, table, rows[table.name])
        sentences = stored.indexed(line.id, head.text, rows.by_table)
        _insert(self._connection, tables.shingles, stored.shingles_of(sentences))
        index.add_sentences(self._connection, sentences)
        self.documents += 1


@cache
def _row_type(table: Table, *without: str) -> type[msgspec.Struct]:
    """The row of a table as it must stand in a line."""
    fields: list[tuple[str, Any]] = [
        (str(each.name), each.type.python_type | None if each.nullable else each.type.python_type)
        for each in table.columns
        if each.name not in without
    ]
    return msgspec.defstruct(str(table.name), fields, forbid_unknown_fields=True)


def _pointing_within(table: Table) -> tuple[str, ...]:
    """The columns that point at rows of the same table: "into"."""
    return tuple(
        str(each.name) for each in table.columns if any(key.column.table is table for key in each.foreign_keys)
    )


def _rows_of(line: DocumentLine) -> Rows:
    """All rows of a document: made of its record, and filled with who and what in the register its entries are."""
    try:
        rows = rows_of(line.record, line.id)
    except (KeyError, ValueError) as error:
        raise RegisterError(f"the record contradicts itself ({error})") from None
    for name in WHOLE:
        form = _row_type(tables.metadata.tables[name], "document")
        rows.by_table[name] = [
            {"document": line.id, **msgspec.to_builtins(msgspec.convert(row, form))} for row in getattr(line, name)
        ]
    for name, columns in identifying().items():
        table = tables.metadata.tables[name]
        entries = sorted(
            rows[name], key=lambda row: [row[key.name] for key in table.primary_key if key.name != "document"]
        )
        for column in columns:
            keys = line.identity.get(name, {}).get(column, [])
            if len(keys) != len(entries):
                raise RegisterError(f"the record has {len(entries)} {name}, their identity ({column}) {len(keys)}")
            for entry, key in zip(entries, keys, strict=True):
                entry[column] = key
    people = {row["number"]: row["person"] for row in rows["appearances"]}
    for row in (*rows["participations"], *rows["roles"]):
        row["person"] = people.get(row["appearance"])
    return rows


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows at once; what the database refuses is an error of SQLAlchemy's, whichever database it is."""
    if not rows:
        return
    if connection.dialect.name == database.SQLITE:
        connection.exec_driver_sql(insertion(table).sqlite, list(rows))
    else:
        given = {table.name: msgspec.json.encode(rows).decode()}
        connection.exec_driver_sql(insertion(table).postgresql, given)
