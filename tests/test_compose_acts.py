"""Frames become acts: who did it to whom, whose claim it is, and what neutral speech does."""

import pytest

from stored import act_of, names, record_of, words

TWO = "President William Ruto of Kenya met Prime Minister Anna Berg of Norway."
ZWEI = "Der kenianische Präsident William Ruto traf die norwegische Ministerpräsidentin Anna Berg."


def test_who_meets_are_all_actors():
    record = record_of(TWO)
    act = act_of(record, "MEET")
    assert names(record, act.actors) == ["William Ruto", "Anna Berg"] and act.recipients == ()


def test_a_guest_received_is_an_actor_too():
    record = record_of("Präsident William Ruto empfing die norwegische Ministerpräsidentin Anna Berg.", "de")
    assert names(record, act_of(record, "MEET").actors) == ["William Ruto", "Anna Berg"]


def test_the_person_goes_before_the_party():
    record = record_of("Norway's Foreign Minister Anna Berg thanked Finland.")
    act = act_of(record, "PRAISE")
    assert names(record, act.actors) == ["Anna Berg"] and act.recipients == ("FIN",)


def test_a_government_acts_for_its_state():
    record = record_of("The Norwegian government thanked Finland.")
    assert act_of(record, "PRAISE").actors == ("NOR",)


def test_a_capital_acts_for_its_state():
    record = record_of("Oslo dankte Helsinki.", "de")
    act = act_of(record, "PRAISE")
    assert (act.actors, act.recipients) == (("NOR",), ("FIN",))


def test_a_passive_with_an_agent():
    record = record_of("Der Vertrag wurde von Minister Berg unterzeichnet.", "de")
    assert names(record, act_of(record, "SIGN").actors) == ["Berg"]


def test_a_passive_without_an_agent_has_the_parties_of_the_meeting():
    record = record_of(f"{ZWEI} Beim Gespräch wurden Meinungen über den Handel ausgetauscht.", "de")
    assert set(act_of(record, "DISCUSS").actors) == {"KEN", "NOR"}


def test_both_sides():
    record = record_of(f"{ZWEI} Beide Seiten erörterten den Handel.", "de")
    assert set(act_of(record, "DISCUSS").actors) == {"KEN", "NOR"}


def test_pronouns_are_resolved():
    record = record_of(f"{TWO} They discussed trade.")
    assert names(record, act_of(record, "DISCUSS").actors) == ["William Ruto", "Anna Berg"]


def test_the_purpose_of_a_meeting_is_both_peoples():
    record = record_of("President William Ruto of Kenya met Prime Minister Anna Berg of Norway to discuss trade.")
    assert names(record, act_of(record, "DISCUSS").actors) == ["William Ruto", "Anna Berg"]


def test_thanks_as_a_purpose_are_the_subjects():
    """ "A spoke with B, Prime Minister of C, to thank him": A thanks."""
    record = record_of(
        "President William Ruto of Kenya spoke with Eero Laine, Prime Minister of Finland, to thank him for the aid."
    )
    act = act_of(record, "PRAISE")
    assert names(record, act.actors) == ["William Ruto"] and names(record, act.recipients) == ["Eero Laine"]


def test_one_alone_may_discuss():
    record = record_of(f"{TWO} The President discussed trade.")
    assert names(record, act_of(record, "DISCUSS").actors) == ["William Ruto"]


def test_a_recipient_by_name():
    record = record_of(f"{TWO} President Ruto congratulated Prime Minister Berg.")
    act = act_of(record, "PRAISE")
    assert (names(record, act.actors), names(record, act.recipients)) == (["William Ruto"], ["Anna Berg"])


def test_the_interlocutor_hears_a_pledge():
    record = record_of(f"{TWO} The President pledged to help.")
    assert act_of(record, "PLEDGE").recipients in (("NOR",), ("p2",))


def test_a_statement_has_no_recipient_that_the_text_does_not_name():
    record = record_of(f"{TWO} The President underscored the importance of trade.")
    assert act_of(record, "STATE").recipients == ()


def test_the_owner_of_what_is_condemned():
    record = record_of("Minister Berg condemned Russia's attack on Ukraine.")
    assert act_of(record, "CRITICIZE").recipients == ("RUS",)


