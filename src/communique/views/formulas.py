"""Set phrases in, text made for reading or one self-contained page out: every line with document, day and words."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import singledispatch
from html import escape
from typing import TextIO

import msgspec
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from communique.formulas.answers import Change, Changes, Formula, Formulas, Rewording, Share, Trace, Use
from communique.register.asking.answers import Quote
from communique.views.answers import INDENT, MARK, QUIET, WIDTH

Answers = Sequence[Formulas | Trace | Changes]
BARS = " ▁▂▃▄▅▆▇█"  # of a line of periods; a space is none
LONGEST_QUOTE = 220  # characters of a sentence around a phrase: some are lists of forty people
MOST_NAMES = 5  # publishers, parties and wordings in a line
KINDS = {
    "appeared": "Appeared",
    "vanished": "Vanished",
    "more": "More often",
    "less": "Less often",
}
CUT = "…"


def print_formulas(answers: Answers, format: str, out: TextIO, *, charts: Sequence[str] = ()) -> None:
    """Print answers as `text`, `json` or `html`; of a page `charts` are the SVG, one an answer."""
    if format == "json":
        out.write(msgspec.json.format(msgspec.json.encode(list(answers)), indent=2).decode() + "\n")
    elif format == "html":
        out.write(page(answers, charts))
    elif out.isatty():
        Console(file=out, highlight=False).print(Group(*(_shown(each) for each in answers)))
    else:
        console = Console(file=io.StringIO(), width=WIDTH, highlight=False)
        with console.capture() as capture:
            console.print(Group(*(_shown(each) for each in answers)))
        out.write("\n".join(line.rstrip() for line in capture.get().rstrip().split("\n")) + "\n")


def excerpt(quote: Quote) -> tuple[str, str, str]:
    """A sentence as what stands before, in and after the phrase; of a long one what is around it."""
    span = quote.marked[0]
    before, words, after = quote.text[: span.start], quote.text[span.start : span.end], quote.text[span.end :]
    room = max(0, LONGEST_QUOTE - len(words)) // 2
    if len(before) > room:
        before = CUT + before[len(before) - room :].partition(" ")[2]
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + CUT
    return tuple(" ".join(f"|{part}|".split())[1:-1] for part in (before, words, after))  # type: ignore[return-value]


def source(quote: Quote) -> str:
    """Whose words they are."""
    return " · ".join(each for each in (quote.published, quote.publisher, quote.document) if each)


def line_of(shares: Sequence[Share]) -> str:
    """The rates of periods as a line of bars, the highest full."""
    highest = max((share.rate for share in shares), default=0)
    steps = len(BARS) - 1
    return "".join(BARS[-(-share.rate * steps // highest).__int__()] if share.documents else " " for share in shares)


def documents_of(count: int) -> str:
    """How many documents, in words."""
    return "1 document" if count == 1 else f"{count:,} documents"


def percent(share: Share) -> str:
    """A rate as it is read."""
    return f"{100 * share.rate:.1f} %"


def days_of(use: Use) -> str:
    """From the first use to the last."""
    days = [quote.published or "no day" for quote in (use.first, use.last)]
    return days[0] if days[0] == days[1] else " – ".join(days)


def names_of(shares: Sequence[Share], *, quoted: bool = False) -> str:
    """The most frequent of publishers, parties or wordings."""
    told = [f"“{each.name}” {each.documents}" if quoted else f"{each.name} {each.documents}" for each in shares]
    return ", ".join(told[:MOST_NAMES]) + (f", and {len(told) - MOST_NAMES} more" if len(told) > MOST_NAMES else "")


def facts_of(use: Use, phrase: str) -> Iterator[str]:
    """By whom and in what wordings a phrase is used."""
    others = [form for form in use.forms if form.name != phrase]
    if len(use.publishers) > 1:
        yield f"by publisher: {names_of(use.publishers)}"
    if use.parties:
        yield f"by party: {names_of(use.parties)}"
    if others:
        yield f"also {names_of(others, quoted=True)}"


def _quoted(quote: Quote, label: str) -> RenderableType:
    before, words, after = excerpt(quote)
    text = Text(f"{label}  ").append(before).append(words, style=f"{MARK} underline").append(after)
    return Padding(Group(text, Text(source(quote), style=QUIET)), (0, 0, 0, INDENT * 2))


def _indented(line: str, *, style: str = "") -> Padding:
    return Padding(Text(line, style=style), (0, 0, 0, INDENT * 2))


def _evidence(use: Use) -> list[RenderableType]:
    if use.documents == 1:
        return [_quoted(use.first, "only")]
    return [_quoted(use.first, "first"), _quoted(use.last, "last ")]


def _period_line(use: Use, period: str) -> list[RenderableType]:
    if not use.periods:
        return []
    line = f"{use.periods[0].name} ▕{line_of(use.periods)}▏ {use.periods[-1].name}"
    return [_indented(f"{line}  (by {period})")]


@singledispatch
def _shown(answer: object) -> RenderableType:
    raise TypeError(f"no view for {type(answer).__name__}")


@_shown.register
def _(answer: Formulas) -> RenderableType:
    head = Text(_heading(answer), style=MARK)
    if not answer.formulas:
        return Group(head, Text("No sequence of words is in enough documents to be a set phrase."), Text())
    parts: list[RenderableType] = [head, Text()]
    for number, formula in enumerate(answer.formulas, 1):
        parts += [*_formula(number, formula, answer), Text()]
    return Group(*parts)


def _formula(number: int, formula: Formula, answer: Formulas) -> Iterator[RenderableType]:
    use = formula.use
    text = Text(f"{number:>3} ").append(formula.phrase, style=MARK)
    rate = percent(Share("", use.documents, answer.documents))
    yield text.append(f"  {documents_of(use.documents)} ({rate}), {days_of(use)}")
    yield from _period_line(use, answer.period)
    for fact in facts_of(use, formula.phrase):
        yield _indented(fact)
    yield from _evidence(use)


@_shown.register
def _(answer: Trace) -> RenderableType:
    parts: list[RenderableType] = [Text(_heading(answer), style=MARK)]
    if answer.use:
        parts += [*_traced(answer.use, answer.phrase, answer), Text()]
    else:
        parts += [Text("No document has these words; those below have others in their place."), Text()]
    for variant in answer.variants:
        head = Text("  ↳ ").append(variant.phrase, style=MARK).append(f"  {documents_of(variant.use.documents)}")
        parts += [head.append(f", {days_of(variant.use)}"), *_traced(variant.use, variant.phrase, answer), Text()]
    return Group(*parts)


def _traced(use: Use, phrase: str, answer: Trace) -> Iterator[RenderableType]:
    yield from _period_line(use, answer.period)
    for fact in facts_of(use, phrase):
        yield _indented(fact)
    if phrase == answer.phrase:
        told = [f"{each.name}: {each.documents} of {each.of}" for each in use.periods if each.documents]
        yield _indented("; ".join(told))
    yield from _evidence(use)


@_shown.register
def _(answer: Changes) -> RenderableType:
    parts: list[RenderableType] = [Text(_heading(answer), style=MARK), Text(_compared(answer), style=QUIET), Text()]
    if not answer.changes and not answer.rewordings:
        parts += [Text("No phrase changed with certainty."), Text()]
    if answer.rewordings:
        parts += [Text("Reworded, it seems", style=MARK), *(_reworded(each) for each in answer.rewordings)]
    for kind, caption in KINDS.items():
        changes = [change for change in answer.changes if change.kind == kind]
        if changes:
            parts += [Text(caption, style=MARK), *(_change(each) for each in changes)]
    return Group(*parts)


def _change(change: Change) -> RenderableType:
    head = Text("  ").append(change.formula.phrase, style=MARK)
    parts: list[RenderableType] = [head.append(f"  {_counts(change)}, G² {change.likelihood}")]
    if change.narrower:
        parts.append(_indented("with it: " + ", ".join(f"“{each}”" for each in change.narrower)))
    return Group(*parts, *_evidence(change.formula.use), Text())


def _reworded(rewording: Rewording) -> RenderableType:
    old, new = rewording.old, rewording.new
    head = Text("  ").append(old.formula.phrase, style=MARK).append(f" ({_counts(old)})  →  ")
    head.append(new.formula.phrase, style=MARK).append(f" ({_counts(new)})")
    parts: list[RenderableType] = [head, _indented(_why(rewording))]
    return Group(*parts, _quoted(old.formula.use.first, "old"), _quoted(new.formula.use.last, "new"), Text())


def _why(rewording: Rewording) -> str:
    reasons = [f"share {', '.join(f'“{word}”' for word in rewording.shared)}"] if rewording.shared else []
    if rewording.frame:
        before, after = rewording.frame
        reasons += [f"both after “{before}”"] if before else []
        reasons += [f"both before “{after}”"] if after else []
    return "; ".join(reasons)


def _counts(change: Change) -> str:
    before, after = change.before, change.after
    return f"{before.documents} of {before.of} → {after.documents} of {after.of}"


def _heading(answer: Formulas | Trace | Changes) -> str:
    if isinstance(answer, Formulas):
        found = f"{len(answer.formulas)} of {answer.found:,} set phrases"
        return f"{found} in {documents_of(answer.documents)}, language {answer.language}"
    if isinstance(answer, Trace):
        use = answer.use
        counts = f"{documents_of(use.documents)} of {answer.documents:,}, {days_of(use)}" if use else "in no document"
        return f"“{answer.phrase}”: {counts}, language {answer.language}"
    one, other = answer.before, answer.after
    sides = f"{one.name} ({documents_of(one.documents)}) and {other.name} ({documents_of(other.documents)})"
    return f"Set phrases: {sides}, language {answer.language}"


def _compared(answer: Changes) -> str:
    undated = f"; {documents_of(answer.undated)} without a day" if answer.undated else ""
    return f"{answer.compared:,} phrases compared{undated}; counts are of documents, G² is the log-likelihood ratio"


STYLE = """
body { font: 16px/1.45 system-ui, "DejaVu Sans", sans-serif; color: #1a1a1a; background: #fff; max-width: 68rem;
  margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 2.2rem } h3 { font-size: 1rem; margin: 1.4rem 0 .3rem }
