"""Positions come in and go out: moving records between a passage and a report, lines, selectors.

A passage is annotated once, counted from its own start; `shift` puts the result where a report runs it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from twosource.model import Span

Record = TypeVar("Record")


def shift(record: Record, by: int) -> Record:
    """Return the record with every span in it moved `by` characters; spans of spans' tuples too.

    >>> from twosource.model import Hedge
    >>> shift(Hedge(Span(0, 7), "distance"), 10).span
    Span(start=10, end=17)
    """
    if by == 0 or not is_dataclass(record):
        return record
    changed = {}
    for name in _names(cast("Hashable", type(record))):
        value = getattr(record, name)
        moved = _moved(value, by)
        if moved is not value:
            changed[name] = moved
    return replace(record, **changed)  # type: ignore[type-var]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, Span):
        return value.moved(by)
    if type(value) is tuple and value and isinstance(value[0], Span):
        return tuple(span.moved(by) for span in value)
    return value


def line_of(text: str, position: int) -> int:
    r"""Return the line (from 1) that `position` stands in, as an editor's window counts lines.

    >>> line_of("one\ntwo", 5)
    2
    """
    return text.count("\n", 0, position) + 1


def extent(spans: Iterable[Span]) -> Span | None:
    """Return the stretch from the first start to the last end, or None for no spans."""
    listed = list(spans)
    if not listed:
        return None
    return Span(min(s.start for s in listed), max(s.end for s in listed))


def covered(spans: Sequence[Span], by: Sequence[Span]) -> int:
    """Count the characters of `spans` that also lie in `by`; neither may overlap itself."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in spans for b in by)


def trimmed(span: Span, text: str, drop: str = " \t\r\n\u00a0") -> Span:
    """Return the span without the characters of `drop` at its ends (empty if nothing else is in it)."""
    start, end = span
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return Span(start, end)


def widened(span: Span, others: Iterable[Span]) -> Span:
    """Return the span with the whole of each other that its start cuts in two.

    >>> widened(Span(5, 20), [Span(3, 7), Span(18, 30)])
    Span(start=3, end=20)
    """
    return Span(min([span.start, *(o.start for o in others if o.start < span.start < o.end)]), span.end)


def selector(span: Span, text: str, context: int = 32) -> dict[str, Any]:
    """Return the W3C Web Annotation selectors of a span: position, and quotation with context on both sides."""
    return {
        "type": "TextPositionSelector",
        "start": span.start,
        "end": span.end,
        "refinedBy": {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - context) : span.start],
            "suffix": text[span.end : span.end + context],
        },
    }
