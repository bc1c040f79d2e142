"""Days at hand come in, with their reports and how alike those are; the story of each report goes out, day by day.

The reports of a day are joined among themselves and with the stories that have a report in the days before
(joining.py). Likeness fades with each day between two reports, and each report is charged for its nearest neighbours.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from twosource.model import Settings
from twosource.stories.joining import join_alike
from twosource.stories.likeness import Pairs, Tables, compare_reports

# A report is charged for its nearest neighbours: the nearest five of a week, and twenty among those of no known time,
# whose field is as wide as the years. Tuned on AllSides and ECB+.
NEIGHBOURS, NEIGHBOURS_NOWHERE = 5, 20
# Likeness is counted in whole billionths.
_UNIT = 1_000_000_000
# An undated report counts as half a day from another: most pairs of a story are of one day or the next.
_UNDATED_DAYS = 0.5

Walked: TypeAlias = Iterator[tuple[str, str | None, str]]  # a report, the story kept, the story found


def load_days(window: pa.Table, tables: Tables, settings: Settings, neighbours: int) -> Days:
    """Take in the rows of WINDOW or NOWHERE, in canonical order: compare them, and find the nearest of each."""
    return days_with(window, compare_reports(window, tables, settings.story_days), settings, neighbours)


def days_with(window: pa.Table, pairs: Pairs, settings: Settings, neighbours: int) -> Days:
    """Take in the rows of WINDOW or NOWHERE, in canonical order, with how alike they are."""
    ids, placed, undated, kept = (window.column(name).to_pylist() for name in ("report", "placed", "undated", "story"))
    return Days((ids, placed, undated), kept, pairs, nearest_of(pairs, len(ids), neighbours), settings, neighbours)


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
    days = Days(reports, [None] * len(reports[0]), Pairs.of(pairs), nearest, settings, neighbours)
    found: dict[str, str] = {}
    for day in sorted(set(reports[1])):
        found |= {report: story for report, _, story in days.settle(day, found)}
    return found


def nearest_of(pairs: Pairs, reports: int, neighbours: int) -> list[list[float]]:
    """Return the likeness of each report to the `neighbours` most like it, the nearest first."""
    report = np.concatenate([pairs.first, pairs.second])
    likeness = np.concatenate([pairs.likeness, pairs.likeness])
    order = np.lexsort((-likeness, report))
    bounds = np.searchsorted(report[order], np.arange(reports + 1))
    sorted_likeness = likeness[order].tolist()  # lists: a sum over five numbers of an array takes three times as long
    return [sorted_likeness[a : min(b, a + neighbours)] for a, b in pairwise(bounds.tolist())]


class Days:
    """The days at hand: their reports in canonical order, the stories kept, how alike the reports are."""

    def __init__(
        self,
        reports: tuple[list[str], list[int], list[bool]],
        kept: Sequence[str | None],
        pairs: Pairs,
        nearest: Mapping[int, Sequence[float]] | Sequence[Sequence[float]],
        settings: Settings,
        neighbours: int,
    ) -> None:
        self._settings = settings
        self._ids, self._placed, undated = reports
        self._kept = kept
        self._members: dict[int, list[int]] = defaultdict(list)
        for number, day in enumerate(self._placed):
            self._members[day].append(number)
        self._pairs = dict(self._by_day(pairs, np.array(undated, bool)))
        share = _UNIT * settings.story_crowding / 2 / neighbours
        near = nearest if not isinstance(nearest, Mapping) else [nearest.get(n, ()) for n in range(len(self._ids))]
        self._charges = [round(share * math.fsum(likeness)) for likeness in near]

    def settle(self, day: int, found: Mapping[str, str]) -> Walked:
        """Yield (report, story kept, story) for each report of `day`; `found` are stories found on days before."""
        stories: dict[str, list[int]] = defaultdict(list)
        for before in range(day - self._settings.story_days, day):
            for number in self._members.get(before, ()):
                # A story found in this walk goes before the one that is kept.
                story = found.get(self._ids[number], self._kept[number])
                assert story is not None, "a report that was never grouped is on a day that is worked out again"
                stories[story].append(number)
        names = sorted(stories)
        new = self._members.get(day, [])
        groups = [stories[name] for name in names] + [[number] for number in new]
        least = round(_UNIT * self._settings.same_story)
        for joined in join_alike(groups, len(names), self._pairs.get(day, ()), self._charges, least):
            # Canonical order: the first place is the story of before, or the first report of a story that opens.
            name = names[joined[0]] if joined[0] < len(names) else self._ids[groups[joined[0]][0]]
            for number in (groups[place][0] for place in joined if place >= len(names)):
                yield self._ids[number], self._kept[number], name

    def _by_day(self, pairs: Pairs, undated: NDArray[np.bool_]) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
        """Yield the pairs of each day, that of the later report, their likeness faded and in whole numbers."""
        placed = np.array(self._placed, np.int64)
        apart = (placed[pairs.second] - placed[pairs.first]).astype(np.float64)
        mixed = undated[pairs.first] != undated[pairs.second]
        apart[mixed] = np.maximum(_UNDATED_DAYS, apart[mixed])
        # One factor a distance, by the same function everywhere, so that no machine differs in the last digit.
        distances, which = np.unique(apart, return_inverse=True)
        factors = np.array([math.exp(-self._settings.story_daily_loss * d) for d in distances.tolist()], np.float64)
        faded = np.rint(_UNIT * (pairs.likeness * factors[which])).astype(np.int64)
        order = np.argsort(placed[pairs.second], kind="stable")
        days = placed[pairs.second][order].tolist()
        columns = (pairs.first[order].tolist(), pairs.second[order].tolist(), faded[order].tolist())
        for day, rows in groupby(zip(days, *columns, strict=True), key=lambda row: row[0]):
            yield day, [row[1:] for row in rows]
