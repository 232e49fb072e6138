"""SQL with `:named` values in, run by the driver of either database: for what is done for every document that is added.

SQLAlchemy makes the tables and the questions; building its expressions anew for forty statements a document would take
longer than the databases need to carry them out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
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


def run(connection: Connection, statement: str, values: Mapping[str, Any]) -> Any:  # noqa: ANN401  (rows of what is asked)
    """Run one statement and return SQLAlchemy's result; `IN :ids` takes a list of numbers, `IN :words` one of texts."""
    sqlite = connection.dialect.name == SQLITE
    if sqlite:
        values = {name: json.dumps(value) if isinstance(value, list) else value for name, value in values.items()}
    types = tuple((name, _array(value)) for name, value in values.items() if isinstance(value, list))
    return connection.exec_driver_sql(_written(statement, sqlite, types), dict(values))


def fetch(connection: Connection, statement: str, values: Mapping[str, Any]) -> list[Any]:
    """Run one statement and return its rows as tuples, with nothing of SQLAlchemy between: for what adding asks."""
    sqlite = connection.dialect.name == SQLITE
    if sqlite:
        values = {name: json.dumps(value) if isinstance(value, list) else value for name, value in values.items()}
    types = tuple((name, _array(value)) for name, value in values.items() if isinstance(value, list))
    return list(_driver(connection).execute(_written(statement, sqlite, types), values).fetchall())


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
    if not rows:
        return
    if connection.dialect.name == SQLITE:
        _driver(connection).executemany(insertion(table), rows)
        return
    _driver(connection).execute(insertion_at_once(table), {"rows": msgspec.json.encode(rows).decode()}, prepare=True)


@contextmanager
def sending(connection: Connection) -> Iterator[None]:
    """Within it statements are sent without waiting for the answer to the one before: for what returns no rows."""
    if connection.dialect.name == SQLITE:
        yield
        return
    with _driver(connection).pipeline():
        yield


def _driver(connection: Connection) -> Any:  # noqa: ANN401  (sqlite3's or psycopg's connection)
    return connection.connection.driver_connection


@cache
def insertion(table: Table) -> str:
    """The statement of SQLite that inserts a row."""
    names = [column.name for column in table.columns]
    columns, values = ", ".join(f'"{name}"' for name in names), ", ".join(f":{name}" for name in names)
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({values})'


@cache
def insertion_at_once(table: Table) -> str:
    """The statement of PostgreSQL that inserts all rows of a document at once, given as JSON."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    types = ", ".join(f'"{column.name}" {column.type.compile(DIALECT)}' for column in table.columns)
    return (
        f'INSERT INTO "{table.name}" ({columns}) SELECT {columns} FROM json_to_recordset(%(rows)s) AS given ({types})'
    )


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
