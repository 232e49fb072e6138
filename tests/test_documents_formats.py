"""PDF, DOCX, e-mail, feeds and web archives become documents; what is broken is a Failure that says what to do."""

# ruff: noqa: E501  (pages and messages are read best in one piece)
import gzip
import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.pdfgen import canvas

from communique.documents import Document, take
from communique.record import Failure

PAGE = "<html><body><h1>Talks</h1><p>Minister {0} met <nobr>Odile Marchetti</nobr> in Norhaven.</p></body></html>"


def outcomes_of(folder, name, raw):
    path = folder / name
    path.write_bytes(raw)
    return list(take([str(path)]))


def document_of(folder, name, raw) -> Document:
    (document,) = outcomes_of(folder, name, raw)
    assert isinstance(document, Document), document
    return document


def failure_of(folder, name, raw) -> Failure:
    (failure,) = outcomes_of(folder, name, raw)
    assert isinstance(failure, Failure) and name in failure.error, failure
    return failure


# PDF


def pdf(*pages) -> bytes:
    """Pages of (left, height above the bottom, text)."""
    buffer = io.BytesIO()
    drawing = canvas.Canvas(buffer, pagesize=(595, 842))
    for page in pages:
        for left, height, text in page:
            drawing.drawString(left, height, text)
        drawing.showPage()
    drawing.save()
    return buffer.getvalue()


def block(left, top, *lines):
    return [(left, top - 14 * number, line) for number, line in enumerate(lines)]


def test_lines_of_a_pdf_become_paragraphs(tmp_path):
    lines = block(
        60,
        700,
        "Minister Ivar Tollemache received the ambassador of the",
        "republic in Norhaven on Thursday.",
        "Talks go on.",
    )
    assert document_of(tmp_path, "a.pdf", pdf(lines)).text.split("\n") == [
        "Minister Ivar Tollemache received the ambassador of the republic in Norhaven on Thursday.",
        "Talks go on.",
    ]


def test_a_word_parted_at_the_end_of_a_line_is_one(tmp_path):
    lines = block(
        60,
        700,
        "Der Minister empfing den Bot-",
        "schafter und sprach über Außen-",
        "und Handelspolitik und Deutsch-",
        "Russisches.",
    )
    text = document_of(tmp_path, "a.pdf", pdf(lines)).text
    assert (
        text == "Der Minister empfing den Botschafter und sprach über Außen- und Handelspolitik und Deutsch-Russisches."
    )


def test_a_hyphen_that_the_text_writes_elsewhere_stays(tmp_path):
    lines = block(60, 700, "They spoke of a long-term plan, and of other long-", "term plans that they have.")
    assert "other long-term plans" in document_of(tmp_path, "a.pdf", pdf(lines)).text


def test_columns_are_read_one_after_the_other(tmp_path):
    left = block(60, 700, *(f"Left line number {each} of the" for each in range(8)))
    right = block(320, 700, *(f"right line number {each} of the" for each in range(8)))
    words = document_of(tmp_path, "a.pdf", pdf([*left, *right])).text.split()
    assert words.index("right") > max(place for place, word in enumerate(words) if word == "Left")


def test_running_heads_and_page_numbers_are_listed_not_read(tmp_path):
    pages = [
        [
            (60, 810, "Ministry of External Relations"),
            *block(60, 700, f"The minister began part {each}.", "Talks go on."),
            (500, 20, f"Page {each} of 3"),
        ]
        for each in (1, 2, 3)
    ]
    document = document_of(tmp_path, "a.pdf", pdf(*pages))
    assert "Ministry of" not in document.text and "Page" not in document.text
    assert document.text.count("Talks go on.") == 3 and document.text.count("The minister began part") == 3
    assert {removed.text for removed in document.removed} >= {"Ministry of External Relations", "Page 2 of 3"}
    assert {removed.place for removed in document.removed} == {"page 1", "page 2", "page 3"}


def test_a_scan_names_ocr(tmp_path):
    assert "OCR" in failure_of(tmp_path, "a.pdf", pdf([])).error


def test_a_broken_pdf_is_a_failure(tmp_path):
    assert "broken" in failure_of(tmp_path, "a.pdf", pdf(block(60, 700, "Talks."))[:300]).error


