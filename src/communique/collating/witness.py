"""A copy of a text in, its tokens out: words, marks, signs of a gap; nothing but white space is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.evidence import Evidence
from communique.lacunae.ruined import INNER_QUESTION, MOJIBAKE

# a dash or points in brackets, three points, or a line to write on
GAP_MARK = r"\[\s*(?:\.{2,}|…|(?:[-–—]\s?)+|\?+)\s*\]|\(\s*(?:\.{2,}|…)\s*\)|<\s*(?:\.{2,}|…)\s*>|\.{3,}|…|_{3,}"
BRACKETS = "[(<"  # "…" alone may be the author's own
NUMBER = r"\d+(?:[.,:]\d+)*(?![^\W\d])"
BY_SIGN = "⺀-〇〡-〩぀-ヿ㐀-鿿豈-﫿\U00020000-\U0003ffff"  # scripts without spaces between words: each sign a token
WORD = rf"[^\W{BY_SIGN}]+(?:['’ʼ\-‐‑][^\W{BY_SIGN}]+)*"
_TOKEN = re.compile(rf"{GAP_MARK}|{NUMBER}|{WORD}|\S")
_ONLY_GAP = re.compile(GAP_MARK)
ALIKE = str.maketrans(dict.fromkeys("“”„«»‟〝〞", '"') | dict.fromkeys("’‘‚‛ʼ`´", "'") | dict.fromkeys("–—‒―‐‑−", "-"))
FINAL = frozenset(".!?。！？।؟:")  # may end a sentence, in any language
UNSPACED = "。！？"  # no space follows them
CLOSING = frozenset("\"'“”’»«)]")
PARAGRAPH, SENTENCE, WITHIN = 3, 2, 0  # what a token begins


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a sign of a gap: its span, its form (what agreement asks for) and its key (what is aligned by)."""

    start: int
    end: int
    form: str
    key: str
    begins: int
    is_word: bool

    @property
    def evidence(self) -> Evidence:
        """Its span in the text."""
        return Evidence(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Witness:
    """One copy of the text, under its siglum; `language` is None where it is not known or has no lexicon."""

    siglum: str
    text: str
    source: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Copy:
    """A witness with its tokens and the spans that were declared to be a gap."""

    witness: Witness
    tokens: tuple[Token, ...]
    declared: tuple[Evidence, ...] = field(default=())

    @property
    def siglum(self) -> str:
        """The witness's siglum."""
        return self.witness.siglum

    def words(self, indices: Sequence[int]) -> str:
        """The text of tokens, with what stands between them where they are next to each other."""
        return " … ".join(self.witness.text[start:end] for start, end in self.spans(indices))

    def spans(self, indices: Sequence[int]) -> tuple[Evidence, ...]:
        """The spans of tokens; those next to each other make one."""
        spans: list[Evidence] = []
        last = -2
        for index in indices:
            token = self.tokens[index]
            if index == last + 1 and spans:
                spans[-1] = Evidence(spans[-1].start, token.end)
            else:
                spans.append(token.evidence)
            last = index
        return tuple(spans)


def tokenize(text: str) -> tuple[Token, ...]:
    """Part a text into tokens, in order; every code point that is no white space is in exactly one.

    >>> [token.form for token in tokenize("Genosse […], 1.000 Gäste")]
    ['Genosse', '[…]', ',', '1.000', 'Gäste']
    """
    tokens: list[Token] = []
    masked = _masked(text)
    forms: dict[str, tuple[str, str]] = {}
    for match in _TOKEN.finditer(masked):
        start, end = match.span()
        written = text[start:end]
        known = forms.get(written)
        if known is None:
            known = forms[written] = (_form(written), _key(written))
        is_word = match[0][0].isalnum() or match[0][0] == "_" and not _ONLY_GAP.fullmatch(match[0])
        begins = _begins(tokens, text[tokens[-1].end if tokens else 0 : start], written)
        tokens.append(Token(start, end, *known, begins, is_word))
    return tuple(tokens)


def is_gap_mark(token: Token, *, alone: bool = False) -> bool:
    """Tell whether a token says that something is left out; "…" without brackets only where `alone`."""
    return bool(_ONLY_GAP.fullmatch(token.form)) and (alone or token.form[0] in BRACKETS)


def is_number(token: Token) -> bool:
    """Tell whether a token is written in digits."""
    return token.form[0].isdigit()


def ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a sentence ends with this token: a final mark, behind which quotes may have been closed."""
    return any(tokens[at].form in FINAL for at in range(max(0, index - 2), index + 1) if _closed(tokens, at, index))


def _closed(tokens: Sequence[Token], at: int, index: int) -> bool:
    return all(token.form in CLOSING for token in tokens[at + 1 : index + 1])


def _masked(text: str) -> str:
    """The text, as long as before, with letters for what belongs to a word and is none: vowel signs, soft hyphens, ruins."""
    inner = {ord(char): "x" for char in set(text) if unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf")}
    masked = text.translate(inner)
    for pattern in (MOJIBAKE, INNER_QUESTION):
        masked = pattern.sub(lambda match: re.sub(r"[^\w\s]", "x", match[0]), masked)
    return masked


def _form(written: str) -> str:
    """What two readings must share to agree: Unicode's canonical form without invisible signs."""
    if written.isascii():
        return written
    visible = "".join(char for char in written if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", visible or written)


def _key(written: str) -> str:
    """What tokens are aligned by: case, shapes of quotes and dashes, and compatibility forms do not count."""
    folded = unicodedata.normalize("NFKC", _form(written).translate(ALIKE)).casefold()
    return folded or written


def _begins(before: Sequence[Token], between: str, written: str) -> int:
    """Whether a token is the first of a paragraph or of a sentence; "3. Mai" and "J. Smith" end none."""
    if not before or "\n" in between:
        return PARAGRAPH
    parted = between or before[-1].form in UNSPACED
    if parted and not before[-1].is_word and ends_sentence(before, len(before) - 1) and before[-1].form != ":":
        stop = before[-1].form == "." and len(before) > 1 and before[-2]
        abbreviated = stop and (stop.form[0].isdigit() or len(stop.form) == 1)
        return WITHIN if written[0].islower() or abbreviated else SENTENCE
    return WITHIN


def name_sigla(count: int, given: Iterable[str | None] = ()) -> list[str]:
    """Sigla for so many witnesses: those given, else W1, W2, …"""
    wanted = list(given)
    return [(wanted[at] if at < len(wanted) else None) or f"W{at + 1}" for at in range(count)]
