"""The scars of lost text, and no false alarm where nothing is lost."""

import pytest

from stored import record_of, words

SCARS = [
    # names gone after honorifics, titles and articles
    ("Beim Gespräch übermittelte Sergei Below höflich dem Genossen", "de", "missing_name", "dem Genossen"),
    ("Minister Berg dankte dem Genossen , der ihn empfangen hatte.", "de", "missing_name", "dem Genossen"),
    ("Herr dankte den Gästen.", "de", "missing_name", "Herr"),
    ("Minister Berg thanked Mr. for the visit.", "en", "missing_name", "Mr."),
    ("Minister Berg traf gestern mit, dem Präsidenten Finnlands, zusammen.", "de", "missing_name", "mit"),
    ("Der Außenminister Finnlands, , dankte Minister Berg.", "de", "missing_name", None),
    ("In Wien betonte Außenminister die Bedeutung des Vertrags.", "de", "missing_name", "Außenminister"),
    ("Minister Berg wurde von Staatssekretär begleitet.", "de", "missing_name", "Staatssekretär"),
    ("Minister Berg sprach mit US-Außenminister und dem Botschafter.", "de", "missing_name", "US-Außenminister"),
    ("Minister Berg met with, President of Finland, on Monday.", "en", "missing_name", "with"),
    ("Minister Berg thanked President for the visit.", "en", "missing_name", "President"),
    ("Minister Berg and Prime Minister discussed the treaty.", "en", "missing_name", "Prime Minister"),
    ("Minister Berg thanked Finland.\n\nmet with the delegation of Norway.", "en", "missing_name", "met"),
    ("Minister Berg thanked his envoy ( ) for the visit.", "en", "missing_name", None),
    # sentences broken off
    ("Minister Berg dankte.\n\nDie Minister sprachen über die Lage in der", "de", "truncated", "der"),
    ("Minister Berg spoke.\n\nThe ministers discussed the situation in the", "en", "truncated", "the"),
    ("Minister Berg spoke.\n\nThe ministers then agreed to meet again and", "en", "truncated", "and"),
    ("Minister Berg dankte. Der Vorsitzende", "de", "truncated", None),
    ("Minister Berg spoke.\n\nThe talks were led by Prime Minister Laine,", "en", "truncated", ","),
    # pronouns whose only possible referent is lost
    ("Er dankte Finnland für die Hilfe.", "de", "missing_antecedent", "Er"),
    ("He thanked Finland for the aid.", "en", "missing_antecedent", "He"),
    # characters destroyed
    ("AuÃŸenminister Berg sprach in MÃ¼nchen.", "de", "garbled", None),
    ("Präsident Erdo?an dankte.", "de", "garbled", "Erdo?an"),
    ("Minister Berg dankte Pr\ufffdsident Laine.", "de", "garbled", "Pr\ufffdsident"),
    ("Minister Berg signed the treaty.They then left.", "en", "garbled", "treaty.They"),
    ("Minister Berg dankte mitVertrag für den Planund die Hilfe.", "de", "garbled", "Planund"),
    ("Minister Berg praised the partnershipand the treaty.", "en", "garbled", "partnershipand"),
    ("Minister Berg â€œthanksâ€\u009d Finland.", "en", "garbled", None),
]


@pytest.mark.parametrize(("text", "language", "kind", "quote"), SCARS, ids=[text[:50] for text, *_ in SCARS])
def test_a_scar_is_found(text, language, kind, quote):
    record = record_of(text, language)
    found = [(lacuna.kind, words(record, lacuna.span)) for lacuna in record.lacunae]
    assert kind in [each for each, _ in found], found
    if quote is not None:
        assert (kind, quote) in found


SOUND = [
    ("Minister Berg dankte dem Genossen Pak Chol.", "de"),
    ("Die Genossen berieten über den Plan.", "de"),
    ("Herr Minister Berg dankte.", "de"),
    ("Die Frau des Präsidenten war zugegen.", "de"),
    ("Minister Berg dankte S.E. Botschafter Laine.", "de"),
    ("Treffen in Wien", "de"),
    ("Minister Berg dankte den Genossinnen und Genossen.", "de"),
    ("Minister Berg fragte: „Was nun?“ Danach reiste er ab.", "de"),
    ("Präsident Ruto dankte. Er lobte Finnland.", "de"),
    ("Es regnete in Wien, und es war kalt.", "de"),
    ("Minister Berg spoke with Mr. Laine.", "en"),
    ("The President discussed the budget. He thanked the guests.", "en"),
    ("As he arrived, President William Ruto thanked the guests.", "en"),
    ("Watch the meeting at https://www.youtube.com/watch?v=AexEaKz1FRI today.", "en"),
    ("The picture is at https://example.org/P20210910KR-0279.jpg?resize=615,410 for everyone.", "en"),
    ("Readout of the meeting", "en"),
    ("Minister Berg spoke.\n\nParticipants included:\n\n- Anna Berg, Norway\n- Eero Laine, Finland", "en"),
    ("Minister Berg thanked the press.\n\n###", "en"),
    ("“We agreed,” she said, Minister Berg told reporters.", "en"),
    ("Minister Berg asked what it was for.", "en"),
    ("It is important that they meet, Minister Berg said.", "en"),
    ("Minister Berg serves as Foreign Minister of Norway.", "en"),
    ("Minister Berg spoke with the foreign ministers of Finland and Norway.", "en"),
    ("The minister whom Minister Berg met with, Laine, thanked Norway.", "en"),
    ("AmeriCorps and YouTube thanked Minister Berg for peacebuilding.", "en"),
    ("Minister Berg wurde als Außenminister vereidigt.", "de"),
    ("Minister Berg teilte es mit, und Finnland dankte.", "de"),
    ("Minister Berg dankte den MinisterInnen und seiner Frau für alles.", "de"),
    ("Vertreter beider Länder sprachen mit Ministern aus Wien.", "de"),
    ("Ein passender Satz der Reisenden ist füreinander gut.", "de"),
    ("A worker said that he lost his job.", "en"),
    ("Press notice\nMinister Berg meets his colleagues in Oslo\n4 May 2021\n\nThe Minister thanked them.", "en"),
    ("Minister Berg lobte das Visum für Inhaber von Diplomaten- und Dienstpässen.", "de"),
    ("EAM met with Minister Berg. Minister Berg thanked EAM.", "en"),
    ("President William Ruto met Minister Berg. President thanked him. President left.", "en"),
]


@pytest.mark.parametrize(("text", "language"), SOUND, ids=[text[:50] for text, _ in SOUND])
def test_a_sound_sentence_has_none(text, language):
    record = record_of(text, language)
    assert [(lacuna.kind, words(record, lacuna.span)) for lacuna in record.lacunae] == []


def test_a_title_used_as_a_name_only_once_is_a_lost_name():
    record = record_of("President William Ruto met Minister Berg. President thanked him.", "en")
    assert [words(record, lacuna.span) for lacuna in record.lacunae] == ["President"]


def test_lacunae_stand_in_text_order():
    record = record_of("Er dankte dem Genossen", "de")
    spans = [lacuna.span for lacuna in record.lacunae]
    assert len(spans) >= 2 and spans == sorted(spans)


def test_nothing_is_supplied_by_one_copy_alone():
    record = record_of("Er dankte dem Genossen", "de")
    assert all(lacuna.supplied is None for lacuna in record.lacunae)


def test_an_act_before_a_gap_is_still_read():
    record = record_of("Beim Gespräch übermittelte Sergei Below höflich dem Genossen", "de")
    assert [act.type for act in record.acts] == ["CONVEY"]
