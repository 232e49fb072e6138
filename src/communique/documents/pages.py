"""A source of HTML in, one Document out: every visible word of the main part in order; what is left out is listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from communique.documents.document import Document, Removed
from communique.documents.encodings import decode
from communique.documents.lineation import KEPT_BREAKS, Line, lines_of
from communique.documents.mainpart import judge
from communique.documents.metadata import metadata_of
from communique.documents.mojibake import mend
from communique.documents.source import MEBIBYTE, Source
from communique.errors import DocumentError

LIMIT = 8 * MEBIBYTE  # a page of a book of 1,000 pages has 3 MB; beyond that it is a dump of something
CUT_SHORT = "ERR_RESOURCE_LIMIT"  # libxml2 stops reading a page that is nested more than 2,048 deep
# libxml2 reads nothing after the end of the document; browsers show what stands there, and pages of many parts have it
END = re.compile(r"</html\b[^>]*>", re.IGNORECASE)
NODES = 200_000  # elements, texts and preformatted lines of a page: a long treaty has 20,000
LONG_TAG = 65_536  # characters: beyond that it is looked at whether a tag holds attributes or one long value
ATTRIBUTES = 5_000  # of one tag: libxml2 takes minutes over a million
QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
DEEP = 64  # elements around one: deeper, its path would be longer than what stands there
SIMPLE = re.compile(r"[\w-]+")
FRAMES = "the page only holds frames; save the frame with the text and read that"


def read_html(source: Source) -> Iterator[Document]:
    """Yield the one document of a page. Every visible text node is in its text or in `removed`, with place and reason.

    Raises `DocumentError` for a page without visible text, nested too deeply, or too large.
    """
    root = parse(source)
    metadata = metadata_of(root, source.url)
    lines = lines_of(root)
    _conserve(root, lines, source.name)
    judge(root, lines, metadata.titles)
    text, mojibake = mend("\n".join(line.text for line in lines if not line.reason and line.text))
    if not text:
        raise DocumentError(f"{source.name}: {_why_empty(root)}")
    yield Document(
        text, language=metadata.value("language"), source=source.name, title=metadata.value("title"),
        publisher=metadata.value("publisher"), published=metadata.value("published"), url=metadata.value("url"),
        found=metadata.found, removed=tuple(_removed(lines)), mojibake=mojibake,
    )  # fmt: skip


def parse(source: Source) -> html.HtmlElement:
    """The tree of a page; raises `DocumentError` where it cannot be read whole."""
    raw = source.whole(LIMIT)
    text = END.sub("", decode(Source.of(raw, source.name, charset=source.charset), markup=True))
    if any(_is_overloaded(tag) for tag in text.split(">") if len(tag) > LONG_TAG):
        raise DocumentError(f"{source.name}: a tag with more than {ATTRIBUTES:,} attributes; this is no readable HTML")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError(f"{source.name}: no readable HTML: {error}") from None
    if any(entry.type_name == CUT_SHORT for entry in parser.error_log):
        raise DocumentError(
            f"{source.name}: the page is nested too deeply to be read whole; save its text and read that"
        )
    kept_breaks = sum(each.text_content().count("\n") for each in root.iter(*KEPT_BREAKS))
    if root.xpath("count(.//node())") + kept_breaks > NODES:
        raise DocumentError(
            f"{source.name}: more than {NODES:,} elements, too many for one page; split it, or save its text"
        )
    return root


def _is_overloaded(tag: str) -> bool:
    return len(QUOTED.sub("", tag[tag.rfind("<") :]).split()) > ATTRIBUTES and "<" in tag


def _conserve(root: html.HtmlElement, lines: list[Line], name: str) -> None:
    """Every character of the page stands in some line, in order: what no one has read no one can report as removed."""
    expected = "".join(root.xpath("string()").split())
    if expected != "".join("".join(piece.text for line in lines for piece in line.pieces).split()):
        raise DocumentError(f"{name}: words of the page were lost in reading it; please report this page")


def _removed(lines: list[Line]) -> Iterator[Removed]:
    """What is left out, in order; lines left out together for one reason are one entry."""
    places = _Places()
    together: list[str] = []
    last: tuple[str, html.HtmlElement] | None = None
    for line in lines:
        for text, reason, element in line.left_out():
            if last is not None and (reason, element) != last:
                yield Removed("\n".join(together), last[0], places.place(last[1]))
                together = []
            together.append(text)
            last = (reason, element)
    if last is not None:
        yield Removed("\n".join(together), last[0], places.place(last[1]))


class _Places:
    """The XPaths of elements; libxml2's own counts all siblings anew for each of them."""

    def __init__(self) -> None:
        self._steps: dict[html.HtmlElement, str] = {}
        self._numbers: dict[html.HtmlElement, int] = {}

    def place(self, element: html.HtmlElement) -> str:
        """The path of an element, or where it is nested deeply its number among all elements of the page."""
        around = [element, *element.iterancestors()]
        if len(around) <= DEEP:
            return "".join(f"/{self._step(each)}" for each in reversed(around))
        if not self._numbers:
            self._numbers = {each: number for number, each in enumerate(around[-1].iter("*"), 1)}
        return f"/descendant::*[{self._numbers[element]}]"

    def _step(self, element: html.HtmlElement) -> str:
        parent = element.getparent()
        if parent is None:
            return str(element.tag)
        if element not in self._steps:
            children = list(parent.iterchildren("*"))
            names = Counter(each.tag for each in children)
            seen: Counter[str] = Counter()
            for number, child in enumerate(children, 1):
                seen[child.tag] += 1
                single = "" if names[child.tag] == 1 else f"[{seen[child.tag]}]"
                self._steps[child] = f"{child.tag}{single}" if SIMPLE.fullmatch(child.tag) else f"*[{number}]"
        return self._steps[element]


def _why_empty(root: html.HtmlElement) -> str:
    return FRAMES if root.find(".//frame") is not None else "the page has no visible text in its main part"
