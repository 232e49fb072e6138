"""Days that no meeting's own words tell: the first of several from the last, the day a report is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from communique.compose.acts import Act
from communique.compose.event import VISIT, Event
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.dates import FULL_DATE, is_bound, is_dateline
from communique.sentences import Sentence, Word
from communique.verbs import is_finite, is_participle, verb_lemma

OPENING = 4  # sentences: headline, who makes it known, and what happened
LENGTH_WORDS = 3  # "two - day"
NEWS = 3  # days: a report is of what was just now
GOING_ON = ("held", "ongoing")


class Days:
    """Dates the undated meetings of one document."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon) -> None:
        self._sentences = sentences
        self._mentions = mentions
        self._lexicon = lexicon

    def is_ending(self, sentence: Sentence, words: Sequence[Word] | None = None) -> bool:
        """Tell whether a sentence, or those of its words, say that something is over: its day is a last one."""
        ending = self._lexicon.words("meeting", "ending")
        return any(
            word.lemma in ending or verb_lemma(sentence, word, self._lexicon) in ending
            for word in (sentence.words if words is None else words)
        )

    def first_of(self, sentence: Sentence, last: str | None) -> str | None:
        """ "hat heute seinen dreitägigen Besuch beendet": counted back from the last day; None where no length is told."""
        length = self._length(sentence)
        if length is None or last is None or len(last) != FULL_DATE:
            return None
        return (date.fromisoformat(last) - timedelta(days=length - 1)).isoformat()

    def _length(self, sentence: Sentence) -> int | None:
        """The days of "dreitägig", "two-day", "two days of"."""
        numbers = self._lexicon.calendar.get("number", {})
        lasting, units = self._lexicon.words("dates", "lasting"), self._lexicon.words("dates", "units_day")
        texts = [word.text.casefold() for word in sentence]
        for at, text in enumerate(texts):
            run = "".join(texts[at : at + LENGTH_WORDS])
            for number, count in numbers.items():
                if text.startswith(number) and any(run.startswith(number + suffix) for suffix in lasting):
                    return int(count)
            after = sentence.words[at + 1 : at + LENGTH_WORDS]
            if text in numbers and len(after) > 1 and after[0].text in units:
                if after[1].text.casefold() in self._lexicon.words("title", "of"):
                    return int(numbers[text])
        return None

    def settle(self, events: Sequence[Event], acts: Sequence[Act]) -> None:
        """Give the meeting of the headline the day of the first report, and what is told with it in one go the same."""
        if not events:
            return
        for at, event in enumerate(events):
            if self._is_present(event, acts) and (self._is_ahead(event) or self._goes_on(event, events[:at])):
                event.status = "planned"
        main = events[0]
        if self._is_headline(main) and main.date is None and main.status in GOING_ON:
            main.date = self._opening_day(acts)
        if main.family == VISIT or main.date is None or len(main.date) != FULL_DATE or not self._is_new(main.date):
            return
        for event in events[1:]:
            if event.date is None and event.status == "held" and event.family != VISIT and self._follows(event, acts):
                event.date = main.date

    def _is_headline(self, event: Event) -> bool:
        """ "Foreign Secretary holds talks in Beijing": no full stop ends it."""
        last = self._sentences[event.sentence].words[-1]
        return event.headline or event.sentence < OPENING and last.upos != "PUNCT"

    def _opening_day(self, acts: Sequence[Act]) -> str | None:
        """The one day of the first sentence with a date that is no dateline; the first of its days where it ends there."""
        for sentence in self._sentences[:OPENING]:
            said = [act.frame.content for act in acts if act.frame.sentence == sentence.index and act.frame.content]
            days = {
                each.value
                for each in self._mentions.dates[sentence.index]
                if len(each.value) == FULL_DATE
                and not is_dateline(sentence, each)
                and not is_bound(sentence, each, self._lexicon)
                and not any(content.overlaps(each.span.evidence(self._sentences)) for content in said)
            }
            if len(days) > 1:
                return None
            if days:
                day = days.pop()
                return self.first_of(sentence, day) if self.is_ending(sentence) else day
        return None

    def _is_present(self, event: Event, acts: Sequence[Act]) -> bool:
        """ "reist", "empfängt": told as held by a verb in the present tense."""
        if not event.acts or event.status != "held":
            return False
        frame = acts[event.acts[0]].frame
        head, sentence = frame.head, self._sentences[frame.sentence]
        verbs = [head, *sentence.children(head, "aux", "aux:pass")]
        perfect = self._lexicon.words("scope", "perfect")
        return any("Tense=Pres" in each.feats for each in verbs) and not any(
            "Tense=Past" in each.feats and is_finite(each) or each.relation == "aux" and each.lemma in perfect
            for each in verbs
        )

    def _is_ahead(self, event: Event) -> bool:
        """ "Am Montag wird er empfangen", told on a Sunday; "nächste Woche reist er": the day is to come."""
        today = self._mentions.anchor.day
        if event.date is None or today is None:
            return False
        return event.date > today.isoformat()[: len(event.date)] or self._is_next(event)

    def _is_next(self, event: Event) -> bool:
        planned = self._lexicon.folded_words("meeting", "planned")
        sentence = self._sentences[event.sentence]
        return any(
            self._lexicon.folding(sentence[each.span.first].text) in planned
            for each in self._mentions.dates[event.sentence]
            if each.value == event.date and each.how == "relative"
        )

    def _goes_on(self, event: Event, before: Sequence[Event]) -> bool:
        """ "Dort trifft er A": told in the present tense behind what is still to come."""
        last = next((each for each in reversed(before) if each.acts), None)
        undated = event.date is None or not self._mentions.dates[event.sentence]
        return undated and not event.headline and last is not None and last.status == "planned" and self._is_ahead(last)

    def _is_new(self, day: str) -> bool:
        """A report of these days, not of what was long ago."""
        today = self._mentions.anchor.day
        return today is not None and abs((today - date.fromisoformat(day)).days) <= NEWS

    def _follows(self, event: Event, acts: Sequence[Act]) -> bool:
        """Tell whether a meeting is told as part of the same day: no "earlier", no "had met", no other time."""
        sentence = self._sentences[event.sentence]
        earlier = self._lexicon.words("dates", "before") | self._lexicon.words("dates", "other")
        if self._mentions.dates[sentence.index] or any(word.text.casefold() in earlier for word in sentence):
            return False
        heads = [acts[number].frame.head for number in event.acts]
        return bool(heads) and not any(self._is_pluperfect(sentence, head) for head in heads)

    def _is_pluperfect(self, sentence: Sentence, verb: Word) -> bool:
        perfect = self._lexicon.words("scope", "perfect")
        return is_participle(verb) and any(
            each.lemma in perfect and "Tense=Past" in each.feats for each in sentence.children(verb, "aux")
        )
