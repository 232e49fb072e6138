"""A register in, a folder of tables out, as CSV or Parquet, with a data dictionary beside them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

from communique.errors import ExportError
from communique.exports.codes import load_codes
from communique.exports.columns import Column, columns
from communique.exports.document_sheets import Cells, Sheets
from communique.exports.register_sheets import register_sheets
from communique.exports.targets import new_folder
from communique.exports.told import snapshot, told_documents
from communique.register.register import Register

DICTIONARY = "dictionary.csv"
JOINT = "; "
KEPT = 2000  # rows of a table that are written at once


class Table(Protocol):
    """A table that rows are written into."""

    def write(self, rows: list[Cells]) -> None: ...

    def close(self) -> None: ...


def export_tables(register: Register, folder: str | Path, *, format: str = "csv") -> None:
    """Write the tables of `dictionary.csv` into a new or empty folder, as `csv` or `parquet`; raises `ExportError`."""
    if format == "parquet":
        from communique.exports.parquet import ParquetTable, check_installed

        check_installed()
        kind: Any = ParquetTable
    else:
        kind = CsvTable
    target = new_folder(folder)
    try:
        _write_dictionary(target / DICTIONARY)
        with ExitStack() as stack:
            open_tables: dict[str, Table] = {}
            for name, described in columns().items():
                open_tables[name] = table = kind(target / f"{name}.{format}", described)
                stack.callback(table.close)
            kept: defaultdict[str, list[Cells]] = defaultdict(list)
            for name, rows in _rows(register):
                for row in rows:
                    kept[name].append(row)
                    if len(kept[name]) == KEPT:
                        open_tables[name].write(kept.pop(name))
            for name, rest in kept.items():
                open_tables[name].write(rest)
    except OSError as error:
        raise ExportError(f"{target}: cannot be written ({error.strerror or error})") from None


def _rows(register: Register) -> Iterator[tuple[str, Iterable[Cells]]]:
    codes = load_codes()
    with snapshot(register) as connection:
        for told in told_documents(connection):
            yield from Sheets(told, codes).by_table()
        yield from register_sheets(connection, codes)


def _write_dictionary(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("table", "column", "type", "meaning"))
        for name, described in columns().items():
            writer.writerows((name, column.name, column.type, column.meaning) for column in described)


class CsvTable:
    """A CSV file; lists are joined."""

    def __init__(self, path: Path, described: tuple[Column, ...]) -> None:
        self._names = [column.name for column in described]
        self._out = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._out, lineterminator="\n")
        self._writer.writerow(self._names)

    def write(self, rows: list[Cells]) -> None:
        """Write rows, each with a value for every column."""
        self._writer.writerows([_cell(row[name]) for name in self._names] for row in rows)

    def close(self) -> None:
        """End the file."""
        self._out.close()


def _cell(value: object) -> object:
    return JOINT.join(value) if isinstance(value, list) else value
