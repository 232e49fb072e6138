"""Files and streams become documents: plain text, JSONL, HTML; nothing is dropped without being listed."""

import gzip
import hashlib
import io
import json
import os

import pytest

from communique import reader
from communique.documents import Document, as_line, formats, take
from communique.reader import Reader
from communique.record import Failure

SENTENCE = "Außenminister Sergej Lawrow traf in Wien Sebastian Kurz."


def taken(path):
    return list(take([str(path)]))


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def document_of(folder, name, content) -> Document:
    (document,) = taken(written(folder, name, content))
    assert isinstance(document, Document), document
    return document


def failure_of(folder, name, content) -> Failure:
    (failure,) = taken(written(folder, name, content))
    assert isinstance(failure, Failure), failure
    return failure


# the document


def test_the_id_is_the_hash_of_the_text():
    expected = "sha256:" + hashlib.sha256(SENTENCE.encode()).hexdigest()
    assert Document(SENTENCE).id == Document(SENTENCE, language="de", source="a.txt").id == expected


def test_a_given_id_is_kept_beside_the_hash():
    document = Document(SENTENCE, id="lawrow-1")
    assert document.id == "lawrow-1" and document.hash == Document(SENTENCE).id


def test_another_text_has_another_id():
    assert Document(SENTENCE).id != Document(SENTENCE + " ").id


# plain text


def test_a_text_file_is_one_document(tmp_path):
    document = document_of(tmp_path, "a.txt", SENTENCE)
    assert document.text == SENTENCE and document.source == str(tmp_path / "a.txt")


def test_markdown_is_text(tmp_path):
    assert document_of(tmp_path, "a.md", f"# Readout\n\n{SENTENCE}\n").text == f"# Readout\n\n{SENTENCE}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(tmp_path, encoding):
    assert document_of(tmp_path, "a.txt", SENTENCE.encode(encoding)).text == SENTENCE


def test_the_byte_order_mark_is_no_part_of_the_text(tmp_path):
    assert document_of(tmp_path, "a.txt", b"\xef\xbb\xbf" + SENTENCE.encode()).text == SENTENCE


def test_curly_quotes_of_windows_are_read(tmp_path):
    assert document_of(tmp_path, "a.txt", "“Yes,” he said – twice.".encode("cp1252")).text == "“Yes,” he said – twice."


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_become_newlines(tmp_path, ending):
    assert document_of(tmp_path, "a.txt", f"one{ending}two{ending}").text == "one\ntwo\n"


def test_one_text_has_one_id_whatever_its_line_ends(tmp_path):
    assert document_of(tmp_path, "a.txt", "a\r\nb").id == document_of(tmp_path, "b.txt", "a\nb").id


@pytest.mark.parametrize("content", [b"", b" \n\t \n"])
def test_an_empty_file_is_a_failure(tmp_path, content):
    assert "the file is empty" in failure_of(tmp_path, "a.txt", content).error


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a"])
def test_binary_data_is_a_failure(tmp_path, name):
    failure = failure_of(tmp_path, name, b"\x7fELF\x02\x01\x01\x00\x00\x00\x00" * 40)
    assert "this is no text" in failure.error and name in failure.error


def test_a_missing_file_is_a_failure(tmp_path):
    (failure,) = taken(tmp_path / "nowhere.txt")
    assert failure.error == f"{tmp_path / 'nowhere.txt'}: no such file"
    assert failure.stage == "take"


def test_a_file_without_suffix_is_read_by_what_it_holds(tmp_path):
    assert document_of(tmp_path, "page", f"<!DOCTYPE html><html><body><p>{SENTENCE}</p></body></html>").text == SENTENCE
    assert document_of(tmp_path, "lines", json.dumps({"text": SENTENCE})).text == SENTENCE
    assert document_of(tmp_path, "plain", SENTENCE).text == SENTENCE


def test_suffixes_may_be_capital(tmp_path):
    assert document_of(tmp_path, "A.HTML", f"<p>{SENTENCE}</p>").text == SENTENCE


# folders, globs, streams


def test_a_folder_gives_its_readable_files_in_order(tmp_path):
    for name in ("b.txt", "a.md", "c.html", "d.png"):
        written(tmp_path, name, f"<p>{name}</p>" if name.endswith("html") else name)
    assert [document.text for document in taken(tmp_path)] == ["a.md", "b.txt", "c.html"]


def test_a_file_of_an_untold_kind_in_a_folder_is_a_failure(tmp_path):
    written(tmp_path, "a.doc", "x"), written(tmp_path, "style.css", "x"), written(tmp_path, ".hidden.txt", "x")
    (failure,) = taken(tmp_path)
    assert isinstance(failure, Failure) and "a.doc: its ending tells no format" in failure.error


