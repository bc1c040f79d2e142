"""What a page shows comes in; its twins go out: the same as JSON, and its main list as CSV.

A page and its twins are made from one record, so that they cannot tell different things.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from io import StringIO
from typing import Any, Protocol

from markupsafe import Markup

from twosource.export.figures_table import FORMULA

Table = tuple[tuple[str, ...], Sequence[tuple[object, ...]]]


class View(Protocol):
    """What a page shows, as a record."""

    def table(self) -> Table:
        """Return the names of the columns, and the rows."""


def to_json(view: object) -> str:
    """Return a view as indented JSON; pictures are left out, the table that they draw is there."""
    return json.dumps(plain(view), ensure_ascii=False, indent=1) + "\n"


def plain(value: Any) -> Any:
    """Return a record as plain data: dictionaries by field name, spans as start and end."""
    if hasattr(value, "_asdict"):
        return {k: plain(v) for k, v in value._asdict().items()}
    if is_dataclass(value):
        named = {f.name: getattr(value, f.name) for f in fields(value)}
        return {k: plain(v) for k, v in named.items() if not isinstance(v, Markup)}
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value if not isinstance(v, Markup)]
    return value


def to_csv(view: View) -> str:
    """Return a view's table as CSV with a header, safe to open in a spreadsheet."""
    columns, rows = view.table()
    text = StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([_harmless(cell) for cell in row])
    return text.getvalue()


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from taking a report's words for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA else cell
