"""The whole way of an archive, on one screen: as `pipeline.py`, with a folder for every table.

OUT/ gets a folder of Parquet files a table, and OUT/steps/ what the steps between made, each with its manifest: run
again, with the same reports, settings and program, nothing is done twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from twosource.archive.copies import find_copies
from twosource.archive.events import find_stories
from twosource.archive.families import Traced, find_families
from twosource.archive.passages import read_passages
from twosource.archive.reading import read_folder
from twosource.archive.weighing import ERRORS, errors_of, note_reports, weigh_stories
from twosource.engine.choose import folders_of
from twosource.engine.folders import Job, Kept
from twosource.model import Settings
from twosource.stages import Stage

if TYPE_CHECKING:
    from twosource.engine.local import LocalEngine
    from twosource.engine.spark import SparkEngine

    AnyEngine = LocalEngine | SparkEngine
    Tell = Callable[[str], None]

LINEAGE_OF = Stage(
    "traced",
    "one row: a report, its lineage, and what each has of others",
    """
    SELECT reports.id AS id, concat('l', CAST(lineages.number + 1 AS VARCHAR)) AS lineage,
           made.derivation AS derivation
    FROM reports JOIN families ON families.report = reports.number
    JOIN lineages ON lineages.family = families.family
    LEFT JOIN (SELECT child, derivation FROM derivations WHERE derivation IS NOT NULL) AS made
    ON made.child = reports.id
    """,
)
NOTES_OF = Stage("annotated", "one row: a report and who says what in it", "SELECT id, row FROM noted")
STORY_OF = Stage("grouped", "one row: a report and its story", "SELECT report AS id, story FROM stories")


def read_archive(
    folder: str | Path, out: str | Path, engine: AnyEngine, settings: Settings | None = None, tell: Tell | None = None
) -> list[str]:
    """Read the reports in `folder` and write the tables of what is known to `out`; return the steps that were run.

    The tables are those of a ledger, a folder each, with the columns `story`, `place` and `row` (JSON, as in a
    ledger); `left-out` says what was no report, and `errors` what could not be read. Raises ValueError where there is
    nothing to read.
    """
    job, settings = _job(out, engine, settings, tell)
    reports, left_out = read_folder(job, folder)
    traced = find_families(job, reports, find_copies(job, reports, settings), settings)
    stories = find_stories(job, reports, traced, settings)
    passages, noted = read_passages(job, reports, settings)
    tables = weigh_stories(job, reports, stories, traced, passages, noted, settings)
    told = job.map("told-errors", errors_of, tables["errors"], key="story")
    return _publish(job, out, {**tables, "left-out": left_out}, told)


def annotate_archive(
    folder: str | Path, out: str | Path, engine: AnyEngine, settings: Settings | None = None, tell: Tell | None = None
) -> list[str]:
    """Write who says what in each report of `folder` to `out`; return the steps that were run."""
    job, settings = _job(out, engine, settings, tell)
    reports, left_out = read_folder(job, folder)
    passages, noted = read_passages(job, reports, settings)
    noticed = note_reports(job, reports, passages, noted)
    return _publish(job, out, {"annotations": job.sql("notes-of", NOTES_OF, noted=noticed), "left-out": left_out})


def trace_archive(
    folder: str | Path, out: str | Path, engine: AnyEngine, settings: Settings | None = None, tell: Tell | None = None
) -> list[str]:
    """Write who runs whose copy in `folder` to `out`; return the steps that were run."""
    job, settings = _job(out, engine, settings, tell)
    reports, left_out = read_folder(job, folder)
    traced = find_families(job, reports, find_copies(job, reports, settings), settings)
    return _publish(job, out, {"traced": _lineage_of(job, reports, traced), "left-out": left_out})


def group_archive(
    folder: str | Path, out: str | Path, engine: AnyEngine, settings: Settings | None = None, tell: Tell | None = None
) -> list[str]:
    """Write which reports of `folder` tell of one event to `out`; return the steps that were run."""
    job, settings = _job(out, engine, settings, tell)
    reports, left_out = read_folder(job, folder)
    traced = find_families(job, reports, find_copies(job, reports, settings), settings)
    stories = find_stories(job, reports, traced, settings)
    return _publish(job, out, {"grouped": job.sql("story-of", STORY_OF, stories=stories), "left-out": left_out})


def _job(out: str | Path, engine: AnyEngine, settings: Settings | None, tell: Tell | None) -> tuple[Job, Settings]:
    settings = settings or Settings()
    return Job(folders_of(engine), Path(out) / "steps", settings.as_dict(), tell), settings


def _lineage_of(job: Job, reports: Kept, traced: Traced) -> Kept:
    tables = {"families": traced.families, "lineages": traced.lineages, "derivations": traced.derivations}
    return job.sql("traced", LINEAGE_OF, reports=reports, **tables)


def _publish(job: Job, out: str | Path, tables: Mapping[str, Kept], told: Kept | None = None) -> list[str]:
    """Put the tables of the result beside the steps, and beside them the errors; return the steps that were run."""
    failed = pa.Table.from_pylist([{"step": None, "report": None, "message": None}, *job.failures()], schema=ERRORS)
    kept = job.small("failed", failed.slice(1))
    both = {"failed": kept, "told": told} if told else {"failed": kept}
    union = " UNION ALL ".join(f"SELECT step, report, message FROM {name}" for name in both)
    errors = job.sql(
        "errors", Stage("errors", "one row: what could not be read, in which step, and why", union), **both
    )
    for name, table in {**tables, "errors": errors}.items():
        target = Path(out) / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(table.path, target, ignore=shutil.ignore_patterns("_*", ".*"))
    return job.ran
