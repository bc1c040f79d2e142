"""A stretch of text comes in; the numbers in it go out as concepts: "sixty-nine" and "69" are one, and so are "340mn"
and "340 million".
"""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.language.figure_numerals import find_numerals

# From here on a number is told in millions, so that a rounded one has few digits.
_MILLION = 1e6
_PER_CENT = re.compile(r"\s?(?:%|per\s?cent\b|pct\b)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def numbers_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return each exact number of a text as (start, end, concept); "dozens" and "a third" are words like any other.

    >>> [word for _, _, word in numbers_in("sixty-nine of 14,000, or 340mn, half a dozen, and 5.5 per cent")]
    ['69', '14000', '340m', '6', '5.5%']
    """
    found = []
    for n in find_numerals(text):
        if isinstance(n.value, tuple) or not n.low == n.high == n.value or n.kind == "fraction":
            continue
        share = _PER_CENT.match(text, n.end)
        told = number_concept(n.value) + ("%" if share else "")
        found.append((n.start, share.end() if share else n.end, told))
    return tuple(found)


def number_concept(value: float) -> str:
    """Return the concept of a number; "one" stays a word, for it is mostly a pronoun.

    >>> number_concept(1.0), number_concept(2.5), number_concept(2_300_000)
    ('one', '2.5', '2.3m')
    """
    if value == 1:
        return "one"
    return f"{value / _MILLION:g}m" if abs(value) >= _MILLION else f"{value:.10g}"
