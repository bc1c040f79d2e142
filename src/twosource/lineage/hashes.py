"""Words as hashes: one number for each stretch of letters, the same wherever the stretch stands.

What comes in: the values of a text's characters (letters.py), and where its words start and end. What goes out: a hash
a word, the sum of its letters' values, each times the power of its place in the word. Running sums of a whole block of
text give all of them: between a word's end and its start they differ by its hash, times the power of the place where
it starts, which is divided out. Powers of an odd number have inverses among numbers of 64 bits, so nothing is lost.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from twosource.lineage.letters import Values

BASE = np.uint64(0x5851F42D4C957F2D)
LONGEST = 256  # letters of a word after which its hash uses the powers again
_BLOCK = 2**16  # characters in one running sum: few enough to stay near the processor


def hash_words(values: Values, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Values:
    """Return the hashes of the words that stand, in order, from each of `starts` up to each of `ends`.

    >>> values = np.array([5, 7, 0, 5, 7], np.uint64)
    >>> one, other = hash_words(values, np.array([0, 3]), np.array([2, 5]))
    >>> bool(one == other == hash_word(values[:2]))
    True
    """
    found = np.empty(len(starts), np.uint64)
    done = 0
    while done < len(starts):
        first = int(starts[done])
        stop = max(int(np.searchsorted(ends, first + _BLOCK, "right")), done + 1)
        found[done:stop] = _of_block(values[first : first + _BLOCK], starts[done:stop] - first, ends[done:stop] - first)
        done = stop
    for n in np.flatnonzero(ends - starts > LONGEST).tolist():
        found[n] = hash_word(values[starts[n] : ends[n]])
    return found


def hash_word(values: Values) -> np.uint64:
    """Return the hash of one word, of whatever length."""
    powers, _ = _powers()
    found: np.uint64 = (values * powers[np.arange(len(values)) & (LONGEST - 1)]).sum()
    return found


def _of_block(values: Values, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Values:
    """Return the hashes of the words of a block; one longer than the block comes out wrong, and is done anew."""
    powers, inverse = _powers()
    running = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=running[1:])
    found: Values = (running[np.minimum(ends, len(values))] - running[starts]) * inverse[starts]
    return found


@cache
def _powers() -> tuple[Values, Values]:
    """Return the powers of the base for each place in a block, and their inverses."""
    places = np.full(_BLOCK, BASE), np.full(_BLOCK, np.uint64(pow(int(BASE), -1, 2**64)))
    for powers in places:
        powers[0] = 1
    return np.cumprod(places[0]), np.cumprod(places[1])
