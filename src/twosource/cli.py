"""The command line: parse, call a public function, print. Exit status 0, 1 when some reports failed, 2 a wrong call."""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

import twosource
from twosource.briefing.terminal import show
from twosource.desk_commands import register
from twosource.export.files import write_lines, write_text
from twosource.export.profiles import check_profile
from twosource.progress import Watch
from twosource.serve import serve, serve_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from twosource.briefing.earlier import Earlier
    from twosource.briefing.language_model import LanguageModel
    from twosource.lineage.collation import Collation
    from twosource.model import Briefing, Decision, Ledger, ReadError, Report, Settings, Source
    from twosource.stages import Engine

    Rows = Callable[[Iterable[Report], Engine, list[ReadError]], Iterator[dict[str, Any]]]

app = typer.Typer(
    name="twosource",
    help="Read reports of one event and say what is known, who says so, and who only copied it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[
    list[Path], typer.Argument(help="Files (.txt .html .jsonl .jsonl.gz), folders, or - for standard input.")
]
In = Annotated[
    str,
    typer.Argument(help="JSON Lines with id and text (optional title, outlet, published, url); - for standard input."),
]
Out = Annotated[
    str, typer.Option("--output", "-o", help="Where to write JSON Lines; .gz is packed; - for standard output.")
]
OutFolder = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="For an archive: write the tables of all stories, as Parquet, to this FOLDER."),
]
Fast = Annotated[bool, typer.Option("--fast", help="Read who says what by rules alone: quicker, and misses more.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.")]
Processes = Annotated[int | None, typer.Option(min=1, help="Processes to use at most; all cores if not given.")]
EngineName = Annotated[
    str,
    typer.Option("--engine", help="What does the work: local (this machine), local[N] or spark://HOST:PORT (Spark)."),
]


@app.command()
def read(
    paths: Paths,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write the ledger as JSON to FILE (- for standard output).")
    ] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", help="Write the briefing as Markdown to FILE.")] = None,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the briefing as one self-contained page to FILE.")
    ] = None,
    figures: Annotated[
        Path | None, typer.Option("--figures", help="Write a row a count to FILE: CSV, or JSON by its name.")
    ] = None,
    profile: Annotated[
        str, typer.Option(help="How --figures codes counts: printed, ucdp or acled; each row says by which rule.")
    ] = "printed",
    length: Annotated[str, typer.Option(help="How much to say: short, normal or full.")] = "normal",
    story: Annotated[
        str | None, typer.Option(help="Which story to tell, where there are several; the largest if not given.")
    ] = None,
    one_story: Annotated[bool, typer.Option("--one-story", help="Take all reports to be of one event.")] = False,
    since: Annotated[
        Path | None, typer.Option(help="An earlier ledger (--json): what moved since is said first.")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(help="People's overrulings with name and reason: a JSON list, a ledger, or TOML.")
    ] = None,
    sources: Annotated[
        Path | None, typer.Option(help="Who owns which outlet and whose wire it takes: JSON, JSON Lines or CSV.")
    ] = None,
    reword: Annotated[
        str | None, typer.Option(help="Have a language model reword the briefing: an OpenAI-compatible address.")
    ] = None,
    reword_model: Annotated[str, typer.Option(help="The name of the model that --reword asks.")] = "",
    output: OutFolder = None,
    in_browser: Annotated[
        bool, typer.Option("--serve", help="Then open the reports in a browser; needs the extra twosource[web].")
    ] = False,
    fast: Fast = False,
    engine: EngineName = "local",
    processes: Processes = None,
    quiet: Quiet = False,
) -> None:
    """Read reports and say what is known.

    Example: twosource read reports/*.txt --html briefing.html
    """
    check_profile(profile)
    if output:
        _archive("read", _one_folder(paths), output, engine, processes, quiet, fast)
        return
    earlier, model = _earlier(since), _language_model(reword, reword_model)
    ledger = _ledger(paths, one_story, fast, processes, quiet, _decisions(decisions), engine, _register(sources))
    briefing = _reworded(twosource.brief(ledger, story, length, since=earlier), ledger, model)
    for path, text in _outputs(ledger, briefing, profile, json=json, markdown=markdown, html=html, figures=figures):
        write_text(path, text)
    if "-" not in {str(p) for p in (json, markdown, html, figures)}:
        show(briefing, Console(highlight=False, width=None if sys.stdout.isatty() else 80))
    for note in ledger.notes:
        typer.echo(f"twosource: {note}", err=True)
    if in_browser:
        serve_ledger(ledger, quiet=quiet)
    _finish(ledger.errors)


@app.command()
def compare(
    paths: Paths,
    html: Annotated[Path | None, typer.Option("--html", help="Write the comparison as one page to FILE.")] = None,
    tei: Annotated[Path | None, typer.Option("--tei", help="Write the comparison as TEI to FILE.")] = None,
    fast: Fast = False,
    quiet: Quiet = False,
) -> None:
    """Lay reports side by side, the first as the base: what each kept, cut, added, moved and reworded.

    Example: twosource compare wire.txt morning-paper.txt --html compared.html
    """
    ledger = _ledger(paths, True, fast, None, quiet)
    collation = twosource.compare(ledger)
    reports = {r.id: r for r in ledger.reports}
    for path, text in _collations(collation, reports, html=html, tei=tei):
        write_text(path, text)
    if "-" not in {str(p) for p in (html, tei)}:
        from twosource.briefing.collation import collation_table

        Console(highlight=False, width=None if sys.stdout.isatty() else 100).print(collation_table(collation, reports))
    _finish(ledger.errors)


