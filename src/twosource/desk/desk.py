"""The store that reports are added to: one file, opened, added to, asked and overruled."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import duckdb

import twosource
from twosource.desk import reading
from twosource.desk.file import in_plain_words, open_file
from twosource.desk.records import Added, DeskError, Hit, Movement, Run, SourceEntry, StoryRow, Undone
from twosource.desk.tables import Connection
from twosource.model import Briefing, Decision, Finding, Ledger, ReadError, Report, Settings

if TYPE_CHECKING:
    from twosource.stages import Engine


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Desk:
    """A desk in one file. Use it as a context manager, or call `close`; threads may share it.

    Reading sees what was committed last; additions and decisions go one after the other. `now` gives the time that
    the log of runs writes down (ISO 8601, UTC). `settings` are those of a new desk; an old one keeps its own way of
    reading who says what.

    Raises DeskError (a ValueError) or OSError, with what to do, for a file that is no desk, is damaged, in use by
    another program, of a newer form, or may not be written to.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        create: bool = True,
        read_only: bool = False,
        settings: Settings | None = None,
        now: Callable[[], str] = _now,
    ) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self.now = now
        self._database = open_file(self.path, create=create, read_only=read_only)
        self._writing = threading.RLock()
        self._thread = threading.local()
        self.settings = self._settings(settings)

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What was committed is kept."""
        try:
            self._database.close()
        except duckdb.Error as error:
            raise in_plain_words(error, self.path) from error

    def add(
        self,
        reports: Sequence[Report],
        errors: Sequence[ReadError] = (),
        *,
        engine: Engine | None = None,
        progress: Callable[[str], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Added:
        """Add reports, a batch at a time, each batch whole or not at all.

        What the desk has already is passed over, so that adding twice changes nothing. `errors` are reports that
        could not be read: they are written into the log and returned. `progress` is told in words what is being done.
        `stop` is asked between batches; where it says yes, what was committed is kept and the rest left out.
        """
        from twosource.desk.adding import add_all

        with _engine(engine) as running:
            return add_all(self, reports, errors, running, progress or (lambda words: None), stop or (lambda: False))

    def stories(self, limit: int = 50, offset: int = 0) -> list[StoryRow]:
        """Return the stories, those that moved last first."""
        with self.asking() as connection:
            return reading.list_stories(connection, limit, offset)

    def ledger(self, story: str) -> Ledger:
        """Return all that is known of a story; KeyError if there is no such story.

        A name that a story had before it was merged or split leads to the story of what was its first report.
        """
        from twosource.desk.ledgers import load_ledger

        with self.asking() as connection:
            return load_ledger(connection, story)

    def brief(self, story: str, length: str = "normal") -> Briefing:
        """Tell a story; KeyError if there is no such story, ValueError for a length that there is not."""
        from twosource.briefing.compose import compose

        return compose(self.ledger(story), length=length)

    def movements(self, story: str | None = None, limit: int = 50) -> list[Movement]:
        """Return which claims became confirmed, disputed or withdrawn, and in which run; the latest first."""
        with self.asking() as connection:
            return reading.list_movements(connection, story, limit)

    def report(self, id: str) -> Report:
        """Return a report by its name: its newest version, or ("ferry.txt@1") a numbered one. KeyError if none is."""
        with self.asking() as connection:
            return reading.find_report(connection, id)

    def reports(self, limit: int = 1000, offset: int = 0) -> list[str]:
        """Return the names of the reports, in order of name."""
        with self.asking() as connection:
            return reading.list_reports(connection, limit, offset)

    def versions(self, id: str) -> list[Report]:
        """Return all versions of a report, the oldest first; KeyError if there is no such report."""
        with self.asking() as connection:
            return reading.find_versions(connection, id)

    def silent_changes(self, report_id: str) -> list[Finding]:
        """Return what changed between the versions of a report: figures, words of doubt, speakers, headlines.

        `present` is a place in the one version and `absent` in the other; `versions` names them. KeyError if there is
        no such report.
        """
        with self.asking() as connection:
            return reading.find_changes_of(connection, report_id)

    def story_of(self, report_id: str) -> str:
        """Return the story that a report is in; KeyError if there is no such report."""
        with self.asking() as connection:
            return reading.find_story(connection, report_id)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Return the reports that say `words`, the likeliest first, with the stretch of text that says them."""
        from twosource.desk.search import search_reports

        with self.asking() as connection:
            return search_reports(connection, words, limit)

    def decide(self, kind: str, subject: str, value: str, name: str, reason: str, *, at: str | None = None) -> Decision:
        """Overrule the program, with a name and a reason, and work out again what follows.

        Raises ValueError, in words that can be shown, for a decision that cannot be made.
        """
        from twosource.desk.deciding import decide

        with _engine(None) as engine:
            return decide(self, engine, kind, subject, value, name, reason, at or self.now())

    def undo(self, decision_id: str, name: str, reason: str) -> None:
        """Take a decision back, with a name and a reason; KeyError where none of that id is in force."""
        from twosource.desk.deciding import undo

        with _engine(None) as engine:
            undo(self, engine, decision_id, name, reason)

    def decisions(self, story: str | None = None) -> list[Decision]:
        """Return the decisions in force, the first first: all, or those about one story."""
        with self.asking() as connection:
            return reading.list_decisions(connection, story)

    def undone(self) -> list[Undone]:
        """Return which decisions were taken back, by whom and why."""
        from twosource.desk.overrulings import taken_back

        with self.asking() as connection:
            return taken_back(connection)

    def taken_back(self, story: str) -> list[tuple[Decision, Undone]]:
        """Return the decisions about a story that were taken back, each with who did so and why; the last first."""
        with self.asking() as connection:
            return reading.list_taken_back(connection, story)

    def sources(self) -> list[SourceEntry]:
        """Return the outlets of the desk's reports and those registered, in order of name."""
        with self.asking() as connection:
            return reading.list_sources(connection)

    def register(
        self, outlet: str, *, owner: str | None = None, wires: Sequence[str] = (), note: str | None = None
    ) -> None:
        """Write down who owns an outlet and which agencies' wires it takes, in place of what stood there.

        Its stories are weighed again: see `claims.register` for what that makes of own accounts.
        """
        from twosource.desk.registering import register_source

        with _engine(None) as engine:
            register_source(self, engine, SourceEntry(outlet, owner, tuple(wires), note))

    def rights(self, report_id: str) -> str | None:
        """Return the rights note written for a report, else the one it came with, else None.

        KeyError if there is no such report.
        """
        with self.asking() as connection:
            return reading.find_rights(connection, report_id)

    def note_rights(self, report_id: str, note: str) -> None:
        """Write a rights note for a report ("may be quoted, not republished"); an empty one takes it away.

        It stands in place of the one that the report came with.
        """
        with self.writing() as connection:
            reading.keep_rights(connection, report_id, note)

    def runs(self, limit: int = 100) -> list[Run]:
        """Return the log of additions and decisions, the latest first."""
        with self.asking() as connection:
            return reading.list_runs(connection, limit)

    def export(self, folder: str | Path) -> list[Path]:
        """Write the desk into `folder`: its reports as JSON Lines, a ledger and a briefing a story, its log."""
        from twosource.desk.export import export_desk

        return export_desk(self, Path(folder))

    @property
    def made_by(self) -> str:
        """Who reads passages: notes that another version or another way of reading made are not mixed with its own."""
        way = "learned" if self.settings.learned else "rules"
        return f"twosource {twosource.__version__}, {self.settings.model}, {way}"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection with a transaction begun: committed at the end, undone where anything fails."""
        if self.read_only:
            raise DeskError(f"the desk {self.path} was opened to read only")
        from twosource.desk.adding import in_transaction

        with self._writing, self.asking() as connection, in_transaction(connection):
            yield connection

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """Give this thread's own connection; what DuckDB complains of is said in plain words."""
        try:
            if not hasattr(self._thread, "connection"):
                self._thread.connection = self._database.cursor()
            yield self._thread.connection
        except duckdb.Error as error:
            raise in_plain_words(error, self.path) from error

    def _settings(self, given: Settings | None) -> Settings:
        """Return the settings of the desk: those of the program, with the desk's own way of reading speakers."""
        from twosource.desk.tables import value

        with self.asking() as connection:
            learned = value(connection, "SELECT value FROM meta WHERE name = 'learned'")
        settings = given or Settings()
        if learned is None and not self.read_only:
            with self.writing() as connection:
                connection.execute("INSERT INTO meta VALUES ('learned', ?)", [json.dumps(settings.learned)])
            return settings
        from dataclasses import replace

        return replace(settings, learned=json.loads(learned or "true"))


@contextmanager
def _engine(given: Engine | None) -> Iterator[Engine]:
    """Give the engine handed in, or one that is closed afterwards."""
    if given is not None:
        yield given
        return
    from twosource.engine.local import LocalEngine

    with LocalEngine() as own:
        yield own
