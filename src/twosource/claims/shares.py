"""The numbers of a statement come in; the whole percents that a fraction among them may be told as go out.

"One in eight" is 12.5 percent, and whoever writes so rounded it: 12 percent and 13 are told by it, and 20 are not.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import lru_cache

PER_CENT, FRACTION = "%", "fraction"
# By so many percentage points a fraction may be rounded: "two thirds" of 65 to 69 percent.
ROUNDED = 2

Numbers = AbstractSet[tuple[float, str]]


def with_percents(numbers: Numbers) -> Numbers:
    """Return numbers with the whole percents that the fractions among them may be.

    >>> sorted(n for n, unit in with_percents(frozenset({(0.125, "fraction"), (9.0, "")})) if unit == "%")
    [10.0, 11.0, 12.0, 13.0, 14.0]
    """
    return numbers | {(n, PER_CENT) for share, unit in numbers if unit == FRACTION for n in _percents(share)}


def may_be_one_share(a: Numbers, b: Numbers) -> bool | None:
    """Say whether a fraction among some numbers may be a share among others; None where none can be compared.

    >>> third = frozenset({(1 / 3, "fraction")})
    >>> (
    ...     may_be_one_share(third, {(32.0, "%")}),
    ...     may_be_one_share(third, {(38.0, "%")}),
    ...     may_be_one_share(third, {(9.0, "")}),
    ... )
    (True, False, None)
    """
    shares = [{(n, unit) for n, unit in numbers if unit in {PER_CENT, FRACTION}} for numbers in (a, b)]
    if not all(shares) or all(unit == PER_CENT for side in shares for _, unit in side):
        return None
    one, other = ({n * (100 if unit == FRACTION else 1) for n, unit in side} for side in shares)
    return any(abs(x - y) <= ROUNDED + 0.5 for x in one for y in other)


def are_of_another_kind(a: Numbers, b: Numbers) -> bool:
    """Say whether one gives shares alone, and the other counts: "97 percent came", "3,300 of 3,400 came".

    >>> are_of_another_kind({(97.0, "%")}, {(3300.0, ""), (3400.0, "")}), are_of_another_kind({(97.0, "%")}, set())
    (True, False)
    """
    kinds = [{unit in {PER_CENT, FRACTION} for _, unit in numbers} for numbers in (a, b)]
    return kinds in ([{True}, {False}], [{False}, {True}])


@lru_cache(maxsize=1024)
def _percents(share: float) -> tuple[float, ...]:
    middle = round(100 * share)
    return tuple(float(n) for n in range(middle - ROUNDED, middle + ROUNDED + 1) if 0 < n < 100)
