"""Claims come in; readings that cannot all hold go out, with the kind of conflict said.

Before a contradiction comes the question whether it is the same thing at the same time (Li et al. 2012: half of what
looks inconsistent is ambiguity, a fifth is out of date): counts must count the same thing, and a later toll supersedes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.claims.contradictions import find_contradictions
from twosource.claims.denials import find_denials, who_says
from twosource.claims.rivals import find_rivals
from twosource.claims.standing import say_reports
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence
from twosource.claims.tolls import compare_tolls
from twosource.claims.voices import Roles
from twosource.language.notes import ReportNotes
from twosource.model import Claim, Conflict, Report


def find_conflicts(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
    notes: Mapping[str, ReportNotes],
    roles: Roles | None = None,
) -> list[Conflict]:
    """Return the conflicts of a story: withdrawals first, then denials, then figures and other slots that differ."""
    found = [c for c in map(_withdrawal, claims) if c]
    found += find_denials(claims, groups)
    # A day taken from the other reports of a story is none that a count could be compared by.
    published = {
        name: None if report.published_from == "other reports" else report.published for name, report in reports.items()
    }
    found += compare_tolls(claims, groups, published, {name: report.text for name, report in reports.items()})
    known = {frozenset(r.report + str(r.span) for r in c.readings) for c in found}
    rivals = find_rivals(claims, groups, reports, roles or {})
    found += [c for c in rivals if frozenset(r.report + str(r.span) for r in c.readings) not in known]
    return found + find_contradictions(claims, groups, reports, notes)


def _withdrawal(claim: Claim) -> Conflict | None:
    withdrawing = [r for r in claim.readings if r.stance == "withdraws"]
    if not withdrawing:
        return None
    still = {r.report for r in claim.readings} - {r.report for r in withdrawing}
    tail = f" Still printed in {say_reports(len(still))}." if still else ""
    words = f"Withdrawn by {who_says(claim, 'withdraws')}: {sentence(claim.text.split(': ', 1)[-1])}{tail}"
    return Conflict("retraction", claim.id, claim.readings, words)
