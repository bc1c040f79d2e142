"""The counts of a ledger as a table: a ledger and a profile come in, CSV or JSON with a row a count goes out.

Each row carries the rule that made its numbers, because a coded count without its rule is read as a finding. The
profiles of the conflict databases code people alone; as printed, every claim that turns on a figure has a row.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from twosource.export.ledger import span
from twosource.export.profiles import Coded, check_profile, code_claims, rule_of
from twosource.model import Claim, Ledger

__all__ = ["COLUMNS", "FORMAT", "figure_rows", "figures_to_csv", "figures_to_json", "write_figures"]

FORMAT = "twosource-figures/1"
# Which numbers a profile gives: a range, an estimate with its bounds, or one number.
NUMBERS = {"printed": ("low", "high"), "ucdp": ("low", "best", "high"), "acled": ("number",)}
COLUMNS = ("claim", "story", "text", "what", "unit", "standing", "reports", "lineages")

Row = dict[str, Any]


# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def figure_rows(ledger: Ledger, profile: str) -> Iterator[Row]:
    """Yield a row a count in the ledger's order; raises ValueError where there is no such profile.

    `reports` and `lineages` count what stands behind the numbers; `printed` are the words as printed, `citations`
    where they stand, in code points of the report's text.
    """
    claims = {claim.id: claim for claim in ledger.claims}
    for coded in code_claims(ledger, profile):
        if profile == "printed" or coded.unit == "people":
            yield _row(coded, claims[coded.claim])


def write_figures(path: str | Path, ledger: Ledger, profile: str) -> str:
    """Return the table in the form that a path's name asks for: JSON for .json and .json.gz, CSV for any other."""
    as_json = str(path).removesuffix(".gz").endswith(".json")
    return figures_to_json(ledger, profile) if as_json else figures_to_csv(ledger, profile)


def figures_to_csv(ledger: Ledger, profile: str) -> str:
    """Return the table as CSV with a header; several words or citations in a cell are joined by "; "."""
    text = StringIO()
    columns = (*COLUMNS, *_numbers(profile), "printed", "citations", "profile", "rule")
    table = csv.DictWriter(text, columns, lineterminator="\n")
    table.writeheader()
    for row in figure_rows(ledger, profile):
        places = (f"{c['report']}:{c['start']}-{c['end']}" for c in row["citations"])
        cells = {**row, "printed": "; ".join(row["printed"]), "citations": "; ".join(places)}
        table.writerow({name: _harmless(cell) for name, cell in cells.items()})
    return text.getvalue()


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from taking a report's words for a formula: the quotation mark before it says "text"."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in FORMULA else cell


def figures_to_json(ledger: Ledger, profile: str) -> str:
    """Return the table as indented JSON text, the rule of the profile first."""
    head = {"format": FORMAT, "profile": profile, "rule": rule_of(profile)}
    return json.dumps({**head, "rows": list(figure_rows(ledger, profile))}, ensure_ascii=False, indent=1) + "\n"


def _numbers(profile: str) -> tuple[str, ...]:
    check_profile(profile)
    return NUMBERS[profile]


def _row(coded: Coded, claim: Claim) -> Row:
    given = {"low": coded.low, "best": coded.best, "high": coded.high, "number": coded.best}
    return {
        "claim": coded.claim,
        "story": claim.story,
        "text": claim.text,
        "what": coded.what,
        "unit": coded.unit,
        "standing": claim.standing,
        "reports": coded.reports,
        "lineages": coded.sources,
        **{name: _whole(given[name]) for name in _numbers(coded.profile)},
        "printed": list(coded.printed),
        "citations": [{"report": place.report, **span(place.span)} for place in coded.places],
        "profile": coded.profile,
        "rule": coded.rule,
    }


def _whole(value: float | None) -> float | int | None:
    """Write whole numbers as integers: 26, not 26.0."""
    return int(value) if value is not None and float(value).is_integer() and abs(value) < 2**53 else value
