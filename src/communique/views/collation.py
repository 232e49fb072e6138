"""A collation made for reading, as text or as one page: what is lost and supplied, and the apparatus, all with context."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from communique.collating.collation import (
    ADDITION,
    OMISSION,
    TRANSPOSITION,
    VARIANT_KINDS,
    Collation,
    Lacuna,
    Variant,
)
from communique.evidence import Evidence

WIDTH = 100  # columns
CONTEXT = 5  # words around a reading
LONG = 14  # words: a longer lemma is given by its first and last
HEAD, TAIL = 6, 4
KIND_WORDS = {
    "spelling_of_name": "spelling of a name",
    "title": "title changed",
}
LACUNA_WORDS = {
    "declared": "declared gap",
    "marked": "marked as left out",
    "missing_name": "a name is missing",
    "missing_words": "words are missing",
    "cut_off": "the text is cut off",
    "truncated": "a sentence is broken off",
    "garbled": "characters are destroyed",
    "missing_antecedent": "what a pronoun stands for is missing",
}


def as_text(collation: Collation) -> str:
    """Print a collation as an apparatus."""
    lines = [*_witnesses(collation), "", "Lacunae"]
    lines += list(_lacunae(collation)) or ["  none"]
    lines += ["", "Apparatus"]
    lines += list(_apparatus(collation)) or ["  no variants"]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def kind_words(kind: str) -> str:
    """A kind of variant in words."""
    return KIND_WORDS.get(kind, kind)


def lacuna_words(kind: str) -> str:
    """A kind of lacuna in words."""
    return LACUNA_WORDS.get(kind, kind.replace("_", " "))


def counts(collation: Collation) -> list[tuple[str, int]]:
    """How many variants there are of each kind, in the order of the kinds."""
    found = [(kind, sum(variant.kind == kind for variant in collation.variants)) for kind in VARIANT_KINDS]
    return [(kind_words(kind), number) for kind, number in found if number]


def _witnesses(collation: Collation) -> Iterator[str]:
    width = max(len(witness.siglum) for witness in collation.witnesses)
    for witness in collation.witnesses:
        facts = [witness.source or "", witness.language or "", f"{len(witness.text):,} characters"]
        base = "base text" if witness.siglum == collation.base else ""
        yield f"{witness.siglum:{width}}  " + " · ".join(fact for fact in (*facts, base) if fact)


def _lacunae(collation: Collation) -> Iterator[str]:
    for lacuna in collation.lacunae:
        yield from _entry(
            f"{lacuna.first:>4}  {lacuna.siglum}  {lacuna_words(lacuna.kind)}", restored(collation, lacuna)
        )
        for other in lacuna.rejected:
            sigla = " ".join((other.passage.siglum, *other.agreeing))
            yield from _wrapped(f"{sigla} instead: {abridged(other.text)}")


def restored(collation: Collation, lacuna: Lacuna) -> str:
    """The words around a lacuna, with what is supplied, and from which witness, between ⟨ and ⟩."""
    text = collation.witness(lacuna.siglum).text
    before, after = around(text, lacuna.span)
    ruined = text[slice(*lacuna.span)]
    if lacuna.supplied is None:
        return f"{before}{flat(ruined)} ⟨…⟩{after}"
    sigla = " ".join((lacuna.supplied.passage.siglum, *lacuna.supplied.agreeing))
    stands = f" (for {flat(ruined)})" if ruined else ""
    apart = " " if before and not before.endswith(" ") else ""
    return f"{before}{apart}⟨{abridged(lacuna.supplied.text)} {sigla}⟩{stands}{after}"


def _apparatus(collation: Collation) -> Iterator[str]:
    for variant in collation.variants:
        sigla = " ".join(variant.sigla)
        yield from _entry(
            f"{variant.first:>4}  {entry(variant)}  {sigla}",
            f"{kind_words(variant.kind)}: {context(collation, variant)}",
        )


def entry(variant: Variant) -> str:
    """Lemma and reading in the form of the apparatus: `Juni ] Juli`, `heute ] om.`, `] add. gestern`."""
    lemma, reading = abridged(variant.lemma), abridged(variant.reading)
    if variant.kind == TRANSPOSITION:
        turned = variant.lemma != variant.reading and sorted(variant.lemma.split()) == sorted(variant.reading.split())
        return f"{lemma} ] {reading}" if turned else f"{lemma} ] transp."
    if not variant.reading:
        return f"{lemma} ] om."
    return f"] add. {reading}" if not variant.lemma and variant.kind == ADDITION else f"{lemma} ] {reading}"


def context(collation: Collation, variant: Variant) -> str:
    """Where a variant stands: in the base, or, of what only others have or have elsewhere, in the first of those."""
    passage = variant.base
    if variant.kind != OMISSION and (not passage.spans or variant.kind == TRANSPOSITION):
        passage = variant.passages[0]
    text = collation.witness(passage.siglum).text
    if not passage.spans:
        return ""
    span = Evidence(passage.spans[0].start, passage.spans[-1].end)
    before, after = around(text, span)
    where = f" in {passage.siglum}" if passage.siglum != collation.base else ""
    return f"{before}[{abridged(text[slice(*span)])}]{after}" + where


def around(text: str, span: Evidence) -> tuple[str, str]:
    """Some words before and behind a span."""
    reach = CONTEXT * 40  # no word is longer
    before, after = text[max(0, span.start - reach) : span.start], text[span.end : span.end + reach]
    first, last = before.split()[-CONTEXT:], after.split()[:CONTEXT]
    cut = len(text[: span.start].split()) > CONTEXT if span.start <= reach else True
    more = span.end + reach < len(text) or len(after.split()) > CONTEXT
    ahead = ("…" if cut and first else "") + " ".join(first) + (" " if before[-1:].isspace() and first else "")
    behind = (" " if after[:1].isspace() and last else "") + " ".join(last) + ("…" if more and last else "")
    return ahead, behind


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def abridged(text: str) -> str:
    """A text on one line; of a long one its beginning and its end."""
    words = text.split()
    return " ".join(words if len(words) <= LONG else [*words[:HEAD], "…", *words[-TAIL:]])


def _entry(head: str, body: str) -> Iterator[str]:
    yield from textwrap.wrap(head, WIDTH, subsequent_indent=" " * 8, break_long_words=False, break_on_hyphens=False)
    if body:
        yield from _wrapped(body)


def _wrapped(body: str) -> list[str]:
    indent = " " * 6
    return textwrap.wrap(
        body, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


STYLE = """
:root { --ink: #1c1b19; --paper: #fdfcf9; --quiet: #5d5a53; --line: #d9d4c7; --variant: #8a4b08; --lost: #9b1c31;
  --supplied: #0b5d3b; --wash: #eef5ef; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --paper: #191815; --quiet: #b3ada0; --line: #45413a;
  --variant: #f0b060; --lost: #ff9aa8; --supplied: #7fd6ab; --wash: #1f2b24; } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 46rem; color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.65 Charter, "Bitstream Charter", "Iowan Old Style", Georgia, serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem } h2 { font-size: 1.25rem; margin: 2.75rem 0 .75rem }
.lead, .note, dd, figcaption { color: var(--quiet) } .lead { margin-top: 0 }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none }
a { color: inherit; text-decoration-color: var(--quiet); text-underline-offset: .2em }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--variant); outline-offset: 2px; border-radius: 2px }
:target { background: var(--wash); outline: 2px solid var(--supplied); outline-offset: 3px }
table { border-collapse: collapse; width: 100%; font-size: .95rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line) }
th[scope=row] { white-space: nowrap } .scroll { overflow-x: auto }
.text p { margin: 0 0 1em; overflow-wrap: anywhere }
.variant { text-decoration: underline dotted var(--variant) 2px; text-underline-offset: .22em }
.key { font: .7rem/1 system-ui, sans-serif; vertical-align: super; color: var(--variant); text-decoration: none;
  padding: 0 .15em }