@app.command()
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
    if Path(source).is_dir():
        _archive("annotate", source, output, engine, processes, quiet, fast)
        return
    _filter(
        partial(annotate_rows, settings=twosource.Settings(learned=not fast)), source, output, processes, quiet, engine
    )


@app.command()
def group(
    source: In, output: Out = "-", engine: EngineName = "local", processes: Processes = None, quiet: Quiet = False
) -> None:
    """Say which reports tell of one event: a line a report, with the story's id.

    Example: twosource group reports.jsonl -o stories.jsonl
    """
    if Path(source).is_dir():
        _archive("group", source, output, engine, processes, quiet)
        return
    _filter(group_rows, source, output, processes, quiet, engine)


@app.command()
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
        _archive("trace", source, output, engine, processes, quiet, copy_days=days)
        return
    _filter(partial(trace_rows, days=days), source, output, processes, quiet, engine)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the ledger."""
    from twosource.export.schema import schema_text

    typer.echo(schema_text(), nl=False)


app.command()(serve)
register(app)


def main() -> None:
    """Run the command line; what a call gets wrong is said in one line, without a traceback."""
    try:
        app()
    except BrokenPipeError:
        # The reader of a pipe went away ("| head"): nothing to say, and nothing left to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (ValueError, OSError) as error:
        typer.echo(f"twosource: {error}", err=True)
        sys.exit(2)


def _earlier(path: Path | None) -> Earlier | None:
    from twosource.briefing.earlier import read_earlier

    return read_earlier(path) if path else None


def _language_model(address: str | None, name: str) -> LanguageModel | None:
    from twosource.briefing.language_model import LanguageModel

    return LanguageModel(address, name) if address is not None else None


def _reworded(briefing: Briefing, ledger: Ledger, model: LanguageModel | None) -> Briefing:
    from twosource.briefing.rewording import reword

    if model is None:
        return briefing
    done = reword(briefing, ledger, model)
    if done.problem:
        typer.echo(f"twosource: the language model at {model.address}: {done.problem}; built sentences stand", err=True)
    return done.briefing


def _decisions(path: Path | None) -> tuple[Decision, ...]:
    from twosource.decisions import read_decisions

    return read_decisions(path) if path else ()


def _register(path: Path | None) -> tuple[Source, ...]:
    from twosource.intake.register import read_register

    return read_register(path) if path else ()


def _ledger(
    paths: list[Path],
    one_story: bool,
    fast: bool,
    processes: int | None,
    quiet: bool,
    decisions: tuple[Decision, ...] = (),
    engine_name: str = "local",
    register: tuple[Source, ...] = (),
) -> Ledger:
    from twosource.engine.choose import open_engine

    with Watch(quiet=quiet) as watch, open_engine(engine_name, processes, watch.rows) as engine:
        watch.step("Starting")
        settings = twosource.Settings(learned=not fast)
        return twosource.read(
            paths,
            one_story=one_story,
            settings=settings,
            engine=engine,
            progress=watch.step,
            decisions=decisions,
            register=register,
        )


def _outputs(ledger: Ledger, briefing: Briefing, profile: str, **paths: Path | None) -> Iterator[tuple[Path, str]]:
    if paths["json"]:
        from twosource.export.ledger import ledger_to_json

        yield paths["json"], ledger_to_json(ledger, briefing)
    if paths["markdown"]:
        from twosource.briefing.markdown import to_markdown

        yield paths["markdown"], to_markdown(briefing)
    if paths["html"]:
        from twosource.briefing.html import write_html

        yield paths["html"], write_html(briefing, ledger)
    if paths["figures"]:
        from twosource.export.figures_table import write_figures

        yield paths["figures"], write_figures(paths["figures"], ledger, profile)


def _collations(
    collation: Collation, reports: dict[str, Report], *, html: Path | None, tei: Path | None
) -> Iterator[tuple[Path, str]]:
    if html:
        from twosource.briefing.collation import collation_page

        yield html, collation_page(collation, reports)
    if tei:
        from twosource.export.tei import collation_to_tei

        yield tei, collation_to_tei(collation, reports)


def _archive(
    step: str,
    folder: str | Path,
    output: str | Path,
    engine: str,
    processes: int | None,
    quiet: bool,
    fast: bool = False,
    copy_days: int | None = None,
) -> None:
    from twosource.archive_commands import run_archive

    settings = twosource.Settings(learned=not fast, copy_days=copy_days)
    run_archive(step, folder, output, settings=settings, engine=engine, processes=processes, quiet=quiet)


def _one_folder(paths: list[Path]) -> Path:
    if len(paths) != 1 or not paths[0].is_dir():
        raise ValueError("with --output, name one folder: an archive of .parquet, .jsonl.gz or .warc.gz files")
    return paths[0]


def _filter(
    rows: Rows, source: str, output: str, processes: int | None, quiet: bool, engine_name: str = "local"
) -> None:
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
    _finish(failed)


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


def _finish(errors: Iterable[ReadError]) -> None:
    listed = list(errors)
    for error in listed:
        typer.echo(f"twosource: {error.report}: {error.message}", err=True)
    if listed:
        sys.exit(1)
