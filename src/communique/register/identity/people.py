"""One appearance of a person and what the register knows of somebody in, how likely they are one out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from communique.register.days import years_outside
from communique.register.identity.verdict import UNDECIDED, Verdict
from communique.register.names import compare_names
from communique.register.names.wording import read_name
from communique.register.words import words_of

# A full name alone, without party or office, is nearly always one person. Another party speaks against it, but readers of
# texts err about parties more often than two ministers of two states share both names: unless their offices differ too.
FULL, FULL_OTHER_PARTY_NO_OFFICE, FULL_OTHER_PARTY_SAME_OFFICE, FULL_OTHERWISE = 0.9, 0.78, 0.85, 0.6
FULL_COMMON_OTHER_PARTY = 0.5  # "Kim Young-ho", "Wang Yi": names that several bear
# A surname says little without party and office: "Sullivan" may be a senator.
SAME_OFFICE, SAME_RANK, SAME_PARTY, OTHER_OFFICE, SURNAME_ALONE, OTHER_PARTY = 0.9, 0.8, 0.66, 0.4, 0.5, 0.1
CAREER = 0.48  # the ambassador of 2001 may be the minister of 2005; asked of rare surnames that no other bears
FOR_SOMEBODY_KNOWN = 0.82  # "Leader Schumer", of whom the text does not say for whom, and of whom many texts told
KNOWN_FROM, PROMINENT_FROM = 5, 20  # texts
SAME_BARE_NAME = 0.81  # "Schumer", and "Schumer" a month later
SLIP = (
    0.78  # "President Biden", for whom the reader took a state in the sentence: many texts of those years tell of him
)
GIVEN_TOO, INITIAL_FROM = (
    0.8,
    0.7,
)  # likeness of names with a given name ("Joe Biden", "Joseph R. Biden"), an initial ("J. Biden")
SURE_SPELLING = 0.96  # "Lawrow", "Lavrov": another spelling of the same sounds; "Finer", "Furner": 0.93
NEAR_SPELLING = 0.9
SPELT_NEARLY, SPELT_NEARLY_SAME_OFFICE = 0.6, 0.8
SOUNDS_SAME_PARTY = 0.78
SPELT_OTHERWISE_SAME_OFFICE = 0.6  # "Zelenskky"
SOUND_ALONE = 0.62  # likeness of surnames of the same sounds
LOOKS_LIKE, LOOKS_LIKE_ALONE = (
    0.5,
    0.4,
)  # letters that agree: "Jelzin", "Yeltsin" 0.43; two names of some candidates, 0.25
RARE, COMMON, GIVEN_ALONE = 1.0, 0.93, 0.85  # "Lavrov"; "Kim"; "Mohammed": how much a part of a name is worth
RARE_FROM, COMMON_FROM = 0.6, 0.4  # likeness of names
AMONG_SEVERAL = 0.12  # less where others of that surname act for the same party
FAR_MORE = 5  # times as many texts tell of one of them: "President Biden" is not the First Lady
PARTY_AGREES, OFFICE_AGREES = 0.05, 0.03
CONFLICT = 0.05
SLIPS = 10  # of so many texts one may give the wrong party
CAREER_YEARS = 25  # nobody is told of in the same office so long after
AFTER_CAREER = 0.5  # times as likely
STAYS_YEARS = 1.5  # within which somebody without office in the text is still the one last told of
LONGEST_ABBREVIATION = 5
ELECT = "-elect"  # of an office's id: who is president-elect is president a month later


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody in one document: name, party, offices as (office, party it belongs to), day of the document."""

    name: str
    party: str | None
    offices: frozenset[tuple[str, str]]
    day: str | None


