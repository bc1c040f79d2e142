"""A statement comes in; the number by which it counts anew what was counted before goes out.

"Police put the crowd at 4,000", "the force itself says 31": such a number has no noun of its own, and is no figure
(`language/figures`). Beside another that stands before it, it is a count of the same.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from twosource.claims.statements import Statement
from twosource.language.figure_comparators import bounds, comparator_before
from twosource.language.figure_numerals import read_numeral
from twosource.lexicon import load
from twosource.model import Figure, Span

COUNT_NAMES = (
    r"(?:number|figure|toll|total|count|tally|crowd|turnout|attendance|size|dead|loss(?:es)?|damage|cost|estimate"
    r"|strength|leak|spill)"
)
# "Put the crowd at more than 15,000", "was counting on 71", "said the real figure was nearer 200".
COUNTS_ANEW = re.compile(
    rf"\b(?:put(?:s|ting)?|sets?|plac(?:e|es|ed|ing)|estimat(?:e|es|ed|ing)|reckon(?:s|ed)?|g[ia]ves?)\s+"
    rf"(?:the |its |their |that |this |his |her )(?:[\w’'-]+ ){{0,3}}?{COUNT_NAMES}\b"
    r"(?: of [\w’'-]+(?: [\w’'-]+){0,3}?)?(?:,? (?:at|as|to be)) "
    r"|\b(?:is|was|were|are|been) counting on "
    # "Claims a crowd of 90,000", "arrives at between 45,000 and 50,000": how many came, by one counter after another.
    r"|\b(?:claim(?:s|ed)?|counted|report(?:s|ed)) an? (?:crowd|turnout|attendance) of "
    r"|\barriv(?:es?|ed) at (?=between [\d,]+ and [\d,]+(?![\d,]| ?(?:[ap]\.?m\b|o[’']clock|per ?cent|%|degrees)))"
    r"|\b(?:itself|themselves|himself|herself) (?:says?|said|count(?:s|ed)|gives?|gave) "
    r"(?=(?:only |just |about |some )?[\w,]*\w[.,;”\"])"
    # "Police counted 120.": of what was counted before, and nothing else behind it.
    r"|\bcounted (?=(?:only |just |about |some )?\d[\d,]*(?:[.;”\"]|, (?:and|but|while|he|she|it|they)\b)(?!\d))"
    rf"|\bthe (?:real|true|actual|correct) {COUNT_NAMES} (?:is|was) (?:(?:nearer|closer)(?: to)?|more like)? ?"
    r"|\b(?:spoke|speaks?|has spoken|had spoken|talked) (?:[\w’'-]+ ){0,4}?of ",
    re.IGNORECASE,
)
# "Police found 300 medals. His lawyer said there had been 40": a bare number of what was counted before.
THERE = re.compile(r"\bthere (?:are|were|was|is|have been|has been|had been) ", re.IGNORECASE)
# A number without a noun goes on from the one before where a verb tells of it: "fewer than 9,000 were affected".
GOES_ON = re.compile(r" (?:were|was|had|have|are|is|did|will)\b")
_ENDS = re.compile(r"[,.;”\"]")
# "He put their number at three": of whoever "they" are, and the last ones counted need not be these.
_OF_THEM = re.compile(
    r"\b(?:their|his|her) (?:[\w’'-]+ )?(?:number|strength|total|count)s? (?:at|as|to be) $", re.IGNORECASE
)
_OF_THE_DEAD = re.compile(r"\b(?:toll|dead)\b", re.IGNORECASE)
_AND = re.compile(r" and (?=\d)")
# "Put the number at “one, perhaps two”".
_PERHAPS = re.compile(r",? (?:perhaps|maybe|possibly|or) ")
_COMPARED = re.compile(
    rf"[“\"]?(?:(?:just|only|some|between|{'|'.join(map(re.escape, load('figure_comparators')['before']))}) )*",
    re.IGNORECASE,
)


def counted_anew(statement: Statement, text: str) -> Figure | None:
    """Return the number of a sentence that gives another than was given: "put the toll at 57"."""
    whole = statement.sentence
    if not _may_count_anew(whole.of(text)):
        return None
    for found in COUNTS_ANEW.finditer(text, whole.start, whole.end):
        if _OF_THEM.search(found[0]):
            continue
        at = _COMPARED.match(text, found.end())
        start = at.end() if at else found.end()
        numeral = read_numeral(text, start)
        if numeral is None or not statement.span.start <= numeral.start < statement.span.end:
            continue
        if statement.figure is not None and statement.figure.span.overlaps(Span(numeral.start, numeral.end)):
            return statement.figure
        between = text[found.end() : start].endswith("between ")
        upper = (_AND if between else _PERHAPS).match(text, numeral.end)
        second = read_numeral(text, upper.end()) if upper and statement.figure is None else None
        if second is not None and not isinstance(second.value, tuple) and not isinstance(numeral.value, tuple):
            low, high = float(numeral.value), float(second.value)
            return Figure("", Span(start, second.end), low, high, "=", (low, high), "")
        if statement.figure is None and not isinstance(numeral.value, tuple):
            bare = _bare(text, numeral.start, numeral.end, float(numeral.value))
            return replace(bare, unit="people", what="killed") if _OF_THE_DEAD.search(found[0]) else bare
    return None


@lru_cache(maxsize=8192)  # a story has hundreds of copies of one sentence
def _may_count_anew(sentence: str) -> bool:
    return COUNTS_ANEW.search(sentence) is not None


def opening_number(statement: Statement, text: str) -> Figure | None:
    """Return the number without a noun that opens a statement: "fewer than 9,000 were affected", "there were 40"."""
    there = THERE.match(text, statement.span.start)
    at = _COMPARED.match(text, there.end() if there else statement.span.start)
    numeral = read_numeral(text, at.end() if at else statement.span.start)
    if numeral is None or isinstance(numeral.value, tuple):
        return None
    if not (_ENDS.match(text, numeral.end) if there else GOES_ON.match(text, numeral.end)):
        return None
    return _bare(text, numeral.start, numeral.end, float(numeral.value))


def _bare(text: str, at: int, end: int, value: float) -> Figure:
    """Return a number that stands without what it counts."""
    before = comparator_before(text, at)
    low, high = bounds(value, before.edge, value.is_integer()) if before else (value, value)
    return Figure("", Span(at, end), low, high, before.sign if before else "=", value, "")
