"""A statement and a report come in; whether the report bears the statement out goes out, with the places.

The comparison is the one that finds conflicts between reports (`differences`): the statement is laid beside the
sentences of the report that are most like it, and read slot by slot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.claims.differences import Alignment, Difference, align_slots, find_differences, weigh
from twosource.claims.near import by_sentence
from twosource.claims.slots import Slot, find_slots, of_one_state, same_slot
from twosource.language.notes import ReportNotes
from twosource.model import Place, Span

SUPPORTED, CONTRADICTED, NOT_FOUND = "supported", "contradicted", "not found"
# A statement is compared with so many sentences of the report, those most like it.
COMPARED = 3
# The share of a statement's weight that must stand in one sentence for it to be about the same thing.
SAME_THING = 0.34
# The share that must stand in the sentences compared, taken together, for it to be borne out by them.
BORNE_OUT = 0.4


@dataclass(frozen=True, slots=True)
class Check:
    """What a report says of a statement: supported, contradicted or not found; why, in words; and where it stands."""

    verdict: str
    reasons: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Beside:
    """A sentence of the report laid beside the statement."""

    sentence: Span
    slots: Sequence[Slot]
    alignment: Alignment
    share: float


def check_statement(said: str, said_notes: ReportNotes, text: str, notes: ReportNotes) -> Check:
    """Say whether a report supports a statement, contradicts it, or does not say.

    `said` is the statement's text and `said_notes` what the language layer reads in it; `text` and `notes` are the
    report's. A statement of several sentences is as good as its worst.
    """
    sentences = [(span, slots_of(near)) for span, near in by_sentence(notes)]
    everything = [slot for _, slots in sentences for slot in slots]
    checked = [
        _check(said, slots_of(near), text, notes.report, sentences, everything) for _, near in by_sentence(said_notes)
    ]
    if not checked:
        return Check(NOT_FOUND, ("the statement says nothing that can be compared",), ())
    for verdict in (CONTRADICTED, NOT_FOUND):
        if any(c.verdict == verdict for c in checked):
            worst = [c for c in checked if c.verdict == verdict]
            break
    else:
        verdict, worst = SUPPORTED, checked
    return Check(verdict, tuple(r for c in worst for r in c.reasons), tuple(p for c in worst for p in c.places))


def slots_of(notes: ReportNotes) -> list[Slot]:
    """Return the slots of a stretch, given the notes that touch it."""
    verbs = {c.head: c.negated for c in notes.clauses}
    return find_slots(notes.words, notes.names, notes.figures, notes.times, verbs)


def _check(
    said: str,
    slots: Sequence[Slot],
    text: str,
    report: str,
    sentences: Sequence[tuple[Span, Sequence[Slot]]],
    everything: Sequence[Slot],
) -> Check:
    beside = _most_alike(slots, sentences)
    places = tuple(Place(report, b.sentence) for b in beside)
    against = _against(slots, beside)
    if against:
        reasons = tuple(f"{d.kind}: “{d.ours.of(said)}” against “{d.theirs.of(text)}”" for d, _ in against)
        return Check(CONTRADICTED, reasons, tuple(Place(report, d.theirs) for d, _ in against))
    absent = [s for s in slots if _is_absent(s, said, text, everything)]
    if absent:
        return Check(NOT_FOUND, tuple(f"“{s.span.of(said)}” does not stand in the report" for s in absent), places)
    found = {i for b in beside for i, _ in b.alignment.pairs}
    whole = sum(weigh(s) for s in slots)
    if not beside or sum(weigh(slots[i]) for i in sorted(found)) < BORNE_OUT * whole:
        return Check(NOT_FOUND, ("too little of it stands in the report",), places)
    return Check(SUPPORTED, (), places)


def _most_alike(slots: Sequence[Slot], sentences: Sequence[tuple[Span, Sequence[Slot]]]) -> list[_Beside]:
    whole = sum(weigh(s) for s in slots) or 1.0
    found = []
    for span, theirs in sentences:
        alignment = align_slots(slots, theirs)
        share = alignment.weight / whole
        if share >= SAME_THING:
            found.append(_Beside(span, theirs, alignment, share))
    return sorted(found, key=lambda b: (-b.share, b.sentence))[:COMPARED]


def _against(slots: Sequence[Slot], beside: Sequence[_Beside]) -> list[tuple[Difference, _Beside]]:
    """Return the differences to a sentence that no other sentence of those compared settles."""
    found = []
    for b in beside:
        others = [o for o in beside if o is not b]
        for difference in find_differences(slots, b.slots, b.alignment):
            if not any(_settles(difference, slots, o) for o in others):
                found.append((difference, b))
    return found


def _settles(difference: Difference, slots: Sequence[Slot], other: _Beside) -> bool:
    """Say whether another sentence has what the statement says in that place."""
    at = next(i for i, s in enumerate(slots) if s.span == difference.ours)
    if difference.kind == "negation":
        return any(i == at and other.slots[j].negated == slots[at].negated for i, j in other.alignment.pairs)
    return any(i == at for i, _ in other.alignment.pairs)


def _is_absent(slot: Slot, said: str, text: str, everything: Sequence[Slot]) -> bool:
    """Say whether a name or number of the statement stands nowhere in the report, in any form."""
    if slot.kind == "word":
        return False
    if any(same_slot(slot, other) or of_one_state(slot, other) for other in everything):
        return False
    words = slot.span.of(said).lower().removesuffix("’s").removesuffix("'s")
    return words not in text.lower()
