"""The tables of the register. What a document tells hangs on the document; people, meetings and agreements outlive it.

Everything that one text says has the key (document, number): "a5" of a record is the act (document, 5). So a text's rows
are written without asking the database for keys, and are replaced as a whole when it is read anew. The things that
several texts speak of (people, offices, meetings, agreements) have keys of their own, and who decided what is one is told
in `decisions`. `day` orders and filters: the day of the meeting where the text tells it, else the day of publication; it
claims nothing, the dates as told are beside it. It is "" where neither is told: databases differ in where they order NULL.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.sql.schema import SchemaItem

# Ordered by its characters' numbers in both databases: how a server's language orders words, "2024~" may come before "2024-05".
WORD = String().with_variant(String(collation="C"), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _told(name: str, *columns: SchemaItem) -> Table:
    """A table of what documents tell: its rows go when their document does."""
    document = Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    return Table(name, metadata, document, *columns, sqlite_with_rowid=False)


def _key(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _number(name: str, *, required: bool = True) -> Column[int]:
    return Column(name, Integer, nullable=not required)


def _word(name: str, *, required: bool = False) -> Column[str]:
    return Column(name, WORD, nullable=not required)


counters = Table(  # the last key given of each kind: given once, a key never names something else
    "counters",
    metadata,
    Column("kind", WORD, primary_key=True),
    _number("last"),
)


def _partly(name: str, condition: str, *columns: str) -> Index:
    """An index of the rows that meet a condition, which a question must name as it stands here."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    _word("hash", required=True),  # sha256:… of the text: what makes it one document
    _word("name", required=True),  # the caller's id, else the hash
    _word("language", required=True),
    _word("title"),
    _word("publisher"),
    _word("publisher_state"),
    _word("published"),
    _word("url"),
    _word("source"),
    Column("text", Text, nullable=False),
    _word("reader", required=True),  # the version of reader and lexicon that read it
    _word("added", required=True),  # when, in UTC
    UniqueConstraint("hash"),
    Index("ix_documents_name", "name"),
    Index("ix_documents_url", "url"),
    Index("ix_documents_published", "published"),
    Index("ix_documents_publisher", "publisher", "published"),
)

