"""Two statements come in; whether a word of one says that it tells of another thing than the other goes out.

Trains and flights between two towns stop for one storm and are told in the same words; who is ahead of whom, what is to
be and what was put off, share all but that word. "They visited" and "the same thing had happened" say of what only with
the sentence before them, and "26" of whom only with its own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from twosource.claims.counts import middle
from twosource.claims.statements import Statement
from twosource.claims.wording import concept
from twosource.lexicon import load

# "Put off until Monday": it will not be when it was to be; what "was moved", "late" or "not held" may be told so.
_PUT_OFF = re.compile(
    r"\b(?:(?:put|putting|puts|call(?:ed|s|ing)?) (?:it |them )?off|postpon(?:ed?|es|ing|ement)"
    r"|cancel(?:l?ed|s|l?ing|lation)?|delay(?:ed|s|ing)?|defer(?:s|ring)?"
    r"|(?:was|were|been|be|is|are) deferred|shelv(?:ed?|es|ing)|reschedul(?:ed?|es|ing))\b",
    re.IGNORECASE,
)
_MAY_BE_PUT_OFF = re.compile(
    r"\b(?:not|never|no|without|late|later|mov(?:ed?|es|ing)|push(?:ed|es|ing)?|set back|wait(?:ed|s|ing)?|until|till"
    r"|instead|stop(?:ped|s)?|dropp(?:ed|ing)|scrapp(?:ed|ing)|abandon(?:ed|s)?|suspend(?:ed|s)?|off|disrupt\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
# "Approved unanimously", "three voted against it".
_UNANIMOUS = re.compile(r"\b(?:unanimous(?:ly)?|with no(?:body)? (?:votes? )?against|with one voice)\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:vot(?:ed?|es|ing) against|against it|abstain(?:ed|s)?|abstentions?|dissent(?:ed|ing)?)\b", re.IGNORECASE
)
# "A sailor who had been counted among the dead was found alive" tells of nobody's death.
_ALIVE = re.compile(
    r"\b(?:(?:is|was|are|were|been|be|found|turned up|still) (?:\w+ )?alive|surviv(?:ed?|es|ing))\b", re.IGNORECASE
)
_DEAD = re.compile(r"\b(?:died|dead|killed|drowned|deaths?|bod(?:y|ies))\b", re.IGNORECASE)
# A relative clause that lost what it is of: "they had visited", "he owned".
_OF_IT = re.compile(r"(?:he|she|it|they|we|you)(?: (?:has|have|had|was|were|is|are|did))? [a-z]+", re.IGNORECASE)
# "Only after that", "not unanimously": of what, stands before it.
_OF_BEFORE = re.compile(
    r"\bonly (?:after|before|since) (?:that|then|this)\b|\b(?:after|before|since) (?:that|then|this)\W*$", re.IGNORECASE
)
_NOT_SO = re.compile(r"not (?!(?:one|a|an|all|every|only|even|since|until|for)\b)[a-z]", re.IGNORECASE)
# "A girl *who was said to be in hospital* has gone home": what had been said of her is not so now.
_HAD_BEEN_SAID = re.compile(
    r"\b(?:who|which|that) (?:had been|was|were|have been|has been) (?:(?:first|at first|initially|earlier) )?"
    r"(?:said|reported|believed|thought|feared|presumed|assumed|rumoured|understood) ",
    re.IGNORECASE,
)
# What is "the same" is told in the sentence before.
_THE_SAME = re.compile(r"(?:the|this|that) (?:same|very same)(?: thing)?\b", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[\d.,]+|[a-z]+(?:-[a-z]+)?", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:he|she|it|they|we) ", re.IGNORECASE)
_MARKS = {
    "off": _PUT_OFF,
    "may be off": _MAY_BE_PUT_OFF,
    "alive": _ALIVE,
    "dead": _DEAD,
    "unanimous": _UNANIMOUS,
    "against": _AGAINST,
}
# With fewer words than these a telling says little.
LEAST_WORDS = 3
# A longer sentence that ends in "before then" tells what it is of.
SHORT = 8
# A subject and what it did.
BOTH = 2
# A few are counted beside what is told: "two men struck him".
MANY = 20
_AHEAD = ("ahead", "behind")


def tell_of_others(a: Statement, b: Statement) -> bool:
    """Say whether two tell of two things for a word that one of them has; denials and withdrawals pass."""
    if a.text == b.text or {a.stance, b.stance} & {"denies", "withdraws"}:
        return False
    if _go_by_others(a, b) or _are_others_ahead(a, b):
        return True
    if _says_not_of_what(a) or _says_not_of_what(b) or _is_scrap_of_another(a, b) or _is_only_said(a, b):
        return True
    here, there = _marks(a.text), _marks(b.text)
    if (here or there) and (_tell_apart(here, there) or _tell_apart(there, here)):
        return True
    if _is_number_of_another(a, b) or _is_number_of_another(b, a):
        return True
    return _counts_and_does_another(a, b) or _counts_and_does_another(b, a)


def _go_by_others(a: Statement, b: Statement) -> bool:
    """Say whether one tells of trains and the other of flights, and neither of both."""
    one, other = _traffic(a.words), _traffic(b.words)
    return bool(one and other) and not one & other


@lru_cache(maxsize=8192)
def _traffic(words: tuple[str, ...]) -> frozenset[str]:
    """Return the kinds of traffic that words name.

    >>> sorted(_traffic(("train", "airport", "close"))), sorted(_traffic(("road", "close")))
    (['airport', 'train'], [])
    """
    kinds = _kinds()
    return frozenset(kinds[word] for word in words if word in kinds)


@cache
def _kinds() -> dict[str, str]:
    return {concept(word): line.split()[0] for line in load("opposites")["traffic"] for word in line.split()}


def _are_others_ahead(a: Statement, b: Statement) -> bool:
    """Say whether one has somebody ahead whom the other has behind, or another: "the Reds ahead", "Blues ahead"."""
    names = a.about | b.about
    for word in _AHEAD:
        one, other = (_before(s.words, word) for s in (a, b))
        if one in names and other in names and one != other:
            return True
    return False


def _before(words: tuple[str, ...], word: str) -> str:
    at = words.index(word) if word in words else 0
    return words[at - 1] if at else ""


@lru_cache(maxsize=8192)
def _marks(text: str) -> frozenset[str]:
    """Return what a text says by one word or another: that a thing was put off, that somebody is alive, or all agreed.

    >>> sorted(_marks("The race was put off")), sorted(_marks("The race is on Monday"))
    (['may be off', 'off'], [])
    """
    return frozenset(mark for mark, pattern in _MARKS.items() if pattern.search(text))


def _tell_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether one says that a thing was put off, that somebody is alive or that all agreed, and the other not so.

    >>> _tell_apart(_marks("The race was put off"), _marks("The race is on Monday"))
    True
    >>> _tell_apart(_marks("It was put off"), _marks("It was moved"))
    False
    """
    if "off" in one and not {"off", "may be off"} & other:
        return True
    if "alive" in one and "dead" in other and "alive" not in other:
        return True
    return "unanimous" in one and "against" in other


