"""Finds names that are gone: what was to lead to a name, and no name.

A page that sets names in markup of their own loses them when the markup is dropped; what stood around them stays. Six
scars show it: an honorific alone; two marks in a row; a preposition before nothing; a comma with an office behind it and
nobody before; an office without article where only a name could follow; a sentence that begins with its verb.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from communique.evidence import Evidence
from communique.lacunae.scar import MISSING_NAME, Lacuna
from communique.lexicon import Lexicon
from communique.mentions.people import Found
from communique.mentions.spans import OfficeMention
from communique.sentences import FULL_STOPS, POSSESSIVES, Sentence, Word
from communique.verbs import is_finite

ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod"})
DETERMINERS = frozenset({"det", "det:poss", "nmod:poss"})
LEADING = frozenset({"ADP", "VERB", "AUX", "SCONJ", "PUNCT", "ADV"})  # may stand before an argument's first word
NAMES = frozenset({"PROPN", "X"})
MARKS = frozenset({",", ".", ";", ")"})
QUOTES = '„“”"»«'
NO_END = "-–(:/"


def names_lost(found: Sequence[Found], lexicon: Lexicon) -> list[Lacuna]:
    """Return the places where a name is gone, at most one for each word."""
    lacunae: list[Lacuna] = []
    as_names = _titles_as_names(found, lexicon)
    for each in found:
        seen: set[int] = set()
        for word, first in sorted(_gaps(each, as_names, lexicon), key=lambda gap: gap[0].index):
            if not seen & set(range(first.index, word.index + 1)):
                seen.update(range(first.index, word.index + 1))
                lacunae.append(Lacuna(MISSING_NAME, Evidence(first.start, word.end), each.sentence.index))
    return lacunae


def _titles_as_names(found: Sequence[Found], lexicon: Lexicon) -> Collection[str]:
    """Offices that the text uses in place of their holders' names ("Prime Minister thanked"): often, and once with one."""
    named = {office.office.id for each in found for name in each.names for office in name.offices}
    bare = Counter(
        office.office.id
        for each in found
        for office in _without_holder(each)
        if office.office.id in named and _is_bare(each, office, lexicon)
    )
    return {office for office, times in bare.items() if times > 1}


def _gaps(found: Found, as_names: Collection[str], lexicon: Lexicon) -> Iterator[tuple[Word, Word]]:
    """The last word before each gap, and the first of the words that lead to it."""
    sentence = found.sentence
    yield from _after_honorific(sentence, lexicon)
    if sentence.words[-1].text[-1:] not in FULL_STOPS:
        return  # a headline says less
    yield from _between_marks(found)
    yield from _after_preposition(sentence, lexicon)
    yield from _beside_office(found, as_names, lexicon)
    yield from _at_beginning(sentence)


def _after_honorific(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Word, Word]]:
    """ "dem Genossen" and then nothing that could be a name."""
    cues = lexicon.words("lacunae", "before_name")
    for word in sentence:
        if word.text not in cues or _has_name(sentence, word, lexicon):
            continue
        before = sentence[word.index - 1] if word.index else None
        if before is None or before.upos != "DET":
            yield word, word
        elif word.text not in lexicon.words("lacunae", "also_nouns"):  # "seine Frau"
            yield word, before


