"""Set phrases in, charts as SVG out, drawn without a network; only home of Altair."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import singledispatch
from typing import Any

from communique.errors import CommuniqueError
from communique.formulas.answers import Change, Changes, Formulas, Share, Trace, Use

Rows = list[dict[str, Any]]
WIDTH, ROW = 620, 22  # of a plot and of a line in it, in pixels
PANEL = 62  # height of the plot of one wording
MOST_PHRASES, MOST_VARIANTS, MOST_CHANGES = 20, 5, 8  # more do not fit on a page
LONGEST_LABEL = 44  # characters
INK, PALE, FIRST, SECOND = (
    "#1a1a1a",
    "#b8bec6",
    "#d55e00",
    "#0072b2",
)  # of Okabe and Ito: told apart by the colour-blind
FONT = "DejaVu Sans, Verdana, Arial, sans-serif"
MANY_PERIODS = 16  # beyond, every label of the axis stands on its head
CAPTIONS = {
    "appeared": "Appeared: in no document of the first",
    "vanished": "Vanished: in no document of the second",
    "more": "More often",
    "less": "Less often",
}


@singledispatch
def draw(answer: object) -> str:
    """A chart of an answer as SVG; raises `CommuniqueError` without the libraries."""
    raise TypeError(f"no chart for {type(answer).__name__}")


@draw.register
def _(answer: Formulas) -> str:
    alt = _altair()
    formulas = answer.formulas[:MOST_PHRASES]
    rows: Rows = [
        {"phrase": _label(each.phrase), "period": share.name, "documents": share.documents}
        for each in formulas
        for share in each.use.periods
        if share.documents
    ]
    spans = [
        {"phrase": _label(each.phrase), "first": used[0], "last": used[-1]}
        for each in formulas
        if (used := [share.name for share in each.use.periods if share.documents])
    ]
    most = max((row["documents"] for row in rows), default=1) + 1  # documents, not their part: a quarter may have one
    order = [_label(each.phrase) for each in formulas]
    periods = _names([each.use for each in formulas])
    y = alt.Y("phrase:N", sort=order, title=None, scale=alt.Scale(domain=order))
    lines = alt.Chart(alt.Data(values=spans)).mark_rule(color=PALE, strokeWidth=2).encode(
        x=_time(alt, "first", periods, answer.period), x2="last:O", y=y
    )  # fmt: skip
    dots = alt.Chart(alt.Data(values=rows)).mark_circle(color=SECOND, opacity=0.85, stroke=INK, strokeWidth=0.5).encode(
        x=_time(alt, "period", periods, answer.period), y=y,
        size=alt.Size("documents:Q", title="documents", scale=alt.Scale(domain=[1, most], range=[12, 420])),
    )  # fmt: skip
    chart = alt.layer(lines, dots).properties(
        width=WIDTH, height=ROW * len(order), title=_title(alt, "Set phrases", _told(answer.documents, answer.language))
    )
    return _svg(alt, chart)


@draw.register
def _(answer: Trace) -> str:
    alt = _altair()
    wordings = [(answer.phrase, answer.use)] if answer.use else []
    wordings += [(each.phrase, each.use) for each in answer.variants[:MOST_VARIANTS]]
    periods = _names([use for _, use in wordings])
    panels = []
    for place, (phrase, use) in enumerate(wordings):
        rows = [{"period": each.name, "rate": 100 * each.rate} for each in use.periods]
        last = place == len(wordings) - 1
        x = (
            _time(alt, "period", periods, answer.period)
            if last
            else _time(alt, "period", periods, answer.period, bare=True)
        )
        bars = alt.Chart(alt.Data(values=rows)).mark_bar(
            color=SECOND if place == 0 else PALE, stroke=INK, strokeWidth=0.5
        )
        count = f"{use.documents} document{'s' if use.documents != 1 else ''}"
        title = alt.TitleParams(
            f"{_label(phrase, 80)}  ({count})", fontSize=12, fontWeight="normal", anchor="start", frame="group"
        )
        y = alt.Y("rate:Q", title="% of docs", axis=alt.Axis(tickCount=3, format="~g"))
        panels.append(bars.encode(x=x, y=y).properties(width=WIDTH, height=PANEL, title=title))
    heading = f"“{answer.phrase}” and what stands in its place" if answer.variants else f"“{answer.phrase}”"
    told = f"{_told(answer.documents, answer.language)}; each plot has a scale of its own"
    chart = alt.vconcat(*panels, spacing=14).properties(title=_title(alt, heading, told))
    return _svg(alt, chart)


@draw.register
def _(answer: Changes) -> str:
    alt = _altair()
    groups = _groups(answer)
    shapes = alt.Scale(domain=[answer.before.name, answer.after.name], range=["circle", "diamond"])
    colors = alt.Scale(domain=[answer.before.name, answer.after.name], range=[FIRST, SECOND])
    largest = max((100 * share.rate for _, each in groups for _, change in each for share in _sides(change)), default=1)
    scale = alt.Scale(domain=[0, largest * 1.05])
    panels = []
    for place, (caption, changes) in enumerate(groups):
        unit = "% of documents" if place == len(groups) - 1 else None
        order = list(dict.fromkeys(label for label, _ in changes))
        y = alt.Y("phrase:N", sort=order, title=None)
        ends: Rows = [{"phrase": label, "low": _low(change), "high": _high(change)} for label, change in changes]
        rows: Rows = [
            {"phrase": label, "rate": 100 * share.rate, "side": side}
            for label, change in changes
            for share, side in zip(_sides(change), (answer.before.name, answer.after.name), strict=True)
        ]
        lines = alt.Chart(alt.Data(values=ends)).mark_rule(color=PALE, strokeWidth=2)
        points = alt.Chart(alt.Data(values=rows)).mark_point(
            filled=True, size=85, stroke=INK, strokeWidth=0.6, opacity=1
        )
        side = {
            "shape": alt.Shape("side:N", scale=shapes, title=None),
            "fill": alt.Fill("side:N", scale=colors, title=None),
        }
        panel = alt.layer(
            lines.encode(x=alt.X("low:Q", scale=scale, title=unit), x2="high:Q", y=y),
            points.encode(x=alt.X("rate:Q", scale=scale, title=unit), y=y, **side),
        )
        title = alt.TitleParams(caption, fontSize=12, anchor="start", frame="group")
        panels.append(panel.properties(width=WIDTH - 120, height=ROW * len(order), title=title))
    heading = f"Set phrases: {answer.before.name} and {answer.after.name}"
    told = f"{answer.before.documents} and {answer.after.documents} documents, language: {answer.language}"
    return _svg(alt, alt.vconcat(*panels, spacing=12).properties(title=_title(alt, heading, told)))


def _groups(answer: Changes) -> list[tuple[str, list[tuple[str, Change]]]]:
    """What is drawn together: the changes of each kind, each with its label; of a rewording both phrases."""
    groups = [
        (caption, [(_label(each.formula.phrase), each) for each in answer.changes if each.kind == kind][:MOST_CHANGES])
        for kind, caption in CAPTIONS.items()
    ]
    reworded = [
        pair
        for each in answer.rewordings[: MOST_CHANGES // 2]
        for pair in ((_label(each.old.formula.phrase), each.old), (_label("→ " + each.new.formula.phrase), each.new))
    ]
    return [
        group for group in (*groups, ("Reworded: → the wording that came for the other", reworded)) if group[1]
    ] or [("Nothing changed", [])]


def _sides(change: Change) -> tuple[Share, Share]:
    return change.before, change.after


def _low(change: Change) -> float:
    return 100 * min(change.before.rate, change.after.rate)


def _high(change: Change) -> float:
    return 100 * max(change.before.rate, change.after.rate)


def _altair() -> Any:  # noqa: ANN401  (the module)
    try:
        import altair
        import vl_convert  # noqa: F401  (Altair draws with it)
    except ImportError:
        raise CommuniqueError("charts need Altair and vl-convert: pip install 'communique[charts]'") from None
    return altair


def _names(uses: Sequence[Use]) -> list[str]:
    """All periods, in order."""
    return list(dict.fromkeys(share.name for use in uses for share in use.periods))


def _time(alt: Any, field: str, periods: Sequence[str], period: str, *, bare: bool = False) -> Any:  # noqa: ANN401  (of Altair)
    """The axis of time; `bare` without labels, where the plot below has them."""
    axis = alt.Axis(
        labelAngle=-60 if len(periods) > MANY_PERIODS else 0, labelOverlap=True, labels=not bare, ticks=not bare
    )
    title = None if bare else f"{period} of publication"
    return alt.X(f"{field}:O", title=title, scale=alt.Scale(domain=list(periods)), axis=axis)


def _told(documents: int, language: str) -> str:
    return f"{documents:,} documents, language: {language}"


def _title(alt: Any, heading: str, under: str) -> Any:  # noqa: ANN401  (of Altair)
    return alt.TitleParams(heading, subtitle=under, anchor="start", fontSize=15, subtitleFontSize=12, offset=12)


def _label(phrase: str, most: int = LONGEST_LABEL) -> str:
    return phrase if len(phrase) <= most else phrase[: most - 1].rstrip() + "…"


def _svg(alt: Any, chart: Any) -> str:  # noqa: ANN401  (of Altair)
    chart = chart.configure(background="white", font=FONT, padding=12).configure_view(stroke="#d0d4da")
    chart = chart.configure_axis(
        labelFontSize=12, titleFontSize=12, labelLimit=360, labelColor=INK, titleColor=INK, gridColor="#e7e9ec",
        titleFontWeight="normal",
    ).configure_legend(labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelLimit=260)  # fmt: skip
    out = io.StringIO()
    save: Callable[..., None] = chart.save
    save(out, format="svg")
    return out.getvalue()
