"""The notes of a report come in; for each sentence the notes that touch it go out, so that long reports stay quick."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from twosource.language.notes import ReportNotes
from twosource.model import Span

Note = TypeVar("Note")
# From the end of a sentence to the start of the next in its paragraph so much stands at most, in characters.
NEXT_SENTENCE = 4


def by_sentence(notes: ReportNotes) -> Iterator[tuple[Span, ReportNotes]]:
    """Yield each sentence with the notes that have a character in it; an attribution counts by any of its parts."""
    sentences = sorted(notes.sentences)
    starts, ends = [s.start for s in sentences], [s.end for s in sentences]
    span = attrgetter("span")
    buckets: dict[str, dict[int, list[Any]]] = {
        "words": _touching(starts, ends, notes.words, attrgetter("start", "end")),
        "clauses": _touching_by_parts(starts, ends, notes.clauses, lambda c: [c.head, c.span]),
        "names": _touching(starts, ends, notes.names, span),
        "mentions": _touching(starts, ends, notes.mentions, span),
        "attributions": _touching_by_parts(starts, ends, notes.attributions, lambda a: [*a.content, *a.cue, *a.source]),
        "hedges": _touching(starts, ends, notes.hedges, span),
        "figures": _touching(starts, ends, notes.figures, span),
        "times": _touching(starts, ends, notes.times, span),
        "referents": _touching(starts, ends, notes.referents, itemgetter(0)),
    }
    whole = {f.name: getattr(notes, f.name) for f in fields(notes)}
    for i, sentence in enumerate(sentences):
        touching: dict[str, Any] = {name: tuple(found.get(i, ())) for name, found in buckets.items()}
        yield sentence, ReportNotes(**(whole | touching))  # `replace` would go through all fields each time


def _touching(
    starts: Sequence[int], ends: Sequence[int], notes: Iterable[Note], place: Callable[[Note], tuple[int, int]]
) -> dict[int, list[Note]]:
    """Return the notes by number of the sentence they touch; sentences are in order and do not overlap.

    This is asked for every word of a story: a note nearly always stands in one place, and in one sentence.
    """
    found: dict[int, list[Note]] = defaultdict(list)
    at, last = 0, len(starts)
    for note in notes:
        start, end = place(note)
        # The first sentence that ends behind the start of the note: mostly that of the note before.
        if at == last or ends[at] <= start or (at and ends[at - 1] > start):
            at = bisect_right(ends, start)
        i = at
        while i < last and starts[i] < end:
            found[i].append(note)
            i += 1
    return found


def _touching_by_parts(
    starts: Sequence[int], ends: Sequence[int], notes: Iterable[Note], places: Callable[[Note], Sequence[Span]]
) -> dict[int, list[Note]]:
    """Return the notes by number of the sentences that any of their parts touches."""
    found: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        touched = {i for s in places(note) for i in range(bisect_right(ends, s.start), bisect_left(starts, s.end))}
        for i in sorted(touched):
            found[i].append(note)
    return found


def is_within(inner: Span, outer: Span) -> bool:
    """Say whether a span lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end
