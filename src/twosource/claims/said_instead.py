"""Groups of statements come in; what a newsroom's correction says instead goes out as a claim of its own.

"The Lantern now accepts that this was untrue. Ms Karpel left on medical advice." Others told before that she left, and
the sentence was brought together with theirs; but what is new in it is what the correction is for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.claims.not_as_printed import sets_straight
from twosource.claims.reach import corrects_itself
from twosource.claims.statements import Statement
from twosource.claims.telling import is_noted
from twosource.model import Report

# It says so many things that no other statement of its group has: a reason, a place.
NEW_WORDS = 2


def apart_what_is_so(groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]) -> list[list[Statement]]:
    """Return the groups, in text order, with what stands behind a correction's withdrawal and says more than others."""
    taken = [s for group in groups for s in group if corrects_itself(s, reports[s.report])]
    order = {report: n for n, report in enumerate(reports)}
    found: list[list[Statement]] = []
    for group in groups:
        alone = [s for s in group if len(group) > 1 and _is_alone(s, group, taken, reports)]
        alone = alone or _of_who_withdraws(group, groups)
        rest = [s for s in group if s not in alone]
        found += [part for part in (rest, *([s] for s in alone)) if part]
    return sorted(found, key=lambda group: (order[group[0].report], group[0].span))


def _is_alone(
    statement: Statement, group: Sequence[Statement], taken: Sequence[Statement], reports: Mapping[str, Report]
) -> bool:
    """Say whether a statement of a correction is no second telling of what the others of its group tell."""
    if _is_instead(statement, group, taken, reports):
        return True
    if statement.stance != "states" or not sets_straight(statement, reports[statement.report]):
        return False
    others = {word for s in group if s is not statement for word in s.words}
    return not set(statement.words) <= others


def _of_who_withdraws(group: Sequence[Statement], groups: Sequence[Sequence[Statement]]) -> list[Statement]:
    """Return what a report that tells of a count as withdrawn has of the event: it is no report of that count."""
    if not any(is_noted(s) for s in group):
        return []
    taking = {s.report for others in groups for s in others if s.stance == "withdraws" and s.figure is not None}
    out = [s for s in group if s.report in taking and not is_noted(s)]
    return out if len(out) < len(group) else []


def _is_instead(
    statement: Statement, group: Sequence[Statement], taken: Sequence[Statement], reports: Mapping[str, Report]
) -> bool:
    """Say whether a statement tells, in a correction and behind what it takes back, what no other of its group does."""
    if statement.stance != "states" or statement.part or statement.figure or not statement.sound:
        return False
    text = reports[statement.report].text
    behind = (s for s in taken if s.report == statement.report and s.sentence.end <= statement.sentence.start)
    if not any("\n" not in text[s.sentence.end : statement.sentence.start] for s in behind):
        return False
    others = {word for s in group if s is not statement for word in s.words}
    return len(set(statement.words) - others - statement.about) >= NEW_WORDS
