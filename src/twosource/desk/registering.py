"""What is registered of an outlet comes in; the stories that it has reports in are weighed again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from twosource.desk.tables import Connection, rows
from twosource.model import Source
from twosource.stages import Engine

if TYPE_CHECKING:
    from twosource.desk.desk import Desk
    from twosource.desk.records import SourceEntry


def load_register(connection: Connection) -> list[Source]:
    """Return what is registered of outlets, in order of name."""
    found = rows(connection, "SELECT outlet, owner, wires FROM sources ORDER BY outlet")
    return [Source(outlet, owner, tuple(json.loads(wires or "[]"))) for outlet, owner, wires in found]


def register_source(desk: Desk, engine: Engine, entry: SourceEntry) -> None:
    """Write an outlet into the register and weigh again the stories that have reports of it."""
    from twosource.desk.adding import begin_run
    from twosource.desk.ledgers import weigh_stories
    from twosource.desk.overrulings import in_force
    from twosource.desk.reading import keep_source

    with desk.writing() as connection:
        keep_source(connection, entry)
        found = rows(
            connection,
            "SELECT DISTINCT i.story FROM in_story AS i JOIN reports AS r ON r.report = i.report WHERE r.outlet = ? "
            "ORDER BY i.story",
            entry.outlet,
        )
        if found:
            run = begin_run(connection, desk, f"registered {entry.outlet}", finished=True)
            stories = [story for (story,) in found]
            decisions = in_force(connection)
            weigh_stories(connection, engine, desk.settings, stories, run, desk.made_by, decisions)
