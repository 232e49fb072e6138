"""Questions across texts, in both databases: what is found, narrowed, ordered, and the words each row rests on."""

import pytest

from communique.errors import QuestionError
from communique.register.asking.finding import find_party
from communique.register.asking.lines import COLUMNS, frame_of, lines_of
from communique.register.asking.pledges import pledges
from communique.register.asking.questions import Filter, agreement, met, search, timeline, who
from communique.register.register import Register
from readouts import Readout, later, other_side, talks


@pytest.fixture
def register(register_address):
    with Register(register_address) as register:
        for make in (talks, other_side, later):
            register.add(make())
        yield register


def documents(hits):
    return [hit.quote.document for hit in hits]


# search


def test_a_sentence_is_found_by_its_words_with_the_acts_in_it(register):
    (hit,) = search(register, "warm welcome")
    assert hit.quote.text == "Tanaka thanked the host for the warm welcome."
    assert hit.acts == ("a4 PRAISE",)


def test_what_was_asked_for_is_marked(register):
    (hit,) = search(register, "welcome")
    assert [hit.quote.text[start:end] for start, end in hit.quote.marked] == ["welcome"]


def test_the_newest_comes_first(register):
    assert documents(search(register, "icebreakers")) == ["jpn-later", "jpn-talks", "nld-talks"]


def test_a_phrase_is_found_only_as_such(register):
    assert documents(search(register, '"two icebreakers"')) == ["jpn-later", "nld-talks"]


def test_an_excluded_word_excludes_the_sentence(register):
    assert documents(search(register, "icebreakers -two")) == ["jpn-talks"]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        (Filter(act="pledge"), ["jpn-talks", "nld-talks"]),
        (Filter(party="NLD"), ["jpn-later", "jpn-talks", "nld-talks"]),
        (Filter(party="KOR"), []),
        (Filter(since="2025"), ["jpn-later"]),
        (Filter(until="2024"), ["jpn-talks", "nld-talks"]),
        (Filter(until="2024-06-19"), ["nld-talks"]),
        (Filter(publisher="Gaimusho"), ["jpn-later", "jpn-talks"]),
        (Filter(publisher="nld"), ["nld-talks"]),
        (Filter(person="Tanaka"), ["jpn-later", "jpn-talks", "nld-talks"]),
        (Filter(office="foreign-minister"), ["jpn-later", "jpn-talks", "nld-talks"]),
        (Filter(office="king"), []),
        (Filter(agreement="Arctic"), ["jpn-talks", "nld-talks"]),
    ],
)
def test_a_search_is_narrowed(register, narrowed, found):
    assert documents(search(register, "icebreakers", narrowed=narrowed)) == found


def test_a_search_is_narrowed_to_a_topic(register):
    assert documents(search(register, "they", narrowed=Filter(topic="arctic"))) == ["nld-talks"]
    assert search(register, "welcome", narrowed=Filter(topic="arctic")) == []


@pytest.mark.parametrize(
    ("narrowed", "message"),
    [
        (Filter(act="HUG"), "no type of act"),
        (Filter(party="Atlantis"), "is no party"),
        (Filter(person="Nobody"), "nobody in the register"),
        (Filter(agreement="Moon Treaty"), "no agreement"),
    ],
)
def test_what_is_not_known_is_said(register, narrowed, message):
    with pytest.raises(QuestionError, match=message):
        search(register, "they", narrowed=narrowed)


def test_quotes_signs_and_operators_of_the_databases_do_no_harm(register):
    for words in ("NEAR(a b)", "a AND OR", "x' OR 1=1 --", 'a"b', "a:b*", "!&|<->"):
        try:
            search(register, words)
        except QuestionError as error:
            assert "asks for no word" in str(error)


# people


def test_a_person_is_one_across_spellings(register):
    career = who(register, "Holm")
    assert career.name == "Pieter Holm"
    assert set(career.spellings) == {"Pieter Holm", "P. Holm", "Holm"}
    assert career.texts == 3


def test_offices_have_days_and_evidence(register):
    (office,) = who(register, "Pieter Holm").offices
    assert (office.office, office.party, office.first_day, office.last_day) == (
        "foreign-minister",
        "NLD",
        "2024-06-19",
        "2025-02-01",
    )
    assert "Foreign Minister Pieter Holm" in office.quote.text


