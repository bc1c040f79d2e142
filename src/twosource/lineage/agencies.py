"""Which news agencies are named in a stretch of text, or is an outlet."""

from __future__ import annotations

import re
from functools import cache

from twosource.lexicon import load


def agencies_in(words: str | None) -> frozenset[str]:
    """Return the short names of the agencies that `words` name.

    >>> sorted(agencies_in("PORT VELLA (AFP) — with reporting by The Associated Press"))
    ['AFP', 'AP']
    """
    pattern, short = _names()
    return frozenset(short[name] for name in pattern.findall(words or ""))


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    short = {name: row["short"] for row in load("agencies")["agency"] for name in (row["short"], *row["names"])}
    longest_first = sorted(short, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), short
