"""Set phrases found in small registers: what counts as one, what does not, and what is told of each."""

import json
import random
from xml.etree import ElementTree

import pytest

from communique.errors import CommuniqueError, LanguageError, QuestionError
from communique.formulas.association import log_likelihood, npmi, weakest_link
from communique.formulas.counting import NOTHING, Places, count_sequences, least_documents
from communique.formulas.listing import list_formulas
from communique.formulas.texts import split_sentences
from communique.formulas.tokens import NAME, Names, load_wording
from communique.register.asking.questions import Filter
from communique.register.register import Register
from communique.segmentation import Segmenter
from readouts import Readout

FILLING = (
    "Rain fell over the harbour.",
    "A ship came in.",
    "Tea was served.",
    "The band played on.",
    "Snow lay there.",
)


@pytest.fixture
def register(register_address):
    with Register(register_address) as opened:
        yield opened


def add(register, sentences, *, first_day=1, **head):
    """A document a sentence, on days that follow each other, each with an ending of its own."""
    for number, sentence in enumerate(sentences):
        day = f"2024-{1 + (first_day + number) // 28:02}-{1 + (first_day + number) % 28:02}"
        text = f"{sentence} {FILLING[number % len(FILLING)]}"
        name = f"{head.get('language', 'en')}-{head.get('publisher', 'Ministry')}-{first_day + number}"
        register.add(Readout(text + f" Item {name}.", **{"id": name, "published": day, **head}).record)


def found(register, **options):
    (answer,) = list_formulas(register, **options)
    return {formula.phrase: formula for formula in answer.formulas}


def varied(phrase, count=6):
    verbs = ("praised", "rejected", "weighed", "ignored", "demanded", "avoided", "welcomed", "described")
    places = ("Oslo", "Lima", "Accra", "Hanoi", "Quito", "Perth", "Dakar", "Turin")
    return [f"They {verbs[at % 8]} the {phrase} near {places[(at * 3) % 8]}." for at in range(count)]


def test_a_phrase_of_many_documents_is_found_with_its_use(register):
    add(register, varied("irreversible peace process"))
    formula = found(register)["irreversible peace process"]
    assert formula.words == ("irreversible", "peace", "process")
    assert (formula.use.documents, formula.use.uses) == (6, 6)
    assert formula.association > 0.5


def test_first_and_last_use_are_the_sentences_of_the_first_and_the_last_day(register):
    add(register, varied("quiet border zone"))
    use = found(register)["quiet border zone"].use
    assert (use.first.published, use.last.published) == ("2024-01-02", "2024-01-07")
    (span,) = use.first.marked
    assert use.first.text[span.start : span.end] == "quiet border zone"
    record = register.record(use.first.document)
    assert record.document.text[use.first.span.start : use.first.span.end] == use.first.text


def test_words_beside_each_other_by_chance_are_no_phrase(register):
    words = "stone river cloud table horse paper light bread".split()
    chance = random.Random(7)
    add(register, [" ".join(chance.choices(words, k=9)).capitalize() + "." for _ in range(80)])
    assert not [phrase for phrase in found(register) if set(phrase.casefold().split()) <= set(words)]


def test_a_phrase_begins_and_ends_with_telling_words(register):
    add(register, varied("peace of the brave"))
    assert list(found(register)) == ["peace of the brave"]


def test_a_part_that_a_longer_phrase_nearly_always_contains_is_not_told(register):
    add(register, varied("sovereignty and territorial integrity"))
    assert list(found(register)) == ["sovereignty and territorial integrity"]


def test_a_part_that_stands_alone_often_enough_is_told_too(register):
    add(register, varied("sovereignty and territorial integrity"))
    add(register, varied("territorial integrity"), first_day=40)
    assert {"sovereignty and territorial integrity", "territorial integrity"} <= set(found(register))


def test_of_a_long_formula_the_first_eight_words_are_told_once(register):
    long = "warm cordial frank open serious useful timely sincere candid fruitful talks"
    add(register, varied(long))
    assert list(found(register)) == [" ".join(long.split()[:8])]


