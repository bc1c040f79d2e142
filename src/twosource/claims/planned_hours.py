"""A statement comes in; what is planned to begin, with the hour that somebody names for it, goes out.

"The truce would take effect at midnight", says one side, "from 1 a.m." the other: nobody has rounded anything, for the
hour of a truce, a curfew or a strike is set. Both must name the thing, and that it is still to begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.claims.statements import Statement
from twosource.language.notes import ReportNotes
from twosource.model import Time

# What there is one of at a time, by any of its names.
_THINGS = {
    "truce": re.compile(r"\b(?:the|a|this|that) (?:[\w’'-]+ )?(?:cease-?fire|truce|armistice)\b", re.IGNORECASE),
    "curfew": re.compile(r"\b(?:the|a|this|that) (?:[\w’'-]+ )?curfew\b", re.IGNORECASE),
    "strike": re.compile(r"\b(?:the|a|this|that) (?:(?!air)[\w’'-]+ )?(?:strike|walkout|stoppage)\b", re.IGNORECASE),
}
_TO_COME = r"\b(?:would|will|(?:is|are|was|were) (?:due |set |meant |supposed )?to|due to) "
_BEGINS = re.compile(
    rf"{_TO_COME}(?:take effect|(?:come|go|enter) into (?:force|effect)|begin|start)(?: on [A-Z][a-z]+day)?"
    r" (?:at|from) $"
)
# "The guns are to stay silent from 1 a.m." is a truce by another name.
_GUNS = re.compile(rf"\b[Tt]he (?:guns|weapons) {_TO_COME}(?:stay|fall|go|be|remain) silent (?:at|from) $")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d$")


def planned_hours(statement: Statement, text: str, notes: ReportNotes) -> Iterator[tuple[str, Time]]:
    """Yield the thing that a named source says is still to begin, with the exact hour."""
    if statement.stance != "states" or statement.background or statement.part or not statement.speakers:
        return
    for time in notes.times:
        inside = statement.span.start <= time.span.start < statement.span.end
        if not inside or time.rule == "spoken_clock" or not _CLOCK.match(time.value):
            continue
        led = text[statement.span.start : time.span.start]
        thing = "truce" if _GUNS.search(led) else next((n for n, named in _THINGS.items() if named.match(led)), "")
        if thing and (_GUNS.search(led) or _BEGINS.search(led)):
            yield thing, time
