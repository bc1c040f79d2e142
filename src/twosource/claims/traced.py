"""The claims of a story come in; that the missing were found goes out as what replaced the count of them.

"Nine hikers had not been accounted for", and a day later "all who were on the ridge have now been traced", or "the nine
missing have been found alive": the second counts nobody, or counts nine, and yet leaves none missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.claims.final_counts import published_on
from twosource.claims.recounts import told_whole
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import one_after_another, sentence
from twosource.claims.wording import once
from twosource.language.figure_numerals import read_numeral
from twosource.model import Claim, Conflict, Report

_HAVE_BEEN = r"(?:have|has|had|were|was|are|is) (?:(?:all|now|since|been|safely) )*"
# "All those on board have now been traced", "everyone on the ferry has been accounted for".
_ALL_FOUND = re.compile(
    rf"(?:all|everyone|everybody)\b(?: [\w’'-]+){{0,6}}? {_HAVE_BEEN}(?:traced|accounted for)\b", re.IGNORECASE
)
# Of whom and of what this is said as well.
_others = once(
    re.compile(
        r"\b(?:bod(?:y|ies)|remains|victims|suspects?|gunmen|attackers?|prisoners?|inmates|contacts?|cases|weapons?|money"
        r"|funds|ballots?|vehicles|cars|animals)\b",
        re.IGNORECASE,
    )
)
# "The nine missing have been found alive", "the nine missing hikers had been traced".
_MISSING_FOUND = re.compile(
    r"(?:all |the |both )*(?P<many>[\w-]+) (?:people |of the )?(?:who were |still )?missing(?: [a-z’'-]+){0,2}?"
    rf" {_HAVE_BEEN}(?:found|traced|located|accounted for|rescued)\b",
    re.IGNORECASE,
)
# Behind a number: "(four) had not been found", "(nine) hikers have not been heard from".
_NOT_FOUND = re.compile(
    r"[^,;.]{0,40}?\b(?:not (?:yet )?been (?:found|traced|located|accounted for|heard from)|missing|unaccounted for)\b",
    re.IGNORECASE,
)


def find_traced(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Return a supersession for each claim that the missing were found, of the count of them on a day before."""
    found = []
    for m, group in enumerate(groups):
        now = next(((s, many) for s in group if (many := _found(s)) is not None), None)
        if now is None or claims[m].standing == WITHDRAWN:
            continue
        before = [
            (published_on(s, reports), claims[n].weight, -n, s)
            for n, others in enumerate(groups)
            for s in (others if n != m and claims[n].standing != WITHDRAWN else ())
            if _were_missing(s, now[1], reports[s.report].text)
            and "" < published_on(s, reports) < published_on(now[0], reports)
        ]
        if before:
            _, _, k, was = max(before, key=lambda b: b[:3])
            n = -k
            first = sentence(claims[n].text) if was.sound else told_whole(was, reports)
            words = one_after_another((first, sentence(claims[m].text)))
            found.append(Conflict("supersession", claims[m].id, claims[n].readings + claims[m].readings, words))
    return found


def _found(statement: Statement) -> float | None:
    """Return how many are said to have been found, 0 for all whoever they are, or None."""
    if statement.stance not in {"states", "hedges"} or statement.negated or statement.supposed or statement.background:
        return None
    if _others(statement.text):
        return None
    if _ALL_FOUND.match(statement.text):
        return 0.0
    missing = _MISSING_FOUND.match(statement.text)
    if missing is None:
        return None
    numeral = read_numeral(statement.text, missing.start("many"))
    value = numeral.value if numeral is not None else None
    return float(value) if value is not None and not isinstance(value, tuple) else None


def _were_missing(statement: Statement, many: float, text: str) -> bool:
    """Say whether a statement counts people missing: so many, or any number where `many` is 0."""
    figure = statement.figure
    if statement.stance not in {"states", "hedges"} or statement.supposed or statement.background or figure is None:
        return False
    if figure.unit != "people" or _found(statement) is not None or (many and figure.value != many):
        return False
    return figure.what == "missing" or _NOT_FOUND.match(text, figure.span.end, statement.sentence.end) is not None
