"""The lines of a page in, a verdict on each out: part of the text, or left out, why, and by which element.

The rule is to leave out only what something marks: a tag, a role, a class name, a phrase, links without prose, a
place before the title or beside the part that holds the prose. What nothing marks stays; so a short sentence or a name
alone in an element is kept, where extractors that score paragraphs lose it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml import html

from communique.documents.furniture import Phrases, Sign, folded, phrases
from communique.documents.lineation import BREAKING, HEADINGS, TEXTUAL, Line, Piece

SENTENCE_END = re.compile(r"[.!?。!?…।][\"'”’»“)\]]*$")
LONG = 60  # characters without a full stop at the end are prose all the same: a list item, a heading of two lines
LAST_LINES = 3
LEAF = 20  # characters in a paragraph element are prose without a full stop
HALF = 0.5  # more of a page's prose than this is the text itself, whatever its element is called
TRUSTED = 0.2  # share of the prose that a `main` must hold to be believed
MUCH = 300  # characters of prose outside before a `main` is doubted
LINKED_SHARE = 0.5  # of a block's characters in links: a list of links
TEASER_LINES = 0.3  # share of lines that are links: text that announces other pages
SEVERAL = 2  # of a kind: one linked line before a sentence may be a name, several are headings of teasers
DAY_LINES = 2  # above a title: the day, the number of the release
PROSE_BLOCKS = frozenset({"p", "blockquote"})
CELLS = frozenset({"td", "th"})
LEAD_IN = (":", ":")
COUNTED = ("lines", "size", "linked", "prose", "links", "controls", "teasers", "notices")


@dataclass(frozen=True, slots=True)
class Part:
    """What the lines below one element amount to, without those that are left out; `first` to `last`: their places."""

    first: int
    last: int
    lines: int
    size: int
    linked: int
    prose: int
    links: int  # lines that are links
    controls: int  # lines that are buttons
    teasers: int  # lines that announce other pages
    notices: int  # lines that only a notice of the site holds


def judge(root: html.HtmlElement, lines: Sequence[Line], titles: Iterable[str]) -> None:
    """Set `reason` and `cause` of every line that is no part of the text; `titles`: how the page writes its title."""
    if shown := [line for line in lines if line.text]:
        _Judge(root, shown, phrases()).judge({folded(title) for title in titles})


class _Judge:
    def __init__(self, root: html.HtmlElement, lines: list[Line], phrases: Phrases) -> None:
        self._root = root
        self._lines = lines
        self._phrases = phrases
        self._prose = [_prose(line) for line in lines]
        self._notices = [phrases.is_notice(line.text) for line in lines]
        self._spans = _spans(lines)
        self._teasers: set[int] = set()
        self._sums: dict[str, list[int]] = {}

    def judge(self, titles: set[str]) -> None:
        title = self._named_title(titles)
        self._leave_out_marked(title)
        if not any(not line.reason for line in self._lines):
            return
        title = self._seen_title() if title is None else title
        self._find_teasers(title)
        self._count()
        head = self._head(title)
        main = self._main()
        if main is not None:
            self._leave_out_beside(main, head, title)
        self._descend(self._root if main is None else main, head, title)
        self._leave_out_labelled(title)

    # the title

    def _named_title(self, titles: set[str]) -> int | None:
        """The line that is as the page's head writes its title: a heading if there is one, where the fewest signs stand."""
        named = [index for index, line in enumerate(self._lines) if folded(line.text) in titles]
        headings = [index for index in named if self._lines[index].block.tag in HEADINGS]
        unlinked = [index for index in named if not self._lines[index].is_link]
        return min(headings or unlinked, key=lambda index: len(self._lines[index].signs), default=None)

    def _seen_title(self) -> int | None:
        """The page's only `h1`, else the heading before the prose, else the only one that is no link."""
        open_lines = [index for index, line in enumerate(self._lines) if not line.reason]
        headings = [index for index in open_lines if self._lines[index].block.tag in HEADINGS]
        first = [index for index in headings if self._lines[index].block.tag == "h1"]
        if len(first) == 1:
            return first[0]
        prose = next((index for index in open_lines if self._prose[index] and index not in headings), None)
        above = [index for index in headings if prose is not None and index < prose]
        unlinked = [index for index in headings if not self._lines[index].is_link]
        return above[-1] if above else (unlinked[0] if len(unlinked) == 1 else None)

    def _head(self, title: int | None) -> int | None:
        """The first of the lines that end with the title: a day may stand right above it."""
        head = title
        while head and title is not None and title - head < DAY_LINES:
            line = self._lines[head - 1]
            if line.reason or line.links or line.control or len(line.text) > LONG or not _has_digit(line.text):
                break
            head -= 1
        return head

    # what a tag, a role or a class name marks

    def _leave_out_marked(self, title: int | None) -> None:
        """Leave out what stands in a marked element that may be what its mark says."""
        prose = _sums(self._prose)
        linked = _sums(line.linked >= HALF * len(line.text) or line.control for line in self._lines)
        verdicts: dict[html.HtmlElement, bool] = {}
        for index, line in enumerate(self._lines):
            for element, sign in line.signs:
                if element not in verdicts:  # an element within a line has no lines of its own
                    span = self._spans.get(element, (index, index))
                    verdicts[element] = _is_furniture(sign, span, prose, linked, title)
                in_cell = line.block.tag in CELLS and not line.links and element.tag not in BREAKING
                if verdicts[element] and not in_cell:
                    line.leave_out(sign.reason, element)
                    break

    # where the prose is

    def _find_teasers(self, title: int | None) -> None:
        """Find the lines that announce other pages: they do not show where the prose is."""
        begin = None
        if title is not None:
            begin = next((index for index in range(title + 1, len(self._lines)) if self._prose[index]), None)
        text = self._around(title, begin)
        kinds: dict[object, list[range]] = defaultdict(list)
        for kind, announced in (*self._linked_headings(title, text), *self._repeated_links(title)):
            kinds[kind].append(announced)
        # a transcript: the lines between title and text are speakers with links of their own
        before = self._lines[(title or 0) + 1 : begin or 0]
        own = {_kind(line.block) for line in before if line.is_link}
        for kind, each in kinds.items():
            if kind not in own and not any(begin in announced for announced in each):
                self._teasers.update(index for announced in each for index in announced)
        for index in self._teasers:
            self._prose[index] = 0
        for index, is_notice in enumerate(self._notices):
            if is_notice:
                self._prose[index] = 0

    def _around(self, title: int | None, begin: int | None) -> range:
        """The lines of the smallest element that holds the title and the begin of the text."""
        if title is None or begin is None:
            return range(len(self._lines))
        for element in _upwards(self._lines[begin].home):
            first, last = self._spans[element]
            if first <= title:
                break
        return range(first, last + 1)

    def _linked_headings(self, title: int | None, text: range) -> Iterator[tuple[object, range]]:
        """What a linked heading leads; what follows linked lines that several times stand before another kind of block."""
        pairs: dict[object, dict[html.HtmlElement, int]] = defaultdict(dict)
        for index, line in enumerate(self._lines[:-1]):
            if line.reason or index == title or not line.is_link or line.is_anchor:
                continue
            following = self._lines[index + 1]
            kind = _kind(line.block)
            if line.block.tag in HEADINGS:
                yield kind, range(index, max(index + 1, self._led(index, title)) + 1)
            elif self._prose[index + 1] and not line.text.endswith(LEAD_IN):
                if index not in text or kind != _kind(following.block) or line.block is following.block:
                    pairs[kind].setdefault(line.block, index)
        for repeated, found in pairs.items():
            if len(found) >= SEVERAL:
                yield from ((repeated, range(index, index + 2)) for index in found.values())

    def _repeated_links(self, title: int | None) -> Iterator[tuple[object, range]]:
        """What stands with a link "Read more", where the page has several of them."""
        links = [
            index
            for index, line in enumerate(self._lines)
            if not line.reason and any(_leads_on(piece, self._phrases) for piece in line.shown)
        ]
        if len(links) < SEVERAL:
            return
        among = set(links)
        count = _sums(index in among for index in range(len(self._lines)))
        for index in links:
            span = range(max(0, index - self._lines[index].is_link), index + 1)
            for element in _upwards(self._lines[index].home):
                first, last = self._spans[element]
                if count[last + 1] - count[first] > 1 or (title is not None and first <= title <= last):
                    break
                span = range(first, last + 1)
            yield "more", span

    def _led(self, index: int, title: int | None) -> int:
        """The last line of the largest element that begins with a line, and does not hold the title."""
        end = index
        for element in _upwards(self._lines[index].block):
            first, last = self._spans[element]
            if first < index or (title is not None and title <= last and title > index):
                break
            end = last
        return end

    def _count(self) -> None:
        counted = zip(*(self._counts(index) for index in range(len(self._lines))), strict=True)
        self._sums = {name: _sums(column) for name, column in zip(COUNTED, counted, strict=True)}

    def _counts(self, index: int) -> tuple[int, ...]:
        line = self._lines[index]
        if line.reason:
            return (0,) * len(COUNTED)
        return (
            1, len(line.text), line.linked, self._prose[index], line.is_link, line.control,
            index in self._teasers, self._notices[index],
        )  # fmt: skip

    def _part(self, element: html.HtmlElement) -> Part | None:
        """What an element amounts to; None where all of it is left out."""
        if element not in self._spans:
            return None
        first, last = self._spans[element]
        part = Part(first, last, *(self._sums[name][last + 1] - self._sums[name][first] for name in COUNTED))
        return part if part.lines else None

    def _main(self) -> html.HtmlElement | None:
        """The element that the page itself marks as its main part, where it holds a fair share of the prose."""
        mains = self._parts_of(self._root.iter("main"))
        mains = mains or self._parts_of(each for each in self._spans if each.get("role") == "main")
        if not mains and len(articles := self._parts_of(self._root.iter("article"))) == 1:
            mains = articles
        if not mains:
            return None
        main, part = max(mains, key=lambda each: each[1].prose)
        whole = self._sums["prose"][-1]
        doubted = whole - part.prose > MUCH and part.prose < TRUSTED * whole
        return None if doubted else main

    def _parts_of(self, elements: Iterable[html.HtmlElement]) -> list[tuple[html.HtmlElement, Part]]:
        return [(element, part) for element in elements if (part := self._part(element)) is not None]

    def _leave_out_beside(self, main: html.HtmlElement, head: int | None, title: int | None) -> None:
        """Leave out what stands outside of the main part, save the title above it and what stands between: a day, a place."""
        first, last = self._spans[main]
        inside = range(first, last + 1)
        above = title is not None and title < first and not any(self._lines[i].block.tag == "h1" for i in inside)
        tops = _Tops(main)
        for index, line in enumerate(self._lines):
            between = above and head <= index < first  # type: ignore[operator]
            if not line.reason and index not in inside and (not between or line.is_link or self._is_label(line)):
                line.leave_out("beside the main part", tops.top(line.home))

    def _descend(self, element: html.HtmlElement, head: int | None, title: int | None) -> None:
        """Go down to the part that holds most of the prose, leaving out on the way what surrounds it as furniture."""
        whole = self._part(element)
        while whole is not None:
            parts = self._parts_of(element)
            inner, ours = max(parts, key=lambda each: each[1].prose, default=(None, whole))
            if inner is None or ours.prose <= HALF * whole.prose or ours.lines == 1:
                inner, ours = None, whole
            for child, part in parts:
                if child is inner or (title is not None and part.first <= title <= part.last):
                    continue
                if reason := self._surrounds(part, ours, head, title) if inner is not None else _announces(part):
                    self._leave_out(part, reason, child)
            if inner is None:
                return
            for line in self._lines[whole.first : whole.last + 1]:
                if line.home is element and line.is_link:
                    line.leave_out("links beside the text", element)
            element, whole = inner, ours

    def _leads_in(self, index: int) -> bool:
        line = self._lines[max(0, index)]
        return line.text.endswith(LEAD_IN) and not line.reason and not self._is_label(line)

    def _leave_out(self, part: Part, reason: str, element: html.HtmlElement) -> None:
        for line in self._lines[part.first : part.last + 1]:
            line.leave_out(reason, element)

    def _surrounds(self, part: Part, main: Part, head: int | None, title: int | None) -> str:
        """Why a part beside the one with most of the prose is no part of the text; empty where it may be one."""
        if title is not None and head is not None and part.last < title <= main.last and part.prose < HALF * main.prose:
            return "" if head <= part.first else "before the title"
        if any(self._leads_in(index) for index in (part.first - 1, part.first)):
            return ""  # "Present were:" and a list of linked names
        if part.linked >= LINKED_SHARE * part.size:
            return "links beside the text"
        small = part.prose < HALF * main.prose
        if _announces(part) or (small and part.links and part.links >= TEASER_LINES * part.lines):
            return "teasers"
        aside = part.links + part.controls
        if part.notices and aside and (small or aside >= TEASER_LINES * part.lines or part.last < (title or 0)):
            return "notice of the site"
        return "buttons" if part.controls == part.lines else ""

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
            if self._notices[index] and _at_an_end(index, start, prose):
                line.leave_out("notice of the site", line.block)
            elif self._is_label(line) and (around or line.is_link or line.control or self._heads_links(index)):
                line.leave_out("label of a page", line.block)
                labelled = self._heads_links(index)
                continue
            elif line.is_link and (labelled or index < start):
                line.leave_out("links", line.block)
                continue
            elif line.control and line.block.tag not in TEXTUAL and around and not self._opens_text(index, start):
                line.leave_out("button", line.block)
            labelled = labelled and bool(line.reason)

    def _is_label(self, line: Line) -> bool:
        """Whether a line is such a phrase, or a row of links and buttons each of which is one."""
        if self._phrases.is_label(line.text):
            return True
        return (line.is_link or line.control) and all(self._phrases.is_label(piece.text) for piece in line.shown)

    def _heads_links(self, index: int) -> bool:
        return index + 1 < len(self._lines) and self._lines[index + 1].is_link

    def _opens_text(self, index: int, start: int) -> bool:
        """Whether text that is kept follows a button: the names below "Participants" in an accordion."""
        if index < start or index + 1 == len(self._lines):
            return False
        following = self._lines[index + 1]
        furniture = following.reason or following.control or following.links or self._notices[index + 1]
        return not furniture and not self._is_label(following)


