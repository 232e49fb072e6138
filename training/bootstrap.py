"""Sentences come in, one a line (a file or standard input); CoNLL-U parsed by the bundled model goes out.

python training/bootstrap.py de [sentences.txt] > draft.conllu
python training/bootstrap.py de --words [words.txt]     tokens already separated by single spaces
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from communique.parsing import BundledParser  # noqa: E402
from communique.sentences import Sentence  # noqa: E402


def block(sentence: Sentence, name: str, text: str) -> str:
    """Print one tree with its text and `SpaceAfter=No`, as treebanks have it."""
    lines = [f"# sent_id = {name}", f"# text = {text[sentence.start : sentence.end]}"]
    for word in sentence:
        follower = sentence[word.index + 1] if word.index + 1 < len(sentence) else None
        misc = "SpaceAfter=No" if follower is not None and follower.start == word.end else "_"
        columns = (
            word.index + 1,
            word.text,
            word.lemma,
            word.upos,
            word.xpos or "_",
            word.feats or "_",
            word.head + 1,
            word.deprel,
        )
        lines.append("\t".join(map(str, columns)) + f"\t_\t{misc}")
    return "\n".join(lines) + "\n\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("language")
    arguments.add_argument("file", nargs="?", type=Path)
    arguments.add_argument("--words", action="store_true", help="the input is tokenised")
    options = arguments.parse_args()
    text = options.file.read_text(encoding="utf-8") if options.file else sys.stdin.read()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    parser = BundledParser(options.language)
    number = 0
    for line in lines:
        sentences = parser.parse_words([line.split()]) if options.words else parser.parse(line)
        for sentence in sentences:
            number += 1
            sys.stdout.write(block(sentence, f"{options.language}-{number}", line))


if __name__ == "__main__":
    main()
