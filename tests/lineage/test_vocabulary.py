"""A pair's rare words in common weigh the same however the reports are cut into blocks."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pytest

from twosource.lineage.vocabulary import Vocabulary, rarity


def _words(reports: int) -> list[list[int]]:
    chance = random.Random(4)
    known = [chance.getrandbits(63) for _ in range(60)]
    return [sorted(chance.sample(known, chance.randint(0, 40))) for _ in range(reports)]


def _vocabulary(words: list[list[int]], rows: int) -> Vocabulary:
    made = Vocabulary(rows)
    for start in range(0, len(words), rows):
        made.add(pa.array(words[start : start + rows], pa.large_list(pa.int64())))
    made.weigh()
    return made


def test_a_pair_weighs_what_its_words_are_rare() -> None:
    words = _words(30)
    made = _vocabulary(words, 8)
    every, counts = np.unique(np.concatenate([np.array(w, np.int64) for w in words]), return_counts=True)
    weight = dict(zip(every.tolist(), rarity(counts, len(words)).tolist(), strict=True))
    for i, one in enumerate(words):
        for j, other in enumerate(words[:i]):
            shared = sum(weight[w] for w in set(one) & set(other))
            poorer = min(sum(weight[w] for w in one), sum(weight[w] for w in other))
            assert made.contained(i, j) == pytest.approx(shared / max(poorer, 1e-9), abs=1e-5)


def test_how_reports_are_cut_changes_nothing() -> None:
    words = _words(50)
    whole, cut = _vocabulary(words, 64), _vocabulary(words, 7)
    pairs = [(i, j) for i in range(50) for j in range(i)]
    assert [whole.contained(*pair) for pair in pairs] == [cut.contained(*pair) for pair in pairs]
