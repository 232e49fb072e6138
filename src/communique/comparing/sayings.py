"""Two texts' statements come in; what one alone says, and what both say but not alike, goes out as differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.comparing.comparison import Difference, Passage, Shared, Side
from communique.comparing.likeness import Echo, cover, find_echo, shared_features, weight_of
from communique.comparing.statements import Statement
from communique.comparing.vocabulary import load_strengths, load_topics
from communique.evidence import Evidence, quote
from communique.record import ActRecord, Record

SILENT = (
    0.63  # shares of a statement told in the other text, and of any there told in it, that together show it is told
)
SLACK = 0.25  # so much less is asked of a statement that says nearly nothing
ITEM = 0.33  # of a statement is told: the other text has that sentence, though it may lack an item of it
LITTLE = 1.0  # of weight: a statement that says less cannot be missed ("He called the talks useful.")
MUCH = 3.0  # of weight: the less a statement says, the less of it need be told for it not to be missed
FIRM = 0.5  # of weight: more than a weak concept or the parties themselves
SURE = 0.5  # of what either says the other tells: they may be held against each other
RESIDUE = 1.6  # of weight: so much is left over in the other's sentence that it may be the same in other words
TITLES = 70  # characters of a subject
NEAR = 0.1  # of a statement is told there: the words nearest to it in the other text are worth showing
OPEN = "open"
OPPOSED = frozenset({
    frozenset({"open", "bound"}), frozenset({"open", "asked"}), frozenset({"open", "refused"}), frozenset({"open", "blamed"}),
    frozenset({"asked", "bound"}), frozenset({"refused", "bound"}),
})  # fmt: skip
# Of these bearings two texts cannot mean the same; "said" goes with any: a text may say of a demand that it was stated.
OWNED = frozenset({"asked", "blamed", "refused"})  # whose act it is matters; what is agreed is everybody's
REPROACHES = frozenset({"blamed", "refused"})
REVERSIBLE = frozenset({"SIGN", "AGREE", "PLEDGE", "VISIT", "INVITE"})  # done, or not done: there is nothing between


@dataclass(frozen=True)
class Telling:
    """One text as it is compared: its record, statements, and for each the echo in the other text."""

    side: Side
    record: Record
    statements: Sequence[Statement]
    echoes: Sequence[Echo]
    people: Mapping[str, str]

    def passage(self, span: Evidence, marked: Sequence[Evidence] = ()) -> Passage:
        """Words of this text."""
        return Passage(span, quote(self.record.document.text, span), tuple(sorted(set(marked))))

    def names(self, references: Sequence[str]) -> tuple[str, ...]:
        """What to call those who act."""
        return tuple(dict.fromkeys(self.record.name(reference) for reference in references if reference != "?"))

    def called(self, references: Sequence[str]) -> tuple[str, ...]:
        """What to call those who act in both texts alike."""
        return tuple(self.people.get(reference, reference) for reference in references if reference != "?")


def echo_all(statements: Sequence[Statement], others: Sequence[Statement], weights: Mapping[str, float]) -> list[Echo]:
    """Find for each statement where the other text tells most of it."""
    return [find_echo(statement, others, weights) for statement in statements]


# what one side alone says


def find_silences(mine: Telling, other: Telling, weights: Mapping[str, float]) -> Iterator[Difference]:
    """What one text says and the other does not: statements, and topics within statements that the other has."""
    for at, statement in enumerate(mine.statements):
        if statement.heading:
            continue
        if is_silent(at, mine, other, weights):
            yield _listed(at, mine, other) or _silence(at, mine, other)
        elif not statement.gathers:
            yield from _unheard_topics(at, mine, other, weights)


def is_silent(at: int, mine: Telling, other: Telling, weights: Mapping[str, float]) -> bool:
    """Tell whether the other text says nothing of a statement."""
    statement, echo = mine.statements[at], mine.echoes[at]
    if statement.gathers and not _unheard_ceremony(at, mine):
        return False
    weight = _telling_weight(statement, weights)
    if weight == 0 and _is_lone_reproach(statement, other):
        return echo.cover == 0
    if weight < LITTLE:
        return False
    needed = SILENT * (1 - SLACK * (1 - min(1.0, weight / MUCH)))
    return echo.cover + _told_back(statement, other, weights) < needed


def _is_lone_reproach(statement: Statement, other: Telling) -> bool:
    """Tell whether a statement blames or refuses something, while the other text reports nothing of the kind."""
    act = main_act(statement)
    if act is None or act.content is None or _bearing(act) not in REPROACHES or act.modality != "did":
        return False
    return not any(_bearing(each) in REPROACHES for each in other.record.acts)


def _told_back(statement: Statement, other: Telling, weights: Mapping[str, float]) -> float:
    """Return how much of any one statement of the other text is in this one: it may tell the same in fewer words."""
    best = 0.0
    for each in other.statements:
        shared = shared_features(each, statement)
        if weight_of(each, shared, weights) >= LITTLE / 2:
            best = max(best, cover(each, shared, weights))
    return best


def _unheard_ceremony(at: int, mine: Telling) -> bool:
    """Tell whether a sentence on meeting tells of more than the meeting: a banquet, another guest received."""
    statement = mine.statements[at]
    firm = any(name[0] in "tc" and weight > FIRM for name, weight in statement.features.items())
    return firm and at > 0 and not any(name.startswith("h:") for name in statement.features)


def _telling_weight(statement: Statement, weights: Mapping[str, float]) -> float:
    """How much a statement says that other words could not say as well."""
    total = weight_of(statement, frozenset(statement.features), weights)
    firm = any(name[0] in "tcplhn" and weight > FIRM for name, weight in statement.features.items())
    return total if firm else 0.0


def _silence(at: int, mine: Telling, other: Telling) -> Difference:
    statement, echo = mine.statements[at], mine.echoes[at]
    new = tuple(topic for topic in statement.topics if not _is_heard(topic, other))
    act = main_act(statement)
    kind = "pledge" if act and act.type == "PLEDGE" else "topic" if new else "act"
    marked = [span for name, spans in statement.places.items() if name[0] in "tcpl" for span in spans]
    marked = [span for span in marked if statement.span.contains(span)]
    return _one_sided(
        mine, kind, act, statement, marked, topics=new or tuple(statement.topics),
        nearest=_nearest(echo, other),
        reason=f"{_percent(echo.cover)} of it is told in the other text",
    )  # fmt: skip


def _listed(at: int, mine: Telling, other: Telling) -> Difference | None:
    """What this text reports as asked or agreed, where the other only names it among what was discussed."""
    statement = mine.statements[at]
    act = main_act(statement)
    if act is None or frozenset({OPEN, _bearing(act)}) not in OPPOSED:
        return None
    subjects = {name for name, weight in statement.features.items() if name[0] in "tpl" and weight > FIRM}
    subjects -= {
        f"t:{topic}" for topic, each in load_topics().items() if not each.parent
    }  # "peace" names no one matter
    for listing in other.statements:
        naming = main_act(listing)
        named = subjects & listing.features.keys()
        if naming and _bearing(naming) == OPEN and named:
            marked = [span for name in named for span in listing.places[name]]
            here = [span for name in named for span in statement.places[name]]
            passages = {mine.side: (mine.passage(statement.span, here),),
                        other.side: (other.passage(listing.span, marked),)}  # fmt: skip
            types = {mine.side: act.type, other.side: naming.type}
            return Difference(
                "", "strength", None, subject_of(mine, statement, act), tuple(sorted(statement.topics)),
                types["a"], types["b"], mine.names(act.actors), passages["a"], passages["b"],
                reason="one text names it among what was discussed",
            )  # fmt: skip
    return None


def _unheard_topics(at: int, mine: Telling, other: Telling, weights: Mapping[str, float]) -> Iterator[Difference]:
    """Topics of a statement that the other text has, but without them: a list of which one item is left out."""
    statement, echo = mine.statements[at], mine.echoes[at]
    if max(echo.cover, _told_back(statement, other, weights)) < ITEM:
        return
    titles = [agreement.span for agreement in mine.record.agreements]  # what a title speaks of is not told for itself
    unheard = [
        topic
        for topic, spans in statement.topics.items()
        if not _is_heard(topic, other)
        and _is_apart(topic, at, mine, other)
        and not all(any(title.overlaps(span) for title in titles) for span in spans)
    ]
    residue = sum(
        weights[name]
        for place in echo.at
        for name in sorted(other.statements[place].features.keys() - statement.features.keys())
        if name[0] in "cs" and not any(name in each.features for each in mine.statements)
    )
    if unheard and residue < RESIDUE:
        spans = [span for topic in unheard for span in statement.topics[topic]]
        yield _one_sided(
            mine,
            "topic",
            main_act(statement),
            statement,
            spans,
            topics=tuple(unheard),
            nearest=_nearest(echo, other),
            reason="the other text tells the rest of the sentence, but not this",
        )


def _is_apart(topic: str, at: int, mine: Telling, other: Telling) -> bool:
    """Tell whether no word by which a topic is named is anywhere in the other text."""
    statement = mine.statements[at]
    spans = statement.topics[topic]
    within = {
        name
        for name, places in statement.places.items()
        if not name.startswith("t:") and any(place.overlaps(span) for place in places for span in spans)
    }
    return not any(
        within & each.features.keys() or f"t:{topic}" in shared_features(statement, each) for each in other.statements
    )


def _is_heard(topic: str, other: Telling) -> bool:
    """Tell whether the other text speaks of a topic, of one wider or narrower, or of its nearest kin."""
    topics = load_topics()
    parent = topics[topic].parent
    kin = {topic, parent, *(name for name, each in topics.items() if each.parent == topic)} - {""}
    return any(kin & statement.topics.keys() for statement in other.statements)


def _nearest(echo: Echo, other: Telling) -> Passage | None:
    if echo.cover < NEAR:
        return None
    statement = other.statements[echo.at[0]]
    return other.passage(statement.span, [span for name in echo.shared for span in statement.places.get(name, ())])


def _one_sided(  # noqa: PLR0913  (the parts of a difference)
    mine: Telling, kind: str, act: ActRecord | None, statement: Statement, marked: Sequence[Evidence], *,
    topics: tuple[str, ...], nearest: Passage | None, reason: str,
) -> Difference:  # fmt: skip
    passages = (mine.passage(statement.span, marked),)
    type = act.type if act else None
    here = mine.side == "a"
    return Difference(
        "", kind, mine.side, subject_of(mine, statement, act), topics, type if here else None, None if here else type,
        mine.names(act.actors) if act else (), passages if here else (), () if here else passages, nearest, reason,
    )  # fmt: skip


# what both say, but not alike


def pair_statements(a: Telling, b: Telling) -> list[tuple[Statement, Statement, Echo]]:
    """Pairs of statements that tell the same: each is the other's echo, and at least one is told for its greater part."""
    pairs = []
    for at, statement in enumerate(a.statements):
        there = a.echoes[at]
        for place in there.at:
            back = b.echoes[place]
            if at in back.at and max(there.cover, back.cover) >= SURE and min(there.cover, back.cover) >= ITEM / 2:
                pairs.append((statement, b.statements[place], there if there.cover >= back.cover else back))
    return [pair for pair in pairs if not (pair[0].heading or pair[1].heading)]


