"""Fuzz the reader of pages with atheris (libFuzzer), which seeks the branches of the code; not part of `make test`.

    pip install atheris
    python tests/fuzz_documents.py -max_total_time=180 -max_len=600

Half of the inputs are bytes as they come, half are pages put together from tags, names and words that the reader knows.
Whatever comes in, a document comes out whose text and removed parts hold every visible character, or a `DocumentError` of
one line that names the source; nothing takes longer than `SLOW`.
"""

# ruff: noqa: E501  (the pieces are read best side by side)
from __future__ import annotations

import sys
import time
from collections import Counter

import atheris  # not among the pinned packages: there is none for every platform

with atheris.instrument_imports(include=["communique"]):
    from communique.documents.lineation import lines_of
    from communique.documents.pages import parse, read_html
    from communique.documents.source import Source
    from communique.errors import DocumentError

SLOW = 5.0  # seconds
PIECES = (
    "<p>", "</p>", "<div>", "</div>", "<div class='share'>", "<div class='footer'>", "<div class='related'>", "<nav>", "</nav>", "<aside>",
    "</aside>", "<main>", "</main>", "<article>", "</article>", "<h1>", "</h1>", "<h2>", "</h2>", "<a href='/x'>", "<a href='#x'>", "</a>",
    "<table><tr><td>", "</td><td>", "</td></tr></table>", "<br>", "<button>", "</button>", "<span hidden>", "</span>", "<x-y>", "</x-y>", "<o:p>",
    "<select><option>", "</select>", "<textarea>", "</textarea>", "<pre>", "</pre>", "<dialog>", "<frameset><frame>", "<svg><text>", "</svg>", "<!--", "-->",
    "<![CDATA[", "]]>", "</html>", "</body>", "<script>", "</script>", "<title>", "</title>", "<noscript>", "<meta charset=gbk>", "<base>", "<form>",
    "</form>", "<template>", "&nbsp;", "&#0;", "&#xD800;", "&shy;", "Kim met Lee in Vienna. ", "Read more", "Share", "© 2019", "Present were:", "Talks", " ", "\n",
    "2 May 2019", "王毅会见了外长。", "MÃ¼ller", "\u200b", "\ufeff", "\x0b", "\u2028",
)  # fmt: skip


def raw_of(data: bytes) -> bytes:
    """The bytes themselves, or the pieces that they number."""
    if data[:1] < b"\x80":
        return data[1:]
    return "".join(PIECES[each % len(PIECES)] for each in data[1:]).encode("utf-8", "surrogatepass")


def characters(texts: list[str]) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def read_one(data: bytes) -> None:
    """Read an input and raise where the reader breaks a promise."""
    raw, started = raw_of(data), time.monotonic()
    try:
        (document,) = read_html(Source.of(raw, "page.html"))
    except DocumentError as error:
        message = str(error)
        assert message.startswith("page.html: ") and "\n" not in message and "report this" not in message, message
        return
    assert time.monotonic() - started < SLOW, "slow"
    if document.mojibake:
        return  # a repair changes characters
    lines = lines_of(parse(Source.of(raw, "page.html")))
    shown = [piece.text for line in lines for piece in line.pieces if not piece.state.silent]
    unseen = str.maketrans("", "", "\u00ad\u200b\ufeff\u2060")
    kept = characters([document.text, *(each.text for each in document.removed)])
    assert characters(["".join(kept.elements()).translate(unseen)]) == characters(["".join(shown).translate(unseen)])


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()
