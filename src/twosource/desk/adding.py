"""One batch of reports comes in, one transaction goes out: all that follows from the batch, or nothing of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import duckdb

import twosource
from twosource.annotation import tell_unread, texts_to_read
from twosource.desk.changes import keep_changes
from twosource.desk.copies import trace_copies
from twosource.desk.grouping import group_again
from twosource.desk.ledgers import weigh_stories
from twosource.desk.overrulings import about_copies, in_force
from twosource.desk.passages import keep_passages, read_passages
from twosource.desk.records import Added, DeskError
from twosource.desk.search import index_reports
from twosource.desk.tables import Connection, keyed, named_rows, rows, value
from twosource.desk.versions import at_hand, find_fresh, incoming, keep_versions, load_reports, name_reports
from twosource.model import ReadError, Report, Settings
from twosource.stages import Engine, collector_at_rest, in_words

if TYPE_CHECKING:
    from twosource.desk.desk import Desk

# What a batch costs beside its reports (tables looked through once each) is a small part of one so large.
BATCH_REPORTS, BATCH_CHARACTERS = 1_200, 8_000_000
# Passages are read and kept in smaller parts: what is lost at worst when the machine stops is a minute and a half of
# reading on two cores.
PART_REPORTS, PART_CHARACTERS = 400, 2_000_000


def add_all(
    desk: Desk,
    reports: Sequence[Report],
    errors: Sequence[ReadError],
    engine: Engine,
    tell: Callable[[str], None],
    stop: Callable[[], bool],
) -> Added:
    """Add reports batch by batch, and say what was done."""
    done: list[Batch] = []
    cut = list(batches(reports, BATCH_REPORTS, BATCH_CHARACTERS)) or [[]]
    keeping = Keeping(desk, engine, f"add {len(reports):,} reports")
    seen = 0
    for number, batch in enumerate(cut, 1):
        noted: dict[str, str] = {}
        broken: dict[str, str] = {}
        parts = list(batches(batch, PART_REPORTS, PART_CHARACTERS))
        for place, part in enumerate(parts, 1):
            if stop():
                return _added(desk, done, stopped=True)
            seen += len(part)
            tell(f"Reading reports {seen - len(part) + 1:,} to {seen:,} of {len(reports):,}")
            with desk.asking() as connection:
                noted = read_batch(connection, engine, desk.settings, part, desk.made_by, broken)
            if place < len(parts):
                with desk.writing() as connection:
                    keep_passages(connection, noted, desk.made_by)
        tell(f"Keeping reports {seen - len(batch) + 1:,} to {seen:,} of {len(reports):,}")
        told = [*(errors if number == 1 else ()), *_left_out(batch, broken)]
        sound = [r for r in batch if not broken.keys() & set(texts_to_read(r))] if broken else batch
        done += keeping.keep(sound, noted, told, last=number == len(cut))
    return _added(desk, done, stopped=False)


def _left_out(batch: Sequence[Report], broken: Mapping[str, str]) -> list[ReadError]:
    """Say which reports are left out for a passage that cannot be read."""
    return [ReadError(e.report, f"was not added: {e.message}") for e in tell_unread(batch, broken)]


class Keeping:
    """The batches of one run on their way into the desk, each in a transaction of its own."""

    def __init__(self, desk: Desk, engine: Engine, what: str) -> None:
        self._desk, self._engine, self._what = desk, engine, what
        self._run: int | None = None

    def keep(
        self, batch: Sequence[Report], noted: dict[str, str], told: Sequence[ReadError], *, last: bool
    ) -> list[Batch]:
        """Write a batch, and return what was done.

        Where that breaks on a report, nothing is kept of what was begun; the batch is cut in halves until the report
        stands alone, is told and left out. The others are kept, and what a good report costs stays what it is.
        """
        done: list[Batch] = []
        told = list(told)
        waiting = [batch]
        while waiting:
            part = waiting.pop()
            try:
                done.append(self._write(part, noted, told, finished=last and not waiting))
                told = []
            except (duckdb.Error, DeskError, OSError, MemoryError):  # of the desk or the machine, and of no report
                raise
            except Exception as error:
                if not part:
                    raise
                half = len(part) // 2
                # What is told is written with the next that is kept, if only with a batch of nothing.
                waiting += [part[half:], part[:half]] if half else [[]] if not waiting else []
                told += [] if half else [ReadError(part[0].id, f"was not added: {in_words(error)}")]
        return done

    def _write(self, part: Sequence[Report], noted: dict[str, str], told: list[ReadError], *, finished: bool) -> Batch:
        desk = self._desk
        # The search for rings of objects goes over all that the caller holds, and was a sixth of the keeping. Reading
        # goes on with it: what a parser leaves behind is not ours to know.
        with desk.writing() as connection, collector_at_rest(), at_hand():
            run = self._run or begin_run(connection, desk, self._what)
            did = add_batch(connection, self._engine, desk.settings, part, noted, run, desk.made_by)
            did = replace(did, errors=(*told, *did.errors))
            log_batch(connection, run, did, finished)
        self._run = run
        return did


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch did, by keys of reports and names of stories, and what could not be done."""

    new: tuple[int, ...] = ()
    versions: tuple[int, ...] = ()
    known: tuple[int, ...] = ()
    stories: tuple[str, ...] = ()
    errors: tuple[ReadError, ...] = ()


def batches(reports: Sequence[Report], most: int, characters: int) -> Iterator[list[Report]]:
    """Cut reports into batches, by their number and by how much there is to read in them."""
    batch: list[Report] = []
    size = 0
    for report in reports:
        if batch and (len(batch) == most or size + len(report.text) > characters):
            yield batch
            batch, size = [], 0
        batch.append(report)
        size += len(report.text)
    if batch:
        yield batch


