"""Document: one text with its language, its source and what is known of its publisher; the id is the hash of the text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that stood in the source and is not in the text: what, why, and where it was."""

    text: str
    reason: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a field of a document comes from: `title` from `meta og:title`."""

    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Mojibake:
    """Characters that were decoded wrongly before the source was written: "GÃ¤ste"; `repaired` is None where left as found."""

    text: str
    repaired: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it is read; `text` is what every span of its record counts in.

    `published` is ISO text, `publisher_state` a party code; both None where nobody said so. `found` says which part of
    the source a field was taken from, `removed` what the source shows and the text lacks, `mojibake` what was garbled.
    """

    text: str
    language: str | None = None
    source: str | None = None
    id: str = ""
    title: str | None = None
    publisher: str | None = None
    publisher_state: str | None = None
    published: str | None = None
    url: str | None = None
    found: tuple[Found, ...] = field(default=())
    removed: tuple[Removed, ...] = field(default=())
    mojibake: tuple[Mojibake, ...] = field(default=())

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.hash)

    @property
    def hash(self) -> str:
        """The SHA-256 of the text in UTF-8, as `sha256:…`."""
        return hash_of(self.text)


def hash_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as `sha256:…`."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
