"""Words that stand for people and parties met before."""

from stored import mentions_of


def refers(text, word, language="en", *, sentence=-1, **known):
    """Whom `word` in a sentence of the text (the last) stands for, by name."""
    mentions = mentions_of(text, language, **known)
    found = mentions.found[sentence].sentence
    (which,) = [each for each in found if each.text == word]
    references = mentions.references.of(found, which)
    return [person.name if (person := mentions.person(each)) else each for each in references]


TWO = "President William Ruto of Kenya met Prime Minister Anna Berg of Norway."
ZWEI = "Der kenianische Präsident William Ruto traf die norwegische Ministerpräsidentin Anna Berg."


def test_an_office_alone_is_who_holds_it():
    assert refers(f"{TWO} The President thanked her.", "President") == ["William Ruto"]
    assert refers(f"{TWO} The Prime Minister left.", "Minister") == ["Anna Berg"]


def test_the_two_leaders():
    assert refers(f"{TWO} The two leaders discussed trade.", "leaders") == ["William Ruto", "Anna Berg"]
    assert refers(f"{ZWEI} Die beiden Politiker sprachen über Handel.", "Politiker", "de") == [
        "William Ruto",
        "Anna Berg",
    ]


def test_the_leaders_without_a_number():
    assert refers(f"{TWO} The leaders discussed trade.", "leaders") == ["William Ruto", "Anna Berg"]


def test_they():
    assert refers(f"{TWO} They discussed trade.", "They") == ["William Ruto", "Anna Berg"]


def test_both_sides_are_the_parties():
    assert set(refers(f"{TWO} Both sides discussed trade.", "sides")) == {"KEN", "NOR"}
    assert set(refers(f"{ZWEI} Beide Seiten sprachen über Handel.", "Seiten", "de")) == {"KEN", "NOR"}


def test_he_and_she():
    assert refers("President William Ruto spoke. He thanked the guests.", "He") == ["William Ruto"]
    assert refers(f"{ZWEI} Sie dankte ihm.", "Sie", "de") == ["Anna Berg"]
    assert refers(f"{ZWEI} Sie dankte ihm.", "ihm", "de") == ["William Ruto"]


def test_the_russian_side_is_russia():
    assert refers("Die russische Seite dankte.", "Seite", "de") == ["RUS"]


def test_his_counterpart_is_the_other():
    assert refers(f"{TWO} President Ruto thanked his counterpart.", "counterpart") == ["Anna Berg"]


def test_the_guest_is_not_the_publishers():
    assert refers(f"{ZWEI} Der Gast dankte.", "Gast", "de", publisher_state="NOR") == ["William Ruto"]
    assert refers(f"{ZWEI} Der Gastgeber dankte.", "Gastgeber", "de", publisher_state="KEN") == ["William Ruto"]


def test_a_pronoun_without_anybody_is_an_orphan():
    mentions = mentions_of("He thanked the guests.")
    assert len(mentions.references.orphans) == 1


def test_an_office_without_a_name_is_an_antecedent():
    """ "The President … He …": the text names nobody, but it says who."""
    mentions = mentions_of("The President discussed the budget. He thanked the guests.")
    assert mentions.references.orphans == ()


def test_a_pronoun_may_look_forward_in_its_sentence():
    mentions = mentions_of("As he arrived, President William Ruto thanked the guests.")
    assert mentions.references.orphans == ()


def test_no_pronoun_looks_back_over_lost_text():
    mentions = mentions_of("President William Ruto spoke. He thanked the guests.", breaks=frozenset({0}))
    assert len(mentions.references.orphans) == 1


def test_expletive_it_is_nobody():
    assert mentions_of("It is important to act. It rained.").references.orphans == ()


def test_three_leaders():
    text = "President Ruto of Kenya, Minister Berg of Norway and Minister Silva of Brazil met. The three leaders discussed trade."
    assert len(refers(text, "leaders")) == 3


def test_the_main_parties_are_those_of_the_leaders():
    assert set(mentions_of(f"{TWO} Both sides discussed Russia.").main_parties) == {"KEN", "NOR"}


