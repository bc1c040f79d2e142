"""Layout of a parsed paragraph: its quotations in tokens, and its sentences as they stand outside quotations.

A parser cuts sentences inside a quotation ("I came. I saw," she said) and then knows no longer who speaks. Here a
sentence boundary inside quotation marks is none, so a reporting clause stands in one sentence with all it reports.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from twosource.language.parser import Parsed
from twosource.language.quotes import Quote, find_quotes
from twosource.lexicon import load
from twosource.model import Span

# ALDER, Norland (AFP) — / ALDER, (Norland): / PORT ALDER, Jan. 4 - : capitals first, a dash or colon last.
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,3}(?:/[A-Z]+)?(?:, ?\(?[A-Z][\w.]*(?: [\w.]+){0,3}\)?){0,2}"
    r"(?: ?\([^()\n]{2,40}\))? ?(?P<dash>[—–―:]|--?) ?(?=\S)"
)


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
    quoted: list[Quoted] = []
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


def quotations_in(layout: Layout, span: Span) -> list[int]:
    """Return the numbers of the quotations that overlap a span."""
    k = bisect_right(layout.quoted, span.start, key=lambda q: q.quote.span.end)
    found = []
    while k < len(layout.quoted) and layout.quoted[k].quote.span.start < span.end:
        found.append(k)
        k += 1
    return found


def dateline_end(text: str) -> int:
    """Return where a paragraph's story starts behind its dateline, 0 without one.

    >>> text = "PORT ALDER, (Norland): The mayor left."
    >>> text[dateline_end(text) :]
    'The mayor left.'
    """
    found = _DATELINE.match(text)
    return found.end() if found and (found["dash"] != ":" or "," in found[0] or "(" in found[0]) else 0


def _sentences(parsed: Parsed, quoted: list[Quoted], inside: list[int]) -> list[tuple[int, int]]:
    """Return the parser's sentences, corrected at quotation marks."""
    if not parsed.tokens:
        return []
    starts = {_start_of(parsed, quoted, inside, first) for first, _ in parsed.sents}
    for q in quoted:
        # The parser misses boundaries at marks: He left. “A.” / “A.” “B.” / “A.” He left.
        if q.first > 0 and _ends_token(parsed.tokens[q.first - 1].text) and inside[q.first - 1] < 0:
            starts.add(q.first)
        after = q.last + 1
        if after < len(parsed.tokens) and _closes_sentence(parsed, q) and _starts(parsed.tokens[after].text):
            starts.add(after)
    ordered = sorted(s for s in starts if s == 0 or _is_boundary(parsed, quoted, inside, s))
    if not ordered or ordered[0] != 0:
        ordered.insert(0, 0)
    return list(zip(ordered, [*ordered[1:], len(parsed.tokens)], strict=True))


def _start_of(parsed: Parsed, quoted: list[Quoted], inside: list[int], first: int) -> int:
    """Move a boundary that the parser set just behind an opening mark to before it."""
    q = quoted[inside[first]] if inside[first] >= 0 else None
    return q.first if q is not None and first == q.first + 1 else first


def _is_boundary(parsed: Parsed, quoted: list[Quoted], inside: list[int], first: int) -> bool:
    """Say whether a sentence really starts at `first`: not within a quotation, not at its reporting clause."""
    text = parsed.tokens[first].text
    if inside[first] >= 0 and quoted[inside[first]].first < first:
        return False
    before = inside[first - 1]
    if before >= 0:
        q = quoted[before]
        if not _ends(parsed, q) or text[:1].islower() or text in (",", ";", "—", "–", "-"):
            return False
        return _closes_sentence(parsed, q) or not _reports(parsed, first)
    return inside[first] < 0 or _ends_token(parsed.tokens[first - 1].text)


def _ends(parsed: Parsed, q: Quoted) -> bool:
    """Say whether the quotation ends like a sentence (full stop, question or exclamation mark inside)."""
    return q.quote.inner.of(parsed.text).rstrip(" ’”\"'")[-1:] in (".", "!", "?", "…")


def _closes_sentence(parsed: Parsed, q: Quoted) -> bool:
    """Say whether its full stop ends the sentence; “Who?” may be followed by "Mr Lee asked"."""
    inner = q.quote.inner.of(parsed.text).rstrip(" ’”\"'")
    return inner[-1:] in (".", "…") and not inner.endswith(("...", "…"))


def _reports(parsed: Parsed, first: int) -> bool:
    """Say whether a short reporting clause starts at `first`: its verb comes soon and is a verb of saying."""
    saying = load("cues")["quotation"]
    for token in parsed.tokens[first : first + 14]:
        if token.text in (".", ",", ";", ":") and token.i > first + 1:
            before = parsed.tokens[first : token.i]
            return any(t.tag[:2] == "VB" and t.lemma.lower() in saying for t in before)
        if token.tag[:2] == "VB" and token.lemma.lower() in saying:
            return True
    return False


def _ends_token(text: str) -> bool:
    return text in (":", ";") or text[-1:] in ".!?"


def _starts(text: str) -> bool:
    return text[:1].isupper() or text[:1] in "“\"‘'`"
