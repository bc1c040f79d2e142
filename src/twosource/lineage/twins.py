"""One sentence in two reports, seen from one of them: what it has that its twin lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from twosource.lineage.alignment import Alignment, SentencePair
from twosource.model import Attribution, Figure, Finding, Hedge, Place, Report, Span


class Notes(Protocol):
    """What is known of one report: every span counts from the start of its text."""

    @property
    def hedges(self) -> Sequence[Hedge]:
        """Words of doubt."""

    @property
    def attributions(self) -> Sequence[Attribution]:
        """Who says what."""

    @property
    def figures(self) -> Sequence[Figure]:
        """Quantities."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A sentence `here` with its twin `there`. `swapped` are words here with those that stand in their place there,
    or None where none do.
    """

    here: Span
    there: Span
    swapped: tuple[tuple[Span, Span | None], ...]

    def lacks(self, span: Span) -> float:
        """Return the share of `span` that the twin does not have (0 to 1)."""
        gone = sum(min(s.end, span.end) - max(s.start, span.start) for s, _ in self.swapped if s.overlaps(span))
        return gone / max(span.end - span.start, 1)

    def in_place_of(self, span: Span) -> Span | None:
        """Return the words that the twin has where `span` stands here, where they changed."""
        return next((other for mine, other in self.swapped if other and mine.overlaps(span)), None)


@dataclass(frozen=True, slots=True)
class View:
    """A report `here` beside its relative `there`. `direction` is the role of `here`: parent, child or unknown."""

    here: Report
    there: Report
    notes: Notes
    other: Notes
    direction: str
    twins: tuple[Twin, ...]

    def finding(self, kind: str, present: Span, absent: Span, what: str) -> Finding:
        """Return a finding that says what is here and not there: "absent", unless direction is shown."""
        words = {
            "parent": f"{what}: present in {self.here.id}, left out of {self.there.id}, which was made from it.",
            "child": f"{what}: absent in {self.there.id}, added in {self.here.id}, which was made from it.",
            "unknown": f"{what}: present in {self.here.id}, absent in {self.there.id}.",
        }
        there = Place(self.there.id, absent)
        return Finding(kind, Place(self.here.id, present), there, words[self.direction])

    def quote(self, span: Span) -> str:
        """Return the words of a span of `here`, on one line and in quotation marks."""
        return f"“{' '.join(span.of(self.here.text).split())}”"

    def quote_there(self, span: Span) -> str:
        """Return the words of a span of `there`, on one line and in quotation marks."""
        return f"“{' '.join(span.of(self.there.text).split())}”"

    def around(self, span: Span) -> Span:
        """Return a span of `there` with the rest of its sentence pair: all twins of the sentences it touches."""
        near = [t.there for t in self.twins if t.there.overlaps(span)]
        return Span(min(s.start for s in near), max(s.end for s in near)) if near else span


def views(
    alignment: Alignment, child: Report, parent: Report, notes: tuple[Notes, Notes], shown: bool
) -> Iterator[View]:
    """Yield the pair as seen from the parent, then as seen from the child."""
    of_child, of_parent = notes
    roles = ("parent", "child") if shown else ("unknown", "unknown")
    yield View(parent, child, of_parent, of_child, roles[0], tuple(_from_parent(p) for p in alignment.pairs))
    yield View(child, parent, of_child, of_parent, roles[1], tuple(_from_child(p) for p in alignment.pairs))


def _from_child(pair: SentencePair) -> Twin:
    swapped = tuple((c.child, c.parent) for c in pair.changes if c.child and not c.spelling)
    return Twin(pair.child, pair.parent, swapped)


def _from_parent(pair: SentencePair) -> Twin:
    swapped = tuple((c.parent, c.child) for c in pair.changes if c.parent and not c.spelling)
    return Twin(pair.parent, pair.child, swapped)
