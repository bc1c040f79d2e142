"""The stories of a few reports read together come in; those with what plainly was meant to belong to the one go out.

Whoever reads a handful of reports together takes them to be of one event. Grouping does not know that: its likeness
must tell events apart among thousands of reports, and a local paper that tells of the people in the hall instead of
the crash is little like the wire (docs/adr/0009). So in a small set that has one main story, a report that is alone,
is at least a little like a report of it, and is of its days, is read with it. And where the set has come apart into
several stories, as when a week of one event is told by eight newsrooms of which no two tell the same, two of them are
one if their reports are as like each other, nearly, as those of either are among themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

import pyarrow as pa

from twosource.model import ReadError, Report, Settings
from twosource.stages import Engine
from twosource.stories.features import features_of
from twosource.stories.likeness import compare_reports

# Two stories of a handful are one if, on the average of their lineages, they are so alike; and at least this share as
# alike as the lineages of either. Over 463 stories of AllSides and BASIL read alone and 315 pairs of them read together
# (ADR 9), from a half to 0.6 keeps one from the other as well as 0.8, and leaves none of ours apart.
_ALIKE, _AS_ALIKE = 0.1, 0.5

_Likeness = Mapping[frozenset[str], float]


def gather(
    reports: Sequence[Report],
    stories: Mapping[str, str],
    engine: Engine,
    settings: Settings,
    copies: Mapping[str, str],
    errors: list[ReadError] | None = None,
) -> dict[str, str]:
    """Return the story of each report's id, with what belongs together in a handful of reports put together.

    `copies` gives each report's lineage: a lineage is alone where it is a whole story, however many run it.
    """
    if len(stories) > settings.gather_reports or len(set(stories.values())) < 2:
        return dict(stories)
    alike = _likeness(reports, engine, errors)
    gathered = _with_the_alone(reports, stories, alike, settings, copies)
    return _united(reports, gathered, alike, settings, copies)


def _with_the_alone(
    reports: Sequence[Report],
    stories: Mapping[str, str],
    alike: _Likeness,
    settings: Settings,
    copies: Mapping[str, str],
) -> dict[str, str]:
    """Join what is alone to the story that has more than half of all reports, if there is one."""
    main, size = max(Counter(stories.values()).items(), key=lambda pair: pair[1])
    if 2 * size <= len(stories):
        return dict(stories)
    days = [day for r in reports if stories[r.id] == main and (day := _day(r)) is not None]
    gathered = dict(stories)
    for report in reports:
        own = stories[report.id]
        whole = {copies.get(name, name) for name, story in stories.items() if story == own}
        if own == main or len(whole) > 1 or not _is_near([_day(report)], days, settings.story_days):
            continue
        best = max((alike.get(frozenset((report.id, n)), 0.0) for n, s in stories.items() if s == main), default=0.0)
        if best >= settings.gather_from:
            gathered[report.id] = main
    # A lineage goes whole: copies of one text are of one story.
    moved = {copies.get(r.id, r.id) for r in reports if gathered[r.id] != stories[r.id]}
    return {name: main if copies.get(name, name) in moved else story for name, story in gathered.items()}


def _united(
    reports: Sequence[Report],
    stories: Mapping[str, str],
    alike: _Likeness,
    settings: Settings,
    copies: Mapping[str, str],
) -> dict[str, str]:
    """Unite the two stories that are surest to be one, again and again, until no two are sure enough."""
    groups = [
        _Group.of([r for r in reports if stories[r.id] == name], copies) for name in sorted(set(stories.values()))
    ]
    while True:
        sure = [
            (surplus, -i, -j)
            for (i, one), (j, other) in combinations(enumerate(groups), 2)
            if _is_near(one.days, other.days, settings.story_days)
            and (surplus := one.likeness(other, alike) - one.least(other, alike)) >= 0
        ]
        if not sure:
            break
        _, i, j = max(sure)
        groups[-i] = _Group(groups[-i].days + groups[-j].days, groups[-i].lineages + groups[-j].lineages)
        del groups[-j]
    return {name: stories[group.first] for group in groups for lineage in group.lineages for name in lineage}


class _Group(NamedTuple):
    """A story under way: the days of its reports that have one, and its lineages, each the ids of its reports."""

    days: list[date | None]
    lineages: list[list[str]]

    @classmethod
    def of(cls, reports: Sequence[Report], copies: Mapping[str, str]) -> _Group:
        lineages: dict[str, list[str]] = defaultdict(list)
        for report in reports:
            lineages[copies.get(report.id, report.id)].append(report.id)
        return cls([_day(r) for r in reports], list(lineages.values()))

    @property
    def first(self) -> str:
        return self.lineages[0][0]

    def likeness(self, other: _Group, alike: _Likeness) -> float:
        """Return how alike the lineages of two groups are on the average."""
        return fmean(_link(a, b, alike) for a in self.lineages for b in other.lineages)

    def least(self, other: _Group, alike: _Likeness) -> float:
        """Return how alike two groups have to be to be one."""
        inside = [
            fmean(_link(a, b, alike) for a, b in combinations(group.lineages, 2))
            for group in (self, other)
            if len(group.lineages) > 1
        ]
        return max([_ALIKE, *([_AS_ALIKE * min(inside)] if inside else [])])


def _link(one: Sequence[str], other: Sequence[str], alike: _Likeness) -> float:
    """Return how alike two lineages are: as their two reports that are most so."""
    return max(alike.get(frozenset((a, b)), 0.0) for a in one for b in other)


def _likeness(reports: Sequence[Report], engine: Engine, errors: list[ReadError] | None) -> dict[frozenset[str], float]:
    """Return how alike each two reports are (cosine), whatever their dates; nothing for what is hardly alike."""
    unique = {r.id: r for r in reports}
    features = features_of([unique[name] for name in sorted(unique)], engine, errors)
    placed = features.append_column("placed", pa.array([0] * features.num_rows, pa.int64()))
    names = features.column("report").to_pylist()
    pairs = compare_reports(placed, engine, 0)
    return {
        frozenset((names[a], names[b])): float(likeness)
        for a, b, likeness in zip(pairs.first, pairs.second, pairs.likeness, strict=True)
    }


def _day(report: Report) -> date | None:
    return date.fromisoformat(report.published[:10]) if report.published else None


def _is_near(days: Sequence[date | None], others: Sequence[date | None], reach: int) -> bool:
    """Say whether a day of the ones is within `reach` days of one of the others, as far as days are known."""
    known, near = [d for d in days if d is not None], [d for d in others if d is not None]
    return not known or not near or any(abs((a - b).days) <= reach for a in known for b in near)
