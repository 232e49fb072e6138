"""For whom people act whose own titles do not say."""

from stored import mentions_of


def people(text, language="de", **known):
    return {person.name: person.party for person in mentions_of(text, language, **known).people}


def test_who_follows_a_side_acts_for_it():
    text = "Von russischer Seite nahmen Vizeminister Igor Below und Direktor Oleg Orlow teil."
    assert people(text) == {"Igor Below": "RUS", "Oleg Orlow": "RUS"}


def test_two_sides_in_one_sentence():
    text = "Von russischer Seite nahm Vizeminister Igor Below, von türkischer Seite Vizeminister Kemal Demir teil."
    assert people(text) == {"Igor Below": "RUS", "Kemal Demir": "TUR"}


def test_seitens():
    assert people("Seitens der DVRK war Vizeminister Pak Chol zugegen.")["Pak Chol"] == "PRK"


def test_an_official_without_a_state_is_the_publishers():
    text = "Außenminister Jan Horvat traf den finnischen Außenminister Eero Laine."
    assert people(text, publisher_state="HRV") == {"Jan Horvat": "HRV", "Eero Laine": "FIN"}
    assert people(text) == {"Jan Horvat": None, "Eero Laine": "FIN"}


def test_someone_without_a_title_is_not_made_the_publishers():
    text = "Minister Jan Horvat traf Eero Laine und Boris Below."
    assert people(text, publisher_state="HRV").get("Boris Below") is None


def test_the_adviser_of_a_president_acts_for_his_state():
    text = "Der Sicherheitsberater des Präsidenten, Jonas Weber, traf ein. Der finnische Präsident Eero Laine dankte Jonas Weber."
    assert people(text)["Jonas Weber"] == "FIN"


def test_ministers_in_a_row_are_each_their_own_states():
    text = "Foreign Ministers Anna Berg of Norway, Eero Laine of Finland and Ana Silva of Brazil met."
    assert people(text, "en") == {"Anna Berg": "NOR", "Eero Laine": "FIN", "Ana Silva": "BRA"}


def test_respectively():
    text = "Er traf seine Kollegen aus Norwegen und Finnland, Anna Berg und Eero Laine."
    assert people(text) == {"Anna Berg": "NOR", "Eero Laine": "FIN"}


def test_no_title_no_state_no_party():
    assert people("Minister Jan Horvat sprach.") == {"Jan Horvat": None}


def test_auf_seiten():
    text = "Auf Seiten der DVRK nahmen Minister Pak Chol und Vizeminister Ri Yong teil."
    assert people(text, publisher_state="CHN")["Pak Chol"] == "PRK"


def test_a_wife_is_not_opposite_her_husband():
    text = "Präsident Jan Horvat und seine Gattin Mira Horvat gaben ein Bankett. Frankreich dankte."
    assert people(text, publisher_state="HRV")["Mira Horvat"] == "HRV"


def test_the_members_of_a_delegation_are_of_its_party():
    text = "Präsident Jan Horvat empfing Gäste. "
    text += "Zur finnischen Delegation gehörten Staatssekretär Eero Laine und Botschafter Kari Salo."
    found = people(text, publisher_state="HRV")
    assert (found["Eero Laine"], found["Kari Salo"]) == ("FIN", "FIN")


def test_who_accompanies_a_president_named_by_office():
    text = "President Jan Horvat of Croatia met Prime Minister Eero Laine of Finland."
    text += " The Prime Minister was accompanied by State Minister Kari Salo."
    assert people(text, "en", publisher_state="HRV")["Kari Salo"] == "FIN"


def test_the_sides_that_a_sentence_lists():
    text = "The U.S. side was headed by Secretary of State Anna Berg and included Adviser Jonas Lind, "
    text += "while the Russian side comprised Foreign Minister Igor Below and Aide Oleg Orlow."
    expected = {"Anna Berg": "USA", "Jonas Lind": "USA", "Igor Below": "RUS", "Oleg Orlow": "RUS"}
    assert people(text, "en", publisher_state="SAU") == expected


def test_whom_a_party_sent():
    text = "Cambodia was represented by Prime Minister Sok Chan and Thailand by Prime Minister Anan Suk."
    assert people(text, "en", publisher_state="MYS") == {"Sok Chan": "KHM", "Anan Suk": "THA"}
    text = "Norwegen war durch Ministerin Anna Berg vertreten, Finnland durch Minister Eero Laine."
    assert people(text, publisher_state="CHE") == {"Anna Berg": "NOR", "Eero Laine": "FIN"}
