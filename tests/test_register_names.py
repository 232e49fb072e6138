"""Names of persons compared: spellings of one name agree, names of two persons do not."""

import subprocess
import sys

import pytest

from communique.register.names import Likeness, compare_names, name_keys
from communique.register.names.transliteration import script_of, skeleton, sounds

SAME = 0.6  # as in evaluation/names.py

SPELLINGS = [
    # transliterations of Cyrillic
    ("Sergej Lawrow", "Sergey Lavrov"),
    ("Сергей Лавров", "Sergei Lawrow"),
    ("Nikita Chruschtschow", "Nikita Khrushchev"),
    ("Nikita Khrouchtchev", "Nikita Jruschov"),
    ("Nikita Chruszczow", "Никита Хрущёв"),
    ("Michail Gorbatschow", "Mikhail Gorbachev"),
    ("Wolodymyr Selenskyj", "Volodymyr Zelensky"),
    ("Володимир Зеленський", "Владимир Зеленский"),
    # Han, Hangul and Arabic
    ("谢尔盖·拉夫罗夫", "Sergei Lavrov"),
    ("세르게이 라브로프", "Sergei Lavrov"),
    ("سيرغي لافروف", "Sergei Lavrov"),
    ("弗拉基米尔·普京", "블라디미르 푸틴"),
    ("محمد بن سلمان", "Mohammed bin Salman"),
    # Korean
    ("Kim Jong Un", "김정은"),
    ("Kim Jong Un", "金正恩"),
    ("Kim Chŏng-un", "Kim Jong-un"),
    ("Kim Dae-jung", "Kim Daejung"),
    ("Kim Dae Jung", "Kim Daejung"),
    ("Choe Son Hui", "최선희"),
    ("Pak Chŏng-hŭi", "Park Chung-hee"),
    ("Syngman Rhee", "이승만"),
    ("Ри Ён Хо", "Ri Yong Ho"),
    # Chinese
    ("Mao Tse-tung", "Mao Zedong"),
    ("Chou En-lai", "Zhou Enlai"),
    ("Teng Hsiao-p'ing", "邓小平"),
    ("Xi Jinping", "시진핑"),
    ("Си Цзиньпин", "习近平"),
    # Japanese
    ("Shinzo Abe", "安倍晋三"),
    ("Abe Shinzo", "아베 신조"),
    ("Tarō Asō", "Tarou Asou"),
    # order, particles, diacritics, nicknames
    ("Orbán Viktor", "Viktor Orban"),
    ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ("Abdel Fattah el-Sisi", "Abd al-Fattah as-Sissi"),
    ("Mohammad bin Salman", "Muhammad ibn Salmān"),
    ("Benjamin Netanjahu", "Benjamin Netanyahu"),
    ("Joe Biden", "Joseph Biden"),
    ("Tony Blinken", "Antony Blinken"),
    ("Bill Clinton", "William Clinton"),
]

