"""The tree of a page in, its lines out: the text between two breaks, piece by piece, with what each piece is part of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import html

from communique.documents.furniture import STYLED_AWAY, Sign, is_unseen, sign_of

NEVER_SHOWN = frozenset(
    "head script style template iframe noembed noframes audio video canvas datalist param source track desc metadata defs".split()
)
FALLBACK = "noscript"
BREAKING = frozenset(
    "address article aside blockquote body br caption center colgroup dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html isindex legend li listing main menu nav ol optgroup option p "
    "plaintext pre search section summary table tbody td textarea tfoot th thead tr ul xmp".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEXTUAL = frozenset(
    {"p", "li", "td", "th", "dd", "dt", "blockquote", "figcaption", "caption", "pre", "summary", *HEADINGS}
)
PARAGRAPHS = frozenset({"p", "li", "dd", "dt", "blockquote", "figcaption", *HEADINGS})
ARTICLES = frozenset({"article", "blockquote", "figure"})
DEEPEST_SIGNS = 16  # of an element in others; the outermost ones hold the whole page
KEPT_BREAKS = frozenset({"pre", "textarea", "listing", "plaintext", "xmp"})
CONTROLS = frozenset({"button", "select", "textarea", "datalist", "input"})
SPACES = re.compile(r"[ \t\n\r\f\v\u00a0\u2002-\u200a\u202f\u205f]+")
UNSEEN = {ord(each): None for each in "\u00ad\u200b\ufeff\u2060"}  # soft hyphens and marks of where a word may break
MOSTLY = 0.9


@dataclass(frozen=True, slots=True)
class State:
    """What holds for the text at one place of the tree, from all the elements around it."""

    block: html.HtmlElement
    home: html.HtmlElement  # the block, or an element of the site's own within it
    linked: bool = False
    anchor: bool = False  # linked with a place on the page itself
    control: bool = False
    keeps_breaks: bool = False
    hidden: str = ""  # why nobody sees it
    silent: bool = False  # a script: nobody wrote it to be read
    cause: html.HtmlElement | None = None  # the element that hides it
    in_paragraph: bool = False
    in_article: bool = False
    signs: tuple[tuple[html.HtmlElement, Sign], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one text node."""

    text: str
    state: State

    @property
    def seen(self) -> bool:
        """Whether a reader sees it."""
        return not self.state.hidden and not self.state.silent


@dataclass(slots=True)
class Line:
    """The text between two breaks; `reason` and `cause` are set where it is left out of the document."""

    pieces: list[Piece]
    text: str = ""
    reason: str = ""
    cause: html.HtmlElement | None = None
    signs: tuple[tuple[html.HtmlElement, Sign], ...] = ()
    block: html.HtmlElement = None
    home: html.HtmlElement = None
    linked: int = 0  # characters in links
    links: int = 0
    control: bool = False
    shown: list[Piece] = field(default_factory=list)

    def settle(self) -> None:
        """Draw from the pieces what the line is: its text, its place, the signs that hold for all of it."""
        self.shown = [piece for piece in self.pieces if piece.seen and not piece.text.isspace()]
        if not self.shown:
            return
        first = self.shown[0].state
        self.text = _text(self.pieces)
        self.block = first.block
        self.home = first.home if all(piece.state.home is first.home for piece in self.shown) else first.block
        self.control = all(piece.state.control for piece in self.shown)
        linked = [piece for piece in self.shown if piece.state.linked]
        self.links, self.linked = len(linked), sum(len(piece.text.strip()) for piece in linked)
        # what stands amid running text is part of it, whatever its tag: "met <aside>Kim</aside> in Vienna"
        self.signs = tuple(each for each in first.signs if all(each in piece.state.signs for piece in self.shown))

    @property
    def is_link(self) -> bool:
        """Whether (nearly) all of it is links."""
        return self.links > 0 and self.linked > MOSTLY * len("".join(self.text.strip(" |·•»›>/-–,").split()))

    @property
    def is_anchor(self) -> bool:
        """Whether it links to a place on the page: a heading with a link to itself."""
        return any(piece.state.anchor for piece in self.shown)

    def leave_out(self, reason: str, cause: html.HtmlElement) -> None:
        """Leave it out of the document, unless it is left out already."""
        if not self.reason:
            self.reason, self.cause = reason, cause

    def left_out(self) -> Iterator[tuple[str, str, html.HtmlElement]]:
        """What of the line a document lacks, with reason and element."""
        for piece in self.pieces:
            state = piece.state
            if state.hidden and not state.silent and (text := " ".join(piece.text.split())):
                yield text, state.hidden, state.cause
        if self.reason and self.text:
            yield self.text, self.reason, self.cause


