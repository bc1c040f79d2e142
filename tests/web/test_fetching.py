"""Addresses: only the open internet, only as much as a report is, and never where a name points meanwhile."""

import http.client
import io

import pytest

from twosource.web.arrivals import Sent, read_sent
from twosource.web.fetching import MAX_REDIRECTS, FetchError, check_address, fetch, is_public

PUBLIC = "93.184.216.34"


class Answer(io.BytesIO):
    """A canned answer of a web server, read as from a socket."""

    def makefile(self, *args, **more):
        return self

    def close(self):
        pass


class Connection:
    def __init__(self, raw: bytes) -> None:
        self.raw, self.sock, self.asked = raw, None, ""

    def request(self, method, path, headers):
        self.asked = path

    def getresponse(self):
        answer = http.client.HTTPResponse(Answer(self.raw))  # type: ignore[arg-type]
        answer.begin()
        return answer

    def close(self):
        pass


def serving(pages: dict[str, bytes], called: list[tuple[str, ...]] | None = None):
    def connect(scheme, host, address, port, seconds):
        if called is not None:
            called.append((scheme, host, address, str(port)))
        return Connection(pages[f"{scheme}://{host}"])

    return connect


def page(body: bytes = b"<html><body><p>The pier was shut.</p></body></html>", kind: str = "text/html") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def moved(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "255.255.255.255", "224.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::", "ff02::1", "240.0.0.1",
        "198.18.0.1", "192.0.2.1", "2001:db8::1", "nonsense", "",
    ],
)  # fmt: skip
def test_no_address_of_ones_own_network_is_public(address):
    assert not is_public(address)
    with pytest.raises(FetchError, match="open internet"):
        fetch("http://a.example/x", resolve=lambda host, port: [address], connect=serving({}))


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700::1111", "1.1.1.1"])
def test_the_open_internet_is_public(address):
    assert is_public(address)


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    with pytest.raises(FetchError, match="open internet"):
        fetch("http://a.example/", resolve=lambda host, port: [PUBLIC, "10.0.0.1"], connect=serving({}))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://a.example/x", "gopher://a.example", "javascript:alert(1)", "a.example", "http://",
        "http://user:word@a.example/", "http://a.example:22/", "http://a.example:99999/", "http://[::1", "data:x,y",
        "http://a.example/x\r\nHost: b", "//a.example/",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url):
    with pytest.raises(FetchError):
        fetch(url, resolve=lambda host, port: [PUBLIC], connect=serving({}))


@pytest.mark.parametrize("url", ["http://localhost/", "http://127.0.0.1/", "http://[::1]/", "http://2130706433/"])
def test_this_machine_is_not_asked_by_any_name(url):
    with pytest.raises(FetchError):
        check_address(url, lambda host, port: ["::1" if ":" in host else "127.0.0.1"])


def test_the_call_goes_to_the_address_that_was_checked():
    called: list[tuple[str, ...]] = []
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    got = fetch(
        "https://a.example/x?y=1",
        resolve=lambda host, port: next(answers),
        connect=serving({"https://a.example": page()}, called),
    )
    assert got.data.startswith(b"<html>")
    assert called == [("https", "a.example", PUBLIC, "443")]


def test_a_redirection_is_checked_anew():
    names = {"a.example": [PUBLIC], "inside.example": ["192.168.0.9"]}
    pages = {"http://a.example": moved("http://inside.example/secret")}
    with pytest.raises(FetchError, match=r"inside\.example"):
        fetch("http://a.example/", resolve=lambda host, port: names[host], connect=serving(pages))
    with pytest.raises(FetchError):
        fetch(
            "http://a.example/",
            resolve=lambda host, port: [PUBLIC],
            connect=serving({"http://a.example": moved("file:///etc/passwd")}),
        )


def test_a_redirection_is_followed_to_its_end_and_no_further():
    pages = {"http://a.example": moved("https://b.example/2"), "https://b.example": page()}
    got = fetch("http://a.example/", resolve=lambda host, port: [PUBLIC], connect=serving(pages))
    assert got.url == "https://b.example/2"
    called: list[tuple[str, ...]] = []
    with pytest.raises(FetchError, match="on and on"):
        fetch(
            "http://a.example/",
            resolve=lambda host, port: [PUBLIC],
            connect=serving({"http://a.example": moved("/again")}, called),
        )
    assert len(called) == MAX_REDIRECTS + 1


def test_what_is_no_page_too_large_or_broken_is_refused():
    def get(raw: bytes):
        return fetch(
            "http://a.example/", resolve=lambda host, port: [PUBLIC], connect=serving({"http://a.example": raw})
        )

    with pytest.raises(FetchError, match="not a page"):
        get(page(b"%PDF", "application/pdf"))
    with pytest.raises(FetchError, match="more than 10 MB"):
        get(page(b"a" * 10_100_000))
    with pytest.raises(FetchError, match="404"):
        get(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    with pytest.raises(FetchError, match="cannot be fetched"):
        get(b"nonsense\r\n\r\n")


def test_a_slow_page_is_given_up(monkeypatch):
    clock = iter([0.0, 0.0, 30.0, 30.0, 30.0])
    monkeypatch.setattr("twosource.web.fetching.time.monotonic", lambda: next(clock))
    with pytest.raises(FetchError, match="too slow"):
        fetch(
            "http://a.example/",
            resolve=lambda host, port: [PUBLIC],
            connect=serving({"http://a.example": page()}),
        )


def test_fetched_pages_become_reports_with_their_address():
    body = b"<html><head><title>Pier shut</title></head><body><article><h1>Pier shut</h1>"
    body += b"<p>NORTHWICK - The pier was shut on Monday after a storm broke its planks, the harbour office said.</p>"
    body += b"<p>It will open again in May, the office said.</p></article></body></html>"

    def get(url):
        if "inside" in url:
            raise FetchError(f"{url} is not on the open internet")
        return fetch(url, resolve=lambda host, port: [PUBLIC], connect=serving({"http://a.example": page(body)}))

    told: list[str] = []
    sent = Sent(addresses=("http://a.example/news/1", "http://inside.example/"))
    arrived = read_sent(sent, told.append, get)
    assert [r.url for r in arrived.reports] == ["http://a.example/news/1"]
    assert "The pier was shut" in arrived.reports[0].text
    assert [e.report for e in arrived.errors] == ["http://inside.example/"]
    assert told[0] == "Fetching http://a.example/news/1"
