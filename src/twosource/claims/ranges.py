"""How two figures stand to each other: two figures come in, a relation with its reason goes out.

Figures are compared as ranges, and only if they measure the same thing: most differences between reports are of
scope or of time and contradict nothing (Li et al. 2012). When it is not certain that two figures fill one slot,
the answer is "unrelated", because a false contradiction costs a desk more than a missed one.
"""

from __future__ import annotations

import re
from functools import cache

from twosource.language.figure_happenings import kin_of
from twosource.language.figure_units import base_of, is_measure
from twosource.lexicon import load
from twosource.model import Figure

__all__ = ["Relation", "compare_figures", "effective_range", "no_number_fits"]

# A round number is read as rounded within this share; about, nearly and converted units within ROUGH.
# Tuned on tests/cases/figure_pairs.toml.
ROUNDED, ROUGH = 0.05, 0.1
# Tolls that only grow: a later, higher one replaces an earlier one. Others may go both ways, or only shrink.
_TOLLS = load("figure_tolls")
_GROWING, _SHRINKING = frozenset(_TOLLS["growing"]), frozenset(_TOLLS["shrinking"])
_PARTS = {(part, whole) for part, whole in _TOLLS["parts"]}


class Relation(str):
    """A relation is its kind: equal, compatible, supersession, contradiction, part-whole or unrelated.

    `reason` says why in words; `later` is "a" or "b" for a supersession, `part` for a part-whole.

    >>> Relation("equal", "the same words") == "equal"
    True
    """

    __slots__ = ("later", "part", "reason")
    reason: str
    later: str | None
    part: str | None

    def __new__(cls, kind: str, reason: str = "", later: str | None = None, part: str | None = None) -> Relation:
        """Make the relation of that kind."""
        relation = super().__new__(cls, kind)
        relation.reason, relation.later, relation.part = reason, later, part
        return relation


def compare_figures(a: Figure, b: Figure, *, when_a: str | None = None, when_b: str | None = None) -> Relation:
    """Return the relation of two figures, which an editor would give them.

    `when_a` and `when_b` are ISO dates of the statements; without them nothing is called a supersession.
    """
    if reason := _different_things(a, b):
        return Relation("unrelated", reason)
    part = _part(a, b)
    if part and (part != "unsure" or no_number_fits(a, b)):
        return _part_and_whole(a, b, part, when_a, when_b)
    if part == "unsure" and not no_number_fits(a, b):
        part = None
    if _same_range(a, b):
        return Relation("equal", "the words allow the same range")
    if not no_number_fits(a, b):
        return _outgrown(a, b, when_a, when_b) or Relation("compatible", "the ranges overlap")
    return _disagreement(a, b, when_a, when_b)


# -- one slot or two -------------------------------------------------------------------------------------------------


def _different_things(a: Figure, b: Figure) -> str | None:
    """Say why the two do not measure the same thing, or None where they may."""
    if _base(a)[0] != _base(b)[0] and not _same_noun_unit(a, b):
        return f"{a.unit or 'a number'} and {b.unit or 'a number'} are different units"
    moves = ("up", "down")
    if (a.comparator in moves) != (b.comparator in moves) and not _same_range(a, b):
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


def _same_noun_unit(a: Figure, b: Figure) -> bool:
    """Say whether two counted nouns are one unit under other names ("house", "home")."""
    if is_measure(a.unit) or is_measure(b.unit) or "/" in a.unit or "/" in b.unit or not a.unit or not b.unit:
        return False
    return bool(_noun_words(a.noun or a.unit) & _noun_words(b.noun or b.unit)) and _stem(a.unit) == _stem(b.unit)


def _qualified(a: frozenset[str], b: frozenset[str]) -> bool:
    """Say whether both have a word of their own that tells groups apart: Lenni soldiers, Orlu soldiers."""
    return len(a) > 1 and len(b) > 1


def _whole_happening(a: str | None, b: str | None) -> bool:
    return (a, b) in _PARTS or (b, a) in _PARTS