def _has_name(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """A name, another title or a noun may follow at once; a comma, verb, small word or the end may not."""
    following = _after(sentence, word)
    if following is None:
        return False
    if following.upos in ("PROPN", "NOUN", "X", "NUM") or following.text[:1].isupper():
        return True
    if following.upos == "ADJ":
        noun = _after(sentence, following)
        return noun is not None and noun.upos in ("NOUN", "PROPN")
    if following.text.casefold() in lexicon.words("title", "articles"):
        return True
    plural = lexicon.words("lacunae", "plural_articles")
    return "Number=Plur" in word.feats or any(child.text.casefold() in plural for child in sentence.children(word))


def _between_marks(found: Found) -> Iterator[tuple[Word, Word]]:
    """ "the President, , thanked", "his envoy ( )": two marks in a row with nothing between them."""
    sentence = found.sentence
    for word in sentence.words[1:-1]:
        after = sentence[word.index + 1]
        if (word.text, after.text) == ("(", ")") or word.text == "," and after.text in MARKS - {")"}:
            before = sentence[word.index - 1]
            office = next((each for each in found.offices if each.title.last == before.index), None)
            yield before, sentence[office.title.first] if office else before


def _after_preposition(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Word, Word]]:
    """ "He met with, Prime Minister of Japan, and": a preposition and then a mark, "and", a verb, or the end."""
    for word in sentence:
        after = _after(sentence, word)
        if after is None or word.text.casefold() not in lexicon.words("lacunae", "before_object"):
            continue
        if _is_before_title(sentence, after, lexicon):
            yield word, word
        elif _cannot_be_object(word, after, lexicon) and not _may_stand_alone(sentence, word, after, lexicon):
            yield word, word


def _cannot_be_object(word: Word, after: Word, lexicon: Lexicon) -> bool:
    if after.text in MARKS or after.text.casefold() in POSSESSIVES:
        return True
    if lexicon.folding.split_hyphens:  # "the impact of and the need for", "the country he came from is"
        return False
    return after.upos == "CCONJ" or after.upos == "AUX" and is_finite(after)


def _is_before_title(sentence: Sentence, after: Word, lexicon: Lexicon) -> bool:
    """ "sprach mit, dem Präsidenten Finnlands,": what the apposition explains is gone."""
    article = _after(sentence, after)
    office = _after(sentence, article) if article is not None else None
    if after.text != "," or office is None or article is None or article.upos != "DET":
        return False
    return article.text.casefold() in lexicon.words("title", "articles") and office.text in lexicon.offices


def _may_stand_alone(sentence: Sentence, word: Word, after: Word, lexicon: Lexicon) -> bool:
    """Tell a preposition whose object is lost from a particle, from a stranded one, and from "with and without"."""
    if word.deprel == "compound:prt" or word.xpos == "PTKVZ" or word.upos not in ("ADP", "SCONJ", "PART"):
        return True
    further = _after(sentence, after)
    if after.upos == "CCONJ" and (further is None or further.upos in ("ADP", "ADV", "PART")):
        return True  # "zwischen und innerhalb"
    prefix = word.text.casefold()
    if lexicon.table("verbs").get("particle") == "prefix":  # "Er teilte es mit."
        return any(("VERB", prefix + each.lemma) in lexicon.predicates for each in sentence if each.upos == "VERB")
    opening = lexicon.words("lacunae", "strands")  # "whom he met with, ", "nobody to talk to"
    return any(each.text.casefold() in opening for each in sentence.words[: word.index])


def _beside_office(found: Found, as_names: Collection[str], lexicon: Lexicon) -> Iterator[tuple[Word, Word]]:
    """An office with nobody to hold it: "thanked , Minister of Trade", "Außenminister betonte"."""
    sentence = found.sentence
    for office in _without_holder(found):
        first = sentence[office.title.first]
        before = sentence[first.index - 1] if first.index else None
        if before is not None and before.text == "," and _explains_nobody(sentence[before.index - 1], lexicon):
            yield sentence[before.index - 1], sentence[before.index - 1]
        elif office.office.id not in as_names and _is_bare(found, office, lexicon):
            yield sentence[_last(office)], first


def _without_holder(found: Found) -> Iterator[OfficeMention]:
    held = {office.span for name in found.names for office in name.offices}
    yield from (office for office in found.offices if office.span not in held and not _is_led(found, office))


def _explains_nobody(earlier: Word, lexicon: Lexicon) -> bool:
    """What stands before the comma of an apposition, and is no person."""
    if earlier.upos in ("VERB", "AUX"):
        return is_finite(earlier)
    return (
        earlier.upos in ("ADP", "CCONJ") or earlier.upos == "NOUN" and earlier.lemma in lexicon.words("side", "nouns")
    )


