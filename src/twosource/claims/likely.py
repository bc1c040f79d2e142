"""Pairs that may be one claim come in, by their evidence; how likely each is once it was read side by side goes out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from twosource.claims.apart import Apart, are_apart
from twosource.claims.evidence import Evidence
from twosource.claims.likest import FEW, fitted, likest_pairs
from twosource.claims.retold import SURELY_RETOLD, retold_pairs
from twosource.claims.side_by_side import side_by_side
from twosource.model import Settings


class Likely(NamedTuple):
    """Two statements, by number, and how likely they are one claim."""

    chance: float
    first: int
    second: int


def likely_pairs(
    evidence: Evidence, texts: Mapping[str, str], lineages: Mapping[str, str], home: Sequence[int], settings: Settings
) -> list[Likely]:
    """Return the pairs of statements that are likely enough to be one claim, the likeliest first.

    `home` gives the group of each statement: those that share one are settled. By `settings.learned` the pairs are
    read side by side; without it their evidence alone decides.
    """
    join, least = fitted("join"), settings.told_read if settings.learned else settings.told_anew
    found = []
    for pairs in likest_pairs(evidence, lineages, home):
        chances = join.chances(pairs.evidence)
        places = np.flatnonzero(chances >= least).tolist()
        found += [Likely(float(chances[n]), int(pairs.first[n]), int(pairs.second[n])) for n in places]
    found.sort(key=_likeliest_first)
    few = {n for held in evidence.held.values() if len(held) < FEW for n in held}

    def asked(pair: Likely) -> float:
        return settings.told_anew_few if few & {pair.first, pair.second} else settings.told_anew

    read = _read(found, evidence, texts, home, asked) if settings.learned else found
    taken = {(pair.first, pair.second): pair for pair in read if pair.chance >= asked(pair)}
    for pair in _retold(evidence, texts, lineages, home) if settings.learned else ():
        taken.setdefault((pair.first, pair.second), pair)
    return sorted(taken.values(), key=_likeliest_first)


def _retold(
    evidence: Evidence, texts: Mapping[str, str], lineages: Mapping[str, str], home: Sequence[int]
) -> Iterator[Likely]:
    """Yield pairs of one speaker's words, quoted and told, that are surely one thing once they are read."""
    known: dict[tuple[int, int], float] = {}  # copies of two wordings are read once
    apart = Apart(evidence, are_apart)
    for first, second in retold_pairs(evidence, lineages):
        a, b = evidence.statements[first], evidence.statements[second]
        if home[first] == home[second] or apart(first, second):
            continue
        groups = home[first], home[second]
        if groups not in known:
            odds = side_by_side().odds(a, b, texts[a.report], texts[b.report])
            known[groups] = 1 / (1 + math.exp(-odds))
        if known[groups] >= SURELY_RETOLD:
            yield Likely(known[groups], first, second)


def _likeliest_first(pair: Likely) -> tuple[float, int, int]:
    return -pair.chance, pair.first, pair.second


def _read(
    found: Sequence[Likely],
    evidence: Evidence,
    texts: Mapping[str, str],
    home: Sequence[int],
    asked: Callable[[Likely], float],
) -> Iterator[Likely]:
    """Yield the pairs with how likely they are once read; two that surer pairs lead to from each other are not read.

    What its slots keep apart is never joined: it keeps what its evidence says, which tells counts of one thing.
    """
    reader, chains, apart = side_by_side(), _Chains(home), Apart(evidence, are_apart)
    for pair in found:
        a, b = evidence.statements[pair.first], evidence.statements[pair.second]
        if apart(pair.first, pair.second):
            yield pair
        elif not chains.lead(pair.first, pair.second):
            chance = reader.chance(a, b, texts[a.report], texts[b.report], pair.chance)
            if chance >= asked(pair):
                chains.add(pair.first, pair.second)
            yield pair._replace(chance=chance)


class _Chains:
    """Which statements are joined by a chain of pairs."""

    def __init__(self, home: Sequence[int]) -> None:
        self._home, self._next = home, list(range(max(home, default=-1) + 1))

    def lead(self, first: int, second: int) -> bool:
        """Say whether a chain leads from one statement to another."""
        return self._end(first) == self._end(second)

    def add(self, first: int, second: int) -> None:
        self._next[self._end(first)] = self._end(second)

    def _end(self, statement: int) -> int:
        at = self._home[statement]
        while self._next[at] != at:
            self._next[at] = self._next[self._next[at]]
            at = self._next[at]
        return at
