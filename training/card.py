"""Writes the card of a model: what it was made of, under which licence, how good it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from scores import Score
from spacy.about import __version__ as spacy_version

DATA = {
    "de": """\
* UD German GSD, development and test parts (CC BY-SA 4.0; McDonald et al. 2013, and later maintainers)
* UD German PUD (CC BY-SA 3.0; Zeman et al. 2017)
* the readout sentences of this project, `training/treebank/de-train.conllu` (CC BY-SA 4.0)

Every tenth sentence of GSD and PUD was held out and is what the scores below are measured on. The tags and lemmas that
the model takes as input are HanTa's (Wartena 2019, MIT), which is not part of it.""",
    "en": """\
* UD English EWT, training and development parts (CC BY-SA 4.0)
* UD English GUM, its openly licensed genres (CC BY 2.5-4.0; Zeldes 2017)
* UD English PUD (CC BY-SA 3.0; Zeman et al. 2017)
* the readout sentences of this project, `training/treebank/en-train.conllu` (CC BY-SA 4.0)""",
}
NAMES = {"de": "German", "en": "English"}


def write_card(path: Path, language: str, recipe: Path, scores: dict[str, Score]) -> None:
    """Write MODEL.md."""
    rows = "\n".join(
        f"| {name} | {score.sentences} | {score.uas:.1f} | {score.las:.1f} | {score.las_with_punctuation:.1f} "
        f"| {score.upos:.1f} | {score.case:.1f} |"
        for name, score in scores.items()
    )
    path.write_text(
        f"""# The bundled {NAMES[language]} parser

A small spaCy {spacy_version} pipeline (words → parts of speech and features → dependencies) trained on
{datetime.now(UTC).date()} by `python training/train.py {language}` with the recipe `training/{recipe.name}`.

## Data
{DATA[language]}

## Licence
CC BY-SA 4.0, as the data ask.

## Scores
On sentences that were not trained on; the words are those of the treebank (gold tokens, one sentence at a time). UAS
and LAS leave out punctuation, labels with their subtypes; "with" counts it. Case: of the words that have one.

| test | sentences | UAS | LAS | with | UPOS | Case |
| --- | --- | --- | --- | --- | --- | --- |
{rows}
""",
        encoding="utf-8",
    )
