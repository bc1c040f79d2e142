"""Two figures come in; whether they give the same number of the same thing goes out.

Whether two ranges *allow* each other is asked in `ranges`: "dozens" allows "more than 164". That does not make them
one claim; for that the numbers printed must be one number, exact or rounded.
"""

from __future__ import annotations

from twosource.claims.ranges import compare_figures
from twosource.model import Figure

# Two round numbers this close, one of them rounded, are one number: "just over 2,000" and "about 2,030".
ROUNDING = 0.05
# "More than 200" is how a newsroom rounds 212, and not how it rounds 250.
JUST_ABOVE = 0.1


def same_count(a: Figure, b: Figure) -> bool:
    """Say whether two figures give the same number of the same thing.

    >>> from twosource.model import Figure, Span
    >>> nearly = Figure("", Span(0, 1), None, 8000, "<", 8000, "people", "people", "detained")
    >>> almost = Figure("", Span(0, 1), None, 8000, "<", 8000, "people", None, "detained")
    >>> same_count(nearly, almost)
    True
    """
    return same_number(a, b) and compare_figures(a, b) in {"equal", "compatible"}


def same_number(a: Figure, b: Figure) -> bool:
    """Say whether the numbers agree: equal, or one rounded and the other within the rounding."""
    x, y = middle(a), middle(b)
    if a.comparator == b.comparator == "=" or x == 0 or y == 0:
        return a.value == b.value
    if {a.comparator, b.comparator} == {">", "="}:
        floor, exact = (x, y) if a.comparator == ">" else (y, x)
        return floor <= exact <= (1 + JUST_ABOVE) * floor
    return abs(x - y) <= ROUNDING * max(x, y)


def middle(figure: Figure) -> float:
    """Return the number printed, or the middle of two."""
    value = figure.value
    return (value[0] + value[1]) / 2 if isinstance(value, tuple) else value
