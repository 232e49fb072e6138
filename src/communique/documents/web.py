"""An address of the Web in, a Source out: fetched politely, within limits, and never from a private network unasked."""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import msgspec

from communique import __version__
from communique.documents.source import MEBIBYTE, Source
from communique.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

AGENT = f"communique/{__version__} (reads official readouts; obeys robots.txt)"
LIMIT = 64 * MEBIBYTE
ROBOTS_LIMIT = 512 * 1024  # bytes of a robots.txt that are read (RFC 9309, section 2.5)
REDIRECTS = 5  # RFC 9309 asks for five at least; more is a loop
CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 10.0, 30.0, 120.0
CHUNK = 64 * 1024
MOVED = frozenset({301, 302, 303, 307, 308})
OK, UNCHANGED, FIRST_ERROR, FIRST_SERVER_ERROR = 200, 304, 400, 500
PORTS = {"http": 80, "https": 443}


class Kept(msgspec.Struct):
    """What the cache knows of a page: its address in the end, its type, and how to ask whether it changed."""

    url: str
    media_type: str
    charset: str | None
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Any
    body: bytes


@dataclass(slots=True)
class Web:
    """Fetches pages; remembers robots.txt while it lives, and pages with their ETag in `cache` (None: nowhere)."""

    cache: Path | None = None
    allow_private: bool = False
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def fetch(self, url: str) -> tuple[Source, str]:
        """The page at an address and its media type; raises `DocumentError` that says what went wrong."""
        kept, body = self._kept(url)
        asked = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified} if kept else {}
        at = url
        for _ in range(REDIRECTS + 1):
            self._check_robots(at)
            answer = self._get(at, LIMIT, {name: value for name, value in asked.items() if value})
            if answer.status == UNCHANGED and kept:
                return Source.of(body, url, charset=kept.charset, url=kept.url), kept.media_type
            if answer.status not in MOVED or not (target := answer.headers.get("Location")):
                return self._take(url, at, answer)
            at = urljoin(at, target)
        raise DocumentError(f"{url}: redirected more than {REDIRECTS} times")

    def _take(self, url: str, at: str, answer: Answer) -> tuple[Source, str]:
        if answer.status != OK:
            raise DocumentError(f"{url}: the server answers {answer.status}")
        media_type, charset = _content_type(answer.headers.get("Content-Type") or "")
        kept = Kept(at, media_type, charset, answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
        self._keep(url, kept, answer.body)
        return Source.of(answer.body, url, charset=charset, url=at), media_type

    # politeness

    def _check_robots(self, url: str) -> None:
        parts = urlsplit(url)
        home = f"{parts.scheme}://{parts.netloc}"
        if home not in self._robots:
            self._robots[home] = self._read_robots(f"{home}/robots.txt")
        if not self._robots[home].can_fetch(AGENT, url):
            raise DocumentError(
                f"{url}: the site asks programs not to fetch this page (robots.txt); save it in a browser"
            )

    def _read_robots(self, at: str) -> RobotFileParser:
        """The rules of a site: none where it has no file, all forbidden where its server fails (RFC 9309, section 2.3)."""
        rules = RobotFileParser()
        answer = Answer(FIRST_SERVER_ERROR, {}, b"")
        for _ in range(REDIRECTS + 1):
            answer = self._get(at, ROBOTS_LIMIT, {}, cut=True)
            if answer.status not in MOVED or not (target := answer.headers.get("Location")):
                break
            at = urljoin(at, target)
        if answer.status == OK:
            rules.parse(answer.body.decode("utf-8", "replace").splitlines())
        elif FIRST_ERROR <= answer.status < FIRST_SERVER_ERROR:
            rules.parse([])
        else:
            rules.parse(["User-agent: *", "Disallow: /"])
        return rules

    # the wire

    def _get(self, url: str, limit: int, headers: dict[str, str], *, cut: bool = False) -> Answer:
        """Ask for one address; `cut`: a longer answer is cut at the limit, not refused."""
        import urllib3

        parts = urlsplit(url)
        try:
            port = parts.port or PORTS.get(parts.scheme)
        except ValueError:
            port = None
        if port is None or not parts.hostname:
            raise DocumentError(f"{url}: no address of the Web (http or https)")
        address = self._address(url, parts.hostname, port)
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        pool: Callable[..., Any] = urllib3.HTTPConnectionPool
        if parts.scheme == "https":
            pool = partial(urllib3.HTTPSConnectionPool, server_hostname=parts.hostname, assert_hostname=parts.hostname)
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        sent = {
            "Host": parts.netloc.rpartition("@")[2],
            "User-Agent": AGENT,
            "Accept-Encoding": "gzip, deflate",
            **headers,
        }
        try:
            with pool(address, port, timeout=timeout, retries=False) as connections:
                answer = connections.request("GET", path, headers=sent, preload_content=False, redirect=False)
                body = b"".join(_chunks(answer, url, limit, cut=cut))
                return Answer(answer.status, answer.headers, body)
        except urllib3.exceptions.HTTPError as error:
            raise DocumentError(f"{url}: cannot be fetched ({_reason(error)})") from None

    def _address(self, url: str, host: str, port: int) -> str:
        """The address of a host, which is then the one that is connected to: a name may not point elsewhere meanwhile."""
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError):
            raise DocumentError(f"{url}: no such host, or no network") from None
        for address in found:
            if not self.allow_private and not ipaddress.ip_address(address.partition("%")[0]).is_global:
                raise DocumentError(
                    f"{url}: {address} is in a private network; --allow-private fetches from it all the same"
                )
        return found[0]

    # the cache

    def _paths(self, url: str) -> tuple[Path, Path] | None:
        if self.cache is None:
            return None
        name = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
        return self.cache / f"{name}.json", self.cache / f"{name}.body"

    def _kept(self, url: str) -> tuple[Kept | None, bytes]:
        if (paths := self._paths(url)) is None:
            return None, b""
        try:
            return msgspec.json.decode(paths[0].read_bytes(), type=Kept), paths[1].read_bytes()
        except (OSError, msgspec.DecodeError):
            return None, b""

    def _keep(self, url: str, kept: Kept, body: bytes) -> None:
        if (paths := self._paths(url)) is None or not (kept.etag or kept.modified):
            return
        try:
            paths[0].parent.mkdir(parents=True, exist_ok=True)
            paths[0].unlink(missing_ok=True)  # a kill between the two leaves no head with another page's body
            paths[1].write_bytes(body)
            paths[0].write_bytes(msgspec.json.encode(kept))
        except OSError:
            return  # no room for a cache is no reason not to read


def _chunks(answer: Any, url: str, limit: int, *, cut: bool) -> Iterator[bytes]:  # noqa: ANN401
    """The body piece by piece, unpacked, within the limits of size and time."""
    started, size = time.monotonic(), 0
    for chunk in answer.stream(CHUNK, decode_content=True):
        size += len(chunk)
        if size > limit and cut:
            return
        if size > limit:
            raise DocumentError(f"{url}: larger than {limit // MEBIBYTE} MB; fetch it yourself, and split it")
        if time.monotonic() - started > WHOLE_SECONDS:
            raise DocumentError(f"{url}: not whole after {WHOLE_SECONDS:.0f} seconds; try again later")
        yield chunk


def _content_type(header: str) -> tuple[str, str | None]:
    media_type, _, rest = header.partition(";")
    name, _, value = rest.strip().partition("=")
    return media_type.strip().lower(), value.strip("\"' ") or None if name.strip().lower() == "charset" else None


def _reason(error: Exception) -> str:
    return f"{type(error).__name__.removesuffix('Error')}: {str(error).rpartition(': ')[2]}"[:200]


def default_cache() -> Path:
    """Where pages are kept on this machine."""
    from platformdirs import user_cache_path

    return user_cache_path("communique") / "web"