.key.lost { color: var(--lost) } .key:hover { text-decoration: underline }
ins { text-decoration: none; color: var(--supplied); background: var(--wash); padding: 0 .15em; border-radius: 2px }
ins::before { content: "\\27e8" } ins::after { content: "\\27e9" } del { color: var(--lost) }
.siglum { font: .8em system-ui, sans-serif; color: var(--quiet); white-space: nowrap }
ol.entries { list-style: none; padding: 0; margin: 0 } ol.entries li { padding: .55rem 0; border-bottom: 1px solid var(--line) }
ol.entries p { margin: 0 } .kind { color: var(--quiet); font-style: italic } .context { color: var(--quiet); font-size: .95rem }
.context b, .context mark { color: var(--ink); background: none; font-weight: 600 }
details { border-bottom: 1px solid var(--line); padding: .5rem 0 } summary { cursor: pointer }
@media print { body { max-width: none; font-size: 10.5pt } nav { display: none } details > * { display: block } }
"""
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
SECTIONS = (("witnesses", "Witnesses"), ("text", "Text"), ("lacunae", "Lacunae"), ("apparatus", "Apparatus"))


def as_page(collation: Collation) -> str:
    """Print a collation as one HTML page that needs nothing else: text with notes, lacunae, apparatus, restored copies."""
    sections = list(SECTIONS)
    restorable = [each.siglum for each in collation.witnesses if any(_filled(collation, each.siglum))]
    if restorable:
        sections.append(("restored", "Restored copies"))
    bodies = {
        "witnesses": _witness_table(collation), "text": _base_text(collation), "lacunae": _lacuna_list(collation),
        "apparatus": _variant_list(collation), "restored": "".join(_restored_copy(collation, each) for each in restorable),
    }  # fmt: skip
    links = "".join(f'<li><a href="#{id}">{title}</a></li>' for id, title in sections)
    main = "".join(
        f'<section aria-labelledby="{id}"><h2 id="{id}">{title}</h2>{bodies[id]}</section>\n' for id, title in sections
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Collation of {len(collation.witnesses)} witnesses</title><style>{STYLE}</style></head>\n<body>"
        f'<header><h1>Collation</h1><p class="lead">{_summary(collation)}</p>'
        f'<nav aria-label="Sections"><ul>{links}</ul></nav></header>\n<main>{main}</main></body></html>\n'
    )


def _summary(collation: Collation) -> str:
    supplied = sum(lacuna.supplied is not None for lacuna in collation.lacunae)
    kinds = ", ".join(f"{number} {kind}" for kind, number in counts(collation))
    return (
        f"{len(collation.witnesses)} witnesses, base text {_html(collation.base)}. Lacunae: {len(collation.lacunae)}, "
        f"of which another witness fills {supplied}. Variants: {len(collation.variants)}"
        + (f" ({kinds})." if kinds else ".")
    )


def _html(text: str) -> str:
    return escape(UNPRINTABLE.sub("\ufffd", text))


def _filled(collation: Collation, siglum: str) -> Iterator[Lacuna]:
    return (lacuna for lacuna in collation.lacunae if lacuna.siglum == siglum and lacuna.supplied)


def _witness_table(collation: Collation) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_html(each.siglum)}</th><td>{_html(each.source or "")}</td><td>{_html(each.language or "")}</td>'
        f"<td>{len(each.text):,}</td><td>{sum(lacuna.siglum == each.siglum for lacuna in collation.lacunae)}</td>"
        f"<td>{'base text' if each.siglum == collation.base else ''}</td></tr>"
        for each in collation.witnesses
    )
    heads = ("Siglum", "Source", "Language", "Characters", "Lacunae", "")
    head = "".join(f'<th scope="col">{each}</th>' if each else "<td></td>" for each in heads)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _base_text(collation: Collation) -> str:
    """The base text, a note behind each place that somebody reads otherwise, what it has lost in its place."""
    text, at = collation.witness(collation.base).text, 0
    keys, varied, own = _notes(collation)
    pieces: list[str] = []
    for place in collation.places:
        spans = place.spans_of(collation.base)
        if spans:
            pieces.append(_lines(text[at : spans[0].start]))
            at = spans[-1].end
        lacuna = own.get(place.number)
        if lacuna is not None:
            pieces.append(_ruin(text, spans) + (_supplied(lacuna) if lacuna.first == place.number else ""))
        elif spans:
            pieces.append(_lines(text[spans[0].start : at], "variant" if place.number in varied else ""))
        pieces += keys[place.number]
    language = collation.witness(collation.base).language
    tag = f' lang="{_html(language)}"' if language else ""
    body = "".join([*pieces, _lines(text[at:])])
    return (
        '<p class="note">Dotted: others read otherwise; numbers lead to the apparatus. Between ⟨ and ⟩: supplied, with the '
        f'witness.</p><div class="text"{tag}>{_paragraphs(body)}</div>'
    )


def _notes(collation: Collation) -> tuple[dict[int, list[str]], set[int], dict[int, Lacuna]]:
    """The links behind each place, the places to be underlined, and the base's own lacunae by place."""
    keys: dict[int, list[str]] = defaultdict(list)
    varied: set[int] = set()
    for number, variant in enumerate(collation.variants, 1):
        keys[variant.last].append(
            f'<a class="key" id="t{number}" href="#v{number}" aria-label="variant {number}">{number}</a>'
        )
        if variant.kind != TRANSPOSITION:
            varied.update(range(variant.first, variant.last + 1))
    own: dict[int, Lacuna] = {}
    for number, lacuna in enumerate(collation.lacunae, 1):
        keys[lacuna.last].append(
            f'<a class="key lost" id="g{number}" href="#l{number}" aria-label="lacuna {number}">L{number}</a>'
        )
        if lacuna.siglum == collation.base and lacuna.supplied:
            own.update(dict.fromkeys(range(lacuna.first, lacuna.last + 1), lacuna))
    return keys, varied, own