def test_we_beside_a_noun_is_no_reference_of_its_own():
    assert refers("Wir Deutschen sind bereit.", "Wir", "de", publisher_state="DEU") == []


def test_an_office_beside_the_other_holder_is_the_publishers_own_and_stays_so():
    text = "The Prime Minister spoke to the Swedish Prime Minister Anna Berg. The Prime Minister thanked Sweden."
    assert refers(text, "Minister", publisher_state="GBR") == ["GBR"]


def test_an_office_alone_is_the_only_holders_where_nobody_stands_beside_him():
    text = "Minister Jan Horvat met the Swedish Prime Minister Anna Berg. The Prime Minister thanked Croatia."
    assert refers(text, "Minister", publisher_state="HRV") == ["Anna Berg"]


def test_the_head_of_a_body_is_the_body_that_publishes():
    text = "The Secretary-General met President Luis Rivas of Peru. The Secretary-General thanked Peru."
    assert refers(text, "Secretary", publisher_state="UN") == ["UN"]


def test_a_head_of_state_is_the_publishers_president():
    text = "President Anna Berg met President Luis Rivas of Peru. The Head of State left."
    assert refers(text, "Head", publisher_state="FIN") == ["Anna Berg"]


def test_an_official_without_a_name_stays_for_his_state():
    text = "Ein Sprecher des finnischen Außenministeriums sprach. Der Sprecher warnte."
    assert refers(text, "Sprecher", "de") == ["FIN"]


def test_who_is_named_in_the_clause_is_not_its_pronoun():
    text = "President William Ruto met President Luis Rivas of Peru. He assured President Rivas of help."
    assert refers(text, "He") == ["William Ruto"]


def test_bare_leaders_are_those_told_of():
    assert refers(f"{TWO} Leaders also discussed trade.", "Leaders") == ["William Ruto", "Anna Berg"]


def test_where_a_text_was_written_does_nothing():
    text = "SEOUL, June 15, 2000 (Yonhap) – President William Ruto left."
    assert refers(text, "SEOUL") == []


def test_we_and_i_are_who_makes_the_statement():
    text = "Außenministerin Anna Berg erklärte in Berlin:\n\nIch verurteile den Angriff."
    assert refers(text, "Ich", "de", publisher_state="DEU") == ["Anna Berg"]


def test_a_spokesperson_says_we_for_the_party():
    text = "Die Sprecherin Anna Berg erklärte in Berlin:\n\nWir verurteilen den Angriff."
    assert refers(text, "Wir", "de", publisher_state="DEU") == ["DEU"]


def test_we_without_a_speaker_is_the_publisher():
    assert refers("We condemn the attack.", "We", publisher_state="USA") == ["USA"]


def test_several_counterparts_are_the_two_who_met():
    assert refers(f"{TWO} The two counterparts discussed trade.", "counterparts") == ["William Ruto", "Anna Berg"]
    assert refers(f"{ZWEI} Die Gesprächspartner konnten sich nicht einigen.", "Gesprächspartner", "de") == [
        "William Ruto",
        "Anna Berg",
    ]


def test_a_counterpart_holds_the_office_of_whom_he_meets():
    text = "Der iranische Außenminister Ali Karimi traf seinen norwegischen Amtskollegen Lars Holm."
    assert refers(f"{text} Der norwegische Außenminister dankte ihm.", "Außenminister", "de") == ["Lars Holm"]
    assert refers(f"{text} Der norwegische Präsident dankte ihm.", "Präsident", "de") == ["NOR"]


def test_the_ministers_of_three_parties():
    text = "Foreign Minister Anna Berg of Norway, Foreign Minister Eero Laine of Finland and Foreign Minister Jonas Lind of"
    text += " Sweden met. Minister Berg thanked Minister Lind. The foreign ministers discussed trade."
    assert sorted(refers(text, "ministers")) == ["Anna Berg", "Eero Laine", "Jonas Lind"]


def test_an_office_whose_holder_is_named_later():
    text = "Anna Berg received the Finnish President\n\nMinister Anna Berg received the Finnish President Eero Laine."
    assert refers(text, "President", sentence=0) == ["Eero Laine"]
