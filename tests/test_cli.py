"""The command line: records out, one line an error, exit status 0, 1 or 2."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique import __version__, cli, reader
from communique.record import from_json
from stored import StoredParser

GERMAN = "Außenminister Sergej Lawrow traf in Wien Außenminister Sebastian Kurz."
ENGLISH = "The President of the United States met with the Chancellor of Germany in Berlin."


@pytest.fixture(autouse=True)
def stored(monkeypatch):
    """Parses from tests/data: no model is loaded."""
    monkeypatch.setattr(reader, "parser_for", StoredParser)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "a.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 90)
    return tmp_path


class Ran:
    """What a command did: exit status, standard output, standard error."""

    def __init__(self, status: int, out: str, errors: str) -> None:
        self.status, self.out, self.errors = status, out, errors

    def rows(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def communique(monkeypatch, capsys):
    """Run the command line as `main` does, in this process."""

    def run(*arguments: object, stdin: str = "") -> Ran:
        monkeypatch.setattr("sys.argv", ["communique", *map(str, arguments)])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        status = 0
        try:
            cli.main()
        except SystemExit as leaving:
            status = leaving.code or 0
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


# read


def test_read_prints_text_for_people(communique, files):
    ran = communique("read", files / "a.txt")
    assert ran.status == 0 and ran.errors == ""
    for told in ("Sergej Lawrow", "Sebastian Kurz", "MEET", "Who", "Meetings"):
        assert told in ran.out


def test_text_is_no_wider_than_a_page_where_it_is_no_terminal(communique, files):
    assert max(map(len, communique("read", files / "a.txt").out.splitlines())) <= 100


def test_jsonl_is_one_record_a_line(communique, files):
    ran = communique("read", files / "a.txt", files / "b.txt", "--format", "jsonl")
    assert [from_json(line).document.text for line in ran.out.splitlines()] == [GERMAN, ENGLISH]


def test_json_is_one_array(communique, files):
    records = json.loads(communique("read", files / "a.txt", files / "b.txt", "-f", "json").out)
    assert [record["document"]["language"] for record in records] == ["de", "en"]


def test_json_of_nothing_is_an_empty_array_or_failures(communique, tmp_path):
    ran = communique("read", tmp_path / "no.txt", "-f", "json")
    (row,) = json.loads(ran.out)
    assert "failure" in row and ran.status == 1


def test_standard_input_is_read(communique):
    (row,) = communique("read", "-", "-f", "jsonl", stdin=GERMAN).rows()
    assert row["document"]["text"] == GERMAN


def test_a_glob_in_quotes_is_expanded(communique, files):
    rows = communique("read", files / "[ab].txt", "-f", "jsonl").rows()
    assert [row["document"]["text"] for row in rows] == [GERMAN, ENGLISH]


def test_a_failing_file_is_one_line_and_the_others_are_read(communique, files):
    ran = communique("read", files / "a.txt", files / "bad.txt", files / "no.txt", files / "b.txt", "-f", "jsonl")
    assert ran.status == 1
    assert ran.errors.splitlines() == [
        f"communique: {files / 'bad.txt'}: this is no text (binary data, NUL at byte 0); "
        "give a text, HTML, PDF, DOCX or JSONL file",
        f"communique: {files / 'no.txt'}: no such file",
    ]
    rows = ran.rows()
    assert ["failure" in row for row in rows] == [False, True, True, False]
    assert rows[1]["failure"]["document"] == str(files / "bad.txt") and rows[1]["failure"]["stage"] == "take"


def test_a_text_in_another_language_fails_with_a_word_on_what_to_do(communique, tmp_path):
    path = tmp_path / "fr.txt"
    path.write_text(
        "Le ministre des affaires étrangères a rencontré hier à Paris son homologue allemand. " * 4, encoding="utf-8"
    )
    ran = communique("read", path)
    assert ran.status == 1
    (line,) = ran.errors.splitlines()
    assert 'no lexicon for language "fr"' in line and "--language" in line and str(path) in line


def test_the_publishers_state_is_kept(communique, files):
    (row,) = communique("read", files / "a.txt", "--publisher-state", "aut", "-f", "jsonl").rows()
    assert row["document"]["publisher_state"] == "AUT"


def test_the_date_is_kept(communique, files):
    (row,) = communique("read", files / "a.txt", "--date", "2018-06-05", "-f", "jsonl").rows()
    assert row["document"]["published"] == "2018-06-05"


def test_an_unknown_publisher_is_usage(communique, files):
    ran = communique("read", files / "a.txt", "--publisher-state", "Korea")
    assert ran.status == 2 and "Korea" in ran.errors and "ISO 3166" in ran.errors and ran.out == ""


@pytest.mark.parametrize("date", ["yesterday", "2024-13-01", "2024-02-30", "19.06.2024"])
def test_a_bad_date_is_usage(communique, files, date):
    ran = communique("read", files / "a.txt", "--date", date)
    assert ran.status == 2 and date in ran.errors and ran.out == ""


@pytest.mark.parametrize(
    "arguments", [["read"], ["raed", "a.txt"], ["read", "a.txt", "--format", "xml"], ["explain", "a.txt"]]
)
def test_wrong_usage_exits_2(communique, arguments):
    assert communique(*arguments).status == 2


def test_a_jsonl_line_says_whose_text_it_is(communique, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": GERMAN, "publisher_state": "RUS"}) + "\nbroken\n", encoding="utf-8")
    ran = communique("read", path, "-f", "jsonl")
    record, failure = ran.rows()
    assert record["document"]["publisher_state"] == "RUS"
    assert failure["failure"]["document"].endswith("a.jsonl:2") and ran.status == 1


def test_a_jsonl_line_with_an_impossible_date_is_a_failure(communique, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": GERMAN, "published": "2024-13-45"}), encoding="utf-8")
    (row,) = communique("read", path, "-f", "jsonl").rows()
    assert "2024-13-45" in row["failure"]["error"]


@pytest.mark.xfail(reason="py3langid takes a short English sentence full of German names for German", strict=False)
def test_a_short_english_sentence_about_germans_is_english(tmp_path, communique):
    (tmp_path / "a.txt").write_text("President Joe Biden met Chancellor Olaf Scholz in Berlin.", encoding="utf-8")
    (row,) = communique("read", tmp_path / "a.txt", "-f", "jsonl").rows()
    assert row["document"]["language"] == "en"


# explain


def test_explain_says_which_entry_found_an_act_and_who_fills_it(communique, files):
    ran = communique("explain", files / "a.txt", "--act", "a1")
    assert ran.status == 0
    for told in ("MEET", "de.meet.treffen", "traf", "Sergej Lawrow", "modality", "did"):
        assert told in ran.out


def test_explain_an_unknown_act_says_which_there_are(communique, files):
    ran = communique("explain", files / "a.txt", "--act", "a99")
    assert ran.status == 1 and ran.errors == 'communique: no act "a99" in this text; its acts are: a1 to a1\n'


def test_explain_a_missing_file_is_one_line(communique, tmp_path):
    ran = communique("explain", tmp_path / "no.txt", "-a", "a1")
    assert ran.status == 1 and ran.errors == f"communique: {tmp_path / 'no.txt'}: no such file\n"


# samples, check, version


def test_samples_are_copied(communique, tmp_path):
    ran = communique("samples", tmp_path / "samples")
    copied = [Path(line) for line in ran.out.splitlines()]
    assert ran.status == 0 and len(copied) > 10
    assert all(path.read_bytes().strip() for path in copied)
    assert {path.suffix for path in copied} == {".txt", ".jsonl"}


def test_samples_twice_are_the_same(communique, tmp_path):
    first = communique("samples", tmp_path / "samples").out
    assert communique("samples", tmp_path / "samples").out == first


def test_check_the_tables(communique):
    ran = communique("check", "--no-examples", "de")
    assert (
        ran.status == 0 and ran.out.startswith("de: ") and ran.out.rstrip().endswith(" 0 faults") and ran.errors == ""
    )


def test_check_an_unknown_language_is_one_line(communique):
    ran = communique("check", "xx")
    assert ran.status == 1 and ran.errors.count("\n") == 1 and '"xx"' in ran.errors


def test_the_version(communique):
    assert communique("--version").out == f"communique {__version__}\n"


def test_help_names_every_command():
    out = CliRunner().invoke(cli.app, ["--help"]).output
    assert all(command in out for command in ("read", "explain", "check", "samples"))


def test_a_command_without_arguments_shows_help():
    out = CliRunner().invoke(cli.app, []).output
    assert "read" in out and "Usage" in out


# the real program


@pytest.mark.models
def test_the_program_reads_standard_input():
    ran = subprocess.run(
        [sys.executable, "-m", "communique", "read", "-", "--format", "jsonl"],
        input=GERMAN.encode(), capture_output=True, check=False,
    )  # fmt: skip
    assert json.loads(ran.stdout)["document"]["language"] == "de"


@pytest.mark.models
def test_a_closed_pipe_is_no_traceback(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": GERMAN * 20}) + "\n") * 12, encoding="utf-8")
    command = f"'{Path(sys.executable).parent / 'communique'}' read '{path}' --format jsonl | head -c 10"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert ran.stdout == b'{"schema":' and b"Traceback" not in ran.stderr
