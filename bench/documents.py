"""What extractors of the main text lose: pages with known text, in many layouts and wrappers, read by four of them.

    python bench/documents.py [--runs 3] [--show 5] [--archive 10000]

Each page holds a text of known words (title, dateline, paragraphs, short sentences, a list, a table) in one of the
layouts, with one of the inline wrappers around a name in each of these, among menus, teasers, share buttons, a cookie
notice and a footer. A name or a short sentence is lost where its words do not stand in what was extracted. F1 is that of
the tokens kept against the tokens of the text, so what is kept of the page's furniture counts against precision.
`--archive` writes the pages as a WARC of so many records instead, takes it in as a stream, and prints how the peak of
memory grew after the first thousand.
"""

# ruff: noqa: E501  (the markup of a page is read best in one piece)
from __future__ import annotations

import argparse
import gzip
import importlib.util
import itertools
import re
import resource
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

WARM = 1_000  # pages, after which memory should not grow

WRAPPERS = (
    "<b>{}</b>", "<strong>{}</strong>", "<i>{}</i>", "<em>{}</em>", "<u>{}</u>", "<font color='red'>{}</font>",
    "<nobr>{}</nobr>", "<nobr><strong><font>{}</font></strong></nobr>", "<span>{}</span>", "<span class='author'>{}</span>",
    "<span class='share'>{}</span>", "<span id='name-1' class='hl'>{}</span>", "<a href='/p/1'>{}</a>", "<a name='x'>{}</a>", "<abbr title='t'>{}</abbr>",
    "<acronym>{}</acronym>", "<cite>{}</cite>", "<q>{}</q>", "<dfn>{}</dfn>", "<code>{}</code>", "<kbd>{}</kbd>", "<samp>{}</samp>",
    "<var>{}</var>", "<mark>{}</mark>", "<small>{}</small>", "<big>{}</big>", "<sub>{}</sub>", "<sup>{}</sup>", "<tt>{}</tt>",
    "<s>{}</s>", "<ins>{}</ins>", "<time datetime='2019-05-02'>{}</time>", "<data value='1'>{}</data>", "<label>{}</label>",
    "<output>{}</output>", "<button>{}</button>", "<bdi>{}</bdi>", "<bdo dir='ltr'>{}</bdo>", "<x-person>{}</x-person>",
    "<ruby>{}</ruby>", "<center>{}</center>", "<person-name class='tag'><span>{}</span></person-name>", "<blink>{}</blink>", "<object>{}</object>",
)  # fmt: skip
NAMES = ("IVAR TOLLEMACHE", "Odile Marchetti", "Wen Zhaolin", "Kaspar Roithner", "Halina Brzozowska", "Tesfaye Girma")
SITE = "Ministry of External Relations"


@dataclass(frozen=True)
class Text:
    """The text a page holds: HTML of its parts, and the plain words that must come out."""

    title: str
    dateline: str
    parts: tuple[str, ...]
    short: tuple[str, ...]

    @property
    def plain(self) -> str:
        """The words of the text without markup."""
        return re.sub(r"<[^>]+>", " ", " ".join((self.title, self.dateline, *self.parts)))


def text_of(wrapper: str, seed: int) -> Text:
    """A readout whose names stand in a wrapper."""
    names = [NAMES[(seed + each) % len(NAMES)] for each in range(len(NAMES))]
    wrapped = [wrapper.format(name) for name in names]
    short = (f"{names[3]} agreed.", "Talks go on.", f"{names[1]} did not speak.")
    parts = (
        f"<p>Minister {wrapped[0]} received Ambassador {wrapped[1]} in the Hall of Columns on Thursday and conveyed to "
        f"{wrapped[2]} the greetings of the government, which follows the work of the commission closely.</p>",
        f"<p>{wrapped[3]} agreed.</p>",
        "<p>The two sides reviewed trade, transport and the treaty on the border rivers. They set the next round of "
        "consultations for the autumn and thanked the delegations for their preparation of the documents.</p>",
        f"<p>{wrapper.format('Talks go on.')}</p>",
        f"<ul><li>{wrapped[4]}</li><li>State Secretary {wrapped[5]}</li><li>two interpreters</li></ul>",
        f"<table><tr><th>Delegate</th><th>Office</th></tr><tr><td>{wrapped[2]}</td><td>Consul General</td></tr>"
        f"<tr><td>{wrapped[0]}</td><td>Minister</td></tr></table>",
        f"<p>{wrapped[1]} did not speak.</p>",
        "<p>In the evening the guests attended a concert, and the minister gave a dinner in their honour at the guest house.</p>",
    )
    return Text("Minister receives ambassador for talks on rivers", "Norhaven, 2 May 2019", parts, short)


