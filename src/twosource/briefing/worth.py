"""A claim and the figures in its readings come in; whether its number deserves a line of its own goes out.

A number that only says which thing is meant ("the 800-metre champion", "one of the survivors") measures nothing that
happened. Shares, sums, speeds and what the trade counts of an outcome do, also where the claim turns on something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from twosource.claims.numbers import numbers_in
from twosource.language.figure_units import is_measure
from twosource.lexicon import load
from twosource.model import Claim, Figure, Reading

# A number that is joined by a hyphen to what it says of a thing; "twenty-six" and "two-thirds" are numbers.
_NUMERAL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty)"
_REST = r"(?:one|two|three|four|five|six|seven|eight|nine|hal(?:f|ves)|thirds?|quarters?|fifths?|sixths?|tenths?)\b"
_JOINED = re.compile(rf"\W*(?:\d[\d.,]*|{_NUMERAL})[-‑](?!{_REST})[a-z]", re.IGNORECASE)
# "One of the survivors laid flowers", "in one case": one among several, or an example.
_ONE_OF = re.compile(r"\s*(?:\w+ )?of (?:the|those|these|them|us|its|his|her|their|\w+[’']s)\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"\b(?:in|on|at|for|about|to) (?:the |at least )?$", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"\b(?:{_NUMERAL}|hal(?:f|ves)|thirds?|quarters?|dozens?|scores?|hundreds|thousands|millions|no (?:one|body)"
    r"|nobody|none|both)\b",
    re.IGNORECASE,
)
# How often is no count of things, and how long none of what happened.
_MANNER = frozenset(("time", "thing", "second", "minute", "hour", "day", "week", "month", "year", "year of age"))


def figures_by_report(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Return the figures of each report that may be worth a line."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.what or _is_outcome(figure) or is_measure(figure.unit):
            found.setdefault(figure.report, []).append(figure)
    return found


def reading_of_count(claim: Claim, figures: Mapping[str, Sequence[Figure]]) -> Reading | None:
    """Return the reading by which the number of a claim deserves a line, None where it deserves none."""
    if claim.weight <= 0 or not (numbers_in(claim.text) or _IN_WORDS.search(claim.text)):
        return None
    found = None
    for reading in claim.readings:
        own = [f for f in figures.get(reading.report, ()) if reading.span.overlaps(f.span)]
        if claim.kind == "figure":
            own = [f for f in own if (f.low, f.high) == reading.value] if reading.value else []
            if own and all(_is_joined(f, reading) for f in own):
                return None
        else:
            own = [f for f in own if _is_outcome(f)]
        if found is None and any(_counts(f, reading) for f in own):
            found = reading
    return found


def _is_outcome(figure: Figure) -> bool:
    """Say whether a figure is a share, a sum, a speed, or of what the trade counts of an outcome."""
    if figure.unit in load("figures_told")["speeds"]:
        return True
    unit = figure.unit.split("/")[0]
    return unit in _outcomes() or (len(unit) == 3 and unit.isupper())


def _is_joined(figure: Figure, reading: Reading) -> bool:
    return _JOINED.match(reading.text[max(0, figure.span.start - reading.span.start) :]) is not None


def _counts(figure: Figure, reading: Reading) -> bool:
    """Say whether a figure counts or measures, and does not only say which thing or how often."""
    start, end = figure.span.start - reading.span.start, figure.span.end - reading.span.start
    if _is_joined(figure, reading):
        return False
    if figure.low == figure.high == 1 and (figure.unit not in _outcomes() or not figure.what):
        before, behind = reading.text[: max(0, start)], reading.text[max(0, end) :]
        single = figure.what in load("figures_told")["single"]
        return single and not _ONE_OF.match(behind) and not _EXAMPLE.search(before)
    return bool(figure.what) or figure.unit not in _MANNER


@cache
def _outcomes() -> frozenset[str]:
    told = load("figures_told")
    return frozenset(("%", *told["sums"], *told["counted"]))
