"""New reports come in; the pairs of reports that share enough runs of words are brought up to date.

Two kinds of run make pairs. A rare run joins all reports that have it. A run that more reports have than
`Settings.common_run` is a stock phrase, or the copy of an agency that everybody runs: it joins each report that has it
to one of them, the one with the smallest key, so that the work does not grow with the square of the copies. How many
reports hold a run only grows (an older version's runs stay counted); so what is kept is what would be found if all
reports had come at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from twosource.desk.nearness import Near, shared_of
from twosource.desk.tables import Connection, insert_rows, keyed, named, rows, value
from twosource.desk.versions import load_reports
from twosource.lineage.candidates import distinct, read_runs, runs_of
from twosource.lineage.runs import body_of
from twosource.lineage.wording import Wording, read_wordings
from twosource.lineage.words import Keys
from twosource.model import Report, Settings

# One run in this many is kept to find pairs by; how alike two reports are is then counted in full. On 15,000 articles
# one in two finds the pairs that all runs find; one in four loses short reports.
ONE_IN = 2
LEAST_SHARED = 2
# Share of the shorter report's runs from which a pair is kept in any case; between `Settings.doubtful_from` and this
# only if so large a share of its distinct words is common to both.
SURE_PAIR, LIKELY_WORDS = 0.1, 0.4
# The same for runs that many have: a page's footer is a tenth of many a report, and no copy.
STOCK_PAIR = 0.25
# Reports whose sentences are read in one go.
_AT_ONCE = 64

_PAIR = "first:int64 second:int64 shared:int32 runs:int32 likely:bool kin:bool"
_TOO_FEW = f"shared < {LEAST_SHARED} OR shared < (CASE WHEN likely THEN ? ELSE {SURE_PAIR} END) * runs"

# The rows of all runs that touched reports have now or had before, as they were and as they are.
_BEFORE = """
CREATE OR REPLACE TEMP TABLE before AS
SELECT run, report, current FROM word_runs
WHERE run IN (SELECT run FROM coming{had})
"""
# Looked for only where a touched report was there before: it takes a look through all runs.
_HAD = " UNION SELECT run FROM word_runs WHERE report IN (FROM touched)"
# `was` is what `current` was before, null for a row that is new.
_AFTER = """
CREATE OR REPLACE TEMP TABLE after AS
SELECT run, report, current, current AS was FROM before WHERE report NOT IN (FROM touched)
UNION ALL {coming}
"""
# Of reports that were not there before, only the runs that others hold too: nine in ten are one report's alone.
_COMING = """
SELECT run, report, TRUE, NULL::BOOLEAN FROM coming WHERE run IN (SELECT run FROM before UNION ALL FROM repeated)
"""
_COMING_AGAIN = """
SELECT coming.run, coming.report, TRUE, b.current FROM coming LEFT JOIN before AS b USING (run, report)
UNION ALL SELECT b.run, b.report, FALSE, b.current FROM before AS b LEFT JOIN coming USING (run, report)
          WHERE b.report IN (FROM touched) AND coming.run IS NULL
"""
# How many hold a run of several, now and before, and the first of those who hold it still. Counting is most of what
# these queries take, and is done once for all of them.
_HELD = """
CREATE OR REPLACE TEMP TABLE held AS
SELECT run, count(*) AS holders, count(was) AS holders_before,
       min(report) FILTER (current) AS hub, min(report) FILTER (was) AS hub_before
FROM after GROUP BY run HAVING count(*) > 1
"""

# Pairs that share enough runs of the shorter of the two to be looked at, with how many that has.
_SHARED = """
WITH rare AS (SELECT after.run, report, report IN (FROM touched) AS mine
              FROM after JOIN held ON held.run = after.run AND held.holders <= ? WHERE current),
     sharing AS (SELECT least(a.report, b.report) AS first, greatest(a.report, b.report) AS second, count(*) AS shared
                 FROM rare AS a JOIN rare AS b ON a.run = b.run
                 WHERE a.mine AND (NOT b.mine OR a.report < b.report) GROUP BY ALL HAVING count(*) >= ?)
SELECT first, second, shared, least(a.runs, b.runs) AS runs
FROM sharing JOIN word_run_counts AS a ON a.report = first JOIN word_run_counts AS b ON b.report = second
WHERE shared >= ? * least(a.runs, b.runs) ORDER BY first, second
"""

# Runs that became common with this batch, by the pairs of older reports that shared them. Pairs are far fewer than
# the reports that share such a run two by two.
_CROSSED = """
CREATE OR REPLACE TEMP TABLE losing AS
WITH crossed AS (SELECT run, report FROM after
                 WHERE current AND run IN (SELECT run FROM held WHERE holders > {cap} AND holders_before <= {cap})
                   AND report NOT IN (FROM touched))
