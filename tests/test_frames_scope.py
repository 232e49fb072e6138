"""Modality: did, will, may, not."""

import pytest

from stored import frame_of

CASES = [
    ("Minister Berg met Minister Laine.", "en", "MEET", "did"),
    ("Minister Berg has met Minister Laine.", "en", "MEET", "did"),
    ("Minister Berg will meet Minister Laine.", "en", "MEET", "will"),
    ("Minister Berg may meet Minister Laine.", "en", "MEET", "may"),
    ("Minister Berg could visit Finland.", "en", "VISIT", "may"),
    ("Minister Berg did not meet Minister Laine.", "en", "MEET", "not"),
    ("Minister Berg has never visited Finland.", "en", "VISIT", "not"),
    ("The ministers signed no protocol.", "en", "SIGN", "not"),
    ("Minister Berg traf Minister Laine.", "de", "MEET", "did"),
    ("Minister Berg hat Minister Laine getroffen.", "de", "MEET", "did"),
    ("Minister Berg wird Minister Laine treffen.", "de", "MEET", "will"),
    ("Minister Berg soll Minister Laine treffen.", "de", "MEET", "will"),
    ("Minister Berg könnte Minister Laine treffen.", "de", "MEET", "may"),
    ("Minister Berg traf Minister Laine nicht.", "de", "MEET", "not"),
    ("Die Minister unterzeichneten kein Protokoll.", "de", "SIGN", "not"),
    ("Der Vertrag wurde von den Ministern unterzeichnet.", "de", "SIGN", "did"),
    ("Der Vertrag wird von den Ministern unterzeichnet werden.", "de", "SIGN", "will"),
    ("The protocol was signed by the ministers.", "en", "SIGN", "did"),
    ("The protocol will be signed by the ministers.", "en", "SIGN", "will"),
    ("Die Minister erzielten keine Einigung.", "de", "AGREE", "not"),
]


@pytest.mark.parametrize(("text", "language", "type", "modality"), CASES, ids=[text for text, *_ in CASES])
def test_modality(text, language, type, modality):
    assert frame_of(text, language, type=type).modality == modality


def test_what_is_scheduled_is_to_come():
    assert frame_of("Minister Berg is scheduled to meet Minister Laine.").type == "MEET"
    assert frame_of("Minister Berg is scheduled to meet Minister Laine.").modality == "will"


def test_a_negation_inside_the_content_is_not_the_acts():
    frame = frame_of("Minister Berg said that Norway will not sign.", type="STATE")
    assert frame.modality == "did"
