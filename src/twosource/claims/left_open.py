"""Groups of statements come in; what a report of a later day tells goes out apart from what was open before.

"The administrator has yet to say which branches will reopen" and, a day later, "the administrator will close 48 of the
branches" have most of their words in common. The second answers the first, and is no report that it is still open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from twosource.claims.no_news import NO_MENTION
from twosource.claims.statements import Statement
from twosource.model import Report

_OPEN = re.compile(
    r"\b(?:yet|still) to \w+|\bnot yet\b|\bstill (?:no|not|un\w+|looking|searching|waiting)\b"
    r"|\b(?:un|not )(?:clear|known|certain)\b"
    r"|n[’']t yet\b|\b(?:declin|refus|fail)\w+ to (?:say|comment|name|disclose)\b|\bwould not say\b",
    re.IGNORECASE,
)

# That nobody knows it: "nobody has been able to say who had the key", "it was not clear whether it was shut".
_ASKED = r"(?:who(?:se|m)?|what|which|whether|if|when|where|why|how)\b"
_IGNORANT = re.compile(
    r"\b(?:nobody|no[ -]?one|none(?: of (?:the |them|us|its |his |her |their )[a-z]*)?)"
    r"(?: (?:here|there|yet|else|so far|has|have|had|been|is|was|will|would|could|can|able|to)){0,5}"
    rf" (?:say|said|tell|told|know|knows|knew|known|explain|explained|understand|understood) {_ASKED}"
    rf"|\b(?:un|not )(?:(?:immediately|yet|at once|publicly) )?(?:known|clear|certain) {_ASKED}",
    re.IGNORECASE,
)

# In whatever other words a thing may be said to be open.
_MAYBE_OPEN = re.compile(
    r"\b(?:un(?:known|clear|certain|sure|able|explained|solved|answered)|anyone[’']s guess|myster\w+|no idea|doubt\w*"
    r"|question\w*|(?:not|cannot|n[’']t|never|no|nobody|none|nothing|without|whether|yet)\b.{0,40}?\b(?:know\w*|sa[iy]\w*|tell|told|clear"
    r"|certain|establish\w*|determine\w*|confirm\w*|explain\w*|answer\w*|decide\w*|sign|trace|word|mention\w*))",
    re.IGNORECASE,
)


def tell_what_is_not_known(a: Statement, b: Statement) -> bool:
    """Say whether one of two says that nobody knows or mentions what the other tells: "nobody can say who flew it".

    Ignorance is no telling of what it is about, nor of its denial ("none of ours flew it").
    """
    return any(_is_ignorance(x.text) and not _may_be_open(y.text) for x, y in ((a, b), (b, a)))


@lru_cache(maxsize=8192)
def _is_ignorance(text: str) -> bool:
    """Say whether a text says that a thing is not known or not mentioned.

    >>> _is_ignorance("Nobody has been able to say who had the key"), _is_ignorance("Nobody had the key")
    (True, False)
    >>> _is_ignorance("It was not known whether the lock was shut"), _is_ignorance("The lock is not known to leak")
    (True, False)
    """
    return _IGNORANT.search(text) is not None or NO_MENTION.search(text) is not None


@lru_cache(maxsize=8192)
def _may_be_open(text: str) -> bool:
    return _is_ignorance(text) or _MAYBE_OPEN.search(text) is not None or _OPEN.search(text) is not None


def apart_from_open(groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]) -> list[list[Statement]]:
    """Return the groups, in text order, each that says that a thing is open without what was told on a later day."""
    order = {report: n for n, report in enumerate(reports)}
    found: list[list[Statement]] = []
    for group in groups:
        asked = [s for s in group if _is_open(s, reports[s.report].text)]
        days = [_day(s, reports) for s in asked]
        later = [s for s in group if days and all(days) and s not in asked and _day(s, reports) > max(days)]
        found += [part for part in ([s for s in group if s not in later], later) if part]
    return sorted(found, key=lambda group: (order[group[0].report], group[0].span))


def _is_open(statement: Statement, text: str) -> bool:
    """Say whether a statement, or what stands before it in its sentence, says that something is not known or done."""
    return _leaves_open(text[statement.sentence.start : statement.span.end])


@lru_cache(maxsize=8192)  # a story has hundreds of copies of one sentence
def _leaves_open(words: str) -> bool:
    return _OPEN.search(words) is not None


def _day(statement: Statement, reports: Mapping[str, Report]) -> str:
    report = reports[statement.report]
    return (report.published or "")[:10] if report.published_from != "other reports" else ""
