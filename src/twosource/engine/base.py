"""What engines share: how a table is cut into batches, how tables travel, and what becomes of a row that fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa

from twosource.stages import Engine, Failure, Stage, TableFunction, in_words

__all__ = [
    "BATCH_SIZE",
    "FAILED",
    "Engine",
    "Failure",
    "Outcome",
    "Stage",
    "TableFunction",
    "apply",
    "apply_to_bytes",
    "apply_whole",
    "batches",
    "from_bytes",
    "rows_a_batch",
    "to_bytes",
    "with_failures",
]

# A batch of this many characters keeps a worker busy for about a second: long enough to hide the transport and
# to hold copies of a passage together (what they share is parsed once a batch), short enough for a progress bar that
# moves.
BATCH_SIZE = 24_000
# Where a function broke: the value of the row's key, and what the function said. Null in the rows of a result.
FAILED = (pa.field("_failed", pa.string()), pa.field("_message", pa.string()))
# Rows a batch where a row's work is not known.
ROWS = 512


class Outcome(NamedTuple):
    """What a function made of a batch, and the rows (by their place in the batch) that it broke on."""

    table: pa.Table
    failures: tuple[Failure, ...] = ()


def rows_a_batch(size: str | None) -> int:
    """Return how much work a batch holds: characters where a column says how many, else rows."""
    return BATCH_SIZE if size else ROWS


def batches(table: pa.Table, size: str | None, at_most: int, *, taper: bool = False) -> Iterator[pa.Table]:
    """Cut `table` into slices of about `at_most` units of work each, in order.

    A row's work is the value of column `size`, or 1. A row above the limit is a slice of its own, so the
    result never depends on how many processes there are. With `taper` slices become smaller towards the end, down to
    an eighth: whoever takes the last one keeps the others waiting no longer than that.
    """
    if size is None:
        for start in range(0, table.num_rows, at_most):
            yield table.slice(start, at_most)
        return
    costs = table.column(size).to_pylist()
    left = sum(costs)
    start = work = 0
    for row, cost in enumerate(costs):
        limit = max(at_most // 8, min(at_most, left // 8)) if taper else at_most
        if work and work + cost > limit:
            yield table.slice(start, row - start)
            left -= work
            start, work = row, 0
        work += cost
    if start < table.num_rows:
        yield table.slice(start)


def apply(function: TableFunction, table: pa.Table) -> Outcome:
    """Run `function` on a batch; where it breaks, on ever smaller halves, until only the rows that break it are left.

    Those are left out of the table and named among the failures: one report must not cost the others their hour. The
    search costs the good rows of the batch about two more runs for each bad one.
    """
    try:
        return Outcome(function(table))
    except Exception as error:
        if table.num_rows <= 1:
            return _nothing(function, table, error)
    half = table.num_rows // 2
    first, second = apply(function, table.slice(0, half)), apply(function, table.slice(half))
    later = (Failure(f.row + half, f.message) for f in second.failures)
    return Outcome(pa.concat_tables([first.table, second.table]), (*first.failures, *later))


def apply_whole(function: TableFunction, group: pa.Table) -> Outcome:
    """Run `function` on a group: it stands or falls as a whole, since half of a group is another group."""
    try:
        return Outcome(function(group))
    except Exception as error:
        return _nothing(function, group, error)


def _nothing(function: TableFunction, table: pa.Table, error: Exception) -> Outcome:
    failure = Failure(0, in_words(error))
    return Outcome(function(table.slice(0, 0)), (failure,) if table.num_rows else ())


def with_failures(batch: pa.Table, outcome: Outcome, schema: pa.Schema, key: str) -> pa.Table:
    """Return the rows made of a batch, and a row for each that failed: the value of its `key` and the message."""
    made = outcome.table.cast(schema)
    for field in FAILED:
        made = made.append_column(field, pa.nulls(made.num_rows, pa.string()))
    failed = [{"_failed": str(batch.column(key)[f.row].as_py()), "_message": f.message} for f in outcome.failures]
    return pa.concat_tables([made, pa.Table.from_pylist(failed, made.schema)]) if failed else made


def to_bytes(table: pa.Table) -> bytes:
    """Write a table as an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def from_bytes(data: bytes) -> pa.Table:
    """Read a table from an Arrow stream."""
    with pa.ipc.open_stream(data) as stream:
        return stream.read_all()


def apply_to_bytes(function: TableFunction, data: bytes) -> tuple[bytes, tuple[Failure, ...]]:
    """Run `function` on a table that arrived as bytes: the one call a worker process gets."""
    outcome = apply(function, from_bytes(data))
    return to_bytes(outcome.table), outcome.failures
