"""A denial that names whose words it is of comes in; those words go out.

"Dismissed the minister's talk of forged papers" says whose talk, and of what, though not in the minister's words;
"denied that the guards had fired, as several nurses claim" says in its own sentence who had said so, and "disputed the
navy's account that the buoy was lit", "rejects any suggestion that pay was late" say that somebody had.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.claims.denying import calls_reports_wrong, is_plain
from twosource.claims.statements import Statement
from twosource.claims.word_given import JUDGES
from twosource.claims.wording import concepts
from twosource.language.gazetteer import singular
from twosource.model import Report

# So many words, no names, say of what somebody's talk is: "forged papers".
LEAST_SAID = 2
_TALK = re.compile(
    r"(?:the |his |her |their |its )?(?P<who>(?:[A-Z]?[\w.-]+ ){0,4}[\w.-]+)[’'](?:s )? ?(?:[a-z]+ )?"
    r"(?P<talk>talk|claims?|account|version|allegations?|accusations?|suggestions?|assertions?|charges?|story)"
    r" (?:of|that|about) (?P<what>[^.;:]{4,120})",
)
_WORD = re.compile(r"[\w-]+")
# "…, as several nurses claim": who had said what is denied.
_AS_THEY_SAY = re.compile(
    r",? as (?!if\b|though\b|well\b|it\b|he\b|she\b)(?:[\w’'-]+ ){1,5}?"
    r"(?:claim|alleg|maintain|assert|suggest|say|said|report)(?:s|ed|e|es)?[.”\"]*$"
)
# "(Disputed) the navy account that the buoy was lit", "(rejects) any suggestion that pay was late"; of "allegations
# that have followed him" nobody learns what they are.
_ACCOUNT_THAT = re.compile(
    r"(?:[\w’'.-]+ ){0,5}?(?:accounts?|claims?|versions?|allegations?|accusations?|suggestions?|assertions?|notions?"
    r"|insinuations?|rumou?rs?) that (?!(?:ha(?:s|ve|d)|is|are|was|were|would|could|might|may|led|dog|come|came)\b)"
    r"(?=(?:[\w’'-]+ ){2})",
    re.IGNORECASE,
)
# "Any suggestion that work was missed", "claims that it was": so it is suggested, by nobody who is named.
_ANY = re.compile(
    r"^(?:(?:any|the|all|such) )?(?:suggestion|claim|allegation|accusation|notion|insinuation|rumou?r)s? that ", re.I
)
# "(Dismissed) allegations that it had ordered the raid | as “lies”": what he calls them.
_AS_CALLED = re.compile(
    r",? as (?:(?:an?|mere|merely|just|simply|(?:little|nothing|no) (?:more|other) than|nothing but) ){0,3}"
    r"[“\"][^“”\"]{2,60}[”\"]\W*$|,? as (?:mere|(?:little|nothing|no) more than|nothing but) [\w’' -]{2,40}$"
)
# "Since they contradicted | his account that": what is told is at odds with it, and nobody denies it.
_AT_ODDS = re.compile(r"\bcontradict(?:s|ed|ing)? $", re.IGNORECASE)
# "Claims that the mill should pay" are turned down: they are no account of what happened.
_ASKED = re.compile(r"\b(?:should|must|ought)\b")


def talk_answered(
    denial: Statement, groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> int | None:
    """Return the number of the claim that holds the words of whom a denial names, or None.

    All that the denial says of what was said must stand in them, and whoever said them must be called so there.
    """
    found = _TALK.match(denial.text)
    if found is None or is_plain(denial.text):
        return None
    whose = set(_WORD.findall(found["who"].lower()))
    said = set(denial.words) - set(concepts([*whose, singular(found["talk"])]))
    if len(said) < LEAST_SAID:
        return None
    told = [
        (len(group), -n)
        for n, group in enumerate(groups)
        if any(said <= set(s.words) and _is_by(s, denial, whose, reports[s.report].text) for s in group)
    ]
    return -max(told)[1] if told else None


def _is_by(statement: Statement, denial: Statement, whose: set[str], text: str) -> bool:
    """Say whether somebody called by all these words says so, and not whoever denies it."""
    if statement.kind != "utterance" or statement.negated or statement.stance not in {"states", "hedges"}:
        return False
    if not statement.speakers or set(statement.speakers) & set(denial.speakers) or not statement.sound:
        return False
    before = text[statement.sentence.start : statement.span.start]
    called = _WORD.findall(f"{before} {' '.join(statement.speakers)}".lower())
    return whose <= set(called)


def names_accuser(denial: Statement, text: str) -> bool:
    """Say whether the sentence of a denial tells that another had said what it denies: "…, as several nurses claim"."""
    if denial.part:
        return False
    if gives_account(denial):
        at_odds = _AT_ODDS.search(text, denial.sentence.start, denial.span.start)
        return not (at_odds or any(map(JUDGES.search, denial.speakers)))
    after = text[denial.span.start : denial.sentence.end]
    return denial.sound and _AS_THEY_SAY.search(after) is not None


def gives_account(denial: Statement) -> bool:
    """Say whether a denial tells by itself what another had said: "the navy account that the buoy was lit".

    "Accusations that she lied were false" would be told as if it were denied that they were.
    """
    told = not denial.direct and _ACCOUNT_THAT.match(denial.text) is not None
    return told and not _ASKED.search(denial.text) and not calls_reports_wrong(f"{denial.text}.")


def without_any(words: str) -> str:
    """Return what is denied without "any suggestion that" or "claims that" before it, and what it is called behind it.

    >>> without_any("any suggestion that work was missed"), without_any("claims that it was late as “lies”")
    ('work was missed', 'it was late')
    >>> without_any("the guild's account that work was missed")
    "the guild's account that work was missed"
    """
    return _ANY.sub("", _AS_CALLED.sub("", words), count=1)
