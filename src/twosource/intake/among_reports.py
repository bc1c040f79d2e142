"""A story's reports come in; those that name a house in a way that only the others make plain come out with it.

No list knows every agency. "With material from Quaywire", a byline "By our staff and Quaywire" or a last line that is
its name credit one if another report of the event has "(Quaywire)" in its dateline; a line above a date is an outlet's
if another report is that outlet's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain

from twosource.intake.credit import (
    bracketed_credit,
    byline_credit,
    contribution,
    credit_line,
    folded,
    leaves_open,
    sign_off,
    told_by_agency,
)
from twosource.intake.outlet_line import outlet_line
from twosource.intake.paragraphs import find_paragraphs
from twosource.model import Report

# Closing notes stand among the last paragraphs.
_CLOSING = 4
# A byline stands among the first.
_OPENING = 6
# A paragraph of the story ends a sentence, perhaps with a note in brackets behind it.
_ENDED = re.compile(r"[.”](?:\s+\([^()]{2,60}\)\.?)?\s*$")
# A name as datelines print it, and no note: "Quaywire", "Northern Wires".
_NAME = re.compile(r"[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,3}")


def name_houses(reports: Sequence[Report]) -> list[Report]:
    r"""Return the reports of one story; those without an outlet or a printed credit with what the others let them tell.

    >>> dateline = Report("a", "LODEV (Quaywire) - The dam held.", "", credit_printed="Quaywire")
    >>> note = Report("b", "The dam at Lodev held.\n\nWith material from Quaywire", "")
    >>> [r.credit_printed for r in name_houses([dateline, note])]
    ['Quaywire', 'With material from Quaywire']
    """
    agencies = {folded(name) for r in reports if (name := _new_agency(r))}
    known = agencies | {folded(r.outlet) for r in reports if r.outlet}
    if not known or len(reports) < 2:
        return list(reports)
    # Paragraphs cost time, and a desk weighs a story again with each report that comes to it.
    return [r if r.outlet and not (agencies and _is_open(r)) else _named(r, agencies, known) for r in reports]


def _is_open(report: Report) -> bool:
    """Say whether a report may owe its copy to an agency that its credit, if it has one, does not name."""
    return report.credit_printed is None or leaves_open(report.credit_printed)


def _named(report: Report, agencies: Collection[str], known: Collection[str]) -> Report:
    paragraphs = find_paragraphs(report.text)
    outlet, credit = report.outlet, report.credit_printed
    if outlet is None and (line := outlet_line(report.text, paragraphs, known)):
        outlet = line.of(report.text)
    if _is_open(report):
        others = {name for name in agencies if name != folded(outlet or "")}
        notes = (contribution(p.of(report.text), others) for p in reversed(paragraphs[1:][-_CLOSING:]))
        bylines = (byline_credit(p.of(report.text), others) for p in paragraphs[1:_OPENING])
        ends = (sign_off(p.of(report.text), others) for p in paragraphs[1:][-1:])
        # Where the lead is the agency's, so is the rest; further down a text of its own may name the agency once.
        leads = [p.of(report.text) for p in paragraphs[:_OPENING] if _ENDED.search(p.of(report.text))]
        brackets = (
            bracketed_credit(p, others) for p in (*(p.of(report.text) for p in paragraphs[1:][-1:]), *leads[:1])
        )
        told = (told_by_agency(words, others) for words in leads[:1])
        credit = next(filter(None, chain(notes, bylines, ends, brackets, told)), credit) if others else credit
    return replace(report, outlet=outlet, credit_printed=credit)


def _new_agency(report: Report) -> str | None:
    """Return the name in a report's dateline that no list of agencies knows, or None."""
    printed = report.credit_printed
    return printed if printed and _NAME.fullmatch(printed) and not credit_line(printed) else None
