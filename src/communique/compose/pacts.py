"""Agreement mentions to agreements: which are named or signed, between whom and when, once each."""

from __future__ import annotations

from collections.abc import Sequence

from communique.compose.acts import Act
from communique.compose.event import Event
from communique.evidence import Evidence, quote
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.nouns import is_particular
from communique.mentions.spans import AgreementMention
from communique.sentences import FULL_STOPS, Sentence

ISSUED = frozenset({"joint_statement", "communique"})  # that a side issues alone is no agreement but these
Fields = tuple[str, str, tuple[str, ...], str | None, Evidence]


def gather_agreements(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Mentions,
    acts: Sequence[Act],
    events: Sequence[Event],
    lexicon: Lexicon,
) -> list[Fields]:
    """Return kind, title, parties, date and span of every agreement the text names or reports as signed."""
    found: list[Fields] = []
    for mention in mentions.agreements:
        signing = _signing(mention, acts)
        if _is_any(mention, sentences, lexicon) and not signing:
            continue
        if not (mention.named or signing) or _is_known(text, mention, found, sentences):
            continue
        evidence = mention.span.evidence(sentences)
        parties = set(mention.parties)
        date = mention.date
        if signing is not None:
            parties |= {party for each in signing.actors if (party := mentions.party(each))}
            date = date or _date_of(signing, mentions, events)
        if len(parties) <= 1:
            parties |= set(mentions.main_parties)
        found.append((mention.word.kind, quote(text, evidence), tuple(sorted(parties)), date, evidence))
    return _without_headline(found, sentences)


def _without_headline(found: Sequence[Fields], sentences: Sequence[Sentence]) -> list[Fields]:
    """What the headline names and the text names again, by a longer name, is one."""
    if not sentences or sentences[0][-1].text in FULL_STOPS:
        return list(found)
    below = [each for each in found if each[4].start > sentences[0].end]
    again = {(kind, parties) for kind, _, parties, _, _ in below}
    return [each for each in found if each in below or (each[0], each[2]) not in again]


def _is_any(mention: AgreementMention, sentences: Sequence[Sentence], lexicon: Lexicon) -> bool:
    """ "a framework for …", "any agreement": none in particular, unless it is written as a name."""
    sentence = sentences[mention.span.sentence]
    if is_particular(sentence, mention.span, mention.head, lexicon):
        return False
    before = sentence[mention.span.first - 1].text.casefold() if mention.span.first else ""
    return before in lexicon.words("agreement", "unnamed") and not sentence[mention.head].text[:1].isupper()


def _signing(mention: AgreementMention, acts: Sequence[Act]) -> Act | None:
    """The act of signing in whose sentence an agreement stands, or that of which it is a part: "issued a joint statement"."""
    there = [act for act in acts if act.frame.sentence == mention.span.sentence]
    signing = (act for act in there if act.type == "SIGN")
    parts = there if mention.word.kind in ISSUED else []
    issuing = (act for act in parts if any(word.index == mention.head for word in act.frame.trigger))
    return next(signing, None) or next(issuing, None)


def _date_of(act: Act, mentions: Mentions, events: Sequence[Event]) -> str | None:
    in_sentence = mentions.dates[act.frame.sentence]
    if in_sentence:
        return in_sentence[0].value
    return next((event.date for event in events if event.date), None)


def _is_known(text: str, mention: AgreementMention, found: Sequence[Fields], sentences: Sequence[Sentence]) -> bool:
    head = mention.span.evidence(sentences)
    words = quote(text, head).casefold()
    return any(words in title.casefold() or title.casefold() in words for _, title, _, _, _ in found)
