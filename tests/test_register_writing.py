"""Records into the register and out again: equal, once, replaced as a whole, gone without a trace."""

import pytest
from sqlalchemy import func, select

from communique.errors import QuestionError, RegisterError
from communique.evidence import Evidence
from communique.record import from_json, to_json
from communique.register import tables
from communique.register.database import writing
from communique.register.register import Register
from communique.register.rows import sentences_of
from readouts import Readout, later, other_side, talks


@pytest.fixture
def register(register_address):
    with Register(register_address) as register:
        yield register


def counts(register):
    with register.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
            if table is not tables.counters
        }


@pytest.mark.parametrize("make", [talks, other_side, later])
def test_a_record_comes_out_as_it_went_in(register, make):
    register.add(make())
    assert to_json(register.record(make().document.id)) == to_json(make())


def test_what_is_rare_comes_out_too(register):
    record = Readout(
        "Kim traf den Genossen.", language="de", title="Titel", url="https://example.org/1", source="x.txt"
    ).person("Kim", None)
    record = record.lacuna("den Genossen").meeting("traf", "Puerto Rico|?".replace("|", " "), status="planned").record
    register.add(record)
    assert register.record(record.document.id) == record


def test_parties_of_several_words_stay_whole(register):
    record = talks()
    meeting = record.meetings[0].__class__(**{**_fields(record.meetings[0]), "parties": ("Puerto Rico", "USA")})
    record = record.__class__(**{**_fields(record), "meetings": (meeting,)})
    register.add(record)
    assert register.record("nld-talks").meetings[0].parties == ("Puerto Rico", "USA")


def _fields(value):
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def test_adding_twice_changes_nothing(register):
    assert register.add(talks()).outcome == "added"
    before = counts(register)
    assert register.add(talks()).outcome == "present"
    assert counts(register) == before


def test_the_same_text_elsewhere_is_a_copy(register):
    register.add(talks())
    assert register.add(talks(id="other", url="https://example.org/holm")).outcome == "copy"
    found = counts(register)
    assert (found["documents"], found["copies"]) == (1, 2)


def test_a_new_reading_replaces_the_old_one(register):
    register.add(talks(), reader="1")
    lesser = talks()
    lesser = lesser.__class__(**{**_fields(lesser), "acts": lesser.acts[:1]})
    assert register.add(lesser, reader="2").outcome == "replaced"
    assert register.record("nld-talks") == lesser
    assert counts(register)["acts"] == 1


def test_a_new_reading_of_the_same_leaves_the_register_as_it_was(register):
    register.add(talks(), reader="1")
    register.add(other_side(), reader="1")
    before = counts(register)
    register.add(talks(), reader="2")
    assert counts(register) == before


def test_a_removed_document_leaves_nothing(register):
    register.add(talks())
    before = counts(register)
    register.add(later())
    register.remove("jpn-later")
    assert counts(register) == before | {"offices": counts(register)["offices"]}
    register.remove("nld-talks")
    assert {name: count for name, count in counts(register).items() if count and name != "offices"} == {}


@pytest.mark.parametrize("reference", ["nld-talks", talks().document.hash, talks().document.hash[7:15]])
def test_a_document_is_found_by_name_and_hash(register, reference):
    register.add(talks())
    assert register.record(reference).document.id == "nld-talks"


def test_an_unknown_document_is_said_to_be_unknown(register):
    with pytest.raises(QuestionError, match='no document "nothing"'):
        register.record("nothing")


def test_records_come_in_the_order_they_were_added(register):
    for make in (later, talks, other_side):
        register.add(make())
    assert [record.document.id for record in register.records()] == ["jpn-later", "nld-talks", "jpn-talks"]


def test_a_record_from_json_without_a_hash_is_known_by_its_text(register):
    record = from_json(
        to_json(talks()).replace(talks().document.hash.encode(), b"").replace(b'"hash":""', b'"hash":null')
    )
    register.add(talks())
    assert register.add(record).outcome == "present"


def test_the_pieces_of_a_text_are_its_sentences_and_the_lines_between():
    text = "Head\n\nHe came. He saw.\nFoot"
    record = Readout(text).act("VISIT", "came", ("p1",)).record
    assert [text[start:end] for start, end in sentences_of(record)] == ["Head", "He came.", "He saw.", "Foot"]


def test_pieces_never_overlap():
    pieces = sentences_of(talks())
    assert all(one.end <= two.start for one, two in zip(pieces, pieces[1:], strict=False))


def test_a_telling_of_several_parties_pairs_them(register):
    register.add(Readout("They met.", id="x").meeting("met", "CHN JPN KOR").record)
    with register.reading() as connection:
        assert connection.execute(select(func.count()).select_from(tables.pairs)).scalar_one() == 3


def test_an_agreement_in_a_sentence_of_the_meeting_refers_to_it(register):
    register.add(other_side())
    with register.reading() as connection:
        row = connection.execute(select(tables.meeting_agreements)).one()
    assert (row.telling, row.agreement_mention, row.relation) == (1, 1, "signed")


# the database


def test_what_is_no_address_is_an_error():
    with pytest.raises(RegisterError, match="no address of a register"):
        Register("mysqlx://nowhere")


def test_a_register_that_is_not_there_is_not_made_by_questions(tmp_path):
    with pytest.raises(RegisterError, match="no register there"):
        Register(tmp_path / "none.db", create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_file_of_something_else_is_refused(tmp_path):
    (tmp_path / "x.db").write_text("this is a diary, not a database, and it goes on for a while")
    with pytest.raises(RegisterError, match="cannot be opened"):
        Register(tmp_path / "x.db")


def test_a_database_of_something_else_is_refused(tmp_path):
    import sqlite3

    connection = sqlite3.connect(tmp_path / "x.db")
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(RegisterError, match="a database of something else"):
        Register(tmp_path / "x.db")


def test_the_steps_lead_to_the_tables(empty_address):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with Register(empty_address) as register, register.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, tables.metadata) == []


def _ours(entry, name, kind, reflected, compared):
    """The index of words is no table of SQLAlchemy's."""
    return not (kind == "table" and name.startswith("sentence_words"))


def test_a_span_is_stored_in_code_points(register):
    record = Readout("🕊 Kim Jong Un met Holm.", id="dove").person("Kim Jong Un", "PRK").record
    register.add(record)
    assert register.record("dove").persons[0].mentions == (Evidence(2, 13),)


def test_a_register_that_another_holds_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("communique.register.database.WAIT_SECONDS", 0)
    with Register(tmp_path / "r.db") as held, Register(tmp_path / "r.db") as waiting:
        with writing(held.engine), pytest.raises(RegisterError, match="cannot be written to .*locked"):
            waiting.add(talks())
        assert waiting.add(talks()).outcome == "added"
