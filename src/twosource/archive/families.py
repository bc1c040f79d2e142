"""Families of an archive: each group of reports that could be of one family is worked out by itself.

Two reports can only become one family where a pair between their groups may share enough copy. Those pairs are the
edges of a graph; its connected components are worked out apart, each by the functions that work out a whole corpus
on one machine, with counts taken over the whole archive. So the families are those that one machine would find.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import pyarrow as pa

from twosource.archive.components import find_components
from twosource.archive.copies import Copies
from twosource.engine.folders import Job, Kept
from twosource.lineage.descent import describe, make_lineage
from twosource.lineage.families import group_by_copy
from twosource.lineage.links import Links
from twosource.model import Report, Settings
from twosource.rows import pack, unpack
from twosource.stages import Stage

_NOTHING = "CAST(NULL AS BIGINT)"
_PAIR = "first, second, contained, alike"
_NO_PAIR = (
    f"{_NOTHING} AS first, {_NOTHING} AS second, CAST(NULL AS DOUBLE) AS contained, CAST(NULL AS DOUBLE) AS alike"
)


def joinable(settings: Settings) -> Stage:
    """Return the stage that finds the pairs which may make two families one."""
    return Stage(
        "joinable",
        "one row: two reports that may be of one family",
        f"""
        SELECT pairs.first AS a, pairs.second AS b
        FROM pairs JOIN texts AS x ON x.report = pairs.first JOIN texts AS y ON y.report = pairs.second
        WHERE pairs.seen IS NULL OR pairs.seen >= {settings.shared_copy}
              OR (x.credit = y.credit AND pairs.seen >= {settings.shared_with_credit})
        """,
    )


COMPONENTS = Stage(
    "components",
    "one row: a report that may have relatives, and the least number among those",
    "SELECT a AS report, b AS component FROM stars UNION SELECT b, b FROM stars",
)
MEMBERS = Stage(
    "members",
    "one row: a report of a component, or a pair of its reports",
    f"""
    SELECT c.component AS component, r.number AS number, r.record AS record, t.size AS runs, {_NO_PAIR}
    FROM components AS c JOIN reports AS r ON r.number = c.report JOIN texts AS t ON t.report = c.report
    UNION ALL
    SELECT a.component, {_NOTHING}, CAST(NULL AS VARCHAR), {_NOTHING}, {_PAIR}
    FROM pairs JOIN components AS a ON a.report = pairs.first JOIN components AS b ON b.report = pairs.second
    WHERE a.component = b.component
    """,
)
FAMILIES = Stage(
    "families",
    "one row: a report, the least number of its family, and how many the family has",
    """
    SELECT homes.report AS report, homes.family AS family, sizes.size AS size
    FROM (SELECT reports.number AS report, coalesce(grouped.family, reports.number) AS family
          FROM reports LEFT JOIN grouped ON grouped.report = reports.number) AS homes
    JOIN (SELECT coalesce(grouped.family, reports.number) AS family, count(*) AS size
          FROM reports LEFT JOIN grouped ON grouped.report = reports.number
          GROUP BY coalesce(grouped.family, reports.number)) AS sizes
    ON sizes.family = homes.family
    """,
)
SETTLED = Stage(
    "settled families",
    "one row: a report, its family and the family's size; reports of a family that could not be described are alone",
    """
    SELECT f.report AS report,
           CASE WHEN f.size > 1 AND d.family IS NULL THEN f.report ELSE f.family END AS family,
           CASE WHEN d.family IS NULL THEN CAST(1 AS BIGINT) ELSE f.size END AS size
    FROM families AS f LEFT JOIN (SELECT DISTINCT family FROM descended) AS d ON d.family = f.family
    """,
)
ALONE = Stage(
    "alone",
    "one row: a report without relatives",
    "SELECT families.family AS family, reports.record AS record FROM families "
    "JOIN reports ON reports.number = families.report WHERE families.size = 1",
)
RELATIVES = Stage(
    "relatives",
    "one row: a report of a family of two or more, one that shares copy with it, or a pair of those",
    f"""
    SELECT near.family AS family, near.size AS size, near.home AS home, r.number AS number, r.record AS record,
           t.size AS runs, {_NO_PAIR}
    FROM (SELECT family, report, size, family AS home FROM families WHERE size > 1
          UNION SELECT a.family, b.report, b.size, b.family FROM pairs
                JOIN families AS a ON a.report = pairs.first JOIN families AS b ON b.report = pairs.second
                WHERE a.size > 1 AND a.family <> b.family
          UNION SELECT b.family, a.report, a.size, a.family FROM pairs
                JOIN families AS a ON a.report = pairs.first JOIN families AS b ON b.report = pairs.second
                WHERE b.size > 1 AND a.family <> b.family) AS near
    JOIN reports AS r ON r.number = near.report JOIN texts AS t ON t.report = near.report
    UNION ALL
    SELECT a.family, {_NOTHING}, {_NOTHING}, {_NOTHING}, CAST(NULL AS VARCHAR), {_NOTHING}, {_PAIR}
    FROM pairs JOIN families AS a ON a.report = pairs.first WHERE a.size > 1
    UNION ALL
    SELECT b.family, {_NOTHING}, {_NOTHING}, {_NOTHING}, CAST(NULL AS VARCHAR), {_NOTHING}, {_PAIR}
    FROM pairs JOIN families AS a ON a.report = pairs.first JOIN families AS b ON b.report = pairs.second
    WHERE b.size > 1 AND a.family <> b.family
    """,
)
DESCRIBED = Stage(
    "described",
    "one row: a lineage",
    "SELECT family, lineage FROM alone WHERE lineage IS NOT NULL UNION ALL SELECT family, lineage FROM descended "
    "WHERE lineage IS NOT NULL",
)

_GROUPED = pa.schema([("report", pa.int64()), ("family", pa.int64())])
_DESCENT = pa.schema(
    [
        ("family", pa.int64()),
        ("place", pa.int64()),
        ("child", pa.string()),
        ("lineage", pa.string()),
        ("derivation", pa.string()),
    ]
)


class Traced(NamedTuple):
    """`families` (report, family, size), `lineages` (family, lineage, number) and `derivations` (family, child …)."""

    families: Kept
    lineages: Kept
    derivations: Kept


def find_families(job: Job, reports: Kept, copies: Copies, settings: Settings) -> Traced:
    """Find the lineages of the reports (number, record), and what each report made of another."""
    edges = job.sql("joinable", joinable(settings), pairs=copies.pairs, texts=copies.texts)
    stars = find_components(job, "kin", edges)
    components = job.sql("components", COMPONENTS, stars=stars)
    members = job.sql(
        "members", MEMBERS, components=components, reports=reports, pairs=copies.pairs, texts=copies.texts
    )
    grouped = job.group_map("grouped", partial(group_component, settings=settings), members, by="component")
    families = job.sql("families", FAMILIES, reports=reports, grouped=grouped)
    relatives = job.sql(
        "relatives", RELATIVES, families=families, reports=reports, pairs=copies.pairs, texts=copies.texts
    )
    descended = job.group_map("descended", partial(describe_family, settings=settings), relatives, by="family")
    settled = job.sql("settled-families", SETTLED, families=families, descended=descended)
    alone = job.sql("without-kin", ALONE, families=settled, reports=reports)
    alone = job.map("alone", describe_alone, alone, key="family")
    described = job.sql("described", DESCRIBED, alone=alone, descended=descended)
    return Traced(settled, job.number("lineages", described, by="family"), descended)


def group_component(table: pa.Table, settings: Settings) -> pa.Table:
    """Group the reports of a component into families."""
    links, numbers, _ = _links(table, settings)
    families = group_by_copy(links, settings) if numbers else []
    rows = [{"report": numbers[i], "family": numbers[family[0]]} for family in families for i in family]
    return pa.Table.from_pylist(rows, schema=_GROUPED)


def describe_family(table: pa.Table, settings: Settings) -> pa.Table:
    """Say who was made from whom in a family; reports of others are there as what it may have borrowed from."""
    links, numbers, rows = _links(table, settings)
    if not numbers:
        return _DESCENT.empty_table()
    family = table.column("family")[0].as_py()
    mine = [i for i, row in enumerate(rows) if row["home"] == family]
    sizes = {i: row["size"] for i, row in enumerate(rows)}
    (lineage,), derivations = describe([mine], links, sizes)
    made: list[dict[str, Any]] = [{"family": family, "lineage": pack(lineage)}]
    made += (
        {"family": family, "place": place, "child": d.child, "derivation": pack(d)}
        for place, d in enumerate(derivations)
    )
    return pa.Table.from_pylist(made, schema=_DESCENT)


def describe_alone(table: pa.Table) -> pa.Table:
    """Make a lineage of each report without relatives."""
    rows = [
        {"family": row["family"], "lineage": pack(make_lineage("", [unpack(Report, row["record"])], (), False))}
        for row in table.to_pylist()
    ]
    return pa.Table.from_pylist(rows, schema=_DESCENT)


def _links(table: pa.Table, settings: Settings) -> tuple[Links, list[int], list[dict[str, Any]]]:
    """Return the reports of a table of rows of two kinds as links, their numbers in order, and their rows."""
    rows = table.to_pylist()
    held = sorted((row for row in rows if row["number"] is not None), key=lambda row: row["number"])
    numbers = [row["number"] for row in held]
    place = {number: i for i, number in enumerate(numbers)}
    pairs = sorted(
        (place[row["first"]], place[row["second"]], row["contained"], row["alike"])
        for row in rows
        if row["first"] in place and row["second"] in place
    )
    reports = [unpack(Report, row["record"]) for row in held]
    return Links.counted(reports, settings, pairs, [row["runs"] for row in held]), numbers, held
