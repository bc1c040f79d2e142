"""One quantity's readings come in; a small chart as SVG goes out: across, the day of the report; up, the number.

A dot is an exact number, a bar the range that the words allow, an arrow an end that they leave open, a cross through
it a number that was withdrawn. Every mark carries its words, so that nothing hangs on colour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from twosource.briefing.labels import written_date
from twosource.briefing.marked_text import show_unseen

_LEFT, _TOP, _BOTTOM, _PLOT = 56, 14, 30, 168
_COLUMN = 150
_ARROW = 20
_LABEL_STEP = 13
_LABEL_LENGTH = 26


@dataclass(frozen=True, slots=True)
class Given:
    """A range given on a day: what the words allow (None where open), the number or numbers printed, by whom."""

    day: str
    low: float | None
    high: float | None
    printed: tuple[float, float]
    words: str
    withdrawn: bool
    reports: tuple[str, ...]


def draw_quantity(name: str, given: Sequence[Given]) -> Markup | None:
    """Return the chart, or None where there is nothing to place.

    >>> "3 or more" in str(draw_quantity("killed", [Given("2021-06-09", 3, None, (3, 3), "3 or more", False, ("01",))]))
    True
    """
    if not given:
        return None
    days = sorted({g.day for g in given}, key=lambda d: (d == "", d))
    ends = [v for g in given for v in (*g.printed, g.low, g.high) if v is not None]
    scale = _Scale(min(0.0, *ends), max(*ends, 1.0))
    width = _LEFT + _COLUMN * len(days)
    parts = [*_axis(scale, width), *(_day(day, i) for i, day in enumerate(days))]
    for i, day in enumerate(days):
        on_day = sorted((g for g in given if g.day == day), key=lambda g: -_middle(g))
        parts += _column(on_day, _LEFT + i * _COLUMN + 18, scale)
    height = _TOP + _PLOT + _BOTTOM
    summary = f"{name}: {len(given)} readings over {len(days)} day{'' if len(days) == 1 else 's'}; the table says each."
    return Markup(
        '<svg class="chart" role="img" aria-label="{s}" viewBox="0 0 {w} {h}" width="{w}" height="{h}">{parts}</svg>'
    ).format(s=show_unseen(summary), w=width, h=height, parts=Markup("").join(parts))


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    def y(self, value: float) -> float:
        """Return where a value stands, from the top."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(_TOP + 16 + (1 - share) * (_PLOT - 24), 1)


def _middle(g: Given) -> float:
    return (g.printed[0] + g.printed[1]) / 2


def _axis(scale: _Scale, width: int) -> list[Markup]:
    step = _step(scale.high - scale.low)
    ticks: list[Markup] = []
    value = scale.low - scale.low % step
    while value <= scale.high and len(ticks) < 12:
        ticks.append(
            Markup('<path class="grid" d="M{} {y}H{}"/><text class="tick" x="{}" y="{ty}">{}</text>').format(
                _LEFT, width, _LEFT - 8, f"{value:,g}", y=scale.y(value), ty=scale.y(value) + 4
            )
        )
        value += step
    return ticks


def _step(spread: float) -> float:
    """Return a round step that gives three to six lines."""
    size = 10.0 ** (len(str(int(spread or 1))) - 1)
    for factor in (0.2, 0.25, 0.5, 1, 2):
        if spread / (size * factor) <= 5:
            return max(size * factor, 1e-9)
    return size * 2


def _day(day: str, column: int) -> Markup:
    return Markup('<text class="day" x="{}" y="{}">{}</text>').format(
        _LEFT + column * _COLUMN + 12, _TOP + _PLOT + 20, written_date(day, year=False) if day else "no date"
    )


def _column(on_day: Sequence[Given], x: int, scale: _Scale) -> list[Markup]:
    """Draw a day's readings side by side, their labels kept from covering each other."""
    parts, last, seen = [], -100.0, defaultdict[int, int](int)
    for g in on_day:
        y = scale.y(_middle(g))
        spot = x + 9 * min(seen[round(y / 8)], 2)
        seen[round(y / 8)] += 1
        label_y = min(max(y + 4, last + _LABEL_STEP), _TOP + _PLOT + 4)
        last = label_y
        parts += [_mark(g, spot, scale), _label(g, x + 30, label_y)]
    return parts


def _mark(g: Given, x: float, scale: _Scale) -> Markup:
    y, parts = scale.y(_middle(g)), list[Markup]()
    if g.low is not None and g.high is not None and g.low != g.high:
        parts.append(Markup('<path class="range" d="M{x} {a}V{b}"/>').format(x=x, a=scale.y(g.low), b=scale.y(g.high)))
    elif (g.low is None) != (g.high is None):
        tip = y - _ARROW if g.high is None else y + _ARROW
        back = 5 if g.high is None else -5
        path = f"M{x} {y}V{tip}M{x - 4} {tip + back}L{x} {tip}L{x + 4} {tip + back}"
        parts.append(Markup('<path class="range" d="{}"/>').format(path))
    kind = "about" if g.low is None and g.high is None else "point"
    parts.append(Markup('<circle class="{}" cx="{}" cy="{}" r="4"/>').format(kind, x, y))
    if g.withdrawn:
        path = f"M{x - 7} {y - 7}L{x + 7} {y + 7}M{x - 7} {y + 7}L{x + 7} {y - 7}"
        parts.append(Markup('<path class="gone" d="{}"/>').format(path))
    return Markup("").join(parts)


def _label(g: Given, x: float, y: float) -> Markup:
    words = g.words if len(g.words) <= _LABEL_LENGTH else g.words[: _LABEL_LENGTH - 1].rstrip() + "…"
    words += " (withdrawn)" if g.withdrawn else ""
    return Markup('<text class="value{}" x="{}" y="{}">{}</text>').format(
        Markup(" withdrawn") if g.withdrawn else "", x, round(y, 1), show_unseen(words)
    )
