"""The tree of a page in, what it says of itself out: title, publisher, day, address, language, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import msgspec
from lxml import html

from communique.documents.document import Found

# In the order in which they are believed. The names are those of OpenGraph, Dublin Core, schema.org, HTML and what
# content management systems write.
TITLES = (
    "og:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "twitter:title",
    "title",
    "headline",
    "articletitle",
)
PUBLISHERS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_publisher",
    "copyright-holder",
)
DAYS = (
    "article:published_time", "og:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "citation_publication_date", "citation_date", "pubdate", "publishdate", "publish-date",
    "publish_date",
    "publication_date", "firstpublishedtime", "parsely-pub-date", "sailthru.date", "date", "article.published", "dc.date.created",
)  # fmt: skip
LANGUAGES = ("dc.language", "dcterms.language", "og:locale", "language", "content-language")
ARTICLES = re.compile(r"Article|Report|Posting|WebPage|Announcement|Statement|Event$")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])|(\d{4})(\d{2})(\d{2})(?=$|T)")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
SITE = re.compile(r"\s[|–—·•»:-]\s|\s*\|\s*")  # what parts a page's title from the name of its site


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found, the first of each field being the one that counts, and every way the page writes its title."""

    found: tuple[Found, ...]
    titles: tuple[str, ...]

    def value(self, field: str) -> str | None:
        """The value of a field; None where the page does not say it."""
        return next((each.value for each in self.found if each.field == field), None)


def metadata_of(root: html.HtmlElement, url: str | None = None) -> Metadata:
    """Collect what a page says of itself; `url` is where its carrier found it. Nothing is guessed from the text."""
    metas = _metas(root)
    articles = list(_articles(root))
    of_page = _collapsed(root.findtext(".//head/title") or root.findtext(".//title"))
    titles = [*_from(metas, TITLES), *_of_articles(articles, "headline", "name")]
    titles += [(of_page, "title")] if of_page else []
    publishers = [*_from(metas, PUBLISHERS), *_of_articles(articles, "publisher", "sourceOrganization")]
    days = [*_from(metas, DAYS), *_of_articles(articles, "datePublished", "dateCreated"), *_times(root)]
    languages = [(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "", "html lang")]
    languages += [*_of_articles(articles, "inLanguage"), *_from(metas, LANGUAGES)]
    firsts = (
        _first("title", titles),
        _first("publisher", publishers),
        _first("published", ((iso, source) for day, source in days if (iso := iso_day(day)))),
        _first("url", [(url or "", "carrier"), *_addresses(root, metas)]),
        _first(
            "language", ((match[0].lower(), source) for code, source in languages if (match := LANGUAGE.match(code)))
        ),
    )
    return Metadata(tuple(each for each in firsts if each), tuple(_ways(title for title, _ in titles)))


def _first(field: str, values: Iterable[tuple[str, str]]) -> Found | None:
    return next((Found(field, value, source) for value, source in values if value), None)


def _ways(titles: Iterable[str]) -> Iterator[str]:
    """Each title whole, and its longest part where it is joined with the name of the site."""
    for title in titles:
        yield title
        if len(parts := SITE.split(title)) > 1:
            yield max(parts, key=len).strip()


def _metas(root: html.HtmlElement) -> dict[str, str]:
    """The page's meta elements by their names in small letters; the first of a name counts."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        value = _collapsed(meta.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if value and (name := meta.get(attribute)):
                metas.setdefault(name.strip().lower(), value)
    return metas


def _from(metas: dict[str, str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((metas[name], f"meta {name}") for name in names if name in metas)


def _articles(root: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The articles that JSON-LD describes; what is no JSON is passed over, as browsers do."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            parsed = msgspec.json.decode((script.text or "").strip().encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            continue
        for each in parsed if isinstance(parsed, list) else [parsed]:
            if isinstance(each, dict):
                graph = each.get("@graph")
                nodes = [each, *(graph if isinstance(graph, list) else [])]
                yield from (
                    node for node in nodes if isinstance(node, dict) and ARTICLES.search(str(node.get("@type")))
                )


def _of_articles(articles: list[dict[str, object]], *keys: str) -> Iterator[tuple[str, str]]:
    for key in keys:
        for article in articles:
            value = article.get(key)
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, dict):
                value = value.get("name")
            if isinstance(value, str) and value.strip():
                yield _collapsed(value), f"JSON-LD {key}"


def _times(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """The `time` element that is marked as the day of publication, else the only one of the page that names a day."""
    times = [each for each in root.iter("time") if each.get("datetime")]
    marked = [
        each
        for each in times
        if each.get("pubdate") is not None or "publish" in f"{each.get('itemprop')} {each.get('class')}".lower()
    ]
    if marked or len({iso_day(each.get("datetime")) for each in times}) == 1:
        yield (marked or times)[0].get("datetime"), "time datetime"


def _addresses(root: html.HtmlElement, metas: dict[str, str]) -> Iterator[tuple[str, str]]:
    links = [each.get("href") or "" for each in root.iter("link") if (each.get("rel") or "").lower() == "canonical"]
    for address, source in (*((link, "link canonical") for link in links[:1]), *_from(metas, ("og:url",))):
        if is_web(address):
            yield address.strip(), source


def is_web(address: str) -> bool:
    """Whether it is a whole address of the Web."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def iso_day(text: str | None) -> str | None:
    """The day of a time as it is written (ISO 8601 or RFC 5322), in its own time zone; None where it names none."""
    text = (text or "").strip()
    if match := DAY.match(text):
        year, month, day = (int(each) for each in match.groups() if each)
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        year, month, day = moment.year, moment.month, moment.day
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _collapsed(text: str | None) -> str:
    return " ".join((text or "").split())
