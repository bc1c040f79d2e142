"""One story's reports and notes come in; its claims, conflicts and timeline go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.claims.alignment import agreement, align, word_weights
from twosource.claims.claims import make_claims
from twosource.claims.conflicts import find_conflicts, mark_denied
from twosource.claims.statements import find_statements
from twosource.claims.timeline import make_timeline
from twosource.claims.withdrawals import mark_withdrawals
from twosource.language.notes import ReportNotes
from twosource.model import Claim, Conflict, Lineage, Report, Settings, TimelineEntry


@dataclass(frozen=True, slots=True)
class StoryClaims:
    """What is known of one story: claims in text order, conflicts between their readings, dated entries."""

    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    timeline: tuple[TimelineEntry, ...]


def weigh_story(
    story: str,
    reports: Sequence[Report],
    notes: Sequence[ReportNotes],
    lineages: Sequence[Lineage],
    settings: Settings,
) -> StoryClaims:
    """Bring the statements of a story's reports together into claims, and count how each stands."""
    home = {r: lineage.id for lineage in lineages for r in lineage.reports}
    houses = _houses(lineages)
    statements = [
        s
        for report, n in zip(reports, notes, strict=True)
        for s in mark_withdrawals(report, n, find_statements(report, n))
    ]
    weights = word_weights(statements)
    groups = align(statements, weights, settings)
    by_id = {r.id: r for r in reports}
    sure = [agreement(group, home, weights) >= settings.surely_same_claim for group in groups]
    claims = make_claims(groups, sure, by_id, home, houses, _newsrooms(reports, lineages), story)
    conflicts = find_conflicts(claims, groups, {r.id: r.published for r in reports})
    claims = mark_denied(claims, conflicts)
    return StoryClaims(tuple(claims), tuple(conflicts), tuple(make_timeline(claims, groups)))


def _houses(lineages: Sequence[Lineage]) -> dict[str, str]:
    """Lead from each lineage to the first that names the same agency: two stories of one agency are one house.

    "Agencies" names none, so it joins nothing.
    """
    first: dict[str, str] = {}
    for lineage in lineages:
        if lineage.credit and "agenc" not in lineage.credit.lower() and "staff" not in lineage.credit.lower():
            first.setdefault(lineage.credit, lineage.id)
    return {x.id: first.get(x.credit or "", x.id) for x in lineages}


def _newsrooms(reports: Sequence[Report], lineages: Sequence[Lineage]) -> dict[str, str]:
    """Name each lineage's newsroom: its agency's credit, its only outlet, or the first report that runs its copy."""
    outlets = {r.id: r.outlet for r in reports}
    named = {}
    for lineage in lineages:
        known = {outlets.get(r) for r in lineage.reports if outlets.get(r)}
        only = known.pop() if len(known) == 1 else None
        named[lineage.id] = lineage.credit or only or f"the newsroom behind {lineage.reports[0]}"
    return named
