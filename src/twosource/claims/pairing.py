"""The statements of a story come in; the pairs go out that two newsrooms told in other words.

`alignment` joins what is told alike. What is left is compared by all that two statements have in common (`evidence`),
one to one within a pair of reports: a statement's partner in the other report is the one that is likest to it there,
and to which it is likest in turn. How likely they are one claim follows from the same pieces and from how much likelier
than the next it is. The weights were fitted on invented stories and on judged pairs of real reports
(`bench/train/pairing.py`); what must never be one claim (a denial and what it denies, another count of one thing,
another day) is kept apart by its slots (`apart`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.claims.apart import are_apart
from twosource.claims.counts import same_number
from twosource.claims.evidence import Evidence
from twosource.claims.likeness import Likeness
from twosource.claims.statements import Statement
from twosource.lexicon import load
from twosource.model import Settings

Matrix = NDArray[np.float32]

# Each report is compared with so many that come after it: a story of hundreds grows with its reports, not their square.
REACH = 30
# So many members of each group are compared when two groups are joined.
COMPARED = 6
# To be the likest tells nothing where there are no others to be likest of: a report of fewer statements is left alone.
FEWEST = 6
# How alike to a statement is what a report without any other would have: less than almost any has.
NONE = -12.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, by number, each the other's likest in its report, and the evidence that they are one claim."""

    first: int
    second: int
    evidence: tuple[float, ...]


class Paired(NamedTuple):
    """Groups of statements that tell one thing, and pairs that are likely to but for their count."""

    groups: list[list[Statement]]
    recounted: list[tuple[Statement, Statement]]


def pair_up(
    groups: Sequence[Sequence[Statement]],
    texts: Mapping[str, str],
    lineages: Mapping[str, str],
    likeness: Likeness,
    settings: Settings,
    clash: Callable[[Statement, Statement], bool] | None = None,
) -> Paired:
    """Bring groups together whose statements are each other's likest in two reports, the surest pair first.

    They are brought together only where nothing in the slots of the two speaks against it, nor in those of most of the
    two groups' statements, and where no report says two things in them.
    `clash` says of two statements whether they contradict each other. What would be one thing if it were not for the
    count is returned beside the groups.
    """
    statements = [s for group in groups for s in group]
    home = [n for n, group in enumerate(groups) for _ in group]
    members: dict[int, list[int]] = defaultdict(list)
    for k, n in enumerate(home):
        members[n].append(k)
    pairs = [(chance(p), p) for p in likely_pairs(Evidence(statements, texts, likeness), lineages, home)]
    taken = [(likely, p) for likely, p in pairs if likely >= settings.told_anew]
    for likely, pair in sorted(taken, key=lambda found: (-found[0], found[1].first, found[1].second)):
        a, b = sorted((home[pair.first], home[pair.second]))
        if a == b or (clash is not None and clash(statements[pair.first], statements[pair.second])):
            continue
        if _agree(pair, likely, members[a], members[b], statements, likeness, settings):
            for k in members[b]:
                home[k] = a
            members[a] = sorted(members[a] + members.pop(b))
    recounted = [
        (statements[p.first], statements[p.second])
        for likely, p in taken
        if likely >= settings.told_recounted and _differ_in_count(statements[p.first], statements[p.second])
    ]
    return Paired([[statements[k] for k in members[n]] for n in sorted(members)], recounted)


def _differ_in_count(a: Statement, b: Statement) -> bool:
    """Say whether both turn on a count, and not on one."""
    return a.figure is not None and b.figure is not None and not same_number(a.figure, b.figure)


def _agree(
    pair: Pair,
    likely: float,
    left: Sequence[int],
    right: Sequence[int],
    statements: Sequence[Statement],
    likeness: Likeness,
    settings: Settings,
) -> bool:
    """Say whether the groups of a pair may be one claim: no report says two things in them, and few two are apart."""
    one, other = statements[pair.first], statements[pair.second]
    beside = (one.figure is None) != (other.figure is None) or _is_aside(one) or _is_aside(other)
    # What two people say may be near in meaning and no one thing; and whatever stands with words that are denied or
    # taken back is told as being so.
    beside = beside or likeness.speak_apart(one, other)
    beside = beside or any(statements[k].stance in {"denies", "withdraws"} for k in (*left, *right))
    if beside and likely < settings.told_anew_beside:
        return False
    if are_apart(one, other, likeness) or _two_persons(one, other, likeness):
        return False
    if _says_two_things([statements[k] for k in (*left, *right)]):
        return False
    some, others = left[:COMPARED], right[:COMPARED]
    apart = sum(are_apart(statements[x], statements[y], likeness) for x in some for y in others)
    # One telling among several may be rounder or shorter than the rest; what most of them rule out is another claim.
    return 2 * apart <= len(some) * len(others)