def test_a_phrase_does_not_go_across_sentences(register):
    add(register, [f"Visit {number} ended with lasting peace. Durable trade began." for number in range(6)])
    assert not [phrase for phrase in found(register) if "peace" in phrase and "rade" in phrase]


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("de", "Am 15. August kam Dr. Holm. Er blieb.", ["Am 15. August kam Dr. Holm.", "Er blieb."]),
        ("en", "The U.S. envoy left in 2023. He wrote.", ["The U.S. envoy left in 2023.", "He wrote."]),
    ],
)
def test_a_line_without_an_act_is_cut_into_sentences(language, text, sentences):
    spans = split_sentences(text, 0, len(text), Segmenter.load(language))
    assert [text[start:end] for start, end in spans] == sentences


def test_one_document_that_repeats_itself_makes_no_formula(register):
    add(register, [" ".join(["They want deep frozen fish."] * 20), *FILLING])
    assert "deep frozen fish" not in found(register)


def test_inflected_forms_are_one_in_german(register):
    forms = ["vollständige Abrüstung", "vollständigen Abrüstung", "vollständiger Abrüstung"] * 2
    verbs = ("lobte", "forderte", "verwarf", "kannte", "erwog", "mied")
    sentences = [f"Man {verb} die {form} und {verb[::-1]}." for verb, form in zip(verbs, forms, strict=True)]
    add(register, sentences, language="de")
    (formula,) = [each for each in found(register).values() if each.words[0].startswith("vollst")]
    assert {form.name for form in formula.use.forms} == set(forms)
    assert formula.use.documents == 6


def test_inflected_forms_are_one_in_english(register):
    add(register, varied("shared commitment", 3) + varied("shared commitments", 3))
    assert found(register)["shared commitment"].use.documents == 6


def test_languages_are_never_mixed(register):
    add(register, varied("frozen summit"))
    add(register, [f"Man lobte den gemeinsamen Atlas Nummer {number}." for number in range(6)], language="de")
    answers = list_formulas(register)
    assert {answer.language: answer.documents for answer in answers} == {"de": 6, "en": 6}
    german = next(answer for answer in answers if answer.language == "de")
    assert not [formula for formula in german.formulas if "summit" in formula.phrase]


def with_minister(number, name="Pieter Holm"):
    verbs = ("praised", "rejected", "weighed", "ignored", "demanded", "avoided")
    text = f"Minister {name} {verbs[number]} the grain corridor."
    return Readout(text, id=f"m{number}", published=f"2024-02-0{number + 1}").person(name, "NLD", "minister").record


def test_names_and_titles_of_people_are_no_phrases(register):
    for number in range(6):
        register.add(with_minister(number))
    assert list(found(register)) == ["grain corridor"]


def test_whoever_is_named_a_formula_around_the_name_is_one(register):
    for number, name in enumerate(("Pieter Holm", "Kenji Tanaka", "Ana Reyes", "Ola Berg", "Jun Ito", "Eva Kranz")):
        text = f"Envoys warmly greeted {name} aboard ship."
        register.add(Readout(text, id=f"g{number}", published="2024-02-01").person(name, "NLD").record)
    assert "Envoys warmly greeted … aboard ship" in found(register)


def test_dates_and_numbers_are_no_words(register):
    add(register, [f"A fragile truce of {day} June 2024 on ice cream sales." for day in range(10, 16)])
    assert not [phrase for phrase in found(register) if "June" in phrase or "2024" in phrase]


def test_names_of_things_are_no_phrases(register):
    add(register, varied("Amber Shore Compact"))
    assert found(register) == {}


def test_addresses_and_what_is_left_of_pages_are_no_words(register):
    add(register, [f"See https://ministry.example/news/{number} for the 9<sup>th</sup> day." for number in range(6)])
    assert not [phrase for phrase in found(register) if "sup" in phrase or "ministry" in phrase]


def test_use_is_told_by_publisher_with_how_many_documents_it_has(register):
    add(register, varied("quiet border zone", 4))
    add(register, varied("quiet border zone", 3), publisher="Gazette", state="JPN", first_day=40)
    add(register, FILLING, publisher="Gazette", state="JPN", first_day=60)
    publishers = found(register)["quiet border zone"].use.publishers
    assert [(each.name, each.documents, each.of) for each in publishers] == [("Ministry", 4, 4), ("Gazette", 3, 8)]


