"""Where in time a report without a date belongs: with the report that it is most like.

An undated report takes the day of the dated report that it is most like, whenever that was published, if the two are
alike enough to be of one event. Otherwise it takes the day of the report that it is most like at all; if that one has
no date either, the day of the report which that one is most like, and so on. Reports that lead to no date are compared
with each other alone. The most alike of a set does not depend on the order in which the set was read, and adding a
report can only put a nearer one in its place.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from twosource.stages import Stage
from twosource.stories.features import RARITY, UNIT
from twosource.stories.likeness import Tables

# Less alike than this, a report says nothing about another's day.
_LEAST = 0.05
# From this on a dated report comes before any without a date: two undated copies of one text are most like each other,
# and would lead nowhere. Reports of one event are mostly more alike, strangers hardly ever.
_SURE = 0.3
# What is added to the likeness of such a pair, so that one number ranks them all: above any likeness.
_FIRST = 4 * UNIT * UNIT
# Words in more than one report of seven (exp(-2)) do not tell where in time a report belongs.
_RARE = 2 * RARITY
# Reports are compared with an undated one if this likeness comes from its heaviest terms alone that fewer than one
# report of twenty (exp(-3)) holds. On AllSides mixed with 13,789 others that leaves one pair in a hundred, all of those
# that are surely of one event, and 97 of 100 of those most alike.
_PROBES, _TELLING, _MET = 32, 3 * RARITY, 0.03
# Undated reports that are looked up at once.
_AT_ONCE = 250

PLACEMENTS = pa.schema(
    [("report", pa.string()), ("placed", pa.int64()), ("near", pa.string()), ("likeness", pa.int64())]
)

UNDATED = Stage(
    "undated",
    "one row: a report without a date, and what is known of where it is placed",
    """
    SELECT features.report, features.terms, placements.placed, placements.near, placements.likeness
    FROM features LEFT JOIN placements ON features.report = placements.report WHERE features.day IS NULL
    ORDER BY features.report
    """,
)
DAYS_OF = Stage(
    "days_of",
    "one row: a report of `asked` that is dated, and its day",
    "SELECT DISTINCT features.report, features.day FROM features JOIN asked ON features.report = asked.report "
    "WHERE features.day IS NOT NULL",
)


def nearest_stage(others: str) -> Stage:
    """Return the stage that finds, for each report of `asked`, the report of the table `others` it is most like.

    Only reports that share enough of what `asked` tells most of all are compared term by term: whether two are depends
    on the two alone, never on what else was read.
    """
    read = "packed >> 24 AS term, packed & 65535 AS value"
    return Stage(
        "nearest",
        "one row: a report of `asked`, the report that it is most like, and how alike they are",
        f"""
        WITH wanted AS (
            SELECT report, term, value, rare,
                   row_number() OVER (PARTITION BY report, rare ORDER BY value DESC, term) AS place
            FROM (SELECT report, {read}, (packed >> 16) & 255 >= {_TELLING} AS rare
                  FROM (SELECT report, unnest(terms) AS packed FROM asked) AS x
                  WHERE (packed >> 16) & 255 >= {_RARE}) AS terms_asked),
        met AS (
            SELECT a.report AS report, b.report AS near
            FROM (SELECT report, term, value FROM wanted WHERE rare AND place <= {_PROBES}) AS a
            JOIN (SELECT report, {read} FROM (SELECT report, unnest(terms) AS packed FROM {others}) AS y) AS b
            ON a.term = b.term AND a.report <> b.report
            GROUP BY a.report, b.report
            HAVING sum(a.value * b.value) >= {int(_MET * UNIT * UNIT)})
        SELECT report, near, likeness
        FROM (SELECT report, near, likeness,
                     row_number() OVER (PARTITION BY report ORDER BY likeness DESC, near) AS place
              FROM (SELECT a.report AS report, b.near AS near,
                           sum(a.value * b.value) + CASE WHEN b.dated AND sum(a.value * b.value)
                           >= {int(_SURE * UNIT * UNIT)} THEN {_FIRST} ELSE 0 END AS likeness
                    FROM (SELECT report, near, dated, {read}
                          FROM (SELECT met.report AS report, met.near AS near, o.day IS NOT NULL AS dated,
                                       unnest(o.terms) AS packed
                                FROM met JOIN {others} AS o ON o.report = met.near) AS z) AS b
                    JOIN wanted AS a ON a.report = b.report AND a.term = b.term
                    GROUP BY a.report, b.near, b.dated
                    HAVING sum(a.value * b.value) >= {int(_LEAST * UNIT * UNIT)}) AS pairs) AS ranked
        WHERE place = 1
        ORDER BY report
        """,
    )


def place_reports(new: pa.Table, tables: Tables) -> pa.Table:
    """Return PLACEMENTS of the `new` reports (rows of FEATURES) and of undated ones whose place they change.

    `tables` keeps `features`, which holds the new reports already, and `placements`, which does not.
    """
    ids = new.column("report").to_pylist()
    rows: dict[str, tuple[int | None, str | None, int]] = {
        report: (day, None, 0)
        for report, day in zip(ids, new.column("day").to_pylist(), strict=True)
        if day is not None
    }
    undated = tables.sql(UNDATED)
    if undated.num_rows:
        before = {
            r["report"]: (r["placed"], r["near"], r["likeness"] or 0) for r in undated.drop(["terms"]).to_pylist()
        }
        nearest = {report: (near, likeness) for report, (_, near, likeness) in before.items()}
        fresh = pc.is_in(undated.column("report"), new.column("report"))
        asked = undated.select(["report", "terms"])
        _take_nearer(nearest, asked.filter(fresh), "features", tables)
        _take_nearer(nearest, asked.filter(pc.invert(fresh)), "others", tables, others=new)
        placed = _follow({report: near for report, (near, _) in nearest.items()}, tables)
        rows |= {
            report: (placed[report], *nearest[report])
            for report in nearest
            if report in set(ids) or before[report] != (placed[report], *nearest[report])
        }
    ordered = sorted(rows)
    return pa.table([ordered, *([rows[report][i] for report in ordered] for i in range(3))], schema=PLACEMENTS)


def _take_nearer(
    nearest: dict[str, tuple[str | None, int]], asked: pa.Table, among: str, tables: Tables, **given: pa.Table
) -> None:
    stage = nearest_stage(among)
    at_once = _AT_ONCE if not given else 4 * _AT_ONCE
    for start in range(0, asked.num_rows, at_once):
        found = tables.sql(stage, asked=asked.slice(start, at_once), **given)
        for row in found.to_pylist():
            near, likeness = nearest[row["report"]]
            if near is None or (-row["likeness"], row["near"]) < (-likeness, near):
                nearest[row["report"]] = row["near"], int(row["likeness"])


def _follow(nearest: Mapping[str, str | None], tables: Tables) -> dict[str, int | None]:
    """Return the day that each report is led to, from one nearest report to the next."""
    named = sorted({near for near in nearest.values() if near is not None and near not in nearest})
    found = tables.sql(DAYS_OF, asked=pa.table({"report": pa.array(named, pa.string())}))
    days = dict(zip(found.column("report").to_pylist(), found.column("day").to_pylist(), strict=True))
    placed: dict[str, int | None] = {}
    for report in nearest:
        met: set[str] = set()
        here: str | None = report
        while here is not None and here in nearest and here not in met:
            met.add(here)
            here = nearest[here]
        placed[report] = days.get(here) if here is not None else None
    return placed
