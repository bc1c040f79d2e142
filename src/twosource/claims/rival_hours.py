"""The statements of a story come in; two exact hours of one happening go out as a contradiction.

"The runway was closed at 7:50 a.m.", says the airport; "was shut at 8.05am", says the tower. Most hours that differ are
of two things, or are rounded. So the thing is called the same ("the runway"), what happened to it happens once an hour
at the most, the hour stands right behind the verb, and neither is "about" or "shortly after" it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import combinations

from twosource.claims.planned_hours import planned_hours
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, with_marks
from twosource.claims.wording import concept
from twosource.language.clauses import Clause
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Claim, Conflict, Report, Span, Time

# Two clocks, or two who look at one, are less than so many minutes apart.
APART = 10
# "At 8 a.m." may be a quarter of an hour off, so that more is asked of it.
APART_FROM_FULL_HOUR = 30
# Further apart than this it is another time that it happened, in minutes.
ANOTHER_TIME = 180

# "*The runway* was": a thing that the report has one of.
_THE_ONE = re.compile(
    r"\bthe (?P<thing>(?:(?!first\b|last\b|next\b|other\b|second\b|third\b)[\w’'-]+ ){1,3}?)"
    r"(?:was |had |has |had been |has been )?$",
    re.IGNORECASE,
)
# Between a verb and its hour: "closed *at*", "sank *off Orlow on Monday at*"; what the verb was done to is not there.
_AT = re.compile(
    r"(?: (?:down|out|off|up|again|there|early|today|yesterday|(?:in|off|near|outside) [A-Z][\w’'-]+"
    r"|on [A-Z][a-z]+day(?: (?:morning|afternoon|evening|night))?))* at (?:exactly |precisely )?$"
)
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d$")
# Another zone's clock shows another hour.
_ZONE = re.compile(r"[ (]*(?:GMT|UTC|[A-Z]{1,3}T\b|local time)")


@dataclass(frozen=True, slots=True)
class _Hour:
    """When a thing happened: by which statement of which claim, on whose copy, by the clock."""

    claim: int
    statement: Statement
    lineage: str
    at: datetime
    planned: bool = False


def find_clock_conflicts(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
    notes: Mapping[str, ReportNotes],
) -> Iterator[Conflict]:
    """Yield a contradiction for each happening of which two lineages give two hours, the two that most reports give."""
    found: dict[tuple[str, str], list[_Hour]] = defaultdict(list)
    for n, (claim, group) in enumerate(zip(claims, groups, strict=True)):
        if claim.standing != WITHDRAWN:
            home = {r.report: r.lineage for r in claim.readings}
            for s in group:
                text, noted = reports[s.report].text, notes[s.report]
                planned = ((("", thing), time) for thing, time in planned_hours(s, text, noted))
                for key, time in (*_happenings(s, text, noted), *planned):
                    found[key].append(_Hour(n, s, home.get(s.report, s.report), _moment(time.value), not key[0]))
    for key in sorted(found):
        pair = _most_told(_without_several(found[key]))
        if pair is not None:
            yield _told(*pair, claims, reports)


def _moment(value: str) -> datetime:
    """Return the moment of a time; midnight is the end of its day ("T24:00")."""
    day, _, hour = value.partition("T")
    return datetime.fromisoformat(day) + timedelta(hours=int(hour[:2]), minutes=int(hour[3:5]))


def _happenings(statement: Statement, text: str, notes: ReportNotes) -> Iterator[tuple[tuple[str, str], Time]]:
    """Yield what a statement says happened to the one thing of its kind, with its exact hour."""
    if statement.stance != "states" or statement.supposed or statement.background or statement.part:
        return
    near = Span(statement.span.start, statement.sentence.end)
    if not any(_lies_in(t.span, near) and _CLOCK.match(t.value) for t in notes.times):
        return  # most statements have no hour, and a report has hundreds of clauses
    for clause in notes.clauses:
        if not _lies_in(clause.head, statement.span) or not _happens_once(clause):
            continue
        thing = _THE_ONE.search(text[clause.span.start : clause.head.start])
        time = next((t for t in notes.times if t.span.start > clause.head.end), None)
        if thing is None or time is None or time.rule == "spoken_clock" or not _CLOCK.match(time.value):
            continue
        exact = _AT.fullmatch(text[clause.head.end : time.span.start]) and text[time.span.start].isdigit()
        zoned = _ZONE.match(text, time.span.end) or re.search(r"GMT|UTC", time.span.of(text))
        if exact and not zoned:
            yield (thing["thing"].strip().lower(), concept(clause.predicate)), time


def _happens_once(clause: Clause) -> bool:
    """Say whether a clause tells of one thing what happens to it once an hour at most, as having happened."""
    if clause.negated or clause.tense != "past" or clause.pronoun or not clause.subject:
        return False
    several = clause.subject.endswith("s") and not clause.subject.endswith("ss")
    return not several and concept(clause.predicate) in _clocked()


@cache
def _clocked() -> frozenset[str]:
    return frozenset(concept(word) for word in load("once")["clocked"]) - {""}


def _without_several(hours: Sequence[_Hour]) -> list[_Hour]:
    """Return the hours of reports that give one; who gives two tells of two such happenings."""
    given: dict[str, set[datetime]] = defaultdict(set)
    for hour in hours:
        given[hour.statement.report].add(hour.at)
    return [hour for hour in hours if len(given[hour.statement.report]) == 1]


def _most_told(hours: Sequence[_Hour]) -> tuple[_Hour, _Hour] | None:
    """Return two hours of two lineages that cannot both be right, those that most reports give."""
    reports: dict[datetime, set[str]] = defaultdict(set)
    for hour in hours:
        reports[hour.at].add(hour.statement.report)
    pairs = [(a, b) for a, b in combinations(hours, 2) if a.lineage != b.lineage and _differ(a, b)]
    # Two hours that are planned are set against each other if two have named them.
    pairs = [(a, b) for a, b in pairs if a.planned == b.planned and not (a.planned and _of_one_source(a, b))]
    return max(pairs, key=lambda p: len(reports[p[0].at]) + len(reports[p[1].at]), default=None)


def _of_one_source(a: _Hour, b: _Hour) -> bool:
    return bool(set(a.statement.speakers) & set(b.statement.speakers))


def _differ(a: _Hour, b: _Hour) -> bool:
    here, there = a.statement.places, b.statement.places
    apart = abs((a.at - b.at).total_seconds()) / 60
    least = APART if a.at.minute and b.at.minute else APART_FROM_FULL_HOUR
    return least <= apart <= ANOTHER_TIME and not (here and there and not here & there)


def _told(a: _Hour, b: _Hour, claims: Sequence[Claim], reports: Mapping[str, Report]) -> Conflict:
    first, other = (
        sentence(
            with_marks(h.statement.sentence, reports[h.statement.report].text).of(reports[h.statement.report].text)
        )
        for h in (a, b)
    )
    readings = tuple(dict.fromkeys((*claims[a.claim].readings, *claims[b.claim].readings)))
    return Conflict("contradiction", claims[a.claim].id, readings, f"Times that differ: {first} Against: {other}")


def _lies_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
