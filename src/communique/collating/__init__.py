"""Copies of one text in, one Collation out: readings place by place, variants, lacunae and what another copy supplies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from communique.collating.collation import (
    VARIANT_KINDS,
    Collation,
    CollationError,
    Lacuna,
    Passage,
    Place,
    Reading,
    Sign,
    Supplied,
    Variant,
    to_json,
)
from communique.collating.columns import Column, build_columns
from communique.collating.rows import build_table
from communique.collating.signs import Signs
from communique.collating.supplying import Supplier
from communique.collating.variants import Apparatus
from communique.collating.vocabulary import Vocabulary
from communique.collating.witness import Copy, Witness, name_sigla, tokenize
from communique.documents.document import Document
from communique.evidence import Evidence
from communique.lexicon import languages, load_lexicon

__all__ = [
    "VARIANT_KINDS", "Collation", "CollationError", "Lacuna", "Passage", "Place", "Reading", "Sign", "Supplied", "Variant",
    "Witness", "collate", "to_json", "witnesses_of",
]  # fmt: skip
SHINGLE = 3  # tokens in a row that two copies share
OWN = 0.25  # what only one copy has counts less than what others have too
LOSS = 8.0  # a sign of loss weighs as much as so many words


def collate(
    copies: Sequence[Witness | Document | str],
    *,
    base: str | None = None,
    gaps: Mapping[str, Sequence[tuple[int, int]]] | None = None,
    read: bool = True,
) -> Collation:
    """Collate copies of one text.

    `base`: the siglum of the base text; else the copy with the fewest signs of loss that agrees most with the others.
    `gaps`: known gaps as spans of code points of a witness, by siglum. `read`: look for signs of loss with the reader, where
    there is a lexicon of the language. Raises `CollationError` for fewer than two copies, a siglum used twice or unknown, a
    gap outside of its text.
    """
    witnesses = witnesses_of(copies)
    known = {witness.siglum for witness in witnesses}
    for siglum in (*filter(None, (base,)), *(gaps or {})):
        if siglum not in known:
            raise CollationError(f'no witness "{siglum}"; there is {", ".join(sorted(known))}')
    tokenized = [
        Copy(witness, tokenize(witness.text), _declared(witness, (gaps or {}).get(witness.siglum, ())))
        for witness in witnesses
    ]
    vocabulary = _vocabulary(tokenized)
    signs = [Signs(copy, vocabulary, read=read) for copy in tokenized]
    chosen = next((at for at, each in enumerate(witnesses) if each.siglum == base), None)
    if chosen is None:
        chosen = _choose_base(tokenized, signs)
    return _collate(tokenized, chosen, signs, vocabulary)


def witnesses_of(copies: Sequence[Witness | Document | str]) -> list[Witness]:
    """Witnesses with sigla and languages; those that have none are called W1, W2, … and their language is found."""
    given = [copy.siglum if isinstance(copy, Witness) else None for copy in copies]
    sigla = name_sigla(len(copies), given)
    if len(copies) < 2:  # noqa: PLR2004
        raise CollationError("there is nothing to collate: give two witnesses or more")
    if doubled := [siglum for siglum, times in Counter(sigla).items() if times > 1]:
        raise CollationError(f'two witnesses are called "{doubled[0]}"; give each a siglum of its own')
    return [_witness(copy, siglum) for copy, siglum in zip(copies, sigla, strict=True)]


def _witness(copy: Witness | Document | str, siglum: str) -> Witness:
    if isinstance(copy, Witness):
        return copy
    from communique.reader import find_language

    document = copy if isinstance(copy, Document) else Document(copy)
    language = document.language or (find_language(document.text) if document.text.strip() else None)
    return Witness(siglum, document.text, document.source, language if language in languages() else None)


def _declared(witness: Witness, spans: Iterable[tuple[int, int]]) -> tuple[Evidence, ...]:
    found = tuple(sorted(Evidence(start, end) for start, end in spans))
    for span in found:
        if not 0 <= span.start <= span.end <= len(witness.text):
            raise CollationError(
                f"gap {witness.siglum}:{span.start}-{span.end} is outside of the text, which has {len(witness.text)} characters"
            )
    return found


def _vocabulary(copies: Sequence[Copy]) -> Vocabulary:
    """The words of the language that most copies are in."""
    counted = Counter(copy.witness.language for copy in copies if copy.witness.language in languages())
    language = min(counted, key=lambda each: (-counted[each], each or ""), default=None)
    return Vocabulary(copies, load_lexicon(language) if language else None)


def _choose_base(copies: Sequence[Copy], signs: Sequence[Signs]) -> int:
    """The copy that shares most words with the others and shows the fewest losses; of equals the longest, then the first."""
    shingles = [_shingles(copy) for copy in copies]
    shared_by = Counter(shingle for each in shingles for shingle in each)

    def rank(at: int) -> tuple[float, int, str, str]:
        others = sum(shared_by[shingle] - 1 for shingle in shingles[at]) / (len(copies) - 1)
        own = sum(1 for shingle in shingles[at] if shared_by[shingle] == 1)
        losses = len(signs[at].ruined) + len({sign.span for sign in signs[at].everywhere()}) + len(copies[at].declared)
        copy = copies[at]
        return -(others + OWN * own - LOSS * losses), -len(copy.tokens), copy.witness.text, copy.siglum

    return min(range(len(copies)), key=rank)


def _shingles(copy: Copy) -> set[tuple[str, ...]]:
    keys = [token.key for token in copy.tokens]
    return set(zip(*(keys[shift:] for shift in range(SHINGLE)), strict=False))


def _collate(copies: Sequence[Copy], base: int, signs: Sequence[Signs], vocabulary: Vocabulary) -> Collation:
    """The stages: rows, columns, losses, variants."""
    table = build_table(copies, base)
    columns = build_columns(table.rows, copies, base, [each.ruined for each in signs])
    losses = Supplier(columns, copies, base, signs).losses(table.rows)
    variants = Apparatus(columns, copies, base, vocabulary).variants(losses, table.moves)
    places = tuple(_place(at, column, copies, base) for at, column in enumerate(columns))
    witnesses = tuple(copy.witness for copy in copies)
    return Collation(copies[base].siglum, witnesses, places, variants, losses.lacunae)


def _place(number: int, column: Column, copies: Sequence[Copy], base: int) -> Place:
    own = column.readings[base]
    readings = []
    for each in sorted(set(column.readings), key=lambda reading: (reading != own, reading)):
        members = [copy for copy, reading in enumerate(column.readings) if reading == each]
        passages = tuple(Passage(copies[at].siglum, copies[at].spans(column.cells[at])) for at in members)
        first = base if base in members else members[0]
        readings.append(Reading(copies[first].words(column.cells[first]), passages))
    return Place(number, tuple(readings))
