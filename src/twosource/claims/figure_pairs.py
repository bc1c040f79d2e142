"""How two figures stand to each other: two figures come in, a relation with its reason goes out.

Figures are compared as ranges, and only if they measure the same thing: most differences between reports are of
scope or of time and contradict nothing (Li et al. 2012). When it is not certain that two figures fill one slot,
the answer is "unrelated", because a false contradiction costs a desk more than a missed one.
"""

from __future__ import annotations

from twosource.claims.counted import different_things, noun_words, part_of_two
from twosource.claims.ranges import ROUGH, ROUNDED, effective_range, grain, middle, no_number_fits, same_range
from twosource.lexicon import load
from twosource.model import Figure

__all__ = ["GROWING", "SHRINKING", "Relation", "compare_figures"]

# Tolls that only grow: a later, higher one replaces an earlier one. Others may go both ways, or only shrink.
_TOLLS = load("figure_tolls")
GROWING, SHRINKING = frozenset(_TOLLS["growing"]), frozenset(_TOLLS["shrinking"])


class Relation(str):
    """A relation is its kind: equal, compatible, supersession, contradiction, part-whole or unrelated.

    `reason` says why in words; `later` is "a" or "b" for a supersession, `part` for a part-whole.

    >>> Relation("equal", "the same words") == "equal"
    True
    """

    __slots__ = ("later", "part", "reason")
    reason: str
    later: str | None
    part: str | None

    def __new__(cls, kind: str, reason: str = "", later: str | None = None, part: str | None = None) -> Relation:
        """Make the relation of that kind."""
        relation = super().__new__(cls, kind)
        relation.reason, relation.later, relation.part = reason, later, part
        return relation


def compare_figures(a: Figure, b: Figure, *, when_a: str | None = None, when_b: str | None = None) -> Relation:
    """Return the relation of two figures, which an editor would give them.

    `when_a` and `when_b` are ISO dates of the statements; without them nothing is called a supersession.
    """
    if reason := different_things(a, b):
        return Relation("unrelated", reason)
    part = part_of_two(a, b)
    if part and (part != "unsure" or no_number_fits(a, b)):
        return _part_and_whole(a, b, part, when_a, when_b)
    if part == "unsure" and not no_number_fits(a, b):
        part = None
    if same_range(a, b):
        return Relation("equal", "the words allow the same range")
    if not no_number_fits(a, b):
        return _outgrown(a, b, when_a, when_b) or Relation("compatible", "the ranges overlap")
    return _disagreement(a, b, when_a, when_b)


def _part_and_whole(a: Figure, b: Figure, part: str, when_a: str | None, when_b: str | None) -> Relation:
    if part == "unsure":
        part = "a" if len(noun_words(a.noun)) > len(noun_words(b.noun)) else "b"
    small, large = (a, b) if part == "a" else (b, a)
    low, high = effective_range(small)[0], effective_range(large)[1]
    if low is not None and high is not None and low > high:
        if when_a and when_b and when_a[:10] != when_b[:10]:
            return Relation("part-whole", "the part of one day outgrew the whole of another", part=part)
        return Relation("contradiction", "a part is larger than its whole", part=part)
    if small.what is None and large.what is None and small.part_of is None:
        return Relation("unrelated", "nothing says that one is a part of the other")
    return Relation("part-whole", "one counts a part of what the other counts", part=part)


def _outgrown(a: Figure, b: Figure, when_a: str | None, when_b: str | None) -> Relation | None:
    """Return a supersession where a later count has left "at least" or "more than" of an earlier day behind."""
    if not when_a or not when_b or when_a[:10] == when_b[:10]:
        return None
    later = "a" if when_a[:10] > when_b[:10] else "b"
    new, old = (a, b) if later == "a" else (b, a)
    if (new.what or old.what) not in GROWING or old.comparator != ">" or old.low is None or new.low is None:
        return None
    # "More than 200" is how a newsroom rounds 212: the rounder the number, the further it may be from the true one.
    spare = max(ROUNDED, min(ROUGH, grain(old) / max(abs(middle(old)), 1.0)))
    if new.low <= old.low * (1 + spare):
        return None
    return Relation("supersession", f"a later count of those {new.what or old.what}", later=later)


def _disagreement(a: Figure, b: Figure, when_a: str | None, when_b: str | None) -> Relation:
    """Tell a later toll from a contradiction, and figures of different days from both."""
    if when_a and when_b and when_a[:10] != when_b[:10]:
        later = "a" if when_a[:10] > when_b[:10] else "b"
        new, old = (a, b) if later == "a" else (b, a)
        what = new.what or old.what
        grew = middle(new) > middle(old)
        if (what in GROWING and grew) or what in SHRINKING:
            return Relation("supersession", f"a later count of those {what}", later=later)
        if what is None:
            return Relation("unrelated", "figures of different days")
        return Relation("contradiction", "a later count is lower, where a count can only grow")
    return Relation("contradiction", "no number fits both")
