"""Two statements come in; whether they tell of other turns goes out: how often, the how-manieth, up to how many.

These numbers are no counts of people or things, so the figures do not hold them: "twice" is an adverb, "the eighth
case" tells of one case, and "took the number of dead to nine" has the nine behind a verb of another object. They tell
two things from one all the same: who was tested twice was not tested three times.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from twosource.claims.amounts import amount_of, is_near
from twosource.claims.counts import middle
from twosource.claims.numbers import number_concept, numbers_in
from twosource.claims.statements import Statement
from twosource.claims.wording import concept
from twosource.language.gazetteer import singular
from twosource.lexicon import load

# "At least twice" leaves it open, and so does "two or three times".
_OPEN = r"(?<!at least )(?<!more than )(?<!less than )(?<!fewer than )(?<!up to )(?<!about )(?<!or )(?<!nearly )"
# "Once" opens a clause as well ("once it was dark"); as a count it ends its own, or a time stands behind it.
_ADVERB = re.compile(
    rf"{_OPEN}\b(?:(once)(?=[,.;]|$| (?:in|since|during|between|before|last|this)\b)|(twice)|(thrice))\b"
    r"(?! (?:as|the|that|this year’s|his|her|its|their)\b)",
    re.IGNORECASE,
)
# "Three times the usual rain", "three times as many", "five times more" are sizes.
_TIMES = re.compile(
    r" times\b(?! (?:as|the|that|its|their|his|her|more|less|over|what)\b| \w+er\b| (?:an?|per|every|each)\b)"
)
_BEFORE_TIMES = re.compile(rf"{_OPEN}$", re.IGNORECASE)
_HOW_OFTEN = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
# Between an ordinal and the noun that it numbers stand at most so many words.
_NUMBERED = r"((?:[^\W\d_][\w’'-]* ){0,2}[^\W\d_][\w’'-]*)"
_COUNTED = re.compile(r" (?:[a-z][\w’'-]* ){0,2}?([a-z][\w’'-]*s)\b")
# "Taking the number of those killed to nine", and the end of it that is left where the parser takes it for a clause.
_BROUGHT_TO = re.compile(
    r"\b(?:number|toll|total|tally|count)\b[^.;:]{0,80}? to (?:at least |more than |about |around |nearly |some )?$",
    re.IGNORECASE,
)
# "The second-largest shareholder", "the biggest shareholder": a rank among things of one kind.
_RANKED = re.compile(
    r"\b(?:(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ])?"
    r"(?:larg|bigg|high|tall|old|long|deadli|bloodi|wealthi|rich|strong|busi|great)est ([a-z]{3,})\b",
    re.IGNORECASE,
)
_ENDS_IN = re.compile(r" to (?:at least |more than |about |around |nearly |some )?$", re.IGNORECASE)


def tell_other_turns(a: Statement, b: Statement) -> bool:
    """Say whether two tell how often, which of a row or up to how many, and not the same."""
    one, other = _how_often(a.text), _how_often(b.text)
    if one and other and not one & other:
        return True
    if _are_of_other_rank(a.text, b.text):
        return True
    return any(_is_another_of_row(x, y) or _is_brought_elsewhere(x, y) for x, y in ((a, b), (b, a)))


@lru_cache(maxsize=8192)
def _how_often(text: str) -> frozenset[float]:
    """Return how often a text says that something was so.

    >>> sorted(_how_often("She was tested twice in May and three times in June"))
    [2.0, 3.0]
    >>> _how_often("Three times the usual rain fell once the storm was there, at least twice as much")
    frozenset()
    """
    found = {
        _HOW_OFTEN[word.lower()] for m in _ADVERB.finditer(text) if m.start() for word in m.groups() if word is not None
    }
    for start, end, word in numbers_in(text):
        if _TIMES.match(text, end) and _BEFORE_TIMES.search(text[:start]) and (amount := amount_of(word)):
            found.add(amount.value)
    return frozenset(found)


def _is_another_of_row(numbered: Statement, counts: Statement) -> bool:
    """Say whether one tells of the eighth of those of which the other counts seven."""
    for place, nouns in _in_row(numbered.text):
        told = {many for many, noun in _counted(counts.text) if noun in nouns}
        if told and place not in told:
            return True
    return False


def _are_of_other_rank(one: str, other: str) -> bool:
    """Say whether two texts rank things of one kind, and none alike: the largest owner, the second-largest owner."""
    here, there = _ranks(one), _ranks(other)
    kinds = {noun for _, noun in here} & {noun for _, noun in there}
    return any(not {r for r, n in here if n == noun} & {r for r, n in there if n == noun} for noun in kinds)


@lru_cache(maxsize=8192)
def _ranks(text: str) -> frozenset[tuple[str, str]]:
    """Return the ranks that a text gives, "" for the first, each with what is ranked.

    >>> sorted(_ranks("The second-largest owner, behind the oldest bank"))
    [('', 'bank'), ('second', 'owner')]
    """
    return frozenset(((m[1] or "").lower(), concept(singular(m[2].lower()))) for m in _RANKED.finditer(text))


@lru_cache(maxsize=8192)
def _counted(text: str) -> tuple[tuple[float, str], ...]:
    """Return the counts of a text, each with what plural stands next behind it.

    >>> [many for many, _ in _counted("seven doping cases in 12 years, 14 percent of nine")]
    [7.0, 12.0]
    """
    found = []
    for _, end, word in numbers_in(text):
        nouns = _COUNTED.match(text, end)
        if nouns and (amount := amount_of(word)) and amount.value > 1 and not word.endswith("%"):
            found.append((amount.value, concept(singular(nouns[1].lower()))))
    return tuple(found)


@lru_cache(maxsize=8192)
def _in_row(text: str) -> tuple[tuple[float, frozenset[str]], ...]:
    """Return the ordinals of a text, from the second on, each with what the next three words mean.

    >>> [place for place, _ in _in_row("the eighth doping case, the 12th in a row and the first abroad")]
    [8.0, 12.0]
    """
    found = []
    for m in _ordinal().finditer(text):
        place = float(m[2] or _places()[m[1].lower()])
        if place > 1:
            found.append((place, frozenset(concept(singular(word.lower())) for word in m[3].split())))
    return tuple(found)


@cache
def _places() -> dict[str, float]:
    return {"second": 2.0, **{word: float(n) for word, n in load("times")["ordinals"].items()}}


@cache
def _ordinal() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _places()), key=len, reverse=True))
    return re.compile(rf"\b(?:({words})|(\d{{1,3}})(?:st|nd|rd|th)) {_NUMBERED}", re.IGNORECASE)


def _is_brought_elsewhere(told: Statement, counts: Statement) -> bool:
    """Say whether one says to how many a toll was brought, and the other counts, and not so many."""
    counted = [n for n, unit in counts.numbers if not unit]
    if counts.figure is not None and not counted:
        counted = [middle(counts.figure)]
    brought = amount_of(_brought_to(told.text, told.part))
    others = [amount_of(number_concept(n)) for n in counted]
    return brought is not None and bool(others) and not any(x is None or is_near(brought, x) for x in others)


@lru_cache(maxsize=8192)
def _brought_to(text: str, part: bool) -> str:
    """Return the number to which a text says that a toll was brought, "" if it says none.

    >>> _brought_to("taking the number of those killed in the village to nine, three of them boys", False)
    '9'
    """
    for start, end, word in numbers_in(text):
        if _BROUGHT_TO.search(text[:start]) or (part and end == len(text) and _ENDS_IN.search(text[:start])):
            return word
    return ""