def find_shifts(a: Telling, b: Telling, same: Mapping[str, str]) -> Iterator[Difference]:
    """What both texts tell, but in another strength, by another actor, or as not done. `same`: persons of b as in a."""
    for one, other, echo in pair_statements(a, b):
        here, there = main_act(one), main_act(other)
        if here is None or there is None or one.gathers or other.gathers:
            continue
        kind = _shift(one, other, here, there, a, b, same)
        if kind:
            marked = [[span for name in echo.shared for span in each.places.get(name, ())] for each in (one, other)]
            shared = tuple(sorted(set(one.topics) & set(other.topics))) or tuple(sorted({*one.topics, *other.topics}))
            yield Difference(
                "", kind, None, subject_of(a, one, here), shared, here.type, there.type,
                tuple(dict.fromkeys((*a.called(here.actors), *b.called(there.actors)))),
                (a.passage(one.span, [here.trigger, *marked[0]]),), (b.passage(other.span, [there.trigger, *marked[1]]),),
                reason=_told(kind, here, there, a, b),
            )  # fmt: skip


def _shift(  # noqa: PLR0913  (both sides of a pair)
    one: Statement, other: Statement, here: ActRecord, there: ActRecord, a: Telling, b: Telling, same: Mapping[str, str]
) -> str | None:
    mine, theirs = {_bearing(act) for act in one.acts}, {_bearing(act) for act in other.acts}
    if "not" in (here.modality, there.modality) and here.modality != there.modality:
        return "modality" if here.type == there.type and here.type in REVERSIBLE else None
    if here.type == there.type == "SIGN" and {here.modality, there.modality} == {"did", "will"}:
        return "modality"
    if not mine & theirs and frozenset({_bearing(here), _bearing(there)}) in OPPOSED:
        return "strength"
    named = _is_named(here, one, a.record) and _is_named(there, other, b.record)  # a pronoun may be taken for another
    if mine == theirs and mine <= OWNED and named and not _one_actor(here, there, a, b, same):
        return "actor"
    return None


