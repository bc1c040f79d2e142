"""Many machines: Spark joins, and runs functions where the rows are. The extra `spark`; needs Java 17.

The three calls of the protocol take Arrow tables and give Arrow tables, so that the pipeline runs on a cluster as it
runs on one machine. What does not fit on one machine goes by folders instead (`folders.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from twosource.engine.base import Failure, TableFunction, apply, batches, from_bytes, rows_a_batch, to_bytes
from twosource.engine.dialect import for_spark
from twosource.engine.local import LocalEngine
from twosource.engine.session import Frame, Session, start
from twosource.stages import Stage

if TYPE_CHECKING:
    from types import TracebackType

# Tasks for each process at the least, and batches in a task at the most (some seconds of work): enough tasks that the
# last to finish does not keep the others waiting and that a lost one is no loss, each long enough to be worth starting.
TASKS_A_PROCESS = 6
BATCHES_A_TASK = 4
# Tables below this many bytes together are joined in this process, where they are: a cluster takes a second to begin.
HERE_BELOW = 32_000_000
# Rows of a table in one batch that travels to a worker, which makes rows of it again.
ROWS_SHIPPED = 200_000


class SparkEngine:
    """Runs stages and functions on the Spark cluster of `master`. Use as a context manager, or call `close`.

    `progress`, where given, is called with the rows done and the rows in all of the present `map`: Spark says no
    more than that it began and that it ended. Tables of less than `here_below` bytes are joined in this process.
    """

    def __init__(
        self,
        master: str,
        *,
        progress: Callable[[int, int], None] | None = None,
        memory: str | None = None,
        here_below: int = HERE_BELOW,
    ) -> None:
        self.master, self.progress, self.memory, self.here_below = master, progress, memory, here_below
        self._session: Session | None = None
        self._here = LocalEngine(1)
        self._failures: list[Failure] = []

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def session(self) -> Session:
        """The session, started when it is first used."""
        if self._session is None:
            self._session = start(self.master, self.memory)
        return self._session

    def close(self) -> None:
        """Stop the session: the cluster's processes are free for others."""
        self._here.close()
        if self._session is not None:
            self._session.stop()
            self._session = None

    def sql(self, stage: Stage, **tables: pa.Table) -> pa.Table:
        """Run `stage` over `tables`; raises ValueError that names the stage when its SQL is wrong."""
        if sum(table.nbytes for table in tables.values()) < self.here_below:
            return self._here.sql(stage, **tables)
        for name, table in tables.items():
            self._shipped(table).createOrReplaceTempView(name)
        try:
            return self.session.sql(for_spark(stage.sql)).toArrow()
        except Exception as error:
            raise ValueError(f"stage {stage.name!r} ({stage.about}) failed: {error}") from error
        finally:
            for name in tables:
                self.session.catalog.dropTempView(name)

    def map(self, function: TableFunction, table: pa.Table, *, size: str | None = None) -> pa.Table:
        """Apply `function` to the batches that the local engine would make, in order.

        Rows without a size are light work: few of them are not worth sending away.
        """
        self._failures = []
        if table.num_rows == 0:
            return function(table)
        if size is None and table.nbytes < self.here_below:
            made = self._here.map(function, table)
            self._failures += self._here.take_failures()
            return made
        slices = list(batches(table, size, rows_a_batch(size), taper=True))
        if self.progress is not None:
            self.progress(0, table.num_rows)
        outcomes = self._run(function, slices)
        done, found = 0, []
        for batch, (result, failures) in zip(slices, outcomes, strict=True):
            self._failures += (Failure(done + f.row, f.message) for f in failures)
            found.append(result)
            done += batch.num_rows
        if self.progress is not None:
            self.progress(done, done)
        return pa.concat_tables(found)

    def take_failures(self) -> tuple[Failure, ...]:
        """Return the rows that the last `map` left out, in order, and forget them."""
        taken, self._failures = tuple(self._failures), []
        return taken

    def group_map(self, function: TableFunction, table: pa.Table, by: str) -> pa.Table:
        """Apply `function` to the rows of each value of `by`, in order of that value."""
        if table.num_rows == 0:
            return function(table)
        order = pa.array(range(table.num_rows), pa.int64())
        numbered = self._frame(table.append_column(_ROW, order))
        schema = function(table.slice(0, 0)).schema
        keyed = pa.schema([*schema, pa.field(_ROW, pa.int64())])
        grouped = numbered.groupBy(by).applyInArrow(_in_order(function), _spark_schema(keyed))
        # A group's result carries the place of the group's first row, which finds the group's key again.
        found = grouped.toArrow()
        key = table.column(by).take(found.column(_ROW))
        at = pc.sort_indices(pa.table({"key": key, "row": found.column(_ROW)}), [("key", "ascending")])
        return found.take(at).drop_columns([_ROW]).cast(schema)

    def _run(self, function: TableFunction, slices: list[pa.Table]) -> list[tuple[pa.Table, tuple[Failure, ...]]]:
        """Run `function` on each of `slices` on the cluster; batches travel as they are, so that no type is lost."""
        packed = pa.table({"number": range(len(slices)), "rows": pa.array(map(to_bytes, slices), pa.binary())})
        least = TASKS_A_PROCESS * self.session.sparkContext.defaultParallelism
        pieces = min(len(slices), max(least, len(slices) // BATCHES_A_TASK))
        frame = self._frame(packed).repartition(pieces)
        found = frame.mapInArrow(_Packed(function), _spark_schema(_PACKED)).toArrow().sort_by("number")
        columns = (found.column(name).to_pylist() for name in _PACKED.names)
        return [
            (from_bytes(rows), tuple(Failure(row, words) for row, words in zip(places, messages, strict=True)))
            for _, rows, places, messages in zip(*columns, strict=True)
        ]

    def _frame(self, table: pa.Table) -> Frame:
        return self.session.createDataFrame(table)

    def _shipped(self, table: pa.Table) -> Frame:
        """Return a table as rows that the workers unpack.

        Spark makes an object of every row of a table that it is given, in this process's Java memory: some millions of
        rows fill it. As packed batches they take what they take in Arrow.
        """
        from pyspark.sql.pandas.types import to_arrow_schema

        schema = _spark_schema(table.schema)
        plain = table.cast(to_arrow_schema(schema))
        slices = [plain.slice(n, ROWS_SHIPPED) for n in range(0, max(1, plain.num_rows), ROWS_SHIPPED)]
        packed = self._frame(pa.table({"rows": pa.array(map(to_bytes, slices), pa.binary())}))
        return packed.repartition(len(slices)).mapInArrow(_unpacked, schema)


_ROW = "_row"
_PACKED = pa.schema(
    [
        ("number", pa.int64()),
        ("rows", pa.binary()),
        ("places", pa.list_(pa.int64())),
        ("messages", pa.list_(pa.string())),
    ]
)


def _spark_schema(schema: pa.Schema) -> object:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _unpacked(arrived: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in arrived:
        for row in batch.to_pylist():
            yield from from_bytes(row["rows"]).to_batches()


@dataclass(frozen=True, slots=True)
class _Packed:
    """What a cluster's process does with packed batches: unpack, apply, pack."""

    function: TableFunction

    def __call__(self, arrived: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in arrived:
            for row in batch.to_pylist():
                outcome = apply(self.function, from_bytes(row["rows"]))
                yield pa.RecordBatch.from_pylist(
                    [
                        {
                            "number": row["number"],
                            "rows": to_bytes(outcome.table),
                            "places": [f.row for f in outcome.failures],
                            "messages": [f.message for f in outcome.failures],
                        }
                    ],
                    schema=_PACKED,
                )


def _in_order(function: TableFunction) -> Callable[[tuple[pa.Scalar, ...], pa.Table], pa.Table]:
    """Return what a cluster's process does with the rows of one group: put them in order, apply."""

    def run(key: tuple[pa.Scalar, ...], table: pa.Table) -> pa.Table:
        ordered = table.sort_by(_ROW)
        result = function(ordered.drop_columns([_ROW]))
        first = pa.array([ordered.column(_ROW)[0].as_py()] * result.num_rows, pa.int64())
        return result.append_column(_ROW, first)

    return run
