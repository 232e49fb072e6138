"""Pages: the main part is chosen, nothing of it is lost, what is left out is listed, encodings and metadata are found."""

# ruff: noqa: E501  (pages and messages are read best in one piece)
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communique.documents import Document, take
from communique.documents.lineation import lines_of
from communique.documents.pages import parse, read_html
from communique.documents.source import Source
from communique.errors import DocumentError

PROSE = "The minister received the ambassador and spoke with him about trade, transport and the treaty on the border rivers."


def read(page: str | bytes) -> Document:
    raw = page if isinstance(page, bytes) else page.encode()
    (document,) = read_html(Source.of(raw, "page.html"))
    return document


def reasons(document: Document) -> dict[str, str]:
    return {removed.text: removed.reason for removed in document.removed}


# the walk


def test_lines_of_the_source_are_no_paragraphs():
    assert read("<p>The minister\n  met\n<b>Kim</b>\nin Norhaven.</p>").text == "The minister met Kim in Norhaven."


def test_lines_of_preformatted_text_are_kept():
    assert read("<pre>one\ntwo</pre>").text == "one\ntwo"


def test_soft_hyphens_are_no_text():
    assert read("<p>Außen&shy;minister\u200b Kurz</p>").text == "Außenminister Kurz"


def test_what_stands_after_the_end_of_the_page_is_read():
    assert read("<html><body><p>One.</p></body></html><p>Two.</p>").text == "One.\nTwo."


@pytest.mark.parametrize(
    "tag", ["button", "label", "output", "time", "x-person", "select", "object", "svg", "ins", "ruby"]
)
def test_no_wrapper_in_running_text_loses_a_name(tag):
    assert (
        read(f"<p>They met <{tag}>KIM</{tag}> and <{tag} class='share nav'>LEE</{tag}>.</p>").text
        == "They met KIM and LEE."
    )


@pytest.mark.parametrize(
    "tag", ["button", "label", "span class='share'", "x-y class='menu'", "time", "em class='author'"]
)
def test_a_sentence_alone_in_a_wrapper_is_kept(tag):
    assert (
        "KIM agreed."
        in read(f"<div><p>{PROSE}</p><p><{tag}>KIM agreed.</{tag.split()[0]}></p><p>{PROSE}</p></div>").text
    )


# the main part


def test_a_page_in_one_form_is_read():
    page = f"<form><div class='topbar'><a href='/'>Home</a></div><div><h1>Talks</h1><p>{PROSE}</p></div></form>"
    document = read(page)
    assert document.text == f"Talks\n{PROSE}" and "Home" in reasons(document)


def test_cells_of_a_layout_without_names_are_told_apart():
    links = "".join(f"<a href='{each}'>Topic {each}</a><br>" for each in range(9))
    document = read(f"<table><tr><td>{links}</td><td><h1>Talks</h1><p>{PROSE}</p><p>Kim agreed.</p></td></tr></table>")
    assert document.text == f"Talks\n{PROSE}\nKim agreed."


def test_teasers_beside_the_text_are_left_out():
    teaser = (
        "<div><h3><a href='/x'>Another visit</a></h3><p>The minister toured the harbour and met the mayor.</p></div>"
    )
    document = read(f"<div><div><h1>Talks</h1><p>{PROSE}</p><p>{PROSE}</p></div><div>{teaser * 5}</div></div>")
    assert document.text == f"Talks\n{PROSE}\n{PROSE}"
    assert "teasers" in " ".join(reasons(document).values()) or "Another visit" in " ".join(reasons(document))


def test_teasers_that_outweigh_the_text_are_left_out():
    teaser = f"<div><h3>Another visit</h3><p>{PROSE} {PROSE}</p><a href='/x'>Read more</a></div>"
    document = read(f"<div><div><h1>Talks</h1><p>Kim met Lee in Vienna.</p></div><div>{teaser * 4}</div></div>")
    assert document.text == "Talks\nKim met Lee in Vienna."


