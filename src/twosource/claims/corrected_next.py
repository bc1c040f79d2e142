"""A report comes in; figures of its newsroom's earlier reports that its next sentence sets right go out in pairs.

"An earlier Lantern report gave the height of the dam as 40 metres. The correct figure is 14 metres, the water board
said": no verb corrects anything, and the two sentences by themselves are two parties that differ. What a newsroom
"reported" and somebody else puts otherwise is a dispute, unless it is what a body has or employs, and the body says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from twosource.claims.disowned import DAY, ourselves
from twosource.claims.put_right import numbered
from twosource.language.figure_numerals import Numeral, find_numerals, read_numeral
from twosource.language.notes import ReportNotes
from twosource.model import Figure, Report, Span

_PRINTED = r"(?:report|story|article|dispatch|item|version|alert|bulletin|update)"
_NUMBER = (
    r"(?:figure|number|total|amount|sum|length|height|width|depth|size|weight|distance|area|speed|price|cost|share)"
)
_EXACT = r"(?:correct|right|actual|true|real|proper)"
# "An earlier Lantern report gave the height of the dam as".
_GAVE = (
    r"(?:had )?(?:(?:wrongly|mistakenly|incorrectly|erroneously) )?(?:gave|put|listed|reported|stated|described)"
    r" (?P<label>the [^,.;:“”]{3,80}?) (?:as|at)(?: (?:about|around|some|nearly|almost|more than))? $"
)
# "The Lantern reported on Monday that the yard employs".
_REPORTED = (
    rf"(?:had )?(?:reported|said|wrote|stated)(?: on)?(?: {DAY})?(?:,? (?:on|in) [^,.;:“”]{{2,30}})? that "
    r"(?P<label>(?P<body>[^,.;:“”]{3,60}?) (?:employs?|employed|has|had|owns?|runs?|operates?|seats?|holds?))"
    r"(?: (?:about|around|some|nearly|almost|more than))? $"
)
# "In an article on Monday the Lantern said that the barge was carrying": whatever it said, if a figure is called right.
_SAID_THAT = (
    rf"(?:had )?(?:reported|said|wrote|stated)(?: on)?(?: {DAY})? that (?P<label>[^.;:“”]{{3,80}}?)"
    r"(?: (?:about|around|some|nearly|almost|more than))? $"
)
_CALLED_RIGHT = re.compile(rf"\W*the {_EXACT} {_NUMBER}\b", re.IGNORECASE)
_RIGHT = re.compile(
    rf"\W*(?:the {_EXACT} {_NUMBER}(?: [^,.;:“”]{{0,40}}?)? (?:is|was|should (?:have been|be)) "
    rf"|(?:it|this|that) (?:is|was|should (?:have been|be)) (?:in fact |actually |rather ))"
    r"(?:about |around |some )?",
    re.IGNORECASE,
)
_BODY_SAYS = re.compile(
    rf"\W*(?P<who>[^,.;:“”]{{2,60}}?) (?:says|said|puts)(?: that)? (?:the (?:{_EXACT} )?(?:figure|number|total)|it)"
    r"(?: is| was| at)? (?:about |around |some )?",
    re.IGNORECASE,
)
_A_BODY = re.compile(
    r"(?:the|its|it) ?(?:company|firm|group|operator|owner|yard|union|party|ministry|agency|bank)?$", re.I
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure that a sentence sets in place of another: what it is of, as printed, both figures, and their words."""

    sentence: Span
    label: str
    new: Figure
    old: Figure
    told: str
    gone: str


def pairs_in_two_sentences(report: Report, notes: ReportNotes) -> Iterator[Pair]:
    """Yield the figures that one sentence says the newsroom gave, and the next sets right."""
    text = report.text
    for first, second in zip(notes.sentences, notes.sentences[1:], strict=False):
        if "\n" in text[first.end : second.start] or not _may_correct(text, second):
            continue
        patterns = _patterns(_us(report))
        numerals = [n for n in find_numerals(first.of(text)) if not isinstance(n.value, tuple)]
        for numeral in numerals:
            before = first.of(text)[: numeral.start]
            gave, reported = patterns[0].search(before), patterns[1].search(before)
            found = gave or reported
            if found is None and _CALLED_RIGHT.match(text, second.start, second.end):
                found = patterns[2].search(before)
            right = _right(text, second, reported["body"] if reported and not gave else None)
            if found is None or right is None:
                continue
            old = numeral._replace(start=first.start + numeral.start, end=first.start + numeral.end)
            pair = _pair(text, Span(first.start, second.end), notes, found["label"], right, old)
            if pair is not None:
                yield pair
            break


