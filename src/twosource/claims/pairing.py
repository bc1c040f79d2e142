"""The statements of a story come in; the pairs go out that two newsrooms told in other words.

`alignment` joins what is told alike. What is left is compared by all that two statements have in common (`evidence`):
a pair is looked at if one of the two is the likest to the other in its report. It need not be so both ways: a report
tells a thing in its lead and again further down, and only one of these is the likest. How likely the two are one claim
follows from the same pieces, from how much likelier than the next the pair is, and from whether each is the other's
likest. The weights were fitted on invented stories and on real ones (`bench/train/pairing.py`); what must never be one
claim (a denial and what it denies, another count of one thing, another day) is kept apart by its slots (`apart`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
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
# By so much more must a report's own telling and what it quotes be alike to be one thing told again.
ACROSS_VOICES = 1.0
# So many members of each group are compared when two groups are joined.
COMPARED = 6
# To be the likest tells nothing where there are no others to be likest of: a report of fewer statements is left alone.
FEWEST = 6
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
    """Bring groups together of which a statement is the other's likest in its report, the surest pair first.

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
    evidence = Evidence(statements, texts, likeness)
    told = _Told(evidence, settings)
    taken = sorted(_taken(evidence, lineages, home, settings))
    for unlikely, first, second in taken:
        a, b = sorted((home[first], home[second]))
        if a == b or (clash is not None and clash(statements[first], statements[second])):
            continue
        if told.agree(first, second, -unlikely, members[a], members[b]):
            for k in members[b]:
                home[k] = a
            members[a] = sorted(members[a] + members.pop(b))
    recounted = [
        (statements[first], statements[second])
        for unlikely, first, second in taken
        if -unlikely >= settings.told_recounted and _differ_in_count(statements[first], statements[second])
    ]
    return Paired([[statements[k] for k in members[n]] for n in sorted(members)], recounted)


def _differ_in_count(a: Statement, b: Statement) -> bool:
    """Say whether both turn on a count, and not on one."""
    return a.figure is not None and b.figure is not None and not same_number(a.figure, b.figure)


def _taken(
    evidence: Evidence, lineages: Mapping[str, str], home: Sequence[int], settings: Settings
) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs that are likely enough to be one claim: how likely, below nought, and the two numbers."""
    join = fitted("join")
    for pairs in likest_pairs(evidence, lineages, home):
        likely = join.chances(pairs.evidence)
        for n in np.flatnonzero(likely >= settings.told_anew).tolist():
            yield -float(likely[n]), int(pairs.first[n]), int(pairs.second[n])


class _Told:
    """What may be told together: two groups of statements, and two statements of one report."""

    def __init__(self, evidence: Evidence, settings: Settings) -> None:
        self.evidence, self.settings, self.rank = evidence, settings, fitted("rank")
        self.statements, self.likeness = evidence.statements, evidence.likeness
        self._within: dict[str, Matrix] = {}
        self._place = {k: n for held in evidence.held.values() for n, k in enumerate(held)}

    def agree(self, first: int, second: int, likely: float, left: Sequence[int], right: Sequence[int]) -> bool:
        """Say whether the groups of a pair may be one claim: no report says two things in them, few two are apart."""
        statements, likeness = self.statements, self.likeness
        one, other = statements[first], statements[second]
        beside = (one.figure is None) != (other.figure is None) or _is_aside(one) or _is_aside(other)
        # What two people say may be near in meaning and no one thing; and whatever stands with words that are denied or
        # taken back is told as being so.
        beside = beside or likeness.speak_apart(one, other)
        beside = beside or any(statements[k].stance in {"denies", "withdraws"} for k in (*left, *right))
        if beside and likely < self.settings.told_anew_beside:
            return False
        if are_apart(one, other, likeness) or _two_persons(one, other, likeness):
            return False
        if self._say_two_things(left, right):
            return False
        some, others = left[:COMPARED], right[:COMPARED]
        apart = sum(are_apart(statements[x], statements[y], likeness) for x in some for y in others)
        # One telling among several may be rounder or shorter than the rest; what most of them rule out is another
        # claim.
        return 2 * apart <= len(some) * len(others)

    def _say_two_things(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Say whether a report says one thing in the one group and another in the other."""
        said: dict[str, list[int]] = defaultdict(list)
        for k in right:
            said[self.statements[k].report].append(k)
        return any(self._are_two_things(x, y) for x in left for y in said.get(self.statements[x].report, ()))

    def _are_two_things(self, x: int, y: int) -> bool:
        """Say whether two statements of one report are not one thing told again, as in its lead and further down.

        A count and the sentence that it stands in are one thing, and so are a count and what takes it back.
        """
        a, b = self.statements[x], self.statements[y]
        if "withdraws" in (a.stance, b.stance) or a.span.overlaps(b.span):
            return False
        if a.sentence == b.sentence:
            return True
        if a.report not in self._within:
            self._within[a.report] = self.rank.weigh(self.evidence.between(a.report, a.report))
        alike = self._within[a.report][self._place[x], self._place[y]]
        # What somebody is quoted with is mostly told beside the newsroom's own account, and not once more.
        return bool(alike < self.settings.told_again + ACROSS_VOICES * (a.kind != b.kind))


def _two_persons(a: Statement, b: Statement, likeness: Likeness) -> bool:
    """Say whether two people speak whose names share no word: two presidents may speak for one office, as far as known.

    For what confirms they count as one source; what they say is told as two people's words all the same, however near
    the words are.
    """
    if not a.speakers or not b.speakers or not {*a.speakers, *b.speakers} <= set(likeness.roles):
        return False
    here, there = ({word for name in s.speakers for word in name.split()} for s in (a, b))
    return not here & there


def _is_aside(statement: Statement) -> bool:
    """Say whether a statement is a clause inside another and no count: "…, *who had waited in the hall*"."""
    return statement.part and statement.figure is None


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
    for a, b in _pairs_of([r for r, ns in held.items() if len(ns) >= FEWEST], lineages):
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
