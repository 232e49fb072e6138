"""The first tables, and the index of words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from communique.register.index import drop_index, make_index

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915  (a statement a table)
    """Take the step."""
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("title", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("parties", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("date", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["into"], ["agreements.id"], name=op.f("fk_agreements_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    op.create_index("ix_agreements_into", "agreements", ["into"])

    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("part", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("field", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("was", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("becomes", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("reason", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("corrected_by", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("corrected", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index("ix_corrections_hash", "corrections", ["hash"])

    op.create_table(
        "counters",
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_counters")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("language", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("title", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("publisher", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("publisher_state", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("url", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("source", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reader", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("added", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("hash", name=op.f("uq_documents_hash")),
    )
    op.create_index("ix_documents_name", "documents", ["name"])
    op.create_index("ix_documents_published", "documents", ["published"])
    op.create_index("ix_documents_publisher", "documents", ["publisher", "published"])
    op.create_index("ix_documents_url", "documents", ["url"])

    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("parties", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("date", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("place", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["into"], ["meetings.id"], name=op.f("fk_meetings_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    op.create_index("ix_meetings_into", "meetings", ["into"])

    op.create_table(
        "offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("party", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices")),
        sa.UniqueConstraint("office", "party", name=op.f("uq_offices_office_party")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["into"], ["people.id"], name=op.f("fk_people_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index("ix_people_into", "people", ["into"])

    op.create_table(
        "acts",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("plover", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("modality", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("telling", sa.Integer(), nullable=True),
        sa.Column("attributed_appearance", sa.Integer(), nullable=True),
        sa.Column("attributed_party", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_acts_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_acts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "affiliations",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("party", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("first_day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("last_day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_affiliations_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "party", name=op.f("pk_affiliations")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_affiliations_party", "affiliations", ["party", "person"])

    op.create_table(
        "agreement_keys",
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"], ["agreements.id"], name=op.f("fk_agreement_keys_agreement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "agreement", name=op.f("pk_agreement_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_agreement_keys_agreement", "agreement_keys", ["agreement"])

    op.create_table(
        "agreement_mentions",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.Column("found_as", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("title", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("parties", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("date", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["agreement"], ["agreements.id"], name=op.f("fk_agreement_mentions_agreement")),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_agreement_mentions_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_agreement_mentions")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_agreement_mentions_agreement", "agreement_mentions", ["agreement", "day"])
    op.create_index("ix_agreement_mentions_found_as", "agreement_mentions", ["found_as", "document"])

    op.create_table(
        "appearance_offices",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office", sa.Integer(), nullable=False),
        sa.Column("text", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_appearance_offices_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["office"], ["offices.id"], name=op.f("fk_appearance_offices_office")),
        sa.PrimaryKeyConstraint("document", "number", "position", name=op.f("pk_appearance_offices")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "appearances",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("found_as", sa.Integer(), nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("party", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("presence", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_appearances_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_appearances_person")),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_appearances")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_appearances_person", "appearances", ["person", "day"])

    op.create_table(
        "contents",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_contents_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_contents")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("source", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("url", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("title", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("publisher", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("publisher_state", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("published", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_copies_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_copies")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "dealings",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("party", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("towards", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_dealings_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "act", "party", "towards", name=op.f("pk_dealings")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_dealings_day", "dealings", ["party", "towards", "day"])

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("one", sa.Integer(), nullable=True),
        sa.Column("other", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reason", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("decided_by", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("decided", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("anchor", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_decisions_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(
        "ix_decisions_anchor",
        "decisions",
        ["anchor"],
        sqlite_where=sa.text("anchor IS NOT NULL"),
        postgresql_where=sa.text("anchor IS NOT NULL"),
    )
    op.create_index(
        "ix_decisions_copies",
        "decisions",
        ["other"],
        sqlite_where=sa.text("kind = 'document'"),
        postgresql_where=sa.text("kind = 'document'"),
    )
    op.create_index("ix_decisions_document", "decisions", ["document"])
    op.create_index(
        "ix_decisions_human_one",
        "decisions",
        ["kind", "one"],
        sqlite_where=sa.text("decided_by <> 'machine'"),
        postgresql_where=sa.text("decided_by <> 'machine'"),
    )
    op.create_index(
        "ix_decisions_human_other",
        "decisions",
        ["kind", "other"],
        sqlite_where=sa.text("decided_by <> 'machine'"),
        postgresql_where=sa.text("decided_by <> 'machine'"),
    )
    op.create_index(
        "ix_decisions_open_one",
        "decisions",
        ["kind", "one"],
        sqlite_where=sa.text("verdict = 'undecided'"),
        postgresql_where=sa.text("verdict = 'undecided'"),
    )
    op.create_index(
        "ix_decisions_open_other",
        "decisions",
        ["kind", "other"],
        sqlite_where=sa.text("verdict = 'undecided'"),
        postgresql_where=sa.text("verdict = 'undecided'"),
    )
    op.create_index(
        "ix_decisions_verdict",
        "decisions",
        ["kind", "score"],
        sqlite_where=sa.text("verdict = 'undecided'"),
        postgresql_where=sa.text("verdict = 'undecided'"),
    )

    op.create_table(
        "evidence",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("of", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_evidence_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "of", "number", "position", name=op.f("pk_evidence")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "holdings",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("office", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("last_day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office"], ["offices.id"], name=op.f("fk_holdings_office")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_holdings_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "office", name=op.f("pk_holdings")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_holdings_office", "holdings", ["office"])

    op.create_table(
        "lacunae",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("supplied", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_lacunae_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_lacunae")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meeting_agreements",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("telling", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agreement_mention", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("relation", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_meeting_agreements_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "telling", "agreement_mention", name=op.f("pk_meeting_agreements")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_keys",
        sa.Column("key", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_name_keys_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "person", name=op.f("pk_name_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_keys_person", "name_keys", ["person"])

    op.create_table(
        "names",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_names_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "name", name=op.f("pk_names")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_names_name", "names", ["name", "person"])

    op.create_table(
        "pairs",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("one", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("other", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_pairs_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "number", "one", "other", name=op.f("pk_pairs")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pairs_day", "pairs", ["one", "other", "day"])

    op.create_table(
        "participations",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appearance", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_participations_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_participations_person")),
        sa.PrimaryKeyConstraint("document", "number", "position", name=op.f("pk_participations")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_participations_person", "participations", ["person", "day"])

    op.create_table(
        "roles",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appearance", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("party", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("type", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_roles_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "act", "role", "position", name=op.f("pk_roles")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_roles_party", "roles", ["party", "day", "role", "type"])
    op.create_index(
        "ix_roles_person",
        "roles",
        ["person", "day", "type"],
        sqlite_where=sa.text("role = 'actor'"),
        postgresql_where=sa.text("role = 'actor'"),
    )

    op.create_table(
        "sentences",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_sentences_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_sentences")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "shingles",
        sa.Column("band", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("band", "value", "document", name=op.f("pk_shingles")),
        sqlite_with_rowid=False,
    )

    op.create_table(
        "tellings",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meeting", sa.Integer(), nullable=False),
        sa.Column("found_as", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("status", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("parties", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("date", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("place", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("series", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_tellings_document"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_tellings_meeting")),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_tellings")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tellings_meeting", "tellings", ["meeting", "day"])

    op.create_table(
        "topics",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("act", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("day", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_topics_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "act", "position", name=op.f("pk_topics")),
        sqlite_with_rowid=False,
    )
    make_index(op.get_bind())


def downgrade() -> None:
    """Take it back."""
    drop_index(op.get_bind())
    op.drop_table("topics")

    op.drop_table("tellings")

    op.drop_table("shingles")
    op.drop_table("sentences")

    op.drop_table("roles")

    op.drop_table("participations")

    op.drop_table("pairs")

    op.drop_table("names")

    op.drop_table("name_keys")
    op.drop_table("meeting_agreements")
    op.drop_table("lacunae")

    op.drop_table("holdings")
    op.drop_table("evidence")

    op.drop_table("decisions")

    op.drop_table("dealings")
    op.drop_table("copies")
    op.drop_table("contents")

    op.drop_table("appearances")
    op.drop_table("appearance_offices")

    op.drop_table("agreement_mentions")

    op.drop_table("agreement_keys")

    op.drop_table("affiliations")
    op.drop_table("acts")

    op.drop_table("people")
    op.drop_table("offices")

    op.drop_table("meetings")

    op.drop_table("documents")
    op.drop_table("counters")

    op.drop_table("corrections")

    op.drop_table("agreements")