def _ruin(text: str, spans: Sequence[Evidence]) -> str:
    return f"<del>{_lines(text[spans[0].start : spans[-1].end])}</del>" if spans else ""


def _supplied(lacuna: Lacuna) -> str:
    assert lacuna.supplied is not None
    sigla = " ".join((lacuna.supplied.passage.siglum, *lacuna.supplied.agreeing))
    return f' <ins>{_html(flat(lacuna.supplied.text))} <span class="siglum">{_html(sigla)}</span></ins>'


def _lines(text: str, style: str = "") -> str:
    """Escaped text; each of its lines marked for itself, since a mark may not reach over a paragraph."""
    parts = [_html(part) for part in text.split("\n")]
    return "\n".join(f'<span class="{style}">{part}</span>' if style and part.strip() else part for part in parts)


def _paragraphs(body: str) -> str:
    return "".join(f"<p>{line}</p>" for line in body.split("\n") if line.strip())


def _lacuna_list(collation: Collation) -> str:
    entries = "".join(
        f'<li id="l{number}"><p><a href="#g{number}">L{number}</a> <b>{_html(lacuna.siglum)}</b> '
        f'<span class="kind">{_html(lacuna_words(lacuna.kind))}</span></p>'
        f'<p class="context">{_lacuna_context(collation, lacuna)}</p>'
        f"{''.join(_rejected(each.text, (each.passage.siglum, *each.agreeing)) for each in lacuna.rejected)}</li>"
        for number, lacuna in enumerate(collation.lacunae, 1)
    )
    return f'<ol class="entries">{entries}</ol>' if entries else "<p>None was found.</p>"


