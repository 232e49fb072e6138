"""When and where an act took place: the dates and places of its clause, outside of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from communique.compose.acts import Act
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.dates import FULL_DATE, is_bound, is_dateline
from communique.mentions.spans import DateMention, Span
from communique.sentences import Sentence, Word

LONGEST_PHRASE = 4  # words: "in der darauffolgenden Woche"


def _phrase(sentence: Sentence, head: Word) -> list[Word]:
    """A phrase without the clauses in it: "with B, who had been in Washington" met nobody there."""
    words, queue = [head], [head]
    while queue:
        below = [child for child in sentence.children(queue.pop()) if child.relation not in ("acl", "advcl", "ccomp")]
        words += below
        queue += below
    return sorted(words, key=lambda word: word.index)


class Circumstances:
    """Reads dates and places of one document's clauses."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._lexicon = lexicon

    def when(self, sentence: Sentence, act: Act, told: Sequence[str | None]) -> str | None:
        """The first date of the clause outside of what the act says; the dateline's only where there is no other.

        `told` are the dates of the events before: "am Abend" counts from the last of them.
        """
        content = act.frame.content
        outside = [
            mention
            for mention in self._mentions.dates[sentence.index]
            if not is_bound(sentence, mention, self._lexicon)
            and (content is None or not content.overlaps(mention.span.evidence(self._sentences)))
            and not self._inside_other_noun(sentence, mention, act)
        ]
        plain = [mention for mention in outside if not is_dateline(sentence, mention)]
        if not plain and (day := self._same_day(sentence, act, told)):
            return day
        return next((mention.value for mention in plain or outside), None)

    def _same_day(self, sentence: Sentence, act: Act, told: Sequence[str | None]) -> str | None:
        """ "Am Abend", "am nächsten Tag": counted from the day last told."""
        last = next((day for day in reversed(told) if day and len(day) == FULL_DATE), None)
        if last is None:
            return None
        dayparts = self._lexicon.calendar.get("daypart", {})
        words = [
            word for word in sentence if act.frame.content is None or not act.frame.content.contains(word.evidence)
        ]
        ahead = ([each.text for each in sentence.words[word.index : word.index + LONGEST_PHRASE]] for word in words)
        match = next((found for texts in ahead if (found := self._lexicon.anaphoric.at(texts, 0))), None)
        if match is not None:
            return (date.fromisoformat(last) + timedelta(days=int(match.value))).isoformat()
        return last if any(word.text.casefold() in dayparts for word in words) else None

    def _inside_other_noun(self, sentence: Sentence, mention: DateMention, act: Act) -> bool:
        """ "das Abkommen vom 9. Februar": the date of another noun is not the meeting's."""
        own = {word.index for word in act.frame.trigger}
        words = sentence.words[mention.span.first : mention.span.last + 1]
        head = next((word for word in words if not mention.span.covers(word.head)), None)
        above = sentence.head(head) if head else None
        if head is None or above is None or head.relation != "nmod" or above.index in own:
            return False
        if above in (*act.frame.actors, *act.frame.recipients):
            return False  # "waren die Staatsmänner im November 1985 … zusammengekommen": nobody has a date
        return above.upos in ("NOUN", "PROPN") and above.relation != "root"

    def where(self, sentence: Sentence, act: Act) -> str | None:
        """The city or country of the phrases that hang on the act's own words."""
        for word in (*act.frame.trigger, act.frame.head):
            for child in sentence.children(word, "obl", "nmod", "obl:arg", "advmod", "compound"):
                if place := self.place_in(sentence, _phrase(sentence, child)):
                    return place
        if act.type == "VISIT":
            to = self._lexicon.words("meeting", "to")
            for child in sentence.children(act.frame.head, "obl", "obl:arg", "nmod"):
                if any(case.text.casefold() in to for case in sentence.children(child, "case")) and (
                    goal := self.place_in(sentence, _phrase(sentence, child), bare=True)
                ):
                    return goal
            return self.place_in(
                sentence, [each for word in act.frame.recipients for each in sentence.subtree(word)], bare=True
            )
        return None

    def place_in(self, sentence: Sentence, words: Iterable[Word], *, bare: bool = False) -> str | None:
        """The first city or country among `words` that follows a preposition of place, as it is written; no venues or regions."""
        indices = {word.index for word in words}
        found = self._mentions.found[sentence.index]
        spans = [place.span for place in found.places if place.party and not self._is_venue(sentence, place.span)]
        spans += [
            party.span for party in found.parties if party.use in ("name", "government") and self.is_land(party.party)
        ]
        for span in sorted(spans, key=lambda each: each.first):
            if span.first in indices and (bare or self.after_preposition(sentence, span)):
                return " ".join(word.text for word in sentence.words[span.first : span.last + 1])
        return None

    def states_of(self, sentence: Sentence, place: str | None) -> set[str]:
        """The state that a place of this sentence lies in, as `place_in` names it."""
        named = ((each.span, each.party) for each in self._mentions.found[sentence.index].places)
        return {
            party
            for span, party in named
            if party and place == " ".join(word.text for word in sentence.words[span.first : span.last + 1])
        }

    def after_preposition(self, sentence: Sentence, span: Span) -> bool:
        """Tell whether "in", "at" or the like stands before a name, with or without an article."""
        before = [word.text.casefold() for word in sentence.words[max(0, span.first - 2) : span.first]]
        return bool(before) and (
            before[-1] in self._lexicon.words("meeting", "place")
            or len(before) > 1
            and before[0] in self._lexicon.words("meeting", "place")
            and before[1] in self._lexicon.words("title", "articles")
        )

    def _is_venue(self, sentence: Sentence, span: Span) -> bool:
        things = self._lexicon.words("names", "things")
        words = [
            part for word in sentence.words[span.first : span.last + 1] for part in word.text.casefold().split("-")
        ]
        return any(word in things for word in words)

    def is_land(self, party: str) -> bool:
        """Tell whether a party is a state or territory, which has places."""
        return self._lexicon.parties[party].kind in ("state", "former_state", "territory")
