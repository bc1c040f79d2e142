"""A time in a clause comes in; whether it is the day of another thing than the clause tells goes out.

"Closed until 29 March" and "stay beyond Friday" end that day, "her statement of Monday" was made on it, a match called
off or only hoped for will not be played on it: none of them is something that happened then.
"""

from __future__ import annotations

import re

from twosource.language.clauses import Clause
from twosource.lexicon import load
from twosource.model import Attribution, Time

_UNTIL = re.compile(
    r"\b(?:(?:un)?til|beyond)(?: at least| late| early| the (?:end|morning|evening) of"
    r"| (?:noon|midnight|\d\d?(?:[.:]\d\d)?(?: ?[ap]\.?m\.?| o['’]clock)?)(?: on)?)?\s*$",
    re.IGNORECASE,
)
# "Will not reopen until Friday" begins then.
_ONLY_THEN = re.compile(r"\b(?:not|never|cannot|no\b[^.;]*\bwill)\b|n[’']t\b", re.IGNORECASE)
_STATEMENT_OF = re.compile(
    r"\b(?:statement|announcement|report|claim|account|allegation|remark|comment|letter|version|story|article|denial"
    r"|figure|estimate|forecast|warning|promise|decision|order|ruling|offer|proposal)s? of\s+$",
    re.IGNORECASE,
)
_LIMITING = frozenset(("since", "until", "till"))
# "In our report on Tuesday we gave another name": the day of what was printed.
_OF_PRINT = re.compile(
    r"\b(?:our|an earlier|a previous|the same)(?: \w+){0,2} (?:report|article|story|bulletin|edition|piece)"
    r" (?:(?:published|printed|broadcast) )?(?:on |of |from )?$",
    re.IGNORECASE,
)
# "Is open until 8 p.m. this week" tells readers when to come.
_OPEN_UNTIL = re.compile(
    r"\b(?:open|staffed|manned|available)\b[^,.;:]{0,30}\b(?:(?:un)?til|between|to) (?:\d|noon|midnight)"
)
_COUNTS = frozenset(("number", "toll", "count", "total", "tally", "figure", "list"))
_HAD = re.compile(r"\b(?:had|’d|'d)\b", re.IGNORECASE)
_HOPES = re.compile(r"\b(?:hop|want|aim|wish|aspir|striv)\w*\b", re.IGNORECASE)


def is_of_another(before: str, clause: Clause | None) -> bool:
    """Say whether the words before a time make it an end ("until"), or the day of a statement.

    The limit of what is so is told of ("the permit is good until May"), and what waits for a day happens on it.

    >>> is_of_another("The line is to stay shut until ", None), is_of_another("It will not open until ", None)
    (True, False)
    >>> is_of_another("She took back her letter of ", None), is_of_another("It sank on the evening of ", None)
    (True, False)
    """
    if _STATEMENT_OF.search(before) or _OF_PRINT.search(before):
        return True
    lasts = clause is not None and clause.predicate == "be"
    return _UNTIL.search(before) is not None and not _ONLY_THEN.search(before) and not lasts


def is_of_subject(text: str, time: Time, clause: Clause | None, whole: Clause | None) -> bool:
    """Say whether a time only tells whom or what a clause is about: it is no day of what is said of them.

    "A man *whom the guard listed as dead on Tuesday* is alive", "the number of people killed in *Tuesday's fire* has
    risen to 11". `whole` is the clause whose day is asked for, `clause` the innermost around the time.
    """
    if whole is None or time.span.end > whole.head.start:
        return False
    inside = clause is not None and clause != whole
    if whole.subject in _COUNTS:
        return inside or text.startswith(("'s", "’s"), time.span.end)
    state = whole.predicate == "be" and whole.tense == "present"
    return state and inside and clause is not None and clause.kind == "relative" and clause.tense == "past"


def is_opening_hour(text: str, clause: Clause | None) -> bool:
    """Say whether a clause tells until what hour something is open."""
    return clause is not None and clause.tense == "present" and _OPEN_UNTIL.search(clause.span.of(text)) is not None


def will_not_be(text: str, time: Time, clause: Clause | None, said: Attribution | None) -> bool:
    """Say whether what has a day to come was put off, or is only hoped for: nothing is known to happen on it."""
    if said is not None and said.kind == "indirect" and any(_HOPES.search(c.of(text)) for c in said.cue):
        return True
    if clause is None or time.span.end > clause.head.start:
        return False  # "would be called off on Monday" tells when
    off = clause.predicate.split(" ")[0] in {"call", "put"} and text.startswith(" off", clause.head.end)
    return off or clause.predicate in load("times")["ahead"]["put_off"]


def is_limit(text: str, clause: Clause) -> bool:
    """Say whether a clause tells only from when, or up to when, what another clause tells was so."""
    word = clause.span.of(text).split(maxsplit=1)[:1] or [""]
    before = text[max(0, clause.span.start - len(" since ")) : clause.span.start].split()[-1:]
    return not _LIMITING.isdisjoint(w.lower() for w in (*word, *before))


def is_of_another_night(text: str, time: Time, clause: Clause | None, plain: bool) -> bool:
    """Say whether "overnight" is the night before what the report tells of, and not the one before it was printed.

    So where somebody "had parked a lorry there overnight"; "police said that two had been held overnight" puts into the
    past what was said of last night. `plain` says that no such word stands before it.
    """
    if time.rule != "overnight" and time.span.of(text).lower() != "overnight":
        return False
    return plain and clause is not None and _HAD.search(text, clause.span.start, time.span.start) is not None
