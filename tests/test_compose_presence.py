"""Who led a side, who attended, who was only mentioned."""

from stored import record_of

ZWEI = "Der kenianische Präsident William Ruto traf die norwegische Ministerpräsidentin Anna Berg."
TWO = "President William Ruto of Kenya met Prime Minister Anna Berg of Norway."


def presence(text, language="en", **known):
    return {person.name: person.presence for person in record_of(text, language, **known).persons}


def test_who_meets_leads():
    assert presence(TWO) == {"William Ruto": "principal", "Anna Berg": "principal"}


def test_zugegen_waren():
    text = f"{ZWEI} Zugegen waren Oleg Orlow, Botschafter Kenias, und Ida Holm, Vizeministerin Norwegens."
    assert presence(text, "de") == {
        "William Ruto": "principal", "Anna Berg": "principal", "Oleg Orlow": "attending", "Ida Holm": "attending",
    }  # fmt: skip


def test_accompanied_by():
    text = f"{TWO} The Prime Minister was accompanied by Foreign Minister Ida Holm."
    assert presence(text)["Ida Holm"] == "attending" and presence(text)["Anna Berg"] == "principal"


def test_in_begleitung_von():
    text = f"{ZWEI} Ministerpräsidentin Berg kam in Begleitung von Ministerin Ida Holm."
    assert presence(text, "de")["Ida Holm"] == "attending"


def test_who_took_part():
    text = f"{ZWEI} An dem Treffen nahm auch Botschafter Oleg Orlow teil."
    assert presence(text, "de")["Oleg Orlow"] == "attending"


def test_who_is_only_talked_about_is_mentioned():
    text = f"{TWO} They discussed a proposal by President Ana Silva."
    assert presence(text)["Ana Silva"] == "mentioned"


def test_without_a_meeting_nobody_attends():
    assert set(presence("Minister Ida Holm is known to everyone.").values()) <= {"mentioned", "principal"}


def test_who_thanks_leads():
    assert presence("Minister Anna Berg of Norway thanked Finland.") == {"Anna Berg": "principal"}