def read_batch(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    batch: Sequence[Report],
    made_by: str,
    broken: dict[str, str],
) -> dict[str, str]:
    """Read the passages of a batch that the desk has not read: the slow step, which writes nothing.

    Those that the reading breaks on go into `broken`, with what was said.
    """
    fresh = find_fresh(connection, [incoming(report) for report in batch])
    return read_passages(connection, engine, settings, [i.report for i in fresh], made_by, broken)


def add_batch(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    batch: Sequence[Report],
    noted: dict[str, str],
    run: int,
    made_by: str,
) -> Batch:
    """Write a batch and all that follows from it. The caller begins and commits the transaction."""
    items = [incoming(report) for report in batch]
    fresh = find_fresh(connection, items)
    taken = set(fresh)
    known = tuple(dict.fromkeys(i.key for i in items if i not in taken))
    if not fresh:
        return Batch(known=known)
    with keyed(connection, {i.key for i in fresh}):
        had = {key for (key,) in rows(connection, "SELECT report FROM reports WHERE report IN (FROM touched)")}
    place = value(connection, "SELECT count(*) FROM versions WHERE run = ?", run)
    keep_versions(connection, fresh, run, place)
    keep_passages(connection, noted, made_by)
    touched, names_before = name_reports(connection, {i.key for i in fresh})
    errors: list[ReadError] = []
    stories = renew(connection, engine, settings, touched, names_before, run, made_by, {i.key for i in fresh}, errors)
    texts = Counter(i.key for i in fresh)
    again = {i.key for i in fresh if i.key in had or texts[i.key] > 1}
    errors += keep_changes(connection, engine, settings, again, made_by)
    new = dict.fromkeys(i.key for i in fresh if i.key not in had)
    versions = dict.fromkeys(i.key for i in fresh if i.key in had)
    return Batch(tuple(new), tuple(versions), known, tuple(stories), tuple(errors))


def renew(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    touched: set[int],
    names_before: dict[int, str],
    run: int,
    made_by: str,
    new: Collection[int],
    errors: list[ReadError],
) -> list[str]:
    """Work out again what depends on the reports `touched`; return the stories that were weighed.

    A step that breaks on reports raises, so that none of `new` is half kept; what a story lacks is told in `errors`.
    """
    decisions = in_force(connection)
    index_reports(connection, load_reports(connection, touched))
    changed = trace_copies(connection, engine, settings, touched, about_copies(connection, decisions))
    stories = group_again(connection, engine, settings, touched, changed, names_before, decisions)
    return weigh_stories(connection, engine, settings, stories, run, made_by, decisions, new, errors)


def begin_run(connection: Connection, desk: Desk, what: str, *, finished: bool = False) -> int:
    """Open a row in the log of runs and return its number."""
    run = int(value(connection, "SELECT coalesce(max(run), 0) + 1 FROM runs"))
    settings = json.dumps(desk.settings.as_dict())
    connection.execute(
        "INSERT INTO runs VALUES (?, ?, ?, ?, ?, '', 0, 0, 0, 0, ?)",
        [run, desk.now(), what, twosource.__version__, settings, finished],
    )
    return run


def log_batch(connection: Connection, run: int, batch: Batch, finished: bool) -> None:
    """Add a batch to the row of its run; its digest is that of all the run's reports so far."""
    digests = rows(connection, "SELECT digest FROM versions WHERE run = ? ORDER BY digest", run)
    digest = sha256("\n".join(d for (d,) in digests).encode()).hexdigest() if digests else ""
    connection.execute(
        """UPDATE runs SET digest = ?, new = new + ?, versions = versions + ?, known = known + ?,
                           errors = errors + ?, finished = ? WHERE run = ?""",
        [digest, len(batch.new), len(batch.versions), len(batch.known), len(batch.errors), finished, run],
    )
    if batch.errors:
        told = [(run, e.report, e.message) for e in batch.errors]
        connection.executemany("INSERT INTO errors VALUES (?, ?, ?)", told)


def _added(desk: Desk, done: Sequence[Batch], *, stopped: bool) -> Added:
    new = dict.fromkeys(key for batch in done for key in batch.new)
    versions = dict.fromkeys(key for batch in done for key in batch.versions if key not in new)
    known = dict.fromkeys(key for batch in done for key in batch.known if key not in new)
    stories = {story for batch in done for story in batch.stories}
    with desk.asking() as connection:
        with keyed(connection, {*new, *versions, *known}):
            names = dict(rows(connection, "SELECT report, id FROM reports WHERE report IN (FROM touched)"))
        with named_rows(connection, "weighed", "story", sorted(stories)):
            left = rows(connection, "SELECT story FROM ledgers WHERE story IN (FROM weighed) ORDER BY story")
    return Added(
        new=tuple(names[key] for key in new),
        versions=tuple(names[key] for key in versions),
        known=tuple(names[key] for key in known),
        errors=tuple(dict.fromkeys(error for batch in done for error in batch.errors)),
        stories=tuple(story for (story,) in left),
        stopped=stopped,
    )


def in_transaction(connection: Connection) -> _Transaction:
    """Begin a transaction that is committed at the end of a `with` block, and undone where the block fails."""
    return _Transaction(connection)


class _Transaction:
    """A transaction under way."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        self.connection.execute("BEGIN TRANSACTION")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.connection.execute("COMMIT")
            return
        # A database that has been shut down by its own error has nothing left to undo.
        try:
            self.connection.execute("ROLLBACK")
        except duckdb.Error:
            return
