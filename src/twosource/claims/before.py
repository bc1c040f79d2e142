"""The counts of a report come in; those that it says itself were the counts of before go out beside those of now.

"Nine are still missing. The police had given 13 on Monday": between two reports the day tells which count is the later
one; within one report the words do. A comparison with another year, or with another place, replaces nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from twosource.claims.counts import middle
from twosource.claims.ranges import no_number_fits
from twosource.claims.scope import is_part
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import one_after_another, sentence
from twosource.claims.toll import readings_of
from twosource.claims.withdrawing import TOLLS
from twosource.model import Claim, Conflict, Figure, Report

# The count of now stands this close to that of before, in characters: about six sentences.
REACH = 1000
# "Up from 17", "down from the 31 of Wednesday", "rose from nine to 12".
_FROM = re.compile(
    r"\b(?:up|down|r[io]se\w*|risen|rising|climb\w*|jump\w*|grew|grown|fell|fallen|falling|dropp\w*|lowered|rais\w+|cut)"
    r" from (?:the |an? |about |around |some |at least |more than |just |(?:earlier|initial|previous) \w+ of )*$",
    re.IGNORECASE,
)
# "Raised its count of the dead to 38 from 31", "… from 31 to 38".
_RAISED = re.compile(
    r"\b(?:raised|revised|updated|increased) (?:up |down |upwards? |downwards? )?(?:the|its|their|his|her) [^.;:]{0,90}"
    r"\bfrom (?:the |about |around |some |at least |more than |(?:earlier|initial|previous) )*$",
    re.IGNORECASE,
)
# "The toll had stood at 12", "the police had given the number of missing as 13 on Monday".
_HAD = re.compile(
    r"\bhad (?:\w+ly )?(?:stood at|been (?:put|given|set|at)|g[ia]ven|put|counted|reported|spoken of|said|named)\b",
    re.IGNORECASE,
)
# "Bringing its toll to 19, *including the 14* announced earlier": those are all of before.
_INCLUDING = re.compile(
    r"\b(?:to|at|now|is|of) (?:[\w-]+ ){0,3}\S+?,? (?:which )?includ(?:ing|es|ed) the $", re.IGNORECASE
)
_TOLD_THEN = re.compile(
    r" (?:[\w’'-]+ ){0,2}?(?:announced|reported|given|counted|confirmed|named|listed|known|acknowledged|disclosed)"
    r" (?:earlier|before|previously|at first|initially|already|(?:on|by|late on|early on) [A-Z][a-z]+day|yesterday)\b"
    r"|(?: [\w’'-]+)? (?:already|previously) \w+ed\b"
)
_RATE = re.compile(r"\brates?\b|\bper (?:\d|hundred|thousand|million|year|head)", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|earlier|previous(?:ly)?|initial(?:ly)?|at first"
    r"|the (?:day|night|evening) before)\b"
)


def find_earlier_counts(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Return a supersession for each count that a report gives as that of before, beside the one that replaced it."""
    held: dict[str, list[tuple[int, Statement, Figure]]] = defaultdict(list)
    for n, group in enumerate(groups):
        if claims[n].standing == WITHDRAWN:
            continue  # what was taken back was not replaced
        for s in group:
            if _counts(s, reports[s.report].text) and s.figure is not None:
                held[s.report].append((n, s, s.figure))
    told: dict[tuple[int, int], Conflict] = {}
    for report in sorted(held):
        for (n, _, was), (m, _, now) in _replaced(held[report], reports[report].text):
            words = one_after_another(sentence(claims[k].text) for k in (n, m))
            readings = readings_of(claims[n], was) + readings_of(claims[m], now)
            told.setdefault((n, m), Conflict("supersession", claims[m].id, readings, words))
    return list(told.values())


def _counts(statement: Statement, text: str) -> bool:
    """Say whether a statement gives a toll of the event, in the newsroom's or somebody's words, as being so."""
    figure = statement.figure
    if figure is None or figure.what not in TOLLS or statement.stance not in {"states", "hedges"}:
        return False
    return not (statement.background or statement.supposed or is_part(statement, text))


def _replaced(
    counts: Sequence[tuple[int, Statement, Figure]], text: str
) -> Iterator[tuple[tuple[int, Statement, Figure], tuple[int, Statement, Figure]]]:
    """Yield each count of before with the nearest one of now of the same thing."""
    before = [c for c in counts if is_of_before(c[1], c[2], text)]
    now = [c for c in counts if c not in before]
    for was in before:
        near = [
            (abs(c[2].span.start - was[2].span.start), k)
            for k, c in enumerate(now)
            if c[0] != was[0] and _of_one_thing(c[2], was[2])
        ]
        if near and min(near)[0] <= REACH:
            yield was, now[min(near)[1]]


def _of_one_thing(a: Figure, b: Figure) -> bool:
    return a.what == b.what and a.unit == b.unit and middle(a) > 1 and middle(b) > 1 and no_number_fits(a, b)


def is_of_before(statement: Statement, figure: Figure, text: str) -> bool:
    """Say whether a report gives a count as the one of before: "up from 17", "had stood at 13 on Monday"."""
    start = statement.sentence.start
    led = text[start : figure.span.start]
    if _RATE.search(text, start, statement.sentence.end):
        return False  # "deaths rose from 6 to 11 per 100,000" compares two years
    if _FROM.search(led) or _RAISED.search(led):
        return True
    if _INCLUDING.search(led) and _TOLD_THEN.match(text, figure.span.end, statement.sentence.end):
        return True
    return bool(_HAD.search(led) and _DATED.search(text, start, statement.sentence.end))
