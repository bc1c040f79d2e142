"""The claims of a story come in; a number that "has risen to" another goes out as what replaced the one before it.

"The number of people in the tents had risen to 2,640 by noon" counts nobody killed or arrested, and shares few words
with "some 1,900 were sleeping in tents". Whom it counts it says itself, behind "the number of", and that it was less
before; so whoever gave a lower number of these, earlier, was right then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.claims.counts import middle
from twosource.claims.final_counts import published_on
from twosource.claims.scope import is_part
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import one_after_another, sentence
from twosource.claims.toll import readings_of
from twosource.claims.withdrawing import TOLLS
from twosource.claims.wording import concepts
from twosource.language.figure_numerals import read_numeral
from twosource.language.gazetteer import singular
from twosource.model import Claim, Conflict, Report

_RISEN = re.compile(
    r"the (?:total )?number of (?P<whom>[^,;:]{3,60}?) (?:(?:has|have|had|now|since|also) )*"
    r"(?:(?P<more>risen|rose|climbed|grown|grew|increased|jumped|swollen)|fallen|fell|dropped|shrunk|shrank) "
    r"(?:(?:sharply|further|slightly) )?to (?:(?:about|around|some|more than|at least|nearly|almost) )*",
    re.IGNORECASE,
)
_RATE = re.compile(r"\b(?:per|rates?|a (?:day|week|month|year)|since (?:19|20)\d\d|last year|a year (?:ago|earlier))\b")
# Who is counted must be called by more than one of these.
_ANYBODY = frozenset(concepts(("people", "person", "those", "man", "woman", "victim", "case", "number", "who")))
# What has risen to more than so many times a number has risen from another.
FAR_APART = 5.0


def find_risen(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Return a supersession for each number that has risen or fallen, of the last one given before it."""
    found = []
    for m, group in enumerate(groups):
        now = next((s for s in group if _number(s, reports) is not None), None)
        if now is None or claims[m].standing == WITHDRAWN:
            continue
        was = [
            (*_when(s, reports), len(claims[n].readings), -n)
            for n, others in enumerate(groups)
            for s in (others if n != m and claims[n].standing != WITHDRAWN else ())
            if _is_before(s, now, reports)
        ]
        if was:
            n = -max(was)[-1]
            words = one_after_another(sentence(claims[k].text) for k in (n, m))
            old = next(s.figure for s in groups[n] if s.figure is not None and _is_before(s, now, reports))
            readings = readings_of(claims[n], old) + claims[m].readings
            found.append(Conflict("supersession", claims[m].id, readings, words))
    return found


def _number(statement: Statement, reports: Mapping[str, Report]) -> tuple[float, bool, frozenset[str]] | None:
    """Return the number that a statement says was reached, whether it is more than before, and whom it counts."""
    if statement.stance not in {"states", "hedges"} or statement.supposed or statement.part or statement.background:
        return None
    if statement.figure is not None and statement.figure.what:
        return None  # what befell them is compared as a toll
    risen = _RISEN.match(statement.text)
    if risen is None or _RATE.search(statement.sentence.of(reports[statement.report].text)):
        return None
    numeral = read_numeral(statement.text, risen.end())
    whom = frozenset(concepts(singular(w.lower()) for w in risen["whom"].split())) - _ANYBODY - {""}
    if numeral is None or numeral.start != risen.end() or isinstance(numeral.value, tuple) or not whom:
        return None
    return float(numeral.value), bool(risen["more"]), whom


def _is_before(statement: Statement, now: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a statement counts, earlier, fewer of these than have been reached, or more than are left."""
    figure, reached = statement.figure, _number(now, reports)
    if figure is None or reached is None or figure.unit != "people" or figure.what in TOLLS or figure.part_of:
        return False
    if statement.stance not in {"states", "hedges"} or statement.supposed or statement.background:
        return False
    number, more, whom = reached
    small, large = sorted((middle(figure), number))
    if (middle(figure) < number) != more or not 0 < small < large <= FAR_APART * small:
        return False
    text = reports[statement.report].text
    if is_part(statement, text) or (now.places and statement.places - now.places):
        return False
    said = {*statement.words, *concepts(singular(w) for w in re.findall(r"[a-z’'-]+", statement.text.lower()))}
    first, then = _when(statement, reports), _when(now, reports)
    return whom <= said and first[0] > "" and first < then and (first[0] < then[0] or bool(first[1]))


def _when(statement: Statement, reports: Mapping[str, Report]) -> tuple[str, str]:
    """Return the day and the hour of a count; the day is its report's."""
    return published_on(statement, reports), min(statement.hours, default="")
