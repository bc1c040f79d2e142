"""The concepts of two statements come in; whether their numbers tell of two things goes out.

A newsroom rounds what another gives exactly, and tells some of the numbers that another tells. It does not give 158
for 143, nor "14 percent, to 23.10" for "11 per cent, at 23.90": two numbers that nobody rounded are two numbers.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from twosource.claims.numbers import numbers_in
from twosource.claims.statements import Statement
from twosource.claims.wording import concept
from twosource.language.figure_units import unit_after, unit_before
from twosource.language.gazetteer import singular
from twosource.lexicon import load

# A number may be told rounded by this factor, if it is a round one: a multiple of one of these.
ROUNDED = 1.2
ROUND = (5, 12)
TEN = 10
# So many things are few.
FEW = 10
# What stands behind a number and is no noun that it counts; months among them, for "4 May" is a day.
_NO_NOUN = frozenset((*load("function_words")["words"], *load("once")["days"], "am", "pm", "o’clock", "noon"))
_BRACKETS = re.compile(r"\([^()]*\)")
# What stands between two numbers of one thing ("71 of the 150 seats"), and before one that is a name ("batch No. 4").
_RANGE = re.compile(r"\s*(?:-|–|,|to|and|or)\s*(?:and )?| (?:out )?of (?:the |its |their |all )?")
_NAMED = re.compile(r"(?:\b[Nn]o\.?|\b[Nn]umber|#|\b[A-Z][a-z]+)\s*$")
# "44.0", "2.00 crowns": not 44, which may be 44.3.
_DECIMAL_ZERO = re.compile(r"\d[\d,]*\.(0{1,2})(?!\d)")
_BETWEEN = re.compile(r"\bbetween\s+(?:\w+\s+)?$", re.IGNORECASE)
# "Frozen for 90 days", "will last 60 days": how long, and no age.
_HOW_LONG = re.compile(
    r"\b(?:for|last(?:s|ed|ing)?|sentenced to|(?:sentence|term|period) of)"
    r"(?: (?:about|around|some|nearly|almost|another|a further|up to|at least|more than))* $",
    re.IGNORECASE,
)
# "Within five minutes", "less than five": a little less is meant as well, down to this share of it; "more than 67%" a
# little more.
_BELOW = re.compile(r"\b(?:within|under|up to|at most|(?:less|fewer|no more|not more) than)\s+$", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:over|(?<!no )(?<!not )more than)\s+$", re.IGNORECASE)
ROOM_BELOW, ROOM_ABOVE = 0.8, 1.1
_BEHIND = re.compile(r"\s([a-z][a-z’'-]+)\b(?!\.)")
_MILLION = 1e6
# So many characters before a number say of what it is.
_LEAD = 40


class Amount(NamedTuple):
    """A number and its grain: the place of the last figure that is printed of it, 100 for 1,800 and 0.1 for 23.9."""

    value: float
    grain: float


def give_other_amounts(a: Statement, b: Statement) -> bool:
    """Say whether of one unit each of two gives a number that the other does not have, not even rounded.

    Who gives only some of the other's numbers says less, and nothing else.
    """
    one, other = _amounts(a.text), _amounts(b.text)
    return any(
        _has_more(one[unit], other[unit], b) and _has_more(other[unit], one[unit], a)
        for unit in sorted(one.keys() & other.keys())
    )


def _has_more(one: Collection[Amount], other: Collection[Amount], told: Statement) -> bool:
    """Say whether one has a number that is near none of the other's, which are those of `told`."""
    return any(not near_any(x, other, told.text) for x in one)


def near_any(amount: Amount, others: Collection[Amount], text: str) -> bool:
    """Say whether a number is near one of others, or in a range that their text gives ("between 26 and 31")."""
    return any(is_near(amount, other) for other in others) or any(
        low <= amount.value <= high for low, high in _ranges(text)
    )


@lru_cache(maxsize=8192)
def _ranges(text: str) -> tuple[tuple[float, float], ...]:
    """Return the ranges of a text, and what is near enough to its bounds.

    Of "between 35 and 40 million" what the second number is in, the first is in as well.

    >>> _ranges("between 35 and 40 million marks, between 2021 and 2024")
    ((35000000.0, 40000000.0), (2021.0, 2024.0))
    >>> _ranges("It was out in less than five minutes")
    ((4.0, 5.0),)
    """
    numbers = [(start, end, amount_of(word)) for start, end, word in numbers_in(text)]
    found = [(ROOM_BELOW * n.value, n.value) for start, _, n in numbers if n and _BELOW.search(text[:start])]
    found += [(n.value, ROOM_ABOVE * n.value) for start, _, n in numbers if n and _ABOVE.search(text[:start])]
    for (start, end, low), (after, _, high) in itertools.pairwise(numbers):
        if low and high and _BETWEEN.search(text[:start]) and text[end:after].strip() == "and":
            by = _MILLION if high.value >= _MILLION > low.value else 1.0
            found.append((low.value * by, high.value))
    return tuple(found)


