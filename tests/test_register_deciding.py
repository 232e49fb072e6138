"""What people say of identity and correct: it overrides the machine, can be taken back, and outlives a new reading."""

import pytest

from communique.errors import QuestionError
from communique.register.amending import correct
from communique.register.asking.questions import met, search, who
from communique.register.identity.deciding import different, same, undecided
from communique.register.register import Register
from readouts import Readout, later, other_side, talks

HOLM = "Minister {} spoke in Oslo on {}."


def spoke(name, party, office="minister", *, day="2024-01-01", id=None):
    """A text in which somebody speaks."""
    text = HOLM.format(name, day)
    return (
        Readout(text, id=id or f"{name} {day}", published=day)
        .person(name, party, office)
        .act("STATE", "spoke", ("p1",))
        .record
    )


@pytest.fixture
def register(register_address):
    with Register(register_address) as register:
        yield register


def key(register, name):
    return who(register, name).id


# people


def test_two_people_become_one(register):
    register.add(spoke("Ivan Petrov", "RUS"))
    register.add(spoke("Jelena Sorokina", "RUS"))
    same(register, key(register, "Petrov"), key(register, "Sorokina"), by="Holm")
    career = who(register, "Petrov")
    assert career.texts == 2
    assert set(career.spellings) == {"Ivan Petrov", "Jelena Sorokina"}
    assert who(register, "Sorokina").id == career.id
    assert len(career.acts) == 2


def test_what_was_put_together_is_parted_again(register):
    register.add(spoke("Ivan Petrov", "RUS"))
    register.add(spoke("Jelena Sorokina", "RUS"))
    one, other = key(register, "Petrov"), key(register, "Sorokina")
    same(register, one, other, by="Holm")
    different(register, one, other, by="Holm")
    assert (key(register, "Petrov"), key(register, "Sorokina")) == (one, other)
    assert len(who(register, "Sorokina").acts) == 1


def test_three_stay_together_when_one_pair_is_parted_that_hangs_by_the_third(register):
    for name in ("Ivan Petrov", "Jelena Sorokina", "Oleg Danilow"):
        register.add(spoke(name, "RUS"))
    one, two, three = (key(register, name) for name in ("Petrov", "Sorokina", "Danilow"))
    same(register, one, two, by="Holm")
    same(register, two, three, by="Holm")
    different(register, one, two, by="Holm")
    assert who(register, "Danilow").id == who(register, "Sorokina").id != who(register, "Petrov").id


def test_a_decision_outlives_a_new_reading(register):
    register.add(spoke("Ivan Petrov", "RUS", id="a"), reader="1")
    register.add(spoke("Jelena Sorokina", "RUS", id="b"), reader="1")
    same(register, key(register, "Petrov"), key(register, "Sorokina"), by="Holm")
    register.add(spoke("Jelena Sorokina", "RUS", id="b"), reader="2")
    register.add(spoke("Ivan Petrov", "RUS", id="a"), reader="2")
    assert who(register, "Petrov").texts == 2


def test_an_entry_is_taken_out_of_a_person_and_stays_out_when_read_anew(register):
    register.add(spoke("Ivan Petrov", "RUS", id="a"), reader="1")
    register.add(spoke("Ivan Petrov", "RUS", day="2024-02-01", id="b"), reader="1")
    first = key(register, "Petrov")
    assert who(register, first).texts == 2
    different(register, first, "b#p1", by="Holm", reason="the other Petrov")
    assert who(register, first).texts == 1
    register.add(spoke("Ivan Petrov", "RUS", day="2024-02-01", id="b"), reader="2")
    assert who(register, first).texts == 1


def test_an_entry_is_given_to_a_person(register):
    register.add(spoke("Ivan Petrov", "RUS", id="a"), reader="1")
    register.add(spoke("Genosse", None, id="b"), reader="1")
    same(register, "b#p1", key(register, "Ivan Petrov"), by="Holm")
    register.add(spoke("Genosse", None, id="b"), reader="2")
    assert who(register, "Ivan Petrov").texts == 2


