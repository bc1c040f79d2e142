"""Web archives (WARC), such as Common Crawl's news crawl: pages come in, the news reports among them go out.

Most of what a crawl keeps is no report: robots files, pictures, redirects, section fronts. What is left out is counted
by reason. A page is read within limits of size, depth and time, because a crawl holds whatever the web holds. The
extra `archives`.
"""

from __future__ import annotations

import re
import signal
import threading
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from twosource.intake.html import read_page
from twosource.intake.limits import MAX_REPORT_BYTES, UnreadableError
from twosource.intake.reports import make_report
from twosource.model import ReadError, Report

ARCHIVES = (".warc", ".warc.gz")

# Shorter texts are photo captions, video pages and paywall notices: of news reports under 60 words few are not.
_LEAST_WORDS = 60
# A story has paragraphs of sentences; a section front has headlines, one a line.
_LEAST_WORDS_A_PARAGRAPH = 14
_SECONDS_A_PAGE = 20
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/-]|$)")
_HTML = ("text/html", "application/xhtml+xml")


class Capture(NamedTuple):
    """A page as it was fetched: its address, when (ISO 8601), what it says it is, and its bytes."""

    url: str
    at: str
    status: int
    kind: str
    charset: str | None
    data: bytes


class NoReportError(Exception):
    """A capture that is no news report; the message is the reason, as it is counted."""


def iter_warc(path: str | Path, left_out: Counter[str] | None = None) -> Iterator[Report | ReadError]:
    """Yield the reports of a web archive in order; `left_out` counts the captures that are no reports, by reason.

    A report is called by the time of its capture and its address ("20260301102030/https://…"), as web archives do, so
    that two captures of one page are two reports. Raises ValueError where fastwarc is not installed; what is damaged
    is an error, and what came before it is read.
    """
    counted: Counter[str] = Counter() if left_out is None else left_out
    name = Path(path).name
    try:
        for capture in captures(path):
            try:
                yield report_of(capture)
            except NoReportError as reason:
                counted[str(reason)] += 1
    except OSError as error:
        yield ReadError(name, f"is a damaged or cut-off web archive ({error}); what came before it was read")


def left_out_in_words(name: str, left_out: Counter[str]) -> str:
    """Say how many captures of an archive were left out and why, the commonest reason first.

    >>> left_out_in_words("a.warc.gz", Counter({"no web page": 2, "a front page": 1}))
    'a.warc.gz: 3 captures are no reports and were left out: 2 no web page, 1 a front page'
    """
    reasons = sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
    listed = ", ".join(f"{count:,} {reason}" for reason, count in reasons)
    return f"{name}: {left_out.total():,} captures are no reports and were left out: {listed}"


def captures(path: str | Path) -> Iterator[Capture]:
    """Yield what was fetched, in order; requests and notes of the crawler are passed over. Raises OSError."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise ValueError("reading web archives needs fastwarc: pip install 'twosource[archives]'") from None
    last = 0
    with Path(path).open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
            last = record.stream_pos
            yield _capture(record)
    if _ends_in_the_middle(Path(path), last):
        raise OSError("it ends in the middle of a record")


def report_of(capture: Capture) -> Report:
    """Return the report that a page holds; raises NoReportError, with the reason, where it holds none."""
    if capture.status != 200:
        raise NoReportError("not found, moved or refused")
    if capture.kind not in _HTML:
        raise NoReportError("no web page")
    if len(capture.data) > MAX_REPORT_BYTES:
        raise NoReportError(f"larger than {MAX_REPORT_BYTES // 1_000_000} MB")
    address = urlsplit(capture.url)
    if address.path in ("", "/") and not address.query:
        raise NoReportError("a front page")
    try:
        with _at_most(_SECONDS_A_PAGE):
            return _report(capture, address.hostname or "")
    except UnreadableError:
        raise NoReportError("without a story") from None
    except TimeoutError:
        raise NoReportError(f"not read within {_SECONDS_A_PAGE} seconds") from None


def _ends_in_the_middle(path: Path, last: int) -> bool:
    """Say whether a gzipped archive stops inside a record; `last` is where its last readable one starts.

    fastwarc ends without a word where the file ends, so the tail is unpacked once more.
    """
    with path.open("rb") as stream:
        if stream.read(2) != b"\x1f\x8b":
            return False
        stream.seek(last)
        unpacked, rest, whole = zlib.decompressobj(31), b"", True
        while data := rest or stream.read(1 << 16):
            try:
                unpacked.decompress(data, 1 << 20)
            except zlib.error as error:
                raise OSError(str(error)) from error
            rest, whole = unpacked.unconsumed_tail or unpacked.unused_data, unpacked.eof
            if whole:
                unpacked = zlib.decompressobj(31)
    return not whole


def _capture(record: Any) -> Capture:
    headers = record.http_headers
    return Capture(
        url=str(record.headers.get("WARC-Target-URI") or "").strip("<>"),
        at=str(record.headers.get("WARC-Date") or ""),
        status=int((headers.status_code if headers is not None else None) or 0),
        kind=str(record.http_content_type or "").lower(),
        charset=record.http_charset,
        data=record.reader.read(MAX_REPORT_BYTES + 1),
    )


def _report(capture: Capture, host: str) -> Report:
    page = read_page(capture.data, declared=capture.charset)
    paragraphs = [p for p in page.text.split("\n") if p.strip()]
    words = sum(len(p.split()) for p in paragraphs)
    if words < _LEAST_WORDS:
        raise NoReportError(f"shorter than {_LEAST_WORDS} words")
    if words < _LEAST_WORDS_A_PARAGRAPH * len(paragraphs):
        raise NoReportError("a list of headlines")
    day = _DAY_IN_ADDRESS.search(capture.url)
    return make_report(
        f"{re.sub('[^0-9]', '', capture.at)[:14]}/{capture.url}",
        page.text,
        title=page.title,
        outlet=page.outlet or host.removeprefix("www.") or None,
        published=page.published or ("-".join(day.groups()) if day else None),
        url=page.url if page.url and "://" in page.url else capture.url,
    )


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Raise TimeoutError after so many seconds; only a process's main thread can be interrupted, so only there."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