SELECT p.first, p.second, count(*) AS lost
FROM pairs AS p JOIN crossed AS a ON a.report = p.first JOIN crossed AS b ON b.report = p.second AND b.run = a.run
GROUP BY ALL
"""

# A common run joins its holders to the one with the smallest key. A holder that is joined as it was moves nothing.
_STOCK = """
CREATE OR REPLACE TEMP TABLE moved_stock AS
WITH held_now AS (SELECT run, holders_before > {cap} AS was_common, hub, hub_before
                  FROM held WHERE holders > {cap}),
     moved AS (SELECT * FROM after JOIN held_now USING (run)
               WHERE NOT coalesce(was_common AND current AND was AND hub = hub_before, FALSE)),
     ends AS (SELECT hub AS first, report AS second, 1 AS more FROM moved WHERE current AND report <> hub
              UNION ALL SELECT hub_before, report, -1 FROM moved WHERE was_common AND was AND report <> hub_before)
SELECT first, second, sum(more)::INTEGER AS more FROM ends GROUP BY ALL HAVING sum(more) <> 0
"""

# Of the pairs that moved, those that were or are enough to join two reports.
_STOCK_MOVED = f"""
SELECT first, second FROM moved_stock AS m JOIN stock AS s USING (first, second)
JOIN word_run_counts AS a ON a.report = first JOIN word_run_counts AS b ON b.report = second
WHERE greatest(s.shared, s.shared - m.more) >= {STOCK_PAIR} * least(a.runs, b.runs)
"""


# Of the pairs of `touched` reports, those that join two: by copy, by runs that many share, or by borrowed sentences.
_PAIRS_OF = f"""
WITH near AS (SELECT first, second, kin FROM pairs WHERE first IN (FROM touched) OR second IN (FROM touched)),
     asked AS (FROM touched UNION SELECT first FROM near UNION SELECT second FROM near),
     common AS (SELECT s.first, s.second FROM stock AS s
                JOIN word_run_counts AS a ON a.report = s.first JOIN word_run_counts AS b ON b.report = s.second
                WHERE (s.first IN (FROM asked) OR s.second IN (FROM asked))
                  AND s.shared >= {LEAST_SHARED} AND s.shared >= {STOCK_PAIR} * least(a.runs, b.runs)),
     copied AS (SELECT first, second FROM pairs WHERE kin UNION ALL FROM common),
     related AS (SELECT first AS report FROM copied UNION SELECT second FROM copied)