MENU = "".join(
    f'<li><a href="/{each.lower()}">{each}</a></li>' for each in ("Home", "Policy", "Missions", "Visas", "Press")
)
LINKS = "".join(f'<a href="/{each.lower()}">{each}</a> ' for each in ("Home", "Policy", "Missions", "Visas", "Press"))
TEASERS = "".join(
    f'<div class="{{0}}"><h3><a href="/n/{each}">Delegation number {each} visits the northern ports</a></h3>'
    f"<p>A delegation of parliament toured harbour {each} last week and met the mayor.</p></div>"
    for each in range(1, 5)
)
COOKIES = "We use cookies to improve this site. By going on you accept them. <button>Accept all</button> <a href='/privacy'>Privacy policy</a>"
FOOT = "Ministry of External Relations, 4 Harbour Street. <a href='/imprint'>Imprint</a> <a href='/contact'>Contact</a> © 2019 All rights reserved."
SHARE = "<a href='#f'>Facebook</a> <a href='#t'>Twitter</a> <button>Print</button>"


def page(head: str, body: str) -> str:
    """A whole page."""
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}<style>p {{}}</style></head>{body}</html>'


def semantic(text: Text) -> str:
    body = (
        f"<body><header><a href='/'>{SITE}</a><nav><ul>{MENU}</ul></nav></header><main><article><h1>{text.title}</h1>"
        f"<p class='date'>{text.dateline}</p>{''.join(text.parts)}</article><aside><h2>More news</h2>{TEASERS.format('t')}</aside></main>"
        f"<div class='cookie-banner'>{COOKIES}</div><footer>{FOOT}</footer></body>"
    )
    return page(f"<title>{text.title} | {SITE}</title>", body)


def classes(text: Text) -> str:
    body = (
        f"<body class='has-sidebar'><div id='header'><div class='logo'>{SITE}</div><div class='main-menu'><ul>{MENU}</ul></div></div>"
        f"<div class='breadcrumb'>{LINKS}</div><div id='content'><h1>{text.title}</h1><div class='date'>{text.dateline}</div>"
        f"<div class='body'>{''.join(text.parts)}</div><div class='share-buttons'>Share: {SHARE}</div>"
        f"<div class='related-articles'><h2>Related</h2>{TEASERS.format('item')}</div></div>"
        f"<div class='sidebar'>{TEASERS.format('teaser')}</div><div id='footer'>{FOOT}</div><div id='cookieConsent'>{COOKIES}</div></body>"
    )
    return page(f"<title>{text.title} - {SITE}</title>", body)


def tables(text: Text) -> str:
    body = (
        f"<body bgcolor='white'><table width='100%'><tr><td colspan='3'><font size='5'>{SITE}</font></td></tr><tr>"
        f"<td width='150'>{LINKS.replace('</a> ', '</a><br>')}</td><td><font size='4'><b>{text.title}</b></font><br>{text.dateline}<br>"
        f"{''.join(text.parts)}</td><td width='150'>{TEASERS.format('')}</td></tr><tr><td colspan='3'><font size='1'>{FOOT}</font></td></tr></table></body>"
    )
    return page(f"<title>{text.title}</title>", body)


def bare(text: Text) -> str:
    """No class names, no semantic elements: only div."""
    body = (
        f"<body><div><div>{SITE}</div><div>{LINKS}</div></div><div><div><h1>{text.title}</h1><div>{text.dateline}</div>"
        f"<div>{''.join(text.parts)}</div></div><div>{TEASERS.format('')}</div></div><div>{FOOT}</div></body>"
    )
    return page(f"<title>{text.title} | {SITE}</title>", body)


def breaks(text: Text) -> str:
    """Paragraphs are parted by br, all in one element, as in the nineties."""
    flat = re.sub(r"</?p>", "", "<br><br>".join(text.parts))
    body = f"<body><center>{LINKS}</center><hr><h2>{text.title}</h2>{text.dateline}<br><br>{flat}<hr><small>{FOOT}</small></body>"
    return page(f"<title>{text.title}</title>", body)


