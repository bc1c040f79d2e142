"""The statements of a story come in; speeds that several newsrooms give of one vehicle go out as a contradiction.

"The tram was travelling at 71 km/h, an engineer said", and a day later "the inspectorate put the tram's speed at 54
km/h": how fast it went does not change afterwards, whoever has it from whom and on whatever day. What does change is
its speed along the way, so a sentence that names another moment, an average or a bound is set against nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.claims.recounts import told_whole
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence
from twosource.claims.wording import concept, once
from twosource.model import Claim, Conflict, Report

_SPEED = (
    r"(?:(?:a speed of|speeds of|about|around|some) )*(?P<value>\d{1,4}(?:\.\d+)?)[ -]?"
    r"(?P<unit>km/h|kmh|kph|kilomet(?:er|re)s? (?:an|per) hour|mph|miles (?:an|per) hour|knots)(?![\w/])"
)
_GOES = re.compile(
    r"\b(?:was|were|is|be|been)(?: \w+ly)? (?:travell?ing|going|moving|running|driving|driven|sailing|flying|doing"
    rf"|speeding)(?: along)?(?: at)? {_SPEED}",
    re.IGNORECASE,
)
_PUTS = re.compile(
    r"(?:^|\b(?:put|puts|gave|gives|measured|recorded|clocked|showed|shows|estimated) )the (?P<thing>[a-z]+)"
    rf"(?:[’']s (?:[a-z]+ )?speed (?:at|as|of|to be)| (?:at|going at|travell?ing at|doing)) {_SPEED}",
    re.IGNORECASE,
)
# What may go so fast, once, with its load or its passengers; a storm and a front go on.
_VEHICLES = frozenset(
    map(
        concept,
        (
            *(
                "train",
                "tram",
                "locomotive",
                "engine",
                "bus",
                "coach",
                "minibus",
                "car",
                "lorry",
                "truck",
                "van",
                "taxi",
            ),
            *("ferry", "boat", "ship", "vessel", "tanker", "tug", "plane", "aircraft", "jet", "helicopter", "glider"),
            *("motorcycle", "motorbike", "scooter", "vehicle", "convoy", "cable car"),
        ),
    )
)
# Of another moment, of all the way, or of what is allowed or supposed.
_ELSEWHEN = re.compile(
    r"\b(?:before|after|earlier|later|then|until|average|averag\w+|maximum|top|peak|reach\w*|accelerat\w*|slow\w*|brak\w*"
    r"|seconds?|minutes?|other|another|second|both|oncoming|if|whether|would|should|must|unless|allowed|normally|usually|designed|test\w*)\b",
    re.IGNORECASE,
)
_UNITS = {"km": "km", "ki": "km", "kp": "km", "mp": "mile", "mi": "mile", "kn": "knot"}
# A number that ends so may be rounded, and another that differs from it by less than this factor may be the same.
ROUND, ROUNDED = 5, 1.15

_goes, _puts, _elsewhen = once(_GOES), once(_PUTS), once(_ELSEWHEN)


@dataclass(slots=True)
class _Given:
    """A speed that a claim gives, on whose word and in which reports; `kind` is what stands before the vehicle."""

    claim: int
    statement: Statement
    value: float
    kind: str = ""
    voices: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)


def find_speeds(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> Iterator[Conflict]:
    """Yield a contradiction for each vehicle of which several speeds are given, that of most reports first."""
    found: dict[tuple[str, str], list[_Given]] = defaultdict(list)
    for n, group in enumerate(groups):
        given: dict[tuple[str, str, float], _Given] = {}
        for s in group if claims[n].standing != WITHDRAWN else ():
            speed = _speed(s, reports[s.report].text)
            if speed is not None:
                known = given.setdefault(speed, _Given(n, s, speed[2]))
                known.kind = known.kind or _kind(s.text, speed[0])
                known.voices.update(s.speakers)
                known.reports.add(s.report)
        for (thing, unit, _), known in given.items():
            found[thing, unit].append(known)
    for key in sorted(found):
        first, *others = sorted(found[key], key=lambda g: (-len(g.reports), g.claim))
        against: list[_Given] = []
        for other in others:
            if all(_differ(other, known) for known in (first, *against)):
                against.append(other)
        if against:
            told = [
                sentence(claims[g.claim].text) if g.statement.sound else told_whole(g.statement, reports)
                for g in (first, *against)
            ]
            readings = dict.fromkeys(r for g in (first, *against) for r in claims[g.claim].readings)
            words = f"Figures that differ: {told[0]} Against: {' '.join(told[1:])}"
            yield Conflict("contradiction", claims[first.claim].id, tuple(readings), words)


def _speed(statement: Statement, text: str) -> tuple[str, str, float] | None:
    """Return the vehicle, the unit and the number of the speed that a statement gives as that of the event."""
    if statement.stance not in {"states", "hedges"} or statement.part or statement.background or statement.negated:
        return None
    found = _goes(statement.text)
    thing = statement.subject
    if found is None and (found := _puts(statement.text)) is not None:
        thing = concept(found["thing"].lower())
    if found is None or thing not in _VEHICLES or _elsewhen(statement.sentence.of(text)):
        return None
    return thing, _UNITS[found["unit"][:2].lower()], float(found["value"])


def _kind(text: str, thing: str) -> str:
    """Return the word before the vehicle, which may tell it from another: "the freight train", "the mail train"."""
    found = re.search(rf"\b(?!(?:the|an?|its|this|that)\b)([\w’'-]+) {re.escape(thing)}\b", text, re.IGNORECASE)
    return found[1].lower() if found else ""


def _differ(a: _Given, b: _Given) -> bool:
    """Say whether two give two speeds that are no rounding of each other, in two reports and not on one's word."""
    if a.claim == b.claim or a.value == b.value or a.reports & b.reports or a.voices & b.voices:
        return False
    if a.kind and b.kind and a.kind != b.kind:
        return False  # a freight train and a passenger train
    small, large = sorted((a.value, b.value))
    rough = any(value % ROUND == 0 for value in (small, large))
    return small > 0 and large >= (ROUNDED if rough else 1.0) * small
