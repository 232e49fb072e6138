"""Predicates of the lexicon found in a sentence: type, trigger, companions."""

import pytest

from stored import frame_of, frames_of

MEETS = [
    ("Minister Berg met Minister Laine.", "en", "MEET"),
    ("Minister Berg spoke with Minister Laine.", "en", "MEET"),
    ("Minister Berg held a meeting with Minister Laine.", "en", "MEET"),
    ("Minister Berg held talks with Minister Laine.", "en", "MEET"),
    ("Minister Berg traf Minister Laine.", "de", "MEET"),
    ("Minister Berg empfing Minister Laine.", "de", "MEET"),
    ("Minister Berg führte ein Gespräch mit Minister Laine.", "de", "MEET"),
    ("Minister Berg traf sich mit Minister Laine.", "de", "MEET"),
    ("Minister Berg kam mit Minister Laine zusammen.", "de", "MEET"),
    ("Minister Berg telefonierte mit Minister Laine.", "de", "MEET"),
    ("Minister Berg visited Finland.", "en", "VISIT"),
    ("Minister Berg traveled to Finland.", "en", "VISIT"),
    ("Minister Berg reiste nach Finnland.", "de", "VISIT"),
    ("Minister Berg besuchte Finnland.", "de", "VISIT"),
    ("Minister Berg stattete Finnland einen Besuch ab.", "de", "VISIT"),
    ("The ministers discussed trade.", "en", "DISCUSS"),
    ("The ministers exchanged views on trade.", "en", "DISCUSS"),
    ("Die Minister erörterten den Handel.", "de", "DISCUSS"),
    ("Die Minister tauschten Meinungen über den Handel aus.", "de", "DISCUSS"),
    ("Die Minister tauschten sich über den Handel aus.", "de", "DISCUSS"),
    ("Minister Berg briefed Minister Laine on the talks.", "en", "BRIEF"),
    ("Minister Berg informierte Minister Laine über die Gespräche.", "de", "BRIEF"),
    ("Minister Berg conveyed greetings to Minister Laine.", "en", "CONVEY"),
    ("Minister Berg übermittelte Minister Laine Grüße.", "de", "CONVEY"),
    ("Minister Berg invited Minister Laine to Oslo.", "en", "INVITE"),
    ("Minister Berg lud Minister Laine nach Oslo ein.", "de", "INVITE"),
    ("The ambassador presented his credentials.", "en", "ACCREDIT"),
    ("Der Botschafter überreichte sein Beglaubigungsschreiben.", "de", "ACCREDIT"),
    ("Minister Berg said that the talks were useful.", "en", "STATE"),
    ("Minister Berg underscored the importance of trade.", "en", "STATE"),
    ("Minister Berg betonte die Bedeutung des Handels.", "de", "STATE"),
    ("Minister Berg drückte die Überzeugung aus, dass der Handel wächst.", "de", "STATE"),
    ("Minister Berg thanked Minister Laine for the aid.", "en", "PRAISE"),
    ("Minister Berg congratulated Minister Laine.", "en", "PRAISE"),
    ("Minister Berg expressed appreciation for the aid.", "en", "PRAISE"),
    ("Minister Berg dankte Minister Laine.", "de", "PRAISE"),
    ("Minister Berg sprach Minister Laine seinen Dank aus.", "de", "PRAISE"),
    ("Minister Berg condemned the attack.", "en", "CRITICIZE"),
    ("Minister Berg expressed concern about the attack.", "en", "CRITICIZE"),
    ("Minister Berg verurteilte den Angriff.", "de", "CRITICIZE"),
    ("Minister Berg äußerte Besorgnis über den Angriff.", "de", "CRITICIZE"),
    ("Minister Berg urged Finland to sign.", "en", "URGE"),
    ("Minister Berg called on Finland to sign.", "en", "URGE"),
    ("Minister Berg rief Finnland zur Zurückhaltung auf.", "de", "URGE"),
    ("Minister Berg forderte Finnland zur Zurückhaltung auf.", "de", "URGE"),
    ("Minister Berg rejected the proposal.", "en", "REJECT"),
    ("Minister Berg wies den Vorschlag zurück.", "de", "REJECT"),
    ("Minister Berg lehnte den Vorschlag ab.", "de", "REJECT"),
    ("Minister Berg warned Finland of consequences.", "en", "WARN"),
    ("Minister Berg warnte Finnland vor Folgen.", "de", "WARN"),
    ("The ministers agreed on a plan.", "en", "AGREE"),
    ("The ministers reached agreement on trade.", "en", "AGREE"),
    ("Die Minister einigten sich auf einen Plan.", "de", "AGREE"),
    ("Die Minister erzielten Einigung über den Handel.", "de", "AGREE"),
    ("Minister Berg reaffirmed his commitment to the treaty.", "en", "PLEDGE"),
    ("Minister Berg pledged to help Finland.", "en", "PLEDGE"),
    ("Minister Berg sagte Finnland Hilfe zu.", "de", "PLEDGE"),
    ("Minister Berg erklärte seine Bereitschaft zum Dialog.", "de", "PLEDGE"),
    ("The ministers signed a protocol.", "en", "SIGN"),
    ("Die Minister unterzeichneten ein Protokoll.", "de", "SIGN"),
    ("Die Minister verabschiedeten ein Kommuniqué.", "de", "SIGN"),
    ("Norway delivered medical aid to Haiti.", "en", "AID"),
    ("Norwegen lieferte Hilfsgüter an Haiti.", "de", "AID"),
    ("Norway lifted the sanctions.", "en", "CONCEDE"),
    ("Norwegen hob die Sanktionen auf.", "de", "CONCEDE"),
    ("Norway imposed sanctions on Russia.", "en", "SANCTION"),
    ("Norwegen wies zwei Diplomaten aus.", "de", "SANCTION"),
    ("Norway deployed troops to the border.", "en", "MOBILIZE"),
    ("Norway seized the ship.", "en", "COERCE"),
    ("Russia attacked Ukraine.", "en", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "language", "type"), MEETS, ids=[text for text, _, _ in MEETS])
