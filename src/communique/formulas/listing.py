"""A register comes in, its set phrases go out: found by counting, each with its use over time and its first and last sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from communique.formulas.answers import Formula, Formulas
from communique.formulas.counting import count_sequences
from communique.formulas.firm import Sequence, firm_sequences
from communique.formulas.periods import fitting_period
from communique.formulas.tallying import Finder, Tally, Totals, tally_phrases
from communique.formulas.texts import Text, languages_of, texts_of
from communique.formulas.tokens import BREAK, Wording, load_wording
from communique.register.asking.questions import Filter
from communique.register.register import Register

LONGEST = 8  # words of a phrase
MOST = 50  # phrases of an answer where nobody asks for more
LOOKED_AT, SPARE = 3, 100  # for each phrase listed so many are looked at, and some more: names among them go
NAMES = 0.8  # of the uses with capitals in all telling words make a name: "Middle East"


def list_formulas(
    register: Register,
    *,
    language: str | None = None,
    narrowed: Filter | None = None,
    least: int | None = None,
    period: str | None = None,
    limit: int = MOST,
) -> list[Formulas]:
    """The set phrases of a register, one answer a language, the strongest first: documents × firmness × log2 of its words.

    Of the filter the days and the publisher count. `least`: documents that must have a phrase, else 4, of many more; `period`:
    month, quarter or year, else what fits. Raises `QuestionError` where no document is in an installed language.
    """
    answers = []
    for each in languages_of(register, language, narrowed):
        wording = load_wording(each)
        sequences = find_sequences(texts_of(register, each, narrowed), wording, least=least)
        sequences.sort(key=lambda sequence: (-strength(sequence, wording), sequence.words))
        looked_at = sequences[: limit * LOOKED_AT + SPARE]
        finder = Finder((sequence.words for sequence in looked_at), wording)
        tallies, totals = tally_phrases(texts_of(register, each, narrowed), finder)
        span = period or fitting_period(totals.months)
        formulas = [
            formula_of(sequence, tallies[sequence.words], totals, span)
            for sequence in looked_at
            if not is_name(tallies[sequence.words], wording)
        ]
        answers.append(Formulas(each, totals.documents, span, len(sequences), tuple(formulas[:limit])))
    return answers


def find_sequences(texts: Iterable[Text], wording: Wording, *, least: int | None = None) -> list[Sequence]:
    """The set phrases of documents in one language, names of things among them."""
    counted = count_sequences((list(_words(text, wording)) for text in texts), least=least, longest=LONGEST)
    return firm_sequences(counted, wording, longest=LONGEST)


def _words(text: Text, wording: Wording) -> Iterator[str]:
    for sentence in text.sentences:
        for token in text.tokens(sentence, wording):
            yield token.word
        yield BREAK


def is_name(tally: Tally, wording: Wording) -> bool:
    """Whether a phrase is the name of something: a party or place, or always written with capitals as no other words are."""
    lexicon = wording.lexicon
    words = tally.form.split()
    if any(
        match is not None and match.last + 1 == len(words)
        for match in (lexicon.party_names.at(words, 0), lexicon.places.at(words, 0))
    ):
        return True
    return not wording.capital_nouns and tally.capitals >= NAMES * tally.uses


def strength(sequence: Sequence, wording: Wording) -> float:
    """By what phrases are ordered: in many documents, firmly joined, and of several words.

    The logarithm of the length is that of the C-value (Frantzi, Ananiadou and Mima, "Automatic recognition of multi-word
    terms", International Journal on Digital Libraries 3, 2000).
    """
    return sequence.documents * sequence.association * math.log2(len(wording.telling(sequence.words)))


def formula_of(sequence: Sequence, tally: Tally, totals: Totals, period: str) -> Formula:
    """A sequence with its use."""
    return Formula(tally.form, sequence.words, round(sequence.association, 3), tally.use(totals, period))
