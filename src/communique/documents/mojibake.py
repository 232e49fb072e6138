"""Text in, text with certain repairs out: characters that were decoded wrongly before a page was written ("GÃ¤ste")."""

from __future__ import annotations

from communique.documents.document import Mojibake

UNDONE = ("encode", "decode")  # steps that can be taken back without loss
MOST = 5_000  # garbled lines and words of a page that are tried: a page garbled throughout has hundreds
# What UTF-8 is taken for; of others ftfy knows as well, nothing is certain: "ßÄÄ" may be one Cherokee letter in MacRoman.
COMMON = frozenset({"latin-1", "sloppy-windows-1250", "sloppy-windows-1251", "sloppy-windows-1252"})
WIDEST = 2000  # characters of a line that are shown in a record of it


def mend(text: str) -> tuple[str, tuple[Mojibake, ...]]:
    """Return the text with each garbled line repaired where the repair is certain, and a note of every garbled line.

    A repair is certain where it only takes back a wrong decoding, character for character, and leaves nothing garbled
    (ftfy's heuristic of badness: R. Speer, "ftfy", 2019). Other garbled lines stay as they are and are noted.
    """
    from ftfy.badness import is_bad

    if text.isascii() or not is_bad(text):
        return text, ()
    notes: list[Mojibake] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if is_bad(line):
            if len(notes) > MOST:
                notes.append(Mojibake("\n".join(lines[number:])[:WIDEST], None))
                break
            lines[number] = _mend_line(line, notes)
    return "\n".join(lines), tuple(notes)


def _mend_line(line: str, notes: list[Mojibake]) -> str:
    """The line repaired, whole or word by word; a page may be garbled in one part alone."""
    if repaired := _repaired(line):
        notes.append(Mojibake(line[:WIDEST], repaired[:WIDEST]))
        return repaired
    words = line.split(" ")
    for number, word in enumerate(words):
        if not word.isascii() and _garbled(word):
            repaired = _repaired(word)
            notes.append(Mojibake(word[:WIDEST], repaired))
            words[number] = repaired or word
    return " ".join(words)


def _garbled(word: str) -> bool:
    from ftfy.badness import is_bad

    return bool(is_bad(word))


def _repaired(line: str) -> str | None:
    from ftfy import fix_encoding_and_explain
    from ftfy.badness import is_bad

    repaired, steps = fix_encoding_and_explain(line)
    if not steps or is_bad(repaired) or any(step.action not in UNDONE for step in steps):
        return None
    if not COMMON.issuperset(step.parameter for step in steps if step.action == "encode"):
        return None
    again: str | bytes = repaired
    try:
        for step in reversed(steps):
            again = again.encode(step.parameter) if isinstance(again, str) else again.decode(step.parameter)
    except UnicodeError:
        return None
    return repaired if again == line else None
