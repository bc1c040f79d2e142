"""One machine: DuckDB joins, a pool of processes maps. Small inputs stay in this process."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import pairwise
from typing import TypeAlias

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from twosource.engine.base import (
    Failure,
    Outcome,
    TableFunction,
    apply,
    apply_to_bytes,
    batches,
    from_bytes,
    rows_a_batch,
    to_bytes,
)
from twosource.stages import Stage

# Below this much work a pool's start (a model load in each process) costs more than it brings.
POOL_FROM = 360_000
_LARGE = 2**24  # bytes of tables: the memory of a query over these is worth more than the time to open a database

Running: TypeAlias = "Future[tuple[bytes, tuple[Failure, ...]]]"


class LocalEngine:
    """Runs stages in an in-memory DuckDB and functions in up to `processes` spawned processes.

    Use as a context manager, or call `close`. `progress`, where given, is called with the rows done and the rows
    in all of the present `map`.
    """

    def __init__(
        self,
        processes: int | None = None,
        *,
        pool_from: int = POOL_FROM,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.processes = processes or os.cpu_count() or 1
        self.pool_from = pool_from
        self.progress = progress
        self._database: duckdb.DuckDBPyConnection | None = None
        self._pool: ProcessPoolExecutor | None = None
        self._failures: list[Failure] = []

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the processes and let the database go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        if self._database is not None:
            self._database.close()
            self._database = None

    def sql(self, stage: Stage, **tables: pa.Table) -> pa.Table:
        """Run `stage` over `tables`; raises ValueError that names the stage when its SQL is wrong."""
        if self._database is None:
            self._database = duckdb.connect(":memory:", config={"threads": self.processes})
            self._database.execute("SET preserve_insertion_order = true")
            self._database.execute("SET enable_progress_bar = false")  # it would be printed among the results
        for name, table in tables.items():
            self._database.register(name, table)
        try:
            return self._database.sql(stage.sql).to_arrow_table()
        except duckdb.Error as error:
            raise ValueError(f"stage {stage.name!r} ({stage.about}) failed: {error}") from error
        finally:
            for name in tables:
                self._database.unregister(name)
            if sum(table.nbytes for table in tables.values()) >= _LARGE:
                # It holds on to what a query took, which after a large one is as much as all that was asked about.
                self._database.close()
                self._database = None

    def map(self, function: TableFunction, table: pa.Table, *, size: str | None = None) -> pa.Table:
        """Apply `function` to batches of `table`, in order; an empty table is passed as it is."""
        self._failures = []
        if table.num_rows == 0:
            return function(table)
        work = pc.sum(table.column(size)).as_py() if size else table.num_rows
        slices = batches(table, size, rows_a_batch(size), taper=True)
        pooled = self.processes > 1 and size is not None and work >= self.pool_from
        alone = ((batch, apply(function, batch)) for batch in slices)
        outcomes = self.stream(function, slices) if pooled else alone
        return pa.concat_tables(list(self._watched(outcomes, table.num_rows)))

    def take_failures(self) -> tuple[Failure, ...]:
        """Return the rows that the last `map` left out, in order, and forget them."""
        taken, self._failures = tuple(self._failures), []
        return taken

    def group_map(self, function: TableFunction, table: pa.Table, by: str) -> pa.Table:
        """Apply `function` to the rows of each value of `by`, in order of that value."""
        if table.num_rows == 0:
            return function(table)
        ordered = table.take(pc.sort_indices(table, sort_keys=[(by, "ascending")]))
        keys = ordered.column(by).to_pylist()
        starts = [0] + [i for i in range(1, len(keys)) if keys[i] != keys[i - 1]] + [len(keys)]
        groups = (ordered.slice(a, b - a) for a, b in pairwise(starts))
        return pa.concat_tables([function(group) for group in groups])

    def stream(self, function: TableFunction, slices: Iterable[pa.Table]) -> Iterator[tuple[pa.Table, Outcome]]:
        """Yield each of `slices` with what the pool made of it, in order; few are under way at a time."""
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.processes, mp_context=spawn)
        waiting: deque[tuple[pa.Table, Running]] = deque()
        for batch in slices:
            if self._pool is None:
                waiting.append((batch, Future()))
                waiting[-1][1].set_exception(BrokenProcessPool())
            else:
                waiting.append((batch, self._submit(function, batch)))
            # Two batches a process in flight: none idles, and memory does not grow with the corpus.
            if len(waiting) >= 2 * self.processes:
                yield self._result(function, *waiting.popleft())
        while waiting:
            yield self._result(function, *waiting.popleft())

    def _submit(self, function: TableFunction, batch: pa.Table) -> Running:
        assert self._pool is not None
        try:
            return self._pool.submit(apply_to_bytes, function, to_bytes(batch))
        except BrokenProcessPool as error:
            broken: Running = Future()
            broken.set_exception(error)
            return broken

    def _result(self, function: TableFunction, batch: pa.Table, running: Running) -> tuple[pa.Table, Outcome]:
        """Return what became of a batch; where its process was lost (killed, or none can be started), do it here."""
        try:
            data, failures = running.result()
            return batch, Outcome(from_bytes(data), failures)
        except BrokenProcessPool:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None
            return batch, apply(function, batch)

    def _watched(self, outcomes: Iterable[tuple[pa.Table, Outcome]], total: int) -> Iterator[pa.Table]:
        done = 0
        for batch, outcome in outcomes:
            self._failures += (Failure(done + f.row, f.message) for f in outcome.failures)
            yield outcome.table
            done += batch.num_rows
            if self.progress is not None:
                self.progress(done, total)
