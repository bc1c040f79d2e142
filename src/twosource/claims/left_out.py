"""A count that somebody says was too low goes out as taken back, with what it left out as no count of its own.

"Dorn said her first count of five had left out two who died on the way": the five is put right by who gave it, and the
two are in no toll: they are what was missing from hers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.claims.put_right import numbered, place_of
from twosource.claims.statements import Statement, as_part
from twosource.language.figure_numerals import read_numeral
from twosource.language.notes import ReportNotes
from twosource.model import Report

_OLD = r"(?:first|earlier|initial|previous|original|own)"
_LEFT_OUT = re.compile(
    rf"(?:his|her|its|their) {_OLD} (?:count|figure|toll|tally|total|number) of (?P<old>[\w,.-]+)(?: [a-z]+)?"
    r" (?:had |has )?(?:left out|missed|omitted|overlooked|not included|did not include|failed to include) ",
    re.IGNORECASE,
)


def mark_left_out(report: Report, notes: ReportNotes, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, a count that left some out as taken back, and those as no count."""
    made = list(statements)
    for whole in statements:
        found = _LEFT_OUT.match(report.text, whole.span.start, whole.span.end) if whole.speakers else None
        if found is None or whole.stance not in {"states", "hedges"}:
            continue
        within = [s for s in made if s.sentence == whole.sentence and s.span.start >= found.end()]
        missing = next((s.figure for s in within if s.figure is not None and s.figure.what), None)
        old = read_numeral(report.text, found.start("old"))
        if missing is None or old is None or isinstance(old.value, tuple):
            continue
        made = [s for s in made if s is not whole and not (s in within and s.figure is not None)]
        taken = as_part(report.text, notes.words, whole, replace(numbered(missing, old), noun=None))
        made += [replace(whole, figure=None), replace(taken, stance="withdraws", negated=False)]
    return sorted(made, key=place_of)
