"""The commands that lay texts beside each other: each a few lines over a function."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import CommuniqueError, DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.documents.document import Document

GAP = re.compile(r"(?P<siglum>.+):(?P<start>\d+)(?:-(?P<end>\d+))?")


class CollationFormat(StrEnum):
    """How a collation is printed."""

    text = "text"
    html = "html"
    json = "json"
    tei = "tei"


def collate_command(
    sources: Annotated[
        list[str], typer.Argument(help="Copies of one text, two or more; they are called W1, W2, …", metavar="WITNESS…")
    ],
    base: Annotated[
        str | None, typer.Option("--base", "-b", help="The base text: W2. Else the best is chosen.")
    ] = None,
    gap: Annotated[
        list[str] | None,
        typer.Option(
            "--gap", "-g", metavar="W2:120-140", help="A known gap: characters of a witness. May be repeated."
        ),
    ] = None,
    format: Annotated[CollationFormat, typer.Option("--format", "-f", help="How to print it.")] = CollationFormat.text,
    html: Annotated[Path | None, typer.Option("--html", metavar="PAGE", help="Write it as one page too.")] = None,
    language: Annotated[str | None, typer.Option("--language", "-l", help="de or en; found where not given.")] = None,
) -> None:
    """Collate copies of one text: variants, lacunae, and what one copy supplies where another has lost it."""
    from dataclasses import replace

    from communique.collating import collate

    documents = [_document(source) for source in sources]
    if language:
        documents = [replace(document, language=language) for document in documents]
    collation = collate(documents, base=base, gaps=_gaps(gap or []))
    if html is not None:
        from communique.views.collation import as_page

        html.write_text(as_page(collation), encoding="utf-8", errors="replace", newline="\n")
    sys.stdout.write(_printed(collation, format))


def _printed(collation: object, format: CollationFormat) -> str:
    from communique.collating import Collation, to_json

    assert isinstance(collation, Collation)
    if format is CollationFormat.json:
        return to_json(collation).decode() + "\n"
    if format is CollationFormat.tei:
        from communique.exports.tei import to_tei

        return to_tei(collation).decode()
    if format is CollationFormat.html:
        from communique.views.collation import as_page

        return as_page(collation)
    from communique.views.collation import as_text

    return as_text(collation)


def _document(source: str) -> Document:
    """The one text of a source; raises `DocumentError` where there are several or none."""
    from communique.documents import take
    from communique.record import Failure

    outcomes = list(take([source]))
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            raise DocumentError(outcome.error)
    if len(outcomes) != 1:
        raise DocumentError(f"{source}: holds {len(outcomes)} texts; a witness is one text in a file of its own")
    only = outcomes[0]
    assert not isinstance(only, Failure)
    return only


def _gaps(given: list[str]) -> dict[str, list[tuple[int, int]]]:
    gaps: dict[str, list[tuple[int, int]]] = {}
    for each in given:
        match = GAP.fullmatch(each)
        if match is None:
            raise CommuniqueError(f'"{each}" is no gap; write it as W2:120-140, counted in characters from 0')
        start = int(match["start"])
        gaps.setdefault(match["siglum"], []).append((start, int(match["end"] or start)))
    return gaps


COMMANDS: dict[str, Callable[..., None]] = {"collate": collate_command}
