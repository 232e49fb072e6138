"""A source of RSS or Atom in, one Document an entry out: its content, else its summary; what has neither is a Failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from communique.documents.document import Document, Found, Removed
from communique.documents.metadata import LANGUAGE, is_web, iso_day
from communique.documents.source import MEBIBYTE, Source
from communique.errors import DocumentError
from communique.record import Failure

LIMIT = 32 * MEBIBYTE  # of a feed: one of 100,000 entries has 20
TAGS = 1_600_000  # of a feed, which the library keeps whole: 100,000 entries have a million
ENTITY = re.compile(rb"<!ENTITY\s")
END = re.compile(rb"</(?:rss|feed|[\w.-]+:(?:rdf|feed))\s*>\s*(?:<!--.*?-->\s*)*$", re.IGNORECASE | re.DOTALL)
TAIL = 4096  # bytes in which a feed ends
TAG = re.compile(r"<[a-zA-Z!/]")


def read_feed(source: Source) -> Iterator[Document | Failure]:
    """Yield a document for every entry of a feed, in its order."""
    import feedparser

    raw = source.whole(LIMIT)
    _check(raw, source.name)
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
    if not END.search(raw[-TAIL:]):
        raise DocumentError(f"{source.name}: the feed breaks off after {len(feed.entries)} entries; fetch it anew")


def _check(raw: bytes, name: str) -> None:
    if ENTITY.search(raw):
        raise DocumentError(
            f"{name}: the feed declares entities of its own, as bombs do and feeds do not; it is not read"
        )
    if (tags := raw.count(b"<")) > TAGS:
        raise DocumentError(f"{name}: {tags:,} tags, too many for one feed; split it")


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
    removed = (*inner.removed, *_summary(entry, text, inner.text, place))
    return Document(
        inner.text, language=values.get("language"), source=place, title=values.get("title"), publisher=values.get("publisher"),
        published=values.get("published"), url=values.get("url"), found=found, removed=removed, mojibake=inner.mojibake,
    )  # fmt: skip


def _summary(entry: Any, chosen: str, text: str, place: str) -> Iterator[Removed]:  # noqa: ANN401
    """The summary of an entry that has content too, where it says something else."""
    for told in [entry.get("summary") or "", *(each.get("value") or "" for each in entry.get("content", ()))]:
        if (
            told.strip()
            and told != chosen
            and (summary := _words_of(told, place))
            and summary not in " ".join(text.split())
        ):
            yield Removed(summary, "summary or other form of the entry", place)


def _words_of(told: str, place: str) -> str:
    try:
        return " ".join(_inner(told, place).text.split())
    except DocumentError:  # a picture alone
        return ""


def _inner(text: str, place: str) -> Document:
    if not TAG.search(text):
        return Document("\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    from communique.documents.pages import read_html

    return next(read_html(Source.of(f"<article>{text}</article>".encode("utf-8", "replace"), place, charset="utf-8")))


def _fields(entry: Any, feed: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    link = _joined(feed.get("link") or "", entry.get("link") or "")
    details = [*entry.get("content", ()), entry.get("summary_detail") or {}, entry, feed]
    language = LANGUAGE.match(next((each["language"] for each in details if each.get("language")), ""))
    yield "title", _plain(entry.get("title")), "entry title"
    yield "publisher", _plain((entry.get("source") or {}).get("title")), "entry source"
    yield "publisher", _plain(feed.get("publisher")), "feed publisher"
    yield "publisher", _plain(feed.get("title")), "feed title"
    for key in ("published", "issued", "created", "updated"):
        yield "published", iso_day(entry.get(key)) or "", f"entry {key}"
    yield "url", link if is_web(link) else "", "entry link"
    yield "language", language[0].lower() if language else "", "feed language"


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:  # "http://[x"
        return link


def _plain(text: str | None) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text or "").split())
