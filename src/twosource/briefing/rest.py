"""A briefing that leaves nothing out comes in; the sentences of the reports that it has not told go out.

A claim is told once, in the words of one report. What another report says beside it, and a sentence in which no
statement could be read, would be lost: they are printed as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from twosource.briefing.labels import Citer
from twosource.briefing.lead import sentences_of
from twosource.claims.no_news import is_link, serves_readers
from twosource.claims.telling import sentence
from twosource.lexicon import load
from twosource.model import Citation, Report, Section, Sentence, Span

TITLE = "Printed in the reports and not told above in these words"
# So much of the words of a sentence must stand in what is told of it: names and turns of phrase may be left out.
TOLD = 0.5
# The beginnings of words tell "injured" and "injuries" for one.
LETTERS = 5
# Lists repeat the claims in another order, and tell nothing of their own.
LISTS = frozenset(("figures", "timeline", "speakers", "reports", "stories", "decisions"))
# What is cited there stands nowhere else: printed alone, one side of it would pass for what is so.
SETTLED = frozenset(("withdrawn", "disputed", "superseded", "since-withdrawn", "since-disputed", "since-changed"))
# What a newspaper says of itself; what was wrong stands where the withdrawal is told.
_OF_THE_HOUSE = re.compile(
    r"\W*(?:(?:we|the \w+) (?:\w+ly |also )?(?:apologi[sz]es?|regrets?|are sorry|is sorry)\b"
    r"|(?:that|this|it) (?:is|was) (?:\w+ly |also )?(?:wrong|incorrect|untrue|an error|a mistake)\W*$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*")


class _Told(NamedTuple):
    """What one sentence of the briefing tells of a report: its words, and where it cites it for them."""

    words: frozenset[str]
    places: tuple[Span, ...]
    settled: bool


def about_rest(reports: Sequence[Report], sections: Iterable[Section], citer: Citer) -> Section:
    """Return the section of what no other section tells, each wording once, in the order of the reports."""
    of_report: dict[str, list[_Told]] = {r.id: [] for r in reports}
    for part in sections:
        for s in part.sentences if part.key not in LISTS else ():
            for cited in {c.report for c in s.citations} & of_report.keys():
                spans = tuple(c.span for c in s.citations if c.report == cited)
                of_report[cited].append(_Told(_words(s.text), spans, part.key in SETTLED))
    wordings: dict[str, list[Citation]] = {}
    for report in reports:
        for span in sentences_of(report):
            printed = " ".join(span.of(report.text).split())
            if not _is_told(span, printed, of_report[report.id]):
                wordings.setdefault(printed, []).append(citer.cite(report.id, span))
    return Section("rest", TITLE, tuple(Sentence(sentence(text), tuple(places)) for text, places in wordings.items()))


def _is_told(span: Span, printed: str, told: Iterable[_Told]) -> bool:
    """Say whether a sentence was told, whole or in parts, or is one side of a conflict, or has nothing to tell."""
    words = _words(printed)
    if not words or serves_readers(printed) or is_link(printed) or _OF_THE_HOUSE.match(printed):
        return True
    here: set[str] = set()
    for other in told:
        if len(words & other.words) >= TOLD * len(words):
            return True
        if any(span.overlaps(place) for place in other.places):
            if other.settled:
                return True
            here |= other.words
    return len(words & here) >= TOLD * len(words)


def _words(text: str) -> frozenset[str]:
    found = (w.lower() for w in _WORD.findall(text))
    return frozenset(w[:LETTERS] for w in found if w not in _grammar() and (len(w) > 1 or w.isdigit()))


@cache
def _grammar() -> frozenset[str]:
    return frozenset((*load("function_words")["words"], "said"))
