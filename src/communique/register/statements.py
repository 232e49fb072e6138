"""SQL with `:named` values in, run by the driver of either database: for what is done for every document that is added.

SQLAlchemy makes the tables and the questions; building its expressions anew for forty statements a document would take
longer than the databases need to carry them out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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


class Insert:
    """How rows are inserted into a table: the statements of SQLite, for a row, and of PostgreSQL, for all, given as JSON."""

    def __init__(self, table: Table, conflict: str | None = None) -> None:
        """`conflict` says what becomes of rows that are there: "(key) DO UPDATE SET …"."""
        self.name = table.name
        names = [column.name for column in table.columns]
        columns, values = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
        types = ", ".join(f'"{column.name}" {column.type.compile(DIALECT)}' for column in table.columns)
        begin, end = f'INSERT INTO "{table.name}" ({columns})', f" ON CONFLICT {conflict}" if conflict else ""
        self.sqlite = f"{begin} VALUES ({values}){end}"
        self.postgresql = f"{begin} SELECT {columns} FROM json_to_recordset(%({table.name})s) AS given ({types}){end}"


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
        insert_together(connection, (insertion(table),), {table.name: rows})


def insert_together(
    connection: Connection, into: tuple[Insert, ...], rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> None:
    """Insert the rows of several tables, what is referred to before what refers to it; PostgreSQL takes one statement."""
    driver = _driver(connection)
    if connection.dialect.name == SQLITE:
        for each in into:
            if given := rows.get(each.name):
                driver.executemany(each.sqlite, given)
        return
    values = {each.name: msgspec.json.encode(rows.get(each.name, ())).decode() for each in into}
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
def insertion(table: Table) -> Insert:
    """How rows are inserted into a table that does not have them."""
    return Insert(table)


@cache
def insertion_at_once(into: tuple[Insert, ...]) -> str:
    """The statement of PostgreSQL that inserts all rows of several tables, given as JSON by the name of each table."""
    parts = [f"in_{each.name} AS ({each.postgresql})" for each in into]
    return f"WITH {', '.join(parts)} SELECT 1"


def _for_driver(connection: Connection, statement: str, values: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Statement and values in the words of the driver; SQLite is given a list as JSON."""
    if connection.dialect.name == SQLITE:
        for name in _lists(statement):
            values = {**values, name: msgspec.json.encode(values[name]).decode()}
        return _written(statement, True, ()), values
    types = tuple((name, _array(value)) for name, value in values.items() if isinstance(value, list))
    return _written(statement, False, types), values


@lru_cache(maxsize=512)
def _lists(statement: str) -> tuple[str, ...]:
    """The names of the values that are lists."""
    return tuple(dict.fromkeys(LISTED.findall(statement)))


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
