"""Where the paragraphs of a text are, whether they are parted by blank lines, by line ends, or wrapped at a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from twosource.intake.limits import MAX_PARAGRAPH_CHARACTERS
from twosource.model import Span

# Line ends as text files have them: not str.splitlines, which also cuts at form feeds and record separators.
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
# What surrounds a paragraph and is none of its words: white space, byte order marks, zero-width marks.
_EDGE = " \t\x0b\x0c\xa0\u2002\u2003\u2009\u202f\u3000\ufeff\u200b\u200e\u200f\x00"
_EDGES = _EDGE + "\n\r"
# Typed or wire text is wrapped at 60 to 80 columns; a line beyond this was not wrapped at all.
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40
# In wrapped text the next word never fits; a few joints of a list or a headline may break that.
_WRAPPED_SHARE = 0.75
_CLOSERS = ".!?\"”’')"


def find_paragraphs(text: str) -> tuple[Span, ...]:
    r"""Return the paragraphs of `text` in order, without the white space at their edges.

    A blank line always ends a paragraph. Inside a block of lines each line is a paragraph of its own, unless the
    text was wrapped at a column (typewritten and wire copy): then an indent or an unfilled line that ends a
    sentence begins the next. A line beyond all paragraphs is cut, after a sentence if it has any. Linear in the length
    of the text.

    >>> [p.of("One.\n\nTwo.\nThree.") for p in find_paragraphs("One.\n\nTwo.\nThree.")]
    ['One.', 'Two.', 'Three.']
    """
    blocks = list(_blocks(text))
    width = _wrap_width(text, blocks)
    spans: list[Span] = []
    for block in blocks:
        spans += _unwrap(text, block, width) if width else block
    return tuple(span for s in spans for cut in _cut(text, s) if (span := trim(text, cut)).start < span.end)


def trim(text: str, span: Span) -> Span:
    """Return `span` without the white space, byte order marks and zero-width marks at its edges."""
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Yield the pieces of an endless paragraph, each at most MAX_PARAGRAPH_CHARACTERS; a real one is one piece."""
    start = span.start
    while span.end - start > MAX_PARAGRAPH_CHARACTERS:
        furthest = start + MAX_PARAGRAPH_CHARACTERS
        nearest = start + MAX_PARAGRAPH_CHARACTERS // 2
        breaks = (text.rfind(mark, nearest, furthest) for mark in (". ", "? ", "! ", " "))
        found = next((at + 1 for at in breaks if at > 0), furthest)
        yield Span(start, found)
        start = found
    yield Span(start, span.end)


def _blocks(text: str) -> Iterable[list[Span]]:
    """Yield runs of lines that have no blank line between them."""
    block: list[Span] = []
    last = 0
    for match in _LINE.finditer(text):
        line = Span(*match.span())
        if not line.of(text).strip(_EDGE):
            continue
        gap = text[last : line.start]
        if block and _is_blank(gap):
            yield block
            block = []
        block.append(line)
        last = line.end
    if block:
        yield block


def _is_blank(gap: str) -> bool:
    """Say whether the stretch between two lines holds more than one line end."""
    return gap.count("\n") > 1 or (gap.count("\n") == 0 and gap.count("\r") > 1) or "\u2029" in gap


def _wrap_width(text: str, blocks: list[list[Span]]) -> int:
    """Return the column at which the text is wrapped, or 0: wrapped when almost no next word would have fitted."""
    joints = [(a, b) for block in blocks for a, b in pairwise(block)]
    if not joints:
        return 0
    lengths = sorted(len(line.of(text).rstrip(_EDGE)) for block in blocks for line in block)
    # A few longer lines (an address, a table) do not make the text unwrapped.
    width = lengths[int(0.98 * (len(lengths) - 1))]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    filled = sum(_is_filled(text, a, b, width) for a, b in joints)
    # A column cuts sentences where it falls; lines that are paragraphs end as sentences and captions do.
    ended = sum(line.of(text).rstrip(_EDGE)[-1:] in _CLOSERS for line, _ in joints)
    return width if filled >= _WRAPPED_SHARE * len(joints) and ended <= len(joints) / 2 else 0


def _is_filled(text: str, line: Span, following: Span, width: int) -> bool:
    word = following.of(text).strip(_EDGE).split(" ", 1)[0]
    # Writers break a little before the column; a sixth of it is slack.
    return len(line.of(text).rstrip(_EDGE)) + 1 + len(word) > width * 5 / 6


def _unwrap(text: str, block: list[Span], width: int) -> list[Span]:
    """Join wrapped lines into paragraphs."""
    spans: list[Span] = []
    start = block[0].start
    for line, following in pairwise(block):
        if _begins_paragraph(text, line, following, width):
            spans.append(Span(start, line.end))
            start = following.start
    spans.append(Span(start, block[-1].end))
    return spans


def _begins_paragraph(text: str, line: Span, following: Span, width: int) -> bool:
    words, after = line.of(text), following.of(text)
    if after[:1] in "\t " and after[:2].isspace() and not words[:2].isspace():
        return True
    if after.lstrip(_EDGE)[:2] in ("- ", "* ", "• "):
        return True
    return not _is_filled(text, line, following, width) and words.rstrip(_EDGE)[-1:] in _CLOSERS + ":"
