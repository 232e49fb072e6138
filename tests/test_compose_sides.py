"""Who meets whom, and when it is still to come: parties of lists, of visits, of what a programme announces."""

import pytest

from stored import record_of


def told(text, language, state=None, day=None):
    record = record_of(text, language, state=state, day=day)
    return [(each.kind, each.status, "-".join(each.parties)) for each in record.meetings]


@pytest.mark.parametrize(
    ("text", "language", "met"),
    [
        (
            "Außenministerin Anna Berg (Norwegen) traf ihre Amtskollegen aus Lettland, der Schweiz, Ungarn und Peru.",
            "de",
            [("talks", "held", "CHE-HUN-LVA-NOR-PER")],
        ),
        (  # names in brackets end no list
            "Außenministerin Anna Berg (Norwegen) traf gestern die Außenminister Lettlands (Juris Ozols), Ungarns (Pal Nagy)"
            " und der Schweiz (Urs Frei).",
            "de",
            [("talks", "held", "CHE-HUN-LVA-NOR")],
        ),
        (
            "Außenministerin Anna Berg (Norwegen) traf ihre peruanischen, finnischen und kenianischen Amtskollegen.",
            "de",
            [("talks", "held", "FIN-KEN-NOR-PER")],
        ),
        (  # one person for two bodies is one
            "Foreign Minister Anna Berg of Norway met her Kenyan counterpart, Moses Otieno.",
            "en",
            [("talks", "held", "KEN-NOR")],
        ),
    ],
)
def test_parties_of_a_list(text, language, met):
    assert told(text, language) == met


@pytest.mark.parametrize(
    ("text", "language", "met"),
    [
        (  # told in the present behind what is to come
            "Außenministerin Anna Berg reist am 13. Mai nach Kenia. Dort trifft sie Präsident William Ruto.",
            "de",
            [("visit", "planned", "KEN-NOR"), ("talks", "planned", "KEN-NOR")],
        ),
        (
            "Nächste Woche reist Außenministerin Anna Berg nach Kenia.",
            "de",
            [("visit", "planned", "KEN-NOR")],
        ),
        (
            "Außenministerin Anna Berg reiste gestern nach Kenia. Geplant ist ein Treffen mit Präsident William Ruto (Kenia).",
            "de",
            [("visit", "held", "KEN-NOR"), ("talks", "planned", "KEN-NOR")],
        ),
        (
            "Foreign Minister Anna Berg arrived in Kenya yesterday. A meeting with President William Ruto of Kenya is scheduled"
            " for Friday.",
            "en",
            [("visit", "held", "KEN-NOR"), ("talks", "planned", "KEN-NOR")],
        ),
    ],
)
def test_what_is_to_come(text, language, met):
    assert told(text, language, state="NOR", day="2024-05-10") == met


@pytest.mark.parametrize(
    ("text", "language", "met"),
    [
        (  # whose visit it was
            "The Finnish delegation returned home, ending its visit to Japan, Norway's foreign ministry said.",
            "en",
            [("visit", "held", "FIN-JPN")],
        ),
        (  # a visitor is no visit
            "Ministerin Anna Berg traf Minister Eero Laine (Finnland). Laine war der erste Besucher der Ministerin aus Helsinki.",
            "de",
            [("talks", "held", "FIN-NOR")],
        ),
        (  # neither of those told of before took part
            "President William Ruto of Kenya met Minister Anna Berg of Norway. Berg recalled the talks with Peru in Lima.",
            "en",
            [("talks", "held", "KEN-NOR"), ("talks", "held", "NOR-PER")],
        ),
    ],
)
def test_whose_visit_and_whose_talks(text, language, met):
    assert told(text, language, state="NOR", day="2024-05-10") == met


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ministerin Anna Berg (Norwegen) empfing ihre Amtskollegen aus Peru und Kenia.", "talks"),
        ("Parlamentspräsidentin Anna Berg (Norwegen) empfing Minister Eero Laine (Finnland).", "audience"),
        ("Ministerin Anna Berg (Norwegen) wurde von Präsident Sauli Laine (Finnland) empfangen.", "audience"),
    ],
)
def test_who_gives_an_audience(text, kind):
    assert told(text, "de")[0][0] == kind


@pytest.mark.parametrize(
    ("text", "language", "met"),
    [
        (  # the call told again with another noun
            "Präsident William Ruto (Kenia) hat mit Präsidentin Ana Silva (Brasilien) telefoniert. Das Gespräch fand am"
            " Nachmittag statt.",
            "de",
            [("call", "held", "BRA-KEN")],
        ),
        (
            "President William Ruto of Kenya held a phone talk with President Ana Silva of Brazil.",
            "en",
            [("call", "held", "BRA-KEN")],
        ),
        (  # the verb and its noun are one visit, whatever its number
            "Präsident William Ruto (Kenia) traf gestern zu seinem zweiten Staatsbesuch in Brasilien ein.",
            "de",
            [("visit", "held", "BRA-KEN")],
        ),
        (
            "President William Ruto of Kenya telephoned President Ana Silva of Brazil. The two leaders are to meet in Oslo.",
            "en",
            [("call", "held", "BRA-KEN"), ("summit", "planned", "BRA-KEN")],
        ),
        (  # a body's own session
            "President William Ruto of Kenya met President Ana Silva of Brazil on the sidelines of the BRICS ministerial"
            " meeting in Oslo.",
            "en",
            [("summit", "held", "BRA-KEN"), ("conference", "held", "BRICS")],
        ),
        (  # the next of several
            "Präsidentin Ana Silva (Brasilien) traf gestern Präsident William Ruto (Kenia). Daran schloss sich eine Begegnung"
            " mit Außenminister Moses Otieno (Kenia) an.",
            "de",
            [("summit", "held", "BRA-KEN"), ("talks", "held", "BRA-KEN")],
        ),
        (  # what follows is no other meeting
            "Präsidentin Ana Silva (Brasilien) traf gestern Präsident William Ruto (Kenia). Es folgte das Gespräch der"
            " Präsidenten.",
            "de",
            [("summit", "held", "BRA-KEN")],
        ),
        (  # who heads a council meets nobody
            "Ministerin Anna Berg (Norwegen) begrüßte den Rat, den Finnland präsidiert.",
            "de",
            [],
        ),
    ],
)
def test_one_entry_each(text, language, met):
    assert told(text, language, day="2024-05-10") == met
