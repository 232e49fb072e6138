"""One appearance of a person and what the register knows of somebody in, how likely they are one out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.register.days import years_outside
from communique.register.identity.verdict import Verdict
from communique.register.names import Likeness, compare_names

# A full name alone, without party or office, is nearly always one person; another party speaks against it, but readers
# of texts err about parties more often than two ministers share a rare name.
FULL, FULL_OTHER_PARTY, FULL_OTHER_PARTY_SAME_OFFICE = 0.9, 0.5, 0.62
# A surname says little without party and office: "Sullivan" may be a senator.
SURNAME_SAME_OFFICE, SURNAME_SAME_RANK, SURNAME_SAME_PARTY, SURNAME_ALONE, SURNAME_OTHER_PARTY = (
    0.9,
    0.8,
    0.66,
    0.5,
    0.1,
)
GIVEN_TOO = 0.75  # likeness of names from which a given name or its initial agrees too: "Joe Biden", "Joseph R. Biden"
SAME_WORDS = 0.95  # "Abdullah II" twice: no surname, but the same words
RARE, COMMON, GIVEN_ALONE = 1.0, 0.93, 0.85  # "Lavrov"; "Kim"; "Mohammed": how much a part of a name is worth
RARE_FROM, COMMON_FROM = 0.6, 0.4  # likeness of names
AMONG_SEVERAL = 0.12  # less where others of that surname act for the same party
PARTY_AGREES, OFFICE_AGREES = 0.05, 0.03
CONFLICT = 0.05
CAREER_YEARS = 25  # nobody is told of in the same office so long after
AFTER_CAREER = 0.5  # times as likely
STAYS_YEARS = 1.5  # within which somebody without office in the text is still the one last told of


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody in one document: name, party, offices as (office, party it belongs to), day of the document."""

    name: str
    party: str | None
    offices: frozenset[tuple[str, str]]
    day: str | None


@dataclass(slots=True)
class Known:
    """What the register knows of a person: spellings, parties, offices with the days they were told of."""

    id: int
    names: list[str] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    offices: set[tuple[str, str]] = field(default_factory=set)
    first_day: str | None = None
    last_day: str | None = None

    def learn(self, appearance: Appearance) -> None:
        """Add what one more text tells."""
        if appearance.name not in self.names:
            self.names.append(appearance.name)
        if appearance.party:
            self.parties.add(appearance.party)
        self.offices |= appearance.offices
        self.widen(appearance.day, appearance.day)

    def widen(self, first: str | None, last: str | None) -> None:
        """Let the days within which texts speak of them reach further."""
        self.first_day = min((day for day in (self.first_day, first) if day), default=None)
        self.last_day = max((day for day in (self.last_day, last) if day), default=None)


def judge_all(appearance: Appearance, known: Sequence[Known]) -> list[tuple[int, Verdict]]:
    """Judge an appearance against all candidates; a surname shared by several of one party tells less."""
    judged = [(each, _judge(appearance, each)) for each in known]
    rivals = [each for each, (_, fit) in judged if fit == "partial" and _shares_party(appearance, each)]
    verdicts = []
    for each, (verdict, fit) in judged:
        if fit == "partial" and len(rivals) > 1 and each in rivals and not appearance.offices & each.offices:
            verdict = Verdict(
                verdict.score - AMONG_SEVERAL, f"{verdict.reason}; others of that name act for {appearance.party}"
            )
        verdicts.append((each.id, verdict))
    return verdicts


def judge(appearance: Appearance, known: Known) -> Verdict:
    """How likely an appearance is somebody the register knows."""
    return _judge(appearance, known)[0]


