"""Claims come in with the days that their statements name; dated entries go out in order, each thing once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from twosource.claims.statements import Statement
from twosource.model import Claim, Reading, TimelineEntry

# "An earlier version of this article gave her age as 85": what happened to a page is no part of what it tells.
_OF_THE_PAGE = re.compile(
    r"\b(?:version of (?:this|the) (?:article|story|report|page)"
    r"|(?:this|the) (?:article|story|report|page) (?:was|has been) (?:updated|corrected|amended|revised|changed))\b",
    re.IGNORECASE,
)

_NO_HOUR = "~"  # sorts behind every hour


def make_timeline(claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> list[TimelineEntry]:
    """Return one entry for each day, week, month or year that a claim is dated to, in order of date and clock.

    Within a day, what has an hour comes first, in the order of the clock; what is told of the day alone comes behind,
    what happened before what was said of it.

    A claim is dated by the time inside its own words; an utterance without one by the time it was made ("said on
    Monday"), in each case only if that can be its day (`dating`). Where reports date one claim to a day and others to
    its week, the day stands.
    """
    found: list[tuple[str, tuple[bool, bool, float], TimelineEntry]] = []
    for claim, group in zip(claims, groups, strict=True):
        said_only = claim.kind in {"utterance", "quotation"}
        rank = (claim.standing != "withdrawn", said_only, -claim.weight)
        dated = _dates(group, claim.readings)
        for value in _finest(dated):
            hour = _hour([s.hour for s in group if s.hour.startswith(f"{value}T")])
            entry = TimelineEntry(start_of(value), granularity(value), claim.text, tuple(dated[value]))
            found.append((hour, rank, entry))
    found.sort(key=lambda f: (f[2].date, f[2].granularity, f[0], f[1], f[2].what))
    return [entry for _, _, entry in found]


def _hour(told: Sequence[str]) -> str:
    """Return the hour that most tellings of a thing give, the earliest of several."""
    return min(told, key=lambda hour: (-told.count(hour), hour), default=_NO_HOUR)


def granularity(value: str) -> str:
    """Return day, week, month or year for a TIMEX3 date; the decade and vaguer count as year.

    >>> granularity("2022-01-10"), granularity("2022-W01"), granularity("2022-01"), granularity("2022")
    ('day', 'week', 'month', 'year')
    """
    if "W" in value:
        return "week"
    return {10: "day", 7: "month"}.get(len(value), "year")


def start_of(value: str) -> str:
    """Return the first day of a TIMEX3 week as an ISO date; a day, a month or a year as it is.

    >>> start_of("2022-W01"), start_of("2022-W01-WE")
    ('2022-01-03', '2022-01-03')
    """
    if value[4:6] == "-W" and value[:4].isdigit() and value[6:8].isdigit():  # a weekend (-WE) is in its week
        week = int(value[6:8])
        return date.fromisocalendar(int(value[:4]), week, 1).isoformat() if 1 <= week <= 52 else value
    return value


def _dates(group: Sequence[Statement], readings: Sequence[Reading]) -> Mapping[str, list[Reading]]:
    dated: dict[str, list[Reading]] = {}
    for statement, reading in zip(group, readings, strict=True):
        if _OF_THE_PAGE.search(statement.text):
            continue
        if statement.background and not any(granularity(d) == "day" for d in statement.days):
            continue  # "since 2019" dates no part of the event
        if statement.part and not statement.sound and statement.figure is None:
            continue  # told with its whole sentence, whose day it is not: "the list *it had printed on Friday*"
        for value in statement.dated:
            if _is_date(value):
                dated.setdefault(value, []).append(reading)
    return dated


def _is_date(value: str) -> bool:
    return (
        value[:4].isdigit()
        and "X" not in value
        and not value.endswith(("SU", "WI", "SP", "FA", "Q1", "Q2", "Q3", "Q4"))
    )


def _finest(dated: Mapping[str, list[Reading]]) -> list[str]:
    """Leave out a week, month or year when the claim is also dated to a day."""
    days = [v for v in dated if granularity(v) == "day"]
    return sorted(days or dated)