def _is_named(act: ActRecord, statement: Statement, record: Record) -> bool:
    """Tell whether who acts is named in the statement itself."""
    people = [person for person in record.persons if person.id in act.actors]
    return bool(people) and all(any(statement.span.contains(each) for each in person.mentions) for person in people)


def _one_actor(here: ActRecord, there: ActRecord, a: Telling, b: Telling, same: Mapping[str, str]) -> bool:
    """Tell whether two acts may be of the same actor: of a person named by both, or of one party."""
    mine, theirs = _parties(here, a.record), _parties(there, b.record)
    shared = set(here.actors) & {same.get(actor, "") for actor in there.actors}
    return bool(shared or mine & theirs) or "?" in mine | theirs or not mine or not theirs


def _parties(act: ActRecord, record: Record) -> set[str]:
    people = {person.id: person.party or "?" for person in record.persons}
    return {people.get(actor, actor) for actor in act.actors}


def _told(kind: str, here: ActRecord, there: ActRecord, a: Telling, b: Telling) -> str:
    if kind == "actor":
        return f"{', '.join(a.names(here.actors))} in one text, {', '.join(b.names(there.actors))} in the other"
    if kind == "modality":
        return f"{here.modality} in one text, {there.modality} in the other"
    return f"{here.type} in one text, {there.type} in the other"


def find_common(a: Telling, b: Telling) -> Iterator[Shared]:
    """What both texts say, statement by statement."""
    for one, other, echo in pair_statements(a, b):
        yield Shared(
            "", "statement", subject_of(a, one, main_act(one)),
            (a.passage(one.span, [span for name in echo.shared for span in one.places.get(name, ())]),),
            (b.passage(other.span, [span for name in echo.shared for span in other.places.get(name, ())]),),
        )  # fmt: skip


def main_act(statement: Statement) -> ActRecord | None:
    """The act of a statement that goes furthest; of equals the first."""
    return max(statement.acts, key=lambda act: load_strengths()[act.type].grade, default=None)


def _bearing(act: ActRecord) -> str:
    return load_strengths()[act.type].bearing


def subject_of(telling: Telling, statement: Statement, act: ActRecord | None) -> str:
    """What a statement is about: the words of its act's content, else its own, cut to a line."""
    words = quote(telling.record.document.text, act.content if act and act.content else statement.span)
    words = " ".join(words.split())
    return words if len(words) <= TITLES else words[:TITLES].rsplit(" ", 1)[0] + " …"


def _percent(share: float) -> str:
    return f"{max(0.0, share):.0%}"
