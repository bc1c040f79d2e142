"""Passages of an archive: each distinct one is read once, however many reports run it."""

from __future__ import annotations

from functools import partial

import pyarrow as pa

from twosource.annotation import annotate_table, texts_to_read
from twosource.engine.folders import Job, Kept
from twosource.model import Report, Settings
from twosource.rows import unpack
from twosource.stages import Stage

DISTINCT = Stage(
    "distinct passages",
    "one row: a passage, once however many reports run it",
    "SELECT text, length(text) AS size FROM passages GROUP BY text",
)

_PASSAGES = pa.schema([("number", pa.int64()), ("text", pa.string())])


def read_passages(job: Job, reports: Kept, settings: Settings) -> tuple[Kept, Kept]:
    """Return (number, text), the passages of each report, and (text, notes), what stands in each distinct one."""
    passages = job.map("passages", split_reports, reports, key="id", size="size")
    distinct = job.sql("distinct", DISTINCT, passages=passages)
    noted = job.map("noted", partial(annotate_table, settings=settings), distinct, key="text", size="size")
    return passages, noted


def split_reports(table: pa.Table) -> pa.Table:
    """Split reports into the passages that are read: records come in, a row a passage goes out."""
    rows = [
        {"number": number, "text": text}
        for number, record in zip(table.column("number").to_pylist(), table.column("record").to_pylist(), strict=True)
        for text in sorted(set(texts_to_read(unpack(Report, record))))
    ]
    return pa.Table.from_pylist(rows, schema=_PASSAGES)
