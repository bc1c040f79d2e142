"""A story's counts come in; each quantity that reports give differently goes out, over time and as a table.

The table is the matter and the chart its picture: every mark of the chart is a row below it.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from twosource.briefing.figure_ranges import Range, compare_ranges, say_range
from twosource.briefing.labels import written_date
from twosource.export.figures_table import figure_rows
from twosource.export.profiles import PROFILES, rule_of
from twosource.model import Figure, Ledger, Span
from twosource.web.addresses import claim_url
from twosource.web.figure_chart import Given, draw_quantity
from twosource.web.naming import Link, Names
from twosource.web.twins import Table

PROFILE_NAMES = {"printed": "As printed", "ucdp": "UCDP: low, best, high", "acled": "ACLED: conservative"}


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One way in which a quantity is given: as printed, what it means, who gives it when, and whether it stands."""

    words: str
    meaning: str
    withdrawn: bool
    days: str
    links: tuple[Link, ...]
    bar: Markup


@dataclass(frozen=True, slots=True)
class QuantityView:
    """A quantity with its chart and the rows that the chart draws."""

    name: str
    low: str
    high: str
    chart: Markup | None
    rows: tuple[RangeRow, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A count under the chosen profile."""

    text: str
    url: str
    what: str
    unit: str
    numbers: str
    printed: str
    standing: str
    reports: int
    lineages: int


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All that the figures view shows."""

    quantities: tuple[QuantityView, ...]
    profile: str
    rule: str
    counts: tuple[Coded, ...]

    def table(self) -> Table:
        """Return the counts as a table, a row a count."""
        columns = ("count", "what", "unit", "number", "printed", "standing", "reports", "lineages", "profile", "rule")
        rows = [
            (c.text, c.what, c.unit, c.numbers, c.printed, c.standing, c.reports, c.lineages, self.profile, self.rule)
            for c in self.counts
        ]
        return columns, rows


def figures_view(ledger: Ledger, story: str, profile: str = "printed") -> FiguresView:
    """Work out the figures of a story; `profile` is printed, ucdp or acled, else the first."""
    names = Names(ledger.reports)
    profile = profile if profile in PROFILES else PROFILES[0]
    quantities = compare_ranges(ledger.figures, names.reports, ledger.conflicts)
    found = {(f.report, f.span): f for f in ledger.figures}
    return FiguresView(
        tuple(QuantityView(q.name, q.low, q.high, *_drawn(q.name, q.ranges, found, names)) for q in quantities),
        profile,
        rule_of(profile),
        _counts(ledger, story, profile),
    )


def _drawn(
    name: str, ranges: tuple[Range, ...], found: dict[tuple[str, Span], Figure], names: Names
) -> tuple[Markup | None, tuple[RangeRow, ...]]:
    rows, given = [], []
    for r in ranges:
        reports = list(dict.fromkeys(report for report, _ in r.places))
        days = sorted({names.reports[x].published or "" for x in reports})
        links = {link.label: link for place in r.places for link in names.link_place(*place)}
        told = ", ".join(written_date(d, year=False) if d else "date not known" for d in days)
        words = (
            ", ".join({w.lower(): w for w in reversed(r.words.split(", "))}.values()) if ", " in r.words else r.words
        )
        rows.append(RangeRow(words, r.meaning, r.withdrawn, told, tuple(links.values()), r.bar))
        for day in days:
            on_day = [names.named[x].short for x in reports if (names.reports[x].published or "") == day]
            figure = found[r.places[0]]
            printed = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
            given.append(Given(day, figure.low, figure.high, printed, words, r.withdrawn, tuple(on_day)))
    return draw_quantity(name, given), tuple(rows)


def _counts(ledger: Ledger, story: str, profile: str) -> tuple[Coded, ...]:
    weights = {c.id: (-c.weight, c.id) for c in ledger.claims}
    rows = sorted(figure_rows(ledger, profile), key=lambda row: weights[row["claim"]])
    return tuple(
        Coded(
            row["text"], claim_url(story, row["claim"]), row["what"] or "", row["unit"], _numbers(row, profile),
            "; ".join(row["printed"]), row["standing"], row["reports"], row["lineages"],
        )
        for row in rows
    )  # fmt: skip


def _numbers(row: dict[str, object], profile: str) -> str:
    def said(name: str) -> str:
        value = row.get(name)
        return f"{value:,}" if isinstance(value, int | float) else "open"

    if profile == "acled":
        return said("number")
    if profile == "ucdp":
        return f"low {said('low')}, best {said('best')}, high {said('high')}"
    low, high = row.get("low"), row.get("high")
    assert low is None or isinstance(low, int | float)
    assert high is None or isinstance(high, int | float)
    return said("low") if low == high else say_range(low, high)
