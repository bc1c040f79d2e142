"""Texts come in; vectors of what their words mean go out, so that two tellings in other words can be compared.

A text's vector is the sum of its words'. Those were learnt from a sentence encoder so that the sum points where the
encoder puts the sentence, and how much a word counts was learnt with them (`bench/train/word_vectors.py`,
docs/model-card.md). A look-up and a sum: a thousandth of what an encoder would cost, and no order of words. Such a
likeness cannot tell agreement from contradiction; `pairing` asks more before it joins two statements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d[\d,.]*")
FILE = "word-vectors.npz"


class _Known(NamedTuple):
    """The words that have a vector, by their row; a row is its numbers times its scale."""

    rows: dict[str, int]
    numbers: NDArray[np.int8]
    scales: NDArray[np.float32]


def vectors_of(texts: Sequence[str]) -> Vectors:
    """Return one row of length 1 for each text, of `width` numbers; of zeros where no word of it is known."""
    known = _known()
    # What many reports print is looked up once.
    distinct = {text: n for n, text in enumerate(dict.fromkeys(texts))}
    found = np.zeros((len(distinct), known.numbers.shape[1]), np.float32)
    for text, n in distinct.items():
        rows = [known.rows[word] for word in WORD.findall(text.lower()) if word in known.rows]
        if rows:
            total = known.scales[rows] @ known.numbers[rows].astype(np.float32)
            found[n] = total / max(float(np.linalg.norm(total)), 1e-9)
    return found[np.array([distinct[text] for text in texts], np.intp)]


@cache
def _known() -> _Known:
    with (files("twosource.models") / FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        words = held["words"].tobytes().decode("utf-8").split("\n")
        return _Known({word: row for row, word in enumerate(words)}, held["vectors"], held["scales"])
