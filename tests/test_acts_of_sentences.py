"""What single sentences report: type, trigger, actors, recipients, modality and content, one line an act."""

import csv

import pytest

from stored import DATA, names, record_of, words

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
    # where a journey leads, another meeting is told
    (
        "de", None, "Minister Tanaka reiste am Freitag nach Kenia weiter, wo er mit Präsident Novak zusammentraf.",
        ["VISIT [reiste weiter] Tanaka -> KEN", "MEET [zusammentraf] Tanaka, Novak"],
    ),
    # what is issued together is agreed, what one side says is not
    ("en", None, "Norway and Finland issued a joint statement.", ["SIGN [issued statement] NOR, FIN"]),
    ("en", None, "Norway issued a statement on Syria.", ["STATE [issued statement] NOR «on Syria»"]),
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
        ["PLEDGE [unterstrich] Wadephul «dass Deutschland an der Ein-China-Politik festhalte»"],
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
    (
        "de", "DEU", "Deutschland liefert der Ukraine zwei weitere Patriot-Systeme.",
        ["AID [liefert] DEU -> UKR «zwei weitere Patriot-Systeme»"],
    ),
    # what somebody or something is called
    (
        "de", None, "Ministerin Holm bezeichnete den Angriff Irans als Bruch des Völkerrechts.",
        ["CRITICIZE [bezeichnete Bruch] Holm -> IRN «den Angriff Irans als Bruch des Völkerrechts»"],
    ),
    (
        "de", None, "Ministerin Holm bezeichnete das Treffen als Fortschritt.",
        ["STATE [bezeichnete] Holm «das Treffen als Fortschritt»"],
    ),
    ("en", None, "Peskow called the talks useful.", ["STATE [called] Peskow «the talks useful»"]),
    ("en", None, "Erdogan called Israel a terror state.", ["STATE [called] Erdogan «Israel a terror state»"]),
    ("en", None, "President Biden called President Putin.", ["MEET [called] Biden, Putin"]),
    # said in passing
    (
        "de", "RUS", "Das Treffen dauerte drei Stunden, wie Kremlsprecher Dmitri Peskow bekanntgab.",
        ["STATE [bekanntgab] Dmitri Peskow «Das Treffen dauerte drei Stunden»"],
    ),
    (
        "de", None, "Wie das japanische Außenministerium mitteilte, traf Minister Tanaka die norwegische Ministerin Holm.",
        [
            "STATE [mitteilte] JPN «traf Minister Tanaka die norwegische Ministerin Holm»",
            "MEET [traf] Tanaka, Holm",
        ],
    ),
    (
        "de", None, "Minister Tanaka fragte, wie Norwegen die Lage beurteilt.",
        ["STATE [fragte] Tanaka «wie Norwegen die Lage beurteilt»"],
    ),
    (
        "en", None, "As Foreign Minister Cho noted, trade between Korea and Japan has doubled.",
        ["STATE [noted] Cho «trade between Korea and Japan has doubled»"],
    ),
    # infinitives and gerunds
    ("en", None, "Guterres urged the rebels to stop.", ["URGE [urged] Guterres «to stop»"]),
    (
        "en", None, "Erdogan proposed hosting a summit in Istanbul.",
        ["URGE [proposed] Erdogan «hosting a summit in Istanbul»"],
    ),
    (
        "en", None, "President Xi opened the meeting by congratulating President Ruto on the anniversary.",
        ["MEET [opened meeting] Xi", "PRAISE [congratulating] Xi -> Ruto «on the anniversary»"],
    ),
    (
        "de", None, "Präsident Erdogan lehnte es ab, die Truppen aus Syrien abzuziehen.",
        ["REJECT [lehnte ab] Erdogan «die Truppen aus Syrien abzuziehen»"],
    ),
    # attitudes inside what is said
    (
        "en", "RUS", "President Putin said that Russia stood ready to offer a platform.",
        ["PLEDGE [said] Putin «that Russia stood ready to offer a platform»"],
    ),
    (
        "en", None, "Minister Cho said that Japan had pledged to send aid to Haiti.",
        [
            "STATE [said] Cho «that Japan had pledged to send aid to Haiti»",
            "PLEDGE [pledged] JPN -> HTI «to send aid to Haiti»",
        ],
    ),
    (
        "de", None, "Wang Yi erklärte, China sei bereit, mit Deutschland den Austausch auf allen Ebenen zu vertiefen.",
        ["PLEDGE [erklärte] Wang Yi «China sei bereit, mit Deutschland den Austausch auf allen Ebenen zu vertiefen»"],
    ),
    # passives without an agent
    (
        "de", None, "Präsident Novak traf König Harun. Dabei wurde der Wille bekräftigt, den Handel zu fördern.",
        ["MEET [traf] Novak, Harun", "PLEDGE [Wille bekräftigt] Novak, Harun «den Handel zu fördern»"],
    ),
    (
        "en", "RUS", "The Ambassador of Moldova was summoned to the Russian Foreign Ministry.",
        ["CRITICIZE [Ambassador summoned] RUS -> MDA"],
    ),
    # meetings and bodies named after their parties
    ("de", None, "Die Gemeinsame Kommission DDR–Mosambik tagte in Berlin.", ["MEET [tagte] DDR, MOZ"]),
    (
        "de", None, "Die deutsch-polnischen Regierungskonsultationen fanden in Warschau statt.",
        ["MEET [Regierungskonsultationen fanden statt] DEU, POL"],
    ),
    ("en", None, "The India-Kenya Joint Commission met in Nairobi.", ["MEET [met] IND, KEN"]),
    (
        "de", None, "Präsident Novak traf König Harun. Weitere Themen waren der Tourismus und die Kultur.",
        ["MEET [traf] Novak, Harun", "DISCUSS [Themen] Novak, Harun «der Tourismus und die Kultur»"],
    ),
    # whose deed
    (
        "de", "DEU", "Die Bundesregierung verurteilt die Hinrichtung des Aktivisten durch das iranische Regime aufs Schärfste.",
        ["CRITICIZE [verurteilt] DEU -> IRN «die Hinrichtung des Aktivisten durch das iranische Regime»"],
    ),
    (
        "en", None, "President Costa welcomed the progress made by Moldova on its path towards accession.",
        ["PRAISE [welcomed] Costa -> MDA «the progress made by Moldova on its path towards accession»"],
    ),
    (
        "en", None, "Foreign Minister Iwaya lodged a strong protest against the intrusion by Chinese vessels.",
        ["CRITICIZE [lodged protest] Iwaya -> CHN «against the intrusion by Chinese vessels»"],
    ),
    (
        "de", None, "Japan verhängte Sanktionen gegen drei nordkoreanische Banken.",
        ["SANCTION [verhängte Sanktionen] JPN -> PRK"],
    ),
]  # fmt: skip


# In the style of many ministries; the file has one act a line.
with (DATA / "acts.csv").open(encoding="utf-8", newline="") as table:
    SENTENCES += [
        (row["language"], row["state"] or None, row["text"], row["acts"].split("\n")) for row in csv.DictReader(table)
    ]


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
