"""Quotations that two reports cut and placed alike: copy that shows although nearly all of it is quoted.

Who hears a speech may print the same words of it as anyone who heard it. Where a quotation is begun and broken off,
and what stands before and after it, each newsroom chooses for itself. So a quotation that has the same first and last
word in two reports, and on both sides the same neighbour (words of the newsroom's own, or the edge of the next
quotation), came with the words around it. One such may be chance (a statement has its pauses); several are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from twosource.lineage.kinship import Kept, kept_both
from twosource.lineage.matching import Match, choose_matches
from twosource.lineage.phrasings import Phrasings
from twosource.lineage.wording import Wording
from twosource.lineage.words import Places, fold_marks

# A mark closes what it touches from behind, and opens what it touches from the front; one that touches both sides
# ('"…"(laughter)') or neither is nobody's.
_MARK = re.compile(r'(?<!\S)"(?=\S)|(?<=\S)"(?![^\W_])')

_QUOTATIONS, _WORDS = 2, 25  # as many sentences and words as show that whole sentences were borrowed
_MUCH = 0.25  # share of a report's words, quoted or not, below which quotations are no more than a shared source


def quoted_alike(phrasings: Phrasings, i: int, other: int) -> Kept | None:
    """Return what a report has of another, by places among the phrasings, if that is copy though it is quoted."""
    report, there = phrasings.reports[i], phrasings.reports[other]
    matches = choose_matches(phrasings, i, other)
    kept, _ = kept_both(report, there, matches)
    if kept.share_of(report) < _MUCH:
        return None
    alike = placed_alike(report, there, matches)
    return kept if len(alike) >= _QUOTATIONS and sum(alike) >= _WORDS else None


def placed_alike(report: Wording, other: Wording, matches: Sequence[Match]) -> list[int]:
    """Return how many words each quotation has that a report and another cut and placed alike; `matches` are theirs.

    >>> from twosource.lineage.matching import choose_matches
    >>> from twosource.lineage.phrasings import Phrasings
    >>> from twosource.lineage.wording import read_wordings
    >>> from twosource.model import Report
    >>> text = "Asked if the gate would hold, he said “not for a day longer.” “Nobody went down to look,” he added."
    >>> two = read_wordings([Report("r1", text, ""), Report("r2", f"It was dark. {text}", "")])
    >>> placed_alike(*two, choose_matches(Phrasings(two), 0, 1))
    [5, 5]
    """
    there = _counterparts(report, other, matches)
    theirs = set(_quotations(other))
    return [last - first + 1 for first, last in _quotations(report) if _is_alike(first, last, there, theirs)]


def _is_alike(first: int, last: int, there: Places, theirs: set[tuple[int, int]]) -> bool:
    """Say whether a quotation stands in the other report as one, between the same two words."""
    if first == 0 or last + 1 == len(there):
        return False
    start, end = int(there[first]), int(there[last])
    return (start, end) in theirs and int(there[first - 1]) == start - 1 and int(there[last + 1]) == end + 1


def _counterparts(report: Wording, other: Wording, matches: Sequence[Match]) -> Places:
    """Return for each word of a report its place in the other report, -2 where it has none."""
    there = np.full(len(report.words.keys), -2, np.int64)
    for m in matches:
        here, beside = report.bounds[m.this], other.bounds[m.other]
        for a, b, size in m.alike.blocks:
            there[here + a : here + a + size] = np.arange(beside + b, beside + b + size)
    return there


def _quotations(report: Wording) -> list[tuple[int, int]]:
    """Return the first and the last word of each quotation that opens and closes; it may run over paragraphs."""
    text = fold_marks(report.text)
    found = []
    first: int | None = None
    for mark in _MARK.finditer(text):
        at = mark.start()
        if at == 0 or text[at - 1].isspace():
            first = int(np.searchsorted(report.words.starts, at)) if first is None else first
        elif first is not None:
            last = int(np.searchsorted(report.words.ends, at, "right")) - 1
            if first <= last:
                found.append((first, last))
            first = None
    return found
