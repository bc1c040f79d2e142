"""Which reports of an archive share copy, counted over all of it: the stages of `lineage`, from folder to folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from twosource.engine.folders import Job, Kept
from twosource.lineage.agencies import house_of
from twosource.lineage.candidates import CAP, CHAIN, HELD, PAIRS, cap_bounds, read_runs
from twosource.lineage.evidence import day_number
from twosource.lineage.links import glance
from twosource.lineage.runs import body_of, bucket_count, in_common, own_copy
from twosource.lineage.vocabulary import rarity
from twosource.model import Report, Settings
from twosource.rows import unpack
from twosource.stages import Stage

COUNTS = Stage(
    "counts",
    "one row: how many reports there are, their runs of words in all, and the most of one",
    "SELECT count(*) AS reports, CAST(coalesce(sum(size), 0) AS BIGINT) AS runs, coalesce(max(size), 0) AS most "
    "FROM texts",
)
RUNS = Stage("runs", "one row: a run of words in a report", "SELECT unnest(runs) AS run, report FROM texts")
PROBES = Stage(
    "probes", "one row: a run that a report is looked up by", "SELECT unnest(probes) AS run, report FROM texts"
)
LIKELY = Stage(
    "likely pairs",
    "one row: two reports that may share enough runs to be worth a look",
    """
    SELECT DISTINCT CASE WHEN probe < holder THEN probe ELSE holder END AS first,
           CASE WHEN probe < holder THEN holder ELSE probe END AS second
    FROM (SELECT probe, holder, shared FROM pairs UNION ALL SELECT probe, holder, shared FROM chain) AS found
    JOIN texts ON texts.report = found.probe
    WHERE shared >= (SELECT max(share) FROM limits)
                    * (CASE WHEN texts.size < (SELECT max(probes) FROM limits) THEN texts.size
                            ELSE (SELECT max(probes) FROM limits) END)
    """,
)
STOCK = Stage(
    "stock runs",
    "one row: the runs of a report that stand in more reports than a story is run in",
    """
    SELECT filed.report AS report, array_agg(filed.run) AS stock
    FROM (SELECT runs.run AS run, runs.report AS report, runs.run & limits.mask AS bucket
          FROM runs CROSS JOIN limits) AS filed
    JOIN (SELECT bucket FROM (SELECT runs.run & limits.mask AS bucket, limits.cap AS cap
                              FROM runs CROSS JOIN limits) AS b
          GROUP BY bucket HAVING count(*) > max(cap)) AS crowded
    ON filed.bucket = crowded.bucket
    GROUP BY filed.report
    """,
)
RARITY = Stage(
    "words",
    "one row: a report of some pair, its words, and in how many reports each stands",
    """
    SELECT said.report AS report, array_agg(said.word) AS words, array_agg(counted.reports) AS counts
    FROM (SELECT report, unnest(words) AS word FROM texts) AS said
    JOIN (SELECT first AS report FROM likely UNION SELECT second FROM likely) AS paired ON paired.report = said.report
    JOIN (SELECT word, count(*) AS reports FROM (SELECT unnest(words) AS word FROM texts) AS w GROUP BY word) AS counted
    ON counted.word = said.word
    GROUP BY said.report
    """,
)
_SIDES = """
    SELECT likely.first AS first, likely.second AS second,
           a.runs AS first_runs, b.runs AS second_runs, s.stock AS stock,
           v.words AS first_words, v.counts AS first_counts, w.words AS second_words, w.counts AS second_counts
    FROM likely
    JOIN texts AS a ON a.report = likely.first
    JOIN texts AS b ON b.report = likely.second
    JOIN words AS v ON v.report = likely.first
    JOIN words AS w ON w.report = likely.second
    LEFT JOIN stock AS s ON s.report = likely.first
    """


def sides_stage(days: int | None) -> Stage:
    """Return the stage that brings pairs together, those of reports dated at most so many days apart or not dated."""
    near = f"WHERE a.day = 0 OR b.day = 0 OR abs(a.day - b.day) <= {days}" if days is not None else ""
    told = "one row: two reports with the runs and the words of both"
    return Stage("pairs with their words", told, _SIDES + near)


WEIGHED = pa.schema(
    [
        ("first", pa.int64()),
        ("second", pa.int64()),
        ("contained", pa.float64()),
        ("alike", pa.float64()),
        ("seen", pa.float64()),
    ]
)


class Copies(NamedTuple):
    """`texts` (report, credit, size …) of all reports, and `pairs`, those of WEIGHED that are worth a look."""

    texts: Kept
    pairs: Kept


def find_copies(job: Job, reports: Kept, settings: Settings) -> Copies:
    """Count what the reports (number, record) have in common."""
    (count,) = job.rows(job.sql("report-count", _COUNT, reports=reports), "reports")
    probes = max(settings.probes_in_all // max(count["reports"], 1), settings.probes_a_report)
    texts = job.map("texts", partial(read_texts, probes=probes), reports, key="id", size="size")
    (counts,) = job.rows(job.sql("text-counts", COUNTS, texts=texts), "reports", "runs", "most")
    runs, probed = job.sql("runs", RUNS, texts=texts), job.sql("probes", PROBES, texts=texts)
    held = job.sql("held", HELD, runs=runs, probes=probed)
    limits = job.small("limits", _limits(settings, counts, probes, _cap(job, held, counts["reports"], settings)))
    pairs = job.sql("probe-pairs", PAIRS, probes=probed, held=held, limits=limits)
    chain = job.sql("chain-pairs", CHAIN, probes=probed, held=held, limits=limits)
    likely = job.sql("likely", LIKELY, pairs=pairs, chain=chain, texts=texts, limits=limits)
    stock = job.sql("stock", STOCK, runs=runs, limits=limits)
    words = job.sql("words", RARITY, texts=texts, likely=likely)
    sides = job.sql("sides", sides_stage(settings.copy_days), likely=likely, texts=texts, words=words, stock=stock)
    weigh = partial(weigh_pairs, reports=counts["reports"], settings=settings)
    return Copies(texts, job.map("weighed-pairs", weigh, sides, key="first"))


def read_texts(table: pa.Table, probes: int) -> pa.Table:
    """Read reports as runs of words: number and record come in; runs, words, probes and credit go out."""
    reports = [unpack(Report, record) for record in table.column("record").to_pylist()]
    texts = pa.array([body_of(r).encode("utf-8", "surrogatepass") for r in reports], pa.large_binary())
    read = read_runs(pa.table({"report": table.column("number").cast(pa.int64()), "text": texts}))
    runs = read.column("runs").to_pylist()
    columns = {
        "report": read.column("report"),
        "runs": pa.array(runs, pa.list_(pa.int64())),
        "words": pa.array(read.column("words").to_pylist(), pa.list_(pa.int64())),
        "probes": pa.array([r[:probes] for r in runs], pa.list_(pa.int64())),
        "size": pa.array([len(r) for r in runs], pa.int64()),
        "day": pa.array([day_number(r) for r in reports], pa.int64()),
        "credit": pa.array([house_of(r.credit_printed) for r in reports], pa.string()),
    }
    return pa.table(columns)


def weigh_pairs(table: pa.Table, reports: int, settings: Settings) -> pa.Table:
    """Weigh pairs of reports: what both hold of each other, exactly, and what that tells at a glance."""
    found: list[dict[str, Any]] = []
    for row in table.to_pylist():
        one, other = np.array(row["first_runs"], np.int64), np.array(row["second_runs"], np.int64)
        common = in_common(one, other)
        stock = int(np.isin(common, np.array(row["stock"] or [], np.int64)).sum())
        contained = own_copy(len(common), stock, settings) / max(min(len(one), len(other)), 1)
        if contained >= settings.doubtful_from:
            alike = _alike(row, reports)
            seen = glance(contained, alike, settings)
            pair = {"first": row["first"], "second": row["second"]}
            found.append({**pair, "contained": contained, "alike": alike, "seen": seen})
    return pa.Table.from_pylist(found, schema=WEIGHED)


def _alike(row: Mapping[str, Any], reports: int) -> float:
    """Return what `Vocabulary.contained` does, from the words of two reports and their counts."""
    one, other = (
        dict(zip(row[f"{side}_words"], rarity(np.array(row[f"{side}_counts"]), reports).tolist(), strict=True))
        for side in ("first", "second")
    )
    shared = float(np.array([one[word] for word in one.keys() & other.keys()], np.float32).sum())
    return shared / max(min(sum(one.values()), sum(other.values())), 1e-9)


def _cap(job: Job, held: Kept, reports: int, settings: Settings) -> int:
    """Return in how many reports a run may stand, from the corpus: `Runs.find_pairs` sets the same."""
    bounds = cap_bounds(reports, settings)
    if bounds is None:
        return settings.common_run
    (row,) = job.rows(job.sql("cap", CAP, held=held, bounds=job.small("cap-bounds", bounds)), "cap")
    return max(settings.common_run, row["cap"] or 0)


def _limits(settings: Settings, counts: Mapping[str, int], probes: int, cap: int) -> pa.Table:
    least = settings.least_runs if counts["most"] <= probes else settings.least_probes
    whole = {"cap": cap, "least": least, "probes": probes, "mask": bucket_count(counts["runs"]) - 1}
    columns = {name: pa.array([value], pa.int64()) for name, value in whole.items()}
    return pa.table({**columns, "share": pa.array([settings.doubtful_from / 2], pa.float64())})


_COUNT = Stage("report count", "one row: how many reports there are", "SELECT count(*) AS reports FROM reports")
