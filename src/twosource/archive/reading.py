"""Files of an archive come in; a table of reports goes out, numbered in order of their ids, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from twosource.engine.folders import Job, Kept, digest_of
from twosource.intake import iter_reports
from twosource.intake.jsonl import read_row
from twosource.intake.warc import ARCHIVES, iter_warc
from twosource.model import ReadError, Report
from twosource.rows import pack
from twosource.stages import Stage

_TABLES = (".parquet",)
_FILES = (*_TABLES, ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", *ARCHIVES)
_FIELDS = ("id", "text", "title", "outlet", "published", "url", "rights", "owner", "wires")

# A report's row has its record; what was read and is no report has its message, and how many there are of it.
READ = pa.schema(
    [
        ("id", pa.string()),
        ("sha256", pa.string()),
        ("size", pa.int64()),
        ("record", pa.string()),
        ("message", pa.string()),
        ("times", pa.int64()),
    ]
)

FIRST_OF_ID = Stage(
    "first of id",
    "one row: a report, of several texts under one id the first by digest",
    """
    SELECT id, size, record
    FROM (SELECT id, size, record, row_number() OVER (PARTITION BY id ORDER BY sha256, record) AS place
          FROM found WHERE message IS NULL) AS ranked
    WHERE place = 1
    """,
)

LEFT_OUT = Stage(
    "left out",
    "one row: what could not be read or is no report, and why",
    """
    SELECT id AS report, message, times FROM found WHERE message IS NOT NULL
    UNION ALL
    SELECT id, 'is the id of two different texts; only one was read', count(DISTINCT sha256) - 1
    FROM found WHERE message IS NULL GROUP BY id HAVING count(DISTINCT sha256) > 1
    """,
)


def read_folder(job: Job, folder: str | Path) -> tuple[Kept, Kept]:
    """Return the reports of a folder (number, id, size, record) and what was left out (report, message, times).

    The folder holds Parquet files with the columns of a report (`id`, `text`, and where known `title`, `outlet`,
    `published`, `url`), JSON Lines or web archives. A file is read whole, where there is a processor: files of some
    100 MB spread the work well.
    """
    files = sorted(str(f) for f in Path(folder).rglob("*") if f.is_file() and f.name.lower().endswith(_FILES))
    if not files:
        raise ValueError(f"{folder} holds no reports; an archive is .parquet, .jsonl.gz or .warc.gz files")
    digests, sizes = [digest_of(Path(file)) for file in files], [Path(file).stat().st_size for file in files]
    listed = job.small("files", pa.table({"file": files, "digest": digests, "size": sizes}))
    found = job.map("found", read_files, listed, key="file", size="size")
    left_out = job.sql("left-out", LEFT_OUT, found=found)
    return job.number("reports", job.sql("first-of-id", FIRST_OF_ID, found=found), by="id"), left_out


def read_files(table: pa.Table) -> pa.Table:
    """Read the reports: rows that name files come in, READ goes out."""
    rows = [row for file in table.column("file").to_pylist() for row in _rows_of(file)]
    return pa.Table.from_pylist(rows, schema=READ)


def _rows_of(file: str) -> Iterator[dict[str, Any]]:
    if file.lower().endswith(_TABLES):
        yield from map(_row, _rows_of_table(file))
        return
    if not file.lower().endswith(ARCHIVES):
        yield from map(_row, iter_reports(file))
        return
    left_out: Counter[str] = Counter()
    yield from map(_row, iter_warc(file, left_out))
    for reason, times in sorted(left_out.items()):
        yield {"id": Path(file).name, "message": f"captures left out: {reason}", "times": times}


def _rows_of_table(file: str) -> Iterator[Report | ReadError]:
    with pq.ParquetFile(file) as table:
        columns = [name for name in _FIELDS if name in table.schema_arrow.names]
        place = 0
        for batch in table.iter_batches(batch_size=1000, columns=columns):
            for row in batch.to_pylist():
                place += 1
                yield read_row(row, f"{Path(file).name}:{place}")


def _row(found: Report | ReadError) -> dict[str, Any]:
    if isinstance(found, ReadError):
        return {"id": found.report, "message": found.message, "times": 1}
    return {"id": found.id, "sha256": found.sha256, "size": len(found.text), "record": pack(found)}
