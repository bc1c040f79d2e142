"""The statements of a story come in; two measures that two sources give of one thing go out as a contradiction.

"At a depth of 12 kilometres, the institute said. The survey put the depth at 10 kilometres": such a number counts
nothing that happened, and the sentences around it share few words. That both are of one thing, the name of the measure
tells: how strong and how deep a quake is, how far from a plant the houses were cleared, how many of the voters went to
the polls, how much of one stuff was seized. Two who are named for them must have given them on one day, or the later
one set it apart from the other ("well below the board's figure"); who has widened a zone, or revised a magnitude,
contradicts nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from twosource.claims.final_counts import published_on
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, with_marks
from twosource.claims.voices import Roles, are_opposed
from twosource.model import Claim, Conflict, Report

_LONG = r"(?P<value>\d+(?:\.\d+)?)[ -]?(?P<unit>kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?)\b"
_SHARE = r"(?P<value>\d+(?:\.\d+)?) ?(?P<unit>%|percent|per cent)"
_HEAVY = r"(?<![\d,])(?P<value>\d[\d,]{0,14}(?:\.\d{1,3})?) ?(?P<unit>kg|kilos?|kilogram(?:me)?s?|tonnes?|tons?)"
_SEIZED = r"(?:seiz(?:ed|ing|es)|confiscat(?:ed|ing|es)|impound(?:ed|ing|s)|intercept(?:ed|ing|s))"
_QUAKE = r"(?:quake|earthquake|tremor|shock)"
_MEASURES = {
    "magnitude": (
        r"\bmagnitude(?: of)?[ -](?P<value>\d\.\d)\b",
        r"\b(?P<value>\d\.\d)[ -]magnitude\b",
        rf"\b(?:rate[sd]?|measure[sd]?|puts?|gave|gives?|record(?:s|ed)|logg?ed) the (?:magnitude|{_QUAKE})"
        r"(?: of [^.,;]{1,30})? (?:at|as) (?P<value>\d\.\d)\b",
    ),
    "depth": (
        rf"\b{_QUAKE}\b(?:[^.;]|[ap]\.m\.){{0,80}}?\bat a depth of {_LONG}",
        rf"\bput (?:[^.;]|\d\.\d){{0,40}}?\bdepth at {_LONG}",
    ),
    "zone": (
        r"\b(?:evacuated|cleared|emptied|moved) (?:all|every|the|any)\b(?: [a-z]+){1,5}"
        rf" within (?:a radius of )?{_LONG} of\b",
        rf"\b(?:evacuation|exclusion|safety|danger) zone (?:of|reached|reaches|stretched|was set at) (?:for )?{_LONG}",
    ),
    # Of one stuff: "seized 120 kilograms of cocaine", "90 kilograms of cocaine had been found".
    "seized": (
        rf"\b{_SEIZED}\b(?: [\w’'-]+){{0,3}}? {_HEAVY} of (?:pure |raw |uncut |crystal )?(?P<of>[a-z]+)",
        rf"{_HEAVY} of (?:pure |raw |uncut |crystal )?(?P<of>[a-z]+) (?:had been|has been|have been|was|were)"
        rf" {_SEIZED}\b",
    ),
    "turnout": (
        rf"\bturnout(?: [\w’'-]+){{0,4}}? (?:was|at|of|reached) (?:about |around |just |nearly |over )?{_SHARE}",
        rf"(?<!only )(?<![\d.]){_SHARE} of (?:the |all |registered |eligible ){{0,2}}(?:voters|electors|electorate)"
        r" (?:had |have |has )?(?:gone to the polls|went to the polls|turned out|voted(?! (?:for|against)\b))\b",
    ),
}
_READ = {kind: tuple(re.compile(pattern, re.IGNORECASE) for pattern in found) for kind, found in _MEASURES.items()}
# Of another quake or another hour, or of the measure of before.
_ANOTHER = re.compile(
    r"\b(?:aftershocks?|foreshocks?|strongest|second|another|earlier|previous(?:ly)?|initial(?:ly)?|at first|revis\w+"
    r"|widen\w*|extend\w*|expand\w*|enlarg\w*|later|in (?:19|20)\d\d|last (?:year|month|week)|ago|since)\b",
    re.IGNORECASE,
)
# Turnout at an hour of the day, of some of the voters, or of what is only thought.
_IN_PART = re.compile(
    r"\b(?:by (?:noon|midday|\d|early|mid|late)|so far|at (?:noon|midday|\d)|hours?|among|abroad|overseas"
    r"|wom[ae]n|young|youth|round|run-?off|forecast|expect\w*|poll(?:s|ster\w*)? (?:suggest|show|predict)|would|could"
    r"|may|might|provisional|partial|district|districts|provinces?|regions?|constituenc\w+|cit(?:y|ies)|towns?|villages?)\b",
    re.IGNORECASE,
)
# "66 percent voted, well below the board's figure": of the same as that figure, though it was given on another day.
_SETS_APART = re.compile(
    r"\b(?:below|above|lower than|higher than|short of|at odds with) the (?:[\w’'-]+ ){1,5}?"
    r"(?:figure|count|number|estimate)\b",
    re.IGNORECASE,
)
# The subject of one of these gives a measure, or has made it.
_GIVES = {"put", "rate", "measure", "give", "record", "log", "estimate", "evacuate", "clear", "empty", "move"}
_UNITS = {
    "k": "km",
    "t": "tonne",
    "million": "million",
    "b": "billion",
    "met": "metre",
    "mil": "mile",
    "%": "%",
    "per": "%",
}
# Two lengths that differ by less than this factor may be one, rounded; and so may two shares, by less than this much.
ROUNDED = 1.15
ROUNDED_SHARE = 1.0


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a statement gives as one measure: by which claim, on whose word, on which day."""

    claim: int
    statement: Statement
    voice: str
    value: float
    unit: str
    day: str