def _lacuna_context(collation: Collation, lacuna: Lacuna) -> str:
    text = collation.witness(lacuna.siglum).text
    before, after = around(text, lacuna.span)
    ruined = text[slice(*lacuna.span)]
    middle = _supplied(lacuna) if lacuna.supplied else " <b>⟨…⟩</b> (no witness has it)"
    return f"{_html(before)}{f'<del>{_html(ruined)}</del>' if ruined else ''}{middle}{_html(after)}"


def _rejected(text: str, sigla: Sequence[str]) -> str:
    return f'<p class="context">{_html(" ".join(sigla))} instead: {_html(abridged(text))}</p>'


def _variant_list(collation: Collation) -> str:
    entries = "".join(
        f'<li id="v{number}"><p><a href="#t{number}">{number}</a> {_html(entry(variant))} '
        f'<b>{_html(" ".join(variant.sigla))}</b> <span class="kind">{_html(kind_words(variant.kind))}</span></p>'
        f'<p class="context">{_html(context(collation, variant))}</p></li>'
        for number, variant in enumerate(collation.variants, 1)
    )
    return f'<ol class="entries">{entries}</ol>' if entries else "<p>All witnesses read the same.</p>"


def _restored_copy(collation: Collation, siglum: str) -> str:
    """A copy as it stands, with what is supplied."""
    witness, at = collation.witness(siglum), 0
    pieces: list[str] = []
    for lacuna in sorted(_filled(collation, siglum), key=lambda each: each.span):
        ruined = witness.text[slice(*lacuna.span)]
        pieces += [
            _lines(witness.text[at : lacuna.span.start]),
            f"<del>{_lines(ruined)}</del>" if ruined else "",
            _supplied(lacuna),
        ]
        at = max(at, lacuna.span.end)
    pieces.append(_lines(witness.text[at:]))
    tag = f' lang="{_html(witness.language)}"' if witness.language else ""
    return f'<details><summary>{_html(siglum)}</summary><div class="text"{tag}>{_paragraphs("".join(pieces))}</div></details>'
