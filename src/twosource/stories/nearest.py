"""Undated reports and others come in; the report that each of the former is most like goes out.

Two ways to the same answer: a stage, for an archive, and arithmetic in memory, part by part of what is kept, for all
else. All sums are of whole numbers, and exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from twosource.stages import Stage
from twosource.stories.features import RARITY, UNIT

# Less alike than this, a report says nothing about another's day. Tuned on AllSides and ECB+: from 0.05 to 0.16 F1 is
# the same, what precision gains recall loses, and fewer undated reports move when others are read.
_LEAST = 0.16
# From this on a dated report comes before any without a date: two undated copies of one text are most like each other,
# and would lead nowhere. Reports of one event are mostly more alike, strangers hardly ever.
_SURE = 0.3
# What is added to the likeness of such a pair, so that one number ranks them all: above any likeness.
_FIRST = 4 * UNIT * UNIT
# Words in more than one report of seven (exp(-2)) do not tell where in time a report belongs.
_RARE = 2 * RARITY
# Reports are compared with an undated one if this likeness comes from its heaviest terms alone that fewer than one
# report of twenty (exp(-3)) holds. On AllSides mixed with 13,789 others that leaves one pair in a hundred, all of those
# that are surely of one event, and 97 of 100 of those most alike.
_PROBES, _TELLING, _MET = 32, 3 * RARITY, 0.03
# Undated reports that are compared in memory at once.
_AT_ONCE = 2_000
# Pairs whose terms are laid out at once: a few megabytes, which the processor's cache and the next pairs use again.
_PAIRS_AT_ONCE = 1_000
_TERM = (1 << 35) - 1  # the largest term: a hash of 32 bits and three for its part
_PLACE_BITS = 28  # what is left beside a term in a number: places among the terms of a million reports
_LOW_BITS = (1 << 22) - 1
_ODD = 2_654_435_761  # spreads numbers that follow each other over the low bits (Knuth's multiplier)


def nearest_stage(others: str) -> Stage:
    """Return the stage that finds, for each report of `asked`, the report of `others` it is most like.

    `others` is a table, or a SELECT in brackets, with `report`, `day` and `terms`. Only reports that share enough of
    what `asked` tells most of all are compared term by term: whether two are depends on the two alone, never on what
    else was read. A report and a term are one number in the join that most of the work goes into.

    Nearly all that is joined meets nothing: what a term weighs is taken out of its number after that, and whether a
    term is rare is asked on one side. Products are summed as floating numbers, which hold sums so small exactly.
    """
    return Stage(
        "nearest",
        "one row: a report of `asked`, the report that it is most like, and how alike they are",
        f"""
        WITH numbered AS (SELECT report, terms, row_number() OVER (ORDER BY report) AS number FROM asked),
        wanted AS (
            SELECT number, report, term, value, rare,
                   row_number() OVER (PARTITION BY number, rare ORDER BY value DESC, term) AS place
            FROM (SELECT number, report, packed >> 24 AS term, CAST(packed & 65535 AS DOUBLE) AS value,
                         (packed >> 16) & 255 >= {_TELLING} AS rare
                  FROM (SELECT number, report, unnest(terms) AS packed FROM numbered) AS x
                  WHERE (packed >> 16) & 255 >= {_RARE}) AS terms_asked),
        met AS (
            SELECT a.number AS number, b.report AS near
            FROM (SELECT number, report, term, value FROM wanted WHERE rare AND place <= {_PROBES}) AS a
            JOIN (SELECT report, unnest(terms) AS packed FROM {others}) AS b
            ON a.term = (b.packed >> 24) AND a.report <> b.report
            GROUP BY a.number, b.report
            HAVING sum(a.value * (b.packed & 65535)) >= {int(_MET * UNIT * UNIT)}),
        pairs AS (
            SELECT b.number AS number, b.near AS near, b.dated AS dated,
                   CAST(sum(a.value * (b.packed & 65535)) AS BIGINT) AS likeness
            FROM (SELECT met.number * {_TERM + 1} AS base, met.number AS number, met.near AS near,
                         o.day IS NOT NULL AS dated, unnest(o.terms) AS packed
                  FROM met JOIN {others} AS o ON o.report = met.near) AS b
            JOIN (SELECT number * {_TERM + 1} + term AS held, value FROM wanted) AS a
            ON a.held = (b.base | (b.packed >> 24))
            GROUP BY b.number, b.near, b.dated
            HAVING sum(a.value * (b.packed & 65535)) >= {int(_LEAST * UNIT * UNIT)})
        SELECT report, near, likeness
        FROM (SELECT number, near, likeness,
                     row_number() OVER (PARTITION BY number ORDER BY likeness DESC, near) AS place
              FROM (SELECT number, near, likeness + CASE WHEN dated AND likeness >= {int(_SURE * UNIT * UNIT)}
                           THEN {_FIRST} ELSE 0 END AS likeness FROM pairs) AS ordered) AS ranked
        JOIN numbered ON numbered.number = ranked.number
        WHERE place = 1
        ORDER BY report
        """,
    )


class _Asked:
    """Some of the reports asked about, with what of them is compared: the terms that tell where a report belongs."""

    def __init__(self, part: pa.Table) -> None:
        self.names: list[str] = part.column("report").to_pylist()
        terms, whose = _terms(part)
        keep = (terms >> 16) & 255 >= _RARE
        self.terms, self.whose = terms[keep], whose[keep]
        # Which terms are probes is settled by the report alone.
        probe = _probes(self.terms, self.whose, part.num_rows)
        self.probes, self.whose_probe = self.terms[probe], self.whose[probe]
        self._wanted, self._probed = _bits(self.terms >> 24), _bits(self.probes >> 24)

    def nearest(self, others: pa.Table) -> list[tuple[str, str, int]]:
        """Return, of each report, the one of `others` that it is most like, if any is like enough."""
        packed, owner = _terms(others)
        # Nearly all terms of most reports are not asked about: the low bits rule them out by one look each.
        wanted = np.flatnonzero(self._wanted[(packed >> 24) & _LOW_BITS])
        packed, owner = packed[wanted], owner[wanted]
        met = self._probed[(packed >> 24) & _LOW_BITS]
        if not met.any():
            return []
        shape = len(self.names), others.num_rows
        first, second = _met(self.probes, self.whose_probe, shape, *_by_term(packed[met], owner[met]))
        names: list[str] = others.column("report").to_pylist()
        places = {name: place for place, name in enumerate(names)}
        other = second != np.array([places.get(name, -1) for name in self.names], np.int64)[first]
        first, second = first[other], second[other]
        # Of those met alone all terms are looked at.
        meant = np.zeros(others.num_rows, bool)
        meant[second] = True
        meant = meant[owner]
        total = _products(first, second, self.terms, self.whose, packed[meant], owner[meant])
        keep = total >= int(_LEAST * UNIT * UNIT)
        first, second, total = first[keep], second[keep], total[keep]
        dated = others.column("day").is_valid().to_numpy()
        total[(total >= int(_SURE * UNIT * UNIT)) & dated[second]] += _FIRST
        found: dict[int, tuple[int, str]] = {}
        for place, at, likeness in zip(first.tolist(), second.tolist(), total.tolist(), strict=True):
            mine = -likeness, names[at]
            found[place] = min(found.get(place, mine), mine)
        return [(self.names[place], name, -likeness) for place, (likeness, name) in found.items()]


def nearest_among(asked: pa.Table, others: Iterable[pa.Table]) -> Iterator[tuple[str, str, int]]:
    """Yield each report of `asked` with the one of each part of `others` that it is most like.

    The best of what is yielded for a report, and of equals the first by name, is what `nearest_stage` finds. `asked`
    has `report` and `terms`, the parts of `others` have `day` besides; a report of both is not compared with itself.
    """
    parts = [_Asked(asked.slice(start, _AT_ONCE)) for start in range(0, asked.num_rows, _AT_ONCE)]
    if parts:
        for table in others:
            for part in parts:
                yield from part.nearest(table)


def _by_term(packed: NDArray[np.int64], owner: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return terms in order, and whose they are; of one term in order of their reports."""
    # To sort numbers takes a quarter of the time that it takes to sort places by them.
    order = np.sort((packed >> 24 << _PLACE_BITS) | np.arange(len(packed))) & ((1 << _PLACE_BITS) - 1)
    return packed[order], owner[order]


