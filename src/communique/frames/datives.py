"""A verb with three roles in, the one that a parser mistook out: names show no case, so a dative may look like anything."""

from __future__ import annotations

from communique.lexicon import Lexicon
from communique.sentences import Sentence, Word
from communique.verbs import is_finite


def strayed_dative(sentence: Sentence, head: Word, lexicon: Lexicon) -> Word | None:
    """Return the name that was read as a second subject or object beside a thing: "gewährte Minister Tanaka eine Audienz"."""
    if lexicon.table("verbs").get("dative") != "bare" or head.upos != "VERB" or _has_dative(sentence, head):
        return None
    subjects = [child for child in sentence.children(head, "nsubj") if child.deprel == "nsubj"]
    objects = [child for child in sentence.children(head, "obj") if not child.upos == "PRON"]
    things = [child for child in objects if not is_bare_name(sentence, child, lexicon)]
    if not things or any(_is_listed(sentence, each) for each in (*subjects, *things)):
        return None  # "die Minister Holm, Tanaka und die Botschafterin": a list that the parser took apart
    opens = head.relation in ("root", "parataxis") and not subjects  # "Beim Bankett ergriff Minister Tanaka das Wort"
    if len(objects) > 1 and not opens and is_bare_name(sentence, objects[0], lexicon):
        return objects[0]
    if (
        len(subjects) > 1
        and _may_be_dative(sentence, subjects[-1], lexicon)
        and _verb_between(sentence, *subjects[-2:])
    ):
        return subjects[-1]
    return None


def is_bare_name(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a phrase is a name, or a title with one, without article or preposition."""
    if sentence.children(word, "det", "case", "det:poss"):
        return False
    named = word.upos == "PROPN" or any(child.upos == "PROPN" for child in sentence.children(word, "appos", "flat"))
    return named or bool(lexicon.party_names.get(word.text))


def _may_be_dative(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """ "liefert der Ukraine Waffen": with this article a second subject is none."""
    articles = lexicon.words("voice", "dative_articles")
    marked = any(child.text.casefold() in articles for child in sentence.children(word, "det"))
    return marked or is_bare_name(sentence, word, lexicon)


def _has_dative(sentence: Sentence, head: Word) -> bool:
    return any(not sentence.children(child, "nummod") for child in sentence.children(head, "iobj"))


def _verb_between(sentence: Sentence, first: Word, second: Word) -> bool:
    """Tell whether the finite verb parts two phrases; side by side they may be one name ("Genosse Kim Jong Un")."""
    return any(is_finite(word) for word in sentence.words[first.index : second.index])


def _is_listed(sentence: Sentence, word: Word) -> bool:
    first = sentence.subtree(word)[0]
    before = sentence[first.index - 1] if first.index else None
    return first.upos == "CCONJ" or before is not None and (before.text == "," or before.upos == "CCONJ")
