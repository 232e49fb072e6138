"""What a verb is in the dictionary, and how it stands in its clause: particle, voice, auxiliaries, subject."""

from __future__ import annotations

from communique.lexicon import Lexicon
from communique.sentences import Sentence, Word


def is_finite(word: Word) -> bool:
    """Tell whether a verb form is finite: "meets", "traf"."""
    return "VerbForm=Fin" in word.feats or "Mood=" in word.feats


def is_infinitive(word: Word) -> bool:
    """Tell whether a verb form is an infinitive."""
    return "VerbForm=Inf" in word.feats


def is_participle(word: Word) -> bool:
    """Tell whether a verb form is a past participle: "met", "getroffen"."""
    return "VerbForm=Part" in word.feats and "Tense=Pres" not in word.feats


def is_gerund(word: Word) -> bool:
    """Tell whether a verb form is a present participle or gerund: "underscoring"."""
    return "VerbForm=Ger" in word.feats or "VerbForm=Part" in word.feats and "Tense=Pres" in word.feats


def has_infinitive_mark(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """Tell whether "to" or "zu" stands with an infinitive, or inside it ("auszuführen")."""
    marks = lexicon.words("clause", "infinitive")
    return word.xpos in lexicon.words("clause", "infinitive_tags") or any(
        child.text.casefold() in marks and child.relation in ("mark", "aux") for child in sentence.children(word)
    )


def verb_lemma(sentence: Sentence, word: Word, lexicon: Lexicon) -> str:
    """The dictionary form of a verb with its particle: "wies … zurück" → "zurückweisen", "laid out" → "lay out"."""
    particle = particle_of(sentence, word, lexicon)
    if particle is None:
        return word.lemma
    if lexicon.table("verbs").get("particle") == "prefix":
        return particle.text.casefold() + word.lemma
    return f"{word.lemma} {particle.text.casefold()}"


def particle_of(sentence: Sentence, verb: Word, lexicon: Lexicon) -> Word | None:
    """The particle of a separated verb; where the parser hung it elsewhere, the one at the end of the verb's clause."""
    particles = sentence.children(verb, "compound:prt")
    if particles:
        known = (each for each in particles if ("VERB", each.text.casefold() + verb.lemma) in lexicon.predicates)
        return next(known, particles[0])
    place = lexicon.table("verbs").get("particle")
    if place == "suffix":
        return _misread_particle(sentence, verb, lexicon)
    if place != "prefix" or not is_finite(verb):
        return None
    for word in sentence.words[verb.index + 1 :]:
        if word.upos == "VERB" and is_finite(word) and word.relation in ("conj", "root") and word.index != verb.index:
            return None
        if (
            word.xpos == "PTKVZ"
            and word.deprel != "compound:prt"
            and ("VERB", word.text.casefold() + verb.lemma) in lexicon.predicates
        ):
            return word
    return None


def _misread_particle(sentence: Sentence, verb: Word, lexicon: Lexicon) -> Word | None:
    """A particle that the parser took for an adverb: "put forward", "handed over"."""
    return next(
        (
            word for word in sentence.children(verb, "advmod")
            if word.upos in ("ADP", "ADV") and ("VERB", f"{verb.lemma} {word.text.casefold()}") in lexicon.predicates
        ),
        None,
    )  # fmt: skip


def is_passive(sentence: Sentence, verb: Word, lexicon: Lexicon) -> bool:
    """Tell whether a verb stands in the passive; a participle before or after its noun counts as one."""
    if sentence.children(verb, "aux:pass", "nsubj:pass", "csubj:pass"):
        return True
    if any(child.lemma in lexicon.words("voice", "passive") for child in sentence.children(verb, "aux")):
        return is_participle(verb) and lexicon.table("verbs").get("particle") == "prefix"
    if verb.relation == "conj" and is_participle(verb) and not sentence.children(verb, "aux", "nsubj"):
        above = sentence.head(verb)
        return above is not None and above.upos == "VERB" and is_passive(sentence, above, lexicon)
    return verb.relation in ("acl", "amod") and is_participle(verb)


def first_conjunct(sentence: Sentence, word: Word) -> Word:
    """The first of a coordination that `word` belongs to (itself, where there is none)."""
    while word.relation == "conj" and (above := sentence.head(word)) is not None:
        word = above
    return word


def conjuncts(sentence: Sentence, word: Word) -> tuple[Word, ...]:
    """`word` and everything coordinated below it."""
    found = [word]
    for child in sentence.children(word, "conj", "appos", "list"):
        if child.relation == "conj" or _is_listed(sentence, word, child):
            found.extend(conjuncts(sentence, child))
    return tuple(found)


def _is_listed(sentence: Sentence, word: Word, child: Word) -> bool:
    """ "A, B und C berieten": a name behind a comma is a member of the list that goes on behind it, no apposition."""
    if word.upos != "PROPN" or child.upos != "PROPN" or sentence[child.index - 1].text != ",":
        return False
    later = (*sentence.children(child, "conj"), *sentence.children(word, "conj"))
    return any(each.upos == "PROPN" and each.index > child.index for each in later)


def closes_clause(sentence: Sentence, word: Word) -> bool:
    """Tell whether a clause ends with this word, or with the verb behind it."""
    after = sentence.words[word.index + 1 : word.index + 2]
    return not after or after[0].upos in ("PUNCT", "CCONJ", "VERB", "AUX")
