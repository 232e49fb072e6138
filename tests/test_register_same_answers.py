"""The same records in SQLite and in PostgreSQL: the same answers to every question, and the same records out."""

import importlib.util
import sys
from pathlib import Path

import pytest

from communique.errors import QuestionError
from communique.evidence import Evidence
from communique.record import ActRecord, AgreementRecord, DocumentHead, MeetingRecord, PersonRecord, Record, TitleRecord
from communique.register.asking import pledges as following
from communique.register.asking import questions
from communique.register.asking.questions import Filter
from communique.register.register import Register

BENCH = Path(__file__).parent.parent / "bench" / "register.py"
MADE_UP = 60


def archive():
    """The made-up world of the measurements."""
    spec = importlib.util.spec_from_file_location("bench_register", BENCH)
    module = sys.modules["bench_register"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Archive(seed=3)


def written_by_hand():
    """Texts with what databases may read differently: accents, quotes, backslashes, Han, capitals, missing days."""
    texts = [
        ("Präsident Müller traf João Gonçalves; ein „Übereinkommen“ über C:\\temp und 100 % der O'Neill-Güter.", "2020-05-01"),
        ("习近平会见了拉夫罗夫。 The two sides will deepen cooperation_in 2020-21 & beyond; see =rus.", "2020-05-02"),
        ("ÉLAN and élan, NAÏVE and naive: the Ångström plan of the côte d’Ivoire.", None),
        ("Будем продолжать диалог — сказал Лавров. 🕊 The dove and the 100% plan.", "2020-05"),
    ]  # fmt: skip
    for at, (text, published) in enumerate(texts):
        whole = Evidence(0, len(text))
        word = Evidence(0, text.index(" "))
        president = TitleRecord("Präsident", "president", "BRA", word)
        people = (
            PersonRecord("p1", "João Gonçalves", "BRA", "principal", (president,), (word,)),
            PersonRecord("p2", "Сергей Лавров", "RUS", "attending", (TitleRecord("x", "foreign-minister", None, word),), (word,)),
        )  # fmt: skip
        meeting = MeetingRecord(
            "m1", "talks", "held", ("BRA", "RUS"), published, "Genève", None, None, ("p1", "p2"), whole
        )
        act = ActRecord(
            "a1", "PLEDGE", None, "did", word, (word,), ("p1",), ("p2",), whole, ("trade", "Élan"), "m1", None, whole, "x.y",
            {"actors": (), "recipients": (word,)},
        )  # fmt: skip
        agreement = AgreementRecord("g1", "treaty", "Treaty of Genève on O'Neill's goods", ("BRA", "RUS"), None, word)
        head = DocumentHead(
            f"hand-{at}", text, "en", f"Title's {at}", "Agência", "BRA", published, f"https://a.example/{at}?q='%'"
        )
        yield Record(head, people, (meeting,), (act,), (agreement,))


@pytest.fixture
def both(register_addresses):
    """Two registers that were told the same, and the world that was told of."""
    world = archive()
    records = [*world.records(MADE_UP), *written_by_hand()]
    opened = [Register(address) for address in register_addresses]
    for register in opened:
        for record in records:
            register.add(record)
    yield opened, world
    for register in opened:
        register.close()


def asked(world):
    """Every question, with what is asked for."""
    words, parties = world.words, world.parties
    common = [
        *words[:12],
        "élan",
        "NAIVE",
        "c",
        "temp",
        "100",
        "习",
        "拉夫罗夫",
        "лавров",
        '"the of"',
        "c:\\temp",
        "o'neill",
        "plan*",
    ]
    for word in common:
        yield f"search {word}", lambda register, word=word: questions.search(register, word)
    narrowed = {
        "party": Filter(party=parties[0]), "act": Filter(act="pledge"), "office": Filter(office="president"),
        "since": Filter(since="2010"), "until": Filter(until="2015"), "month": Filter(since="2020-05", until="2020-05"),
        "publisher": Filter(publisher="Agência"), "topic": Filter(topic="trade"), "agreement": Filter(agreement="Genève goods"),
        "person": Filter(person="P1"),
    }  # fmt: skip
    for name, each in narrowed.items():
        yield (
            f"search narrowed by {name}",
            lambda register, each=each: questions.search(register, "the OR und", narrowed=each),
        )
    for id in range(1, 40):
        yield f"who P{id}", lambda register, id=id: questions.who(register, f"P{id}")
    for people in world.people.values():
        yield f"who {people[0].name}", lambda register, name=people[0].name: questions.who(register, name)
    pairs = [("BRA", "RUS"), *((one, other) for one in parties[:5] for other in parties[:5] if one != other)]
    for one, other in pairs:
        for question in (questions.met, questions.timeline):
            yield (
                f"{question.__name__} {one} {other}",
                lambda register, ask=question, one=one, other=other: ask(register, one, other),
            )
        yield (
            f"pledges {one} {other}",
            lambda register, one=one, other=other: following.pledges(register, by=one, to=other),
        )
    yield "met by people", lambda register: questions.met(register, "João Gonçalves", "Sergey Lavrov")
    yield "met by person and party", lambda register: questions.met(register, "Лавров", "BRA")
    for party in (*parties[:8], "BRA"):
        yield f"pledges by {party}", lambda register, party=party: following.pledges(register, by=party)
        yield f"pledges to {party}", lambda register, party=party: following.pledges(register, to=party)
    yield "pledges by a person", lambda register: following.pledges(register, by="João Gonçalves", to="RUS")
    for title in ("Genève", "O'Neill", "agreement", *world.titles[:40]):
        yield f"agreement {title}", lambda register, title=title: questions.agreement(register, title)


def answer(ask, register):
    """An answer, or the words of the refusal."""
    try:
        return ask(register)
    except QuestionError as error:
        return str(error)


@pytest.mark.slow
def test_every_question_has_the_same_answer_in_both_databases(both):
    (sqlite, postgresql), world = both
    answers = {}
    for name, ask in asked(world):
        answers[name] = answer(ask, sqlite)
        assert answers[name] == answer(ask, postgresql), name
    told = [name for name, each in answers.items() if each and not isinstance(each, str)]
    assert len(told) > len(answers) / 3, "many questions have an answer"


@pytest.mark.slow
def test_words_that_very_many_sentences_hold_are_found_in_some_documents_as_rare_ones_are(both, monkeypatch):
    registers, world = both
    narrowed = ("office", "since", "month", "publisher", "topic", "agreement", "person")
    searches = [(name, ask) for name, ask in asked(world) if name.endswith(narrowed) and name.startswith("search")]
    as_rare = {name: answer(ask, registers[0]) for name, ask in searches}
    monkeypatch.setattr(questions, "MOST_MATCHES", 3)
    for register in registers:
        for name, ask in searches:
            assert answer(ask, register) == as_rare[name], name


@pytest.mark.slow
def test_every_record_comes_out_the_same_from_both_databases(both):
    (sqlite, postgresql), _ = both
    assert list(sqlite.records()) == list(postgresql.records())


@pytest.mark.parametrize("seed", [1, 2])
def test_records_come_out_as_they_went_in(register_address, seed):
    records = [*archive().records(10), *written_by_hand()] if seed == 1 else list(written_by_hand())
    with Register(register_address) as register:
        for record in records:
            register.add(record)
        found = list(register.records())
    bare = [record.document.text for record in records]
    assert [each.document.text for each in found] == bare
    assert [(each.persons, each.meetings, each.acts, each.agreements) for each in found] == [
        (each.persons, each.meetings, each.acts, each.agreements) for each in records
    ]
