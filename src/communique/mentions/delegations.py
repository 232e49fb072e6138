"""Settles for whom people act whose own titles do not say: delegations, lists, and the publisher's own officials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.lexicon import Lexicon
from communique.mentions.allegiance import Allegiance
from communique.mentions.attendance import attendance_words
from communique.mentions.ends import names_in
from communique.mentions.parties import Context
from communique.mentions.people import Found
from communique.mentions.spans import PartyMention, Person
from communique.sentences import Sentence

SPOUSES = frozenset({"spouse", "first-lady", "relative"})
APPOSITION_GAP = 2  # a comma, or a comma and "und"
LIST_GAP = 3  # "…, sowie John Bolton": at most so many words between two names of one list


def settle_parties(
    people: Sequence[Person], found: Sequence[Found], lexicon: Lexicon, context: Context
) -> tuple[Person, ...]:
    """Return the people with the party filled in where the text gives it away; None stays where it does not."""
    settled = {person.id: person.party for person in people}
    for each in found:
        for id, party in _by_superior(each, people, settled, lexicon):
            settled[id] = settled[id] or party
    for each in found:
        for id, party in [*_respective(each, people), *_by_side(each, people, lexicon, context)]:
            settled[id] = settled[id] or party
    for each in found:
        _by_counterpart(each, people, found, settled)
    for each in found:
        _by_neighbours(each, people, settled, lexicon)
    for each in found:
        for id, party in [*_by_company(each, people, settled, lexicon), *_by_own_delegation(each, people, lexicon)]:
            settled[id] = settled[id] or party
    for each in found:
        _by_counterpart(each, people, found, settled)
    _by_office(people, found, settled)
    Allegiance(people, found, settled, lexicon, context).settle()
    return tuple(replace(person, party=settled[person.id]) for person in people)


def _by_superior(
    found: Found, people: Sequence[Person], settled: dict[str, str | None], lexicon: Lexicon
) -> Iterator[tuple[str, str]]:
    """ "der Sicherheitsberater des Präsidenten, Henry Kissinger": he acts for whom that President acts."""
    for first, _, person in names_in(found.sentence, people):
        name = next((name for name in found.names if name.span.first == first), None)
        for office in name.offices if name else ():
            words = found.sentence.words[office.span.first + 1 : office.title.last + 1]
            for match in lexicon.offices.find([word.text for word in words]):
                if not match.first or words[match.first - 1].text.casefold() not in lexicon.words("title", "articles"):
                    continue
                holders = [
                    other
                    for other in people
                    if other.id != person.id and any(title.office.id == match.value.id for title in other.titles)
                ]
                party = next((settled[other.id] for other in holders if settled[other.id]), None)
                if party:
                    yield person.id, party


def _by_side(found: Found, people: Sequence[Person], lexicon: Lexicon, context: Context) -> Iterator[tuple[str, str]]:
    """ "von russischer Seite A und B, von türkischer Seite C", "seitens der DVRK A": who follows acts for that side."""
    markers = [(party.span.last, party.party) for party in found.parties if _marks_side(found.sentence, party, lexicon)]
    markers = sorted([*markers, *_guest_markers(found.sentence, people, lexicon, context)])
    if not markers:
        return
    names = names_in(found.sentence, people)
    named_after = any(first > markers[0][0] for first, _, _ in names)
    for first, _, person in names:
        before = [party for at, party in markers if at < first]
        if before:
            yield person.id, before[-1]
        elif len(markers) == 1 and not named_after:  # "A and B were present from the Chinese side"
            yield person.id, markers[0][1]


def _guest_markers(
    sentence: Sentence, people: Sequence[Person], lexicon: Lexicon, context: Context
) -> Iterator[tuple[int, str]]:
    """ "seitens der Gäste": the one party that is not the publisher's."""
    guests = lexicon.folded_words("groups", "guests")
    others = Counter(person.party for person in people if person.party and person.party != context.publisher_state)
    for word in sentence:
        before = {each.text.casefold() for each in sentence.words[max(0, word.index - 2) : word.index]}
        if (
            others
            and lexicon.folding(word.text) in guests
            and before & (lexicon.words("side", "strong") | lexicon.words("side", "prepositions"))
        ):
            yield word.index, others.most_common(1)[0][0]


def _marks_side(sentence: Sentence, party: PartyMention, lexicon: Lexicon) -> bool:
    nouns = lexicon.folded_words("side", "nouns")
    after = sentence.words[party.span.last + 1 : party.span.last + 2]
    before = [word.text.casefold() for word in sentence.words[max(0, party.span.first - 2) : party.span.first]]
    strong = lexicon.words("side", "strong")
    if any(word in strong for word in before):
        return True
    if any(lexicon.folding(word.text) in nouns for word in after):
        return bool(lexicon.words("side", "prepositions") & set(before))
    parts = sentence[party.span.last].text.split("-")
    return lexicon.folding(parts[-1]) in nouns and bool(lexicon.words("side", "prepositions") & set(before))


