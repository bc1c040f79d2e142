"""The command line: parse, call a public function, print. Exit status 0, 1 when some reports failed, 2 a wrong call."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

import twosource
from twosource.archive_commands import one_folder, run_archive
from twosource.briefing.terminal import show
from twosource.calling import EngineName, Fast, Processes, Quiet, finish
from twosource.desk_commands import register as register_desk
from twosource.export.files import write_text
from twosource.export.profiles import check_profile
from twosource.progress import Watch
from twosource.serve import serve, serve_ledger
from twosource.step_commands import register as register_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.briefing.earlier import Earlier
    from twosource.briefing.language_model import LanguageModel
    from twosource.lineage.collation import Collation
    from twosource.model import Briefing, Decision, Ledger, Report, Source

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
OutFolder = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="For an archive: write the tables of all stories, as Parquet, to this FOLDER."),
]


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
        settings = twosource.Settings(learned=not fast)
        run_archive(
            "read", one_folder(paths), output, settings=settings, engine=engine, processes=processes, quiet=quiet
        )
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
    finish(ledger.errors)


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
    finish(ledger.errors)


def schema() -> None:
    """Print the JSON Schema of the ledger."""
    from twosource.export.schema import schema_text

    typer.echo(schema_text(), nl=False)


# In the order in which the help lists them.


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"twosource {twosource.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Take the options that stand before a command's name."""


app.command()(read)
app.command()(compare)
register_steps(app)
app.command()(schema)
app.command()(serve)
register_desk(app)


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
