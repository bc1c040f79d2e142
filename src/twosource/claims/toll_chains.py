"""The counts of one kind that follow and contradict each other come in; the chains of later counts go out.

A chain is told once, in order of time, and what contradicts several of its links is told against the nearest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from twosource.claims.counts import middle
from twosource.claims.figure_pairs import compare_figures
from twosource.claims.toll import Toll

Pair = tuple[int, int]


def chains(tolls: Sequence[Toll], later: set[Pair], against: set[Pair]) -> Iterator[list[int]]:
    """Yield chains of later counts, the best attested first; each toll is in one of them at most."""
    order = sorted(range(len(tolls)), key=lambda n: _place(tolls[n]))
    while chain := _heaviest(tolls, order, later, against):
        for n in order:
            linked = any((n, m) in later or (m, n) in later for m in chain) and not any(
                _says_no_more(tolls[n], tolls[m]) for m in chain
            )
            if n not in chain and linked and not any(pair_of(n, m) in against for m in chain):
                grown = sorted((*chain, n), key=lambda m: _place(tolls[m]))
                chain = grown if _in_step(tolls, grown) else chain
        yield sorted(chain, key=lambda n: _place(tolls[n]))
        order = [n for n in order if n not in chain]


def _says_no_more(toll: Toll, link: Toll) -> bool:
    """Say whether a count agrees with a link of its day: "more than 20" beside 23 is no step between nine and 23."""
    return toll.when == link.when and compare_figures(toll.figure, link.figure) in {"equal", "compatible"}


def _in_step(tolls: Sequence[Toll], chain: Sequence[int]) -> bool:
    """Say whether the counts only rise, or only fall: "at least seven" tells nothing after nine."""
    counts = [middle(tolls[n].figure) for n in chain]
    return counts == sorted(counts) or counts == sorted(counts, reverse=True)


def _heaviest(tolls: Sequence[Toll], order: list[int], later: set[Pair], against: set[Pair]) -> list[int]:
    """Return the chain that most reports stand behind; two links of it never contradict each other."""
    best: dict[int, tuple[int, list[int]]] = {}
    for n in order:
        # Of two that as many reports give, the exact one is the link, not "more than 20".
        weight = 2 * len(tolls[n].reports) + (tolls[n].figure.comparator == "=")
        before = [
            best[m]
            for m in order
            if m in best and (m, n) in later and not any(pair_of(n, link) in against for link in best[m][1])
        ]
        ahead, path = max(before, key=lambda found: found[0], default=(0, []))
        best[n] = (ahead + weight, [*path, n])
    chains = [found for found in best.values() if len(found[1]) > 1]
    return list(max(chains, key=lambda found: found[0])[1]) if chains else []


def nearest(tolls: Sequence[Toll], against: set[Pair], home: Mapping[int, int]) -> list[Pair]:
    """Return the pairs to tell: none within a chain; what contradicts several links is told against the nearest."""
    told: dict[tuple[int, int, int], list[Pair]] = defaultdict(list)
    for i, j in sorted(against):
        if i in home and home.get(j) == home[i]:
            continue
        chained = home.get(i, home.get(j, -1))
        loose = (j, -1) if i in home else (i, -1) if j in home else (i, j)
        told[(*loose, chained)].append((i, j))
    return sorted(min(pairs, key=lambda p: _distance(tolls, p)) for pairs in told.values())


def _distance(tolls: Sequence[Toll], pair: Pair) -> tuple[int, int, Pair]:
    """Return how many days apart two counts are, those that more reports give first."""
    a, b = tolls[pair[0]], tolls[pair[1]]
    apart = abs((date.fromisoformat(a.when) - date.fromisoformat(b.when)).days) if a.when and b.when else 0
    return apart, -len(a.reports) - len(b.reports), pair


def _place(toll: Toll) -> tuple[str, bool, float, str]:
    return toll.when or "", toll.later, toll.figure.low or toll.figure.high or 0.0, toll.claim.id


def pair_of(n: int, m: int) -> Pair:
    """Return two numbers in order: a pair that contradicts each other has none of its own."""
    return (n, m) if n < m else (m, n)