@dataclass(slots=True)
class Known:
    """What the register knows of a person: spellings, parties by texts, offices, in how many texts and from when to when."""

    id: int
    names: list[str] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)
    offices: set[tuple[str, str]] = field(default_factory=set)
    first_day: str | None = None
    last_day: str | None = None
    texts: int = 0

    @property
    def parties(self) -> set[str]:
        """For whom they act, without what is most likely a slip of the reader."""
        return {party for party, texts in self.told.items() if texts * SLIPS >= self.texts}

    def learn(self, appearance: Appearance) -> None:
        """Add what one more text tells."""
        if appearance.name not in self.names:
            self.names.append(appearance.name)
        self.count(appearance.party, 1)
        self.offices |= appearance.offices
        self.widen(appearance.day, appearance.day)

    def count(self, party: str | None, texts: int) -> None:
        """Add texts that tell of them, as acting for a party or for nobody in particular."""
        self.texts += texts
        if party:
            self.told[party] = self.told.get(party, 0) + texts

    def widen(self, first: str | None, last: str | None) -> None:
        """Let the days within which texts speak of them reach further."""
        self.first_day = min((day for day in (self.first_day, first) if day), default=None)
        self.last_day = max((day for day in (self.last_day, last) if day), default=None)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a name fits the spellings of somebody.

    `kind`: full, near (full, but spelt in a way that may be another name), surname, sound (a surname that is only heard
    alike), conflict. `worth`: what it tells, 0 to 1.
    """

    kind: str
    worth: float
    reason: str


@lru_cache(maxsize=65536)
def is_name(name: str) -> bool:
    """Tell whether words can be a name by their form: "D", "NY-15", "FEMA", "Plan](https://…" cannot."""
    if any(char.isdigit() or char in "[]<>|@" for char in name) or not words_of(name):
        return False
    capitals = name.isascii() and name.isupper() and " " not in name and len(name) <= LONGEST_ABBREVIATION
    return not capitals and (len(name) > 1 or not name.isascii())


@lru_cache(maxsize=65536)
def _words(name: str) -> frozenset[str]:
    """The words of a name without what stands behind it ("Jr.", "III")."""
    return frozenset(words_of(read_name(name).text))


@lru_cache(maxsize=131072)
def fit_of(name: str, other: str) -> Fit:
    """How two names fit, for telling people: by likeness (`names`), and by whether they are spelt alike."""
    mine, theirs = _words(name), _words(other)
    if mine.isdisjoint(theirs) and _looks_other(name, other):
        return Fit("conflict", 0.0, "no word agrees")
    likeness = compare_names(name, other)
    alike = mine <= theirs or theirs <= mine
    if name == other and len(name.split()) > 1:  # "Abdullah II" too, which has no surname
        return Fit("full", 1.0, likeness.reason)
    if likeness.fit == "conflict":
        return Fit("conflict", 0.0, likeness.reason)
    if (likeness.fit == "full" or likeness.score >= GIVEN_TOO) and len(mine) > 1 and len(theirs) > 1:
        alike = alike and not _lacks_end(name, other)
        sure = alike or (likeness.score >= GIVEN_TOO and _same_end(name, other))
        return Fit("full" if sure else "near", max(likeness.score, SURE_SPELLING if sure else 0), likeness.reason)
    if alike and _is_beginning(name, other):
        return Fit("conflict", 0.0, f"{likeness.reason}; not the end of the name")
    if likeness.score >= INITIAL_FROM and _first_letters_differ(name, other):
        return Fit("conflict", 0.0, f"{likeness.reason}; another first name")  # "Boris" is not the B. of "Lyndon B."
    worth = RARE if likeness.score >= RARE_FROM else COMMON if likeness.score >= COMMON_FROM else GIVEN_ALONE
    foreign = not (name.isascii() or other.isascii())
    return Fit("surname" if alike or foreign else "sound", worth if alike else likeness.score, likeness.reason)


def _looks_other(name: str, other: str) -> bool:
    """Tell by letters alone that two names in Latin letters are not one, whatever the spelling: comparing sounds takes long."""
    if not (name.isascii() and other.isascii()):
        return False
    mine, theirs = words_of(name), words_of(other)
    if len(mine) > 1 and len(theirs) > 1:
        return Levenshtein.normalized_similarity(" ".join(mine), " ".join(theirs)) < LOOKS_LIKE
    return all(Levenshtein.normalized_similarity(a, b) < LOOKS_LIKE_ALONE for a in mine for b in theirs)


def _by_length(name: str, other: str) -> tuple[list[str], list[str]]:
    """The words of two names, the shorter first."""
    mine, theirs = words_of(read_name(name).text), words_of(read_name(other).text)
    return (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)


def _lacks_end(name: str, other: str) -> bool:
    """Tell whether one name lacks both last words of the other: "Pro Tempore" and "Pro Tempore Toni Atkins"."""
    shorter, longer = _by_length(name, other)
    return len(longer) > 2 and set(longer[-2:]).isdisjoint(shorter)  # noqa: PLR2004  (both)


def _same_end(name: str, other: str) -> bool:
    """Tell whether two names have one surname, the given name being another form: "Liz", "Elizabeth H. Shuler"."""
    shorter, longer = _by_length(name, other)
    return shorter[-1] == longer[-1]


def _is_beginning(name: str, other: str) -> bool:
    """Tell whether one word is the first of a longer name that begins with no surname: "Technology Arati Prabhakar"."""
    shorter, longer = _by_length(name, other)
    whole = name if len(words_of(name)) > 1 else other
    if len(shorter) != 1 or len(longer) <= 2 or shorter[0] != longer[0]:  # noqa: PLR2004  ("Kishida Fumio")
        return False
    first = read_name(whole).wordings[0][0]
    return not (first.given or first.family or read_name(whole).eastern)


def _first_letters_differ(name: str, other: str) -> bool:
    mine, theirs = words_of(name), words_of(other)
    return bool(mine and theirs) and mine[0][0] != theirs[0][0]


def judge_all(appearance: Appearance, known: Sequence[Known]) -> list[tuple[int, Verdict]]:
    """Judge an appearance against all candidates; a surname shared by several of one party tells less."""
    judged = [(each, *_judge(appearance, each)) for each in known]
    best = max((verdict.score for _, verdict, _ in judged), default=0.0)
    rivals = [
        each
        for each, verdict, fit in judged
        if fit.kind == "surname"
        and verdict.score >= max(UNDECIDED, best - AMONG_SEVERAL)
        and not appearance.offices & each.offices
    ]
    most = sorted((each.texts for each in rivals), reverse=True)
    chief = most[0] if len(most) > 1 and most[0] >= FAR_MORE * most[1] else None
    verdicts = []
    for each, verdict, _ in judged:
        if len(rivals) > 1 and each in rivals and each.texts != chief:
            verdict = Verdict(verdict.score - AMONG_SEVERAL, f"{verdict.reason}; others bear that name")
        verdicts.append((each.id, verdict))
    return verdicts


def judge(appearance: Appearance, known: Known) -> Verdict:
    """How likely an appearance is somebody the register knows."""
    return _judge(appearance, known)[0]


def _judge(appearance: Appearance, known: Known) -> tuple[Verdict, Fit]:
    if _cannot_be(appearance, known):
        return Verdict(CONFLICT, "no word agrees, nor the party"), Fit("conflict", 0.0, "no word agrees")
    fit = _best_fit(appearance.name, known)
    if fit.kind == "conflict":
        return Verdict(CONFLICT, fit.reason), fit
    if fit.kind == "label":  # what the reader took for a name: one thing, of which nobody need be asked
        return Verdict(OTHER_PARTY if _parties_differ(appearance, known) else FULL, fit.reason), fit
    judges = {"full": _with_full_name, "near": _with_near_name, "surname": _with_surname, "sound": _with_sound}
    return _in_time(judges[fit.kind](appearance, known, fit), appearance, known), fit


def _cannot_be(appearance: Appearance, known: Known) -> bool:
    """Tell without comparing sounds: names of which no word agrees need party, and a surname office, to be one."""
    mine = _words(appearance.name)
    if any(not mine.isdisjoint(_words(name)) for name in known.names):
        return False
    return not _shares_party(appearance, known) or (len(mine) == 1 and not _ranks(appearance, known))


def _best_fit(name: str, known: Known) -> Fit:
    """The likest spelling counts; "Kim" fits him, but is not enough where another spelling conflicts: "Kim Jong Il"."""
    if not is_name(name):
        same = name in known.names
        return Fit("label" if same else "conflict", RARE, f'"{name}" in both' if same else "no name")
    fits = [fit_of(name, other) for other in known.names if is_name(other)]
    for kind in ("full", "near", "conflict", "surname", "sound"):
        if found := [each for each in fits if each.kind == kind]:
            return max(found, key=lambda each: each.worth)
    return Fit("conflict", 0.0, "no name")


def _is_common(name: str) -> bool:
    """Tell whether a name begins or ends with a family name that very many bear: "Kim Sung-han", "Wang Yi"."""
    return any(word.family for words in read_name(name).wordings for word in (words[0], words[-1]))


def _shares_party(appearance: Appearance, known: Known) -> bool:
    return appearance.party is not None and appearance.party in known.parties


def _parties_differ(appearance: Appearance, known: Known) -> bool:
    return bool(appearance.party and known.parties) and not _shares_party(appearance, known)


def _ranks(appearance: Appearance, known: Known) -> set[str]:
    """The offices in both, whoever's they are."""
    return {office.removesuffix(ELECT) for office, _ in appearance.offices} & {
        office.removesuffix(ELECT) for office, _ in known.offices
    }


