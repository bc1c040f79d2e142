"""Stories of an archive: each group of reports that could be of one story is worked out by itself.

Two groups of reports become one story where they are alike enough on average; then some pair between them is alike
enough, less what the two are charged for crowding. Those pairs are the edges of a graph, whose connected components
are worked out apart, day by day, by the function that works out a stream. So the stories are those that one machine
would find.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import pyarrow as pa

from twosource.archive.components import find_components
from twosource.archive.families import Traced
from twosource.archive.placing import follow
from twosource.engine.folders import Job, Kept
from twosource.model import Report, Settings
from twosource.rows import unpack
from twosource.stages import Stage
from twosource.stories.days import NEIGHBOURS, NEIGHBOURS_NOWHERE, settle_apart
from twosource.stories.features import UNIT, count_terms, report_table
from twosource.stories.likeness import pairs_stage, weigh_anew
from twosource.stories.placing import ALONE

_SQUARE = UNIT * UNIT
_NOWHERE = -1_000_000  # the day of reports that lead to no date: they are compared with each other alone
_STRETCH = 20_000  # reports whose pairs are worked out in one join

KEYED = Stage(
    "keyed",
    "one row: a report with the day where it is placed, its family, and what puts days and ids in order",
    f"""
    SELECT features.report AS report, coalesce(features.day, led.day, {_NOWHERE}) AS day,
           features.day IS NULL AS undated, families.family AS family, features.terms AS terms,
           concat(lpad(CAST(coalesce(features.day, led.day, 0) AS VARCHAR), 8, '0'), ' ', features.report) AS place
    FROM features
    JOIN reports ON reports.id = features.report JOIN families ON families.report = reports.number
    LEFT JOIN led ON led.report = features.report
    """,
)
FIRSTS = Stage(
    "firsts",
    "one row: the report of each lineage that stands for all of it",
    f"""
    SELECT number, report, day, undated, terms
    FROM (SELECT *, row_number() OVER (PARTITION BY family ORDER BY late, number) AS rank
          FROM (SELECT *, CASE WHEN day = {_NOWHERE} THEN 1 ELSE 0 END AS late FROM placed) AS p) AS ranked
    WHERE rank = 1
    """,
)


WITHOUT_DAY = Stage(
    "without a day",
    "one row: a report that no date and no likeness places in time",
    f"SELECT number, day AS placed, terms FROM firsts WHERE day = {_NOWHERE}",
)
DAYS = Stage(
    "days",
    "one row: a day, and how many reports that are like others stand for a lineage on it",
    f"SELECT day, count(*) AS reports FROM firsts WHERE day <> {ALONE} GROUP BY day",
)


def window_stage(first: int, last: int) -> Stage:
    """Return the stage that takes the reports of the days from `first` to `last`."""
    return Stage(
        "window",
        f"one row: a report of the days {first} to {last}",
        f"SELECT number, day AS placed, terms FROM firsts WHERE day BETWEEN {first} AND {last}",
    )


def joined_stage(pieces: int) -> Stage:
    """Return the stage that puts the pairs of all stretches together, with their days."""
    union = " UNION ALL ".join(f"SELECT first, second, likeness FROM piece{n}" for n in range(pieces))
    return Stage(
        "alike",
        "one row: two reports, how alike they are, and their days",
        f"""
        SELECT met.first AS first, met.second AS second, CAST(met.likeness AS BIGINT) AS likeness,
               x.day AS first_day, y.day AS second_day
        FROM ({union}) AS met
        JOIN firsts AS x ON x.number = met.first JOIN firsts AS y ON y.number = met.second
        """,
    )


NEAREST = Stage(
    "nearest",
    "one row: a report and how alike one of its nearest is",
    f"""
    SELECT number, likeness, fewest
    FROM (SELECT number, likeness, fewest, row_number() OVER (PARTITION BY number ORDER BY likeness DESC) AS place
          FROM (SELECT number, likeness,
                       CASE WHEN day = {_NOWHERE} THEN {NEIGHBOURS_NOWHERE} ELSE {NEIGHBOURS} END AS fewest
                FROM (SELECT second AS number, likeness, second_day AS day FROM alike
                      UNION ALL SELECT first, likeness, first_day FROM alike) AS met) AS known) AS ranked
    WHERE place <= fewest
    """,
)


def edges_stage(settings: Settings) -> Stage:
    """Return the stage that finds the pairs which may join two stories: a little more than those, for rounding."""
    charge = (
        f"(SELECT number, sum(likeness) / {_SQUARE}.0 / max(fewest) * {settings.story_crowding / 2} AS charge "
        "FROM nearest GROUP BY number)"
    )
    days = "CASE WHEN x.undated <> y.undated AND y.day - x.day < 0.5 THEN 0.5 ELSE y.day - x.day END"
    return Stage(
        "story edges",
        "one row: two reports that may be of one story",
        f"""
        SELECT alike.first AS a, alike.second AS b
        FROM alike
        JOIN firsts AS x ON x.number = alike.first JOIN firsts AS y ON y.number = alike.second
        JOIN {charge} AS u ON u.number = alike.first
        JOIN {charge} AS v ON v.number = alike.second
        WHERE alike.likeness / {_SQUARE}.0 * exp(-{settings.story_daily_loss} * ({days})) - u.charge - v.charge
              >= {settings.same_story} - 0.000001
        """,
    )


COMPONENTS = Stage(
    "story components",
    "one row: a report, and the least number of those that it may be of one story with",
    "SELECT firsts.number AS number, coalesce(stars.b, firsts.number) AS component "
    "FROM firsts LEFT JOIN stars ON stars.a = firsts.number",
)
PARTS = Stage(
    "parts",
    "one row: a report of a component, a pair of its reports, or how alike a near one is",
    """
    SELECT c.component AS component, f.number AS number, f.report AS report, f.day AS day, f.undated AS undated,
           CAST(NULL AS BIGINT) AS second, CAST(NULL AS BIGINT) AS likeness
    FROM components AS c JOIN firsts AS f ON f.number = c.number
    UNION ALL
    SELECT a.component, alike.first, CAST(NULL AS VARCHAR), CAST(NULL AS BIGINT), CAST(NULL AS BOOLEAN), alike.second,
           alike.likeness
    FROM alike JOIN components AS a ON a.number = alike.first JOIN components AS b ON b.number = alike.second
    WHERE a.component = b.component
    UNION ALL
    SELECT c.component, n.number, CAST(NULL AS VARCHAR), CAST(NULL AS BIGINT), CAST(NULL AS BOOLEAN),
           CAST(NULL AS BIGINT), n.likeness
    FROM nearest AS n JOIN components AS c ON c.number = n.number
    """,
)
STORIES = Stage(
    "stories",
    "one row: a report and the report that its story is named after",
    """
    SELECT reports.number AS number, reports.id AS report, coalesce(settled.story, led.lead) AS named
    FROM (SELECT placed.report AS report, leads.lead AS lead
          FROM placed JOIN (SELECT placed.family AS family, firsts.report AS lead
                            FROM firsts JOIN placed ON placed.report = firsts.report) AS leads
          ON leads.family = placed.family) AS led
    LEFT JOIN settled ON settled.report = led.lead
    JOIN reports ON reports.id = led.report
    """,
)
FIRST_OF_STORY = Stage(
    "first of story",
    "one row: a story and the least number of its reports",
    "SELECT named, min(number) AS first FROM told GROUP BY named",
)
NUMBERED = Stage(
    "numbered stories",
    "one row: a report and its story",
    "SELECT told.number AS number, told.report AS report, concat('s', CAST(named.number + 1 AS VARCHAR)) AS story "
    "FROM told JOIN named ON named.named = told.named",
)

_SETTLED = pa.schema([("report", pa.string()), ("story", pa.string())])


def find_stories(job: Job, reports: Kept, traced: Traced, settings: Settings) -> Kept:
    """Return (number, report, story): the story of each report."""
    features = job.map("features", read_features, reports, key="id", size="size")
    led = follow(job, features, reports, traced.families)
    keyed = job.sql("keyed", KEYED, features=features, led=led, reports=reports, families=traced.families)
    placed = job.number("placed", keyed, by="place")
    firsts = job.sql("firsts", FIRSTS, placed=placed)
    nowhere = job.group_map("nowhere", weigh_nowhere, job.sql("without-day", WITHOUT_DAY, firsts=firsts), by="placed")
    alike = _compare(job, firsts, nowhere, settings.story_days)
    nearest = job.sql("nearest", NEAREST, alike=alike)
    edges = job.sql("story-edges", edges_stage(settings), alike=alike, firsts=firsts, nearest=nearest)
    stars = find_components(job, "events", edges)
    components = job.sql("story-components", COMPONENTS, firsts=firsts, stars=stars)
    parts = job.sql("parts", PARTS, components=components, firsts=firsts, alike=alike, nearest=nearest)
    settled = job.group_map("settled", partial(settle_component, settings=settings), parts, by="component")
    told = job.sql("told", STORIES, placed=placed, firsts=firsts, settled=settled, reports=reports)
    named = job.number("named", job.sql("first-of-story", FIRST_OF_STORY, told=told), by="first")
    return job.sql("stories", NUMBERED, told=told, named=named)


def read_features(table: pa.Table) -> pa.Table:
    """Read what each report is about: records come in, FEATURES go out."""
    return count_terms(report_table([unpack(Report, record) for record in table.column("record").to_pylist()]))


def weigh_nowhere(table: pa.Table) -> pa.Table:
    """Weigh the terms of reports without a day by the counts of those reports, all of them together."""
    return weigh_anew(table.sort_by("number"))


def settle_component(table: pa.Table, settings: Settings) -> pa.Table:
    """Group the reports of a component into stories, day by day."""
    rows = table.to_pylist()
    held = sorted((row for row in rows if row["report"] is not None), key=lambda row: row["number"])
    place = {row["number"]: i for i, row in enumerate(held)}
    # By the later report, then the earlier: the order in which a stream meets them.
    met = sorted((row["second"], row["number"], row["likeness"]) for row in rows if row["second"] is not None)
    pairs = [(place[first], place[second], likeness / _SQUARE) for second, first, likeness in met]
    nearest: dict[int, list[float]] = {}
    for row in rows:
        if row["report"] is None and row["second"] is None:
            nearest.setdefault(place[row["number"]], []).append(row["likeness"] / _SQUARE)
    columns: tuple[list[str], list[int], list[bool]] = (
        [row["report"] for row in held],
        [row["day"] for row in held],
        [row["undated"] for row in held],
    )
    nowhere = held and held[0]["day"] == _NOWHERE
    neighbours = NEIGHBOURS_NOWHERE if nowhere else NEIGHBOURS
    found = settle_apart(columns, pairs, nearest, settings, neighbours=neighbours) if held else {}
    made: list[dict[str, Any]] = [{"report": report, "story": story} for report, story in found.items()]
    return pa.Table.from_pylist(made, schema=_SETTLED)


def _compare(job: Job, firsts: Kept, nowhere: Kept, days: int) -> Kept:
    """Compare reports, a stretch of days at a time with itself and the days before it.

    The joins grow with what is published in a stretch, and not with the square of the archive.
    """
    pieces = {}
    for number, (first, last) in enumerate(
        _stretches(job.rows(job.sql("days", DAYS, firsts=firsts), "day", "reports"))
    ):
        if first == _NOWHERE:
            pieces[f"piece{number}"] = job.sql(f"alike-{number}", pairs_stage(days), later=nowhere, earlier=nowhere)
            continue
        later = job.sql(f"alike-{number}-later", window_stage(first, last), firsts=firsts)
        earlier = job.sql(f"alike-{number}-earlier", window_stage(first - days, last), firsts=firsts)
        pieces[f"piece{number}"] = job.sql(f"alike-{number}", pairs_stage(days), later=later, earlier=earlier)
    return job.sql("alike", joined_stage(len(pieces)), firsts=firsts, **pieces)


def _stretches(days: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Cut the days that have reports into stretches of about `_STRETCH` reports; days without a date are one of all."""
    made: list[tuple[int, int]] = []
    first, held = None, 0
    for row in sorted(days, key=lambda row: row["day"]):
        first = row["day"] if first is None else first
        held += row["reports"]
        if held >= _STRETCH or row["day"] == _NOWHERE:
            made.append((first, row["day"]))
            first, held = None, 0
    if first is not None:
        made.append((first, max(row["day"] for row in days)))
    return made or [(0, 0)]
