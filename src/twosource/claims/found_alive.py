"""The statements of a story come in; the death of somebody who is alive after all goes out as taken back.

"A 58-year-old woman whom the coastguard had listed as drowned is alive, the coastguard said": it is told as a state of
things, and nobody withdraws anything. Who is meant is known by name or by age; and who is alive must have been counted
among the dead by whoever speaks of it now, or by nobody who is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from twosource.claims.near import is_within
from twosource.claims.recanting import taken_back
from twosource.claims.rejected_counts import speaks_for
from twosource.claims.statements import Statement
from twosource.claims.voices import Roles
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Report, Span

_DEAD = r"(?:dead|killed|drowned|deaths?|victims?|fatalit(?:y|ies)|died|body|bodies)"
_WHEN = r"(?:(?:(?:late |early )?on \w+day|yesterday|earlier|first|initially|at first|wrongly|mistakenly) )?"
_COUNTED = (
    r"(?:counted|listed|reported|declared|given up|presumed|believed|recorded|announced|named|pronounced)"
    rf"[^,;:.“”]{{1,40}}?\b{_DEAD}\b"
)
_BY = r"(?: by (?P<by>[^,;:.“”]{2,40}?))?"
_ALIVE = (
    r",? (?:is|was|are|has been found|had been found|turned out to be|has turned up|had turned up)(?: \w+)?"
    r" (?:alive|safe and well)\b(?! (?:when|until|as|at|before|for|while|after)\b)"
)
_WHOM = r"(?P<whom>(?i:an?|the|one) [^,;:.“”]{3,50}?|[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,3}(?:, (?:aged )?\d+)?)"
# "A woman *whom the coastguard had listed as drowned* is alive", "a man *who had been declared dead by police* is".
_FOUND = tuple(
    re.compile(rf"{_WHOM},? (?P<told>{told}){_ALIVE}")
    for told in (
        rf"whom? (?P<who>(?!had\b|was\b|were\b)[^,;:.“”]{{2,40}}?) {_WHEN}(?:had )?{_WHEN}{_COUNTED}[^,;:.“”]{{0,30}}?",
        rf"(?:who (?:had been|was|were) )?{_WHEN}{_COUNTED}{_BY}(?: on \w+day)?",
    )
)
_SAFE = re.compile(r" (?:alive|safe and well)\b")
_DIED = re.compile(r"\b(?:dead|died|killed|drowned|death|body of|bod(?:y|ies)|fatality|victim)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:aged |, )?(?P<age>\d{1,3})(?:-year-old|\b)")
_KIND = re.compile(r"\b(?:wom[ae]n|m[ae]n|boy|girl|child|baby|toddler|teenager)\b", re.IGNORECASE)
_POST = re.compile(rf"the (?:[\w’'-]+ )?({'|'.join(load('withdrawals')['only_one'])})\b", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,3}")


@dataclass(frozen=True, slots=True)
class _Alive:
    """Who is alive, as printed, who had counted him among the dead, and where that stands."""

    report: str
    sentence: Span
    whom: str
    who: str
    told: Span


def with_those_alive(
    statements: Sequence[Statement], reports: Mapping[str, Report], notes: Sequence[ReportNotes], roles: Roles
) -> list[Statement]:
    """Return the statements; that somebody died who is alive has one wording, and is taken back by whoever said so."""
    made = list(statements)
    for found in (f for n in notes for f in _alive(reports[n.report], n)):
        near = (s for s in made if s.report == found.report and s.span.overlaps(found.told) and not s.part)
        around = next(near, None)
        meant = [s for s in made if around is not None and _is_his_death(s, around, found, reports, roles)]
        if around is None or not meant:
            continue
        first, told = meant[0], {id(s) for s in meant}
        made = [replace(s, words=first.words, subject=first.subject, figure=None) if id(s) in told else s for s in made]
        made = [s for s in made if s.report != found.report or not is_within(s.span, found.told)]
        who = around.speakers or tuple(name for name in [found.who] if name)
        taken = taken_back(first, reports[found.report], found.sentence, found.told, who)
        made.append(
            replace(taken, report=found.report, kind="utterance", attribution=None, said=None, figure=None, part=True)
        )
    return made


def _alive(report: Report, notes: ReportNotes) -> Iterator[_Alive]:
    """Yield those of whom a report says that they are alive, and by whom they were counted among the dead."""
    if not _SAFE.search(report.text):
        return
    for sentence in notes.sentences:
        if not _SAFE.search(report.text, sentence.start, sentence.end):
            continue
        searched = (pattern.search(report.text, sentence.start, sentence.end) for pattern in _FOUND)
        found = next((m for m in searched if m is not None), None)
        if found is not None:
            named = found.groupdict()
            who = re.sub(r"^(?:the|an?) ", "", named.get("who") or named.get("by") or "", flags=re.IGNORECASE)
            yield _Alive(report.id, sentence, found["whom"], who, Span(*found.span("told")))


def _is_his_death(
    statement: Statement, now: Statement, found: _Alive, reports: Mapping[str, Report], roles: Roles
) -> bool:
    """Say whether a statement tells that one who is alive has died, on the word of who says now that he is not."""
    told, since = (reports[s.report].published or "" for s in (statement, now))
    if statement.stance not in {"states", "hedges"} or statement.part or not "" < told[: len(since)] < since:
        return False  # who died after that is not alive: of one day nobody knows what came first
    named = [who for who in (found.who, *now.speakers) if who]
    if statement.speakers and not any(speaks_for(statement.speakers, who, roles) for who in named):
        return False
    return _DIED.search(statement.text) is not None and _is_one(statement.text, found.whom)


def _is_one(told: str, whom: str) -> bool:
    """Say whether a text tells of somebody, by his name, by his age and sex, or as the only driver that there is.

    >>> _is_one("A man, 58, was found dead", "A 58-year-old man"), _is_one("A man, 85, died", "A 58-year-old man")
    (True, False)
    >>> _is_one("The tram driver was killed", "The driver of the tram"), _is_one("A driver died", "The driver")
    (True, False)
    """
    name = _NAME.search(whom)
    if name is not None:
        return name[0] in told
    age, kind = _AGE.search(whom), _KIND.search(whom)
    post = _POST.match(whom) if age is None else None
    if post is not None:
        return re.search(rf"\bthe (?:[\w’'-]+ )?{re.escape(post[1])}\b(?! and\b)", told, re.IGNORECASE) is not None
    ages = [found["age"] for found in _AGE.finditer(told)]
    return (
        age is not None
        and kind is not None
        and ages.count(age["age"]) == 1
        and re.search(rf"\b{re.escape(kind[0])}\b", told, re.IGNORECASE) is not None
    )
