"""The counts of a story come in; those that contradict each other, and tolls that a later one replaced, go out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.claims.ranges import compare_figures
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence
from twosource.model import Claim, Conflict, Figure


@dataclass(frozen=True, slots=True)
class _Toll:
    claim: Claim
    statement: Statement
    figure: Figure
    when: str | None
    reports: frozenset[str]


def compare_tolls(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], published: Mapping[str, str | None]
) -> list[Conflict]:
    """Compare the counts of one kind of thing across claims and reports, each pair once.

    A chain of later tolls is one entry, in order of time. What a report prints side by side is not compared: it means
    two things by them. What was withdrawn, and what is background to the event, is left out.
    """
    slots: dict[tuple[str, str], list[_Toll]] = defaultdict(list)
    for claim, group in zip(claims, groups, strict=True):
        toll = _toll(claim, group, published)
        if toll is not None:
            slots[toll.figure.unit, toll.figure.what or ""].append(toll)
    found: list[Conflict] = []
    for key in sorted(slots):
        found.extend(_compared(slots[key]))
    return found


def _toll(claim: Claim, group: Sequence[Statement], published: Mapping[str, str | None]) -> _Toll | None:
    counted = [s for s in group if s.figure is not None and s.figure.what and not s.background]
    if not counted or claim.standing == "withdrawn":
        return None
    first = counted[0]
    assert first.figure is not None
    return _Toll(claim, first, first.figure, _when(counted, published), frozenset(s.report for s in group))


def _when(counted: Sequence[Statement], published: Mapping[str, str | None]) -> str | None:
    """Return the day a count is as of, the earliest of its readings: when it was said, else the report's own date.

    A day inside the words is mostly the event's ("34 died in Tuesday's blast"), so it serves only with nothing else.
    """
    days = [d for s in counted for d in _as_of(s, published) if len(d) == 10 and "W" not in d]
    return min(days) if days else None


def _as_of(statement: Statement, published: Mapping[str, str | None]) -> tuple[str, ...]:
    day = published.get(statement.report)
    return statement.said_on or ((day,) if day else statement.days)


def _compared(tolls: Sequence[_Toll]) -> Iterator[Conflict]:
    later: list[tuple[_Toll, _Toll]] = []
    for a, b in combinations(tolls, 2):
        if a.reports & b.reports:
            continue
        relation = compare_figures(a.figure, b.figure, when_a=a.when, when_b=b.when)
        if relation == "contradiction":
            words = f"Figures that differ: {_told(a)} Against: {_told(b)}"
            yield Conflict("contradiction", a.claim.id, a.claim.readings + b.claim.readings, words)
        elif relation == "supersession":
            later.append((a, b))
    if later:
        chain = {id(t): t for pair in later for t in pair}
        ordered = sorted(chain.values(), key=lambda t: (t.when or "", t.figure.low or 0, t.claim.id))
        words = f"Later counts replaced earlier ones: {' '.join(_told(t) for t in ordered)}"
        readings = tuple(r for t in ordered for r in t.claim.readings)
        yield Conflict("supersession", ordered[-1].claim.id, readings, words)


def _told(toll: _Toll) -> str:
    return sentence(toll.claim.text)
