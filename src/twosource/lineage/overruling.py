"""Reports, their lineages and people's decisions come in; lineages and derivations as those people put them go out.

Whoever says that one report was made from another says that they are of one lineage; whoever takes a report out of a
lineage says that nothing in it was made from that report. The shared words stay in evidence either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from twosource.decisions import last_words, said_by
from twosource.lineage.alignment import align
from twosource.lineage.descent import make_lineage
from twosource.model import Decision, Derivation, Lineage, Report


def overrule_lineages(
    reports: Sequence[Report],
    lineages: Sequence[Lineage],
    derivations: Sequence[Derivation],
    decisions: Iterable[Decision],
) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Return lineages and derivations with the decisions of the kinds direction and lineage applied, in order.

    Lineages that nobody touched stay as they are, ids included; a report with a lineage of its own gets a new one.
    A decision about a report that is not there changes nothing.
    """
    asked = last_words(d for d in decisions if d.kind in {"direction", "lineage"})
    families = _Families(reports, lineages, derivations)
    for decision in asked:
        own = decision.value == ("unknown" if decision.kind == "direction" else "own")
        if decision.subject not in families.home or not (own or decision.value in families.home):
            continue
        if decision.kind == "lineage":
            families.move(decision, None if own else decision.value)
        elif own:
            families.unsay(decision)
        else:
            families.descend(decision)
    return families.lineages(lineages), tuple(families.derivations)


class _Families:
    """Lineages under way: `home` gives each report's, `derivations` who shares what with whom."""

    def __init__(
        self, reports: Sequence[Report], lineages: Sequence[Lineage], derivations: Sequence[Derivation]
    ) -> None:
        self.reports = {r.id: r for r in reports}
        self.home = {r: x.id for x in lineages for r in x.reports}
        self.derivations = list(derivations)
        self.said: dict[str, list[str]] = {}  # what decisions add to the evidence of a lineage

    def move(self, decision: Decision, other: str | None) -> None:
        """Put a report into the lineage of another, or into one of its own."""
        report, old = decision.subject, self.home[decision.subject]
        if other is not None and self.home[other] == old:
            self.said.setdefault(old, []).append(f"{report} belongs here, {said_by(decision)}")
            return
        members = [r for r, lineage in self.home.items() if lineage == old and r != report]
        if members:
            reason = (
                f"{report} put in a lineage {'of its own' if other is None else f'with {other}'} {said_by(decision)}"
            )
            self._doubt(report, set(members), reason)
            self.said.setdefault(old, []).append(reason)
        self.home[report] = self.home[other] if other is not None else self._new(report) if members else old
        if other is not None:
            self.said.setdefault(self.home[report], []).append(f"{report} put here {said_by(decision)}")
            if not any(
                d.child == report and self.home.get(d.parent or "") == self.home[report] for d in self.derivations
            ):
                self.derivations.append(self._made(report, other, "unknown", f"put together {said_by(decision)}"))

    def unsay(self, decision: Decision) -> None:
        """Say of a report that it is not known what it was made from."""
        self.derivations = [
            replace(d, direction="unknown", evidence=(*d.evidence, f"not shown, {said_by(decision)}"))
            if d.child == decision.subject
            else d
            for d in self.derivations
        ]

    def descend(self, decision: Decision) -> None:
        """Say of a report that it was made from another, whatever was thought to be its parent or its child."""
        child, parent = decision.subject, decision.value
        if self.home[child] != self.home[parent]:
            self.move(decision, parent)
        reason = f"made from {parent}, {said_by(decision)}"
        self._unshow(child, reason)
        self._break_ring(child, parent, reason)
        between = [d for d in self.derivations if (d.child, d.parent) == (child, parent)]
        made = between[0] if between else self._made(child, parent, "shown")
        self.derivations = [d for d in self.derivations if d not in between]
        self.derivations.append(
            replace(made, direction="shown", evidence=(*made.evidence, f"shown {said_by(decision)}"))
        )

    def lineages(self, before: Sequence[Lineage]) -> tuple[Lineage, ...]:
        """Return the lineages in the order of their ids before, new ones last, those left empty left out."""
        known = {x.id: x for x in before}
        found = []
        for name in dict.fromkeys([*known, *self.home.values()]):
            members = [self.reports[r] for r, home in self.home.items() if home == name]
            if not members:
                continue
            old = known.get(name)
            if name in self.said or old is None:
                unseen = bool(old and old.inferred_original and len(members) > 1)
                made = make_lineage(name, members, self.derivations, unseen)
                found.append(replace(made, evidence=(*made.evidence, *self.said.get(name, ()))))
            else:
                found.append(old)
        return tuple(found)

    def _new(self, report: str) -> str:
        taken = set(self.home.values())
        number = len(taken) + 1
        while f"l{number}" in taken:
            number += 1
        return f"l{number}"

    def _made(self, child: str, parent: str, direction: str, *evidence: str) -> Derivation:
        found = align(self.reports[child], self.reports[parent])
        return Derivation(child, parent, direction, found.kept, evidence, found.edits)

    def _doubt(self, report: str, others: set[str], reason: str) -> None:
        """Take back that a report was made from any of others, or any of them from it."""
        for n, d in enumerate(self.derivations):
            pair = {d.child, d.parent or ""}
            if d.direction == "shown" and report in pair and pair & others:
                self.derivations[n] = replace(d, direction="unknown", evidence=(*d.evidence, reason))

    def _unshow(self, child: str, reason: str) -> None:
        for n, d in enumerate(self.derivations):
            if d.child == child and d.direction == "shown":
                self.derivations[n] = replace(d, direction="unknown", evidence=(*d.evidence, f"{child} {reason}"))

    def _break_ring(self, child: str, parent: str, reason: str) -> None:
        """Where the parent was thought to descend from the child, take that back at the parent's own step."""
        shown = {d.child: d.parent for d in self.derivations if d.direction == "shown"}
        at: str | None = parent
        for _ in range(len(shown) + 1):
            at = shown.get(at or "")
            if at == child:
                self._unshow(parent, f"is not: {child} {reason}")
                return
