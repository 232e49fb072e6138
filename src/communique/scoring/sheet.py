"""One gold text and its record in, a `Sheet` out; and all of them as `Scores`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.evidence import Evidence
from communique.record import ActRecord, DocumentHead, MeetingRecord, PersonRecord, Record
from communique.scoring.gold import Gold, GoldAct, GoldMeeting, GoldPerson
from communique.scoring.likeness import ENOUGH, fold, locate, overlaps, pair, same_name, same_title, shared_part
from communique.scoring.roles import NOBODY, Cast
from communique.scoring.scores import CATEGORIES, Miss, Scores, Sheet, Tally

TOUCH = 2  # code points: a scar may be marked beside the words before it


def score(golds: Iterable[Gold], records: Iterable[Record]) -> Scores:
    """Compare records with gold annotation.

    A record belongs to the gold whose text is its text up to white space, else to the one with its id; a gold without
    a record counts as a text in which nothing was found.
    """
    by_text: dict[str, Record] = {}
    by_id: dict[str, Record] = {}
    for record in records:
        by_text[_squeezed(record.document.text)] = record
        by_id[record.document.id] = record
    return Scores(tuple(_sheet(gold, by_text.get(_squeezed(gold.text)) or by_id.get(gold.id)) for gold in golds))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _sheet(gold: Gold, record: Record | None) -> Sheet:
    found = record or Record(DocumentHead(gold.id, gold.text, gold.language))
    marking = Marking(gold, found)
    marking.persons()
    marking.meetings()
    marking.acts()
    marking.agreements()
    marking.lacunae()
    tallies = {category: marking.tallies.get(category, Tally()) for category in CATEGORIES}
    return Sheet(
        id=gold.id, language=gold.language, publisher_state=gold.publisher_state, tallies=tallies,
        misses=tuple(marking.misses), faults=tuple(marking.faults), without_record=record is None,
    )  # fmt: skip


class Marking:
    """Marks one record against one gold: fills the tallies, and lists what is not as the gold has it."""

    def __init__(self, gold: Gold, record: Record) -> None:
        self.gold = gold
        self.record = record
        self.text = record.document.text
        self.tallies: dict[str, Tally] = {}
        self.misses: list[Miss] = []
        self.faults: list[str] = []
        self.gold_cast = Cast.of_gold(gold.persons)
        self.cast = Cast.of_record(record.persons)

    def persons(self) -> None:
        """Persons are paired by name; party, office and presence are asked of the pairs."""
        golds, persons = self.gold.persons, self.record.persons
        places = pair(golds, persons, _same_person, lambda gold, person: fold(gold.name) == fold(person.name))
        pairs = [(golds[at], persons[place]) for at, place in places]
        size = (len(golds), len(persons))
        self._tally("persons", len(pairs), *size)
        self._tally(
            "persons+party", sum((gold.state or None) == (person.party or None) for gold, person in pairs), *size
        )
        self._tally("persons+office", sum(_same_office(gold, person) for gold, person in pairs), *size)
        present = sum(gold.presence == person.presence for gold, person in pairs)
        self._tally("presence", present, len(pairs), len(pairs))
        for at in _left(golds, (at for at, _ in places)):
            self._miss("persons", "missed", golds[at].name)
        for place in _left(persons, (place for _, place in places)):
            self._miss("persons", "extra", persons[place].name)

    def meetings(self) -> None:
        """Meetings are paired where the parties are the same, and the spans overlap or kind and date agree."""
        golds, meetings = self.gold.meetings, self.record.meetings
        spans = {id(gold): self._locate(gold.quote) if gold.quote else None for gold in golds}
        places = pair(
            golds, meetings,
            lambda gold, meeting: _same_event(gold, spans[id(gold)], meeting),
            lambda gold, meeting: shared_part(spans[id(gold)], meeting.span),
        )  # fmt: skip
        pairs = [(golds[at], meetings[place]) for at, place in places]
        size = (len(golds), len(meetings))
        self._tally("meetings", len(pairs), *size)
        kinds = sum((gold.kind, gold.status) == (meeting.kind, meeting.status) for gold, meeting in pairs)
        self._tally("meetings+kind", kinds, *size)
        dates = sum(bool(gold.date) and gold.date == meeting.date for gold, meeting in pairs)
        dated = sum(bool(meeting.date) for meeting in meetings)
        self._tally("meetings+date", dates, sum(bool(gold.date) for gold in golds), dated)
        for at in _left(golds, (at for at, _ in places)):
            self._miss("meetings", "missed", golds[at].quote, _listed(golds[at].parties))
        for place in _left(meetings, (place for _, place in places)):
            self._miss("meetings", "extra", self._words(meetings[place].span), _listed(meetings[place].parties))

    def acts(self) -> None:
        """Acts are paired where a piece of the trigger overlaps; the same type first, then the larger shared part."""
        golds, acts = self.gold.acts, self.record.acts
        spans = {id(gold): self._locate(gold.trigger, gold.nth) for gold in golds}
        places = pair(
            golds, acts,
            lambda gold, act: any(overlaps(spans[id(gold)], part) for part in _parts(act)),
            lambda gold, act: (gold.type == act.type) + max(shared_part(spans[id(gold)], part) for part in _parts(act)),
        )  # fmt: skip
        pairs = [(golds[at], acts[place]) for at, place in places]
        self._tally_acts(pairs)
        self._tally_content(pairs)
        for at in _left(golds, (at for at, _ in places)):
            self._miss("acts", "missed", golds[at].type, golds[at].trigger)
        for place in _left(acts, (place for _, place in places)):
            self._miss("acts", "extra", acts[place].type, self._words(acts[place].trigger))
        for gold, act in pairs:
            self._miss_act(gold, act)

    def _tally_acts(self, pairs: Sequence[tuple[GoldAct, ActRecord]]) -> None:
        size = (len(self.gold.acts), len(self.record.acts))
        typed = [(gold, act) for gold, act in pairs if gold.type == act.type]
        self._tally("acts", len(pairs), *size)
        self._tally("acts+type", len(typed), *size)
        self._tally("acts+roles", sum(self._same_roles(gold, act) for gold, act in typed), *size)
        named = sum(self.gold_cast.surnames(gold) == self.cast.surnames(act) for gold, act in typed)
        self._tally("acts+persons", named, *size)
        self._tally("acts+modality", sum(gold.modality == act.modality for gold, act in typed), *size)

    def _tally_content(self, pairs: Sequence[tuple[GoldAct, ActRecord]]) -> None:
        for gold in self.gold.acts:
            if gold.content:
                self._locate(gold.content)
        right = sum(
            shared_part(locate(self.text, gold.content), act.content) >= ENOUGH
            for gold, act in pairs
            if gold.content and act.content
        )
        with_content = sum(bool(gold.content) for gold in self.gold.acts)
        self._tally("content", right, with_content, sum(bool(act.content) for act in self.record.acts))

    def _same_roles(self, gold: GoldAct, act: ActRecord) -> bool:
        return self.gold_cast.parties(gold) == self.cast.parties(act)

    def _miss_act(self, gold: GoldAct, act: ActRecord) -> None:
        if gold.type != act.type:
            self._miss("acts", "type", gold.type, act.type, gold.trigger)
        elif not self._same_roles(gold, act):
            roles = (*self.gold_cast.parties(gold), *self.cast.parties(act))
            self._miss("acts", "roles", gold.trigger, *map(_listed, roles))

    def agreements(self) -> None:
        """Agreements are paired where half of the union of both spans is shared."""
        golds, agreements = self.gold.agreements, self.record.agreements
        spans = {id(gold): self._locate(gold.quote) for gold in golds}
        places = pair(
            golds, agreements,
            lambda gold, agreement: shared_part(spans[id(gold)], agreement.span) >= ENOUGH,
            lambda gold, agreement: shared_part(spans[id(gold)], agreement.span),
        )  # fmt: skip
        self._quoted("agreements", places, [gold.quote for gold in golds], [each.span for each in agreements])

    def lacunae(self) -> None:
        """Lacunae are paired where the kind is the same and the spans touch."""
        golds, lacunae = self.gold.lacunae, self.record.lacunae
        spans = {id(gold): self._locate(gold.quote) for gold in golds}
        places = pair(
            golds, lacunae,
            lambda gold, lacuna: gold.kind == lacuna.kind and overlaps(_widened(spans[id(gold)]), lacuna.span),
            lambda gold, lacuna: shared_part(spans[id(gold)], lacuna.span),
        )  # fmt: skip
        self._quoted("lacunae", places, [gold.quote for gold in golds], [each.span for each in lacunae])

    def _quoted(
        self, category: str, places: Sequence[tuple[int, int]], quotes: Sequence[str], spans: Sequence[Evidence]
    ) -> None:
        self._tally(category, len(places), len(quotes), len(spans))
        for at in _left(quotes, (at for at, _ in places)):
            self._miss(category, "missed", quotes[at])
        for place in _left(spans, (place for _, place in places)):
            self._miss(category, "extra", self._words(spans[place]))

    def _tally(self, category: str, right: int, gold: int, found: int) -> None:
        self.tallies[category] = Tally(right, gold, found)

    def _miss(self, category: str, fault: str, *words: str) -> None:
        self.misses.append(Miss(category, fault, self.gold.id, words))

    def _locate(self, words: str, nth: int = 1) -> Evidence | None:
        span = locate(self.text, words, nth)
        if span is None:
            self.faults.append(f'{self.gold.id}: "{words}" is not in the text' + (f" {nth} times" if nth > 1 else ""))
        return span

    def _words(self, span: Evidence) -> str:
        return _squeezed(self.text[span.start : span.end])


def _left(entries: Sequence[object], paired: Iterable[int]) -> list[int]:
    """The places of the entries that are in no pair."""
    done = set(paired)
    return [place for place in range(len(entries)) if place not in done]


def _same_person(gold: GoldPerson, person: PersonRecord) -> bool:
    return same_name(gold.name, person.name)


def _same_office(gold: GoldPerson, person: PersonRecord) -> bool:
    if not gold.titles and not person.titles:
        return True
    return any(same_title(title, other.text) for title in gold.titles for other in person.titles)


def _same_event(gold: GoldMeeting, span: Evidence | None, meeting: MeetingRecord) -> bool:
    if set(gold.parties) - {NOBODY} != set(meeting.parties) - {NOBODY}:
        return False
    return overlaps(span, meeting.span) or (gold.kind, gold.date) == (meeting.kind, meeting.date)


def _parts(act: ActRecord) -> tuple[Evidence, ...]:
    return (act.trigger, *act.trigger_parts)


def _widened(span: Evidence | None) -> Evidence | None:
    return None if span is None else Evidence(span.start - TOUCH, span.end + TOUCH)


def _listed(parties: Iterable[str]) -> str:
    return " ".join(sorted(parties)) or "–"
