"""What two figures count: two figures come in, why they count different things goes out, or which counts a part.

It is asked before their numbers are. "40 soldiers" and "60 aid workers" are two groups, and neither number is wrong;
"40 of them children" is a part.
"""

from __future__ import annotations

import re
from functools import cache

from twosource.claims.ranges import base_unit, same_range
from twosource.language.figure_happenings import kin_of
from twosource.language.figure_units import is_measure
from twosource.lexicon import load
from twosource.model import Figure

__all__ = ["different_things", "noun_words", "part_of_two"]

_PARTS = {(part, whole) for part, whole in load("figure_tolls")["parts"]}


def different_things(a: Figure, b: Figure) -> str | None:
    """Say why the two do not measure the same thing, or None where they may."""
    if base_unit(a)[0] != base_unit(b)[0] and not _same_noun_unit(a, b):
        return f"{a.unit or 'a number'} and {b.unit or 'a number'} are different units"
    moves = ("up", "down")
    if (a.comparator in moves) != (b.comparator in moves) and not same_range(a, b):
        return "one is a change, the other a level"
    what_a, what_b = kin_of(a.what), kin_of(b.what)
    if what_a and what_b and what_a != what_b and not _whole_happening(a.what, b.what):
        return f"{a.what} and {b.what} are different happenings"
    words_a, words_b = _telling_words(a), _telling_words(b)
    if words_a and words_b and not words_a & words_b:
        return f"{a.noun} and {b.noun} are different groups"
    if words_a and words_b and words_a - words_b and words_b - words_a and _qualified(words_a, words_b):
        return f"{a.noun} and {b.noun} are different groups"
    if is_measure(a.unit):
        return None
    if (what_a is None) != (what_b is None) and not (words_a and words_a == words_b):
        return "only one says what happened"
    if what_a is None and what_b is None and not (words_a and words_b) and not (a.noun and b.noun):
        return "nothing says what is counted"
    return None


def part_of_two(a: Figure, b: Figure) -> str | None:
    """Return which is a part of the other ("a", "b"), "unsure" where only the wording is narrower, or None."""
    if (a.part_of is None) != (b.part_of is None) and (
        noun_words(a.noun) != noun_words(b.noun) or not noun_words(a.noun)
    ):
        return "a" if a.part_of is not None else "b"
    if (a.what, b.what) in _PARTS and kin_of(a.what) != kin_of(b.what):
        return "a"
    if (b.what, a.what) in _PARTS and kin_of(a.what) != kin_of(b.what):
        return "b"
    if is_measure(a.unit):
        return None
    words_a, words_b = noun_words(a.noun), noun_words(b.noun)
    if words_a == words_b:
        return None
    if not words_a or not words_b:
        return "a" if words_a else "b"
    return "unsure"


@cache
def noun_words(noun: str | None) -> frozenset[str]:
    """Return the words of a noun phrase that tell one group from another; empty where it names any group."""
    if not noun:
        return frozenset()
    _, generic, serving = _vocabulary()
    words = {_stem(word) for word in re.findall(r"[\w-]+", noun.lower())} - generic
    telling = words - serving
    return frozenset(telling or words)


def _telling_words(figure: Figure) -> frozenset[str]:
    """Return the words of what is counted; of a mass, without "the chemical" and the like, which may be any."""
    words = noun_words(figure.noun)
    return words - frozenset(load("figure_persons")["masses"]["words"]) if is_measure(figure.unit) else words


def _same_noun_unit(a: Figure, b: Figure) -> bool:
    """Say whether two counted nouns are one unit under other names ("house", "home")."""
    if is_measure(a.unit) or is_measure(b.unit) or "/" in a.unit or "/" in b.unit or not a.unit or not b.unit:
        return False
    return bool(noun_words(a.noun or a.unit) & noun_words(b.noun or b.unit)) and _stem(a.unit) == _stem(b.unit)


def _qualified(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether both have a word of their own that tells groups apart: Lenni soldiers, Orlu soldiers."""
    return len(a) > 1 and len(b) > 1


def _whole_happening(a: str | None, b: str | None) -> bool:
    return (a, b) in _PARTS or (b, a) in _PARTS


def _stem(word: str) -> str:
    synonyms, _, _ = _vocabulary()
    for ending, single in (
        ("policemen", "policeman"),
        ("children", "child"),
        ("women", "woman"),
        ("men", "man"),
        ("people", "people"),
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) > 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + single
            break
    return synonyms.get(word, word)


@cache
def _vocabulary() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    lists = load("figure_persons")
    synonyms = {word: name for name, words in lists["synonyms"].items() for word in words}
    return synonyms, frozenset(lists["generic"]["words"]), frozenset(lists["generic"]["serving"])