SELECT first, second FROM near WHERE kin OR first IN (FROM related) OR second IN (FROM related)
UNION SELECT first, second FROM common WHERE first IN (FROM touched) OR second IN (FROM touched)
ORDER BY ALL
"""


def renew_pairs(connection: Connection, touched: set[int], settings: Settings) -> set[int]:
    """Find the pairs of `touched` reports anew; return the reports that gained or lost a pair, or might have."""
    read = _read(load_reports(connection, touched))
    coming = _spread(read)
    with keyed(connection, touched), named(connection, coming=coming, repeated=_repeated(coming)):
        known = rows(connection, "SELECT report FROM word_run_counts WHERE report IN (FROM touched) LIMIT 1")
        # A report that the desk has not held is in no pair yet; to look for it would go through all of them.
        near = {key for pair in pairs_of(connection) for key in pair} if known else set[int]()
        connection.execute(_BEFORE.format(had=_HAD if known else ""))
        connection.execute(_AFTER.format(coming=_COMING_AGAIN if known else _COMING))
        connection.execute(_HELD)
        _keep_runs(connection, read, again=bool(known))
        close = rows(connection, _SHARED, settings.common_run, LEAST_SHARED, settings.doubtful_from)
        connection.execute(_CROSSED.format(cap=int(settings.common_run)))
        if known:
            connection.execute("DELETE FROM pairs WHERE first IN (FROM touched) OR second IN (FROM touched)")
    near |= _renew_stock(connection, settings)
    near |= _weaken(connection, settings)
    for table in ("before", "after", "held", "losing", "moved_stock"):
        connection.execute(f"DROP TABLE {table}")
    return near | _keep_pairs(connection, close, read, settings)


def pairs_of(connection: Connection) -> list[tuple[int, int]]:
    """Return the pairs that join a report of `touched` to another, by rare runs or by common ones.

    Borrowed sentences join a report to another only where one of the two has kin: of two reports that stand alone,
    none is ever named as holding the other's sentences, and a column's closing lines would join all that it ever ran.
    """
    found = rows(connection, _PAIRS_OF)
    return [(first, second) for first, second in found]


def _ends(connection: Connection, sql: str, *values: object) -> set[int]:
    return {key for pair in rows(connection, sql, *values) for key in pair}


class _Read(NamedTuple):
    """A report, its sampled runs and its distinct words; both outside quotation marks."""

    report: Report
    runs: Keys
    words: Keys


def _read(reports: Mapping[int, Report]) -> dict[int, _Read]:
    keys = sorted(reports)
    texts = [body_of(reports[key]).encode("utf-8", "surrogatepass") for key in keys]
    read = read_runs(pa.table({"report": range(len(keys)), "text": pa.array(texts, pa.large_binary())}))
    runs = [row.values.to_numpy() for row in read.column("runs")]
    words = [row.values.to_numpy() for row in read.column("words")]
    return {k: _Read(reports[k], r[r & (ONE_IN - 1) == 0], w) for k, r, w in zip(keys, runs, words, strict=True)}


def _wordings(reports: Mapping[int, Report]) -> dict[int, Wording]:
    """Return reports made ready for comparison, by key; read many at a time, which is faster."""
    keys = sorted(reports)
    parts = (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
    return {k: w for part in parts for k, w in zip(part, read_wordings([reports[k] for k in part]), strict=True)}


def _from_wording(report: Report, said: Wording) -> _Read:
    """Return what `_read` does, for a report whose sentences are at hand."""
    keys, quoted = said.words.keys, said.words.quoted
    runs = runs_of(keys, quoted)
    return _Read(report, runs[runs & (ONE_IN - 1) == 0], distinct(keys[~quoted]))


def _spread(read: Mapping[int, _Read]) -> pa.Table:
    report = np.repeat(np.array(list(read), np.int64), [len(r.runs) for r in read.values()])
    return pa.table(
        {"run": np.concatenate([np.empty(0, np.int64), *(r.runs for r in read.values())]), "report": report}
    )


def _repeated(coming: pa.Table) -> pa.Table:
    """Return the runs that several rows of `coming` have."""
    runs = np.sort(coming.column("run").to_numpy())
    return pa.table({"run": np.unique(runs[1:][runs[1:] == runs[:-1]])})


def _keep_runs(connection: Connection, read: Mapping[int, _Read], *, again: bool) -> None:
    """Write the runs of the newest versions; those that older ones had besides stay, marked as no longer current.

    `again` says that some of the reports had runs before.
    """
    if again:
        connection.execute("DELETE FROM word_runs WHERE report IN (FROM touched)")
        connection.execute("DELETE FROM word_run_counts WHERE report IN (FROM touched)")
    theirs = (
        "run, report, current FROM after WHERE report IN (FROM touched)" if again else "run, report, TRUE FROM coming"
    )
    connection.execute(f"INSERT INTO word_runs SELECT {theirs}")
    insert_rows(
        connection, "word_run_counts", "report:int64 runs:int32", [(key, len(r.runs)) for key, r in read.items()]
    )


def _renew_stock(connection: Connection, settings: Settings) -> set[int]:
    """Bring the pairs that common runs make up to date; return their reports."""
    connection.execute(_STOCK.format(cap=int(settings.common_run)))
    connection.execute(
        "UPDATE stock SET shared = shared + more FROM moved_stock AS m "
        "WHERE stock.first = m.first AND stock.second = m.second"
    )
    connection.execute(
        "INSERT INTO stock SELECT first, second, more FROM moved_stock ANTI JOIN stock USING (first, second)"
    )
    moved = _ends(connection, _STOCK_MOVED)
    connection.execute("DELETE FROM stock WHERE shared <= 0")
    return moved


def _weaken(connection: Connection, settings: Settings) -> set[int]:
    """Take the runs that became common from the pairs that shared them; return the reports of pairs that end."""
    if not value(connection, "SELECT count(*) FROM losing"):
        return set()
    connection.execute(
        "UPDATE pairs SET shared = shared - losing.lost FROM losing "
        "WHERE pairs.first = losing.first AND pairs.second = losing.second"
    )
    ended = _ends(connection, f"SELECT first, second FROM pairs WHERE {_TOO_FEW}", settings.doubtful_from)
    connection.execute(f"DELETE FROM pairs WHERE {_TOO_FEW}", [settings.doubtful_from])
    return ended


def _keep_pairs(
    connection: Connection, close: list[tuple[int, int, int, int]], read: dict[int, _Read], settings: Settings
) -> set[int]:
    """Write the pairs, of those that `_SHARED` gives, that are near each other; return their reports."""
    others = load_reports(connection, {key for row in close for key in row[:2]} - set(read))
    wordings = _wordings(others)  # most are compared with a new one: their runs are taken from the same reading
    read = read | {key: _from_wording(others[key], said) for key, said in wordings.items()}
    kept = [(*row, shared_of(read[row[0]].words, read[row[1]].words) >= LIKELY_WORDS) for row in close]
    kept = [row for row in kept if row[4] or row[2] >= SURE_PAIR * row[3]]
    wordings |= _wordings({k: read[k].report for row in kept for k in row[:2] if k not in wordings})
    near = Near({k: r.report for k, r in read.items()}, {k: r.runs for k, r in read.items()}, settings, wordings)
    looked_at = [(*row, near.kin(row[0], row[1])) for row in kept]
    found = [row for row in looked_at if row[5] is not None]
    insert_rows(connection, "pairs", _PAIR, found)
    return {key for row in found for key in row[:2]}
