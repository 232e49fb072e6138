"""Pages of the Web are fetched within limits: robots.txt, redirects, private addresses, the cache."""

import gzip
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from communique import settings
from communique.documents import Document, take, taking, web
from communique.documents.web import Web
from communique.errors import DocumentError

PAGE = "<html><body><p>Министр встретился с послом.</p></body></html>".encode("cp1251")


class Site(BaseHTTPRequestHandler):
    """A site of a few pages; `asked` lists what was asked for."""

    asked: list[tuple[str, str | None]] = []
    robots = (200, b"User-agent: *\nDisallow: /closed\n")

    def do_GET(self):  # noqa: C901, PLR0912  (a page a case)
        self.asked.append((self.path, self.headers.get("If-None-Match")))
        match self.path:
            case "/robots.txt":
                self.answer(*self.robots)
            case "/page" if self.headers.get("If-None-Match") == '"1"':
                self.answer(304, b"")
            case "/page":
                self.answer(200, PAGE, ("Content-Type", "text/html; charset=windows-1251"), ("ETag", '"1"'))
            case "/moved":
                self.answer(302, b"", ("Location", "/page"))
            case "/loop":
                self.answer(302, b"", ("Location", "/loop"))
            case "/elsewhere":
                self.answer(302, b"", ("Location", "file:///etc/passwd"))
            case "/busy":
                self.answer(429, b"", ("Retry-After", "120"))
            case "/letters":
                self.send_response(302)
                self._headers_buffer.append("Location: /p\u00e4ge\r\n".encode())
                self.end_headers()
            case "/p%C3%A4ge":
                self.answer(200, PAGE)
            case "/nowhere-at-all":
                self.answer(302, b"", ("Location", "http://[x"))
            case "/drip":
                self.drip()
            case "/bomb":
                self.answer(200, gzip.compress(b"a" * 5_000_000), ("Content-Encoding", "gzip"))
            case "/large":
                self.answer(200, b"x" * 5000)
            case _:
                self.answer(404, b"")

    def drip(self):
        with suppress(OSError):
            for letter in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100:
                self.wfile.write(bytes([letter]))
                time.sleep(0.05)

    def answer(self, status, body, *headers):
        self.send_response(status)
        for header in headers:
            self.send_header(*header)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def site():
    Site.asked, Site.robots = [], (200, b"User-agent: *\nDisallow: /closed\n")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher(tmp_path):
    return Web(tmp_path / "cache", allow_private=True)


def error_of(fetcher, url) -> str:
    with pytest.raises(DocumentError) as caught:
        fetcher.fetch(url)
    assert str(caught.value).startswith(url)
    return str(caught.value)


def test_an_address_is_a_source(site, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "web_cache", lambda: tmp_path)
    (document,) = take([f"{site}/page"], allow_private=True)
    assert isinstance(document, Document) and document.text == "Министр встретился с послом."
    assert document.url == document.source == f"{site}/page"


def test_private_addresses_are_refused_unless_allowed(site, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "web_cache", lambda: tmp_path)
    (failure,) = take([f"{site}/page"])
    assert "private network" in failure.error and "--allow-private" in failure.error
    assert Site.asked == []


def test_a_redirect_is_followed_and_the_address_in_the_end_is_told(site, fetcher):
    assert fetcher.fetch(f"{site}/moved")[0].url == f"{site}/page"


def test_a_loop_of_redirects_ends(site, fetcher):
    assert "redirected more than 5 times" in error_of(fetcher, f"{site}/loop")


def test_a_redirect_out_of_the_web_is_refused(site, fetcher):
    with pytest.raises(DocumentError, match="no address of the Web"):
        fetcher.fetch(f"{site}/elsewhere")


def test_robots_are_respected(site, fetcher):
    assert "robots.txt" in error_of(fetcher, f"{site}/closed/page")
    assert [path for path, _ in Site.asked] == ["/robots.txt"]


def test_robots_are_asked_for_once(site, fetcher):
    fetcher.fetch(f"{site}/page")
    fetcher.fetch(f"{site}/page")
    assert [path for path, _ in Site.asked].count("/robots.txt") == 1


def test_no_robots_file_forbids_nothing_and_a_failing_server_all(site, fetcher, tmp_path):
    Site.robots = (404, b"")
    assert fetcher.fetch(f"{site}/page")[0].whole() == PAGE
    Site.robots = (500, b"")
    assert "robots.txt" in error_of(Web(None, allow_private=True), f"{site}/page")


def test_a_page_that_did_not_change_comes_from_the_cache(site, fetcher):
    assert fetcher.fetch(f"{site}/page")[0].whole() == PAGE
    again, media_type = fetcher.fetch(f"{site}/page")
    assert (again.whole(), again.charset, media_type) == (PAGE, "windows-1251", "text/html")
    assert Site.asked[-1] == ("/page", '"1"')


def test_a_page_over_the_limit_is_refused(site, fetcher, monkeypatch):
    monkeypatch.setattr(web, "LIMIT", 1000)
    assert "larger than" in error_of(fetcher, f"{site}/large")


def test_a_packed_page_over_the_limit_is_refused(site, fetcher, monkeypatch):
    monkeypatch.setattr(web, "LIMIT", 1_000_000)
    assert "larger than" in error_of(fetcher, f"{site}/bomb")


def test_a_page_that_drips_is_given_up(site, fetcher, monkeypatch):
    fetcher.fetch(f"{site}/page")  # robots.txt is known
    monkeypatch.setattr(web, "WHOLE_SECONDS", 0.5)
    assert "not whole after" in error_of(fetcher, f"{site}/drip")


def test_a_busy_server_says_when_to_come_again(site, fetcher):
    assert "try again in 120 seconds" in error_of(fetcher, f"{site}/busy")


def test_a_redirect_may_have_letters_beyond_ascii(site, fetcher):
    assert fetcher.fetch(f"{site}/letters")[0].whole() == PAGE


def test_a_redirect_to_what_is_no_address_is_refused(site, fetcher):
    assert "no address of the Web" in error_of(fetcher, f"{site}/nowhere-at-all")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "224.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
     "2002:7f00:1::", "::127.0.0.1", "fe80::1%eth0"],
)  # fmt: skip
def test_addresses_that_lead_into_a_private_network_are_refused(address, monkeypatch):
    monkeypatch.setattr(
        web.socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", ("8.8.8.8", 80)), (0, 0, 0, "", (address, 80))]
    )
    assert "private network" in error_of(Web(None), "http://host.example/")


def test_the_next_address_of_a_host_is_tried(site, fetcher, monkeypatch):
    monkeypatch.setattr(
        Web, "_addresses", lambda *_: ["127.0.0.2", "127.0.0.1"]
    )  # the site listens at the second alone
    assert fetcher.fetch(f"{site}/page")[0].whole() == PAGE


def test_an_error_of_the_server_is_told(site, fetcher):
    assert "404" in error_of(fetcher, f"{site}/nowhere")


@pytest.mark.parametrize(
    "url",
    ["http://", "http://[x", "http://a..b/", "http://a:99999/", "https://127.0.0.1:1/", "http://no-such-host.invalid/"],
)
def test_bad_addresses_are_failures(url, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "web_cache", lambda: tmp_path)
    (failure,) = take([url], allow_private=True)
    assert failure.error.startswith(url) and failure.stage == "take"


def test_the_web_is_loaded_only_for_addresses():
    assert not hasattr(taking, "Web")
