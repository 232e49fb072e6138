"""What a verb is in the dictionary, and how it stands in its clause: particle, voice, auxiliaries, subject."""

from __future__ import annotations

from communique.lexicon import Lexicon
from communique.sentences import Sentence, Word

PREDICATE_TAGS = ("VERB", "AUX", "ADJ", "NOUN", "PROPN")


def verb_lemma(sentence: Sentence, word: Word, lexicon: Lexicon) -> str:
    """The dictionary form of a verb with its particle: "wies … zurück" → "zurückweisen", "laid out" → "lay out"."""
    particle = next(iter(sentence.children(word, "compound:prt")), None)
    if particle is None:
        return word.lemma
    if lexicon.table("verbs").get("particle") == "prefix":
        return particle.text.casefold() + word.lemma
    return f"{word.lemma} {particle.text.casefold()}"


def is_passive(sentence: Sentence, verb: Word, lexicon: Lexicon) -> bool:
    """Tell whether a verb stands in the passive; a participle before or after its noun counts as one."""
    if sentence.children(verb, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    if any(child.lemma in lexicon.words("voice", "passive") for child in sentence.children(verb, "aux")):
        return "VerbForm=Part" in verb.feats and lexicon.table("verbs").get("particle") == "prefix"
    if verb.relation == "conj" and "VerbForm=Part" in verb.feats and not sentence.children(verb, "aux", "nsubj"):
        above = sentence.head(verb)
        return above is not None and above.upos == "VERB" and is_passive(sentence, above, lexicon)
    return verb.relation in ("acl", "amod") and "VerbForm=Part" in verb.feats and verb.xpos != "VBG" and "Tense=Pres" not in verb.feats


def first_conjunct(sentence: Sentence, word: Word) -> Word:
    """The first of a coordination that `word` belongs to (itself, where there is none)."""
    while word.relation == "conj" and (above := sentence.head(word)) is not None:
        word = above
    return word


def conjuncts(sentence: Sentence, word: Word) -> tuple[Word, ...]:
    """`word` and everything coordinated below it."""
    found = [word]
    for child in sentence.children(word, "conj"):
        found.extend(conjuncts(sentence, child))
    return tuple(found)
