"""A window of days comes in that was looked at before; how alike its reports are goes out, only the new ones compared.

How alike two reports are depends on the two alone. A report that comes late, or that has no date, makes old days be
walked again; what was found on them need not be worked out again, if somebody keeps it. A report counts as compared
while it stands on the day on which it was compared with all reports around it, and they with it since.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from twosource.stages import Stage
from twosource.stories.likeness import Pairs, Products, Tables, multiply, multiply_new

TERMS = Stage(
    "terms",
    "one row: a report of `asked`, where it is placed, and its terms",
    """
    SELECT asked.placed, features.terms FROM asked JOIN features ON features.report = asked.report
    ORDER BY asked.number
    """,
)


class Compared(Protocol):
    """What keeps the likenesses of reports that were compared: a desk."""

    def find(self, window: pa.Table) -> tuple[NDArray[np.bool_], Products]:
        """Return which rows of `window` (`report`, `placed`) were compared where they stand, and the pairs of those."""
        ...

    def keep(self, window: pa.Table, rows: NDArray[np.bool_], pairs: Products) -> None:
        """Keep that some rows of `window` were compared, and their pairs with each other and with those before."""
        ...


def compare_new(window: pa.Table, tables: Tables, days: int, compared: Compared, whole: Collection[int]) -> Pairs:
    """Return what `likeness.compare_reports` does, from what is kept and from what is compared now.

    `window` need not have terms: they are read of new reports, and of those near them. On the days of `whole` a report
    has all that is near it in `window`; what is compared there is kept.
    """
    known, before = compared.find(window)
    if known.all():
        return before.as_likeness()
    placed = window.column("placed").to_numpy()
    found = _multiply(window, known, near_any(placed, placed[~known], days), tables, days)
    now = ~known & np.isin(placed, list(whole))
    held = known | now
    both = held[found.first] & held[found.second]
    compared.keep(window, now, Products(found.first[both], found.second[both], found.product[both]))
    first, second, product = (np.concatenate(columns) for columns in zip(before, found, strict=True))
    order = np.lexsort((first, second))
    return Products(first[order], second[order], product[order]).as_likeness()


def near_any(placed: NDArray[np.int64], days: NDArray[np.int64], reach: int) -> NDArray[np.bool_]:
    """Say which places in time are at most `reach` days from one of `days`."""
    ordered = np.sort(days)
    near: NDArray[np.bool_] = np.searchsorted(ordered, placed - reach) < np.searchsorted(
        ordered, placed + reach, "right"
    )
    return near


def _multiply(
    window: pa.Table, known: NDArray[np.bool_], near: NDArray[np.bool_], tables: Tables, days: int
) -> Products:
    """Return the pairs of which one at least is not `known`, by places in `window`; all such are `near` each other."""
    at = np.flatnonzero(near)
    asked = pa.table({"report": window.column("report").filter(pa.array(near)), "number": pa.array(at)})
    read = tables.sql(TERMS, asked=asked.append_column("placed", window.column("placed").filter(pa.array(near))))
    fresh = ~known[at]
    if 2 * fresh.sum() > len(at):  # a stretch of new days: comparing all of it is less than laying the new out thrice
        found = multiply(read, tables, days)
        some = fresh[found.first] | fresh[found.second]
        found = Products(*(column[some] for column in found))
    else:
        found = multiply_new(read, ~fresh, tables, days)
    return Products(at[found.first], at[found.second], found.product)
