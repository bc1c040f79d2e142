"""A newsroom's note that puts its own report right comes in; what it says was wrong goes out.

"Correction: An earlier report in the Post said that the director had been arrested. That was wrong. We also gave the
number of injured as 31; the hospital says it was 27." What such a note repeats, it takes back; read as any other
sentence, it would be a second report that says so.
"""

from __future__ import annotations

import re

from twosource.claims.statements import Statement

CORRECTS = re.compile(r"\W*(?:corrections?|clarifications?|errat(?:um|a)|editor[’']s note)\b", re.IGNORECASE)
_PRINTED = (
    r"(?:version|edition|report|story|article|dispatch|item|piece|alert|post|tweet|headline|update|caption|bulletin"
    r"|page)"
)
_DAY = r"(?:(?:yester|to|mon|tues|wednes|thurs|fri|satur|sun)day|last (?:week|month|night))"
# "We said that", "an earlier Nordwatch report said", "Tuesday's story also wrongly gave the number of injured as".
_OURS = (
    rf"\b(?:we|(?:an?|the|our|this|in|{_DAY}[’']s|its) (?:(?!said\b|that\b)[\w’'.-]+ ){{0,4}}?{_PRINTED}s?"
    r"(?:,? (?!said\b|that\b)[\w’'.-]+){0,7}?,?)"
    r" (?:(?:had|also|that|incorrectly|wrongly|mistakenly|erroneously|first|originally|initially|we) ){0,3}"
)
_SAID = re.compile(
    rf"{_OURS}(?:said|say|says|stated|reported|claimed|suggested|wrote|quoted)\b[^.;:]{{0,40}}?(?: that)?\s*$", re.I
)
_GAVE = re.compile(
    rf"{_OURS}(?:gave|give|put|stated|listed|reported|misstated)\b[^.;:]{{0,90}} (?:as|at)(?: [\w’'-]+){{0,2}}? $", re.I
)
_NUMBER = re.compile(r"\b\d")
# "It is 2.4 million crowns, not 4.2 million": a number, and the wrong one behind it.
_NOT = re.compile(r"\d[^.;:]{0,30},? (?:and )?(?:not|rather than|instead of) (?:the )?$", re.I)


def is_wrong(statement: Statement, text: str) -> bool:
    """Say whether a statement of a report is what a correction in it says was wrong."""
    start = text.rfind("\n", 0, statement.sentence.start) + 1
    if not CORRECTS.match(text, start):
        return False
    if _SAID.search(text[statement.sentence.start : statement.span.start]):
        return True
    number = _NUMBER.search(text, statement.span.start, statement.span.end)
    if statement.figure is None and number is None:
        return False
    at = statement.figure.span.start if statement.figure is not None else number.start() if number else 0
    before = text[statement.sentence.start : at]
    return bool(_GAVE.search(before) or _NOT.search(before[-60:]))
