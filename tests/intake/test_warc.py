"""Web archives built here, capture by capture, and what is read of them."""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path
from zlib import crc32

import pytest

from twosource.intake import read_reports
from twosource.intake import warc as module
from twosource.intake.warc import Capture, NoReportError, iter_warc, report_of
from twosource.model import ReadError

pytest.importorskip("fastwarc", reason="fastwarc is not installed: pip install 'twosource[archives]'")

SENTENCE = "The harbour board of Lodev said on Monday that the second ferry would sail again before the autumn storms. "
PAGE = f"""<!doctype html><html><head><title>Ferry to sail again | The Lodev Courier</title>
<meta property="og:site_name" content="The Lodev Courier">
<meta property="article:published_time" content="2031-05-12T09:30:00Z"></head>
<body><nav><a href="/a">News</a><a href="/b">Sport</a></nav><article><h1>Ferry to sail again</h1>
{"".join(f"<p>{SENTENCE}Repair number {n} took eleven days and cost forty crowns.</p>" for n in range(5))}
</article></body></html>"""
FRONT = (
    "<html><body><main>"
    + "".join(f"<p>Headline number {n} of the day in town</p>" for n in range(40))
    + "</main></body></html>"
)


def record(url: str, body: bytes, *, kind: str = "text/html", status: str = "200 OK", of: str = "response",
           at: str = "2031-05-12T10:00:00Z", encoding: str = "") -> bytes:  # fmt: skip
    extra = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {of}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{crc32(url.encode()):012}>\r\n"
        f"Content-Type: application/http; msgtype={of}\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def archive(folder: Path, *records: bytes) -> Path:
    path = folder / "crawl.warc.gz"
    path.write_bytes(b"".join(gzip.compress(r, mtime=0) for r in records))
    return path


def test_a_page_becomes_a_report(tmp_path):
    path = archive(tmp_path, record("https://www.courier.example/town/ferry.html", PAGE.encode()))
    (report,) = iter_warc(path)
    assert report.id == "20310512100000/https://www.courier.example/town/ferry.html"
    assert report.url == "https://www.courier.example/town/ferry.html"
    assert (report.outlet, report.title) == ("The Lodev Courier", "Ferry to sail again")
    assert (report.published, report.published_from) == ("2031-05-12", "metadata")
    assert report.language == "en"
    assert report.text.count("harbour board") == 5
    assert "Sport" not in report.text


def test_what_is_no_report_is_counted_by_reason(tmp_path):
    page = PAGE.encode()
    path = archive(
        tmp_path,
        record("https://courier.example/robots.txt", b"User-agent: *", kind="text/plain"),
        record("https://courier.example/gone", page, status="404 Not Found"),
        record("https://courier.example/", page),
        record("https://courier.example/short", b"<html><body><p>Two words.</p></body></html>"),
        record("https://courier.example/news", f"<html><body><main>{FRONT}</main></body></html>".encode()),
        record("https://courier.example/picture.jpg", b"\xff\xd8", kind="image/jpeg"),
        record("https://courier.example/empty", b""),
        record("https://courier.example/asked", page, of="request"),
        record("https://courier.example/ferry", page),
    )
    left_out: Counter[str] = Counter()
    assert [r.url for r in iter_warc(path, left_out)] == ["https://courier.example/ferry"]
    assert left_out == {
        "no web page": 2,
        "not found, moved or refused": 1,
        "a front page": 1,
        "shorter than 60 words": 1,
        "a list of headlines": 1,
        "without a story": 1,
    }
    notes = read_reports([path]).notes
    assert notes == ("crawl.warc.gz: 7 captures are no reports and were left out: 2 no web page, 1 a front page, "
                     "1 a list of headlines, 1 not found, moved or refused, 1 shorter than 60 words, "
                     "1 without a story",)  # fmt: skip


def test_two_captures_of_a_page_are_two_reports(tmp_path):
    url = "https://courier.example/ferry"
    later = PAGE.replace("second ferry", "third ferry").encode()
    path = archive(tmp_path, record(url, PAGE.encode()), record(url, later, at="2031-05-13T08:00:00Z"))
    read = read_reports([path])
    assert [r.id[:14] for r in read.reports] == ["20310512100000", "20310513080000"]
    assert not read.errors


@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_packed_pages_are_unpacked(tmp_path, encoding):
    body = gzip.compress(PAGE.encode(), mtime=0) if encoding else PAGE.encode()
    (report,) = iter_warc(archive(tmp_path, record("https://courier.example/f", body, encoding=encoding)))
    assert report.title == "Ferry to sail again"


def test_the_encoding_that_the_server_names_is_used(tmp_path):
    body = PAGE.replace("harbour board of Lodev", "señor Peñalosa of Łódeń").encode("iso-8859-2", "replace")
    (report,) = iter_warc(archive(tmp_path, record("https://c.example/f", body, kind="text/html; charset=iso-8859-2")))
    assert "Łódeń" in report.text


def test_the_day_may_stand_in_the_address(tmp_path):
    page = PAGE.replace('<meta property="article:published_time" content="2031-05-12T09:30:00Z">', "")
    (report,) = iter_warc(archive(tmp_path, record("https://c.example/2031/05/11/ferry", page.encode())))
    assert (report.published, report.outlet) == ("2031-05-11", "The Lodev Courier")


def test_a_page_that_swells_is_left_out(tmp_path):
    bomb = gzip.compress(b"<p>" + b"a" * 30_000_000, mtime=0)
    left_out: Counter[str] = Counter()
    assert not list(iter_warc(archive(tmp_path, record("https://c.example/b", bomb, encoding="gzip")), left_out))
    assert left_out == {"larger than 10 MB": 1}


def test_a_page_that_nests_without_end_is_left_out():
    page = b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000
    with pytest.raises(NoReportError, match="without a story"):
        report_of(Capture("https://c.example/deep", "2031-05-12T10:00:00Z", 200, "text/html", None, page))


def test_a_page_that_takes_too_long_is_left_out(monkeypatch):
    def slow(data: bytes, **_: object) -> object:
        while True:
            sum(range(1000))

    monkeypatch.setattr(module, "read_page", slow)
    monkeypatch.setattr(module, "_SECONDS_A_PAGE", 0.05)
    with pytest.raises(NoReportError, match="not read within"):
        report_of(Capture("https://c.example/slow", "2031-05-12T10:00:00Z", 200, "text/html", None, PAGE.encode()))


def test_an_archive_that_is_cut_off_gives_what_came_before(tmp_path):
    path = archive(tmp_path, *(record(f"https://c.example/{n}", PAGE.encode()) for n in range(3)))
    path.write_bytes(path.read_bytes()[:-200])
    *read, error = iter_warc(path)
    assert [r.url for r in read] == ["https://c.example/0", "https://c.example/1"]
    assert error == ReadError("crawl.warc.gz", "is a damaged or cut-off web archive (it ends in the middle of a "
                                               "record); what came before it was read")  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"", b"no archive at all", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", b"\x1f\x8b\x08\x00junk"]
)
def test_what_is_no_archive_does_not_crash(tmp_path, data):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(data)
    assert all(isinstance(found, ReadError) for found in iter_warc(path))


def test_fastwarc_that_is_not_installed_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(ValueError, match=r"pip install 'twosource\[archives\]'"):
        list(iter_warc(archive(tmp_path, record("https://c.example/f", PAGE.encode()))))


def test_an_unpacked_archive_is_read_too(tmp_path):
    path = tmp_path / "crawl.warc"
    path.write_bytes(record("https://c.example/f", PAGE.encode()))
    assert len(read_reports([tmp_path]).reports) == 1