@cache
def _vocabulary() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    lists = load("figure_persons")
    synonyms = {word: name for name, words in lists["synonyms"].items() for word in words}
    return synonyms, frozenset(lists["generic"]["words"]), frozenset(lists["generic"]["serving"])


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
def _noun_words(noun: str | None) -> frozenset[str]:
    """Return the words of a noun phrase that tell one group from another; empty where it names any group."""
    if not noun:
        return frozenset()
    _, generic, serving = _vocabulary()
    words = {_stem(word) for word in re.findall(r"[\w-]+", noun.lower())} - generic
    telling = words - serving
    return frozenset(telling or words)


def _telling_words(figure: Figure) -> frozenset[str]:
    """Return the words of what is counted; of a mass, without "the chemical" and the like, which may be any."""
    words = _noun_words(figure.noun)
    return words - frozenset(load("figure_persons")["masses"]["words"]) if is_measure(figure.unit) else words


# -- parts and wholes ------------------------------------------------------------------------------------------------


def _part(a: Figure, b: Figure) -> str | None:
    """Return which is a part of the other ("a", "b"), "unsure" where only the wording is narrower, or None."""
    if (a.part_of is None) != (b.part_of is None) and (
        _noun_words(a.noun) != _noun_words(b.noun) or not _noun_words(a.noun)
    ):
        return "a" if a.part_of is not None else "b"
    if (a.what, b.what) in _PARTS and kin_of(a.what) != kin_of(b.what):
        return "a"
    if (b.what, a.what) in _PARTS and kin_of(a.what) != kin_of(b.what):
        return "b"
    if is_measure(a.unit):
        return None
    words_a, words_b = _noun_words(a.noun), _noun_words(b.noun)
    if words_a == words_b:
        return None
    if not words_a or not words_b:
        return "a" if words_a else "b"
    return "unsure"


def _part_and_whole(a: Figure, b: Figure, part: str, when_a: str | None, when_b: str | None) -> Relation:
    if part == "unsure":
        part = "a" if len(_noun_words(a.noun)) > len(_noun_words(b.noun)) else "b"
    small, large = (a, b) if part == "a" else (b, a)
    low, high = effective_range(small)[0], effective_range(large)[1]
    if low is not None and high is not None and low > high:
        if when_a and when_b and when_a[:10] != when_b[:10]:
            return Relation("part-whole", "the part of one day outgrew the whole of another", part=part)
        return Relation("contradiction", "a part is larger than its whole", part=part)
    if small.what is None and large.what is None and small.part_of is None:
        return Relation("unrelated", "nothing says that one is a part of the other")
    return Relation("part-whole", "one counts a part of what the other counts", part=part)


# -- ranges ----------------------------------------------------------------------------------------------------------


def _base(figure: Figure) -> tuple[str, float]:
    if figure.unit == "fraction":
        return "%", 100.0
    upper, slash, lower = figure.unit.partition("/")
    name, factor = base_of(figure.unit if figure.unit in ("mile/hour", "km/hour", "m/second") else upper)
    return (name + slash + lower if name != "m/s" else name), factor


def _same_range(a: Figure, b: Figure) -> bool:
    by_a, by_b = _base(a)[1], _base(b)[1]
    if {a.comparator, b.comparator} == {"up", "down"}:
        return False
    sides = ((a.low, b.low), (a.high, b.high), (_middle(a), _middle(b)))
    return all((x is None) == (y is None) and (x is None or y is None or _close(x * by_a, y * by_b)) for x, y in sides)


def _close(x: float, y: float) -> bool:
    return abs(x - y) <= 1e-6 * max(1.0, abs(x), abs(y))


def _middle(figure: Figure) -> float:
    return (figure.value[0] + figure.value[1]) / 2 if isinstance(figure.value, tuple) else figure.value