PERSONS = [
    ("Kim Jong Un", "Kim Jong Il"),
    ("Kim Jong Un", "Kim Yo Jong"),
    ("Kim Jong Un", "김일성"),
    ("金正日", "김정은"),
    ("Ким Чен Ын", "Kim Jong Il"),
    ("George H. W. Bush", "George W. Bush"),
    ("Hillary Clinton", "Bill Clinton"),
    ("Park Geun-hye", "Park Chung-hee"),
    ("Mohammed bin Salman", "Mohammed bin Zayed"),
    ("Wang Yi", "Wang Yang"),
    ("Wang Yi", "Wang Qishan"),
    ("Lee Hsien Loong", "Lee Jae-myung"),
    ("Raúl Castro", "Fidel Castro"),
    ("Lawrow", "Lawrenko"),
    ("Sergei Lavrov", "Sergei Shoigu"),
    ("Heinz Fischer", "Joschka Fischer"),
    ("Elizabeth II", "Elizabeth I"),
    ("John Paul II", "John Paul I"),
    ("安倍晋三", "Shintaro Abe"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_agree_in_full(one: str, other: str) -> None:
    likeness = compare_names(one, other)
    assert (likeness.fit, likeness.score >= SAME) == ("full", True), likeness


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_keys(one) & name_keys(other)


@pytest.mark.parametrize(("one", "other"), PERSONS)
def test_names_of_two_persons_are_a_conflict(one: str, other: str) -> None:
    likeness = compare_names(one, other)
    assert (likeness.fit, likeness.score < SAME) == ("conflict", True), likeness


@pytest.mark.parametrize(("one", "other"), [*SPELLINGS, *PERSONS, ("Biden", "J. Biden")])
def test_the_order_of_the_two_names_is_of_no_matter(one: str, other: str) -> None:
    assert compare_names(one, other) == compare_names(other, one)


@pytest.mark.parametrize(
    ("surname", "name"),
    [
        ("Biden", "Joe Biden"),
        ("拜登", "Joe Biden"),
        ("푸틴", "Wladimir Putin"),
        ("De Gaulle", "Charles de Gaulle"),
        ("Orbán", "Orbán Viktor"),
        ("as-Sisi", "Abdel Fattah el-Sisi"),
    ],
)
def test_a_surname_alone_is_partial(surname: str, name: str) -> None:
    assert compare_names(surname, name).fit == "partial"
    assert name_keys(surname) & name_keys(name)


def test_a_surname_alone_is_partial_with_all_who_bear_it() -> None:
    assert {compare_names("Fischer", name).fit for name in ("Heinz Fischer", "Joschka Fischer")} == {"partial"}


def test_a_rare_surname_tells_more_than_a_common_one() -> None:
    assert compare_names("Lavrov", "Sergei Lavrov").score > compare_names("Kim", "Kim Jong Un").score


def test_a_given_name_alone_tells_little() -> None:
    assert compare_names("Fidel", "Fidel Castro").score < compare_names("Castro", "Fidel Castro").score


def test_an_initial_is_partial_and_worth_more_than_the_surname_alone() -> None:
    likeness = compare_names("J. Biden", "Joe Biden")
    assert likeness.fit == "partial"
    assert likeness.score > compare_names("Biden", "Joe Biden").score


def test_another_initial_is_a_conflict() -> None:
    assert compare_names("K. Biden", "Joe Biden").fit == "conflict"


def test_a_middle_name_that_one_side_lacks_is_partial() -> None:
    assert compare_names("Wladimir Wladimirowitsch Putin", "Wladimir Putin").fit == "partial"


def test_a_suffix_that_one_side_lacks_does_no_harm() -> None:
    assert compare_names("Joseph R. Biden Jr.", "Joe Biden").fit == "partial"


def test_the_same_name_scores_one() -> None:
    assert compare_names("Angela Merkel", "Angela Merkel").score == 1.0


def test_the_reason_says_what_agrees_and_what_does_not() -> None:
    assert compare_names("Sergei Lawrow", "Sergei Lavrov").reason == '"sergei", "lavrov" = "lawrow" by spelling'
    assert "is not" in compare_names("Hillary Clinton", "Bill Clinton").reason


@pytest.mark.parametrize("name", ["", " ", ".", "-", "·", "123", "'", "Jr.", "I", "ـ", "أ", "々", "🙂"])
def test_what_is_no_name_is_compared_all_the_same(name: str) -> None:
    assert isinstance(compare_names(name, "Joe Biden"), Likeness)
    assert isinstance(name_keys(name), frozenset)


def test_keys_are_few() -> None:
    assert all(len(name_keys(name)) <= 16 for pair in SPELLINGS for name in pair)


def test_a_given_name_is_no_key_beside_a_family_name() -> None:
    assert not name_keys("Sergei Lavrov") & name_keys("Sergei Shoigu")


@pytest.mark.parametrize(
    ("word", "script"),
    [("Lavrov", "latin"), ("Лавров", "cyrillic"), ("拉夫罗夫", "han"), ("라브로프", "hangul"), ("لافروف", "arabic")],
)
def test_one_word_has_one_skeleton_in_every_script(word: str, script: str) -> None:
    assert script_of(word) == script
    assert "LFLF" in {skeleton(sound) for sound in sounds(word.lower(), script)}


def test_the_tables_are_read_when_they_are_needed() -> None:
    code = (
        "import communique.register.names as names, communique.register.names.transliteration as t;"
        "assert not t.spelling.cache_info().currsize; names.name_keys('Lavrov'); assert t.spelling.cache_info().currsize"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(("one", "other"), [("John Kelly", "John Kerry"), ("Joe Biden", "Joseph Biden")])
def test_western_names_are_not_read_as_korean(one: str, other: str) -> None:
    assert "korean" not in compare_names(one, other).reason


def test_a_short_name_joined_is_no_longer_one() -> None:
    assert compare_names("Hun Sen", "Johnson").fit == "conflict"
