"""A report's text and the spans that are cited come in; its lines as HTML, each cited span an anchor, go out.

Spans may lie in one another, cross one another and run over several lines; HTML elements may not. A span that
cannot be one element becomes several: the first carries the id that links lead to, the others a class by which the
style sheet lights them up together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from twosource.model import Report, Span

# Control, format, line and paragraph separator, surrogate: what a reader cannot see but a machine obeys.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})
_PLAIN_SPACE = frozenset("\t\n\r")


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One line of a report. `kind`: title, heading, body or outside (not part of the story).

    `starts` are the spans that begin on it; `html` is its text, escaped, with the cited spans as mark elements.
    """

    number: int
    kind: str
    html: Markup
    starts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    span: Span


def mark_report(report: Report, spans: Iterable[Span], name: Callable[[Span], str]) -> tuple[MarkedLine, ...]:
    r"""Return the lines of a report that are not blank, numbered as in the text, with every cited span marked.

    `name` gives the id of a span's anchor.

    >>> report = Report(id="a", text="Dam holds.\n\nRain fell.", sha256="", body=(Span(12, 22),))
    >>> lines = mark_report(report, [Span(12, 16)], lambda span: f"m{span.start}")
    >>> [(line.number, line.kind, str(line.html)) for line in lines]
    [(1, 'outside', 'Dam holds.'), (3, 'body', '<mark id="m12">Rain</mark> fell.')]
    """
    cited = sorted({s for s in spans if 0 <= s.start < s.end <= len(report.text)}, key=_outermost_first)
    lines, begun = [], set[Span]()
    for number, line in _number_lines(report.text):
        if not line.of(report.text).strip():
            continue
        pieces = [_clip(span, line) for span in cited if span.overlaps(line)]
        starts = tuple(p.span for p in pieces if p.span not in begun)
        html = Markup("").join(_render(report.text, line, pieces, _Names(name, begun)))
        lines.append(MarkedLine(number, _kind_of(report, line), html, starts))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names marks: the first piece of a span has its id, the others its class."""

    name: Callable[[Span], str]
    begun: set[Span]

    def mark(self, span: Span, inner: Markup) -> Markup:
        """Return the mark element of a piece of the span."""
        first = span not in self.begun
        self.begun.add(span)
        opening = '<mark id="{}">{}</mark>' if first else '<mark class="of-{}">{}</mark>'
        return Markup(opening).format(self.name(span), inner)


def show_unseen(text: str) -> str:
    r"""Return the text with every character that cannot be seen written out, so that no text hides or reorders words.

    >>> show_unseen("pay\u202eno\u200bw")
    'pay⟨U+202E⟩no⟨U+200B⟩w'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(ch) for ch in text)


def _shown(ch: str) -> str:
    hidden = ch not in _PLAIN_SPACE and unicodedata.category(ch) in _UNSEEN
    return f"⟨U+{ord(ch):04X}⟩" if hidden else ch


def _number_lines(text: str) -> Iterator[tuple[int, Span]]:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        yield number, Span(start, start + len(line.rstrip("\r")))
        start += len(line) + 1


def _clip(span: Span, line: Span) -> _Piece:
    return _Piece(max(span.start, line.start), min(span.end, line.end), span)


def _kind_of(report: Report, line: Span) -> str:
    if report.title_span is not None and report.title_span.overlaps(line):
        return "title"
    if any(line.overlaps(heading) for heading in report.headings):
        return "heading"
    return "body" if any(line.overlaps(part) for part in report.body) else "outside"


def _outermost_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _render(text: str, within: Span, pieces: list[_Piece], names: _Names) -> Iterator[Markup]:
    """Yield the text of `within` with its pieces as nested elements; pieces that cross are cut where they cross."""
    at = within.start
    waiting = sorted(pieces, key=lambda p: (p.start, -p.end, p.span))
    while waiting:
        outer, *others = waiting
        yield escape(show_unseen(text[at : outer.start]))
        inside = [replace(p, end=min(p.end, outer.end)) for p in others if p.start < outer.end]
        beyond = [replace(p, start=max(p.start, outer.end)) for p in others if p.end > outer.end]
        inner = Markup("").join(_render(text, Span(outer.start, outer.end), inside, names))
        yield names.mark(outer.span, inner)
        at = outer.end
        waiting = sorted(beyond, key=lambda p: (p.start, -p.end, p.span))
    yield escape(show_unseen(text[at : within.end]))


def split_spans(report: Report, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans that more than one element may stand for: those that cross another or a line's end."""
    cited = sorted(set(spans), key=_outermost_first)
    crossing = set()
    for i, span in enumerate(cited):
        if "\n" in span.of(report.text):
            crossing.add(span)
        for other in cited[i + 1 :]:
            if other.start >= span.end:
                break
            if other.end > span.end:
                crossing.add(other)
    return tuple(sorted(crossing))
