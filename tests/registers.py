"""Places for registers: an SQLite file, and a database of a PostgreSQL server that is started for the tests alone.

Tests ask for `register_address`, which gives each test a register of its own, once in either database; `empty_address` is
the same without tables. The server needs PostgreSQL's programs (Debian: apt install postgresql) and psycopg; where they
are missing, the tests that need it are skipped with that reason. `bench/register.py` starts its server here too.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest

STARTS_WITHIN = 60  # seconds
USERS = ("postgres", "nobody")  # PostgreSQL does not run as root: who runs it then
IN_MEMORY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # nothing need outlive a power cut
# Words in an order other than that of their characters, as most servers have it.
LANGUAGE = ("--locale=C", "--locale-provider=icu", "--icu-locale=en-US")
INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *LANGUAGE)
# The server goes when the process that started it does, however that ends: then the pipe it reads from is closed.
KEEPER = """
folder=$1; shift
"$@" </dev/null >"$folder/log" 2>&1 & server=$!
read -r ended
kill -INT $server; wait $server
rm -rf "$folder"
"""


class NoServer(Exception):
    """PostgreSQL cannot be started here, and why."""


class Server:
    """A PostgreSQL server in a temporary folder, reached by a socket there."""

    def __init__(self, settings: dict[str, str] | None = None) -> None:
        """Start it; raises `NoServer` where that cannot be."""
        if find_spec("psycopg") is None:
            raise NoServer("psycopg is not installed: pip install 'communique[postgres]'")
        programs = _programs()
        self.user = _user()
        self.folder = Path(tempfile.mkdtemp(prefix="communique-pg-"))
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self._numbers = count(1)
        places = ["-D", str(self.folder / "data")]
        made = self._run(str(programs / "initdb"), *places, *INITDB)
        if made.returncode:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise NoServer(f"initdb failed: {made.stderr.strip()}")
        settings = {"listen_addresses": "", "unix_socket_directories": str(self.folder), **(settings or IN_MEMORY)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = ["sh", "-c", KEEPER, "sh", str(self.folder), str(programs / "postgres"), *places, *options]
        self._keeper = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True, **self._as_user())
        self._wait()

    def stop(self) -> None:
        """Stop it and remove what it wrote."""
        assert self._keeper.stdin is not None
        self._keeper.stdin.close()
        self._keeper.wait(STARTS_WITHIN)

    def address(self, database: str) -> str:
        """Where a register reaches a database."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def make_database(self, *, template: str = "template0") -> str:
        """Make a database, a copy of the template, and return its name."""
        name = f"test{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def execute(self, statement: str) -> None:
        """Run a statement outside of all transactions."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, capture_output=True, text=True, check=False, **self._as_user())

    def _as_user(self) -> dict[str, object]:
        if not self.user:
            return {"cwd": self.folder}
        return {"cwd": self.folder, "user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def _wait(self) -> None:
        import psycopg

        until = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                return self.execute("SELECT 1")
            except psycopg.OperationalError as error:
                log = self.folder / "log"
                said = log.read_text("utf-8").strip().split("\n")[-1] if log.exists() else str(error)
                if time.monotonic() > until or self._keeper.poll() is not None:
                    self.stop()
                    raise NoServer(f"PostgreSQL did not start: {said}") from None
                time.sleep(0.02)


def _programs() -> Path:
    """The folder of initdb and postgres, of the newest version."""
    found = sorted(glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: float(Path(path).parts[-3]))
    path = found[-1] if found else shutil.which("initdb")
    if path is None:
        raise NoServer("PostgreSQL is not installed (no initdb in PATH or /usr/lib/postgresql): apt install postgresql")
    return Path(path).resolve().parent


def _user() -> pwd.struct_passwd | None:
    """Whom the server runs as where we are root; None: as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServer(f"PostgreSQL does not run as root, and there is no user {' or '.join(USERS)}")


@contextmanager
def running(settings: dict[str, str] | None = None) -> Iterator[Server]:
    """A server while it is needed."""
    server = Server(settings)
    try:
        yield server
    finally:
        server.stop()


# fixtures


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The server of the session; skips where there can be none."""
    try:
        server = Server()
    except NoServer as error:
        pytest.skip(str(error))
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def register_templates() -> dict[str, str]:
    """Registers without documents by database, of which tests get copies: made by the first that asks."""
    return {}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request, tmp_path) -> Iterator[str]:
    """The address of an SQLite file that is not there yet, or of a database without tables."""
    if request.param == "sqlite":
        yield str(tmp_path / "register.db")
        return
    yield from _database(request.getfixturevalue("postgresql"), "template0")


@pytest.fixture(params=["sqlite", "postgresql"])
def register_address(request, tmp_path, tmp_path_factory, register_templates) -> Iterator[str]:
    """The address of a register of its own, without documents."""
    from communique.register.register import Register

    kind = request.param
    server = request.getfixturevalue("postgresql") if kind == "postgresql" else None
    if kind not in register_templates:
        template = (
            str(tmp_path_factory.mktemp("registers") / "template.db") if server is None else server.make_database()
        )
        Register(template if server is None else server.address(template)).close()
        register_templates[kind] = template
    if server is not None:
        yield from _database(server, register_templates[kind])
        return
    path = tmp_path / "register.db"
    shutil.copyfile(register_templates[kind], path)
    yield str(path)


@pytest.fixture
def register_addresses(tmp_path, postgresql) -> Iterator[tuple[str, str]]:
    """The addresses of two registers without tables, the first in SQLite, the second in PostgreSQL."""
    for address in _database(postgresql, "template0"):
        yield str(tmp_path / "register.db"), address


def _database(server: Server, template: str) -> Iterator[str]:
    name = server.make_database(template=template)
    try:
        yield server.address(name)
    finally:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