def test_the_owner_of_what_is_welcomed():
    record = record_of("Minister Berg welcomed Finland's decision.")
    assert act_of(record, "PRAISE").recipients == ("FIN",)


def test_the_visited_state():
    record = record_of("Minister Berg visited Finland.")
    act = act_of(record, "VISIT")
    assert names(record, act.actors) == ["Berg"] and act.recipients == ("FIN",)


def test_the_state_of_a_visited_city():
    assert act_of(record_of("Ministerin Berg reiste nach Genf.", "de"), "VISIT").recipients == ("CHE",)


def test_one_who_cannot_be_told():
    record = record_of("Beim Gespräch übermittelte Sergei Below höflich dem Genossen", "de")
    act = act_of(record, "CONVEY")
    assert act.recipients == ("?",)


def test_a_list_of_guests_is_whole():
    record = record_of("Minister Berg met with Minister Laine, Minister Silva and Minister Horvat.")
    assert names(record, act_of(record, "MEET").actors) == ["Berg", "Laine", "Silva", "Horvat"]


def test_both_a_and_b():
    record = record_of("Minister Berg met with both Minister Laine and Minister Silva.")
    assert names(record, act_of(record, "MEET").actors) == ["Berg", "Laine", "Silva"]


def test_the_presidents_of_several_states():
    record = record_of(
        "President William Ruto of Kenya met with the Presidents of Kazakhstan, Tajikistan and Uzbekistan."
    )
    assert set(act_of(record, "MEET").actors) == {"p1", "KAZ", "TJK", "UZB"}


# what neutral speech does


@pytest.mark.parametrize(
    ("text", "language", "type"),
    [
        ("Ministerin Anna Berg sagte, Norwegen sei zur Hilfe bereit.", "de", "PLEDGE"),
        ("Die norwegische Ministerin Anna Berg sagte, Finnland müsse den Vertrag unterzeichnen.", "de", "URGE"),
        ("Ministerin Anna Berg sagte, dass der Handel wächst.", "de", "STATE"),
        ("Die norwegische Ministerin Anna Berg sagte, Finnland habe den Vertrag gelesen.", "de", "STATE"),
        ("Minister Anna Berg of Norway said that Norway is ready to help.", "en", "PLEDGE"),
        ("Minister Anna Berg of Norway said that Finland must sign the treaty.", "en", "URGE"),
        ("Minister Anna Berg of Norway said that trade is growing.", "en", "STATE"),
    ],
)  # fmt: skip
def test_the_type_follows_the_function(text, language, type):
    record = record_of(text, language, state="NOR")
    assert [act.type for act in record.acts] == [type]


# whose claim


def test_the_publisher_vouches_for_what_he_reports():
    assert act_of(record_of(TWO), "MEET").attributed_to is None


def test_an_act_inside_a_content_is_the_speakers_claim():
    record = record_of("Minister Berg said that both sides signed the protocol. Kenya and Norway were named.")
    act = act_of(record, "SIGN")
    assert record.name(act.attributed_to) == "Berg"


def test_one_alone_meets_the_other_side_of_the_text():
    record = record_of(f"{TWO} The President also held talks at the airport.")
    assert names(record, record.acts[-1].actors) == ["William Ruto", "NOR"]


def test_ones_own_officials_are_given_tasks():
    record = record_of(f"{TWO} The two leaders tasked their ministers to meet.")
    assert set(act_of(record, "URGE").recipients) == {"KEN", "NOR"}


def test_who_praises_a_team_praises_the_others():
    record = record_of(f"{TWO} President Ruto praised her team for its work.")
    assert act_of(record, "PRAISE").recipients == ("NOR",)


def test_members_of_governments_act_for_them():
    record = record_of(f"{ZWEI} Minister beider Länder unterzeichneten einen Vertrag.", "de")
    assert set(act_of(record, "SIGN").actors) == {"KEN", "NOR"}


def test_criticised_is_who_did_it():
    record = record_of(f"{TWO} President Ruto criticised that Finland had closed the border.")
    assert act_of(record, "CRITICIZE").recipients == ("FIN",)


