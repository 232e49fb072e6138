"""Exports: what a register holds, in the formats of others; the exchange format brings an equal register back."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sqlalchemy import select, text

from communique.errors import CommuniqueError, ExportError, RegisterError
from communique.evidence import Evidence
from communique.exports import FORMATS, export
from communique.exports.codes import load_codes
from communique.exports.columns import columns
from communique.exports.exchange import import_jsonl
from communique.exports.graphml import NAMESPACE
from communique.exports.plover import SECTORS, markup
from communique.exports.tabular import DICTIONARY
from communique.record import to_json
from communique.register import tables
from communique.register.amending import correct
from communique.register.asking.questions import Filter, search
from communique.register.identity.deciding import different, same
from communique.register.register import Register
from readouts import Readout, later, other_side, talks

PLANNED = "Minister Ivan Sorokin will call King Leo of Belgium <soon> & often.\x0b Both sides wait."
Q = f"{{{NAMESPACE}}}"


def planned():
    """A text without a day, with what XML and CSV must escape."""
    return (
        Readout(
            PLANNED,
            id="plan",
            published=None,
            publisher=None,
            state="RUS",
            title='A "plan", <b>',
            url="https://x.example/a?b&c",
        )
        .person("Ivan Sorokin", "RUS", "minister")
        .person("Leo", "BEL", "king", title="King")
        .meeting("call", "BEL RUS", "call", people=("p1", "p2"), status="planned")
        .act("MEET", "call", ("p1", "?"), modality="will", meeting="m1")
        .lacuna("<soon>")
        .record
    )


def fill(register):
    """Texts of two sides, a later and a planned one, a copy, what people said of them, and a correction."""
    for record in (talks(), other_side(), later(), planned(), talks(id="again", url="https://mfa.example/1")):
        register.add(record)
    correct(register, "nld-talks", "a4", "type=CONVEY", by="Holm")
    different(register, "jpn-talks#m1", "M1", by="Holm")
    different(register, "jpn-later#p1", "P2", by="Holm")
    same(register, "P3", "P4", by="Holm", reason="one < the other")
    return register


@pytest.fixture
def register(register_address):
    with Register(register_address) as register:
        yield fill(register)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    with Register(tmp_path_factory.mktemp("filled") / "register.db") as register:
        yield fill(register)


def exported(register, format):
    out = io.BytesIO()
    export(register, format, out)
    return out.getvalue()


def lines_of(register):
    return exported(register, "jsonl").splitlines(keepends=True)


def content(register):
    """Every row of every table, whatever the order of the database."""
    with register.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)))) for table in tables.metadata.sorted_tables
        }


# the exchange format


def test_a_round_trip_gives_an_equal_register(register, tmp_path):
    with Register(tmp_path / "other.db") as other:
        assert import_jsonl(other, lines_of(register)) == 4
        assert content(other) == content(register)
        assert [*map(to_json, other.records())] == [*map(to_json, register.records())]
        assert lines_of(other) == lines_of(register)


def test_a_round_trip_goes_into_either_database(filled, register_address):
    with Register(register_address) as other:
        import_jsonl(other, lines_of(filled))
        assert content(other) == content(filled)
        assert lines_of(other) == lines_of(filled)


def found(register):
    return search(register, "icebreakers", narrowed=Filter(party="NLD"))


def test_what_was_imported_is_found_and_taken_out_again(filled, register_address):
    with Register(register_address) as other:
        import_jsonl(other, lines_of(filled))
        assert len(found(other)) == len(found(filled)) > 0
        other.remove("nld-talks")
        assert len(found(other)) < len(found(filled))


def test_the_next_document_gets_the_next_keys(filled, register_address):
    with Register(register_address) as other:
        import_jsonl(other, lines_of(filled))
        other.add(Readout("Minister Ada Lund spoke.", id="new").person("Ada Lund", "SWE", "minister").record)
        with filled.reading() as connection:
            last = connection.execute(select(tables.counters.c.last).where(tables.counters.c.kind == "person")).scalar()
        with other.reading() as connection:
            assert connection.execute(text("SELECT MAX(id) FROM people")).scalar() == last + 1


def test_it_is_refused_where_something_is(filled):
    with pytest.raises(RegisterError, match="is not empty"):
        import_jsonl(filled, lines_of(filled))


def changed(lines, number, old, new):
    assert old in lines[number - 1]
    return [line.replace(old, new) if at == number else line for at, line in enumerate(lines, 1)]


def line_with(lines, kind):
    return next(number for number, line in enumerate(lines, 1) if line.startswith(b'{"kind":"%s"' % kind))


@pytest.mark.parametrize(
    ("kind", "old", "new", "reason"),
    [
        (b"people", b'{"kind"', b'{"kin', "malformed"),
        (b"people", b'"name":', b'"nome":', "nome"),
        (b"people", b'"id":1', b'"id":"one"', "int"),
        (b"people", b'"people"', b'"persons"', 'no table "persons"'),
        (b"documents", b'"person":[', b'"person":[7,', "their identity"),
        (b"documents", b'"person":[1', b'"person":[999', "does not fit"),
        (b"documents", b'"modality":"did"', b'"modality":1', "modality"),
        (b"documents", b'"p1"', b'"px"', "contradicts itself"),
        (b"end", b'"lines":', b'"lines":9', "lines are missing"),
        (b"register", b"register/1", b"register/9", "update communique"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_imported(filled, register_address, kind, old, new, reason):
    lines = lines_of(filled)
    number = line_with(lines, kind)
    with Register(register_address) as other:
        with pytest.raises(RegisterError, match=f"line {number}: .*{reason}.*nothing was imported"):
            import_jsonl(other, changed(lines, number, old, new))
        assert not any(content(other).values())
        assert import_jsonl(other, lines) == 4


def test_bytes_that_are_no_text_are_a_broken_line(filled, tmp_path):
    lines = lines_of(filled)
    with Register(tmp_path / "other.db") as other, pytest.raises(RegisterError, match="line 2: "):
        import_jsonl(other, [lines[0], b'{"kind":"\xff","row":{}}\n', *lines[2:]])


@pytest.mark.parametrize("kept", [1, 5, -1])
def test_a_file_that_broke_off_is_refused(filled, tmp_path, kept):
    with Register(tmp_path / "other.db") as other, pytest.raises(RegisterError, match="break off"):
        import_jsonl(other, lines_of(filled)[:kept])


def test_what_is_no_export_is_refused(tmp_path):
    with Register(tmp_path / "other.db") as other:
        with pytest.raises(RegisterError, match="line 1: "):
            import_jsonl(other, ['{"schema":"communique.record/1"}'])
        with pytest.raises(RegisterError, match="no lines"):
            import_jsonl(other, [])


def test_an_empty_register_makes_the_round_trip(tmp_path):
    with Register(tmp_path / "one.db") as one, Register(tmp_path / "other.db") as other:
        assert import_jsonl(other, lines_of(one)) == 0


# tables


def table_of(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@pytest.fixture(scope="module")
def folder(filled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("csv")
    export(filled, "csv", folder)
    return folder


def test_every_exported_column_is_in_the_dictionary(folder):
    dictionary = [(row["table"], row["column"]) for row in table_of(folder, "dictionary")]
    files = sorted(path.stem for path in folder.iterdir() if path.name != DICTIONARY)
    headers = {name: (folder / f"{name}.csv").read_text("utf-8").partition("\n")[0].split(",") for name in files}
    assert sorted(dictionary) == sorted((name, column) for name, header in headers.items() for column in header)
    assert len(set(dictionary)) == len(dictionary)


def test_every_column_of_the_dictionary_has_a_type_and_a_meaning(folder):
    for row in table_of(folder, "dictionary"):
        assert row["type"] in ("text", "integer", "number", "list")
        assert row["meaning"]


def test_every_table_of_this_register_has_rows(folder):
    assert [name for name in columns() if not table_of(folder, name)] == []


def test_an_act_comes_with_names_quotes_and_keys(folder):
    act = next(row for row in table_of(folder, "acts") if row["type"] == "PLEDGE" and row["document"] == "nld-talks")
    assert act["actors"] == "Pieter Holm"
    assert act["actor_keys"] == "P1"
    assert (act["actor_parties"], act["recipient_parties"]) == ("NLD", "JPN")
    assert act["content"] == "two icebreakers for the northern passage"
    assert act["sentence"] == "Holm pledged two icebreakers for the northern passage to Japan."
    assert (act["date"], act["published"], act["meeting"], act["trigger"]) == (
        "2024-06-18",
        "2024-06-19",
        "M1",
        "pledged",
    )


def test_spans_in_tables_point_at_the_words(folder):
    texts = {row["document"]: row["text"] for row in table_of(folder, "documents")}
    for name in ("titles", "tellings", "agreement_mentions", "lacunae", "evidence"):
        for row in table_of(folder, name):
            assert texts[row["document"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_every_act_has_the_words_of_its_trigger(folder):
    triggers = {
        (row["document"], row["entry"]): row["text"] for row in table_of(folder, "evidence") if row["of"] == "trigger"
    }
    assert triggers == {(row["document"], row["act"]): row["trigger"] for row in table_of(folder, "acts")}


def test_a_day_that_is_not_told_stays_empty(folder):
    act = next(row for row in table_of(folder, "acts") if row["document"] == "jpn-later")
    assert (act["date"], act["day"]) == ("", "2025-02-01")
    assert next(row for row in table_of(folder, "meetings") if row["status"] == "planned")["date"] == ""


def test_what_people_said_is_in_the_tables(folder):
    assert {row["decided_by"] for row in table_of(folder, "decisions")} == {"machine", "Holm"}
    assert [(row["document"], row["becomes"]) for row in table_of(folder, "corrections")] == [("nld-talks", '"CONVEY"')]
    assert [row["url"] for row in table_of(folder, "copies") if row["document"] == "nld-talks"] == [
        "",
        "https://mfa.example/1",
    ]


def test_parquet_holds_the_same_as_csv(filled, folder, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    export(filled, "parquet", tmp_path / "tables")
    for name in columns():
        rows = parquet.read_table(tmp_path / "tables" / f"{name}.parquet").to_pylist()
        plain = [
            {
                key: "; ".join(cell) if isinstance(cell, list) else "" if cell is None else str(cell)
                for key, cell in row.items()
            }
            for row in rows
        ]
        assert plain == table_of(folder, name)
    assert (tmp_path / "tables" / DICTIONARY).read_bytes() == (folder / DICTIONARY).read_bytes()


# PLOVER


@pytest.fixture(scope="module")
def events(filled):
    return json.loads(exported(filled, "plover"))


def test_every_act_with_a_code_is_an_event(filled, events):
    acts = [act for record in filled.records() for act in record.acts if act.plover]
    assert [event["event"] for event in events] == [act.plover for act in acts]
    assert len({event["id"] for event in events}) == len(events)


def test_an_act_without_a_code_is_no_event(tmp_path):
    record = talks()
    record = type(record)(record.document, record.persons, record.meetings, (type(record.acts[0])(
        **{name: getattr(record.acts[0], name) for name in record.acts[0].__slots__} | {"plover": None}),))  # fmt: skip
    with Register(tmp_path / "register.db") as register:
        register.add(record)
        assert json.loads(exported(register, "plover")) == []


def test_an_event_has_the_form_of_the_gold_records(events):
    event = next(each for each in events if each["actType"] == "PLEDGE" and each["document"] == "nld-talks")
    assert event["source"] == [
        {"actorText": "Pieter Holm", "code": "NLD", "sector": "GOV", "person": "P1", "offices": ["foreign-minister"]}
    ]
    assert event["target"] == [{"actorText": "JPN", "code": "JPN"}]
    assert (event["event"], event["date"], event["publicationDate"]) == ("AGREE", "2024-06-18", "2024-06-19")
    assert event["textInfo"]["markup"].startswith("Holm (EVT: pledged) two")
    assert {
        "id",
        "date",
        "source",
        "target",
        "event",
        "eventText",
        "text",
        "textInfo",
        "language",
        "publication",
    } <= set(event)


def test_an_event_without_a_day_has_no_date_and_unknown_actors_are_left_out(events):
    event = next(each for each in events if each["document"] == "plan")
    assert "date" not in event
    assert "publicationDate" not in event
    assert [actor["actorText"] for actor in event["source"]] == ["Ivan Sorokin"]
    assert (event["modality"], event["mode"]) == ("will", "phone")


def test_markup_leaves_out_parts_that_overlap_or_lie_elsewhere():
    text = "So it was. Holm met Tanaka."
    parts = {"SRC": (Evidence(11, 15), Evidence(0, 2)), "EVT": (Evidence(16, 19),), "TAR": (Evidence(11, 19),)}
    assert markup(text, Evidence(11, 27), parts) == "(SRC: Holm) (EVT: met) Tanaka."


def test_sectors_are_of_ranks_that_there_are():
    assert set(SECTORS) <= set(load_codes().ranks.values())


# schema.org


def test_meetings_are_events_with_their_texts(filled):
    graph = json.loads(exported(filled, "jsonld"))
    assert graph["@context"] == "https://schema.org"
    event = graph["@graph"][0]
    assert (event["@type"], event["startDate"], event["location"]) == (
        "Event",
        "2024-06-18",
        [{"@type": "Place", "name": "Oslo"}],
    )
    holm = event["attendee"][0]
    assert (holm["name"], holm["jobTitle"]) == ("Pieter Holm", ["Foreign Minister"])
    report = event["subjectOf"][0]
    assert report["datePublished"] == "2024-06-19"
    assert report["hasPart"][0]["text"].startswith("Foreign Minister Pieter Holm received")


def test_a_planned_call_without_a_day_says_no_day(filled):
    event = next(each for each in json.loads(exported(filled, "jsonld"))["@graph"] if each["additionalType"] == "call")
    assert "startDate" not in event
    assert event["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")
    assert event["name"] == "Call: BEL, RUS (planned)"


# GraphML


def test_the_graph_says_who_met_whom(filled):
    graph = ElementTree.fromstring(exported(filled, "graphml"))
    nodes = {node.get("id"): {each.get("key"): each.text for each in node} for node in graph.iter(f"{Q}node")}
    edges = {
        (edge.get("source"), edge.get("target")): {each.get("key"): each.text for each in edge}
        for edge in graph.iter(f"{Q}edge")
    }
    assert nodes["P1"] == {"node_name": "Pieter Holm", "node_parties": "NLD", "node_offices": "Foreign minister (NLD)"}
    assert edges[("P1", "P2")]["edge_first"] == edges[("P1", "P2")]["edge_last"] == "2024-06-18"
    assert edges[("P1", "P2")]["edge_across"] == "true"
    declared = {key.get("id") for key in graph.iter(f"{Q}key")}
    assert {key for values in (*nodes.values(), *edges.values()) for key in values} <= declared


def test_who_only_plans_to_meet_is_not_in_the_graph(filled):
    assert b"Sorokin" not in exported(filled, "graphml")


def test_names_that_xml_cannot_hold_are_escaped(tmp_path):
    text = "A <&> B\x0b met C\x00D."
    record = (
        Readout(text)
        .person("A <&> B\x0b", "NLD")
        .person("C", "JPN")
        .meeting("met", "JPN NLD", people=("p1", "p2"))
        .record
    )
    with Register(tmp_path / "register.db") as register:
        register.add(record)
        graph = ElementTree.fromstring(exported(register, "graphml"))
    assert next(graph.iter(f"{Q}data")).text == "A <&> B\ufffd"


# targets


def test_a_format_goes_into_a_file_or_a_folder(filled, tmp_path):
    for name, format in FORMATS.items():
        if name not in ("ftm", "parquet"):
            export(filled, name, tmp_path / name)
            assert (tmp_path / name).is_dir() == format.folder
    assert (tmp_path / "jsonl").read_bytes() == exported(filled, "jsonl")
    assert not [*tmp_path.glob("*.part")]


@pytest.mark.parametrize("format", ["plover", "jsonld", "graphml", "jsonl"])
def test_an_export_is_the_same_each_time(filled, format):
    assert exported(filled, format) == exported(filled, format)


def test_a_device_is_written_into_and_not_replaced(filled, tmp_path):
    link = tmp_path / "link.jsonl"
    link.symlink_to(tmp_path / "whole.jsonl")
    (tmp_path / "whole.jsonl").write_text("old")
    export(filled, "jsonl", link)
    assert link.is_symlink() and link.read_bytes() == exported(filled, "jsonl")
    export(filled, "jsonl", "/dev/null")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_folder_that_holds_something_is_left_alone(filled, tmp_path, format):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="not empty"):
        export(filled, format, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_cannot_be_written_is_said(filled, tmp_path):
    (tmp_path / "file").write_text("")
    cases = [
        ("jsonl", tmp_path), ("jsonl", tmp_path / "none" / "x.jsonl"), ("jsonl", tmp_path / "file" / "x"),
        ("csv", tmp_path / "file"), ("csv", tmp_path / "file" / "x"), ("csv", "-"), ("csv", io.BytesIO()),
        ("xls", tmp_path / "x"),
    ]  # fmt: skip
    for format, target in cases:
        with pytest.raises(ExportError):
            export(filled, format, target)
    assert issubclass(ExportError, CommuniqueError)


def test_a_missing_library_is_named_with_its_extra(filled, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    monkeypatch.setitem(__import__("sys").modules, "followthemoney", None)
    with pytest.raises(ExportError, match=r"communique\[parquet\]"):
        export(filled, "parquet", tmp_path / "x")
    with pytest.raises(ExportError, match=r"communique\[ftm\]"):
        export(filled, "ftm", tmp_path / "y")
    assert [*tmp_path.iterdir()] == []
