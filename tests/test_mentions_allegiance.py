"""Whose side people are on whom nothing near them gives away."""

from communique.mentions.datelines import dateline_end
from stored import lexicon_of, mentions_of, sentence_of


def people(text, language="en", **known):
    return {person.name: person.party for person in mentions_of(text, language, **known).people}


def test_a_state_has_one_president():
    text = "President Anna Berg met President Luis Rivas of Peru. She quoted President Omar Keita."
    assert people(text, publisher_state="FIN") == {"Anna Berg": "FIN", "Luis Rivas": "PER", "Omar Keita": None}


def test_who_holds_what_the_publishers_state_lacks_is_the_other_sides():
    text = "President Alan Pryce spoke with President Ilan Mor of Israel. He welcomed the words of Prime Minister Dov Katz."
    assert people(text, publisher_state="USA")["Dov Katz"] == "ISR"


def test_a_seat_of_one_state_alone():
    text = "Der Minister sprach in Brüssel mit Kremlsprecher Oleg Orlow."
    assert people(text, "de", publisher_state="DEU")["Oleg Orlow"] == "RUS"


def test_a_king_is_of_the_only_kingdom_that_is_named():
    text = "Generalsekretär Paul Keller kondolierte Marokko. Er sprach auch mit König Harun."
    assert people(text, "de", publisher_state="UN")["Harun"] == "MAR"


def test_no_national_office_belongs_to_a_body():
    text = "Die EU verurteilte das Vorgehen Georgiens. Ministerpräsident Irakli Beridze wies die Kritik zurück."
    assert people(text, "de", publisher_state="EU")["Irakli Beridze"] == "GEO"


def test_a_body_has_presidents_of_its_own():
    text = "President Anna Berg met Prime Minister Luis Rivas of Peru."
    assert people(text, publisher_state="EU")["Anna Berg"] == "EU"


def test_the_president_of_a_chamber_leads_no_state():
    text = "President Anna Berg met Luis Rivas of Peru. The President of the Senate, Karl Holm, attended."
    assert people(text, publisher_state="FRA")["Karl Holm"] == "FRA"


def test_who_receives_is_the_host_in_the_passive_too():
    text = "Minister Jan Horvat was received by President Ana Silva. He thanked Croatia."
    assert people(text, publisher_state="HRV")["Ana Silva"] == "HRV"


def test_who_visits_the_publishers_state_is_a_guest():
    text = "Prime Minister Tariq Salim paid a visit to India. He met Prime Minister Arjun Mehta. Malaysia is a partner."
    assert people(text, publisher_state="IND")["Tariq Salim"] == "MYS"


def test_who_goes_home_is_no_guest():
    text = "Prime Minister Arjun Mehta returned to India. Malaysia is a partner."
    assert people(text, publisher_state="IND")["Arjun Mehta"] == "IND"


def test_who_is_met_in_a_capital_is_of_that_state():
    text = "Minister Jan Horvat traf in Warschau Präsident Adam Nowak."
    assert people(text, "de", publisher_state="HRV")["Adam Nowak"] == "POL"


def test_who_carries_greetings_acts_for_who_sends_them():
    text = "The Russian envoy Oleg Orlow conveyed the greetings of President Boris Below to Kim Chol."
    assert people(text, publisher_state="PRK")["Boris Below"] == "RUS"


def test_an_untitled_man_who_meets_the_other_side_is_the_publishers():
    text = "Boris Below had a conversation with President of Kazakhstan Askar Omarov. Boris Below thanked him."
    assert people(text, publisher_state="RUS")["Boris Below"] == "RUS"


def test_without_a_publisher_the_dateline_tells_whose_officials_speak():
    text = "WARSCHAU, 3. Mai 2024 (PAP) – Außenminister Adam Nowak empfing den finnischen Außenminister Eero Laine."
    assert people(text, "de") == {"Adam Nowak": "POL", "Eero Laine": "FIN"}


def test_a_victim_of_no_known_army_has_no_party():
    text = "Der Botschafter sprach über die Tötung von General Karim Farsi."
    assert people(text, "de", publisher_state="CHE")["Karim Farsi"] is None


def test_datelines():
    assert dateline_end(sentence_of("WARSCHAU, 3. Mai 2024 (PAP) – Der Minister sprach.", "de")) == 8
    assert dateline_end(sentence_of("Moskau – Peking: Der Minister sprach.", "de")) == -1
    assert dateline_end(sentence_of("Japan kept its promise of 3 May (2024) – and paid.")) == -1


def test_every_seat_names_offices_and_wordings_that_are_there():
    for language in ("de", "en"):
        lexicon = lexicon_of(language)
        offices = {office.id for office in lexicon.offices.forms.values()}
        assert set(lexicon.seats) <= offices


def test_who_meets_a_foreigner_is_the_publishers_though_named_beside_him():
    text = "Prime Minister Ana Silva of Portugal and Vice President Karen Holt met in Washington."
    assert people(text, publisher_state="USA") == {"Ana Silva": "PRT", "Karen Holt": "USA"}


def test_whom_an_honorific_alone_meets_is_the_other_sides():
    text = (
        "His Highness Sheikh Hamdan Salem of Qatar arrived in Iran on Monday. "
        "His Highness held talks with the Foreign Minister, Reza Moradi."
    )
    assert people(text, publisher_state="QAT")["Reza Moradi"] == "IRN"


def test_who_receives_a_visitor_is_of_the_place_he_came_to():
    text = "President Alan Pryce arrived in Tanzania on Sunday and was received by Foreign Minister Stella Tembo. Kenya is near."
    assert people(text, publisher_state="USA")["Stella Tembo"] == "TZA"


def test_the_place_of_a_sentence_holds_for_its_second_verb():
    text = "President Alan Pryce thanked Peru. In Tokyo he was received by Emperor Naruo and met with Prime Minister Ken Ito."
    assert people(text, publisher_state="USA")["Ken Ito"] == "JPN"


def test_a_past_president_holds_no_seat():
    text = "President Anna Berg spoke in Helsinki. In 1999 the then President, Eero Laine, opened the house."
    assert people(text, publisher_state="FIN")["Eero Laine"] == "FIN"


def test_a_colleague_of_another_state_says_that_one_is_no_colleague_of_his():
    text = "Agriculture Minister Tom Hall and his Cuban counterpart, Raul Vega, signed a memorandum."
    assert people(text, publisher_state="USA") == {"Tom Hall": "USA", "Raul Vega": "CUB"}


def test_a_seat_of_one_state_is_that_states():
    text = (
        "Papst Clemens empfing Bundeskanzlerin Anna Berg. Anschließend traf die scheidende Regierungschefin mit "
        "Kardinalstaatssekretär Paolo Landi zusammen. Die Zusammenarbeit zwischen dem Heiligen Stuhl und Deutschland sei gut."
    )
    assert people(text, "de", publisher_state="VAT")["Paolo Landi"] == "VAT"


def test_a_state_that_is_spoken_of_is_not_the_other_sides():
    text = "President Alan Pryce spoke today with Prime Minister Jan Marek about the situation in Afghanistan."
    assert people(text, publisher_state="USA") == {"Alan Pryce": "USA", "Jan Marek": None}


def test_a_state_that_something_is_done_against_is_not_the_other_sides():
    text = "President Alan Pryce spoke today with Prime Minister Jan Marek. They discussed sanctions against Russia."
    assert people(text, publisher_state="USA") == {"Alan Pryce": "USA", "Jan Marek": None}