def test_a_pdf_is_known_by_its_first_bytes(tmp_path):
    assert document_of(tmp_path, "download", pdf(block(60, 700, "Talks go on."))).text == "Talks go on."


# DOCX


def packed(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_paragraphs_tables_and_lists_of_a_docx_are_kept_in_order(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("Minister ")
    paragraph.add_run("IVAR TOLLEMACHE").bold = True
    paragraph.add_run(" met Wen.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Odile Marchetti", "Consul"
    document.add_paragraph("two interpreters", style="List Bullet")
    text = document_of(tmp_path, "a.docx", packed(document)).text
    assert text == "Minister IVAR TOLLEMACHE met Wen.\nOdile Marchetti\nConsul\ntwo interpreters"


def test_heads_and_tracked_deletions_of_a_docx_are_listed(tmp_path):
    document = docx.Document()
    document.core_properties.title = "Readout"
    document.sections[0].header.paragraphs[0].text = "Draft"
    paragraph = document.add_paragraph("Kim spoke.")
    deletion, run, words = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    words.text = "Lee left."
    run.append(words)
    deletion.append(run)
    paragraph._p.append(deletion)
    taken = document_of(tmp_path, "a.docx", packed(document))
    assert (taken.text, taken.title) == ("Kim spoke.", "Readout")
    assert {(each.text, each.reason.split()[0]) for each in taken.removed} == {
        ("Draft", "head"),
        ("Lee left.", "deleted"),
    }


def test_inserted_and_linked_words_of_a_docx_are_text(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("Minister ")
    for tag, name in (("w:ins", "Kim "), ("w:hyperlink", "Lee "), ("w:smartTag", "Wen")):
        around, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement("w:t")
        words.text = name
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        around.append(run)
        paragraph._p.append(around)
    assert document_of(tmp_path, "a.docx", packed(document)).text == "Minister Kim Lee Wen"


def test_a_zip_bomb_is_refused(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(64):
            part.write(b" " * 1024 * 1024)
    assert "zip bomb" in failure_of(tmp_path, "a.docx", buffer.getvalue()).error


@pytest.mark.parametrize("raw", [b"PK\x03\x04" + b"x" * 80, b"no zip at all", b"\xd0\xcf\x11\xe0 old Word"])
def test_what_is_no_docx_is_a_failure(tmp_path, raw):
    assert "save it" in failure_of(tmp_path, "a.docx", raw).error


# e-mail


def test_a_message_gives_its_text_subject_sender_and_day(tmp_path):
    head = "From: Press Office <press@mfa.example>\nSubject: =?utf-8?q?Treffen_in_K=C3=B6ln?=\nDate: Tue, 05 Mar 2019 23:10:00 +0100\n"
    kind = "MIME-Version: 1.0\nContent-Type: text/html; charset=windows-1251\nContent-Transfer-Encoding: 8bit\n\n"
    message = document_of(
        tmp_path, "a.eml", (head + kind).encode() + "<p>Лавров встретился с <b>Куртцем</b>.</p>".encode("cp1251")
    )
    assert message.text == "Лавров встретился с Куртцем."
    assert (message.title, message.publisher, message.published) == ("Treffen in Köln", "Press Office", "2019-03-05")


def test_attachments_are_listed(tmp_path):
    raw = b"""From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n
Kim met Lee.\n--B\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=readout.pdf\n\nxx\n--B--\n"""
    message = document_of(tmp_path, "a.eml", raw)
    assert message.text.strip() == "Kim met Lee." and [each.text for each in message.removed] == ["readout.pdf"]


def test_what_is_no_message_is_a_failure(tmp_path):
    assert "EML" in failure_of(tmp_path, "a.eml", b"\n\nno head").error


# feeds


def test_every_entry_of_a_feed_is_a_document(tmp_path):
    feed = b"""<?xml version='1.0'?><rss version='2.0'><channel><title>Ministry</title><language>en-us</language>
<item><title>A met B</title><link>https://mfa.example/1</link><pubDate>Tue, 05 Mar 2019 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Minister A met &lt;nobr&gt;B&lt;/nobr&gt;.&lt;/p&gt;</description></item>
<item><title>Only a link</title><link>https://mfa.example/2</link></item></channel></rss>"""
    entry, failure = outcomes_of(tmp_path, "news.rss", feed)
    assert (entry.text, entry.title, entry.publisher) == ("Minister A met B.", "A met B", "Ministry")
    assert (entry.published, entry.url, entry.language) == ("2019-03-05", "https://mfa.example/1", "en")
    assert isinstance(failure, Failure) and "https://mfa.example/2" in failure.error


def test_an_atom_feed_is_known_by_its_first_bytes(tmp_path):
    feed = b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>M</title><entry><title>t</title><content>Kim met Lee.</content></entry></feed>"
    assert document_of(tmp_path, "feed.xml", feed).text == "Kim met Lee."


def test_what_is_no_feed_is_a_failure(tmp_path):
    assert "RSS or Atom" in failure_of(tmp_path, "a.rss", b"<html><p>x</p></html>").error


# web archives


def record(number, *, body=None, media_type="text/html; charset=utf-8", status="200 OK") -> bytes:
    body = PAGE.format(number).encode() if body is None else body
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://mfa.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(*records, gzipped=False) -> bytes:
    return b"".join(gzip.compress(each) if gzipped else each for each in records)


@pytest.mark.parametrize("gzipped", [False, True])
def test_every_page_of_an_archive_is_a_document(tmp_path, gzipped):
    raw = warc(*(record(each) for each in range(3)), gzipped=gzipped)
    documents = outcomes_of(tmp_path, "a.warc.gz" if gzipped else "a.warc", raw)
    assert [document.text for document in documents] == [
        f"Talks\nMinister {each} met Odile Marchetti in Norhaven." for each in range(3)
    ]
    assert documents[1].url == "https://mfa.example/1" and documents[1].source.endswith("#https://mfa.example/1")


def test_pictures_and_redirects_of_an_archive_are_passed_over(tmp_path):
    raw = warc(record(0, media_type="image/png", body=b"x"), record(1, status="301 Moved"), record(2))
    assert [document.url for document in outcomes_of(tmp_path, "a.warc", raw)] == ["https://mfa.example/2"]


def test_a_bad_page_of_an_archive_stops_no_other(tmp_path):
    raw = warc(record(0, body=b"<html></html>"), record(1))
    failure, document = outcomes_of(tmp_path, "a.warc", raw)
    assert isinstance(failure, Failure) and "https://mfa.example/0" in failure.error and isinstance(document, Document)


@pytest.mark.parametrize("gzipped", [False, True])
def test_an_archive_cut_in_the_middle_gives_its_whole_records_and_a_failure(tmp_path, gzipped):
    whole = warc(record(0), record(1), gzipped=gzipped)
    raw = whole + warc(record(2), gzipped=gzipped)[:-40]
    *documents, failure = outcomes_of(tmp_path, "a.warc", raw)
    assert [document.url[-1] for document in documents] == ["0", "1"]
    assert isinstance(failure, Failure) and "breaks off after" in failure.error


def test_what_is_no_archive_is_a_failure(tmp_path):
    assert "no records" in failure_of(tmp_path, "a.warc", b"no archive at all " * 40).error


def test_a_wacz_is_read(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("archive/data.warc.gz", warc(record(0), gzipped=True))
        package.writestr("datapackage.json", "{}")
    assert document_of(tmp_path, "a.wacz", buffer.getvalue()).url == "https://mfa.example/0"


# stores


def test_files_of_a_store_are_taken():
    import fsspec

    store = fsspec.filesystem("memory")
    store.pipe("/readouts/a.txt", b"Kim met Lee.")
    store.pipe("/readouts/b.html", b"<p>Lee met Kim.</p>")
    assert [each.text for each in take(["memory://readouts/*"])] == ["Kim met Lee.", "Lee met Kim."]
    (failure,) = take(["memory://readouts/c.txt"])
    assert failure.error == "memory://readouts/c.txt: no such file"


def test_an_unknown_kind_of_store_is_a_failure():
    (failure,) = take(["nostore://a/b.txt"])
    assert isinstance(failure, Failure) and "store" in failure.error