def test_what_is_reported(text, language, type):
    assert frame_of(text, language).type == type


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister met the deadline.", "en"),
        ("Die Maßnahme traf die Wirtschaft.", "de"),
        ("The treaty was signed into history books.", "en"),
        ("Das Wetter war schön.", "de"),
        ("The weather was fine.", "en"),
        ("Die Straße führte nach Norden.", "de"),
    ],
)
def test_what_reports_no_act_between_parties(text, language):
    assert [frame.type for frame in frames_of(text, language) if frame.actors] == []


@pytest.mark.parametrize(
    ("text", "language", "trigger"),
    [
        ("Minister Berg met Minister Laine.", "en", ["met"]),
        ("Minister Berg held talks with Minister Laine.", "en", ["held", "talks"]),
        ("Minister Berg sprach Minister Laine seinen Dank aus.", "de", ["sprach", "Dank", "aus"]),
        ("Minister Berg wies den Vorschlag zurück.", "de", ["wies", "zurück"]),
        ("Minister Berg expressed appreciation for the aid.", "en", ["expressed", "appreciation"]),
    ],
)
def test_the_trigger_is_the_predicate_with_its_parts(text, language, trigger):
    assert [word.text for word in frame_of(text, language).trigger] == trigger


def test_the_companion_is_no_act_of_its_own():
    assert len(frames_of("Minister Berg held talks with Minister Laine.")) == 1


def test_coordinated_clauses_are_acts_each():
    frames = frames_of("Minister Berg thanked Finland and condemned the attack.")
    assert [frame.type for frame in frames] == ["PRAISE", "CRITICIZE"]


def test_a_participial_of_the_same_subject_is_an_act():
    frames = frames_of("Minister Berg thanked Finland, underscoring the importance of trade.")
    assert [frame.type for frame in frames] == ["PRAISE", "STATE"]


def test_a_purpose_of_meeting_is_an_act():
    frames = frames_of("Minister Berg met Minister Laine to discuss trade.")
    assert [frame.type for frame in frames] == ["MEET", "DISCUSS"]


def test_a_purpose_of_anything_else_is_none():
    assert [frame.type for frame in frames_of("Minister Berg urged Finland to work with Sweden to discuss trade.")] == [
        "URGE"
    ]


def test_what_is_demanded_is_no_further_act():
    assert [frame.type for frame in frames_of("Minister Berg urged Finland to sign the treaty.")] == ["URGE"]


def test_what_happened_inside_a_content_is_an_act():
    frames = frames_of("Minister Berg said that both sides signed the protocol.")
    assert [frame.type for frame in frames] == ["STATE", "SIGN"]
    assert frames[1].nested_in is not None


def test_a_noun_inside_a_content_is_none():
    assert [frame.type for frame in frames_of("Minister Berg condemned the attack on Sweden.")] == ["CRITICIZE"]


def test_an_as_clause_is_no_act():
    frames = frames_of("Minister Berg stressed the importance of peace as Norway defends its borders.")
    assert [frame.type for frame in frames] == ["STATE"]


def test_a_relative_clause_that_reports_is_an_act():
    frames = frames_of("Minister Berg traveled to Finland, where she discussed trade with Minister Laine.")
    assert [frame.type for frame in frames] == ["VISIT", "DISCUSS"]


def test_the_subject_of_a_talk_is_an_act():
    assert frame_of("Im Mittelpunkt stand der Handel.", "de").type == "DISCUSS"
    assert frame_of("Gegenstand der Gespräche waren der Handel und die Fischerei.", "de").type == "DISCUSS"


def test_an_accepted_invitation_is_agreement():
    assert frame_of("Minister Laine nahm die Einladung an.", "de").type == "AGREE"
