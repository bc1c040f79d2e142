"""What the statements of a report hold comes in, row by row; what each two rows of two reports share goes out.

Two reports are compared for each pair of reports of a story, and most pairs share little: what both hold is looked up
among numbers in order, and only that is multiplied.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.claims.counts import middle
from twosource.claims.statements import Statement
from twosource.model import Figure

Matrix = NDArray[np.float32]


class Codes:
    """A number for each word, day or figure of a story, in order of the first that has it."""

    def __init__(self) -> None:
        self.known: dict[Hashable, int] = {}
        self.figures: dict[Hashable, Figure] = {}

    def of(self, names: Collection[Hashable]) -> list[int]:
        """Return the numbers of some names."""
        return [self.known.setdefault(name, len(self.known)) for name in names]

    def first(self, statement: Statement) -> Figure | None:
        """Return the first figure of the story with the number that a statement turns on; None for "one" or none."""
        figure = statement.figure
        if figure is None or middle(figure) == 1:
            return None
        return self.figures.setdefault((figure.value, figure.comparator, figure.unit), figure)


@dataclass(frozen=True, slots=True)
class Table:
    """What the statements of a report hold: a row a statement, a column a thing that any holds, with its weight.

    `codes` are the things, in order.
    """

    codes: NDArray[np.int64]
    weights: Matrix

    @classmethod
    def of(
        cls, held: Sequence[Collection[Hashable]], codes: Codes, weights: Mapping[str, float] | None = None
    ) -> Table:
        """Tabulate what each statement holds; each thing weighs 1 without `weights`."""
        things = sorted({thing for row in held for thing in row}, key=str)
        coded = np.array(codes.of(things), np.int64)
        order = np.argsort(coded)
        column = {things[k]: n for n, k in enumerate(order.tolist())}
        table = np.zeros((len(held), len(things)), np.float32)
        for row, some in enumerate(held):
            for thing in some:
                table[row, column[thing]] = 1.0 if weights is None else weights.get(str(thing), 0.0)
        return cls(coded[order], table)

    def only(self, at: NDArray[np.intp]) -> Table:
        """Return some rows, with the columns that any of them has."""
        rows = self.weights[at]
        used = rows.any(0)
        return Table(self.codes[used], rows[:, used])

    def common(self, other: Table) -> tuple[Matrix, Matrix]:
        """Return the columns of the two tables that are of one thing."""
        at = np.searchsorted(self.codes, other.codes)
        # A look beyond the end finds the last, which is another thing.
        found = self.codes[np.minimum(at, len(self.codes) - 1)] == other.codes if len(self.codes) else at > 0
        return self.weights[:, at[found]], other.weights[:, found]

    def shared(self, other: Table) -> Matrix:
        """Return the weight of what two rows have in common."""
        if not len(self.codes) or not len(other.codes):
            return np.zeros((len(self.weights), len(other.weights)), np.float32)
        mine, theirs = self.common(other)
        return np.asarray(mine @ (theirs > 0).T.astype(np.float32))

    def meet(self, other: Table) -> Shared:
        """Return what two rows have in common, and how much each row weighs."""
        mine, theirs = self.common(other)
        has = (theirs > 0).T.astype(np.float32)
        sizes = self.weights.sum(1), other.weights.sum(1)
        return Shared(np.asarray(mine @ has), np.asarray((mine > 0).astype(np.float32) @ has), sizes)


class Shared(NamedTuple):
    """What each two rows of two tables have in common: its weight and how many things it is; what each row weighs."""

    weight: Matrix
    many: Matrix
    sizes: tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Of which of a few kinds each statement of a report is: its place among `names`, -1 for those of none."""

    names: Sequence[Hashable]
    places: NDArray[np.intp]

    @classmethod
    def of(cls, kinds: Sequence[Hashable]) -> Kinds:
        """Number the kinds, in order of the first statement of each; None is none."""
        place = {kind: n for n, kind in enumerate(dict.fromkeys(k for k in kinds if k is not None))}
        return cls(list(place), np.array([place.get(k, -1) for k in kinds], np.intp))

    def only(self, at: NDArray[np.intp]) -> Kinds:
        """Return some rows."""
        places = self.places[at]
        used = sorted(set(places.tolist()) - {-1})
        again = np.full(len(self.names) + 1, -1, np.intp)
        again[used] = np.arange(len(used))
        return Kinds([self.names[n] for n in used], again[places])

    def compare(self, other: Kinds, same: Callable[..., bool]) -> Matrix:
        """Return for each two rows whether their kinds are the same, as `same` says; 0 where one has none."""
        # The last row and column are for the statements of no kind.
        table = np.zeros((len(self.names) + 1, len(other.names) + 1), np.float32)
        if self.names and other.names:
            table[:-1, :-1] = [[same(mine, theirs) for theirs in other.names] for mine in self.names]
        result: Matrix = table[np.ix_(self.places, other.places)]
        return result
