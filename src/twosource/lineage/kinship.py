"""How far one report explains another: what would have to be cut, moved and written to make the one from the other."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twosource.lineage.matching import Match
from twosource.lineage.wording import Wording
from twosource.lineage.words import Mask

# What an editor's strokes cost, in words written. A stretch of sentences cut is one stroke, however long: cutting is
# what desks do. Tuned on families-dev (right parents minus 1.5 times wrong ones).
CUT, TRIM, MOVE = 0.5, 0.25, 2.0


@dataclass(frozen=True, slots=True)
class Making:
    """What it takes to make `child` from `parent`.

    `written` are the child's words that the parent does not have, less those that a third report explains; `alone`
    are those of them in sentences that the parent does not have. `cuts` are stretches of sentences, `trims` of words
    inside sentences.
    """

    child: str
    parent: str
    written: int
    alone: int
    words: int
    cuts: int
    trims: int
    moves: int
    tail_cut: int
    lead_cut: bool

    @property
    def cost(self) -> float:
        """The strokes of the editor, in words: the fewer, the likelier (minimum description length)."""
        return self.written + CUT * self.cuts + TRIM * self.trims + MOVE * self.moves

    @property
    def new(self) -> float:
        """The share of the child's words that are its own."""
        return self.written / max(self.words, 1)

    @property
    def added(self) -> float:
        """The share of the child's words that stand in sentences of its own."""
        return self.alone / max(self.words, 1)


def both_ways(a: Wording, b: Wording, matches: list[Match], foreign_a: Mask, foreign_b: Mask) -> tuple[Making, Making]:
    """Return the making of `a` from `b`, and of `b` from `a`, given their matched sentences (those of `a` first).

    The masks are true for words that come from elsewhere (a second parent): nobody wrote them on the way.
    """
    turned = sorted((m.turned() for m in matches), key=lambda m: (m.this, m.other))
    return _making(a, b, matches, foreign_a), _making(b, a, turned, foreign_b)


def _making(child: Wording, parent: Wording, matches: list[Match], foreign: Mask) -> Making:
    kept_child, kept_parent = _kept(child, [m.here for m in matches]), _kept(parent, [m.there for m in matches])
    used_child, used_parent = _used(child, [m.this for m in matches]), _used(parent, [m.other for m in matches])
    inside = _inside(child, used_child)
    from_elsewhere = foreign & ~inside
    written = int((~kept_child & ~from_elsewhere).sum())
    trims = _trims(parent, kept_parent, used_parent)
    order = [m.other for m in matches]
    last = max(order, default=-1)
    return Making(
        child.report,
        parent.report,
        written,
        int((~inside & ~foreign).sum()),
        len(kept_child),
        _stretches(~used_parent),
        trims,
        sum(1 for i, j in itertools.pairwise(order) if j < i),
        len(parent.sentences) - 1 - last if matches else 0,
        bool(len(used_parent)) and not used_parent[0],
    )


def _kept(wording: Wording, places: list[NDArray[np.int64]]) -> Mask:
    mask = np.zeros(len(wording.words.keys), bool)
    for at in places:
        mask[at] = True
    return mask


def _used(wording: Wording, numbers: list[int]) -> Mask:
    mask = np.zeros(len(wording.sentences), bool)
    mask[numbers] = True
    return mask


def _inside(wording: Wording, used: Mask) -> Mask:
    """Return which words stand in the sentences that are `used`."""
    if not len(used):
        return np.zeros(len(wording.words.keys), bool)
    inside: Mask = used[wording.sentence_of]
    return inside


def _trims(parent: Wording, kept: Mask, used: Mask) -> int:
    """Count the stretches of words that were taken out of sentences that are used."""
    gone = ~kept & _inside(parent, used)
    goes_on = np.zeros(len(gone), bool)
    goes_on[1:] = gone[:-1] & (parent.sentence_of[1:] == parent.sentence_of[:-1])
    return int((gone & ~goes_on).sum())


def _stretches(mask: Mask) -> int:
    """Count the runs of true values."""
    return int(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])).clip(0).sum())
