"""A source of e-mail (EML) in, its Documents out: the message's text, then what is attached; the rest is listed."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from communique.documents.document import Document, Found, Mojibake, Removed
from communique.documents.encodings import decode
from communique.documents.formats import PEEK, reader_of, suffix_of
from communique.documents.metadata import iso_day
from communique.documents.source import MEBIBYTE, Source
from communique.errors import DocumentError
from communique.record import Failure

LIMIT = 40 * MEBIBYTE  # of a message with its attachments: mail servers take 25; the library needs eight times as much
LINES = 700_000  # of so long a message in Base64
HEAD_LIMIT = 4000  # characters of one header: a subject has 100; longer ones are made to choke a reader
PARTS = 2000  # of a message; one with more is no letter
BODIES = ("text/plain", "text/html")
READABLE = {".pdf", ".docx", ".html", ".htm", ".txt", ".md", ".eml"}  # attachments that are documents of their own
READABLE_TYPES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "text/plain": ".txt",
}
QUOTED = re.compile(r">")
SIGNATURE = "-- "  # RFC 3676, section 4.3
LETTER = re.compile(r"\w")


@dataclass(slots=True)
class _Told:
    """What the parts of a message come to."""

    texts: list[Document] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    attached: list[tuple[str, Message]] = field(default_factory=list)


def read_eml(source: Source) -> Iterator[Document | Failure]:
    """Yield the document of a message, then one for each attachment that is a text (PDF, DOCX, HTML, text, a message).

    Subject, sender and day are what its head says. Of a message told twice, the HTML is read, since it tells what is quoted
    and what is a footer; the other form, quoted replies, signatures and other attachments are listed.
    """
    raw = source.whole(LIMIT)
    if raw.count(b"\n") > LINES:
        raise DocumentError(f"{source.name}: more than {LINES:,} lines; save what you want to read")
    try:
        message = email.message_from_bytes(raw)
    except RecursionError:
        raise DocumentError(f"{source.name}: parts within parts, too deep to be a letter; save its text") from None
    if not message.keys():
        raise DocumentError(f"{source.name}: no head of a message; is it an e-mail saved as EML?")
    yield from _documents(message, source.name)


def _documents(message: Message, name: str) -> Iterator[Document | Failure]:
    told = _Told()
    try:
        _sort(message, name, told)
    except RecursionError:
        raise DocumentError(f"{name}: parts within parts, too deep to be a letter; save its text") from None
    text = "\n".join(each.text for each in told.texts)
    if LETTER.search(text):
        found = tuple(_found(message))
        values = {each.field: each.value for each in found}
        mojibake: tuple[Mojibake, ...] = sum((each.mojibake for each in told.texts), ())
        yield Document(
            text, language=next((each.language for each in told.texts if each.language), None), source=name,
            title=values.get("title"), publisher=values.get("publisher"), published=values.get("published"), found=found,
            removed=tuple(told.removed), mojibake=mojibake,
        )  # fmt: skip
    elif not told.attached:
        listed = ", ".join(each.text for each in told.removed[:3])
        raise DocumentError(f"{name}: the message has no text{f' beside {listed}' if listed else ''}")
    for place, part in told.attached:
        yield from _read_attached(part, place)


def _sort(message: Message, name: str, told: _Told) -> None:
    """Tell text, other forms of it and attachments apart, in the order of the parts."""
    parts, seen = [(message, "message")], 0
    while parts:
        part, place = parts.pop()
        seen += 1
        if seen > PARTS:
            raise DocumentError(f"{name}: more than {PARTS} parts; save those that you want to read")
        kind = part.get_content_type()
        children = part.get_payload()
        inner = [(each, f"{place}.{number}") for number, each in enumerate(children, 1)] if _is_nested(part) else []
        if kind == "multipart/alternative":
            best = _best([each for each, _ in inner])
            for number, (each, at) in enumerate(inner):
                if number != best:
                    _list_other(each, at, told)
            inner = inner[best : best + 1]
        if inner and part.get_content_maintype() == "multipart":
            parts.extend(reversed(inner))
        elif _is_body(part):
            _add_text(part, name, place, told)
        else:
            _attach(part, name, place, told)


def _is_body(part: Message) -> bool:
    if part.get_content_maintype() == "multipart":
        return isinstance(part.get_payload(), str)  # its boundaries are not said or not there: what it holds is text
    return part.get_content_type() in BODIES and _disposition(part) != "attachment" and not _is_named_text(part)


def _is_nested(part: Message) -> bool:
    return part.is_multipart() and part.get_content_maintype() == "multipart"


def _best(forms: list[Message]) -> int:
    """Which form of a message is read: the HTML, or what holds it; else the plain text; else the last."""
    kinds = [{each.get_content_type() for each in form.walk()} for form in forms]
    for wanted in ("text/html", "text/plain"):
        for number, held in enumerate(kinds):
            if wanted in held:
                return number
    return len(forms) - 1


def _list_other(part: Message, place: str, told: _Told) -> None:
    for each in part.walk():
        if not each.is_multipart():
            kind = each.get_content_type()
            text = _plain_text(each, place) if kind == "text/plain" else ""
            told.removed.append(Removed(text.strip() or kind, f"another form of the message ({kind})", place))


def _add_text(part: Message, name: str, place: str, told: _Told) -> None:
    try:
        inner = _inner(part, name)
    except DocumentError as error:
        if "empty" not in str(error) and "no visible text" not in str(error):
            raise
        return  # a message may be nothing but its attachments
    told.texts.append(inner)
    told.removed.extend(
        each if each.place.startswith("/") else Removed(each.text, each.reason, f"{place} {each.place}")
        for each in inner.removed
    )


def _inner(part: Message, name: str) -> Document:
    if part.get_content_type() == "text/html":
        from communique.documents.pages import read_html

        return next(read_html(Source.of(_payload(part), name, charset=_charset(part))))
    text, removed = _without_quotes(_plain_text(part, name))
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return Document(text, source=name, removed=tuple(removed))


def _plain_text(part: Message, name: str) -> str:
    raw = _payload(part)
    return decode(Source.of(raw, name, charset=_charset(part))) if raw.strip() else ""


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (LookupError, ValueError, AssertionError):  # an encoding that is none
        payload = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):
        return None


def _without_quotes(text: str) -> tuple[str, list[Removed]]:
    """The text without what it quotes of other messages and without its signature; all of it where nothing would be left."""
    kept: list[str] = []
    removed: list[Removed] = []
    quoted: list[str] = []
    start = 0
    lines = text.split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if QUOTED.match(line):
            start = start if quoted else number
            quoted.append(line)
            continue
        if quoted:
            removed.append(Removed("\n".join(quoted), "quoted message", f"line {start}"))
            quoted = []
        if line == SIGNATURE:
            if rest := "\n".join(lines[number:]).strip():
                removed.append(Removed(rest, "signature", f"line {number}"))
            break
        kept.append(line)
    else:
        kept.pop()
    rest = "\n".join(kept)
    return (rest, removed) if LETTER.search(rest) else (text, [])


def _unflowed(text: str, *, delete_space: bool) -> str:
    """Lines that a mail program broke are one again (RFC 3676): a space at the end of a line says that it goes on."""
    out: list[str] = []
    open_line = False
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        if open_line:
            out[-1] += line
        else:
            out.append(line)
        open_line = line.endswith(" ")
        if open_line and delete_space:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


def _found(message: Message) -> Iterator[Found]:
    for name, value, header in (
        ("title", _header(message, "subject"), "Subject"),
        ("publisher", _words(_sender(_raw_header(message, "from"))), "From"),
        ("published", iso_day(_header(message, "date")), "Date"),
    ):
        if value:
            yield Found(name, value, f"header {header}")


def _sender(raw: str) -> str:
    try:
        return parseaddr(raw)[0]
    except (RecursionError, IndexError):  # comments within comments, quotes that do not end
        return ""


def _raw_header(message: Message, name: str) -> str:
    """A header as it stands, its bytes beyond ASCII as surrogates."""
    return next((str(value) for key, value in message.raw_items() if key.lower() == name), "")[:HEAD_LIMIT]


def _header(message: Message, name: str) -> str:
    return _words(_raw_header(message, name))


def _words(raw: str) -> str:
    """A header in plain letters; what is encoded wrongly stays as it stands."""
    try:
        text = str(make_header(decode_header(raw))) if "=?" in raw else raw
    except (HeaderParseError, LookupError, ValueError):
        text = raw
    return " ".join(text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").split())


def _disposition(part: Message) -> str:
    return str(part.get("content-disposition", "")).partition(";")[0].strip().lower()


def _is_named_text(part: Message) -> bool:
    """Whether a text part is a file: "inline" and with a name, as some programs attach."""
    return bool(_filename(part)) and _disposition(part) != ""


def _filename(part: Message) -> str:
    try:
        return _words((part.get_filename() or "")[:HEAD_LIMIT])
    except (LookupError, ValueError, TypeError):  # a name in an encoding that is none
        return ""


def _attach(part: Message, name: str, place: str, told: _Told) -> None:
    kind = part.get_content_type()
    called = _filename(part) or kind
    if kind == "message/rfc822" or suffix_of(called) in READABLE or kind in READABLE_TYPES:
        told.attached.append((f"{name}#{called}", part))
        told.removed.append(Removed(called, "attachment, a document of its own", place))
    else:
        told.removed.append(Removed(called, "attachment", place))


def _read_attached(part: Message, place: str) -> Iterator[Document | Failure]:
    kind = part.get_content_type()
    try:
        if kind == "message/rfc822" and part.is_multipart():
            yield from _documents(part.get_payload(0), place)  # type: ignore[arg-type]
            return
        raw = _payload(part)
        suffix = suffix_of(place) or READABLE_TYPES.get(kind, "")
        yield from reader_of(f"attached{suffix}", raw[:PEEK])(Source.of(raw, place, charset=_charset(part)))
    except DocumentError as error:
        yield Failure(place, "take", str(error))
