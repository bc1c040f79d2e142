"""Names come in, of reports or of stories; out goes what bears them now, or what they led to."""

from __future__ import annotations

from twosource.desk.tables import Connection, value


def key_named(connection: Connection, name: str) -> int:
    """Return the key of the report of that name; KeyError if there is none."""
    key = value(connection, "SELECT report FROM reports WHERE id = ?", name)
    if key is None:
        # A report that goes by a newer version's id now is still found by an older one's.
        key = value(connection, "SELECT min(report) FROM versions WHERE given = ?", name)
    if key is None:
        raise KeyError(name)
    return int(key)


def current_name(connection: Connection, story: str) -> str:
    """Return the name of a story by a name that it has or had; KeyError if there never was one of that name.

    A story that was merged or split is followed by what was its first report.
    """
    if value(connection, "SELECT count(*) FROM ledgers WHERE story = ?", story):
        return story
    now = value(
        connection,
        "SELECT min(i.story) FROM story_names AS n JOIN in_story AS i ON i.report = n.report WHERE n.story = ?",
        story,
    )
    if now is None:
        raise KeyError(story)
    return str(now)
