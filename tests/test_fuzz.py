"""Whatever the text, the reader gives a record whose spans lie in it, or a CommuniqueError."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import communique.samples
from communique.documents import take
from communique.documents.document import Document
from communique.errors import CommuniqueError
from communique.evidence import Evidence
from communique.reader import Reader
from communique.record import Failure, Record, from_json, to_json

pytestmark = [pytest.mark.models, pytest.mark.slow]

SAMPLES = {
    path.name: path.read_text("utf-8") for path in sorted(Path(communique.samples.__file__).parent.glob("*.txt"))
}
FEW = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
ODD = [
    "\u200b",
    "\u00ad",
    "\u202e",
    "\ufeff",
    "\ufffd",
    "e\u0301",
    "🤝",
    "\u2028",
    "\x0b",
    "\t",
    "²",
    "٣",
    "ß",
    "İ",
    "ﬁ",
    "“",
    "(",
    ")",
    "—",
    "…",
    "?",
    "’s",
]
SPICE = [
    "9999999999 Tage zuvor",
    "² days ago",
    "2023-02-30",
    "31. Februar 2023",
    "32.13.2020",
    "U.S.",
    "KIM",
    "Mr.",
    "dem Genossen",
    "and",
    "sie",
    "he",
    "1.",
    "-",
]
LANGUAGES = st.sampled_from(["de", "en"])


def spans(record: Record) -> list[Evidence]:
    found = [span for person in record.persons for span in (*person.mentions, *(title.span for title in person.titles))]
    found += [entry.span for entry in (*record.meetings, *record.agreements, *record.lacunae)]
    for act in record.acts:
        found += [act.trigger, *act.trigger_parts, act.sentence, *([act.content] if act.content else [])]
        found += [span for role in act.role_spans.values() for span in role]
    return found


def reads(text: str, language: str, **known: str) -> Record | None:
    """The record of a text, checked; None where the text was refused."""
    try:
        record = Reader().read(Document(text, language=language, **known))
    except CommuniqueError:
        return None
    assert all(0 <= span.start < span.end <= len(text) for span in spans(record))
    people = {person.id for person in record.persons}
    for act in record.acts:
        assert act.actors, "an act without an actor"
        assert {each for each in (*act.actors, *act.recipients) if each[:1] == "p"} <= people
        assert act.sentence.contains(act.trigger)
    assert from_json(to_json(record)) == record
    return record


@st.composite
def mutated_samples(draw) -> tuple[str, str]:
    """A sample with pieces cut out, lines doubled, odd characters and phrases strewn in."""
    name = draw(st.sampled_from(sorted(SAMPLES)))
    text = SAMPLES[name]
    start = draw(st.integers(0, len(text) - 1))
    text = text[start : start + 700]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(text) - 1)))
        match draw(st.sampled_from(["cut", "double", "odd", "spice", "swap"])):
            case "cut":
                text = text[:at] + text[at + draw(st.integers(1, 40)) :]
            case "double":
                lines = text.split("\n")
                line = lines[at % len(lines)]
                text = "\n".join([*lines, line, line])
            case "odd":
                text = text[:at] + draw(st.sampled_from(ODD)) + text[at:]
            case "spice":
                text = f"{text[:at]} {draw(st.sampled_from(SPICE))} {text[at:]}"
            case "swap":
                text = text[at:] + text[:at]
    return name[:2], text


@FEW
@given(st.text(max_size=200), LANGUAGES)
def test_any_text(text, language):
    reads(text, language)


@FEW
@given(
    st.lists(
        st.sampled_from([*ODD, *SPICE, "met", "traf", "President", "Xi", "Jinping", "in", "Wien", ".", ",", "\n"]),
        max_size=30,
    ).map(" ".join),
    LANGUAGES,
)
def test_words_in_any_order(text, language):
    reads(text, language, published="2024-06-19")


@FEW
@given(mutated_samples())
def test_damaged_samples(sample):
    language, text = sample
    reads(text, language, publisher_state="PRK", published="2024-06-19")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300), st.sampled_from([".txt", ".html", ".jsonl", ""]))
def test_any_bytes_are_taken_or_refused(tmp_path_factory, content, suffix):
    path = tmp_path_factory.getbasetemp() / f"fuzz{suffix}"
    path.write_bytes(content)
    for outcome in take([str(path)]):
        assert isinstance(outcome, Document | Failure)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", ".", "?!", "(", "\u200b", "1", "KIM", "a" * 300, "met " * 400, "Kim\n" * 300, "- " * 300]
)
def test_texts_of_almost_nothing(text, language):
    record = reads(text, language)
    assert record is not None and not record.agreements


@pytest.mark.parametrize("published", ["9999-12-31", "0001-01-01"])
def test_the_first_and_the_last_day_of_all(published):
    reads("President Biden met President Xi yesterday; they will meet tomorrow.", "en", published=published)


@pytest.mark.parametrize("state", ["", "XXX", "prk", "?", "🤝"])
def test_any_publisher(state):
    reads("Our country thanked Minister Lee. Both sides met. The two leaders agreed.", "en", publisher_state=state)