def test_the_party_is_that_of_the_acts_in_the_sentence_else_of_the_publisher(register):
    add(register, varied("quiet border zone", 4))
    for number in range(2):
        text = f"Japan praised {'both' if number else 'all'} along the quiet border zone."
        register.add(Readout(text, id=f"j{number}").act("PRAISE", "praised", ("JPN",)).record)
    parties = found(register)["quiet border zone"].use.parties
    assert [(each.name, each.documents) for each in parties] == [("NLD", 4), ("JPN", 2)]


def test_use_over_time_counts_every_period_also_those_without_a_document(register):
    add(register, varied("quiet border zone", 4))
    add(register, varied("quiet border zone", 2), first_day=60)
    use = found(register, period="month")["quiet border zone"].use
    assert [(each.name, each.documents, each.of) for each in use.periods] == [
        ("2024-01", 4, 4), ("2024-02", 0, 0), ("2024-03", 2, 2),
    ]  # fmt: skip


def test_a_document_without_a_day_is_counted_but_is_neither_first_nor_last(register):
    add(register, varied("quiet border zone", 5))
    text = "None saw the quiet border zone."
    register.add(Readout(text, id="undated", published=None).record)
    use = found(register)["quiet border zone"].use
    assert use.documents == 6
    assert "undated" not in (use.first.document, use.last.document)


def test_days_and_publisher_narrow_what_is_looked_at(register):
    add(register, varied("quiet border zone", 4))
    add(register, varied("frozen summit road", 4), publisher="Gazette", first_day=40)
    assert list(found(register, narrowed=Filter(publisher="Gazette"))) == ["frozen summit road"]
    assert list(found(register, narrowed=Filter(until="2024-01"))) == ["quiet border zone"]


def test_the_same_register_gives_the_same_answer_in_whatever_order_it_was_filled(tmp_path):
    records = [with_minister(number) for number in range(6)]
    answers = []
    for name, order in (("one.db", records), ("other.db", records[::-1])):
        with Register(tmp_path / name) as register:
            for record in order:
                register.add(record)
            answers.append(list_formulas(register))
            assert list_formulas(register) == answers[-1]
    assert answers[0] == answers[1]


def test_an_empty_register_is_said_to_be_empty(register):
    with pytest.raises(QuestionError, match="communique add"):
        list_formulas(register)


def test_documents_in_a_language_without_a_lexicon_are_named(register):
    add(register, FILLING, language="tlh")
    with pytest.raises(QuestionError, match="5 in tlh"):
        list_formulas(register)


def test_a_language_that_is_not_installed_has_no_function_words():
    with pytest.raises(LanguageError):
        load_wording("tlh")


# the parts


def test_a_level_is_counted_by_documents_and_uses():
    documents = [["a", "b", "c", ""], ["a", "b", "", "a", "b"], ["b", "c"]]
    counted = count_sequences(documents, least=2, longest=3)
    pairs = {
        counted.words_of(1, id): (counted.levels[1].documents[id], counted.levels[1].uses[id])
        for id in range(1, len(counted.levels[1]))
    }
    assert pairs == {("a", "b"): (2, 3), ("b", "c"): (2, 2)}
    assert (counted.documents, counted.total) == (3, 9)


def test_counting_a_part_at_a_time_changes_nothing(monkeypatch):
    documents = [[f"w{(at * step) % 7}" for at in range(30)] for step in range(1, 6)]
    at_once = count_sequences(documents, least=2, longest=4)
    monkeypatch.setattr("communique.formulas.counting.HELD", 10)
    assert count_sequences(documents, least=2, longest=4) == at_once


def test_places_are_kept_by_document_without_rows_of_nothing():
    places = Places()
    places.append([1, NOTHING, NOTHING, 2])
    places.append([])
    assert [list(each) for each in places] == [[1, NOTHING, 2], []]
    places.close()


def test_the_more_documents_the_more_must_have_a_phrase():
    assert least_documents(1_000) == 4
    assert least_documents(100_000) == 50


def test_npmi_is_one_for_words_found_only_together_and_about_zero_by_chance():
    assert npmi(10, 10, 10, 1000) == pytest.approx(1)
    assert npmi(10, 100, 100, 1000) == pytest.approx(0)
    assert weakest_link(10, [(10, 10), (100, 100)], 1000) == pytest.approx(0)


