"""The reader finds a text's language, refuses what no record may hold, and turns failures into rows."""

import json

import pytest

import communique
from communique import reader
from communique.documents.document import Document
from communique.errors import CommuniqueError, DocumentError, LanguageError
from communique.reader import Reader, find_language, read_all
from communique.record import Failure, Record
from stored import StoredParser

GERMAN = "Außenminister Sergej Lawrow traf in Wien Außenminister Sebastian Kurz."
ENGLISH = "The President of the United States met with the Chancellor of Germany in Berlin."


@pytest.fixture(autouse=True)
def stored(monkeypatch):
    monkeypatch.setattr(reader, "parser_for", StoredParser)


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_the_language_is_found(text, language):
    assert find_language(text) == language
    assert Reader().read(Document(text)).document.language == language


def test_a_long_text_in_another_language_is_not_forced_into_ours():
    assert find_language("Le ministre des affaires étrangères a rencontré son homologue allemand. " * 4) == "fr"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lawrow und Kerry sprachen auf dem Gipfel in Genf über Syrien.", "de"),
        ("Präsident Xi dankte für die Hilfe und lud ihn zu einem Besuch ein.", "de"),
        ("Kim Jong Un and Vladimir Putin met at the airport of Vladivostok.", "en"),
        ("Lavrov told Kerry that Russia would not sign.", "en"),
    ],
)
def test_a_short_text_is_told_by_its_small_words(text, language, monkeypatch):
    monkeypatch.setattr(reader, "_identifier", lambda: pytest.fail("no model is needed"))
    assert find_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "De minister was in Brussel om met zijn collega te spreken over de handel, of dat nu goed is of niet.",
        "Udenrigsministeren mødte sin kollega for at tale om den handel, der er mellem landene, og de har en aftale.",
        "Die minister van buitelandse sake was in Pretoria om met sy kollega te praat oor handel.",
        "Le président a rencontré son homologue des Pays-Bas; on a parlé de la paix et des relations.",
    ],
)
def test_small_words_shared_with_other_languages_tell_nothing(text):
    assert reader._told_by_small_words(text) is None


def test_a_short_text_counts_as_one_of_ours():
    assert find_language("Lavrov, Kurz.") in ("de", "en")


@pytest.mark.parametrize("language", ["de", "DE", "de-AT"])
def test_a_region_is_no_language(language):
    assert Reader(language=language).read(Document(GERMAN)).document.language == "de"


def test_what_the_caller_says_goes_before_what_the_document_says():
    document = Document(GERMAN, language="en", publisher_state="RUS", published="2018-06-05")
    head = Reader(language="de", publisher_state="AUT", published="2018-06-06").read(document).document
    assert (head.language, head.publisher_state, head.published) == ("de", "AUT", "2018-06-06")


def test_an_unknown_language_is_named():
    with pytest.raises(LanguageError, match='no lexicon for language "xx"; there is de, en'):
        Reader(language="xx").read(Document(GERMAN))


@pytest.mark.parametrize("published", ["2024-13-45", "2024-02-30", "2024-13", "yesterday", "19.06.2024"])
def test_a_day_that_is_none_is_refused(published):
    with pytest.raises(DocumentError, match="is no date; write it as 2024-06-19"):
        Reader().read(Document(GERMAN, published=published))


@pytest.mark.parametrize("published", [None, "", "2018", "2018-06", "2018-06-05", "2018-06-05T10:00:00+02:00"])
def test_years_months_days_and_times_of_publication(published):
    assert Reader().read(Document(GERMAN, published=published)).acts


@pytest.mark.parametrize("state", ["XXX", "Austria", "?", "🤝"])
def test_an_unknown_party_is_refused(state):
    with pytest.raises(DocumentError, match="is no party code"):
        Reader().read(Document(GERMAN, publisher_state=state))


def test_half_characters_are_refused():
    with pytest.raises(DocumentError, match="half characters"):
        Reader(language="de").read(Document("Lawrow traf \ud800 Kurz."))


def test_a_failure_stops_no_other(tmp_path):
    lines = [
        {"text": GERMAN},
        {"text": GERMAN, "published": "2024-02-30"},
        {"text": GERMAN, "language": "xx"},
        {"text": ENGLISH},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    outcomes = list(read_all([str(path)], Reader()))
    assert [type(outcome) for outcome in outcomes] == [Record, Failure, Failure, Record]
    assert outcomes[1].stage == "read" and outcomes[1].document == f"{path}:2"
    assert outcomes[1].error.startswith(f"{path}:2: published")


def test_read_takes_a_string():
    record = communique.read(GERMAN)
    assert [act.type for act in record.acts] == ["MEET"]


def test_read_takes_a_document_and_settings():
    record = communique.read(Document(GERMAN, id="x-1"), language="de", publisher_state="AUT", published="2018-06-05")
    assert (record.document.id, record.document.publisher_state) == ("x-1", "AUT")


def test_read_raises_one_kind_of_error():
    with pytest.raises(CommuniqueError):
        communique.read(GERMAN, language="xx")


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_an_empty_text_is_an_empty_record(text, monkeypatch):
    monkeypatch.setattr(StoredParser, "parse", lambda self, text: ())
    record = Reader(language="de").read(Document(text))
    assert (record.persons, record.acts, record.meetings, record.lacunae) == ((), (), (), ())
