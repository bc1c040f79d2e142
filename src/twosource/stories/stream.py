"""Stories kept up to date while reports come in: only the days that a new report can touch are worked out again.

Days are taken in order. The reports of a day are joined among themselves and with the stories that have a report
within `story_days` before it (joining.py). What happens on a day therefore depends on that day and on the few days
around it: work starts `story_days` before the first day touched, and ends where the stories of `story_days` days in a
row are those that are kept. A batch is the same work from the first day on, so that batch and stream agree.

A desk keeps four tables, under these names, which its `sql(stage, **more_tables)` must see:
    features    (report, day, terms)                FEATURES of features.py, a row a report
    placements  (report, placed, near, likeness)    PLACEMENTS of placing.py, a row a report
    copies      (report, lineage)                   reports without a copy may be absent
    stories     (report, story)                     what `regroup` gave back so far
and for each batch of new reports does this:
    new = features_of(reports, engine)              append to `features`
    placed = place_reports(new, tables)
    ids = those of `placed`, and those whose lineage is another than before or has gained or lost a report
    touched = days_of(ids, tables)                  before the next line, for where they stood
    replace the rows of `placements` by `placed`; bring `copies` up to date
    touched |= days_of(ids, tables)                 and after, for where they stand now
    changed = regroup(touched, tables, settings)    {report: story}: replace those rows of `stories`
A story's name is the id of its first report (by day, then id): it does not depend on the order of adding.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pyarrow as pa

from twosource.model import Settings
from twosource.stages import Stage
from twosource.stories.joining import join_alike
from twosource.stories.likeness import Tables, compare_reports, weigh_anew

# A report is charged for its nearest neighbours: the nearest five of a week, and twenty among those of no known time,
# whose field is as wide as the years. Tuned on AllSides and ECB+.
NEIGHBOURS, NEIGHBOURS_NOWHERE = 5, 20
# Reports that are loaded at once, or one day's where that has more.
_STRETCH = 1_000
# Likeness is counted in whole billionths.
_UNIT = 1_000_000_000
# An undated report counts as half a day from another: most pairs of a story are of one day or the next.
_UNDATED_DAYS = 0.5

FOLLOWERS = Stage(
    "followers",
    "one row: a copy, and the first report of its lineage, which stands for all: copies of one text are one story",
    """
    SELECT report, first AS lead
    FROM (SELECT copies.report, first_value(copies.report) OVER (
              PARTITION BY lineage ORDER BY coalesce(placed, 9999999), copies.report) AS first
          FROM copies JOIN placements ON copies.report = placements.report) AS ranked
    WHERE report <> first
    """,
)

DAYS = Stage(
    "days",
    "one row: a day from `since` on, and how many reports are placed on it",
    "SELECT placed, count(*) AS reports FROM placements JOIN since ON placed >= since.day GROUP BY placed "
    "ORDER BY placed",
)

WINDOW = Stage(
    "window",
    "one row: a report placed on the days asked for, with its terms and the story that it had",
    """
    SELECT placements.report, placements.placed, features.day IS NULL AS undated, features.terms, stories.story
    FROM placements
    JOIN asked ON placements.placed BETWEEN asked.first AND asked.last
    JOIN features ON features.report = placements.report
    LEFT JOIN stories ON stories.report = placements.report
    LEFT JOIN followers ON followers.report = placements.report
    WHERE followers.report IS NULL
    ORDER BY placements.placed, placements.report
    """,
)

NOWHERE = Stage(
    "nowhere",
    "one row: a report that has no place in time, with its terms and the story that it had",
    """
    SELECT placements.report, 0 AS placed, true AS undated, features.terms, stories.story
    FROM placements
    JOIN features ON features.report = placements.report
    LEFT JOIN stories ON stories.report = placements.report
    LEFT JOIN followers ON followers.report = placements.report
    WHERE followers.report IS NULL AND placements.placed IS NULL
    ORDER BY placements.report
    """,
)

COPIES = Stage(
    "copies",
    "one row: a copy whose story is not that of its lineage's first report, and that story",
    """
    SELECT followers.report, walked.story
    FROM walked JOIN followers ON followers.lead = walked.report
    LEFT JOIN stories ON stories.report = followers.report
    WHERE stories.story IS NULL OR stories.story <> walked.story
    ORDER BY followers.report
    """,
)

DAYS_OF = Stage(
    "days_of",
    "one row: a day on which a report of `asked`, or one of its lineage, is placed; null for nowhere",
    """
    SELECT DISTINCT placements.placed
    FROM placements
    JOIN (SELECT report FROM asked
          UNION SELECT other.report FROM asked JOIN copies AS own ON own.report = asked.report
                JOIN copies AS other ON other.lineage = own.lineage) AS meant
    ON meant.report = placements.report
    """,
)


def days_of(reports: Iterable[str], tables: Tables) -> set[int | None]:
    """Return the days on which `reports` and the others of their lineages are placed; None stands for nowhere."""
    asked = pa.table({"report": pa.array(sorted(set(reports)), pa.string())})
    return set(tables.sql(DAYS_OF, asked=asked).column("placed").to_pylist())


def regroup(touched: Collection[int | None], tables: Tables, settings: Settings) -> dict[str, str]:
    """Return the reports whose story is another than the one kept, with the new one.

    `touched` are the days on which a report was added, went away, or became or ceased to be a copy.
    """
    walked: dict[str, str] = {}
    stories: dict[str, str] = {}
    for report, kept, story in _walk(touched, tables, settings):
        walked[report] = story
        if kept != story:
            stories[report] = story
    leads = pa.table([list(walked), list(walked.values())], schema=_WALKED)
    copies = tables.sql(COPIES, walked=leads, followers=tables.sql(FOLLOWERS))
    stories |= zip(copies.column("report").to_pylist(), copies.column("story").to_pylist(), strict=True)
    return stories


_WALKED = pa.schema([("report", pa.string()), ("story", pa.string())])
_Walked = Iterator[tuple[str, str | None, str]]


def settle_apart(
    reports: tuple[list[str], list[int], list[bool]],
    pairs: Iterable[tuple[int, int, float]],
    nearest: Mapping[int, Sequence[float]],
    settings: Settings,
    *,
    neighbours: int = NEIGHBOURS,
) -> dict[str, str]:
    """Return the story of each report of a part of an archive that shares no story with the rest of it.

    `reports` are ids, the days where they are placed, and whether they are undated, in canonical order (day, id), one
    of each lineage. `pairs` are (first, second, likeness) by place in that order; `nearest` has the likeness of each
    report to its nearest `neighbours` at most `story_days` before or after, in the whole archive. For reports placed
    nowhere `neighbours` is NEIGHBOURS_NOWHERE, and their terms were weighed by `likeness.weigh_anew` before they were
    compared, all of them together.
    """
    days = _Days(settings, neighbours)
    days.take(reports, pairs, nearest)
    return {report: story for day in sorted(set(reports[1])) for report, _, story in days.settle(day)}


def _walk(touched: Collection[int | None], tables: Tables, settings: Settings) -> _Walked:
    followers = tables.sql(FOLLOWERS)
    dated = sorted({day for day in touched if day is not None})
    if dated:
        yield from _walk_days(dated, tables, followers, settings)
    if None in touched:
        days = _Days(settings, NEIGHBOURS_NOWHERE)
        days.load(weigh_anew(tables.sql(NOWHERE, followers=followers)), 0, tables)
        yield from days.settle(0)


def _walk_days(touched: list[int], tables: Tables, followers: pa.Table, settings: Settings) -> _Walked:
    """Yield (report, story kept, story) day by day, around the days touched and on until what follows cannot change."""
    reach = settings.story_days
    held = tables.sql(DAYS, since=pa.table({"day": [touched[0] - reach]}))
    counts = list(zip(held.column("placed").to_pylist(), held.column("reports").to_pylist(), strict=True))
    days = _Days(settings, NEIGHBOURS)
    since = touched[0] - reach
    for first, last in _runs(touched, reach):
        since = max(since, first)
        while since <= last:
            stretch = _stretch(counts[bisect_left(counts, (since, 0)) :], last)
            # The stories open when the stretch begins, and what decides how crowded they and the last days of it are.
            asked = pa.table({"first": [since - 2 * reach], "last": [stretch[-1] + reach if stretch else since]})
            if stretch:
                days.load(tables.sql(WINDOW, asked=asked, followers=followers), since, tables)
            for day in stretch:
                for report, kept, story in days.settle(day):
                    last = max(last, day + reach if kept != story else last)
                    yield report, kept, story
            since = stretch[-1] + 1 if stretch else last + 1


def _runs(touched: list[int], reach: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last days to be worked out again, days near each other in one run.

    A new report changes how crowded the reports `reach` days before and after it are, and what happens on a day can
    change what happens `reach` days later.
    """
    first, last = touched[0] - reach, touched[0] + 2 * reach
    for day in touched[1:]:
        if day - reach > last + 1:
            yield first, last
            first = day - reach
        last = day + 2 * reach
    yield first, last


