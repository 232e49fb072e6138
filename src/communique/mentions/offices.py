"""Finds offices in a sentence, with their modifiers before and their "of …" part after, and the party they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from communique.entries import Office
from communique.lexicon import Lexicon
from communique.mentions.spans import OfficeMention, PartyMention, Span
from communique.phrases import Match
from communique.sentences import POSSESSIVES, Sentence, Word

SHORTEST_HEAD = 5  # "Rat", "Chef" inside a longer word prove nothing; "-minister", "-sekretär" do
HYPHENS = "-–‑"
LOCAL_RANKS = frozenset(
    {"ambassador", "envoy", "official", "adviser", "body-official", "other", "business", "military"}
)  # "Botschafter in …"
NAME_TAGS = ("PROPN", "X")
HONORIFIC_REACH = 2  # words before the last of "His Royal Highness"
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
        if match is None or not _is_office(sentence, match, found[-1] if found else None, lexicon):
            index += 1
            continue
        found.append(_office(sentence, match, index, parties, names, lexicon))
        index = found[-1].span.last + 1
    return found


def _is_office(sentence: Sentence, match: Match[Office], before: OfficeMention | None, lexicon: Lexicon) -> bool:
    """Tell an office from a word or a name that looks like one: "executive", "Stephen King", "Sovereign Council"."""
    word = sentence[match.last]
    if word.upos in ("VERB", "AUX", "ADV"):
        return False
    if match.first < match.last:
        return True
    if word.upos == "ADJ" and word.text.islower() or _goes_on_name(sentence, word, lexicon):
        return False
    after = sentence[match.last + 1] if match.last + 1 < len(sentence) else None
    if after is not None and word.relation == "compound" and after.text.casefold() in lexicon.words("names", "things"):
        return False
    return not _is_given_name(sentence, word.index, before, lexicon)


def _goes_on_name(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """ "Markus Leitner", "Bui Thanh Son": hung on a name as its last word."""
    head, before = sentence.head(word), sentence[word.index - 1]
    if word.relation != "flat" or head is None or head.index >= word.index or head.upos not in NAME_TAGS:
        return False
    grown = before.index == head.index or before.relation == "flat" and before.head == head.index
    return grown and lexicon.offices.get(head.text) is None and head.text not in lexicon.honorifics


def _is_given_name(sentence: Sentence, index: int, before: OfficeMention | None, lexicon: Lexicon) -> bool:
    """ "Minister Sultan bin Saad", "der Außenminister, Amir Khan": an office already stands before, or a name goes on."""
    if not lexicon.is_given_name(sentence[index].text) or index + 1 >= len(sentence):
        return False
    after = sentence[index + 1]
    if after.text in HYPHENS and after.start == sentence[index].end:
        return True  # "Amir-Abdollahian"
    if after.upos not in NAME_TAGS or not index:
        return False
    comma = sentence[index - 1].text == ","
    led = before is not None and before.title.last == index - 1 - comma
    return led or sentence[index - 1].upos == "ADP" and not lexicon.folding.split_hyphens


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
    title_first, effects = _modifiers(sentence, first, last, parties, names, lexicon)
    title_last = _tail(sentence, last, names, lexicon, local=match.value.rank in LOCAL_RANKS)
    inside = [party for party in parties if title_first <= party.span.first and party.span.last <= title_last]
    before = [party for party in inside if party.span.first <= first]
    after = [party for party in inside if party.span.first > first and not _is_destination(sentence, party, lexicon)]
    party = before[-1].party if before else after[0].party if after else None
    span, title = Span(sentence.index, first, last), Span(sentence.index, title_first, title_last)
    value = _refined(sentence, span, title, inside, lexicon) or match.value
    if "deputy" in effects:
        value = lexicon.office(f"deputy-{value.id}") or value
    return OfficeMention(span, title, value, party, "former" in effects)


def _refined(
    sentence: Sentence, span: Span, title: Span, parties: Sequence[PartyMention], lexicon: Lexicon
) -> Office | None:
    """The office of the whole title but for its parties: "Präsident des (rumänischen) Senats"; None where it is no other."""
    kept = [
        at
        for at in range(title.first, title.last + 1)
        if at == span.first or not any(p.span.covers(at) for p in parties)
    ]
    words = [sentence[at].text for at in kept]
    for start in range(kept.index(span.first) + 1):
        match = lexicon.offices.at(words, start)
        if match is not None and kept[match.last] >= span.last and match.last - match.first > span.last - span.first:
            return match.value
    return None


def _is_destination(sentence: Sentence, party: PartyMention, lexicon: Lexicon) -> bool:
    """ "Botschafter in Rabat", "Special Envoy for Syria": where somebody is sent is not for whom he acts."""
    at = party.span.first - 1
    while at > 0 and sentence[at].upos in ("DET", "ADJ"):
        at -= 1
    return sentence[at].text.casefold() in lexicon.words("title", "local") | lexicon.words("title", "topic")


def _modifiers(
    sentence: Sentence,
    first: int,
    last: int,
    parties: Sequence[PartyMention],
    names: frozenset[int],
    lexicon: Lexicon,
) -> tuple[int, set[str]]:
    """Step back over "stellvertretender", "Erster", "former", over the party and over nouns before the office.

    Returns where the title begins, and what its modifiers do to the office.
    """
    effects: set[str] = set()
    starts = {party.span.last: party.span.first for party in parties if party.use != "government"}
    overlapping = [party.span.first for party in parties if party.span.first < first <= party.span.last]
    first = min([first, *overlapping])  # "Chinese [Communist Party Politburo Member]"
    while first > 0:
        before = sentence[first - 1]
        if before.index in starts:
            if _has_own_article(sentence, starts[before.index]):
                break
            first = starts[before.index]
        elif effect := lexicon.office_modifiers.get(before.text):
            effects.add(effect)
            first = before.index
        elif before.index not in names and _is_compound(sentence, before, first, last, lexicon):
            first = before.index
        elif before.text == ")" and (opening := _opening(sentence, before.index)) is not None:
            named = sentence[opening - 1]  # "Central Command (CENTCOM) Commander"
            if named.index not in starts and not _is_compound(sentence, named, first, last, lexicon):
                break
            first = starts.get(named.index, named.index)
        elif before.text in POSSESSIVES and before.index - 1 in starts:
            first = starts[before.index - 1]
        else:
            break
    return first, effects


def _has_own_article(sentence: Sentence, party: int) -> bool:
    """ "empfing im Palast des Vatikans Kanzlerin X": the article is the party's, which belongs to the noun before."""
    article = sentence[party - 1] if party else None
    return article is not None and "Case=Gen" in article.feats and article.upos == "DET" and article.head == party


