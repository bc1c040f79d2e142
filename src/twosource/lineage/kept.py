"""The words of all reports as they were first read, packed to four bytes a word: cutting a text into words again costs
five times as much as unpacking them.

What comes in: what `candidates.read_runs` read of a block of reports at a time. What goes out: the words of a report.
A word takes two bytes for its number among the distinct words of its block, one for the space before it, and one for
its letters and whether it is quoted. A report with a word or a space too wide for that is not kept.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from twosource.lineage.words import Batch, Keys, Places, Words
from twosource.model import Span

_QUOTED = 128  # what is added to the letters of a quoted word; no word that is kept has as many
_WIDEST_GAP = 255
_CODES = 2**16  # distinct words in a block, above which their numbers take four bytes

Bytes = NDArray[np.uint8]


class _Block(NamedTuple):
    """Reports one after another: those of report n stand from `bounds[n]` to `bounds[n + 1]`."""

    distinct: Keys
    codes: NDArray[np.uint16] | NDArray[np.int32]
    gaps: Bytes
    letters: Bytes
    bounds: Places


class KeptWords:
    """The words of reports, by number; they are added in order, `rows` at a time save the last."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._blocks: list[_Block] = []

    def add(self, read: pa.Table) -> None:
        """Keep the words of the next reports: columns `keys`, `gaps` and `letters`, as `pack` gives them."""
        keys, gaps, letters = (read.column(name).combine_chunks() for name in ("keys", "gaps", "letters"))
        encoded = keys.flatten().dictionary_encode()
        codes = encoded.indices.to_numpy()
        codes = codes.astype(np.uint16) if len(encoded.dictionary) <= _CODES else codes
        before, printed = (column.flatten().to_numpy() for column in (gaps, letters))
        bounds = keys.offsets.to_numpy() - keys.offsets[0].as_py()
        self._blocks.append(_Block(encoded.dictionary.to_numpy(), codes, before, printed, bounds))

    def of(self, i: int, body: tuple[Span, ...] = ()) -> Words | None:
        """Return the words of report `i`, whose story stands in the spans `body` of its text where it has such.

        None where they were not kept.
        """
        block, at = self._blocks[i // self._rows], i % self._rows
        start, end = block.bounds[at], block.bounds[at + 1]
        letters = block.letters[start:end]
        if start == end or not letters[0] & (_QUOTED - 1):
            return None
        sizes = (letters & (_QUOTED - 1)).astype(np.int64)
        ends = np.cumsum(block.gaps[start:end] + sizes)
        starts = ends - sizes
        if body:
            # In what was read, the spans stood one after another with an empty line between.
            before = np.cumsum([0, *(span.end - span.start + len("\n\n") for span in body[:-1])])
            shift = np.array([span.start for span in body]) - before
            shifted = shift[np.searchsorted(before, starts, "right") - 1]
            starts, ends = starts + shifted, ends + shifted
        return Words(block.distinct[block.codes[start:end]], letters >= _QUOTED, starts, ends)


def pack(batch: Batch) -> tuple[Bytes, Bytes]:
    """Return, for each word of a batch, the space before it, and its letters with whether it is quoted.

    The first word of a text that cannot be kept has no letters.
    """
    sizes = batch.ends - batch.starts
    gaps = batch.starts.copy()
    gaps[1:] -= batch.ends[:-1]
    some = np.flatnonzero(batch.bounds[1:] > batch.bounds[:-1])
    first = batch.bounds[some]
    gaps[first] = batch.starts[first] - batch.texts[some]
    letters = (sizes + _QUOTED * batch.quoted).astype(np.uint8)
    wide = np.flatnonzero((sizes >= _QUOTED) | (gaps > _WIDEST_GAP))
    letters[first[np.searchsorted(first, wide, "right") - 1]] = 0
    return gaps.astype(np.uint8), letters
