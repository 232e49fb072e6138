"""Where the content of an act stands: the whole complement, from its first to its last word."""

from __future__ import annotations

from collections.abc import Sequence

from communique.evidence import Evidence
from communique.lexicon import Lexicon
from communique.sentences import Sentence, Word
from communique.verbs import has_infinitive_mark, is_finite

EDGE = frozenset(",;.:!?–—-\"“”„'’«»()")
OPENERS = frozenset("„“\"«»('‘")


def content_span(
    sentence: Sentence, heads: Sequence[Word], predicate: Word, stop: frozenset[int], lexicon: Lexicon
) -> Evidence | None:
    """Return the span of the complement under `heads`; `stop` are words of other acts, where a content ends."""
    inside = {word.index for head in heads for word in _without(sentence, head, stop | {predicate.index})}
    inside -= {
        word.index for head in heads for word in sentence.children(head, "cop", "punct") if _equates(head, predicate)
    }
    if not inside:
        return None
    first, last = min(inside), max(inside)
    if predicate.index < first or all(at > predicate.index for at in inside):
        last = _extended(sentence, last, predicate, stop, lexicon)
        last = _without_adjuncts(sentence, max(inside), last, lexicon)
    elif first < predicate.index < last:
        first, last = _one_side(inside, predicate.index)
    return trimmed(sentence, _with_sum(sentence, first, heads), last, lexicon)


def _equates(head: Word, predicate: Word) -> bool:
    """ "Gegenstand war der Krieg", "Themen waren …": the copula is of the predicate, whichever noun it hangs on."""
    return predicate.head == head.index or head.relation == "nsubj" and predicate.upos == "NOUN"


def _with_sum(sentence: Sentence, first: int, heads: Sequence[Word]) -> int:
    """ "30 Millionen Euro": a parser may hang the number beside what is counted."""
    counted = next((head for head in heads if head.index == first), None)
    if counted is None or not first:
        return first
    before = sentence[first - 1]
    if before.head != counted.head or not sentence.children(before, "nummod"):
        return first
    return sentence.subtree(before)[0].index


def _without_adjuncts(sentence: Sentence, own: int, last: int, lexicon: Lexicon) -> int:
    """ "lehnte das Angebot jedoch ab", "weist … mit Nachdruck zurück": what says how or when it was said goes, up to `own`."""
    adjuncts = lexicon.words("clause", "adjuncts")
    while last > own:
        texts = [word.text.casefold() for word in sentence.words[own + 1 : last + 1]]
        length = next((size for size in range(1, len(texts) + 1) if " ".join(texts[-size:]) in adjuncts), 0)
        if not length:
            return last
        last -= length
    return last


def _without(sentence: Sentence, head: Word, stop: frozenset[int]) -> list[Word]:
    """The subtree of `head` without the subtrees of `stop` words in it."""
    found, queue = [head], [head]
    while queue:
        for child in sentence.children(queue.pop()):
            if child.index not in stop:
                found.append(child)
                queue.append(child)
    return found


def _one_side(inside: set[int], predicate: int) -> tuple[int, int]:
    """A complement that a parser strung around its verb: keep the larger side."""
    before, after = [at for at in inside if at < predicate], [at for at in inside if at > predicate]
    side = before if len(before) > len(after) else after
    return min(side), max(side)


def _extended(sentence: Sentence, last: int, predicate: Word, stop: frozenset[int], lexicon: Lexicon) -> int:
    """Go on over phrases after the complement that hang on the predicate but belong to what is said.

    "reaffirmed the commitment to X using the full range …", "… , including with partners": a parser may hang the tail on
    the verb; it stays content up to the next act, clause end or participial.
    """
    while last + 1 < len(sentence):
        after = sentence[last + 1]
        if after.index in stop or any(each.index in stop for each in sentence.ancestors(after) if each.index > last):
            break
        top = _top_under(sentence, after, predicate)
        if top is None or top.relation in (
            "conj",
            "cc",
            "parataxis",
            "nsubj",
            "aux",
            "cop",
            "mark",
            "punct",
            "compound",
        ):
            if (
                top is not None
                and top.relation in ("conj", "cc")
                and _infinitive_goes_on(sentence, top, predicate, lexicon)
            ):
                pass
            elif top is None or top.relation != "punct" or not _reaches(sentence, last + 2, predicate, stop, lexicon):
                break
        elif top.relation == "advcl" and top.index in stop:
            break
        last = (
            after.index
            if top is None or top.relation == "punct"
            else max(word.index for word in _without(sentence, top, stop))
        )
    return last


def _infinitive_goes_on(sentence: Sentence, top: Word, predicate: Word, lexicon: Lexicon) -> bool:
    """ "…, A zu festigen, B zu fördern und C zu verstärken": infinitives a parser strung on the verb are still content."""
    chain = sentence.words[top.index + 1 :] if top.relation == "cc" else (top,)
    infinitive = next((word for word in chain if word.upos in ("VERB", "AUX")), None)
    return (
        infinitive is not None
        and not has_infinitive_mark(sentence, predicate, lexicon)
        and has_infinitive_mark(sentence, infinitive, lexicon)
        and not any(is_finite(word) for word in sentence.children(infinitive, "aux"))
    )


def _reaches(sentence: Sentence, index: int, predicate: Word, stop: frozenset[int], lexicon: Lexicon) -> bool:
    """Tell whether, after a comma, a phrase still hangs on the predicate as its oblique ("…, including …")."""
    if index >= len(sentence) or index in stop:
        return False
    top = _top_under(sentence, sentence[index], predicate)
    if top is not None and top.relation in ("conj", "cc") and top.index not in stop:
        return _infinitive_goes_on(sentence, top, predicate, lexicon)
    return top is not None and top.relation in ("obl", "nmod", "obj") and top.index not in stop


def _top_under(sentence: Sentence, word: Word, predicate: Word) -> Word | None:
    """The child of `predicate` above `word`; None where `word` is not below it."""
    while word.head != predicate.index:
        above = sentence.head(word)
        if above is None:
            return None
        word = above
    return word


def trimmed(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> Evidence | None:
    """The span without punctuation, conjunctions and correlates ("dafür, …") at its edges."""
    correlates = lexicon.words("clause", "correlates")
    while first <= last and (
        sentence[first].text in EDGE and not (sentence[first].text in OPENERS and first < last and sentence[first].text != "-")
        or sentence[first].text.casefold() in correlates and first < last and sentence[first + 1].text == ","
        or sentence[first].upos == "CCONJ" and sentence[first].head <= last and first < last
    ):  # fmt: skip
        first += 1
    while first <= last and (
        sentence[last].text in EDGE - {")", "“", "”", '"', "’", "»"} or sentence[last].relation == "cc"
    ):
        last -= 1
    if first > last:
        return None
    return Evidence(sentence[first].start, sentence[last].end)
