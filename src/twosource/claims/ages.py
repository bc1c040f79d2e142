"""The statements of a story come in; two ages that are given to one person go out as a contradiction.

"Emil Rabe, 71, was killed", says the police, and "Emil Rabe, 77, was a teacher" his family: an age stands beside what
is told of somebody, and no two tellings are compared by it. Who is meant is known by the full name; or by the number,
where somebody says that it was "77, not 71 as police had stated". A year more may be a birthday. That he was killed is
not in dispute, so that the two readings are of the ages alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from twosource.claims.rejected_counts import speaks_for
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, with_marks
from twosource.claims.voices import Roles
from twosource.model import Claim, Conflict, Reading, Report, Span

_NAME = r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,3}"
_NAMED = (
    re.compile(rf"(?P<name>{_NAME}), (?:aged )?(?P<age>[1-9]\d)(?=[.;)]|, |$| (?:was|is|who|told|said)\b)"),
    re.compile(rf"\b(?P<age>[1-9]\d)-year-old (?:[a-z]+ ){{0,2}}(?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_NAME}) (?:was|is) (?P<age>[1-9]\d)(?=[.;]|, |$)"),
)
# "Was 77, his family said, not 71 as police had stated".
_NOT = re.compile(
    r"\b(?:was|is) (?:aged )?(?P<right>[1-9]\d)\b[^.;“”]{0,60}?,? (?:and )?not (?P<wrong>[1-9]\d),? as (?:the )?"
    r"(?P<who>[^,.;:]{2,40}?) (?:(?:had|has|first|earlier|previously) ){0,2}"
    r"(?:said|stated|reported|announced|given|told)\b"
)
# With one of these a sentence is of another year.
_THEN = re.compile(r"\b(?:when (?:he|she|they) (?:was|were)|then|at the time|in (?:19|20)\d\d)\b", re.IGNORECASE)
_TWO_DIGITS = re.compile(r"(?<!\d)[1-9]\d(?!\d)")
# From one year to the next everybody has a birthday.
BIRTHDAY = 1


@dataclass(frozen=True, slots=True)
class _Age:
    """An age that a sentence gives, by which statement of which claim, and where it stands."""

    age: int
    claim: int
    statement: Statement
    at: Span


def find_ages(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report], roles: Roles
) -> list[Conflict]:
    """Return a contradiction for each person who is given two ages, the first two of each."""
    told = [
        (n, s)
        for n, group in enumerate(groups)
        for s in group
        if claims[n].standing != WITHDRAWN and s.stance in {"states", "hedges"} and not s.background
    ]
    found: dict[tuple[int, int], Conflict] = {}
    for a, b in (*_named_alike(told, reports), *_set_right(told, reports, roles)):
        words = f"Figures that differ: {_told(a, reports)} Against: {_told(b, reports)}"
        readings = (*_readings(claims[a.claim], a, reports), *_readings(claims[b.claim], b, reports))
        conflict = Conflict("contradiction", claims[a.claim].id, readings, words)
        found.setdefault((min(a.age, b.age), max(a.age, b.age)), conflict)
    return list(found.values())


def _named_alike(told: Sequence[tuple[int, Statement]], reports: Mapping[str, Report]) -> Iterator[tuple[_Age, _Age]]:
    """Yield the first two ages of each full name that two reports give, if they are more than a year apart."""
    ages: dict[str, dict[tuple[str, int], _Age]] = defaultdict(dict)
    for n, s in told:
        for name, age, start, end in _ages_in(s.sentence.of(reports[s.report].text)):
            at = Span(s.sentence.start + start, s.sentence.start + end)
            ages[name].setdefault((s.report, age), _Age(age, n, s, at))
    for name in sorted(ages):
        pairs = combinations(ages[name].values(), 2)
        apart = ((a, b) for a, b in pairs if abs(a.age - b.age) > BIRTHDAY and a.statement.report != b.statement.report)
        yield from list(apart)[:1]


@lru_cache(maxsize=8192)
def _ages_in(text: str) -> tuple[tuple[str, int, int, int], ...]:
    """Return the ages that a sentence gives of people by their full names, with where each stands.

    >>> _ages_in("Emil Rabe, 34, was found."), _ages_in("Emil Rabe, 18 when he went to sea, is a pilot.")
    ((('Emil Rabe', 34, 11, 13),), ())
    """
    if _THEN.search(text) or not _TWO_DIGITS.search(text):
        return ()
    found = (m for pattern in _NAMED for m in pattern.finditer(text))
    return tuple((m["name"], int(m["age"]), m.start("age"), m.end("age")) for m in found)


@lru_cache(maxsize=8192)
def _rejected_in(text: str) -> tuple[str, str, str, int, int] | None:
    """Return the age that a sentence says somebody was not, that which he was, who gave the first, and where."""
    found = _NOT.search(text) if _TWO_DIGITS.search(text) else None
    return (found["wrong"], found["right"], found["who"], *found.span("right")) if found else None


def _set_right(
    told: Sequence[tuple[int, Statement]], reports: Mapping[str, Report], roles: Roles
) -> Iterator[tuple[_Age, _Age]]:
    """Yield the age that somebody gave, with the one that another says it was: "77, not 71 as police had stated"."""
    for n, s in told:
        found = None if s.part else _rejected_in(s.sentence.of(reports[s.report].text))
        if found is None:
            continue
        wrong, right, who, start, end = found
        old = re.compile(rf"\b{wrong}-year-old\b|, (?:aged )?{wrong},|\baged {wrong}\b")
        given = [(m, t) for m, t in told if t.report != s.report and not t.part and t.speakers]
        given = [(m, t) for m, t in given if speaks_for(t.speakers, who, roles)]
        first = next(((m, t, at) for m, t in given if (at := old.search(t.text))), None)
        if first is not None:
            m, t, at = first
            there = Span(t.span.start + at.start(), t.span.start + at.end())
            here = Span(s.sentence.start + start, s.sentence.start + end)
            yield _Age(int(wrong), m, t, there), _Age(int(right), n, s, here)


def _told(age: _Age, reports: Mapping[str, Report]) -> str:
    text = reports[age.statement.report].text
    return sentence(with_marks(age.statement.sentence, text).of(text))


def _readings(claim: Claim, age: _Age, reports: Mapping[str, Report]) -> tuple[Reading, ...]:
    """Return the reading of an age: its own place, which is that of no claim."""
    own = next((r for r in claim.readings if r.report == age.statement.report), claim.readings[0])
    return (replace(own, span=age.at, text=age.at.of(reports[age.statement.report].text), value=None),)
