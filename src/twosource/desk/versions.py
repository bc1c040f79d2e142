"""Which report of the desk a text belongs to, and which of a report's versions is the newest.

An address is a report's URL; a report without one goes by its id. Another text at the same
address (or another headline, outlet, date, rights note) is a new version. The newest is the one with the latest printed
date; of one date, or where one of them has none, the one seen later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256
from types import MappingProxyType
from typing import Any

from twosource.desk.tables import Connection, insert_rows, keyed, packed, rows, unpacked
from twosource.model import Report
from twosource.rows import unpack

_HALF = re.compile("[\ud800-\udfff]")
# Which version of a report counts: the last printed date, then the addition in which it came, then its place in that.
_NEWEST = "(CASE WHEN undated THEN '' ELSE published END, run, place)"
_VERSIONS = """(SELECT *, bool_or(published IS NULL) OVER (PARTITION BY report) AS undated
                FROM versions WHERE report IN (FROM touched))"""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report on its way into the desk, with the key of its address and the digest of what it says."""

    key: int
    digest: str
    address: str
    report: Report


def incoming(report: Report) -> Incoming:
    """Return a report with the key and the digest by which the desk knows it.

    Half of a surrogate pair, which no file can hold, becomes U+FFFD, one for one: places in the text stay.
    """
    fields = ("id", "text", "title", "outlet", "url", "credit_printed", "rights", "owner")
    whole: dict[str, Any] = {f: _HALF.sub("\ufffd", words) for f in fields if (words := getattr(report, f))}
    report = replace(report, **whole, wires=tuple(_HALF.sub("\ufffd", wire) for wire in report.wires))
    address = address_of(report)
    return Incoming(key_of(address), digest_of(report), address, report)


def address_of(report: Report) -> str:
    """Return where a report stands: its URL without what points inside the page, else its own id.

    >>> (
    ...     address_of(Report("a.txt", "", "", url="https://example.org/ferry#comments")),
    ...     address_of(Report("a.txt", "", "")),
    ... )
    ('https://example.org/ferry', 'report:a.txt')
    """
    url = (report.url or "").strip().partition("#")[0]
    return url or f"report:{report.id}"


