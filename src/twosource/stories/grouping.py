"""Which reports are about one event: alike in words and names, near in time, or copies of one text.

Average link over the pairs that share rare words (Miranda et al. 2018 use the same features online). Two corrections
matter more than the choice of link. A report in a crowded field (the tenth hearing of one trial) is like many that
are not of its story: each report is charged a part of its likeness to its nearest neighbours (the idea of CSLS,
Conneau et al. 2018). And likeness fades with each day between two reports.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from twosource.model import Report, Settings
from twosource.stages import Engine
from twosource.stories.likeness import compare_reports, day_of

_NEIGHBOURS = 5
# A report without a date counts as half a day from a dated one: most pairs of a story are of one day or the next.
_UNDATED_DAYS = 0.5


def group_reports(
    reports: Sequence[Report], engine: Engine, settings: Settings, copies: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the story of each report's id: s1, s2 … in the order in which `reports` first names them.

    `copies` gives the lineage of each id: copies of one text are one story, whatever their dates. The order of
    `reports` changes the names of the stories and nothing else.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    groups = _Groups([day_of(report) for report in ordered], settings)
    for first, second, likeness in compare_reports(ordered, engine, settings.story_days):
        groups.add_pair(first, second, likeness)
    groups.charge_crowding()
    groups.join_copies([(copies or {}).get(report.id) for report in ordered])
    groups.join_alike()
    story = {ordered[member].id: group for group, members in groups.members.items() for member in members}
    names: dict[int, str] = {}
    return {report.id: names.setdefault(story[report.id], f"s{len(names) + 1}") for report in reports}


class _Groups:
    """Groups of reports under way: their members, the likeness between groups, and what each is charged."""

    def __init__(self, days: Sequence[int | None], settings: Settings) -> None:
        self.members = {i: [i] for i in range(len(days))}
        self._days = days
        self._settings = settings
        self._likeness: dict[int, dict[int, float]] = defaultdict(dict)  # between groups, summed over their pairs
        self._nearest: dict[int, list[float]] = defaultdict(list)
        self._charge: dict[int, float] = {}  # summed over a group's members

    def add_pair(self, first: int, second: int, likeness: float) -> None:
        """Note how alike two reports are, less what the days between them take away."""
        faded = likeness * math.exp(-self._settings.story_daily_loss * self._apart(first, second))
        self._likeness[first][second] = self._likeness[second][first] = faded
        for report in (first, second):
            nearest = self._nearest[report]
            heapq.heappush(nearest, likeness)
            if len(nearest) > _NEIGHBOURS:
                heapq.heappop(nearest)

    def charge_crowding(self) -> None:
        """Charge each report half of `story_crowding` of its mean likeness to its nearest five, whoever they are."""
        for report in self.members:
            mean = math.fsum(self._nearest[report]) / _NEIGHBOURS
            self._charge[report] = self._settings.story_crowding * mean / 2

    def join_copies(self, lineages: Sequence[str | None]) -> None:
        """Join the reports of each lineage; None is a report without copies."""
        first: dict[str, int] = {}
        for report, lineage in enumerate(lineages):
            if lineage is not None and first.setdefault(lineage, report) != report:
                self._join(first[lineage], report)

    def join_alike(self) -> None:
        """Join the two groups that are most alike on average, again and again, while they are alike enough."""
        waiting = [
            (-average, first, second)
            for first in sorted(self._likeness)
            for second in sorted(self._likeness[first])
            if first < second and (average := self._average(first, second)) >= self._settings.same_story
        ]
        heapq.heapify(waiting)
        while waiting:
            negative, first, second = heapq.heappop(waiting)
            # A pair whose groups have grown since has a newer entry, or is below the threshold now.
            if first not in self.members or second not in self.members or self._average(first, second) != -negative:
                continue
            self._join(first, second)
            for other in sorted(self._likeness[first]):
                average = self._average(*sorted((first, other)))
                if average >= self._settings.same_story:
                    heapq.heappush(waiting, (-average, min(first, other), max(first, other)))

    def _join(self, first: int, second: int) -> None:
        self.members[first] += self.members.pop(second)
        self._charge[first] += self._charge.pop(second)
        for other, likeness in self._likeness.pop(second, {}).items():
            del self._likeness[other][second]
            if other != first:
                joined = self._likeness[first].get(other, 0.0) + likeness
                self._likeness[first][other] = self._likeness[other][first] = joined

    def _average(self, first: int, second: int) -> float:
        """Return the mean likeness of the pairs between two groups; a pair too far apart in time counts as -1."""
        a, b = self.members[first], self.members[second]
        likeness = self._likeness.get(first, {}).get(second, 0.0)
        charged = len(b) * self._charge[first] + len(a) * self._charge[second]
        return (likeness - charged - self._too_far(a, b)) / (len(a) * len(b))

    def _too_far(self, a: Sequence[int], b: Sequence[int]) -> int:
        limit = self._settings.story_days
        days = [day for i in b if (day := self._days[i]) is not None]
        return sum(abs(day - other) > limit for i in a if (day := self._days[i]) is not None for other in days)

    def _apart(self, first: int, second: int) -> float:
        a, b = self._days[first], self._days[second]
        if a is None or b is None:
            return 0.0 if a is b else _UNDATED_DAYS
        return abs(a - b)
