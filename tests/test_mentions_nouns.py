"""Nouns that name meetings and agreements, with parties, date, place and ordinal where the words tell."""

import pytest

from communique.evidence import quote
from stored import mentions_of


def phrases(mentions, kind, text):
    sentences = [found.sentence for found in mentions.found]
    return [(quote(text, each.span.evidence(sentences)), each.word.kind) for each in getattr(mentions, kind)]


def meetings(text, language="en", **known):
    return phrases(mentions_of(text, language, **known), "meetings", text)


def agreements(text, language="en", **known):
    return phrases(mentions_of(text, language, **known), "agreements", text)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Das Gipfeltreffen endete.", "de", "summit"),
        ("Der strategische Dialog endete.", "de", "dialogue"),
        ("Das Telefongespräch endete.", "de", "call"),
        ("Der Staatsbesuch endete.", "de", "visit"),
        ("Die Generalversammlung endete.", "de", "conference"),
        ("The phone call ended.", "en", "call"),
        ("The summit ended.", "en", "summit"),
        ("The state visit ended.", "en", "visit"),
        ("The consultations ended.", "en", "talks"),
        ("The signing ceremony ended.", "en", "ceremony"),
    ],
)
def test_the_noun_tells_the_kind(text, language, kind):
    assert [found for _, found in meetings(text, language)] == [kind]


def test_a_german_compound_ends_in_its_head():
    assert [kind for _, kind in meetings("Die Abschlusssitzung des Ausschusses endete.", "de")] == ["conference"]


def test_a_verb_of_the_same_form_is_no_meeting():
    assert meetings("They visit Berlin.") == []


def test_the_phrase_takes_adjectives_and_the_with_part():
    assert meetings("The third trilateral summit with Japan ended.") == [
        ("third trilateral summit with Japan", "summit")
    ]


@pytest.mark.parametrize(("text", "language", "ordinal"), [
    ("Der 2. strategische Dialog endete.", "de", 2),
    ("Der zweite strategische Dialog endete.", "de", 2),
    ("The third summit ended.", "en", 3),
    ("The 5th summit ended.", "en", 5),
    ("The summit ended.", "en", None),
])  # fmt: skip
def test_the_ordinal_of_a_round(text, language, ordinal):
    assert [meeting.ordinal for meeting in mentions_of(text, language).meetings] == [ordinal]


def test_parties_and_date_inside_the_phrase():
    (meeting,) = mentions_of(
        "Das koreanisch-russische Gipfeltreffen im Juni 2024 war ein Erfolg.", "de", publisher_state="PRK"
    ).meetings
    assert set(meeting.parties) == {"PRK", "RUS"} and meeting.date == "2024-06"


def test_a_coming_meeting_is_planned():
    (meeting,) = mentions_of("The upcoming summit was discussed.").meetings
    assert meeting.status == "planned"


def test_an_agreement_with_its_matter():
    text = "Sie unterzeichneten den Vertrag über gute Nachbarschaft."
    assert agreements(text, "de") == [("Vertrag über gute Nachbarschaft", "treaty")]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Sie unterzeichneten eine Absichtserklärung über Handel.", "de", "memorandum"),
        ("Sie verabschiedeten ein gemeinsames Kommuniqué.", "de", "communique"),
        ("They adopted a joint statement on trade.", "en", "joint_statement"),
        ("They signed a memorandum of understanding on water.", "en", "memorandum"),
        ("They signed the Protocol on Fisheries.", "en", "protocol"),
        ("The Council adopted Resolution 2231.", "en", "resolution"),
    ],
)
def test_kinds_of_agreement(text, language, kind):
    assert [found for _, found in agreements(text, language)] == [kind]


def test_an_agreement_has_no_article():
    ((words, _),) = agreements("They signed the Protocol on Fisheries.")
    assert words == "Protocol on Fisheries"


def test_the_date_of_an_agreement():
    (agreement,) = mentions_of("Das Abkommen vom 9. Februar 1990 gilt.", "de").agreements
    assert agreement.date == "1990-02-09"


def test_the_verb_to_agree_is_no_agreement():
    assert agreements("They agreed on trade.") == []


def test_an_abbreviation_names_an_agreement():
    assert agreements("Washington left the JCPOA.") == [("JCPOA", "plan")]


def test_a_hyphenated_noun_names_a_meeting_whatever_its_parts_are():
    assert meetings("The leaders held a one-on-one before the dinner.")[0] == ("one-on-one", "talks")


def test_a_title_begins_with_the_whole_of_its_first_compound():
    ((words, _),) = agreements("The two leaders signed the South-North Joint Declaration.")
    assert words == "South-North Joint Declaration"
