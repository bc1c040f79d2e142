"""Where in time a report without a date belongs: with the report that it is most like.

An undated report takes the day of the dated report that it is most like, whenever that was published, if the two are
alike enough to be of one event. Otherwise it takes the day of the report that it is most like at all; if that one has
no date either, the day of the report which that one is most like, and so on. Reports that lead each other in a ring are
compared with each other alone, and so are those that lead to one that is like no other; that one is a story by itself.
The most alike of a set does not depend on the order in which the set was read, and adding a report can only put a
nearer one in its place.

Copies of one text are placed together: the first of a lineage, by day and then id, stands for all of it, is compared
for all of it, and an undated copy takes its day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pyarrow as pa

from twosource.stages import Stage
from twosource.stories.likeness import LargeTables, Tables
from twosource.stories.nearest import nearest_among

# The day of reports that are like no other: before any, and compared with none.
ALONE = -1

PLACEMENTS = pa.schema(
    [("report", pa.string()), ("placed", pa.int64()), ("near", pa.string()), ("likeness", pa.int64())]
)

FOLLOWERS = Stage(
    "followers",
    "one row: a copy, and the first report of its lineage, which stands for all: copies of one text are one story",
    """
    SELECT report, first AS lead
    FROM (SELECT copies.report, first_value(copies.report) OVER (
              PARTITION BY lineage ORDER BY coalesce(features.day, 9999999), copies.report) AS first
          FROM copies JOIN features ON copies.report = features.report) AS ranked
    WHERE report <> first
    """,
)
# A copy's row names the first of its lineage, without a likeness.
FOLLOWED = Stage(
    "followed",
    "one row: a copy as it was placed, and the report that stood for it",
    "SELECT report, near AS lead FROM placements WHERE near IS NOT NULL AND likeness = 0",
)
UNDATED = Stage(
    "undated",
    "one row: a report without a date that stands for its lineage, and what is known of where it is placed",
    """
    SELECT features.report, features.terms, placements.near, placements.likeness
    FROM features LEFT JOIN placements ON features.report = placements.report
    LEFT JOIN followers ON followers.report = features.report
    WHERE features.day IS NULL AND followers.report IS NULL
    ORDER BY features.report
    """,
)
LEADS = Stage(
    "leads",
    "one row: what a report of `asked` is about",
    "SELECT features.report, features.day, features.terms FROM features JOIN asked ON features.report = asked.report "
    "ORDER BY features.report",
)
PLACED = Stage(
    "placed",
    "one row: where a report without a date, or a copy, was placed",
    """
    SELECT placements.report, placements.placed, placements.near, placements.likeness
    FROM placements JOIN asked ON placements.report = asked.report
    """,
)
DAYS_OF = Stage(
    "days_of",
    "one row: a report of `asked` that is dated, and its day",
    "SELECT DISTINCT features.report, features.day FROM features JOIN asked ON features.report = asked.report "
    "WHERE features.day IS NOT NULL",
)
STANDING = Stage(
    "standing",
    "one row: what a report is about that stands for its lineage; its copies would be found again and again instead",
    """
    SELECT features.report, features.day, features.terms FROM features
    LEFT JOIN followers ON followers.report = features.report WHERE followers.report IS NULL
    """,
)


def place_reports(new: pa.Table, tables: LargeTables) -> pa.Table:
    """Return PLACEMENTS of the `new` reports (rows of FEATURES) and of all others whose place they change.

    `tables` keeps `features` and `copies`, which hold the new reports already, and `placements`, which does not.
    """
    followers = tables.sql(FOLLOWERS)
    leads = dict(zip(followers.column("report").to_pylist(), followers.column("lead").to_pylist(), strict=True))
    before = tables.sql(FOLLOWED)
    followed = dict(zip(before.column("report").to_pylist(), before.column("lead").to_pylist(), strict=True))
    ids = new.column("report").to_pylist()
    # Reports that stand for a lineage and did not, and those that did and do no longer.
    gained = (set(ids) | followed.keys()) - leads.keys()
    lost = leads.keys() - followed.keys()
    undated = tables.sql(UNDATED, followers=followers)
    nearest = _nearest(undated, gained, lost, followers, tables)
    moved = {report for report in leads if leads[report] != followed.get(report)}
    days = _days({*gained, *leads, *leads.values(), *(n for n, _ in nearest.values() if n is not None)}, tables)
    placed = _follow({report: near for report, (near, _) in nearest.items()}, days)
    rows: dict[str, tuple[int | None, str | None, int]] = {
        report: (days[report], None, 0) for report in gained if report in days
    }
    rows |= {report: (placed[report], *nearest[report]) for report in nearest}
    rows |= {
        report: (days[report] if report in days else placed.get(lead, days.get(lead)), lead, 0)
        for report, lead in leads.items()
    }
    return _changed(rows, {*ids, *gained, *moved}, tables)


def _changed(
    rows: Mapping[str, tuple[int | None, str | None, int]], certain: Collection[str], tables: Tables
) -> pa.Table:
    """Return PLACEMENTS of the rows that are not kept as they are; those of `certain` need not be looked up."""
    asked = pa.table({"report": pa.array(sorted(rows.keys() - set(certain)), pa.string())})
    kept = {r["report"]: (r["placed"], r["near"], r["likeness"]) for r in tables.sql(PLACED, asked=asked).to_pylist()}
    ordered = sorted(report for report in rows if report in certain or kept.get(report) != rows[report])
    return pa.table([ordered, *([rows[report][i] for report in ordered] for i in range(3))], schema=PLACEMENTS)


def _nearest(
    undated: pa.Table, gained: Collection[str], lost: Collection[str], followers: pa.Table, tables: LargeTables
) -> dict[str, tuple[str | None, int]]:
    """Return the report that each undated one is most like, and how alike: among those gained, or among all anew."""
    columns = (undated.column(name).to_pylist() for name in ("report", "near", "likeness"))
    nearest: dict[str, tuple[str | None, int]] = {}
    fresh = []
    for report, near, likeness in zip(*columns, strict=True):
        anew = report in gained or likeness is None or near in lost
        nearest[report] = (None, 0) if anew else (near, likeness)
        fresh.append(anew)
    asked = undated.select(["report", "terms"])
    if any(fresh):
        everything = tables.parts(STANDING, followers=followers)
        _take_nearer(nearest, nearest_among(asked.filter(pa.array(fresh, pa.bool_())), everything))
    rest = asked.filter(pa.array([not anew for anew in fresh], pa.bool_()))
    if rest.num_rows and gained:
        others = tables.sql(LEADS, asked=pa.table({"report": pa.array(sorted(gained), pa.string())}))
        _take_nearer(nearest, nearest_among(rest, [others]))
    return nearest


def _take_nearer(nearest: dict[str, tuple[str | None, int]], found: Iterable[tuple[str, str, int]]) -> None:
    for report, other, likeness in found:
        near, before = nearest[report]
        if near is None or (-likeness, other) < (-before, near):
            nearest[report] = other, likeness


def _days(reports: Iterable[str], tables: Tables) -> dict[str, int]:
    """Return the days of the reports that are dated."""
    found = tables.sql(DAYS_OF, asked=pa.table({"report": pa.array(sorted(reports), pa.string())}))
    return dict(zip(found.column("report").to_pylist(), found.column("day").to_pylist(), strict=True))


def _follow(nearest: Mapping[str, str | None], days: Mapping[str, int]) -> dict[str, int | None]:
    """Return the day that each report is led to, from one nearest report to the next; None for nowhere."""
    placed: dict[str, int | None] = {}
    for report in nearest:
        met: set[str] = set()
        here: str | None = report
        while here is not None and here in nearest and here not in met:
            met.add(here)
            here = nearest[here]
        placed[report] = ALONE if here is None and nearest[report] is None else days.get(here or "")
    return placed
