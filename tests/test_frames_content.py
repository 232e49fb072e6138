"""The content of an act: the whole complement, first to last word, without comma and correlate."""

import pytest

from communique.evidence import quote
from stored import frame_of

CASES = [
    ("The ministers discussed trade and fisheries.", "en", "DISCUSS", "trade and fisheries"),
    ("The ministers exchanged views on trade.", "en", "DISCUSS", "on trade"),
    ("Die Minister sprachen über den Handel.", "de", "DISCUSS", "über den Handel"),
    ("Die Minister tauschten Meinungen über den Handel aus.", "de", "DISCUSS", "über den Handel"),
    ("Minister Berg said that the talks were useful.", "en", "STATE", "that the talks were useful"),
    ("Minister Berg betonte, dass der Handel wächst.", "de", "STATE", "dass der Handel wächst"),
    (
        "Minister Berg drückte seine Überzeugung davon aus, dass der Handel wächst.",
        "de",
        "STATE",
        "dass der Handel wächst",
    ),
    ("Minister Berg underscored the importance of trade.", "en", "STATE", "the importance of trade"),
    ("Minister Berg urged Finland to sign the treaty.", "en", "URGE", "to sign the treaty"),
    ("Minister Berg pledged to help Finland.", "en", "PLEDGE", "to help Finland"),
    (
        "The ministers agreed to stay in close contact on regional issues.",
        "en",
        "AGREE",
        "to stay in close contact on regional issues",
    ),
    ("Minister Berg condemned the attack on Kyiv.", "en", "CRITICIZE", "the attack on Kyiv"),
    ("Minister Berg thanked Minister Laine for the aid.", "en", "PRAISE", "for the aid"),
    ("Minister Berg expressed concern about the attack.", "en", "CRITICIZE", "about the attack"),
    (
        "Minister Berg stressed the need to help, including with money.",
        "en",
        "STATE",
        "the need to help, including with money",
    ),
    ("„Norwegen ist bereit“, sagte Minister Berg.", "de", None, "Norwegen ist bereit"),
]


@pytest.mark.parametrize(("text", "language", "type", "content"), CASES, ids=[text for text, *_ in CASES])
def test_content(text, language, type, content):
    frame = frame_of(text, language, type=type)
    assert frame.content is not None
    assert quote(text, frame.content).strip("„“") == content


@pytest.mark.parametrize(
    ("text", "language", "type"),
    [
        ("Minister Berg met Minister Laine.", "en", "MEET"),
        ("Minister Berg visited Finland.", "en", "VISIT"),
        ("The ministers signed a protocol on trade.", "en", "SIGN"),
        ("Minister Berg übermittelte Minister Laine Grüße.", "de", "CONVEY"),
        ("Norway lifted the sanctions.", "en", "CONCEDE"),
    ],
)
def test_acts_that_have_none(text, language, type):
    assert frame_of(text, language, type=type).content is None


def test_the_content_stops_at_the_next_act():
    text = "Minister Berg underscored the importance of trade and condemned the attack."
    frame = frame_of(text, type="STATE")
    assert quote(text, frame.content) == "the importance of trade"


def test_the_content_stops_at_a_participial_act():
    text = "Minister Berg discussed trade, thanking Finland."
    assert quote(text, frame_of(text, type="DISCUSS").content) == "trade"
