"""Steps between folders on one machine: DuckDB joins on disk, functions take batches as they stream by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from twosource.engine.base import (
    FAILED,
    Outcome,
    TableFunction,
    apply,
    apply_whole,
    batches,
    rows_a_batch,
    with_failures,
)
from twosource.stages import Stage

if TYPE_CHECKING:
    from twosource.engine.local import LocalEngine

_ROWS_READ = 4096  # rows taken from a file at a time
_MEMORY = "2GB"  # what DuckDB may hold before it goes on on disk


class LocalFolders:
    """The steps of a job on this machine, with the processes of `engine`."""

    def __init__(self, engine: LocalEngine, memory: str = _MEMORY) -> None:
        self.engine, self.memory = engine, memory

    def sql_folder(self, stage: Stage, out: str, tables: Mapping[str, str]) -> None:
        """Write the rows of `stage`; raises ValueError that names it when its SQL is wrong."""
        Path(out).mkdir(parents=True)
        with self._database(Path(out)) as database:
            for name, path in tables.items():
                database.execute(f"CREATE VIEW {name} AS {_select(path)}")
            try:
                database.execute(f"COPY ({stage.sql}) TO '{_quoted(out)}/part-0.parquet' (FORMAT parquet)")
            except duckdb.Error as error:
                raise ValueError(f"stage {stage.name!r} ({stage.about}) failed: {error}") from error

    def map_folder(self, function: TableFunction, source: str, out: str, *, key: str, size: str | None) -> None:
        """Write what `function` makes of batches; as many are under way as there are processes."""
        data = ds.dataset(_files(source), format="parquet")
        columns = [name for name in data.schema.names if name not in _FAILED_NAMES]
        schema = function(data.schema.empty_table().select(columns)).schema
        read = (pa.Table.from_batches([b]) for b in data.to_batches(columns=columns, batch_size=_ROWS_READ))
        slices = (s for table in read for s in batches(table, size, rows_a_batch(size)))
        _write_outcomes(self._outcomes(function, slices, _work(source, size)), schema, key, out)

    def group_map_folder(self, function: TableFunction, source: str, out: str, *, by: str) -> None:
        """Write what `function` makes of each group; a group is all that is held at a time."""
        Path(out).mkdir(parents=True)
        with self._database(Path(out)) as database:
            reader = database.sql(f"SELECT * FROM ({_select(source)}) ORDER BY {by}").to_arrow_reader(_ROWS_READ)
            schema = function(reader.schema.empty_table()).schema
            groups = _groups((pa.Table.from_batches([b]) for b in reader), by)
            outcomes = ((group, apply_whole(function, group)) for group in groups)
            _write_outcomes(outcomes, schema, by, out)

    def number_folder(self, source: str, out: str, *, by: str) -> None:
        """Write the rows with their place in order of `by`."""
        sql = f"SELECT *, row_number() OVER (ORDER BY {by}) - 1 AS number FROM source"
        self.sql_folder(Stage("number", f"rows numbered by {by}", sql), out, {"source": source})

    def rows(self, source: str, columns: list[str]) -> list[dict[str, Any]]:
        """Return the rows of a small table."""
        found: list[dict[str, Any]] = ds.dataset(_files(source), format="parquet").to_table(columns=columns).to_pylist()
        return found

    def failed(self, source: str, at_most: int) -> list[dict[str, Any]]:
        """Return what a function broke on, in order."""
        data = ds.dataset(_files(source), format="parquet")
        found = data.to_table(columns=sorted(_FAILED_NAMES), filter=ds.field("_message").is_valid())
        rows: list[dict[str, Any]] = found.slice(0, at_most).sort_by("_failed").to_pylist()
        return rows

    def _outcomes(
        self, function: TableFunction, slices: Iterable[pa.Table], work: int
    ) -> Iterator[tuple[pa.Table, Outcome]]:
        if self.engine.processes > 1 and work >= self.engine.pool_from:
            yield from self.engine.stream(function, slices)
        else:
            yield from ((batch, apply(function, batch)) for batch in slices)

    def _database(self, out: Path) -> duckdb.DuckDBPyConnection:
        settings = {"threads": self.engine.processes, "memory_limit": self.memory, "temp_directory": f"{out}.spill"}
        database = duckdb.connect(":memory:", config=settings)
        database.execute("SET enable_progress_bar = false")
        database.execute("SET preserve_insertion_order = false")
        return database


_FAILED_NAMES = {f.name for f in FAILED}


def _write_outcomes(outcomes: Iterable[tuple[pa.Table, Outcome]], schema: pa.Schema, key: str, out: str) -> None:
    Path(out).mkdir(parents=True, exist_ok=True)
    whole = pa.schema([*schema, *FAILED])
    with pq.ParquetWriter(Path(out) / "part-0.parquet", whole) as writer:
        for batch, outcome in outcomes:
            writer.write_table(with_failures(batch, outcome, schema, key))


def _groups(tables: Iterator[pa.Table], by: str) -> Iterator[pa.Table]:
    """Cut a stream of rows in order of `by` into its groups."""
    open_group: list[pa.Table] = []
    key: Any = None
    for table in tables:
        runs = table.column(by).combine_chunks().to_pylist()
        start = 0
        for at in range(1, len(runs) + 1):
            if at < len(runs) and runs[at] == runs[start]:
                continue
            if open_group and runs[start] != key:
                yield pa.concat_tables(open_group)
                open_group = []
            key = runs[start]
            open_group.append(table.slice(start, at - start))
            start = at
    if open_group:
        yield pa.concat_tables(open_group)


def _files(source: str) -> list[str]:
    """Return the Parquet files of a folder, or a file itself, in order."""
    path = Path(source)
    return [source] if path.is_file() else [str(f) for f in sorted(path.rglob("*.parquet")) if f.name[0] not in "._"]


def _select(source: str) -> str:
    """Return the SQL that reads a folder's rows without those that failed."""
    files = ", ".join(f"'{_quoted(f)}'" for f in _files(source))
    names = pq.read_schema(_files(source)[0]).names
    if "_message" not in names:
        return f"SELECT * FROM read_parquet([{files}])"
    return f"SELECT * EXCLUDE (_failed, _message) FROM read_parquet([{files}]) WHERE _message IS NULL"


def _work(source: str, size: str | None) -> int:
    if size is None:
        return 0
    with duckdb.connect(":memory:") as database:
        total = database.execute(f"SELECT coalesce(sum({size}), 0) FROM ({_select(source)})").fetchone()
    return int(total[0]) if total else 0


def _quoted(path: str) -> str:
    return path.replace("'", "''")
