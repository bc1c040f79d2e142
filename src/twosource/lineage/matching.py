"""Which sentence of one report is a sentence of another, seen through changed, dropped and added words.

Runs of words find what was copied as it stood. An editor who changes every fifth word leaves few runs and all the
information: so two sentences match when the words of the one, weighted by what they tell, stand in the other in the
same order (longest common subsequence).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from twosource.lineage.wording import FUNCTION_WORD, Wording

LIKENESS = 0.5  # share of a sentence's weight that must stand in its match; tuned on families-dev
LEAST_WORDS = 4  # a match of fewer words is a phrase
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
    """Return, for each sentence of `a`, its matches in `b`, best first."""
    shared = _shared_weight(a, b)
    if not shared.size:
        return [[] for _ in a.sentences]
    total = _telling_weight(a)
    found = []
    for i in range(len(a.sentences)):
        ranked = np.argsort(-shared[i], kind="stable")[:_LOOKS]
        likely = [int(j) for j in ranked if shared[i, j] >= _WORTH_A_LOOK * total[i] and shared[i, j] > 0]
        found.append(sorted((_match(a, b, i, j) for j in likely), key=lambda m: (-m.likeness, m.other)))
    return found


def coverage(a: Wording, b: Wording) -> float:
    """Return the share of the words of `a`, outside quotation marks, whose sentences stand in `b`.

    Each word counts by its weight. A sentence counts as far as it matches, if it matches at all.
    """
    covered = 0.0
    for candidates in matches(a, b):
        good = [m for m in candidates if m.likeness >= LIKENESS and len(m.here) >= LEAST_WORDS]
        covered += max((float(a.own[m.here].sum()) for m in good), default=0.0)
    return covered / max(float(a.own.sum()), 1e-9)


def _telling_weight(a: Wording) -> NDArray[np.float64]:
    """Return the weight of each sentence without its function words, where it has enough others."""
    here = np.repeat(np.arange(len(a.sentences)), np.diff(a.bounds))
    weight = a.weight[: len(here)]
    telling = weight > FUNCTION_WORD
    few = np.bincount(here[telling], minlength=len(a.sentences)) < LEAST_WORDS
    counted = np.where(telling | few[here], weight, 0.0)
    return np.bincount(here, counted, len(a.sentences)).astype(np.float64)


def _shared_weight(a: Wording, b: Wording) -> NDArray[np.float64]:
    """Return, for sentence i of `a` and j of `b`, the weight of the words of i that j has, in any order.

    Function words count in short sentences only ("So it was."): elsewhere they cost time and tell nothing.
    """
    here = np.repeat(np.arange(len(a.sentences)), np.diff(a.bounds))
    there = np.repeat(np.arange(len(b.sentences)), np.diff(b.bounds))
    telling = a.weight > FUNCTION_WORD
    few = np.bincount(here[telling[: len(here)]], minlength=len(a.sentences)) < LEAST_WORDS
    looked_at = np.flatnonzero(telling[: len(here)] | few[here])
    # Each word of b once a sentence, in the order of words; then each word of a finds its stretch there.
    order = np.lexsort((there, b.words.keys[: len(there)]))
    keys, places = b.words.keys[order], there[order]
    first = np.ones(len(keys), bool)
    first[1:] = (keys[1:] != keys[:-1]) | (places[1:] != places[:-1])
    keys, places = keys[first], places[first]
    mine = a.words.keys[looked_at]
    start, end = np.searchsorted(keys, mine, "left"), np.searchsorted(keys, mine, "right")
    times = end - start
    found = np.repeat(start - np.concatenate([[0], np.cumsum(times)[:-1]]), times) + np.arange(times.sum())
    cells = np.repeat(here[looked_at], times) * len(b.sentences) + places[found]
    weights = np.repeat(a.weight[looked_at], times)
    size = len(a.sentences) * len(b.sentences)
    counts = np.bincount(cells, weights, size).astype(np.float64)
    return counts.reshape(len(a.sentences), len(b.sentences))


def _match(a: Wording, b: Wording, i: int, j: int) -> Match:
    rows, columns = a.range_of(i), b.range_of(j)
    here: list[int] = []
    there: list[int] = []
    for step in LCSseq.opcodes(a.words.keys[rows].tolist(), b.words.keys[columns].tolist()):
        if step.tag == "equal":
            here.extend(range(step.src_start, step.src_end))
            there.extend(range(step.dest_start, step.dest_end))
    at_a, at_b = np.array(here, np.int64) + rows.start, np.array(there, np.int64) + columns.start
    likeness = float(a.weight[at_a].sum() / max(a.weight[rows].sum(), 1e-9))
    back = float(b.weight[at_b].sum() / max(b.weight[columns].sum(), 1e-9))
    return Match(i, j, likeness, back, at_a, at_b)
