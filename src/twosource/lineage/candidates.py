"""Which pairs of reports are worth a close look: those that share rare runs of words.

What comes in: the words of many reports. What goes out: pairs, with how many rare runs they share. The work is
two SQL stages over one table of runs, so that it grows with the words read and not with the pairs that could be.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from twosource.lineage.words import Keys, Mask
from twosource.stages import Engine, Stage

RUN = 4  # words: three meet by chance in any two reports of one event, five break at every second changed word

RARE = Stage(
    "rare_runs",
    "one row: a run of words in a report, where the run stands in at least two reports and at most `cap`",
    """
    SELECT runs.run, runs.report
    FROM runs
    JOIN (SELECT run FROM runs GROUP BY run HAVING count(*) > 1 AND count(*) <= (SELECT max(cap) FROM limits)) AS rare
    ON runs.run = rare.run
    """,
)

PAIRS = Stage(
    "pairs",
    "one row: two reports and the number of rare runs that both have",
    """
    SELECT a.report AS first, b.report AS second, count(*) AS shared
    FROM rare AS a JOIN rare AS b ON a.run = b.run AND a.report < b.report
    GROUP BY a.report, b.report
    HAVING count(*) >= (SELECT max(least) FROM limits)
    ORDER BY first, second
    """,
)


def runs_of(keys: Keys, quoted: Mask) -> NDArray[np.int64]:
    """Return the distinct runs of RUN words as numbers, sorted; a run wholly inside quotation marks is left out.

    Quoted words stand in every report of a press conference: they show a shared source, not shared copy.
    """
    if len(keys) < RUN:
        return np.empty(0, np.int64)
    numbers = run_numbers(keys)
    all_quoted = np.convolve(quoted, np.ones(RUN, np.int64), "valid") == RUN
    return np.unique(numbers[~all_quoted])


def run_numbers(keys: Keys) -> NDArray[np.int64]:
    """Return one number for the run of RUN words that starts at each word (the last RUN - 1 start none)."""
    count = max(len(keys) - RUN + 1, 0)
    numbers = np.zeros(count, np.uint64)
    unsigned = keys.view(np.uint64)
    for offset in range(RUN):
        numbers = numbers * np.uint64(0x9E3779B97F4A7C15) + unsigned[offset : offset + count]
        numbers ^= numbers >> np.uint64(29)
    return numbers.view(np.int64)


def sampled(runs: Sequence[NDArray[np.int64]], at_most: int) -> list[NDArray[np.int64]]:
    """Return the same part of all runs, such that about `at_most` are left in all; all of them in a small corpus.

    Runs are kept by their number (one in 2, one in 4 …), so that a run that two reports share is kept in both or in
    neither: shares are estimated without bias, and the work grows with reports, not with their length.
    """
    total, one_in = sum(len(r) for r in runs), 1
    while total > at_most * one_in:
        one_in *= 2
    return [r[r & (one_in - 1) == 0] for r in runs] if one_in > 1 else list(runs)


def find_pairs(runs: Sequence[NDArray[np.int64]], engine: Engine, least: int, cap: int) -> pa.Table:
    """Return the table (first, second, shared) of reports that share at least `least` rare runs.

    `runs` holds each report's distinct runs; reports are numbered by their place in it. A run that stands in more
    than `cap` reports is a stock phrase and joins nothing.
    """
    report = np.repeat(np.arange(len(runs), dtype=np.int32), [len(r) for r in runs])
    table = pa.table({"run": np.concatenate(runs) if runs else np.empty(0, np.int64), "report": report})
    limits = pa.table({"cap": pa.array([cap], pa.int64()), "least": pa.array([least], pa.int64())})
    rare = engine.sql(RARE, runs=table, limits=limits)
    return engine.sql(PAIRS, rare=rare, limits=limits)
