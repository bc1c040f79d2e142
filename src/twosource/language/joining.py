"""Joining: the attributions of a report's paragraphs come in, those of the whole report go out.

A paragraph is annotated once, however many reports run it; only here is it known what stands before it. A
quotation over several paragraphs becomes one, "He added:" gets the quotation that it announces, and a paragraph
that is nothing but a quotation gets the speaker of the one that it goes on from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.model import Attribution, Span

FREE = "free quotation"
INTRODUCTION = "introduction"


def join_paragraphs(text: str, paragraphs: Sequence[tuple[Span, Sequence[Attribution]]]) -> list[Attribution]:
    """Return the attributions of one report, placed in its text, with ids a1, a2 … and quotations joined.

    `paragraphs` holds, in text order, each paragraph's span in `text` and its attributions, whose spans count from
    the paragraph's start.
    """
    placed: list[Attribution] = []
    before: int | None = None  # index of the attribution that a quotation may go on from
    for span, attributions in paragraphs:
        last: int | None = None
        first_new = len(placed)
        ids = {a.id: f"a{first_new + n + 1}" for n, a in enumerate(attributions)}
        for attribution in attributions:
            moved = _placed(attribution, span.start, ids)
            if moved.rule == FREE and not moved.source:
                at = last if last is not None else before
                if at is not None and _leads_to(text, placed[at], moved):
                    moved = _given(moved, placed[at])
            placed.append(moved)
            if (moved.source and moved.kind != "indirect") or moved.rule in (FREE, INTRODUCTION):
                last = len(placed) - 1
        if last is None:
            speaking = [n for n in range(first_new, len(placed)) if placed[n].source]
            last = speaking[-1] if speaking else None
        before = last
    return placed


def _placed(a: Attribution, by: int, ids: dict[str, str]) -> Attribution:
    return replace(
        a,
        id=ids[a.id],
        source=tuple(s.moved(by) for s in a.source),
        cue=tuple(s.moved(by) for s in a.cue),
        content=tuple(s.moved(by) for s in a.content),
        hedge=tuple(s.moved(by) for s in a.hedge),
        via=ids.get(a.via) if a.via else None,
    )


def _leads_to(text: str, earlier: Attribution, free: Attribution) -> bool:
    return bool(earlier.source)


def _given(free: Attribution, earlier: Attribution) -> Attribution:
    """Give a free quotation the source of the attribution that it goes on from."""
    return replace(free, source=earlier.source, cue=earlier.cue, confidence=earlier.confidence)