def test_links_that_lead_around_are_followed_once(tmp_path):
    written(tmp_path, "a.txt", SENTENCE)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    assert [document.text for document in taken(tmp_path)] == [SENTENCE]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    written(tmp_path, "b.txt", SENTENCE)
    assert [document.text for document in taken(tmp_path)] == [SENTENCE]


def test_a_file_that_vanishes_is_a_failure(tmp_path):
    for name in ("a.txt", "b.txt"):
        written(tmp_path, name, SENTENCE)
    outcomes = take([str(tmp_path)])
    next(outcomes)
    (tmp_path / "b.txt").unlink()
    assert "no such file" in next(outcomes).error


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path):
    name = os.fsdecode(bytes(tmp_path) + b"/n\xff.txt")
    with open(name, "w", encoding="utf-8") as stream:
        stream.write(SENTENCE)
    good, bad = take([name, name + "2"])
    assert as_line(good).encode("utf-8") and bad.error.encode("utf-8")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_what_can_be_no_name_is_a_failure(name):
    (failure,) = take([name])
    assert isinstance(failure, Failure)


def test_what_a_library_stumbles_on_costs_no_other_file(tmp_path, monkeypatch):
    def stumble(source):
        raise IndexError("list index out of range")
        yield

    monkeypatch.setitem(formats.BY_SUFFIX, ".md", stumble)
    bad, good = take([str(written(tmp_path, "a.md", SENTENCE)), str(written(tmp_path, "b.txt", SENTENCE))])
    assert "please report this file" in bad.error and good.text == SENTENCE


def test_a_gzipped_text_is_unpacked(tmp_path):
    assert document_of(tmp_path, "a.txt.gz", gzip.compress(SENTENCE.encode())).text == SENTENCE


def test_gzipped_lines_are_unpacked(tmp_path):
    assert document_of(tmp_path, "a.jsonl.gz", gzip.compress(json.dumps({"text": SENTENCE}).encode())).text == SENTENCE


def test_a_cut_gzipped_file_is_a_failure(tmp_path):
    assert "cut or broken" in failure_of(tmp_path, "a.txt.gz", gzip.compress(SENTENCE.encode())[:-20]).error


def test_a_gzip_bomb_is_a_failure(tmp_path):
    assert "larger than" in failure_of(tmp_path, "a.txt.gz", gzip.compress(b"a " * 20_000_000)).error


def test_a_folder_is_read_to_its_depth(tmp_path):
    (tmp_path / "deep" / "er").mkdir(parents=True)
    written(tmp_path / "deep" / "er", "a.txt", SENTENCE)
    assert [document.text for document in taken(tmp_path)] == [SENTENCE]


def test_a_folder_without_readable_files_is_a_failure(tmp_path):
    (failure,) = taken(tmp_path)
    assert isinstance(failure, Failure) and str(tmp_path) in failure.error


def test_a_glob_gives_its_files_in_order(tmp_path):
    for name in ("b.txt", "a.txt", "c.md"):
        written(tmp_path, name, name)
    assert [document.text for document in taken(tmp_path / "*.txt")] == ["a.txt", "b.txt"]


def test_a_glob_of_nothing_is_a_failure(tmp_path):
    (failure,) = taken(tmp_path / "*.txt")
    assert isinstance(failure, Failure) and "*.txt" in failure.error


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path):
    assert document_of(tmp_path, "a[1].txt", SENTENCE).text == SENTENCE


def test_a_bad_file_does_not_stop_the_others(tmp_path):
    good, bad = written(tmp_path, "a.txt", SENTENCE), written(tmp_path, "b.txt", b"")
    outcomes = list(take([str(good), str(bad), str(tmp_path / "c.txt"), str(good)]))
    assert [type(outcome) for outcome in outcomes] == [Document, Failure, Failure, Document]


def test_standard_input_is_a_source(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode()), encoding="utf-8"))
    (document,) = take(["-"])
    assert document.text == SENTENCE and document.source == "-"


class Echo(Reader):
    """Gives documents back as they are."""

    def read(self, document):
        return document


@pytest.mark.parametrize("start", [0, 2, 9])
def test_with_progress_shown_one_document_is_in_memory_at_a_time(tmp_path, monkeypatch, start):
    taken_so_far = []

    def lines(sources, *, allow_private):
        for number in range(4):
            taken_so_far.append(number)
            yield Document(f"Text {number}.")

    monkeypatch.setattr(reader, "take", lines)
    for number, outcome in enumerate(reader.read_all(["x"], Echo(), progress=True, progress_from=start)):
        assert outcome.text == f"Text {number}." and taken_so_far == list(range(number + 1))


