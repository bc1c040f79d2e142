"""The statements of a story come in; those that name somebody as who did it are taken back where the namer says so.

"Police withdrew the name of the man they had presented as the driver" takes from every report that police had
identified the driver as that man. It does so only where who named him and who clears him are one, and where nobody else
was named by them as the same: what a lawyer says is a denial, and of two who were named it is not known which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from twosource.claims.recanting import taken_back
from twosource.claims.rejected_counts import speaks_for
from twosource.claims.statements import Statement
from twosource.claims.voices import Roles
from twosource.intake.credit import folded
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Report, Span

_CULPRIT = rf"(?:{'|'.join(load('withdrawals')['culprits'])})"
# "The suspected gunman", "the driver of the lorry": it is the noun that two tellings must have in common.
_AS = rf"(?:the|its|their|an?) (?:(?!who\b)[\w’'-]+ ){{0,2}}?(?P<role>{_CULPRIT})\b"
_NAME = r"(?P<name>(?-i:[A-ZÀ-Þ])[\w’'-]+(?: (?:(?:al|bin|de|van|von|der|den|del|la)[ -])?(?-i:[A-ZÀ-Þ])[\w’'-]+){1,3})"
_BODY = (
    r"(?:(?:late |early )?on \w+day,? )?(?:the )?(?!(?:in|on|at|after|before|by|when|while|earlier|later|two|\d+)\b)"
    r"(?P<body>(?:(?!who\b|that\b|said\b|as\b|in\b|had\b)[\w’'-]+ ){0,4}?[\w’'-]+)"
)
_WHEN = r"(?: (?:on|late on|early on) \w+day| earlier| later| also| formally)?"
_HAVING = r"(?: (?:have|has|had|(?:are|is) (?:said|reported) to have))?(?: (?:first|also|\w+ly))?"
_NAMED = r"(?:named|identified|presented|described)"
# "Police identified the driver as A", "the gunman was named by police as A", "police named A as the gunman".
_IDENTIFIES = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"{_BODY}{_WHEN}{_HAVING}{_WHEN} {_NAMED} {_AS}(?: (?:of|in|behind) [^,.;:]{{1,40}}?)? as {_NAME}",
        rf"{_BODY}{_WHEN}{_HAVING}{_WHEN} {_NAMED} {_NAME}(?:, \d+,)? as {_AS}",
        rf"{_AS}(?: (?:of|in|behind) [^,.;:]{{1,40}}?)? (?:was|has been|had been) {_NAMED}(?: on \w+day)? by {_BODY}"
        rf"(?: on \w+day)? as {_NAME}",
        rf"{_BODY}{_WHEN}{_HAVING} established the identity of {_AS}[^.;:]{{0,40}}\. (?:He|She) is {_NAME}",
    )
)
_ERRED = r"(?:wrongly|mistakenly|falsely|incorrectly|erroneously)"
_THEIR_OWN = r"(?:they|it|(?:its|their) (?:officers|force|spokes\w+)|the force)"
_TAKES = r"(?:withdrew|retracted|rescinded|took back|ha(?:s|ve) (?:withdrawn|retracted|rescinded|taken back))"
_MAN = r"(?:man|woman|person|youth|student|worker|teenager|\d+-year-old(?: man| woman)?)"
_TAKEN_BACK = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"{_BODY}{_WHEN} {_TAKES} the name of the {_MAN},? (?:(?:whom|that|who) )?{_THEIR_OWN} had (?:\w+ly )?{_NAMED}"
        rf" as {_AS}",
        rf"{_BODY}{_WHEN} {_TAKES} (?:the|its|their) (?:identification|naming) of {_NAME}(?:, \d+,)? as {_AS}",
        rf"{_BODY}{_WHEN} (?:said|admitted|acknowledged|conceded|confirmed)(?: on \w+day)?(?: that)? {_THEIR_OWN} had"
        rf" {_ERRED} {_NAMED} {_NAME}(?:, \d+,)? as {_AS}",
        rf"{_BODY}{_WHEN} apologi[sz]ed(?: on \w+day)? for (?:having )?{_ERRED} (?:naming|named|identifying|identified)"
        rf" {_NAME}(?:, \d+,)? as {_AS}",
        rf"{_NAME}(?:, \d+)?, (?:whom|who|that) (?P<body>[\w’' -]{{3,40}}?) had (?:\w+ly )?{_NAMED} as {_AS}"
        r"[^,.;:“”]{0,40}, (?:(?:is|was) (?:not|no longer) a suspect"
        r"|had nothing (?:whatever )?to do with [^,.;:“”]{1,40}"
        r"|was not involved),? (?P<says>[\w’' -]{3,40}?) (?:said|admitted|acknowledged|conceded|confirmed)\b",
        rf"{_NAME}(?:, \d+)?, (?:whom|who|that) (?P<body>[\w’' -]{{3,40}}?) had (?:\w+ly )?{_NAMED} as {_AS}"
        r"[^,.;:“”]{0,40}, (?:was|has been) cleared by (?P<says>(?:the )?[\w’'-]+)",
    )
)
# A name is also taken down for the sake of a child, or by order of a court: nobody says by that that it was wrong.
_ERROR = re.compile(
    r"\b(?:not (?:a|the) (?:suspect|\w+man|driver|attacker)|no longer a suspect|nothing to do with|wrong|wrongly"
    r"|mistake\w*|error|in error|innocent|cleared|not involved|elsewhere|had been (?:at work|at home|abroad)"
    r"|regret\w*|apologi[sz]\w+|sorry)\b",
    re.IGNORECASE,
)
# The next sentence may say that it was an error.
_NEXT = 200
# "Saying that it was Emil Rabe" tells who it was instead.
_INSTEAD = re.compile(r"\b(?:was|is|be|named|identified|as|by|with|arrested) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a report says that a body named somebody as something, and which of its statements does."""

    report: str
    at: Span
    sentence: Span
    body: str
    role: str
    name: str


