"""Finds the people on the two ends of a sentence's predicates: who meets, receives, thanks or visits whom, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from communique.entries import Predicate
from communique.lexicon import Lexicon
from communique.mentions.attendance import partner_words
from communique.mentions.honorifics import bare_honorifics, honored
from communique.mentions.people import Found
from communique.mentions.spans import Person
from communique.sentences import Sentence, Word
from communique.verbs import is_finite, verb_lemma

BETWEEN_TWO = frozenset({"MEET", "SIGN", "DISCUSS", "AGREE"})
TOWARDS_OTHERS = frozenset({"MEET", "CONVEY", "INVITE", "PRAISE"})  # what nobody does to his own president
MEET = "MEET"
VISIT = "VISIT"
CONVEY = "CONVEY"


@dataclass(frozen=True)
class Ends:
    """The people on the two ends of one predicate: the hosts and callers, and those they meet.

    "A met B" and "B was received by A": A acts. `place` is the state in which the predicate says that it was;
    `visits` that the acting came there; `senders` are those whose message they carry.
    """

    acting: tuple[Person, ...]
    others: tuple[Person, ...]
    place: str | None = None
    visits: bool = False
    senders: tuple[Person, ...] = ()
    by_pronoun: bool = False  # "he met B", "he was received by B": the subject is to be found before
    passive: bool = False  # the subject is one of the others
    unnamed: bool = False  # "the Minister met B": who acts is told of, but not by name


def find_ends(found: Sequence[Found], people: Sequence[Person], lexicon: Lexicon) -> list[Ends]:
    """Return the ends of every predicate of a document, in order; "he" is who acted last."""
    every: list[Ends] = []
    last: tuple[Person, ...] = ()
    holders = honored(found, people, lexicon)
    for each in found:
        titled = [(at, at, person) for at, person in bare_honorifics(each, people, holders, lexicon)]
        names = sorted([*bearers_in(each, people), *titled], key=lambda each: each[0])
        for ends in _ends_in(each, names, lexicon):
            if ends.by_pronoun and not ends.passive and not ends.acting:
                ends = replace(ends, acting=tuple(person for person in last if person not in ends.others))
            elif ends.by_pronoun and ends.passive and not ends.others:
                ends = replace(ends, others=tuple(person for person in last if person not in ends.acting))
            last = (ends.others if ends.passive else ends.acting)[:1] or last
            every.append(ends)
    return every


def bearers_in(found: Found, people: Sequence[Person]) -> list[tuple[int, int, Person]]:
    """The people a sentence names, and those it means by an office that they alone hold: "the President"."""
    borne = {office for name in found.names for office in name.offices}
    bare = []
    for office in found.offices:
        holders = [person for person in people if any(title.office.id == office.office.id for title in person.titles)]
        if office not in borne and len(holders) == 1 and office.party in (None, holders[0].party):
            bare.append((office.span.first, office.span.last, holders[0]))
    return sorted([*names_in(found.sentence, people), *bare], key=lambda each: each[0])


def names_in(sentence: Sentence, people: Sequence[Person]) -> list[tuple[int, int, Person]]:
    """The people named in a sentence, left to right: first word, last word, person."""
    spans = [
        (span.first, span.last, person)
        for person in people
        for span in person.mentions
        if span.sentence == sentence.index
    ]
    return sorted(spans, key=lambda each: each[0])


def _ends_in(found: Found, names: Sequence[tuple[int, int, Person]], lexicon: Lexicon) -> Iterator[Ends]:
    """The two ends of each predicate of a sentence, and of each noun for a meeting."""
    sentence = found.sentence
    if not names:
        return
    for word in sentence:
        if word.upos in ("VERB", "AUX"):
            entries = lexicon.predicates.get(("VERB", verb_lemma(sentence, word, lexicon)), ())
            below = {child.lemma for child in sentence.children(word)}
            types = {
                entry.type
                for entry in entries
                if not _needs_noun(entry) or entry.type != VISIT and _has_noun(entry, below)
            }
            if any(noun.text in lexicon.meetings for noun in sentence.children(word, "obj")):
                types.add(MEET)  # "hielten mit B eine Gesprächsrunde ab"
            ends = _ends_of_verb(found, word, types, names, lexicon)
            if ends is not None:
                yield ends
        elif word.text in lexicon.meetings and word.upos in ("NOUN", "PROPN"):
            yield _ends_of_noun(found, word, names, lexicon)


def _ends_of_noun(found: Found, noun: Word, names: Sequence[tuple[int, int, Person]], lexicon: Lexicon) -> Ends:
    """Whom a meeting's own phrase names ("A's call with B"), else who holds it and with whom."""
    sentence = found.sentence
    acting, others = _between(sentence, noun, names, lexicon)
    place = _place_of_noun(found, noun, lexicon)
    if acting and others:
        return Ends(tuple(acting), tuple(others), place)
    others = _below(sentence, _with_phrases(sentence, noun, lexicon), names)
    holders = tuple(_holders_of(sentence, noun))
    acting = _below(sentence, holders, names)
    others = [person for person in others if person not in acting]
    return Ends(tuple(acting), tuple(others), place, by_pronoun=_is_pronoun(holders))


