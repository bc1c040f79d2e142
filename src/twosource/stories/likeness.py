"""How alike reports are: the cosine of their weighted terms, for pairs near enough in time, in SQL stages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from twosource.model import Report
from twosource.stages import Engine, Stage
from twosource.stories.features import background, count_terms, report_table

# The background counts as this many reports: with five reports at hand it decides how rare a word is, with thousands
# their own counts do. From 50 to 500 the full sets do not care; ten reports drawn from them gain up to two points of
# recall between 50 and 200, since all reports of one event share its words.
_BACKGROUND_REPORTS = 200
_UNSEEN = 0.0001  # share of reports that hold a word which the background does not list
# A term in more reports than a tenth says little and costs most; small collections keep all.
_COMMON_SHARE = 0.1
_COMMON_AT_LEAST, _COMMON_AT_MOST = 50, 500
# Pairs less alike than this are not told from strangers.
_LEAST = 0.02
# Sums are of whole numbers, so that no order of adding them changes the last digit.
_UNIT = 1_000_000_000

WEIGHTS = Stage(
    "weights",
    "one row: a term in two or more reports and none too common, and how rare it is (smoothed inverse frequency)",
    f"""
    SELECT found.term,
           ln((n.reports + {_BACKGROUND_REPORTS} + 1)
              / (found.reports + {_BACKGROUND_REPORTS} * coalesce(background.share, {_UNSEEN}))) AS weight
    FROM (SELECT term, count(*) AS reports FROM terms GROUP BY term) AS found
    CROSS JOIN (SELECT count(*) AS reports FROM days) AS n
    LEFT JOIN background ON background.term = found.term
    WHERE found.reports > 1
      AND found.reports <= least({_COMMON_AT_MOST}, greatest({_COMMON_AT_LEAST}, {_COMMON_SHARE} * n.reports))
    """,
)

VECTORS = Stage(
    "vectors",
    "one row: a term of a report with its weight, the report's vector having length 1",
    f"""
    SELECT weighed.report, days.day, weighed.term, weighed.value / sqrt(length.squares / {_UNIT}.0) AS value
    FROM (SELECT terms.report, terms.term, terms.count * weights.weight AS value
          FROM terms JOIN weights ON terms.term = weights.term) AS weighed
    JOIN (SELECT terms.report,
                 sum(CAST(round(power(terms.count * weights.weight, 2) * {_UNIT}) AS BIGINT)) AS squares
          FROM terms JOIN weights ON terms.term = weights.term GROUP BY terms.report) AS length
    ON weighed.report = length.report
    JOIN days ON weighed.report = days.report
    WHERE length.squares > 0
    """,
)


def pairs_stage(days: int) -> Stage:
    """Return the stage that compares reports at most `days` apart, and undated ones with all.

    A dated report stands in one stretch of `days` + 1 days and is met by those of that stretch and its neighbours:
    the join grows with what is published in a week and not with the whole collection.
    """
    stretch = days + 1
    return Stage(
        "likeness",
        "one row: two reports and their cosine in billionths",
        f"""
        WITH dated AS (
            SELECT *, CAST(floor(day / {stretch}.0) AS BIGINT) AS stretch FROM vectors WHERE day IS NOT NULL
        ),
        around AS (SELECT report, day, term, value, stretch + side.step AS stretch
                   FROM dated CROSS JOIN (SELECT -1 AS step UNION ALL SELECT 0 UNION ALL SELECT 1) AS side),
        products AS (
            SELECT a.report AS first, b.report AS second, a.value * b.value AS product
            FROM dated AS a JOIN around AS b
            ON a.term = b.term AND a.stretch = b.stretch AND a.report < b.report AND abs(a.day - b.day) <= {days}
            UNION ALL
            SELECT least(a.report, b.report), greatest(a.report, b.report), a.value * b.value
            FROM vectors AS a JOIN vectors AS b
            ON a.term = b.term AND a.day IS NULL AND (b.day IS NOT NULL OR a.report < b.report)
        )
        SELECT first, second, sum(CAST(round(product * {_UNIT}) AS BIGINT)) AS likeness
        FROM products GROUP BY first, second
        HAVING sum(CAST(round(product * {_UNIT}) AS BIGINT)) >= {int(_LEAST * _UNIT)}
        ORDER BY first, second
        """,
    )


def compare_reports(reports: Sequence[Report], engine: Engine, days: int) -> list[tuple[int, int, float]]:
    """Return (first, second, cosine) for the pairs of `reports` that share rare words, by their places in it."""
    terms = engine.map(count_terms, report_table(reports), size=None)
    published = pa.table(
        {"report": pa.array(range(len(reports)), pa.int64()), "day": pa.array(map(day_of, reports), pa.int64())}
    )
    weights = engine.sql(WEIGHTS, terms=terms, days=published, background=background())
    vectors = engine.sql(VECTORS, terms=terms, weights=weights, days=published)
    found = engine.sql(pairs_stage(days), vectors=vectors)
    columns = (found.column(name).to_pylist() for name in ("first", "second", "likeness"))
    return [(first, second, int(likeness) / _UNIT) for first, second, likeness in zip(*columns, strict=True)]


def day_of(report: Report) -> int | None:
    """Return the day of publication as a running number, or None."""
    return date.fromisoformat(report.published).toordinal() if report.published else None
