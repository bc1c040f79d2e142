"""A statement comes in; whether whoever made it at first now admits that it was otherwise goes out.

"It acknowledged that two of its men had died. It had said earlier that none was hurt": the second sentence repeats what
does not stand, and so does the aside of "the yard, which first said that none of its cranes had moved, acknowledged
that one crane had been in use". Only what was denied at first and is admitted now is known to be so: who "first said
that a boat had sunk" and acknowledges that six were on it has taken nothing back. "It had earlier said that 25 were
hurt, but three had been counted twice" says by itself that it was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.statements import Statement
from twosource.claims.voices import may_be_one

# "It acknowledged that two of its men had died. It had said earlier that none was hurt."
_TELL_NOTHING = {"", "be", "have", "do", "say", "get", "make", "take"}
_HAD_SAID = re.compile(
    r"\W*(?:it|he|she|they|the [\w’'-]+(?: [\w’'-]+)?) (?:had )?"
    r"(?:(?:earlier|initially|previously|at first|originally|first) )?"
    r"(?:said|insisted|maintained|claimed|stated|reported|announced)"
    r"(?: (?:earlier|initially|previously|at first|originally|before|(?:on )?\w+day))*(?: that)?\s*",
    re.IGNORECASE,
)
# "…, but three had been counted twice", "…, but that was wrong".
_BUT_WRONG = re.compile(
    r",? but (?:(?:[\w’'-]+ ){1,4}?(?:had|have) been (?:counted|listed|entered|registered) twice"
    r"|(?:that|this|it) (?:was|had been|proved) (?:wrong|mistaken|incorrect|not so|an error|a mistake"
    r"|too (?:high|low)))\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:had|earlier|initially|previously|at first|originally|first|before)\b", re.IGNORECASE)
_ADMITS = re.compile(r"\b(?:acknowledg|admit|conced|confirm)\w*(?: [\w’'-]+){0,4}?(?: that)?\s*$", re.IGNORECASE)
_NOT_SO = re.compile(
    r"^\W*(?:none|no|nobody|not)\b|\b(?:not|never|no (?:one|casualt\w+|deaths?|injur\w+|loss\w*))\b|n[’']t\b", re.I
)
_DEAD = re.compile(r"\b(?:killed|died|dead|deaths?)\b", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:its|his|her|their)\b", re.IGNORECASE)
_NONE_OF = re.compile(r"\b(?:no|none of the) (?!one\b|casualt|deaths?\b|injur|loss)([\w’'-]{3,}?)s?\b", re.IGNORECASE)
_HARM = re.compile(r"\b(?:hurt|injur\w+|wounded|killed|died|dead|deaths?|casualt\w+)\b", re.I)
# "Raised its toll to 12, among them two soldiers. It had earlier said all the dead were civilians."
_ALL_CIVILIANS = re.compile(
    r"\W*all (?:of )?(?:(?!was\b|were\b|are\b)[\w’'-]+ ){1,4}?(?:was|were|are|had been) civilians\W*", re.IGNORECASE
)
_AMONG_THEM = re.compile(
    r"\b(?:among them|including|among (?:the|those) \w+|of (?:them|whom))\b[^.;:]{0,30}"
    r"\b(?:soldiers?|troops|fighters?|officers?|policemen|guards?|conscripts?|militants?|combatants?|sailors?)\b",
    re.IGNORECASE,
)
# "The yard, *which first said that* none had moved, *acknowledged on Friday that* one had".
_WHO_FIRST_SAID = re.compile(
    r", (?:which|who) (?:had )?(?:first|initially|originally|earlier|previously|at first)(?: had)?"
    r" (?:said|insisted|maintained|claimed|stated|announced)(?: (?:on )?\w+day)?(?: that)?\s*$",
    re.IGNORECASE,
)
_NOW_ADMITS = re.compile(
    r", (?:(?:has|have|then|later|now|since) ){0,2}(?:acknowledg|admit|conced)(?:s|es|ed|ted)"
    r"(?: (?:on \w+day|late on \w+day|yesterday|later))?(?: that)? ",
    re.IGNORECASE,
)
# "… acknowledged that it had": of what was said not to be so.
_IT_HAD = re.compile(r"(?:it|he|she|they|one|some|this) (?:had|has|did|was|were|do|does)\W*$", re.IGNORECASE)
_IT_HAD_NOT = re.compile(
    r"(?:it|he|she|they|this|that) (?:had|has|did|was|were|do|does)"
    r"(?: not|n[’']t| (?:wrong|untrue|false|incorrect|not so))\W*$",
    re.IGNORECASE,
)


def admits_otherwise(statement: Statement, statements: Sequence[Statement], text: str) -> bool:
    """Say whether the same speaker admits, in the sentence before or behind an aside, that it was otherwise."""
    if _set_right_behind(statement, text):
        return True
    return _admitted_before(statement, statements, text) or _admitted_behind(statement, statements, text)


def _set_right_behind(statement: Statement, text: str) -> bool:
    """Say whether "it had earlier said" a statement, and the same sentence says why that was too many, or wrong."""
    said = _HAD_SAID.match(text, statement.sentence.start, statement.span.end)
    if said is None or statement.part or not _BEFORE.search(said[0]) or said.end() != statement.span.start:
        return False
    return _BUT_WRONG.match(text, statement.span.end, statement.sentence.end) is not None


def _admitted_behind(statement: Statement, statements: Sequence[Statement], text: str) -> bool:
    """Say whether a statement is what "the yard first said", in the aside of a sentence in which it admits more."""
    if not _WHO_FIRST_SAID.search(text[statement.sentence.start : statement.span.start]):
        return False
    admits = _NOW_ADMITS.match(text, statement.span.end, statement.sentence.end)
    if admits is None:
        return False
    now = text[admits.end() : statement.sentence.end]
    if not _NOT_SO.search(statement.text):
        return _IT_HAD_NOT.match(now) is not None
    if _IT_HAD.match(now):
        return True
    behind = [s for s in statements if s.sentence == statement.sentence and s.span.start >= admits.end()]
    shared = {word for s in behind for word in s.words} & set(statement.words) - statement.about
    return bool(shared) and not _NOT_SO.search(now)


def _admitted_before(statement: Statement, statements: Sequence[Statement], text: str) -> bool:
    """Say whether the sentence before has the same speaker admit that there was what he had said there was not."""
    whole = text[statement.sentence.start : statement.span.end]
    said = _HAD_SAID.match(whole)
    if said is None or not _BEFORE.search(said[0]) or statement.part:
        return False
    if _ALL_CIVILIANS.fullmatch(whole, said.end()):
        return any(_counts_soldiers(s, statement, text) for s in statements)
    if not _NOT_SO.search(whole[said.end() :]):
        return False
    for s in statements:
        near = 0 <= statement.sentence.start - s.sentence.end <= NEXT_SENTENCE
        if not near or s.stance != "states" or s.negated or _NOT_SO.search(s.text) or s.span.overlaps(statement.span):
            continue
        admits = _ADMITS.search(text[s.sentence.start : s.span.start]) is not None
        if not admits or not may_be_same(s.speakers, statement.speakers):
            continue
        deed = s.predicate not in _TELL_NOTHING and s.predicate == statement.predicate
        if _are_harmed(s.text, statement.text) or (deed and s.subject and s.subject == statement.subject):
            return True
    return False


def _counts_soldiers(statement: Statement, denial: Statement, text: str) -> bool:
    """Say whether the sentence before has the same speaker tell of soldiers among those of whom he spoke."""
    near = 0 <= denial.sentence.start - statement.sentence.end <= NEXT_SENTENCE
    his = near and may_be_same(statement.speakers, denial.speakers)
    return his and _AMONG_THEM.search(statement.sentence.of(text)) is not None


def _are_harmed(admitted: str, denied: str) -> bool:
    """Say whether those of whom it was said that none was hurt, or killed, are among whom it is admitted of now.

    >>> (
    ...     _are_harmed("two of its men had died", "none of its men was hurt"),
    ...     _are_harmed("one was hurt", "no one had died"),
    ... )
    (True, False)
    >>> (
    ...     _are_harmed("three villagers died", "none of its men was hurt"),
    ...     _are_harmed("a cook died", "no sailor had died"),
    ... )
    (False, False)
    """
    hurt, dead = _HARM.search(denied), _DEAD.search(denied)
    if not hurt or not _HARM.search(admitted) or (dead and not _DEAD.search(admitted)):
        return False
    if _THEIRS.search(denied):
        return _THEIRS.search(admitted) is not None
    whom = _NONE_OF.search(denied)
    return whom is None or whom[1].lower() in admitted.lower()


def may_be_same(some: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether one of some speakers may be one of the others."""
    return any(may_be_one(x, y, {}) for x in some for y in others)
