"""A path in, a file or folder to write into out: a file appears only when it is whole, a folder must be empty."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from communique.errors import ExportError


@contextmanager
def new_file(path: str | Path) -> Iterator[BinaryIO]:
    """A file to write into, which takes its name when all is written; raises `ExportError`."""
    whole = Path(path).expanduser()
    if whole.is_dir():
        raise ExportError(f"{whole}: is a folder; this format is one file, give its name")
    device = whole.exists() and not whole.is_file()  # /dev/null, a pipe: written into, never replaced
    part = whole if device else whole.with_name(f"{whole.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        if not device:
            os.replace(part, whole.resolve())
    except OSError as error:
        raise ExportError(f"{whole}: cannot be written ({error.strerror})") from None
    finally:
        if not device:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def new_folder(path: str | Path) -> Path:
    """A folder to write files into, made where it is missing; raises `ExportError` where it is not empty."""
    folder = Path(path).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ExportError(f"{folder}: is not empty; give a folder that is new or empty")
    except FileExistsError:
        raise ExportError(f"{folder}: is a file; this format is several files, give a folder") from None
    except OSError as error:
        raise ExportError(f"{folder}: this folder cannot be made ({error.strerror})") from None
    return folder
