"""A time in a clause comes in; whether it is the day of another thing than the clause tells goes out.

"Closed until 29 March" ends that day, "her statement of Monday" was made on it, a match called off or only hoped for
will not be played on it: none of them is something that happened then.
"""

from __future__ import annotations

import re

from twosource.language.clauses import Clause
from twosource.lexicon import load
from twosource.model import Attribution, Time

_UNTIL = re.compile(
    r"\b(?:un)?til(?: at least| late| early| the (?:end|morning|evening) of| noon on)?\s*$", re.IGNORECASE
)
# "Will not reopen until Friday" begins then.
_ONLY_THEN = re.compile(r"\b(?:not|never|cannot|no\b[^.;]*\bwill)\b|n[’']t\b", re.IGNORECASE)
_STATEMENT_OF = re.compile(
    r"\b(?:statement|announcement|report|claim|account|allegation|remark|comment|letter|version|story|article|denial"
    r"|figure|estimate|forecast|warning|promise|decision|order|ruling|offer|proposal)s? of\s+$",
    re.IGNORECASE,
)
_HOPES = re.compile(r"\b(?:hop|want|aim|wish|aspir|striv)\w*\b", re.IGNORECASE)


def is_of_another(before: str, clause: Clause | None) -> bool:
    """Say whether the words before a time make it an end ("until"), or the day of a statement.

    The limit of what is so is told of ("the permit is good until May"), and what waits for a day happens on it.

    >>> is_of_another("The line is to stay shut until ", None), is_of_another("It will not open until ", None)
    (True, False)
    >>> is_of_another("She took back her letter of ", None), is_of_another("It sank on the evening of ", None)
    (True, False)
    """
    if _STATEMENT_OF.search(before):
        return True
    lasts = clause is not None and clause.predicate == "be"
    return _UNTIL.search(before) is not None and not _ONLY_THEN.search(before) and not lasts


def will_not_be(text: str, time: Time, clause: Clause | None, said: Attribution | None) -> bool:
    """Say whether what has a day to come was put off, or is only hoped for: nothing is known to happen on it."""
    if said is not None and said.kind == "indirect" and any(_HOPES.search(c.of(text)) for c in said.cue):
        return True
    if clause is None or time.span.end > clause.head.start:
        return False  # "would be called off on Monday" tells when
    off = clause.predicate.split(" ")[0] in {"call", "put"} and text.startswith(" off", clause.head.end)
    return off or clause.predicate in load("times")["ahead"]["put_off"]
