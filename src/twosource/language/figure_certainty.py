"""Cases that are only suspected, or that a test has confirmed: what befell the counted comes in, and goes out so told.

"Suspected cases rose to 58" counts no 58 infected, and "of which 27 are confirmed" counts those who surely are.
"""

from __future__ import annotations

import re

from twosource.lexicon import load
from twosource.model import Span

_LISTS = load("figure_happenings")["certainty"]
_SURE = {word: name for name in ("suspected", "confirmed") for word in _LISTS[name]}
_ANY = "|".join(sorted(_SURE))
_CASES = "|".join(_LISTS["cases"])
# "The number of suspected cases meanwhile rose to", "confirmed infections climbed to": up to the number.
_BEFORE = re.compile(
    rf"\b(?P<how>{_ANY})(?: (?:new|further|other|local))? (?:{_CASES})\b[^.;:!?]{{0,40}}$", re.IGNORECASE
)
# "27 are confirmed", "nineteen of the cases have been confirmed".
_AFTER = re.compile(
    rf"\s+(?:of (?:the|these|those|them|its)(?: \w+)?(?: (?:{_CASES}))? )?(?:patients |people |cases )?"
    r"(?:(?:is|are|was|were|has been|have been|had been) (?:\w+ly |now |since |already )?)?"
    r"(?P<how>confirmed|suspected)\b"
    r"(?! (?:dead|killed|missing|safe|alive|to|cases?|infections?)\b)",
    re.IGNORECASE,
)


def as_sure(text: str, number: Span, noun: str | None, what: str | None) -> str | None:
    """Return "suspected" or "confirmed" for "infected" where the text says so of what a number counts."""
    if what not in _LISTS["of"]:
        return what
    told = (noun or "").lower().split()
    of_cases = re.search(rf"\b(?:{_CASES})\b", noun or "", re.IGNORECASE)
    named = next((_SURE[word] for word in told[:2] if word in _SURE), None) if of_cases else None
    after = _AFTER.match(text, number.end)
    if after is not None:
        return _SURE[after["how"].lower()]
    if named is not None:
        return named
    before = _BEFORE.search(text[max(0, number.start - 90) : number.start]) if noun is None else None
    return _SURE[before["how"].lower()] if before is not None else what
