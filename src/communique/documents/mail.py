"""A source of e-mail (EML) in, one Document out: the plain text of the message, else its HTML; the rest is listed."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, MIMEPart

from communique.documents.document import Document, Found, Removed
from communique.documents.encodings import decode
from communique.documents.metadata import iso_day
from communique.documents.source import Source
from communique.errors import DocumentError


def read_eml(source: Source) -> Iterator[Document]:
    """Yield the one document of a message: subject, sender and day are what its head says.

    Of a message told twice, the HTML is read, since it tells what is quoted and what is a footer; attachments are listed.
    """
    message = email.message_from_bytes(source.whole(), policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise DocumentError(f"{source.name}: no head of a message; is it an e-mail saved as EML?")
    body = message.get_body(preferencelist=("html", "plain"))
    if body is None:
        raise DocumentError(f"{source.name}: the message has no text; save its attachments and read those")
    inner = _inner(body, source)
    found = tuple(_found(message))
    values = {each.field: each.value for each in found}
    yield Document(
        inner.text, language=inner.language, source=source.name, title=values.get("title"), publisher=values.get("publisher"),
        published=values.get("published"), found=found, removed=(*inner.removed, *_attached(message)), mojibake=inner.mojibake,
    )  # fmt: skip


def _inner(body: MIMEPart, source: Source) -> Document:
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    part = Source.of(raw, source.name, charset=body.get_content_charset())
    if body.get_content_type() == "text/html":
        from communique.documents.pages import read_html

        return next(read_html(part))
    return Document(decode(part), source=source.name)


def _found(message: EmailMessage) -> Iterator[Found]:
    sender = message["from"]
    addresses = getattr(sender, "addresses", ())
    for field, value, header in (
        ("title", " ".join(str(message["subject"] or "").split()), "Subject"),
        ("publisher", addresses[0].display_name if addresses else "", "From"),
        ("published", iso_day(str(message["date"] or "")), "Date"),
    ):
        if value:
            yield Found(field, value, f"header {header}")


def _attached(message: EmailMessage) -> Iterator[Removed]:
    for part in message.iter_attachments():
        name = part.get_filename() or part.get_content_type()
        yield Removed(name, "attachment", "message")
