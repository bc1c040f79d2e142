"""Which pairs of reports are worth a close look: those that share rare runs of words.

What comes in: the runs of words of many reports. What goes out: pairs. Of each report the runs with the smallest
numbers, its probes, are looked up among all runs of all reports (bottom-k sampling: a share of the probes is an
unbiased estimate of the share of all runs, and a short report is probed with all it has). So the work grows with the
number of reports, not with their length or with the pairs that could be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from twosource.lineage.kept import pack
from twosource.lineage.letters import mixed
from twosource.lineage.words import Keys, Mask, words_in
from twosource.model import Settings
from twosource.stages import Stage

RUN = 4  # words: three meet by chance in any two reports of one event, five break at every second changed word
_TEXTS = 64  # read in one go: numpy's arrays of these stay in the processor's cache
_NOTHING = np.empty(0, np.int64), np.empty(0, np.uint8), np.empty(0, np.uint8), np.empty(0, np.int64)

HELD = Stage(
    "held_runs",
    "one row: a run of words that is some report's probe, in a report that has it, and in how many reports it stands",
    """
    SELECT runs.run AS run, runs.report AS report, probed.reports AS reports
    FROM runs
    JOIN (
        SELECT runs.run AS run, count(*) AS reports
        FROM runs JOIN (SELECT run FROM probes GROUP BY run) AS asked ON runs.run = asked.run
        GROUP BY runs.run HAVING count(*) > 1
    ) AS probed
    ON runs.run = probed.run
    """,
)

PAIRS = Stage(
    "pairs",
    "one row: a report, another, and how many of the probes of the one the other has",
    """
    SELECT probes.report AS probe, held.report AS holder, count(*) AS shared
    FROM probes JOIN held ON probes.run = held.run AND probes.report <> held.report
    WHERE held.reports <= (SELECT max(cap) FROM limits)
    GROUP BY probes.report, held.report
    HAVING count(*) >= (SELECT max(least) FROM limits)
    """,
)

CHAIN = Stage(
    "chain",
    "one row: two reports that follow each other among the holders of runs that more than `cap` reports have, "
    "holders put in one order for all runs, and the number of such runs",
    """
    SELECT before AS probe, report AS holder, count(*) AS shared
    FROM (
        SELECT held.run AS run, held.report AS report,
               lag(held.report) OVER (PARTITION BY held.run ORDER BY held.report) AS before
        FROM held
        WHERE held.reports > (SELECT max(cap) FROM limits)
    ) AS followed
    WHERE before IS NOT NULL
    GROUP BY before, report
    HAVING count(*) >= (SELECT max(least) FROM limits)
    """,
)


CAP = Stage(
    "cap",
    "one row: the most reports, up to `widest`, that a run may stand in before looking up the probes finds more than "
    "`most` reports in all (a report as often as it is found)",
    """
    SELECT max(reports) AS cap
    FROM (
        SELECT reports, sum(found) OVER (ORDER BY reports) AS found
        FROM (
            SELECT reports, reports * count(*) AS found
            FROM held
            WHERE reports <= (SELECT max(widest) FROM bounds)
            GROUP BY reports
        ) AS alike
    ) AS summed
    WHERE found <= (SELECT max(most) FROM bounds)
    """,
)


def cap_bounds(reports: int, settings: Settings) -> pa.Table | None:
    """Return the table `bounds` of CAP for a corpus of so many reports; None where the cap is `Settings.common_run`.

    A story is run in more places the more reports there are, and so is a stock phrase. So a run may stand in as many
    reports as one in a thousand (`Settings.common_share`), and in 99 at most, but in a large corpus only while the
    reports that the probes lead to stay `Settings.found_a_report` for each report: the work grows with the reports, not
    with their square.
    """
    widest = min(int(settings.common_share * reports), settings.widest_run)
    if widest <= settings.common_run:
        return None
    bounds = {"widest": [widest], "most": [settings.found_a_report * reports]}
    return pa.table({name: pa.array(value, pa.int64()) for name, value in bounds.items()})


def read_runs(table: pa.Table, *, keep: bool = False) -> pa.Table:
    """Return the distinct runs of RUN words of each text, sorted, and its distinct words; both outside quotations.

    Takes columns `report` (its number) and `text` (UTF-8); gives `report`, and `runs` and `words`, lists of numbers.
    To `keep` gives all words in order as well, by their `keys`, `gaps` and `letters` (kept.py).
    """
    texts = [text.decode("utf-8", "surrogatepass") for text in table.column("text").to_pylist()]
    runs, words = [], []
    kept = []
    for start in range(0, len(texts), _TEXTS):
        batch = words_in(texts[start : start + _TEXTS])
        counted = run_numbers(batch.keys)
        for a, b in zip(batch.bounds[:-1].tolist(), batch.bounds[1:].tolist(), strict=True):
            numbers = counted[a : max(b - RUN + 1, a)]
            runs.append(distinct(numbers[_own_runs(batch.quoted[a:b])]))
            words.append(distinct(batch.keys[a:b][~batch.quoted[a:b]]))
        if keep:
            kept.append((batch.keys, *pack(batch), np.diff(batch.bounds)))
    found = {"report": table.column("report"), "runs": _lists(runs), "words": _lists(words)}
    return pa.table(found | _kept(kept) if keep else found)


def _kept(read: Sequence[tuple[NDArray[Any], ...]]) -> dict[str, pa.LargeListArray]:
    """Return words that were read some texts at a time as columns: numbers by column, the last how many a text has."""
    *columns, sizes = (np.concatenate(parts) for parts in zip(*read, strict=True)) if read else _NOTHING
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    named = zip(("keys", "gaps", "letters"), columns, strict=True)
    return {name: pa.LargeListArray.from_arrays(offsets, numbers) for name, numbers in named}


def runs_of(keys: Keys, quoted: Mask) -> NDArray[np.int64]:
    """Return the distinct runs of RUN words as numbers, sorted; a run wholly inside quotation marks is left out.

    Quoted words stand in every report of a press conference: they show a shared source, not shared copy.
    """
    return distinct(run_numbers(keys)[_own_runs(quoted)])


def _own_runs(quoted: Mask) -> Mask:
    count = max(len(quoted) - RUN + 1, 0)
    whole = np.ones(count, bool)
    for offset in range(RUN):
        whole &= quoted[offset : offset + count]
    return ~whole


def run_numbers(keys: Keys) -> NDArray[np.int64]:
    """Return one number for the run of RUN words that starts at each word (the last RUN - 1 start none)."""
    count = max(len(keys) - RUN + 1, 0)
    numbers = np.zeros(count, np.uint64)
    unsigned = keys.view(np.uint64)
    for offset in range(RUN):
        numbers = numbers * np.uint64(0x9E3779B97F4A7C15) + unsigned[offset : offset + count]
        numbers ^= numbers >> np.uint64(29)
    return mixed(numbers).view(np.int64)


def distinct(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the distinct of `numbers`, sorted (np.unique without what it does for other kinds of array)."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _lists(rows: list[NDArray[np.int64]]) -> pa.LargeListArray:
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return pa.LargeListArray.from_arrays(offsets, np.concatenate(rows) if rows else np.empty(0, np.int64))
