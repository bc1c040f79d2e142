"""Two tellings of one thing come in, as slots; where they cannot both hold goes out.

The slots that the two have in common, in order, hold the tellings together; what stands between the same neighbours
is compared: a name against a name of its kind, a count against a count, a day against a day, a word against its
opposite, a verb against the verb with a "not". This says nothing unless the tellings are about one thing at one time,
which the caller must know first.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from twosource.claims.slots import PLACES, Slot, of_one_state, same_slot
from twosource.claims.wording import concept, rarity
from twosource.language.figure_units import base_of
from twosource.lexicon import load
from twosource.model import Span

# What a slot that holds typed content adds to an alignment, beside rare words (0 to 1) and common ones.
TYPED = 1.0
LEAST = 0.15
# Slots further from the last common one than this many are no longer "between the same neighbours".
NEAR = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: `kind` is figure, time, place, person, name, negation, opposite or sort; the words of each side."""

    kind: str
    ours: Span
    theirs: Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of positions (in ours, in theirs) that hold the same, in order, and what they weigh together."""

    pairs: tuple[tuple[int, int], ...]
    weight: float


def align_slots(ours: Sequence[Slot], theirs: Sequence[Slot]) -> Alignment:
    """Return the heaviest series of slots that stand in the same order in both (a weighted common subsequence)."""
    n, m = len(ours), len(theirs)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    same = [[weigh(a) if same_slot(a, b) else 0.0 for b in theirs] for a in ours]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            joined = same[i][j] + best[i + 1][j + 1] if same[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], joined)
    pairs, i, j = [], 0, 0
    while i < n and j < m:
        if same[i][j] and best[i][j] == same[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return Alignment(tuple(pairs), best[0][0])


def weigh(slot: Slot) -> float:
    """Return how much a slot tells, from 0 to 1: names and numbers most, words by how rare they are in news."""
    return max(LEAST, rarity(slot.key)) if slot.kind == "word" else TYPED


def find_differences(ours: Sequence[Slot], theirs: Sequence[Slot], alignment: Alignment) -> list[Difference]:
    """Return what differs between two aligned tellings, in the order of ours."""
    found = [
        Difference("negation", ours[i].span, theirs[j].span)
        for i, j in alignment.pairs
        if ours[i].heads and theirs[j].heads and ours[i].negated != theirs[j].negated
    ]
    for (left, right), (upper, lower) in _gaps(ours, theirs, alignment):
        missing = [a for a in ours[left:right] if not any(same_slot(a, b) or of_one_state(a, b) for b in theirs)]
        spare = [b for b in theirs[upper:lower] if not any(same_slot(a, b) for a in ours)]
        for a in missing:
            kinds = [(kind, b) for b in spare if (kind := _clash(a, b))]
            if kinds:
                kind, b = kinds[0]
                found.append(Difference(kind, a.span, b.span))
    return sorted(found, key=lambda d: (d.ours, d.theirs))


def _gaps(
    ours: Sequence[Slot], theirs: Sequence[Slot], alignment: Alignment
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the stretches between common slots, those at the ends no longer than `NEAR`."""
    if not alignment.pairs:
        return []
    edges = [*alignment.pairs, (len(ours), len(theirs))]
    first = edges[0]
    gaps = [((max(0, first[0] - NEAR), first[0]), (max(0, first[1] - NEAR), first[1]))]
    for (i, j), (k, other) in itertools.pairwise(edges):
        gaps.append(((i + 1, k), (j + 1, other)))
    last = gaps[-1]
    gaps[-1] = (
        (last[0][0], min(last[0][1], last[0][0] + NEAR)),
        (last[1][0], min(last[1][1], last[1][0] + NEAR)),
    )
    return [g for g in gaps if g[0][0] < g[0][1] and g[1][0] < g[1][1]]


def _clash(a: Slot, b: Slot) -> str | None:
    """Return the kind of difference of two slots that stand in one place and are not the same, or None."""
    if a.figure is not None and b.figure is not None:
        return "figure" if base_of(a.figure.unit)[0] == base_of(b.figure.unit)[0] else None
    if a.time is not None and b.time is not None:
        return "time"
    if a.name is not None and b.name is not None:
        if a.name.kind in PLACES and b.name.kind in PLACES:
            return "place"
        if a.name.kind == b.name.kind:
            return "person" if a.name.kind == "PERSON" else "name"
        return None
    if a.kind == b.kind == "word":
        return opposed(a.key, b.key)
    return None


@cache
def opposed(a: str, b: str) -> str | None:
    """Say whether two concepts are opposites ("opposite") or two of a sort of which a thing is one ("sort").

    >>> opposed(concept("increase"), concept("decline")), opposed("brother", "sister"), opposed("brother", "father")
    ('opposite', 'sort', None)
    """
    if a == b:
        return None
    sides, sorts = _opposites()
    here, there = sides.get(a, frozenset()), sides.get(b, frozenset())
    if any((pair, 1 - side) in there for pair, side in here) and not here & there:
        return "opposite"
    mine, other = sorts.get(a, {}), sorts.get(b, {})
    return "sort" if any(other.get(kind, place) != place for kind, place in mine.items()) else None


@cache
def _opposites() -> tuple[dict[str, frozenset[tuple[int, int]]], dict[str, dict[int, int]]]:
    lexicon = load("opposites")
    sides: dict[str, set[tuple[int, int]]] = {}
    for number, pair in enumerate(lexicon["pairs"]):
        for side, words in enumerate(pair):
            for word in words.split():
                sides.setdefault(concept(word), set()).add((number, side))
    sorts: dict[str, dict[int, int]] = {}
    for number, line in enumerate(lexicon["sorts"]):
        for place, forms in enumerate(line.split("|")):
            for word in forms.split():
                sorts.setdefault(concept(word), {})[number] = place
    return {w: frozenset(s) for w, s in sides.items() if w}, {w: s for w, s in sorts.items() if w}