def test_a_column_of_teasers_before_the_text_is_left_out():
    teaser = "<p><a href='/x'>Another visit</a></p><p>The minister toured the harbour and met the mayor.</p>"
    document = read(f"<div><div>{teaser * 4}</div><div><h2>Talks</h2><p>{PROSE}</p></div></div>")
    assert document.text == f"Talks\n{PROSE}"


def test_a_next_article_below_the_text_is_left_out():
    article = f"<article><h2><a href='/x'>Another visit</a></h2><p>{PROSE}</p><p>{PROSE}</p></article>"
    document = read(f"<main><article><h1>Talks</h1><p>Kim met Lee in Vienna.</p></article>{article}</main>")
    assert document.text == "Talks\nKim met Lee in Vienna."


def test_linked_speakers_of_a_transcript_are_kept():
    turns = "".join(f"<div><a href='/p'>{name}</a></div><p>{PROSE}</p>" for name in ("KIM", "LEE", "KIM"))
    assert read(f"<div><h1>Talks</h1>{turns}</div>").text.count(PROSE) == 3


def test_headings_with_links_to_themselves_are_no_teasers():
    parts = "".join(f"<h2><a href='#{each}'>Part {each}</a></h2><p>{PROSE}</p>" for each in range(3))
    assert read(f"<div><h1>Talks</h1><p>{PROSE}</p>{parts}</div>").text.count(PROSE) == 4


def test_a_title_that_is_a_link_is_the_title():
    page = f"<title>Talks | Ministry</title><div><a href='/'>Home</a></div><div><h2><a href='/p'>Talks</a></h2><p>{PROSE}</p></div>"
    assert read(page).text == f"Talks\n{PROSE}"


def test_the_day_right_above_the_title_is_kept():
    page = f"<div><div><a href='/'>Home</a></div><div>2 May 2019</div><h1>Talks</h1><div><p>{PROSE}</p><p>{PROSE}</p></div></div>"
    assert read(page).text.startswith("2 May 2019\nTalks\n")


@pytest.mark.parametrize(
    "tag",
    ["div class='footer'", "div class='metadata-logo'", "aside", "aside class='pull-quote'", "div class='slider'"],
)
def test_a_mark_in_a_place_that_belies_it_is_not_believed(tag):
    page = f"<title>Talks</title><h1>Talks</h1><{tag}>Norhaven, 2 May</{tag.split()[0]}><p>{PROSE}</p><p>{PROSE}</p>"
    assert "Norhaven, 2 May" in read(page).text


def test_the_foot_of_an_article_may_hold_a_note():
    page = f"<article><h1>Talks</h1><p>{PROSE}</p><footer><p>1 Initialled by Kim.</p></footer></article><footer>Imprint</footer>"
    assert read(page).text == f"Talks\n{PROSE}\n1 Initialled by Kim."


def test_a_long_notice_of_cookies_without_a_name_is_left_out_whole():
    notice = f"<div><h2>Privacy</h2><p>This site uses cookies. {PROSE}</p><p>{PROSE}</p><button>Accept all</button><button>Reject all</button></div>"
    assert (
        read(f"{notice}<div><h1>Talks</h1><p>{PROSE}</p><p>Kim agreed.</p></div>").text
        == f"Talks\n{PROSE}\nKim agreed."
    )


def test_the_heading_of_an_accordion_is_kept():
    page = f"<section><h1>Talks</h1><p>{PROSE}</p></section><section><button>Present:</button><div>Kim</div><div>Lee</div></section>"
    assert read(page).text.endswith("Present:\nKim\nLee")


def test_linked_names_of_those_present_are_kept():
    names = "".join(f"<li><a href='/p/{name}'>{name}</a></li>" for name in ("Odile Marchetti", "Wen Zhaolin"))
    text = read(f"<article><p>{PROSE}</p><p>{PROSE}</p><p>Present were:</p><ul>{names}</ul></article>").text
    assert text.endswith("Present were:\nOdile Marchetti\nWen Zhaolin")


