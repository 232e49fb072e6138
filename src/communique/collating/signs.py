"""A place where a witness lacks words in, the signs of a loss there out: from marks, line ends, the lexicon, the record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.collating.collation import Sign
from communique.collating.vocabulary import Vocabulary
from communique.collating.witness import PARAGRAPH, WITHIN, Copy, Token, ends_sentence, is_gap_mark
from communique.documents.document import Document
from communique.errors import CommuniqueError
from communique.evidence import Evidence
from communique.lacunae.ruined import INNER_QUESTION, MOJIBAKE
from communique.lacunae.scar import GARBLED, MISSING_ANTECEDENT, MISSING_NAME, TRUNCATED
from communique.reader import Reader

DECLARED, MARKED, CUT_OFF, MISSING_WORDS = "declared", "marked", "cut_off", "missing_words"
KINDS = (
    DECLARED,
    MARKED,
    MISSING_NAME,
    CUT_OFF,
    TRUNCATED,
    GARBLED,
    MISSING_WORDS,
    MISSING_ANTECEDENT,
)  # by what they say
READ_WHOLE = 8_000  # characters: a longer text is read only around its gaps
READ_MOST = 3_000  # characters of a long text, so that collating stays fast
NAME_TOKENS = 8  # the longest name, with its title
HANGING = frozenset(",.;:)?!")  # marks that stand at a word
SPACED = 0.1  # of the marks: a witness that sets more of them apart does so by habit
PRONOUN_WITHIN = 8  # words from the beginning of its sentence


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a copy lacks words: between tokens `left` and `right`; `lost` is what another copy has there."""

    left: int
    right: int
    lost: Sequence[Token]


def ruined_tokens(copy: Copy) -> frozenset[int]:
    """The tokens that are unreadable: signs of a gap in brackets, destroyed characters, what was declared to be a gap."""
    found = {
        at
        for at, token in enumerate(copy.tokens)
        if is_gap_mark(token) or not token.form.isascii() and _is_garbled(token) or "?" in token.form[1:]
    }
    for span in copy.declared:
        found.update(at for at, token in enumerate(copy.tokens) if span.overlaps(token.evidence))
    return frozenset(found)


def _is_garbled(token: Token) -> bool:
    return bool(MOJIBAKE.search(token.form) or INNER_QUESTION.search(token.form))


def sign_of_ruin(copy: Copy, at: int) -> Sign:
    """What a ruined token shows."""
    token = copy.tokens[at]
    if any(span.overlaps(token.evidence) for span in copy.declared):
        return Sign(DECLARED, token.evidence)
    return Sign(MARKED if is_gap_mark(token, alone=True) else GARBLED, token.evidence)


