"""Finds the nouns that name meetings and agreements, with the words that belong to them and what those words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import TypeVar

from communique.lexicon import Lexicon
from communique.mentions.dates import YEAR, dates_in, is_bound
from communique.mentions.names import HYPHENS
from communique.mentions.spans import AgreementMention, DateMention, MeetingMention, PartyMention, Span
from communique.phrases import Phrases
from communique.sentences import Sentence, Word

Entry = TypeVar("Entry")
ORDINAL = re.compile(r"^(\d{1,3})(?:\.|st|nd|rd|th)$")
SHORTEST_SUFFIX = 5  # "-gipfel", "-treffen": shorter compound heads prove too little
OPENING, CLOSING = '„“«»"', '“”»«"'
SMALL_WORDS = 3  # between two capitalised words of a title: "to Address the"
LONGEST_TITLE = 25  # words between the marks
MODIFIERS = ("ADJ", "NUM", "PROPN", "NOUN", "X")
NO_NOUN = "-+0123456789"  # signs of names that do not end in a noun


def is_noun(word: Word) -> bool:
    """Tell whether a word may name a meeting or an agreement (a verb of the same form names nothing)."""
    return word.upos in ("NOUN", "PROPN", "X")


def phrase_span(sentence: Sentence, first: int, last: int) -> Span:
    """The noun phrase around `[first, last]`: adjectives before, the contiguous "with …", "über …" after, to the next comma."""
    head = sentence[last]
    inside = {word.index for word in sentence.subtree(head)}
    while first > 0 and sentence[first - 1].upos in MODIFIERS and _belongs(sentence, sentence[first - 1], head, inside):
        first -= 1
    while last + 1 < len(sentence) and _goes_on(sentence, last + 1, inside, head):
        last += 1
    while last > head.index and sentence[last].upos in ("PUNCT", "CCONJ", "ADP", "DET"):
        last -= 1
    return Span(sentence.index, first, last)


def _belongs(sentence: Sentence, word: Word, head: Word, inside: set[int]) -> bool:
    return word.index in inside or word.head == head.index


def _goes_on(sentence: Sentence, index: int, inside: set[int], head: Word) -> bool:
    word = sentence[index]
    if index not in inside:
        return False
    if word.text == ",":
        return _enumerates(sentence, index + 1, inside, head)
    if word.upos in ("PUNCT",):
        return word.text in "„“”\"'’()«»-–" and word.text not in (",", ";", ".")
    chain = [word, *(each for each in sentence.ancestors(word) if each.index in inside and each.index != head.index)]
    return not any(each.relation in ("advcl", "parataxis") or each.deprel == "acl:relcl" for each in chain)


def _enumerates(sentence: Sentence, index: int, inside: set[int], head: Word) -> bool:
    """After a comma the phrase goes on only within its own list: "über Freundschaft, gute Nachbarschaft und Zusammenarbeit"."""
    if index not in inside:
        return False
    word: Word | None = sentence[index]
    while word is not None and word.relation != "conj" and word.index in inside:
        word = sentence.head(word)
    return (
        word is not None
        and word.relation == "conj"
        and word.index in inside
        and word.head not in (head.index, head.head)
    )


def compound_head(word: Word, lexicon: Lexicon, phrases: Phrases[Entry]) -> Entry | None:
    """ "Abschlusssitzung" → the entry of "Sitzung": German compounds end in their head."""
    if lexicon.folding.split_hyphens or word.upos not in ("NOUN", "PROPN"):
        return None
    text = word.text.rpartition("-")[2] if "-" in word.text else word.text
    if "-" in word.text and (found := phrases.get(text)) is not None:
        return found
    for at in range(3, len(text) - SHORTEST_SUFFIX + 1):
        found = phrases.get(text[at:].capitalize())
        if found is not None:
            return found
    return None


def _named_at(
    sentence: Sentence, words: Sequence[str], index: int, phrases: Phrases[Entry], lexicon: Lexicon
) -> Iterator[tuple[Entry, int]]:
    """The entries whose noun begins at `index`, each with its last word: the form's own, then that of a compound's head."""
    match = phrases.at(words, index)
    if match and (is_noun(sentence[match.last]) or {*NO_NOUN} & {*match.form}):  # "a one-on-one", "Agenda 2030"
        yield match.value, match.last
    if (entry := compound_head(sentence[index], lexicon, phrases)) is not None:
        yield entry, index


def find_meetings(
    sentence: Sentence,
    parties: Sequence[PartyMention],
    dates: Sequence[DateMention],
    lexicon: Lexicon,
) -> list[MeetingMention]:
    """Return the nouns of `sentence` that name a meeting; verbs that report one are acts, not mentions."""
    found: list[MeetingMention] = []
    words = [word.text for word in sentence]
    index = 0
    while index < len(words):
        named = _named_at(sentence, words, index, lexicon.meetings, lexicon)
        entry, last = next((each for each in named if each[0].pos == "NOUN"), (None, index))
        if entry is None or " ".join(words[max(0, last - 1) : last + 1]).casefold() in lexicon.words(
            "meeting", "idioms"
        ):
            index += 1
            continue
        span = phrase_span(sentence, index, last)
        modifiers = [sentence[at] for at in range(span.first, index)]
        folded = {lexicon.folding(word.text) for word in modifiers}
        found.append(
            MeetingMention(
                span=span,
                head=last,
                word=entry,
                parties=tuple(dict.fromkeys(p.party for p in parties if span.first <= p.span.first <= span.last)),
                date=next(
                    (each.value for each in dates_in(dates, span) if not is_bound(sentence, each, lexicon)), None
                ),
                ordinal=_ordinal(modifiers, lexicon),
                definite=_is_definite(sentence, span.first, lexicon),
                status=_status(folded, entry.status, lexicon),
                distinct=not folded.isdisjoint(lexicon.folded_words("meeting", "distinct")),
            )
        )
        index = last + 1
    return found


def _ordinal(modifiers: Sequence[Word], lexicon: Lexicon) -> int | None:
    ordinals = lexicon.calendar.get("ordinal", {})
    for word in modifiers:
        if match := ORDINAL.match(word.text):
            return int(match[1])
        value = ordinals.get(word.text.casefold()) or ordinals.get(word.lemma.casefold())
        if value and value.isdigit():
            return int(value)
    return None


def _is_definite(sentence: Sentence, first: int, lexicon: Lexicon) -> bool:
    before = sentence[first - 1] if first else None
    return before is not None and (
        "Definite=Def" in before.feats or before.text.casefold() in lexicon.words("meeting", "definite")
    )


def _status(folded: Set[str], given: str, lexicon: Lexicon) -> str | None:
    if folded & lexicon.folded_words("meeting", "planned"):
        return "planned"
    if folded & lexicon.folded_words("meeting", "cancelled"):
        return "cancelled"
    return given or None


def _with_link(sentence: Sentence, span: Span, head: int, lexicon: Lexicon) -> Span:
    """The phrase with its "on …", "über …" part, also where a parser hung that on the verb; "a … to do" is not part of it."""
    clause = next((child for child in sentence.children(sentence[head], "acl") if child.index > head), None)
    certain = _is_definite(sentence, span.first, lexicon) or is_particular(sentence, span, head, lexicon)
    if clause is not None and not certain:
        first = sentence.subtree(clause)[0].index
        span = Span(span.sentence, span.first, max(head, min(span.last, first - 1)))
    after = sentence[head + 1] if head + 1 < len(sentence) else None
    if span.last > head or after is None or after.text.casefold() not in lexicon.words("agreement", "links"):
        return span
    noun = sentence.head(after)
    if after.relation != "case" or noun is None or noun.index <= head:
        return span
    own = {word.index for word in sentence.subtree(noun)}
    last = after.index
    while last + 1 in own and sentence[last + 1].upos != "PUNCT":
        last += 1
    return Span(span.sentence, span.first, last)


def _enumerated(sentence: Sentence, span: Span) -> Span:
    """The phrase with all that it enumerates: "über gute Nachbarschaft, *Partnerschaft und Zusammenarbeit*"."""
    last, at = span.last, span.last + 1
    while at < len(sentence) and (sentence[at].text == "," or sentence[at].upos == "CCONJ"):
        joined = sentence[at].upos == "CCONJ"
        at += 1
        while at < len(sentence) and sentence[at].upos in ("ADJ", "DET"):
            at += 1
        if at == len(sentence) or sentence[at].relation != "conj" or not span.first <= sentence[at].head < at:
            break
        at += 1
        if joined:
            last = at - 1
    return Span(span.sentence, span.first, last)


def _alone(sentence: Sentence, span: Span, head: int, lexicon: Lexicon) -> Span:
    """The phrase up to the next agreement told beside it: "das Abkommen über Handel und *das Abkommen* über Kultur"."""
    words = [word.text for word in sentence]
    for at in range(head + 1, span.last + 1):
        if sentence[at].upos != "CCONJ" and sentence[at].text != ",":
            continue
        first = at + 1
        while first <= span.last and sentence[first].upos in ("ADP", "DET", "ADJ", "NUM"):
            first += 1
        if first > at + 1 and next(_named_at(sentence, words, first, lexicon.agreements, lexicon), None):
            return Span(span.sentence, span.first, at - 1)
    return span


def quoted_span(sentence: Sentence, head: int) -> Span | None:
    """A title in quotation marks goes from mark to mark."""
    first = next(
        (at for at in range(head - 1, max(head - LONGEST_TITLE, -1), -1) if sentence[at].text in OPENING + CLOSING),
        None,
    )
    last = next(
        (
            at
            for at in range(head + 1, min(head + LONGEST_TITLE, len(sentence)))
            if sentence[at].text in OPENING + CLOSING
        ),
        None,
    )
    if first is None or last is None or sentence[first].text not in OPENING or sentence[last].text not in CLOSING:
        return None
    return Span(sentence.index, first + 1, last - 1)


def name_span(sentence: Sentence, span: Span, head: int) -> Span:
    """A title written with capitals goes on as long as they do: "Partnership to Address the Climate Crisis 2030"."""
    first, last = _compound_first(sentence, span.first), span.last
    if not sentence[head].text[:1].isupper() or sentence[head].upos != "PROPN":
        return Span(span.sentence, first, last)
    at = last + 1
    while at < len(sentence) and at - last <= SMALL_WORDS:
        word = sentence[at]
        if word.text[:1].isupper() or word.upos == "NUM" and at == last + 1:
            last = at
        elif word.upos not in ("ADP", "DET", "CCONJ", "PART"):
            break
        at += 1
    return Span(span.sentence, first, last)


def _compound_first(sentence: Sentence, first: int) -> int:
    """Where the compound begins whose end is at `first`: at "South" of "South-North Joint Declaration"."""
    while first > 1:
        front, hyphen, back = sentence[first - 2], sentence[first - 1], sentence[first]
        together = hyphen.text in HYPHENS and front.end == hyphen.start and hyphen.end == back.start
        if not together or not front.text[:1].isupper():
            break
        first -= 2
    return first


def _is_title(sentence: Sentence, head: int, lexicon: Lexicon) -> bool:
    """ "Partnership for Global Infrastructure": a word that names a plan only with a capital and what it is for."""
    after = sentence[head + 1].text.casefold() if head + 1 < len(sentence) else ""
    return sentence[head].text[:1].isupper() and after in lexicon.words("agreement", "titles")


def is_particular(sentence: Sentence, span: Span, head: int, lexicon: Lexicon) -> bool:
    """ "a historic agreement": one that is there, though it comes with an indefinite article."""
    modifiers = {lexicon.folding(sentence[at].text) for at in range(span.first, head)}
    return not modifiers.isdisjoint(lexicon.folded_words("agreement", "particular"))


def _is_named(sentence: Sentence, span: Span, first: int, last: int, lexicon: Lexicon) -> bool:
    """A particular agreement: capitals or a year before its noun, quotes, or an "über …", "on …", "vom …" behind it."""
    before = [sentence[at] for at in range(span.first, last)]
    if any(word.text[:1].isupper() and (word.index > 0) for word in before) or last > first:
        return True
    if any(YEAR.match(word.text) for word in before):
        return True  # "the 1975 treaty"
    if span.first and sentence[span.first - 1].text in '„“"«»' and span.first - 1 >= 0:
        return True
    noun = sentence[last].text
    proper = (
        lexicon.agreements.get(noun) is not None
        and compound_head(sentence[last], lexicon, lexicon.agreements) is not None
    )
    if proper and noun[:1].isupper() and _is_definite(sentence, span.first, lexicon):
        return True  # "dem Chemiewaffenübereinkommen"
    after = sentence[last + 1] if last < span.last else None
    if sentence[last].upos == "PROPN" and after is not None and lexicon.folding.split_hyphens:
        return True
    if after is not None and after.text.casefold() in lexicon.words("clause", "infinitive"):
        return _is_definite(sentence, span.first, lexicon)  # "the agreement to establish a boundary"
    return after is not None and (
        after.text.casefold() in lexicon.words("agreement", "links")
        or "Case=Gen" in after.feats
        or after.upos == "PROPN"
        or after.upos == "NUM"  # "Resolution 1701"
    )


def _parties_of(
    sentence: Sentence, span: Span, head: int, parties: Sequence[PartyMention], lexicon: Lexicon
) -> Iterator[str]:
    """The parties in an agreement's phrase; a capital in its name, or where it was reached, is none ("Paris Agreement")."""
    for party in parties:
        if not span.first <= party.span.first <= span.last:
            continue
        before = sentence[party.span.first - 1].text.casefold() if party.span.first else ""
        place = party.span.first < head or before in lexicon.words("meeting", "place")
        if party.use != "government" or not place:
            yield party.party


