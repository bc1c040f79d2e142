"""The statements of a story come in; the pairs go out of which one is the other's likest in its report.

A report tells a thing in its lead and again further down, and only one of these can be the likest; so a pair need not
be each other's likest. How likely it is one claim follows from what the two have in common (`evidence`), from how much
likelier than the next the pair is, and from whether each is the other's likest. The weights were fitted on invented
stories and on real ones (`bench/train/pairing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.claims.evidence import Evidence
from twosource.lexicon import load

Matrix = NDArray[np.float32]

# Each report is compared with so many that come after it: a story of hundreds grows with its reports, not their square.
REACH = 30
# To be the likest tells nothing where there are no others to be likest of: a report of fewer statements is left alone,
# and of one with few of them more is asked (`Settings.told_anew_few`).
FEWEST, FEW = 3, 6
# What is known of a pair beside the pieces: its rank, by how much it is above the next of its row and of its column
# together, by how much it is below the first of them, and whether each is the other's likest.
PLACES = 4
# How alike to a statement is what a report without any other would have: less than almost any has.
NONE = -12.0


class Likest(NamedTuple):
    """Pairs of statements of two reports, by number, of which one at least is the other's likest in its report.

    `evidence` has a row for each: the pieces of `evidence`, and what `PLACES` names.
    """

    first: NDArray[np.intp]
    second: NDArray[np.intp]
    evidence: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted: see `lexicon/pairing.toml`."""

    each: NDArray[np.float64]
    constant: float

    def weigh(self, pieces: Matrix) -> Matrix:
        """Return the weighted sum of pieces, given along the first axis."""
        result: Matrix = np.tensordot(self.each.astype(np.float32), pieces, 1) + np.float32(self.constant)
        return result

    def chances(self, evidence: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how likely each row of evidence is that of one claim."""
        result: NDArray[np.float64] = 1 / (1 + np.exp(-(evidence @ self.each + self.constant)))
        return result


def fitted(name: str) -> Weights:
    """Return the weights that `rank` all pairs of two reports, or those that say whether to `join` the likest."""
    held = load("pairing")[name]
    return Weights(np.array(held["weights"], np.float64), held["constant"])


def likest_pairs(
    evidence: Evidence, lineages: Mapping[str, str], home: Sequence[int], rank: Weights | None = None
) -> Iterator[Likest]:
    """Yield, for each two reports of two lineages, the pairs of which one is the other's likest there.

    `home` gives the group of each statement: those that share one are settled.
    """
    rank, held, homes = rank or fitted("rank"), evidence.held, np.array(home)
    sentence = np.array([s.sentence.start for s in evidence.statements], np.int64)
    for a, b in _pairs_of([r for r in evidence.fullest(lineages) if len(held[r]) >= FEWEST], lineages):
        mine, theirs = np.array(held[a], np.intp), np.array(held[b], np.intp)
        pieces = evidence.between(a, b)
        alike = rank.weigh(pieces)
        rows, columns = _likest(alike)
        open_ = homes[mine[rows]] != homes[theirs[columns]]
        rows, columns = rows[open_], columns[open_]
        places = _places(alike, rows, columns, sentence[mine], sentence[theirs])
        table = np.concatenate([pieces[:, rows, columns], places])
        yield Likest(mine[rows], theirs[columns], table.T.astype(np.float64))


def _pairs_of(reports: Sequence[str], lineages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for n, a in enumerate(reports):
        for b in islice(reports, n + 1, n + 1 + REACH):
            if lineages.get(a) != lineages.get(b):
                yield a, b


def _likest(alike: Matrix) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the places that are the largest of their row, of their column or of both."""
    largest = np.zeros(alike.shape, bool)
    largest[np.arange(len(alike)), alike.argmax(1)] = True
    largest[alike.argmax(0), np.arange(alike.shape[1])] = True
    rows, columns = np.nonzero(largest)
    return rows, columns


def _places(
    alike: Matrix,
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    mine: NDArray[np.int64],
    theirs: NDArray[np.int64],
) -> Matrix:
    """Return what `PLACES` names, for each pair. `mine` and `theirs` say in which sentence each statement stands.

    A part of a sentence is no rival to the rest of it.
    """
    own = alike[rows, columns]
    beside = np.where(theirs[None, :] == theirs[columns][:, None], NONE, alike[rows]).max(1)
    above = np.where(mine[None, :] == mine[rows][:, None], NONE, alike[:, columns].T).max(1)
    mutual = (alike[rows].argmax(1) == columns) & (alike[:, columns].argmax(0) == rows)
    behind = np.minimum(0, np.minimum(own - beside, own - above))
    return np.array([own, 2 * own - beside - above, behind, mutual], np.float32)
