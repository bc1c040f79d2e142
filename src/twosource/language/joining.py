"""Joining: the attributions of a report's paragraphs come in, those of the whole report go out.

A paragraph is annotated once, however many reports run it; only here is it known what stands before it. A
quotation over several paragraphs becomes one, "He added:" gets the quotation that it announces, and a paragraph
that is nothing but a quotation gets the speaker of the one that it goes on from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.model import Attribution, Span

FREE = "free quotation"
CARRIED = "carried quotation"
INTRODUCTION = "introduction"

# Rules whose content somebody utters: a quotation may go on from these, not from what somebody wants or supports.
_UTTERED = frozenset(
    (
        "quotation",
        "quoted object",
        "quoted words",
        "clause",
        "told clause",
        "after",
        "between",
        "according",
        "colon",
        "dash",
        CARRIED,
    )
)
_WORD = re.compile(r"\w+")


def join_paragraphs(text: str, paragraphs: Sequence[tuple[Span, Sequence[Attribution]]]) -> list[Attribution]:
    """Return the attributions of one report, placed in its text, with ids a1, a2 … and quotations joined.

    `paragraphs` holds, in text order, each paragraph's span in `text` and its attributions, whose spans count from
    the paragraph's start. An introduction that no quotation follows is dropped.
    """
    placed: list[Attribution] = []
    number = 0
    waiting: list[int] = []  # free quotations of the paragraphs before, unclosed: the next may name their source
    before: int | None = None  # the attribution that a quotation may go on from
    for span, attributions in paragraphs:
        ids = {a.id: f"a{number + n + 1}" for n, a in enumerate(attributions)}
        number += len(attributions)
        first = len(placed)
        for attribution in attributions:
            moved = _placed(attribution, span.start, ids)
            if moved.rule == FREE and before is not None:
                before = _go_on(text, placed, before, moved)
                continue
            placed.append(moved)
            if moved.source and _may_go_on(moved):
                if waiting and moved.content and _opens(text, span, moved):
                    _give_back(placed, waiting, len(placed) - 1)
                before = len(placed) - 1
        opened = [n for n in range(first, len(placed)) if placed[n].rule == FREE and placed[n].unclosed]
        only = bool(opened) and all(placed[n].rule == FREE for n in range(first, len(placed)))
        waiting = [*waiting, *opened] if only else opened
        before = _last_of(text, placed, first, before, span)
    return _numbered([a for a in placed if a.content])


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


def _may_go_on(a: Attribution) -> bool:
    """Say whether it is uttered, and to the reporter: who is quoted at second hand speaks no further."""
    return a.via is None and (a.rule in _UTTERED or a.rule in (INTRODUCTION, "tagger"))


def _go_on(text: str, placed: list[Attribution], before: int, free: Attribution) -> int:
    """Give a free quotation to the attribution that it goes on from; return which one the next may go on from.

    After a quotation it is more of the same content. After indirect speech it is an attribution of its own, with
    the source and the cue of the one before.
    """
    earlier = placed[before]
    if earlier.rule == INTRODUCTION:
        rule = "quotation"
    elif earlier.kind == "indirect":
        placed.append(replace(free, source=earlier.source, cue=earlier.cue, rule=CARRIED, stance=earlier.stance))
        return len(placed) - 1
    else:
        rule = earlier.rule
    kind = "direct" if earlier.kind == "direct" or not earlier.content else "mixed"
    content = (*earlier.content, *free.content)
    placed[before] = replace(earlier, content=content, kind=kind, rule=rule, unclosed=free.unclosed)
    return before


def _give_back(placed: list[Attribution], waiting: list[int], source: int) -> None:
    """Put quotations left open before into the attribution that goes on with them and names the source."""
    opened = tuple(span for n in waiting for span in placed[n].content)
    placed[source] = replace(placed[source], content=(*opened, *placed[source].content))
    for n in waiting:
        placed[n] = replace(placed[n], content=())
    waiting.clear()


def _opens(text: str, span: Span, a: Attribution) -> bool:
    """Say whether a content opens the paragraph with a quotation mark."""
    start = min(a.content).start
    return not text[span.start : start].strip() and text[start : start + 1] in "“\"'`‘«„"


def _last_of(text: str, placed: list[Attribution], first: int, before: int | None, span: Span) -> int | None:
    """Return the attribution of a paragraph that a quotation in the next one may go on from.

    It must be the last to be uttered there, and end the paragraph; a paragraph of the reporter's own ends the turn.
    """
    if before is None:
        return None
    if before < first and not any(s.overlaps(span) for s in placed[before].content):
        return None
    a = placed[before]
    end = max(s.end for s in (*a.content, *a.cue, *a.source) if s.overlaps(span))
    rest = _WORD.findall(text, end, span.end)
    return before if len(rest) <= 12 else None


def _numbered(attributions: list[Attribution]) -> list[Attribution]:
    """Return the attributions with ids a1, a2 … in text order."""
    ordered = sorted(attributions, key=lambda a: (min((*a.source, *a.cue, *a.content)), min(a.content), a.rule))
    ids = {a.id: f"a{n + 1}" for n, a in enumerate(ordered)}
    return [replace(a, id=ids[a.id], via=ids.get(a.via) if a.via else None) for a in ordered]