def test_title_and_day_above_the_main_part_are_kept():
    page = f"<title>Talks | Ministry</title><div><h1>Talks</h1><p>2 May 2019</p></div><main><p>{PROSE}</p></main><p>Imprint</p>"
    assert read(page).text == f"Talks\n2 May 2019\n{PROSE}"


def test_a_main_part_that_holds_next_to_nothing_is_not_believed():
    page = f"<main><p>Loading</p></main><div><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p></div>"
    assert read(page).text.count(PROSE) == 4


def test_a_block_marked_as_furniture_that_holds_the_text_is_the_text():
    assert PROSE in read(f"<div class='sidebar-layout widget'><p>{PROSE}</p><a href='/'>Home</a></div>").text


def test_notices_and_labels_are_left_out_with_their_reason():
    document = read(
        f"<h1>Talks</h1><p>{PROSE}</p><p>Kim agreed.</p><div><button>Teilen</button></div><p>© 2019 Ministry. Alle Rechte vorbehalten.</p>"
    )
    assert document.text == f"Talks\n{PROSE}\nKim agreed."
    assert {"label of a page", "notice of the site"} <= set(reasons(document).values())


def test_a_notice_of_cookies_in_the_words_of_the_text_is_text():
    text = read(
        f"<p>{PROSE}</p><p>Both sides agreed on rules for the use of cookies in the EU.</p><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p>"
    ).text
    assert "rules for the use of cookies" in text


def test_every_word_removed_has_a_place_on_the_page():
    document = read(
        f"<nav>Menu</nav><article><p>{PROSE}</p></article><footer>Imprint <b>here</b></footer><p hidden>Secret</p>"
    )
    root = parse(
        Source.of(
            f"<nav>Menu</nav><article><p>{PROSE}</p></article><footer>Imprint <b>here</b></footer><p hidden>Secret</p>".encode(),
            "x",
        )
    )
    for removed in document.removed:
        (element,) = root.xpath(removed.place)
        assert "".join(removed.text.split()) in "".join(element.text_content().split())


def test_what_is_nested_deeply_is_placed_by_its_number():
    page = f"<p>{PROSE}</p>{'<div>' * 100}<nav>Menu</nav>"
    ((removed),) = read(page).removed
    assert parse(Source.of(page.encode(), "x")).xpath(removed.place)[0].tag == "nav"


# conservation

INLINE = st.sampled_from(
    [
        "b",
        "nobr",
        "span",
        "a href='#'",
        "button",
        "label",
        "time",
        "x-y",
        "span class='share'",
        "q",
        "font",
        "center",
        "aside",
    ]
)
BLOCK = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "nav",
        "footer",
        "section",
        "form",
        "h1",
        "div class='menu'",
        "div hidden",
        "article",
    ]
)
WORDS = st.text(alphabet="abc ÄßЛ王. \n<&;", max_size=12)
PARTS = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.one_of(INLINE, BLOCK), st.lists(inner, max_size=4)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0].split()[0]}>"
    ),
    max_leaves=25,
)


def characters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=PARTS)
@example(page="<p>a</p></html><script>x</script>b<nav>c<b>d</b></nav>")
def test_every_visible_character_is_in_the_text_or_in_what_was_removed(page):
    source = Source.of(f"<html><body>{page}</body></html>".encode(), "page.html")
    shown = [piece.text for line in lines_of(parse(source)) for piece in line.pieces if not piece.state.silent]
    try:
        document = read(f"<html><body>{page}</body></html>")
    except DocumentError as error:
        assert "no visible text" in str(error) or "empty" in str(error)
        return
    kept = characters(document.text) + sum((characters(each.text) for each in document.removed), Counter())
    assert kept == characters("".join(shown))