def _judge(appearance: Appearance, known: Known) -> tuple[Verdict, str]:
    likenesses = [_graded(appearance.name, name) for name in known.names]
    fits = {each.fit for each in likenesses}
    if "full" in fits:
        best = max((each for each in likenesses if each.fit == "full"), key=lambda each: each.score)
        verdict, fit = _with_full_name(appearance, known, best.score, best.reason), "full"
    elif "conflict" in fits or not likenesses:  # "Kim" fits him, but "Kim Jong Il" does not: he is known by a full name
        reason = next((each.reason for each in likenesses if each.fit == "conflict"), "no name")
        return Verdict(CONFLICT, reason), "conflict"
    else:
        best = max(likenesses, key=lambda each: each.score)
        verdict, fit = _with_part_of_name(appearance, known, best.score, best.reason), "partial"
    return _in_time(verdict, appearance, known), fit


def _graded(name: str, other: str) -> Likeness:
    """How alike two names are, for telling people: with a given name or its initial as good as full, else by rarity."""
    likeness = compare_names(name, other)
    if likeness.fit != "partial":
        return likeness
    if likeness.score >= GIVEN_TOO or (name == other and len(name.split()) > 1):
        return Likeness(SAME_WORDS, "full", likeness.reason)
    worth = RARE if likeness.score >= RARE_FROM else COMMON if likeness.score >= COMMON_FROM else GIVEN_ALONE
    return Likeness(worth, "partial", likeness.reason)


def _shares_party(appearance: Appearance, known: Known) -> bool:
    return appearance.party is not None and appearance.party in known.parties


def _with_full_name(appearance: Appearance, known: Known, score: float, reason: str) -> Verdict:
    same_office = {office for office, _ in appearance.offices} & {office for office, _ in known.offices}
    if _shares_party(appearance, known):
        office = OFFICE_AGREES if same_office else 0.0
        return Verdict(
            min(1.0, FULL * score + PARTY_AGREES + office), f"{reason}; acts for {appearance.party} there too"
        )
    if appearance.party and known.parties:
        parties = ", ".join(sorted(known.parties))
        if same_office:
            return Verdict(
                FULL_OTHER_PARTY_SAME_OFFICE * score,
                f"{reason}; same office, but for {parties}, not {appearance.party}",
            )
        return Verdict(FULL_OTHER_PARTY * score, f"{reason}; but acts for {parties}, not for {appearance.party}")
    return Verdict(FULL * score, f"{reason}; one text does not say for whom")


def _with_part_of_name(appearance: Appearance, known: Known, score: float, reason: str) -> Verdict:
    if appearance.party and known.parties and not _shares_party(appearance, known):
        return Verdict(
            SURNAME_OTHER_PARTY, f"{reason}; acts for {', '.join(sorted(known.parties))}, not for {appearance.party}"
        )
    shared = appearance.offices & known.offices
    if shared:
        office, of = min(shared)
        return Verdict(SURNAME_SAME_OFFICE * score, f"{reason}; {office} of {of or 'somebody'} in both")
    same = {office for office, _ in appearance.offices} & {office for office, _ in known.offices}
    if not _shares_party(appearance, known):
        return Verdict(
            (SURNAME_SAME_PARTY if same else SURNAME_ALONE) * score, f"{reason}; one text does not say for whom"
        )
    if same:
        return Verdict(SURNAME_SAME_RANK * score, f"{reason}; {min(same)} in both, for {appearance.party}")
    if not appearance.offices and years_outside(appearance.day, known.first_day, known.last_day) <= STAYS_YEARS:
        return Verdict(SURNAME_SAME_RANK * score, f"{reason}; acts for {appearance.party} in both, at that time")
    what = "offices differ" if appearance.offices and known.offices else "no office to go by"
    return Verdict(SURNAME_SAME_PARTY * score, f"{reason}; acts for {appearance.party} in both, {what}")


def _in_time(verdict: Verdict, appearance: Appearance, known: Known) -> Verdict:
    years = years_outside(appearance.day, known.first_day, known.last_day)
    if years <= CAREER_YEARS:
        return verdict
    return Verdict(verdict.score * AFTER_CAREER, f"{verdict.reason}; but {years:.0f} years lie between the texts")