copies = _told(  # where a text was found: the same words at several addresses are one document
    "copies",
    _key("number"),
    _word("name"),
    _word("source"),
    _word("url"),
    _word("title"),
    _word("publisher"),
    _word("publisher_state"),
    _word("published"),
)
shingles = (
    Table(  # hashes by which texts that are nearly the same find each other; made anew from the text to be removed
        "shingles",
        metadata,
        _key("band"),
        _key("value"),
        _key("document"),
        sqlite_with_rowid=False,
    )
)
sentences = _told("sentences", _key("number"), _number("start"), _number("end"))

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    _word("name", required=True),  # the spelling most often met
    Column("into", Integer, ForeignKey("people.id"), nullable=True),  # the person that a human says it is
    Index("ix_people_into", "into"),
)
names = Table(
    "names",
    metadata,
    Column("person", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("name", WORD, primary_key=True),
    _number("count"),
    Index("ix_names_name", "name", "person"),
    sqlite_with_rowid=False,
)
name_keys = Table(
    "name_keys",
    metadata,
    Column("key", WORD, primary_key=True),
    Column("person", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_name_keys_person", "person"),
    sqlite_with_rowid=False,
)
offices = Table(
    "offices",
    metadata,
    Column("id", Integer, primary_key=True),
    _word("office", required=True),
    _word("party", required=True),  # "" where the text does not say whose
    UniqueConstraint("office", "party"),
)
holdings = Table(  # who is told to hold what office, from the first text to the last
    "holdings",
    metadata,
    Column("person", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("office", Integer, ForeignKey("offices.id"), primary_key=True),
    _word("first_day"),
    _word("last_day"),
    _number("count"),
    Index("ix_holdings_office", "office"),
    sqlite_with_rowid=False,
)
affiliations = Table(  # for whom a person is told to act
    "affiliations",
    metadata,
    Column("person", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("party", WORD, primary_key=True),
    _word("first_day"),
    _word("last_day"),
    _number("count"),
    Index("ix_affiliations_party", "party", "person"),
    sqlite_with_rowid=False,
)

appearances = _told(
    "appearances",
    _key("number"),
    Column("person", Integer, ForeignKey("people.id"), nullable=False),
    _number("found_as"),  # the person that the machine took it for; `person` is what humans make of it
    _word("name", required=True),
    _word("party"),
    _word("presence", required=True),
    _word("day", required=True),
    Index("ix_appearances_person", "person", "day"),
)
appearance_offices = _told(
    "appearance_offices",
    _key("number"),
    _key("position"),
    Column("office", Integer, ForeignKey("offices.id"), nullable=False),
    _word("text", required=True),
    _number("start"),
    _number("end"),
)

meetings = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    _word("kind", required=True),
    _word("parties", required=True),
    _word("date"),
    _word("place"),
    Column("into", Integer, ForeignKey("meetings.id"), nullable=True),
    Index("ix_meetings_into", "into"),
)
tellings = _told(  # a meeting as one document tells it
    "tellings",
    _key("number"),
    Column("meeting", Integer, ForeignKey("meetings.id"), nullable=False),
    _number("found_as"),
    _word("kind", required=True),
    _word("status", required=True),
    _word("parties", required=True),  # codes in order, parted by a space
    _word("date"),
    _word("place"),
    _word("series"),
    _number("ordinal", required=False),
    _number("start"),
    _number("end"),
    _word("day", required=True),
    Index("ix_tellings_meeting", "meeting", "day"),
)
pairs = _told(  # every two parties of a meeting, in alphabetical order
    "pairs",
    _key("number"),
    Column("one", WORD, primary_key=True),
    Column("other", WORD, primary_key=True),
    _word("day", required=True),
    Index("ix_pairs_day", "one", "other", "day"),
)
participations = _told(
    "participations",
    _key("number"),
    _key("position"),
    _number("appearance"),
    Column("person", Integer, ForeignKey("people.id"), nullable=False),
    _word("day", required=True),
    Index("ix_participations_person", "person", "day"),
)

acts = _told(
    "acts",
    _key("number"),
    _word("type", required=True),
    _word("plover"),
    _word("modality", required=True),
    _number("trigger_start"),
    _number("trigger_end"),
    _number("telling", required=False),
    _number("attributed_appearance", required=False),
    _word("attributed_party"),
    _number("sentence"),
    _word("rule", required=True),
    _word("day", required=True),
)
contents = _told("contents", _key("number"), _number("start"), _number("end"))  # what an act says, promises, demands
roles = _told(
    "roles",
    _key("act"),
    Column("role", WORD, primary_key=True),  # actor, recipient
    _key("position"),
    _number("appearance", required=False),
    _number("person", required=False),  # whom the appearance is of
    _word("party"),  # of the person, or the party itself; "?" where the text does not let one tell
    _word("type", required=True),
    _word("day", required=True),
    # The day before role and type: what a document adds lies together, and an answer is read from the newest on.
    Index("ix_roles_party", "party", "day", "role", "type"),
    _partly("ix_roles_person", "role = 'actor'", "person", "day", "type"),
)
dealings = _told(  # which party acted towards which; among equals each towards the others
    "dealings",
    _key("act"),
    Column("party", WORD, primary_key=True),
    Column("towards", WORD, primary_key=True),
    _word("type", required=True),
    _word("day", required=True),
    Index("ix_dealings_day", "party", "towards", "day"),
)
topics = _told(
    "topics",
    _key("act"),
    _key("position"),
    _word("topic", required=True),
    _word("day", required=True),
)

agreements = Table(
    "agreements",
    metadata,
    Column("id", Integer, primary_key=True),
    _word("kind", required=True),
    _word("title", required=True),
    _word("parties", required=True),
    _word("date"),
    Column("into", Integer, ForeignKey("agreements.id"), nullable=True),
    Index("ix_agreements_into", "into"),
)
agreement_keys = Table(
    "agreement_keys",
    metadata,
    Column("key", WORD, primary_key=True),
    Column("agreement", Integer, ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_agreement_keys_agreement", "agreement"),
    sqlite_with_rowid=False,
)
agreement_mentions = _told(
    "agreement_mentions",
    _key("number"),
    Column("agreement", Integer, ForeignKey("agreements.id"), nullable=False),
    _number("found_as"),
    _word("kind", required=True),
    _word("title", required=True),
    _word("parties", required=True),
    _word("date"),
    _number("start"),
    _number("end"),
    _word("day", required=True),
    Index("ix_agreement_mentions_agreement", "agreement", "day"),
    Index("ix_agreement_mentions_found_as", "found_as", "document"),
)
meeting_agreements = _told(  # what was signed or spoken of at a meeting
    "meeting_agreements",
    _key("telling"),
    _key("agreement_mention"),
    _word("relation", required=True),  # signed, agreed, named
)

lacunae = _told(
    "lacunae", _key("number"), _word("kind", required=True), _number("start"), _number("end"), _word("supplied")
)
evidence = _told(  # the spans of what may have several: mentions of a person, pieces of a trigger, fillers of a role
    "evidence",
    Column("of", WORD, primary_key=True),  # mention, trigger, actors, recipients, …
    _key("number"),
    _key("position"),
    _number("start"),
    _number("end"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    _word("kind", required=True),  # person, meeting, agreement, document
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), nullable=True),  # a machine's
    _number("number", required=False),
    _number("one", required=False),
    _number("other", required=False),
    _word("verdict", required=True),  # new, same, different, undecided
    Column("score", Float, nullable=True),
    _word("reason", required=True),
    _word("decided_by", required=True),  # machine, or a person's name
    _word("decided", required=True),
    _word("anchor"),  # of a human decision on one appearance: hash of the text and name, which outlive a new reading
    Index("ix_decisions_document", "document"),
    # Of nearly all rows, which say who somebody is in a text, nobody asks again: what is asked for has indexes of its own.
    _partly("ix_decisions_verdict", "verdict = 'undecided'", "kind", "score"),
    _partly("ix_decisions_open_one", "verdict = 'undecided'", "kind", "one"),
    _partly("ix_decisions_open_other", "verdict = 'undecided'", "kind", "other"),
    _partly("ix_decisions_human_one", "decided_by <> 'machine'", "kind", "one"),
    _partly("ix_decisions_human_other", "decided_by <> 'machine'", "kind", "other"),
    _partly("ix_decisions_copies", "kind = 'document'", "other"),
    _partly("ix_decisions_anchor", "anchor IS NOT NULL", "anchor"),
)
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    _word("hash", required=True),  # of the document's text: a correction outlives a new reading
    _word("part", required=True),  # acts, meetings, persons, agreements
    _number("start"),  # the span of the entry it corrects
    _number("end"),
    _word("field", required=True),
    _word("was", required=True),  # JSON
    _word("becomes", required=True),  # JSON
    _word("reason", required=True),
    _word("corrected_by", required=True),
    _word("corrected", required=True),
    Index("ix_corrections_hash", "hash"),
)

TOLD = tuple(table for table in metadata.sorted_tables if next(iter(table.primary_key)).name == "document")

# What becomes of a row that is there, as the end of a statement that inserts: what is known of people adds up.
_COUNTED = "(person, {1}) DO UPDATE SET count = {0}.count + excluded.count"
_SPANNED = (  # counted too; and the span of days is widened
    f"{_COUNTED}, first_day = CASE WHEN {{0}}.first_day IS NULL OR excluded.first_day < {{0}}.first_day"
    " THEN excluded.first_day ELSE {0}.first_day END, last_day = CASE WHEN {0}.last_day IS NULL"
    " OR excluded.last_day > {0}.last_day THEN excluded.last_day ELSE {0}.last_day END"
)
AGAIN = {
    "names": _COUNTED.format("names", "name"),
    "affiliations": _SPANNED.format("affiliations", "party"),
    "holdings": _SPANNED.format("holdings", "office"),
    "name_keys": "DO NOTHING",
    "agreement_keys": "DO NOTHING",
    "counters": "(kind) DO UPDATE SET last = excluded.last",
}
