"""Sentences in, an index of their words in either database out, and the ids of sentences that a question hits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, text

from communique.register.database import POSTGRESQL, SQLITE
from communique.register.statements import Answer, ask, run_many
from communique.register.words import Question, for_postgresql, for_sqlite, mark_of, tsvector

PLACES = 20  # bits of a sentence's number in the index of SQLite, which knows one number a row: a million a document


@dataclass(frozen=True, slots=True)
class Indexed:
    """A sentence with the marks of what is in it: parties and acts."""

    document: int
    number: int
    words: list[str]
    marks: frozenset[str]


def make_index(connection: Connection) -> None:
    """Make the tables of the index (a step of the migrations)."""
    if connection.dialect.name == SQLITE:
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='', detail='full', columnsize=0,"
                " tokenize=\"unicode61 remove_diacritics 0 tokenchars '=_'\")"
            )
        )
        return
    connection.execute(
        text(
            "CREATE TABLE sentence_words (document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,"
            " number INTEGER NOT NULL, words TSVECTOR NOT NULL, PRIMARY KEY (document, number))"
        )
    )
    # New words are listed first, which is quick; the list is kept short, since every search reads it through.
    options = "fastupdate = on, gin_pending_list_limit = 512"
    connection.execute(text(f"CREATE INDEX ix_sentence_words ON sentence_words USING gin (words) WITH ({options})"))


def drop_index(connection: Connection) -> None:
    """Take the tables of the index away."""
    connection.execute(text("DROP TABLE sentence_words"))


def add_sentences(connection: Connection, sentences: Sequence[Indexed]) -> None:
    """Index sentences."""
    if not sentences:
        return
    if connection.dialect.name == SQLITE:
        rows = [{"row": _row(each), "words": _words(each)} for each in sentences]
        run_many(connection, "INSERT INTO sentence_words (rowid, words) VALUES (:row, :words)", rows)
        return
    given = [
        {"document": each.document, "number": each.number, "words": tsvector(each.words, sorted(each.marks))}
        for each in sentences
    ]
    run_many(connection, _ADD_AT_ONCE, [{"rows": msgspec.json.encode(given).decode()}])


def remove_sentences(connection: Connection, sentences: Sequence[Indexed]) -> None:
    """Take sentences out of the index: FTS5 wants to hear again what it was told of them."""
    if not sentences:
        return
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql(
            "INSERT INTO sentence_words (sentence_words, rowid, words) VALUES ('delete', ?, ?)",
            [(_row(each), _words(each)) for each in sentences],
        )
        return
    connection.execute(
        text("DELETE FROM sentence_words WHERE document = :document"),
        [{"document": document} for document in {each.document for each in sentences}],
    )


def _row(sentence: Indexed) -> int:
    return (sentence.document << PLACES) + sentence.number


def _words(sentence: Indexed) -> str:
    return " ".join([*sentence.words, *(mark_of(mark) for mark in sorted(sentence.marks))])


def hitting_within(connection: Connection, documents: str) -> str:
    """A subquery for (document, number, published) of sentences of documents that a question hits, in the documents' order.

    `documents`: a subquery for (id, published); the parameter is that of `hitting`.
    """
    if connection.dialect.name == SQLITE:
        least, most = f"(listed.id << {PLACES})", f"(listed.id << {PLACES}) + {(1 << PLACES) - 1}"
        return (
            f"SELECT listed.id AS document, sentence_words.rowid & {(1 << PLACES) - 1} AS number, listed.published"
            f" FROM ({documents}) AS listed CROSS JOIN sentence_words WHERE sentence_words MATCH :asked"
            f" AND sentence_words.rowid BETWEEN {least} AND {most}"
        )
    return (
        f"SELECT listed.id AS document, within.number, listed.published FROM ({documents}) AS listed CROSS JOIN LATERAL"
        " (SELECT number FROM sentence_words WHERE sentence_words.document = listed.id"
        " AND words @@ CAST(:asked AS tsquery) ORDER BY number) AS within"
    )


def count_hits(connection: Connection, question: Question, marks: Iterable[Sequence[str]] = (), *, most: int) -> int:
    """How many sentences a question hits, counted up to `most`."""
    ((count,),) = ask_count(connection, question, marks, most=most)()
    return int(count)


def ask_count(connection: Connection, question: Question, marks: Iterable[Sequence[str]] = (), *, most: int) -> Answer:
    """Ask how many sentences a question hits, counted up to `most`."""
    # In whatever order; and where no column is asked for, PostgreSQL need not look at the rows.
    dialect = connection.dialect.name
    column = "" if dialect == POSTGRESQL else "1"
    matching = f"SELECT {column} FROM sentence_words WHERE {_MATCHING[dialect]} LIMIT :most"
    values = {**_asked(connection, question, marks), "most": most}
    return ask(connection, f"SELECT COUNT(*) FROM ({matching}) AS counted", values)


def hitting(
    connection: Connection, question: Question, marks: Iterable[Sequence[str]] = ()
) -> tuple[str, dict[str, str]]:
    """A subquery for the (document, number) of sentences that a question hits, those added last first, and its parameter."""
    matching = {
        SQLITE: f"SELECT rowid >> {PLACES} AS document, rowid & {(1 << PLACES) - 1} AS number"
        f" FROM sentence_words WHERE {_MATCHING[SQLITE]} ORDER BY rowid DESC",
        POSTGRESQL: "SELECT document, number FROM sentence_words"
        f" WHERE {_MATCHING[POSTGRESQL]} ORDER BY document DESC, number DESC",
    }
    return matching[connection.dialect.name], _asked(connection, question, marks)


def _asked(connection: Connection, question: Question, marks: Iterable[Sequence[str]]) -> dict[str, str]:
    """The parameter: the question in the words of the database."""
    written = for_sqlite if connection.dialect.name == SQLITE else for_postgresql
    return {"asked": written(question, list(marks))}


_ADD_AT_ONCE = (
    "INSERT INTO sentence_words (document, number, words) SELECT document, number, CAST(words AS tsvector)"
    " FROM json_to_recordset(:rows) AS given (document INTEGER, number INTEGER, words TEXT)"
)
_MATCHING = {SQLITE: "sentence_words MATCH :asked", POSTGRESQL: "words @@ CAST(:asked AS tsquery)"}
