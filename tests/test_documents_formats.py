"""PDF, DOCX, e-mail, feeds and web archives become documents; what is broken is a Failure that says what to do."""

# ruff: noqa: E501  (pages and messages are read best in one piece)
import gzip
import io
import os
import zipfile
import zlib

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.pdfgen import canvas

from communique.documents import Document, portable, take
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


SENTENCES = [f"Line {each} of the text goes over the whole width" for each in range(12)]


def test_three_columns_on_uneven_heights_are_read_one_after_the_other(tmp_path):
    columns = [
        each
        for number in range(3)
        for each in block(
            40 + 180 * number, 700 - 5 * number, *(f"{word} of column {number} and on" for word in "abcdefghij")
        )
    ]
    words = document_of(tmp_path, "a.pdf", pdf(columns)).text.split()
    assert [each for each in words if each.isdigit()] == ["0"] * 10 + ["1"] * 10 + ["2"] * 10


def test_a_heading_over_two_columns_is_a_paragraph(tmp_path):
    left = block(60, 660, *(f"left line {each} of the column" for each in range(8)))
    right = block(320, 660, *(f"right line {each} of the column" for each in range(8)))
    heading = [(60, 700, "A heading that stands over both of the columns of the page below")]
    first = document_of(tmp_path, "a.pdf", pdf([*heading, *left, *right])).text
    assert first.startswith("A heading that stands over both of the columns of the page below left line 0")


def test_rows_of_a_table_stay_rows(tmp_path):
    rows = [("Odile Marchetti", "Consul", "ITA"), ("Ivar Tollemache", "Minister", "NOR"), ("Wen Li", "Envoy", "CHN")]
    cells = [
        (60 + 150 * column, 600 - 14 * row, text) for row, texts in enumerate(rows) for column, text in enumerate(texts)
    ]
    text = document_of(tmp_path, "a.pdf", pdf([*block(60, 700, *SENTENCES[:6]), *cells])).text
    assert "Odile Marchetti Consul ITA\nIvar Tollemache Minister NOR\nWen Li Envoy CHN" in text


def test_heads_that_differ_on_odd_and_even_pages_are_known_by_their_numbers(tmp_path):
    pages = [
        [
            (60, 810, f"Readouts {each}" if each % 2 else f"{each} Ministry"),
            *block(60, 700, "The minister spoke.", "Talks go on."),
        ]
        for each in (11, 12, 13)
    ]
    document = document_of(tmp_path, "a.pdf", pdf(*pages))
    assert "Readouts" not in document.text and [each.text for each in document.removed] == [
        "Readouts 11",
        "12 Ministry",
        "Readouts 13",
    ]


def drawn(draw) -> bytes:
    buffer = io.BytesIO()
    drawing = canvas.Canvas(buffer, pagesize=(595, 842))
    draw(drawing)
    drawing.save()
    return buffer.getvalue()


def test_what_is_printed_askew_is_listed(tmp_path):
    def draw(drawing):
        drawing.drawString(60, 700, "Kim met Lee.")
        drawing.rotate(90)
        drawing.drawString(200, -20, "MARGIN NOTE")

    document = document_of(tmp_path, "a.pdf", drawn(draw))
    assert document.text == "Kim met Lee."
    assert [(each.text, each.reason) for each in document.removed] == [("MARGIN NOTE", "printed askew")]


def test_raised_numbers_call_footnotes_and_raised_letters_are_text(tmp_path):
    def draw(drawing):
        for left, height, size, text in (
            (60, 700, 12, "On the 5"),
            (105.5, 705, 7, "th"),
            (115, 700, 12, "Kim met Lee"),
            (182.5, 705, 7, "1"),
        ):
            drawing.setFont("Helvetica", size)
            drawing.drawString(left, height, text)

    document = document_of(tmp_path, "a.pdf", drawn(draw))
    assert document.text == "On the 5th Kim met Lee" and [each.text for each in document.removed] == ["1"]


def test_numbers_parted_at_a_hyphen_keep_it(tmp_path):
    assert (
        document_of(tmp_path, "a.pdf", pdf(block(60, 700, "It was valid in 2019-", "2024 there."))).text
        == "It was valid in 2019-2024 there."
    )


def written_pdf(content) -> bytes:
    """A PDF of one page with this content, packed."""
    packed = zlib.compress(content, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return raw + table + b"trailer <</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(raw)


def test_a_pdf_that_unpacks_to_a_thousand_times_its_size_is_a_failure(tmp_path):
    assert "PDF" in failure_of(tmp_path, "a.pdf", written_pdf(b" " * 700_000_000)).error


def test_a_page_that_does_not_end_is_a_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(portable, "SECONDS", 1)
    assert (
        "takes longer than 1 second"
        in failure_of(tmp_path, "a.pdf", written_pdf(b"0 0 m 100 100 l S " * 400_000)).error
    )


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


def parts_of(**parts) -> bytes:
    """A DOCX of one sentence with these parts in place of its own."""
    document = docx.Document()
    document.add_paragraph("Kim met Lee.")
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed(document))) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return buffer.getvalue()


