"""How alike reports are: the cosine of their weighted terms, which depends on the two reports alone, in an SQL stage.

Reports that no date and no likeness places in time are the exception (`weigh_anew`): any topic of any year may have
piled up among them, so what they all talk about is weighed down by their own counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from twosource.stages import Stage
from twosource.stories.features import RARITY, UNIT

# Pairs less alike than this are not told from strangers.
LEAST = 0.02
# Reports whose pairs are worked out at once: what they share with the rest of their window stays in memory.
_AT_ONCE = 500
# Rows that are taken at once of what is too large to be held whole.
PART = 2_048
_SQUARE = UNIT * UNIT
# The background counts as this many reports beside the counts of the reports at hand (50 to 800 do about as well).
_BACKGROUND_REPORTS = 200


class Tables(Protocol):
    """What runs a stage over the tables it is given and those it keeps: an engine, a desk."""

    def sql(self, stage: Stage, **tables: pa.Table) -> pa.Table:
        """Run `stage` with `tables` by name."""
        ...


class LargeTables(Tables, Protocol):
    """Tables too large to be held whole."""

    def parts(self, stage: Stage, **tables: pa.Table) -> Iterator[pa.Table]:
        """Run `stage` and yield its rows, some at a time; nothing else runs until the last is taken."""
        ...


def pairs_stage(days: int) -> Stage:
    """Return the stage that compares reports of `later` with those of `earlier` placed at most `days` before.

    Both have a row a report: its number in canonical order, the day where it is placed, its terms. Days are joined by
    the block, each block with itself and the one before it: without that every report of a topic would meet all others
    of a window, however far apart.
    """
    block = f"CAST(floor(placed / {days + 1}.0) AS BIGINT)"
    return Stage(
        "likeness",
        "one row: two reports and the sum of the products of their terms",
        f"""
        SELECT a.number AS first, b.number AS second, sum(a.value * b.value) AS likeness
        FROM (SELECT number, placed, block, packed >> 24 AS term, packed & 65535 AS value
              FROM (SELECT number, placed, {block} AS block, unnest(terms) AS packed FROM earlier) AS x) AS a
        JOIN (SELECT number, placed, block, packed >> 24 AS term, packed & 65535 AS value
              FROM (SELECT number, placed, {block} - back AS block, unnest(terms) AS packed
                    FROM later CROSS JOIN (SELECT 0 AS back UNION ALL SELECT 1 AS back) AS twice) AS y) AS b
        ON a.term = b.term AND a.block = b.block AND a.number < b.number AND b.placed - a.placed <= {days}
        GROUP BY a.number, b.number
        HAVING sum(a.value * b.value) >= {int(LEAST * _SQUARE)}
        ORDER BY second, first
        """,
    )


def new_pairs_stage(days: int) -> Stage:
    """Return the stage that compares reports of `new` with all of `everyone` placed at most `days` before or after.

    Both are as for `pairs_stage`; `everyone` holds `new` and says who is `known`, that is, not new.
    """
    block = f"CAST(floor(placed / {days + 1}.0) AS BIGINT)"
    return Stage(
        "likeness_of_new",
        "one row: a new report and another, and the sum of the products of their terms",
        f"""
        SELECT least(a.number, b.number) AS first, greatest(a.number, b.number) AS second,
               sum(a.value * b.value) AS likeness
        FROM (SELECT number, placed, block, known, packed >> 24 AS term, packed & 65535 AS value
              FROM (SELECT number, placed, {block} AS block, known, unnest(terms) AS packed FROM everyone) AS x) AS a
        JOIN (SELECT number, placed, block, packed >> 24 AS term, packed & 65535 AS value
              FROM (SELECT number, placed, {block} + aside AS block, unnest(terms) AS packed
                    FROM new CROSS JOIN (SELECT -1 AS aside UNION ALL SELECT 0 AS aside UNION ALL SELECT 1 AS aside)
                    AS thrice) AS y) AS b
        ON a.term = b.term AND a.block = b.block AND (a.known OR a.number < b.number)
           AND abs(b.placed - a.placed) <= {days}
        GROUP BY a.number, b.number
        HAVING sum(a.value * b.value) >= {int(LEAST * _SQUARE)}
        ORDER BY second, first
        """,
    )


class Pairs(NamedTuple):
    """Pairs of reports by number, the later one second, and how alike they are (cosine)."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    likeness: NDArray[np.float64]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, float]]) -> Pairs:
        """Return pairs given by row."""
        first, second, likeness = zip(*found, strict=True) if (found := list(rows)) else ((), (), ())
        return cls(np.array(first, np.int64), np.array(second, np.int64), np.array(likeness, np.float64))


