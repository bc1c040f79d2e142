"""Reports as sets of words, weighted by how rare each is in the corpus: a look at a pair that costs microseconds.

Two reports of one event share its names. A copy, however much its words were changed about, shares most of the rare
words of its source. So this tells the pairs that cannot be copies, and most that must be, without an alignment.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


class Vocabulary:
    """The distinct words of each report, by the report's number. Weights are log(reports / reports with the word).

    Reports are added in order, `rows` at a time save the last; then they are weighed. A word goes by a number of four
    bytes from the moment it is added: half of what it was read as, and never are all words held twice.
    """

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._known: pa.Array = pa.array([], pa.int64())  # the distinct words, in the order in which they were met
        self._words: list[NDArray[np.int32]] = []
        self._bounds: list[NDArray[np.int64]] = []

    def add(self, words: pa.LargeListArray) -> None:
        """Take in the distinct words of the next reports."""
        encoded = words.flatten().dictionary_encode()
        numbers = pc.index_in(encoded.dictionary, value_set=self._known)
        new = encoded.dictionary.filter(numbers.is_null())
        found = numbers.fill_null(-1).to_numpy().copy()
        found[found < 0] = np.arange(len(self._known), len(self._known) + len(new))
        self._known = pa.concat_arrays([self._known, new])
        self._words.append(found[encoded.indices.to_numpy()])
        self._bounds.append(words.offsets.to_numpy() - words.offsets[0].as_py())

    def weigh(self) -> None:
        """Work out what each word weighs, now that all reports are here."""
        counts = np.zeros(len(self._known), np.int64)
        for words in self._words:
            counts += np.bincount(words, minlength=len(counts))
        self._rarity = rarity(counts, sum(len(bounds) - 1 for bounds in self._bounds))
        totals, before = [], 0.0
        for words, bounds in zip(self._words, self._bounds, strict=True):
            # One sum runs through all reports, so that what a report weighs does not depend on how they are cut.
            ends = np.cumsum(np.concatenate([[before], self._rarity[words]]))
            totals.append(np.diff(ends[bounds]))
            before = ends[-1]
        self._total = np.concatenate(totals)

    def contained(self, i: int, j: int) -> float:
        """Return the share of the poorer report's words, weighted by rarity, that the richer one has."""
        both = np.concatenate([self._of(i), self._of(j)])
        both.sort()
        shared = float(self._rarity[both[1:][both[1:] == both[:-1]]].sum())
        return shared / max(min(float(self._total[i]), float(self._total[j])), 1e-9)

    def _of(self, i: int) -> NDArray[np.int32]:
        bounds, at = self._bounds[i // self._rows], i % self._rows
        return self._words[i // self._rows][bounds[at] : bounds[at + 1]]


def rarity(count: NDArray[np.int64], reports: int) -> NDArray[np.float32]:
    """Return what words weigh that stand in `count` of so many reports.

    A word in every report weighs something still: in a folder of two, all shared words are in every report.
    """
    share = np.minimum(count, max(reports - 1, 1)) / max(reports, 2)
    return -np.log(np.maximum(share, 1e-12)).astype(np.float32)
