"""Families as lineages with derivations: who was made from whom, where that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.lineage.alignment import align_wordings
from twosource.lineage.direction import find_parents
from twosource.lineage.links import Links
from twosource.model import Derivation, Lineage


def describe(families: Sequence[Sequence[int]], links: Links) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Return families as lineages, and a derivation for each report with relatives."""
    lineages = []
    derivations: list[Derivation] = []
    for number, family in enumerate(families, 1):
        reports = [links.reports[i] for i in family]
        parents = find_parents(family, links) if len(family) > 1 else {}
        root_unseen = len(family) > 1 and sum(not p.shown for p in parents.values()) > 1
        credit = next((r.credit_printed for r in reports if r.credit_printed), None)
        lineages.append(Lineage(f"l{number}", tuple(r.id for r in reports), credit, (), root_unseen))
        for i in family:
            if i in parents:
                p = parents[i]
                found = align_wordings(links.wording(i), links.wording(p.parent))
                direction = "shown" if p.shown else "unknown"
                derivations.append(
                    Derivation(
                        links.reports[i].id, links.reports[p.parent].id, direction, found.kept, p.evidence, found.edits
                    )
                )
    return tuple(lineages), tuple(derivations)
