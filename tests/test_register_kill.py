"""Processes that add at once, and processes that are killed while they add: nothing is lost, doubled or left by halves."""

import importlib.util
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from communique.record import from_json, to_json
from communique.register.register import Register

BENCH = Path(__file__).parent.parent / "bench" / "register.py"
DOCUMENTS = 150
KILLS = 4
ADDING = """
import sys
from pathlib import Path
from communique.record import from_json
from communique.register.register import Register
with Register(sys.argv[1]) as register:
    print("begun", flush=True)
    for line in Path(sys.argv[2]).read_bytes().splitlines():
        register.add(from_json(line))
        print("added", flush=True)
"""
TABLES = (
    "documents", "copies", "shingles", "sentences", "people", "names", "offices", "appearances", "meetings", "tellings",
    "pairs", "acts", "roles", "topics", "agreements", "agreement_mentions", "evidence", "decisions",
)  # fmt: skip
TOLD = [name for name in TABLES if name not in ("documents", "people", "names", "offices", "meetings", "agreements")]
# Rows whose document is not there, and things that nobody tells of.
ASTRAY = (
    *(f"SELECT COUNT(*) FROM {name} WHERE document NOT IN (SELECT id FROM documents)" for name in TOLD),
    'SELECT COUNT(*) FROM people WHERE "into" IS NULL AND id NOT IN (SELECT found_as FROM appearances)',
    "SELECT COUNT(*) FROM meetings WHERE id NOT IN (SELECT found_as FROM tellings)",
    "SELECT COUNT(*) FROM documents WHERE id NOT IN (SELECT document FROM copies)",
)


@pytest.fixture
def lines(tmp_path):
    """A file of records as JSON, one a line."""
    spec = importlib.util.spec_from_file_location("bench_register", BENCH)
    module = sys.modules["bench_register"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\n".join(map(to_json, module.Archive(seed=5).records(DOCUMENTS))))
    return path


def adding(address, lines):
    """A process that adds every record of a file."""
    return subprocess.Popen([sys.executable, "-c", ADDING, address, str(lines)], stdout=subprocess.PIPE, text=True)


def counted(register):
    """How many rows there are in each table."""
    with register.reading() as connection:
        return {name: connection.execute(text(f"SELECT COUNT(*) FROM {name}")).scalar_one() for name in TABLES}


def assert_whole(register, lines):
    """Every record is there once, as it went in, and nothing else is there."""
    records = [from_json(line) for line in lines.read_bytes().splitlines()]
    for record in records:
        found = register.record(record.document.id)
        assert (found.persons, found.meetings, found.acts) == (record.persons, record.meetings, record.acts)
    with register.reading() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM documents")).scalar_one() == len(records)
        assert connection.execute(text("SELECT COUNT(*) FROM copies")).scalar_one() == len(records)
    assert_nothing_astray(register)


def assert_nothing_astray(register):
    with register.reading() as connection:
        for question in ASTRAY:
            assert connection.execute(text(question)).scalar_one() == 0, question


@pytest.mark.slow
def test_two_processes_that_add_the_same_double_nothing_and_lose_nothing(register_address, lines):
    processes = [adding(register_address, lines) for _ in range(2)]
    assert [process.wait(300) for process in processes] == [0, 0]
    with Register(register_address) as register:
        assert_whole(register, lines)


@pytest.mark.slow
def test_two_processes_add_what_one_alone_would(register_address, lines, tmp_path):
    for process in [adding(register_address, lines) for _ in range(2)]:
        assert process.wait(300) == 0
    assert adding(str(tmp_path / "alone.db"), lines).wait(300) == 0
    with Register(register_address) as register, Register(tmp_path / "alone.db") as alone:
        assert counted(register) == counted(alone)


@pytest.mark.slow
def test_a_killed_process_loses_nothing_and_leaves_no_half_document(register_address, lines):
    chance = random.Random(11)
    for _ in range(KILLS):
        process = adding(register_address, lines)
        assert process.stdout.readline() == "begun\n"
        time.sleep(chance.random() * 0.5)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().count("added\n")
        process.wait()
        with Register(register_address) as register:
            found = list(register.records())  # each can be read as a whole
            assert len(found) >= said, "what was said to be added is there"
            assert_nothing_astray(register)
    assert adding(register_address, lines).wait(300) == 0, "the same command goes on"
    with Register(register_address) as register:
        assert_whole(register, lines)
