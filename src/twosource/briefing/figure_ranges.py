"""Figures of a story come in; for each quantity that reports give differently, its readings on one scale go out.

The words stay the words: each row prints the figure as a report has it. The bar beside it only places the range that
those words allow, open where they leave it open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from twosource.model import Conflict, Figure, Reading, Report, Span

_WIDTH, _HEIGHT, _EDGE = 220, 16, 12
# A quantity that every report gives alike needs no picture, and a page no more pictures than a person looks at.
MOST_QUANTITIES = 12


@dataclass(frozen=True, slots=True)
class Range:
    """One way in which a quantity is given: the words, the range they allow, where they stand, and the bar."""

    words: str
    meaning: str
    places: tuple[tuple[str, Span], ...]
    withdrawn: bool
    bar: Markup


@dataclass(frozen=True, slots=True)
class Quantity:
    """A thing counted, with every way in which it is given, from low to high; `low` and `high` end the scale."""

    name: str
    low: str
    high: str
    ranges: tuple[Range, ...]


def compare_ranges(
    figures: Iterable[Figure], reports: Mapping[str, Report], conflicts: Sequence[Conflict]
) -> tuple[Quantity, ...]:
    """Return the quantities that at least two reports give and that are not given alike, the most reported first."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.what and figure.report in reports:
            groups[_name(figure)].append(figure)
    told = [(name, group) for name, group in sorted(groups.items()) if _worth_showing(group)]
    told.sort(key=lambda pair: (-len({f.report for f in pair[1]}), pair[0]))
    withdrawn = [r for c in conflicts if c.kind == "retraction" for r in c.readings]
    return tuple(_quantity(name, group, reports, withdrawn) for name, group in told[:MOST_QUANTITIES])


def say_range(low: float | None, high: float | None) -> str:
    """Return a closed range in words.

    >>> say_range(165, None), say_range(None, 8000), say_range(16, 16), say_range(None, None)
    ('165 or more', '8,000 or fewer', 'exactly 16', 'open')
    """
    if low is None or high is None:
        if low is None and high is None:
            return "open"
        return f"{_number(high)} or fewer" if low is None and high is not None else f"{_number(low or 0)} or more"
    return f"exactly {_number(low)}" if low == high else f"{_number(low)} to {_number(high)}"


def _name(figure: Figure) -> str:
    noun = figure.noun or figure.unit
    return " ".join(f"{noun} {figure.what}".split()).lower()


def _worth_showing(group: Sequence[Figure]) -> bool:
    ways = {(f.low, f.high, f.value) for f in group}
    return len({f.report for f in group}) > 1 and len(ways) > 1


def _quantity(
    name: str, group: Sequence[Figure], reports: Mapping[str, Report], withdrawn: Sequence[Reading]
) -> Quantity:
    low, high = _scale(group)
    gone = {(f.low, f.high) for f in group if any(_takes_back(r, f) for r in withdrawn)}
    ways: dict[tuple[float, float, str], list[Figure]] = defaultdict(list)
    for figure in group:
        ways[_start(figure), _end(figure), _meaning(figure)].append(figure)
    rows = []
    for (_, _, meaning), alike in sorted(ways.items(), key=lambda pair: pair[0]):
        words = dict.fromkeys(" ".join(f.span.of(reports[f.report].text).split()) for f in alike)
        places = tuple((f.report, f.span) for f in alike)
        # A withdrawal takes a figure back wherever it stands, not only where the withdrawal is printed.
        struck = (alike[0].low, alike[0].high) in gone
        rows.append(Range(", ".join(words), meaning, places, struck, _bar(alike[0], low, high)))
    return Quantity(name, _number(low), _number(high), tuple(rows))


def _takes_back(reading: Reading, figure: Figure) -> bool:
    """Say whether a withdrawn reading is about this figure; a sentence may print the new toll beside the old."""
    return (
        reading.report == figure.report
        and reading.span.overlaps(figure.span)
        and reading.value in {None, (figure.low, figure.high)}
    )


def _meaning(figure: Figure) -> str:
    if figure.low is None and figure.high is None:
        return f"about {_number(_start(figure))}"
    return say_range(figure.low, figure.high)


def _start(figure: Figure) -> float:
    printed = figure.value[0] if isinstance(figure.value, tuple) else figure.value
    return next(v for v in (figure.low, figure.high, printed) if v is not None)


def _end(figure: Figure) -> float:
    printed = figure.value[1] if isinstance(figure.value, tuple) else figure.value
    return next(v for v in (figure.high, figure.low, printed) if v is not None)


def _scale(group: Sequence[Figure]) -> tuple[float, float]:
    ends = [v for f in group for v in (_start(f), _end(f))]
    return min(ends), max(ends)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def _bar(figure: Figure, low: float, high: float) -> Markup:
    """Draw a range: a dot for one number, a bar between two, an arrow where the words leave an end open."""

    def place(value: float) -> float:
        share = 0.5 if high == low else (value - low) / (high - low)
        return round(_EDGE + share * (_WIDTH - 2 * _EDGE), 1)

    a, b, middle = place(_start(figure)), place(_end(figure)), _HEIGHT // 2
    parts = [Markup('<path class="axis" d="M0 {0}H{1}"/>').format(middle, _WIDTH)]
    if figure.low is None and figure.high is None:
        parts.append(Markup('<circle class="about" cx="{}" cy="{}" r="4.5"/>').format(a, middle))
    elif figure.low is None or figure.high is None:
        tip = 2 if figure.low is None else _WIDTH - 2
        back = 6 if figure.low is None else -6
        parts.append(Markup('<path class="range" d="M{} {m}H{}"/>').format(a, tip, m=middle))
        head = f"M{tip + back} {middle - 5}L{tip} {middle}L{tip + back} {middle + 5}"
        parts.append(
            Markup('<path class="head" d="{}"/><path class="range" d="M{} 3V{}"/>').format(head, a, _HEIGHT - 3)
        )
    else:
        if a != b:
            parts.append(Markup('<path class="range" d="M{} {m}H{}"/>').format(a, b, m=middle))
        parts += [Markup('<circle class="point" cx="{}" cy="{}" r="4.5"/>').format(x, middle) for x in sorted({a, b})]
    return Markup(
        '<svg class="bar" aria-hidden="true" viewBox="0 0 {w} {h}" width="{w}" height="{h}">{parts}</svg>'
    ).format(w=_WIDTH, h=_HEIGHT, parts=Markup("").join(parts))