def test_rejected_is_who_raised_it():
    record = record_of(f"{TWO} President Ruto rejected the accusations that Finland had raised.")
    assert act_of(record, "REJECT").recipients == ("FIN",)


def test_condemned_are_all_whose_deeds_are_named():
    record = record_of(f"{TWO} President Ruto condemned Iran's tests and Russia's invasion.")
    assert act_of(record, "CRITICIZE").recipients == ("IRN", "RUS")


def test_the_visited_are_the_other_side():
    record = record_of(f"{ZWEI} Präsident Ruto stattete eine Visite ab.", "de")
    assert act_of(record, "VISIT").recipients == ("NOR",)


def test_an_active_and_a_passive_share_their_subject():
    record = record_of(
        "President William Ruto of Kenya arrived in Oslo and was received by Prime Minister Anna Berg of Norway."
    )
    assert set(names(record, act_of(record, "MEET").actors)) == {"William Ruto", "Anna Berg"}


def test_what_another_says_meanwhile_is_an_act():
    record = record_of("President William Ruto of Kenya spoke, while Minister Anna Berg of Norway thanked Finland.")
    assert names(record, act_of(record, "PRAISE").actors) == ["Anna Berg"]


def test_a_visit_that_goes_on_is_told_in_a_relative_clause():
    record = record_of(
        "Präsident William Ruto von Kenia, der zu einem Besuch in Norwegen weilt, dankte Finnland.", "de"
    )
    act = act_of(record, "VISIT")
    assert (names(record, act.actors), act.recipients) == (["William Ruto"], ("NOR",))


# who is meant


def test_him_of_a_relative_clause_is_the_subject_of_the_main_one():
    record = record_of(
        "President Karim Raisi of Iran received Minister Jonas Berg of Norway, who conveyed greetings to him."
    )
    act = act_of(record, "CONVEY")
    assert (names(record, act.actors), names(record, act.recipients)) == (["Jonas Berg"], ["Karim Raisi"])


def test_who_asks_the_minister_asks_no_minister_of_his_own():
    record = record_of(
        "Foreign Minister Jonas Berg of Norway met Foreign Minister Akira Tanaka of Japan. "
        "Prime Minister Anna Lind of Norway asked the Foreign Minister to speak."
    )
    assert names(record, act_of(record, "URGE").recipients) == ["Akira Tanaka"]


def test_the_minister_is_whoever_spoke_last_and_no_president():
    text = (
        "Foreign Minister Jonas Berg of Norway met Foreign Minister Akira Tanaka of Japan. "
        "Minister Tanaka spoke. The Foreign Minister thanked Finland."
    )
    record = record_of(text, state="NOR")
    assert names(record, act_of(record, "PRAISE").actors) == ["Akira Tanaka"]
    record = record_of(text.replace("Foreign Minister", "President").replace("Minister", "President"), state="NOR")
    assert names(record, act_of(record, "PRAISE").actors) == ["Jonas Berg"]


def test_the_secretary_is_whose_title_begins_so():
    record = record_of(
        "Minister Jonas Berg of Norway met Ali Karimi, Secretary of the Supreme Council of Iran. The Secretary thanked Finland."
    )
    assert names(record, act_of(record, "PRAISE").actors) == ["Ali Karimi"]


def test_his_highness_is_who_is_introduced_so():
    record = record_of(
        "Minister Jonas Berg of Norway met His Highness Sheikh Hamdan of Qatar. His Highness thanked Finland.",
        state="NOR",
    )
    assert names(record, act_of(record, "PRAISE").actors) == ["Hamdan"]


def test_his_majesty_is_crowned():
    record = record_of(
        "Minister Berg traf König Henrik von Norwegen. Seine Majestät dankte Finnland.", "de", state="DNK"
    )
    assert act_of(record, "PRAISE").actors == (record.persons[1].id,)


def test_his_guest_is_of_the_other_side():
    record = record_of(
        f"{TWO} Minister Tom Otieno of Kenya greeted the press. President Ruto thanked his guest.", state="NOR"
    )
    assert names(record, record.acts[-1].recipients) == ["Anna Berg"]


def test_a_ministry_without_a_name_is_the_publishers():
    record = record_of(f"{TWO} The Ministry of Defence thanked Finland.", state="KEN")
    assert act_of(record, "PRAISE").actors == ("KEN",)


