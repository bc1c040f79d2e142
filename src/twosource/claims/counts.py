"""Two figures come in; whether they give the same number of the same thing goes out.

Whether two ranges *allow* each other is asked in `figure_pairs`: "dozens" allows "more than 164". That does not make
them one claim; for that the numbers printed must be one number, exact or rounded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.claims.figure_pairs import compare_figures
from twosource.claims.ranges import middle
from twosource.language.figure_units import base_of, is_measure
from twosource.model import Figure

__all__ = ["is_mere_whole", "middle", "same_count", "same_number"]

# Two round numbers this close, one of them rounded, are one number: "just over 2,000" and "about 2,030".
ROUNDING = 0.05
# "More than 200" is how a newsroom rounds 212 or 230, and not how it rounds 250.
JUST_ABOVE = 0.19
# However round a number is, it is not rounded by more than this share.
COARSEST = 0.1
# What joins a part to its whole: "48 *of the* 143", "48 *of its* 143".
_OF, _OF_THE = re.compile(r" (?:out )?of (?:the |its |their |all )?"), re.compile(r"[ \w]* of (?:the|its|their|all) ")
# Nobody rounds 11 to "at least 10": smaller counts are given as they are.
ROUNDED_FROM = 50
# "More than 20" is how 23 is told, and "more than two dozen" 27: so far above as the words leave room.
ROOM = {10: 9, 12: 6}
ROUND_FROM = 20
# A bound that somebody else gives to the digit is rounded to tens: "more than 140", "at least 143".
ROUND_BY = 10


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
    """Say whether the numbers agree: equal, or one rounded and the other within the rounding.

    Two units of one kind are brought to one: nearly 3,300 short tons are nearly 3,000 tonnes, 25 miles 40 kilometres.
    """
    (x, spare_x), (y, spare_y) = _in_base(a), _in_base(b)
    converted = a.unit != b.unit and is_measure(a.unit) and is_measure(b.unit)
    if (a.comparator == b.comparator == "=" and not converted) or x == 0 or y == 0:
        return a.value == b.value
    if a.comparator == b.comparator and a.comparator in {">", "<"} and not _are_one_bound(x, y):
        return False
    if {a.comparator, b.comparator} == {">", "="}:
        floor, exact = (x, y) if a.comparator == ">" else (y, x)
        if floor < ROUNDED_FROM and a.comparator != b.comparator:
            room = max((r for by, r in ROOM.items() if floor >= ROUND_FROM and floor % by == 0), default=0)
            return floor <= exact <= floor + room
        return floor <= exact <= (1 + JUST_ABOVE) * floor
    return abs(x - y) <= max(ROUNDING * max(x, y), max(spare_x, spare_y) if converted else 0.0)


def _are_one_bound(x: float, y: float) -> bool:
    """Say whether two bounds of one kind may be one: "at least 19" and "at least 20" are two states of one toll.

    >>> _are_one_bound(19, 20), _are_one_bound(143, 147), _are_one_bound(2030, 2000)
    (False, False, True)
    """
    return x == y or (min(x, y) >= ROUNDED_FROM and any(n % ROUND_BY == 0 for n in (x, y)))


def is_mere_whole(figure: Figure, others: Sequence[Figure], text: str) -> bool:
    """Say whether a number is only that of which another counts a part, and nothing happened to it: "48 of 143 towns".

    Two who have 71 and 79 of the 150 seats do not say one thing, and nobody claims that there are 150. What happened to
    so many is a count ("nine of the 112 aboard"), and so is what stands before its part ("158 people, 26 of them boys")
    and how many one is of ("one of 47 who fell ill").
    """
    if figure.what is not None:
        return False
    for other in others:
        if other.span.end >= figure.span.start or other.unit != figure.unit:
            continue
        joint = _OF.fullmatch(text, other.span.end, figure.span.start)
        if joint or (other.part_of is not None and other.part_of.overlaps(figure.span)):
            return middle(other) != 1 or bool(_OF_THE.match(text, other.span.end, figure.span.end))
    return False


def _in_base(figure: Figure) -> tuple[float, float]:
    """Return the number in its base unit, and half the place of its last printed figure: how far it is rounded."""
    number = abs(middle(figure))
    factor = base_of(figure.unit)[1] if is_measure(figure.unit) else 1.0
    grain = 1.0
    while 0 < grain < number and number % (grain * 10) == 0:
        grain *= 10
    return middle(figure) * factor, min(grain / 2, number * COARSEST) * factor