def _respective(found: Found, people: Sequence[Person]) -> Iterator[tuple[str, str]]:
    """ "seine Kollegen aus Russland, China und Frankreich, A, B und C": the first for the first, and so on."""
    parties = [party for party in found.parties if party.use in ("name", "government")]
    names = names_in(found.sentence, people)
    run: list[PartyMention] = []
    for party in parties:
        if run and party.span.first - run[-1].span.last > LIST_GAP:
            run = []
        run.append(party)
        following = [each for each in names if each[0] > run[-1].span.last]
        if len(run) <= 1 or len(following) < len(run) or following[0][0] - run[-1].span.last > APPOSITION_GAP:
            continue
        chosen = following[: len(run)]
        tight = all(later[0] - earlier[1] <= APPOSITION_GAP for earlier, later in zip(chosen, chosen[1:], strict=False))
        if tight and not any(person.titles for _, _, person in chosen[1:]):
            yield from ((person.id, each.party) for (_, _, person), each in zip(chosen, run, strict=True))


def _by_neighbours(found: Found, people: Sequence[Person], settled: dict[str, str | None], lexicon: Lexicon) -> None:
    """Those named beside somebody in an enumeration act for whom he acts."""
    if any(attendance_words(found.sentence, lexicon)):
        _by_next(found, people, settled)
    _by_list(found, people, settled)


def _by_list(found: Found, people: Sequence[Person], settled: dict[str, str | None]) -> None:
    """Someone without a party in a list acts for whom the one before acts ("John Kelly, Stabschef …, und John Bolton")."""
    previous: tuple[int, Person] | None = None
    for first, last, person in names_in(found.sentence, people):
        if previous is not None and settled[person.id] is None:
            between = found.sentence.words[previous[0] + 1 : first]
            verbs = any(word.upos in ("VERB", "AUX") for word in between)
            offices = sum(1 for office in found.offices if previous[0] < office.span.first < first)
            apart = not person.titles and any(word.upos == "DET" for word in between)  # "sandte X dem Genossen Y"
            near = len(between) - offices <= LIST_GAP or person.titles
            if not verbs and not apart and near and settled[previous[1].id]:
                settled[person.id] = settled[previous[1].id]
        previous = (last, person)


def _by_company(
    found: Found, people: Sequence[Person], settled: dict[str, str | None], lexicon: Lexicon
) -> Iterator[tuple[str, str]]:
    """ "Obama, who was accompanied by Secretary of State John Kerry": they act for whom he acts."""
    sentence = found.sentence
    at = {index: person for first, last, person in names_in(sentence, people) for index in range(first, last + 1)}
    for verb in sentence:
        agents = sentence.children(verb, "obl:agent")
        if verb.lemma not in lexicon.words("presence", "agents") or not agents:
            continue
        below = {word.index for agent in agents for word in sentence.subtree(agent)}
        leaders = [person for index, person in at.items() if index not in below and index < verb.index]
        party = settled[leaders[-1].id] if leaders else None
        for index in below & set(at):
            if party:
                yield at[index].id, party


def _by_own_delegation(found: Found, people: Sequence[Person], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """ "Kim Dae Jung, der an der Spitze einer Delegation der südlichen Seite eintraf": it is his delegation."""
    sentence = found.sentence
    for first, _, person in names_in(sentence, people):
        head = sentence[first]
        for word in sentence.subtree(head):
            if word.lemma.casefold() in lexicon.words("side", "delegation"):
                below = {each.index for each in sentence.subtree(word)}
                yield from ((person.id, party.party) for party in found.parties if party.span.first in below)


def _by_counterpart(
    each: Found, people: Sequence[Person], found: Sequence[Found], settled: dict[str, str | None]
) -> None:
    """ "Dean Rusk und sein Kollege Andrej Gromyko": the colleague is the other side's; a wife is her husband's side's."""
    previous: Person | None = None
    for first, _, person in names_in(each.sentence, people):
        name = next((name for name in each.names if name.span.first == first), None)
        offices = {office.office.id for office in name.offices} if name is not None else set()
        own = settled[previous.id] if previous is not None else None
        if settled[person.id] is None and own and offices & SPOUSES:
            settled[person.id] = own
        elif settled[person.id] is None and own and "counterpart" in offices:
            others = Counter(
                party.party
                for other in found
                for party in other.parties
                if party.party != own and party.use != "government"
            )
            settled[person.id] = others.most_common(1)[0][0] if others else None
        previous = person


def _by_office(people: Sequence[Person], found: Sequence[Found], settled: dict[str, str | None]) -> None:
    """ "dem südlichen Präsidenten": where one person alone holds that office, it is he."""
    for each in found:
        borne = {office for name in each.names for office in name.offices}
        for office in each.offices:
            if office.party is None or office in borne:
                continue
            holders = [
                person for person in people if any(title.office.id == office.office.id for title in person.titles)
            ]
            open_holders = [person for person in holders if settled[person.id] is None]
            if len(open_holders) == 1 and not any(settled[person.id] == office.party for person in holders):
                settled[open_holders[0].id] = office.party


def _by_next(found: Found, people: Sequence[Person], settled: dict[str, str | None]) -> None:
    """ "Foreign Minister A and Adviser B of Eritrea": the state behind the last is everybody's before it."""
    names = names_in(found.sentence, people)
    for (_, last, one), (first, end, other) in reversed(list(zip(names, names[1:], strict=False))):
        between = found.sentence.words[last + 1 : first]
        joined = any(word.upos == "CCONJ" for word in between) and not any(
            word.upos in ("VERB", "AUX") for word in between
        )
        trailing = any(
            party.span.first in (end + 2, end + 3) and party.party == settled[other.id] for party in found.parties
        )
        if settled[one.id] is None and joined and trailing and len(one.titles) == 1:
            settled[one.id] = settled[other.id]