def test_a_style_and_its_abbreviation_are_one():
    record = record_of(
        "Minister Berg of Norway met H.H. Sheikh Hamdan of Qatar. His Highness thanked Finland.", state="NOR"
    )
    assert names(record, act_of(record, "PRAISE").actors) == ["Hamdan"]


def test_a_style_with_a_name_is_that_name():
    record = record_of("Seine Majestät König Henrik von Norwegen ist heute in Japan eingetroffen.", "de")
    assert names(record, act_of(record, "VISIT").actors) == ["Henrik"]


def test_the_delegation_is_the_guests():
    record = record_of(f"{TWO} On Tuesday the delegation will thank Finland.", state="KEN")
    assert act_of(record, "PRAISE").actors == ("NOR",)


def test_a_reception_for_the_delegation():
    record = record_of(
        f"{TWO} A reception was given by the Ministry of Defence in honour of the delegation.", state="KEN"
    )
    assert set(record.acts[-1].actors) == {"KEN", "NOR"}


def test_a_state_does_not_visit_a_person():
    record = record_of("Japan besuchte im Mai Ministerin Holm.", "de")
    act = act_of(record, "VISIT")
    assert (names(record, act.actors), act.recipients) == (["Holm"], ("JPN",))


def test_the_minister_received_by_a_minister_is_the_other_sides():
    record = record_of(
        "Minister Ri Yong Chol aus der DVRK traf den chinesischen Außenminister Wang Yi. "
        "Der Minister wurde von Kim Tok Hun, Vorsitzender der Partei der DVRK, empfangen.",
        "de",
    )
    assert set(names(record, record.acts[-1].actors)) == {"Wang Yi", "Kim Tok Hun"}


def test_ministers_of_ones_own_are_no_holders_told_of():
    text = f"{TWO} Foreign Minister Tom Otieno of Kenya and Foreign Minister Eva Dahl of Norway spoke."
    record = record_of(f"{text} They directed their foreign ministers to meet.")
    assert set(record.acts[-1].recipients) == {"KEN", "NOR"}


def test_a_relative_clause_behind_the_verb():
    record = record_of(
        "Präsident Ri Yong Chol traf heute mit Präsident Carlos Díaz aus Kuba zusammen, der zu einem Besuch in Japan weilt.",
        "de",
    )
    assert names(record, act_of(record, "VISIT").actors) == ["Carlos Díaz"]


def test_a_dative_of_a_verb_that_has_none():
    record = record_of(
        "Präsident Wladimir Putin traf außerdem den Vorsitzenden des Churals, Tomas Novak, und Minister Jonas Berg.",
        "de",
    )
    assert set(names(record, act_of(record, "MEET").actors)) == {"Wladimir Putin", "Tomas Novak", "Jonas Berg"}


def test_who_is_told_of_in_a_clause_is_no_part_of_they():
    record = record_of(
        f"{TWO} President Ruto said that Minister Berg had met President Karim Raisi of Iran. They discussed trade."
    )
    assert names(record, act_of(record, "DISCUSS").actors) == ["William Ruto", "Anna Berg"]


def test_support_for_the_struggle_of_a_people():
    record = record_of(f"{TWO} President Ruto affirmed his support for the struggle of the Finnish people.")
    assert act_of(record, "PRAISE").recipients == ("FIN",)


def test_a_people_is_its_state():
    record = record_of(f"{TWO} On behalf of the government, President Ruto conveyed condolences to the Finnish people.")
    act = act_of(record, "PRAISE")
    assert (act.recipients, act.content) == (("FIN",), None)


def test_what_a_people_must_have_is_asked_of_nobody():
    record = record_of(f"{TWO} President Ruto said that the Finnish people must have peace.")
    assert act_of(record, "STATE").recipients == ()


def test_an_attack_on_a_party_is_not_its_own():
    assert act_of(record_of(f"{TWO} President Ruto condemned the attack on Iran."), "CRITICIZE").recipients == ()


def test_the_achievements_of_a_partys_people_are_its_own():
    record = record_of(f"{ZWEI} Präsident Ruto würdigte die Leistungen der Bürger Finnlands.", "de")
    assert act_of(record, "PRAISE").recipients == ("FIN",)


