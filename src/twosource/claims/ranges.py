"""The range of numbers that a figure's words allow: a figure comes in, its lowest and highest number go out.

Readers take words for more than they say to the letter. "Nearly 8,000" is a little less, a round number is rounded, and
a bare small count is exact.
"""

from __future__ import annotations

from twosource.language.figure_units import base_of, is_measure
from twosource.model import Figure

__all__ = ["ROUGH", "ROUNDED", "base_unit", "effective_range", "grain", "middle", "no_number_fits", "same_range"]

# A round number is read as rounded within this share; about, nearly and converted units within ROUGH.
# Tuned on tests/cases/figure_pairs.toml.
ROUNDED, ROUGH = 0.05, 0.1


def effective_range(figure: Figure) -> tuple[float | None, float | None]:
    """Return the range that a reader takes the words for, in the base unit: wider than the ledger's for rounding.

    "Nearly 8,000" is not 50: it reaches down by a tenth. "Dozens" starts at a dozen and does not reach thousands.
    """
    by = base_unit(figure)[1]
    low, high = figure.low, figure.high
    if isinstance(figure.value, tuple):
        if (
            high is None
            and low is not None
            and figure.comparator in ("=", "~")
            and figure.value[1] >= 10 * figure.value[0]
        ):
            low, high = figure.value[0], 2 * figure.value[1]
        elif low is None and high is None:
            low, high = min(figure.value) * (1 - ROUGH), max(figure.value) * (1 + ROUGH)
    elif figure.comparator in ("~", "up", "down") and (low is None or high is None):
        wide = max(abs(figure.value) * ROUGH, grain(figure) / 2)
        low = figure.value - wide
        high = figure.value + wide if high is None else high
    elif low is not None and low == high:
        wide = _rounding(figure)
        low, high = low - wide, high + wide
    return None if low is None else low * by, None if high is None else high * by


def no_number_fits(a: Figure, b: Figure) -> bool:
    """Say whether the ranges of two figures have nothing in common."""
    if {a.comparator, b.comparator} == {"up", "down"}:
        return True
    (low_a, high_a), (low_b, high_b) = effective_range(a), effective_range(b)
    slack = ROUNDED if a.unit != b.unit and is_measure(a.unit) else 1e-9
    a_below = high_a is not None and low_b is not None and high_a < low_b - slack * abs(low_b)
    b_below = high_b is not None and low_a is not None and high_b < low_a - slack * abs(low_a)
    return a_below or b_below


def same_range(a: Figure, b: Figure) -> bool:
    """Say whether the words of two figures allow the same numbers: "more than 200 tonnes", "over 200,000 kg"."""
    by_a, by_b = base_unit(a)[1], base_unit(b)[1]
    if {a.comparator, b.comparator} == {"up", "down"}:
        return False
    sides = ((a.low, b.low), (a.high, b.high), (middle(a), middle(b)))
    return all((x is None) == (y is None) and (x is None or y is None or _close(x * by_a, y * by_b)) for x, y in sides)


def _close(x: float, y: float) -> bool:
    return abs(x - y) <= 1e-6 * max(1.0, abs(x), abs(y))


def base_unit(figure: Figure) -> tuple[str, float]:
    """Return the unit that a figure's unit is counted in, and how many of those it is: ("m", 1000) for km."""
    if figure.unit == "fraction":
        return "%", 100.0
    upper, slash, lower = figure.unit.partition("/")
    name, factor = base_of(figure.unit if figure.unit in ("mile/hour", "km/hour", "m/second") else upper)
    return (name + slash + lower if name != "m/s" else name), factor


def _rounding(figure: Figure) -> float:
    """Return how far a number printed without a comparator may lie from the true one.

    Small counts are exact; measures and money are rounded to their last printed figure; a count that ends in two
    noughts or more, and a round number of years, is rounded by a twentieth at most.
    """
    value, place = abs(middle(figure)), grain(figure)
    if is_measure(figure.unit) and figure.unit != "year of age":
        spare = value * ROUGH if figure.unit == "year" and place >= 10 else place / 2
        return min(spare, max(value * ROUNDED, 0.5)) if place >= 1 and figure.unit != "year" else spare
    return min(place / 2, value * ROUNDED) if place >= 100 else 0.0


def grain(figure: Figure) -> float:
    """Return the place of the last printed figure: 100 of 2,300; 0.1 of 3.4; 1,000,000 of 2 million."""
    value = abs(middle(figure))
    if value == 0 or value > 1e15:
        return 0.0
    if value != int(value):
        return 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
    whole, place = int(value), 1.0
    while whole % 10 == 0:
        whole, place = whole // 10, place * 10
    return place


def middle(figure: Figure) -> float:
    """Return the number printed, or the middle of two."""
    return (figure.value[0] + figure.value[1]) / 2 if isinstance(figure.value, tuple) else figure.value
