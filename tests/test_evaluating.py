"""A folder of gold texts read and scored, by function and by command; the parse is written here."""

import io
import json

import pytest
from typer.testing import CliRunner

from communique import cli, reader
from communique.evaluating import evaluate
from communique.record import from_json
from communique.scoring import Tally
from communique.sentences import read_conllu

TEXT = "President Joe Biden met Chancellor Olaf Scholz in Berlin."
WORDS = (  # text, lemma, part of speech, features, head, relation
    ("President", "President", "PROPN", "Number=Sing", 4, "nsubj"),
    ("Joe", "Joe", "PROPN", "Number=Sing", 1, "flat"),
    ("Biden", "Biden", "PROPN", "Number=Sing", 1, "flat"),
    ("met", "meet", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", 0, "root"),
    ("Chancellor", "Chancellor", "PROPN", "Number=Sing", 4, "obj"),
    ("Olaf", "Olaf", "PROPN", "Number=Sing", 5, "flat"),
    ("Scholz", "Scholz", "PROPN", "Number=Sing", 5, "flat"),
    ("in", "in", "ADP", "", 9, "case"),
    ("Berlin", "Berlin", "PROPN", "Number=Sing", 4, "obl"),
    (".", ".", "PUNCT", "", 4, "punct"),
)
GOLD = {
    "id": "berlin",
    "language": "en",
    "text_file": "berlin.txt",
    "publisher_state": "USA",
    "persons": [
        {"name": "Joe Biden", "titles": ["President"], "state": "USA", "presence": "principal"},
        {"name": "Nobody Else", "titles": [], "state": None, "presence": "mentioned"},
    ],
    "acts": [{"type": "MEET", "trigger": "met", "actors": ["Joe Biden"], "recipients": [], "modality": "did"}],
}


class OneParse:
    """A parser that knows the one text."""

    language = "en"

    def parse(self, text):
        rows = []
        for index, (form, lemma, upos, feats, head, relation) in enumerate(WORDS, 1):
            start = text.index(form)
            misc = f"start={start}|end={start + len(form)}"
            rows.append("\t".join((str(index), form, lemma, upos, "_", feats or "_", str(head), relation, "_", misc)))
        return read_conllu("\n".join(rows) + "\n\n")


@pytest.fixture(autouse=True)
def one_parse(monkeypatch):
    monkeypatch.setattr(reader, "parser_for", lambda language: OneParse())


@pytest.fixture
def folder(tmp_path):
    golds = tmp_path / "gold"
    golds.mkdir()
    (golds / "berlin.txt").write_text(TEXT, encoding="utf-8")
    (golds / "berlin.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return golds


def run(*arguments):
    return CliRunner().invoke(cli.app, ["evaluate", *map(str, arguments)])


def test_the_records_are_scored_and_written(folder, tmp_path):
    scores = evaluate(folder, records=tmp_path / "records.jsonl")
    assert scores.overall["acts+type"] == Tally(1, 1, 1)
    (line,) = (tmp_path / "records.jsonl").read_text("utf-8").splitlines()
    assert from_json(line).document.id == "berlin"


def test_a_text_that_cannot_be_read_counts_as_nothing_found(folder):
    (folder / "berlin.json").write_text(json.dumps({**GOLD, "language": "xx"}), encoding="utf-8")
    errors = io.StringIO()
    scores = evaluate(folder, errors=errors)
    assert scores.without_record == ("berlin",)
    assert scores.overall["persons"] == Tally(0, 2, 0)
    assert errors.getvalue().startswith('communique: berlin: no lexicon for language "xx"')


def test_the_table_and_the_misses(folder):
    result = run(folder, "--show", "persons", "--by", "language")
    assert result.exit_code == 0
    assert "all (1 texts)" in result.output
    assert "en (1 texts)" in result.output
    assert "missed\tberlin\tNobody Else\n" in result.output


def test_json(folder):
    whole = json.loads(run(folder, "--format", "json", "--by", "publisher_state", "--show", "persons").output)
    assert whole["texts"] == 1
    assert whole["groups"]["USA"] == whole["groups"]["all"]
    assert whole["groups"]["all"]["acts"]["recall"] == 1.0
    assert {"fault": "missed", "text": "berlin", "words": ["Nobody Else"]} in whole["misses"]


def test_a_broken_floor_is_named_and_fails(folder, tmp_path):
    floors = tmp_path / "floors.json"
    floors.write_text('{"en": {"acts": 0.9, "persons": 0.9}}', encoding="utf-8")
    result = run(folder, "--floors", floors)
    assert result.exit_code == 1
    assert "floor broken: en: persons has F1 " in result.output
    assert "acts has" not in result.output
