"""An act's type and modality in, its PLOVER root out."""

from __future__ import annotations

from communique.frames.scope import MAY, NOT, WILL
from communique.lexicon import Lexicon

HOSTILE = frozenset({"COERCE", "ASSAULT", "SANCTION", "MOBILIZE", "PROTEST", "REJECT"})  # announced, they are a threat
FRIENDLY = frozenset({"CONSULT", "AID", "CONCEDE", "COOPERATE", "SUPPORT"})  # announced, they are an agreement


def plover_root(type: str, modality: str, lexicon: Lexicon) -> str | None:
    """The PLOVER root of an act; None for STATE.

    What is to come is an agreement or a threat ("will release", "will attack"), what is refused a rejection.
    """
    root = lexicon.acts[type].plover
    if not root:
        return None
    if modality == NOT:
        return "REJECT"
    if modality in (WILL, MAY) and root in HOSTILE:
        return "THREATEN"
    if modality in (WILL, MAY) and root in FRIENDLY:
        return "AGREE"
    return root
