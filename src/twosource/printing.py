"""Rows come in; a table for a terminal, JSON or CSV goes to standard output: how every command prints a list."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from twosource.briefing.terminal import visible


def print_rows(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, as_json: bool = False, as_csv: bool = False
) -> None:
    """Print rows: all their fields as JSON or CSV, those of `columns` (field to heading) as a table.

    Raises ValueError where both forms are asked for.
    """
    if as_json and as_csv:
        raise ValueError("ask for --json or for --csv, not for both")
    if as_json:
        typer.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif as_csv:
        typer.echo(to_csv(rows), nl=False)
    elif not rows:
        typer.echo("Nothing to show.")
    else:
        _print_table(rows, columns)


def to_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    r"""Return rows as CSV with a heading; what is no text or number is written as JSON.

    >>> to_csv([{"id": "s1", "days": [1, 2], "note": None}])
    'id,days,note\r\ns1,"[1, 2]",\r\n'
    """
    stream = io.StringIO()
    fields = list(dict.fromkeys(field for row in rows for field in row))
    writer = csv.DictWriter(stream, fields)
    if fields:
        writer.writeheader()
    for row in rows:
        writer.writerow({field: _cell(value) for field, value in row.items()})
    return stream.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    # A cell that begins like a formula would be run by a spreadsheet: an apostrophe before it keeps it words.
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value


def _print_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(visible("" if row[field] is None else str(row[field])) for field in columns))
    Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 120).print(table)
