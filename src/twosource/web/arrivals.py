"""What was sent with the form comes in: pasted text, files, addresses; reports and what could not be read go out.

Files are kept under names of our own making in a folder that is gone when they are read: what a browser calls a file
is a word to show, never a path.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from twosource.intake import UnreadableError, make_report, read_reports
from twosource.model import ReadError, Report
from twosource.web.fetching import Fetched, FetchError, fetch

MOST_FILES = 200
MOST_ADDRESSES = 50
ENDINGS = (".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".json.gz")
_STRANGE = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form brought: files by the name that the browser gave, addresses, and one pasted text with particulars."""

    files: tuple[tuple[str, bytes], ...] = ()
    addresses: tuple[str, ...] = ()
    text: str = ""
    outlet: str = ""
    published: str = ""
    title: str = ""
    url: str = ""

    @property
    def parts(self) -> int:
        """How many things it brought."""
        return len(self.files) + len(self.addresses) + bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Arrived:
    """Reports, and what could not be read."""

    reports: tuple[Report, ...]
    errors: tuple[ReadError, ...]


def read_sent(sent: Sent, tell: Callable[[str], None], get: Callable[[str], Fetched] = fetch) -> Arrived:
    """Return the reports that were sent; `tell` is told in words what is being done."""
    files, fetched, errors = list(sent.files), dict[str, str](), list[ReadError]()
    for address in sent.addresses[:MOST_ADDRESSES]:
        tell(f"Fetching {address}")
        try:
            page = get(address)
        except FetchError as error:
            errors.append(ReadError(address, str(error)))
            continue
        name = f"{_STRANGE.sub('-', address.partition('://')[2]).strip('-.')[:60]}-{_hash(address)}"
        name += ".txt" if page.kind == "text/plain" else ".html"
        fetched[name] = page.url
        files.append((name, page.data))
    reports = []
    if sent.text.strip():
        try:
            reports.append(_pasted(sent))
        except UnreadableError as error:
            errors.append(ReadError("The pasted text", str(error)))
    if files:
        tell("Reading what was sent")
        found = _read_files(files)
        reports += [replace(r, url=r.url or fetched[r.id]) if r.id in fetched else r for r in found.reports]
        errors += found.errors
    return Arrived(tuple(reports), tuple(errors))


def _pasted(sent: Sent) -> Report:
    name = _STRANGE.sub("-", sent.outlet.strip().lower()).strip("-.") or "pasted"
    return make_report(
        f"{name[:40]}-{_hash(sent.text)}.txt",
        sent.text.replace("\r\n", "\n"),
        title=sent.title.strip() or None,
        outlet=sent.outlet.strip() or None,
        published=sent.published.strip() or None,
        url=sent.url.strip() or None,
    )


def _read_files(files: Sequence[tuple[str, bytes]]) -> Arrived:
    with tempfile.TemporaryDirectory(prefix="twosource-") as folder:
        paths, used = [], set[str]()
        for given, data in files[:MOST_FILES]:
            name = safe_name(given, used)
            used.add(name)
            path = Path(folder) / name
            path.write_bytes(data)
            paths.append(path)
        found = read_reports(paths)
        # no word of ours on a page may show where the server keeps its files
        errors = tuple(ReadError(Path(e.report).name, e.message.replace(folder, "")) for e in found.errors)
        return Arrived(found.reports, errors)


def safe_name(given: str, used: set[str]) -> str:
    r"""Return a file name of plain characters, with an ending that is read, and not used before.

    >>> safe_name("../../etc/pass wd", {"pass-wd.txt"}), safe_name("C:\\Reports\\one.HTML", set())
    ('pass-wd-2.txt', 'one.html')
    """
    base = re.split(r"[\\/]", given)[-1]
    base = _STRANGE.sub("-", base).strip("-.")[:80]
    ending = next((e for e in sorted(ENDINGS, key=len, reverse=True) if base.lower().endswith(e)), "")
    stem = (base[: len(base) - len(ending)] if ending else base) or "report"
    ending = ending or ".txt"
    name, number = f"{stem}{ending}", 1
    while name in used:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]