# JSONL


def test_a_line_is_a_document_with_all_it_says(tmp_path):
    line = {
        "id": "x-1", "text": SENTENCE, "language": "de", "title": "Treffen", "publisher": "KCNA", "publisher_state": "PRK",
        "published": "2025-07-12", "url": "https://example.org/1", "unknown": [1, 2],
    }  # fmt: skip
    document = document_of(tmp_path, "a.jsonl", json.dumps(line))
    assert (document.id, document.text, document.language, document.title) == ("x-1", SENTENCE, "de", "Treffen")
    assert (document.publisher, document.publisher_state, document.published) == ("KCNA", "PRK", "2025-07-12")
    assert document.url == "https://example.org/1" and document.source == f"{tmp_path / 'a.jsonl'}:1"


def test_a_bad_line_is_a_failure_with_its_number_and_the_others_are_read(tmp_path):
    lines = [
        json.dumps({"text": "one"}),
        '{"text": "broken',
        "",
        '{"title": "no text"}',
        '{"text": 3}',
        json.dumps({"text": " "}),
        json.dumps({"text": "two"}),
    ]
    outcomes = taken(written(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [outcome.text for outcome in outcomes if isinstance(outcome, Document)] == ["one", "two"]
    places = [outcome.document.rpartition(":")[2] for outcome in outcomes if isinstance(outcome, Failure)]
    assert places == ["2", "4", "5", "6"]


def test_a_line_nested_too_deeply_is_a_failure(tmp_path):
    assert "nested too deeply" in failure_of(tmp_path, "a.jsonl", '{"a":' + "[" * 100_000).error


def test_a_text_with_nul_characters_is_a_failure(tmp_path):
    assert "NUL" in failure_of(tmp_path, "a.jsonl", json.dumps({"text": "a\0b"})).error


def test_what_is_taken_can_be_taken_again(tmp_path, monkeypatch):
    document = Document(
        "Kim met Lee.", language="en", title="T", publisher="P", published="2019-03-05", url="https://m.example/"
    )
    again = document_of(tmp_path, "a.jsonl", as_line(document, show_removed=True))
    assert again == document_of(tmp_path, "b.jsonl", as_line(again))
    assert (again.title, again.publisher, again.published, again.url, again.language) == (
        "T", "P", "2019-03-05", "https://m.example/", "en",
    )  # fmt: skip


def test_a_failure_of_a_line_says_what_is_wrong(tmp_path):
    assert "text" in failure_of(tmp_path, "a.jsonl", '{"title": "no text"}').error


def test_a_line_separator_inside_a_text_parts_no_lines(tmp_path):
    assert (
        document_of(tmp_path, "a.jsonl", json.dumps({"text": "one\u2028two"}, ensure_ascii=False)).text
        == "one\u2028two"
    )


def test_a_line_without_text_on_a_party_stays_silent(tmp_path):
    document = document_of(tmp_path, "a.jsonl", json.dumps({"text": SENTENCE}))
    assert document.publisher_state is None and document.published is None and document.language is None


# HTML


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>Meldung</title></head><body>{body}</body></html>"


def test_the_visible_text_is_kept_one_line_a_paragraph(tmp_path):
    assert (
        document_of(tmp_path, "a.html", page("<h1>Treffen</h1><p>Eins.</p><p>Zwei.</p>")).text
        == "Treffen\nEins.\nZwei."
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        "<nobr><strong><font>KIM JONG UN</font></strong></nobr>",  # what the extraction of the first text dropped
        "<nobr>KIM JONG UN</nobr>",
        "<font color=red><b>KIM</b> <i>JONG</i> UN</font>",
        "<span><span><a href='#'>KIM JONG UN</a></span></span>",
        "<em>KIM</em> <mark>JONG</mark> <u>UN</u>",
        "KIM <wbr>JONG<!-- host --> UN",
        "<abbr>KIM</abbr> <foo-bar>JONG</foo-bar> <blink>UN</blink>",
        "<sup>KIM</sup> <small>JONG</small> <tt>UN</tt>",
    ],
)
def test_no_inline_wrapper_loses_a_name(tmp_path, wrapped):
    text = document_of(tmp_path, "a.html", page(f"<p>Er übermittelte dem Genossen {wrapped} Grüße.</p>")).text
    assert text == "Er übermittelte dem Genossen KIM JONG UN Grüße."


def test_text_after_an_inline_element_is_kept(tmp_path):
    assert document_of(tmp_path, "a.html", page("<p>a <b>b</b> c <i>d</i> e</p> f")).text == "a b c d e\nf"


def test_text_after_a_removed_element_is_kept(tmp_path):
    assert (
        document_of(tmp_path, "a.html", page("<p>vor <script>x()</script>nach<!-- c --> Ende</p>")).text
        == "vor nach Ende"
    )


@pytest.mark.parametrize(
    ("hidden", "reason"),
    [
        ('<p hidden>Drei.</p>', "hidden"),
        ('<p style="display: none">Drei.</p>', "hidden"),
        ("<nav>Drei.</nav>", "nav"),
        ("<footer>Drei.</footer>", "footer"),
        ("<noscript>Drei.</noscript>", "not visible"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_listed(tmp_path, hidden, reason):
    document = document_of(tmp_path, "a.html", page(f"<p>Eins.</p>{hidden}<p>Zwei.</p>"))
    assert document.text == "Eins.\nZwei."
    (removed,) = document.removed
    assert removed.text == "Drei." and reason in removed.reason and removed.place.startswith("/html/body")


def test_scripts_and_styles_are_no_text(tmp_path):
    document = document_of(tmp_path, "a.html", page("<style>p {}</style><p>Eins.</p><script>var a = 1</script>"))
    assert document.text == "Eins." and document.removed == ()


def test_what_stands_beside_the_main_part_is_listed(tmp_path):
    document = document_of(tmp_path, "a.html", page("<div>Randspalte.</div><main><p>Eins.</p></main>"))
    assert document.text == "Eins."
    assert [removed.text for removed in document.removed] == ["Randspalte."]


def test_text_directly_beside_an_article_is_listed(tmp_path):
    document = document_of(tmp_path, "a.html", page("<div><p>Vor.</p><article>Eins.</article>Nach.</div><p>Ende.</p>"))
    assert document.text == "Eins."
    assert {"Vor.", "Ende."} <= {removed.text for removed in document.removed}


def test_the_main_part_is_chosen(tmp_path):
    assert document_of(tmp_path, "a.html", page("<div>Rand</div><main><p>Eins.</p></main>")).text == "Eins."


def test_two_articles_are_both_kept(tmp_path):
    text = document_of(tmp_path, "a.html", page("<article>Eins.</article><article>Zwei.</article>")).text
    assert text == "Eins.\nZwei."


def test_line_breaks_and_cells_part_words(tmp_path):
    text = document_of(tmp_path, "a.html", page("eins<br>zwei<table><tr><td>drei</td><td>vier</td></tr></table>")).text
    assert text.split() == ["eins", "zwei", "drei", "vier"]


def test_entities_and_hard_spaces(tmp_path):
    assert (
        document_of(tmp_path, "a.html", page("<p>Au&szlig;en&shy;minister&nbsp;&amp; Co.</p>")).text.replace("\xad", "")
        == "Außenminister & Co."
    )


def test_title_and_language_of_a_page(tmp_path):
    document = document_of(
        tmp_path, "a.html", '<html lang="de-AT"><head><title> Meldung </title></head><body>Eins.</body></html>'
    )
    assert (document.title, document.language) == ("Meldung", "de")


def test_the_charset_of_a_page_is_obeyed(tmp_path):
    head = '<html><head><meta charset="windows-1251"></head><body>'
    assert document_of(tmp_path, "a.html", f"{head}Лавров</body></html>".encode("cp1251")).text == "Лавров"


def test_an_empty_page_is_a_failure(tmp_path):
    assert "no visible text" in failure_of(tmp_path, "a.html", page("<script>x()</script>")).error


def test_a_page_nested_a_thousand_deep_is_read(tmp_path):
    depth = 1000
    assert document_of(tmp_path, "a.html", "<div>" * depth + SENTENCE + "</div>" * depth).text == SENTENCE


def test_a_page_too_deep_for_the_library_fails_and_loses_nothing_silently(tmp_path):
    depth = 5000
    failure = failure_of(tmp_path, "a.html", "<p>Eins.</p>" + "<div>" * depth + SENTENCE + "</div>" * depth)
    assert "nested too deeply" in failure.error


@pytest.mark.parametrize(
    "content",
    [b"<", b"<html", b"<p>a<p>b</div></span>", b"<html><body>\x00</body></html>", b"\xff\xfe<\x00p\x00>\x00a\x00"],
)
def test_broken_pages_are_read_or_fail_with_a_word(tmp_path, content):
    (outcome,) = taken(written(tmp_path, "a.html", content))
    assert isinstance(outcome, Document) and outcome.text or isinstance(outcome, Failure) and "a.html" in outcome.error
