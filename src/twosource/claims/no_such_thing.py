"""A denial comes in that says there was no such thing; the claim that tells of one goes out.

"No annex existed" denies, without a word of what was said, whatever another says of an annex. Who has none himself, or
says that none was used, agrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from twosource.claims.answers import NEAR, in_one_breath, is_said_by_another, words_of
from twosource.claims.counts import middle
from twosource.claims.statements import Statement
from twosource.claims.wording import concept, concepts
from twosource.language.gazetteer import singular
from twosource.model import Claim

_WORDS = r"(?:[\w’'-]+ ){0,2}?[\w’'-]+"
_BE = "had been|has been|have been|was|were"
# "There was no second wave", "no annex existed", "(denied that) any distress call had been received". "No suspect has
# been arrested" says nothing of what another says of suspects.
_NO_THING = re.compile(
    rf"\bthere (?:is|are|{_BE}) no (?P<there>{_WORDS})(?=[,.;”\"]|$| (?:at|in|on|to|with|between|and)\b)"
    rf"|\bno (?P<none>{_WORDS}) (?:ever )?(?:exist|took place|happened|occurred)"
    rf"|\bany (?P<any>{_WORDS}) (?:ever )?(?:exist|took place|happened|occurred|{_BE})",
    re.IGNORECASE,
)
# "There was no letter", "(denies) that there was any attack": of what was told of shortly before.
_NO_ONE_THING = re.compile(
    r"(?:that )?there (?:was|were|had been|has been|have been) (?:no|any)(?: such)? (\w+)[,.;”\"]?$", re.IGNORECASE
)
# "(Is one of four towns that) don't have harbour police", "without any harbour police": those agree that there is none.
_HAS_NONE = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\bwithout|\blacks?|\blacked)(?: (?:have|had|has|any|such|an?|yet)){0,3} "
)
# Two words for one thing have so many steps between them at most: "money of his fund".
BESIDE = 3
_WORDS_OF = re.compile(r"[\w’'-]+")
# "A second wave occurs when cases rise again" says what such a thing is, and not that there is one.
_EXPLAINS = re.compile(
    r"\bthe only\b|\b(?:occurs?|happens?|comes?|is) (?:when|if)\b|\b(?:when|if) (?:you|people|one)\b", re.IGNORECASE
)
# Words that say no more of a thing: "no such annex", "no secret talks".
_LOOSE = {"secret", "such", "any", "other", "formal", "official", "direct", "real"}


def existence(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the weightiest claim about what a denial says there was none of, or None."""
    thing = thing_denied(denial.text)
    if not thing:
        return _just_told_of(denial, claims, groups)
    there = "there " in denial.text.lower()
    found = [
        (claims[n].weight, -n)
        for n, group in enumerate(groups)
        if not any(in_one_breath(s, denial) or _denies_too(s, thing) for s in group)
        and any(
            is_said_by_another(s, denial)
            and not s.negated
            and not s.part
            and not _EXPLAINS.search(s.text)
            and _tells_of(s, thing)
            and (not there or _is_there(s, thing))
            and not _counts_several(s, thing)
            for s in group
        )
    ]
    return -max(found)[1] if found else None


def _just_told_of(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the claim about a thing that a report tells of shortly before somebody says there was none.

    "There was no letter" alone may be of any; after "the union said it had sent a letter" it is of that one.
    """
    found = _NO_ONE_THING.match(denial.text)
    thing = concept(singular(found[1].lower())) if found else ""
    if not thing or thing in words_of("no_things"):
        return None
    told = [
        (s.span.start, -n)
        for n, group in enumerate(groups)
        for s in group
        if s.report == denial.report
        and 0 < denial.sentence.start - s.sentence.start <= NEAR
        and is_said_by_another(s, denial)
        and not s.negated
        and thing in s.words
    ]
    return -max(told)[1] if told else None


def thing_denied(text: str) -> str:
    """Return what a text says there was none of, or "".

    >>> thing_denied("no secret annex existed"), thing_denied("any distress call had been received")
    ('annex', 'distress call')
    >>> thing_denied("there is no evidence")
    ''
    """
    found = _NO_THING.search(text)
    if found is None:
        return ""
    words = [w for w in (found["there"] or found["none"] or found["any"]).lower().split() if w not in _LOOSE]
    if found["there"] and len(words) < 2:
        return ""  # "there is no threat", "no deal": of one kind, at one place, by one's own count
    return "" if not words or set(concepts(map(singular, words))) & words_of("no_things") else " ".join(words)


def _denies_too(statement: Statement, thing: str) -> bool:
    """Say whether a statement says that there was none either: "no apology", "not campaign money", "do not have any".

    One such in a claim shows that all of it agrees with whoever denies the thing.
    """
    told, words = statement.text.lower(), thing.split()
    if any(found.end() == told.find(thing, found.end()) for found in _HAS_NONE.finditer(told)):
        return True
    # "No money of his fund was used" agrees with whoever denies that "any fund money" was.
    said = any(f"{no}{thing}" in told for no in ("no ", "not ")) or f" no {words[-1]} " in f" {told}"
    return said or (len(words) > 1 and f"non-{words[0]}" in told)


def _tells_of(statement: Statement, thing: str) -> bool:
    """Say whether a statement is about a thing: it is the subject, or two words for it stand there side by side.

    Who says "no apology was given" agrees with whoever denies that any was.
    """
    told = statement.text.lower()
    whole = set(concepts(map(singular, thing.split())))
    if " " in thing:  # "money" is not the campaign's money
        return thing in told or (len(whole) > 1 and whole <= set(statement.words) and _side_by_side(thing, told))
    return statement.subject == concept(singular(thing)) != ""


def _side_by_side(thing: str, told: str) -> bool:
    """Say whether the words for a thing stand near each other, in any order.

    >>> _side_by_side("fund money", "money of his fund"), _side_by_side("fund money", "money from outside the old fund")
    (True, False)
    """
    at = [
        [n for n, w in enumerate(_WORDS_OF.findall(told)) if singular(w).startswith(singular(part))]
        for part in thing.split()
    ]
    near = (min((abs(a - b) for a in one for b in other), default=BESIDE + 1) for one, other in pairwise(at))
    return all(apart <= BESIDE for apart in near)


def tells_of_thing(statement: Statement, denial: Statement) -> bool:
    """Say whether a statement tells, in its own words, of what a denial says there is none of."""
    thing = thing_denied(denial.text)
    return bool(thing) and not statement.negated and statement.stance != "denies" and _tells_of(statement, thing)


def _is_there(statement: Statement, thing: str) -> bool:
    """Say whether a statement says that there is a thing, or what it does; "conflict of interest" may be in passing."""
    told = statement.text.lower()
    found = re.search(rf"\bthere (?:is|was|are|were|had been|has been)\b.{{0,40}}{re.escape(thing)}", told)
    whole = set(concepts(map(singular, thing.split())))
    called = statement.predicate == "be" and len(whole) > 1 and whole <= set(statement.words)
    return found is not None or called or (thing in told and statement.subject == concept(singular(thing.split()[-1])))


def _counts_several(statement: Statement, thing: str) -> bool:
    """Say whether a statement counts several of what "there is no" one of: thirty emergencies are not the emergency."""
    figure = statement.figure
    several = figure is not None and middle(figure) > 1 and not thing.endswith("s")
    return several and figure is not None and thing.split()[-1][:5] in (figure.noun or "").lower()
