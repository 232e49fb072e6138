"""Rows of a table in, a Parquet file out; the one home of pyarrow."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from communique.errors import ExportError
from communique.exports.columns import Column
from communique.exports.document_sheets import Cells


def check_installed() -> None:
    """Raise `ExportError` where pyarrow is missing."""
    _arrow("pyarrow")


class ParquetTable:
    """A Parquet file; lists stay lists."""

    def __init__(self, path: Path, described: tuple[Column, ...]) -> None:
        self._arrow = arrow = _arrow("pyarrow")
        types = {
            "text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "list": arrow.list_(arrow.string()),
        }  # fmt: skip
        about = {column.name: {"meaning": column.meaning} for column in described}
        self._schema = arrow.schema(
            [arrow.field(column.name, types[column.type], metadata=about[column.name]) for column in described]
        )
        self._writer = _arrow("pyarrow.parquet").ParquetWriter(path, self._schema)

    def write(self, rows: list[Cells]) -> None:
        """Write rows, each with a value for every column."""
        cells = {name: [row[name] for row in rows] for name in self._schema.names}
        self._writer.write_table(self._arrow.Table.from_pydict(cells, schema=self._schema))

    def close(self) -> None:
        """End the file."""
        self._writer.close()


def _arrow(module: str) -> Any:  # noqa: ANN401  (a module's names are its own)
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ExportError("for Parquet, install pyarrow: pip install 'communique[parquet]'") from None
