"""Counts as the conflict databases code them: the readings of one count come in, a coded number and its rule go out.

A profile is a policy of its users and no finding of ours, so the words stay in the ledger and every coded row
prints the rule that made it (lexicon/figure_profiles.toml). The number of sources is the number of lineages: who
ran the same copy is no further source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.lexicon import load
from twosource.model import Claim, Figure, Ledger, Place, Reading

__all__ = ["PROFILES", "Coded", "Printed", "check_profile", "code_claims", "code_readings", "rule_of"]

PROFILES = ("printed", "ucdp", "acled")
_RULES = load("figure_profiles")


@dataclass(frozen=True, slots=True)
class Printed:
    """A reading of a count: the figure, the words that print it, and the lineage that the report belongs to."""

    figure: Figure
    words: str
    lineage: str
    withdrawn: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A count under one profile. Numbers are None where the profile gives none; `rule` says how they were made.

    `sources` counts the lineages that stand behind the number, `readings` its readings and `reports` their reports.
    `places` are where the words printed stand.
    """

    profile: str
    low: float | None
    best: float | None
    high: float | None
    printed: tuple[str, ...]
    sources: int
    readings: int
    rule: str
    claim: str = ""
    what: str | None = None
    unit: str = ""
    reports: int = 0
    places: tuple[Place, ...] = ()


def code_readings(readings: Sequence[Printed], profile: str) -> Coded:
    """Return one count under `profile` ("printed", "ucdp" or "acled"); raises ValueError on another name.

    >>> from twosource.model import Span
    >>> dozens = Figure("r", Span(0, 6), 24, None, "=", (12, 120), "people", what="killed")
    >>> code_readings([Printed(dozens, "dozens", "l1")], "acled").best
    12
    """
    check_profile(profile)
    standing = [reading for reading in readings if not reading.withdrawn]
    numbers = {"printed": _as_printed, "ucdp": _ucdp, "acled": _acled}[profile](standing)
    shown = readings if profile == "printed" else standing
    words = dict.fromkeys(f"{r.words} (withdrawn)" if r.withdrawn else r.words for r in shown)
    first = next((r.figure for r in readings), None)
    return Coded(
        profile,
        *numbers,
        tuple(words),
        len({r.lineage for r in standing}),
        len(standing),
        rule_of(profile),
        what=first.what if first else None,
        unit=first.unit if first else "",
        reports=len({r.place.report for r in standing if r.place}),
        places=tuple(r.place for r in shown if r.place),
    )


def code_claims(ledger: Ledger, profile: str) -> Iterator[Coded]:
    """Yield the ledger's claims that turn on a figure, in the ledger's order, each under `profile`."""
    check_profile(profile)
    texts = {report.id: report.text for report in ledger.reports}
    figures: dict[str, list[Figure]] = {}
    for figure in ledger.figures:
        figures.setdefault(figure.report, []).append(figure)
    for claim in ledger.claims:
        readings = [printed for reading in claim.readings if (printed := _printed(reading, claim, figures, texts))]
        if readings:
            coded = code_readings(readings, profile)
            # two lineages with one copy's words here are one source of the claim, and so of its number
            yield replace(coded, claim=claim.id, sources=min(coded.sources, claim.lineages))


def check_profile(profile: str) -> None:
    """Raise ValueError, with the names to choose from, unless `profile` is one of PROFILES."""
    if profile not in PROFILES:
        raise ValueError(f"no profile {profile!r}: choose one of {', '.join(PROFILES)}")


def rule_of(profile: str) -> str:
    """Return the rule that a profile prints with its numbers; raises ValueError on another name."""
    check_profile(profile)
    return str(_RULES[profile]["rule"])


def _printed(reading: Reading, claim: Claim, figures: dict[str, list[Figure]], texts: dict[str, str]) -> Printed | None:
    """Find the figure that a reading turns on: the first inside it whose range is the reading's value."""
    if reading.value is None:
        return None
    inside = [f for f in figures.get(reading.report, ()) if f.span.overlaps(reading.span)]
    figure = next((f for f in inside if (f.low, f.high) == tuple(reading.value)), None)
    if figure is None:
        return None
    withdrawn = reading.stance == "withdraws" or claim.standing == "withdrawn"
    words = figure.span.of(texts.get(reading.report, ""))
    return Printed(figure, words, reading.lineage, withdrawn, Place(reading.report, figure.span))


# -- the three policies ----------------------------------------------------------------------------------------------


def _as_printed(readings: Sequence[Printed]) -> tuple[float | None, float | None, float | None]:
    lows = [r.figure.low for r in readings]
    highs = [r.figure.high for r in readings]
    low = None if not lows or None in lows else min(x for x in lows if x is not None)
    high = None if not highs or None in highs else max(x for x in highs if x is not None)
    return low, None, high


def _ucdp(readings: Sequence[Printed]) -> tuple[float | None, float | None, float | None]:
    lows, highs, votes = [], [], {}  # type: ignore[var-annotated]
    for reading in readings:
        low, best, high = _estimates(reading.figure)
        lows.extend([low] if low is not None else [])
        highs.extend([high] if high is not None else [])
        if best is not None:
            votes.setdefault(best, set()).add(reading.lineage)
    best = min(votes, key=lambda number: (-len(votes[number]), number)) if votes else None
    return min(lows, default=None), best, max(highs, default=None)


def _estimates(figure: Figure) -> tuple[float | None, float | None, float | None]:
    """Return what one figure gives for low, best and high."""
    if figure.low is not None:
        high = figure.low if figure.high is None else figure.high
        return figure.low, figure.low, high
    if figure.comparator == "<":
        return None, None, figure.high
    value = min(figure.value) if isinstance(figure.value, tuple) else figure.value
    return value, value, value


def _acled(readings: Sequence[Printed]) -> tuple[float | None, float | None, float | None]:
    numbers = [_conservative(r.figure) for r in readings if r.figure.comparator != "<"]
    if not numbers:
        numbers = [r.figure.high for r in readings if r.figure.high is not None]
    number = min(numbers, default=None)
    return number, number, number


def _conservative(figure: Figure) -> float:
    """Return the lowest number that the words give: of a vague word, the first of its order of magnitude."""
    if isinstance(figure.value, tuple):
        return min(figure.value) if figure.low != figure.high or figure.low is None else figure.low
    return figure.value if figure.low is None else figure.low
