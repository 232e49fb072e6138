"""How a person names somebody or something in, the register's keys for it out; what is ambiguous is said with the choices."""

from __future__ import annotations

import re

from sqlalchemy import Connection

from communique.errors import QuestionError
from communique.lexicon import languages, load_lexicon, party_codes
from communique.register.identity.agreements import telling_words
from communique.register.names import compare_names, name_keys
from communique.register.statements import run

KEY = re.compile(r"([PMG])(\d+)", re.IGNORECASE)
MOST_CHOICES = 8


def find_party(name: str) -> str:
    """The code of a party by code or name ("RUS", "Russia", "Russland"); raises `QuestionError` for none."""
    codes = party_codes()
    if name.upper() in codes:
        return name.upper()
    by_fold = {code.casefold(): code for code in codes}
    if name.casefold() in by_fold:
        return by_fold[name.casefold()]
    for language in languages():
        found = load_lexicon(language).party_names.get(name)
        if found is not None:
            return found.party
    raise QuestionError(f'"{name}" is no party; write a state as ISO 3166-1 alpha-3 or by its name: PRK, Russia')


def is_party(name: str) -> bool:
    """Whether a name is that of a party."""
    if KEY.fullmatch(name.strip()):
        return False
    try:
        find_party(name)
    except QuestionError:
        return False
    return True


def find_person(connection: Connection, name: str) -> int:
    """The key of a person by key (P12) or name in any spelling; raises `QuestionError` for none, or for several."""
    if match := KEY.fullmatch(name.strip()):
        if match[1].upper() == "P" and (row := run(connection, _PERSON, {"id": int(match[2])}).one_or_none()):
            return int(row.root)
        raise QuestionError(f'no person "{name}" in the register')
    scored: dict[int, tuple[float, int, str]] = {}
    for root, spelling, fullest, count in run(connection, _NAMED, {"keys": sorted(name_keys(name))}):
        likeness = compare_names(name, spelling)
        if likeness.fit != "conflict":
            before = scored.get(root, (0.0, 0, fullest))
            scored[root] = (max(before[0], likeness.score), before[1] + count, fullest)
    if not scored:
        raise QuestionError(
            f'nobody in the register is called "{name}"; communique search "{name}" looks for the words'
        )
    ranked = sorted(scored.items(), key=lambda each: (-each[1][0], -each[1][1], each[0]))
    best = ranked[0][1]
    rivals = [each for each in ranked if each[1][0] >= best[0] - 0.02]
    if len(rivals) > 1 and rivals[1][1][1] * 20 > best[1]:  # nobody asks for the namesake told of once in twenty times
        choices = ", ".join(f"P{id} {fullest} ({count} texts)" for id, (_, count, fullest) in rivals[:MOST_CHOICES])
        raise QuestionError(f'"{name}" may be several people; name one by its key: {choices}')
    return ranked[0][0]


def find_agreements(connection: Connection, title: str) -> list[int]:
    """The keys of agreements by key (G12) or by words of their title, the most named first; raises `QuestionError` for none."""
    if match := KEY.fullmatch(title.strip()):
        found = run(connection, _AGREEMENT, {"id": int(match[2])}).scalars().all() if match[1].upper() == "G" else []
        if not found:
            raise QuestionError(f'no agreement "{title}" in the register')
        return [int(each) for each in found]
    words = telling_words(title)
    if not words:
        raise QuestionError(f'"{title}" has no word that tells an agreement from others')
    values = {"keys": sorted(f"={word}" for word in words), "least": len(words), "most": MOST_CHOICES}
    found = [int(row.root) for row in run(connection, _TITLED, values)]
    if not found:
        raise QuestionError(f'no agreement with the words of "{title}" in the register')
    return found


_PERSON = 'SELECT COALESCE("into", id) AS root FROM people WHERE id = :id'
_AGREEMENT = 'SELECT COALESCE("into", id) FROM agreements WHERE id = :id'
_NAMED = (
    'SELECT COALESCE(people."into", people.id) AS root, names.name AS spelling, fullest.name AS fullest, names.count FROM people'
    ' JOIN names ON names.person = people.id JOIN people AS fullest ON fullest.id = COALESCE(people."into", people.id)'
    " WHERE people.id IN (SELECT person FROM name_keys WHERE key IN :keys)"
)
_TITLED = (
    'SELECT COALESCE(agreements."into", agreements.id) AS root, SUM(found.namings) AS namings FROM ('
    "SELECT agreement_keys.agreement, COUNT(*) AS hits, (SELECT COUNT(*) FROM agreement_mentions"
    " WHERE agreement_mentions.found_as = agreement_keys.agreement) AS namings"
    " FROM agreement_keys WHERE key IN :keys GROUP BY agreement_keys.agreement HAVING COUNT(*) >= :least"
    " ORDER BY agreement_keys.agreement DESC LIMIT 200) AS found"
    " JOIN agreements ON agreements.id = found.agreement GROUP BY 1 ORDER BY namings DESC, root LIMIT :most"
)