def key_of(address: str) -> int:
    """Return the number of an address: the same in every desk, whatever the order of adding."""
    return int.from_bytes(blake2b(address.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def digest_of(report: Report) -> str:
    """Return the digest of what a report says, and of what it carries about its rights and its outlet."""
    carried = [report.rights, report.owner, report.wires]
    said = [report.sha256 or report.text, report.title, report.outlet, report.published]
    return sha256(json.dumps([*said, *carried] if any(carried) else said).encode()).hexdigest()


def find_fresh(connection: Connection, batch: Sequence[Incoming]) -> list[Incoming]:
    """Return those that the desk does not have, each once, in order."""
    with keyed(connection, {i.key for i in batch}):
        known = set(rows(connection, "SELECT report, digest FROM versions WHERE report IN (FROM touched)"))
    fresh = []
    for item in batch:
        if (item.key, item.digest) not in known:
            known.add((item.key, item.digest))
            fresh.append(item)
    return fresh


def keep_versions(connection: Connection, fresh: Sequence[Incoming], run: int, place: int) -> None:
    """Write new versions; `place` is the number of the first of them in the run."""
    said = [
        (i.key, i.digest, i.address, i.report.id, i.report.published, run, n, packed(i.report))
        for n, i in enumerate(fresh, place)
    ]
    insert_rows(connection, "versions", _COLUMNS, said)


_COLUMNS = "report:int64 digest:string address:string given:string published:string run:int32 place:int32 packed:binary"


def _report(name: str, blob: bytes | None, text: str | None, record: str | None) -> Report:
    """Return a version under a name, from its packed row or, of an older desk, from its text and record."""
    found = unpacked(Report, blob) if blob is not None else replace(unpack(Report, record or ""), text=text or "")
    return replace(found, id=name)


def name_reports(connection: Connection, keys: Iterable[int]) -> tuple[set[int], dict[int, str]]:
    """Bring the rows of `reports` up to date for the reports of `keys`.

    Returns those whose text or name changed, and the names that they had before.

    A report is called by the id of its newest version. Where two addresses claim one id, the first by address keeps
    it and the others carry a part of their key behind it.
    """
    with keyed(connection, keys):
        near = f"report IN (FROM touched) OR given IN (SELECT given FROM {_VERSIONS})"
        before = {row[0]: row[1:] for row in rows(connection, f"SELECT report, digest, id FROM reports WHERE {near}")}
        newest = rows(
            connection,
            f"""SELECT report, arg_max(struct_pack(digest, given, address, published, packed, record), {_NEWEST})
                FROM {_VERSIONS} GROUP BY report ORDER BY report""",
        )
        connection.execute("DELETE FROM reports WHERE report IN (FROM touched)")
        _insert_reports(connection, [(key, row, _without_text(key, row)) for key, row in newest])
        connection.execute(
            f"""UPDATE reports SET id = ranked.name FROM (
                    SELECT report, CASE WHEN n = 1 THEN given ELSE given || '~' || lower(hex(report))[-6:] END AS name
                    FROM (SELECT report, given, row_number() OVER (PARTITION BY given ORDER BY address) AS n
                          FROM reports WHERE given IN (SELECT given FROM {_VERSIONS}))) AS ranked
                WHERE reports.report = ranked.report AND reports.id IS DISTINCT FROM ranked.name"""
        )
        now = {row[0]: row[1:] for row in rows(connection, f"SELECT report, digest, id FROM reports WHERE {near}")}
    touched = {key for key in now if before.get(key) != now[key]}
    return touched, {key: name for key, (_, name) in before.items() if key in touched}


def _without_text(key: int, row: Mapping[str, Any]) -> Report:
    """Return a version, for what is told beside its text: that of an older desk is not read for it."""
    if row["packed"] is None:
        return _report("", None, "", row["record"])
    return _named(key, row["digest"], row["given"], (row["packed"], None, None))


def _insert_reports(connection: Connection, found: Sequence[tuple[int, Any, Report]]) -> None:
    insert_rows(
        connection,
        "reports",
        "report:int64 given:string digest:string address:string published:string outlet:string title:string",
        [(k, row["given"], row["digest"], row["address"], r.published, r.outlet, r.title) for k, row, r in found],
    )


def load_reports(connection: Connection, keys: Iterable[int]) -> dict[int, Report]:
    """Return the newest versions of reports by key, called by their names in the desk."""
    # Two looks and no join: a join would read the texts of others as well.
    newest = sorted(rows_of(connection, "SELECT report, digest, id FROM reports", list(keys)))
    held = _AT_HAND.get()
    lacking = sorted({key for key, digest, _ in newest if (key, digest) not in held})
    found = rows_of(connection, "SELECT report, digest, packed, text, record FROM versions", lacking)
    texts = {(key, digest): said for key, digest, *said in found}
    return {key: _named(key, digest, name, texts.get((key, digest))) for key, digest, name in newest}


# The versions that were unpacked for the batch at hand, by key and digest; nothing is kept outside of one.
_AT_HAND: ContextVar[Mapping[tuple[int, str], Report]] = ContextVar("reports_at_hand", default=MappingProxyType({}))


@contextmanager
def at_hand() -> Iterator[None]:
    """Keep the reports that are unpacked within a `with` block: each step of a batch asks for the same ones again.

    What a version says is never changed, and which one is the newest, and how it is called, is asked each time: so
    nothing here goes stale while one transaction lasts, and it must last no longer, for a transaction may be undone.
    """
    before = _AT_HAND.set({})
    try:
        yield
    finally:
        _AT_HAND.reset(before)


def _named(key: int, digest: str, name: str, said: Sequence[Any] | None) -> Report:
    """Return a version under a name: from what is at hand, else from what its row says."""
    held = _AT_HAND.get()
    found = held.get((key, digest)) or _report(name, *said or ())
    found = found if found.id == name else replace(found, id=name)
    if isinstance(held, dict):
        held[key, digest] = found
    return found


def rows_of(connection: Connection, select: str, keys: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return the rows of reports; one report, as most stories have, costs a third when asked for by its number."""
    if not keys:
        return []
    if len(keys) == 1:
        return rows(connection, f"{select} WHERE report = ?", keys[0])
    if 1 < len(keys) <= 50:  # a list in the query skips the blocks that hold none of them; a join reads all
        return rows(connection, f"{select} WHERE report IN ({', '.join(map(str, keys))})")
    with keyed(connection, keys):
        return rows(connection, f"{select} WHERE report IN (FROM touched)")


def in_order(reports: Iterable[Report]) -> list[Report]:
    """Return reports in the desk's order: by date, those without one last, then by name."""
    return sorted(reports, key=lambda r: (r.published is None, r.published or "", r.id))


def load_versions(connection: Connection, key: int) -> list[tuple[str, Report]]:
    """Return all versions of a report with their digests, the oldest first.

    The newest has the report's own name; an older one has its number behind it ("ferry.txt@1").
    """
    digests = rows(connection, "SELECT digest FROM versions WHERE report = ?", key)
    if len(digests) == 1:
        return [(digests[0][0], load_reports(connection, [key])[key])]
    with keyed(connection, [key]):
        found = rows(
            connection,
            f"""SELECT v.digest, r.id, v.packed, v.text, v.record FROM {_VERSIONS} AS v JOIN reports AS r USING (report)
                ORDER BY {_NEWEST.replace("published", "v.published")}""",
        )
    return [
        (digest, _report(f"{name}@{n}" if n < len(found) else name, *said))
        for n, (digest, name, *said) in enumerate(found, 1)
    ]
