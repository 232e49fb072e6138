"""A record comes in, its statements go out: each sentence with its acts and what it speaks of, in terms of no language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique.comparing.vocabulary import WORD, Found, Vocabulary, load_strengths, load_topics
from communique.evidence import Evidence
from communique.record import ActRecord, Record

STOP = re.compile(r"[.!?…]+[\"”“’»)]*\s+(?=[\"„“»(]?[^\W\d_a-zß-ÿ])|[\n\r]+")  # between sentences without an act
STEM = 5  # letters by which inflected words, and words that two languages share, are one: "Kommission", "commission"
SMALL = 2  # letters of a word that only joins others
ANNOUNCING = ":"  # "The press office announces:"
MARKS = ".!?…:;"  # one of these ends a line of running text
CLAUSE_ENDS = ",;:–"
CLOSERS = ' "”“’»)]'
NUMBER = re.compile(r"\d+(?:[ .,\u00a0]\d{3})*")
GATHERING = frozenset({"MEET", "VISIT"})  # what a readout opens with; both tell of it by their nature
ALIKE = str.maketrans({"c": "k", "z": "k", "v": "w", "y": "i", "ß": "s"})  # letters in which languages spell one word
TOPIC, CONCEPT, PARTY, PERSON, PLACE, NUMERAL, STEMMED = 1.5, 1.0, 0.7, 0.8, 0.8, 1.2, 0.5
# How much each kind of feature tells.
WIDE = 0.8  # a topic that many matters belong to: peace, security
OFTEN = 3  # mentions of who speaks for a side throughout
KIN = 0.4  # a topic next to it
OWN, WEAK = 0.1, 0.3  # the parties that met and those who spoke for them; concepts that say little
BEARING = 0.5  # what is done with it: asked, blamed, bound. It speaks for two statements, never against.


@dataclass(frozen=True)
class Statement:
    """One sentence of a readout: its acts, topics (id to where it is named) and weighted features (see `features_of`)."""

    span: Evidence
    acts: tuple[ActRecord, ...]
    topics: Mapping[str, tuple[Evidence, ...]]
    features: Mapping[str, float]
    places: Mapping[str, tuple[Evidence, ...]]
    roots: Mapping[str, tuple[frozenset[str], ...]]  # beginnings of the words by which topics are named
    letters: str  # its text as roots are written, to look roots up in, also in the middle of words
    clusters: tuple[tuple[str, ...], ...]  # its features, those named by the same words together
    heading: bool
    gathers: bool  # it says only who met whom, who attended, where

    @property
    def weight(self) -> float:
        """How much it says."""
        return sum(self.features.values())


def find_statements(
    record: Record, vocabulary: Vocabulary, people: Mapping[str, str], own: frozenset[str]
) -> list[Statement]:
    """Cut a record's text into statements.

    `people`: what each person of the record is called in both texts. `own`: the parties that met.
    """
    statements = []
    for span, acts in _parts(record, vocabulary):
        places: dict[str, list[Evidence]] = {}
        weights: dict[str, float] = {}
        for feature, weight, where in _features(record, span, acts, vocabulary, people, own):
            places.setdefault(feature, []).append(where)
            weights[feature] = weight
        topics = {name[2:]: tuple(spans) for name, spans in places.items() if name.startswith("t:")}
        heading = _is_heading(record.document.text, span)
        statements.append(
            Statement(
                span, acts, topics, weights, {name: tuple(spans) for name, spans in places.items()},
                {name: _roots(record.document.text, spans) for name, spans in places.items() if name[0] in "tk"},
                spelled(_unnamed(record, span)), _clusters(places), heading,
                _gathers(record, span, acts),
            )
        )  # fmt: skip
    return statements


def _parts(record: Record, vocabulary: Vocabulary) -> Iterator[tuple[Evidence, tuple[ActRecord, ...]]]:
    """Every sentence with its acts; one that tells of several acts in turn is cut before each."""
    for span in _sentences(record):
        inside = sorted((act for act in record.acts if act.sentence == span), key=lambda act: act.trigger)
        groups: list[list[ActRecord]] = []
        cuts = [span.start]
        for act in inside:
            told = max((_end_of(each) for each in groups[-1]), default=0) if groups else 0
            begin = _start_of(act, told) if groups else None
            if begin is not None and _parts_clauses(record.document.text[span.start : begin], vocabulary):
                cuts.append(begin)
                groups.append([act])
            elif groups:
                groups[-1].append(act)
            else:
                groups.append([act])
        ends = [*cuts[1:], span.end]
        for start, end, acts in zip(cuts, ends, groups or [[]], strict=True):
            yield Evidence(start, end), tuple(acts)


def _parts_clauses(before: str, vocabulary: Vocabulary) -> bool:
    """Tell whether words end where a clause may: with a mark, or a small word such as "and"."""
    words = before.split()
    return bool(words) and (words[-1][-1] in CLAUSE_ENDS or words[-1].casefold() in vocabulary.small_words)


def _end_of(act: ActRecord) -> int:
    return max(act.trigger.end, act.content.end if act.content else 0)


def _start_of(act: ActRecord, told: int) -> int | None:
    """Where the words of an act begin, behind what was told before it; None where it is told amid that."""
    spans = [act.trigger, act.content or act.trigger]
    spans += [where for spans in act.role_spans.values() for where in spans if where.start >= told]
    if act.trigger.start < told:
        return None
    return max(told, min(span.start for span in spans))


def _sentences(record: Record) -> Iterator[Evidence]:
    """Every sentence in order: those that hold acts as the record has them, the text between cut at its stops."""
    text, at = record.document.text, 0
    for span in sorted({act.sentence for act in record.acts}):
        yield from _cut(text, at, span.start)
        yield span
        at = span.end
    yield from _cut(text, at, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[Evidence]:
    at = start
    for stop in STOP.finditer(text, start, end):
        yield from _trimmed(text, at, stop.end())
        at = stop.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Evidence]:
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if any(char.isalpha() for char in text[start:end]):
        yield Evidence(start, end)


def _is_heading(text: str, span: Evidence) -> bool:
    """Tell whether a sentence stands in a line that no stop ends, or in the first of several lines."""
    first, last = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[first : last if last >= 0 else len(text)].rstrip(CLOSERS)
    return bool(line) and (line[-1] not in MARKS or line[-1] == ANNOUNCING)


def _gathers(record: Record, span: Evidence, acts: tuple[ActRecord, ...]) -> bool:
    if acts:
        return all(act.type in GATHERING and act.modality == "did" for act in acts)
    named = [person for person in record.persons if any(span.contains(each) for each in person.mentions)]
    return len(named) > 1 or any(person.presence != "mentioned" for person in named)


def _features(
    record: Record, span: Evidence, acts: tuple[ActRecord, ...], vocabulary: Vocabulary, people: Mapping[str, str],
    own: frozenset[str],
) -> Iterator[tuple[str, float, Evidence]]:  # fmt: skip
    """What a sentence speaks of, with weight and place: topics, concepts, parties, people, places, numbers, other words."""
    text = record.document.text
    named = list(_naming(record, span))
    taken = [*named, *(office.span for office in vocabulary.find_offices(text, span))]
    longer = [
        each.span for found in (vocabulary.find_parties, vocabulary.find_places) for each in found(text, span)
    ]  # the "Democratic Republic of Vietnam" does not speak of democracy
    hidden = tuple(named)  # a "Foreign Minister" does not speak of what is foreign

    def told(prefix: str, found: Iterator[Found], weight: float) -> Iterator[tuple[str, float, Evidence]]:
        for each in found:
            inside = any(where.contains(each.span) and where != each.span for where in longer)
            if not inside and not any(where.contains(each.span) for where in hidden):
                taken.append(each.span)
                ours = each.value in own or each.value.partition("/")[2] in own
                weak = prefix == "c" and each.value in vocabulary.weak
                yield f"{prefix}:{each.value}", OWN if ours else WEAK if weak else weight, each.span

    for name, weight, where in told("t", vocabulary.find_topics(text, span), TOPIC):
        yield name, weight if load_topics()[name[2:]].parent or weight == OWN else WIDE, where
        topics = load_topics()
        parent = topics[name[2:]].parent
        yield f"k:{name[2:]}", KIN, where
        if parent and topics[parent].parent:  # what belongs to "bilateral relations" has nothing in common for that
            yield f"k:{parent}", KIN, where
    yield from told("c", vocabulary.find_concepts(text, span), CONCEPT)
    yield from told("p", vocabulary.find_parties(text, span), PARTY)
    for person in record.persons:
        leads = person.presence == "principal" and person.party in own and len(person.mentions) >= OFTEN
        weight = OWN if leads else PERSON
        yield from ((f"h:{people[person.id]}", weight, where) for where in person.mentions if span.contains(where))
    for act in acts:
        taken.extend((*act.trigger_parts, *(where for spans in act.role_spans.values() for where in spans)))
        yield f"b:{load_strengths()[act.type].bearing}", BEARING, act.trigger
    taken.extend(epithet.span for epithet in vocabulary.find_epithets(text, span))
    yield from told("l", vocabulary.find_places(text, span), PLACE)
    yield from _words(text, span, vocabulary, taken)


def _naming(record: Record, span: Evidence) -> Iterator[Evidence]:
    """Where a sentence names people and their offices."""
    for person in record.persons:
        yield from (where for where in person.mentions if span.contains(where))
        yield from (title.span for title in person.titles if span.contains(title.span))


def _words(
    text: str, span: Evidence, vocabulary: Vocabulary, taken: list[Evidence]
) -> Iterator[tuple[str, float, Evidence]]:
    for match in NUMBER.finditer(text, span.start, span.end):
        yield "n:" + "".join(filter(str.isdigit, match[0])), NUMERAL, Evidence(*match.span())
    for match in WORD.finditer(text, span.start, span.end):
        where = Evidence(*match.span())
        word = match[0].casefold()
        if (
            len(word) < STEM or word[0].isdigit() or word in vocabulary.small_words
            or any(where.overlaps(each) for each in taken)
        ):  # fmt: skip
            continue
        yield f"s:{stem(word)}", STEMMED, where


def _unnamed(record: Record, span: Evidence) -> str:
    """A sentence without the names of people in it."""
    words = list(record.document.text[span.start : span.end])
    for person in record.persons:
        for where in person.mentions:
            if span.contains(where):
                words[where.start - span.start : where.end - span.start] = " " * (where.end - where.start)
    return "".join(words)


def _clusters(places: Mapping[str, list[Evidence]]) -> tuple[tuple[str, ...], ...]:
    """Features in groups: those of which some words overlap, by way of others too."""
    groups: list[tuple[set[str], list[Evidence]]] = []
    for name, spans in places.items():
        near = [group for group in groups if any(span.overlaps(each) for span in spans for each in group[1])]
        merged = (
            {name, *(each for group in near for each in group[0])},
            [*spans, *(s for group in near for s in group[1])],
        )
        groups = [group for group in groups if group not in near] + [merged]
    return tuple(tuple(sorted(names)) for names, _ in groups)  # in order: sums must not depend on it


def _roots(text: str, spans: list[Evidence]) -> tuple[frozenset[str], ...]:
    """For each place, how its longer words begin."""
    return tuple(
        frozenset(stem(word) for word in WORD.findall(text[span.start : span.end]) if len(word) > SMALL)
        for span in spans
    )


def stem(word: str) -> str:
    """What is left of a word when inflection and the spelling of languages are taken off."""
    return spelled(word)[:STEM]


def spelled(text: str) -> str:
    """A text without capitals and accents, in the letters that languages have in common."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(ALIKE)