def find_measures(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
    roles: Roles,
    known: Sequence[Conflict] = (),
) -> Iterator[Conflict]:
    """Yield a contradiction for each measure that two give otherwise, the two that most reports print.

    Where one of the `known` conflicts tells both numbers already, there is none.
    """
    found: dict[str, list[_Measure]] = defaultdict(list)
    for n, group in enumerate(groups):
        for s in group if claims[n].standing != WITHDRAWN else ():
            for kind, measure in _measures(n, s, reports):
                found[kind].append(measure)
    for kind in sorted(found):
        printed = {
            value: {m.statement.report for m in found[kind] if m.value == value} for value in _values(found[kind])
        }
        pairs = [(a, b) for a, b in combinations(found[kind], 2) if _differ(a, b, roles, reports)]
        if kind.startswith("seized"):  # at two places two loads were
            pairs = [(a, b) for a, b in pairs if _may_be_there(a.statement.places, b.statement.places)]
        if not pairs:
            continue
        a, b = max(pairs, key=lambda pair: len(printed[pair[0].value] | printed[pair[1].value]))
        if any(f"{a.value:g}" in c.text and f"{b.value:g}" in c.text for c in known if c.kind == "contradiction"):
            continue
        words = f"Figures that differ: {_told(a, reports)} Against: {_told(b, reports)}"
        readings = tuple(dict.fromkeys((*claims[a.claim].readings, *claims[b.claim].readings)))
        yield Conflict("contradiction", claims[a.claim].id, readings, words)


def _values(measures: Sequence[_Measure]) -> list[float]:
    return sorted({m.value for m in measures})


def _measures(number: int, statement: Statement, reports: Mapping[str, Report]) -> Iterator[tuple[str, _Measure]]:
    """Yield the measures that the sentence of a statement gives, with their kind."""
    if statement.stance not in {"states", "hedges"} or statement.supposed or statement.background or statement.part:
        return
    voice = statement.speakers[0] if statement.speakers else ""
    if not voice and statement.kind == "own" and statement.predicate in _GIVES:
        voice = statement.subject
    told = statement.sentence.of(reports[statement.report].text)
    if not voice:
        return
    for kind, value, unit in _read(told):
        yield kind, _Measure(number, statement, voice, value, unit, published_on(statement, reports))


@lru_cache(maxsize=8192)  # a story has hundreds of copies of one sentence
def _read(told: str) -> tuple[tuple[str, float, str], ...]:
    """Return the kind, value and unit of each measure that a sentence gives of this quake or this vote."""
    if _ANOTHER.search(told):
        return ()
    found = []
    for kind, patterns in _READ.items():
        match = next((m for pattern in patterns if (m := pattern.search(told))), None)
        if match is not None and not (kind == "turnout" and _IN_PART.search(told)):
            named = (match.groupdict().get("unit") or "").lower()
            unit = next((name for begins, name in _UNITS.items() if named.startswith(begins)), "")
            of = f"{kind} {match.groupdict().get('of') or ''}".strip().lower()
            found.append((of, float(match["value"].replace(",", "")), unit))
    return tuple(found)


def _differ(a: _Measure, b: _Measure, roles: Roles, reports: Mapping[str, Report]) -> bool:
    """Say whether two sources give two measures of one day that are no rounding of each other."""
    if a.unit != b.unit or a.value == b.value or a.claim == b.claim:
        return False
    if a.day != b.day and not _SETS_APART.search(_sentence(max(a, b, key=lambda m: m.day), reports)):
        return False
    small, large = sorted((a.value, b.value))
    if a.unit == "%":
        far = large - small >= ROUNDED_SHARE and a.statement.places == b.statement.places
    else:
        far = not a.unit or large >= ROUNDED * small > 0
    return far and are_opposed(a.voice, b.voice, roles)


def _may_be_there(here: frozenset[str], there: frozenset[str]) -> bool:
    return not here or not there or bool(here & there)


def _sentence(measure: _Measure, reports: Mapping[str, Report]) -> str:
    return measure.statement.sentence.of(reports[measure.statement.report].text)


def _told(measure: _Measure, reports: Mapping[str, Report]) -> str:
    text = reports[measure.statement.report].text
    return sentence(with_marks(measure.statement.sentence, text).of(text))
