"""A file that says who owns which outlet and whose wires it takes comes in; the register goes out.

The forms are those that `twosource sources` prints and `twosource export` writes (JSON, CSV, JSON Lines), so that one
register serves a desk and a single reading.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from twosource.intake.jsonl import names_in
from twosource.intake.limits import MAX_REGISTER_BYTES
from twosource.model import Source


def read_register(path: str | Path) -> tuple[Source, ...]:
    """Read a register of outlets: rows with `outlet`, and where known `owner` and `wires`.

    Of two rows of one outlet the last holds. A name that ends in .csv is CSV with a heading (several wires as a JSON
    list, or with semicolons between them); anything else a JSON list, a table with a list `sources`, or JSON Lines.
    Raises ValueError that names the file and the entry, OSError that names the file.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_REGISTER_BYTES + 1)
    except OSError as error:
        raise OSError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(data) > MAX_REGISTER_BYTES:
        raise ValueError(f"{path} is larger than {MAX_REGISTER_BYTES // 1_000_000} MB; that is no register of outlets")
    found: dict[str, Source] = {}
    for number, row in enumerate(_rows(path, data), 1):
        try:
            source = source_from_dict(row)
        except ValueError as error:
            raise ValueError(f"{path}, entry {number}: {error}") from None
        found[source.outlet] = source
    return tuple(found[outlet] for outlet in sorted(found))


def source_from_dict(row: Any) -> Source:
    """Return the entry that a row of plain data says; raises ValueError for one that is none.

    >>> source_from_dict({"outlet": "Lodev Herald", "owner": "Varel Press", "wires": "AFP; NNA"})
    Source(outlet='Lodev Herald', owner='Varel Press', wires=('AFP', 'NNA'))
    """
    outlet = row.get("outlet") if isinstance(row, dict) else None
    if not isinstance(outlet, str) or not outlet.strip():
        raise ValueError("an entry has the name of its outlet under `outlet`")
    owner, wires = row.get("owner"), row.get("wires")
    if owner is not None and not isinstance(owner, str):
        raise ValueError(f"the owner of an outlet is a name, not {owner!r}")
    if wires is not None and not isinstance(wires, str | list):
        raise ValueError(f"the wires of an outlet are a list of agencies, not {wires!r}")
    return Source(outlet.strip(), (owner or "").strip() or None, tuple(sorted(set(_names(wires)))))


def _names(wires: Any) -> tuple[str, ...]:
    if isinstance(wires, str) and wires.lstrip().startswith("["):
        try:
            return names_in(json.loads(wires))
        except ValueError:
            raise ValueError(f"the wires of an outlet are a list of agencies, not {wires!r}") from None
    return names_in(wires.split(";") if isinstance(wires, str) else wires)


def _rows(path: str | Path, data: bytes) -> Iterable[Any]:
    kind = "CSV" if str(path).lower().endswith(".csv") else "JSON"
    try:
        text = data.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""))) if kind == "CSV" else _parsed(text)
    except (ValueError, RecursionError, csv.Error) as error:
        raise ValueError(f"{path} is not {kind}: {error or 'nested too deeply'}") from None


def _parsed(text: str) -> list[Any]:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines):
        return [json.loads(line) for line in lines]
    parsed = json.loads(text)
    if isinstance(parsed, dict):
        parsed = parsed.get("sources", [parsed])
    if not isinstance(parsed, list):
        raise ValueError('it should hold a list of outlets, or {"sources": [...]}')
    return parsed