def _place_of_noun(found: Found, noun: Word, lexicon: Lexicon) -> str | None:
    """ "will fly to Peking for talks with A": where the verb above says."""
    for above in found.sentence.ancestors(noun):
        if above.upos == "VERB":
            return _place_of(found, above, lexicon)
    return None


def _between(
    sentence: Sentence, meeting: Word, names: Sequence[tuple[int, int, Person]], lexicon: Lexicon
) -> tuple[list[Person], list[Person]]:
    """Whom a meeting's own phrase names: the first, and those he meets."""
    words = {word.index for word in partner_words(sentence, meeting, lexicon)}
    partners = list(dict.fromkeys(person for first, _, person in names if first in words))
    return partners[:1], partners[1:]


def _needs_noun(entry: Predicate) -> bool:
    """Whether a verb has its meaning from a noun beside it ("führte … Gespräche")."""
    return any(condition.lemmas or condition.noun_class for condition in entry.conditions if not condition.absent)


def _has_noun(entry: Predicate, lemmas: Set[str]) -> bool:
    """Whether the nouns a verb needs for its meaning may stand beside it ("Zu den *Themen* gehörte …")."""
    needed = (condition.lemmas for condition in entry.conditions if condition.lemmas and not condition.absent)
    small = [lemma.casefold() for lemma in lemmas]
    return all(any(lemma.endswith(noun.casefold()) for lemma in small for noun in each) for each in needed)


def _ends_of_verb(
    found: Found, verb: Word, types: set[str], names: Sequence[tuple[int, int, Person]], lexicon: Lexicon
) -> Ends | None:
    sentence = found.sentence
    subjects = _subjects(sentence, verb)
    if not subjects and is_finite(verb) and any(_partners(sentence, verb, lexicon)):
        subjects = sentence.children(verb, "obj")[:1]  # "Mit B erörterte A …", where A was taken for what is discussed
    if not types & (BETWEEN_TWO | TOWARDS_OTHERS | {VISIT}) or not subjects:
        return None
    acting = _below(sentence, subjects, names)
    phrases = tuple(
        _other_ends(sentence, verb, lexicon) if types & TOWARDS_OTHERS else _partners(sentence, verb, lexicon)
    )
    agents = _below(sentence, _agents(sentence, verb, lexicon), names)
    senders = _below(sentence, _senders(sentence, verb, lexicon), names)
    others = [person for person in _below(sentence, phrases, names) if person not in (*acting, *agents, *senders)]
    if not others and types & BETWEEN_TWO and not any(_partners(sentence, verb, lexicon)):
        acting, others = acting[:1], acting[1:2]  # "Prime Minister A and President B met"
    place = _place_of(found, verb, lexicon)
    if agents:  # "A was received by B"
        return Ends(tuple(agents), tuple(acting), place, by_pronoun=_is_pronoun(subjects), passive=True)
    home = verb_lemma(sentence, verb, lexicon) in lexicon.words("side", "homeward")
    visits = not home and (VISIT in types or VISIT in _visiting(sentence, verb, lexicon))
    unnamed = not acting and any(subject.upos in ("NOUN", "PROPN") for subject in subjects)
    return Ends(
        tuple(acting), tuple(others), place, visits, tuple(senders), by_pronoun=_is_pronoun(subjects), unnamed=unnamed
    )


def _subjects(sentence: Sentence, verb: Word) -> tuple[Word, ...]:
    """The subject of a verb, or of the one it is coordinated with: "arrived in Tanzania and was received by X"."""
    while not (subjects := sentence.children(verb, "nsubj")) and verb.relation == "conj":
        above = sentence.head(verb)
        if above is None or above.upos not in ("VERB", "AUX"):
            break
        verb = above
    return subjects


def _is_pronoun(subjects: Sequence[Word]) -> bool:
    return bool(subjects) and all(subject.upos == "PRON" for subject in subjects)


