"""The library of a format in, its module out: where it is not installed, the error says how to install it."""

from __future__ import annotations

import importlib
from typing import Any

from communique.errors import DocumentError


def load(module: str, extra: str, name: str, what: str) -> Any:  # noqa: ANN401  (a module's names are its own)
    """Import a library; raises `DocumentError` that names the extra which brings it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise DocumentError(f"{name}: to read {what}, install: pip install 'communique[{extra}]'") from None
