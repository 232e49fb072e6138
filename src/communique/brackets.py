"""Mends verb brackets that a parser left open: an auxiliary as root, its participles strung on words between them.

"Beim Gespräch wurden Meinungen über …, … und über … ausgetauscht und Übereinstimmungen bestätigt.": with sixty words between,
a small parser may take the auxiliary for the whole predicate. The participles at the clause's end are its own.
"""

from __future__ import annotations

from dataclasses import replace

from communique.sentences import ROOT, Sentence, Word
from communique.verbs import is_finite, is_participle

CARRIED = ("nsubj", "obj", "iobj", "obl", "advmod", "punct", "advcl", "xcomp", "ccomp", "parataxis", "mark", "discourse")


def close_brackets(sentence: Sentence) -> Sentence:
    """Return the sentence with the participles of an open bracket as its predicates; unchanged where there is none."""
    auxiliary = sentence.root()
    if auxiliary.upos != "AUX" or not is_finite(auxiliary):
        return sentence
    loose = [word for word in sentence.words[auxiliary.index + 1 :] if _is_loose(sentence, word)]
    if not loose or sentence.children(auxiliary, "xcomp", "ccomp"):
        return sentence
    first, others = loose[0], loose[1:]
    words = list(sentence.words)
    words[auxiliary.index] = replace(auxiliary, head=first.index, deprel="aux:pass")
    words[first.index] = replace(first, head=ROOT, deprel="root")
    for word in sentence.children(auxiliary):
        if word.relation in CARRIED and word.index != first.index:
            relation = "nsubj:pass" if word.deprel == "nsubj" else word.deprel
            words[word.index] = replace(words[word.index], head=first.index, deprel=relation)
    for word in others:
        words[word.index] = replace(word, head=first.index, deprel="conj")
    return _without_loops(Sentence(tuple(words), sentence.index, sentence.paragraph), sentence)


def _is_loose(sentence: Sentence, word: Word) -> bool:
    """A participle that modifies no noun, has no auxiliary of its own, and stands before a clause's end or "und"."""
    if word.upos != "VERB" or not is_participle(word) or sentence.children(word, "aux", "aux:pass", "cop"):
        return False
    if word.relation not in ("conj", "root", "parataxis", "dep", "advcl", "acl", "ccomp"):
        return False
    after = sentence.words[word.index + 1 : word.index + 2]
    return not after or after[0].upos in ("PUNCT", "CCONJ")


def _without_loops(mended: Sentence, sentence: Sentence) -> Sentence:
    """The mended tree, unless the mending tied a knot."""
    for word in mended:
        seen, above = {word.index}, mended.head(word)
        while above is not None:
            if above.index in seen:
                return sentence
            seen.add(above.index)
            above = mended.head(above)
    return mended
