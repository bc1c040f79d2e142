"""A text comes in; how much of the votes was counted when its numbers were given goes out.

A share of the votes is true of a point of the count: with 78 percent counted, a party has 44.1. So the condition
belongs to what is told, and numbers of two points of the count are two things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from twosource.lexicon import load
from twosource.model import Attribution, Span

_SHARE = (
    r"(?:\d[\d.,]*(?:\s?%| per\s?cent)|half|(?:two[ -])?thirds?|(?:three[ -])?quarters?|most|nearly all|almost all)"
)


@lru_cache(maxsize=8192)
def counted_so_far(text: str) -> str:
    """Return the words that say how much of the votes had been counted; "" for none.

    >>> counted_so_far("With 78 percent of ballots counted, Ada Moll had 44.1 percent")
    '78 percent of ballots counted'
    >>> counted_so_far("With every ballot counted, Ada Moll had 44.0 percent")
    ''
    """
    found = _so_far().search(text)
    return found[0] if found else ""


def with_share_counted(
    text: str, sentence: Span, said: Sequence[tuple[Span, Attribution]]
) -> tuple[list[tuple[Span, Attribution]], Span]:
    """Return what was said with "With 78 percent of ballots counted, " before it, and where that condition stands.

    The parser takes it for the newsroom's own, or for half of what was said: the condition is that of the numbers.
    """
    opening = _opening().match(text, sentence.start, sentence.end)
    if opening is None or not any(piece.start == opening.end() for piece, _ in said):
        return list(said), Span(sentence.start, sentence.start)
    condition = Span(sentence.start, opening.end())
    kept = [(piece, a) for piece, a in said if piece.end > condition.end]
    return [(Span(sentence.start, p.end) if p.start == condition.end else p, a) for p, a in kept], condition


@cache
def _so_far() -> re.Pattern[str]:
    return re.compile(rf"\b{_condition()}\b", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:With|After) (?:[a-z]+ ){{0,4}}?{_condition()}, ", re.IGNORECASE)


def _condition() -> str:
    lexicon = load("phases")
    things, done = ("|".join(map(re.escape, lexicon[name])) for name in ("counted_of", "counted"))
    return rf"{_SHARE}(?: of)?(?: the| all)?(?: \w+)? (?:{things}) (?:(?:had|has|have) been )?(?:{done})"