def test_the_author_of_a_statement_says_we():
    record = record_of("Statement by Minister Anna Berg of Norway. We call on Russia to withdraw its troops.")
    assert names(record, act_of(record, "URGE").actors) == ["Anna Berg"]


def test_him_is_no_she():
    record = record_of(
        "Secretary Kim Otieno of Kenya hosted Ambassador Robin Dahl of Norway, who thanked him. She congratulated Finland."
    )
    assert [names(record, act.actors) for act in record.acts if act.type == "PRAISE"][-1] == ["Robin Dahl"]


def test_a_title_of_several_words_goes_without_its_end():
    record = record_of(
        f"{TWO} Tom Otieno, Cabinet Secretary for Foreign Affairs of Kenya, spoke. The Cabinet Secretary thanked Finland."
    )
    assert names(record, act_of(record, "PRAISE").actors) == ["Tom Otieno"]


# evidence


def test_every_act_points_at_its_words():
    record = record_of(f"{TWO} The President thanked Prime Minister Berg for the aid.")
    act = act_of(record, "PRAISE")
    assert words(record, act.trigger) == "thanked"
    assert words(record, act.content) == "for the aid"
    assert words(record, act.sentence) == "The President thanked Prime Minister Berg for the aid."
    assert act.rule.startswith("en.praise.thank") and act.plover == "SUPPORT"


def test_role_spans_are_the_words_that_fill_the_roles():
    record = record_of(f"{TWO} The President thanked Prime Minister Berg.")
    act = act_of(record, "PRAISE")
    assert [words(record, span) for span in act.role_spans["actors"]] == ["President"]
    assert [words(record, span) for span in act.role_spans["recipients"]] == ["Berg"]


def test_acts_stand_in_text_order():
    record = record_of(f"{TWO} The President thanked Norway. They discussed trade.")
    assert [act.id for act in record.acts] == ["a1", "a2", "a3"]
    assert sorted(act.trigger for act in record.acts) == [act.trigger for act in record.acts]


@pytest.mark.parametrize(
    ("text", "language", "kind", "actor"),
    [
        (f"{TWO} President Ruto invited Minister Tanaka to visit Nairobi. He accepted.", "en", "AGREE", "Tanaka"),
        (
            f"{TWO} President Ruto urged Minister Tanaka to act. He rejected the criticism.",
            "en",
            "REJECT",
            "William Ruto",
        ),
        (f"{ZWEI} Präsident Ruto lud Minister Tanaka ein. Er nahm die Einladung an.", "de", "AGREE", "Tanaka"),
    ],
)
def test_who_accepts_is_who_was_asked(text, language, kind, actor):
    record = record_of(text, language)
    assert [record.name(each) for each in act_of(record, kind).actors] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "Talks between President William Ruto of Kenya and President Eero Laine of Finland were held in Oslo.",
        "Talks were held in Oslo between President Eero Laine and President William Ruto.",
    ],
)
def test_those_between_whom_talks_are_held_meet(text):
    record = record_of(text)
    assert sorted(record.name(each) for each in act_of(record, "MEET").actors) == ["Eero Laine", "William Ruto"]


def test_a_body_meets_alone():
    record = record_of("The European Council met in Brussels on Monday.", state="NOR")
    assert names(record, act_of(record, "MEET").actors) == ["EU"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{TWO} The meeting dealt with the situation in Gaza.", "en"),
        (f"{ZWEI} Das Gespräch behandelte die Lage in Gaza.", "de"),
    ],
)
def test_what_a_meeting_deals_with_its_parties_discuss(text, language):
    record = record_of(text, language)
    assert sorted(names(record, act_of(record, "DISCUSS").actors)) == ["KEN", "NOR"]


def test_a_day_is_no_matter_that_is_discussed():
    record = record_of("Minister Berg and Minister Laine conferred in Oslo on Monday.")
    assert [(act.type, act.content) for act in record.acts] == [("MEET", None)]


def test_an_act_belongs_to_its_meeting():
    record = record_of(f"{TWO} They discussed trade.")
    assert act_of(record, "MEET").meeting == "m1"