class Signs:
    """The signs of loss of one copy."""

    def __init__(self, copy: Copy, vocabulary: Vocabulary, *, read: bool) -> None:
        self.copy, self.vocabulary = copy, vocabulary
        self.ruined = ruined_tokens(copy)
        self._starts = [token.start for token in copy.tokens]
        self._may_read = read and vocabulary.lexicon is not None
        self._unread = READ_MOST
        self.whole = self._may_read and len(copy.witness.text) <= READ_WHOLE
        self.of_record = self._read(Evidence(0, len(copy.witness.text))) if self.whole else []
        self._spaces_marks = self._share_of_spaced_marks() > SPACED

    def at(self, gap: Gap) -> list[Sign]:
        """The signs at a gap, none where the words may never have been there."""
        found = [
            *self._declared(gap), *self._cut_off(gap), *self._truncated(gap), *self._headless(gap), *self._no_name(gap),
            *self._hanging(gap),
        ]  # fmt: skip
        found += self._recorded(gap, look=not found)
        if not gap.lost[0].form[0].isupper():  # what is gone is no name, whatever the place asks for
            found = [replace(sign, kind=MISSING_WORDS) if sign.kind == MISSING_NAME else sign for sign in found]
        return _distinct(found)

    def everywhere(self) -> list[Sign]:
        """The signs that need no other copy to be seen: those of the record, else honorifics without a name."""
        if self.whole:
            return self.of_record
        tokens, vocabulary = self.copy.tokens, self.vocabulary
        return [
            Sign(MISSING_NAME, tokens[at].evidence)
            for at in range(len(tokens) - 1)
            if vocabulary.is_cue(tokens, at) and not tokens[at + 1].is_word and tokens[at + 1].form in HANGING
        ]

    def token_at(self, place: int) -> int:
        """The first token that begins at or behind a code point."""
        return bisect_left(self._starts, place)

    def _declared(self, gap: Gap) -> Iterator[Sign]:
        tokens = self.copy.tokens
        start = tokens[gap.left].end if gap.left >= 0 else 0
        end = tokens[gap.right].start if gap.right < len(tokens) else len(self.copy.witness.text)
        for span in self.copy.declared:
            if span.start <= end and start <= span.end:
                yield Sign(DECLARED, span)

    def _cut_off(self, gap: Gap) -> Iterator[Sign]:
        """The text ends before the others do, or begins after them, amid a sentence."""
        tokens = self.copy.tokens
        if gap.right == len(tokens) and gap.left >= 0:
            unfinished = not ends_sentence(tokens, gap.left) and gap.lost[0].begins != PARAGRAPH
            if unfinished or any(ends_sentence(gap.lost, at) for at in range(len(gap.lost))):
                yield Sign(CUT_OFF, tokens[gap.left].evidence)
        elif gap.left < 0 and gap.right < len(tokens) and tokens[gap.right].form[0].islower():
            yield Sign(CUT_OFF, tokens[gap.right].evidence)

    def _truncated(self, gap: Gap) -> Iterator[Sign]:
        """A sentence without its end: the others go on in it, and here a new one begins; or it ends in "and the"."""
        tokens = self.copy.tokens
        if gap.left < 0 or gap.right >= len(tokens) or ends_sentence(tokens, gap.left):
            return
        left, right = tokens[gap.left], tokens[gap.right]
        has_words = any(token.is_word for token in gap.lost)
        ended = ends_sentence(gap.lost, len(gap.lost) - 1) and not right.form[0].islower()
        dangles = self.vocabulary.listed("lacunae", "dangling", left) or self.vocabulary.listed(
            "lacunae", "never_final", left
        )
        if has_words and gap.lost[0].begins == WITHIN and right.is_word and (ended or right.begins == PARAGRAPH):
            yield Sign(TRUNCATED, left.evidence)
        elif has_words and dangles and (ends_sentence(tokens, gap.right) or right.begins):
            yield Sign(TRUNCATED, left.evidence)

    def _headless(self, gap: Gap) -> Iterator[Sign]:
        """A sentence without its beginning: a small letter after a full stop, where the others begin with a capital."""
        tokens = self.copy.tokens
        if gap.left < 0 or gap.right >= len(tokens) or not tokens[gap.right].form[0].islower():
            return
        begins = tokens[gap.right].begins == PARAGRAPH or ends_sentence(tokens, gap.left)
        if begins and gap.lost[0].begins and not ends_sentence(gap.lost, len(gap.lost) - 1):
            yield Sign(TRUNCATED, tokens[gap.right].evidence)

    def _no_name(self, gap: Gap) -> Iterator[Sign]:
        """An honorific, or a preposition before a mark, and the others have words behind it."""
        tokens = self.copy.tokens
        if gap.left < 0:
            return
        if self.vocabulary.is_cue(tokens, gap.left) and gap.lost[0].is_word:
            yield Sign(MISSING_NAME, tokens[gap.left].evidence)
        elif gap.right < len(tokens) and tokens[gap.right].form in HANGING and gap.lost[0].is_word:
            if self.vocabulary.listed("lacunae", "before_object", tokens[gap.left]):
                yield Sign(MISSING_NAME, tokens[gap.left].evidence)

    def _hanging(self, gap: Gap) -> Iterator[Sign]:
        """Two marks with nothing between them, or white space before a mark: ", ,", "Genosse , Vorsitzender"."""
        tokens = self.copy.tokens
        if gap.left < 0 or gap.right >= len(tokens) or not any(token.is_word for token in gap.lost):
            return
        left, right = tokens[gap.left], tokens[gap.right]
        if right.form not in HANGING or right.begins == PARAGRAPH:
            return
        parted = left.end < right.start and not self._spaces_marks
        if left.form in (",", "(") or parted and left.is_word:
            name = self.vocabulary.is_name(gap.lost[0]) or self.vocabulary.is_name(gap.lost[-1])
            yield Sign(MISSING_NAME if name else MISSING_WORDS, Evidence(left.start, right.end))

    def _recorded(self, gap: Gap, *, look: bool) -> Iterator[Sign]:
        """What the reader sees there; of a long text only what stands around the gap is read."""
        signs = self.of_record
        may_be_name = gap.lost[0].form[0].isupper() and len(gap.lost) <= NAME_TOKENS
        if look and may_be_name and not self.whole and self._may_read:
            signs = [sign for sign in self._read(self._around(gap)) if sign.kind != MISSING_ANTECEDENT]
        for sign in signs:
            first, last = self.token_at(sign.span.start), self.token_at(sign.span.end) - 1
            if sign.kind == MISSING_ANTECEDENT:
                if self._leads_to(gap, first):
                    yield sign
            elif sign.kind == GARBLED:
                continue  # a ruin is a place of its own
            elif gap.left - 1 <= last <= gap.left or sign.kind == MISSING_NAME and first == gap.right:
                yield sign

    def _leads_to(self, gap: Gap, pronoun: int) -> bool:
        """Whole sentences are gone right before the one with the pronoun."""
        between = self.copy.tokens[gap.right + 1 : pronoun + 1]
        near = gap.right <= pronoun <= gap.right + PRONOUN_WITHIN
        return near and not any(token.begins for token in between) and ends_sentence(gap.lost, len(gap.lost) - 1)

    def _around(self, gap: Gap) -> Evidence:
        """The paragraph of a gap."""
        text = self.copy.witness.text
        at = self.copy.tokens[gap.left].end if gap.left >= 0 else 0
        end = text.find("\n", at)
        return Evidence(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)

    def _read(self, span: Evidence) -> list[Sign]:
        """The signs the reader finds in a stretch of the text; none once enough was read."""
        text = self.copy.witness.text[span.start : span.end]
        self._unread -= len(text)
        if not text.strip() or self._unread < 0:
            return []
        try:
            record = Reader(language=self.copy.witness.language).read(Document(text))
        except CommuniqueError:
            return []  # what cannot be read has no record, and is collated by its signs alone
        shift = span.start
        signs = (Sign(each.kind, each.span) for each in record.lacunae)
        return [replace(sign, span=Evidence(sign.span.start + shift, sign.span.end + shift)) for sign in signs]

    def _share_of_spaced_marks(self) -> float:
        tokens = self.copy.tokens
        marks = [at for at in range(1, len(tokens)) if tokens[at].form in HANGING]
        spaced = [at for at in marks if tokens[at - 1].end < tokens[at].start and not tokens[at].begins]
        return len(spaced) / len(marks) if len(marks) > 1 / SPACED else 0.0


def _distinct(signs: Sequence[Sign]) -> list[Sign]:
    """The signs by their weight, without those of the same kind on words of which another one has more."""
    kept: list[Sign] = []
    for sign in sorted(
        set(signs), key=lambda sign: (KINDS.index(sign.kind), sign.span.start - sign.span.end, sign.span)
    ):
        if not any(sign.kind == other.kind and sign.span.overlaps(other.span) for other in kept):
            kept.append(sign)
    return kept
