"""The notes of a report come in; for each sentence the notes that touch it go out, so that long reports stay quick."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from twosource.language.notes import ReportNotes
from twosource.model import Span

Note = TypeVar("Note")
# From the end of a sentence to the start of the next in its paragraph so much stands at most, in characters.
NEXT_SENTENCE = 4


def by_sentence(notes: ReportNotes) -> Iterator[tuple[Span, ReportNotes]]:
    """Yield each sentence with the notes that have a character in it; an attribution counts by any of its parts."""
    sentences = sorted(notes.sentences)
    buckets: dict[str, dict[int, list[Any]]] = {
        "words": _touching(sentences, notes.words, lambda w: [Span(w.start, w.end)]),
        "clauses": _touching(sentences, notes.clauses, lambda c: [c.head, c.span]),
        "names": _touching(sentences, notes.names, lambda n: [n.span]),
        "mentions": _touching(sentences, notes.mentions, lambda m: [m.span]),
        "attributions": _touching(sentences, notes.attributions, lambda a: [*a.content, *a.cue, *a.source]),
        "hedges": _touching(sentences, notes.hedges, lambda h: [h.span]),
        "figures": _touching(sentences, notes.figures, lambda f: [f.span]),
        "times": _touching(sentences, notes.times, lambda t: [t.span]),
        "referents": _touching(sentences, notes.referents, lambda r: [r[0]]),
    }
    for i, sentence in enumerate(sentences):
        touching: dict[str, Any] = {name: tuple(found.get(i, ())) for name, found in buckets.items()}
        yield sentence, replace(notes, **touching)


def _touching(
    sentences: Sequence[Span], notes: Iterable[Note], places: Callable[[Note], Sequence[Span]]
) -> dict[int, list[Note]]:
    """Return the notes by number of the sentence they touch; sentences are in order and do not overlap."""
    starts, ends = [s.start for s in sentences], [s.end for s in sentences]
    found: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        touched = [range(bisect_right(ends, s.start), bisect_left(starts, s.end)) for s in places(note)]
        # Nearly all notes stand in one place.
        for i in touched[0] if len(touched) == 1 else sorted({i for some in touched for i in some}):
            found[i].append(note)
    return found
