"""The record as JSON: out and in again, fields in the documented order."""

import json
from dataclasses import replace

import pytest

from communique.errors import CommuniqueError, RecordError
from communique.evidence import Evidence
from communique.record import (
    ActRecord,
    AgreementRecord,
    DocumentHead,
    Failure,
    LacunaRecord,
    MeetingRecord,
    PersonRecord,
    Record,
    TitleRecord,
    from_json,
    to_json,
)

TEXT = "Außenminister Sergej Lawrow traf in Wien Sebastian Kurz. Er übermittelte dem Genossen"


def full_record() -> Record:
    return Record(
        document=DocumentHead("sha256:0", TEXT, "de", publisher_state="PRK", published="2025-07-12"),
        persons=(
            PersonRecord(
                "p1", "Sergej Lawrow", "RUS", "principal",
                (TitleRecord("Außenminister", "foreign-minister", None, Evidence(0, 13)),), (Evidence(14, 27),),
            ),
        ),
        meetings=(MeetingRecord("m1", "talks", "held", ("AUT", "RUS"), None, "Wien", None, None, ("p1",), Evidence(28, 32)),),
        acts=(
            ActRecord(
                id="a1", type="MEET", plover="CONSULT", modality="did",
                trigger=Evidence(28, 32), trigger_parts=(Evidence(28, 32),),
                actors=("p1",), recipients=("?",), content=None, topics=(), meeting="m1", attributed_to=None,
                sentence=Evidence(0, 56), rule="de.meet.treffen", role_spans={"actors": (Evidence(14, 27),)},
            ),
        ),
        agreements=(AgreementRecord("g1", "treaty", "Vertrag", ("PRK", "RUS"), None, Evidence(0, 13)),),
        lacunae=(LacunaRecord("missing_name", Evidence(73, 85)),),
    )  # fmt: skip


def test_a_record_survives_json():
    assert from_json(to_json(full_record())) == full_record()


def test_an_empty_record_survives_json():
    record = Record(DocumentHead("x", "", "de"))
    assert from_json(to_json(record)) == record


def test_a_record_is_one_line():
    assert b"\n" not in to_json(replace(full_record(), document=DocumentHead("x", "one\ntwo", "de")))


def test_umlauts_are_written_as_they_are():
    assert "Außenminister" in to_json(full_record()).decode()


def test_the_top_fields_stand_in_the_documented_order():
    assert list(json.loads(to_json(full_record()))) == [
        "schema", "document", "persons", "meetings", "acts", "agreements", "lacunae",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("persons", ["id", "name", "party", "presence", "titles", "mentions"]),
        ("meetings", ["id", "kind", "status", "parties", "date", "place", "series", "ordinal", "participants", "span"]),
        ("agreements", ["id", "kind", "title", "parties", "date", "span"]),
        ("lacunae", ["kind", "span", "supplied"]),
    ],
)
def test_the_fields_of_each_part_stand_in_the_documented_order(part, fields):
    (entry,) = json.loads(to_json(full_record()))[part]
    assert list(entry)[: len(fields)] == fields


def test_an_act_has_every_documented_field():
    (act,) = json.loads(to_json(full_record()))["acts"]
    documented = ["id", "type", "plover", "modality", "trigger", "actors", "recipients", "content", "topics", "meeting"]
    assert [field for field in act if field in documented] == documented
    assert {"attributed_to", "sentence", "rule"} <= set(act)


def test_what_the_text_does_not_give_is_null():
    (meeting,) = json.loads(to_json(full_record()))["meetings"]
    assert meeting["date"] is None and meeting["series"] is None and meeting["ordinal"] is None


def test_the_schema_is_named():
    assert json.loads(to_json(full_record()))["schema"] == "communique.record/1"


def test_a_failure_is_a_row_of_its_own_kind():
    row = json.loads(to_json(Failure("a.txt", "take", "a.txt: no such file")))
    assert row == {"failure": {"document": "a.txt", "stage": "take", "error": "a.txt: no such file"}}


@pytest.mark.parametrize("line", ["", "{", "[]", "{}", '{"document": 3}', '{"document": {"id": "x"}}'])
def test_what_is_no_record_is_refused(line):
    with pytest.raises(RecordError, match="this is no record"):
        from_json(line)


def test_the_error_names_the_wrong_field():
    broken = json.loads(to_json(full_record()))
    broken["acts"][0]["trigger"] = "traf"
    with pytest.raises(CommuniqueError, match=r"acts.*trigger"):
        from_json(json.dumps(broken))


def test_a_record_may_carry_fields_of_a_later_version():
    later = json.loads(to_json(full_record()))
    later["acts"][0]["confidence"] = 0.5
    assert from_json(json.dumps(later)) == full_record()


def test_person_and_name_by_id():
    record = full_record()
    assert record.person("p1").name == "Sergej Lawrow"
    assert record.person("PRK") is None
    assert [record.name(each) for each in ("p1", "PRK", "?")] == ["Sergej Lawrow", "PRK", "?"]
