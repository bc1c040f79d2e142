"""Reports whose words or lineage changed come in; the stories that they are in now, and were in before, go out."""

from __future__ import annotations

from hashlib import blake2b

import pyarrow as pa

from twosource.desk.tables import Connection, delete_for, insert, rows
from twosource.desk.versions import in_order, load_reports
from twosource.model import Decision, Settings
from twosource.stages import Engine
from twosource.stories import group_reports
from twosource.stories.overruling import overrule_stories


def regroup(
    connection: Connection, engine: Engine, settings: Settings, touched: set[int], decisions: list[Decision]
) -> set[str]:
    """Group again what `touched` reports may be grouped with; return the stories whose reports changed or are touched.

    A story that is no more is among them.
    """
    keys = {key for (key,) in rows(connection, "SELECT report FROM reports")}
    reports = load_reports(connection, keys)
    ids = {report.id: key for key, report in reports.items()}
    copies = dict(rows(connection, "SELECT r.id, i.lineage FROM reports AS r JOIN in_lineage AS i USING (report)"))
    ordered = in_order(reports.values())
    grouped = group_reports(ordered, engine, settings, copies=copies)
    grouped = overrule_stories(ordered, grouped, decisions)
    names: dict[str, str] = {}
    for report in ordered:
        digest = blake2b(str(ids[report.id]).encode(), digest_size=6).hexdigest()
        names.setdefault(grouped[report.id], f"s{digest}")
    now = {ids[r.id]: names[grouped[r.id]] for r in ordered}
    before = dict(rows(connection, "SELECT report, story FROM in_story"))
    moved = {key for key in keys if before.get(key) != now[key]}
    delete_for(connection, "in_story", moved)
    ordered_keys = sorted(moved)
    insert(
        connection,
        "in_story",
        {
            "report": pa.array(ordered_keys, pa.int64()),
            "story": pa.array([now[key] for key in ordered_keys], pa.string()),
        },
    )
    return {story for key in moved | touched for story in (before.get(key), now.get(key)) if story}
