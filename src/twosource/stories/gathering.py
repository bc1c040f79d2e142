"""The stories of a few reports read together come in; those with what plainly was meant to belong to the one go out.

Whoever reads a handful of reports together takes them to be of one event. Grouping does not know that: its likeness
must tell events apart among thousands of reports, and a local paper that tells of the people in the hall instead of
the crash is little like the wire (docs/adr/0009). So in a small set that has one main story, a report that is alone,
is at least a little like a report of it, and is of its days, is read with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from twosource.model import ReadError, Report, Settings
from twosource.stages import Engine
from twosource.stories.features import features_of
from twosource.stories.likeness import compare_reports


def gather(
    reports: Sequence[Report],
    stories: Mapping[str, str],
    engine: Engine,
    settings: Settings,
    copies: Mapping[str, str],
    errors: list[ReadError] | None = None,
) -> dict[str, str]:
    """Return the story of each report's id, reports that are alone joined to the main one where they belong to it.

    `copies` gives each report's lineage: a lineage is alone where it is a whole story, however many run it.
    """
    counts = Counter(stories.values())
    main, size = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    if len(stories) > settings.gather_reports or len(counts) < 2 or 2 * size <= len(stories):
        return dict(stories)
    days = [day for r in reports if stories[r.id] == main and (day := _day(r)) is not None]
    alike = _likeness(reports, engine, errors)
    gathered = dict(stories)
    for report in reports:
        own = stories[report.id]
        whole = {copies.get(name, name) for name, story in stories.items() if story == own}
        if own == main or len(whole) > 1 or not _is_near(_day(report), days, settings.story_days):
            continue
        best = max((alike.get(frozenset((report.id, n)), 0.0) for n, s in stories.items() if s == main), default=0.0)
        if best >= settings.gather_from:
            gathered[report.id] = main
    # A lineage goes whole: copies of one text are of one story.
    moved = {copies.get(r.id, r.id) for r in reports if gathered[r.id] != stories[r.id]}
    return {name: main if copies.get(name, name) in moved else story for name, story in gathered.items()}


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


def _is_near(day: date | None, days: Sequence[date], reach: int) -> bool:
    """Say whether a day is unknown or within `reach` days of one of the others."""
    return day is None or not days or any(abs((day - other).days) <= reach for other in days)
