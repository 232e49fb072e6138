"""Who led a side, who attended, who was only mentioned."""

import pytest

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


ATTENDANCE = [
    ('de', 'Anwesend waren auch Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Mit dabei waren Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'An dem Treffen nahmen auf norwegischer Seite Botschafter Oleg Orlow und Staatssekretärin Ida Holm teil.'),
    ('de', 'Zur norwegischen Delegation gehörten Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Der norwegischen Delegation gehörten Botschafter Oleg Orlow und Staatssekretärin Ida Holm an.'),
    ('de', 'Die Ministerpräsidentin wurde von Botschafter Oleg Orlow und Staatssekretärin Ida Holm begleitet.'),
    ('de', 'Sie wurde begleitet von Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Begleitet wurde sie von Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Botschafter Oleg Orlow und Staatssekretärin Ida Holm begleiteten die Ministerpräsidentin.'),
    ('de', 'Dem Gespräch wohnten Botschafter Oleg Orlow und Staatssekretärin Ida Holm bei.'),
    ('de', 'Zu den Teilnehmern gehörten auch Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Zu den Teilnehmern zählten auch Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Unter den Teilnehmern befanden sich Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Unter den Gästen waren Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Weitere Teilnehmer waren Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Das Gespräch fand im Beisein von Botschafter Oleg Orlow und Staatssekretärin Ida Holm statt.'),
    ('de', 'Das Gespräch fand in Anwesenheit des Botschafters Oleg Orlow und der Staatssekretärin Ida Holm statt.'),
    ('de', 'In ihrer Begleitung befanden sich Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Mitglieder der Delegation waren Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Die Delegation umfasste auch Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Bei dem Gespräch waren auch Botschafter Oleg Orlow und Staatssekretärin Ida Holm zugegen.'),
    ('de', 'Auch Botschafter Oleg Orlow und Staatssekretärin Ida Holm waren bei dem Treffen dabei.'),
    ('de', 'Am Gespräch beteiligten sich Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Am Empfang beteiligt waren Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'Zugeschaltet waren Botschafter Oleg Orlow und Staatssekretärin Ida Holm.'),
    ('de', 'An der Unterredung nahm Botschafter Oleg Orlow teil, ebenso Staatssekretärin Ida Holm.'),
    ('de', 'Botschafter Oleg Orlow, Staatssekretärin Ida Holm und andere waren zugegen.'),
    ('de', 'Hieran nahmen teil: Botschafter Oleg Orlow, Staatssekretärin Ida Holm.'),
    ('de', 'Zu dem Gespräch wurden Botschafter Oleg Orlow und Staatssekretärin Ida Holm hinzugezogen.'),
    ('en', 'Also present were Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Ambassador Oleg Orlov and State Secretary Ida Holm were also present.'),
    ('en', 'The meeting was attended by Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'The meeting was also attended by Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Ambassador Oleg Orlov and State Secretary Ida Holm attended the meeting.'),
    ('en', 'Attending the meeting were Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Taking part in the talks on the Norwegian side were Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Also taking part were Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'The Prime Minister was accompanied by Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Ambassador Oleg Orlov and State Secretary Ida Holm accompanied the Prime Minister.'),
    ('en', 'She was joined by Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'The leaders were joined by Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Her delegation included Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'The Norwegian delegation comprised Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'The delegation consisted of Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Participants included Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'The talks took place in the presence of Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Among those present were Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Also in attendance were Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Ambassador Oleg Orlov and State Secretary Ida Holm were in attendance.'),
    ('en', 'Ambassador Oleg Orlov and State Secretary Ida Holm also took part in the talks.'),
    ('en', 'Ambassador Oleg Orlov and State Secretary Ida Holm participated in the meeting.'),
    ('en', 'Ambassador Oleg Orlov and State Secretary Ida Holm were on hand.'),
    ('en', 'Ambassador Oleg Orlov and State Secretary Ida Holm were among the participants.'),
    ('en', 'The meeting, attended by Ambassador Oleg Orlov and State Secretary Ida Holm, lasted two hours.'),
    ('en', 'Flanked by Ambassador Oleg Orlov and State Secretary Ida Holm, the Prime Minister left.'),
    ('en', 'Members of her delegation were Ambassador Oleg Orlov and State Secretary Ida Holm.'),
    ('en', 'Ambassador Oleg Orlov and State Secretary Ida Holm sat in on the talks.'),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence"), ATTENDANCE)
def test_ways_to_say_who_was_there(language, sentence):
    lead = {"de": ZWEI, "en": TWO}[language]
    found = presence(f"{lead} {sentence}", language)
    assert [how for name, how in found.items() if name.split()[0] in ("Oleg", "Ida")] == ["attending", "attending"]
    assert [found["William Ruto"], found["Anna Berg"]] == ["principal", "principal"]


LEADING = [
    ('de', 'Das Gespräch zwischen Außenminister Karl Holm und Außenministerin Ida Berg fand in Wien statt.'),
    ('de', 'In Wien kamen Außenminister Karl Holm und seine norwegische Amtskollegin Ida Berg zu einem Gespräch zusammen.'),
    ('de', 'Am 3. Mai fand ein Telefonat des Außenministers Karl Holm mit der Außenministerin Norwegens, Ida Berg, statt.'),
    ('de', 'Außenminister Karl Holm hat am Dienstag mit den Ministern Ida Berg (Norwegen), Juan Rivas (Kuba) '
           'und Abdou Diallo (Mali) telefoniert.'),
    ('de', 'Bundesrat Karl Holm wurde in Peking vom Ministerpräsidenten Li Wei und vom Außenminister Wang Bo empfangen.'),
    ('de', 'Präsident Karl Holm empfing den Botschafter der Republik Kuba, Juan Rivas, zu einem Abschiedsbesuch.'),
    ('de', 'Außenminister Karl Holm traf am Rande der Konferenz die Außenministerin von Norwegen, Ida Berg, und '
           'den Außenminister von Kuba, Juan Rivas.'),
    ('de', 'Außenminister Karl Holm traf am Rande der Konferenz mit Ida Berg, Juan Rivas und Abdou Diallo zusammen.'),
    ('de', 'Karl Holm, Ida Berg und Juan Rivas berieten in Genf über den Frieden.'),
    ('de', 'Auf Einladung von Außenminister Karl Holm besuchte Außenministerin Ida Berg am Montag Wien.'),
    ('de', 'Der Besuch des kubanischen Präsidenten Juan Rivas bei Präsident Karl Holm dauerte drei Tage.'),
    ('de', 'Die Staatsmänner Karl Holm und Juan Rivas unterzeichneten eine gemeinsame Erklärung.'),
    ('de', 'Genosse Kim Tae Min hatte eine herzliche Unterredung mit dem Sondergesandten Juan Rivas.'),
    ('de', 'Der Generalsekretär empfing am Donnerstag Genossen Juan Rivas, Mitglied des Politbüros.'),
    ('de', 'Erörtert wurde die Lage beim Treffen von Minister Karl Holm und Ministerin Ida Berg.'),
    ('de', 'Gastgeber des Treffens war Präsident Juan Rivas.'),
    ('de', 'Die Delegation unter Leitung von Minister Juan Rivas führte Gespräche mit Minister Karl Holm.'),
    ('de', 'An der Spitze der Delegation stand Vizepremier Juan Rivas.'),
    ('de', 'Die kubanische Delegation wird von Vizepremier Juan Rivas geleitet.'),
    ('de', 'Den Vorsitz der Sitzung führten Minister Karl Holm und Ministerin Ida Berg.'),
    ('de', 'Am Gipfel nehmen Präsident Karl Holm, König Harald und Kanzlerin Ida Berg teil.'),
    ('de', 'Außenminister Karl Holm sprach in Kairo zunächst mit Präsident Omar Hassan und danach mit Ministerin Amal Nasser.'),
    ('de', 'Nach dem Gespräch mit Minister Karl Holm sagte Ministerin Ida Berg, die Lage sei ernst.'),
    ('de', 'Präsident Karl Holm und Premierminister Juan Rivas hielten eine gemeinsame Pressekonferenz ab.'),
    ('de', 'Karl Holm und sein Amtskollege Juan Rivas haben einander am Montag in Rom getroffen.'),
    ('de', 'Die Außenminister Karl Holm, Ida Berg und Juan Rivas tauschten sich in Rom über die Lage aus.'),
    ('de', 'Botschafter Juan Rivas überreichte Bundespräsident Karl Holm sein Beglaubigungsschreiben.'),
    ('en', 'The meeting between Foreign Minister Karl Holm and Foreign Minister Ida Berg took place in Vienna.'),
    ('en', 'Foreign Minister Karl Holm today spoke by phone with Foreign Ministers Ida Berg (Norway), Juan '
           'Rivas (Cuba) and Abdou Diallo (Mali).'),
    ('en', 'The President spoke separately with President Juan Rivas of Cuba, Prime Minister Ida Berg of '
           'Norway, and Chancellor Karl Holm of Austria.'),
    ('en', 'Secretary Karl Holm met with Norwegian Foreign Minister Ida Berg and Cuban Foreign Minister Juan Rivas in Rome.'),
    ('en', 'Foreign Minister Karl Holm was received by President Omar Hassan and Prime Minister Amal Nasser.'),
    ('en', 'A telephone conversation took place between President Karl Holm and Prime Minister Ida Berg.'),
    ('en', 'President Karl Holm had a telephone conversation with Prime Minister Ida Berg.'),
    ('en', 'Ambassador Juan Rivas paid a courtesy call on Foreign Minister Karl Holm.'),
    ('en', 'Ambassador Juan Rivas called on Foreign Minister Karl Holm.'),
    ('en', 'Ambassador Juan Rivas presented his credentials to President Karl Holm.'),
    ('en', 'At the invitation of Foreign Minister Karl Holm, Foreign Minister Ida Berg visited Vienna.'),
    ('en', 'The delegation was led by Vice Premier Juan Rivas.'),
    ('en', 'The talks were co-chaired by Minister Karl Holm and Minister Ida Berg.'),
    ('en', 'Karl Holm, Ida Berg and Juan Rivas discussed the ceasefire in Geneva.'),
    ('en', 'Following his meeting with Minister Karl Holm, Minister Juan Rivas said the talks were useful.'),
    ('en', 'President Karl Holm received a delegation headed by Foreign Minister Juan Rivas.'),
    ('en', 'The trilateral meeting of Foreign Ministers Karl Holm, Ida Berg and Juan Rivas was held in Rome.'),
    ('en', 'National Security Advisor Karl Holm convened a meeting with his counterparts Ida Berg and Juan Rivas.'),
    ('en', 'Prime Minister Ida Berg and President Karl Holm held a joint press conference.'),
    ('en', 'Comrade Kim Tae Min had a talk with Juan Rivas, special envoy of the President of Cuba.'),
    ('en', 'President Karl Holm joined Prime Minister Ida Berg and President Juan Rivas for a trilateral summit.'),
    ('en', 'Readout of Vice President Karl Holm’s Call with Prime Minister Ida Berg of Norway'),

]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence"), LEADING)
def test_ways_to_say_who_led(language, sentence):
    assert set(presence(sentence, language).values()) == {"principal"}


def test_a_spouse_attends():
    text = "President Karl Holm hosted Prime Minister Ida Berg and her husband Lars Berg for dinner."
    assert presence(text) == {"Karl Holm": "principal", "Ida Berg": "principal", "Lars Berg": "attending"}


def test_a_surname_is_not_that_of_the_spouse():
    text = (
        "President Holm met Minister Berg, who was accompanied by her husband, Lars Berg. Berg thanked President Holm."
    )
    assert presence(text) == {"Holm": "principal", "Berg": "principal", "Lars Berg": "attending"}
    text = "Präsident Holm und seine Frau Ida Holm trafen Ministerin Berg. Präsident Holm dankte Ministerin Berg."
    assert presence(text, "de") == {"Holm": "principal", "Ida Holm": "attending", "Berg": "principal"}


def test_a_first_lady_leads_her_own_meetings():
    assert presence("First Lady Ida Holm met Minister Berg.") == {"Ida Holm": "principal", "Berg": "principal"}


def test_presidents_lead_the_summit_they_attend():
    text = "President Aziz Karimov of Uzbekistan hosted the meeting, which was attended by President Nurlan Bek of Kazakhstan."
    assert set(presence(text).values()) == {"principal"}
