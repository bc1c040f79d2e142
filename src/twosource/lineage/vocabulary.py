"""Reports as sets of words, weighted by how rare each is in the corpus: a look at a pair that costs microseconds.

Two reports of one event share its names. A copy, however much its words were changed about, shares most of the rare
words of its source. So this tells the pairs that cannot be copies, and most that must be, without an alignment.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.lineage.words import Keys


class Vocabulary:
    """The distinct words of each report, by the report's number. Weights are log(reports / reports with the word)."""

    def __init__(self, words: Sequence[Keys]) -> None:
        every = np.concatenate(words) if words else np.empty(0, np.int64)
        _, number, count = np.unique(every, return_inverse=True, return_counts=True)
        # A word in every report weighs something still: in a folder of two, all shared words are in every report.
        share = np.minimum(count, max(len(words) - 1, 1)) / max(len(words), 2)
        self._rarity: NDArray[np.float32] = -np.log(share).astype(np.float32)
        ends = np.cumsum([len(w) for w in words])
        self._words = np.split(number.astype(np.int32), ends[:-1]) if words else []
        self._total = [float(self._rarity[w].sum()) for w in self._words]

    def contained(self, i: int, j: int) -> float:
        """Return the share of the poorer report's words, weighted by rarity, that the richer one has."""
        a, b = self._words[i], self._words[j]
        if len(a) > len(b):
            a, b = b, a
        # Both are sorted, so a search in the longer finds each word of the shorter.
        place = np.searchsorted(b, a)
        place[place == len(b)] = 0
        shared = float(self._rarity[a[b[place] == a]].sum()) if len(b) else 0.0
        return shared / max(min(self._total[i], self._total[j]), 1e-9)
