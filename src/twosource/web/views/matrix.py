"""Claims and reports come in; the matrix goes out: a row a claim, a column a report, reports under their lineage.

A list is best for what reports share, a matrix for where they part (NewsBird). What is absent from a report and
present in its sibling has a sign of its own: there, and only there, somebody left it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from twosource.model import Claim, Figure, Ledger, Lineage, Reading
from twosource.web.addresses import claim_url, report_url, story_url
from twosource.web.naming import Named, Names, claims_by_weight, lineage_name, triple
from twosource.web.twins import Table

# The sign of a cell and what it says when heard; the strongest thing that a report says of a claim is its sign.
WORDS = {
    "withdraws": "withdraws it",
    "denies": "denies it",
    "states": "states it",
    "hedges": "with doubt",
    "left": "absent here, present in its sibling",
    "absent": "absent",
}
STRENGTH = ("withdraws", "denies", "states", "hedges")
KINDS = {
    "figure": "Figures",
    "utterance": "What speakers say",
    "quotation": "In their own words",
    "own": "The newsrooms’ own accounts",
}
SORTS = {
    "weight": "Conflicts first",
    "independence": "Most lineages",
    "disagreement": "Disagreement",
    "first": "First seen",
}
GRAVITY = ("retraction", "denial", "contradiction", "supersession")
AT_ONCE = 40
Key = Callable[[Claim], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says of a claim: the sign, a short value as printed, where, and the whole in words.

    `still` is true where the report states what was withdrawn.
    """

    report: str
    sign: str
    still: bool
    value: str
    said: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A claim across the reports."""

    claim: str
    text: str
    url: str
    kind: str
    standing: str
    triple: str
    counts: tuple[int, int, int]
    conflict: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one lineage."""

    lineage: str
    name: str
    reports: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """All that the matrix shows. `more` is the address of all rows, where some are left out."""

    groups: tuple[Group, ...]
    parts: tuple[tuple[str, tuple[Row, ...]], ...]
    sort: str
    kind: str
    shown: int
    in_all: int
    more: str | None

    def table(self) -> Table:
        """Return the matrix as a table, a column a report."""
        reports = [n for g in self.groups for n in g.reports]
        columns = ("claim", "text", "kind", "standing", "reports", "lineages", "origins", *(n.id for n in reports))
        rows = [
            (r.claim, r.text, r.kind, r.standing, *r.counts, *(c.said for c in r.cells))
            for _, part in self.parts
            for r in part
        ]
        return columns, rows


def matrix_view(ledger: Ledger, story: str, *, sort: str = "weight", kind: str = "", whole: bool = False) -> MatrixView:
    """Lay the claims out over the reports; `sort` and `kind` are names of SORTS and KINDS, else the default."""
    names = Names(ledger.reports)
    sort = sort if sort in SORTS else "weight"
    kind = kind if kind in KINDS or kind == "conflict" else ""
    conflicts = {c.claim: c.kind for c in reversed(ledger.conflicts)}
    groups = _groups(ledger, names)
    claims = [
        c for c in claims_by_weight(ledger) if not kind or c.kind == kind or (kind == "conflict" and c.id in conflicts)
    ]
    claims.sort(key=_key(sort, ledger, conflicts))
    shown = claims if whole else claims[:AT_ONCE]
    figures = _by_report(ledger)
    columns = [(n.id, g.lineage) for g in groups for n in g.reports]
    rows = [_row(c, story, columns, figures, names, conflicts) for c in shown]
    asked = {"sort": sort, "all": "yes"} | ({"kind": kind} if kind else {})
    return MatrixView(
        groups, _parts(rows, sort), sort, kind, len(shown), len(claims),
        story_url(story, "matrix", **asked) if len(shown) < len(claims) else None,
    )  # fmt: skip


def _parts(rows: list[Row], sort: str) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Part the rows by kind where no other order was asked for."""
    if sort != "weight":
        return (("Claims", tuple(rows)),) if rows else ()
    parts = [(title, tuple(r for r in rows if r.kind == kind)) for kind, title in KINDS.items()]
    return tuple((title, part) for title, part in parts if part)


def _key(sort: str, ledger: Ledger, conflicts: Mapping[str, str]) -> Key:
    days = {r.id: r.published or "9" for r in ledger.reports}
    if sort == "independence":
        return lambda c: (-c.lineages, -len(c.origins), -c.weight, c.id)
    if sort == "disagreement":
        return lambda c: (_gravity(c, conflicts), -len({r.stance for r in c.readings}), -c.weight, c.id)
    if sort == "first":
        return lambda c: (min((days.get(r.report, "9") for r in c.readings), default="9"), -c.weight, c.id)
    return lambda c: (_gravity(c, conflicts), -c.weight, c.id)


def _gravity(claim: Claim, conflicts: Mapping[str, str]) -> int:
    """Return where a claim stands by its conflict, what was taken back first."""
    kind = conflicts.get(claim.id)
    return GRAVITY.index(kind) if kind in GRAVITY else len(GRAVITY)


def _groups(ledger: Ledger, names: Names) -> tuple[Group, ...]:
    groups = []
    for lineage in ledger.lineages:
        reports = tuple(names.named[r] for r in lineage.reports if r in names.named)
        if reports:
            groups.append(Group(lineage.id, _head(lineage, names), reports))
    return tuple(groups)


def _head(lineage: Lineage, names: Names) -> str:
    return lineage_name(lineage, names) if len(lineage.reports) > 1 or lineage.credit else "On its own"


def _by_report(ledger: Ledger) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in ledger.figures:
        found.setdefault(figure.report, []).append(figure)
    return found


def _row(
    claim: Claim,
    story: str,
    columns: list[tuple[str, str]],
    figures: Mapping[str, list[Figure]],
    names: Names,
    conflicts: Mapping[str, str],
) -> Row:
    by_report: dict[str, list[Reading]] = {}
    for reading in claim.readings:
        by_report.setdefault(reading.report, []).append(reading)
    told_in = {lineage for report, lineage in columns if report in by_report}
    withdrawn = conflicts.get(claim.id) == "retraction"
    cells = tuple(
        _cell(report, by_report.get(report, []), lineage in told_in, withdrawn, figures.get(report, []), names)
        for report, lineage in columns
    )
    return Row(
        claim.id, claim.text, claim_url(story, claim.id), claim.kind, claim.standing, triple(claim),
        (claim.reports, claim.lineages, len(claim.origins)), conflicts.get(claim.id), cells,
    )  # fmt: skip


def _cell(
    report: str, readings: list[Reading], sibling: bool, withdrawn: bool, figures: list[Figure], names: Names
) -> Cell:
    if not readings:
        sign = "left" if sibling else "absent"
        return Cell(report, sign, False, "", f"{names.named[report].short}, {WORDS[sign]}", None)
    best = min(readings, key=lambda r: (STRENGTH.index(r.stance) if r.stance in STRENGTH else 9, r.span))
    value = _printed(best, figures, names)
    still = withdrawn and best.stance in {"states", "hedges"}
    does = f"{'still ' if still else ''}{WORDS.get(best.stance, best.stance)}"
    said = ", ".join(x for x in (names.named[report].short, does, value) if x)
    return Cell(report, best.stance, still, value, said, report_url(report, best.span))


def _printed(reading: Reading, figures: list[Figure], names: Names) -> str:
    """Return the figure as the report prints it, where the reading turns on one."""
    if reading.value is None:
        return ""
    text = names.reports[reading.report].text
    found = [f for f in figures if f.span.overlaps(reading.span) and (f.low, f.high) == tuple(reading.value)]
    return " ".join(found[0].span.of(text).split()) if found else ""
