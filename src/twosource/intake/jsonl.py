"""JSON Lines, plain or gzipped: one report a line; a bad line is an error for that line and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from twosource.intake.encoding import decode
from twosource.intake.limits import (
    GZIP_ALLOWANCE,
    MAX_GZIP_RATIO,
    MAX_LINE_BYTES,
    MAX_REPORT_BYTES,
    UnreadableError,
)
from twosource.intake.reports import make_report
from twosource.model import ReadError, Report

# Where the fields of a report may stand, the project's own name first; the others are those of common archives.
_TEXT = ("text", "body", "content", "maintext", "article")
_TITLE = ("title", "headline")
_OUTLET = ("outlet", "source", "publisher", "site_name")
_PUBLISHED = ("published", "date", "date_published", "datePublished", "published_at", "date_publish")
_URL = ("url", "link", "uri")
_RIGHTS = ("rights", "license", "licence", "copyright")


def iter_jsonl(path: str | Path) -> Iterator[Report | ReadError]:
    """Yield the reports of a JSON Lines file in order (`-` is standard input), reading one line at a time.

    Each line is an object with `text` and, where known, `id`, `title`, `outlet`, `published`, `url`, `rights` (a note),
    `owner` of the outlet and `wires` (the agencies whose wires it takes, a list or one name). A line without an id is
    called by the file's name and its number. Never raises for what is in the file.
    """
    name = "standard input" if str(path) == "-" else Path(path).name
    try:
        with _open(path) as stream:
            yield from read_stream(stream, name)
    except OSError as error:
        yield ReadError(str(path), f"cannot be read: {error.strerror or error}")


def read_stream(stream: IO[bytes], name: str) -> Iterator[Report | ReadError]:
    """Yield the reports of an open stream of JSON Lines; `name` stands for it in ids and messages."""
    try:
        for number, line in _lines(stream):
            if line is None:
                limit = MAX_LINE_BYTES // 1_000_000
                yield ReadError(f"{name}:{number}", f"is a line of more than {limit} MB; passed over")
            elif line.strip():
                yield read_line(line, name, number)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield ReadError(name, f"is a damaged or cut-off gzip file ({error}); what came before it was read")
    except UnreadableError as error:
        yield ReadError(name, str(error))


def read_line(line: bytes, name: str, number: int) -> Report | ReadError:
    """Return the report that a line holds, or what is wrong with it."""
    place = f"{name}:{number}"
    try:
        row = json.loads(decode(line).text.lstrip("\ufeff"))
    except UnreadableError as error:
        return ReadError(place, str(error))
    except (ValueError, RecursionError) as error:
        return ReadError(place, f"is no JSON: {error}")
    return read_row(row, place)


def read_row(row: Any, place: str) -> Report | ReadError:
    """Return the report that a parsed object holds; `place` names it where it has no id."""
    if not isinstance(row, dict):
        return ReadError(place, "is JSON but no object; a report is an object with a field `text`")
    given = row.get("id")
    identifier = str(given) if given not in (None, "") and not isinstance(given, dict | list) else place
    text = _first(row, _TEXT)
    if text is None:
        return ReadError(identifier, "has no text: a report is an object with a field `text`")
    if len(text) > MAX_REPORT_BYTES:
        return ReadError(identifier, f"is longer than {MAX_REPORT_BYTES // 1_000_000} million characters: no report")
    published = next((row[key] for key in _PUBLISHED if row.get(key)), None)
    try:
        return make_report(
            identifier,
            text,
            title=_first(row, _TITLE),
            outlet=_first(row, _OUTLET),
            published=published,
            url=_first(row, _URL),
            rights=_first(row, _RIGHTS),
            owner=_first(row, ("owner",)),
            wires=names_in(row.get("wires")),
        )
    except UnreadableError as error:
        return ReadError(identifier, str(error))


def names_in(value: Any) -> tuple[str, ...]:
    """Return the names that a field holds: a list of them, one, or none.

    >>> names_in(["AFP", "", 3]), names_in("AFP"), names_in(None)
    (('AFP',), ('AFP',), ())
    """
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(name.strip() for name in names if isinstance(name, str) and name.strip())


def _first(row: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((row[key] for key in keys if isinstance(row.get(key), str) and row[key].strip()), None)


def _open(path: str | Path) -> IO[bytes]:
    if str(path) == "-":
        return sys.stdin.buffer
    file = Path(path).open("rb")  # noqa: SIM115 (the caller closes it)
    if file.read(2) != b"\x1f\x8b":
        file.seek(0)
        return file
    file.seek(0)
    return io.BufferedReader(Unpacked(file))


class Unpacked(io.RawIOBase):
    """A gzip stream that refuses to swell: it counts what went in and what came out."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._gzip = gzip.GzipFile(fileobj=file)
        self._out = 0

    def readable(self) -> bool:
        """Say that this is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with unpacked bytes; raises UnreadableError on an archive made to fill the memory."""
        count = self._gzip.readinto(buffer)
        self._out += count
        if self._out > max(GZIP_ALLOWANCE, MAX_GZIP_RATIO * self._file.tell()):
            raise UnreadableError(f"unpacks to more than {MAX_GZIP_RATIO} times its size: no archive of reports")
        return count

    def close(self) -> None:
        """Close the archive and the file under it."""
        self._gzip.close()
        self._file.close()
        super().close()


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield numbered lines; None for one beyond the limit, of which no more than the limit is ever held."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) <= MAX_LINE_BYTES:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield number, None
