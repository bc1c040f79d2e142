"""What people decided, kept as rows: made, taken back with a name and a reason, and never deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from twosource.decisions import ABOUT_CLAIMS, overrule
from twosource.desk.records import Undone
from twosource.desk.tables import Connection, keyed, rows, value
from twosource.model import Decision, Place, Span

ABOUT_COPIES = frozenset({"direction", "lineage"})


@dataclass(frozen=True, slots=True)
class Overruling:
    """A decision about lineages with the keys of the reports that it is about."""

    decision: Decision
    reports: tuple[int, ...]


def keep_decision(connection: Connection, decision: Decision) -> None:
    """Write a decision; raises ValueError where the same one is in force already."""
    if decision.id in {d.id for d in in_force(connection)}:
        raise ValueError("this decision was made already, at the same time and in the same words")
    place = value(connection, "SELECT coalesce(max(place), 0) + 1 FROM decisions")
    at = decision.anchor
    connection.execute(
        "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            place,
            decision.id,
            decision.kind,
            decision.subject,
            decision.value,
            decision.name,
            decision.reason,
            decision.at,
            at.report if at else None,
            at.span.start if at else None,
            at.span.end if at else None,
        ],
    )


def take_back(connection: Connection, decision: str, name: str, reason: str, at: str) -> Decision:
    """Write that a decision is taken back, and return it; KeyError where none of that id is in force."""
    found = {d.id: d for d in in_force(connection)}
    if decision not in found:
        raise KeyError(decision)
    # The same rules hold for who takes back as for who decides.
    checked = overrule("credibility", "-", "6", name, reason, at=at)
    place = value(connection, "SELECT coalesce(max(place), 0) + 1 FROM undone")
    connection.execute(
        "INSERT INTO undone VALUES (?, ?, ?, ?, ?)", [place, decision, checked.name, checked.reason, checked.at]
    )
    return found[decision]


def in_force(connection: Connection) -> list[Decision]:
    """Return the decisions that nobody took back, in the order in which they were made.

    One that was taken back and made again in the same words counts once.
    """
    if not value(connection, "SELECT count(*) FROM decisions"):
        return []  # as on most desks: what follows is asked for every page
    found = rows(
        connection,
        """SELECT decision, kind, subject, value, name, reason, made_at, anchor_report, anchor_start, anchor_end
           FROM decisions AS d
           WHERE (SELECT count(*) FROM decisions AS same WHERE same.decision = d.decision)
               > (SELECT count(*) FROM undone WHERE undone.decision = d.decision)
           QUALIFY row_number() OVER (PARTITION BY decision ORDER BY place DESC) = 1
           ORDER BY place""",
    )
    return [_decision(*fields) for fields in found]


def _decision(*fields: Any) -> Decision:
    """Return the decision of a row; the last three fields are its anchor, null where it has none."""
    said, (report, start, end) = fields[:-3], fields[-3:]
    return replace(Decision(*said), anchor=Place(report, Span(start, end)) if report else None)


def taken_back(connection: Connection) -> list[Undone]:
    """Return what was taken back, by whom and why, the first first."""
    return [
        Undone(*row) for row in rows(connection, "SELECT decision, name, reason, made_at FROM undone ORDER BY place")
    ]


def decisions_taken_back(connection: Connection) -> list[tuple[Decision, Undone]]:
    """Return the decisions that were taken back with who did so and why, the last first.

    One that was made again stands among them as well: what was done is not forgotten.
    """
    found = rows(
        connection,
        """SELECT u.decision, u.name, u.reason, u.made_at, d.decision, d.kind, d.subject, d.value, d.name, d.reason,
                  d.made_at, d.anchor_report, d.anchor_start, d.anchor_end
           FROM undone AS u JOIN decisions AS d ON d.decision = u.decision
           QUALIFY row_number() OVER (PARTITION BY u.place ORDER BY d.place) = 1 ORDER BY u.place DESC""",
    )
    return [(_decision(*fields[4:]), Undone(*fields[:4])) for fields in found]


def reports_meant(connection: Connection, decision: Decision) -> tuple[int, ...]:
    """Return the keys of the reports that a decision names, its subject's first; those of no report are left out."""
    if decision.kind in ABOUT_CLAIMS:
        names = [decision.anchor.report] if decision.anchor else []
    else:
        names = [decision.subject, decision.value]
    keys = [value(connection, "SELECT report FROM reports WHERE id = ?", name) for name in names]
    return tuple(key for key in keys if key is not None)


def about_copies(connection: Connection, decisions: Iterable[Decision]) -> list[Overruling]:
    """Return the decisions about lineages and direction, with the keys of their reports."""
    asked = [d for d in decisions if d.kind in ABOUT_COPIES]
    return [Overruling(d, reports_meant(connection, d)) for d in asked]


def about_reports(connection: Connection, keys: Iterable[int], decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that name a report of `keys`, or a claim in one."""
    with keyed(connection, keys):
        names = {name for (name,) in rows(connection, "SELECT id FROM reports WHERE report IN (FROM touched)")}
    return [d for d in decisions if {d.subject, d.value, d.anchor.report if d.anchor else None} & names]
