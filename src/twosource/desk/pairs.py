"""New reports come in; the pairs of reports that share enough rare runs of words are brought up to date.

A run that stands in too many reports is a stock phrase. How many hold it only grows (an older version's runs stay
counted), so a pair can lose a run that has become common and never gain one: what is kept is what would be found if
all reports had come at once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from twosource.desk.tables import Connection, delete_for, insert, keyed, named, rows
from twosource.desk.versions import load_reports
from twosource.lineage.candidates import RUN, run_numbers
from twosource.lineage.wording import read_wording
from twosource.lineage.words import Keys
from twosource.model import Report, Settings

# One run in this many is kept to find pairs by; how alike two reports are is then counted in full. On 15,000 articles
# one in two finds the pairs that all runs find; one in four loses short reports.
ONE_IN = 2
LEAST_SHARED = 2
# Share of the shorter report's runs from which a pair is kept in any case; between `Settings.doubtful_from` and this
# only if so large a share of its distinct words is common to both.
SURE_PAIR = 0.1
LIKELY_WORDS = 0.5

_HELD = """
CREATE OR REPLACE TEMP TABLE held AS
SELECT w.run, w.report, w.current FROM word_runs AS w WHERE w.run IN (SELECT run FROM word_runs WHERE report IN
(FROM touched))
"""

_SHARED = """
WITH rare AS (SELECT run FROM held GROUP BY run HAVING count(*) BETWEEN 2 AND ?),
     mine AS (SELECT run, report FROM held WHERE current AND report IN (FROM touched))
SELECT least(a.report, b.report) AS first, greatest(a.report, b.report) AS second, count(*) AS shared
FROM mine AS a JOIN rare ON rare.run = a.run JOIN held AS b ON a.run = b.run AND b.current
WHERE b.report NOT IN (FROM touched) OR a.report < b.report
GROUP BY ALL HAVING count(*) >= ? ORDER BY ALL
"""

# Runs that became common with this batch, by the pairs of older reports that shared them.
_CROSSED = """
WITH crossed AS (SELECT held.run FROM held LEFT JOIN added ON held.run = added.run AND held.report = added.report
                 GROUP BY held.run HAVING count(*) > ? AND count(*) - count(added.run) <= ?)
SELECT a.report AS first, b.report AS second, count(*) AS lost
FROM held AS a JOIN held AS b ON a.run = b.run AND a.report < b.report
WHERE a.run IN (FROM crossed) AND a.current AND b.current
  AND a.report NOT IN (FROM touched) AND b.report NOT IN (FROM touched)
