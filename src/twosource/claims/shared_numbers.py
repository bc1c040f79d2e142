"""Two statements come in; whether the number that they share is told of two things goes out.

A number alone joins nothing: a party's "61 of the 120 seats" is no telling of a crowd that "police counted at 120", and
who says that a toll of 26 "has not been explained" gives no toll, but speaks of another's. Nor is what is told of all
six piers told again by who tells it of four of the six.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from twosource.claims.amounts import amount_of, is_near
from twosource.claims.numbers import numbers_in
from twosource.claims.statements import Statement
from twosource.claims.wording import concept, concepts
from twosource.language.figure_units import is_measure
from twosource.language.gazetteer import singular

# Between a part and its whole: "61 of the 120 seats", "61 out of a total of 120".
_OF_WHOLE = re.compile(r" (?:out )?of (?:a total of |all |the |its |their )?")
# Before a number of which there are no more: "all six piers", "each of the six piers", "all of the six piers".
_ALL = re.compile(r"(?<!\bof )\b(?:all|each|every one)(?: of)?(?: the| its| their)? $", re.IGNORECASE)
# "Moved" and "move" have so many letters in common.
STEM = 4
# Before what is denied.
_NOT, _WORD = re.compile(r"\b(?:not|no|never|nor)\b|n[’']t\b", re.IGNORECASE), re.compile(r"[a-z][a-z’'-]+")
_COUNTED = re.compile(r"\s([a-z][a-z’'-]+)")
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
    if _tell_other_parts(a, b) or _deny_of_so_many(a, b):
        return True
    return any(_has_it_as_a_whole(x, y) or _only_speaks_of(x, y) for x, y in ((a, b), (b, a)))


def _deny_of_so_many(a: Statement, b: Statement) -> bool:
    """Say whether one says of so many people or things that a deed is not so, and the other tells another deed of them.

    "The 3,100 islanders were in no danger" is no telling of "some 3,100 islanders were told to leave": the number is
    that of all who live there. "3,100 homes had no power" and "3,100 homes were without power" have a word in common.
    """
    if a.negated == b.negated or (a.part and b.part):
        return False
    if any(s.figure is None or s.figure.what or is_measure(s.figure.unit) for s in (a, b)):
        return False
    denies, tells = (a, b) if a.negated else (b, a)
    return not {w[:STEM] for w in _denied_in(denies.text)} & {w[:STEM] for w in tells.words}


@lru_cache(maxsize=8192)
def _denied_in(text: str) -> AbstractSet[str]:
    """Return the concepts of what stands behind the "not" of a text.

    >>> sorted(_denied_in("The 3,100 islanders were in no danger"))
    ['danger']
    """
    found = _NOT.search(text)
    return (
        frozenset(concepts(singular(w) for w in _WORD.findall(text[found.end() :].lower()))) if found else frozenset()
    )


def _tell_other_parts(a: Statement, b: Statement) -> bool:
    """Say whether two tell of other parts of one whole, or one of all of it: "on all six piers", "on four of the six".

    Where one of them gives the other's part as well, it says more, and nothing else.
    """
    here, there = ({**_parts(s.text), **(_bare_count(s.text) if s.part and s.figure else {})} for s in (a, b))
    for whole, noun in here.keys() & there.keys():
        parts, others = here[whole, noun], there[whole, noun]
        if not any(_may_be_one(x, y) for x in parts for y in others):
            return True
    return False


def _may_be_one(one: str, other: str) -> bool:
    here, there = amount_of(one), amount_of(other)
    return here is None or there is None or is_near(here, there)


@lru_cache(maxsize=8192)
def _parts(text: str) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the parts that a text tells of wholes, by the whole and what is counted; all of it is a part, too.

    >>> _parts("Work began on four of the six piers"), _parts("Work began on all six piers")
    ({('6', 'pier'): frozenset({'4'})}, {('6', 'pier'): frozenset({'6'})})
    """
    found: dict[tuple[str, str], set[str]] = {}
    numbers = numbers_in(text)
    for (_, end, part), (start, behind, whole) in pairwise(numbers):
        noun = _COUNTED.match(text, behind)
        if noun and _OF_WHOLE.fullmatch(text, end, start):
            found.setdefault((whole, concept(singular(noun[1]))), set()).add(part)
    for start, end, whole in numbers:
        noun = _COUNTED.match(text, end)
        if noun and _ALL.search(text[:start]):
            found.setdefault((whole, concept(singular(noun[1]))), set()).add(whole)
    return {key: frozenset(parts) for key, parts in found.items()}


@lru_cache(maxsize=8192)
def _bare_count(text: str) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the one count of a text that is a number and a noun: "six piers" are all that it tells of.

    >>> _bare_count("six piers"), _bare_count("six piers that were built in May")
    ({('6', 'pier'): frozenset({'6'})}, {})
    """
    numbers = numbers_in(text)
    noun = _COUNTED.fullmatch(text, numbers[0][1]) if len(numbers) == 1 and numbers[0][0] == 0 else None
    return {(numbers[0][2], concept(singular(noun[1]))): frozenset({numbers[0][2]})} if noun else {}


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
