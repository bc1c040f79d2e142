"""The commands of a desk: add to it, ask it, overrule it. Each opens the desk, calls a public name and prints.

What needs no reading of texts imports no parser, and answers at once.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

import twosource
from twosource.briefing.terminal import show
from twosource.export.files import write_text
from twosource.printing import print_rows
from twosource.progress import Watch

if TYPE_CHECKING:
    from twosource.desk import Added, Desk
    from twosource.model import Briefing, Ledger, ReadError

At = Annotated[Path, typer.Option("--desk", envvar="TWOSOURCE_DESK", help="The desk, one file; or set TWOSOURCE_DESK.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Limit = Annotated[int, typer.Option(min=1, help="How many to print at most.")]
Name = Annotated[str, typer.Option("--name", help="Whose word it is.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, so that others can judge it.")]
Story = Annotated[str | None, typer.Option(help="Of this story alone.")]


def register(app: typer.Typer) -> None:
    """Add the commands of a desk to the command line."""
    for command in (add, stories, brief, search, versions, overrule, undo, decisions, sources, runs, export):
        app.command()(command)


def add(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders, or - for standard input, as `read` takes them.")],
    desk: At,
    fast: Annotated[
        bool, typer.Option("--fast", help="For a new desk: read who says what by rules alone, quicker.")
    ] = False,
    engine: Annotated[
        str, typer.Option("--engine", help="What does the work: local (this machine), local[N] or spark://HOST:PORT.")
    ] = "local",
    processes: Annotated[int | None, typer.Option(min=1, help="Processes to use at most.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.")] = False,
) -> None:
    """Add reports to a desk, which is made where there is none.

    Example: twosource add monday/*.txt --desk news.desk
    """
    from twosource.desk import Desk
    from twosource.engine.choose import open_engine
    from twosource.intake import read_reports

    with Watch(quiet=quiet) as watch, _interruptible() as stop, open_engine(engine, processes, watch.rows) as workers:
        watch.step("Reading the reports")
        found = read_reports(paths, progress=watch.step)
        with Desk(desk, settings=twosource.Settings(learned=not fast)) as opened:
            added = opened.add(found.reports, found.errors, engine=workers, progress=watch.step, stop=stop)
    for note in found.notes:
        typer.echo(f"twosource: {note}", err=True)
    typer.echo(in_words(added))
    _finish(added.errors, stopped=added.stopped)


def stories(desk: At, limit: Limit = 50, json: Json = False, csv: Csv = False) -> None:
    """List the stories of a desk, those that moved last first.

    Example: twosource stories --desk news.desk
    """
    with _open(desk) as opened:
        rows = [asdict(row) for row in opened.stories(limit)]
    print_rows(rows, _STORIES, as_json=json, as_csv=csv)


def brief(
    story: Annotated[str, typer.Argument(help="A story, by its name in the list of stories, or a report of it.")],
    desk: At,
    length: Annotated[str, typer.Option(help="How much to say: short, normal or full.")] = "normal",
    json: Annotated[Path | None, typer.Option("--json", help="Write the ledger as JSON to FILE (- prints it).")] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", help="Write the briefing as Markdown to FILE.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the briefing as one page to FILE.")] = None,
) -> None:
    """Tell a story of a desk.

    Example: twosource brief s3fa29c01d7e4 --desk news.desk
    """
    with _open(desk) as opened, _known("story", story):
        ledger = opened.ledger(story)
    told = twosource.brief(ledger, length=length)
    for path, text in _told(told, ledger, json=json, markdown=markdown, html=html):
        write_text(path, text)
    if "-" not in {str(path) for path in (json, markdown, html)}:
        show(told, Console(highlight=False, width=None if sys.stdout.isatty() else 80))


def search(
    words: Annotated[list[str], typer.Argument(help="Words to look for.")],
    desk: At,
    limit: Limit = 20,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Find the reports of a desk that say some words, the likeliest first.

    Example: twosource search ferry aground --desk news.desk
    """
    with _open(desk) as opened:
        rows = [asdict(hit) for hit in opened.search(" ".join(words), limit)]
    print_rows(rows, _HITS, as_json=json, as_csv=csv)


def versions(
    report: Annotated[str, typer.Argument(help="A report, by its id.")],
    desk: At,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Say what changed between the versions of a report: figures, words of doubt, speakers, headlines.

    Example: twosource versions https://example.org/ferry --desk news.desk
    """
    with _open(desk) as opened, _known("report", report):
        rows = [asdict(finding) for finding in opened.silent_changes(report)]
    print_rows(rows, _CHANGES, as_json=json, as_csv=csv)


def overrule(
    kind: Annotated[
        str, typer.Argument(help="credibility, direction, lineage, reading, same-claim or same-story (docs/desk.md).")
    ],
    subject: Annotated[str, typer.Argument(help="The claim or the report that it is about.")],
    value: Annotated[str, typer.Argument(help="What holds instead.")],
    desk: At,
    name: Name,
    reason: Reason,
) -> None:
    """Overrule what was worked out, with name and reason, and work out again what follows.

    Example: twosource overrule same-story b.txt a.txt --name "I. Sorn" --reason "One ferry." --desk news.desk
    """
    with _open(desk) as opened:
        typer.echo(opened.decide(kind, subject, value, name, reason).id)


def undo(
    decision: Annotated[str, typer.Argument(help="A decision, by its id in the list of decisions.")],
    desk: At,
    name: Name,
    reason: Reason,
) -> None:
    """Take a decision back, with name and reason; the decision itself stays in the log.

    Example: twosource undo 4c1f0a9be2d37765 --name "I. Sorn" --reason "Two ferries." --desk news.desk
    """
    with _open(desk) as opened, _known("decision in force", decision):
        opened.undo(decision, name, reason)


def decisions(desk: At, story: Story = None, json: Json = False, csv: Csv = False) -> None:
    """List what people decided and have not taken back.

    Example: twosource decisions --desk news.desk
    """
    with _open(desk) as opened:
        rows = [asdict(decision) for decision in opened.decisions(story)]
    print_rows(rows, _DECISIONS, as_json=json, as_csv=csv)


def sources(
    desk: At,
    outlet: Annotated[str | None, typer.Argument(help="An outlet to register; the list is printed without.")] = None,
    owner: Annotated[str | None, typer.Option(help="Who owns it.")] = None,
    wire: Annotated[list[str] | None, typer.Option(help="An agency whose wire it takes; may be given again.")] = None,
    note: Annotated[str | None, typer.Option(help="What else is worth knowing of it.")] = None,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """List the outlets of a desk with their owners and wires, or register one.

    Example: twosource sources "Lodev Herald" --owner "Varel Press" --wire AFP --desk news.desk
    """
    with _open(desk) as opened:
        if outlet is not None:
            opened.register(outlet, owner=owner, wires=wire or (), note=note)
        rows = [asdict(entry) for entry in opened.sources() if outlet in (None, entry.outlet)]
    print_rows(rows, _SOURCES, as_json=json, as_csv=csv)


def runs(desk: At, limit: Limit = 50, json: Json = False, csv: Csv = False) -> None:
    """List what was done to a desk, the latest first: additions and decisions, with version and settings.

    Example: twosource runs --desk news.desk --json
    """
    with _open(desk) as opened:
        rows = [asdict(run) for run in opened.runs(limit)]
    print_rows(rows, _RUNS, as_json=json, as_csv=csv)


def export(
    folder: Annotated[Path, typer.Argument(help="The folder to write to; it is made where there is none.")], desk: At
) -> None:
    """Write a desk out: its reports as JSON Lines, a ledger and a briefing a story, decisions and log.

    Example: twosource export monday --desk news.desk
    """
    with _open(desk) as opened:
        typer.echo(f"{len(opened.export(folder))} files written to {folder}")


_STORIES = {
    "id": "story", "moved": "moved", "last": "last report", "reports": "reports", "lineages": "lineages",
    "confirmed": "confirmed", "disputed": "disputed", "withdrawn": "withdrawn", "headline": "headline",
}  # fmt: skip
_HITS = {"report": "report", "story": "story", "published": "date", "snippet": "words"}
_CHANGES = {"kind": "kind", "text": "what"}
_DECISIONS = {"id": "decision", "kind": "kind", "subject": "subject", "value": "value", "name": "name", "reason": "reason"}  # fmt: skip # noqa: E501
_SOURCES = {"outlet": "outlet", "reports": "reports", "owner": "owner", "wires": "wires", "note": "note"}
_RUNS = {"id": "run", "at": "time", "what": "what", "new": "new", "versions": "versions", "known": "known", "errors": "errors", "version": "twosource"}  # fmt: skip # noqa: E501


def in_words(added: Added) -> str:
    """Say in a line what an addition did."""
    counts = {"new": added.new, "new versions": added.versions, "known already": added.known}
    listed = ", ".join(f"{len(ids):,} {words}" for words, ids in counts.items())
    return f"Reports: {listed}. Stories touched: {len(added.stories):,}."


def _told(told: Briefing, ledger: Ledger, **paths: Path | None) -> Iterator[tuple[Path, str]]:
    if paths["json"]:
        from twosource.export.ledger import ledger_to_json

        yield paths["json"], ledger_to_json(ledger, told)
    if paths["markdown"]:
        from twosource.briefing.markdown import to_markdown

        yield paths["markdown"], to_markdown(told)
    if paths["html"]:
        from twosource.briefing.html import write_html

        yield paths["html"], write_html(told, ledger)


@contextmanager
def _open(path: Path) -> Iterator[Desk]:
    from twosource.desk import Desk

    with Desk(path, create=False) as opened:
        yield opened


@contextmanager
def _known(what: str, name: str) -> Iterator[None]:
    """Say in words that there is no such thing."""
    try:
        yield
    except KeyError:
        raise ValueError(f"there is no {what} {name!r} on this desk") from None


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C stop an addition after the batch at hand; a second one breaks it off."""
    asked: list[int] = []
    before = signal.getsignal(signal.SIGINT)

    def ask(number: int, frame: Any) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, before)
        typer.echo("Stopping after this batch; press again to break it off.", err=True)

    signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


def _finish(errors: Sequence[ReadError], *, stopped: bool) -> None:
    for error in errors:
        typer.echo(f"twosource: {error.report}: {error.message}", err=True)
    if stopped:
        typer.echo("twosource: stopped; what was added until then is kept, add the rest again", err=True)
    if errors or stopped:
        sys.exit(1)
