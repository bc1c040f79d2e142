"""Several reports laid side by side on one of them: what a reader of `compare` sees, as data.

What comes in: a base report and the reports to set beside it. What goes out: rows in the order of the base; a sentence
that only another report has stands after the sentence that it follows there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.lineage.alignment import Alignment, WordChange, align
from twosource.model import Finding, Report, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence of a report beside the base. `kinds` says what was done to it (kept, reworded, moved, added, cut).

    `changes` are the words that differ (`child` in this report, `parent` in the base). `meaning` names the findings
    that the difference carries.
    """

    span: Span | None
    kinds: tuple[str, ...]
    changes: tuple[WordChange, ...] = ()
    meaning: tuple[str, ...] = ()

    @property
    def spelling_only(self) -> bool:
        """Whether the sentence differs from the base in house style and in nothing else."""
        return self.kinds == ("respelled",)


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the base (None where it has none) and a cell for each of the other reports."""

    base: Span | None
    cells: tuple[Cell, ...]

    @property
    def meaning(self) -> tuple[str, ...]:
        """The kinds of finding in any cell of the row."""
        return tuple(sorted({kind for cell in self.cells for kind in cell.meaning}))


@dataclass(frozen=True, slots=True)
class Collation:
    """Reports collated on `base`. `kept` is, for each of the others, the share of its words that the base has."""

    base: str
    others: tuple[str, ...]
    kept: tuple[float, ...]
    rows: tuple[Row, ...]


def collate(base: Report, others: Sequence[Report], findings: Sequence[Finding] = ()) -> Collation:
    """Collate `others` on `base`; `findings` mark the differences that change what is said.

    >>> base = Report("a", "The weir held. Nobody was hurt on Monday night.", "")
    >>> other = Report("b", "Nobody was hurt on Monday. The mill closed.", "")
    >>> [(row.base and row.base.of(base.text), row.cells[0].kinds) for row in collate(base, [other]).rows]
    [('The weir held.', ('cut',)), ('Nobody was hurt on Monday night.', ('reworded',)), (None, ('added',))]
    """
    columns = [align(other, base) for other in others]
    sentences = sorted(
        {s for a in columns for s in a.cut} | {p.parent for a in columns for p in a.pairs},
        key=lambda s: (s.start, s.end),
    )
    rows: list[Row] = []
    waiting = [_additions(column) for column in columns]
    rows += _own(waiting, None)
    for sentence in sentences:
        rows.append(Row(sentence, tuple(_cell(a, sentence, findings) for a in columns)))
        rows += _own(waiting, sentence)
    return Collation(base.id, tuple(o.id for o in others), tuple(a.kept for a in columns), tuple(rows))


def _additions(column: Alignment) -> dict[Span | None, list[Span]]:
    """Return the sentences that only the other report has, by the base's sentence that they follow."""
    follows: dict[Span | None, list[Span]] = {}
    pairs = sorted(column.pairs, key=lambda p: p.child.start)
    for span in column.added:
        before = [p.parent for p in pairs if p.child.start < span.start]
        follows.setdefault(before[-1] if before else None, []).append(span)
    return follows


def _own(waiting: Sequence[dict[Span | None, list[Span]]], after: Span | None) -> list[Row]:
    """Return a row for each sentence that one of the others alone has after the base's sentence `after`."""
    none = Cell(None, ())
    return [
        Row(None, tuple(Cell(span, ("added",)) if n == k else none for k in range(len(waiting))))
        for n, additions in enumerate(waiting)
        for span in additions.get(after, ())
    ]


def _cell(column: Alignment, sentence: Span, findings: Sequence[Finding]) -> Cell:
    """Return the cell of the other report's sentence (the largest, where it was split) that comes from `sentence`."""
    pairs = [p for p in column.pairs if p.parent == sentence]
    if not pairs:
        return Cell(None, ("cut",))
    first, last = min(p.child.start for p in pairs), max(p.child.end for p in pairs)
    together = "split" in {k for p in pairs for k in p.kinds} and last - first < 3 * (sentence.end - sentence.start)
    best = max(pairs, key=lambda p: (p.likeness, -p.child.start))
    span = Span(first, last) if together else best.child
    changes = tuple(c for p in pairs for c in p.changes) if together else best.changes
    return Cell(span, best.kinds, changes, _meaning(column, span, sentence, findings))


def _meaning(column: Alignment, span: Span, sentence: Span, findings: Sequence[Finding]) -> tuple[str, ...]:
    places = {column.child: span, column.parent: sentence}
    pair = {column.child, column.parent}
    return tuple(
        sorted(
            {
                f.kind
                for f in findings
                if {f.present.report, f.absent.report} == pair
                and all(places[p.report].overlaps(p.span) for p in (f.present, f.absent))
            }
        )
    )
