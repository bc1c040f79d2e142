"""How commands are called: the options that several of them take, and how a call ends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import ReadError

Fast = Annotated[bool, typer.Option("--fast", help="Read who says what by rules alone: quicker, and misses more.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.")]
Processes = Annotated[int | None, typer.Option(min=1, help="Processes to use at most; all cores if not given.")]
EngineName = Annotated[
    str,
    typer.Option("--engine", help="What does the work: local (this machine), local[N] or spark://HOST:PORT (Spark)."),
]


def finish(errors: Iterable[ReadError]) -> None:
    """Name the reports that failed, on standard error; the exit status is 1 where there are any."""
    listed = list(errors)
    for error in listed:
        typer.echo(f"twosource: {error.report}: {error.message}", err=True)
    if listed:
        sys.exit(1)