section > svg { max-width: 100%; height: auto }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .7rem .3rem 0; vertical-align: top }
th { border-bottom: 2px solid #1a1a1a } td { border-bottom: 1px solid #d0d4da } td.n { white-space: nowrap }
.quiet { color: #555; font-size: .88rem } mark { background: #ffe9a8; color: inherit } blockquote { margin: .3rem 0 .6rem }
summary { cursor: pointer; font-size: .88rem; color: #0057a3 }
"""


def page(answers: Answers, charts: Sequence[str]) -> str:
    """One page with nothing outside of it: charts, tables, and for every line its sentences."""
    body = "".join(
        _section(answer, charts[place] if place < len(charts) else "") for place, answer in enumerate(answers)
    )
    language = answers[0].language if len(answers) == 1 else "en"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>Set phrases</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>\n<body>{body}</body></html>\n'
    )


def _section(answer: Formulas | Trace | Changes, chart: str) -> str:
    if isinstance(answer, Formulas):
        rows = [_row(each.phrase, each.use, documents_of(each.use.documents)) for each in answer.formulas]
        body = _table(("Phrase", "Documents", "Use"), rows)
    elif isinstance(answer, Trace):
        rows = [_row(answer.phrase, answer.use, documents_of(answer.use.documents))] if answer.use else []
        rows += [_row(each.phrase, each.use, documents_of(each.use.documents)) for each in answer.variants]
        body = _table(("Wording", "Documents", "Use"), rows)
    else:
        body = f'<p class="quiet">{escape(_compared(answer))}</p>' + _changes(answer)
    return f"<section><h1>{escape(_heading(answer))}</h1>\n{chart}\n{body}</section>\n"


def _changes(answer: Changes) -> str:
    parts = []
    if answer.rewordings:
        rows = [
            f"<tr><td><b>{escape(each.old.formula.phrase)}</b> → <b>{escape(each.new.formula.phrase)}</b>"
            f'<br><span class="quiet">{escape(_why(each))}</span></td>'
            f'<td class="n">{_counts(each.old)}<br>{_counts(each.new)}</td>'
            f"<td>{_details([each.old.formula.use.first, each.new.formula.use.last])}</td></tr>"
            for each in answer.rewordings
        ]
        parts.append("<h2>Reworded, it seems</h2>" + _table(("Phrases", "Documents", "Sentences"), rows))
    for kind, caption in KINDS.items():
        rows = [
            _row(each.formula.phrase, each.formula.use, _counts(each), each.narrower)
            for each in answer.changes
            if each.kind == kind
        ]
        if rows:
            parts.append(f"<h2>{caption}</h2>" + _table(("Phrase", "Documents", "Use"), rows))
    return "".join(parts) or "<p>No phrase changed with certainty.</p>"


def _table(heads: Sequence[str], rows: Sequence[str]) -> str:
    if not rows:
        return "<p>Nothing found.</p>"
    cells = "".join(f"<th>{head}</th>" for head in heads)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def _row(phrase: str, use: Use, counts: str, narrower: Sequence[str] = ()) -> str:
    facts = [*facts_of(use, phrase), *([f"with it: {', '.join(narrower)}"] if narrower else [])]
    told = "".join(f'<div class="quiet">{escape(fact)}</div>' for fact in (days_of(use), *facts))
    quotes = [use.first] if use.documents == 1 else [use.first, use.last]
    return (
        f'<tr><td><b>{escape(phrase)}</b></td><td class="n">{escape(counts)}</td><td>{told}{_details(quotes)}</td></tr>'
    )


def _details(quotes: Sequence[Quote]) -> str:
    told = ""
    for quote in quotes:
        before, words, after = (escape(part) for part in excerpt(quote))
        whose = escape(source(quote))
        if quote.url and quote.url.startswith(("https://", "http://")):
            whose = f'<a href="{escape(quote.url)}">{whose}</a>'
        told += f'<blockquote>{before}<mark>{words}</mark>{after}<div class="quiet">{whose}</div></blockquote>'
    return f"<details><summary>first and last use</summary>{told}</details>"
