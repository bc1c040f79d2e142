"""A count that somebody says was too low goes out as taken back, with what it left out as no count of its own.

"Dorn said her first count of five had left out two who died on the way": the five is put right by who gave it, and the
two are in no toll: they are what was missing from hers. So it is with "the 40 cases announced on 3 May should have been
32": the sentence gives 32, and by itself would bear out the 40.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.claims.put_right import numbered, place_of
from twosource.claims.said_at_first import may_be_same
from twosource.claims.statements import Statement, as_part
from twosource.language.figure_numerals import read_numeral
from twosource.language.notes import ReportNotes
from twosource.model import Report, Span

_OLD = r"(?:first|earlier|initial|previous|original|own)"
_LEFT_OUT = re.compile(
    rf"(?:his|her|its|their) {_OLD} (?:count|figure|toll|tally|total|number) of (?P<old>[\w,.-]+)(?: [a-z]+)?"
    r" (?:had |has )?(?:left out|missed|omitted|overlooked|not included|did not include|failed to include) ",
    re.IGNORECASE,
)


_GAVE = r"(?:announced|reported|given|gave|published|listed|stated|counted|recorded|issued|released|confirmed|put out)"
# "The 40 cases announced on 3 May should have been 32", "the 40 cases it reported earlier should have been 32".
_SHOULD_HAVE = re.compile(
    r"(?:the )?(?P<old>[\w,.-]+) [\w’'-]+(?: [\w’'-]+){0,2}?"
    r" (?:(?:that |which )?(?P<who>it|he|she|they|we|(?:the |its )?[\w’'-]+(?: [\w’'-]+){0,2}?) (?:had )?)??"
    rf"{_GAVE}\b(?: by (?P<by>[^,;:.“”]{{2,40}}?))?"
    r"(?: (?:on|in|earlier|at|last|yesterday|first|before)\b[^,;:“”]{0,30}?)?"
    r" should have (?:been|read|said) (?=\w)",
    re.IGNORECASE,
)
_HIMSELF = {"it", "he", "she", "they", "we"}


def mark_should_have_been(report: Report, notes: ReportNotes, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, a count that "should have been" another as taken back by who gave it, else as denied."""
    made = list(statements)
    for whole in statements if " should have " in report.text else ():
        found = _SHOULD_HAVE.match(report.text, whole.span.start, whole.span.end)
        if found is None or not whole.speakers or whole.part or whole.figure is None:
            continue
        old, new = (read_numeral(report.text, at) for at in (found.start("old"), found.end()))
        if old is None or new is None or isinstance(old.value, tuple) or isinstance(new.value, tuple):
            continue
        if not whole.figure.span.overlaps(Span(old.start, old.end)) or old.value == new.value:
            continue
        given = found["by"] or found["who"]
        his = given is None or given.lower() in _HIMSELF or may_be_same((given,), whole.speakers)
        gone = as_part(report.text, notes.words, whole, whole.figure)
        now = as_part(report.text, notes.words, whole, numbered(whole.figure, new))
        torn = [s for s in made if s.sentence == whole.sentence and _is_torn(s, found, whole.span.end)]
        made = [s for s in made if s is not whole and s not in torn]
        made += [now, replace(gone, stance="withdraws" if his else "denies", negated=False)]
    return sorted(made, key=place_of)


def _is_torn(statement: Statement, found: re.Match[str], end: int) -> bool:
    """Say whether a statement stands amid what is put right, or tells no more than why: "because two were twice in"."""
    inside = found.start() <= statement.span.start and statement.span.end <= end
    return inside or statement.text.lower().startswith("because ")


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
