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
    old = known[at]
    dense = _in_new_stretch(read.column("placed").to_numpy(), old, days)
    parts = []
    for some in (dense, ~dense):
        if some.any():
            part, mine = read.filter(pa.array(some)), at[some]
            found = multiply(part, tables, days) if some is dense else multiply_new(part, old[some], tables, days)
            parts.append(Products(mine[found.first], mine[found.second], found.product))
    first, second, product = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    new = ~known[first] | ~known[second]
    return Products(first[new], second[new], product[new])


def _in_new_stretch(placed: NDArray[np.int64], known: NDArray[np.bool_], days: int) -> NDArray[np.bool_]:
    """Say which rows, in order of day, are in a stretch of days that is mostly new, and near no other stretch.

    To compare all of such a stretch is less work than to lay out what is new in it thrice (`likeness.new_pairs_stage`).
    """
    stretch = np.concatenate([[0], np.cumsum(np.diff(placed) > days)])
    mostly: NDArray[np.bool_] = (np.bincount(stretch, known) < np.bincount(stretch) / 2)[stretch]
    return mostly