@settings(max_examples=200, deadline=None)
@given(
    raw=st.binary(max_size=300),
    head=st.sampled_from(
        [b"", b"<html><meta charset=gbk>", b"<p>", b"<?xml encoding='utf-16'?>", b"\xff\xfe", b"\xef\xbb\xbf"]
    ),
)
def test_any_bytes_are_read_or_fail_with_a_word(raw, head):
    try:
        assert read(head + raw).text
    except DocumentError as error:
        assert str(error).startswith("page.html: ")


# encodings

RUSSIAN = "Министр иностранных дел России Сергей Лавров встретился в Москве с министром иностранных дел Австрии."
KOREAN = "외교부 장관은 오늘 서울에서 미국 국무장관과 만나 양국 관계를 논의하였다. 양측은 협력을 강화하기로 하였다."
CHINESE = "外交部长王毅在北京会见了奥地利外长。双方就两国关系交换了意见，并就共同关心的问题进行了讨论。"
JAPANESE = "外務大臣は東京で米国国務長官と会談し、両国関係について意見を交換した。双方は協力を強化することで一致した。"


@pytest.mark.parametrize("declared", ["<meta charset='{}'>", "", "<meta charset='utf-8'>"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "windows-1251"), (RUSSIAN, "koi8-r"), (KOREAN, "euc-kr"), (CHINESE, "gb18030"), (JAPANESE, "shift_jis")],
)
def test_pages_come_out_right_declared_undeclared_and_declared_wrongly(declared, text, encoding):
    assert read(f"<head>{declared.format(encoding)}</head><p>{text}</p>".encode(encoding)).text == text


@pytest.mark.parametrize("declared", ["", "<meta charset='utf-8'>", "<meta charset='iso-8859-1'>"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Лавров прибыл в Вену.", "windows-1251"),
        ("Лавров прибыл в Вену.", "koi8-r"),
        ("장관이 도착하였다.", "euc-kr"),
        ("部长抵达维也纳。", "gb18030"),
        ("大臣は到着した。", "shift_jis"),
        ("大臣は到着した。", "euc-jp"),
        ("大臣は到着した。", "iso2022_jp"),
        ("Minister Müller: „Größe“", "windows-1252"),
        ("Minister przybył do Łodzi.", "windows-1250"),
    ],
)
def test_short_pages_come_out_right_too(declared, text, encoding):
    if encoding == "windows-1250" and "8859" in declared:
        pytest.skip("what ISO-8859-1 makes of it could be text")
    links = "<a href='/'>Home</a> <a href='/n'>News</a>"
    assert text in read(f"<head>{declared}</head><div>{links}</div><p>{text}</p>".encode(encoding)).text


def test_korean_declared_as_chinese_is_korean():
    assert read(f"<meta charset='gb2312'><p>{KOREAN}</p>".encode("euc-kr")).text == KOREAN


def test_quotation_marks_of_windows_are_no_chinese():
    text = "“Yes”, he said – and didn’t go."
    assert read(f"<p>{text}</p>".encode("cp1252")).text == text


def test_a_few_broken_bytes_do_not_make_utf_8_something_else():
    assert read(f"<p>{RUSSIAN}</p>".encode() + b"<p>\xd0</p>").text.startswith(RUSSIAN)


def test_what_the_carrier_says_is_believed_before_the_page():
    raw = "<meta charset='iso-8859-1'><p>Лавров в Вене.</p>".encode("cp1251")
    (document,) = read_html(Source.of(raw, "x", charset="windows-1251"))
    assert document.text == "Лавров в Вене."


def test_utf_16_without_a_mark_is_read():
    assert read("<p>Kim met Lee in Norhaven.</p>".encode("utf-16-le")).text == "Kim met Lee in Norhaven."