def is_near(a: Amount, b: Amount) -> bool:
    """Say whether two numbers may be one: equal, or one of them the other rounded.

    >>> is_near(Amount(200, 100), Amount(212, 1)), is_near(Amount(143, 1), Amount(158, 1))
    (True, False)
    >>> is_near(Amount(24, 1), Amount(23.9, 0.1)), is_near(Amount(23.1, 0.1), Amount(23.9, 0.1))
    (True, False)
    >>> is_near(Amount(31000, 1000), Amount(36500, 100)), is_near(Amount(35000, 1000), Amount(36500, 100))
    (False, True)
    >>> is_near(Amount(10, 10), Amount(12, 1)), is_near(Amount(10, 10), Amount(11, 1))
    (False, True)
    """
    if a.value == b.value:
        return True
    if max(abs(a.value), abs(b.value)) > ROUNDED * min(abs(a.value), abs(b.value)):
        return False
    if TEN in (a.value, b.value) and min(a.grain, b.grain) >= 1:
        return abs(a.value - b.value) <= 1  # who counts twelve does not round them to ten
    if any(x.grain > 1 for x in (a, b)):
        return abs(a.value - b.value) <= max(map(_step, (a, b)))
    if any(x.grain == 1 and not all(x.value % by for by in ROUND) for x in (a, b)):
        return True
    return a.grain != b.grain and abs(a.value - b.value) < max(a.grain, b.grain)


def _step(amount: Amount) -> float:
    """Return the steps in which a number is rounded: 35,000 and 150 may be rounded to fives, 31,000 to thousands."""
    return amount.grain * (ROUND[0] if round(amount.value / amount.grain) % ROUND[0] == 0 else 1)


@lru_cache(maxsize=8192)
def amount_of(word: str) -> Amount | None:
    """Return the number that a concept is, None for a word.

    >>> amount_of("2.3m"), amount_of("11%"), amount_of("1800")
    (Amount(value=2300000.0, grain=100000.0), Amount(value=11.0, grain=1.0), Amount(value=1800.0, grain=100.0))
    """
    plain = word.removesuffix("%")
    by = _MILLION if plain.endswith("m") else 1.0
    plain = plain.removesuffix("m")
    if not plain.replace(".", "", 1).isdigit():
        return None
    whole, _, decimals = plain.partition(".")
    zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    return Amount(float(plain) * by, by * 10.0 ** (-len(decimals) if decimals else zeros))


@lru_cache(maxsize=8192)
def _amounts(text: str) -> Mapping[str, frozenset[Amount]]:
    """Return the numbers of a text by what they are of; those of days, hours and the like are left out.

    A price in brackets is the one before it in other money.

    >>> sorted(_amounts("rose from 1.60 to 2.20 crowns ($1.30) in 14 towns by 3 p.m."))
    ['crown', 'town']
    >>> _amounts("44.0 per cent")["%"]
    frozenset({Amount(value=44.0, grain=0.1)})
    """
    found: dict[str, set[Amount]] = defaultdict(set)
    waiting: list[Amount] = []
    numbers = [
        (start, end, _exactly(amount_of(word), text[start:end]), word)
        for start, end, word in numbers_in(_BRACKETS.sub(_blank, text))
    ]
    for n, (start, end, amount, word) in enumerate(numbers):
        if amount is None or _NAMED.search(text[:start]):
            continue
        waiting.append(amount)
        if n + 1 < len(numbers) and not word.endswith("%") and _RANGE.fullmatch(text[end : numbers[n + 1][0]]):
            continue
        unit = "%" if word.endswith("%") else _unit_at(text, start, end)
        if unit:
            found[unit].update(x for x in waiting if not _is_few(x, text, start, end))
        waiting = []
    return {unit: frozenset(amounts) for unit, amounts in found.items()}


def _exactly(amount: Amount | None, printed: str) -> Amount | None:
    """Return a number with the grain of its last printed decimal: 44.0 per cent is neither 44.1 nor a rounded 44."""
    zero = _DECIMAL_ZERO.match(printed)
    return Amount(amount.value, amount.grain * 10.0 ** -len(zero[1])) if amount and zero else amount


def _is_few(amount: Amount, text: str, start: int, end: int) -> bool:
    """Say whether a few things are counted beside what is told: a storm cut power "in three counties", "in two"."""
    few = amount.grain == 1 and amount.value < FEW
    return few and not (text[end:].lstrip()[:1] == "%" or unit_before(text, start) or unit_after(text, end))


def _unit_at(text: str, start: int, end: int) -> str:
    """Return what a number is of: its unit, or the noun right behind it; "" where neither is there.

    How old somebody is and how long a thing took are told beside it, and mostly of two things where they differ: "the
    general, 68 years old, was jailed", "the general was jailed for 18 years". For how long it is so is told as that.

    >>> _amounts("frozen for 90 days") == _amounts("will last 60 days"), _amounts("aged 61 years")
    (False, {})
    """
    known = unit_before(text, start) or unit_after(text, end)
    if known is not None:
        if known.family != "duration":
            return known.name
        return f"for {known.name}" if _HOW_LONG.search(text[max(0, start - _LEAD) : start]) else ""
    behind = _BEHIND.match(text, end)
    word = behind[1].lower() if behind else ""
    return "" if word in _NO_NOUN else concept(singular(word))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
