"""A report's versions come in; what changed between them in silence goes out: figures, words of doubt, headlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from twosource.annotation import place_notes, resolve_story
from twosource.desk.passages import notes_for
from twosource.desk.tables import Connection, delete_for
from twosource.desk.versions import load_versions
from twosource.lineage import find_findings
from twosource.model import Derivation, Finding, Lineage, Place, ReadError, Report, Settings, Span
from twosource.rows import pack
from twosource.stages import Engine

HEADLINE = "headline-changed"


def keep_changes(
    connection: Connection, engine: Engine, settings: Settings, keys: Iterable[int], made_by: str
) -> list[ReadError]:
    """Find again what changed between the versions of each report, and write it; return what could not be read."""
    errors: list[ReadError] = []
    for key in sorted(keys):
        delete_for(connection, "changes", [key])
        versions = load_versions(connection, key)
        # Versions that another program read are read again, now that they are needed.
        known, unread = notes_for(connection, engine, settings, [report for _, report in versions], made_by)
        errors += unread
        unsound = {error.report for error in unread}
        place = 0
        for (earlier, before), (later, after) in pairwise(versions):
            # What was not read in a version is no change.
            sound = not unsound & {before.id, after.id}
            for finding in find_changes(before, after, known) if sound else headline_changed(before, after):
                connection.execute(
                    "INSERT INTO changes VALUES (?, ?, ?, ?, ?)", [key, earlier, later, place, pack(finding)]
                )
                place += 1
    return errors


def find_changes(before: Report, after: Report, known: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what the later of two versions has otherwise than the earlier, the headline first."""
    yield from headline_changed(before, after)
    placed = [place_notes(report, known) for report in (before, after)]
    notes = {n.report: n for n in resolve_story([before, after], placed)}
    one = Lineage("l1", (before.id, after.id))
    made = Derivation(after.id, before.id, "shown", 1.0, ("a later version at the same address",))
    yield from find_findings([before, after], [one], [made], notes)


def headline_changed(before: Report, after: Report) -> Iterator[Finding]:
    """Yield that a headline was changed, where both versions have one and the words differ.

    >>> old, new = Report("a@1", "", "", title="Ferry may sink"), Report("a", "", "", title="Ferry sinks")
    >>> [f.text for f in headline_changed(old, new)]
    ['The headline “Ferry may sink” became “Ferry sinks”.']
    """
    was, now = (" ".join((report.title or "").split()) for report in (before, after))
    if was and now and was != now:
        nowhere = Span(0, 0)  # a headline that stands in no text has no place in it
        yield Finding(
            HEADLINE,
            Place(before.id, before.title_span or nowhere),
            Place(after.id, after.title_span or nowhere),
            f"The headline “{was}” became “{now}”.",
        )