def _is_led(found: Found, office: OfficeMention) -> bool:
    """A name stands right behind the office, or another office that leads to one."""
    behind = (office.title.last + 1, office.title.last + 2)
    firsts = [name.span.first for name in found.names] + [each.span.first for each in found.offices]
    return any(first in behind for first in firsts)


def _is_bare(found: Found, office: OfficeMention, lexicon: Lexicon) -> bool:
    """One office, not several, with no article or anything else that could stand for one, as a part of its clause."""
    sentence, head = found.sentence, _top(found.sentence, office)
    first = office.title.first
    before = sentence[first - 1] if first else None
    beside_name = before is not None and before.upos == "CCONJ" and _ends_name(found, before.index - 1)
    listed = head.relation == "conj" and (beside_name or before is not None and before.upos == "ADP")
    if not (head.relation in ARGUMENTS or listed) or not _is_singular(sentence, office, head, before, lexicon):
        return False
    if (
        not head.text[:1].isupper()
        or head.text.isupper()
        or head.text.endswith("-")
        or sentence.children(head, *DETERMINERS, "cop", "flat")
    ):
        return False
    roles = lexicon.words("lacunae", "roles")
    if before is not None:
        small = before.text.casefold()
        if not (before.upos in LEADING or beside_name) or small in roles or before.text in QUOTES:
            return False
        if small in lexicon.words("lacunae", "contracted"):
            return False
    above = sentence.head(head)
    if above is None or above.lemma in roles or sentence.children(above, "cop"):
        return False
    return _ends_bare(sentence, sentence[office.title.last], lexicon)


def _ends_bare(sentence: Sentence, last: Word, lexicon: Lexicon) -> bool:
    """What follows is no name and nothing that the title shares one with ("President and Chairman Kim")."""
    after = _after(sentence, last)
    if after is None or after.upos in ("NOUN", "PROPN", "ADJ", "X") or after.text in NO_END or after.text[:1].isupper():
        return False
    if after.text.casefold() in POSSESSIVES:
        return False  # "President’s Office"
    if after.upos != "CCONJ":
        return True
    further = _after(sentence, after)
    return further is not None and (
        further.upos == "DET" or further.upos in NAMES and further.text not in lexicon.offices
    )


def _last(office: OfficeMention) -> int:
    """Where the name was to follow: behind the "of …" part that names a party, else behind the office itself."""
    return office.title.last if office.party is not None else office.span.last


def _ends_name(found: Found, index: int) -> bool:
    return any(name.span.last == index for name in found.names)


def _top(sentence: Sentence, office: OfficeMention) -> Word:
    """The word of an office on which its others hang."""
    inside = sentence.words[office.span.first : office.span.last + 1]
    return next((word for word in inside if not office.span.covers(word.head)), inside[-1])


def _is_singular(sentence: Sentence, office: OfficeMention, head: Word, before: Word | None, lexicon: Lexicon) -> bool:
    """Many offices have one form for both numbers ("Minister"): then the verb or the preposition must tell."""
    inside = sentence.words[office.span.first : office.span.last + 1]
    if any("Number=Plur" in word.feats or word.text.casefold().endswith("s") for word in inside):
        return False
    if not head.text.endswith(tuple(lexicon.words("lacunae", "like_plural"))):
        return True
    above = sentence.head(head)
    if head.relation == "nsubj" and above is not None:
        finite = (above, *sentence.children(above, "aux", "aux:pass"))
        return any("Number=Sing" in word.feats and is_finite(word) for word in finite)
    datives = lexicon.words("lacunae", "dative_prepositions")
    return before is not None and before.text.casefold() in datives and not head.text.endswith("n")


def _at_beginning(sentence: Sentence) -> Iterator[tuple[Word, Word]]:
    """ "met with the delegation.": a sentence that begins with its verb, or with a mark, has lost its subject."""
    first = sentence.words[0]
    small = first.text[:1].islower() and first.upos in ("VERB", "AUX") and is_finite(first)
    if small or first.text in {",", ";"}:
        yield first, first


def _after(sentence: Sentence, word: Word) -> Word | None:
    return sentence[word.index + 1] if word.index + 1 < len(sentence) else None