def _is_compound(sentence: Sentence, word: Word, first: int, last: int, lexicon: Lexicon) -> bool:
    """ "Central Command Commander", "Blue Economy Minister": nouns with capitals that the tree puts under the office."""
    below = word.relation == "compound" and first <= word.head <= last
    if lexicon.offices.get(word.text) is not None or _is_honorific(sentence, word, lexicon):
        return False
    return below and word.text[:1].isupper() and word.upos in ("PROPN", "NOUN", "ADJ")


def _is_honorific(sentence: Sentence, word: Word, lexicon: Lexicon) -> bool:
    """ "Honourable", and the "Majesty" of "His Majesty"."""
    words = [each.text for each in sentence.words[: word.index + 1]]
    return lexicon.honorifics.ending_at(words, word.index, HONORIFIC_REACH) is not None


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
        if word.upos in TAIL_WORDS and word.text[:1].isalnum() or _is_apostrophe(word):
            if word.text in lexicon.honorifics or _is_loose(sentence, index, last, lexicon):
                break
            if _starts_office(sentence, index, lexicon) and sentence[index - 1].text.casefold() not in (of | articles):
                break
            end = index
        elif word.upos == "CCONJ" or word.text == "-":
            if not _continues(sentence, index, lexicon, names):
                break
        elif small in of or small in lexicon.words("title", "local") and _leads_to_house(sentence, index, lexicon):
            pass
        elif not (small in articles and _is_governed(sentence, index, of)):
            break
        index += 1
    return end


def _is_apostrophe(word: Word) -> bool:
    """ "Norway's", "the Workers' Party"."""
    return word.text.casefold() in POSSESSIVES or word.upos == "PART" and word.text in ("'", "’")


def _leads_to_house(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """ "Staatssekretär im Auswärtigen Amt": a house is part of any title, a place only of some."""
    after = index + 1
    while after < len(sentence) and sentence[after].upos in ("DET", "ADJ", "PROPN"):
        if sentence[after].text.casefold() in lexicon.words("title", "houses"):
            return True
        after += 1
    return after < len(sentence) and sentence[after].text.casefold().endswith(tuple(lexicon.words("title", "houses")))


def _is_loose(sentence: Sentence, index: int, last: int, lexicon: Lexicon) -> bool:
    """A bare noun right behind the office belongs to it only in the genitive: "traf der Minister Vertreter …".

    Behind a thing it goes on: "Leiter der Abteilung Frieden und Sicherheit".
    """
    word = sentence[index]
    if lexicon.offices.get(sentence[last].text) is None and _in_compound(sentence[last], lexicon) is None:
        return False
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
    match = lexicon.offices.at([word.text for word in sentence], index) or _in_compound(sentence[index], lexicon)
    return match is not None and _is_office(sentence, match, None, lexicon)


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
    return not _starts_office(sentence, after, lexicon) and sentence[index - 1].upos in ("NOUN", "PROPN", "X", "ADJ")