def test_what_is_open_is_asked_once_it_is_decided_no_more(register):
    register.add(spoke("Ivan Petrov", "RUS", "president"))
    register.add(spoke("Petrov", "RUS", "ambassador"))
    (question,) = undecided(register, kind="person")
    assert {question.one_name, question.other_name} == {"Ivan Petrov", "Petrov"}
    assert len(question.quotes) == 2
    different(register, question.one, question.other, by="Holm")
    assert undecided(register) == []


def test_only_two_of_a_kind_can_be_one(register):
    register.add(talks())
    with pytest.raises(QuestionError, match="only two of a kind"):
        same(register, "P1", "M1", by="Holm")


@pytest.mark.parametrize("reference", ["P99", "Q1", "nothing#p1", "nld-talks#p9"])
def test_what_names_nothing_is_refused(register, reference):
    register.add(talks())
    with pytest.raises(QuestionError):
        same(register, reference, "P1", by="Holm")


# meetings


def test_meetings_become_one_and_two_again(register):
    register.add(talks())
    register.add(Readout("They met again.", id="again", published="2024-09-01").meeting("met", "JPN NLD").record)
    one, other = (meeting.id for meeting in met(register, "JPN", "NLD"))
    same(register, one, other, by="Holm")
    assert len(met(register, "JPN", "NLD")) == 1
    different(register, one, other, by="Holm")
    assert len(met(register, "JPN", "NLD")) == 2


def test_a_telling_is_taken_out_of_a_meeting_and_stays_out(register):
    register.add(talks(), reader="1")
    register.add(other_side(), reader="1")
    (meeting,) = met(register, "JPN", "NLD")
    different(register, meeting.id, "jpn-talks#m1", by="Holm")
    register.add(other_side(), reader="2")
    assert len(met(register, "JPN", "NLD")) == 2


# texts


def test_nearly_the_same_text_is_noted_as_a_copy(register):
    words = " ".join(f"word{number}" for number in range(60))
    register.add(Readout(f"{words} end.", id="one").record)
    register.add(Readout(f"{words} ending.", id="two").record)
    with register.reading() as connection:
        from sqlalchemy import select

        from communique.register import tables

        decisions = tables.decisions.c
        verdicts = connection.execute(select(decisions.verdict).where(decisions.kind == "document")).scalars().all()
    assert verdicts == ["same"]


# corrections


def test_a_correction_changes_the_record_and_the_answers(register):
    register.add(talks())
    correct(register, "nld-talks", "a4", "type=CRITICIZE", by="Holm", reason="read closely")
    assert register.record("nld-talks").acts[3].type == "CRITICIZE"
    (hit,) = search(register, "welcome")
    assert hit.acts == ("a4 CRITICIZE",)


def test_a_correction_outlives_a_new_reading(register):
    register.add(talks(), reader="1")
    correct(register, "nld-talks", "p2", "party=KOR", by="Holm")
    register.add(talks(), reader="2")
    assert register.record("nld-talks").persons[1].party == "KOR"


def test_lists_and_nothing_can_be_said(register):
    register.add(talks())
    correct(register, "nld-talks", "a3", "recipients=p2,KOR", by="Holm")
    correct(register, "nld-talks", "m1", "place=-", by="Holm")
    record = register.record("nld-talks")
    assert (record.acts[2].recipients, record.meetings[0].place) == (("p2", "KOR"), None)


@pytest.mark.parametrize(
    ("entry", "change", "message"),
    [
        ("a9", "type=PLEDGE", "no entry"),
        ("a1", "trigger=1", "cannot be corrected"),
        ("a1", "PLEDGE", "no correction"),
        ("a1", "type=HUG", "is no type of acts"),
        ("m1", "ordinal=second", "no value"),
        ("a1", "actors=p7", "p7"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(register, entry, change, message):
    register.add(talks())
    with pytest.raises(QuestionError, match=message):
        correct(register, "nld-talks", entry, change, by="Holm")


def test_later_texts_do_not_change_what_was_decided(register):
    register.add(spoke("Ivan Petrov", "RUS", id="a"))
    register.add(spoke("Jelena Sorokina", "RUS", id="b"))
    same(register, key(register, "Petrov"), key(register, "Sorokina"), by="Holm")
    register.add(spoke("Jelena Sorokina", "RUS", day="2024-03-01", id="c"))
    register.add(later())
    assert who(register, "Ivan Petrov").texts == 3
