"""Claims and conflicts come in; what is printed behind a claim that a later count or a withdrawal overtook goes out.

Such a claim may stand first in its section, for most reports have it. Whoever reads no further must see there that it
no longer holds, and what took its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from twosource.briefing.labels import Citer
from twosource.briefing.lead import content_words
from twosource.briefing.sections import range_in_words
from twosource.claims.numbers import number_concept, numbers_in
from twosource.model import Claim, Conflict, Reading

REPLACED = "replaced by a later count"
TAKEN_BACK = "a part of it was withdrawn"
# A claim that prints itself what was taken back and what is right needs no more behind it.
CORRECTED = "(since corrected"
# So much of what was taken back stands in the words of a claim that holds it.
HELD = 0.7


def overtaken(claims: Sequence[Claim], conflicts: Iterable[Conflict], citer: Citer) -> dict[str, str]:
    """Return, by the id of a claim, what to print behind it: what replaced its count, or that a part was taken back."""
    told: dict[str, str] = {}
    at: dict[str, list[tuple[Claim, Reading]]] = {}
    for claim in claims:
        for reading in claim.readings:
            at.setdefault(reading.report, []).append((claim, reading))
    for conflict in conflicts:
        of_story = [r for r in conflict.readings if r.report in citer.names]
        if conflict.kind == "supersession":
            found = _with_older_count(conflict, at)
            words = _by_what(conflict, claims, citer)
        elif conflict.kind == "retraction":
            found = _with_withdrawn(of_story, at)
            cited = citer.cite_all(r for r in of_story if r.stance == "withdraws")
            words = f"{TAKEN_BACK}{_labels([c.label for c in cited])}"
        else:
            continue
        for claim in found:
            corrected = conflict.kind == "retraction" and CORRECTED in claim.text
            if not corrected and claim.standing != "withdrawn" and claim.id != conflict.claim:
                told.setdefault(claim.id, words)
    return told


def _with_older_count(conflict: Conflict, at: Mapping[str, Sequence[tuple[Claim, Reading]]]) -> list[Claim]:
    """Return the claims that a count which was replaced is a reading of, or that print it beside something else."""
    found = []
    for old in conflict.readings:
        for claim, reading in at.get(old.report, ()):
            if reading.span == old.span or (_holds(reading, old) and _prints(claim.text, old.value)):
                found.append(claim)
    return [c for c in found if c.id != conflict.claim and not _is_last(c, conflict)]


def _is_last(claim: Claim, conflict: Conflict) -> bool:
    """Say whether a claim prints what replaced the others ("two died overnight, bringing the dead to nine")."""
    newest = conflict.readings[-1]
    numbers = {number for *_, number in numbers_in(conflict.text)} & {number for *_, number in numbers_in(claim.text)}
    return bool(numbers) and any(_holds(r, newest) for r in claim.readings if r.report == newest.report)


def _by_what(conflict: Conflict, claims: Iterable[Claim], citer: Citer) -> str:
    """Return what replaced a count and where it stands: "replaced by a later count: 11 [06:6]"."""
    last = next((c for c in claims if c.id == conflict.claim), None)
    told = [(r.report, r.span) for r in last.readings] if last else []
    newer = [r for r in conflict.readings if (r.report, r.span) in told and r.report in citer.names]
    value = next((r.value for r in newer if r.value), None)
    if any(r.value == value for r in conflict.readings if r not in newer):
        value = None  # four are missing, the four have been found: no other number took its place
    number = range_in_words(value).strip("()")
    cited = [c.label for c in citer.cite_all(newer)]
    return f"{REPLACED}{': ' if number else ''}{number}{_labels(cited[:1])}"


def _with_withdrawn(readings: Sequence[Reading], at: Mapping[str, Sequence[tuple[Claim, Reading]]]) -> list[Claim]:
    """Return the claims whose own words hold what was taken back, with all its numbers."""
    back = [r for r in readings if r.stance == "withdraws"]
    numbers = {number for r in back for *_, number in numbers_in(r.text)}
    found = []
    for old in readings:
        for claim, reading in at.get(old.report, ()) if old.stance != "withdraws" else ():
            words, told = set(content_words(old.text)), set(content_words(claim.text))
            # of "some 60" the number is all that was taken back
            held = len(words & told) >= HELD * len(words) if words else bool(numbers)
            if held and _holds(reading, old) and numbers <= {number for *_, number in numbers_in(claim.text)}:
                found.append(claim)
    return found


def _holds(reading: Reading, old: Reading) -> bool:
    return reading.span.start <= old.span.start and old.span.end <= reading.span.end


def _prints(text: str, value: tuple[float | None, float | None] | None) -> bool:
    """Say whether a text has one of the ends of a count in digits or in words."""
    ends = {number_concept(end) for end in value or () if end is not None}
    return bool(ends & {number for *_, number in numbers_in(text)})


def _labels(labels: Sequence[str]) -> str:
    return f" [{', '.join(labels)}]" if labels else ""