def find_agreements(
    sentence: Sentence, parties: Sequence[PartyMention], dates: Sequence[DateMention], lexicon: Lexicon
) -> list[AgreementMention]:
    """Return the nouns of `sentence` that name a treaty, statement, memorandum, plan or understanding."""
    found: list[AgreementMention] = []
    words = [word.text for word in sentence]
    index = 0
    while index < len(words):
        entry, last = next(_named_at(sentence, words, index, lexicon.agreements, lexicon), (None, index))
        if entry is None:
            index += 1
            continue
        phrase = _enumerated(sentence, _with_link(sentence, phrase_span(sentence, index, last), last, lexicon))
        span = quoted_span(sentence, last) or _alone(sentence, name_span(sentence, phrase, last), last, lexicon)
        bare = " " not in entry.lemma and entry.lemma.istitle()  # "Partnership", but not "JCPOA"
        if bare and lexicon.folding.split_hyphens and not _is_title(sentence, last, lexicon):
            index = last + 1
            continue
        date = next((mention.value for mention in dates_in(dates, span)), None)
        found.append(
            AgreementMention(
                span=span,
                head=last,
                word=entry,
                parties=tuple(dict.fromkeys(_parties_of(sentence, span, last, parties, lexicon))),
                date=date,
                named=_is_named(sentence, span, index, last, lexicon)
                or is_particular(sentence, span, last, lexicon)
                or date is not None
                and _is_definite(sentence, span.first, lexicon),  # "the agreement signed in 2018"
            )
        )
        index = max(last, span.last) + 1
    return found
