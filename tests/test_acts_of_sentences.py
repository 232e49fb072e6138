"""What single sentences report: type, trigger, actors, recipients, modality and content, one line an act."""

import pytest

from stored import names, record_of, words

# (language, publisher's state, text, acts): "TYPE [trigger] actors -> recipients «content»", "(will)" where it did not happen
SENTENCES = [
    # a dative name beside the thing
    ("de", None, "Präsident Novak gewährte Minister Tanaka eine Audienz.", ["MEET [gewährte Audienz] Novak, Tanaka"]),
    (
        "de", None, "Botschafter Kovac überreichte Präsident Novak sein Beglaubigungsschreiben.",
        ["ACCREDIT [überreichte Beglaubigungsschreiben] Kovac -> Novak"],
    ),
    ("de", None, "Präsident Novak sandte König Harun ein Telegramm.", ["CONVEY [sandte Telegramm] Novak -> Harun"]),
    ("de", None, "Iran stellte Israel ein Ultimatum.", ["WARN [stellte Ultimatum] IRN -> ISR"]),
    (
        "de", None, "Am Montag übermittelte Minister Tanaka Präsident Novak eine Botschaft.",
        ["CONVEY [übermittelte] Tanaka -> Novak"],
    ),
    ("de", None, "Präsident Novak und König Harun unterzeichneten ein Abkommen.", ["SIGN [unterzeichneten] Novak, Harun"]),
    # sums, adverbs and the predicate's own words
    (
        "de", None, "Japan wird Indien 30 Millionen Euro bereitstellen.",
        ["AID [bereitstellen] JPN -> IND (will) «30 Millionen Euro»"],
    ),
    ("de", None, "Rabat lehnte das Angebot jedoch ab.", ["REJECT [lehnte ab] MAR «das Angebot»"]),
    ("de", None, "Iran weist die Anschuldigungen mit Nachdruck zurück.", ["REJECT [weist zurück] IRN «die Anschuldigungen»"]),
    (
        "de", None, "Japan machte Iran gegenüber deutlich, dass der Vertrag gilt.",
        ["STATE [machte deutlich] JPN -> IRN «dass der Vertrag gilt»"],
    ),
    (
        "de", None, "Norwegen stellte zusätzliche Mittel für die Versorgung ukrainischer Flüchtlinge in Aussicht.",
        ["PLEDGE [stellte Aussicht] NOR «zusätzliche Mittel für die Versorgung ukrainischer Flüchtlinge»"],
    ),
    # tense and mood
    (
        "de", None, "Wadephul unterstrich, dass Deutschland an der Ein-China-Politik festhalte.",
        ["STATE [unterstrich] Wadephul «dass Deutschland an der Ein-China-Politik festhalte»"],
    ),
    ("de", None, "Drei Diplomaten Russlands müssen Polen verlassen.", ["VISIT [verlassen] RUS -> POL (may)"]),
    ("de", None, "Ministerin Holm wird Minister Tanaka am Montag empfangen.", ["MEET [empfangen] Holm, Tanaka (will)"]),
    (
        "en", "USA", "President Biden affirmed that the United States would continue providing assistance to Ukraine.",
        ["PLEDGE [affirmed] Biden -> UKR «that the United States would continue providing assistance to Ukraine»"],
    ),
    # a participle at the end of its clause
    (
        "de", None, "Sommaruga äusserte sich anlässlich eines Telefonats mit Rohani beunruhigt über die Eskalation.",
        ["CRITICIZE [äusserte beunruhigt] Sommaruga «über die Eskalation»"],
    ),
    # whose act
    (
        "en", None, "President Biden condemned Russia’s brutal and illegal invasion of Ukraine.",
        ["CRITICIZE [condemned] Biden -> RUS «Russia’s brutal and illegal invasion of Ukraine»"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("language", "state", "text", "acts"), SENTENCES, ids=[text for _, _, text, _ in SENTENCES])
def test_the_acts_of_a_sentence(language, state, text, acts):
    record = record_of(text, language, state=state)
    assert [line(record, act) for act in record.acts] == acts


def line(record, act):
    """An act as it is written above."""
    trigger = " ".join(words(record, part) for part in act.trigger_parts)
    recipients = ", ".join(names(record, act.recipients))
    parts = [
        f"{act.type} [{trigger}] {', '.join(names(record, act.actors))}",
        f"-> {recipients}" if recipients else "",
        f"({act.modality})" if act.modality != "did" else "",
        f"«{words(record, act.content)}»" if act.content else "",
    ]
    return " ".join(part for part in parts if part)
