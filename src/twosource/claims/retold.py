"""The statements of a story come in; pairs of one speaker's words go out, quoted in one report and told in another.

"The ferry was within her limits when she left the quay", said the owner; she said that the ship had sailed within her
limits. Telling changes the person, the tense and mostly the words, so such two have little in common that is counted.
Whoever speaks, in one story on one day, of one thing is quoted with it and reported as saying it, so of all that a
report has of somebody the likest of what another quotes is read beside it, and what is read decides alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from twosource.claims.evidence import Evidence
from twosource.claims.likeness import is_other_day
from twosource.claims.likest import REACH, fitted
from twosource.claims.statements import Statement

# How likely two such must be one thing, by what is read alone. Of such pairs in 24 stories that nothing else joined and
# no slot keeps apart, the eleven above this are one thing (four, copies aside); of sixty below it nearly all are two.
SURELY_RETOLD = 0.85


def retold_pairs(evidence: Evidence, lineages: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of statements, by number: of one named speaker, one quoted and one not, each the other's likest."""
    heard, reports = _heard(evidence), evidence.fullest(lineages)
    for n, a in enumerate(reports):
        for b in islice(reports, n + 1, n + 1 + REACH):
            if lineages.get(a) != lineages.get(b):
                for speaker in sorted(heard[a].keys() & heard[b].keys()):
                    yield from _likest_of(evidence, (a, heard[a][speaker]), (b, heard[b][speaker]))


def _likest_of(
    evidence: Evidence, one: tuple[str, Sequence[int]], other: tuple[str, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of what two reports have of one speaker; each report is given with the places of these in it."""
    (a, rows), (b, columns) = one, other
    mine, theirs = ([evidence.held[report][place] for place in places] for report, places in (one, other))
    if not any(_is_retold(evidence.statements[x], evidence.statements[y]) for x in mine for y in theirs):
        return
    alike = fitted("rank").weigh(evidence.between(a, b, rows, columns))
    for x, y in zip(*np.nonzero(_mutual(alike)), strict=True):
        if _is_retold(evidence.statements[mine[x]], evidence.statements[theirs[y]]):
            yield mine[x], theirs[y]


def _heard(evidence: Evidence) -> Mapping[str, Mapping[str, list[int]]]:
    """Return what each report has of each named speaker, by its place in `held`: no counts, and no asides."""
    heard: dict[str, dict[str, list[int]]] = {report: defaultdict(list) for report in evidence.held}
    for report, numbers in evidence.held.items():
        for place, n in enumerate(numbers):
            statement = evidence.statements[n]
            if statement.figure is None and not statement.part:
                for speaker in statement.speakers:
                    if speaker[:1].isupper():
                        heard[report][speaker].append(place)
    return heard


def _mutual(alike: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which places are the largest of their row and of their column."""
    return np.asarray((alike == alike.max(1, keepdims=True)) & (alike == alike.max(0, keepdims=True)))


def _is_retold(one: Statement, other: Statement) -> bool:
    """Say whether one of two is quoted and the other told, on a day that may be one; answers to others stay apart."""
    answers = {"denies", "withdraws"} & {one.stance, other.stance}
    return one.direct != other.direct and not answers and not is_other_day(one.said_on, other.said_on)