def _text(pieces: list[Piece]) -> str:
    text = "".join(piece.text for piece in pieces if piece.seen)
    return SPACES.sub(" ", text.translate(UNSEEN)).strip()


def lines_of(root: html.HtmlElement) -> list[Line]:
    """The lines of a page in order, the unseen text within them: together their pieces are the whole text of the page."""
    return _Walk().lines(root)


class _Walk:
    """Goes through the tree without recursion: pages may be nested thousands deep."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._pieces: list[Piece] = []

    def lines(self, root: html.HtmlElement) -> list[Line]:
        stack: list[tuple[html.HtmlElement, State, bool]] = [(root, State(root, root), False)]
        while stack:
            node, around, leaving = stack.pop()
            name = node.tag
            if not isinstance(name, str):  # a comment
                self._add(node.tail, around)
                continue
            breaking = name in BREAKING
            if leaving:
                if breaking:
                    self._break()
                if node is not root:
                    self._add(node.tail, around)
                continue
            if breaking:
                self._break()
            inside = _inside(node, name, around, breaking=breaking)
            self._add(node.text, inside)
            stack.append((node, around, True))
            if len(node):
                stack.extend((child, inside, False) for child in reversed(node))
        self._break()
        return self._lines

    def _add(self, text: str | None, state: State) -> None:
        if not text:
            return
        if not state.keeps_breaks or "\n" not in text:
            self._pieces.append(Piece(text, state))
            return
        first, *others = text.split("\n")
        self._pieces.append(Piece(first, state))
        for other in others:
            self._break()
            self._pieces.append(Piece(other, state))

    def _break(self) -> None:
        if self._pieces:
            line = Line(self._pieces)
            line.settle()
            self._lines.append(line)
            self._pieces = []


def _inside(node: html.HtmlElement, name: str, around: State, *, breaking: bool) -> State:
    """What holds inside an element, beside what holds around it."""
    changes: dict[str, object] = {}
    if breaking:
        changes |= {"block": node, "home": node}
        if name in KEPT_BREAKS:
            changes["keeps_breaks"] = True
    elif "-" in name:
        changes["home"] = node
    elif name == "a" and "href" in node.attrib:
        changes |= {"linked": True, "anchor": len(node.attrib["href"]) > 1 and node.attrib["href"][0] == "#"}
    if name in CONTROLS:
        changes["control"] = True
    if not around.hidden and not around.silent:
        changes |= _hiding(node, name)
    if name in PARAGRAPHS and not around.in_paragraph:
        changes["in_paragraph"] = True
    if name in ARTICLES and not around.in_article:
        changes["in_article"] = True
    if sign := _sign(node, name, around, breaking=breaking):
        changes["signs"] = (*around.signs[1 - DEEPEST_SIGNS :], (node, sign))
    return replace(around, **changes) if changes else around  # type: ignore[arg-type]


def _hiding(node: html.HtmlElement, name: str) -> dict[str, object]:
    if name in NEVER_SHOWN:
        return {"hidden": f"not visible (<{name}>)", "silent": name in ("head", "script", "style"), "cause": node}
    if name == FALLBACK:
        return {"hidden": "not visible (<noscript>)", "cause": node}
    attributes = node.attrib
    if not attributes:
        return {}
    hidden = "hidden" in attributes and attributes["hidden"] != "until-found"
    closed = name == "dialog" and "open" not in attributes
    if hidden or closed or STYLED_AWAY.search(attributes.get("style", "")) or is_unseen(attributes.get("class", "")):
        return {"hidden": "hidden", "cause": node}
    return {}


def _sign(node: html.HtmlElement, name: str, around: State, *, breaking: bool) -> Sign | None:
    """What marks an element as furniture; the names of a paragraph and of what stands in one tell how it looks."""
    if around.in_paragraph or name in TEXTUAL or name in ("html", "body", "main"):
        return None
    attributes = node.attrib
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}" if attributes else ""
    sign = sign_of(name, names, attributes.get("role", "") if attributes else "")
    if sign is None:
        return None
    if around.in_article and sign.is_foot:
        return replace(sign, if_linked=True)  # the foot of an article holds notes as well
    if breaking or "-" in name:
        return sign
    if name == "a" and sign.if_linked:
        return None  # a name with a link of its own: <a class="related" href="/kim">Kim</a>
    return replace(sign, if_linked=True)  # a word in running text may be styled as anything: class="share"