def form(text: Text) -> str:
    """The whole page is one form."""
    body = (
        f"<body><form id='aspnetForm' action='/'><div class='topbar'>{LINKS}</div><div class='page'><div class='left'><ul>{MENU}</ul></div>"
        f"<div class='middle'><h1 class='title'>{text.title}</h1><span class='date'>{text.dateline}</span><div class='text'>{''.join(text.parts)}</div>"
        f"<div class='social'>{SHARE}</div></div><div class='right'><ul class='links'>{MENU}</ul></div></div><div class='bottom'>{FOOT}</div></form></body>"
    )
    return page(f"<title>{SITE}: {text.title}</title><meta property='og:title' content='{text.title}'>", body)


def components(text: Text) -> str:
    """Elements of the site's own, as front-end frameworks write them."""
    body = (
        f"<body><app-root><app-header><a href='/'>{SITE}</a><app-nav role='navigation'>{LINKS}</app-nav></app-header><app-content role='main'>"
        f"<app-headline><h1>{text.title}</h1></app-headline><app-meta>{text.dateline}</app-meta><app-richtext>{''.join(text.parts)}</app-richtext>"
        f"<app-share class='share'>{SHARE}</app-share></app-content><app-teasers class='teaser-list'>{TEASERS.format('card')}</app-teasers>"
        f"<app-footer class='footer'>{FOOT}</app-footer></app-root></body>"
    )
    return page(f"<title>{text.title} • {SITE}</title>", body)


def sections(text: Text) -> str:
    """The text is parted into several sections; the title stands outside of the main part."""
    half = len(text.parts) // 2
    body = (
        f"<body><header><nav>{LINKS}</nav></header><div class='hero'><h1>{text.title}</h1><p>{text.dateline}</p></div><main>"
        f"<section><div>{''.join(text.parts[:half])}</div></section><section><div>{''.join(text.parts[half:])}</div></section>"
        f"<section class='newsletter'><p>Sign up for our newsletter to get every release.</p><form><input type='text'><button>Subscribe</button></form></section>"
        f"</main><section class='latest-news'>{TEASERS.format('card')}</section><footer>{FOOT}</footer></body>"
    )
    return page(f"<title>{text.title}</title>", body)


def crumbs(text: Text) -> str:
    """An article with teasers and buttons between its paragraphs."""
    body = (
        f"<body><div class='navbar'>{LINKS}</div><div class='container'><div class='row'><div class='col-8'><article class='post'><h1>{text.title}</h1>"
        f"<div class='post-meta'>{text.dateline}</div><div class='share'>{SHARE}</div>{''.join(text.parts[:3])}<aside class='related'><a href='/x'>Read also: "
        f"the minister's speech on ports</a></aside>{''.join(text.parts[3:])}<div class='tags'>Tags: <a href='/t/1'>rivers</a> <a href='/t/2'>trade</a></div></article></div>"
        f"<div class='col-4'><div class='widget'><h4>Most read</h4><ul><li><a href='/a'>Ports reopen after the storm</a></li><li><a href='/b'>Consular hours change</a></li></ul>"
        f"</div></div></div></div><div class='footer-wrap'>{FOOT}</div></body>"
    )
    return page(f"<title>{text.title}</title>", body)


def rows(text: Text) -> str:
    """Each paragraph is a row of a table, as agencies wrote in the nineties; no class names."""
    lines = "".join(f"<tr><td>&nbsp;{part}</td></tr>" for part in text.parts)
    body = (
        f"<BODY bgColor=#ffffff><TABLE width=760 align=center><TR><TD>{LINKS}</TD></TR><TR><TD><TABLE><TR><TD><B>{text.title}</B></TD></TR>"
        f"<TR><TD>{text.dateline}</TD></TR>{lines}</TABLE></TD><TD><TABLE><TR><TD>Other news</TD></TR>{TEASERS.format('').replace('<div', '<TR><TD><div').replace('</div>', '</div></TD></TR>')}"
        f"</TABLE></TD></TR><TR><TD align=center><FONT size=1>{FOOT}</FONT></TD></TR></TABLE></BODY>"
    )
    return page(f"<title>{text.title}</title>", body)


def hashed(text: Text) -> str:
    """Class names that say nothing, headlines of teasers in div, the day above the title."""
    teasers = re.sub(r"(</?)h3", r"\1div", TEASERS.format("css-crd"))
    body = (
        f"<body><div class='css-1x2y3z'><a class='css-9q' href='/'>{SITE}</a><div class='css-77x'>{LINKS}</div></div><div class='css-m3n'>"
        f"<div class='css-d9'>{text.dateline}</div><div class='css-h1a'>{text.title}</div><div class='css-b0'>{''.join(text.parts)}</div></div>"
        f"<div class='css-r3l'><div class='css-r3h'>Related news</div>{teasers}</div><div class='css-f'>{FOOT}</div></body>"
    )
    return page(f"<title>{text.title} - {SITE}</title>", body)