def _with_full_name(appearance: Appearance, known: Known, fit: Fit) -> Verdict:
    ranks = _ranks(appearance, known)
    if _shares_party(appearance, known):
        office = OFFICE_AGREES if ranks else 0.0
        score = min(1.0, FULL * fit.worth + PARTY_AGREES + office)
        return Verdict(score, f"{fit.reason}; acts for {appearance.party} there too")
    if not _parties_differ(appearance, known):
        return Verdict(FULL * fit.worth, f"{fit.reason}; one text does not say for whom")
    parties = ", ".join(sorted(known.parties))
    reason = f"{fit.reason}; but acts for {parties}, not for {appearance.party}"
    if _is_common(appearance.name):
        return Verdict(FULL_COMMON_OTHER_PARTY, reason)
    if ranks:
        return Verdict(FULL_OTHER_PARTY_SAME_OFFICE * fit.worth, f"{reason}; {min(ranks)} in both")
    if not appearance.offices or not known.offices:
        return Verdict(FULL_OTHER_PARTY_NO_OFFICE * max(SURE_SPELLING, fit.worth) / SURE_SPELLING, reason)
    return Verdict(FULL_OTHERWISE * fit.worth, f"{reason}; and other offices")


def _with_near_name(appearance: Appearance, known: Known, fit: Fit) -> Verdict:
    """ "Josh" and "Joshua Geltzer", "Sergej Lawrow" and "Sergey Lavrov"; but also "Jon Finer" and "John Furner"."""
    if not _shares_party(appearance, known):
        return Verdict(OTHER_OFFICE, f"{fit.reason}; nothing else agrees")
    ranks = _ranks(appearance, known)
    if ranks and (fit.worth >= NEAR_SPELLING or _words_in_common(appearance.name, known)):
        return Verdict(SPELT_NEARLY_SAME_OFFICE, f"{fit.reason}; {min(ranks)} in both, for {appearance.party}")
    if fit.worth >= SURE_SPELLING and not (
        appearance.offices and known.offices
    ):  # "John Kelly", "John Kerry": other offices
        return Verdict(SOUNDS_SAME_PARTY, f"{fit.reason}; acts for {appearance.party} in both")
    if fit.worth >= NEAR_SPELLING or _words_in_common(appearance.name, known):
        return Verdict(SPELT_NEARLY, f"{fit.reason}; acts for {appearance.party} in both")
    return Verdict(OTHER_OFFICE, f"{fit.reason}; spelt otherwise")


