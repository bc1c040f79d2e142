"""Reports as families: which descend from one line of copy."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.lineage.alignment import align_wordings
from twosource.lineage.candidates import find_pairs, runs_of
from twosource.lineage.matching import coverage
from twosource.lineage.passages import paragraphs
from twosource.lineage.wording import Wording, read_wording
from twosource.lineage.words import word_keys
from twosource.model import Derivation, Lineage, Report, Settings
from twosource.stages import Engine


def find_lineages(
    reports: Sequence[Report], engine: Engine, settings: Settings
) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Find the lineages of reports: every report is in exactly one; a derivation for each that has relatives."""
    runs = [runs_of(*word_keys("\n\n".join(s.of(r.text) for s in paragraphs(r)))) for r in reports]
    table = find_pairs(runs, engine, least=3, cap=60)
    wordings: dict[int, Wording] = {}

    def wording(i: int) -> Wording:
        if i not in wordings:
            wordings[i] = read_wording(reports[i])
        return wordings[i]

    edges = []
    for first, second, shared in zip(*(table.column(c).to_pylist() for c in table.column_names), strict=True):
        if shared >= 0.03 * min(len(runs[first]), len(runs[second])):
            a, b = wording(first), wording(second)
            most = max(coverage(a, b), coverage(b, a))
            if most >= 0.35:
                edges.append((most, first, second))
    parent = list(range(len(reports)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    closest: dict[int, tuple[float, int]] = {}
    for most, first, second in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        low, high = sorted((root(first), root(second)))
        parent[high] = low
        closest.setdefault(first, (most, second))
        closest.setdefault(second, (most, first))
    members: dict[int, list[int]] = {}
    for i in range(len(reports)):
        members.setdefault(root(i), []).append(i)
    lineages = tuple(
        Lineage(f"l{n}", tuple(reports[i].id for i in group), _credit([reports[i] for i in group]))
        for n, group in enumerate(members.values(), 1)
    )
    derivations = []
    for i, (_, j) in sorted(closest.items()):
        found = align_wordings(wording(i), wording(j))
        derivations.append(Derivation(reports[i].id, reports[j].id, "unknown", found.kept, (), found.edits))
    return lineages, tuple(derivations)


def _credit(reports: Sequence[Report]) -> str | None:
    return next((r.credit_printed for r in reports if r.credit_printed), None)
