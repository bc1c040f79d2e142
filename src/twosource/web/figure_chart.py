"""One quantity's readings come in; a small chart as SVG goes out: across, the day of the report; up, the number.

A dot is an exact number, a bar the range that the words allow, an arrow an end that they leave open, a cross through
it a number that was withdrawn. Every mark carries its words, so that nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

from markupsafe import Markup

from twosource.briefing.labels import written_date
from twosource.briefing.marked_text import show_unseen

_LEFT, _TOP, _BOTTOM, _PLOT = 56, 14, 30, 168
_COLUMN = 176
_ARROW = 18
_LABEL_STEP = 13
_LABEL_LENGTH = 22


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
    scale = _scale(given)
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
    """Where values stand, from the top. `wide` is a scale by orders of magnitude: eleven and hundreds on one page."""

    low: float
    high: float
    wide: bool

    def y(self, value: float) -> float:
        """Return where a value stands."""
        low, high, here = (
            (_order(v) for v in (self.low, self.high, value)) if self.wide else (self.low, self.high, value)
        )
        share = (here - low) / ((high - low) or 1)
        return round(_TOP + _ARROW + (1 - share) * (_PLOT - _ARROW - 8), 1)


def _order(value: float) -> float:
    return log10(1 + max(0.0, value))


def _middle(g: Given) -> float:
    return (g.printed[0] + g.printed[1]) / 2


def _scale(given: Sequence[Given]) -> _Scale:
    ends = [v for g in given for v in (*g.printed, g.low, g.high) if v is not None]
    low, high = min(ends), max(ends)
    wide = low >= 0 and high > 20 * max(low, 1)
    return _Scale(low if wide else min(0.0, low), max(high, low + 1), wide)


def _axis(scale: _Scale, width: int) -> list[Markup]:
    lines, last = list[Markup](), 1e9
    for value in _ticks(scale):
        y = scale.y(value)
        if last - y < 18:
            continue
        last = y
        lines.append(
            Markup('<path class="grid" d="M{} {y}H{}"/><text class="tick" x="{}" y="{ty}">{}</text>').format(
                _LEFT, width, _LEFT - 8, f"{value:,g}", y=y, ty=y + 4
            )
        )
    return lines


def _ticks(scale: _Scale) -> list[float]:
    """Return round values on the scale, from low to high.

    >>> _ticks(_Scale(0, 212, False)), _ticks(_Scale(11, 900, True))
    ([0.0, 50.0, 100.0, 150.0, 200.0], [20.0, 50.0, 100.0, 200.0, 500.0])
    """
    if scale.wide:
        steps = [factor * 10.0**power for power in range(16) for factor in (1, 2, 5)]
        return [s for s in steps if scale.low <= s <= scale.high]
    size = 10.0 ** (len(str(int(scale.high - scale.low))) - 1)
    step = next(size * f for f in (0.2, 0.25, 0.5, 1, 2, 5) if (scale.high - scale.low) / (size * f) <= 5)
    first = ceil(scale.low / step)
    return [n * step for n in range(first, int(scale.high // step) + 1)]


def _day(day: str, column: int) -> Markup:
    return Markup('<text class="day" x="{}" y="{}">{}</text>').format(
        _LEFT + column * _COLUMN + 12, _TOP + _PLOT + 20, written_date(day, year=False) if day else "no date"
    )


def _column(on_day: Sequence[Given], x: int, scale: _Scale) -> list[Markup]:
    """Draw a day's readings, the highest first; labels are kept from covering each other, marks from hiding."""
    heights = _spread([scale.y(_middle(g)) + 4 for g in on_day])
    parts, before = list[Markup](), list[float]()
    for g, label_y in zip(on_day, heights, strict=True):
        y = scale.y(_middle(g))
        beside = sum(abs(y - other) < 10 for other in before)
        before.append(y)
        parts += [_mark(g, x + 10 * min(beside, 2), scale), _label(g, x + 34, label_y)]
    return parts


def _spread(heights: Sequence[float]) -> list[float]:
    """Move labels apart that would cover each other, down first and then up from the foot of the plot.

    >>> _spread([10.0, 12.0, 60.0])
    [10.0, 23.0, 60.0]
    """
    spread = list[float]()
    for y in heights:
        spread.append(max(y, spread[-1] + _LABEL_STEP) if spread else y)
    foot = float(_TOP + _PLOT + 2)
    for i in reversed(range(len(spread))):
        spread[i] = min(spread[i], foot)
        foot = spread[i] - _LABEL_STEP
    return spread


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
    words = g.words.split(", ")[0]
    words = words if len(words) <= _LABEL_LENGTH else words[: _LABEL_LENGTH - 1].rstrip() + "…"
    words += " ✕" if g.withdrawn else ""
    return Markup('<text class="value{}" x="{}" y="{}">{}</text>').format(
        Markup(" withdrawn") if g.withdrawn else "", x, round(y, 1), show_unseen(words)
    )