GROUP BY ALL
"""


_PAIRS_OF = "SELECT first, second FROM pairs WHERE first IN (FROM touched) OR second IN (FROM touched)"
_TOO_FEW = f"shared < {LEAST_SHARED} OR shared < (CASE WHEN likely THEN ? ELSE {SURE_PAIR} END) * runs"


def renew_pairs(connection: Connection, touched: set[int], settings: Settings) -> set[int]:
    """Find the pairs of `touched` reports anew; return the reports that gained or lost a pair, or might have."""
    reports = load_reports(connection, touched)
    words = {key: _words(report) for key, report in reports.items()}
    with keyed(connection, touched):
        near = {k for pair in rows(connection, _PAIRS_OF) for k in pair}
        added = _keep_runs(connection, {key: runs for key, (runs, _) in words.items()})
        connection.execute(_HELD)
        with named(connection, added=added):
            lost = rows(connection, _CROSSED, settings.common_run, settings.common_run)
        shared = rows(connection, _SHARED, settings.common_run, LEAST_SHARED)
        connection.execute("DELETE FROM pairs WHERE first IN (FROM touched) OR second IN (FROM touched)")
        connection.execute("DROP TABLE held")
    near |= _weaken(connection, lost, settings)
    return near | _keep_pairs(connection, shared, {key: own for key, (_, own) in words.items()}, settings)


def _words(report: Report) -> tuple[Keys, Keys]:
    """Return the sampled runs of a report, and its distinct words; both outside quotation marks."""
    words = read_wording(report).words
    runs = run_numbers(words.keys)
    whole = np.ones(len(runs), bool)
    for offset in range(RUN):
        whole &= words.quoted[offset : offset + len(runs)]
    # The lowest bits of a run's number are no more than its last words': mix them before sampling by them.
    runs = np.unique(runs[~whole])
    return runs[(runs >> 40) & (ONE_IN - 1) == 0], np.unique(words.keys[~words.quoted])


def _keep_runs(connection: Connection, runs: Mapping[int, Keys]) -> pa.Table:
    """Write the runs of the newest versions, those of older ones marked as such; return the rows that are new."""
    old = _runs_of(connection)
    columns: list[tuple[int, Keys, bool]] = []
    added: list[tuple[int, Keys]] = []
    for key, mine in runs.items():
        before = old.get(key, np.empty(0, np.int64))
        columns += [(key, mine, True), (key, np.setdiff1d(before, mine), False)]
        added.append((key, np.setdiff1d(mine, before)))
    if old:
        delete_for(connection, "word_runs", old)
    delete_for(connection, "word_run_counts", runs)
    insert(connection, "word_runs", {**_spread([(k, r) for k, r, _ in columns]), "current": _flags(columns)})
    counts = [len(r) for r in runs.values()]
    insert(
        connection,
        "word_run_counts",
        {"report": pa.array(list(runs), pa.int64()), "runs": pa.array(counts, pa.int32())},
    )
    return pa.table(_spread(added))


def _runs_of(connection: Connection) -> dict[int, Keys]:
    """Return the runs that the desk holds of `touched` reports: those with an older version."""
    again = rows(connection, "SELECT report FROM word_run_counts WHERE report IN (FROM touched)")
    if not again:
        return {}
    with keyed(connection, [key for (key,) in again], name="again"):
        found = connection.execute(
            "SELECT report, run FROM word_runs WHERE report IN (FROM again) ORDER BY report, run"
        ).fetchnumpy()
    return {key: found["run"][found["report"] == key] for (key,) in again}


def _spread(runs: list[tuple[int, Keys]]) -> dict[str, pa.Array]:
    report = np.repeat(np.array([k for k, _ in runs], np.int64), [len(r) for _, r in runs])
    return {"run": pa.array(np.concatenate([r for _, r in runs] or [np.empty(0, np.int64)])), "report": report}


def _flags(columns: list[tuple[int, Keys, bool]]) -> pa.Array:
    return pa.array(np.repeat(np.array([c for *_, c in columns], bool), [len(r) for _, r, _ in columns]))


def _weaken(connection: Connection, lost: list[tuple[int, int, int]], settings: Settings) -> set[int]:
    """Take the runs that became common from the pairs that shared them; return the reports of pairs that end."""
    if not lost:
        return set()
    columns = list(zip(*lost, strict=True))
    table = pa.table({n: pa.array(c, pa.int64()) for n, c in zip(("first", "second", "lost"), columns, strict=True)})
    with named(connection, losing=table):
        connection.execute(
            "UPDATE pairs SET shared = shared - losing.lost FROM losing "
            "WHERE pairs.first = losing.first AND pairs.second = losing.second"
        )
    ended = rows(connection, f"SELECT first, second FROM pairs WHERE {_TOO_FEW}", settings.doubtful_from)
    connection.execute(f"DELETE FROM pairs WHERE {_TOO_FEW}", [settings.doubtful_from])
    return {key for pair in ended for key in pair}


def _keep_pairs(
    connection: Connection, shared: list[tuple[int, int, int]], words: dict[int, Keys], settings: Settings
) -> set[int]:
    """Write the pairs that share enough of the shorter report; return their reports."""
    with named(connection, met=pa.table({"report": pa.array({k for row in shared for k in row[:2]}, pa.int64())})):
        counts = dict(rows(connection, "SELECT report, runs FROM word_run_counts WHERE report IN (FROM met)"))
    close = [(a, b, n, min(counts[a], counts[b])) for a, b, n in shared]
    close = [row for row in close if row[2] >= settings.doubtful_from * row[3]]
    others = load_reports(connection, {k for row in close for k in row[:2]} - set(words))
    words |= {key: _words(report)[1] for key, report in others.items()}
    kept = [(*row, _contained(words[row[0]], words[row[1]]) >= LIKELY_WORDS) for row in close]
    kept = [row for row in kept if row[4] or row[2] >= SURE_PAIR * row[3]]
    columns = list(zip(*kept, strict=True)) if kept else [()] * 5
    types = (pa.int64(), pa.int64(), pa.int32(), pa.int32(), pa.bool_())
    names = ("first", "second", "shared", "runs", "likely")
    insert(connection, "pairs", {n: pa.array(c, t) for n, c, t in zip(names, columns, types, strict=True)})
    return {key for row in kept for key in row[:2]}


def _contained(a: Keys, b: Keys) -> float:
    """Return the share of the distinct words of the report that has fewer which the other has."""
    return len(np.intersect1d(a, b, assume_unique=True)) / max(min(len(a), len(b)), 1)
