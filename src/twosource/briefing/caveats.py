"""Sections come in; a number that its report calls provisional in the next sentence goes out with that sentence.

"The board put the speed at 43 km/h. Its head said that figure was provisional." Told apart, the number is bare and the
caveat is about nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from twosource.briefing.labels import Citer
from twosource.briefing.lead import sentences_of
from twosource.claims.numbers import numbers_in
from twosource.model import Claim, Place, Report, Section, Span

_NUMBER = r"(?:figure|number|count|reading|estimate|sum|total|toll|tally|measurement|projection)s?"
_OF_IT = re.compile(
    rf"\b(?:that|this|such an?|these|those|the) {_NUMBER}\b[^.;“”\"]{{1,60}}?"
    r"\b(?:provisional|preliminary|tentative|incomplete|approximate|not final|rough|an estimate"
    r"|(?:could|may|might) (?:still |yet |well |also )?(?:be (?:out|off|wrong|revised|too)|change|rise|fall|prove))\b",
    re.IGNORECASE,
)
# What follows a caveat that is longer says something of its own.
LONGEST = 30
# The sections that tell claims one by one; what is disputed or replaced is told with its other side.
_TOLD = ("confirmed", "one-origin", "origins-in-one", "unlike", "no-origin", "counted-once", "only-", "figures")


def find_caveats(reports: Iterable[Report], claims: Sequence[Claim]) -> tuple[dict[str, Place], frozenset[str]]:
    """Return, by the id of a claim with a number, where the next sentence doubts it; and the claims that only do."""
    at: dict[str, list[tuple[Span, Claim]]] = {}
    for claim in claims:
        for reading in claim.readings:
            at.setdefault(reading.report, []).append((reading.span, claim))
    found: dict[str, Place] = {}
    bare: set[str] = set()
    for report in reports:
        for told, caveat in _pairs(report):
            numbers = {number for *_, number in numbers_in(told.of(report.text))}
            mine = [c for span, c in at.get(report.id, ()) if span.overlaps(told)]
            mine = [c for c in mine if (own := {n for *_, n in numbers_in(c.text)}) and own <= numbers]
            # "The figure of 96 was an estimate" says nothing of the 14 beside it.
            if named := numbers & {number for *_, number in numbers_in(caveat.of(report.text))}:
                mine = [c for c in mine if named & {n for *_, n in numbers_in(c.text)}]
            for claim in mine:
                found.setdefault(claim.id, Place(report.id, caveat))
            if any(c.weight > 0 for c in mine):
                bare |= {c.id for span, c in at.get(report.id, ()) if span.overlaps(caveat) and len(c.readings) == 1}
    return found, frozenset(bare - set(found))


def _pairs(report: Report) -> Iterator[tuple[Span, Span]]:
    """Yield the sentences with a number whose next sentence says that it may not hold."""
    if _OF_IT.search(report.text) is None:
        return
    for told, caveat in pairwise(sentences_of(report)):
        words = caveat.of(report.text)
        close = "\n\n" not in report.text[told.end : caveat.start] and len(words.split()) <= LONGEST
        if close and _OF_IT.search(words) and numbers_in(told.of(report.text)):
            yield told, caveat


def with_caveats(
    sections: Iterable[Section], caveats: Mapping[str, Place], texts: Mapping[str, str], citer: Citer
) -> list[Section]:
    """Return the sections with the caveats behind the sentences that tell what they are about."""
    if not caveats:
        return list(sections)
    done = []
    for section in sections:
        if section.key.startswith(_TOLD):
            sentences = []
            for s in section.sentences:
                place = caveats.get(s.claim or "")
                words = " ".join(place.span.of(texts[place.report]).split()) if place else ""
                if place and words not in s.text:
                    cited = citer.cite(*place)
                    cites = s.citations if cited in s.citations else (*s.citations, cited)
                    s = replace(s, text=f"{s.text} {words}", citations=cites)
                sentences.append(s)
            section = replace(section, sentences=tuple(sentences))
        done.append(section)
    return done
