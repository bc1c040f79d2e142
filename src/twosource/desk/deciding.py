"""A person's word comes in; it is kept as a row, and what it touches is worked out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.decisions import ABOUT_CLAIMS, overrule
from twosource.desk.adding import begin_run
from twosource.desk.copies import trace_again
from twosource.desk.grouping import group_again
from twosource.desk.ledgers import load_ledger, weigh_stories
from twosource.desk.overrulings import (
    ABOUT_COPIES,
    about_copies,
    in_force,
    keep_decision,
    reports_meant,
    take_back,
)
from twosource.desk.tables import Connection, rows, value
from twosource.model import Decision, Place
from twosource.stages import Engine

if TYPE_CHECKING:
    from twosource.desk.desk import Desk

_INSTEAD = {"own", "unknown"}


def decide(
    desk: Desk, engine: Engine, kind: str, subject: str, value: str, name: str, reason: str, at: str
) -> Decision:
    """Keep a decision and work out again what it touches; ValueError, in plain words, where it cannot be made."""
    with desk.writing() as connection:
        anchor = _anchor(connection, subject) if kind in ABOUT_CLAIMS else None
        decision = overrule(kind, subject, value, name, reason, at=at, anchor=anchor)
        _check_reports(connection, decision)
        keep_decision(connection, decision)
        _follow(connection, desk, engine, decision, f"decision of {decision.name} on {decision.subject}")
    return decision


def undo(desk: Desk, engine: Engine, decision_id: str, name: str, reason: str) -> None:
    """Take a decision back and work out again what it touched; KeyError where none of that id is in force."""
    with desk.writing() as connection:
        decision = take_back(connection, decision_id, name, reason, desk.now())
        _follow(connection, desk, engine, decision, f"{name} took back the decision on {decision.subject}")


def _anchor(connection: Connection, claim: str) -> Place:
    """Return where the first reading of a claim stands, by which it is found when its id has changed."""
    story = value(connection, "SELECT story FROM claims WHERE claim = ?", claim)
    if story is None:
        raise ValueError(f"there is no claim {claim!r} on this desk")
    found = next(c for c in load_ledger(connection, story).claims if c.id == claim)
    return Place(found.readings[0].report, found.readings[0].span)


def _check_reports(connection: Connection, decision: Decision) -> None:
    if decision.kind in ABOUT_CLAIMS:
        return
    for name in (decision.subject, decision.value):
        if name not in _INSTEAD and value(connection, "SELECT report FROM reports WHERE id = ?", name) is None:
            raise ValueError(f"there is no report {name!r} on this desk")


def _follow(connection: Connection, desk: Desk, engine: Engine, decision: Decision, what: str) -> None:
    run = begin_run(connection, desk, what, finished=True)
    decisions = in_force(connection)
    touched = set(reports_meant(connection, decision))
    stories = {s for key in touched for (s,) in rows(connection, "SELECT story FROM in_story WHERE report = ?", key)}
    copied = set(touched)
    if decision.kind in ABOUT_COPIES:
        copied |= trace_again(connection, engine, desk.settings, touched, about_copies(connection, decisions))
    if decision.kind not in ABOUT_CLAIMS:
        stories |= group_again(connection, engine, desk.settings, set(), copied, {}, decisions)
    weigh_stories(connection, engine, desk.settings, stories, run, desk.made_by, decisions)
