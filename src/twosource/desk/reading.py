"""Questions to a desk that its tables answer by themselves: lists of stories, versions, movements, sources, runs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from twosource.desk.naming import current_name, key_named
from twosource.desk.overrulings import decisions_taken_back, in_force
from twosource.desk.records import Movement, Run, SourceEntry, StoryRow, Undone
from twosource.desk.tables import Connection, rows, value
from twosource.desk.versions import load_reports, load_versions
from twosource.model import Decision, Finding, Report
from twosource.rows import unpack

_NUMBERED = re.compile(r"(.*)@(\d{1,6})", re.DOTALL)


def list_stories(connection: Connection, limit: int, offset: int) -> list[StoryRow]:
    """Return the stories, those that moved last first; of one run, the larger ones first."""
    found = rows(
        connection,
        """SELECT s.story, s.headline, s.reports, s.lineages, s.first, s.last, s.confirmed, s.disputed, s.withdrawn,
                  m.what, r.made_at
           FROM ledgers AS s
           JOIN (SELECT story, max(run) AS run, arg_max(what, run) AS what FROM story_runs GROUP BY story) AS m
           ON m.story = s.story JOIN runs AS r ON r.run = m.run
           ORDER BY m.run DESC, s.reports DESC, s.story LIMIT ? OFFSET ?""",
        limit,
        offset,
    )
    return [StoryRow(*row) for row in found]


def list_movements(connection: Connection, story: str | None, limit: int) -> list[Movement]:
    """Return the movements of claims, the latest first, of one story or of all."""
    found = rows(
        connection,
        """SELECT m.story, m.claim, m.kind, m.text, m.run, r.made_at FROM movements AS m JOIN runs AS r ON r.run = m.run
           WHERE ? IS NULL OR m.story = ? ORDER BY m.run DESC, m.story, m.kind DESC, m.claim LIMIT ?""",
        story,
        story,
        limit,
    )
    return [Movement(*row) for row in found]


def find_report(connection: Connection, name: str) -> Report:
    """Return the newest version of a report, or the numbered one that the name asks for."""
    try:
        key = key_named(connection, name)
    except KeyError:
        numbered = _NUMBERED.fullmatch(name)
        if numbered is None:
            raise
        versions = find_versions(connection, numbered[1])
        number = int(numbered[2])
        if not 1 <= number <= len(versions):
            raise KeyError(name) from None
        return versions[number - 1]
    return load_reports(connection, [key])[key]


def list_reports(connection: Connection, limit: int, offset: int) -> list[str]:
    """Return the names of reports in order."""
    return [name for (name,) in rows(connection, "SELECT id FROM reports ORDER BY id LIMIT ? OFFSET ?", limit, offset)]


def find_versions(connection: Connection, name: str) -> list[Report]:
    """Return the versions of a report, the oldest first."""
    return [report for _, report in load_versions(connection, key_named(connection, name))]


def find_changes_of(connection: Connection, name: str) -> list[Finding]:
    """Return what changed between the versions of a report, the earliest change first."""
    key = key_named(connection, name)
    found = rows(connection, "SELECT record FROM changes WHERE report = ? ORDER BY place", key)
    return [unpack(Finding, record) for (record,) in found]


def find_story(connection: Connection, name: str) -> str:
    """Return the story of a report."""
    return str(value(connection, "SELECT story FROM in_story WHERE report = ?", key_named(connection, name)))


def list_decisions(connection: Connection, story: str | None) -> list[Decision]:
    """Return the decisions in force: all, or those about a report or a claim of one story."""
    decisions = in_force(connection)
    if story is None or not decisions:
        return decisions
    names = _names_in(connection, story)
    return [d for d in decisions if _mentioned(d) & names]


def list_taken_back(connection: Connection, story: str) -> list[tuple[Decision, Undone]]:
    """Return the decisions about a report or a claim of a story that were taken back, the last first."""
    found = decisions_taken_back(connection)
    names = _names_in(connection, story) if found else set()
    return [(d, undone) for d, undone in found if _mentioned(d) & names]


def _mentioned(decision: Decision) -> set[str | None]:
    return {decision.subject, decision.value, decision.anchor.report if decision.anchor else None}


def _names_in(connection: Connection, story: str) -> set[str]:
    members = "SELECT r.id FROM reports AS r JOIN in_story AS i ON i.report = r.report WHERE i.story = ?"
    return {name for (name,) in rows(connection, members, current_name(connection, story))}


def list_sources(connection: Connection) -> list[SourceEntry]:
    """Return the outlets of reports and of the register."""
    found = rows(
        connection,
        """SELECT coalesce(s.outlet, c.outlet) AS name, s.owner, s.wires, s.note, coalesce(c.reports, 0)
           FROM sources AS s FULL JOIN
                (SELECT outlet, count(*) AS reports FROM reports WHERE outlet IS NOT NULL GROUP BY outlet) AS c
           ON s.outlet = c.outlet ORDER BY name""",
    )
    return [SourceEntry(o, owner, tuple(json.loads(wires or "[]")), note, n) for o, owner, wires, note, n in found]


def keep_source(connection: Connection, entry: SourceEntry) -> None:
    """Write an outlet into the register."""
    if not entry.outlet.strip():
        raise ValueError("a source is registered by the name of its outlet, which is empty")
    connection.execute("DELETE FROM sources WHERE outlet = ?", [entry.outlet])
    connection.execute(
        "INSERT INTO sources VALUES (?, ?, ?, ?)",
        [entry.outlet, entry.owner, json.dumps(sorted(set(entry.wires)), ensure_ascii=False), entry.note],
    )


def find_rights(connection: Connection, name: str) -> str | None:
    """Return the rights note that was written for a report, else the one that it came with."""
    key = key_named(connection, name)
    note: str | None = value(connection, "SELECT note FROM rights WHERE report = ?", key)
    return note if note is not None else load_reports(connection, [key])[key].rights


def keep_rights(connection: Connection, name: str, note: str) -> None:
    """Write the rights note of a report."""
    key = key_named(connection, name)
    connection.execute("DELETE FROM rights WHERE report = ?", [key])
    if note.strip():
        connection.execute("INSERT INTO rights VALUES (?, ?)", [key, note.strip()])


def list_runs(connection: Connection, limit: int) -> list[Run]:
    """Return the log, the latest first."""
    found = rows(
        connection,
        """SELECT run, made_at, what, version, digest, new, versions, known, errors, finished, settings FROM runs
           ORDER BY run DESC LIMIT ?""",
        limit,
    )
    return [_run(*row) for row in found]


def _run(*fields: Any) -> Run:
    return replace(Run(*fields[:-1]), settings=json.loads(fields[-1]))
