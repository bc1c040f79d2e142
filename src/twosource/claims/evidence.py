"""The statements of a story come in; what each two of two reports have in common goes out, piece by piece.

Words, above all those that are no names, and meaning say most; speakers, numbers, days and names say the rest. All is
worked out for two whole reports at once, as tables of a row a statement of the one and a column one of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.claims.counts import same_number
from twosource.claims.held import Codes, Kinds, Matrix, Shared, Table
from twosource.claims.likeness import Likeness, whole_days
from twosource.claims.meaning import vectors_of
from twosource.claims.shares import with_percents
from twosource.claims.statements import Statement, number_of
from twosource.model import Figure

# The pieces in the order of `lexicon/pairing.toml`.
PIECES = (
    "words in common, as a share by weight",
    "nearness of meaning",
    "nearness in meaning of their sentences",
    "one count",
    "a number in common",
    "a large number in common",
    "who speaks may be one",
    "who speaks is not one",
    "both in somebody's words, or both in the newsroom's",
    "a day in common",
    "other days",
    "one is a part of a statement",
    "how far apart they stand, as a share of the report",
    "names in common, by weight",
    "a not in one only",
    "both quoted",
    "how many words in common",
    "an hour of the clock in common",
    "words in common that are no names, as a share by weight",
    "the same, as a share of the shorter",
    "how many words in common are no names",
    "a day in common that both tell of",
)
# A number of this size or more is in two statements by no chance.
LARGE = 20
# Names in common count up to this weight: that of about four which only these two have.
MOST_NAMES = 12.0
# So many words in common tell as much as more.
MOST_WORDS = 6


class Evidence:
    """What the statements of a story have in common, to be asked of two reports at a time."""

    def __init__(self, statements: Sequence[Statement], texts: Mapping[str, str], likeness: Likeness) -> None:
        self.statements, self.likeness = statements, likeness
        self.said = vectors_of([s.text for s in statements])
        self.around = vectors_of([s.sentence.of(texts[s.report]) for s in statements])
        held: dict[str, list[int]] = defaultdict(list)
        for n, s in enumerate(statements):
            held[s.report].append(n)
        self.held: Mapping[str, Sequence[int]] = held
        self._codes = Codes()
        self._reports: dict[str, _Report] = {}
        # Statements that differ in place alone, as those of copies do, have one number here.
        self.wordings = _numbered(map(_anywhere, statements))
        self._counts: dict[tuple[int, int], bool] = {}
        self._voices: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}

    def fullest(self, lineages: Mapping[str, str]) -> list[str]:
        """Return the reports that say something which no other of their lineage says in the same words.

        What is asked of a copy that is cut short is answered by the copy that it is cut from. Of two that say the same
        the first stays.
        """
        said = {report: frozenset(self.wordings[n] for n in ns) for report, ns in self.held.items()}
        kin: dict[Hashable, list[str]] = defaultdict(list)
        for report in sorted(said, key=lambda r: -len(said[r])):  # the longest first; of equal ones the first
            others = kin[lineages.get(report)]
            if not any(said[report] <= said[other] for other in others):
                others.append(report)
        kept = {report for reports in kin.values() for report in reports}
        return [report for report in said if report in kept]

    def between(
        self, first: str, second: str, rows: Sequence[int] | None = None, columns: Sequence[int] | None = None
    ) -> Matrix:
        """Return the pieces for the statements of two reports: of shape (pieces, statements, statements).

        `rows` and `columns` say of which statements, by their place in `held`; None for all.
        """
        a, b = self._report(first).only(rows), self._report(second).only(columns)
        voices = a.speakers.compare(b.speakers, self._one_voice)
        whole_days = a.days.shared(b.days) > 0
        words, deeds = a.words.meet(b.words), a.deeds.meet(b.deeds)
        pieces = (
            _overlaps(words),
            self.said[a.numbered] @ self.said[b.numbered].T,
            self.around[a.numbered] @ self.around[b.numbered].T,
            a.figures.compare(b.figures, self._one_count),
            a.numbers.shared(b.numbers) > 0,
            a.large.shared(b.large) > 0,
            voices,
            np.outer(a.speak, b.speak) * (1 - voices),
            a.is_own[:, None] == b.is_own[None, :],
            a.all_days.shared(b.all_days) > 0,
            np.outer(a.dated, b.dated) * ~whole_days,
            np.maximum(a.part[:, None], b.part[None, :]),
            np.abs(a.depth[:, None] - b.depth[None, :]),
            np.minimum(a.names.shared(b.names), MOST_NAMES) / MOST_NAMES,
            a.negated[:, None] != b.negated[None, :],
            np.outer(a.direct, b.direct),
            np.minimum(words.many, MOST_WORDS),
            a.hours.shared(b.hours) > 0,
            *_shares(deeds),
            np.minimum(deeds.many, MOST_WORDS),
            whole_days,
        )
        table = np.empty((len(PIECES), len(a.numbered), len(b.numbered)), np.float32)
        for n, piece in enumerate(pieces):
            table[n] = piece
        return table

    def _report(self, report: str) -> _Report:
        """Return the tables of a report, made when they are asked for first: of most copies nothing is asked."""
        if report not in self._reports:
            numbers = self.held[report]
            said = [self.statements[n] for n in numbers]
            self._reports[report] = _Report.of(numbers, said, self.likeness.weights, self._codes)
        return self._reports[report]

    def _one_voice(self, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        known = self._voices.get((a, b))
        if known is None:
            known = self._voices[a, b] = self.likeness.one_voice(a, b)
        return known

    def _one_count(self, a: Figure, b: Figure) -> bool:
        key = id(a), id(b)
        known = self._counts.get(key)
        if known is None:
            known = self._counts[key] = number_of(a)[1] == number_of(b)[1] and same_number(a, b)
        return known


@dataclass(frozen=True, slots=True)
class _Report:
    """The statements of one report as tables: a row a statement."""

    numbered: NDArray[np.intp]
    words: Table
    names: Table
    deeds: Table
    numbers: Table
    large: Table
    days: Table
    all_days: Table
    hours: Table
    speakers: Kinds
    figures: Kinds
    speak: NDArray[np.bool_]
    dated: NDArray[np.bool_]
    is_own: NDArray[np.bool_]
    part: NDArray[np.bool_]
    negated: NDArray[np.bool_]
    direct: NDArray[np.bool_]
    depth: Matrix

    @classmethod
    def of(
        cls, numbered: Sequence[int], statements: Sequence[Statement], weights: Mapping[str, float], codes: Codes
    ) -> _Report:
        """Tabulate a report's statements; `numbered` are their numbers among all of the story."""
        whole = [whole_days(s.days) for s in statements]
        beside = [whole_days(s.said_on) for s in statements]
        numbers = [with_percents(s.numbers) for s in statements]
        return cls(
            numbered=np.array(numbered, np.intp),
            words=Table.of([set(s.words) for s in statements], codes, weights),
            names=Table.of([s.about & set(s.words) for s in statements], codes, weights),
            deeds=Table.of([set(s.words) - s.about for s in statements], codes, weights),
            numbers=Table.of(numbers, codes),
            large=Table.of([{n for n in held if n[0] >= LARGE} for held in numbers], codes),
            days=Table.of(whole, codes),
            hours=Table.of([s.hours for s in statements], codes),
            all_days=Table.of([x | y for x, y in zip(whole, beside, strict=True)], codes),
            speakers=Kinds.of([s.speakers or None for s in statements]),
            figures=Kinds.of([codes.first(s) for s in statements]),
            speak=np.array([bool(s.speakers) for s in statements]),
            dated=np.array([bool(days) for days in whole]),
            is_own=np.array([s.kind == "own" for s in statements]),
            part=np.array([s.part for s in statements]),
            negated=np.array([s.negated for s in statements]),
            direct=np.array([s.direct for s in statements]),
            depth=np.array([s.depth for s in statements], np.float32),
        )

    def only(self, rows: Sequence[int] | None) -> _Report:
        """Return the tables of some statements only."""
        if rows is None:
            return self
        at = np.array(rows, np.intp)
        return _Report(*(_rows_of(getattr(self, one.name), at) for one in fields(self)))