def _words_in_common(name: str, known: Known) -> bool:
    return any(_words(name) & _words(other) for other in known.names)


def _with_surname(appearance: Appearance, known: Known, fit: Fit) -> Verdict:
    if _parties_differ(appearance, known):
        return _with_surname_of_another_party(appearance, known, fit)
    if shared := appearance.offices & known.offices:
        office, of = min(shared)
        return Verdict(SAME_OFFICE * fit.worth, f"{fit.reason}; {office} of {of or 'somebody'} in both")
    if not _shares_party(appearance, known):
        return _with_surname_without_party(appearance, known, fit)
    reason = f"{fit.reason}; acts for {appearance.party} in both"
    if ranks := _ranks(appearance, known):
        return Verdict(SAME_RANK * fit.worth, f"{fit.reason}; {min(ranks)} in both, for {appearance.party}")
    if not appearance.offices and _is_now(appearance, known):
        return Verdict(SAME_RANK * fit.worth, f"{reason}, at that time")
    if not (appearance.offices and known.offices):
        return Verdict(SAME_PARTY * fit.worth, f"{reason}, no office to go by")
    return Verdict((SAME_PARTY if known.texts >= KNOWN_FROM else CAREER) * fit.worth, f"{reason}, offices differ")


def _with_surname_of_another_party(appearance: Appearance, known: Known, fit: Fit) -> Verdict:
    ranks, now = _ranks(appearance, known), _is_now(appearance, known)
    if known.texts >= PROMINENT_FROM and now and (ranks or not appearance.offices):
        return Verdict(SLIP * fit.worth, f"{fit.reason}; {known.texts} texts of these years tell of that name")
    if known.texts >= KNOWN_FROM and now and ranks:
        return Verdict(SURNAME_ALONE * fit.worth, f"{fit.reason}; {min(ranks)} in both, but of two parties")
    return Verdict(OTHER_PARTY, f"{fit.reason}; acts for {', '.join(sorted(known.parties))}, not {appearance.party}")