class _Tops:
    """The topmost elements around lines that do not hold the main part as well."""

    def __init__(self, main: html.HtmlElement) -> None:
        self._around = {main, *main.iterancestors()}
        self._known: dict[html.HtmlElement, html.HtmlElement] = {}

    def top(self, element: html.HtmlElement) -> html.HtmlElement:
        passed = []
        while element not in self._known and element not in self._around:
            passed.append(element)
            above = element.getparent()
            if above is None or above in self._around:
                break
            element = above
        top = self._known.get(element, element)
        self._known.update((each, top) for each in passed)
        return top


def _is_furniture(sign: Sign, span: tuple[int, int], prose: list[int], linked: list[int], title: int | None) -> bool:
    """Whether a mark may be believed: not where its element holds the title or most prose, nor in a place that forbids it."""
    first, last = span
    if prose[last + 1] - prose[first] > HALF * prose[-1] or (title is not None and first <= title <= last):
        return False
    if sign.if_linked and linked[last + 1] == linked[first]:
        return False
    if sign.above and title is not None and first > title:
        return False  # <div class="metadata-logo"> with the day
    begin = 0 if title is None or title > first else title + 1
    # <div class="footer"> of a headline, with the day, before the text begins
    return not (sign.below and prose[first] == prose[begin] and prose[last + 1] < prose[-1])


