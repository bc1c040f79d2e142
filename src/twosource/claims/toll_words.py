"""A count in its report's sentence comes in; what the words around it say goes out: of which stage it is, and where.

Those who were trapped when a roof fell, and those who still are, are two quantities: neither number replaces the other.
Two counts of one day have no day to put them in order, but a toll that is "now" eight has been seven before.
"""

from __future__ import annotations

import re

from twosource.claims.statements import Statement
from twosource.language.figure_numerals import read_numeral
from twosource.lexicon import load

_LEFT = r"\b(?:still|remain(?:s|ed|ing)?|yet|spen(?:t|d)|left|now)\b"
# "Seventeen miners *were trapped* when the roof fell", "the slide *trapped* nine": all whom it met.
_MET = re.compile(
    r"[^,;.]{0,60}?\b(?:were|was|had been|have been|became|got|found themselves) (?:\w+ly )?trapped\b", re.IGNORECASE
)
_MEETING = re.compile(r"\btrap(?:ped|ping) (?:(?:at least|about|around|some|up to|more than|nearly) )?$", re.IGNORECASE)
_STILL = re.compile(_LEFT, re.IGNORECASE)
# "Four are now known to have died", "the toll has risen to", "bringing its death toll to".
_NOW = re.compile(
    r"\bnow (?:known|confirmed|said|reported|feared|believed|stands?|at)\b"
    r"|\b(?:has|had|have) (?:now )?(?:risen|climbed|grown|increased|jumped) to\b"
    r"|\b(?:rose|climbed|rising|climbing) to\b"
    r"|\b(?:bring|tak|rais|push)\w* (?:the|its|their|his|her) (?:[\w’'-]+ ){0,3}?(?:number|toll|total|count|tally)\b",
    re.IGNORECASE,
)
# "The toll was *lowered to*", "the number of dead has been *revised down to*", "cut its toll from 31 *to*".
_LOWER = re.compile(
    r"\b(?:toll|number|count|tally|total|figure|dead)\b[^.;:]{0,60}? (?:(?:fell|fallen|dropped)"
    r"|(?:was|were|been|is) (?:lowered|reduced|cut|corrected downwards?|(?:revised|scaled) (?:down|downwards|back)))"
    r"(?: from \S+)? to (?:[a-z]+ ){0,2}$"
    r"|\b(?:lower(?:ed|s|ing)|reduc(?:ed|es|ing)|cut(?:s|ting)?|(?:revis|scal)(?:ed|es|ing) (?:down|downwards|back)) "
    r"(?:the|its|their|his|her) (?:[\w’'-]+ ){0,3}?(?:toll|number|count|tally|total|figure)\b[^.;:]{0,40}? to"
    r" (?:[a-z]+ ){0,2}$"
    r"|\brevis(?:ed|es|ing) (?:the|its|their|his|her) (?:[\w’'-]+ ){0,3}?(?:toll|number|count|tally|total|figure)\b"
    r"[^.;:]{0,40}? (?:down|downwards) (?:from \S+ )?to (?:[a-z]+ ){0,2}$",
    re.IGNORECASE,
)
# "One man died. It had earlier said *two*."
_HAD_GIVEN = re.compile(
    r"\s*(?:it|he|she|they|the [\w’'-]+) had (?:(?:earlier|first|initially|previously|at first|originally) )?"
    r"(?:said|given|reported|announced|spoken of|counted|put (?:it|the (?:number|toll|figure)) at)"
    r"(?: (?:earlier|at first|before|on \w+day))? (?=\S+\.(?:\s|$))",
    re.IGNORECASE,
)
_ARE_NOW = re.compile(r"(?: [\w’'-]+){0,3}? (?:are|is) now (?:known|confirmed|said)\b")
# "The nine missing hikers *have been found*": none of them is missing any more.
_FOUND = re.compile(
    r"(?: [a-z’'-]+){0,3}? (?:have|has|had|were|was) (?:(?:all|now|since|been|safely) )*"
    r"(?:found|traced|located|accounted for|rescued)\b"
)
# "Twelve prisoners *had been let go*": those are held no more.
_LET_GO = re.compile(
    r"(?: [a-z’'-]+){0,3}? (?:(?:have|has|had|were|was|be|are|is) ){1,2}(?:(?:all|now|since|been) ){0,3}"
    r"(?:let go|freed|released|set free|handed over|exchanged|swapped)\b"
)
# "Demanded the release of *50 prisoners*": nobody says that so many were freed.
_DEMANDED = re.compile(
    r"\b(?:demand(?:ed|s|ing)?|(?:call|ask|press|push)(?:ed|s|ing)? for|insist(?:ed|s|ing)? (?:on|that)|seek(?:s|ing)?"
    r"|sought|want(?:s|ed)?|(?:exchange|return) for|request(?:ed|s|ing)?)\b[^,;:.]{0,60}$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"\b(?:in|at|from|near|outside|around|of) (?:the (?:village|town|city|port|suburb|district|hamlet) of )?"
    r"(?P<name>[A-Z][\w’'-]+)"
)
_HELD = frozenset(("detained", "arrested", "abducted"))
_NO_PLACE = frozenset(
    (
        *(f"{day}day" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")),
        *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
        *("November", "December"),
    )
)
# Before a count that is in the one named just before.
_INCLUDED = re.compile(r"\d[\w ]{0,20},? (?:which )?includ(?:ing|es|ed) the $", re.IGNORECASE)
# How far behind a count's sentence its report tells of the last body, in characters.
NEXT = 120


def met_at_first(statement: Statement, text: str) -> bool:
    """Say whether a count of people trapped is of all who were when it happened: "nine were trapped by the slide"."""
    figure, whole = statement.figure, statement.sentence
    if figure is None or figure.what != "missing" or not text:
        return False
    behind = _MET.match(text, figure.span.end, whole.end)
    clause = text[figure.span.start : behind.end()] if behind else text[max(whole.start, figure.span.start - 40) :]
    if behind is None and not _MEETING.search(text, whole.start, figure.span.start):
        return False
    return _STILL.search(clause[: len(behind[0]) + 40] if behind else clause[:40]) is None


def is_included(statement: Statement, text: str) -> bool:
    """Say whether a new count has this one in it: "19, including *the 14* announced earlier". Nobody gives it now."""
    if statement.figure is None:
        return False
    return _INCLUDED.search(text[statement.sentence.start : statement.figure.span.start]) is not None


def are_found(statement: Statement, text: str) -> bool:
    """Say whether a count of the missing or held is of those who are so no more: "the nine missing have been found"."""
    figure = statement.figure
    if figure is None or figure.what not in {"missing", *_HELD} or not text:
        return False
    no_longer = _LET_GO if figure.what in _HELD else _FOUND
    return no_longer.match(text, figure.span.end, statement.sentence.end) is not None


def are_asked_for(statement: Statement, text: str) -> bool:
    """Say whether a count is of those whom somebody wants freed or held: "demanded the release of 50 prisoners"."""
    figure = statement.figure
    if figure is None or figure.what not in {*_HELD, "released"} or not text:
        return False
    return _DEMANDED.search(text, statement.sentence.start, figure.span.start) is not None


def has_grown(statement: Statement, text: str) -> bool:
    """Say whether a count is told as one that has come to more: "are now known", "has risen to", "a fourth body"."""
    figure, whole = statement.figure, statement.sentence
    if figure is None or not text or isinstance(figure.value, tuple):
        return False
    led = text[whole.start : figure.span.start]
    behind = text[figure.span.end : figure.span.end + 40]
    told = _NOW.search(led)
    # "Bringing its toll to 19, including the 14 of before": the second number is of before.
    if (told and "includ" not in led[told.end() :]) or _ARE_NOW.match(behind):
        return True
    nth = load("figure_tolls")["nth"].get(f"{figure.value:g}")
    after = text[whole.end : whole.end + NEXT]
    return (
        nth is not None
        and re.match(rf"\s*An? (?:{nth}) (?:body|victim|casualty|person|man|woman)\b", after) is not None
    )


def has_fallen(statement: Statement, text: str) -> bool:
    """Say whether a count is told as one that was set lower: "the toll was lowered to 28", "fell to 28"."""
    figure, whole = statement.figure, statement.sentence
    if figure is None or not text or isinstance(figure.value, tuple):
        return False
    if _LOWER.search(text, whole.start, figure.span.start) is not None:
        return True
    before = _HAD_GIVEN.match(text, whole.end)
    numeral = read_numeral(text, before.end()) if before else None
    return numeral is not None and not isinstance(numeral.value, tuple) and float(numeral.value) > float(figure.value)


def named_where(statement: Statement, text: str) -> frozenset[str]:
    """Return the names of a count's sentence that a preposition of place stands before: Hadden of "in Hadden"."""
    return _names(statement.sentence.of(text) if text else statement.text)


def names_place(words: str) -> bool:
    """Say whether words tell by a name where something was: "nine died at Mill Corner"."""
    return bool(_names(words))


def _names(words: str) -> frozenset[str]:
    return frozenset(found["name"] for found in _WHERE.finditer(words)) - _NO_PLACE
