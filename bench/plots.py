"""Two plain plots as SVG: bars against a limit, and lines on logarithmic axes. No library, the same bytes each time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

_INK, _GREY, _BAR, _LIMIT = "#1d2733", "#8a94a0", "#3b6ea5", "#b5482f"
_LINES = ("#3b6ea5", "#b5482f", "#4f8a4c", "#8a5a9e", "#c08a2d", "#333a40")
_FONT = 'font-family="sans-serif" font-size="12"'


class Row(NamedTuple):
    """A line of the table: what was measured, the figure, the limit that it must not pass, and how it was taken."""

    what: str
    figure: float
    unit: str
    limit: float | None
    how: str


def bars(title: str, rows: Sequence[tuple[str, float, float | None]], unit: str) -> str:
    """Draw a bar for each (name, value, limit), the limit as a mark across it."""
    top = max([value for _, value, _ in rows] + [limit for _, _, limit in rows if limit] + [1e-9]) * 1.12
    left, width, step = 340, 430, 30
    parts = []
    for n, (name, value, limit) in enumerate(rows):
        y = 46 + n * step
        parts.append(f'<text x="{left - 8}" y="{y + 14}" text-anchor="end" fill="{_INK}">{escape(name)}</text>')
        parts.append(f'<rect x="{left}" y="{y}" width="{value / top * width:.1f}" height="18" fill="{_BAR}"/>')
        x = left + max(value, limit or 0) / top * width + 7
        parts.append(f'<text x="{x:.1f}" y="{y + 14}" fill="{_INK}">{value:.2f} {escape(unit)}</text>')
        if limit is not None:
            at = left + limit / top * width
            parts.append(
                f'<line x1="{at:.1f}" y1="{y - 4}" x2="{at:.1f}" y2="{y + 22}" stroke="{_LIMIT}" stroke-width="2"/>'
            )
    return _page(title, 880, 60 + len(rows) * step, parts)


def growth(title: str, lines: Mapping[str, Sequence[tuple[float, float]]], across: str, up: str) -> str:
    """Draw each line of (size, cost) on logarithmic axes: a slope of one is work that grows with the input."""
    points = [p for line in lines.values() for p in line]
    (x0, x1), (y0, y1) = (_decades([p[i] for p in points]) for i in (0, 1))
    left, top, width, height = 70, 46, 470, 300

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            left + (math.log10(x) - x0) / (x1 - x0) * width,
            top + height - (math.log10(y) - y0) / (y1 - y0) * height,
        )

    parts = [f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="{_GREY}"/>']
    for decade in range(x0, x1 + 1):
        x, _ = place(10**decade, 10**y0)
        parts.append(
            f'<text x="{x:.1f}" y="{top + height + 18}" text-anchor="middle" fill="{_INK}">{10**decade:,}</text>'
        )
    for decade in range(y0, y1 + 1):
        _, y = place(10**x0, 10**decade)
        parts.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end" fill="{_INK}">{10**decade:g}</text>')
    for n, (name, line) in enumerate(lines.items()):
        colour = _LINES[n % len(_LINES)]
        drawn = " ".join("{:.1f},{:.1f}".format(*place(x, y)) for x, y in line)
        parts.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += ('<circle cx="{:.1f}" cy="{:.1f}" r="3" fill="{}"/>'.format(*place(x, y), colour) for x, y in line)
        y = top + 16 + n * 20
        parts.append(f'<rect x="{left + width + 14}" y="{y - 10}" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{left + width + 32}" y="{y}" fill="{_INK}">{escape(name)}</text>')
    x, y = left + width / 2, top + height + 38
    parts.append(f'<text x="{x}" y="{y}" text-anchor="middle" fill="{_INK}">{escape(across)}</text>')
    parts.append(f'<text x="{left}" y="{top - 8}" fill="{_INK}">{escape(up)}</text>')
    return _page(title, 760, top + height + 52, parts)


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _page(title: str, width: int, height: int, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" {_FONT}><title>{escape(title)}</title><rect width="{width}" height="{height}" fill="#ffffff"/>'
        f'<text x="12" y="24" font-size="15" font-weight="bold" fill="{_INK}">{escape(title)}</text>'
    )
    return "\n".join([head, *parts, "</svg>"]) + "\n"
