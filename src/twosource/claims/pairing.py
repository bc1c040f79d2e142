"""The statements of a story come in; the pairs go out that two newsrooms told in other words.

`alignment` joins what is told alike. What is left is compared by meaning, one to one within a pair of reports: a
statement's partner in the other report is the one that is likest to it there, and to which it is likest in turn. Being
so is most of the evidence: how much likelier than the next, whether the same person speaks, the same count stands in
both. The weights of that evidence were fitted on invented stories (`bench/train/pairing.py`); what must never be one
claim (a denial and what it denies, another count of one thing, another day) is kept apart by its slots before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from twosource.claims.counts import same_count, same_number
from twosource.claims.differences import opposed
from twosource.claims.likeness import Likeness
from twosource.claims.meaning import vectors_of
from twosource.claims.statements import Statement
from twosource.claims.wording import concept
from twosource.lexicon import load
from twosource.model import Settings

Matrix = NDArray[np.float32]

# Each report is compared with so many that come after it: a story of hundreds grows with its reports, not their square.
REACH = 30
# What words in common count beside the two likenesses of meaning.
OVERLAP = 1.5
# So many members of each group are compared when two groups are joined.
COMPARED = 6
# To be the likest tells nothing where there are no others to be likest of: a report of fewer statements is left alone.
FEWEST = 6
# A statement with fewer words than this share of the other's names a thing, and does not tell what the other tells.
SHORTER = 0.25
# A number may be told rounded by this factor.
ROUNDED = 1.2
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements, by number, each the other's likest in its report, and the evidence that they are one claim."""

    first: int
    second: int
    evidence: tuple[float, ...]


class Meanings:
    """What the statements of a story, and the sentences around them, mean as vectors."""

    def __init__(self, statements: Sequence[Statement], texts: Mapping[str, str]) -> None:
        self.said = vectors_of([s.text for s in statements])
        self.around = vectors_of([s.sentence.of(texts[s.report]) for s in statements])

    def near(self, a: Sequence[int], b: Sequence[int]) -> Matrix:
        """Return how near each of `a` is to each of `b`: by its own words and by its sentence, each at most 1."""
        alike: Matrix = self.said[a] @ self.said[b].T + self.around[a] @ self.around[b].T
        return alike


def pair_up(
    groups: Sequence[Sequence[Statement]],
    texts: Mapping[str, str],
    lineages: Mapping[str, str],
    likeness: Likeness,
    settings: Settings,
    clash: Callable[[Statement, Statement], bool] | None = None,
) -> list[list[Statement]]:
    """Bring groups together whose statements are each other's likest in two reports, the surest pair first.

    Groups are brought together only where nothing in the slots of any two of their statements speaks against it and no
    report says two things in them.
    `clash` says of two statements whether they contradict each other.
    """
    statements = [s for group in groups for s in group]
    meanings = Meanings(statements, texts)
    home = [n for n, group in enumerate(groups) for _ in group]
    members: dict[int, list[int]] = defaultdict(list)
    for k, n in enumerate(home):
        members[n].append(k)
    pairs = [(chance(p), p) for p in likely_pairs(statements, meanings, lineages, likeness, home)]
    taken = [(likely, p) for likely, p in pairs if likely >= settings.told_anew]
    for likely, pair in sorted(taken, key=lambda found: (-found[0], found[1].first, found[1].second)):
        a, b = sorted((home[pair.first], home[pair.second]))
        if a == b or (clash is not None and clash(statements[pair.first], statements[pair.second])):
            continue
        if _agree(pair, likely, members[a], members[b], statements, likeness, settings):
            for k in members[b]:
                home[k] = a
            members[a] = sorted(members[a] + members.pop(b))
    return [[statements[k] for k in members[n]] for n in sorted(members)]


def _agree(
    pair: Pair,
    likely: float,
    left: Sequence[int],
    right: Sequence[int],
    statements: Sequence[Statement],
    likeness: Likeness,
    settings: Settings,
) -> bool:
    """Say whether the groups of a pair may be one claim."""
    one, other = statements[pair.first], statements[pair.second]
    beside = (one.figure is None) != (other.figure is None) or _is_aside(one) or _is_aside(other)
    if beside and likely < settings.told_anew_beside:
        return False
    if {statements[k].report for k in left} & {statements[k].report for k in right}:
        return False
    some, others = left[:COMPARED], right[:COMPARED]
    return not any(are_apart(statements[x], statements[y], likeness) for x in some for y in others)