def _senders(sentence: Sentence, verb: Word, lexicon: Lexicon) -> Iterator[Word]:
    """Whose message a verb conveys: "the greetings *of President Putin*"; not to whom it goes."""
    messages = {
        lemma
        for entry in lexicon.predicates.get(("VERB", verb_lemma(sentence, verb, lexicon)), ())
        if entry.type == CONVEY
        for condition in entry.conditions
        if condition.relation == "obj"
        for lemma in condition.lemmas
    }
    for noun in sentence.children(verb, "obj"):
        if noun.lemma in messages:
            yield from [child for child in sentence.children(noun, "nmod") if child.upos in ("NOUN", "PROPN")][:1]


def _holders_of(sentence: Sentence, noun: Word) -> Iterator[Word]:
    """Who holds the meeting a noun names: the subject above it ("sprach anlässlich eines Telefonats mit Präsident X")."""
    for above in sentence.ancestors(noun):
        if subjects := sentence.children(above, "nsubj"):
            yield from (subject for subject in subjects if noun not in sentence.subtree(subject))
            return


def _agents(sentence: Sentence, verb: Word, lexicon: Lexicon) -> Iterator[Word]:
    """The "by …" phrases of a passive, also where the parser hung them on its object."""
    if not sentence.children(verb, "nsubj:pass", "aux:pass"):
        return
    for head in (verb, *sentence.children(verb, "obj")):
        for phrase in sentence.children(head, "obl", "nmod"):
            cases = {case.text.casefold() for case in sentence.children(phrase, "case")}
            if phrase.deprel == "obl:agent" or cases & lexicon.words("voice", "agents"):
                yield phrase


def _visiting(sentence: Sentence, verb: Word, lexicon: Lexicon) -> set[str]:
    """The kind of act an empty verb's object names: "paid a state visit"."""
    return {
        VISIT for noun in sentence.children(verb, "obj") if (word := lexicon.meetings.get(noun.text)) is not None
        and word.kind == VISIT.casefold()
    }  # fmt: skip


def _place_of(found: Found, verb: Word, lexicon: Lexicon) -> str | None:
    """The state of the place where a predicate says it was: "in Warschau", "nach London, wo …", "a visit to India"."""
    sentence = found.sentence
    phrases = [
        phrase
        for head in (verb, *sentence.children(verb, "obj"))
        for phrase in (*sentence.children(head, "obl", "nmod"), head)
        if phrase is not verb and not _leads_away(sentence, phrase, lexicon)
    ]
    if verb.relation == "acl" and (above := sentence.head(verb)) is not None:
        phrases.append(above)
    places = [(place.span, place.party) for place in found.places]
    places += [(party.span, party.party) for party in found.parties if party.use in ("name", "government", "own")]
    for phrase in phrases:
        for span, party in places:
            if party and span.covers(phrase.index):
                return party
    above = sentence.head(verb)
    if above is not None and above.upos == "VERB" and verb.relation == "conj":
        return _place_of(found, above, lexicon)  # "In Tokyo he was received by A and met with B"
    return None


def _leads_away(sentence: Sentence, phrase: Word, lexicon: Lexicon) -> bool:
    """ "from Berlin" says where somebody was before."""
    cases = {case.text.casefold() for case in sentence.children(phrase, "case")}
    return bool(cases) and not cases & lexicon.words("side", "places")


def _other_ends(sentence: Sentence, verb: Word, lexicon: Lexicon) -> Iterator[Word]:
    yield from sentence.children(verb, "obj", "iobj")
    yield from _partners(sentence, verb, lexicon)


def _partners(sentence: Sentence, verb: Word, lexicon: Lexicon) -> Iterator[Word]:
    """ "mit B", hung on the verb or on its object."""
    for noun in (verb, *sentence.children(verb, "obj")):
        yield from _with_phrases(sentence, noun, lexicon)


def _with_phrases(sentence: Sentence, noun: Word, lexicon: Lexicon) -> Iterator[Word]:
    for phrase in sentence.children(noun, "obl", "nmod"):
        cases = {case.text.casefold() for case in sentence.children(phrase, "case")}
        if cases & lexicon.words("side", "partner"):
            yield phrase


def _below(sentence: Sentence, heads: Iterable[Word], names: Sequence[tuple[int, int, Person]]) -> list[Person]:
    below = {word.index for head in heads for word in sentence.subtree(head)}
    return list(dict.fromkeys(person for first, _, person in names if first in below))
