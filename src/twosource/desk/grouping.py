"""Reports whose words or lineage changed come in; the stories that they are in now, and were in before, go out.

The grouping itself is `twosource.stories.stream`: it works out again the days that a new report touches. Here are the
tables that it keeps, and what people decided about stories, which is applied last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

import pyarrow as pa

from twosource.desk.likenesses import Likenesses, forget
from twosource.desk.tables import Connection, delete_for, insert, insert_rows, keyed, named, named_rows, rows
from twosource.desk.versions import load_reports
from twosource.model import Decision, Report, Settings
from twosource.stages import Engine, Stage
from twosource.stories.features import features_of
from twosource.stories.likeness import PART
from twosource.stories.overruling import overrule_stories
from twosource.stories.placing import FOLLOWERS, place_reports
from twosource.stories.stream import days_of, regroup

# Where a report that was replaced was the nearest of an undated one, that one is placed anew.
_LED_BY = """
SELECT r.report FROM placements AS p JOIN reports AS r ON r.id = p.report
WHERE p.near IN (FROM gone) AND p.report NOT IN (FROM gone)
"""


class _Tables:
    """The desk's tables as the stages of grouping ask for them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sql(self, stage: Stage, **tables: pa.Table) -> pa.Table:
        with named(self._connection, **tables):
            return self._connection.sql(stage.sql).to_arrow_table()

    def parts(self, stage: Stage, **tables: pa.Table) -> Iterator[pa.Table]:
        with named(self._connection, **tables):
            for batch in self._connection.sql(stage.sql).to_arrow_reader(PART):
                yield pa.table(batch)


def group_again(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    touched: set[int],
    copied: set[int],
    names_before: Mapping[int, str],
    decisions: Sequence[Decision],
) -> set[str]:
    """Group `touched` reports, whose text or name is new, and `copied` ones, whose lineage is.

    `names_before` are the names that touched reports had. Returns the stories that have another report than before, or
    a touched one; a story that is no more is among them.
    """
    tables = _Tables(connection)
    gone = sorted(names_before.values())
    with named_rows(connection, "gone", "report", gone):
        led = {key for (key,) in rows(connection, _LED_BY)}
    with keyed(connection, touched | copied | led):
        ids = [
            name for (name,) in rows(connection, "SELECT id FROM reports WHERE report IN (FROM touched) ORDER BY id")
        ]
    days = days_of([*ids, *gone], tables)
    days |= _replace(connection, engine, touched | led, gone, tables)
    days |= days_of(ids, tables)
    before = _stories_of(connection, touched | copied)
    changed: set[str] = set()
    if days:
        compared = Likenesses(connection, tables.sql(FOLLOWERS))
        changed |= _keep(connection, regroup(days, tables, settings, compared))
    changed |= _overrule(connection, settings, decisions)
    return changed | before | _stories_of(connection, touched | copied)


def _replace(
    connection: Connection, engine: Engine, keys: set[int], gone: Sequence[str], tables: _Tables
) -> set[int | None]:
    """Write what touched reports are about and where in time they stand, in place of what was known of them.

    Returns the days that they and others moved from and to: a nearer report moves an undated one.
    """
    reports = load_reports(connection, keys)
    forget(connection, keys)
    old = sorted({*gone, *(r.id for r in reports.values())})
    with named_rows(connection, "old", "report", old):
        connection.execute("DELETE FROM features WHERE report IN (FROM old)")
        connection.execute("DELETE FROM placements WHERE report IN (FROM old)")
    new = features_of([reports[key] for key in sorted(reports)], engine)
    insert(connection, "features", {name: new.column(name) for name in new.column_names})
    placed = place_reports(new, tables)
    moved = placed.column("report").to_pylist()
    with named_rows(connection, "old", "report", moved):
        was = dict(rows(connection, "SELECT report, placed FROM placements WHERE report IN (FROM old)"))
        connection.execute("DELETE FROM placements WHERE report IN (FROM old)")
    insert(connection, "placements", {name: placed.column(name) for name in placed.column_names})
    # One that has another nearest report and stands where it stood changes no story.
    stands = dict(zip(moved, placed.column("placed").to_pylist(), strict=True))
    return {day for name in moved if name not in was or was[name] != stands[name]
            for day in (was.get(name, stands[name]), stands[name])}  # fmt: skip


def _keep(connection: Connection, moved: Mapping[str, str]) -> set[str]:
    """Write the stories of reports, given by their names and that of the story's first report."""
    with named(connection, moved=_named_pairs(moved)):
        found = rows(
            connection,
            """SELECT r.report, m.lead, s.story FROM moved AS m JOIN reports AS r ON r.id = m.report
               LEFT JOIN in_story AS s ON s.report = r.report ORDER BY r.report""",
        )
    delete_for(connection, "in_story", [key for key, _, _ in found])
    now = [(key, lead, story_named(lead)) for key, lead, _ in found]
    insert_rows(connection, "in_story", "report:int64 lead:string story:string", now)
    return {story for _, lead, was in found for story in (was, story_named(lead)) if story}


def story_named(lead: str) -> str:
    """Return the name of the story whose first report is `lead`."""
    return "s" + blake2b(lead.encode("utf-8", "replace"), digest_size=6).hexdigest()


def _overrule(connection: Connection, settings: Settings, decisions: Sequence[Decision]) -> set[str]:
    """Bring every report to where decisions put it, or back to where it was found; return the stories that changed."""
    asked = [d for d in decisions if d.kind == "same-story"]
    meant = sorted({name for d in asked for name in (d.subject, d.value)})
    with named_rows(connection, "meant", "id", meant):
        found = rows(
            connection,
            """WITH leads AS (SELECT i.lead FROM in_story AS i JOIN reports AS r USING (report)
                              WHERE r.id IN (FROM meant))
               SELECT i.report, r.id, i.lead, i.story FROM in_story AS i JOIN reports AS r USING (report)
               WHERE i.lead IN (FROM leads) OR i.moved ORDER BY r.id""",
        )
    members = {name: story_named(lead) for _, name, lead, _ in found}
    held = overrule_stories([Report(name, "", "") for name in members], members, asked)
    own = set(members.values())
    changed: set[str] = set()
    for key, name, lead, was in found:
        # A story that a person opened is called by the report that it was opened for.
        now = held[name] if held[name] in own else story_named(f"own {min(n for n in held if held[n] == held[name])}")
        moved = now != story_named(lead)
        if now != was or moved:
            connection.execute("UPDATE in_story SET story = ?, moved = ? WHERE report = ?", [now, moved, key])
        if now != was:
            changed |= {now, was}
    return changed


def _stories_of(connection: Connection, keys: Iterable[int]) -> set[str]:
    with keyed(connection, keys):
        return {s for (s,) in rows(connection, "SELECT DISTINCT story FROM in_story WHERE report IN (FROM touched)")}


def _named_pairs(moved: Mapping[str, str]) -> pa.Table:
    ordered = sorted(moved)
    return pa.table(
        {"report": pa.array(ordered, pa.string()), "lead": pa.array([moved[r] for r in ordered], pa.string())}
    )
