"""What each character is to a reader of words, as tables that numpy looks up: a text is classified without a loop.

What comes in: a text. What goes out: for each of its characters a class and a value. Values are equal where two
characters are one letter to a reader who does not care for case, and are spread over 64 bits, so that sums of them
make good hashes.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

OTHER, LETTER, DIGIT, SYMBOL, MARK, APOSTROPHE, POINT, NEWLINE, SPACE, HYPHEN = range(10)
_CLASSES = {'"': MARK, "'": APOSTROPHE, ".": POINT, ",": POINT, "\n": NEWLINE, "-": HYPHEN} | dict.fromkeys(
    "%$£€", SYMBOL
)
# One kind of apostrophe and of quotation mark.
SAME_MARKS = dict.fromkeys("’‘`", "'") | dict.fromkeys("“”„«»", '"')
_COMMON = 0x3000  # the scripts of news agencies' alphabets; others are looked up one by one

Codes = NDArray[np.uint32]
Values = NDArray[np.uint64]


class Letters(NamedTuple):
    """A text by character: its class, and its value without case."""

    kinds: NDArray[np.uint8]
    values: Values


def read_letters(text: str) -> Letters:
    """Return the class and the values of each character of `text`."""
    codes: Codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds, folded = _tables()
    rare = np.flatnonzero(codes >= _COMMON)
    # A code that the tables lack is looked up at 0 first, and put right after.
    common = np.where(codes < _COMMON, codes, 0) if len(rare) else codes
    found = Letters(kinds[common], folded[common])
    if len(rare):
        distinct, place = np.unique(codes[rare], return_inverse=True)
        rows = [_of(chr(code)) for code in distinct.tolist()]
        found.kinds[rare] = np.array([kind for kind, _ in rows], np.uint8)[place]
        found.values[rare] = mixed(np.array([low for _, low in rows], np.uint64))[place]
    return found


def mixed(numbers: Values) -> Values:
    """Spread numbers over 64 bits, one to one (the finaliser of splitmix64)."""
    x = numbers + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@cache
def _tables() -> tuple[NDArray[np.uint8], Values]:
    rows = [_of(chr(code)) for code in range(_COMMON)]
    kinds = np.array([kind for kind, _ in rows], np.uint8)
    return kinds, mixed(np.array([low for _, low in rows], np.uint64))


def _of(letter: str) -> tuple[int, int]:
    """Return a character's class, and its code in lower case, with one kind of each mark."""
    letter = SAME_MARKS.get(letter, letter)
    if letter in _CLASSES:
        kind = _CLASSES[letter]
    elif letter.isdecimal():
        kind = DIGIT
    elif letter.isalnum():
        kind = LETTER
    else:
        kind = SPACE if letter.isspace() else OTHER
    return kind, ord(letter.lower()[0])
