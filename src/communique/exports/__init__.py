"""A register in, its content in the formats of others out: one function a format, and `export` that finds it by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from communique.errors import ExportError

if TYPE_CHECKING:
    from communique.register.register import Register


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is for, and whether it is a folder of files or one file."""

    name: str
    folder: bool
    purpose: str


FORMATS = {
    each.name: each
    for each in (
        Format("jsonl", False, "the whole register, to be imported into another one"),
        Format("csv", True, "tables for spreadsheets and statistics, with a data dictionary"),
        Format("parquet", True, "the same tables for data frames and query engines"),
        Format("plover", False, "acts as PLOVER event records"),
        Format("ftm", False, "people, positions, meetings as FollowTheMoney entities"),
        Format("jsonld", False, "meetings as schema.org events"),
        Format("graphml", False, "who met whom, as a graph"),
    )
}


def export(register: Register, format: str, target: str | Path | BinaryIO) -> None:
    """Write a register in a format of `FORMATS` into a file, a folder or a binary stream; raises `ExportError`."""
    from communique.exports.targets import new_file

    if format not in FORMATS:
        raise ExportError(f'no format "{format}"; there are {", ".join(FORMATS)}')
    if FORMATS[format].folder:
        from communique.exports.tabular import export_tables

        if not isinstance(target, str | Path) or str(target) == "-":
            raise ExportError(f"{format} is several files; give a folder")
        export_tables(register, target, format=format)
    elif isinstance(target, str | Path):
        write = _writer(format)
        with new_file(target) as out:
            write(register, out)
    else:
        _writer(format)(register, target)


def _writer(format: str) -> Callable[[Register, BinaryIO], None]:
    from communique.exports.exchange import export_jsonl
    from communique.exports.ftm import export_ftm
    from communique.exports.graphml import export_graphml
    from communique.exports.jsonld import export_jsonld
    from communique.exports.plover import export_plover

    writers: dict[str, Callable[[Register, BinaryIO], None]] = {
        "jsonl": export_jsonl,
        "plover": export_plover,
        "ftm": export_ftm,
        "jsonld": export_jsonld,
        "graphml": export_graphml,
    }
    return writers[format]
