"""A collation printed: as an apparatus, as one page, and as TEI that is well-formed, whole and valid."""

import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.collating import Witness, collate
from communique.exports.tei import NAMESPACE, XML_ID, to_tei
from communique.views.collation import as_page, as_text

SCHEMA = Path("/work/shared/data/tei/tei_all.rng")
TEI = f"{{{NAMESPACE}}}"
ONE = (
    "Der Botschafter empfing Genossen Pak Chol in Bern.\nAm 3. Mai sprachen sie lange über Getreide & Öl.\n"
    "Danach reiste er nach Wien."
)
TWO = ONE.replace("Pak Chol ", "").replace("Mai", "Juni").replace("lange ", "").replace("Wien", "Wien und Rom")


@pytest.fixture(scope="module")
def collation():
    return collate([Witness("A", ONE, "a.txt", "de"), Witness("2 b", TWO, None, "de")], base="A", read=False)


class Page(HTMLParser):
    """Every tag opened and closed, all ids and links, and the text."""

    EMPTY = {"meta", "br"}

    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.links, self.sources, self.said = [], [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag not in self.EMPTY:
            self.open.append(tag)
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name == "href":
                self.links.append(value)
            elif name == "src":
                self.sources.append(value)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.said.append(data)


# text


def test_an_apparatus_entry_has_lemma_reading_siglum_and_context(collation):
    text = as_text(collation)
    assert "Mai ] Juni  2 b" in text
    text = " ".join(text.split())
    assert "date: …Chol in Bern. Am 3. [Mai] sprachen sie lange über Getreide…" in text


def test_what_is_left_out_and_put_in_is_said(collation):
    text = as_text(collation)
    assert "lange ] om.  2 b" in text
    assert "] add. und Rom  2 b" in text


def test_a_lacuna_shows_what_is_supplied_and_from_where(collation):
    assert "Genossen ⟨Pak Chol A⟩ in Bern." in as_text(collation)


def test_no_line_is_too_wide(collation):
    assert max(map(len, as_text(collation).splitlines())) <= 100


def test_copies_that_agree_have_no_apparatus():
    text = as_text(collate([Witness("A", ONE), Witness("B", ONE)], read=False))
    assert "no variants" in text and "none" in text


# page


def test_the_page_is_well_formed_and_its_links_lead_somewhere(collation):
    page = Page(as_page(collation))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_the_page_needs_no_network(collation):
    page = as_page(collation)
    assert Page(page).sources == []
    assert not re.search(r"https?://|@import|url\(", page)


def test_the_page_holds_the_base_text_whole(collation):
    said = "".join(Page(as_page(collation)).said)
    assert "Danach reiste er nach Wien" in said and "über Getreide & Öl." in said


def test_the_page_restores_a_copy(collation):
    assert "Pak Chol" in as_page(collation).partition("Restored copies</h2>")[2]


def test_markup_in_a_text_is_shown_and_not_run():
    page = as_page(
        collate(
            [Witness("A", "Er sagte <script>alert(1)</script> laut."), Witness("B", "Er sagte es laut.")], read=False
        )
    )
    assert "<script>" not in page


@given(st.lists(st.text(max_size=60), min_size=2, max_size=3))
@settings(deadline=None)
def test_any_texts_give_a_page_and_an_apparatus(several):
    collation = collate([Witness(f"W{at}", text) for at, text in enumerate(several)], read=False)
    as_page(collation).encode()
    as_text(collation)


# TEI


def test_every_witness_is_listed_under_its_siglum(collation):
    root = ElementTree.fromstring(to_tei(collation))
    assert [(each.get(XML_ID), each.get("n")) for each in root.iter(f"{TEI}witness")] == [("A", "A"), ("W2_b", "2 b")]


def test_a_variant_is_an_app_with_lemma_and_reading(collation):
    root = ElementTree.fromstring(to_tei(collation))
    app = next(each for each in root.iter(f"{TEI}app") if each.get("type") == "date")
    assert [(each.tag.removeprefix(TEI), each.get("wit"), each.text) for each in app] == [
        ("lem", "#A", "Mai"), ("rdg", "#W2_b", "Juni"),
    ]  # fmt: skip


def test_what_is_supplied_names_its_source(collation):
    supplied = next(ElementTree.fromstring(to_tei(collation)).iter(f"{TEI}supplied"))
    assert (supplied.get("source"), supplied.text) == ("#A", "Pak Chol")


def test_a_gap_that_nobody_fills_is_a_gap():
    text = "Sie sprachen über [...] und Öl."
    root = ElementTree.fromstring(to_tei(collate([Witness("A", text), Witness("B", text)], read=False)))
    assert [each.get("reason") for each in root.iter(f"{TEI}gap")] == ["lost", "lost"]


def readings(root, siglum):
    """The text of one witness as it stands in the document, without white space."""
    pieces = []

    def walk(element):
        tag = element.tag.removeprefix(TEI)
        if tag in ("lem", "rdg") and f"#{siglum}" not in element.get("wit").split() or tag in ("supplied", "note"):
            return
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "" if tag != "app" else "")

    walk(next(root.iter(f"{TEI}ab")))
    return "".join("".join(pieces).split())


words = st.lists(st.sampled_from("der Kim , . […] GÃ¤ste und 1971 \n".split(" ")), max_size=25).map(" ".join)


@given(st.lists(words, min_size=2, max_size=3))
@settings(deadline=None)
def test_every_witness_can_be_read_back_from_the_tei(several):
    collation = collate([Witness(f"W{at}", text) for at, text in enumerate(several)], read=False)
    root = ElementTree.fromstring(to_tei(collation))
    for witness in collation.witnesses:
        said = "".join(text for place in collation.places for text in place.reading_of(witness.siglum).text.split())
        assert readings(root, witness.siglum) == said


@given(st.lists(st.text(max_size=60), min_size=2, max_size=3))
@settings(deadline=None)
def test_any_texts_give_well_formed_tei(several):
    collation = collate([Witness(f"W {at}", text) for at, text in enumerate(several)], read=False)
    ElementTree.fromstring(to_tei(collation))


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema is no part of the project")
def test_the_tei_is_valid():
    etree = pytest.importorskip("lxml.etree")
    schema = etree.RelaxNG(etree.parse(str(SCHEMA)))
    paragraphs = [f"Absatz {name} nennt {name}a, {name}b und {name}c mit Namen." for name in ("Eins", "Zwei", "Drei")]
    pairs = [
        (ONE, TWO), (TWO, ONE), ("", " "), ("\x00 a", "b"), ("Er kam [...] an.", "Er kam spät an."),
        ("\n".join(paragraphs), "\n".join(paragraphs[at] for at in (1, 0, 2))),
        ("Im Gästehaus war Rat.", "Im GÃ¤stehaus war Rat."), ("[...]", "[...]"),
    ]  # fmt: skip
    for pair in pairs:
        document = etree.fromstring(
            to_tei(collate([Witness(f"{at} w", text) for at, text in enumerate(pair)], read=False))
        )
        assert schema.validate(document), schema.error_log.last_error
