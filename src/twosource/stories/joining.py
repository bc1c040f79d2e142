"""Which reports of a day are one story: average link among the day's reports and the stories still open.

The groups that are most alike on average are joined first, again and again. Two corrections matter more than the
choice of link. A report in a crowded field (the tenth hearing of one trial) is like many that are not of its story:
each report is charged a part of its likeness to its nearest neighbours (the idea of CSLS, Conneau et al. 2018). And
likeness fades with each day between two reports.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence


def join_alike(
    groups: Sequence[Sequence[int]],
    closed: int,
    likeness: Iterable[tuple[int, int, int]],
    charges: Sequence[int],
    least: float,
) -> list[list[int]]:
    """Join groups of reports and return lists of places in `groups`, the smallest first in each.

    The first `closed` groups are stories of days before: they gain reports and are not joined with each other.
    `likeness` has a row a pair of reports, `charges` what each report is charged, `least` is the average likeness,
    less charges, from which two groups are joined. All are whole numbers, so that no order of adding them changes
    the last digit.
    """
    joining = _Joining(groups, closed, charges, least)
    owner = {report: place for place, group in enumerate(groups) for report in group}
    for first, second, value in likeness:
        one, other = owner.get(first), owner.get(second)
        if one is not None and other is not None and one != other:
            joining.add(one, other, value)
    joining.run()
    return [sorted(places) for _, places in sorted(joining.joined.items())]


class _Joining:
    """Groups under way: what was joined, the likeness between groups, and what each is charged."""

    def __init__(self, groups: Sequence[Sequence[int]], closed: int, charges: Sequence[int], least: float) -> None:
        self.joined = {place: [place] for place in range(len(groups))}
        self._size = {place: len(group) for place, group in enumerate(groups)}
        self._charge = {place: sum(charges[i] for i in group) for place, group in enumerate(groups)}
        self._old = {place: place < closed for place in range(len(groups))}
        self._like: dict[int, dict[int, int]] = defaultdict(dict)  # between groups, summed over their pairs
        self._least = least

    def add(self, first: int, second: int, likeness: int) -> None:
        """Note how alike two reports of two groups are."""
        if self._old[first] and self._old[second]:
            return
        both = self._like[first].get(second, 0) + likeness
        self._like[first][second] = self._like[second][first] = both

    def run(self) -> None:
        """Join the two groups that are most alike on average, again and again, while they are alike enough."""
        waiting = [(-average, *pair) for pair, average in self._averages() if average >= self._least]
        heapq.heapify(waiting)
        while waiting:
            negative, first, second = heapq.heappop(waiting)
            # A pair whose groups have grown since has a newer entry, or is below the threshold now.
            if first not in self.joined or second not in self.joined or self._average(first, second) != -negative:
                continue
            self._join(first, second)
            for other in sorted(self._like[first]):
                one, two = sorted((first, other))
                average = self._average(one, two)
                if average >= self._least:
                    heapq.heappush(waiting, (-average, one, two))

    def _averages(self) -> Iterator[tuple[tuple[int, int], float]]:
        """Yield what `_average` gives of each pair to begin with: most are not alike enough, and not asked again."""
        size = self._size
        charged = {place: self._charge[place] / size[place] for place in self._like}
        for first, others in self._like.items():
            mine, mine_charged = size[first], charged[first]
            for second, likeness in others.items():
                if first < second:
                    yield (first, second), likeness / (mine * size[second]) - mine_charged - charged[second]

    def _join(self, first: int, second: int) -> None:
        self.joined[first] += self.joined.pop(second)
        self._size[first] += self._size.pop(second)
        self._charge[first] += self._charge.pop(second)
        self._old[first] = self._old[first] or self._old.pop(second)
        for other, likeness in self._like.pop(second, {}).items():
            del self._like[other][second]
            if other != first:
                both = self._like[first].get(other, 0) + likeness
                self._like[first][other] = self._like[other][first] = both

    def _average(self, first: int, second: int) -> float:
        if self._old[first] and self._old[second]:
            return -math.inf
        a, b = self._size[first], self._size[second]
        likeness = self._like.get(first, {}).get(second, 0)
        return likeness / (a * b) - self._charge[first] / a - self._charge[second] / b
