"""A briefing that leaves nothing out comes in; the sentences of the reports that it has not told go out.

A claim is told once, in the words of one report. What another report says beside it, and a sentence in which no
statement could be read, would be lost: they are printed as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from twosource.briefing.labels import Citer
from twosource.briefing.lead import sentences_of
from twosource.claims.no_news import is_credit_note, is_link, serves_readers
from twosource.claims.telling import sentence
from twosource.lexicon import load
from twosource.model import Citation, Report, Section, Sentence, Span

TITLE = "Printed in the reports and not told above in these words"
# So much of the words of a sentence must stand in what is told of it: names and turns of phrase may be left out.
TOLD = 0.5
# So much of a side of what is disputed, by one sentence: what two sides share is what they dispute.
SIDE_TOLD = 0.6
# A part of a sentence, cut at its semicolon, that has so many telling words says something for itself.
FEWEST = 3
_SEMICOLON = re.compile(r";\s+")
# With its words of grammar so much of a sentence is told where a bullet cites it.
ALMOST = 0.65
# So much of a wording stands in another one that they are printed as one.
HELD = 0.8
# The beginnings of words tell "injured" and "injuries" for one.
LETTERS = 5
# Lists repeat the claims in another order, and tell nothing of their own.
LISTS = frozenset(("figures", "timeline", "speakers", "reports", "stories", "decisions"))
# What is cited there stands nowhere else: printed alone, one side of it would pass for what is so.
SETTLED = frozenset(("withdrawn", "superseded", "since-withdrawn", "since-changed"))
DISPUTED = frozenset(("disputed", "since-disputed"))
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
    every: frozenset[str]
    places: tuple[Span, ...]
    key: str

    def is_at(self, span: Span) -> bool:
        """Say whether the sentence cites a place that a span has a part in."""
        return any(span.overlaps(place) for place in self.places)


def about_rest(reports: Sequence[Report], sections: Iterable[Section], citer: Citer) -> Section:
    """Return the section of what no other section tells, each wording once, in the order of the reports.

    A sentence is printed whole where one of its parts was not told. What is disputed carries its mark.
    """
    of_report: dict[str, list[_Told]] = {r.id: [] for r in reports}
    for part in sections:
        for s in part.sentences if part.key not in LISTS else ():
            for cited in {c.report for c in s.citations} & of_report.keys():
                spans = tuple(c.span for c in s.citations if c.report == cited)
                of_report[cited].append(_Told(_words(s.text), _every(s.text), spans, part.key))
    found: dict[str, _Left] = {}
    having: dict[str, list[_Left]] = {}  # by each word; a story of hundreds of reports has thousands of wordings
    for report in reports:
        told = of_report[report.id]
        for span in sentences_of(report):
            printed = " ".join(span.of(report.text).split())
            if all(_is_told(part, part.of(report.text), told) for part in _parts(span, report.text)):
                continue
            one = found.get(printed) or _holding(having, printed)
            if one is None:
                disputed = any(other.key in DISPUTED and other.is_at(span) for other in told)
                one = found[printed] = _Left(printed, _words(printed), disputed, [])
                for word in one.words:
                    having.setdefault(word, []).append(one)
            one.places.append(citer.cite(report.id, span))
    return Section("rest", TITLE, tuple(one.told() for one in found.values()))


class _Left(NamedTuple):
    """A wording that no section told, and where it stands."""

    printed: str
    words: frozenset[str]
    disputed: bool
    places: list[Citation]

    def told(self) -> Sentence:
        """Return it as the briefing prints it."""
        return Sentence(sentence(self.printed), tuple(self.places), mark="disputed" if self.disputed else None)


def _holding(having: Mapping[str, Sequence[_Left]], printed: str) -> _Left | None:
    """Return the wording that has nearly all words of another one, and all its numbers: a copy with less."""
    words, denies = _words(printed), _denies(printed)
    numbers = {w for w in words if w[0].isdigit()}
    # it has one at least of so many words, the rarest
    rare = sorted(words, key=lambda w: (len(having.get(w, ())), w))[: int((1 - HELD) * len(words)) + 1]
    alike = (f for word in rare for f in having.get(word, ()) if numbers <= f.words and _denies(f.printed) == denies)
    return next((f for f in alike if len(words & f.words) >= HELD * len(words)), None)


def _denies(text: str) -> bool:
    return re.search(r"\b(?:not|no|never|none|nobody|neither)\b|n[’']t\b", text, re.IGNORECASE) is not None


def _parts(span: Span, text: str) -> list[Span]:
    """Return the parts of a sentence between its semicolons, each of which says something for itself."""
    ends = [m.end() for m in _SEMICOLON.finditer(text, span.start, span.end)]
    parts = [Span(*ends) for ends in pairwise((span.start, *ends, span.end))]
    return parts if all(len(_words(part.of(text))) >= FEWEST for part in parts) else [span]


def _is_told(span: Span, printed: str, told: Iterable[_Told]) -> bool:
    """Say whether a sentence was told, whole or in parts, or is one side of a conflict, or has nothing to tell."""
    words, every = _words(printed), _every(printed)
    if not words or any(is_so(printed) for is_so in (serves_readers, is_link, is_credit_note)):
        return True
    if _OF_THE_HOUSE.match(printed):
        return True
    side = any(other.key in DISPUTED and other.is_at(span) for other in told)
    here: set[str] = set()
    for other in told:
        if len(words & other.words) >= (SIDE_TOLD if side else TOLD) * len(words):
            return True
        if other.is_at(span):
            if other.key in SETTLED or len(every & other.every) >= ALMOST * len(every):
                return True  # "We are not there yet", with the place where it was said
            here |= other.words
    return not side and len(words & here) >= TOLD * len(words)


def _every(text: str) -> frozenset[str]:
    return frozenset(w.lower() for w in _WORD.findall(text) if w.lower() != "said")


def _words(text: str) -> frozenset[str]:
    found = (w.lower() for w in _WORD.findall(text))
    return frozenset(w[:LETTERS] for w in found if w not in _grammar() and (len(w) > 1 or w.isdigit()))


@cache
def _grammar() -> frozenset[str]:
    return frozenset((*load("function_words")["words"], "said"))