def misstated(report: Report) -> re.Pattern[str]:
    """Return how a newsroom says what it misstated: "our story of Monday misstated the day"."""
    return _misstated(_us(report))


@lru_cache(maxsize=256)
def _misstated(us: str) -> re.Pattern[str]:
    return re.compile(
        rf"^\W*(?:{us}|{_earlier(us)})(?: on {DAY})? (?:had )?(?:mis|over|under)(?:stated|reported) "
        r"(?P<label>(?:the|its|their|his|her) [^.,;:“”]{3,80}?)\W*$",
        re.IGNORECASE,
    )


def _us(report: Report) -> str:
    """Return a pattern of what a newsroom calls itself; with an agency's copy goes what it says of its own."""
    return rf"(?:{ourselves(report.outlet or '')}|{ourselves(report.credit_printed or '')})"


def _earlier(us: str) -> str:
    """Return a pattern of an earlier report of one newsroom: "an earlier Lantern report", "our story of Monday"."""
    return (
        rf"(?:(?:an?|the|our) (?:earlier|previous|original|first) (?:{us} )?{_PRINTED}(?: (?:by|from|in|of) {us})?"
        rf"|(?:{us}|our)(?:[’']s)? {_PRINTED} (?:of|on|from) [^,.;:“”]{{3,20}}?)"
    )


def _may_correct(text: str, sentence: Span) -> bool:
    """Say whether a sentence gives a figure in a way that may set one right; most do not."""
    found = (p.match(text, sentence.start, sentence.end) for p in (_RIGHT, _BODY_SAYS))
    return any(m is not None and read_numeral(text, m.end()) is not None for m in found)


@lru_cache(maxsize=256)
def _patterns(outlet: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return how a newsroom says what figure it gave, what it reported that a body has, and whatever else it said."""
    earlier = _earlier(outlet)
    gave = rf"^\W*(?:{outlet}|{earlier})(?: on {DAY})? {_GAVE}"
    reported = rf"^\W*(?:{outlet}|{earlier}) {_REPORTED}"
    within = rf"(?:in (?:an?|our|the) (?:[\w’'-]+ ){{0,2}}?{_PRINTED}(?: (?:on|of) {DAY})?,? )?"
    said = rf"^\W*{within}(?:{outlet}|{earlier}) {_SAID_THAT}"
    return re.compile(gave, re.IGNORECASE), re.compile(reported, re.IGNORECASE), re.compile(said, re.IGNORECASE)


def _right(text: str, sentence: Span, body: str | None) -> Numeral | None:
    """Return the figure that a sentence says is right; of what a `body` has, that which the body gives."""
    found = _RIGHT.match(text, sentence.start, sentence.end)
    if found is None and body is not None:
        found = _BODY_SAYS.match(text, sentence.start, sentence.end)
        who = found["who"].strip() if found else ""
        if not (_A_BODY.match(who) or who.lower().removeprefix("the ") in body.lower()):
            return None
    numeral = read_numeral(text, found.end()) if found else None
    return numeral if numeral is not None and numeral.end <= sentence.end else None


def _pair(text: str, place: Span, notes: ReportNotes, label: str, new: Numeral, old: Numeral) -> Pair | None:
    """Return both figures with their words, if they are of one unit as far as both have any."""
    was, now = (next((f for f in notes.figures if f.span.overlaps(Span(n.start, n.end))), None) for n in (old, new))
    if was is None or was.what or isinstance(new.value, tuple) or new.value == old.value:
        return None
    if now is not None and now.unit and now.unit != was.unit:
        return None
    unit = re.match(r"[ -]?(?:[\w%°/-]+)", text[old.end :]) if was.unit else None
    words = unit[0] if unit else ""
    follows = text[new.end :]
    if not (words and follows.startswith(words)) and not re.match(r"[.,;:”\"]|\s*$", follows[:2]):
        return None  # "it was 9 a.m. when divers came": of another kind
    right, wrong = (replace(numbered(was, n), report=notes.report) for n in (new, old))
    told, gone = (f"{text[n.start : n.end]}{words}" for n in (new, old))
    return Pair(place, label, right, wrong, told, gone)
