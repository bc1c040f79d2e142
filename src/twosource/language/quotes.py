"""Quotation spans: a text comes in, the stretches between quotation marks go out, each with its two marks.

Both kinds of marks are read (double and single, typographic, straight, angular and the `` '' of typewriters),
and an apostrophe is told from a single mark by what stands on its two sides. Each line is read for itself, so a
lost mark harms one paragraph only: what is open at its end is closed there, and said to be `unclosed`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from twosource.model import Span

# The marks that may close a quotation, by the mark that opened it, the right one first: agencies and house styles mix
# typographic and straight marks in one quotation. German and French forms occur in world news.
_CLOSERS = {
    "“": ("”", '"', "''"),
    '"': ('"', "”"),
    "``": ("''", '"'),
    "''": ("''",),
    "«": ("»",),
    "„": ("“", "”"),
    "”": ("”", '"'),
    "‟": ("”",),
}
_DOUBLE = frozenset(("“", "”", '"', "``", "''", "«", "»", "„", "‟"))
# Marks looked ahead for the one that closes: bounds the time on a line of nothing but marks.
_REACH = 200
_MARK = re.compile(r"``|''|[“”„‟\"«»‘’']")
# Words that begin with an apostrophe because a letter is dropped: no quotation starts there.
_ELISION = re.compile(r"(?:tis|twas|em|til|till|cause|bout|round|n|\d\ds?)(?!\w)", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SENTENCE_END = ".!?…"
# What a single mark without a partner must stand behind to open a quotation that goes on in the next paragraph.
_INTRODUCED = re.compile(r"(?:^|:[ \u00a0])$")
_LONG = 40


class Quote(NamedTuple):
    """One quotation: `span` with its marks, `inner` without; `single` says that single marks delimit it.

    `unclosed`: no closing mark stands in the paragraph, which closes it. `continues`: it opens its line and the
    line before ended in an open quotation, so it goes on with that one (the mark repeated, as newspapers do).
    """

    span: Span
    inner: Span
    single: bool = False
    unclosed: bool = False
    continues: bool = False


class _Mark(NamedTuple):
    start: int
    end: int
    text: str
    opens: bool
    closes: bool


def find_quotes(text: str) -> list[Quote]:
    """Return the outermost quotations of `text` in order; they never overlap.

    >>> [q.inner.of("“Go,” he said, “it’s late.”") for q in find_quotes("“Go,” he said, “it’s late.”")]
    ['Go,', 'it’s late.']
    """
    found: list[Quote] = []
    open_before = False
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        first = line.start() + len(line.group()) - len(line.group().lstrip())
        quotes = _in_line(text, line.start(), line.end())
        if quotes and open_before and quotes[0].span.start == first:
            quotes[0] = quotes[0]._replace(continues=True)
        open_before = bool(quotes) and quotes[-1].unclosed
        found.extend(quotes)
    return found


def _in_line(text: str, start: int, end: int) -> list[Quote]:
    marks = [_read_mark(text, m, start, end) for m in _MARK.finditer(text, start, end)]
    doubles = _doubles(text, [m for m in marks if m.text in _DOUBLE], end)
    quotes = list(doubles)
    # Single marks count only outside double ones: inside they are a quotation in the quotation.
    ends = [q.span.end for q in doubles]
    free = [m for m in marks if m.text not in _DOUBLE and not _meets(Span(m.start, m.end), doubles, ends)]
    quotes.extend(q for q in _singles(text, free, start, end) if not _meets(q.span, doubles, ends))
    return sorted(quotes)


def _read_mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    """Judge by its two neighbours whether a mark can open and whether it can close."""
    at, after, mark = match.start(), match.end(), match.group()
    left = text[at - 1] if at > start else " "
    right = text[after] if after < end else " "
    opens = not left.isalnum() and left not in ",.!?" and not right.isspace() and right not in ",.;:!?)]…”"
    closes = not left.isspace() and left not in "([“‘" and (not right.isalnum() or left in ",.!?…—")
    if left.isspace() and right.isspace() and at - 1 > start and text[at - 2] in "'’":
        closes = True  # He said 'go,' "
    if mark in ("“", "``", "„", "«"):
        opens = opens or (not left.isalnum() and left not in ",.!?") or mark == "«"
    elif mark in ("”", "»"):
        closes = closes or mark == "»"
    elif mark == "’" or (mark == "'" and _ELISION.match(text, after)):
        opens = False
    elif mark == '"' and left.isdigit() and not right.isspace() and right not in ",.;:!?)":
        closes = False  # 6"-wide
    return _Mark(at, after, mark, opens, closes)


def _doubles(text: str, marks: list[_Mark], end: int) -> list[Quote]:
    """Pair double marks from the left; a mark turned the wrong way round serves if only its place fits."""
    quotes: list[Quote] = []
    k = 0
    while k < len(marks):
        mark = marks[k]
        if not mark.opens or mark.text == "»":
            k += 1
            continue
        close = _closing(marks, k)
        if close is not None:
            quotes.append(Quote(Span(mark.start, marks[close].end), Span(mark.end, marks[close].start)))
            k = close + 1
            continue
        # A closing mark is lost. The quotation ends where the next one of its kind opens, else with the line.
        after = next(
            (j for j in range(k + 1, min(len(marks), k + _REACH)) if marks[j].opens and marks[j].text == mark.text),
            None,
        )
        stop = marks[after].start if after is not None else end
        stop -= len(text[mark.end : stop]) - len(text[mark.end : stop].rstrip())
        if stop > mark.end and text[mark.end : stop].strip():
            quotes.append(Quote(Span(mark.start, stop), Span(mark.end, stop), unclosed=True))
        k = after if after is not None else len(marks)
    return quotes


def _closing(marks: list[_Mark], k: int) -> int | None:
    """Return the mark that closes `marks[k]`, or None. Typographic marks nest, straight ones do not."""
    opening = marks[k]
    closers = _CLOSERS.get(opening.text, ())
    rest = range(k + 1, min(len(marks), k + _REACH))
    if opening.text in ("“", "”") and not _balanced(marks, k):
        again = next((j for j in rest if marks[j].text == "“" and marks[j].opens), len(marks))
        rest = range(k + 1, again)
    depth = 0
    for j in rest:
        mark = marks[j]
        if mark.text == "“" and mark.opens and not (opening.text == "„" and mark.closes):
            depth += 1
        elif mark.text == "”" and mark.closes and depth > 0:
            depth -= 1
        elif mark.closes and depth == 0 and (mark.text in closers or (mark.text == "“" and opening.text == "“")):
            if mark.opens and mark.text == '"' and opening.text == "“":
                continue
            return j
    if depth > 0 and opening.text == '"':
        return next((j for j in rest if marks[j].closes and marks[j].text == '"'), None)
    return None


def _balanced(marks: list[_Mark], k: int) -> bool:
    """Say whether from `marks[k]` on as many marks close as open, so that a second opening one is nested."""
    opening = sum(m.opens and not m.closes for m in marks[k : k + _REACH] if m.text in ("“", "”", '"'))
    closing = sum(m.closes and not m.opens for m in marks[k : k + _REACH] if m.text in ("“", "”", '"'))
    return closing >= opening


def _singles(text: str, marks: list[_Mark], start: int, end: int) -> list[Quote]:
    """Pair single marks. One without a partner in its line (from `start` to `end`) is an apostrophe and no quotation,
    unless a colon introduces it or it opens the line: such a quotation goes on in the next paragraph.
    """
    quotes: list[Quote] = []
    k = 0
    while k < len(marks):
        mark = marks[k]
        close = None
        if mark.opens and mark.text in ("‘", "'"):
            closers = ("’",) if mark.text == "‘" else ("'", "’")
            close = _closing_single(text, marks, k, closers)
        if close is None and _is_left_open(text, marks, k, start, end):
            stop = start + len(text[start:end].rstrip())
            quotes.append(Quote(Span(mark.start, stop), Span(mark.end, stop), single=True, unclosed=True))
            break
        if close is None:
            k += 1
            continue
        quotes.append(Quote(Span(mark.start, marks[close].end), Span(mark.end, marks[close].start), single=True))
        k = close + 1
    return quotes


def _is_left_open(text: str, marks: list[_Mark], k: int, start: int, end: int) -> bool:
    """Say whether the last single mark that can open a quotation opens a long one that its line does not close."""
    mark = marks[k]
    if not mark.opens or mark.text not in ("‘", "'") or any(m.opens and m.text == mark.text for m in marks[k + 1 :]):
        return False
    said = text[mark.end : end].strip()
    introduced = _INTRODUCED.search(text[max(start, mark.start - 2) : mark.start])
    return introduced is not None and len(said) > _LONG and said[0].isupper() and said[-1] in _SENTENCE_END


def _closing_single(text: str, marks: list[_Mark], k: int, closers: tuple[str, ...]) -> int | None:
    """Return the mark that closes; the plural's apostrophe (workers’ rights) only if no other one does."""
    doubtful = None
    for j in range(k + 1, min(len(marks), k + _REACH)):
        mark = marks[j]
        if mark.opens and mark.text == marks[k].text:
            break
        if not mark.closes or mark.text not in closers:
            continue
        before, after = text[mark.start - 1], text[mark.end : mark.end + 2]
        plural = before == "s" and after[:1] == " " and after[1:].isalpha()
        if not plural:
            return j
        doubtful = j if doubtful is None else doubtful
    return doubtful


def _meets(span: Span, quotes: list[Quote], ends: list[int]) -> bool:
    """Say whether a span overlaps one of the quotations, whose ends are given in order."""
    k = bisect_right(ends, span.start)
    return k < len(quotes) and quotes[k].span.overlaps(span)