def _bits(numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which low bits there are among `numbers`."""
    seen = np.zeros(_LOW_BITS + 1, bool)
    seen[numbers & _LOW_BITS] = True
    return seen


def _terms(table: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the packed terms of all reports and whose each is, by number."""
    lists = table.column("terms").combine_chunks()
    return lists.flatten().to_numpy(), np.repeat(np.arange(len(lists)), lists.value_lengths().to_numpy())


def _met(
    mine: NDArray[np.int64],
    whose: NDArray[np.int64],
    shape: tuple[int, int],
    packed: NDArray[np.int64],
    owner: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of an asked report and another that the probes of the former, `mine`, say are worth comparing.

    `packed` are the others' terms in order of term, `owner` whose they are.
    """
    known, first, times = np.unique(packed >> 24, return_index=True, return_counts=True)
    at = np.searchsorted(known, mine >> 24).clip(max=max(len(known) - 1, 0))
    met = np.where(known[at] == mine >> 24, times[at], 0) if len(known) else np.zeros(len(mine), np.int64)
    here = np.repeat(np.arange(len(mine)), met)
    there = np.arange(len(here)) - np.repeat(np.cumsum(met) - met, met) + first[at][here]
    product = (mine[here] & 65535) * (packed[there] & 65535)
    sums = np.bincount(whose[here] * shape[1] + owner[there], weights=product, minlength=shape[0] * shape[1])
    pairs = np.flatnonzero(sums >= int(_MET * UNIT * UNIT))
    return pairs // max(shape[1], 1), pairs % max(shape[1], 1)


def _products(
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    mine: NDArray[np.int64],
    whose: NDArray[np.int64],
    packed: NDArray[np.int64],
    owner: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return the sum of products of the terms that the reports of each pair have in common."""
    held = (owner << 35) | (packed >> 24)
    order = np.argsort(held)
    held, values = held[order], packed[order] & 65535
    bounds = np.searchsorted(whose, np.arange(int(whose.max(initial=-1)) + 2))
    # Few of what is wanted is held: a look at some bits of each rules out nearly all the others, and is no search.
    seen = _bits(_mixed(held))
    terms = mine >> 24
    total = np.zeros(len(first), np.int64)
    for start in range(0, len(first), _PAIRS_AT_ONCE):
        one, other = first[start : start + _PAIRS_AT_ONCE], second[start : start + _PAIRS_AT_ONCE]
        length = bounds[one + 1] - bounds[one]
        start_of = np.cumsum(length) - length
        term = np.arange(int(length.sum())) - np.repeat(start_of - bounds[one], length)
        wanted = np.repeat(other << 35, length) | terms[term]
        likely = np.flatnonzero(seen[_mixed(wanted)])
        wanted, term = wanted[likely], term[likely]
        pair = np.repeat(np.arange(len(one)), length)[likely]
        at = np.searchsorted(held, wanted).clip(max=max(len(held) - 1, 0))
        product = np.where(held[at] == wanted, (mine[term] & 65535) * values[at], 0) if len(held) else np.zeros(0)
        total[start : start + _PAIRS_AT_ONCE] = np.bincount(pair, weights=product, minlength=len(one))
    return total


def _mixed(held: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a few bits of each report and term together, by which most that differ are told apart."""
    mixed: NDArray[np.int64] = (held + (held >> 35) * _ODD) & _LOW_BITS
    return mixed


def _probes(packed: NDArray[np.int64], owner: NDArray[np.int64], reports: int) -> NDArray[np.bool_]:
    """Return which terms are among the heaviest of their report that tell most."""
    rare = (packed >> 16) & 255 >= _TELLING
    # Heavier first, of equals the smaller term: one number that no two terms of a report share.
    weight = np.where(rare, ((packed & 65535) << 35) | (_TERM - (packed >> 24)), 0)
    counts = np.bincount(owner, minlength=reports)
    widest = max(int(counts.max(initial=0)), _PROBES)
    table = np.zeros((reports, widest), np.int64)
    table[owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)] = weight
    least = np.partition(table, widest - _PROBES, axis=1)[:, widest - _PROBES]
    probes: NDArray[np.bool_] = rare & (weight >= least[owner])
    return probes
