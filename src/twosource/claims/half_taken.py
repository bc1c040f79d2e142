"""The statements of a story come in; of two things that somebody said there were not, the one he takes back goes out.

"There was no such letter and no such parcel", a clerk says, and a day later that she no longer stands by her statement
that there was no parcel on Monday: the parcel is taken back, and the letter she still denies. A withdrawal of the whole
would take both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.claims.reach import corrects_itself, is_told_before
from twosource.claims.said_before import is_by
from twosource.claims.statements import Statement
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


def with_halves_taken(statements: Sequence[Statement], reports: Mapping[str, Report], roles: Roles) -> list[Statement]:
    """Return the statements; where somebody had denied two things and takes one back, he had said them one by one."""
    made = list(statements)
    for taken in statements:
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
