"""Trains the bundled parsers: treebanks and a recipe come in, `src/communique/models/<code>/` goes out.

python training/train.py [de] [en] [--data ../shared/data] [--out src/communique/models]
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import fix_random_seed, load_config, load_model_from_config
from thinc.api import Adam, compounding

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE)]

from augment import set_quotes, variants  # noqa: E402
from card import write_card  # noqa: E402
from scores import Score, score_trees  # noqa: E402
from treebanks import Node, Tree, read_trees  # noqa: E402

from communique.mending import Mender, case_relation  # noqa: E402
from communique.parsing import Annotator, load_annotator, sentence_doc  # noqa: E402
from communique.segmentation import load_table  # noqa: E402

LANGUAGES = ("de", "en")
RARE_RELATION = 10  # fewer words do not show what case a relation takes
MEASURED_EVERY = 4  # epochs


@dataclass
class Corpus:
    """Trees to learn from, the treebanks' and the project's own, and by name trees to be measured on."""

    general: list[Tree]
    own: list[Tree]
    tests: dict[str, list[Tree]]


def gather(language: str, recipe: dict[str, Any], data: Path) -> Corpus:
    """Read the treebanks of a recipe; every n-th sentence of each is held out where the recipe says so."""
    corpus = Corpus([], [], {})
    every = recipe["held_out_every"]
    for name in recipe["treebanks"]:
        trees = [
            tree
            for tree in read_trees(data / "ud" / name, language)
            if not tree.name().startswith(tuple(recipe["skip"]))
        ]
        if every:
            corpus.tests[f"{Path(name).stem}, every {every}th"] = trees[::every]
            trees = [tree for place, tree in enumerate(trees) if place % every]
        corpus.general.extend(trees)
    for name in recipe["tests"]:
        corpus.tests[Path(name).stem] = read_trees(data / "ud" / name, language)
    add_own(corpus, language, recipe)
    if recipe["quotes"]:
        set_quotes(corpus.general, recipe["seed"])
    return corpus


def add_own(corpus: Corpus, language: str, recipe: dict[str, Any]) -> None:
    """Add the project's own treebank, weighted and varied; its test file is for measuring alone."""
    folder = HERE / "treebank"
    train, test = folder / f"{language}-train.conllu", folder / f"{language}-test.conllu"
    if train.is_file():
        own = read_trees(train, language)
        corpus.own.extend(own * recipe["own_repeats"])
        corpus.own.extend(variants(own, recipe["own_variants"], recipe["seed"]))
    if test.is_file():
        corpus.tests["own readouts, held out"] = read_trees(test, language)


def example(model: Language, tree: Tree, annotator: Annotator, feats: Sequence[str]) -> Example:
    """Pair what the model will see of a tree with what it should say."""
    return Example(sentence_doc(model, [node.form for node in tree.nodes], annotator), gold_doc(model, tree, feats))


def gold_doc(model: Language, tree: Tree, feats: Sequence[str]) -> Doc:
    nodes = list(enumerate(tree.nodes))
    return Doc(
        model.vocab,
        words=[node.form for _, node in nodes],
        pos=[node.upos for _, node in nodes],
        morphs=[morph(node, feats) for _, node in nodes],
        heads=[place if node.head < 0 else node.head for place, node in nodes],
        deps=["ROOT" if node.head < 0 else node.deprel for _, node in nodes],
    )


def morph(node: Node, feats: Sequence[str]) -> str:
    """Return the features that the model learns, in UD notation."""
    return "|".join(f"{name}={node.feats[name]}" for name in sorted(feats) if name in node.feats)


def known_labels(model: Language, each: Example) -> bool:
    """Tell whether a finished model has the labels of an example; it cannot learn new ones."""
    relations = set(model.get_pipe("parser").labels)
    feats = set(model.get_pipe("morphologizer").labels)
    wanted = (
        "|".join(sorted(filter(None, [*str(token.morph).split("|"), f"POS={token.pos_}"]))) for token in each.reference
    )
    return all(token.dep_ in relations for token in each.reference) and all(label in feats for label in wanted)