class Products(NamedTuple):
    """Pairs of reports by number, the later one second, and the sum of the products of their terms."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    product: NDArray[np.int64]

    @classmethod
    def of(cls, found: Sequence[pa.Table]) -> Products:
        """Return pairs given as tables."""
        columns = (
            np.concatenate([np.empty(0, np.int64), *(t.column(name).cast(pa.int64()).to_numpy() for t in found)])
            for name in ("first", "second", "likeness")
        )
        return cls(*columns)

    def as_likeness(self) -> Pairs:
        """Return the pairs with how alike they are."""
        return Pairs(self.first, self.second, self.product / _SQUARE)


def compare_reports(window: pa.Table, tables: Tables, days: int) -> Pairs:
    """Return the pairs of rows of `window` that are at most `days` apart, in order of the second, then the first.

    `window` is in canonical order with the columns `placed` and `terms`; numbers are places in it.
    """
    return multiply(window, tables, days).as_likeness()


def multiply(window: pa.Table, tables: Tables, days: int) -> Products:
    """Return what `compare_reports` does, as whole numbers."""
    numbered = window.select(["placed", "terms"]).append_column("number", pa.array(range(window.num_rows), pa.int64()))
    stage = pairs_stage(days)
    placed = window.column("placed").to_pylist()
    found = []
    start = 0
    for first in range(0, window.num_rows, _AT_ONCE):
        later = numbered.slice(first, _AT_ONCE)
        while placed[start] < placed[first] - days:
            start += 1
        found.append(tables.sql(stage, later=later, earlier=numbered.slice(start, first + later.num_rows - start)))
    return Products.of(found)


def multiply_new(window: pa.Table, known: NDArray[np.bool_], tables: Tables, days: int) -> Products:
    """Return the pairs of rows of `window` of which one at least is not `known`, as whole numbers."""
    numbered = window.select(["placed", "terms"]).append_column("number", pa.array(range(window.num_rows), pa.int64()))
    everyone = numbered.append_column("known", pa.array(known))
    new = numbered.filter(pa.array(~known))
    stage = new_pairs_stage(days)
    parts = (new.slice(start, _AT_ONCE) for start in range(0, new.num_rows, _AT_ONCE))
    return Products.of([tables.sql(stage, new=part, everyone=everyone) for part in parts])


def weigh_anew(window: pa.Table) -> pa.Table:
    """Return `window` with its terms weighed by the counts of its own reports and the background together."""
    if window.num_rows == 0:
        return window
    lists = window.column("terms").combine_chunks()
    packed = lists.flatten().to_numpy()
    owner = np.repeat(np.arange(window.num_rows), lists.value_lengths().to_numpy())
    _, term, reports = np.unique(packed >> 24, return_inverse=True, return_counts=True)
    before = ((packed >> 16) & 255) / RARITY
    now = np.log(
        (window.num_rows + _BACKGROUND_REPORTS) / (reports[term] + _BACKGROUND_REPORTS * np.exp(-before))
    ).clip(min=0)
    old = (packed & 65535).astype(np.float64)
    new = old * now / np.maximum(before, 1 / RARITY)
    # Each part of a report's terms (words, pairs, lead, names, headline) keeps what it is worth.
    part = owner * 8 + ((packed >> 24) & 7)
    worth, total = (np.bincount(part, weights=values * values)[part] for values in (old, new))
    values = np.rint(new * np.sqrt(worth / np.maximum(total, 1e-9))).astype(np.int64).clip(0, 65535)
    terms = pa.ListArray.from_arrays(lists.offsets, pa.array((packed >> 16 << 16) | values))
    return window.set_column(window.schema.get_field_index("terms"), "terms", terms)