def _is_aside(statement: Statement) -> bool:
    """Say whether a statement is a clause inside another and no count: "…, *who had waited in the hall*"."""
    return statement.part and statement.figure is None


def are_apart(a: Statement, b: Statement, likeness: Likeness) -> bool:
    """Say whether the slots of two statements forbid that they are one claim: a denial, a "not", a count or a day."""
    if a.stance != b.stance and {a.stance, b.stance} & {"denies", "withdraws"}:
        return True
    # "Will be paid" and "will not be paid" are near in meaning; "cannot be found" and "is missing" share no word.
    if a.negated != b.negated and _deeds(a) & _deeds(b):
        return True
    overlap = likeness.overlap(a, b)
    if a.figure is not None and b.figure is not None:
        same = same_count(a.figure, b.figure) or same_number(a.figure, b.figure)
        return not same or bool(a.figure.what and b.figure.what and concept(a.figure.what) != concept(b.figure.what))
    if _other_numbers(a, b) or _one_names_it(a, b) or _opposite(a, b):
        return True
    if a.figure is not None or b.figure is not None or likeness.speak_apart(a, b):
        return False
    return likeness.kept_apart(a, b, overlap)


def _deeds(statement: Statement) -> set[str]:
    """Return the words of a statement that are no names and no numbers."""
    return {w for w in statement.words if w not in statement.about and not w[0].isdigit()}


def _one_names_it(a: Statement, b: Statement) -> bool:
    """Say whether one is so much shorter that it names a thing of which the other tells: "the number of injured"."""
    one, other = sorted((len(set(a.words)), len(set(b.words))))
    return one < SHORTER * other


def _opposite(a: Statement, b: Statement) -> bool:
    """Say whether one has a word and the other its opposite: "the bill was good", "the bill was bad"."""
    return any(opposed(x, y) for x in set(a.words) - set(b.words) for y in set(b.words) - set(a.words))


def _other_numbers(a: Statement, b: Statement) -> bool:
    """Say whether both name numbers and none of the one is near one of the other, as a rounded number is."""
    one, other = ([float(n) for n in map(_plain, s.words) if n] for s in (a, b))
    return bool(one and other) and not any(max(x, y) <= ROUNDED * min(x, y) for x in one for y in other)


def _plain(word: str) -> str:
    number = word.rstrip("%")
    return number if number.replace(".", "", 1).isdigit() else ""


def likely_pairs(
    statements: Sequence[Statement],
    meanings: Meanings,
    lineages: Mapping[str, str],
    likeness: Likeness,
    home: Sequence[int],
) -> list[Pair]:
    """Return the pairs of statements of two lineages that are each other's likest in their two reports.

    `home` gives the group of each statement: those that share one across the two reports are settled and no rivals.
    """
    by_report: dict[str, list[int]] = defaultdict(list)
    for n, s in enumerate(statements):
        by_report[s.report].append(n)
    words = {report: _Words(statements, held, likeness.weights) for report, held in by_report.items()}
    sentence = np.array([s.sentence.start for s in statements], np.int64)
    slots = _Slots(statements, likeness)
    found = []
    for a, b in _pairs_of([r for r, held in by_report.items() if len(held) >= FEWEST], lineages):
        both = {home[k] for k in by_report[a]} & {home[k] for k in by_report[b]}
        rows, columns = ([n for n, k in enumerate(by_report[r]) if home[k] not in both] for r in (a, b))
        if not rows or not columns:
            continue
        mine, theirs = [by_report[a][n] for n in rows], [by_report[b][n] for n in columns]
        near = meanings.near(mine, theirs)
        alike = OVERLAP * words[a].overlaps(words[b])[np.ix_(rows, columns)] + near
        for x, y, lead in _mutual(alike, sentence[mine], sentence[theirs]):
            around = float(meanings.around[mine[x]] @ meanings.around[theirs[y]])
            evidence = (float(alike[x, y]), around, lead, *slots.of(mine[x], theirs[y]))
            found.append(Pair(mine[x], theirs[y], evidence))
    return found


