"""An address of the Web in, a Source out: fetched politely, within limits, and never from a private network unasked."""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit
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
BUSY = frozenset({429, 503})
ADDRESSES = 4  # of a host that are tried
NAT64 = 0x64FF9B << 64  # the upper 96 bits of addresses that stand for one of IPv4 (RFC 6052)
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
            at = _target(at, target)
        raise DocumentError(f"{url}: redirected more than {REDIRECTS} times")

    def _take(self, url: str, at: str, answer: Answer) -> tuple[Source, str]:
        if answer.status in BUSY:
            wait = answer.headers.get("Retry-After")
            when = f"in {wait} seconds" if wait and wait.isdigit() else f"after {wait}" if wait else "later"
            raise DocumentError(f"{url}: the server is busy ({answer.status}); try again {when}")
        if answer.status != OK:
            raise DocumentError(f"{url}: the server answers {answer.status}")
        media_type, charset = _content_type(answer.headers.get("Content-Type") or "")
        kept = Kept(at, media_type, charset, answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
        self._keep(url, kept, answer.body)
        return Source.of(answer.body, url, charset=charset, url=at), media_type

    # politeness

    def _check_robots(self, url: str) -> None:
        parts, _, _ = _parts(url)
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
            at = _target(at, target)
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

        parts, host, port = _parts(url)
        addresses = self._addresses(url, host, port)
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        pool: Callable[..., Any] = urllib3.HTTPConnectionPool
        if parts.scheme == "https":
            pool = partial(urllib3.HTTPSConnectionPool, server_hostname=host, assert_hostname=host)
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        sent = {
            "Host": (f"[{host}]" if ":" in host else host) + (f":{port}" if port != PORTS[parts.scheme] else ""),
            "User-Agent": AGENT,
            "Accept-Encoding": "gzip, deflate",
            **headers,
        }
        refused: Exception = OSError("no address")
        for address in addresses:
            try:
                with pool(address, port, timeout=timeout, retries=False) as connections, _Deadline(connections, url):
                    answer = connections.request("GET", path, headers=sent, preload_content=False, redirect=False)
                    body = b"".join(_chunks(answer, url, limit, cut=cut))
                    return Answer(answer.status, answer.headers, body)
            except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
                refused = error  # a host may have an address that is not reached from here, such as one of IPv6
            except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
                refused = error
                break
        raise DocumentError(f"{url}: cannot be fetched ({_reason(refused)})") from None

    def _addresses(self, url: str, host: str, port: int) -> list[str]:
        """The addresses of a host, which are then those that are connected to: a name may not point elsewhere meanwhile."""
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError):
            raise DocumentError(f"{url}: no such host, or no network") from None
        for address in found:
            if not self.allow_private and not _is_public(address):
                raise DocumentError(
                    f"{url}: {address} is in a private network; --allow-private fetches from it all the same"
                )
        return list(dict.fromkeys(found))[:ADDRESSES]

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
    """The body piece by piece, unpacked, within the limit of size."""
    size = 0
    for chunk in answer.stream(CHUNK, decode_content=True):
        size += len(chunk)
        if size > limit and cut:
            return
        if size > limit:
            raise DocumentError(f"{url}: larger than {limit // MEBIBYTE} MB; fetch it yourself, and split it")
        yield chunk


class _Deadline:
    """Ends a connection after some seconds, however slowly it drips, and says so."""

    def __init__(self, pool: Any, url: str) -> None:  # noqa: ANN401
        self._url = url
        self._late = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(WHOLE_SECONDS, self._end)
        self._timer.daemon = True
        pool.ConnectionCls = self._noting(pool.ConnectionCls)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._late:
            raise DocumentError(f"{self._url}: not whole after {WHOLE_SECONDS:.0f} seconds; try again later")

    def _noting(self, base: Any) -> Any:  # noqa: ANN401
        """The same kind of connection, which leaves its socket here once it has one."""

        def connect(connection: Any) -> None:  # noqa: ANN401
            base.connect(connection)
            self._socket = connection.sock

        return type(base.__name__, (base,), {"connect": connect})

    def _end(self) -> None:
        self._late = True
        if self._socket is not None:
            with suppress(OSError):  # it is closed already
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def _parts(url: str) -> tuple[SplitResult, str, int]:
    """An address of the Web, its host in ASCII, its port; raises `DocumentError` for any other."""
    try:
        parts = urlsplit(url)
        host = (
            (parts.hostname or "").encode("idna").decode("ascii")
            if ":" not in (parts.hostname or "")
            else parts.hostname
        )
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        host, port = "", 0
    if not host or not port:
        raise DocumentError(f"{url}: no address of the Web (http or https)")
    return parts, host, port


def _target(at: str, location: str) -> str:
    """Where a redirect leads; servers write letters beyond ASCII as UTF-8, which is not what a header is read as."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(at, location)
    except ValueError:
        raise DocumentError(f"{at}: redirected to what is no address of the Web ({location})") from None


def _is_public(address: str) -> bool:
    """Whether an address lies on the open Internet, also where it stands for one of IPv4."""
    at = ipaddress.ip_address(address.partition("%")[0])
    told: list[ipaddress.IPv4Address | ipaddress.IPv6Address | None] = [at]
    if isinstance(at, ipaddress.IPv6Address):
        told += [at.ipv4_mapped, at.sixtofour, *(at.teredo or ())]
        if int(at) >> 32 in (NAT64, 0):
            told.append(ipaddress.IPv4Address(int(at) & 0xFFFFFFFF))
        elif int(at) >> 96 == NAT64 >> 64:  # RFC 8215: of one network's own
            return False
    return all(each.is_global and not each.is_multicast for each in told if each is not None)


def _content_type(header: str) -> tuple[str, str | None]:
    media_type, _, rest = header.partition(";")
    name, _, value = rest.strip().partition("=")
    return media_type.strip().lower(), value.strip("\"' ") or None if name.strip().lower() == "charset" else None


def _reason(error: Exception) -> str:
    return f"{type(error).__name__.removesuffix('Error')}: {str(error).rpartition(': ')[2]}"[:200]
