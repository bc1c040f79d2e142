"""The steps of the pipeline by themselves: reports in, one layer's findings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from twosource.engine.local import LocalEngine
from twosource.language.notes import ReportNotes
from twosource.model import Derivation, Ledger, Lineage, ReadError, Report, Settings
from twosource.stages import Engine

if TYPE_CHECKING:
    from twosource.lineage.collation import Collation

__all__ = ["annotate", "compare", "group", "iter_notes", "trace"]

REPORTS_AT_ONCE = 400  # enough that two processes seldom wait for each other; some 100 MB of notes


def annotate(
    reports: Sequence[Report],
    *,
    settings: Settings | None = None,
    engine: Engine | None = None,
    errors: list[ReadError] | None = None,
) -> list[ReportNotes]:
    """Return who says what in each report, with its figures, times and words of doubt, in order.

    Each report is read as a story of its own: speakers are resolved within it, times against its own date. A report
    that a function breaks on is put in `errors` and is not among the notes, and the others go on; a paragraph that
    does costs the paragraph. Without a list for `errors`, that raises ValueError.
    """
    return list(iter_notes(reports, settings=settings, engine=engine, errors=errors))


def iter_notes(
    reports: Iterable[Report],
    *,
    settings: Settings | None = None,
    engine: Engine | None = None,
    errors: list[ReadError] | None = None,
) -> Iterator[ReportNotes]:
    """Yield what `annotate` returns, as reports come: memory does not grow with them, and a passage is read once."""
    from twosource.annotation import KeptNotes, annotate_reports, resolve_reports

    engine, settings = engine or LocalEngine(), settings or Settings()
    waiting, kept = with_own_ids(reports), KeptNotes()
    try:
        while some := list(islice(waiting, REPORTS_AT_ONCE)):
            failed: list[ReadError] = []
            notes = annotate_reports(some, engine, settings, failed, kept)
            for report in some:
                read = notes.pop(report.id, None)
                resolved = resolve_reports([report], {report.id: read}, failed) if read is not None else {}
                _tell(failed, errors)
                yield from resolved.values()
    finally:
        kept.close()


def compare(ledger: Ledger) -> Collation:
    """Lay the reports of a ledger side by side, the first as the base: what each kept, cut, added and reworded.

    The ledger's findings mark the differences that change what is said. Raises ValueError for fewer than two reports.
    """
    from twosource.lineage.collation import collate

    if len(ledger.reports) < 2:
        raise ValueError("comparing takes two reports or more")
    return collate(ledger.reports[0], ledger.reports[1:], ledger.findings)


def group(
    reports: Sequence[Report],
    *,
    settings: Settings | None = None,
    engine: Engine | None = None,
    errors: list[ReadError] | None = None,
) -> dict[str, str]:
    """Return the story of each report by its id; copies of one text are one story by construction.

    A report that a function breaks on is put in `errors`, and without such a list that raises ValueError.
    """
    from twosource.lineage import find_copies
    from twosource.stories import group_reports

    engine, settings = engine or LocalEngine(), settings or Settings()
    copies = find_copies(reports, engine, settings, errors)
    return group_reports(reports, engine, settings, copies, errors)


def trace(
    reports: Sequence[Report],
    *,
    settings: Settings | None = None,
    engine: Engine | None = None,
    edits: bool = True,
    errors: list[ReadError] | None = None,
) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Return the lineages of reports, and for each report with relatives what it shares with which of them.

    Without `edits` the derivations do not list what was changed, which saves a quarter of the work. A report
    or a family that a function breaks on is put in `errors`, its reports each a lineage of its own; without such a list
    that is raised.
    """
    from twosource.lineage import find_lineages

    return find_lineages(reports, engine or LocalEngine(), settings or Settings(), edits=edits, errors=errors)


def _tell(failed: list[ReadError], errors: list[ReadError] | None) -> None:
    """Move what failed to the list of errors; raise it where there is none."""
    if errors is None and failed:
        raise ValueError(f"{failed[0].report}: {failed[0].message}")
    if errors is not None:
        errors += failed
    failed.clear()


def with_own_ids(reports: Iterable[Report]) -> Iterator[Report]:
    """Number reports that share an id, so that none is lost in a table keyed by it."""
    seen: dict[str, int] = {}
    for report in reports:
        times = seen[report.id] = seen.get(report.id, 0) + 1
        yield report if times == 1 else replace(report, id=f"{report.id}#{times}")