def _says_not_of_what(statement: Statement) -> bool:
    """Say whether a statement is told of what only another sentence or clause names."""
    hangs = _hangs_on(statement.text)
    if hangs in {"not", "verb"}:
        return not statement.subject if hangs == "not" else len(set(statement.words)) <= 1
    return bool(hangs)


@lru_cache(maxsize=8192)
def _hangs_on(text: str) -> str:
    """Return by what a text hangs on what stands before it: "the same", "only after that", a "not", a verb alone.

    >>> _hangs_on("The same thing had happened"), _hangs_on("not the clerk"), _hangs_on("they visited")
    ('same', 'not', 'verb')
    >>> _hangs_on("Trams run on Monday"), _hangs_on("I will sue the clerk on Monday if he has not gone before then")
    ('', '')
    """
    if _THE_SAME.match(text) or (len(text.split()) <= SHORT and _OF_BEFORE.search(text)):
        return "same"
    if _NOT_SO.match(text):
        return "not"
    return "verb" if _OF_IT.fullmatch(text) else ""


def _counts_and_does_another(counts: Statement, other: Statement) -> bool:
    """Say whether one turns on a count, and the other has no number and neither its subject nor its deed.

    "Letters of 9,000 dockers were burned by men who broke in" is not told by "men who broke in carried off a safe".
    """
    if counts.figure is None or counts.part or other.part or other.figure is not None or other.numbers:
        return False
    if middle(counts.figure) < MANY or counts.predicate == other.predicate:
        return False
    mine, theirs = ({s.subject, concept(s.predicate) or s.predicate} - {""} for s in (counts, other))
    if len(mine) < BOTH or len(theirs) < BOTH:
        return False
    return not mine & set(other.words) and not theirs & set(counts.words)


def _is_scrap_of_another(a: Statement, b: Statement) -> bool:
    """Say whether one tells in a word or two what the other has no word of: "it had misread the question"."""
    few = any(len(set(s.words) - s.about) < LEAST_WORDS and _PRONOUN.match(s.text) for s in (a, b))
    if not few or a.figure is not None or b.figure is not None or a.direct or b.direct:
        return False
    if a.days or b.days or a.hours or b.hours or a.about & b.about:
        return False
    return bool(a.words and b.words) and not set(a.words) & set(b.words)


def _is_only_said(a: Statement, b: Statement) -> bool:
    """Say whether one has in an aside, as what had been said, what the other tells, and tells another thing itself."""
    one, other = (_has_been_said(s.text) for s in (a, b))
    if one == other:
        return False
    return (a if one else b).part or concept(a.predicate) != concept(b.predicate)


@lru_cache(maxsize=8192)
def _has_been_said(text: str) -> bool:
    """Say whether a text has an aside on what had been said of somebody."""
    return _HAD_BEEN_SAID.search(text) is not None


def _is_number_of_another(number: Statement, other: Statement) -> bool:
    """Say whether one is a bare number in a sentence on one thing, and the other tells of another: "26" of the Reds."""
    if not number.part or number.figure is None or number.figure.what or not _BARE_NUMBER.fullmatch(number.text):
        return False
    return bool(number.subject and other.subject) and number.subject != other.subject and other.figure is None
