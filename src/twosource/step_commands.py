"""The commands of a single step: `annotate`, `group` and `trace`. JSON Lines come in, a line a report goes out.

Each is a filter for a pipe. Given a folder that is an archive, it writes tables instead (`archive_commands`).
"""

from __future__ import annotations

from functools import partial
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import twosource
from twosource.archive_commands import run_archive
from twosource.calling import EngineName, Fast, Processes, Quiet, finish
from twosource.export.files import write_lines
from twosource.progress import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from twosource.model import ReadError, Report, Settings
    from twosource.stages import Engine

    Rows = Callable[[Iterable[Report], Engine, list[ReadError]], Iterator[dict[str, Any]]]

In = Annotated[
    str,
    typer.Argument(help="JSON Lines with id and text (optional title, outlet, published, url); - for standard input."),
]
Out = Annotated[
    str, typer.Option("--output", "-o", help="Where to write JSON Lines; .gz is packed; - for standard output.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of a single step to the command line."""
    for command in (annotate, group, trace):
        app.command()(command)


def annotate(
    source: In,
    output: Out = "-",
    fast: Fast = False,
    engine: EngineName = "local",
    processes: Processes = None,
    quiet: Quiet = False,
) -> None:
    """Say who says what in each report, with its figures, times and words of doubt: a line a report.

    Example: twosource annotate reports.jsonl.gz -o notes.jsonl
    """
    settings = twosource.Settings(learned=not fast)
    if Path(source).is_dir():
        run_archive("annotate", source, output, settings=settings, engine=engine, processes=processes, quiet=quiet)
        return
    _filter(partial(annotate_rows, settings=settings), source, output, processes, quiet, engine)


def group(
    source: In, output: Out = "-", engine: EngineName = "local", processes: Processes = None, quiet: Quiet = False
) -> None:
    """Say which reports tell of one event: a line a report, with the story's id.

    Example: twosource group reports.jsonl -o stories.jsonl
    """
    if Path(source).is_dir():
        settings = twosource.Settings()
        run_archive("group", source, output, settings=settings, engine=engine, processes=processes, quiet=quiet)
        return
    _filter(group_rows, source, output, processes, quiet, engine)


def trace(
    source: In,
    output: Out = "-",
    days: Annotated[
        int | None, typer.Option(min=0, help="Look only at reports dated at most so many days apart; undated ones too.")
    ] = None,
    engine: EngineName = "local",
    processes: Processes = None,
    quiet: Quiet = False,
) -> None:
    """Say who runs whose copy: a line a report, with its lineage and what it was made from where that is shown.

    Example: twosource trace reports.jsonl -o lineages.jsonl
    """
    if Path(source).is_dir():
        settings = twosource.Settings(copy_days=days)
        run_archive("trace", source, output, settings=settings, engine=engine, processes=processes, quiet=quiet)
        return
    _filter(partial(trace_rows, days=days), source, output, processes, quiet, engine)


def annotate_rows(
    reports: Iterable[Report], engine: Engine, errors: list[ReadError], settings: Settings
) -> Iterator[dict[str, Any]]:
    """Yield the row of each report for `annotate`, as reports come; one that a function breaks on is an error."""
    from twosource.export.steps import annotation_row
    from twosource.steps import iter_notes, with_own_ids

    printed: dict[str, str] = {}  # the ids of reports that go by another here, since they share it

    def numbered() -> Iterator[Report]:
        given, kept = tee(reports)
        for report, own in zip(kept, with_own_ids(given), strict=True):
            if own.id != report.id:
                printed[own.id] = report.id
            yield own

    for notes in iter_notes(numbered(), settings=settings, engine=engine, errors=errors):
        yield {**annotation_row(notes), "id": printed.get(notes.report, notes.report)}


def group_rows(reports: Iterable[Report], engine: Engine, errors: list[ReadError]) -> Iterator[dict[str, Any]]:
    """Yield the row of each report for `group`."""
    held = list(reports)
    stories = twosource.group(held, engine=engine, errors=errors)
    for report in held:
        yield {"id": report.id, "story": stories[report.id]}


def trace_rows(
    reports: Iterable[Report], engine: Engine, errors: list[ReadError], days: int | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the row of each report for `trace`; reports dated more than `days` apart are not looked at together."""
    from twosource.export.steps import trace_row

    held = list(reports)
    settings = twosource.Settings(copy_days=days)
    lineages, derivations = twosource.trace(held, engine=engine, settings=settings, edits=False, errors=errors)
    home = {report: lineage.id for lineage in lineages for report in lineage.reports}
    made_from = {d.child: d for d in derivations}
    for report in held:
        yield trace_row(report.id, home[report.id], made_from.get(report.id))


def _filter(rows: Rows, source: str, output: str, processes: int | None, quiet: bool, engine_name: str) -> None:
    from twosource.engine.choose import open_engine
    from twosource.intake import iter_reports
    from twosource.model import ReadError

    with Watch(quiet=quiet) as watch, open_engine(engine_name, processes, watch.rows) as engine:
        watch.step(f"Working on {'standard input' if source == '-' else source}")
        left_out: list[str] = []
        failed: list[ReadError] = []

        def reports() -> Iterator[Report]:
            for found in iter_reports(source, left_out):
                if isinstance(found, ReadError):
                    failed.append(found)
                else:
                    yield found

        write_lines(output, rows(reports(), engine, failed))
    for note in left_out:
        typer.echo(f"twosource: {note}", err=True)
    finish(failed)