def chance(pair: Pair) -> float:
    """Return how likely it is that a pair is one claim, by the fitted weights."""
    weights = load("pairing")
    total = weights["constant"] + sum(w * x for w, x in zip(weights["weights"], pair.evidence, strict=True))
    return float(1 / (1 + np.exp(-total)))


def _pairs_of(reports: Sequence[str], lineages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for n, a in enumerate(reports):
        for b in islice(reports, n + 1, n + 1 + REACH):
            if lineages.get(a) != lineages.get(b):
                yield a, b


class _Words:
    """The words of a report's statements: a row a statement and a column a word of the report, with its weight."""

    def __init__(self, statements: Sequence[Statement], held: Sequence[int], weights: Mapping[str, float]) -> None:
        self.names = np.array(sorted({w for k in held for w in statements[k].words}), np.str_)
        column = {word: n for n, word in enumerate(self.names.tolist())}
        self.table = np.zeros((len(held), len(column)), np.float32)
        for row, k in enumerate(held):
            for word in set(statements[k].words):
                self.table[row, column[word]] = weights.get(word, 0.0)
        self.sizes = self.table.sum(1)

    def overlaps(self, other: _Words) -> Matrix:
        """Return the share of words in common, by weight, of both on average and of the shorter; 0 for one word."""
        _, mine, theirs = np.intersect1d(self.names, other.names, assume_unique=True, return_indices=True)
        here, there = self.table[:, mine], (other.table[:, theirs] > 0).astype(np.float32)
        shared = here @ there.T
        both = self.sizes[:, None] + other.sizes[None, :]
        shorter = np.minimum(self.sizes[:, None], other.sizes[None, :])
        dice, contained = 2 * shared / np.maximum(both, 1e-9), shared / np.maximum(shorter, 1e-9)
        several = (here > 0).astype(np.float32) @ there.T >= 2
        result: Matrix = np.where(several, np.maximum(dice, (dice + 0.9 * contained) / 2), 0)
        return result


def _mutual(alike: Matrix, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Iterator[tuple[int, int, float]]:
    """Yield the places that are the largest of their row and of their column, and by how much they are.

    `rows` and `columns` say in which sentence each stands: a part of a sentence is no rival to the rest of it.
    """
    best, back = alike.argmax(1), alike.argmax(0)
    for x, y in enumerate(best.tolist()):
        if back[y] == x:
            beside = alike[x][columns != columns[y]].max(initial=0), alike[:, y][rows != rows[x]].max(initial=0)
            yield x, y, float(2 * alike[x, y] - beside[0] - beside[1])


class _Slots:
    """What the slots of two statements tell, worked out once for all that print the same two."""

    def __init__(self, statements: Sequence[Statement], likeness: Likeness) -> None:
        self.statements, self.likeness = statements, likeness
        told: dict[tuple[object, ...], int] = {}
        self.wording = [
            told.setdefault((s.text, s.kind, s.speakers, s.days, s.part), n) for n, s in enumerate(statements)
        ]
        self.known: dict[tuple[int, int], tuple[float, ...]] = {}

    def of(self, first: int, second: int) -> tuple[float, ...]:
        """Return the evidence of two statements, in the order of `lexicon/pairing.toml`, but for where they stand."""
        key = self.wording[first], self.wording[second]
        if key not in self.known:
            self.known[key] = self._work_out(self.statements[first], self.statements[second])
        known = self.known[key]
        apart = abs(self.statements[first].depth - self.statements[second].depth)
        return (*known[:-2], apart, *known[-2:])

    def _work_out(self, a: Statement, b: Statement) -> tuple[float, ...]:
        speakers = bool(set(a.speakers) & set(b.speakers))
        counts = a.figure is not None and b.figure is not None and same_number(a.figure, b.figure)
        numbers = set(_NUMBER.findall(a.text)) & set(_NUMBER.findall(b.text))
        return (
            self.likeness.of(a, b),
            float(a.kind == b.kind),
            float(speakers),
            float(bool(a.speakers and b.speakers) and not speakers),
            float(counts),
            float(bool(numbers)),
            float(a.part or b.part),
            float(bool(a.subject) and a.subject == b.subject),
        )
