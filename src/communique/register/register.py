"""Register: opens the database, writes records one transaction each, and gives them back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, func, select

from communique.errors import QuestionError
from communique.record import Record
from communique.register import tables
from communique.register.database import open_engine, writing
from communique.register.stored import stored_record
from communique.register.writing import Added, add_record, remove_document

IMPORTED = "imported"  # the reader of a record that came as JSON
SHORTEST = 6  # characters of a hash that may stand for it


class Register:
    """Many records in one database.

    ```python
    with Register("communique.db") as register:
        register.add(communique.read(text))
    ```
    """

    def __init__(self, address: str | Path, *, create: bool = True) -> None:
        """Open a register: a path (SQLite) or `postgresql+psycopg://…`; raises `RegisterError`."""
        self.address = str(address)
        self.engine: Engine = open_engine(address, create=create)

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    def reading(self) -> Connection:
        """A connection for questions."""
        return self.engine.connect()

    def add(self, record: Record, *, reader: str = IMPORTED) -> Added:
        """Write one record in a transaction of its own; the same text and reader change nothing."""
        with writing(self.engine) as connection:
            return add_record(connection, record, reader=reader)

    def remove(self, document: str) -> None:
        """Take a document out, with all that only it tells; raises `QuestionError` where there is none."""
        with writing(self.engine) as connection:
            remove_document(connection, find_document(connection, document))

    def record(self, document: str) -> Record:
        """The record of a document, by its id, its hash or the hash's beginning; raises `QuestionError` where there is none."""
        with self.reading() as connection:
            record = stored_record(connection, find_document(connection, document))
            assert record is not None
            return record

    def count(self) -> int:
        """How many documents it holds."""
        with self.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(tables.documents)).scalar_one())

    def records(self) -> Iterator[Record]:
        """Every record, in the order in which the documents were added."""
        with self.reading() as connection:
            for id in list(connection.execute(select(tables.documents.c.id).order_by(tables.documents.c.id)).scalars()):
                record = stored_record(connection, id)
                if record is not None:
                    yield record


def find_document(connection: Connection, reference: str) -> int:
    """The key of a document by its id, address, hash or the hash's beginning; raises `QuestionError` for none or several."""
    table = tables.documents.c
    for column in (table.name, table.hash, table.url):
        found = list(connection.execute(select(table.id).where(column == reference).limit(2)).scalars())
        if len(found) == 1:
            return int(found[0])
        if found:
            raise QuestionError(f'several documents are called "{reference}"; name one by its hash')
    start = reference.removeprefix("sha256:")
    if len(start) >= SHORTEST and all(char in "0123456789abcdef" for char in start):
        low, high = f"sha256:{start}", f"sha256:{start}g"
        found = list(
            connection.execute(select(table.id).where(table.hash >= low, table.hash < high).limit(2)).scalars()
        )
        if len(found) == 1:
            return int(found[0])
    raise QuestionError(
        f'no document "{reference}" in the register; give its id, its address or the beginning of its hash'
    )