def _stretch(counts: list[tuple[int, int]], last: int) -> list[int]:
    """Return the first of the days counted, up to `last` and to as many reports as are loaded at once."""
    stretch: list[int] = []
    held = 0
    for day, reports in counts:
        held += reports
        if day > last or (stretch and held > _STRETCH):
            break
        stretch.append(day)
    return stretch


class _Days:
    """The days at hand: their reports in canonical order, how alike they are, and the stories so far."""

    def __init__(self, settings: Settings, neighbours: int) -> None:
        self._settings = settings
        self._neighbours = neighbours
        self._story: dict[str, str] = {}
        self._kept: dict[str, str | None] = {}

    def load(self, window: pa.Table, since: int, tables: Tables) -> None:
        """Take in the rows of WINDOW; days before `since` are settled: their stories stand."""
        columns = (window.column(name).to_pylist() for name in ("report", "placed", "undated", "story"))
        ids, placed, undated, kept = columns
        self._kept = dict(zip(ids, kept, strict=True))
        # A story found in this walk goes before the one that is kept.
        before = {report: self._story.get(report, self._kept[report]) for report in ids[: bisect_left(placed, since)]}
        self._story = {report: story for report, story in before.items() if story is not None}
        reach = self._settings.story_days
        pairs = list(compare_reports(window, bisect_left(placed, since - reach), tables, reach))
        nearest: dict[int, list[float]] = defaultdict(list)
        for first, second, likeness in pairs:
            for one in (first, second):
                heapq.heappush(nearest[one], likeness)
                if len(nearest[one]) > self._neighbours:
                    heapq.heappop(nearest[one])
        self.take((ids, placed, undated), pairs, nearest)

    def take(
        self,
        reports: tuple[list[str], list[int], list[bool]],
        pairs: Iterable[tuple[int, int, float]],
        nearest: Mapping[int, Sequence[float]],
    ) -> None:
        """Take in reports in canonical order with their pairs and the likeness of their nearest neighbours."""
        self._ids, self._placed, self._undated = reports
        self._members: dict[int, list[int]] = defaultdict(list)
        for number, day in enumerate(self._placed):
            self._members[day].append(number)
        self._pairs: dict[int, list[tuple[int, int, int]]] = defaultdict(list)  # by the day of the later report
        for first, second, likeness in pairs:
            faded = likeness * math.exp(-self._settings.story_daily_loss * self._apart(first, second))
            self._pairs[self._placed[second]].append((first, second, round(_UNIT * faded)))
        share = _UNIT * self._settings.story_crowding / 2 / self._neighbours
        self._charges = [round(share * math.fsum(nearest.get(number, ()))) for number in range(len(self._ids))]

    def settle(self, day: int) -> _Walked:
        """Yield (report, story kept, story) for each report of `day`."""
        stories: dict[str, list[int]] = defaultdict(list)
        for before in range(day - self._settings.story_days, day):
            for number in self._members.get(before, ()):
                stories[self._story[self._ids[number]]].append(number)
        names = sorted(stories)
        new = self._members.get(day, [])
        groups = [stories[name] for name in names] + [[number] for number in new]
        least = round(_UNIT * self._settings.same_story)
        for joined in join_alike(groups, len(names), self._pairs.get(day, ()), self._charges, least):
            # Canonical order: the first place is the story of before, or the first report of a story that opens.
            name = names[joined[0]] if joined[0] < len(names) else self._ids[groups[joined[0]][0]]
            for number in (groups[place][0] for place in joined if place >= len(names)):
                self._story[self._ids[number]] = name
                yield self._ids[number], self._kept.get(self._ids[number]), name

    def _apart(self, first: int, second: int) -> float:
        days = self._placed[second] - self._placed[first]
        if self._undated[first] != self._undated[second]:
            return max(_UNDATED_DAYS, days)
        return float(days)
