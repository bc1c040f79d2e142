"""Steps between folders on a Spark cluster: rows stay where they are, the driver sees names and totals only.

The folders must be at one path on every machine (a shared file system).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from twosource.engine.base import (
    FAILED,
    TableFunction,
    apply,
    apply_whole,
    batches,
    rows_a_batch,
    with_failures,
)
from twosource.engine.dialect import for_spark
from twosource.engine.session import Frame
from twosource.stages import Stage

if TYPE_CHECKING:
    from twosource.engine.spark import SparkEngine

_FAILED_NAMES = [f.name for f in FAILED]
# A task's share of a map, in the units of its size (characters): under a minute, lost without regret, spread evenly.
_WORK_A_TASK = 1_000_000


class SparkFolders:
    """The steps of a job on the cluster of `engine`."""

    def __init__(self, engine: SparkEngine) -> None:
        self.engine = engine

    def sql_folder(self, stage: Stage, out: str, tables: Mapping[str, str]) -> None:
        """Write the rows of `stage`; raises ValueError that names it when its SQL is wrong."""
        session = self.engine.session
        for name, path in tables.items():
            self._read(path).createOrReplaceTempView(name)
        try:
            session.sql(for_spark(stage.sql)).write.parquet(out)
        except Exception as error:
            raise ValueError(f"stage {stage.name!r} ({stage.about}) failed: {error}") from error
        finally:
            for name in tables:
                session.catalog.dropTempView(name)

    def map_folder(self, function: TableFunction, source: str, out: str, *, key: str, size: str | None) -> None:
        """Write what `function` makes of batches, each task a share of the rows."""
        frame = self._read(source)
        schema = _result_schema(function, frame)
        spread = frame.repartition(self._tasks(frame, size))
        made = spread.mapInArrow(_Batches(function, schema, key, size), _for_spark([*schema, *FAILED]))
        made.write.parquet(out)

    def group_map_folder(self, function: TableFunction, source: str, out: str, *, by: str) -> None:
        """Write what `function` makes of each group."""
        frame = self._read(source)
        schema = _result_schema(function, frame)
        made = frame.groupBy(by).applyInArrow(_as_a_whole(function, schema, by), _for_spark([*schema, *FAILED]))
        made.write.parquet(out)

    def number_folder(self, source: str, out: str, *, by: str) -> None:
        """Write the rows with their place in order of `by`: sorted in ranges, each counted, then added up.

        No task sees more than its range; the driver sees a count for each.
        """
        from pyspark.sql import functions as f

        sorted_rows = f"{out}.sorted"
        placed = self._read(source).sort(by).withColumn("_place", f.monotonically_increasing_id())
        placed.write.mode("overwrite").parquet(sorted_rows)
        frame = self.engine.session.read.parquet(sorted_rows)
        piece = f.shiftright("_place", 33)  # Spark's own layout: the partition above, the row in it below
        counts = sorted(frame.groupBy(piece.alias("piece")).count().collect())
        before, starts = 0, []
        for number, count in counts:
            starts.append((number, before))
            before += count
        offsets = self.engine.session.createDataFrame(starts or [(0, 0)], "_piece bigint, _start bigint")
        numbered = frame.withColumn("_piece", piece).join(f.broadcast(offsets), "_piece")
        number = f.col("_start") + f.col("_place") - f.shiftleft(f.col("_piece"), 33)
        numbered.withColumn("number", number).drop("_place", "_piece", "_start").write.parquet(out)
        _remove(sorted_rows)

    def rows(self, source: str, columns: list[str]) -> list[dict[str, Any]]:
        """Return the rows of a small table."""
        frame = self.engine.session.read.parquet(source).select(*columns)
        found: list[dict[str, Any]] = frame.toArrow().to_pylist()
        return found

    def failed(self, source: str, at_most: int) -> list[dict[str, Any]]:
        """Return what a function broke on, in order."""
        frame = self.engine.session.read.parquet(source).select(*_FAILED_NAMES).filter("_message IS NOT NULL")
        found: list[dict[str, Any]] = frame.limit(at_most).toArrow().sort_by("_failed").to_pylist()
        return found

    def _read(self, path: str) -> Frame:
        frame = self.engine.session.read.option("recursiveFileLookup", "true").parquet(path)
        if "_message" in frame.columns:
            frame = frame.filter("_message IS NULL").drop(*_FAILED_NAMES)
        return frame

    def _tasks(self, frame: Frame, size: str | None) -> int:
        """Return into how many tasks a map is cut: at least two a process, at most one a row."""
        rows, work = frame.selectExpr("count(*)", f"coalesce(sum({size or 1}), 0)").first()
        least = 2 * int(self.engine.session.sparkContext.defaultParallelism)
        tasks: int = max(1, min(int(rows), max(least, int(work) // _WORK_A_TASK)))
        return tasks


def _result_schema(function: TableFunction, frame: Frame) -> pa.Schema:
    from pyspark.sql.pandas.types import to_arrow_schema

    return function(to_arrow_schema(frame.schema).empty_table()).schema


def _for_spark(fields: list[pa.Field]) -> object:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(pa.schema(fields))


@dataclass(frozen=True, slots=True)
class _Batches:
    """What a task does with its rows: batch by batch, in even portions of work."""

    function: TableFunction
    schema: pa.Schema
    key: str
    size: str | None

    def __call__(self, arrived: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in arrived:
            for piece in batches(pa.Table.from_batches([batch]), self.size, rows_a_batch(self.size)):
                made = with_failures(piece, apply(self.function, piece), self.schema, self.key)
                yield from made.combine_chunks().to_batches()


def _as_a_whole(
    function: TableFunction, schema: pa.Schema, by: str
) -> Callable[[tuple[pa.Scalar, ...], pa.Table], pa.Table]:
    """Return what a task does with a group: it stands or falls as a whole."""

    def run(key: tuple[pa.Scalar, ...], table: pa.Table) -> pa.Table:
        return with_failures(table, apply_whole(function, table), schema, by)

    return run


def _remove(folder: str) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
