"""HTML bytes in, one Document out: the visible text in order, whatever inline element wraps it; what is left out is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from communique.documents.document import Document, Removed
from communique.errors import DocumentError

INVISIBLE = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select"})
BOILERPLATE = frozenset({"nav", "footer", "aside", "form"})
BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
CUT_SHORT = "ERR_RESOURCE_LIMIT"  # libxml2 stops reading a page that is nested more than 2,048 deep
ROOM_BESIDE = "beside the main part"


def read_html(raw: bytes, source: str) -> Iterator[Document]:
    """Yield the one document of a page. Every visible text node of the main part is kept."""
    if not raw.strip():
        raise DocumentError(f"{source}: the file is empty")
    parser = html.HTMLParser(encoding=_encoding(raw), huge_tree=True)
    try:
        root = html.document_fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError(f"{source}: no readable HTML: {error}") from None
    if any(entry.type_name == CUT_SHORT for entry in parser.error_log):
        raise DocumentError(f"{source}: the page is nested too deeply to be read whole; save its text and read that")
    main = _main_part(root)
    removed = list(_beside(main, root))
    pieces: list[str] = []
    _walk(main, pieces, removed)
    text = _tidy("".join(pieces))
    if not text:
        raise DocumentError(f"{source}: the page has no visible text")
    title = root.findtext(".//title")
    language = (root.get("lang") or "")[:2].lower() or None
    yield Document(
        text, language=language, source=source, title=title.strip() if title else None, removed=tuple(removed)
    )


def _encoding(raw: bytes) -> str | None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _main_part(root: html.HtmlElement) -> html.HtmlElement:
    """The `main` or the only `article` of a page, else its body."""
    for path in (".//main", ".//article"):
        found = root.findall(path)
        if len(found) == 1 and found[0].text_content().strip():
            return found[0]
    body = root.find(".//body")
    return root if body is None else body


def _beside(main: html.HtmlElement, root: html.HtmlElement) -> Iterator[Removed]:
    """What a page shows outside of its main part: everything beside the line of elements that leads down to it."""
    body = root.find(".//body")
    node = main
    while body is not None and node is not body and (above := node.getparent()) is not None:
        for child in above:
            if (
                child is not node
                and isinstance(child.tag, str)
                and child.tag not in INVISIBLE
                and (text := _visible(child))
            ):
                yield Removed(text, ROOM_BESIDE, child.getroottree().getpath(child))
        node = above


def _visible(element: html.HtmlElement) -> str:
    pieces: list[str] = []
    _walk(element, pieces, [])
    return " ".join("".join(pieces).split())


def _walk(element: html.HtmlElement, pieces: list[str], removed: list[Removed]) -> None:
    """Write the visible text below `element` to `pieces`, without recursion: pages may be nested thousands deep."""
    stack: list[tuple[html.HtmlElement, bool]] = [(element, False)]
    while stack:
        node, leaving = stack.pop()
        name = node.tag if isinstance(node.tag, str) else None
        block = name in BLOCKS
        if leaving:
            if block:
                pieces.append("\n")
            if node is not element:
                pieces.append(node.tail or "")
            continue
        reason = _left_out(node, name, element)
        if reason:
            dropped = " ".join(node.text_content().split()) if name else ""
            if dropped and name not in ("script", "style"):
                removed.append(Removed(dropped, reason, node.getroottree().getpath(node)))
            pieces.append(node.tail or "")
            continue
        if block:
            pieces.append("\n")
        pieces.append(node.text or "")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _left_out(node: html.HtmlElement, name: str | None, top: html.HtmlElement) -> str:
    if name is None:
        return "comment"
    if node is top:
        return ""
    if name in INVISIBLE:
        return "not visible"
    if "hidden" in node.attrib or "display:none" in (node.get("style") or "").replace(" ", ""):
        return "hidden"
    return f"outside the text: <{name}>" if name in BOILERPLATE else ""


def _tidy(text: str) -> str:
    """One line a paragraph, one space between words."""
    lines = (re.sub(r"[ \t\r\f\v\u00a0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
