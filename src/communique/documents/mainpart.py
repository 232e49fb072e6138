"""The lines of a page in, a verdict on each out: part of the text, or left out, why, and by which element.

The rule is to leave out only what something marks: a tag, a role, a class name, a phrase, links without prose, a
place before the title or beside the part that holds the prose. What nothing marks stays; so a short sentence or a name
alone in an element is kept, where extractors that score paragraphs lose it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import html

from communique.documents.furniture import Phrases, folded, phrases
from communique.documents.lineation import BREAKING, Line

SENTENCE_END = re.compile(r"[.!?。!?…।][\"'”’»“)\]]*$")
LONG = 60  # characters without a full stop at the end are prose all the same: a list item, a heading of two lines
LAST_LINES = 3
LEAF = 20  # characters in a paragraph element are prose without a full stop
HALF = 0.5  # more of a page's prose than this is the text itself, whatever its element is called
TRUSTED = 0.2  # share of the prose that a `main` must hold to be believed
MUCH = 300  # characters of prose outside before a `main` is doubted
LINKED_SHARE = 0.5  # of a block's characters in links: a list of links
TEASER_LINES = 0.3  # share of lines that are links: text that announces other pages
PROSE_BLOCKS = frozenset({"p", "blockquote"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEXTUAL = frozenset(
    {"p", "li", "td", "th", "dd", "dt", "blockquote", "figcaption", "caption", "pre", "summary", *HEADINGS}
)
PARAGRAPHS = frozenset({"p", "li", "dd", "dt", "blockquote", "figcaption", *HEADINGS})
CELLS = frozenset({"td", "th"})
LEAD_IN = (":", ":")


@dataclass(slots=True)
class Part:
    """What the lines below one element amount to."""

    lines: list[int] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0  # lines that are links


def judge(root: html.HtmlElement, lines: Sequence[Line], titles: Iterable[str]) -> None:
    """Set `reason` and `cause` of every line that is no part of the text; `titles`: how the page writes its title."""
    _Judge(root, [line for line in lines if line.text], phrases()).judge({folded(title) for title in titles})


class _Judge:
    def __init__(self, root: html.HtmlElement, lines: list[Line], phrases: Phrases) -> None:
        self._root = root
        self._lines = lines
        self._phrases = phrases
        self._prose = [_prose(line) for line in lines]

    def judge(self, titles: set[str]) -> None:
        self._leave_out_marked()
        open_lines = [index for index, line in enumerate(self._lines) if not line.reason]
        if not open_lines:
            return
        title = self._title(open_lines, titles)
        self._discount_teasers(open_lines, title)
        parts = self._parts(open_lines)
        main = self._main(parts)
        if main is not None:
            self._leave_out_beside(main, parts, title)
        self._descend(self._root if main is None else main, parts, title)
        self._leave_out_labelled(title)

    # what a tag, a role or a class name marks

    def _leave_out_marked(self) -> None:
        """Leave out what stands in a marked element that does not hold most of the page's prose, or is linked where it must."""
        total = sum(self._prose)
        below: dict[html.HtmlElement, int] = defaultdict(int)
        linked: dict[html.HtmlElement, bool] = defaultdict(bool)
        for line, prose in zip(self._lines, self._prose, strict=True):
            for element, _ in line.signs:
                below[element] += prose
                linked[element] |= line.links > 0 or line.control
        for line in self._lines:
            for element, sign in line.signs:
                if (
                    below[element] > HALF * total
                    or (sign.if_linked and not linked[element])
                    or _is_wrapper(element, line)
                ):
                    continue
                line.leave_out(sign.reason, element)
                break

    # where the prose is

    def _parts(self, indices: list[int]) -> dict[html.HtmlElement, Part]:
        parts: dict[html.HtmlElement, Part] = defaultdict(Part)
        for index in indices:
            line, element = self._lines[index], self._lines[index].home
            while element is not None:
                part = parts[element]
                part.lines.append(index)
                part.size += len(line.text)
                part.linked += line.linked
                part.prose += self._prose[index]
                part.links += line.is_link
                element = element.getparent()
        return parts

    def _title(self, indices: list[int], titles: set[str]) -> int | None:
        """The line that is the title: as the page's head writes it, else its only `h1`, else the heading before the prose."""
        headings = [index for index in indices if self._lines[index].block.tag in HEADINGS]
        for candidates in (headings, indices):
            for index in candidates:
                if folded(self._lines[index].text) in titles and not self._lines[index].is_link:
                    return index
        first = [index for index in headings if self._lines[index].block.tag == "h1"]
        if len(first) == 1:
            return first[0]
        prose = next((index for index in indices if self._prose[index] and index not in headings), None)
        return max((index for index in headings if prose is not None and index < prose), default=None)

    def _discount_teasers(self, indices: list[int], title: int | None) -> None:
        """A line below a heading that is a link announces another page: it does not show where the prose is."""
        for before, index in pairwise(indices):
            heading = self._lines[before]
            if before != title and heading.is_link and heading.block.tag in HEADINGS:
                self._prose[index] = 0

    def _main(self, parts: dict[html.HtmlElement, Part]) -> html.HtmlElement | None:
        """The element that the page itself marks as its main part, where it holds a fair share of the prose."""
        mains = [each for each in self._root.iter("main") if each in parts]
        mains = mains or [each for each in parts if each.get("role") == "main"]
        mains = mains or (
            articles if len(articles := [each for each in self._root.iter("article") if each in parts]) == 1 else []
        )
        if not mains:
            return None
        main = max(mains, key=lambda each: parts[each].prose)
        outside = parts[self._root].prose - parts[main].prose
        doubted = outside > MUCH and parts[main].prose < TRUSTED * parts[self._root].prose
        return None if doubted else main

    def _leave_out_beside(self, main: html.HtmlElement, parts: dict[html.HtmlElement, Part], title: int | None) -> None:
        """Leave out what stands outside of the main part, save the title above it and what stands between: a day, a place."""
        inside = set(parts[main].lines)
        first = min(inside)
        above = title is not None and title < first and not any(self._lines[i].block.tag == "h1" for i in inside)
        for index in parts[self._root].lines:
            line = self._lines[index]
            between = above and title <= index < first  # type: ignore[operator]
            if index not in inside and (not between or line.is_link or self._is_label(line)):
                line.leave_out("beside the main part", self._top(line.home, main))

    def _top(self, element: html.HtmlElement, main: html.HtmlElement) -> html.HtmlElement:
        """The topmost element around a line that does not hold the main part as well."""
        around = {main, *main.iterancestors()}
        while (above := element.getparent()) is not None and above not in around and element not in around:
            element = above
        return element

    def _descend(self, element: html.HtmlElement, parts: dict[html.HtmlElement, Part], title: int | None) -> None:
        """Go down to the part that holds most of the prose, leaving out on the way what surrounds it as furniture."""
        while True:
            inner = max(
                (child for child in element if child in parts), key=lambda child: parts[child].prose, default=None
            )
            if inner is None or parts[inner].prose <= HALF * parts[element].prose or len(parts[inner].lines) == 1:
                return
            ours = parts[inner]
            for child in element:
                if child is not inner and child in parts and (reason := self._furniture(parts[child], ours, title)):
                    for index in parts[child].lines:
                        self._lines[index].leave_out(reason, child)
            for index in parts[element].lines:
                if self._lines[index].home is element and self._lines[index].is_link:
                    self._lines[index].leave_out("links beside the text", element)
            element = inner

    def _furniture(self, part: Part, main: Part, title: int | None) -> str:
        """Why a part beside the one with most of the prose is no part of the text; empty where it may be one."""
        first, last = part.lines[0], part.lines[-1]
        if title is not None and first <= title <= last:
            return ""
        if title is not None and last < title <= main.lines[-1] and part.prose < HALF * main.prose:
            return "before the title"
        if first and self._lines[first - 1].text.endswith(LEAD_IN) and not self._lines[first - 1].reason:
            return ""  # "Present were:" and a list of linked names
        if part.linked >= LINKED_SHARE * part.size:
            return "links beside the text"
        if part.links and part.links >= TEASER_LINES * len(part.lines) and part.prose < HALF * main.prose:
            return "teasers"
        return "buttons" if all(self._lines[index].control for index in part.lines) else ""

    # what a phrase labels

    def _leave_out_labelled(self, title: int | None) -> None:
        """Leave out notices of the site, labels and what they head, buttons, and links before the text begins."""
        kept = [index for index, line in enumerate(self._lines) if not line.reason]
        prose = [index for index in kept if self._prose[index]]
        start = min([*prose[:1], *([] if title is None else [title])], default=0)
        end = max(prose, default=len(self._lines))
        labelled = False
        for index in kept:
            line = self._lines[index]
            around = not start < index < end
            if self._phrases.is_notice(line.text) and _at_an_end(index, start, prose):
                line.leave_out("notice of the site", line.block)
            elif self._is_label(line) and (around or line.is_link or line.control or self._heads_links(index)):
                line.leave_out("label of a page", line.block)
                labelled = self._heads_links(index)
                continue
            elif line.is_link and (labelled or index < start):
                line.leave_out("links", line.block)
                continue
            elif line.control and (line.block.tag not in TEXTUAL) and around:
                line.leave_out("button", line.block)
            labelled = labelled and bool(line.reason)

    def _is_label(self, line: Line) -> bool:
        return self._phrases.is_label(line.text)

    def _heads_links(self, index: int) -> bool:
        return index + 1 < len(self._lines) and self._lines[index + 1].is_link


def _at_an_end(index: int, start: int, prose: Sequence[int]) -> bool:
    """Whether a line stands before the text begins or among the last lines of it, where a site puts its notices."""
    return index <= start or index >= max([0, *prose[: -LAST_LINES + 1]])


def _is_wrapper(element: html.HtmlElement, line: Line) -> bool:
    """Whether an element is a paragraph, stands in one, or wraps the words of a cell: then its names tell how it looks."""
    if element.tag in TEXTUAL or any(above.tag in PARAGRAPHS for above in element.iterancestors()):
        return True
    return line.block.tag in CELLS and not line.links and element.tag not in BREAKING


def _prose(line: Line) -> int:
    """The characters of a line that count as prose: a sentence, a long line, a paragraph; not what is in links."""
    own = len(line.text) - line.linked
    if own <= HALF * len(line.text) or line.control:
        return 0
    sentence = SENTENCE_END.search(line.text) and (" " in line.text or not line.text.isascii())
    if sentence or own >= LONG or (line.block.tag in PROSE_BLOCKS and own >= LEAF):
        return own
    return 0
