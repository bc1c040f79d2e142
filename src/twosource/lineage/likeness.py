"""How one sentence stands in another: which words they share in the same order, and how much those weigh."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq


class Alike(NamedTuple):
    """How one sentence stands in another.

    `likeness` is the share of its weight that the other has in the same order, `back` the same the other way round;
    `words` is how many words they share. `blocks` are stretches of shared words: place in the one, place in the
    other, length. `gaps` are the stretches of the one's words that the other lacks, `gaps_back` those of the other's.
    """

    likeness: float
    back: float
    words: int
    blocks: tuple[tuple[int, int, int], ...]
    gaps: int = 0
    gaps_back: int = 0

    def turned(self) -> Alike:
        """Return how the other sentence stands in this one."""
        blocks = tuple([(there, here, size) for here, there, size in self.blocks])
        return Alike(self.back, self.likeness, self.words, blocks, self.gaps_back, self.gaps)

    def places(self) -> list[tuple[int, int]]:
        """Return the shared words, each by its place in the one sentence and in the other."""
        return [(here + n, there + n) for here, there, size in self.blocks for n in range(size)]

    def bits(self) -> tuple[int, int]:
        """Return the shared words of the one sentence and of the other, as bits: many sets of places in one step."""
        here = there = 0
        for a, b, size in self.blocks:
            word = (1 << size) - 1
            here |= word << a
            there |= word << b
        return here, there


def compare(
    mine: Sequence[int], theirs: Sequence[int], my_weight: Sequence[float], their_weight: Sequence[float]
) -> Alike:
    """Compare two sentences, given as rows of words; weights are running sums, from the one before the first word.

    >>> compare([7, 8, 9, 5], [8, 9, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3])
    Alike(likeness=0.5, back=0.6666666666666666, words=2, blocks=((1, 0, 2),), gaps=2, gaps_back=1)
    """
    found = LCSseq.editops(mine, theirs).as_matching_blocks()
    blocks = tuple([(block.a, block.b, block.size) for block in found if block.size])
    weighed = weighed_back = 0.0
    words = gaps = gaps_back = at = at_back = 0
    for here, there, size in blocks:
        weighed += my_weight[here + size] - my_weight[here]
        weighed_back += their_weight[there + size] - their_weight[there]
        words += size
        gaps += here > at
        gaps_back += there > at_back
        at, at_back = here + size, there + size
    return Alike(
        weighed / max(my_weight[-1] - my_weight[0], 1e-9),
        weighed_back / max(their_weight[-1] - their_weight[0], 1e-9),
        words,
        blocks,
        gaps + (at < len(mine)),
        gaps_back + (at_back < len(theirs)),
    )
