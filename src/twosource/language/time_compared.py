"""A time and the words around it come in; whether it only stands in a comparison goes out.

"A premium to *Monday's closing price*", "more than it fetched *on Monday night*": the day is that of the other number.
What a sentence tells is not of that day, nor are the hours told after it.
"""

from __future__ import annotations

import re

from twosource.lexicon import load

_REACH = 160  # characters before a time in which its sentence may begin a comparison
_NUMBERS = "|".join(
    sorted((*load("figure_numbers")["ones"], *load("figure_numbers")["tens"]), key=lambda w: (-len(w), w))
)
# "More than 300", "more than half of them", "later than planned", "rather than wait": no other day is meant.
_THAN = re.compile(
    rf"\bthan (?!\W*\w{{0,3}}\W?\d|(?:about |some )?(?:{_NUMBERS}|half|twice|an?|one|any|the (?:usual|average)|ever"
    r"|planned|expected|usual|scheduled|normal|feared|thought|hoped|anticipated|initially|just|originally)\b)"
    r"(?P<other>[^.;:,“”\"()]{0,70})$",
    re.IGNORECASE,
)
_RATHER = re.compile(r"\b(?:rather|other|sooner|no later|not later)\s+$", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:(?:premium|discount)\b[^.;:,]{0,30}? (?:to|over|on|from)|compared (?:with|to)|(?:up|down) (?:from|on)"
    r"|(?:above|below|against|over|on|from|to|with))(?: the)?\s+$",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"[’']s (?:closing |opening |last |final |record )?(?:prices?|close|levels?|figures?|totals?|tolls?|counts?"
    r"|rates?|values?|highs?|lows?|turnout|tally)\b",
    re.IGNORECASE,
)


def is_compared(text: str, start: int, end: int) -> bool:
    """Say whether the time at `start` to `end` is the day of what the sentence compares its own matter with.

    >>> words = "It is worth more than it was on Monday night."
    >>> is_compared(words, 32, 44), is_compared("More than 300 fled on Monday.", 22, 28)
    (True, False)
    """
    before = text[max(0, start - _REACH) : start]
    if (found := _THAN.search(before)) is not None and not _RATHER.search(before[: found.start()]):
        return True
    return _AGAINST.search(before) is not None and _PRICED.match(text, end) is not None
