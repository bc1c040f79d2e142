"""Pairs of statements that are likely of one thing but for their count come in; conflicts of the two counts go out.

Counts of those killed or arrested are compared by what happened (`tolls`). What else is counted, how many were on board
or fell ill, has no such word; there the rest of the two sentences tells that they are of one thing (`pairing`). Who
gives another number on a later day, or by a later hour, has counted again; two who are named and give two numbers
disagree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from twosource.claims.counts import middle
from twosource.claims.likeness import whole_days
from twosource.claims.named_counts import Counted, find_named_counts
from twosource.claims.ranges import no_number_fits
from twosource.claims.scope import is_part
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import capital, one_after_another, sentence, together, with_marks
from twosource.claims.toll import readings_of
from twosource.claims.voices import Roles, are_opposed
from twosource.claims.wording import root_of
from twosource.model import Claim, Conflict, Figure, Report

# Two newsrooms' counts of one thing seldom differ by more than this factor.
FAR_APART = 3.0
# "Were in tents *by* nine": so many until then. "At nine" may be when those counted did something.
_UNTIL = re.compile(
    r"\b(?:by|as of|until) (?:(?:about|around|shortly before|shortly after) )?"
    r"(?:\d{1,2}(?:[.:]\d\d)?(?: ?[ap]\.?m\b| o[’']clock)|\d{1,2}[.:]\d\d\b|noon|midday|midnight|nightfall|dawn|dusk"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?! [a-z]+s\b))",
    re.IGNORECASE,
)


def find_recounts(
    pairs: Sequence[tuple[Statement, Statement]],
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
    roles: Roles,
) -> list[Conflict]:
    """Return what two counts of a pair mean for each other: a contradiction, or one that replaced the other."""
    home = {id(s): n for n, group in enumerate(groups) for s in group}
    told: dict[str, Conflict] = {}
    alike: list[tuple[Counted, Counted]] = [((a, a), (b, b)) for a, b in pairs]
    for number, ((a, stands), (b, other)) in enumerate((*alike, *find_named_counts(groups, reports))):
        if a.figure is None or b.figure is None or not _of_one_thing(a, b, reports):
            continue
        placed = ((home[id(stands)], a), (home[id(other)], b))
        (n, one), (m, two) = sorted(placed, key=lambda x: (_day(x[1], reports), min(x[1].hours, default=""), x[0]))
        first_at, second_at = (stands, other) if one is a else (other, stands)
        kind = _kind(one, two, reports, roles, named=number >= len(alike))
        if kind is None or n == m or WITHDRAWN in {claims[n].standing, claims[m].standing}:
            continue
        first, second = _told(claims[n], first_at, one, reports), _told(claims[m], second_at, two, reports)
        words = f"Figures that differ: {first} Against: {second}"
        if kind == "supersession":
            words = one_after_another((first, second))
        readings = readings_of(claims[n], _figure(one)) + readings_of(claims[m], _figure(two))
        told.setdefault(words, Conflict(kind, claims[n if kind == "contradiction" else m].id, readings, words))
    return list(told.values())


def _told(claim: Claim, statement: Statement, counted: Statement, reports: Mapping[str, Report]) -> str:
    """Tell a count as its claim has it; one that is `counted` in a statement without a count, by its sentence."""
    if statement.figure is not None or counted is statement:
        return sentence(claim.text)
    return told_whole(statement, reports)


def told_whole(statement: Statement, reports: Mapping[str, Report]) -> str:
    """Tell a statement by its sentence, after whoever says it where that opens with a pronoun."""
    text = reports[statement.report].text
    words = sentence(with_marks(statement.sentence, text).of(text))
    by = capital(together(statement.speakers)) if words.startswith(("He ", "She ", "It ", "They ")) else ""
    return f"{by}: {words}" if by else words


def _figure(statement: Statement) -> Figure:
    assert statement.figure is not None
    return statement.figure


def _of_one_thing(a: Statement, b: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether two counts are of one thing, of all of it, as being so, and cannot both hold."""
    one, two = _figure(a), _figure(b)
    for s in (a, b):
        if s.stance not in {"states", "hedges"} or s.supposed or s.background or is_part(s, reports[s.report].text):
            return False
    if one.unit != two.unit or one.what != two.what or one.part_of or two.part_of or not _same_noun(one, two):
        return False
    days = [whole_days(s.days) for s in (a, b)]
    if all(days) and not days[0] & days[1]:
        return False  # two days' counts are two counts
    small, large = sorted((abs(middle(one)), abs(middle(two))))
    return small > 1 and large <= FAR_APART * small and no_number_fits(one, two)


def _same_noun(a: Figure, b: Figure) -> bool:
    """Say whether two count things that are called alike; a bare number goes with any."""
    one, two = ({root_of(w) for w in (f.noun or "").lower().split()} for f in (a, b))
    return not one or not two or bool(one & two)


def _kind(
    first: Statement, later: Statement, reports: Mapping[str, Report], roles: Roles, named: bool = False
) -> str | None:
    """Return what two counts are to each other; those of one day that are `named` alike may be anybody's but one's.

    Two that each have an hour of their own are two stages of one count, whoever counted, and no quarrel.
    """
    days = _day(first, reports), _day(later, reports)
    if first.hours and later.hours and not first.hours & later.hours:
        until = any(_UNTIL.search(s.sentence.of(reports[s.report].text)) for s in (first, later))
        return "supersession" if until and all(days) else None
    if named and days[0] == days[1] and set(first.speakers) != set(later.speakers):
        return "contradiction"
    if not first.speakers or not later.speakers:
        return None
    if are_opposed(first.speakers[0], later.speakers[0], roles):
        return "contradiction"
    return "supersession" if all(days) and days[0] < days[1] else None


def _day(statement: Statement, reports: Mapping[str, Report]) -> str:
    """Return the day on which a count was given: the last day named beside it, or its report's; "" if unknown."""
    report = reports[statement.report]
    published = (report.published or "")[:10] if report.published_from != "other reports" else ""
    said = [d for d in statement.said_on if len(d) == 10 and "W" not in d and (not published or d <= published)]
    day = max(said, default=published)
    return day if day and _is_date(day) else ""


def _is_date(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False
