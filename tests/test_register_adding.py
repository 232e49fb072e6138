"""Sources into the register: read once, going on where they were stopped, by one process or several."""

import json
from dataclasses import replace

import pytest

from communique.documents.document import Document
from communique.documents.taking import expected
from communique.record import Failure
from communique.register import adding
from communique.register.adding import Options, add_documents, add_sources, read_again
from communique.register.amending import correct
from communique.register.identity.deciding import different
from communique.register.register import Register
from readouts import other_side, talks

TEXTS = (
    "Minister Holm met Minister Tanaka in Oslo.",
    "Minister Holm pledged aid to Japan.",
    "Minister Tanaka left Oslo.",
)


class Echo:
    """A reader that gives stored records for texts, and counts how often it is asked."""

    asked = 0

    def __init__(self, *, publisher_state, **_):
        self.state = publisher_state
        self.records = {record.document.text: record for record in (talks(), other_side())}

    def read(self, document):
        Echo.asked += 1
        record = self.records[document.text]
        return replace(record, document=replace(record.document, publisher_state=self.state or document.publisher_state))


@pytest.fixture
def echo(monkeypatch):
    monkeypatch.setattr(adding, "Reader", Echo)
    Echo.asked = 0
    return Echo


@pytest.fixture
def register(register_address):
    with Register(register_address) as register:
        yield register


def documents(*records):
    fields = ("id", "language", "publisher", "publisher_state", "published", "title")
    return [
        Document(record.document.text, **{name: getattr(record.document, name) for name in fields})
        for record in records
    ]


def outcomes(found):
    return [each.outcome for each in found]


def test_what_is_there_is_not_read_again(register, echo):
    assert outcomes(add_documents(register, documents(talks(), other_side()), options=Options())) == ["added", "added"]
    assert outcomes(add_documents(register, documents(talks(), other_side()), options=Options())) == [
        "present",
        "present",
    ]
    assert echo.asked == 2


def test_it_goes_on_where_it_was_stopped(register, echo):
    next(add_documents(register, documents(talks(), other_side()), options=Options()))
    assert outcomes(add_documents(register, documents(talks(), other_side()), options=Options())) == [
        "present",
        "added",
    ]


def test_another_version_of_the_lexicon_reads_again(register, echo, monkeypatch):
    list(add_documents(register, documents(talks()), options=Options()))
    monkeypatch.setattr(adding, "_data_version", lambda language: "newer")
    assert outcomes(add_documents(register, documents(talks()), options=Options())) == ["replaced"]


def test_all_that_is_stored_is_read_again_and_what_people_said_stays(register, echo, monkeypatch):
    list(add_documents(register, documents(talks(), other_side()), options=Options()))
    correct(register, "nld-talks", "p2", "party=KOR", by="Holm")
    different(register, "P1", "jpn-talks#p2", by="Holm")
    monkeypatch.setattr(adding, "_data_version", lambda language: "newer")
    assert outcomes(read_again(register)) == ["replaced", "replaced"]
    assert outcomes(read_again(register)) == ["present", "present"]
    assert register.record("nld-talks").persons[1].party == "KOR"
    from communique.register.asking.questions import who

    assert who(register, "P1").texts == 1


def test_what_is_said_otherwise_reads_again(register, echo):
    list(add_documents(register, documents(talks()), options=Options()))
    assert outcomes(add_documents(register, documents(talks()), options=Options(publisher_state="DEU"))) == ["replaced"]


def test_a_copy_that_says_less_of_itself_changes_nothing(register, echo):
    list(add_documents(register, documents(talks()), options=Options()))
    bare = Document(talks().document.text, source="talks.txt")
    assert outcomes(add_documents(register, [bare], options=Options())) == ["copy"]
    assert register.record("nld-talks").document.publisher_state == "NLD"


def test_a_copy_of_another_day_changes_nothing_however_often_it_comes(register, echo):
    both = [*documents(talks()), replace(documents(talks())[0], id="again", published="2024-07-01")]
    assert outcomes(add_documents(register, both, options=Options())) == ["added", "copy"]
    assert outcomes(add_documents(register, both, options=Options())) == ["present", "present"]
    assert register.record("nld-talks").document.published == "2024-06-19"


def test_the_same_place_may_correct_what_it_said(register, echo):
    list(add_documents(register, documents(talks()), options=Options()))
    corrected = replace(documents(talks())[0], publisher_state="BEL")
    assert outcomes(add_documents(register, [corrected], options=Options())) == ["replaced"]


def test_a_failure_is_passed_on_and_the_others_are_added(register, echo):
    found = list(add_documents(register, [Failure("x", "take", "x: broken"), *documents(talks())], options=Options()))
    assert outcomes(found) == ["failed", "added"]
    assert found[0].error == "x: broken"


def test_how_many_documents_sources_hold(tmp_path):
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.jsonl").write_text('{"text": "x"}\n\n{"text": "y"}\n')
    assert expected([str(tmp_path)]) == 3
    (tmp_path / "c.warc").write_text("")
    assert expected([str(tmp_path)]) is None


@pytest.mark.models
@pytest.mark.slow
def test_several_processes_add_every_document_once(register_address, tmp_path):
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"text": text, "id": str(number)}) + "\n" for number, text in enumerate(TEXTS)))
    with Register(register_address) as register:
        assert sorted(outcomes(add_sources(register, [str(path)], workers=2))) == ["added"] * 3
        assert outcomes(add_sources(register, [str(path)], workers=2)) == ["present"] * 3
        assert {record.document.id for record in register.records()} == {"0", "1", "2"}
