"""Finds the words of a sentence that say who was present, "Zugegen waren A und B", and who led: "headed by C"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.lexicon import Lexicon
from communique.sentences import Sentence, Word
from communique.verbs import conjuncts, verb_lemma


def attendance_words(sentence: Sentence, lexicon: Lexicon) -> tuple[Word, ...]:
    """Return every word that may name somebody present; nothing where a sentence does not speak of presence."""
    found = sentence.notes.get("attendance")
    if found is None:
        found = sentence.notes["attendance"] = tuple(_attendance_words(sentence, lexicon))
    return found


def present_at(sentences: Iterable[Sentence], lexicon: Lexicon) -> frozenset[tuple[int, int]]:
    """Return where a document names somebody present, as (sentence, word)."""
    return frozenset((each.index, word.index) for each in sentences for word in attendance_words(each, lexicon))


def _attendance_words(sentence: Sentence, lexicon: Lexicon) -> Iterator[Word]:
    yield from company_words(sentence, lexicon)
    cues = lexicon.words("presence", "attending") - lexicon.words("presence", "company")
    for head in sentence:
        if any(cue in cues for cue in _cues(sentence, head, lexicon)) or _is_there(sentence, head, lexicon):
            if not _agents(sentence, head, lexicon):
                outside = _attended(sentence, head, lexicon)
                yield from (word for word in sentence if word.index not in outside)
        elif head.lemma in lexicon.words("presence", "circle") or head.text.casefold() in lexicon.words(
            "presence", "circle"
        ):
            yield from _members(sentence, head, lexicon)


def company_words(sentence: Sentence, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words of who came along with somebody: "in Begleitung von A", "accompanied by B"."""
    for head in sentence:
        if head.lemma in lexicon.words("presence", "company"):
            for child in sentence.children(head, "nmod", "conj"):
                if child.index > head.index:
                    yield from sentence.subtree(child)
        for agent in _agents(sentence, head, lexicon):
            yield from sentence.subtree(agent)


def leading_words(sentence: Sentence, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words of who leads a side: "a delegation headed by A", "unter Leitung von B", "Gastgeber war C".

    So does whom others accompany.
    """
    leading = lexicon.words("presence", "leading")
    for head in sentence:
        if head.lemma in lexicon.words("presence", "agents"):
            for led in sentence.children(head, "nsubj:pass", "obj"):
                yield from conjuncts_with_names(sentence, led)
        if head.lemma not in leading and head.text.casefold() not in leading:
            continue
        above = sentence.head(head)
        for agent in sentence.children(head, "obl:agent", "nmod"):
            yield from conjuncts_with_names(sentence, agent)
        if head.upos == "VERB" and not sentence.children(head, "obl:agent"):
            yield from _subject(sentence, head)
        if sentence.children(head, "cop"):
            yield from _subject(sentence, head)
        elif above is not None and sentence.children(above, "cop") and head.relation == "nsubj":
            yield from conjuncts_with_names(sentence, above)  # "Gastgeber war Präsident X"
        elif (
            above is not None and head.relation in ("obl", "obj") and above.lemma in lexicon.words("presence", "empty")
        ):
            yield from _subject(sentence, above)


def partner_words(sentence: Sentence, meeting: Word, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words of who meets whom in a meeting's own phrase: "das Gespräch zwischen A und B", "A's call with B"."""
    partners = lexicon.words("presence", "partners")
    for child in sentence.children(meeting, "nmod", "nmod:poss"):
        cases = {case.text.casefold() for case in sentence.children(child, "case")}
        if cases & partners or not cases and child.index > meeting.index or child.deprel == "nmod:poss":
            yield from conjuncts_with_names(sentence, child)


def conjuncts_with_names(sentence: Sentence, word: Word) -> Iterator[Word]:
    """A noun phrase's own words, with its names in apposition and its conjuncts, but not what is told of them."""
    for each in conjuncts(sentence, word):
        yield each
        for child in sentence.children(each, "appos", "flat", "nmod:desc"):
            yield child
            yield from sentence.children(child, "flat")


def _subject(sentence: Sentence, verb: Word) -> Iterator[Word]:
    for subject in sentence.children(verb, "nsubj"):
        yield from conjuncts_with_names(sentence, subject)


def _cues(sentence: Sentence, head: Word, lexicon: Lexicon) -> Iterator[str]:
    """What a word may be in the list of cues: itself, with its particle, its noun ("take part"), its preposition ("on hand")."""
    yield from (head.lemma, head.lemma.casefold(), head.text.casefold())
    yield verb_lemma(sentence, head, lexicon)
    yield from (f"{head.lemma} {child.lemma}" for child in sentence.children(head, "obj", "obl"))
    if sentence.children(head, "cop"):
        yield from (f"{case.text.casefold()} {head.lemma}" for case in sentence.children(head, "case"))


def _is_there(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """ "Mit dabei waren A und B", "Present there were A and B": an adverb that tells of presence only as a predicate."""
    if word.text.casefold() not in lexicon.words("presence", "adverbs"):
        return False
    there = any(sentence.children(clause, "expl") for clause in sentence.children(word, "ccomp"))
    return there or bool(sentence.children(word, "cop"))


def _agents(sentence: Sentence, head: Word, lexicon: Lexicon) -> tuple[Word, ...]:
    return sentence.children(head, "obl:agent") if head.lemma in lexicon.words("presence", "agents") else ()


def _members(sentence: Sentence, circle: Word, lexicon: Lexicon) -> Iterator[Word]:
    """Who belongs to a circle: "Zur Delegation gehörten A und B", "Other participants were A and B"."""
    above = sentence.head(circle)
    if above is not None and above.lemma in lexicon.words("presence", "members"):
        circle, above = above, sentence.head(above)  # "Mitglieder der Delegation waren …"
    if sentence.children(circle, "cop"):
        yield from sentence.subtree(circle)
        return
    belonging = lexicon.words("presence", "belonging")
    if above is None or not (
        sentence.children(above, "cop") or {above.lemma, verb_lemma(sentence, above, lexicon)} & belonging
    ):
        return
    own = {word.index for word in sentence.subtree(circle)}
    yield from (word for word in sentence.subtree(above) if word.index not in own)


def _attended(sentence: Sentence, head: Word, lexicon: Lexicon) -> set[int]:
    """What the people attended, which is no one of them."""
    top = head
    while top.relation == "conj" and (above := sentence.head(top)) is not None:
        top = above
    outside = lexicon.words("presence", "outside")
    phrases = (*sentence.children(head, "obl", "obj"), *sentence.children(top, "obl"))
    return {
        word.index
        for phrase in phrases
        if phrase.relation == "obj"
        or any(case.text.casefold() in outside for case in sentence.children(phrase, "case"))
        for word in sentence.subtree(phrase)
    }
