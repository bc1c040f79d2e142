"""What the commands do with a folder that is an archive: tables of Parquet in, tables of Parquet out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from twosource.progress import Watch

if TYPE_CHECKING:
    from twosource.model import Settings


def run_archive(
    step: str,
    folder: str | Path,
    output: str | Path,
    *,
    settings: Settings,
    engine: str = "local",
    processes: int | None = None,
    quiet: bool = False,
) -> None:
    """Run `step` (read, annotate, trace or group) over the archive in `folder`, and say what came of it.

    Raises ValueError where no folder for the tables is named, or nothing can be read.
    """
    from twosource import archive
    from twosource.engine.choose import open_engine

    if str(output) == "-":
        raise ValueError(f"{folder} is an archive: name a folder for its tables with --output")
    run = getattr(archive, f"{step}_archive")
    with Watch(quiet=quiet) as watch, open_engine(engine, processes, watch.rows) as opened:
        ran = run(folder, output, opened, settings, watch.step)
    if not quiet:
        done = f"{len(ran)} steps run" if ran else "all of it was there already"
        typer.echo(f"twosource: {output} holds the tables ({done}); what could not be read is in errors", err=True)


def one_folder(paths: list[Path]) -> Path:
    """Return the one folder that a call names; raises ValueError where it names anything else."""
    if len(paths) != 1 or not paths[0].is_dir():
        raise ValueError("with --output, name one folder: an archive of .parquet, .jsonl.gz or .warc.gz files")
    return paths[0]