def outweighed(text: Text) -> str:
    """Teasers and a notice hold more words than the text; the headlines are no links, "Read more" is."""
    teasers = "".join(
        f"<div><h3>Delegation number {each} visits the northern ports</h3><p>{'A delegation of parliament toured the harbour last week and met the mayor. ' * 4}</p>"
        f"<a href='/n/{each}'>Read more</a></div>"
        for each in range(1, 7)
    )
    notice = "We value your privacy. This site uses cookies to measure its audience, some of them necessary. " * 8
    body = (
        f"<body><div><ul>{MENU}</ul></div><div><div><h1>{text.title}</h1><div>{text.dateline}</div>{''.join(text.parts)}</div><div><h2>Latest news</h2>{teasers}</div></div>"
        f"<div>{FOOT}</div><div><p>{notice}</p><button>Accept all</button><button>Reject all</button></div></body>"
    )
    return page(f"<title>{text.title} | {SITE}</title>", body)


def before(text: Text) -> str:
    """A column of teasers stands before the text, in paragraphs like those of the text."""
    teasers = re.sub(r"</?div[^>]*>", "", re.sub(r"(</?)h3", r"\1p", TEASERS))
    body = (
        f"<body><div>{LINKS}</div><div><div><p><b>Latest news</b></p>{teasers}</div><div><h2>{text.title}</h2><p>{text.dateline}</p>{''.join(text.parts)}</div></div>"
        f"<div>{FOOT}</div></body>"
    )
    return page(f"<title>{text.title}</title>", body)


def misnamed(text: Text) -> str:
    """Class names that mark furniture elsewhere: the headline in a banner, the day in a footer, a quotation in an aside."""
    body = (
        f"<body><div class='page-header'>{LINKS}</div><div class='page-banner'><h1>{text.title}</h1><div class='footer'>{text.dateline}</div></div><div class='news-wrap'>"
        f"<div class='header-text'>{''.join(text.parts[:2])}</div><div class='slider'>{text.parts[2]}<a href='#1'></a></div><aside class='pullquote'>{text.parts[3]}</aside>"
        f"{''.join(text.parts[4:])}</div><div class='card-list'>{TEASERS.format('card')}</div><div class='page-foot'>{FOOT}</div></body>"
    )
    return page(f"<title>{text.title}</title>", body)


