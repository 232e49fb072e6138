"""What counts as finding an entry in its example, table by table."""

from pathlib import Path

import pytest

from communique.checking import check_language, entries_of
from communique.entries import Source
from communique.lexicon import LANGUAGES, load_lexicon
from communique.proving import TABLES, Entry, Proof

pytestmark = pytest.mark.models


def proof(text: str, language: str = "de") -> Proof:
    return Proof(text, load_lexicon(language))


def entry(table: str, **row: str) -> Entry:
    return Entry(table, Source(Path(f"{table}.csv"), 2), row)


@pytest.mark.parametrize(
    ("one", "found", "not_found"),
    [
        (entry("parties", party="NOR"), "Der norwegische Minister kam.", "Der Minister kam."),
        (entry("places", place="Geneva"), "Sie trafen sich in Genf.", "Sie trafen sich gern."),
        (entry("offices", office="president"), "Präsident Novak kam.", "Das Präsidium tagte."),
        (
            entry("office_modifiers", form="ehemalig"),
            "Der ehemalige Präsident Novak kam.",
            "Das ehemalige Haus steht leer.",
        ),
        (entry("honorifics", form="Genosse"), "Genosse Pak Chol kam.", "Die Genossenschaft kam."),
        (entry("meetings", lemma="Audienz", pos="NOUN"), "Der König gab eine Audienz.", "Der König gab ein Buch."),
        (
            entry("meetings", lemma="reisen", pos="VERB"),
            "Der Minister reiste nach Genf.",
            "Der Minister blieb in Genf.",
        ),
        (entry("agreements", lemma="Vertrag"), "Der Vertrag von Prag gilt.", "Der Betrag ist hoch."),
        (entry("topics", topic="trade"), "Sie sprachen über Handel.", "Sie sprachen leise."),
    ],
)
def test_found_and_not_found(one, found, not_found):
    assert proof(found).shows(one)
    assert not proof(not_found).shows(one)


def test_a_word_for_a_meeting_that_comes_to_nothing():
    telephone = entry("meetings", lemma="telefonieren", pos="VERB")
    assert proof("Im Zug darf man nicht telefonieren.").shows(telephone)
    assert not proof("Im Zug darf man nicht telefonieren.").records(telephone)


def test_a_verb_of_two_words():
    assert proof("President Ruto sat down with President Novak.", "en").shows(
        entry("meetings", lemma="sit down", pos="VERB")
    )


def test_predicates_and_stances_are_found_by_their_row():
    entries = list(entries_of(LANGUAGES / "de"))
    text = "Minister Berger sprach Präsident Novak seinen Dank für die Hilfe aus."
    seen = [each.name for each in entries if each.table in ("predicates", "stances") and proof_of(text).shows(each)]
    assert "PRAISE Dank" in seen and any(name.endswith(" aussprechen") for name in seen)


def proof_of(text: str, known: dict[str, Proof] = {}) -> Proof:  # noqa: B006  (one parse for all rows)
    return known.setdefault(text, known.get(text) or proof(text))


def test_every_table_with_examples_has_its_proof():
    proved = {each.table for each in entries_of(LANGUAGES / "de") if "example" in each.row}
    assert proved == set(TABLES)


def test_proofs_are_counted_and_broken_ones_named(tmp_path):
    for folder in ("shared", "de"):
        (tmp_path / folder).mkdir()
        for path in (LANGUAGES / folder).iterdir():
            lines = path.read_text("utf-8")
            if path.suffix == ".csv" and folder == "de" and path.stem != "honorifics":
                lines = lines.partition("\n")[0] + "\n"
            (tmp_path / folder / path.name).write_text(lines, "utf-8")
    rows = "form,gender,example,counterexample\nGenosse,m,Der Genosse kam nicht.,Genosse Pak Chol kam.\nHerr,m,,Herr der Lage.\n"
    (tmp_path / "de" / "honorifics.csv").write_text(rows, "utf-8")
    report = check_language("de", root=tmp_path)
    assert (report.entries, report.proofs) == (2, 3)
    assert [fault.partition(": ")[2][:32] for fault in report.faults] == [
        "no example",
        "Genosse is not found in its exam",
        "Genosse is found in its counter-",
    ]
