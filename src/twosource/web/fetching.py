"""An address comes in, the page that stands there goes out; nothing inside the reader's own network is ever asked.

A desk that fetches what it is told to is a way round a firewall (OWASP, server-side request forgery). So a name is
looked up once, every address that it has must be public, and the connection goes to that address and no other: a name
that changes its mind between the check and the call gains nothing. Each redirection is checked anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from twosource.intake.limits import MAX_REPORT_BYTES

MAX_REDIRECTS = 4
SECONDS = 20.0
PORTS = {"http": 80, "https": 443}
KINDS = ("text/html", "application/xhtml+xml", "text/plain")
_AGENT = "twosource (reads a page on an editor's request)"

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, str, str, int, float], http.client.HTTPConnection]


class FetchError(ValueError):
    """A page that was not fetched; the message says why and what a person can do."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: its last address, its type without parameters, its bytes."""

    url: str
    kind: str
    data: bytes


def look_up(host: str, port: int) -> list[str]:
    """Return the addresses of a name."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} cannot be found; check the address") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Say whether an address is one of the open internet, looked at through IPv6's ways of wrapping IPv4.

    >>> is_public("10.0.0.8"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::a00:1"), is_public("9.9.9.9")
    (False, False, False, True)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(i is not None and not is_public(str(i)) for i in inner):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def open_connection(scheme: str, host: str, address: str, port: int, seconds: float) -> http.client.HTTPConnection:
    """Return a connection to `address` that calls itself `host`; certificates are checked against `host`."""
    connection: http.client.HTTPConnection
    if scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, timeout=seconds, context=context)
        raw = socket.create_connection((address, port), timeout=seconds)
        connection.sock = context.wrap_socket(raw, server_hostname=host)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        connection.sock = socket.create_connection((address, port), timeout=seconds)
    return connection


def fetch(url: str, *, resolve: Resolve = look_up, connect: Connect = open_connection) -> Fetched:
    """Return the page at `url`; raises FetchError, in plain words, for one that may not or cannot be fetched."""
    ends = time.monotonic() + SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        answer = _ask(url, ends, resolve, connect)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise FetchError(f"{url} leads on and on; give the last address")


def check_address(url: str, resolve: Resolve) -> tuple[str, str, str, int, str]:
    """Return scheme, host, the address to call, port and path; raises FetchError where it may not be called."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url} is no address") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise FetchError(f"{url} is not an http or https address")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{url} carries a name or a password; leave it out")
    if port not in {None, *PORTS.values()}:
        raise FetchError(f"{url} names port {port}; only the usual ports of the web are asked")
    port = port or PORTS[parts.scheme]
    addresses = resolve(parts.hostname, port)
    if not addresses or not all(is_public(a) for a in addresses):
        raise FetchError(f"{parts.hostname} is not on the open internet; save the page and add the file")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if any(ord(c) <= 32 or ord(c) > 126 for c in path):
        raise FetchError(f"{url} has a character in it that addresses do not have")
    return parts.scheme, parts.hostname, addresses[0], port, path


def _ask(url: str, ends: float, resolve: Resolve, connect: Connect) -> Fetched | str:
    """Return the page, or where it has gone."""
    scheme, host, address, port, path = check_address(url, resolve)
    try:
        connection = connect(scheme, host, address, port, max(0.1, ends - time.monotonic()))
        try:
            connection.request("GET", path, headers={"User-Agent": _AGENT, "Accept": ", ".join(KINDS)})
            answer = connection.getresponse()
            if answer.status in {301, 302, 303, 307, 308}:
                return answer.headers.get("Location") or "/"
            if answer.status != 200:
                raise FetchError(f"{url} answers {answer.status} {answer.reason}; save the page and add the file")
            kind = answer.headers.get_content_type()
            if kind not in KINDS:
                raise FetchError(f"{url} is {kind}, not a page of text")
            return Fetched(url, kind, _read(answer, connection, url, ends))
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        raise FetchError(f"{url} cannot be fetched: {error}; save the page and add the file") from error


def _read(answer: http.client.HTTPResponse, connection: http.client.HTTPConnection, url: str, ends: float) -> bytes:
    """Read a body piece by piece: neither its size nor its slowness is bounded by what it says of itself."""
    pieces: list[bytes] = []
    size = 0
    while True:
        left = ends - time.monotonic()
        if left <= 0:
            raise FetchError(f"{url} is too slow; save the page and add the file")
        if connection.sock is not None:
            connection.sock.settimeout(left)
        piece = answer.read1(65_536)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
        if size > MAX_REPORT_BYTES:
            raise FetchError(f"{url} has more than {MAX_REPORT_BYTES // 1_000_000} MB; a report has less")
