"""Gold files in, `Gold` out: what a person who read the text says it reports (evaluation/README.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from communique.documents.document import Document
from communique.errors import GoldError


@dataclass(frozen=True, slots=True)
class GoldPerson:
    """Somebody the text names; `state` is the party acted for, None where the text does not say."""

    name: str
    titles: tuple[str, ...] = ()
    state: str | None = None
    presence: str | None = None


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """One meeting, visit, call or conference; `quote` are the words that name it."""

    kind: str
    parties: tuple[str, ...]
    status: str | None = None
    date: str | None = None
    place: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class GoldAct:
    """One reported act; `trigger` is the `nth` occurrence of these letters in the text."""

    type: str
    trigger: str
    nth: int = 1
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    modality: str = "did"
    content: str | None = None


@dataclass(frozen=True, slots=True)
class GoldAgreement:
    """A treaty, statement, memorandum or understanding the text names."""

    kind: str
    quote: str
    parties: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class GoldLacuna:
    """A place where the text has lost something; `quote` are the last words before the gap."""

    kind: str
    quote: str


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated text. `published` (ISO) is the day of "today" where the text has no dateline."""

    id: str
    language: str
    text_file: str
    publisher_state: str | None = None
    published: str | None = None
    persons: tuple[GoldPerson, ...] = ()
    meetings: tuple[GoldMeeting, ...] = ()
    acts: tuple[GoldAct, ...] = ()
    agreements: tuple[GoldAgreement, ...] = ()
    lacunae: tuple[GoldLacuna, ...] = ()
    text: str = ""

    @property
    def document(self) -> Document:
        """The text as a reader takes it in, with what its annotation says of its publisher."""
        return Document(
            self.text,
            language=self.language,
            source=self.text_file,
            id=self.id,
            publisher_state=self.publisher_state,
            published=self.published,
        )


def load_golds(folder: Path, *, published: Mapping[str, str] | None = None) -> tuple[Gold, ...]:
    """Load every gold file of a folder, each with its text, in order of their names.

    `published` gives days of publication by id, for files that have none. Raises `GoldError`.
    """
    if not folder.is_dir():
        raise GoldError(f"{folder} is no folder; give the one the gold files (*.json) are in")
    golds = [_load(path) for path in sorted(folder.glob("*.json"))]
    if not golds:
        raise GoldError(f"{folder} has no gold files (*.json)")
    days = published or {}
    return tuple(replace(gold, published=gold.published or days.get(gold.id)) for gold in golds)


def load_days(path: Path) -> dict[str, str]:
    """Load days of publication: a JSON list of objects with `id` and `date`."""
    try:
        sources = msgspec.json.decode(path.read_bytes(), type=list[dict[str, object]])
        return {str(source["id"]): str(source["date"]) for source in sources}
    except (OSError, msgspec.MsgspecError, KeyError) as error:
        raise GoldError(f'{path}: no list of {{"id": …, "date": …}}: {error}') from error


def _load(path: Path) -> Gold:
    try:
        gold = msgspec.json.decode(path.read_bytes(), type=Gold)
        return replace(gold, text=(path.parent / gold.text_file).read_text("utf-8"))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: this is no gold file: {error}") from error
    except OSError as error:
        raise GoldError(f"{path}: cannot be read with its text: {error}") from error
