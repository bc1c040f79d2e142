"""The last steps of the line, story by story: reports, passages and lineages come in, the rows of ledgers go out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pyarrow as pa

from twosource.annotation import place_notes, resolve_story
from twosource.archive.families import Traced
from twosource.engine.folders import Job, Kept
from twosource.export.ledger import ledger_to_dict
from twosource.export.steps import annotation_row
from twosource.language.notes import PassageNotes
from twosource.model import Derivation, Lineage, ReadError, Report, Settings
from twosource.pipeline import date_stories, weigh
from twosource.rows import pack, unpack
from twosource.stages import Stage

_NONE = "CAST(NULL AS VARCHAR)"
PIECES = Stage(
    "pieces of stories",
    "one row: a report of a story, a passage with its notes, a lineage or a derivation",
    f"""
    SELECT s.story AS story, 'report' AS kind, s.number AS place, r.record AS record, {_NONE} AS text
    FROM stories AS s JOIN reports AS r ON r.number = s.number
    UNION ALL
    SELECT DISTINCT s.story, 'passage', CAST(0 AS BIGINT), noted.notes, noted.text
    FROM stories AS s JOIN passages AS p ON p.number = s.number JOIN noted ON noted.text = p.text
    UNION ALL
    SELECT s.story, 'lineage', lineages.number, lineages.lineage, {_NONE}
    FROM lineages JOIN stories AS s ON s.number = lineages.family
    UNION ALL
    SELECT s.story, 'derivation', derivations.family * 1000000 + derivations.place, derivations.derivation, {_NONE}
    FROM derivations JOIN stories AS s ON s.report = derivations.child WHERE derivations.derivation IS NOT NULL
    """,
)
ALONE = Stage(
    "pieces of reports",
    "one row: a report, or a passage of it with its notes",
    f"""
    SELECT r.id AS story, 'report' AS kind, r.number AS place, r.record AS record, {_NONE} AS text FROM reports AS r
    UNION ALL
    SELECT r.id, 'passage', CAST(0 AS BIGINT), noted.notes, noted.text
    FROM passages AS p JOIN noted ON noted.text = p.text JOIN reports AS r ON r.number = p.number
    """,
)

# The tables of a ledger that are written, as `export.ledger` names them.
TABLES = (
    "reports", "lineages", "derivations", "attributions", "hedges", "figures", "times", "claims", "conflicts",
    "findings", "timeline", "errors",
)  # fmt: skip
ROWS = pa.schema([("story", pa.string()), ("kind", pa.string()), ("place", pa.int64()), ("row", pa.string())])
ERRORS = pa.schema([("step", pa.string()), ("report", pa.string()), ("message", pa.string())])
NOTES = pa.schema([("id", pa.string()), ("row", pa.string())])


def table_stage(kind: str) -> Stage:
    """Return the stage that takes the rows of one table of the ledgers."""
    return Stage(kind, f"{kind} of all stories", f"SELECT story, place, row FROM weighed WHERE kind = '{kind}'")


def weigh_stories(
    job: Job, reports: Kept, stories: Kept, traced: Traced, passages: Kept, noted: Kept, settings: Settings
) -> dict[str, Kept]:
    """Return the tables of the ledgers of all stories: (story, place, row), the row as JSON."""
    tables = {"reports": reports, "stories": stories, "passages": passages, "noted": noted}
    pieces = job.sql("pieces", PIECES, lineages=traced.lineages, derivations=traced.derivations, **tables)
    weighed = job.group_map("weighed", partial(weigh_pieces, settings=settings), pieces, by="story")
    return {kind: job.sql(f"ledger-{kind}", table_stage(kind), weighed=weighed) for kind in TABLES}


def note_reports(job: Job, reports: Kept, passages: Kept, noted: Kept) -> Kept:
    """Return (id, row): who says what in each report, read as a story of its own, the row as JSON."""
    pieces = job.sql("report-pieces", ALONE, reports=reports, passages=passages, noted=noted)
    return job.group_map("annotations", note_pieces, pieces, by="story")


def weigh_pieces(table: pa.Table, settings: Settings) -> pa.Table:
    """Weigh what a story's reports say."""
    if not table.num_rows:
        return ROWS.empty_table()
    rows = sorted(table.to_pylist(), key=lambda row: row["place"])
    story = rows[0]["story"]
    reports, known = _read(rows)
    stories = {r.id: story for r in reports}
    failed: list[ReadError] = []
    reports = date_stories(reports, stories, failed)
    lineages = tuple(
        replace(unpack(Lineage, row["record"]), id=f"l{row['place'] + 1}") for row in rows if row["kind"] == "lineage"
    )
    derivations = tuple(unpack(Derivation, row["record"]) for row in rows if row["kind"] == "derivation")
    notes = {r.id: place_notes(r, known) for r in reports}
    ledger = weigh(reports, stories, lineages, derivations, notes, errors=tuple(failed), settings=settings)
    made: list[dict[str, Any]] = []
    for kind, listed in ledger_to_dict(ledger).items():
        if kind in TABLES:
            made += ({"story": story, "kind": kind, "place": n, "row": _json(row)} for n, row in enumerate(listed))
    return pa.Table.from_pylist(made, schema=ROWS)


def note_pieces(table: pa.Table) -> pa.Table:
    """Note who says what in a report."""
    reports, known = _read(table.to_pylist())
    rows = []
    for report in reports:
        (notes,) = resolve_story([report], [place_notes(report, known)])
        rows.append({"id": report.id, "row": _json(annotation_row(notes))})
    return pa.Table.from_pylist(rows, schema=NOTES)


def errors_of(table: pa.Table) -> pa.Table:
    """Take the errors out of the rows of ledgers."""
    rows = [json.loads(row) for row in table.column("row").to_pylist()]
    return pa.Table.from_pylist([{"step": "read", **row} for row in rows], schema=ERRORS)


def _read(rows: list[dict[str, Any]]) -> tuple[list[Report], Mapping[str, str]]:
    """Return the reports, and the notes of their passages by text; a passage that broke the reading has none."""
    reports = [unpack(Report, row["record"]) for row in rows if row["kind"] == "report"]
    return reports, _Known({row["text"]: row["record"] for row in rows if row["kind"] == "passage"})


class _Known(dict[str, str]):
    """The packed notes of passages by their text: empty ones for a passage that could not be read."""

    def __missing__(self, text: str) -> str:
        return pack(PassageNotes())


def _json(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