def test_garbled_words_are_repaired_where_it_is_certain_and_the_repair_is_told():
    document = read("<p>Der Außenminister sprach im GÃ¤stehaus mit Präsident MÃ¼ller.</p>")
    assert document.text == "Der Außenminister sprach im Gästehaus mit Präsident Müller."
    assert [(each.text, each.repaired) for each in document.mojibake] == [
        ("GÃ¤stehaus", "Gästehaus"),
        ("MÃ¼ller.", "Müller."),
    ]


def test_sound_words_are_not_repaired():
    text = "Präsident Müller, São Tomé, Ångström, Côte d’Ivoire, Škoda – „Größe“ … 5 € Ã"
    assert read(f"<p>{text}</p>").text == text


# metadata


def test_metadata_names_its_source():
    page = """<html lang="de-AT"><head><title>Treffen | BMEIA</title><meta property="og:title" content="Treffen in Wien">
    <link rel="canonical" href="https://bmeia.example/1"><script type="application/ld+json">{"@type": "NewsArticle",
    "datePublished": "2018-03-05T23:30:00+01:00", "publisher": {"@type": "Organization", "name": "BMEIA"}}</script></head><body><p>Eins.</p>"""
    document = read(page)
    assert (document.title, document.publisher, document.published) == ("Treffen in Wien", "BMEIA", "2018-03-05")
    assert (document.url, document.language) == ("https://bmeia.example/1", "de")
    assert {each.field: each.source for each in document.found} == {
        "title": "meta og:title",
        "publisher": "JSON-LD publisher",
        "published": "JSON-LD datePublished",
        "url": "link canonical",
        "language": "html lang",
    }


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='date' content='yesterday'>",
        "<script type='application/ld+json'>{broken</script>",
        "<link rel='canonical' href='/relative'>",
        "<meta property='article:published_time' content='2018-13-45'>",
        '<script type=\'application/ld+json\'>[1, null, {"@type": "Article", "datePublished": 5}]</script>',
    ],
)
def test_nothing_is_invented(head):
    document = read(f"<head>{head}</head><p>Kim met Lee on 5 May.</p>")
    assert (document.title, document.publisher, document.published, document.url) == (None, None, None, None)


def test_the_day_of_the_only_time_element_is_the_day():
    assert read("<p>One. <time datetime='2019-05-02T10:00'>2 May</time></p>").published == "2019-05-02"
    assert read("<p><time datetime='2019-05-02'>2</time> <time datetime='2019-05-03'>3</time></p>").published is None


# limits


@pytest.mark.parametrize(
    "page",
    [
        "<p>x</p>" * 120_000,
        "<div>" * 100_000 + "x",
        "<b>" * 100_000 + "x",
        "x " * 5_000_000,
        "<pre>" + "x\n" * 250_000,
        "<p " + " ".join(f"a{each}=1" for each in range(20_000)) + ">x</p>",
    ],
)
def test_pages_beyond_any_measure_are_refused(page):
    with pytest.raises(DocumentError, match=r"too many|too deeply|larger than|attributes"):
        read(page)


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [
        f"<p>{PROSE}</p>" + "<p hidden>x</p>" * 60_000,
        "<div class='widget'>" * 1_900 + "<p><a href=x>Read more</a></p><p>Kim met Lee on Tuesday.</p>" * 20_000,
        f"<h2>{'<a href=x>Kim</a><br>' * 60_000}</h2><p>{PROSE}</p>",
        "<p>MÃ¼ller war im GÃ¤stehaus â€œ\x9d</p>" * 40_000,
    ],
)
def test_the_time_for_a_page_grows_with_its_size_alone(page):
    started = time.process_time()
    read(page)
    assert time.process_time() - started < 10


def test_an_endless_line_is_refused_and_the_next_file_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a " * 20_000_000)
    (tmp_path / "b.txt").write_bytes(b"Kim met Lee.")
    failure, document = take([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert "larger than 16 MB" in failure.error and document.text == "Kim met Lee."
