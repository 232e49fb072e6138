"""The address of a register in, an engine out: SQLite in a file or PostgreSQL by URL, its tables brought up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from communique.errors import RegisterError

WAIT_SECONDS = 60  # for another writer: two `add`s at once take turns
LOCK = 0x636F6D6D  # the advisory lock under which writers of one PostgreSQL register take turns
# What writing asks is found by indexes alone. PostgreSQL would read whole tables as long as it takes them for small, and keep to
# that plan when they have grown.
BY_INDEX = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin")
BEGINNING = ", ".join(
    (
        f"SELECT pg_advisory_xact_lock({LOCK})",
        *(f"set_config('{setting}', 'off', true)" for setting in BY_INDEX),
        "set_config('plan_cache_mode', 'force_generic_plan', true)",
    )
)
URL = re.compile(r"[a-z][a-z0-9+]*://", re.IGNORECASE)
POSTGRESQL, SQLITE = "postgresql", "sqlite"
CACHE_KIBIBYTES = 16 * 1024  # measured: of 64 or 256 MiB adding is a tenth slower
MAPPED_BYTES = 256 << 20  # of the file, read without copying
PAGES_AHEAD = 16_384  # written to the log before they are put into the file, many of them but once for many documents


def open_engine(address: str | Path, *, create: bool = True) -> Engine:
    """Open a register: a path is an SQLite file, `postgresql+psycopg://…` a database of PostgreSQL.

    Raises `RegisterError` where there is none (`create`: it is made), it is no register, or one of a later version.
    """
    where = str(address)
    if not URL.match(where):
        path = Path(where).expanduser()
        if not create and not path.exists():
            raise RegisterError(f"{path}: no register there; communique add SOURCE… --register {path} begins one")
        _make_folder(path)
        where = f"sqlite:///{path}"
    try:
        engine = create_engine(where)
    except (ArgumentError, NoSuchModuleError):
        raise RegisterError(
            f'"{_hidden(where)}" is no address of a register; give a path or postgresql+psycopg://…'
        ) from None
    except ModuleNotFoundError as error:
        raise RegisterError(
            f"to open it, install: pip install 'communique[postgres]' ({error.name} is missing)"
        ) from None
    if engine.dialect.name not in (SQLITE, POSTGRESQL):
        raise RegisterError(f"a register is kept in SQLite or PostgreSQL, not in {engine.dialect.name}")
    if engine.dialect.name == SQLITE:
        _prepare_sqlite(engine)
    try:
        _upgrade(engine, where)
    except DBAPIError as error:
        raise RegisterError(f"{_hidden(where)}: cannot be opened ({_cause(error)})") from None
    return engine


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError(f"{path.parent}: this folder cannot be made ({error.strerror})") from None


def _prepare_sqlite(engine: Engine) -> None:
    """WAL, so that readers go on while one writes; transactions that begin where we say (not where the driver guesses)."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:  # noqa: ANN401
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {WAIT_SECONDS * 1000}",
            "journal_mode = WAL",
            "synchronous = NORMAL",  # with WAL a kill loses nothing; a power cut may lose the last transactions, whole
            "foreign_keys = ON",
            f"cache_size = -{CACHE_KIBIBYTES}",
            f"mmap_size = {MAPPED_BYTES}",
            f"wal_autocheckpoint = {PAGES_AHEAD}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else writes: who a person is must not be decided twice at once."""
    with engine.connect().execution_options(writes=True) as connection:
        try:
            with connection.begin():
                if engine.dialect.name == POSTGRESQL:
                    driver = connection.connection.driver_connection
                    assert driver is not None
                    with driver.pipeline():  # with the beginning of the transaction
                        driver.execute(BEGINNING)
                yield connection
        except (OperationalError, engine.dialect.loaded_dbapi.OperationalError) as error:
            raise RegisterError(f"the register cannot be written to ({_cause(error)})") from None


def _upgrade(engine: Engine, where: str) -> None:
    """Bring the tables to this version; writers that open it at once take turns."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    if _version(engine) == newest:
        return
    from alembic import command
    from alembic.util import CommandError

    with writing(engine) as connection:
        present = set(inspect(connection).get_table_names())
        if present and "alembic_version" not in present:
            raise RegisterError(f"{_hidden(where)}: a database of something else; give the register a place of its own")
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise RegisterError(
                f"{_hidden(where)}: made by a later version of communique; update it: pip install --upgrade communique"
            ) from None


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _hidden(where: str) -> str:
    """An address without its password."""
    try:
        return make_url(where).render_as_string(hide_password=True).removeprefix("sqlite:///")
    except ArgumentError:
        return where


def _cause(error: Exception) -> str:
    """What the driver says, with or without SQLAlchemy around it."""
    return str(getattr(error, "orig", error)).strip().split("\n")[0]
