"""The agreements that a new document names in, which of the register's each is out; and the documents that it is a copy of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from communique.register.identity import texts
from communique.register.identity.agreements import Named, judge_best, keys_of, own_name, word_keys
from communique.register.identity.decided import Decided, root_of
from communique.register.identity.verdict import choose, said
from communique.register.rows import Rows, parties_of
from communique.register.statements import fetch, run_many

MOST_CANDIDATES = 20  # agreements, those that share the most keys with a naming
MOST_NAMINGS = 10  # of each, the last: a treaty is named by thousands of texts
MOST_COPIES = 5
MOST_OF_BAND = 200


def resolve_agreements(
    connection: Connection, rows: Rows, decided: Decided, language: str, forced: Mapping[str, int]
) -> None:
    """Give every naming of an agreement the agreement it means: one named elsewhere, or a new one.

    `forced`: where a naming starts, and the agreement that a human has given it.
    """
    here: dict[int, list[Named]] = defaultdict(list)  # what this text named before
    for row in rows["agreement_mentions"]:
        named = Named(row["kind"], row["title"], frozenset(parties_of(row["parties"])), row["date"], language)
        keys = sorted(keys_of(named))
        known, roots = _known(connection, keys)
        choice = said(forced, row["start"]) or choose(
            (one, judge_best(named, each)) for one, each in known.items() if not _is_another(named, here.get(one, ()))
        )
        agreement = decided.new_key("agreement") if choice.chosen is None else choice.chosen
        if choice.chosen is None:
            entry = {"id": agreement, **{name: row[name] for name in ("kind", "title", "parties", "date")}}
            run_many(connection, _NEW, [entry])
        run_many(
            connection,
            _KEYS,
            [{"key": key, "agreement": agreement} for key in (*keys, *sorted(word_keys(row["title"])))],
        )
        here[agreement].append(named)
        new = choice.chosen is None
        row["found_as"] = agreement
        row["agreement"] = agreement if new else roots.get(agreement) or root_of(connection, "agreements", agreement)
        decided.note("agreement", row["number"], agreement, choice)


def _is_another(named: Named, here: Sequence[Named]) -> bool:
    """Whether the text named this agreement before, and so means another, unless it calls it by its own name again."""
    return bool(here) and not any(
        own_name(named.title) and own_name(named.title) == own_name(each.title) for each in here
    )


def _known(connection: Connection, keys: list[str]) -> tuple[dict[int, list[Named]], dict[int, int]]:
    """The agreements that share a key, each as texts named it, and what they count as."""
    known: dict[int, list[Named]] = defaultdict(list)
    roots: dict[int, int] = {}
    for id, _ in fetch(connection, _SHARING, {"keys": keys, "most": MOST_CANDIDATES}) if keys else ():
        for root, kind, title, parties, day, language in fetch(connection, _NAMED, {"id": id, "most": MOST_NAMINGS}):
            named = Named(kind, title, frozenset(parties_of(parties)), day, language)
            if named not in known[id]:
                known[id].append(named)
            roots[id] = root
    return known, roots


def find_copies(connection: Connection, text: str, bands: Sequence[int], decided: Decided) -> None:
    """Note which documents hold nearly the same text; `bands` are its numbers (`identity.texts`)."""
    if not bands:
        return
    values = {f"band{number}": value for number, value in enumerate(bands)}
    most = {"most": MOST_COPIES + 1, "document": decided.document}
    for other, its_text in fetch(connection, _NEARLY, {**values, **most}):
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
_NEW = "INSERT INTO agreements (id, kind, title, parties, date) VALUES (:id, :kind, :title, :parties, :date)"
_KEYS = "INSERT INTO agreement_keys (key, agreement) VALUES (:key, :agreement) ON CONFLICT DO NOTHING"
