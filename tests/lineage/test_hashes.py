"""A word's hash depends on its letters alone, not on where it stands or what it is read with."""

from __future__ import annotations

import numpy as np

from twosource.lineage.hashes import BASE, LONGEST, hash_word, hash_words


def test_words_read_together_hash_as_they_do_alone() -> None:
    chance = np.random.default_rng(5)
    lengths = [1, 3, 0, LONGEST, 12, LONGEST + 1, 70_000, 2, 65_530, 9, *chance.integers(1, 9, 30_000).tolist()]
    ends = np.cumsum(np.array(lengths) + 1)  # a character between two
    starts = ends - np.array(lengths)
    values = chance.integers(0, 2**64, int(ends[-1]) + 5, np.uint64)
    alone = [hash_word(values[a:b]) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert hash_words(values, starts, ends).tolist() == alone


def test_a_hash_is_the_sum_of_letters_times_powers() -> None:
    letters = [3, 2**63 + 1, 77]
    whole = sum(value * int(BASE) ** place for place, value in enumerate(letters)) % 2**64
    assert int(hash_word(np.array(letters, np.uint64))) == whole


def test_no_words_have_no_hashes() -> None:
    assert len(hash_words(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64))) == 0
