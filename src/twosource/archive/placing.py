"""Where in time the reports of an archive belong that have no date: with the report that they are most like.

That one may have no date either; then the report that it is most like decides, and so on. The way is followed by
joins, twice as far each time. Reports that lead each other in a ring belong nowhere.
"""

from __future__ import annotations

from twosource.engine.folders import Job, Kept
from twosource.stages import Stage
from twosource.stories.nearest import nearest_stage
from twosource.stories.placing import ALONE

_ROUNDS = 24  # of following from report to nearest report, twice as far each time: a chain of 16 million

# Copies of one text are placed with the first of them, which is the only one that is compared.
LEADS = Stage(
    "leads",
    "one row: the first report of a lineage, by day and id",
    """
    SELECT report, day, terms
    FROM (SELECT features.report AS report, features.day AS day, features.terms AS terms,
                 row_number() OVER (PARTITION BY families.family
                                    ORDER BY coalesce(features.day, 9999999), features.report) AS rank
          FROM features JOIN reports ON reports.id = features.report
          JOIN families ON families.report = reports.number) AS ranked
    WHERE rank = 1
    """,
)
UNDATED = Stage("undated", "one row: a lead without a date", "SELECT report, terms FROM leads WHERE day IS NULL")
# A report is led to a day, or to another without one; `near` is null where there is no further. One that is like no
# other is on a day of its own kind, on which none is led to it.
LED = Stage(
    "led",
    "one row: an undated report, the day that it is led to, or the undated report that it is led to",
    f"""
    SELECT undated.report AS report, CASE WHEN nearest.report IS NULL THEN {ALONE} ELSE features.day END AS day,
           CASE WHEN features.day IS NULL THEN nearest.near END AS near
    FROM undated LEFT JOIN nearest ON nearest.report = undated.report
    LEFT JOIN features ON features.report = nearest.near
    """,
)
FURTHER = Stage(
    "further",
    "one row: an undated report, led twice as far",
    f"""
    SELECT led.report AS report, coalesce(led.day, CASE WHEN next.day <> {ALONE} THEN next.day END) AS day,
           CASE WHEN led.day IS NULL AND next.day IS NULL THEN next.near END AS near
    FROM led LEFT JOIN led AS next ON led.near = next.report
    """,
)
ON_THEIR_WAY = Stage(
    "on their way",
    "one row: how many undated reports lead on",
    "SELECT count(*) AS going FROM led WHERE near IS NOT NULL",
)


def follow(job: Job, features: Kept, reports: Kept, families: Kept) -> Kept:
    """Return the day that each undated report is led to, from one nearest report to the next; in a ring, none.

    Copies are left out: they are placed with the first of their lineage.
    """
    leads = job.sql("story-leads", LEADS, features=features, reports=reports, families=families)
    undated = job.sql("undated", UNDATED, leads=leads)
    nearest = job.sql("nearest-of-undated", nearest_stage("leads"), asked=undated, leads=leads)
    led = job.sql("led-0", LED, undated=undated, nearest=nearest, features=features)
    for number in range(1, _ROUNDS + 1):
        (state,) = job.rows(job.sql(f"led-{number}-going", ON_THEIR_WAY, led=led), "going")
        if state["going"] == 0:
            break
        led = job.sql(f"led-{number}", FURTHER, led=led)
    return led