def _spans(lines: Sequence[Line]) -> dict[html.HtmlElement, tuple[int, int]]:
    """The first and the last line of each element: what is in an element follows each other."""
    firsts: dict[html.HtmlElement, int] = {}
    lasts: dict[html.HtmlElement, int] = {}
    for places, indices in ((firsts, range(len(lines))), (lasts, range(len(lines) - 1, -1, -1))):
        for index in indices:
            for element in _upwards(lines[index].home):
                if element in places:
                    break  # and so are all those above
                places[element] = index
    return {element: (first, lasts[element]) for element, first in firsts.items()}


def _upwards(element: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    while element is not None:
        yield element
        element = element.getparent()


def _sums(numbers: Iterable[int]) -> list[int]:
    """The sums of the numbers before each place: what lies between two places is a difference."""
    return list(accumulate(numbers, initial=0))


def _announces(part: Part) -> str:
    return "teasers" if part.teasers >= HALF * part.lines and part.teasers else ""


def _kind(block: html.HtmlElement) -> tuple[str, str]:
    return block.tag, block.get("class", "")


def _leads_on(piece: Piece, phrases: Phrases) -> bool:
    """Whether it is a link "Read more", which may stand at the end of a sentence."""
    return (piece.state.linked or piece.state.control) and phrases.is_a("more", piece.text)


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _at_an_end(index: int, start: int, prose: Sequence[int]) -> bool:
    """Whether a line stands before the text begins or among the last lines of it, where a site puts its notices."""
    return index <= start or index >= max([0, *prose[: -LAST_LINES + 1]])


def _prose(line: Line) -> int:
    """The characters of a line that count as prose: a sentence, a long line, a paragraph; not what is in links."""
    own = len(line.text) - line.linked
    if own <= HALF * len(line.text) or line.control:
        return 0
    sentence = SENTENCE_END.search(line.text) and (" " in line.text or not line.text.isascii())
    if sentence or own >= LONG or (line.block.tag in PROSE_BLOCKS and own >= LEAF):
        return own
    return 0
