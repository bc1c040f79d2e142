"""How alike the desk's reports are: pairs that were compared come in, and go out when their days are walked again.

A report is in `compared` while it was compared with all that stand within `story_days` of the day where it is placed.
It is forgotten, with its pairs, when its text is replaced, when it moves to another day, and when it becomes a copy:
those that come after are not compared with it then.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from twosource.desk.tables import Connection, insert, keyed, named, rows
from twosource.stories.likeness import Products

# Reports that moved to another day since they were compared, or have become copies.
_ASTRAY = """
SELECT c.report FROM compared AS c LEFT JOIN reports AS r ON r.report = c.report
LEFT JOIN placements AS p ON p.report = r.id LEFT JOIN followers AS f ON f.report = r.id
WHERE p.placed IS DISTINCT FROM c.placed OR f.report IS NOT NULL
"""
_KNOWN = """
SELECT w.number, r.report, c.report IS NOT NULL AS known
FROM seen AS w JOIN reports AS r ON r.id = w.report
LEFT JOIN compared AS c ON c.report = r.report AND c.placed = w.placed ORDER BY w.number
"""
_PAIRS = """
SELECT least(a.number, b.number) AS first, greatest(a.number, b.number) AS second, l.product AS likeness
FROM likenesses AS l JOIN known AS a ON a.report = l.first JOIN known AS b ON b.report = l.second
"""


class Likenesses:
    """The likenesses that a desk keeps, as `twosource.stories.compared` asks for them.

    `followers` are the copies and what stands for them: those that are copies now are forgotten to begin with.
    """

    def __init__(self, connection: Connection, followers: pa.Table) -> None:
        self._connection = connection
        self._keys = np.empty(0, np.int64)  # of the rows of the window that was looked up last
        with named(connection, followers=followers):
            astray = [key for (key,) in rows(connection, _ASTRAY)]
        forget(connection, astray)

    def find(self, window: pa.Table) -> tuple[NDArray[np.bool_], Products]:
        """Return which rows of `window` were compared where they stand, and the pairs of those."""
        numbers = pa.array(range(window.num_rows), pa.int64())
        with named(self._connection, seen=window.select(["report", "placed"]).append_column("number", numbers)):
            found = self._connection.sql(_KNOWN).to_arrow_table()
        self._keys = found.column("report").to_numpy()
        known = found.column("known").to_numpy()
        with named(self._connection, known=found.filter(found.column("known"))):
            pairs = self._connection.sql(_PAIRS).to_arrow_table()
        return known, Products.of([pairs])

    def keep(self, window: pa.Table, rows: NDArray[np.bool_], pairs: Products) -> None:
        """Keep that some rows of the window looked up last were compared, and their pairs."""
        keys = self._keys
        placed = window.column("placed").filter(pa.array(rows))
        insert(self._connection, "compared", {"report": pa.array(keys[rows]), "placed": placed})
        ends = {"first": pa.array(keys[pairs.first]), "second": pa.array(keys[pairs.second])}
        insert(self._connection, "likenesses", {**ends, "product": pa.array(pairs.product)})


def forget(connection: Connection, keys: Iterable[int]) -> None:
    """Forget that reports were compared, and their pairs."""
    with keyed(connection, keys):
        known = rows(connection, "SELECT report FROM compared WHERE report IN (FROM touched) LIMIT 1")
        if known:
            connection.execute("DELETE FROM compared WHERE report IN (FROM touched)")
            connection.execute("DELETE FROM likenesses WHERE first IN (FROM touched) OR second IN (FROM touched)")
