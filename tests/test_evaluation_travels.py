"""The remarks of a trip read, names found in raw texts, and what a register says compared; all written here."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

EVALUATION = Path(__file__).parent.parent / "evaluation"
sys.path.insert(0, str(EVALUATION))

import travels  # noqa: E402  (scripts are no package)
import trips  # noqa: E402

TRIP = trips.Trip("1", "Ellen Ward", date(2024, 3, 1), date(2024, 3, 2), "Jordan", "")
JUDGED = trips.Judged()


def met(remarks: str, judged: trips.Judged = JUDGED) -> str:
    people = trips.people_met(replace(TRIP, remarks=remarks), judged)
    return ", ".join(f"{person.name} {person.party} {' '.join(sorted(person.offices))}" for person in people)


@pytest.mark.parametrize(
    ("remarks", "people"),
    [
        (
            "Met with King Hassan II, Prime Minister Omar Haddad, and Foreign Minister Lina al-Masri.",
            "Hassan II JOR king, Omar Haddad JOR prime-minister, Lina al-Masri JOR foreign-minister",
        ),
        ("Also met with Norwegian Prime Minister Anna Lind.", "Anna Lind NOR prime-minister"),
        ("Met with President Jan Marek of Slovakia.", "Jan Marek SVK president"),
        (
            "Met with Deputy Prime Minister and Minister of Foreign Affairs Rami bin Saleh Al Masri.",
            "Rami bin Saleh Al Masri JOR deputy-prime-minister foreign-minister",
        ),
        (
            "Met with King Hassan II of Jordan and Foreign Minister Lina Masri.",
            "Hassan II JOR king, Lina Masri JOR foreign-minister",
        ),
        ("Offered condolences on the death of former Prime Minister Omar Haddad and met with officials.", ""),
        ("Accompanied President Biden to the summit.", ""),
        ("Met with senior officials and attended a meeting of Foreign Ministers.", ""),
    ],
)
def test_remarks_give_who_was_met(remarks: str, people: str) -> None:
    assert met(remarks) == people


def test_a_judgement_says_whose_office_it_is() -> None:
    judged = trips.Judged(parties={("1", "Anna Lind"): "NOR"})
    assert met("Met with Prime Minister Anna Lind.", judged) == "Anna Lind NOR prime-minister"


def person(name: str, title: str = "Prime Minister", party: str = "NOR") -> trips.PersonMet:
    return trips.PersonMet(TRIP, name, title, party)


@pytest.mark.parametrize(
    ("somebody", "text", "named"),
    [
        (person("Anna Lindgren"), "He met Prime Minister Lindgren.", True),
        (person("Anna Lindgren"), "Lindgren spoke for Norway.", True),
        (person("Anna Lindgren"), "Carl Lindgren runs a farm.", False),
        (person("Mohammed bin Rashed Al Nahyan"), "He met Muhammad bin Rashed.", True),
        (person("Mohammed bin Rashed Al Nahyan"), "He met Khalid bin Rashed Al Nahyan.", False),
        (person("Sato Kenjiro", party="JPN"), "He met Kenjiro Sato.", True),
        (person("Elena Zelinsky"), "Elena Zelinskyy came.", True),
        (person("Maria Manalo"), "Norway opened a school in Manila.", False),
    ],
)
def test_texts_name_people_in_spellings_of_their_own(somebody: trips.PersonMet, text: str, *, named: bool) -> None:
    assert travels.names(somebody, text) == named