def effective_range(figure: Figure) -> tuple[float | None, float | None]:
    """Return the range that a reader takes the words for, in the base unit: wider than the ledger's for rounding.

    "Nearly 8,000" is not 50: it reaches down by a tenth. "Dozens" starts at a dozen and does not reach thousands.
    """
    by = _base(figure)[1]
    low, high = figure.low, figure.high
    if isinstance(figure.value, tuple):
        if (
            high is None
            and low is not None
            and figure.comparator in ("=", "~")
            and figure.value[1] >= 10 * figure.value[0]
        ):
            low, high = figure.value[0], 2 * figure.value[1]
        elif low is None and high is None:
            low, high = min(figure.value) * (1 - ROUGH), max(figure.value) * (1 + ROUGH)
    elif figure.comparator in ("~", "up", "down") and (low is None or high is None):
        wide = max(abs(figure.value) * ROUGH, _grain(figure) / 2)
        low = figure.value - wide
        high = figure.value + wide if high is None else high
    elif low is not None and low == high:
        wide = _rounding(figure)
        low, high = low - wide, high + wide
    return None if low is None else low * by, None if high is None else high * by


def _rounding(figure: Figure) -> float:
    """Return how far a number printed without a comparator may lie from the true one.

    Small counts are exact; measures and money are rounded to their last printed figure; a count that ends in two
    noughts or more, and a round number of years, is rounded by a twentieth at most.
    """
    value, grain = abs(_middle(figure)), _grain(figure)
    if is_measure(figure.unit) and figure.unit != "year of age":
        spare = value * ROUGH if figure.unit == "year" and grain >= 10 else grain / 2
        return min(spare, max(value * ROUNDED, 0.5)) if grain >= 1 and figure.unit != "year" else spare
    return min(grain / 2, value * ROUNDED) if grain >= 100 else 0.0


def _grain(figure: Figure) -> float:
    """Return the place of the last printed figure: 100 of 2,300; 0.1 of 3.4; 1,000,000 of 2 million."""
    value = abs(_middle(figure))
    if value == 0 or value > 1e15:
        return 0.0
    if value != int(value):
        return 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
    whole, grain = int(value), 1.0
    while whole % 10 == 0:
        whole, grain = whole // 10, grain * 10
    return grain


def no_number_fits(a: Figure, b: Figure) -> bool:
    """Say whether the ranges of two figures have nothing in common."""
    if {a.comparator, b.comparator} == {"up", "down"}:
        return True
    (low_a, high_a), (low_b, high_b) = effective_range(a), effective_range(b)
    slack = ROUNDED if a.unit != b.unit and is_measure(a.unit) else 1e-9
    a_below = high_a is not None and low_b is not None and high_a < low_b - slack * abs(low_b)
    b_below = high_b is not None and low_a is not None and high_b < low_a - slack * abs(low_a)
    return a_below or b_below


def _outgrown(a: Figure, b: Figure, when_a: str | None, when_b: str | None) -> Relation | None:
    """Return a supersession where a later count has left "at least" or "more than" of an earlier day behind."""
    if not when_a or not when_b or when_a[:10] == when_b[:10]:
        return None
    later = "a" if when_a[:10] > when_b[:10] else "b"
    new, old = (a, b) if later == "a" else (b, a)
    if (new.what or old.what) not in _GROWING or old.comparator != ">" or old.low is None or new.low is None:
        return None
    # "More than 200" is how a newsroom rounds 212: the rounder the number, the further it may be from the true one.
    spare = max(ROUNDED, min(ROUGH, _grain(old) / max(abs(_middle(old)), 1.0)))
    if new.low <= old.low * (1 + spare):
        return None
    return Relation("supersession", f"a later count of those {new.what or old.what}", later=later)


def _disagreement(a: Figure, b: Figure, when_a: str | None, when_b: str | None) -> Relation:
    """Tell a later toll from a contradiction, and figures of different days from both."""
    if when_a and when_b and when_a[:10] != when_b[:10]:
        later = "a" if when_a[:10] > when_b[:10] else "b"
        new, old = (a, b) if later == "a" else (b, a)
        what = new.what or old.what
        grew = _middle(new) > _middle(old)
        if (what in _GROWING and grew) or what in _SHRINKING:
            return Relation("supersession", f"a later count of those {what}", later=later)
        if what is None:
            return Relation("unrelated", "figures of different days")
        return Relation("contradiction", "a later count is lower, where a count can only grow")
    return Relation("contradiction", "no number fits both")