def count_cases(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Return, for each relation, the share of its words in each case."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in examples:
        for token in each.reference:
            counts[case_relation(token)].update(token.morph.get("Case"))
    return {
        relation: {case: round(count / cases.total(), 4) for case, count in sorted(cases.items())}
        for relation, cases in sorted(counts.items())
        if cases.total() >= RARE_RELATION
    }


def train(
    language: str, data: Path, *, epochs: int | None = None, base: Path | None = None
) -> tuple[Language, dict[str, Score]]:
    """Train one language by its config, or `base` further in closing epochs, and measure it on what was held out."""
    config = load_config(HERE / f"{language}.cfg")
    recipe = dict(config.pop("recipe"))
    if base is not None:
        recipe |= {"epochs": 0, "closing_epochs": epochs or recipe["closing_epochs"]}
    elif epochs:
        recipe["epochs"] = epochs
    corpus = gather(language, recipe, data)
    annotator = load_annotator(language)
    fix_random_seed(recipe["seed"])
    model = spacy.load(base) if base else load_model_from_config(config, auto_fill=True)
    general, own = (
        [example(model, tree, annotator, recipe["feats"]) for tree in trees] for trees in (corpus.general, corpus.own)
    )
    if base is None:
        model.initialize(lambda: general + own)
    else:
        own = [each for each in own if known_labels(model, each)]
    if recipe["agreement"]:
        model.meta["case_by_relation"] = count_cases(general + own)
    words = [sum(len(each.reference) for each in examples) for examples in (general, own)]
    print(f"{language}: {words[0]} words, and {words[1]} of the project's own", flush=True)
    scores = fit(model, general, own, recipe, lambda: measure(model, annotator, corpus.tests))
    return model, scores


def fit(
    model: Language,
    general: list[Example],
    own: list[Example],
    recipe: dict[str, Any],
    score: Callable[[], dict[str, Score]],
) -> dict[str, Score]:
    """Run the epochs, the closing ones with a share of the general treebanks; leave the averages of the weights."""
    optimizer = Adam(recipe["learn_rate"], L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    draw = random.Random(recipe["seed"])
    sizes = compounding(recipe["batch_words"], recipe["batch_words_end"], 1.001)
    last = recipe["epochs"] + recipe["closing_epochs"]
    for epoch in range(1, last + 1):
        began, losses = time.perf_counter(), dict[str, float]()
        closing = epoch > recipe["epochs"]
        examples = own + (draw.sample(general, int(len(general) * recipe["closing_share"])) if closing else general)
        draw.shuffle(examples)
        optimizer.learn_rate = recipe["learn_rate"] * min(1.0, 1.15 - (epoch - 1) / last)
        for batch in minibatch_by_words(examples, size=sizes, discard_oversize=False):
            model.update(batch, sgd=optimizer, losses=losses, drop=recipe["dropout"])
        print(f"  {epoch:2} {time.perf_counter() - began:4.0f} s, loss {losses['parser']:.0f}", flush=True)
        if epoch % MEASURED_EVERY == 0 or epoch in (recipe["epochs"], last):
            with model.use_params(optimizer.averages):
                scores = score()
            report(scores)
    with model.use_params(optimizer.averages):
        averaged = model.to_bytes()
    model.from_bytes(averaged)
    return scores


def measure(model: Language, annotator: Annotator, tests: dict[str, list[Tree]]) -> dict[str, Score]:
    """Parse the held-out trees on their own tokens."""
    scores, mender = {}, Mender(model, load_table(model.lang))
    for name, trees in tests.items():
        docs = [sentence_doc(model, [node.form for node in tree.nodes], annotator) for tree in trees]
        scores[name] = score_trees(trees, [mender.mend(doc) for doc in model.pipe(docs, batch_size=32)])
    return scores


def report(scores: dict[str, Score]) -> None:
    for name, score in scores.items():
        print(
            f"     {name:32} UAS {score.uas:5.2f} LAS {score.las:5.2f} UPOS {score.upos:5.2f} Case {score.case:5.2f}",
            flush=True,
        )


def store(model: Language, scores: dict[str, Score], out: Path, language: str) -> Path:
    """Write the model beside its place, then swap it in."""
    fresh = Path(tempfile.mkdtemp(prefix=f".{language}-", dir=out))
    model.to_disk(fresh)
    (fresh / "vocab" / "strings.json").write_text("[]", encoding="utf-8")  # the words of the training data
    write_card(fresh / "MODEL.md", language, HERE / f"{language}.cfg", scores)
    fresh.chmod(0o755)
    place, old = out / language, out / f".{language}-old"
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    return place


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=HERE.parent / "src" / "communique" / "models")
    parser.add_argument("--epochs", type=int, help="fewer for a trial")
    parser.add_argument("--resume", action="store_true", help="train the present model further, in closing epochs")
    options = parser.parse_args()
    for language in options.languages:
        began = time.perf_counter()
        base = options.out / language if options.resume else None
        model, scores = train(language, options.data, epochs=options.epochs, base=base)
        place = store(model, scores, options.out, language)
        size = sum(each.stat().st_size for each in place.rglob("*") if each.is_file())
        print(f"{place}: {size / 1e6:.1f} MB, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
