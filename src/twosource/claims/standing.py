"""The readings of a claim come in; how it stands goes out: reports, lineages, origins, and why.

The counting rule is DESIGN's. Two descendants of one copy are one lineage however many outlets ran it, and an origin
that no one names counts as none: false independence is the error that must not happen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.claims.houses import Houses, say_joined
from twosource.claims.voices import Roles, tell_apart
from twosource.model import Reading

CONFIRMED = "confirmed independently"
ONE_ORIGIN = "independently reported, one origin"
NO_ORIGIN = "independently reported, origin unknown"
NOT_CONFIRMED = "independently reported, origins in one lineage only"
UNSURE = "independently reported, sources not shown to say the same"
ONE_LINEAGE = "one report"
REPRINTED = "one report, run {n} times"
ONE_NEWSROOM = "one newsroom, in {n} reports"
WITHDRAWN = "withdrawn"
DISPUTED = "disputed"

_SMALL_NUMBERS = dict(enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine"), 2))

# What stands for a newsroom that states a thing on its own account: each lineage's newsroom is one origin.
OWN_ACCOUNT = "own account of "


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands: three numbers, the verdict in words, and the reasons for it.

    `credibility` is a proposal on the Admiralty scale, 1 only where independence is shown; None where the claim was
    withdrawn. `reports` and `lineages` count those that still state it.
    """

    reports: int
    lineages: int
    origins: tuple[str, ...]
    verdict: str
    reasons: tuple[str, ...]
    credibility: int | None


def count_standing(
    readings: Sequence[Reading],
    copied: Mapping[str, str] | None = None,
    roles: Roles | None = None,
    houses: Houses | None = None,
    joined: Sequence[str] = (),
) -> Standing:
    """Count a claim's readings by the counting rule.

    `copied` leads from a lineage to the one that it shares the very words of this claim with: a report that adds two
    paragraphs of another's to its own is a lineage of its own, but not for what stands in those paragraphs. `roles`
    are the offices of the people of the story: an office and who holds it are one origin. `houses` say which lineages
    are stories of one newsroom, which are not one report run twice; `joined` says in words what else made lineages one.

    >>> from twosource.model import Span
    >>> one = Reading("a", Span(0, 1), "l1", "harbour office")
    >>> two = Reading("b", Span(0, 1), "l2", "harbour office")
    >>> count_standing([one, two]).verdict
    'independently reported, one origin'
    """
    stating = [r for r in readings if r.stance in {"states", "hedges"}]
    withdrawing = [r for r in readings if r.stance == "withdraws"]
    denying = [r for r in readings if r.stance == "denies"]
    counted = stating or list(readings)
    reports = len({r.report for r in counted})
    lineages = len({(copied or {}).get(r.lineage, r.lineage) for r in counted})
    voices = tell_apart([r.origin for r in counted if r.origin], roles or {})
    origins = tuple(sorted(set(voices.values())))
    heard = {((copied or {}).get(r.lineage, r.lineage), voices[r.origin]) for r in counted if r.origin}
    told_by = {r.lineage for r in counted}
    same_house = say_joined(told_by, houses) if houses else []
    once = (ONE_NEWSROOM if same_house else REPRINTED).format(n=reports) if reports > 1 else ONE_LINEAGE
    verdict = _verdict(lineages, origins, _independent(heard), bool(withdrawing), bool(denying and stating), once)
    return Standing(
        reports,
        lineages,
        origins,
        verdict,
        (*same_house, *joined, *_reasons(counted, withdrawing, denying, voices)),
        _credibility(verdict),
    )


def _independent(heard: set[tuple[str, str]]) -> bool:
    """Say whether two lineages have each an origin that is not the other's.

    Two origins in one lineage's copy, and a second lineage that names nobody, confirm nothing.
    """
    return any(a != b and x != y for a, x in heard for b, y in heard)


def _verdict(
    lineages: int, origins: tuple[str, ...], independent: bool, withdrawn: bool, denied: bool, once: str
) -> str:
    if withdrawn:
        return WITHDRAWN
    if denied:
        return DISPUTED
    if lineages >= 2:
        return CONFIRMED if independent else NOT_CONFIRMED if len(origins) > 1 else ONE_ORIGIN if origins else NO_ORIGIN
    return once


def _reasons(
    counted: Sequence[Reading],
    withdrawing: Sequence[Reading],
    denying: Sequence[Reading],
    voices: Mapping[str, str],
) -> tuple[str, ...]:
    reasons = []
    by_lineage: dict[str, set[str]] = {}
    for reading in counted:
        by_lineage.setdefault(reading.lineage, set()).add(reading.report)
    for lineage in sorted(by_lineage):
        reports = len(by_lineage[lineage])
        if reports > 1:
            reasons.append(f"{reports} reports run one copy ({lineage}) and count once")
    unknown = len({r.report for r in counted if not r.origin})
    if unknown:
        reasons.append(
            f"{say_reports(unknown)} gives no source" if unknown == 1 else f"{say_reports(unknown)} give no source"
        )
    reasons.extend(f"{a} may be the same source as {b}" for a, b in sorted(voices.items()) if a != b)
    reasons.extend(f"withdrawn by {r.origin or 'a source not named'}" for r in withdrawing[:1])
    reasons.extend(f"denied by {r.origin or 'a source not named'}" for r in denying[:1])
    return tuple(reasons)


def say_reports(n: int) -> str:
    """Say how many reports, as a newspaper writes it.

    >>> say_reports(1), say_reports(3), say_reports(12)
    ('one report', 'three reports', '12 reports')
    """
    return "one report" if n == 1 else f"{_SMALL_NUMBERS.get(n, n)} reports"


def _credibility(verdict: str) -> int | None:
    """Propose an Admiralty credibility: 1 confirmed, 2 probably true, 3 possibly true, 6 cannot be judged.

    2 is never proposed: it asks for a judgement of the matter, which is a person's.
    """
    return {CONFIRMED: 1, WITHDRAWN: None, DISPUTED: 6}.get(verdict, 3 if verdict.startswith("independently") else 6)
