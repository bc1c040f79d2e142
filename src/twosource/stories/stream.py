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
    new = features_of(reports, engine)              append to `features`, and bring `copies` up to date
    placed = place_reports(new, tables)
    ids = those of `placed`, and those whose lineage is another than before or has gained or lost a report
    touched = days_of(ids, tables)                  before the next line, for where they stood
    replace the rows of `placements` by `placed`
    touched |= days_of(ids, tables)                 and after, for where they stand now
    changed = regroup(touched, tables, settings)    {report: story}: replace those rows of `stories`
A desk may also keep how alike reports are, so that days that are walked again are not compared again (compared.py).
A story's name is the id of its first report (by day, then id): it does not depend on the order of adding.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping

import pyarrow as pa

from twosource.model import Settings
from twosource.stages import Stage
from twosource.stories.compared import Compared, compare_new
from twosource.stories.days import NEIGHBOURS, NEIGHBOURS_NOWHERE, Days, Walked, days_with, load_days
from twosource.stories.likeness import Tables, weigh_anew
from twosource.stories.placing import ALONE, FOLLOWERS

# Reports that are loaded at once, or one day's where that has more; without their terms, which are most of them, more.
_STRETCH, _BARE_STRETCH = 1_000, 8_000

DAYS = Stage(
    "days",
    "one row: a day from `since` on, and how many reports are placed on it",
    "SELECT placed, count(*) AS reports FROM placements JOIN since ON placed >= since.day GROUP BY placed "
    "ORDER BY placed",
)

_WINDOW = """
    SELECT placements.report, placements.placed, features.day IS NULL AS undated, {terms}stories.story
    FROM placements
    JOIN asked ON placements.placed = asked.day
    JOIN features ON features.report = placements.report
    LEFT JOIN stories ON stories.report = placements.report
    LEFT JOIN followers ON followers.report = placements.report
    WHERE followers.report IS NULL
    ORDER BY placements.placed, placements.report
"""
WINDOW = Stage(
    "window",
    "one row: a report placed on the days asked for, with its terms and the story that it had",
    _WINDOW.format(terms="features.terms, "),
)
BARE_WINDOW = Stage(
    "bare_window",
    "one row: a report placed on the days asked for, with the story that it had",
    _WINDOW.format(terms=""),
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

APART = Stage(
    "apart",
    "one row: a report that is like no other, and the story that it had",
    f"""
    SELECT placements.report, stories.story
    FROM placements
    LEFT JOIN stories ON stories.report = placements.report
    LEFT JOIN followers ON followers.report = placements.report
    WHERE followers.report IS NULL AND placements.placed = {ALONE}
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


def regroup(
    touched: Collection[int | None], tables: Tables, settings: Settings, compared: Compared | None = None
) -> dict[str, str]:
    """Return the reports whose story is another than the one kept, with the new one.

    `touched` are the days on which a report was added, went away, or became or ceased to be a copy. `compared` keeps
    the likenesses of reports that were compared before; without it all that is walked is compared again.
    """
    walked: dict[str, str] = {}
    stories: dict[str, str] = {}
    followers = tables.sql(FOLLOWERS)
    for report, kept, story in _walk(touched, tables, followers, settings, compared):
        walked[report] = story
        if kept != story:
            stories[report] = story
    leads = pa.table([list(walked), list(walked.values())], schema=_WALKED)
    copies = tables.sql(COPIES, walked=leads, followers=followers)
    stories |= zip(copies.column("report").to_pylist(), copies.column("story").to_pylist(), strict=True)
    return stories


_WALKED = pa.schema([("report", pa.string()), ("story", pa.string())])


def _walk(
    touched: Collection[int | None],
    tables: Tables,
    followers: pa.Table,
    settings: Settings,
    compared: Compared | None,
) -> Walked:
    dated = sorted({day for day in touched if day is not None and day != ALONE})
    if dated:
        yield from _walk_days(dated, tables, followers, settings, compared)
    if None in touched:
        window = weigh_anew(tables.sql(NOWHERE, followers=followers))
        yield from load_days(window, tables, settings, NEIGHBOURS_NOWHERE).settle(0, {})
    if ALONE in touched:
        apart = tables.sql(APART, followers=followers)
        for report, kept in zip(apart.column("report").to_pylist(), apart.column("story").to_pylist(), strict=True):
            yield report, kept, report


def _walk_days(
    touched: list[int], tables: Tables, followers: pa.Table, settings: Settings, compared: Compared | None
) -> Walked:
    """Yield (report, story kept, story) day by day, around the days touched and on until what follows cannot change."""
    reach = settings.story_days
    held = tables.sql(DAYS, since=pa.table({"day": [touched[0] - reach]}))
    counts = dict(zip(held.column("placed").to_pylist(), held.column("reports").to_pylist(), strict=True))
    ordered = list(counts)
    found: dict[str, str] = {}
    runs = list(_runs(touched, reach))
    loaded: set[int] = set()  # the days that can be settled with what is at hand
    since = runs[0][0]
    for number, (first, last) in enumerate(runs):
        place = bisect_left(ordered, max(since, first))
        while place < len(ordered) and (day := ordered[place]) <= last:
            if day not in loaded:
                most = _STRETCH if compared is None else _BARE_STRETCH
                loaded = _stretch(day, [(day, last), *runs[number + 1 :]], counts, ordered, reach, most)
                days = _load(loaded, tables, followers, settings, compared)
            for report, kept, story in days.settle(day, found):
                found[report] = story
                last = max(last, day + reach if kept != story else last)
                yield report, kept, story
            place += 1
        since = max(since, last + 1)


def _load(
    loaded: Collection[int], tables: Tables, followers: pa.Table, settings: Settings, compared: Compared | None
) -> Days:
    asked = pa.table({"day": _around(loaded, settings.story_days)})
    if compared is None:
        return load_days(tables.sql(WINDOW, asked=asked, followers=followers), tables, settings, NEIGHBOURS)
    window = tables.sql(BARE_WINDOW, asked=asked, followers=followers)
    return days_with(window, compare_new(window, tables, settings.story_days, compared, loaded), settings, NEIGHBOURS)


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


def _stretch(
    since: int, runs: list[tuple[int, int]], counts: Mapping[int, int], ordered: list[int], reach: int, most: int
) -> set[int]:
    """Return the days of the runs from `since` on, those of up to `most` reports, but one day at least.

    Each run is followed a little further than it goes by now: what changes on its last days carries on.
    """
    stretch: set[int] = set()
    held = 0
    for first, last in runs:
        for day in ordered[bisect_left(ordered, max(first, since)) : bisect_right(ordered, last + reach)]:
            if day in stretch:
                continue
            held += counts[day]
            if stretch and held > most:
                return stretch
            stretch.add(day)
    return stretch


def _around(days: Collection[int], reach: int) -> list[int]:
    """Return the days, those whose stories are open on them, and those that say how crowded all these are."""
    return sorted({near for day in days for near in range(day - 2 * reach, day + reach + 1)})