def test_acts_of_a_person_have_their_sentence(register):
    pledged = [act for act in who(register, "Holm").acts if act.type == "PLEDGE"]
    assert {act.content for act in pledged} == {"two icebreakers for the northern passage", "icebreakers"}
    assert all(act.actors == ("Pieter Holm (NLD)",) for act in pledged)


def test_a_person_is_found_by_key(register):
    assert who(register, who(register, "Tanaka").id).name == "Kenji Tanaka"


def test_namesakes_are_offered_by_key(register):
    register.add(Readout("Minister Ada Holm spoke.", id="ada").person("Ada Holm", "SWE", "minister").record)
    register.add(Readout("Minister Ada Holm came.", id="ada2").person("Ada Holm", "SWE", "minister").record)
    with pytest.raises(QuestionError, match=r"several people.*P\d+ .*Holm"):
        who(register, "Holm")
    assert who(register, "Ada Holm").parties == (("SWE", 2),)


# meetings


def test_two_tellings_of_one_meeting_are_one(register):
    (meeting,) = met(register, "JPN", "NLD")
    assert {quote.document for quote in meeting.tellings} == {"nld-talks", "jpn-talks"}
    assert (meeting.date, meeting.place) == ("2024-06-18", "Oslo")
    assert set(meeting.people) == {"Kenji Tanaka (JPN)", "Pieter Holm (NLD)"}


@pytest.mark.parametrize(("one", "other"), [("Holm", "Tanaka"), ("Tanaka", "Netherlands"), ("JPN", "Holm")])
def test_meetings_of_people_and_parties(register, one, other):
    assert len(met(register, one, other)) == 1


def test_meetings_are_narrowed_to_days(register):
    assert met(register, "JPN", "NLD", narrowed=Filter(since="2024-06-19")) == []
    assert len(met(register, "JPN", "NLD", narrowed=Filter(since="2024-06-18", until="2024-06-18"))) == 1


# pledges, agreements, timelines


def test_a_pledge_has_the_later_texts_that_refer_to_it(register):
    (own,) = [each for each in pledges(register, by="NLD", to="JPN") if each.act.quote.document == "nld-talks"]
    assert [reference.quote.document for reference in own.later] == ["jpn-later"]
    assert "icebreakers" in own.later[0].shared


def test_pledges_are_found_by_person(register):
    assert len(pledges(register, by="Holm", to="JPN")) == 2
    assert pledges(register, by="Tanaka") == []


def test_pledges_of_nobody_are_no_question(register):
    with pytest.raises(QuestionError, match="say by whom"):
        pledges(register)


def test_an_agreement_is_one_across_texts(register):
    (found,) = agreement(register, "arctic treaty")
    assert {quote.document for quote in found.mentions} == {"nld-talks", "jpn-talks"}
    assert [relation for _, relation, _ in found.meetings] == ["signed"] or found.meetings[0][1] in ("named", "signed")


def test_a_timeline_is_in_order_of_days(register):
    moments = timeline(register, "NLD", "JPN")
    days = [moment.day for moment in moments]
    assert days == sorted(days)
    assert {type(moment.what).__name__ for moment in moments} == {"MeetingRow", "ActRow"}


# lines


def test_every_answer_has_the_same_columns(register):
    answers = [
        *search(register, "icebreakers"), who(register, "Holm"), *met(register, "JPN", "NLD"), *pledges(register, by="NLD"),
        *agreement(register, "Arctic"), *timeline(register, "NLD", "JPN"),
    ]  # fmt: skip
    frame = frame_of(answers)
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == len(lines_of(answers))


def test_every_line_but_the_head_of_a_person_has_document_and_words(register):
    for line in lines_of([who(register, "Holm"), *pledges(register, by="NLD"), *agreement(register, "Arctic")]):
        assert line.what == "person" or (line.document and line.evidence and line.end > line.start)


@pytest.mark.parametrize(("name", "code"), [("rus", "RUS"), ("Russia", "RUS"), ("Russland", "RUS"), ("EU", "EU")])
def test_parties_are_named_by_code_or_name(name, code):
    assert find_party(name) == code
