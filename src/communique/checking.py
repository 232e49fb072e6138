"""Checks a language's tables: every row well formed, and every entry's example found and counter-example left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import LexiconError
from communique.frames import match_frames
from communique.lexicon import LANGUAGES, Lexicon, Source, load_lexicon, read_rows
from communique.mentions import Mentions, find_mentions
from communique.reader import parser_for
from communique.sentences import Sentence


@dataclass
class Report:
    """What a check found: how many entries there are, how many proofs were read, and each fault as one line."""

    language: str
    entries: int = 0
    proofs: int = 0
    faults: list[str] = field(default_factory=list)


def check_language(language: str, *, examples: bool = True, root: Path = LANGUAGES) -> Report:
    """Check the tables of one language; with `examples`, read every example and counter-example with its parser."""
    report = Report(language)
    try:
        lexicon = load_lexicon(language, root)
    except LexiconError as error:
        report.faults.append(str(error))
        return report
    report.entries = sum(1 for table in _tables(root / language) for _ in table)
    report.faults.extend(_without_proof(root / language))
    if examples:
        report.faults.extend(_broken_proofs(lexicon, report))
    return report


def _tables(folder: Path) -> Iterator[list[tuple[Source, dict[str, str]]]]:
    for path in sorted(folder.glob("*.csv")):
        yield list(read_rows(path, ()))


def _without_proof(folder: Path) -> Iterator[str]:
    for table in _tables(folder):
        for source, row in table:
            for column in ("example", "counterexample"):
                if column in row and not row[column]:
                    yield f"{source}: no {column}"


def _broken_proofs(lexicon: Lexicon, report: Report) -> Iterator[str]:
    for predicates in lexicon.predicates.values():
        for predicate in predicates:
            usage = predicate.usage
            report.proofs += 2
            if predicate.rule not in fired_rules(usage.example, lexicon):
                yield f'{usage.source}: {predicate.rule} is not found in its example "{usage.example}"'
            if predicate.rule in fired_rules(usage.counterexample, lexicon):
                yield f'{usage.source}: {predicate.rule} is found in its counter-example "{usage.counterexample}"'


def fired_rules(sentence: str, lexicon: Lexicon) -> frozenset[str]:
    """The rules that fire anywhere in a sentence."""
    sentences, mentions = _read(sentence, lexicon)
    return frozenset(frame.predicate.rule for frame in match_frames(sentences, mentions, lexicon))


def _read(text: str, lexicon: Lexicon) -> tuple[tuple[Sentence, ...], Mentions]:
    sentences = parser_for(lexicon.language).parse(text)
    return sentences, find_mentions(sentences, text, lexicon)
