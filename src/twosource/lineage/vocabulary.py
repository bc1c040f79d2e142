"""Reports as sets of words, weighted by how rare each is in the corpus: a look at a pair that costs microseconds.

Two reports of one event share its names. A copy, however much its words were changed about, shares most of the rare
words of its source. So this tells the pairs that cannot be copies, and most that must be, without an alignment.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from twosource.lineage.runs import Lists


class Vocabulary:
    """The distinct words of each report, by the report's number. Weights are log(reports / reports with the word)."""

    def __init__(self, words: Lists) -> None:
        self._bounds = np.concatenate([[0], np.cumsum(words.sizes)])
        encoded = pa.chunked_array(words.values, pa.int64()).dictionary_encode()
        self._words: NDArray[np.int32] = np.concatenate(
            [np.empty(0, np.int32), *(chunk.indices.to_numpy() for chunk in encoded.chunks)]
        )
        reports = len(words.sizes)
        self._rarity = rarity(np.bincount(self._words), reports)
        ends = np.concatenate([[0.0], np.cumsum(self._rarity[self._words], dtype=np.float64)])
        self._total = np.diff(ends[self._bounds])

    def contained(self, i: int, j: int) -> float:
        """Return the share of the poorer report's words, weighted by rarity, that the richer one has."""
        both = np.concatenate([self._of(i), self._of(j)])
        both.sort()
        shared = float(self._rarity[both[1:][both[1:] == both[:-1]]].sum())
        return shared / max(min(float(self._total[i]), float(self._total[j])), 1e-9)

    def _of(self, i: int) -> NDArray[np.int32]:
        return self._words[self._bounds[i] : self._bounds[i + 1]]


def rarity(count: NDArray[np.int64], reports: int) -> NDArray[np.float32]:
    """Return what words weigh that stand in `count` of so many reports.

    A word in every report weighs something still: in a folder of two, all shared words are in every report.
    """
    share = np.minimum(count, max(reports - 1, 1)) / max(reports, 2)
    return -np.log(np.maximum(share, 1e-12)).astype(np.float32)
