"""Dated things come in; two rails as SVG go out: above, when it is said to have happened; below, when it was reported.

Days far apart would leave the week that matters a dot: each date has its own column, and a column says its date. What
is known to the day is a dot, to the week, month or year a bar that grows with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from twosource.briefing.labels import written_date
from twosource.model import TimelineEntry

_LEFT, _COLUMN, _HEIGHT = 84, 76, 124
_UPPER, _LOWER = 40, 88
_WIDTHS = {"day": 0, "week": 28, "month": 44, "year": 60}
# More columns than this are no picture; the list says it better.
MOST_DATES = 24


def draw_timeline(entries: Sequence[TimelineEntry], published: Sequence[str]) -> Markup | None:
    """Return the picture, or None where nothing is dated; the last dates where there are too many.

    >>> draw_timeline([], []) is None
    True
    """
    events = Counter(e.date for e in entries)
    precise = {e.date: e.granularity for e in entries}
    reports = Counter(published)
    dates = sorted(set(events) | set(reports))[-MOST_DATES:]
    if len(dates) < 2:
        return None
    at = {d: _LEFT + _COLUMN * i + _COLUMN // 2 for i, d in enumerate(dates)}
    width = _LEFT + _COLUMN * len(dates)
    parts = [_rail("Happened", _UPPER, width), _rail("Reported", _LOWER, width)]
    parts += [_date(d, x) for d, x in at.items()]
    parts += [_event(at[d], precise[d], count) for d, count in sorted(events.items()) if d in at]
    parts += [_report(at[d], count) for d, count in sorted(reports.items()) if d in at]
    said = f"Timeline of {len(dates)} dates: above, what is said to have happened; below, when reports came out."
    return Markup(
        '<svg class="chart timeline-chart" role="img" aria-label="{s}" viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
        "{parts}</svg>"
    ).format(s=said, w=width, h=_HEIGHT, parts=Markup("").join(parts))


def _rail(name: str, y: int, width: int) -> Markup:
    return Markup('<text class="tick" x="{}" y="{}">{}</text><path class="grid" d="M{} {y}H{}"/>').format(
        _LEFT - 8, y + 4, name, _LEFT, width, y=y
    )


def _date(day: str, x: int) -> Markup:
    words = written_date(day, year=len(day) < 10)
    short = " ".join(w[:3] if w.isalpha() else w for w in words.split())
    return Markup('<text class="day middle" x="{}" y="{}">{}</text>').format(x, _HEIGHT - 8, short)


def _event(x: int, how: str, count: int) -> Markup:
    half = _WIDTHS.get(how, 0) // 2
    mark = (
        Markup('<path class="range" d="M{} {y}H{}"/>').format(x - half, x + half, y=_UPPER)
        if half
        else Markup('<circle class="point" cx="{}" cy="{}" r="5"/>').format(x, _UPPER)
    )
    return mark + Markup('<text class="value middle" x="{}" y="{}">{}</text>').format(x, _UPPER - 12, count)


def _report(x: int, count: int) -> Markup:
    return Markup(
        '<rect class="report" x="{}" y="{}" width="10" height="10"/><text class="value middle" x="{}" y="{}">{}</text>'
    ).format(x - 5, _LOWER - 5, x, _LOWER - 12, count)
