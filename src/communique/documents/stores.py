"""A path of a store (`s3://…`, `gs://…`, `memory://…`) in, its files out, by fsspec where it is installed."""

from __future__ import annotations

import re
from typing import Any, BinaryIO, cast

from communique.documents.extras import load
from communique.errors import DocumentError

SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)  # "C:\\" is none
MAGIC = re.compile(r"[*?\[]")


def is_store(name: str) -> bool:
    """Whether a name is a path of a store."""
    return SCHEME.match(name) is not None


def expand(name: str) -> list[str]:
    """The files that a path names: itself, those that a pattern matches, or all below a folder."""
    system, path = _system(name)
    scheme = name.partition("://")[0]
    try:
        if MAGIC.search(path):
            found = sorted(system.glob(path))
        else:
            found = sorted(system.find(path)) if system.isdir(path) else [path]
    except Exception as error:  # noqa: BLE001  (each store has errors of its own)
        raise DocumentError(f"{name}: the store cannot be read ({type(error).__name__}: {error})") from None
    if found in ([path], []):
        return [name]
    return [f"{scheme}://{each.removeprefix(f'{scheme}://')}" for each in found]


def open_store(name: str) -> BinaryIO:
    """Open one file of a store."""
    system, path = _system(name)
    try:
        return cast(BinaryIO, system.open(path, "rb"))
    except FileNotFoundError:
        raise DocumentError(f"{name}: no such file") from None
    except Exception as error:  # noqa: BLE001  (each store has errors of its own)
        raise DocumentError(f"{name}: the store cannot be read ({type(error).__name__}: {error})") from None


def _system(name: str) -> tuple[Any, str]:
    fsspec: Any = load("fsspec", "cloud", name, "stores")
    try:
        system, path = fsspec.core.url_to_fs(name)
    except ImportError as error:
        raise DocumentError(f"{name}: {error}") from None
    except ValueError as error:
        raise DocumentError(f"{name}: no such kind of store ({error})") from None
    return system, path
