"""What every engine shares: how a table is cut into batches, and how tables travel between processes."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from twosource.stages import Engine, Stage, TableFunction

__all__ = ["Engine", "Stage", "TableFunction", "apply_to_bytes", "batches", "from_bytes", "to_bytes"]


def batches(table: pa.Table, size: str | None, at_most: int) -> Iterator[pa.Table]:
    """Cut `table` into slices of about `at_most` units of work each, in order.

    A row's work is the value of column `size`, or 1. A row above the limit is a slice of its own, so the
    result never depends on how many processes there are.
    """
    if size is None:
        for start in range(0, table.num_rows, at_most):
            yield table.slice(start, at_most)
        return
    start = work = 0
    for row, cost in enumerate(table.column(size).to_pylist()):
        if work and work + cost > at_most:
            yield table.slice(start, row - start)
            start, work = row, 0
        work += cost
    if start < table.num_rows:
        yield table.slice(start)


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


def apply_to_bytes(function: TableFunction, data: bytes) -> bytes:
    """Run `function` on a table that arrived as bytes: the one call a worker process gets."""
    return to_bytes(function(from_bytes(data)))
