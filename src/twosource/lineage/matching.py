"""Which sentence of one report is a sentence of another, seen through changed, dropped and added words.

Runs of words find what was copied as it stood. An editor who changes every fifth word leaves few runs and all the
information: so two sentences match when the words of the one, weighted by what they tell, stand in the other in the
same order (longest common subsequence).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from twosource.lineage.wording import LEAST_WORDS, Wording

LIKENESS = 0.5  # share of a sentence's weight that must stand in its match; tuned on families-dev
_WORTH_A_LOOK = 0.35  # share of the weight in any order, below which no order can help
_LOOKS = 3


class Match(NamedTuple):
    """Sentence `other` of another report says what sentence `this` says.

    `likeness` is the share of this sentence's weight that the other has in the same order, and `back` the same the
    other way round. `here` and `there` are the matched words' places among their report's words.
    """

    this: int
    other: int
    likeness: float
    back: float
    here: NDArray[np.int64]
    there: NDArray[np.int64]

    def turned(self) -> Match:
        """Return the match as seen from the other sentence."""
        return Match(self.other, self.this, self.back, self.likeness, self.there, self.here)


def matches(a: Wording, b: Wording) -> list[list[Match]]:
    """Return, for each sentence of `a`, its matches in `b`, best first.

    A sentence that stands in `b` word for word has no other matches: most of a copy is settled by that alone.
    """
    found, changed = _word_for_word(a, b)
    for i, likely in _likely(a, b, changed):
        found[i] = sorted((_match(a, b, i, j) for j in likely), key=lambda m: (-m.likeness, m.other))
    return found


def matches_both_ways(a: Wording, b: Wording) -> list[Match]:
    """Return the matches of the sentences of `a` in `b`, and those that are seen from the sentences of `b` alone."""
    found, changed = _word_for_word(a, b)
    taken = {m.other for row in found for m in row}
    pairs = {(i, j) for i, likely in _likely(a, b, changed) for j in likely}
    left = [j for j in range(len(b.sentences)) if j not in taken]
    pairs |= {(i, j) for j, likely in _likely(b, a, left) for i in likely}
    return [m for row in found for m in row] + [_match(a, b, i, j) for i, j in sorted(pairs)]


def _word_for_word(a: Wording, b: Wording) -> tuple[list[list[Match]], list[int]]:
    """Return matches of equal sentences, and the sentences of `a` that have none."""
    found: list[list[Match]] = []
    changed = []
    for i, words in enumerate(a.said):
        same = b.places.get(words, ()) if words else ()
        found.append([_equal(a, b, i, j) for j in same[:_LOOKS]])
        if not same:
            changed.append(i)
    return found, changed


def _equal(a: Wording, b: Wording, i: int, j: int) -> Match:
    rows, columns = a.range_of(i), b.range_of(j)
    return Match(i, j, 1.0, 1.0, np.arange(rows.start, rows.stop), np.arange(columns.start, columns.stop))


def _likely(a: Wording, b: Wording, wanted: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield the `wanted` sentences of `a`, each with the few sentences of `b` that share most of its words."""
    if not wanted or not b.sentences:
        return
    shared, total = _shared_weight(a, b, np.array(wanted, np.int64))
    worth = (shared >= _WORTH_A_LOOK * total[:, None]) & (shared > 0)
    for row in np.flatnonzero(worth.any(axis=1)).tolist():
        there = np.flatnonzero(worth[row])
        if len(there) > _LOOKS:
            there = there[np.argsort(-shared[row, there], kind="stable")[:_LOOKS]]
        yield wanted[row], there.tolist()


def coverage(a: Wording, b: Wording) -> float:
    """Return the share of the words of `a`, outside quotation marks, whose sentences stand in `b`.

    Each word counts by its weight. A sentence counts as far as it matches, if it matches at all.
    """
    return covered_by(a, matches(a, b))


def covered_by(a: Wording, found: Iterable[list[Match]]) -> float:
    """Return the coverage of `a` by another report, given what `matches` found for its sentences."""
    covered = 0.0
    for candidates in found:
        good = [m for m in candidates if m.likeness >= LIKENESS and len(m.here) >= LEAST_WORDS]
        covered += max((float(a.own[m.here].sum()) for m in good), default=0.0)
    return covered / max(float(a.own.sum()), 1e-9)


def _shared_weight(
    a: Wording, b: Wording, wanted: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return, for the `wanted` sentences of `a` by row and those of `b` by column, the weight of shared words.

    And the weight of each row's words. Words are those of `a` that `b` has, in any order. Function words count in
    short sentences only ("So it was."): elsewhere they cost time and tell nothing.
    """
    row_of = np.full(len(a.sentences), -1)
    row_of[wanted] = np.arange(len(wanted))
    here = row_of[a.sentence_of]
    looked_at = np.flatnonzero((here >= 0) & a.telling)
    rows, weight = here[looked_at], a.weight[looked_at]
    total = np.bincount(rows, weight, len(wanted)).astype(np.float64)
    # Each word of a finds its stretch among the words of b, each once a sentence, in the order of words.
    keys, places = b.index
    mine = a.words.keys[looked_at]
    start, end = np.searchsorted(keys, mine, "left"), np.searchsorted(keys, mine, "right")
    times = end - start
    found = np.repeat(start - np.concatenate([[0], np.cumsum(times)[:-1]]), times) + np.arange(times.sum())
    cells = np.repeat(rows, times) * len(b.sentences) + places[found.astype(np.int64)]
    counts = np.bincount(cells, np.repeat(weight, times), len(wanted) * len(b.sentences)).astype(np.float64)
    return counts.reshape(len(wanted), len(b.sentences)), total


def _match(a: Wording, b: Wording, i: int, j: int) -> Match:
    rows, columns = a.range_of(i), b.range_of(j)
    here: list[int] = []
    there: list[int] = []
    for start, other, size in LCSseq.editops(
        a.words.keys[rows].tolist(), b.words.keys[columns].tolist()
    ).as_matching_blocks():
        here.extend(range(start, start + size))
        there.extend(range(other, other + size))
    at_a, at_b = np.array(here, np.int64) + rows.start, np.array(there, np.int64) + columns.start
    likeness = float(a.weight[at_a].sum()) / max(a.weights[i], 1e-9)
    back = float(b.weight[at_b].sum()) / max(b.weights[j], 1e-9)
    return Match(i, j, likeness, back, at_a, at_b)
