"""Communiqué: official readouts of diplomacy, read into records whose every entry points at the words it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.documents.document import Document
    from communique.record import Record

__version__ = "0.1.0"
__all__ = ["read"]


def read(
    text: str | Document,
    *,
    language: str | None = None,
    publisher_state: str | None = None,
    published: str | None = None,
) -> Record:
    """Read one text (or Document) into a Record.

    `language` is found where it is not given; `publisher_state` is a party code ("PRK") and decides "our country";
    `published` (ISO date) is the day of "today" where the text has no dateline. Raises `CommuniqueError`.

    >>> record = communique.read("Außenminister Sergej Lawrow traf in Wien Außenminister Sebastian Kurz.")
    >>> record.acts[0].type
    'MEET'
    """
    from communique.reader import Reader  # heavy: parsers and lexicons

    return Reader().read_text(text, language=language, publisher_state=publisher_state, published=published)
