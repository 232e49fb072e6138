"""A comparison of two readouts made for reading, as text or as one page with both texts side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from communique.comparing.comparison import SIDES, Comparison, Difference, Passage, Side
from communique.evidence import Evidence
from communique.record import DocumentHead

WIDTH = 100  # columns
LONGEST = 220  # characters of a quotation in the text; the page has it whole
KIND_WORDS = {
    "topic": "topic", "act": "statement", "pledge": "pledge", "agreement": "agreement", "person": "person",
    "strength": "strength", "actor": "who does it", "modality": "done or not", "office": "office", "epithet": "wording",
}  # fmt: skip
SIDE_WORDS: dict[Side, str] = {"a": "A", "b": "B"}


def as_text(comparison: Comparison) -> str:
    """Print a comparison: first what one side alone says, then what both tell differently, then what both say, and topics."""
    lines = [f"{SIDE_WORDS[side]}  {_head(comparison.head(side))}" for side in SIDES]
    for title, differences in _sections(comparison):
        lines += ["", f"{title} ({len(differences)})"]
        for difference in differences:
            lines += _difference_lines(comparison, difference)
    lines += ["", f"Both say ({len(comparison.shared)})"]
    lines += [f"  {each.id:4} {each.kind:10} {each.subject}" for each in comparison.shared]
    lines += ["", *_topic_lines(comparison)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(head: DocumentHead) -> str:
    title = head.title or head.text.strip().partition("\n")[0]
    return " · ".join(each for each in (title, head.source, head.language, head.publisher_state) if each)


def _sections(comparison: Comparison) -> list[tuple[str, tuple[Difference, ...]]]:
    return [
        ("Only A says", comparison.only("a")),
        ("Only B says", comparison.only("b")),
        ("Told differently", comparison.told_differently),
    ]


def _difference_lines(comparison: Comparison, difference: Difference) -> Iterator[str]:
    yield f"  {difference.id:4} {KIND_WORDS[difference.kind]:10} {summary(comparison, difference)}"
    for side in SIDES:
        for passage in getattr(difference, side):
            yield from _quoted(f"{SIDE_WORDS[side]}  “", passage, "”")
    if difference.side and difference.nearest:
        other = SIDE_WORDS["b" if difference.side == "a" else "a"]
        yield from _quoted(f"{other}  nearest: “", difference.nearest, "”")


def _quoted(before: str, passage: Passage, after: str) -> Iterator[str]:
    words = " ".join(passage.words.split())
    words = words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
    yield from textwrap.wrap(
        before + words + after, WIDTH, initial_indent=" " * 18, subsequent_indent=" " * 21, break_long_words=False
    )


def summary(comparison: Comparison, difference: Difference) -> str:
    """What a difference is, in one line: topics or words, the acts, and whose they are."""
    topics = ", ".join(comparison.labels[topic] for topic in difference.topics)
    acts = " in A, ".join(act or "" for act in (difference.act_a, difference.act_b))
    acts = f"{acts} in B" if difference.act_a and difference.act_b else difference.act_a or difference.act_b or ""
    by = f"by {', '.join(difference.by)}" if difference.by else ""
    about = difference.subject if difference.kind in ("agreement", "person", "office", "epithet") else topics
    parts = (about, " ".join(each for each in (acts, by) if each))
    told = " — ".join(each for each in parts if each)
    if not about:
        told = " — ".join(each for each in (f"“{difference.subject}”", parts[1]) if each)
    if difference.kind in ("person", "office"):
        told += f" ({difference.reason})"
    return told or difference.subject


def _topic_lines(comparison: Comparison) -> Iterator[str]:
    yield "Topics: place in the order of first mention, and share of the text"
    width = max((len(row.label) for row in comparison.topics), default=0)
    for row in comparison.topics:
        a, b = (_space(place, share) for place, share in ((row.place_a, row.share_a), (row.place_b, row.share_b)))
        yield f"  {row.label:{width}}  A {a}   B {b}"


def _space(place: int | None, share: float) -> str:
    return f"{place:>2}. {share:4.0%}" if place else "  –    –"


NOTE = (
    "Each line says what a text says, not what happened. A number leads from a line to the words it rests on, and back. "
    "That a text is silent is found by rules and may be wrong: the nearest words are quoted."
)
CAPTION = (
    "Place: in the order of first mention. Share: characters of the sentences on the topic, of all; a sentence on two topics "
    "counts for both."
)

# the page

STYLE = """
:root { color-scheme: light dark; --ink: #1c1b19; --page: #fbfaf7; --quiet: #5d5a52; --line: #d9d5ca; --card: #fff;
  --a: #8a4b08; --a-wash: #fbe7cd; --b: #1b5a8c; --b-wash: #d9ebf8; --both: #6a3d8f; --both-wash: #ecdff6;
  --focus: #c8102e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --page: #171614; --quiet: #a8a397; --line: #3b3832;
  --card: #201f1c; --a: #f0b46c; --a-wash: #46310f; --b: #8cc4ee; --b-wash: #12344e; --both: #cfa8ee;
  --both-wash: #3a2450;
  --focus: #ff7a8a; } }
* { box-sizing: border-box; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem .8rem; margin: .5rem 0; } dd { margin: 0; }
html { scroll-behavior: smooth; scroll-padding-top: 1.5rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; max-width: 84rem; padding: 1.5rem clamp(1rem, 3vw, 2.5rem) 4rem; background: var(--page);
  color: var(--ink); font: 1rem/1.55 "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1.02rem; margin: 0 0 .7rem; line-height: 1.35; }
a { color: inherit; } a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
nav ul, .key { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: .6rem 0; }
.quiet, figcaption, caption { color: var(--quiet); font-size: .9rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; } caption { text-align: left;
  padding: 0 0 .4rem; }
.wide { overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .5rem .7rem .5rem 0; border-top: 1px solid var(--line); }
thead th { font-size: .82rem; color: var(--quiet); font-weight: normal; border-top: 0; }
tbody th { font-weight: normal; white-space: nowrap; } td.num { text-align: right;
  font-variant-numeric: tabular-nums; }
.said { width: 33%; } q { quotes: "“" "”"; } q b, mark b { font-weight: 650; } .nothing { color: var(--quiet);
  font-style: italic; }
.kind { font-size: .82rem; color: var(--quiet); display: block; }
.texts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.5rem; }
.texts article { background: var(--card); border: 1px solid var(--line); border-radius: .4rem;
  padding: 1.1rem 1.3rem; }
.texts p { margin: 0 0 .8rem; overflow-wrap: anywhere; }
@media (max-width: 48rem) { .texts { grid-template-columns: 1fr; } }
mark { color: inherit; background: none; padding: .05em 0; -webkit-box-decoration-break: clone;
  box-decoration-break: clone; }
mark.a { background: var(--a-wash); } mark.b { background: var(--b-wash); }
  mark.both { background: var(--both-wash); }
mark.name { border-bottom: 2px solid var(--a); } .in-b mark.name { border-color: var(--b); }
mark.word { text-decoration: underline dotted 2px; text-underline-offset: .2em; }
.ref, .same { font: 600 .7rem/1 ui-sans-serif, system-ui, sans-serif; text-decoration: none; border-radius: .8em;
  padding: .12em .42em; margin: 0 .12em; vertical-align: .25em; border: 1px solid currentColor;
  white-space: nowrap; }
.ref.a { color: var(--a); } .ref.b { color: var(--b); } .ref.both { color: var(--both); }
  .same { color: var(--quiet); border-style: dotted; }
tr:target > *, .ref:target, .same:target { background: var(--both-wash); box-shadow: 0 0 0 2px var(--focus); }
.ref:target + mark, .same:target + mark { outline: 2px solid var(--focus); }
.bar { display: inline-block; height: .7em; min-width: 1px; background: var(--a); vertical-align: -.02em; }
  .bar.b { background: var(--b); }
@media print { :root { --page: #fff; --card: #fff; --ink: #000; --quiet: #444; } body { max-width: none;
  padding: 0; font-size: 9.5pt; }
  nav, .skip { display: none; } tr, figure { break-inside: avoid; } .texts { gap: 1rem; }
  .texts article { border: 0; padding: 0; }
  mark, .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def as_page(comparison: Comparison) -> str:
    """Write a comparison as one HTML page that needs nothing else: tables of differences, both texts, topics."""
    titles = [_title(comparison.head(side)) for side in SIDES]
    tables = "".join(_table(comparison, title, rows, at) for at, (title, rows) in enumerate(_sections(comparison), 1))
    texts = "".join(_article(comparison, side) for side in SIDES)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(' / '.join(titles))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#texts">Skip to the texts</a>\n'
        f"<header><h1>Two readouts of one meeting</h1>\n{_documents(comparison)}\n{_contents(comparison)}</header>\n"
        f'<main>\n{tables}<section id="texts" aria-labelledby="texts-title">\n<h2 id="texts-title">Both texts</h2>\n'
        f'{_key()}<div class="texts">\n{texts}</div>\n</section>\n{_space_table(comparison)}</main>\n'
        f'<footer class="quiet"><p>{NOTE}</p></footer>\n'
        "</body>\n</html>\n"
    )


def _title(head: DocumentHead) -> str:
    return head.title or " ".join(head.text.strip().partition("\n")[0].split())


def _documents(comparison: Comparison) -> str:
    rows = "".join(
        f"<dt><strong>{SIDE_WORDS[side]}</strong></dt><dd>{escape(_head(comparison.head(side)))}</dd>" for side in SIDES
    )
    return f"<dl>{rows}</dl>"


def _contents(comparison: Comparison) -> str:
    entries = [
        (f"#part{at}", f"{title} ({len(rows)})") for at, (title, rows) in enumerate(_sections(comparison), 1)
    ] + [("#texts", "Both texts"), ("#topics", f"Topics ({len(comparison.topics)})")]
    items = "".join(f'<li><a href="{link}">{escape(words)}</a></li>' for link, words in entries)
    return f'<nav aria-label="Contents"><ul>{items}</ul></nav>\n'


def _key() -> str:
    return (
        '<ul class="key quiet"><li><mark class="a">only A says it</mark></li><li><mark class="b">only B says it</mark></li>'
        '<li><mark class="both">both say it, differently</mark></li><li><mark class="name">person or agreement named here '
        'alone</mark></li><li><mark class="word">wording used here alone</mark></li>'
        '<li><span class="same">=1</span> told in the other text too</li></ul>\n'
    )


def _table(comparison: Comparison, title: str, differences: Sequence[Difference], at: int) -> str:
    head = f'<section id="part{at}" aria-labelledby="part{at}-title">\n<h2 id="part{at}-title">{escape(title)}</h2>\n'
    if not differences:
        return f'{head}<p class="nothing">Nothing found.</p>\n</section>\n'
    rows = "".join(_row(comparison, each) for each in differences)
    columns = "".join(f'<th scope="col"{style}>{name}</th>' for name, style in _columns())
    table = f"<table><thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody></table>"
    return f'{head}<div class="wide">{table}</div>\n</section>\n'


def _columns() -> list[tuple[str, str]]:
    return [("No.", ""), ("What", ""), ("A", ' class="said"'), ("B", ' class="said"')]


def _row(comparison: Comparison, difference: Difference) -> str:
    cells = "".join(f"<td>{_cell(comparison, difference, side)}</td>" for side in SIDES)
    back = difference.side or "a"
    return (
        f'<tr id="{difference.id}"><th scope="row"><a class="ref {difference.side or "both"}" href="#{back}-{difference.id}" '
        f'aria-label="to the words of {difference.id}">{_number(difference.id)}</a></th>'
        f'<td><span class="kind">{KIND_WORDS[difference.kind]}</span>{escape(summary(comparison, difference))}</td>{cells}</tr>\n'
    )


def _number(id: str) -> str:
    return id.lstrip("ds")


def _cell(comparison: Comparison, difference: Difference, side: Side) -> str:
    language = escape(comparison.head(side).language)
    passages: tuple[Passage, ...] = getattr(difference, side)
    if passages:
        return " ".join(f'<q lang="{language}">{_marked(passage)}</q>' for passage in passages)
    if difference.nearest:
        return f'<span class="nothing">nothing; nearest:</span> <q lang="{language}">{_marked(difference.nearest)}</q>'
    return '<span class="nothing">nothing</span>'


def _marked(passage: Passage) -> str:
    """The words of a passage, those that matter most in bold."""
    cuts = sorted({passage.span.start, passage.span.end, *(edge for span in passage.marked for edge in span)})
    cuts = [cut for cut in cuts if passage.span.start <= cut <= passage.span.end]
    parts = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        words = escape(passage.words[start - passage.span.start : end - passage.span.start])
        strong = any(span.start <= start and end <= span.end for span in passage.marked)
        parts.append(f"<b>{words}</b>" if strong and passage.span not in passage.marked else words)
    return "".join(parts).replace("</b><b>", "")


def _article(comparison: Comparison, side: Side) -> str:
    """One text, paragraph by paragraph, with its marks and numbers."""
    head = comparison.head(side)
    marks = _marks(comparison, side)
    body, at = [], 0
    for line in head.text.split("\n"):
        span = Evidence(at, at + len(line))
        if line.strip():
            body.append(f"<p>{_line(head.text, span, marks)}</p>")
        at = span.end + 1
    return (
        f'<article class="in-{side}" aria-label="Text {SIDE_WORDS[side]}"><h3>{SIDE_WORDS[side]} · '
        f"{escape(head.publisher_state or head.language)}</h3>\n"
        f'<div lang="{escape(head.language)}">{"".join(body)}</div>\n</article>\n'
    )


Mark = tuple[Evidence, str, str]  # where, the class it is drawn by, and the link that stands before it


def _marks(comparison: Comparison, side: Side) -> list[Mark]:
    """What is marked in one text, in order, the longer before the shorter."""
    marks = []
    for difference in comparison.differences:
        for number, passage in enumerate(getattr(difference, side)):
            style = difference.side or "both"
            anchor = f' id="{side}-{difference.id}"' if number == 0 else ""
            link = (
                f'<a class="ref {style}"{anchor} href="#{difference.id}" aria-label="{KIND_WORDS[difference.kind]}, '
                f'number {_number(difference.id)}">{_number(difference.id)}</a>'
            )
            spans = passage.marked if difference.kind == "epithet" else (passage.span,)
            drawn = {"person": "name", "agreement": "name", "epithet": "word", "office": "name"}.get(
                difference.kind, style
            )
            marks += [(span, drawn, link if not place else "") for place, span in enumerate(spans)]
    other = "b" if side == "a" else "a"
    for shared in comparison.shared:
        if shared.kind == "statement":
            same = _number(shared.id)
            link = (
                f'<a class="same" id="{side}-{shared.id}" href="#{other}-{shared.id}" aria-label="told in the other text too, '
                f'{same}">={same}</a>'
            )
            marks += [(passage.span, "told", link) for passage in getattr(shared, side)[:1]]
    return sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end))


