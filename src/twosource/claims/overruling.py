"""A story's groups of statements and people's decisions come in; the groups as those people put them go out.

Groups are changed before claims are made of them, so that counting, conflicts and the timeline follow by themselves.
A claim is found by the place that a decision is anchored in; by its id only where there is no such place, because ids
are numbers in order and another report may have moved them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from twosource.claims.statements import Statement
from twosource.decisions import last_words, place_of, said_by
from twosource.model import Claim, Decision, Place, Span

# A place is a claim's where it and a reading have this share of their characters in common, of all that either has.
SAME_PLACE = 0.5


@dataclass(slots=True)
class Overruled:
    """Groups with the names of their claims, what people's decisions add to the reasons, and which decisions acted.

    `joined` are the names of claims that a person says are one: that settles how alike their readings are.
    """

    groups: list[list[Statement]]
    names: list[str]
    joined: set[str] = field(default_factory=set)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    heeded: set[str] = field(default_factory=set)


def overrule_groups(story: str, groups: Sequence[Sequence[Statement]], decisions: Iterable[Decision]) -> Overruled:
    """Return the groups with the decisions of the kinds same-claim and reading applied, in order.

    Claims keep the names that they have without decisions. Two claims that are one have the name of the earlier; what
    is taken out of a claim becomes one of its own, named last. A decision that finds no such claim changes nothing.
    """
    found = Overruled([list(g) for g in groups], [f"{story}c{n}" for n in range(1, len(groups) + 1)])
    for decision in last_words(d for d in decisions if d.kind in {"reading", "same-claim"}):
        at = _find(decision.subject, decision.anchor, found)
        if at is not None and (_join if decision.kind == "same-claim" else _part)(found, at, decision, story):
            found.heeded.add(decision.id)
    return found


def _join(found: Overruled, at: int, decision: Decision, story: str) -> bool:
    other = _find(decision.value, None if decision.value in found.names else place_of(decision.value), found)
    if other is None or other == at:
        return False
    first, second = sorted((at, other))
    kept, gone = found.names[first], found.names[second]
    group = sorted(found.groups[first] + found.groups.pop(second), key=lambda s: (s.report, s.span))
    found.groups[first] = group
    del found.names[second]
    found.joined.add(kept)
    found.reasons[kept] = [
        *found.reasons.get(kept, []),
        *found.reasons.pop(gone, []),
        f"one with {gone}, {said_by(decision)}",
    ]
    return True


def _part(found: Overruled, at: int, decision: Decision, story: str) -> bool:
    place = place_of(decision.value)
    shared = [_common(place, s) for s in found.groups[at]]
    best = max(shared, default=0.0)
    if place is None or best < SAME_PLACE or len(shared) < 2:
        return False
    taken = found.groups[at].pop(shared.index(best))
    found.groups.append([taken])
    number = max(int(name.removeprefix(f"{story}c")) for name in found.names) + 1
    found.names.append(f"{story}c{number}")
    found.reasons.setdefault(found.names[at], []).append(f"{decision.value} taken out {said_by(decision)}")
    found.reasons[found.names[-1]] = [f"taken out of {found.names[at]} {said_by(decision)}"]
    return True


def overrule_grades(claims: Sequence[Claim], decisions: Iterable[Decision]) -> tuple[list[Claim], set[str]]:
    """Return the claims with the credibility that people gave them and whose word it is; and the decisions that acted.

    A grade says nothing about how many stand behind a claim: its three numbers and its standing stay.
    """
    graded = list(claims)
    last: dict[int, Decision] = {}
    names = [c.id for c in claims]
    spans = [[(r.report, r.span) for r in c.readings] for c in claims]
    for decision in last_words(d for d in decisions if d.kind == "credibility"):
        at = _nearest(decision.subject, decision.anchor, names, spans)
        if at is not None:
            last[at] = decision
    for at, decision in last.items():
        reasons = (*graded[at].reasons, f"graded {decision.value} {said_by(decision)}")
        graded[at] = replace(graded[at], credibility=int(decision.value), reasons=reasons)
    return graded, {d.id for d in last.values()}


def _find(name: str, anchor: Place | None, found: Overruled) -> int | None:
    return _nearest(name, anchor, found.names, [[(s.report, s.span) for s in g] for g in found.groups])


def _nearest(
    name: str, anchor: Place | None, names: Sequence[str], places: Sequence[Sequence[tuple[str, Span]]]
) -> int | None:
    """Return the number of the claim that is meant, or None."""
    if anchor is None:
        return names.index(name) if name in names else None
    shared = [max((_overlap(anchor, r, s) for r, s in readings), default=0.0) for readings in places]
    best = max(shared, default=0.0)
    if best < SAME_PLACE:
        return None
    return max(range(len(names)), key=lambda n: (shared[n] == best, names[n] == name, -n))


def _common(place: Place | None, statement: Statement) -> float:
    return _overlap(place, statement.report, statement.span) if place else 0.0


def _overlap(place: Place, report: str, span: Span) -> float:
    """Return the share of characters in common of all that a place and a span have, 0 in another report."""
    if place.report != report:
        return 0.0
    both = min(place.span.end, span.end) - max(place.span.start, span.start)
    either = max(place.span.end, span.end) - min(place.span.start, span.start)
    return max(0, both) / either if either else 0.0
