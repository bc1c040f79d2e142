"""Two statements come in; whether the number that they share is told of two things goes out.

A number alone joins nothing: a party's "61 of the 120 seats" is no telling of a crowd that "police counted at 120", and
who says that a toll of 26 "has not been explained" gives no toll, but speaks of another's.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from twosource.claims.numbers import numbers_in
from twosource.claims.statements import Statement

# Between a part and its whole: "61 of the 120 seats", "61 out of a total of 120".
_OF_WHOLE = re.compile(r" (?:out )?of (?:a total of |all |the |its |their )?")
# What a count is called when it is spoken of, and the verbs by which one speaks of it and does not deny it.
_CALLED = re.compile(
    r"\b(?:toll|figure|number|count|estimate|total|tally|claim|sum)s? of (?:about |some |at least |more than )?$",
    re.IGNORECASE,
)
_SPEAKS_OF = frozenset(("check", "criticise", "criticize", "discuss", "examine", "explain", "study"))
# With a "not", these leave another's count as it is; without one they bear it out.
_BEARS_OUT = frozenset(("confirm", "corroborate", "substantiate", "support", "verify"))


def share_a_number_by_chance(a: Statement, b: Statement) -> bool:
    """Say whether two share a number, and one has it only as a whole, or only speaks of another's count."""
    return any(_has_it_as_a_whole(x, y) or _only_speaks_of(x, y) for x, y in ((a, b), (b, a)))


def _has_it_as_a_whole(shares: Statement, other: Statement) -> bool:
    """Say whether one counts a part of so many as the other ends with, and nothing else is shared.

    The noun of "police counted 120" stands in the sentence before; it is not that of whatever there are 120 of.
    """
    number = _bare_number(other.text)
    if not number or other.part or number not in _wholes(shares.text):
        return False
    common = set(shares.words) & set(other.words)
    return not any(word[0].isalpha() for word in common) and not shares.about & other.about


def _only_speaks_of(comment: Statement, other: Statement) -> bool:
    """Say whether one says no more of a count that the other gives than that it is doubted or not explained."""
    if not _spoken_of(comment.text) & _numbers(other.text):
        return False
    return _is_comment(comment) and not _is_comment(other)


def _is_comment(statement: Statement) -> bool:
    verb = statement.predicate.partition(" ")[0]
    return verb in _SPEAKS_OF or (statement.negated and verb in _BEARS_OUT)


@lru_cache(maxsize=8192)
def _numbers(text: str) -> AbstractSet[str]:
    return frozenset(word for _, _, word in numbers_in(text))


@lru_cache(maxsize=8192)
def _wholes(text: str) -> AbstractSet[str]:
    """Return the numbers of a text of which it counts a part.

    >>> sorted(_wholes("The Lantern List holds 61 of the 120 seats")), sorted(_wholes("Police counted 120"))
    (['120'], [])
    """
    pairs = pairwise(numbers_in(text))
    return frozenset(word for (_, end, _), (start, _, word) in pairs if _OF_WHOLE.fullmatch(text, end, start))


@lru_cache(maxsize=8192)
def _bare_number(text: str) -> str:
    """Return the one number of a text, if it ends with it.

    >>> _bare_number("Police counted 120"), _bare_number("Police counted 120 boats")
    ('120', '')
    """
    found = numbers_in(text)
    return found[0][2] if len(found) == 1 and not text[found[0][1] :].strip(' .”"') else ""


@lru_cache(maxsize=8192)
def _spoken_of(text: str) -> AbstractSet[str]:
    """Return the numbers that a text names as somebody's count: "the army's toll of 26"."""
    return frozenset(word for start, _, word in numbers_in(text) if _CALLED.search(text[:start]))
