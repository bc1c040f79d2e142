"""The distinct sentences of a few reports, and which of them are one sentence in other words.

Copies of one story hold the same sentences over and over. What comes in: reports made ready for comparison. What goes
out: a number for each distinct sentence, and how alike any two are; each two are compared once, however many pairs of
reports hold them. Runs of words find what was copied as it stood. An editor who changes every fifth word leaves few
runs and all the information: so two sentences are alike when the words of the one, weighted by what they tell, stand
in the other in the same order (longest common subsequence).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.lineage.likeness import Alike, compare
from twosource.lineage.wording import FUNCTION_WORD, LEAST_WORDS, Wording
from twosource.lineage.words import Keys, Mask, Places

LIKENESS = 0.5  # share of a sentence's weight that must stand in its match; tuned on families-dev
WHOLE = 0.8  # the same, from which a sentence of another family is taken over whole
_WORTH_A_LOOK = 0.35  # share of the weight of telling words, in any order, below which no order can help
_LOOKS = 3  # other sentences of each report, the likeliest, that a sentence is compared with


class Phrasings:
    """The distinct sentences of `reports`, numbered in the order in which they are met.

    `of[i]` gives the number of each sentence of report i. The first `members` of the reports are of one family; what
    stands beside them is compared with them alone, and only for sentences taken over whole. With `hub`, all are
    compared with the first report only.
    """

    def __init__(self, reports: Sequence[Wording], members: int | None = None, *, hub: bool = False) -> None:
        self.reports = reports
        self.members = len(reports) if members is None else members
        self._hub = hub
        self._places: dict[int, dict[int, list[int]]] = {}
        self._whole: dict[int, Alike] = {}
        numbers: defaultdict[bytes, int] = defaultdict(count().__next__)
        self.of = [[numbers[said] for said in report.said] for report in reports]
        self._holders = [0] * len(numbers)  # the reports that have a sentence, as bits
        self._first: list[tuple[int, int]] = []  # a report that has it, and its place there
        self._inside = 0  # how many stand in members: those have the first numbers
        for i, mine in enumerate(self.of):
            for number in set(mine):
                self._holders[number] |= 1 << i
            if mine and max(mine) >= len(self._first):
                for sentence, number in enumerate(mine):
                    if number == len(self._first):
                        self._first.append((i, sentence))
            if i < self.members:
                self._inside = len(self._first)

    def places(self, i: int) -> dict[int, list[int]]:
        """Return the sentences of report i by their numbers."""
        if i not in self._places:
            found = self._places[i] = dict[int, list[int]]()
            for sentence, number in enumerate(self.of[i]):
                found.setdefault(number, []).append(sentence)
        return self._places[i]

    def whole(self, number: int) -> Alike:
        """Return how a sentence stands in itself."""
        if number not in self._whole:
            i, sentence = self._first[number]
            words = self.reports[i].lengths[sentence]
            self._whole[number] = Alike(1.0, 1.0, words, ((0, 0, words),))
        return self._whole[number]

    @cached_property
    def alike(self) -> dict[int, dict[int, Alike]]:
        """The sentences that are one in other words, with how alike they are, both ways round.

        Two that the very same reports have are not among them: where one stands, the other does as well.
        """
        found: dict[int, dict[int, Alike]] = {}
        words = self._words
        running = np.concatenate([[0.0], np.cumsum(words.weight)])
        listed: dict[int, tuple[list[int], list[float]]] = {}  # the sentences that are compared: few of all
        for a, b in self._likely():
            for n in (a, b):
                if n not in listed:
                    start, end = words.bounds[n], words.bounds[n + 1]
                    listed[n] = words.keys[start:end].tolist(), running[start : end + 1].tolist()
            (mine, my_weight), (theirs, their_weight) = listed[a], listed[b]
            alike = compare(mine, theirs, my_weight, their_weight)
            # One shorter than LEAST_WORDS ("He declined.") matches its whole self and nothing else.
            least = min(LEAST_WORDS, max(len(mine), len(theirs)))
            if alike.words >= least and max(alike.likeness, alike.back) >= LIKENESS:
                found.setdefault(a, {})[b] = alike
                found.setdefault(b, {})[a] = alike.turned()
        return found

    def _likely(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of sentences that share enough words, in whatever order, to be worth comparing."""
        if len(self._first) < 2:
            return
        shared, telling, total = self._shared_weight()
        row, other = np.nonzero((shared >= _WORTH_A_LOOK * telling[:, None]) & (shared > 0))
        asked = self._asked(row, other)
        row, other = row[asked], other[asked]
        # No order of the words can make more of them than all that are shared, and all that tell nothing.
        able = (
            shared[row, other] + (total - telling)[row] >= np.where(other < self._inside, LIKENESS, WHOLE) * total[row]
        )
        row, other = row[able], other[able]
        looks = _LOOKS * (len(self.reports) - 1)
        if len(row) and np.bincount(row).max() > looks:
            best = np.lexsort((other, -shared[row, other], row))
            rank = np.arange(len(row)) - np.searchsorted(row, row)  # rows stand in order
            row, other = row[best][rank < looks], other[best][rank < looks]
        yield from sorted({(min(pair), max(pair)) for pair in zip(row.tolist(), other.tolist(), strict=True)})

    def _asked(self, some: Places, others: Places) -> Mask:
        """Say of pairs of sentences whether it matters to any two reports if they are one."""
        kinds = {holders: n for n, holders in enumerate(dict.fromkeys(self._holders))}
        kind = np.array([kinds[holders] for holders in self._holders])
        asked: Mask = kind[some] != kind[others]
        if self._hub:
            first = np.array([holders & 1 == 1 for holders in self._holders])
            asked &= first[some] | first[others]
        return asked

    @cached_property
    def _words(self) -> _Words:
        before = [0, *accumulate(len(report.words.keys) for report in self.reports)]
        starts = np.array([before[i] + self.reports[i].bounds[n] for i, n in self._first], np.int64)
        lengths = np.array([self.reports[i].lengths[n] for i, n in self._first], np.int64)
        bounds = np.concatenate([[0], np.cumsum(lengths)])
        at = np.repeat(starts - bounds[:-1], lengths) + np.arange(bounds[-1])
        keys = np.concatenate([report.words.keys for report in self.reports])[at]
        weight = np.concatenate([report.weight for report in self.reports])[at]
        return _Words(keys, weight, np.repeat(np.arange(len(lengths)), lengths), bounds.tolist())

    def _shared_weight(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return, by row, the weight of the words of a member's sentence that each other one has, in any order.

        And the weight of each row's telling words, and of all its words. Function words count only in sentences that
        have few others ("So it was."): elsewhere they cost time and tell nothing.
        """
        keys, weight, row_of, _ = self._words
        size = len(self._first)
        total = np.bincount(row_of, weight, size).astype(np.float64)
        telling = weight > FUNCTION_WORD
        telling |= (np.bincount(row_of[telling], minlength=size) < LEAST_WORDS)[row_of]
        rows, weight, keys = row_of[telling], weight[telling], keys[telling]
        # The words in the order of their numbers, each with its sentences in order. A word's place stands for the last
        # bits of its number (that two words differ in those alone is as good as impossible): to sort numbers takes a
        # quarter of the time that it takes to sort places by them.
        mask = (1 << len(keys).bit_length()) - 1
        order = np.sort(keys & ~mask | np.arange(len(keys))) & mask
        keys, sentence = keys[order], rows[order]
        new = np.ones(len(keys), bool)
        new[1:] = keys[1:] != keys[:-1]
        first = new.copy()
        first[1:] |= sentence[1:] != sentence[:-1]
        number = np.cumsum(new) - 1
        word = np.empty_like(number)
        word[order] = number
        # Each word with the sentences that have it, each once, in the order of words.
        stands = sentence[first]
        starts = np.append(np.flatnonzero(new[first]), len(stands))
        own = np.searchsorted(rows, self._inside)  # what stands beside comes last, and is nobody's row
        rows, weight, word = rows[:own], weight[:own], word[:own]
        times = (starts[1:] - starts[:-1])[word]
        found = np.repeat(starts[word] - np.cumsum(times) + times, times) + np.arange(times.sum())
        cells = np.repeat(rows * size, times) + stands[found]
        shared = np.bincount(cells, np.repeat(weight, times), self._inside * size).astype(np.float64, copy=False)
        told = np.bincount(rows, weight, self._inside).astype(np.float64)
        return shared.reshape(self._inside, size), told, total[: self._inside]


class _Words(NamedTuple):
    """The words of sentences in one row: as numbers, their weights, and whose each is; and where sentences start."""

    keys: Keys
    weight: NDArray[np.float64]
    sentence: NDArray[np.int64]
    bounds: list[int]