def _line(text: str, span: Evidence, marks: Sequence[Mark]) -> str:
    """One line of a text as HTML: cut at every edge of a mark, links before the marks that begin there."""
    here = [mark for mark in marks if mark[0].overlaps(span)]
    edges = {edge for mark in here for edge in mark[0] if span.start < edge < span.end}
    cuts = sorted({span.start, span.end, *edges})
    parts = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        parts += [
            link for where, _, link in here if max(where.start, span.start) == start and where.start >= span.start
        ]
        classes = list(dict.fromkeys(drawn for where, drawn, _ in here if where.start <= start and end <= where.end))
        words = escape(text[start:end])
        parts.append(f'<mark class="{" ".join(classes)}">{words}</mark>' if classes else words)
    return "".join(parts)


def _space_table(comparison: Comparison) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th>'
        + "".join(
            f'<td class="num">{place or "–"}</td><td><span class="bar {side}" style="width:{share * 8:.2f}em" aria-hidden="true">'
            f"</span> {share:.0%}</td>"
            for side, place, share in (("a", row.place_a, row.share_a), ("b", row.place_b, row.share_b))
        )
        + "</tr>\n"
        for row in comparison.topics
    )
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("Topic", "Place in A", "Share of A", "Place in B", "Share of B")
    )
    return (
        '<section id="topics" aria-labelledby="topics-title">\n<h2 id="topics-title">Topics: order and space</h2>\n'
        f'<div class="wide"><table><caption>{CAPTION}</caption>\n<thead><tr>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody></table></div>\n</section>\n"
    )
