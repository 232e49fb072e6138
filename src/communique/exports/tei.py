"""A collation in, TEI P5 out: parallel segmentation, with the witnesses, every reading, gaps and what is supplied from where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from xml.etree import ElementTree

from communique.collating.collation import TRANSPOSITION, Collation, Lacuna, Place, Reading, Variant

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
REPLACEMENT = "\ufffd"
RUINED = frozenset({"garbled", "declared"})
FIRST_IN_NAME = re.compile(r"[^\W\d]|_")


def to_tei(collation: Collation) -> bytes:
    """Print a collation as a TEI document, UTF-8.

    Characters that XML cannot hold (control characters, lone surrogates) become U+FFFD. Line breaks are `<lb/>`. A passage that
    another witness has elsewhere has a note that says where.
    """
    return _Writer(collation).document()


class _Writer:
    def __init__(self, collation: Collation) -> None:
        self.collation = collation
        self.ids = _xml_ids([witness.siglum for witness in collation.witnesses])
        self.lacunae: dict[int, list[Lacuna]] = defaultdict(list)
        for lacuna in collation.lacunae:
            for number in range(lacuna.first, lacuna.last + 1):
                self.lacunae[number].append(lacuna)
        self.kinds = {variant.first: variant.kind for variant in collation.variants if variant.kind != TRANSPOSITION}
        self.moved: dict[int, list[Variant]] = defaultdict(list)
        for variant in collation.variants:
            if variant.kind == TRANSPOSITION and variant.passages[0].spans:
                self.moved[variant.first].append(variant)

    def document(self) -> bytes:
        ElementTree.register_namespace("", NAMESPACE)
        root = ElementTree.Element(_tag("TEI"))
        self._header(root)
        body = _sub(_sub(root, "text"), "body")
        self._text(_sub(body, "ab"))
        text = ElementTree.tostring(root, encoding="unicode")
        return (DECLARATION + text + "\n").encode()

    def _header(self, root: ElementTree.Element) -> None:
        header = _sub(root, "teiHeader")
        description = _sub(header, "fileDesc")
        _say(_sub(_sub(description, "titleStmt"), "title"), f"Collation of {len(self.ids)} witnesses")
        _say(_sub(_sub(description, "publicationStmt"), "p"), "Made by communique collate.")
        witnesses = _sub(_sub(description, "sourceDesc"), "listWit")
        for witness in self.collation.witnesses:
            said = _sub(witnesses, "witness", {XML_ID: self.ids[witness.siglum], "n": _clean(witness.siglum)})
            if witness.language:
                said.set(XML_LANG, witness.language)
            base = " (base text)" if witness.siglum == self.collation.base else ""
            _say(said, (witness.source or witness.siglum) + base)
        encoding = _sub(header, "encodingDesc")
        _sub(encoding, "variantEncoding", {"method": "parallel-segmentation", "location": "internal"})

    def _text(self, block: ElementTree.Element) -> None:
        """The places in order, with the base's white space between them."""
        text, at = self.collation.witness(self.collation.base).text, 0
        for place in self.collation.places:
            spans = place.spans_of(self.collation.base)
            start, end = (spans[0].start, spans[-1].end) if spans else (at, at)
            _say(block, text[at:start] or ("" if spans else " "))
            at = end
            for variant in self.moved[place.number]:
                self._note(block, variant)
            self._place(block, place)
        _say(block, text[at:])

    def _place(self, block: ElementTree.Element, place: Place) -> None:
        lacunae = self.lacunae[place.number]
        filled = [lacuna for lacuna in lacunae if lacuna.supplied]
        if place.agreed and not filled:
            _say(block, place.lemma.text)
            for lacuna in lacunae:
                _sub(block, "gap", {"reason": "lost", "source": f"#{self.ids[lacuna.siglum]}"})
            return
        app = _sub(block, "app", {"n": str(place.number)})
        if place.number in self.kinds:
            app.set("type", self.kinds[place.number])
        for reading in place.readings:
            lost = [lacuna for lacuna in lacunae if lacuna.siglum in reading.sigla]
            for lacuna in lost:
                self._lost(app, place, reading, lacuna)
            others = [siglum for siglum in reading.sigla if siglum not in {lacuna.siglum for lacuna in lost}]
            if others:
                lemma = reading is place.lemma and reading.text and not len(app)
                said = _sub(app, "lem" if lemma else "rdg", {"wit": self._pointers(others)})
                _say(said, reading.text)

    def _lost(self, app: ElementTree.Element, place: Place, reading: Reading, lacuna: Lacuna) -> None:
        """A reading that is a gap or a ruin, with what another witness has."""
        said = _sub(app, "rdg", {"wit": f"#{self.ids[lacuna.siglum]}", "cause": lacuna.kind})
        text = reading.text
        if text and lacuna.kind in RUINED:
            _say(_sub(said, "damage"), text)
        elif text:
            _say(_sub(_sub(said, "gap", {"reason": "lost"}), "desc"), text)
        if lacuna.supplied is None:
            if not text:
                _sub(said, "gap", {"reason": "lost"})
            return
        owner = lacuna.supplied.passage.siglum
        words = place.reading_of(owner).text
        if words:
            sources = self._pointers([owner, *lacuna.supplied.agreeing])
            _say(_sub(said, "supplied", {"reason": "lost", "source": sources}), words)

    def _note(self, block: ElementTree.Element, variant: Variant) -> None:
        passage = variant.passages[0]
        text = self.collation.witness(passage.siglum).text
        before = " ".join(text[: passage.spans[0].start].split()[-6:])
        where = f'behind "{before}"' if before else "at the beginning"
        note = _sub(block, "note", {"type": TRANSPOSITION, "source": self._pointers(variant.sigla)})
        _say(note, f"Places {variant.first} to {variant.last} stand {where} in {' '.join(variant.sigla)}.")

    def _pointers(self, sigla: Iterable[str]) -> str:
        return " ".join(f"#{self.ids[siglum]}" for siglum in sigla)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _sub(parent: ElementTree.Element, name: str, attributes: dict[str, str] | None = None) -> ElementTree.Element:
    return ElementTree.SubElement(parent, _tag(name), attributes or {})


def _say(element: ElementTree.Element, text: str) -> None:
    """Add text to an element, its line breaks as `<lb/>`."""
    if not text:
        return
    first, *lines = re.split(r"\r\n|\r|\n", _clean(text))
    _append(element, first)
    for line in lines:
        _sub(element, "lb")
        _append(element, line)


def _append(element: ElementTree.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _clean(text: str) -> str:
    return NO_CHARACTER.sub(REPLACEMENT, text)


def _xml_ids(sigla: Iterable[str]) -> dict[str, str]:
    """A valid and unique xml:id for each siglum."""
    ids: dict[str, str] = {}
    for siglum in sigla:
        plain = re.sub(r"[^\w.-]", "_", siglum, flags=re.ASCII)
        plain = plain if FIRST_IN_NAME.match(plain) else f"W{plain}"
        while plain in ids.values():
            plain += "_"
        ids[siglum] = plain
    return ids
