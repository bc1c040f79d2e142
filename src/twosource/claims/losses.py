"""Claims come in; what an army says of its own dead goes out against what its enemy says of them.

A report that prints two numbers side by side means two things by them, mostly; here the owner of the dead is named in
both. Who counts whose dead must be plain: "nine of its soldiers", says one, "put Orlan losses at 40" another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.claims.armies import army_of, of_one_name
from twosource.claims.ranges import no_number_fits
from twosource.claims.recounts import told_whole
from twosource.claims.scope import is_part
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence
from twosource.claims.toll import readings_of
from twosource.model import Claim, Conflict, Figure, Report


@dataclass(frozen=True, slots=True)
class _Loss:
    """A count of an army's dead: by which claim and statement, and whether the army's own side gives it."""

    claim: int
    statement: Statement
    figure: Figure
    army: str
    own: bool


def find_losses(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Return a contradiction for each army whose dead are counted by its own side and, otherwise, by another in it."""
    losses = [
        loss
        for n, group in enumerate(groups)
        if claims[n].standing != WITHDRAWN
        for s in group
        for loss in _losses(n, s, reports[s.report].text)
    ]
    found: dict[str, tuple[int, Conflict]] = {}
    for own in (x for x in losses if x.own):
        for other in (x for x in losses if not x.own and _answers(x, own)):
            weight = len(claims[own.claim].readings) + len(claims[other.claim].readings)
            first = sentence(claims[own.claim].text)
            words = f"Figures that differ: {first} Against: {told_whole(other.statement, reports)}"
            readings = readings_of(claims[own.claim], own.figure) + readings_of(claims[other.claim], other.figure)
            before = found.get(own.army.lower())
            if before is None or before[0] < weight:
                conflict = Conflict("contradiction", claims[own.claim].id, readings, words)
                found[own.army.lower()] = weight, conflict
    return [found[army][1] for army in sorted(found)]


def _losses(number: int, statement: Statement, text: str) -> Iterator[_Loss]:
    """Yield the count that a statement gives of an army's dead, in the words of somebody who is of a side."""
    figure = statement.figure
    if figure is None or statement.stance not in {"states", "hedges"} or statement.background or statement.supposed:
        return
    army = army_of(statement, text)
    if not army or not statement.speakers or is_part(statement, text):
        return
    yield _Loss(number, statement, figure, army, any(of_one_name(army, w) for w in statement.speakers[0].split()))


def _answers(other: _Loss, own: _Loss) -> bool:
    """Say whether two count one army's dead in one report, and no number fits both."""
    if other.claim == own.claim or other.statement.report != own.statement.report:
        return False
    return of_one_name(own.army, other.army) and no_number_fits(own.figure, other.figure)
