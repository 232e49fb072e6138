"""The commands of the register, as a person types them."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.register.register import Register
from readouts import later, other_side, talks


@pytest.fixture
def address(tmp_path):
    address = str(tmp_path / "register.db")
    with Register(address) as register:
        for make in (talks, other_side, later):
            register.add(make())
    return address


def run(*arguments, fails=False):
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code != 0) == fails, result.output
    return result.output if not fails else str(result.exception or "") + result.output


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("search", "icebreakers"), "jpn-later"),
        (("who", "Holm"), "foreign-minister  of NLD"),
        (("met", "JPN", "NLD"), "2024-06-18  M1  audience  JPN – NLD  in Oslo"),
        (("pledges", "--by", "NLD"), "↳ later"),
        (("agreement", "Arctic"), "G1  treaty  Arctic Treaty"),
        (("timeline", "NLD", "JPN"), "PLEDGE"),
        (("show", "nld-talks"), "Pieter Holm"),
        (("undecided",), "nothing is undecided"),
        (("met", "KOR", "PRK"), "no meeting of KOR and PRK"),
    ],
)
def test_a_question_is_answered(address, arguments, shown):
    assert shown in run(*arguments, "--register", address)


@pytest.mark.parametrize(
    "question", [("search", "icebreakers"), ("met", "JPN", "NLD"), ("pledges", "--by", "NLD"), ("who", "Holm")]
)
def test_answers_come_as_csv_and_json(address, question):
    rows = list(csv.DictReader(io.StringIO(run(*question, "--register", address, "--format", "csv"))))
    assert rows and all(row["what"] for row in rows)
    assert json.loads(run(*question, "--register", address, "--format", "json"))


def test_the_environment_says_where_the_register_is(address, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_REGISTER", address)
    assert "Pieter Holm" in run("who", "Holm")


def test_a_decision_is_kept(address):
    assert "P1 and P2 are one" in run("same", "P1", "P2", "--register", address, "--because", "for the test")
    assert "P1 and P2 are two" in run("different", "P1", "P2", "--register", address)


def test_a_correction_is_kept(address):
    run("correct", "nld-talks", "a4", "type=CRITICIZE", "--register", address)
    assert "CRITICIZE" in run("show", "nld-talks", "--register", address)


def test_a_register_goes_into_another_one(address, tmp_path):
    run("export", "jsonl", str(tmp_path / "all.jsonl"), "--register", address)
    other = str(tmp_path / "other.db")
    assert "3 documents" in run("import", str(tmp_path / "all.jsonl"), "--register", other)
    assert run("who", "Holm", "--register", other) == run("who", "Holm", "--register", address)


def test_an_export_goes_to_standard_output(address):
    assert "<graphml" in run("export", "graphml", "-", "--register", address)


def test_a_document_is_taken_out(address):
    run("remove", "nld-talks", "--register", address)
    assert "no document" in run("show", "nld-talks", "--register", address, fails=True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("who", "Nobody"), "nobody in the register"),
        (("met", "JPN", "NLD", "--since", "yesterday"), "is no day"),
        (("search", "…"), "asks for no word"),
        (("search", "x", "--act", "HUG"), "no type of act"),
        (("same", "P1", "M1"), "only two of a kind"),
        (("export", "xls", "x"), "no format"),
        (("import", "none.jsonl"), "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(address, arguments, message):
    assert message in run(*arguments, "--register", address, fails=True)


def test_a_question_to_no_register_says_how_to_begin_one(tmp_path):
    assert "communique add" in run("who", "Holm", "--register", str(tmp_path / "none.db"), fails=True)
