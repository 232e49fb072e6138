"""Finds offices in a sentence, with their modifiers before and their "of …" part after, and the party they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from communique.lexicon import Lexicon, Office
from communique.mentions.spans import OfficeMention, PartyMention, Span
from communique.phrases import Match
from communique.sentences import Sentence, Word

SHORTEST_HEAD = 5  # "Rat", "Chef" inside a longer word prove nothing; "-minister", "-sekretär" do
HYPHENS = "-–‑"
LOCAL_RANKS = frozenset(
    {"ambassador", "envoy", "official", "adviser", "body-official", "other", "business", "military"}
)  # "Botschafter in …"
TAIL_WORDS = ("NOUN", "PROPN", "ADJ", "NUM", "X")


def find_offices(
    sentence: Sentence, parties: Sequence[PartyMention], names: frozenset[int], lexicon: Lexicon
) -> list[OfficeMention]:
    """Return the offices of `sentence` in order; `names` are the words known to belong to a person's name."""
    words = [word.text for word in sentence]
    found: list[OfficeMention] = []
    index = 0
    while index < len(words):
        match = lexicon.offices.at(words, index) or _in_compound(sentence[index], lexicon)
        if match is None or sentence[match.last].upos in ("VERB", "AUX", "ADV"):
            index += 1
            continue
        found.append(_office(sentence, match, index, parties, names, lexicon))
        index = found[-1].span.last + 1
    return found


def _in_compound(word: Word, lexicon: Lexicon) -> Match[Office] | None:
    """ "US-Außenminister", "Umweltministerin": the last part is the office."""
    if word.upos not in ("NOUN", "PROPN"):
        return None
    last = word.text.rstrip(HYPHENS)
    for hyphen in HYPHENS:
        last = last.rpartition(hyphen)[2]
    office = lexicon.offices.get(last) if last != word.text else None
    if office is None and not lexicon.folding.split_hyphens:
        heads = (last[at:] for at in range(2, len(last) - SHORTEST_HEAD))
        office = next((found for head in heads if (found := lexicon.offices.get(head.capitalize()))), None)
    return Match(word.index, word.index, office, word.text) if office else None


def _office(
    sentence: Sentence,
    match: Match[Office],
    index: int,
    parties: Sequence[PartyMention],
    names: frozenset[int],
    lexicon: Lexicon,
) -> OfficeMention:
    first, last = index, index + match.last - match.first
    title_first, former = _modifiers(sentence, first, parties, lexicon)
    title_last = _tail(sentence, last, names, lexicon, local=match.value.rank in LOCAL_RANKS)
    inside = [party for party in parties if title_first <= party.span.first and party.span.last <= title_last]
    before = [party for party in inside if party.span.first <= first]
    after = [party for party in inside if party.span.first > first]
    party = before[-1].party if before else after[0].party if after else None
    return OfficeMention(
        Span(sentence.index, first, last), Span(sentence.index, title_first, title_last), match.value, party, former
    )


def _modifiers(sentence: Sentence, first: int, parties: Sequence[PartyMention], lexicon: Lexicon) -> tuple[int, bool]:
    """Step back over "stellvertretender", "Erster", "former" and over the party's adjective or name."""
    former = False
    starts = {party.span.last: party.span.first for party in parties if party.use != "government"}
    while first > 0:
        before = sentence[first - 1]
        if before.index in starts:
            first = starts[before.index]
        elif effect := lexicon.office_modifiers.get(before.text):
            former = former or effect == "former"
            first = before.index
        elif before.text == ")" and (opening := _opening(sentence, before.index)) is not None:
            if opening - 1 not in starts:
                break
            first = starts[opening - 1]
        elif before.text in ("’s", "'s") and before.index - 1 in starts:
            first = starts[before.index - 1]
        else:
            break
    return first, former


def _opening(sentence: Sentence, closing: int) -> int | None:
    return next((at for at in range(closing - 1, max(closing - 4, -1), -1) if sentence[at].text == "("), None)


def _tail(sentence: Sentence, last: int, names: frozenset[int], lexicon: Lexicon, *, local: bool) -> int:
    """The last word of the office's "of …" part: noun phrases chained by genitive or preposition, up to a comma or name."""
    of = lexicon.words("title", "of") if local else lexicon.words("title", "of") - lexicon.words("title", "local")
    articles = lexicon.words("title", "articles") | lexicon.words("groups", "own")  # "in unserem Land"
    index, end = last + 1, last
    while index < len(sentence) and index not in names:
        word = sentence[index]
        small = word.text.casefold()
        if word.upos in TAIL_WORDS and word.text[:1].isalnum() or word.text in ("’s", "'s"):
            if word.text in lexicon.honorifics or _is_loose(sentence, index, last):
                break
            if _starts_office(sentence, index, lexicon) and sentence[index - 1].text.casefold() not in (of | articles):
                break
            end = index
        elif word.upos == "CCONJ" or word.text == "-":
            if not _continues(sentence, index, lexicon, names):
                break
        elif small not in of and not (small in articles and _is_governed(sentence, index, of)):
            break
        index += 1
    return end


def _is_loose(sentence: Sentence, index: int, last: int) -> bool:
    """A bare noun right behind the office belongs to it only in the genitive: "traf der Minister Vertreter …"."""
    word = sentence[index]
    return (
        word.upos == "NOUN"
        and index == last + 1
        and word.feats != ""
        and "Case=" in word.feats
        and "Case=Gen" not in word.feats
    )


def _is_governed(sentence: Sentence, index: int, of: frozenset[str]) -> bool:
    """An article belongs to the tail after a preposition ("für die") or in the genitive ("der Regierung")."""
    return sentence[index - 1].text.casefold() in of or "Case=Gen" in sentence[index].feats


def _starts_office(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    words = [word.text for word in sentence.words[index : index + 6]]
    return lexicon.offices.at(words, 0) is not None or _in_compound(sentence[index], lexicon) is not None


def _continues(sentence: Sentence, index: int, lexicon: Lexicon, names: frozenset[int]) -> bool:
    """ "Außen- und Sicherheitspolitik", "Wirtschaft und Handel": the tail goes on; "und Direktor", "and Jake": it does not."""
    after = index + 1
    while after < len(sentence) and sentence[after].upos in ("ADJ", "DET"):
        if _starts_office(sentence, after, lexicon):
            return False
        after += 1
    if after >= len(sentence) or after in names or sentence[after].upos not in ("NOUN", "PROPN"):
        return False
    if sentence[index - 1].text.endswith("-"):
        return True
    return not _starts_office(sentence, after, lexicon) and sentence[index - 1].upos in ("NOUN", "PROPN", "X")
