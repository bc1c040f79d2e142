"""Claims come in; readings that cannot all hold go out, with the kind of conflict said.

Before a contradiction comes the question whether it is the same thing at the same time (Li et al. 2012: half of what
looks inconsistent is ambiguity, a fifth is out of date): counts must count the same thing, and a later toll supersedes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from twosource.claims.ranges import compare_figures
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, together
from twosource.model import Claim, Conflict


def find_conflicts(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], published: dict[str, str | None]
) -> list[Conflict]:
    """Return the conflicts of a story: withdrawals first, then denials, then figures that differ."""
    found = [c for c in map(_withdrawal, claims) if c]
    found += [c for c in map(_denial, claims) if c]
    return found + list(_figures(claims, groups, published))


def _withdrawal(claim: Claim) -> Conflict | None:
    withdrawing = [r for r in claim.readings if r.stance == "withdraws"]
    if not withdrawing:
        return None
    who = together(tuple(sorted({r.origin for r in withdrawing if r.origin}))) or "a source not named"
    still = sorted({r.report for r in claim.readings if r.stance != "withdraws"})
    tail = f" {len(still)} of the reports still print it." if still else ""
    what = sentence(withdrawing[0].text)
    return Conflict("retraction", claim.id, claim.readings, f"Withdrawn by {who}: {what}{tail}")


def _denial(claim: Claim) -> Conflict | None:
    denying = [r for r in claim.readings if r.stance == "denies"]
    stating = [r for r in claim.readings if r.stance in {"states", "hedges"}]
    if not denying or not stating:
        return None
    who = together(tuple(sorted({r.origin for r in denying if r.origin}))) or "a source not named"
    return Conflict("denial", claim.id, claim.readings, f"Denied by {who}: {sentence(stating[0].text)}")


def _figures(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], published: dict[str, str | None]
) -> Iterator[Conflict]:
    """Compare the counts of one kind of thing across claims; only across reports, and only once a pair of claims."""
    counted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        figure = groups[i][0].figure
        if figure is not None and figure.what and claim.standing != "withdrawn":
            counted[figure.unit, figure.what].append(i)
    for key in sorted(counted):
        for i, j in combinations(counted[key], 2):
            conflict = _compared(claims[i], claims[j], groups[i], groups[j], published)
            if conflict is not None:
                yield conflict


def _compared(
    a: Claim, b: Claim, left: Sequence[Statement], right: Sequence[Statement], published: dict[str, str | None]
) -> Conflict | None:
    if {s.report for s in left} & {s.report for s in right}:
        return None  # one report that prints both numbers means two things by them
    x, y = left[0], right[0]
    if x.figure is None or y.figure is None:
        return None
    when = [_when(s, published) for s in (x, y)]
    relation = compare_figures(x.figure, y.figure, when_a=when[0], when_b=when[1])
    if relation not in {"contradiction", "supersession"}:
        return None
    later = "Later toll" if relation == "supersession" else "Figures that differ"
    text = f"{later}: {sentence(x.text)} Against: {sentence(y.text)}"
    return Conflict(str(relation), a.id, a.readings + b.readings, text)


def _when(statement: Statement, published: dict[str, str | None]) -> str | None:
    for day in (*statement.days, *statement.said_on):
        if len(day) == 10:
            return day
    return published.get(statement.report)
