"""Files and streams in, Documents out: each format by its own reader; nothing is dropped silently."""

from __future__ import annotations

from communique.documents.document import Document, Found, Mojibake, Removed
from communique.documents.lines import as_line
from communique.documents.taking import take

__all__ = ["Document", "Found", "Mojibake", "Removed", "as_line", "take"]