def test_entities_in_a_docx_are_refused(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "declares entities" in failure_of(tmp_path, "a.docx", parts_of(document=bomb)).error


def test_a_docx_of_millions_of_tags_is_refused(tmp_path):
    tags = b"".join(
        b"<w:p/>" if bit else b"<w:t/>"
        for byte in os.urandom(280_000)
        for bit in (byte & 1, byte & 2, byte & 4, byte & 8, byte & 16, byte & 32, byte & 64, byte & 128)
    )
    assert "larger than any text" in failure_of(tmp_path, "a.docx", parts_of(document=tags)).error


def test_a_docx_with_a_broken_part_is_a_failure(tmp_path):
    raw = bytearray(parts_of())
    at = raw.find(b"word/document.xml") + 20
    raw[at : at + 40] = b"\xff" * 40
    assert "no readable DOCX" in failure_of(tmp_path, "a.docx", bytes(raw)).error


def test_a_docx_without_a_body_is_a_failure(tmp_path):
    assert "save it anew" in failure_of(tmp_path, "a.docx", parts_of(document="<a/>")).error


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


PARTS = """From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/plain\n
Kim met Lee.\n--B\nContent-Type: {0}\nContent-Disposition: attachment; filename={1}\n\n{2}\n--B--\n"""


def test_attachments_that_are_no_texts_are_listed(tmp_path):
    message = document_of(tmp_path, "a.eml", PARTS.format("application/zip", "b.zip", "PK").encode())
    assert message.text.strip() == "Kim met Lee." and [each.text for each in message.removed] == ["b.zip"]


def test_an_attached_text_is_a_document_of_its_own(tmp_path):
    message, attached = outcomes_of(tmp_path, "a.eml", PARTS.format("text/plain", "b.txt", "Lee met Wen.").encode())
    assert attached.text.strip() == "Lee met Wen." and attached.source.endswith("a.eml#b.txt")
    assert [each.reason for each in message.removed] == ["attachment, a document of its own"]


def test_a_broken_attachment_is_a_failure_and_the_message_is_read(tmp_path):
    message, failure = outcomes_of(tmp_path, "a.eml", PARTS.format("application/pdf", "b.pdf", "xx").encode())
    assert message.text.strip() == "Kim met Lee." and isinstance(failure, Failure) and "#b.pdf" in failure.error


def letter(body, kind="text/plain; charset=utf-8", head="From: a@b.example\nSubject: x\n") -> bytes:
    return f"{head}MIME-Version: 1.0\nContent-Type: {kind}\n\n{body}".encode()


def test_the_other_form_of_a_message_is_listed(tmp_path):
    forms = "--B\nContent-Type: text/plain\n\nPlain form.\n--B\nContent-Type: text/html\n\n<p>Kim met Lee.</p>\n--B--\n"
    message = document_of(tmp_path, "a.eml", letter(forms, "multipart/alternative; boundary=B"))
    assert message.text == "Kim met Lee." and [each.text for each in message.removed] == ["Plain form."]


def test_quoted_replies_and_signatures_are_listed(tmp_path):
    message = document_of(
        tmp_path, "a.eml", letter("Kim met Lee.\n> Who met?\n> Lee?\nThey talked.\n-- \nPress Office\n")
    )
    assert message.text == "Kim met Lee.\nThey talked."
    assert [(each.text, each.reason) for each in message.removed] == [
        ("> Who met?\n> Lee?", "quoted message"),
        ("Press Office", "signature"),
    ]


def test_a_message_of_nothing_but_a_quotation_is_read(tmp_path):
    assert "Kim met Lee." in document_of(tmp_path, "a.eml", letter("> Kim met Lee.\n")).text


def test_flowed_lines_are_joined(tmp_path):
    message = document_of(tmp_path, "a.eml", letter("Kim met \nLee.\nThey talked.", "text/plain; format=flowed"))
    assert message.text == "Kim met Lee.\nThey talked."


def test_letters_in_a_head_that_is_not_encoded_are_read(tmp_path):
    message = document_of(
        tmp_path, "a.eml", letter("Kim.", head="From: Presse Köln <a@b.example>\nSubject: Gespräch\n")
    )
    assert (message.title, message.publisher) == ("Gespräch", "Presse Köln")


@pytest.mark.parametrize(
    "head",
    [
        "From: <",
        'From: "',
        "From: a:b;c:",
        "From: " + "(" * 20000,
        "From: =?utf-8?b?/////?= <",
        "Subject: " + "=?utf-8?q?a?= " * 50000,
    ],
)
def test_broken_heads_do_not_stop_the_reading(tmp_path, head):
    assert document_of(tmp_path, "a.eml", letter("Kim met Lee.", head=f"{head}\n")).text == "Kim met Lee."


def test_a_message_of_a_thousand_nested_parts_is_a_failure(tmp_path):
    nested = "".join(f"Content-Type: multipart/mixed; boundary=B{each}\n\n--B{each}\n" for each in range(1000))
    assert "parts within parts" in failure_of(tmp_path, "a.eml", f"From: a@b\nSubject: x\n{nested}\nx".encode()).error


def test_a_message_of_too_many_parts_is_a_failure(tmp_path):
    parts = "--B\nContent-Type: text/plain\n\nKim.\n" * 3000
    assert "parts" in failure_of(tmp_path, "a.eml", letter(parts, "multipart/mixed; boundary=B")).error


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


RSS = "<?xml version='1.0'?>{0}<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>M</title><link>https://mfa.example/</link>{1}"


def test_a_feed_that_declares_entities_is_refused(tmp_path):
    bomb = RSS.format(
        '<!DOCTYPE rss [<!ENTITY a "lol">]>', "<item><description>&a;</description></item></channel></rss>"
    )
    assert "entities" in failure_of(tmp_path, "a.rss", bomb.encode()).error


def test_a_feed_that_breaks_off_says_so_after_its_entries(tmp_path):
    entry, failure = outcomes_of(
        tmp_path, "a.rss", RSS.format("", "<item><description>Kim met Lee.</description></item>").encode()
    )
    assert entry.text == "Kim met Lee." and "breaks off after 1 entries" in failure.error


def test_the_summary_beside_the_content_of_an_entry_is_listed(tmp_path):
    item = "<item><link>/1</link><description>In short.</description><content:encoded>Kim met Lee.</content:encoded></item></channel></rss>"
    entry = document_of(tmp_path, "a.rss", RSS.format("", item).encode())
    assert entry.text == "Kim met Lee." and [each.text for each in entry.removed] == ["In short."]
    assert entry.url == "https://mfa.example/1"


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


@pytest.mark.parametrize("gzipped", [False, True])
def test_no_cut_of_an_archive_goes_unsaid(tmp_path, gzipped):
    one = warc(record(0, body=b"<p>Kim met Lee.</p>"), gzipped=gzipped)
    raw = one + warc(record(1, body=b"<p>Lee met Kim.</p>"), gzipped=gzipped)
    for cut in range(len(one) + 1, len(raw)):
        document, *_, failure = outcomes_of(tmp_path, "a.warc.gz" if gzipped else "a.warc", raw[:cut])
        assert document.text == "Kim met Lee." and isinstance(failure, Failure), cut


def packed_record(body, encoding, media_type="text/html") -> bytes:
    return record(0, body=body, media_type=f"{media_type}\r\n{encoding}")


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"7\r\n<p>Kim \r\nc\r\nmet Lee.</p>\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
        (gzip.compress(b"<p>Kim met Lee.</p>"), "Content-Encoding: gzip"),
        (zlib.compress(b"<p>Kim met Lee.</p>"), "Content-Encoding: deflate"),
        (b"<p>Kim met Lee.</p>", "Content-Encoding: gzip"),
        (b"<p>Kim met Lee.</p>", "Transfer-Encoding: chunked"),
        (b"<p>Kim met Lee.</p>", "Content-Encoding: br"),
    ],
)
def test_packed_pages_of_an_archive_are_unpacked_and_those_only_said_to_be_are_read(tmp_path, body, encoding):
    assert document_of(tmp_path, "a.warc", packed_record(body, encoding)).text == "Kim met Lee."


def test_a_wrongly_packed_page_stops_no_other(tmp_path):
    page = gzip.compress(b"<p>Kim met Lee.</p>" * 100)[:-12]
    failure, document = outcomes_of(tmp_path, "a.warc", warc(packed_record(page, "Content-Encoding: gzip"), record(1)))
    assert "cut" in failure.error and document.url.endswith("/1")


def test_a_page_that_unpacks_to_far_too_much_is_a_failure(tmp_path):
    page = gzip.compress(b"<p>a</p>" * 4_000_000)
    assert "larger than" in failure_of(tmp_path, "a.warc", packed_record(page, "Content-Encoding: gzip")).error


def test_a_page_of_untold_type_is_known_by_its_bytes(tmp_path):
    raw = warc(
        record(0, media_type="application/octet-stream"),
        record(1, media_type="application/octet-stream", body=b"\x89PNG"),
    )
    assert document_of(tmp_path, "a.warc", raw).url.endswith("/0")


def test_text_that_an_archive_holds_converted_is_read(tmp_path):
    head = b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://mfa.example/\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\n"
    assert document_of(tmp_path, "a.warc", head + b"Kim met Lee.\r\n\r\n").text == "Kim met Lee."


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