def _with_surname_without_party(appearance: Appearance, known: Known, fit: Fit) -> Verdict:
    ranks, now = _ranks(appearance, known), _is_now(appearance, known)
    if now and known.texts >= KNOWN_FROM and (ranks or not appearance.offices or not known.offices):
        return Verdict(FOR_SOMEBODY_KNOWN * fit.worth, f"{fit.reason}; {known.texts} texts tell of that name")
    if now and not appearance.offices and not known.offices and appearance.name in known.names:
        return Verdict(SAME_BARE_NAME * fit.worth, f"{fit.reason}; nothing more is told of either, at that time")
    score = SAME_PARTY if ranks else OTHER_OFFICE if appearance.offices and known.offices else SURNAME_ALONE
    return Verdict(score * fit.worth, f"{fit.reason}; one text does not say for whom")


def _with_sound(appearance: Appearance, known: Known, fit: Fit) -> Verdict:
    """ "Lawrow" and "Sergei Lavrov", of whom office and party must agree: "Verma" and "Fema" sound alike too."""
    ranks = _ranks(appearance, known)
    if not ranks or not _shares_party(appearance, known):
        return Verdict(OTHER_PARTY, f"{fit.reason}; nothing else agrees")
    score = SAME_OFFICE if fit.worth >= SOUND_ALONE else SPELT_OTHERWISE_SAME_OFFICE
    return Verdict(score, f"{fit.reason}; {min(ranks)} in both, for {appearance.party}")


def _is_now(appearance: Appearance, known: Known) -> bool:
    return years_outside(appearance.day, known.first_day, known.last_day) <= STAYS_YEARS


def _in_time(verdict: Verdict, appearance: Appearance, known: Known) -> Verdict:
    years = years_outside(appearance.day, known.first_day, known.last_day)
    if years <= CAREER_YEARS:
        return verdict
    return Verdict(verdict.score * AFTER_CAREER, f"{verdict.reason}; but {years:.0f} years lie between the texts")


# a second look


def share_word(one: Known, other: Known) -> bool:
    """Tell whether two have a word of their names in common: whether a second look is worth its while."""
    words = {word for name in other.names for word in _words(name)}
    return any(not words.isdisjoint(_words(name)) for name in one.names)


def as_appearances(few: Known, other: Known) -> list[Appearance]:
    """Somebody of whom few texts tell, as if they appeared once more by each name, on their day next to the other's."""
    party = max(sorted(few.told), key=lambda each: few.told[each], default=None)
    before = (few.last_day or "") < (other.first_day or "")
    return [
        Appearance(name, party, frozenset(few.offices), few.last_day if before else few.first_day) for name in few.names
    ]
