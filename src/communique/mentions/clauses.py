"""A word comes in, the other parts of its clause go out: who acts there beside it, whatever the coordination."""

from __future__ import annotations

from communique.sentences import Sentence, Word

ARGUMENTS = ("nsubj", "obj", "iobj", "obl")
SHARING = ("conj", "xcomp", "advcl")  # clauses whose subject may be that of the clause above
TOLD_OF = ("acl:relcl", "ccomp", "advcl", "csubj")


def verb_of(sentence: Sentence, word: Word) -> Word | None:
    """The predicate of the clause that a word stands in, above the noun phrases around it."""
    for above in sentence.ancestors(word):
        if above.upos in ("VERB", "AUX") or sentence.children(above, "cop", "nsubj"):
            return above
    return None


def subject_of(sentence: Sentence, verb: Word) -> Word | None:
    """The subject of a predicate: its own, that of its relative clause's noun, or the one it shares."""
    own = sentence.children(verb, "nsubj")
    if own:
        relative = "PronType=Rel" in own[0].feats or own[0].xpos in ("PRELS", "PRELAT")
        noun = sentence.head(verb) if relative and verb.relation == "acl" else None
        return noun if noun is not None else own[0]
    above = sentence.head(verb)
    if verb.relation not in SHARING or above is None:
        return None
    if verb.relation == "conj" and above.relation == "acl" and not sentence.children(above, "nsubj"):
        return None
    return subject_of(sentence, above)


def beside(sentence: Sentence, word: Word) -> tuple[Word, ...]:
    """The subject and the other arguments of the clause that a word is an argument of."""
    phrase = word
    while phrase.relation in ("nmod", "appos", "flat", "compound") and (above := sentence.head(phrase)) is not None:
        phrase = above
    verb = verb_of(sentence, phrase)
    if verb is None:
        return ()
    subject = subject_of(sentence, verb)
    others = [each for each in sentence.children(verb, *ARGUMENTS) if each is not phrase]
    if subject is not None and subject is not phrase and subject not in others:
        others.append(subject)
    inside = {each.index for each in sentence.subtree(phrase)}
    return tuple(
        part
        for each in others
        for part in (each, *sentence.children(each, "flat", "appos"))
        if part.index not in inside or each is subject
    )


def is_subordinate(sentence: Sentence, word: Word) -> bool:
    """Tell whether a word stands in a clause that says something about a word or verb outside it."""
    return any(each.deprel in TOLD_OF or each.relation in TOLD_OF for each in (word, *sentence.ancestors(word)))
