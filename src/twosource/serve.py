"""The commands that open a desk in a browser: `serve`, and what `read --serve` does with the reports it has read.

The web server is an extra: it is imported where it is used, and who lacks it is told how to have it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.progress import Watch

if TYPE_CHECKING:
    from twosource.model import Ledger

NOT_INSTALLED = "the web pages need a few packages more: pip install 'twosource[web]'"


def serve(
    desk: Annotated[Path, typer.Option("--desk", help="The desk to serve; it is made where there is none.")],
    host: Annotated[str, typer.Option(help="The address to serve at; any but this machine's own needs --token.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to serve at.")] = 8000,
    token: Annotated[
        str | None, typer.Option(envvar="TWOSOURCE_TOKEN", help="What a visitor must know; 16 characters or more.")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", help="A further name under which it may be asked for.")
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Let the form for new reports fetch addresses of the open internet.")
    ] = False,
) -> None:
    """Open a desk in the browser, for this machine alone unless you say otherwise.

    Example: twosource serve --desk news.desk
    """
    check_installed()
    from twosource.desk import Desk
    from twosource.web.serving import check_address, serve_desk

    check_address(host, token, allow_host or ())
    with Desk(desk) as opened:
        serve_desk(opened, host=host, port=port, token=token, allow_hosts=allow_host or (), may_fetch=fetch, say=_say)


def serve_ledger(ledger: Ledger, *, quiet: bool = False, port: int = 8000) -> None:
    """Serve the reports of a ledger from a desk that is gone when the server stops."""
    check_installed()
    from twosource.desk import Desk
    from twosource.web.serving import serve_desk

    with tempfile.TemporaryDirectory(prefix="twosource-") as folder, Desk(Path(folder) / "reports.desk") as desk:
        with Watch(quiet=quiet) as watch:
            watch.step("Laying the reports on a desk")
            desk.add(ledger.reports, ledger.errors, progress=watch.step)
        serve_desk(desk, port=port, say=_say)


def check_installed() -> None:
    """Raise ValueError, with the way out, where the web extra is not installed."""
    try:
        import python_multipart  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise ValueError(NOT_INSTALLED) from error


def _say(words: str) -> None:
    typer.echo(words, err=True)
