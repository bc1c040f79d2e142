"""How far one report explains another: what would have to be cut, moved and written to make the one from the other."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from twosource.lineage.likeness import Alike
from twosource.lineage.matching import Match
from twosource.lineage.wording import Wording

# What an editor's strokes cost, in words written. A stretch of sentences cut is one stroke, however long: cutting is
# what desks do. Tuned on families-dev (right parents minus 1.5 times wrong ones).
CUT, TRIM, MOVE = 0.5, 0.25, 2.0


@dataclass(frozen=True)
class Making:
    """What it takes to make `child` from `parent`.

    Of the child's words the parent has `kept`; `elsewhere` are those that it lacks and a third report explains,
    `written` those that neither explains, and `alone` those of them in sentences that the parent does not have. `cuts`
    are stretches of sentences, `trims` of words inside sentences.
    """

    child: str
    parent: str
    kept: int
    elsewhere: int
    written: int
    alone: int
    words: int
    cuts: int
    trims: int
    moves: int
    tail_cut: int
    lead_cut: bool

    @cached_property
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


class Kept(NamedTuple):
    """What of one report stands in another: which `sentences`, how many `words`, and the `gaps` between those."""

    sentences: AbstractSet[int]
    words: int
    gaps: int

    def share_of(self, report: Wording) -> float:
        """Return the share of the report's words that this is."""
        return round(self.words / max(len(report.words.keys), 1), 4)


def kept_both(a: Wording, b: Wording, matches: Sequence[Match]) -> tuple[Kept, Kept]:
    """Return what of one report stands in another, and what of that stands in the first."""
    words = sum([m.alike.words for m in matches])
    one = Kept({m.this for m in matches}, words, sum([m.alike.gaps for m in matches]))
    other = Kept({m.other for m in matches}, words, sum([m.alike.gaps_back for m in matches]))
    if len(one.sentences) < len(matches):
        times = Counter([m.this for m in matches])
        parts = [(m.this, m.alike) for m in matches if times[m.this] > 1]
        one = _in_parts(one, a, parts)
    if len(other.sentences) < len(matches):
        times = Counter([m.other for m in matches])
        parts = [(m.other, m.alike.turned()) for m in matches if times[m.other] > 1]
        other = _in_parts(other, b, parts)
    return one, other


def _in_parts(kept: Kept, report: Wording, parts: Sequence[tuple[int, Alike]]) -> Kept:
    """Count anew the sentences that have several matches: those may share words, and leave smaller gaps together."""
    places: dict[int, int] = {}  # the words of a sentence, as bits
    for n, alike in parts:
        places[n] = places.get(n, 0) | alike.bits()[0]
    words = sum([bits.bit_count() for bits in places.values()]) - sum([alike.words for _, alike in parts])
    gaps = 0
    for n, bits in places.items():
        lacking = ~bits & ((1 << report.lengths[n]) - 1)
        gaps += (lacking & ~(lacking << 1)).bit_count()
    return Kept(kept.sentences, kept.words + words, kept.gaps + gaps - sum([alike.gaps for _, alike in parts]))


def both_ways(
    a: Wording, b: Wording, matches: Sequence[Match], foreign_a: AbstractSet[int], foreign_b: AbstractSet[int]
) -> tuple[Making, Making]:
    """Return the making of `a` from `b`, and of `b` from `a`, given their matched sentences.

    What comes from elsewhere (a second parent) nobody wrote on the way: `foreign_a` and `foreign_b` are the sentences
    of which that is so.
    """
    here, there = kept_both(a, b, matches)
    order = [m.other for m in matches]
    back = [this for _, this in sorted([(m.other, m.this) for m in matches])]
    return _making(a, b, here, there, foreign_a, order), _making(b, a, there, here, foreign_b, back)


def _making(
    child: Wording, parent: Wording, here: Kept, there: Kept, foreign: AbstractSet[int], order: Sequence[int]
) -> Making:
    """Return the making of a child; `order` is that of the parent's sentences in the child."""
    words = len(child.words.keys)
    inside = sum([child.lengths[n] for n in here.sentences])
    elsewhere = sum([child.lengths[n] for n in foreign - here.sentences]) if foreign else 0
    return Making(
        child=child.report,
        parent=parent.report,
        kept=here.words,
        elsewhere=elsewhere,
        written=words - here.words - elsewhere,
        alone=words - inside - elsewhere,
        words=words,
        cuts=_stretches(there.sentences, len(parent.edges)),
        trims=there.gaps,
        moves=len([1 for i, j in itertools.pairwise(order) if j < i]),
        tail_cut=len(parent.edges) - 1 - max(order) if order else 0,
        lead_cut=bool(parent.edges) and 0 not in there.sentences,
    )


def _stretches(kept: AbstractSet[int], count: int) -> int:
    """Count the runs of numbers below `count` that are not kept."""
    ended = len([n for n in kept if n + 1 not in kept])  # each kept run, save one at the very end, is followed by one
    return ended - (count - 1 in kept) + (0 not in kept and count > 0)
