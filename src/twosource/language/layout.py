"""Layout of a parsed paragraph: its quotations in tokens, and its sentences as they stand outside quotations.

A parser cuts sentences inside a quotation ("I came. I saw," she said) and then knows no longer who speaks. Here a
sentence boundary inside quotation marks is none, so a reporting clause stands in one sentence with all it reports.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from twosource.language.parser import Parsed
from twosource.language.quotes import Quote, find_quotes


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in tokens: `first` and `last` with the marks, `quote` as found."""

    first: int
    last: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Layout:
    """Quotations, the quotation that each token stands in (-1 outside), and the sentences (first, after)."""

    quoted: tuple[Quoted, ...]
    inside: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]


def lay_out(parsed: Parsed) -> Layout:
    """Return the layout of a paragraph."""
    tokens = parsed.tokens
    starts = [t.start for t in tokens]
    ends = [t.end for t in tokens]
    quoted = []
    inside = [-1] * len(tokens)
    for quote in find_quotes(parsed.text):
        first = bisect_right(ends, quote.span.start)
        last = bisect_left(starts, quote.span.end) - 1
        if last < first:
            continue
        for i in range(first, last + 1):
            inside[i] = len(quoted)
        quoted.append(Quoted(first, last, quote))
    sentences = _sentences(parsed, quoted, inside)
    sentence_of = [0] * len(tokens)
    for number, (first, after) in enumerate(sentences):
        for i in range(first, after):
            sentence_of[i] = number
    return Layout(tuple(quoted), tuple(inside), tuple(sentences), tuple(sentence_of))


def _sentences(parsed: Parsed, quoted: list[Quoted], inside: list[int]) -> list[tuple[int, int]]:
    """Join the parser's sentences over boundaries that lie in a quotation or cut off its reporting clause."""
    tokens = parsed.tokens
    joined: list[tuple[int, int]] = []
    for first, after in parsed.sents:
        if joined and _goes_on(parsed, quoted, inside, first):
            joined[-1] = (joined[-1][0], after)
        else:
            joined.append((first, after))
    # The parser may also miss a boundary after a quotation that ends a sentence: “A.” “B.” / “A.” He left.
    cut: list[tuple[int, int]] = []
    for first, after in joined:
        at = first
        for q in quoted:
            if at <= q.last < after - 1 and q.last + 1 > at and _ends(parsed, q) and _starts(tokens[q.last + 1].text):
                cut.append((at, q.last + 1))
                at = q.last + 1
        cut.append((at, after))
    return cut


def _goes_on(parsed: Parsed, quoted: list[Quoted], inside: list[int], first: int) -> bool:
    tokens = parsed.tokens
    if inside[first] >= 0:
        q = quoted[inside[first]]
        if q.first < first:
            return True
        before = tokens[first - 1]
        return before.text not in ".!?" and inside[first - 1] < 0 and not _ends_token(before.text)
    before = inside[first - 1]
    if before >= 0:
        text = tokens[first].text
        if not _ends(parsed, quoted[before]):
            return True
        return text[:1].islower() or text in (",", ";", "—", "–", "-")
    return False


def _ends(parsed: Parsed, q: Quoted) -> bool:
    """Say whether the quotation ends a sentence (full stop inside the mark)."""
    inner = q.quote.inner.of(parsed.text).rstrip(" ’”\"'")
    return inner[-1:] in (".", "!", "?", "…")


def _ends_token(text: str) -> bool:
    return text in (":", ";") or text[-1:] in ".!?"


def _starts(text: str) -> bool:
    return text[:1].isupper() or text[:1] in "“\"‘'`"
