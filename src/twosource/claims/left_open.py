"""Groups of statements come in; what a report of a later day tells goes out apart from what was open before.

"The administrator has yet to say which branches will reopen" and, a day later, "the administrator will close 48 of the
branches" have most of their words in common. The second answers the first, and is no report that it is still open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from twosource.claims.statements import Statement
from twosource.model import Report

_OPEN = re.compile(
    r"\b(?:yet|still) to \w+|\bnot yet\b|\bstill (?:no|not|un\w+|looking|searching|waiting)\b"
    r"|\b(?:un|not )(?:clear|known|certain)\b"
    r"|n[’']t yet\b|\b(?:declin|refus|fail)\w+ to (?:say|comment|name|disclose)\b|\bwould not say\b",
    re.IGNORECASE,
)


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