LAYOUTS = (
    semantic, classes, tables, bare, breaks, form, components, sections, crumbs, rows, hashed, outweighed, before, misnamed,
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page with the text it holds."""

    name: str
    raw: bytes
    text: Text
    names: tuple[str, ...]


def pages() -> Iterator[Page]:
    """Every layout with every wrapper."""
    for number, (layout, wrapper) in enumerate(itertools.product(LAYOUTS, WRAPPERS)):
        text = text_of(wrapper, number)
        raw = layout(text).encode()
        yield Page(f"{layout.__name__} {wrapper}", raw, text, tuple(name for name in NAMES if name in text.plain))


def tokens(text: str) -> Counter[str]:
    """The words of a text with how often they stand there."""
    return Counter(re.findall(r"\w+", text.casefold()))


def with_us() -> Callable[[bytes], str]:
    from communique.documents.pages import read_html
    from communique.documents.source import Source

    return lambda raw: next(iter(read_html(Source.of(raw, "page")))).text


def with_trafilatura() -> Callable[[bytes], str]:
    from trafilatura import extract

    return lambda raw: extract(raw.decode(), include_comments=False, include_tables=True, favor_recall=True) or ""


def with_trafilatura_as_is() -> Callable[[bytes], str]:
    from trafilatura import extract

    return lambda raw: extract(raw.decode()) or ""


def with_resiliparse() -> Callable[[bytes], str]:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda raw: extract_plain_text(raw.decode(), main_content=True)


def with_readability() -> Callable[[bytes], str]:
    import logging

    from lxml import html
    from readability import Document

    logging.disable(logging.CRITICAL)
    return lambda raw: html.fromstring(Document(raw.decode()).summary()).text_content()


EXTRACTORS = {
    "communique": ("communique", with_us),
    "trafilatura": ("trafilatura", with_trafilatura_as_is),
    "trafilatura, recall": ("trafilatura", with_trafilatura),
    "resiliparse": ("resiliparse", with_resiliparse),
    "readability-lxml": ("readability", with_readability),
}


def score(extract: Callable[[bytes], str], all_pages: list[Page], show: int) -> list[float]:
    """Names lost, names, short sentences lost, short sentences, mean precision, recall and F1 of tokens."""
    lost_names = names = lost_short = short = 0
    shares: list[tuple[float, float, float]] = []
    for each in all_pages:
        out = " ".join(extract(each.raw).split())
        found, expected = tokens(out), tokens(each.text.plain)
        for name in each.names:
            wanted = " ".join(each.text.plain.split()).count(name)
            names += wanted
            lost_names += (missing := max(0, wanted - out.count(name)))
            if missing and show:
                print(f"  lost {missing} × {name}: {each.name}", file=sys.stderr)
                show -= 1
        for sentence in each.text.short:
            short += 1
            lost_short += sentence.replace(" ", "") not in out.replace(" ", "")
        both = (found & expected).total()
        precision, recall = both / max(1, found.total()), both / expected.total()
        shares.append((precision, recall, 2 * both / (found.total() + expected.total())))
        if show and shares[-1][2] < 0.9:
            print(f"  F1 {shares[-1][2]:.2f}: {each.name}: too much {dict(found - expected)}", file=sys.stderr)
            show -= 1
    return [lost_names, names, lost_short, short, *(statistics.mean(column) for column in zip(*shares, strict=True))]


def speed(extract: Callable[[bytes], str], all_pages: list[Page], runs: int) -> float:
    """Pages a second of CPU time, the median of several runs."""
    rates = []
    for _ in range(runs):
        started = time.process_time()
        for each in all_pages:
            extract(each.raw)
        rates.append(len(all_pages) / (time.process_time() - started))
    return statistics.median(rates)


def records(all_pages: list[Page], number: int) -> Iterator[bytes]:
    """So many records of a WARC (ISO 28500): the pages again and again, each at an address of its own."""
    for each in range(number):
        body = all_pages[each % len(all_pages)].raw
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{uuid.UUID(int=each)}>\r\nWARC-Date: 2019-05-02T00:00:00Z\r\n"
            f"WARC-Target-URI: https://ministry.example/{each}\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http) + len(body)}\r\n\r\n"
        )
        yield head.encode() + http + body + b"\r\n\r\n"


def stream(all_pages: list[Page], number: int) -> None:
    """Write an archive of so many records, take it in, and print pages a second and the memory it took."""
    from communique.documents import Document, take

    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "pages.warc.gz"
        with archive.open("wb") as file:
            for record in records(all_pages, number):
                file.write(gzip.compress(record, 1))
        print(f"archive of {number:,} records, {archive.stat().st_size / 1e6:,.1f} MB gzipped")
        started, taken, early = time.process_time(), 0, 0.0
        for taken, document in enumerate(take([str(archive)]), 1):
            if not isinstance(document, Document):
                raise SystemExit(document.error)
            if taken == WARM:
                early = peak()
        seconds = time.process_time() - started
        print(
            f"{taken:,} documents, {taken / seconds:,.0f} pages/s; peak memory {early:,.0f} MB after {WARM:,} pages, {peak():,.0f} MB after {taken:,}"
        )


def peak() -> float:
    """The most memory the process has held, in MB (Linux counts it in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--archive", type=int, default=0, help="take in an archive of so many records instead")
    parser.add_argument("--show", type=int, default=0, help="list so many losses of ours")
    arguments = parser.parse_args()
    all_pages = list(pages())
    if arguments.archive:
        return stream(all_pages, arguments.archive)
    size = sum(len(each.raw) for each in all_pages) / len(all_pages)
    print(f"{len(all_pages)} pages: {len(LAYOUTS)} layouts × {len(WRAPPERS)} wrappers, {size:,.0f} bytes each\n")
    print(
        "| | names lost | short sentences lost | precision | recall | F1 | pages/s |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    for name, (module, build) in EXTRACTORS.items():
        if importlib.util.find_spec(module) is None:
            print(f"| {name} | not installed |")
            continue
        extract = build()
        lost, names, short_lost, short, *shares = score(
            extract, all_pages, arguments.show if name == "communique" else 0
        )
        rate = speed(extract, all_pages, arguments.runs)
        print(
            f"| {name} | {lost} of {names} | {short_lost} of {short} | {' | '.join(f'{each:.3f}' for each in shares)} | {rate:,.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