def _rows_of(table: Any, at: NDArray[np.intp]) -> Any:
    return table[at] if isinstance(table, np.ndarray) else table.only(at)


# What a statement and its count say, but for where they stand.
_PLACES = {"report", "span", "sentence", "depth", "attribution", "figure", "part_of"}
_SAYS, _COUNTS = (attrgetter(*(f.name for f in fields(kind) if f.name not in _PLACES)) for kind in (Statement, Figure))


def _anywhere(statement: Statement) -> Hashable:
    """Return all that a statement says, without where it stands."""
    figure = statement.figure
    return _SAYS(statement), figure and (_COUNTS(figure), figure.part_of is None)


def _numbered(things: Iterable[Hashable]) -> list[int]:
    known: dict[Hashable, int] = {}
    return [known.setdefault(thing, len(known)) for thing in things]


def _overlaps(words: Shared) -> Matrix:
    """Return the share of words in common, by weight, of both on average and of the shorter; 0 for one word."""
    dice, contained = _shares(words)
    result: Matrix = np.where(words.many >= 2, np.maximum(dice, (dice + 0.9 * contained) / 2), 0)
    return result


def _shares(shared: Shared) -> tuple[Matrix, Matrix]:
    """Return the share of what is in common, by weight: of both on average, and of the shorter."""
    both, shorter = (np.maximum(of.outer(*shared.sizes), 1e-9) for of in (np.add, np.minimum))
    return 2 * shared.weight / both, shared.weight / shorter
