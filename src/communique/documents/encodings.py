"""Bytes in, text out: by byte order mark, by what the carrier or the page declares, else as the bytes themselves tell."""

from __future__ import annotations

import re

from communique.documents.source import TEXT_LIMIT, Source
from communique.errors import DocumentError

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
DECLARED_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
HEAD = 4096  # bytes: browsers look for a declaration in the first 1,024; some pages have long comments before it
SAMPLE = 64 * 1024  # bytes are enough to tell an encoding
# The labels of the Web and of old files that Python's codec reads too narrowly: pages that say the one are in the other
# (WHATWG Encoding Standard, "Names and labels").
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
FALLBACK = "cp1252"  # what Western files are in when nothing else fits
FEW = 0.002  # share of bytes that may be broken in a declared encoding: one cut character does not make it another
CONTROL_SHARE = 0.02  # text has hardly any control characters
ALTERNATE = 0.3  # share of NUL bytes at even or odd places in UTF-16 of Western text
REPLACEMENT = "\ufffd"


def decode(source: Source, *, markup: bool = False) -> str:
    """Return the text of a source, with `\\n` at the end of lines; `markup`: it may declare its encoding itself.

    Order: byte order mark, UTF-8 where every byte fits, what the carrier says, what the page says, what the bytes tell.
    Raises `DocumentError` for what is empty or no text at all.
    """
    raw = source.whole(TEXT_LIMIT)
    text = _decode(raw, [source.charset, _declared(raw)] if markup else [source.charset])
    sample = text[:SAMPLE]
    control = sum(char < " " and char not in "\t\n\r\f\v\x1b" for char in sample)
    if "\x00" in text or control > CONTROL_SHARE * len(sample):
        raise DocumentError(
            f"{source.name}: this is no text (binary data, {_nul(raw)}); give a text, HTML, PDF, DOCX or JSONL file"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _nul(raw: bytes) -> str:
    at = raw.find(b"\x00")
    return "control characters" if at < 0 else f"NUL at byte {at}"


def _decode(raw: bytes, declared: list[str | None]) -> str:
    encoding = next((name for bom, name in BOMS if raw.startswith(bom)), None) or _wide(raw)
    if encoding:
        return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for label in declared:
        if (name := _codec(label)) and (text := raw.decode(name, "replace")).count(REPLACEMENT) <= FEW * len(raw):
            return text
    return raw.decode(_detected(raw), "replace")


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of Western text is NUL."""
    sample = raw[:HEAD]
    half = len(sample) / 2
    if sample[1::2].count(0) > ALTERNATE * half > 0 == sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > ALTERNATE * half > 0 == sample[1::2].count(0):
        return "utf-16-be"
    return None


def _declared(raw: bytes) -> str | None:
    found = DECLARED_XML.search(raw[:HEAD]) or DECLARED.search(raw[:HEAD])
    return found[1].decode("ascii", "replace") if found else None


def _codec(label: str | None) -> str | None:
    """The codec of a label of the Web ("x-sjis", "windows-1251"); None where there is none."""
    import codecs

    import webencodings

    if not label:
        return None
    known = webencodings.lookup(label)
    try:
        name = codecs.lookup(known.codec_info.name if known else label).name
    except LookupError:
        return None
    return WIDER.get(name, name)


def _detected(raw: bytes) -> str:
    """What the bytes themselves tell."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:SAMPLE]).best()
    return WIDER.get(best.encoding, best.encoding) if best else FALLBACK
