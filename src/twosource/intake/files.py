"""Paths, folders and `-` come in; reports and what could not be read go out."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from twosource.intake.encoding import decode
from twosource.intake.html import read_page
from twosource.intake.jsonl import iter_jsonl, read_row, read_stream
from twosource.intake.limits import MAX_REPORT_BYTES, UnreadableError
from twosource.intake.reports import make_report
from twosource.intake.warc import ARCHIVES, iter_warc, left_out_in_words
from twosource.model import ReadError, Report

_PAGE = (".html", ".htm", ".xhtml")
_ROWS = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".json.gz")
_DOCUMENT = (".json",)
# What a folder is searched for. Any other file is read as text if it is named itself; .json in a folder is as likely
# a note about the reports as a report.
_IN_FOLDERS = (".txt", *_PAGE, *_ROWS, *ARCHIVES)
_TELL_EVERY = 500  # reports of a long archive between two words of progress


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read, in order; what could not be, with reasons; and what was left out on purpose (`notes`)."""

    reports: tuple[Report, ...]
    errors: tuple[ReadError, ...] = ()
    notes: tuple[str, ...] = ()


def read_reports(paths: Sequence[str | Path], *, progress: Callable[[str], None] | None = None) -> Intake:
    """Read every report of `paths`: files, folders (with all below them, in order of name), `-` for standard input.

    A report from a file is called by the file's name; two files of one name by their paths as given. A file that
    cannot be read is an error and the rest goes on. Texts are kept as they are, byte order marks included.
    """
    files, errors = _find_files(paths)
    clashes = _clashes(files)
    reports: list[Report] = []
    left_out: list[str] = []
    for file in files:
        if progress is not None:
            progress(f"reading {file}")
        name = str(file) if Path(file).name in clashes else Path(file).name
        for read in _read(file, name, left_out):
            if isinstance(read, ReadError):
                errors.append(read)
                continue
            reports.append(read)
            if progress is not None and len(reports) % _TELL_EVERY == 0:
                progress(f"{len(reports):,} reports read")
    kept, repeated, notes = _without_repeats(reports)
    return Intake(tuple(kept), (*errors, *repeated), (*left_out, *notes))


def _find_files(paths: Sequence[str | Path]) -> tuple[list[str], list[ReadError]]:
    files: list[str] = []
    errors: list[ReadError] = []
    for path in paths:
        if str(path) == "-":
            files.append("-")
            continue
        try:
            found = _walk(Path(path)) if Path(path).is_dir() else [str(path)]
        except OSError as error:
            errors.append(ReadError(str(path), f"cannot be read: {error.strerror or error}"))
            continue
        if not found:
            kinds = ", ".join((".txt", ".html", ".jsonl", ".jsonl.gz", ".warc.gz"))
            errors.append(ReadError(str(path), f"is a folder without reports; twosource reads {kinds}"))
        files += [file for file in found if file not in files]
    return files, errors


def _walk(folder: Path) -> list[str]:
    """Return the files under `folder` by path, links that lead nowhere among them; hidden ones are passed over."""
    found = []
    for file in sorted(folder.rglob("*"), key=lambda path: path.as_posix()):
        inner = file.relative_to(folder).parts
        if (
            not any(part.startswith(".") for part in inner)
            and file.name.lower().endswith(_IN_FOLDERS)
            and (file.is_file() or (file.is_symlink() and not file.exists()))
        ):
            found.append(str(file))
    return found


def _clashes(files: Sequence[str]) -> set[str]:
    names = [Path(file).name for file in files if file != "-"]
    return {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()


def iter_reports(file: str | Path, left_out: list[str] | None = None) -> Iterator[Report | ReadError]:
    """Yield the reports of one file of many, JSON Lines or a web archive; `left_out` is told what was none."""
    if not str(file).lower().endswith(ARCHIVES):
        yield from iter_jsonl(file)
        return
    counted: Counter[str] = Counter()
    yield from iter_warc(file, counted)
    if counted and left_out is not None:
        left_out.append(left_out_in_words(Path(file).name, counted))


def _read(file: str, name: str, left_out: list[str]) -> Iterator[Report | ReadError]:
    lower = file.lower()
    if file == "-":
        yield from _read_standard_input(sys.stdin.buffer)
    elif lower.endswith((*_ROWS, *ARCHIVES)):
        yield from iter_reports(file, left_out)
    else:
        try:
            data = _load(Path(file))
            if lower.endswith(_DOCUMENT):
                yield from _read_document(data, name)
            else:
                yield _read_page(data, name) if _is_page(data, lower) else make_report(name, decode(data).text)
        except UnreadableError as error:
            yield ReadError(name, str(error))
        except OSError as error:
            yield ReadError(name, f"cannot be read: {error.strerror or error}")


def _load(path: Path) -> bytes:
    """Return the bytes of a file, or refuse one that is no single report by its size alone."""
    with path.open("rb") as file:
        data = file.read(MAX_REPORT_BYTES + 1)
    if not data:
        raise UnreadableError("is empty")
    if len(data) > MAX_REPORT_BYTES:
        size = path.stat().st_size / 1_000_000
        limit = MAX_REPORT_BYTES // 1_000_000
        raise UnreadableError(
            f"has {size:.0f} MB and a report at most {limit} MB; if it holds many, give them as .jsonl, one a line"
        )
    return data


def _is_page(data: bytes, lower: str) -> bool:
    return lower.endswith(_PAGE) or data[:400].lstrip()[:14].lower().startswith((b"<!doctype html", b"<html"))


def _read_page(data: bytes, name: str) -> Report:
    page = read_page(data)
    return make_report(name, page.text, title=page.title, outlet=page.outlet, published=page.published, url=page.url)


def _read_document(data: bytes, name: str) -> Iterator[Report | ReadError]:
    """Yield the reports of a .json file: one object, a list of them, or JSON Lines by another name."""
    text = decode(data).text.lstrip("\ufeff")
    try:
        value = json.loads(text)
    except RecursionError:
        yield ReadError(name, "is JSON that nests too deep")
        return
    except ValueError:
        yield from read_stream(io.BytesIO(data), name)
        return
    rows = value if isinstance(value, list) else [value]
    for number, row in enumerate(rows, start=1):
        yield read_row(row, f"{name}:{number}" if len(rows) > 1 else name)


def _read_standard_input(stream: IO[bytes]) -> Iterator[Report | ReadError]:
    """Yield reports from a stream: JSON Lines if it opens with a brace, else one report of plain text."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    start = buffered.peek(64)[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        yield from read_stream(buffered, "standard input")
        return
    data = buffered.read(MAX_REPORT_BYTES + 1)
    try:
        if len(data) > MAX_REPORT_BYTES:
            limit = MAX_REPORT_BYTES // 1_000_000
            raise UnreadableError(f"has more than {limit} MB; if it holds many reports, give them as JSON Lines")
        yield make_report("standard input", decode(data).text)
    except UnreadableError as error:
        yield ReadError("standard input", str(error))


def _without_repeats(reports: Sequence[Report]) -> tuple[list[Report], list[ReadError], list[str]]:
    """Keep the first report of each id; the same text again is noted, another text under the same id is an error."""
    kept: dict[str, Report] = {}
    errors: list[ReadError] = []
    notes: list[str] = []
    for report in reports:
        first = kept.setdefault(report.id, report)
        if first is report:
            continue
        if first.sha256 == report.sha256:
            notes.append(f"{report.id} was given twice with the same text; it counts once")
        else:
            errors.append(ReadError(report.id, "is the id of two different texts; only the first was read"))
    return list(kept.values()), errors, notes
