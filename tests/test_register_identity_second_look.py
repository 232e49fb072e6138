"""Whoever was taken for another is put together with whom they turn out to be, and the decision says so."""

import pytest

from communique.register.asking.questions import who
from communique.register.identity.deciding import different
from communique.register.identity.people import PROMINENT_FROM
from communique.register.register import Register
from communique.register.statements import run
from readouts import Readout


def spoke(name, party, day):
    text = f"Minister {name} spoke in Oslo on {day}."
    return (
        Readout(text, id=f"{name} {day}", published=day)
        .person(name, party, "minister")
        .act("STATE", "spoke", ("p1",))
        .record
    )


@pytest.fixture
def register(register_address):
    """One text that speaks of Holm for a state that was misread."""
    with Register(register_address) as register:
        register.add(spoke("Holm", "DNK", "2024-01-31"))
        register.add(spoke("Ilse Holm", "NOR", "2024-02-01"))
        yield register


def tell_of_holm(register):
    """So many texts that they are known well, and one that brings the name up again."""
    for day in range(2, PROMINENT_FROM + 2):
        register.add(spoke("Ilse Holm", "NOR", f"2024-02-{day:02}"))
    register.add(spoke("Holm", "NOR", "2024-02-28"))


def found_as(register):
    with register.reading() as connection:
        rows = run(connection, "SELECT found_as FROM appearances ORDER BY document", {})
        return list(dict.fromkeys(row.found_as for row in rows))


def test_who_was_taken_for_another_is_joined_once_enough_is_known(register):
    assert len(found_as(register)) == 2
    tell_of_holm(register)
    assert len(found_as(register)) == 1
    career = who(register, "Ilse Holm")
    assert career.texts == PROMINENT_FROM + 3
    assert len(career.acts) > 1


def test_the_old_key_leads_to_the_new_one(register):
    first, _ = found_as(register)
    tell_of_holm(register)
    assert who(register, f"P{first}").id == who(register, "Ilse Holm").id


def test_the_machine_says_that_it_joined_them(register):
    first, second = found_as(register)
    tell_of_holm(register)
    with register.reading() as connection:
        rows = run(
            connection,
            "SELECT one, other, decided_by FROM decisions WHERE kind = 'person' AND verdict = 'same' AND other > 0",
            {},
        ).all()
    assert [tuple(row) for row in rows] == [(second, first, "machine")]


def test_what_a_human_parted_stays_apart(register):
    first, second = found_as(register)
    different(register, f"P{first}", f"P{second}", by="Adler")
    tell_of_holm(register)
    assert found_as(register) == [first, second]