def _two_persons(a: Statement, b: Statement, likeness: Likeness) -> bool:
    """Say whether two people speak whose names share no word: two presidents may speak for one office, as far as known.

    For what confirms they count as one source; what they say is told as two people's words all the same, however near
    the words are.
    """
    if not a.speakers or not b.speakers or not {*a.speakers, *b.speakers} <= set(likeness.roles):
        return False
    here, there = ({word for name in s.speakers for word in name.split()} for s in (a, b))
    return not here & there


def _says_two_things(statements: Sequence[Statement]) -> bool:
    """Say whether one report says two things in them.

    A count and the sentence that it stands in are one thing, and so are a count and what takes it back.
    """
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.stance != "withdraws":
            by_report[s.report].append(s)
    return any(not x.span.overlaps(y.span) for said in by_report.values() for x, y in combinations(said, 2))


def _is_aside(statement: Statement) -> bool:
    """Say whether a statement is a clause inside another and no count: "…, *who had waited in the hall*"."""
    return statement.part and statement.figure is None


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted: see `lexicon/pairing.toml`."""

    each: NDArray[np.float64]
    constant: float


def fitted(name: str) -> Weights:
    """Return the weights that `rank` all pairs of two reports, or those that say whether to `join` the likest."""
    held = load("pairing")[name]
    return Weights(np.array(held["weights"], np.float64), held["constant"])


def likely_pairs(
    evidence: Evidence, lineages: Mapping[str, str], home: Sequence[int], rank: Weights | None = None
) -> list[Pair]:
    """Return the pairs of statements of two lineages that are each other's likest in their two reports.

    `home` gives the group of each statement: those that share one across the two reports are settled and no rivals.
    """
    rank, held = rank or fitted("rank"), evidence.held
    each, constant = rank.each.astype(np.float32), np.float32(rank.constant)
    sentence = np.array([s.sentence.start for s in evidence.statements], np.int64)
    found = []
    for a, b in _pairs_of([r for r, ns in held.items() if len(ns) >= FEWEST], lineages):
        both = {home[k] for k in held[a]} & {home[k] for k in held[b]}
        rows, columns = ([n for n, k in enumerate(held[r]) if home[k] not in both] for r in (a, b))
        if not rows or not columns:
            continue
        mine, theirs = [held[a][n] for n in rows], [held[b][n] for n in columns]
        pieces = evidence.between(a, b, rows, columns)
        alike = np.tensordot(each, pieces, 1) + constant
        for x, y, lead in _mutual(alike, sentence[mine], sentence[theirs]):
            found.append(Pair(mine[x], theirs[y], (*map(float, pieces[:, x, y]), float(alike[x, y]), lead)))
    return found


def chance(pair: Pair) -> float:
    """Return how likely it is that a pair is one claim, by the fitted weights."""
    join = fitted("join")
    total = join.constant + float(join.each @ np.array(pair.evidence))
    return float(1 / (1 + np.exp(-total)))


def _pairs_of(reports: Sequence[str], lineages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for n, a in enumerate(reports):
        for b in islice(reports, n + 1, n + 1 + REACH):
            if lineages.get(a) != lineages.get(b):
                yield a, b


def _mutual(alike: Matrix, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Iterator[tuple[int, int, float]]:
    """Yield the places that are the largest of their row and of their column, and by how much they are.

    `rows` and `columns` say in which sentence each stands: a part of a sentence is no rival to the rest of it.
    """
    best, back = alike.argmax(1), alike.argmax(0)
    for x, y in enumerate(best.tolist()):
        if back[y] == x:
            beside = alike[x][columns != columns[y]].max(initial=NONE), alike[:, y][rows != rows[x]].max(initial=NONE)
            yield x, y, float(2 * alike[x, y] - beside[0] - beside[1])
