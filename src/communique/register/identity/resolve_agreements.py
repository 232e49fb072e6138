"""The agreements that a new document names in, which of the register's each is out; and the documents that it is a copy of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from communique.register.identity import texts
from communique.register.identity.agreements import Named, judge_best, keys_of, own_name, word_keys
from communique.register.identity.decided import Decided, root_of
from communique.register.identity.verdict import choose, said
from communique.register.rows import Rows, parties_of
from communique.register.statements import Answer, ask

MOST_CANDIDATES = 20  # agreements, those that share the most keys with a naming
MOST_NAMINGS = 10  # of each, the last: a treaty is named by thousands of texts
MOST_COPIES = 5
MOST_OF_BAND = 200


@dataclass(frozen=True, slots=True)
class Naming:
    """An agreement as the text names it, the keys by which it is found, and those in the register that share one."""

    named: Named
    keys: list[str]
    sharing: Answer


def ask_agreements(connection: Connection, rows: Rows, language: str) -> list[Naming]:
    """Ask, for every agreement that the text names, for those that share a key with it."""
    namings = []
    for row in rows["agreement_mentions"]:
        named = Named(row["kind"], row["title"], frozenset(parties_of(row["parties"])), row["date"], language)
        keys = sorted(keys_of(named))
        sharing = ask(connection, _SHARING, {"keys": keys, "most": MOST_CANDIDATES}) if keys else list
        namings.append(Naming(named, keys, sharing))
    return namings


def resolve_agreements(
    connection: Connection, rows: Rows, asked: Sequence[Naming], decided: Decided, forced: Mapping[str, int]
) -> None:
    """Give every naming of an agreement the agreement it means: one named elsewhere, or a new one.

    `forced`: where a naming starts, and the agreement that a human has given it.
    """
    here: dict[int, list[Named]] = defaultdict(list)  # what this text named before
    keys: set[tuple[str, int]] = set()
    for row, naming in zip(rows["agreement_mentions"], asked, strict=True):
        named = naming.named
        known, roots = _known(connection, [id for id, _ in naming.sharing()])
        choice = said(forced, row["start"]) or choose(
            (one, judge_best(named, each)) for one, each in known.items() if not _is_another(named, here.get(one, ()))
        )
        agreement = decided.keys.new("agreement") if choice.chosen is None else choice.chosen
        if choice.chosen is None:
            entry = {name: row[name] for name in ("kind", "title", "parties", "date")}
            rows["agreements"].append({"id": agreement, **entry, "into": None})
        keys |= {(key, agreement) for key in (*naming.keys, *word_keys(row["title"]))}
        here[agreement].append(named)
        new = choice.chosen is None
        row["found_as"] = agreement
        row["agreement"] = agreement if new else roots.get(agreement) or root_of(connection, "agreements", agreement)
        decided.note("agreement", row["number"], agreement, choice)
    rows["agreement_keys"].extend({"key": key, "agreement": agreement} for key, agreement in sorted(keys))


def _is_another(named: Named, here: Sequence[Named]) -> bool:
    """Whether the text named this agreement before, and so means another, unless it calls it by its own name again."""
    return bool(here) and not any(
        own_name(named.title) and own_name(named.title) == own_name(each.title) for each in here
    )


def _known(connection: Connection, ids: Sequence[int]) -> tuple[dict[int, list[Named]], dict[int, int]]:
    """Agreements, each as texts named it, and what they count as."""
    known: dict[int, list[Named]] = defaultdict(list)
    roots: dict[int, int] = {}
    answers = [(id, ask(connection, _NAMED, {"id": id, "most": MOST_NAMINGS})) for id in ids]
    for id, answer in answers:
        for root, kind, title, parties, day, language in answer():
            named = Named(kind, title, frozenset(parties_of(parties)), day, language)
            if named not in known[id]:
                known[id].append(named)
            roots[id] = root
    return known, roots


def ask_copies(connection: Connection, bands: Sequence[int], document: int) -> Answer:
    """Ask for the documents whose text may nearly be that of one; `bands` are its numbers (`identity.texts`)."""
    if not bands:
        return list
    values = {f"band{number}": value for number, value in enumerate(bands)}
    return ask(connection, _NEARLY, {**values, "most": MOST_COPIES + 1, "document": document})


def find_copies(asked: Answer, text: str, decided: Decided) -> None:
    """Note which documents hold nearly the same text."""
    for other, its_text in asked():
        verdict = texts.judge(text, its_text)
        if verdict.score >= texts.COPY:
            decided.note_copy(other, "same" if verdict.score >= texts.SURE else "undecided", verdict)


_SHARING = (
    "SELECT agreement, COUNT(*) AS shared FROM agreement_keys WHERE key IN :keys GROUP BY agreement"
    " ORDER BY shared DESC, agreement LIMIT :most"
)
_NAMED = (
    "SELECT agreement_mentions.agreement, agreement_mentions.kind, agreement_mentions.title,"
    " agreement_mentions.parties, agreement_mentions.date, documents.language FROM agreement_mentions"
    " JOIN documents ON documents.id = agreement_mentions.document WHERE agreement_mentions.found_as = :id"
    " ORDER BY agreement_mentions.document DESC, agreement_mentions.number LIMIT :most"
)
# The texts of the most bands in common; of a band that hundreds share (a notice, a form) the first texts.
_NEARLY = (
    "SELECT id, text FROM documents WHERE id IN (SELECT document FROM ("
    + " UNION ALL ".join(
        f"SELECT document FROM (SELECT document FROM shingles WHERE band = {band} AND value = :band{band}"
        f" ORDER BY document LIMIT {MOST_OF_BAND}) AS of{band}"
        for band in range(texts.BANDS)
    )
    + ") AS met GROUP BY document ORDER BY COUNT(*) DESC, document LIMIT :most) AND id <> :document ORDER BY id"
)
