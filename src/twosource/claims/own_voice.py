"""A unit of a report comes in; it goes out in the newsroom's own voice where its speaker is the newsroom itself.

"The Mail understands that …" in the Mail is no source beside the Mail. Where the sentence says who printed it first
("…, as the Ledger first reported"), the words are that paper's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from twosource.claims.units import Unit
from twosource.model import Attribution, Report

# What a newsroom says of its own work; "reported", "said" and "accepts" may be of an earlier day, or take it back.
_OWN_WORK = re.compile(
    r"(?:(?:has|have) (?:\w+ )?)?(?:learn(?:ed|t)|understands?|established)"
    r"|can (?:\w+ )?(?:confirm|reveal|report|disclose)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:was |were )?(?:first|originally|earlier)\b|\bfirst\b", re.IGNORECASE)
_OWN_REPORT = re.compile(
    r"(?:its|our) (?:[\w’'-]+ ){0,3}?(?:reports?|reporting|article|story|account|coverage|edition|website)\b.{0,40}",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"(?:this|our) (?:newspaper|paper|magazine|broadcaster|programme|website|station|channel)|we", re.I
)


def in_own_voice(report: Report, unit: Unit, attributions: Iterable[Attribution]) -> Unit:
    """Return a unit that the newsroom gives to itself as its own words, or as those of whoever printed them first."""
    said = unit.attribution
    if said is not None and _is_of_own_report(report, unit, said):
        return replace(unit, attribution=None)
    if said is None or said.kind != "indirect" or not _is_own_work(report, said):
        return unit
    first = next((a for a in attributions if a.id == said.via), None)
    if first is not None and first.speakers and any(_FIRST.search(c.of(report.text)) for c in first.cue):
        return replace(unit, attribution=first)
    doubted = any("understand" in c.of(report.text).lower() for c in said.cue)
    clause = replace(unit.clause, said=None) if unit.clause and doubted else unit.clause
    return replace(unit, attribution=None, clause=clause)


def _is_of_own_report(report: Report, unit: Unit, said: Attribution) -> bool:
    """Say whether a paper tells what it did in print: "*The Mail* got two things wrong *in its report* on Friday"."""
    if said.kind != "indirect" or unit.clause is None or not said.source:
        return False
    if not all(_OWN_REPORT.fullmatch(s.of(report.text)) for s in said.source):
        return False
    subject = report.text[unit.span.start : unit.clause.head.start].strip()
    return subject.lower() == "we" or is_own_name(subject, report.outlet or "")


def _is_own_work(report: Report, said: Attribution) -> bool:
    if not any(_OWN_WORK.fullmatch(c.of(report.text).strip()) for c in said.cue):
        return False
    sources = [s.of(report.text) for s in said.source]
    return bool(sources) and all(_ITSELF.fullmatch(s) or is_own_name(s, report.outlet or "") for s in sources)


def is_own_name(name: str, outlet: str) -> bool:
    """Say whether a name is an outlet's, in full or in short.

    >>> is_own_name("the Mail", "The Capital Mail"), is_own_name("VBC", "VBC News"), is_own_name("Orlow", "Orlow Mail")
    (True, True, False)
    """
    called, full = (words.casefold().removeprefix("the ").split() for words in (name, outlet))
    if not called or not full:
        return False
    rest = full[len(called) :]
    return full[-len(called) :] == called or (
        full[: len(called)] == called and bool(rest) and set(rest) <= {"news", "tv"}
    )
