"""The documentation: every command in it is one, every field and act type is explained, links lead somewhere."""

import dataclasses
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer.main

from communique import errors, record
from communique.cli import app
from communique.entries import ACT_TYPES, AGREEMENT_KINDS, MEETING_KINDS, RANKS
from communique.lexicon import LANGUAGES, read_rows

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *(ROOT / folder / "README.md" for folder in ("evaluation", "training")),
    *sorted((ROOT / "docs").glob("*.md")),
)
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
SHELL_BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
SHOWN = re.compile(r"<!-- prints(?: \d+)?: (.+?) -->")
INLINE = re.compile(r"`((?:communique|make) [^`]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")
PARTS = (
    ("The record", record.Record),
    ("document", record.DocumentHead),
    ("persons", record.PersonRecord),
    ("persons", record.TitleRecord),
    ("meetings", record.MeetingRecord),
    ("acts", record.ActRecord),
    ("agreements", record.AgreementRecord),
    ("lacunae", record.LacunaRecord),
    ("Failures", record.Failure),
)
NOTES = ("TODO", "FIXME", "TBD", "XXX:")


def docs(name):
    return (ROOT / "docs" / name).read_text("utf-8")


def commands(text):
    lines = [line for block in SHELL_BLOCK.findall(text) for line in block.splitlines()]
    for line in [*lines, *SHOWN.findall(text), *(each.replace("\n", " ") for each in INLINE.findall(text))]:
        words = shlex.split(re.split(r" [|>] ", line)[0], comments=True)
        if words and words[0] in ("communique", "make") and "…" not in line:
            yield words


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_are_known_with_their_options(page):
    group = typer.main.get_command(app)
    for program, *arguments in commands(page.read_text("utf-8")):
        if program == "communique":
            command = group.commands.get(arguments[0])
            assert command is not None, arguments
            if arguments[1:]:
                command.make_context(arguments[0], arguments[1:])


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_make_targets_are_there(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for program, *arguments in commands(page.read_text("utf-8")):
        if program == "make":
            assert {word for word in arguments if "=" not in word} <= targets


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_to_files_and_headings(page):
    text = page.read_text("utf-8")
    for path, heading in LINK.findall(text):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        if heading:
            titles = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert heading in [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_no_notes_to_self(page):
    text = page.read_text("utf-8")
    assert not [word for word in NOTES if word in text]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_shown_output_is_there(page):
    assert "```text\n```" not in page.read_text("utf-8"), "run: make docs"


def test_every_command_is_in_the_readme_or_contributing():
    text = (ROOT / "README.md").read_text("utf-8") + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for name in typer.main.get_command(app).commands:
        assert f"communique {name}" in text, name


def test_the_readme_shows_the_text_it_reads():
    assert docs("readout.txt").strip() in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(("section", "part"), PARTS)
def test_every_field_of_the_record_is_explained_and_no_other(section, part):
    sections = {each.partition("\n")[0]: each for each in docs("record.md").split("\n## ")}
    fields = {field.name for field in dataclasses.fields(part)}
    explained = set(re.findall(r"^\| `(\w+)` \|", sections[section], re.MULTILINE))
    assert fields <= explained
    both = {field.name for each in (record.PersonRecord, record.TitleRecord) for field in dataclasses.fields(each)}
    assert explained <= (both if section == "persons" else fields)


def test_every_part_of_the_record_is_covered_above():
    assert {each for each in vars(record).values() if dataclasses.is_dataclass(each)} == {part for _, part in PARTS}


def test_every_act_type_is_explained_with_its_plover_code():
    rows = dict(re.findall(r"^\| ([A-Z]+) \| .+ \| (.+) \|$", docs("glossary.md"), re.MULTILINE))
    acts = {row["type"]: row["plover"] or "(none)" for _, row in read_rows(LANGUAGES / "shared" / "acts.csv", ())}
    assert set(acts) == set(ACT_TYPES)
    assert rows == acts


@pytest.mark.parametrize("kind", [*MEETING_KINDS, *AGREEMENT_KINDS])
def test_every_kind_of_meeting_and_agreement_is_explained(kind):
    assert f"`{kind}`" in docs("glossary.md")
    assert f"`{kind}`" in docs("record.md")


@pytest.mark.parametrize("rank", RANKS)
def test_every_rank_is_in_the_lexicon_page(rank):
    assert f"`{rank}`" in docs("lexicon.md")


def test_every_table_and_column_is_in_the_lexicon_page():
    text = docs("lexicon.md")
    for path in sorted(LANGUAGES.glob("*/*.csv")):
        assert f"{path.name}`" in text or f"{path.name})" in text, path.name
        header = path.read_text("utf-8").partition("\n")[0].strip()
        assert f"`{header}`" in text, f"{path.parent.name}/{path.name}: {header}"


def test_every_setting_of_a_language_is_in_the_lexicon_page():
    rows = dict(re.findall(r"^\| `\[(\w+)\]` \| (.*) \|$", docs("lexicon.md"), re.MULTILINE))
    forms = ("pronouns", "ambiguous")  # tables of forms, not of settings
    unexplained = {
        f"[{section}] {key}"
        for path in LANGUAGES.glob("*/language.toml")
        for section, settings in tomllib.loads(path.read_text("utf-8")).items()
        for key in settings
        if f"`{key}`" not in rows.get(section, "") and not (section in rows and section in forms)
    }
    assert unexplained == set()


def test_every_key_of_segmentation_is_in_the_lexicon_page():
    text = docs("lexicon.md").partition("## segmentation.toml")[2].partition("\n## ")[0]
    keys = {key for path in LANGUAGES.glob("*/segmentation.toml") for key in tomllib.loads(path.read_text("utf-8"))}
    assert {key for key in keys if f"`{key}`" not in text and f"`[{key}]`" not in text} == set()


def test_every_kind_of_calendar_row_is_in_the_lexicon_page():
    text = docs("lexicon.md")
    kinds = {row["kind"] for path in LANGUAGES.glob("*/calendar.csv") for _, row in read_rows(path, ("kind",))}
    assert [kind for kind in sorted(kinds) if f"`{kind}`" not in text] == []


def test_every_error_says_what_it_is_for():
    tree = errors.__doc__
    for name, each in vars(errors).items():
        if isinstance(each, type):
            assert name in tree


@pytest.mark.models
@pytest.mark.slow
def test_what_the_pages_run_still_runs():
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "refresh.py", "--check"], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