def test_log_likelihood_is_that_of_dunning():
    assert log_likelihood(5, 10, 5, 10) == pytest.approx(0)
    assert log_likelihood(10, 10, 0, 10) == pytest.approx(27.73, abs=0.01)


def test_words_in_a_name_are_one_token():
    text = "Minister Pieter Holm's ship"
    tokens = load_wording("en").tokens(text, 0, len(text), Names([(0, 8), (9, 20)]))
    assert [token.word for token in tokens] == [NAME, "ship"]
    assert (tokens[0].start, tokens[0].end) == (0, 22)


def test_a_title_within_a_name_hides_no_part_of_the_name():
    text = "Lord Mayor Pieter Holm spoke"
    tokens = load_wording("en").tokens(text, 0, len(text), Names([(0, 22), (5, 10)]))
    assert [token.word for token in tokens] == [NAME, "spoke"]


def test_a_compound_of_a_name_is_a_word():
    text = "the Holm-Tanaka plan"
    tokens = load_wording("en").tokens(text, 0, len(text), Names([(4, 8)]))
    assert [token.word for token in tokens] == ["the", "holm-tanaka", "plan"]


def test_an_abbreviation_is_told_from_the_function_word_of_its_letters():
    wording = load_wording("en")
    assert wording.is_telling(wording.fold("US"))
    assert not wording.is_telling(wording.fold("us"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_function_words_are_in_small_letters(language):
    wording = load_wording(language)
    assert wording.coordinators <= wording.small
    assert all(word == word.casefold() or "ß" in word for word in wording.small)


# the command


def run(arguments, capsys):
    import typer

    from communique.commands.formulas import COMMANDS

    app = typer.Typer()
    app.callback()(lambda: None)
    for name, command in COMMANDS.items():
        app.command(name)(command)
    app(["formulas", *map(str, arguments)], standalone_mode=False)
    return capsys.readouterr().out


@pytest.fixture
def filled(register):
    add(register, varied("quiet border zone"))
    add(register, varied("quiet border area"), first_day=120)
    return register.address


def test_text_tells_phrase_counts_and_sentences(filled, capsys):
    printed = run(["--register", filled], capsys)
    assert "quiet border" in printed
    assert "12 documents" in printed
    assert "2024-01-02 · Ministry" in printed


def test_json_has_the_spans_of_the_evidence(filled, capsys):
    (answer,) = json.loads(run(["--register", filled, "--format", "json"], capsys))
    first = answer["formulas"][0]["use"]["first"]
    assert {"document", "published", "text", "span", "marked"} <= set(first)


@pytest.mark.parametrize(
    "asked", [[], ["--phrase", "quiet border zone"], ["--before", "2024-04-01"], ["--periods", "2024-01", "2024-05"]]
)
def test_charts_are_well_formed_and_alike_each_time(filled, tmp_path, capsys, asked):
    drawn = []
    for name in ("one.svg", "other.svg"):
        run(["--register", filled, "--chart", tmp_path / name, *asked], capsys)
        drawn.append((tmp_path / name).read_text("utf-8"))
    assert ElementTree.fromstring(drawn[0]).tag.endswith("svg")
    assert drawn[0] == drawn[1]


def test_a_page_holds_its_chart_and_nothing_from_elsewhere(filled, capsys):
    printed = run(["--register", filled, "--changes", "--before", "2024-04-01", "--format", "html"], capsys)
    assert "<svg" in printed
    assert "<script" not in printed and "src=" not in printed and "<link" not in printed
    assert "<mark>quiet border zone</mark>" in printed


def test_what_a_text_says_is_no_markup_of_the_page(register, capsys):
    add(register, [f"{sentence} & so on for 3 < 4." for sentence in varied("quiet border zone")])
    printed = run(["--register", register.address, "--format", "html"], capsys)
    assert "3 < 4" not in printed


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--changes"], "say what to compare"),
        (["--before", "2024", "--publishers", "A", "B"], "in one way"),
        (["--phrase", "quiet", "--changes"], "ask for one thing"),
        (["--before", "yesterday"], "is no day"),
        (["--periods", "2024..2023", "2025"], "ends before it begins"),
    ],
)
def test_what_cannot_be_asked_is_said(filled, capsys, asked, said):
    with pytest.raises(CommuniqueError, match=said):
        run(["--register", filled, *asked], capsys)
