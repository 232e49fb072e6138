"""SQL with `:named` values in, run by the driver of either database: for what is done for every document that is added.

SQLAlchemy makes the tables and the questions; building its expressions anew for forty statements a document would take
longer than the databases need to carry them out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql

from communique.register.database import SQLITE

DIALECT = postgresql.dialect()  # type: ignore[no-untyped-call]
NAMED = re.compile(r"(?<![:\w]):(\w+)")
LISTED = re.compile(r"\bIN :(\w+)")  # "id IN :ids"
Answer = Callable[[], list[Any]]  # gives the rows of what was asked


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert that are inserted into a table; `conflict` says what becomes of those that are there: "(key) DO UPDATE SET …"."""

    table: Table
    conflict: str | None = None

    @property
    def unless(self) -> str:
        """The end of the statement."""
        return f" ON CONFLICT {self.conflict}" if self.conflict else ""


def run(connection: Connection, statement: str, values: Mapping[str, Any]) -> Any:  # noqa: ANN401  (rows of what is asked)
    """Run one statement and return SQLAlchemy's result; `IN :ids` takes a list of numbers, `IN :words` one of texts."""
    written, values = _for_driver(connection, statement, values)
    return connection.exec_driver_sql(written, dict(values))


def ask(connection: Connection, statement: str, values: Mapping[str, Any]) -> Answer:
    """Run one statement; what is returned gives its rows as tuples, with nothing of SQLAlchemy between.

    Within `sending` several things can be asked before the first answer is waited for.
    """
    written, values = _for_driver(connection, statement, values)
    answer = _driver(connection).execute(written, values)
    if connection.dialect.name == SQLITE:
        rows = answer.fetchall()
        return lambda: rows
    fetchall: Answer = answer.fetchall
    return fetchall


def fetch(connection: Connection, statement: str, values: Mapping[str, Any]) -> list[Any]:
    """Run one statement and return its rows as tuples: for what adding asks."""
    return ask(connection, statement, values)()


def run_many(connection: Connection, statement: str, values: Sequence[Mapping[str, Any]]) -> None:
    """Run one statement for each of several values."""
    if not values:
        return
    driver = _driver(connection)
    if connection.dialect.name == SQLITE:
        driver.executemany(_written(statement, True, ()), values)
        return
    with driver.cursor() as cursor:
        cursor.executemany(_written(statement, False, ()), values)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with a value for every column."""
    if rows:
        insert_together(connection, (Insert(table),), {table.name: rows})


def insert_together(
    connection: Connection, into: tuple[Insert, ...], rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    """Insert the rows of several tables, what is referred to before what refers to it; PostgreSQL takes one statement."""
    driver = _driver(connection)
    if connection.dialect.name == SQLITE:
        for each in into:
            if given := rows.get(each.table.name):
                driver.executemany(insertion(each), given)
        return
    values = {each.table.name: msgspec.json.encode(rows.get(each.table.name, ())).decode() for each in into}
    driver.execute(insertion_at_once(into), values, prepare=True)


@contextmanager
def sending(connection: Connection) -> Iterator[None]:
    """Within it statements are sent without waiting for the answer to the one before; none may go through SQLAlchemy."""
    if connection.dialect.name == SQLITE:
        yield
        return
    with _driver(connection).pipeline():
        yield


def _driver(connection: Connection) -> Any:  # noqa: ANN401  (sqlite3's or psycopg's connection)
    return connection.connection.driver_connection


@cache
def insertion(into: Insert) -> str:
    """The statement of SQLite that inserts a row."""
    names = [column.name for column in into.table.columns]
    columns, values = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
    return f'INSERT INTO "{into.table.name}" ({columns}) VALUES ({values}){into.unless}'


@cache
def insertion_at_once(into: tuple[Insert, ...]) -> str:
    """The statement of PostgreSQL that inserts all rows of several tables, given as JSON by the name of each table."""
    parts = [f"in_{each.table.name} AS ({_from_json(each)})" for each in into]
    return f"WITH {', '.join(parts)} SELECT 1"


def _from_json(into: Insert) -> str:
    table = into.table
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    types = ", ".join(f'"{column.name}" {column.type.compile(DIALECT)}' for column in table.columns)
    given = f"SELECT {columns} FROM json_to_recordset(%({table.name})s) AS given ({types})"
    return f'INSERT INTO "{table.name}" ({columns}) {given}{into.unless}'


def _for_driver(connection: Connection, statement: str, values: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Statement and values in the words of the driver; SQLite is given a list as JSON."""
    if connection.dialect.name == SQLITE:
        given = {
            name: msgspec.json.encode(value).decode() if isinstance(value, list) else value
            for name, value in values.items()
        }
        return _written(statement, True, ()), given
    types = tuple((name, _array(value)) for name, value in values.items() if isinstance(value, list))
    return _written(statement, False, types), values


def _array(values: list[Any]) -> str:
    """The cast of a list; an empty one takes the type of what it is compared with."""
    if not values:
        return ""
    return "::text[]" if isinstance(values[0], str) else "::int[]"


@lru_cache(maxsize=512)
def _written(statement: str, sqlite: bool, types: tuple[tuple[str, str], ...]) -> str:  # noqa: FBT001
    """The statement in the words of a driver: sqlite3 reads `:name`, psycopg `%(name)s`."""
    if sqlite:
        return LISTED.sub(r"IN (SELECT value FROM json_each(:\1))", statement)
    casts = dict(types)
    statement = LISTED.sub(lambda match: f"= ANY(:{match[1]}{casts[match[1]]})", statement)
    return NAMED.sub(r"%(\1)s", statement.replace("%", "%%"))