def without_wrongly_named(
    statements: Sequence[Statement], reports: Mapping[str, Report], notes: Sequence[ReportNotes], roles: Roles
) -> list[Statement]:
    """Return the statements, with those that take back whom a body had named, each in the words in which it was told.

    What names him in other words is told in those of the first, so that all of it is one claim.
    """
    found = list(statements)
    clearing = [c for n in notes for c in _clearing(reports[n.report], n)]
    naming = [x for n in notes for x in _naming(reports[n.report], n)] if clearing else []
    for cleared in clearing:
        meant = _meant(cleared, naming, reports, roles)
        told = {id(s): s for x in meant for s in [_statement(found, x)] if s is not None}
        if not told:
            continue
        first = next(iter(told.values()))
        found = [replace(s, words=first.words) if id(s) in told else s for s in found]
        report, sentence = reports[cleared.report], cleared.sentence
        found = [s for s in found if s.report != report.id or not s.span.overlaps(cleared.at) or s.sentence != sentence]
        body = next((x.body for x in meant if x.body == cleared.body.lower()), cleared.body)
        taken = taken_back(first, report, sentence, cleared.at, (body,))
        found.append(replace(taken, report=report.id, kind="utterance", said=None, attribution=None))
    return found


def _clearing(report: Report, notes: ReportNotes) -> Iterator[_Named]:
    """Yield where a body takes back that it had named somebody; the name is empty where it is not said again."""
    for sentence in notes.sentences:
        for number, pattern in enumerate(_TAKEN_BACK if _may_clear(sentence.of(report.text)) else ()):
            found = pattern.match(report.text, sentence.start, sentence.end)
            if found is None or (number == 0 and not _ERROR.search(report.text, found.end(), sentence.end + _NEXT)):
                continue
            named = found.groupdict()
            if named.get("says") and not speaks_for([_bare(named["says"])], _bare(named["body"]), {}):
                continue  # his lawyer says so, and not who had named him
            yield _of(report, sentence, found)
            break


@lru_cache(maxsize=8192)  # a story has hundreds of copies of one sentence
def _may_clear(words: str) -> bool:
    return any(pattern.match(words) for pattern in _TAKEN_BACK)


def _naming(report: Report, notes: ReportNotes) -> Iterator[_Named]:
    for sentence in notes.sentences:
        for pattern in _IDENTIFIES:
            found = pattern.match(report.text, sentence.start)
            if found is not None:
                yield _of(report, sentence, found)
                break


def _of(report: Report, sentence: Span, found: re.Match[str]) -> _Named:
    named, body = found.groupdict(), _bare(found["body"])
    if re.search(rf"(?<![.!?] )\b{re.escape(body[:1].lower() + body[1:])}\b", report.text):
        body = body[:1].lower() + body[1:]  # "Police" at the head of a sentence
    return _Named(report.id, Span(*found.span()), sentence, body, named["role"].lower(), named.get("name") or "")


def _bare(body: str) -> str:
    """Return a body's name without its article."""
    return re.sub(r"^(?:the|an?) ", "", body.strip(), flags=re.IGNORECASE)


def _meant(cleared: _Named, naming: Sequence[_Named], reports: Mapping[str, Report], roles: Roles) -> list[_Named]:
    """Return where the one who is cleared was named by who clears him, if nobody else was named as the same by it."""
    same = [x for x in naming if x.role == cleared.role and speaks_for([x.body], cleared.body, roles)]
    names = {folded(x.name.split()[-1]) for x in same}
    if len(names) != 1 or (cleared.name and folded(cleared.name.split()[-1]) not in names):
        return []
    if any(not _is_before(x, cleared, reports) for x in same):
        return []  # named after that, or nobody knows when: it may be somebody new
    return same


def _is_before(named: _Named, cleared: _Named, reports: Mapping[str, Report]) -> bool:
    """Say whether somebody was named on a day before he is cleared, or is the one whom that sentence clears."""
    if named.report == cleared.report:
        return named.at.end <= cleared.at.start
    told, now = reports[named.report].published, reports[cleared.report].published
    if told and now and told[:10] != now[:10]:
        return told < now
    text = cleared.sentence.of(reports[cleared.report].text)
    at = text.find(named.name)
    return named.name.split()[-1:] == cleared.name.split()[-1:] or (at >= 0 and not _INSTEAD.search(text[:at]))


def _statement(statements: Sequence[Statement], named: _Named) -> Statement | None:
    """Return the statement that has the name of who was named."""
    at = named.at.end - 1
    holding = [s for s in statements if s.report == named.report and s.span.overlaps(named.at) and named.name in s.text]
    holding = [s for s in holding if s.stance in {"states", "hedges"} and not s.wished]
    return min(
        holding, key=lambda s: (not s.span.start <= at < s.span.end, s.part, s.span.end - s.span.start), default=None
    )
