"""Text and its tokens come in, sentences as spans of tokens go out: paragraphs by line, sentences by rule.

The rules are one for all languages; abbreviations, months and sentence openers are data in
`languages/<code>/segmentation.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from communique.errors import LanguageError

Token = tuple[int, int]  # start and end of a token in code points
Tokenizer = Callable[[str], list[Token]]

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
STOPS = frozenset({".", "!", "?", "…", "...", "!!", "??", "?!", "!?", "..", "....", "。", "！", "？"})
CLOSERS = frozenset("\"'“”’‘»«›‹)]}")  # after a stop and without a space before them: they belong to the sentence
NUMBER_STOP = re.compile(r"(\d+|[IVXLC]+)\.")
ENUMERATOR = re.compile(r"\(?(\d{1,3}|[^\W\d_])\.\)?")  # "1." before the first sentence of a paragraph
ORDINAL_DIGITS = 3  # "2. Dialog", "70. Jahrestag", "100. Geburtstag"; four digits are a year, and the stop is one
WRAPPED_LINES = 3  # fewer lines do not show whether a text is wrapped
WRAPPED_MIN, WRAPPED_MAX = 55, 95  # length of the lines of a hard-wrapped text; most wrap at 60-90
MOST = 0.7  # share of the lines that must look wrapped


@dataclass(frozen=True, slots=True)
class Span:
    """The tokens of one sentence and the paragraph it stands in."""

    tokens: tuple[Token, ...]
    paragraph: int


@dataclass(frozen=True)
class Segmenter:
    """Cuts paragraphs and sentences by the data of one language."""

    abbreviations: frozenset[str]  # never the end of a sentence: "Dr.", "Mr."
    before_number: frozenset[str]  # abbreviations when a number follows: "No. 2"
    openers: frozenset[str]  # words that open a sentence; after "U.S." or "19." they show that one ended
    ordinals: bool  # numbers with a stop are ordinals

    @classmethod
    def load(cls, language: str) -> Segmenter:
        """Read `languages/<code>/segmentation.toml`."""
        table = load_table(language)
        return cls(
            abbreviations=frozenset(table["abbreviations"]), before_number=frozenset(table["before_number"]),
            openers=frozenset(table["openers"]), ordinals=bool(table["ordinals"]),
        )  # fmt: skip

    def segment(self, text: str, tokenize: Tokenizer) -> list[Span]:
        """Return the sentences of `text` in order; every token of `tokenize` is in exactly one."""
        spans: list[Span] = []
        for paragraph, (start, end) in enumerate(paragraphs(text)):
            tokens = [(start + first, start + last) for first, last in tokenize(text[start:end])]
            tokens = self._fit_stops(text, tokens)
            spans.extend(Span(sentence, paragraph) for sentence in self._sentences(text, tokens))
        return spans

    def _fit_stops(self, text: str, tokens: Sequence[Token]) -> list[Token]:
        """Join a known abbreviation with the stop the tokenizer cut off; cut off a stop that ends the sentence."""
        fitted: list[Token] = []
        for place, (start, end) in enumerate(tokens):
            follower = _form(text, tokens, place + 1)
            if text[start:end] == "." and fitted and fitted[-1][1] == start:
                whole = text[fitted[-1][0] : end]
                if self._is_abbreviation(whole, follower):
                    fitted[-1] = (fitted[-1][0], end)
                    continue
            number = NUMBER_STOP.fullmatch(text, start, end)
            if number and self._is_initial(number[1], _form(text, tokens, place - 1) if place else "", follower):
                number = None
            if number and not self._is_ordinal(number[1], follower) and not (place == 0 and follower):
                fitted += [(start, end - 1), (end - 1, end)]
                continue
            fitted.append((start, end))
        return fitted

    def _is_abbreviation(self, form: str, follower: str) -> bool:
        return form in self.abbreviations or (form in self.before_number and follower[:1].isdigit())

    def _is_initial(self, letters: str, before: str, follower: str) -> bool:
        """ "Christopher C. Miller": one letter between two capitalised words is no number."""
        named = before.istitle() and follower[:1].isupper() and follower not in self.openers
        return len(letters) == 1 and letters.isalpha() and named

    def _is_ordinal(self, digits: str, follower: str) -> bool:
        if not self.ordinals or not follower or follower in self.openers or len(digits) > ORDINAL_DIGITS:
            return False
        return follower[0].isalnum() or follower[0] in "/-–("

    def _sentences(self, text: str, tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
        first = place = 0
        while place < len(tokens):
            after = place + 1
            if self._may_end(text, tokens, place):
                while after < len(tokens) and _closes(text, tokens, after):
                    after += 1
                listed = first == 0 and ENUMERATOR.fullmatch(text, tokens[0][0], tokens[place][1])
                if self._ends(text, tokens, place, after) and not (listed and after < len(tokens)):
                    yield tuple(tokens[first:after])
                    first = after
            place = after
        if first < len(tokens):
            yield tuple(tokens[first:])

    def _may_end(self, text: str, tokens: Sequence[Token], place: int) -> bool:
        form = _form(text, tokens, place)
        return form in STOPS or (len(form) > 1 and form[-1] == ".")

    def _ends(self, text: str, tokens: Sequence[Token], place: int, after: int) -> bool:
        """Tell whether the stop at `place` ends the sentence before the token `after`."""
        form, follower = _form(text, tokens, place), _form(text, tokens, after)
        if not follower:
            return True
        if follower in STOPS or follower[0].islower() or follower[0] in ",;:)]}–—-/":
            return False
        opened = _form(text, tokens, after + 1) if not follower[0].isalnum() else follower
        if form in STOPS:
            return not (after == place + 1 and opened[:1].islower())
        if self._is_abbreviation(form, follower):
            return False
        return opened in self.openers  # "U.S.", "J.", "19.": the end only before a word that opens a sentence


def load_table(language: str) -> dict[str, Any]:
    """Return `languages/<code>/segmentation.toml` as it stands."""
    source = files("communique") / "languages" / language / "segmentation.toml"
    if not source.is_file():
        raise LanguageError(f'no sentence rules for "{language}": languages/{language}/segmentation.toml is missing')
    return tomllib.loads(source.read_text(encoding="utf-8"))


def paragraphs(text: str) -> list[Token]:
    """Return the spans of the paragraphs: lines, or runs of lines where the text is plainly hard-wrapped."""
    found: list[Token] = []
    for block in _blocks(text):
        found.extend(_unwrap(text, block) if _is_wrapped(text, block) else block)
    return found


def _blocks(text: str) -> Iterator[list[Token]]:
    """Yield runs of lines without a blank line between them."""
    block: list[Token] = []
    for line in LINE.finditer(text):
        blank = not line[0].strip()
        gap = text[block[-1][1] : line.start()] if block else ""
        if block and (blank or len(gap.replace("\r\n", "\n")) > 1):
            yield block
            block = []
        if not blank:
            block.append(line.span())
    if block:
        yield block


def _is_wrapped(text: str, block: Sequence[Token]) -> bool:
    """Most lines are of one middling length and break off inside a sentence."""
    if len(block) < WRAPPED_LINES:
        return False
    lines = [text[start:end].strip() for start, end in block[:-1]]
    fit = sum(WRAPPED_MIN <= len(line) <= WRAPPED_MAX for line in lines)
    inside = sum(line[-1].isalnum() or line[-1] in ",-–" for line in lines)
    return fit >= MOST * len(lines) and inside >= MOST * len(lines)


def _unwrap(text: str, block: Sequence[Token]) -> Iterator[Token]:
    """Join lines; one much shorter than the others ends its paragraph."""
    start = block[0][0]
    for place, (_, end) in enumerate(block):
        short = end - block[place][0] < WRAPPED_MIN
        last = place == len(block) - 1
        if last or (short and text[:end].rstrip()[-1] in '.!?:"“”’»'):
            yield start, end
            start = end if last else block[place + 1][0]


def _form(text: str, tokens: Sequence[Token], place: int) -> str:
    return text[tokens[place][0] : tokens[place][1]] if place < len(tokens) else ""


def _closes(text: str, tokens: Sequence[Token], place: int) -> bool:
    return _form(text, tokens, place) in CLOSERS and tokens[place][0] == tokens[place - 1][1]
