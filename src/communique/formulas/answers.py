"""What the register answers about set phrases: frozen rows, each with the first and the last sentence that has the phrase."""

from __future__ import annotations

from dataclasses import dataclass

from communique.register.asking.answers import Quote


@dataclass(frozen=True, slots=True)
class Share:
    """In how many documents of a publisher, a party, a period or a wording (`name`) a phrase is, of how many there are.

    `of` is 0 where there is no such number: documents are not counted by party or by wording.
    """

    name: str
    documents: int
    of: int = 0

    @property
    def rate(self) -> float:
        """The part of the documents that has it, 0 to 1."""
        return self.documents / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Use:
    """Where and when a phrase is used: counts of documents, the first and the last sentence of all with a day.

    `forms` are its wordings, the most frequent first; `periods` are all periods of the register in order.
    """

    documents: int
    uses: int
    forms: tuple[Share, ...]
    publishers: tuple[Share, ...]
    parties: tuple[Share, ...]
    periods: tuple[Share, ...]
    first: Quote
    last: Quote


@dataclass(frozen=True, slots=True)
class Formula:
    """A set phrase: its most frequent wording, the words it is counted by (folded; "…" is a masked name, date or number).

    `association` is the least NPMI of all ways to part it in two, -1 to 1: 0 is chance, 1 is words found only together.
    """

    phrase: str
    words: tuple[str, ...]
    association: float
    use: Use


@dataclass(frozen=True, slots=True)
class Formulas:
    """The set phrases of one language, the strongest first; `found` is how many there are, names of things among them."""

    language: str
    documents: int
    period: str  # month, quarter, year
    found: int
    formulas: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another wording of a phrase, and the words (folded) that both share."""

    phrase: str
    words: tuple[str, ...]
    shared: tuple[str, ...]
    use: Use


@dataclass(frozen=True, slots=True)
class Trace:
    """The use of one phrase in the documents of one language over time, with its variants, the most used first.

    `use` is None where only variants are used.
    """

    phrase: str
    language: str
    words: tuple[str, ...]
    documents: int
    period: str
    use: Use | None
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sets of documents that are compared: two spans of days, or two publishers."""

    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class Change:
    """A phrase that two sides use unlike: `kind` is appeared, vanished, more or less, seen from the first side.

    `before` and `after` count the documents of either side; `likelihood` is the log-likelihood ratio G² of the two rates;
    `narrower` are longer or shorter phrases that changed with it.
    """

    kind: str
    formula: Formula
    before: Share
    after: Share
    likelihood: float
    narrower: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewording:
    """A phrase that gave way to another: the words that both share, and those that both stand after and before (`frame`)."""

    old: Change
    new: Change
    shared: tuple[str, ...]
    frame: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two sides in one language; `compared` phrases were looked at, `undated` documents left out."""

    language: str
    before: Side
    after: Side
    compared: int
    undated: int
    period: str
    changes: tuple[Change, ...]
    rewordings: tuple[Rewording, ...]
