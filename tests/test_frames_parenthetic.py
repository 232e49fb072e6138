"""Speech in a parenthesis: "…, so Wang weiter."; the sentence around it is the content."""

import pytest

from communique.evidence import quote
from stored import frame_of, frames_of


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Der Handel wachse weiter, so Minister Berg.", "Berg", "Der Handel wachse weiter"),
        (
            "Der Handel, so Minister Berg, wachse weiter und werde allen nützen.",
            "Berg",
            "wachse weiter und werde allen nützen",
        ),
    ],
)
def test_so_reports_speech(text, speaker, content):
    frame = frame_of(text, "de")
    assert (frame.type, frame.modality) == ("STATE", "did")
    assert frame.trigger[0].text == "so"
    assert frame.actors[0].text in (speaker, "Minister")
    assert quote(text, frame.content) == content


def test_what_is_said_there_is_no_further_act():
    assert [frame.type for frame in frames_of("Man danke Finnland, so Minister Berg.", "de")] == ["STATE"]


@pytest.mark.parametrize(
    "text", ["Der Handel war so groß.", "Der Handel wuchs, so dass Minister Berg dankte.", "So endete der Tag."]
)
def test_other_uses_of_so(text):
    assert [frame for frame in frames_of(text, "de") if frame.trigger[0].text.casefold() == "so"] == []


def test_according_to():
    frame = frame_of("The talks were useful, according to Minister Berg.")
    assert frame.type == "STATE" and frame.actors
