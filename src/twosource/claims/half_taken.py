"""The statements of a story come in; of two things that somebody said there were not, the one he takes back goes out.

"There was no such letter and no such parcel", a clerk says, and a day later that she no longer stands by her statement
that there was no parcel on Monday: the parcel is taken back, and the letter she still denies. A withdrawal of the whole
would take both. So it is with "the guard was in hospital and is thought to have slept", of which the sleep is taken
back: the sentence stands, told with a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.claims.reach import corrects_itself, is_told_before
from twosource.claims.said_before import is_by
from twosource.claims.statements import Statement
from twosource.claims.telling import SINCE_WITHDRAWN, is_noted
from twosource.claims.telling import sentence as as_sentence
from twosource.claims.voices import Roles
from twosource.claims.wording import concept
from twosource.language.gazetteer import singular
from twosource.model import Report, Span

_THERE_WAS = r"there (?:was|were|is|are|had been|has been|have been)"
_NONE = re.compile(rf"{_THERE_WAS} (?:no|never any|not any) (?:such )?(?P<thing>[\w’'-]+)", re.IGNORECASE)
_NEITHER = re.compile(
    rf"\W*(?P<one>{_THERE_WAS} (?:no|never any) (?:such )?(?P<first>[\w’'-]+))"
    r"(?:,? (?:and|or|nor) (?P<two>no (?:such )?(?P<second>[\w’'-]+)))?\W*",
    re.IGNORECASE,
)
# A second thing that one sentence says of somebody begins so.
_SECOND = re.compile(r",? (?:and|but|after|while|because|having) ", re.IGNORECASE)
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|did|does|\w{2,}ed)\b")
_LIGHT = frozenset(("the", "had", "has", "have", "been", "was", "were", "being", "that", "and", "his", "her", "its"))
# Words are known by so many letters; shorter ones of fewer than these are left out.
STEM, SHORTEST = 6, 3


def with_halves_taken(statements: Sequence[Statement], reports: Mapping[str, Report], roles: Roles) -> list[Statement]:
    """Return the statements; where somebody had denied two things and takes one back, he had said them one by one."""
    made = list(statements)
    for taken in statements:
        if taken.stance == "withdraws" and taken.sound and taken.figure is None and not taken.part:
            made = _without_second(made, taken, reports, roles)
        none = _NONE.match(taken.text) if taken.stance == "withdraws" and taken.speakers else None
        if none is None or corrects_itself(taken, reports[taken.report]):
            continue
        thing = _thing(none["thing"])
        for told in [s for s in made if _is_his(s, taken, reports, roles)]:
            found = _NEITHER.fullmatch(told.text)
            at = next((n for n in ("first", "second") if found and found[n] and _thing(found[n]) == thing), None)
            if found is None or at is None:
                continue
            gone, kept = ("one", "two") if at == "first" else ("two", "one")
            parts = [replace(_part(told, found, gone), words=taken.words, subject=taken.subject, negated=taken.negated)]
            if found["two"]:
                left = found["second" if at == "first" else "first"]
                parts.append(replace(_part(told, found, kept), words=(_thing(left),)))
            made = [s for s in made if s is not told] + parts
    return made


def _without_second(
    statements: list[Statement], taken: Statement, reports: Mapping[str, Report], roles: Roles
) -> list[Statement]:
    """Return the statements, those that say a second thing which their speaker takes back told as two."""
    made: list[Statement] = []
    for s in statements:
        his = s.sound and not s.direct and set(taken.words) <= set(s.words) and _is_his(s, taken, reports, roles)
        second = _second(s.text, taken.text) if his and not corrects_itself(taken, reports[taken.report]) else None
        if second is None:
            made.append(s)
            continue
        told = s.said if is_noted(s) else s.text
        note = f"{as_sentence(told or '').rstrip('.')} ({SINCE_WITHDRAWN} {taken.text})"
        span = Span(s.span.start + second.start, s.span.start + second.end)
        part = replace(
            s,
            span=span,
            text=second.of(s.text),
            words=taken.words,
            subject=taken.subject,
            predicate=taken.predicate,
            negated=taken.negated,
            part=True,
            sound=False,
            said=None,
        )
        made += [replace(s, said=note), part]
    return made


def _second(told: str, taken: str) -> Span | None:
    """Return where a sentence tells what is taken back, if that is not the first thing it tells.

    >>> told = "the guard was in hospital and is thought to have slept"
    >>> _second(told, "the guard had slept").of(told), _second(told, "the guard was in hospital")
    ('is thought to have slept', None)
    """
    cuts = list(_SECOND.finditer(told))
    if not cuts or not _VERB.search(told[: cuts[0].start()]):
        return None
    missing = _stems(taken) - _stems(told[: cuts[0].start()])
    ends = [*(cut.start() for cut in cuts[1:]), len(told)]
    pieces = (Span(cut.end(), end) for cut, end in zip(cuts, ends, strict=True))
    return next((piece for piece in pieces if missing and missing <= _stems(piece.of(told))), None)


def _stems(words: str) -> set[str]:
    return {w[:STEM] for w in re.findall(rf"[^\W\d_]{{{SHORTEST},}}", words.lower()) if w not in _LIGHT}


def _thing(word: str) -> str:
    """Return the concept of a thing, one or several."""
    return concept(singular(word.lower()))


def _is_his(statement: Statement, taken: Statement, reports: Mapping[str, Report], roles: Roles) -> bool:
    """Say whether a statement is what whoever takes something back had said before."""
    stands = statement.stance in {"states", "hedges"} and not statement.part and statement.figure is None
    return stands and is_told_before(statement, taken, reports) and is_by(statement, taken, roles)


def _part(told: Statement, found: re.Match[str], half: str) -> Statement:
    """Return one of the things that somebody said there were not."""
    span = Span(told.span.start + found.start(half), told.span.start + found.end(half))
    return replace(told, span=span, text=found[half], part=half == "two", said=None)
