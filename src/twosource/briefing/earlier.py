"""A ledger that was written before comes in; what is needed to tell news from old goes out.

The file may be from another version of the program: what a row lacks is taken as not known, and a row that says
nothing is passed over. Only what is no ledger at all is an error.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twosource.model import Ledger, Place, Span

FORMAT = "twosource-ledger/"
LARGEST_FILE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class EarlierClaim:
    """A claim as it stood: its id then, its words, its readings' places, and the verdict."""

    id: str
    text: str
    standing: str
    places: tuple[Place, ...]
    origins: tuple[str, ...] = ()
    reports: int = 0
    lineages: int = 0


@dataclass(frozen=True, slots=True)
class EarlierConflict:
    """Readings that could not all hold then. `kind` is the conflict's."""

    kind: str
    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier ledger knew. `reports` gives each report's hash by its id ("" where it is not known)."""

    reports: dict[str, str]
    claims: tuple[EarlierClaim, ...]
    conflicts: tuple[EarlierConflict, ...]


def earlier_of(ledger: Ledger) -> Earlier:
    """Return what is needed of a ledger to compare a later one with it."""
    return Earlier(
        {r.id: r.sha256 for r in ledger.reports},
        tuple(
            EarlierClaim(
                c.id,
                c.text,
                c.standing,
                tuple(Place(r.report, r.span) for r in c.readings),
                c.origins,
                c.reports,
                c.lineages,
            )
            for c in ledger.claims
        ),
        tuple(
            EarlierConflict(c.kind, c.text, tuple(Place(r.report, r.span) for r in c.readings))
            for c in ledger.conflicts
        ),
    )


def read_earlier(path: str | Path) -> Earlier:
    """Read a ledger written by `twosource read --json`; .gz is unpacked.

    Raises OSError that names a file that cannot be read, ValueError for one that is no ledger, with what to do.
    """
    try:
        with gzip.open(path, "rb") if str(path).endswith(".gz") else open(path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ValueError(f"{path} is a damaged gzip file ({error})") from None
    except OSError as error:
        raise OSError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(data) > LARGEST_FILE:
        raise ValueError(f"{path} is larger than {LARGEST_FILE // 1_000_000:,} MB, too large for a ledger")
    try:
        return earlier_from_dict(json.loads(data.decode("utf-8-sig")))
    except RecursionError:
        raise ValueError(f"{path} is not a ledger: it is nested too deeply") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is not JSON ({error}); give a ledger that twosource read --json wrote") from None
    except ValueError as error:
        raise ValueError(f"{path} {error}") from None


def earlier_from_dict(data: Any) -> Earlier:
    """Return what a parsed ledger knew; raises ValueError for what is none."""
    if not isinstance(data, dict) or not str(data.get("format", "")).startswith(FORMAT):
        raise ValueError("is not a ledger; give a file that twosource read --json wrote")
    reports = {r["id"]: _text(r, "sha256") for r in _rows(data, "reports") if isinstance(r.get("id"), str)}
    claims = tuple(_claim(row) for row in _rows(data, "claims") if isinstance(row.get("text"), str))
    conflicts = tuple(
        EarlierConflict(_text(row, "kind"), _text(row, "text"), _places(row)) for row in _rows(data, "conflicts")
    )
    return Earlier(reports, claims, conflicts)


def _claim(row: dict[str, Any]) -> EarlierClaim:
    origins = row.get("origins")
    return EarlierClaim(
        _text(row, "id"),
        row["text"],
        _text(row, "standing"),
        _places(row),
        tuple(o for o in origins if isinstance(o, str)) if isinstance(origins, list) else (),
        _count(row, "reports"),
        _count(row, "lineages"),
    )


def _rows(data: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    found = data.get(name)
    return (row for row in (found if isinstance(found, list) else ()) if isinstance(row, dict))


def _places(row: dict[str, Any]) -> tuple[Place, ...]:
    return tuple(
        Place(r["report"], Span(r["start"], r["end"]))
        for r in _rows(row, "readings")
        if isinstance(r.get("report"), str) and _is_span(r.get("start"), r.get("end"))
    )


def _is_span(start: Any, end: Any) -> bool:
    return type(start) is int and type(end) is int and 0 <= start < end


def _text(row: dict[str, Any], name: str) -> str:
    found = row.get(name)
    return found if isinstance(found, str) else ""


def _count(row: dict[str, Any], name: str) -> int:
    found = row.get(name)
    return found if type(found) is int and found >= 0 else 0
