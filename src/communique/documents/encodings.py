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
ESCAPED = (b"\x1b$B", b"\x1b$@")  # ISO-2022-JP, which has no bytes beyond ASCII
# Encodings of two bytes a character, with the first bytes of what is common in them: marks and the first level of GB 2312,
# Hangul of KS X 1001, kana and the first level of JIS X 0208, the first level of Big5. Hangul alone fits in GB 2312 as
# well, which Chinese hardly ever does the other way round; so the narrower stands first.
COMMON_BYTES = {
    "cp949": ((0xA1, 0xA3), (0xB0, 0xC8)),
    "euc_jp": ((0xA1, 0xA1), (0xA3, 0xA5)),
    "gb18030": ((0xA1, 0xA1), (0xA3, 0xA3), (0xB0, 0xD7)),
    "cp932": ((0x81, 0x83), (0x88, 0x97)),
    "big5hkscs": ((0xA1, 0xA1), (0xA4, 0xC6)),
}
KANA_SHARE = 0.35  # of the characters of Japanese; the others are of JIS X 0208
ALPHABETS = {
    "cp1252": "", "cp1250": "", "iso8859_2": "",
    "cp1251": "оеаинтсрвл", "koi8_u": "оеаинтсрвл", "iso8859_5": "оеаинтсрвл", "cp866": "оеаинтсрвл",
    "cp1253": "αοιετσνηυρ", "cp1256": "اليمونرتب", "cp1255": "יוהלאמרשתב",
}  # fmt: skip
"""Encodings of alphabets with the commonest letters of theirs; Latin ones have most of their letters in ASCII."""
COMMON_LETTERS = 0.6  # share of the ten commonest letters in running text, about that of all these alphabets
WORD = re.compile(r"[^\s\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]+")
AROUND_WORDS = "ºª¹²³«»‹›“”„‘’‚–—…•№§°€©®·­\u00a0¿¡"
CAPITALS = 0.6  # what a word in capitals proves, beside one in small letters
TELLING = 4000  # bytes of text beyond ASCII are enough
PIECE = re.compile(rb"[^<>]+")
# "Don稚 go": one character amid Latin letters was a quotation mark
LONE = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f](?=[A-Za-z])")
ACCENTED = 2 / 3  # of the letters of a Latin word are beyond ASCII: "été"
SHORT = 2  # letters: "à"
LIKE_KOREAN = 0.5  # what Chinese that might as well be Hangul proves
SURE = 0.7  # of a fit
PLAINLY = 0.3  # by so much a fit must be better than that of what is declared
BROKEN = 0.05  # share that may be broken in UTF-8 and in what is declared: a page cut, or joined with another
FEW = 0.002  # share of the bytes beyond ASCII that may be broken in what the bytes tell
CONTROL_SHARE = 0.02  # text has hardly any control characters
ALTERNATE = 0.3  # share of NUL bytes at even or odd places in UTF-16 of Western text
PAIR = 2
MANY = 20  # characters of Chinese, of which three in ten begin with other bytes than Hangul does
KANJI = (0xB0, 0xCF)  # the first level in EUC-JP
ASCII = bytes(range(128))
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
    if raw.isascii() and any(escape in raw for escape in ESCAPED):
        return raw.decode("iso2022_jp_ext", "replace")
    text = raw.decode("utf-8", "replace")
    if text.count(REPLACEMENT) <= BROKEN * _beyond_ascii(raw):
        return text
    return raw.decode(_fitting(raw, [name for label in declared if (name := _codec(label))]), "replace")


def _beyond_ascii(raw: bytes) -> int:
    return len(raw.translate(None, ASCII))


def _fitting(raw: bytes, declared: list[str]) -> str:
    """What is declared, unless it does not fit and something else plainly does; else what the bytes tell."""
    sample = _telling(raw)
    fits = {name: _fit(sample, name) for name in (*COMMON_BYTES, *ALPHABETS)}
    best = max(fits, key=lambda name: fits[name])
    for name in declared:
        if raw.decode(name, "replace").count(REPLACEMENT) > BROKEN * _beyond_ascii(raw):
            continue
        known = fits.get(name.replace("-", "_"), fits.get(name))
        if known is None or fits[best] < SURE or fits[best] - known < PLAINLY:
            return name
    return best if fits[best] >= SURE else _detected(raw)


def _telling(raw: bytes) -> bytes:
    """The start of the text beyond ASCII, without the markup around it."""
    pieces, size = [], 0
    for piece in PIECE.finditer(raw):
        if piece[0].isascii():
            continue
        pieces.append(piece[0][: 2 * TELLING])
        size += len(piece[0])
        if size > TELLING:
            break
    return b"\n".join(pieces)[: 2 * TELLING]


def _fit(sample: bytes, encoding: str) -> float:
    """How well bytes fit an encoding: 1 where all of it is common in what is written in it, 0 where it cannot be it."""
    text = sample.decode(encoding, "replace")
    cut = len(sample) >= 2 * TELLING  # perhaps within a character
    if text.count(REPLACEMENT) > FEW * _beyond_ascii(sample) + cut:
        return 0.0
    return _fit_pairs(sample, text, encoding) if encoding in COMMON_BYTES else _fit_letters(text, ALPHABETS[encoding])


def _fit_pairs(sample: bytes, text: str, encoding: str) -> float:
    wide = [char for char in text if not char.isascii() and char != REPLACEMENT]
    if not wide:
        return 0.0
    firsts = [char.encode(encoding, "replace") for char in wide]
    common = sum(
        len(pair) == PAIR and any(low <= pair[0] <= high for low, high in COMMON_BYTES[encoding]) for pair in firsts
    )
    common = max(0, common - len(LONE.findall(text)))
    if encoding == "gb18030" and len(wide) >= MANY and all(pair[0] <= COMMON_BYTES["cp949"][1][1] for pair in firsts):
        return LIKE_KOREAN
    if encoding != "euc_jp":
        return float((common / len(wide)) ** 2)
    level = sum(len(pair) == PAIR and KANJI[0] <= pair[0] <= KANJI[1] for pair in firsts)
    kana = sum("\u3040" <= char <= "\u30ff" for char in wide)
    japanese = ((common + level) / len(wide)) ** 2 * min(1.0, kana / len(wide) / KANA_SHARE)
    return float(japanese)


def _fit_letters(text: str, letters: str) -> float:
    words = [word for found in WORD.findall(text) if not (word := found.strip(AROUND_WORDS)).isascii()]
    if not words:  # dashes and quotation marks alone: Western
        return 0.0 if letters or not text.strip() else SURE
    size = sum(map(len, words))
    if not letters:
        return sum(len(word) for word in words if _soundness(word) and _looks_latin(word)) / size
    sound = sum(_soundness(word) * len(word) for word in words) / size
    common = sum(char in letters for word in words for char in word.lower()) / size
    return sound * min(1.0, common / COMMON_LETTERS)


def _soundness(word: str) -> float:
    """What a word proves by being of one script, with a capital letter at its begin alone: "Лавров", not "лАВРОВ"."""
    parts = word.replace("’", "")
    if not parts.isalpha() or len({char.isascii() or _is_latin(char) for char in parts}) > 1:
        return 0.0
    if parts[1:].islower() or parts.upper() == parts.lower():
        return 1.0  # so is all of Arabic
    return CAPITALS if parts.isupper() else 0.0


def _looks_latin(word: str) -> bool:
    return len(word) <= SHORT or sum(not char.isascii() for char in word) <= ACCENTED * len(word)


def _is_latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char < "\u1f00"


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
