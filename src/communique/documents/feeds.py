"""A source of RSS or Atom in, one Document an entry out: its content, else its summary; what has neither is a Failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.documents.document import Document, Found
from communique.documents.metadata import LANGUAGE, is_web, iso_day
from communique.documents.source import Source
from communique.errors import DocumentError
from communique.record import Failure

TAG = re.compile(r"<[a-zA-Z!/]")


def read_feed(source: Source) -> Iterator[Document | Failure]:
    """Yield a document for every entry of a feed, in its order."""
    import feedparser

    raw = source.whole()
    headers = {"content-type": f"application/xml; charset={source.charset}"} if source.charset else {}
    feed = feedparser.parse(raw, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        why = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        raise DocumentError(f"{source.name}: no feed with entries{why}; is it RSS or Atom?")
    for number, entry in enumerate(feed.entries, 1):
        place = f"{source.name}#{number}"
        try:
            yield _document(entry, feed.feed, place)
        except DocumentError as error:
            yield Failure(place, "take", str(error))


def _document(entry: Any, feed: Any, place: str) -> Document:  # noqa: ANN401
    content = max((each.get("value") or "" for each in entry.get("content", ())), key=len, default="")
    text = content or entry.get("summary") or ""
    if not text.strip():
        raise DocumentError(f"{place}: the entry has no text, only a link; take {entry.get('link') or 'its page'}")
    inner = _inner(text, place)
    firsts: dict[str, Found] = {}
    for field, value, origin in _fields(entry, feed):
        if value:
            firsts.setdefault(field, Found(field, value, origin))
    found = tuple(firsts.values())
    values = {each.field: each.value for each in found}
    return Document(
        inner.text, language=values.get("language"), source=place, title=values.get("title"), publisher=values.get("publisher"),
        published=values.get("published"), url=values.get("url"), found=found, removed=inner.removed, mojibake=inner.mojibake,
    )  # fmt: skip


def _inner(text: str, place: str) -> Document:
    if not TAG.search(text):
        return Document("\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    from communique.documents.pages import read_html

    return next(read_html(Source.of(f"<article>{text}</article>".encode("utf-8", "replace"), place, charset="utf-8")))


def _fields(entry: Any, feed: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    link = entry.get("link") or ""
    language = LANGUAGE.match(entry.get("language") or feed.get("language") or "")
    yield "title", _plain(entry.get("title")), "entry title"
    yield "publisher", _plain((entry.get("source") or {}).get("title")), "entry source"
    yield "publisher", _plain(feed.get("publisher")), "feed publisher"
    yield "publisher", _plain(feed.get("title")), "feed title"
    for key in ("published", "issued", "created", "updated"):
        yield "published", iso_day(entry.get(key)) or "", f"entry {key}"
    yield "url", link if is_web(link) else "", "entry link"
    yield "language", language[0].lower() if language else "", "feed language"


def _plain(text: str | None) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text or "").split())
