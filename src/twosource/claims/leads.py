"""The claims of a story come in; a lead that has shrunk or grown goes out as what replaced the lead before it.

"Moll was ahead of Ferrand by 410 votes", "Moll's lead over Ferrand had shrunk to 96 votes": the two share a name and
what is counted, and no verb. Whose lead it is both say, and the second says that it was another before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from twosource.claims.amounts import amount_of
from twosource.claims.final_counts import published_on
from twosource.claims.numbers import numbers_in
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import one_after_another, sentence
from twosource.model import Claim, Conflict, Report

_N = (
    r"(?:just |only |about |around |some |roughly )?(?P<number>\d[\d,.]{0,12})"
    r" (?P<unit>votes|points|percentage points|seats)\b"
)
_LEADS = ("lead", "led ", "ahead", "margin", "advantage")
_BETWEEN = r"[^.;:“”\"]{1,80}?"
# "Moll's lead over Ferrand had shrunk to 96 votes".
_CHANGED = re.compile(
    r"(?P<who>[A-Z][\w’'-]{1,30}?)[’']s (?:lead|margin|advantage)(?: over [^.;:“”\"]{1,50}?)?"
    r"(?: (?:has|had|have|now|since)){0,3} (?:(?P<more>grown|grew|risen|rose|widened|increased|stretched)"
    rf"|shrunk|shrank|narrowed|fallen|fell|dropped|slipped|dwindled|been cut|was cut) to {_N}"
)
# "Moll was ahead of Ferrand by 410 votes", "Moll 410 votes ahead", "Moll led by 410 votes".
_AHEAD = tuple(
    re.compile(rf"(?P<who>[A-Z][\w’'-]{{1,30}}) (?:(?:is|was|stood|had been|has been) )?{told}")
    for told in (
        rf"ahead (?:of {_BETWEEN} )?by {_N}",
        rf"(?:by )?{_N} ahead\b",
        rf"(?:led|leads|leading) (?:{_BETWEEN} )?by {_N}",
        rf"(?:had|has|held|holds) a lead (?:over {_BETWEEN} )?of {_N}",
    )
)
# One may be ahead in a part of the country, or in a poll.
_OF_A_PART = re.compile(
    r"\b(?:polls?|pollsters?|surveys?|forecasts?|projections?|in (?:19|20)\d\d|last time)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Lead:
    """Whose lead a statement gives, of how many of what, whether that is more than before, and on which day."""

    claim: int
    who: str
    number: float
    unit: str
    more: bool
    day: str


def find_leads(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> Iterator[Conflict]:
    """Yield a supersession for each lead that is said to have changed, of the last one given on a day before."""
    was, now = [], []
    for n, group in enumerate(groups):
        for s in group if claims[n].standing != WITHDRAWN else ():
            if (
                not any(word in s.text for word in _LEADS)
                or s.part
                or s.supposed
                or s.negated
                or s.background
                or s.stance not in {"states", "hedges"}
            ):
                continue
            found = next((m for pattern in _AHEAD if (m := pattern.search(s.text))), None)
            was += list(_read(n, s, found, reports))
            now += list(_read(n, s, _CHANGED.search(s.text), reports))
    told: set[str] = set()
    for lead in now:
        before = [x for x in was if _is_before(x, lead)]
        if not before:
            continue
        old = max(before, key=lambda x: (x.day, len(claims[x.claim].readings), -x.claim))
        words = one_after_another(sentence(claims[k].text) for k in (old.claim, lead.claim))
        if words not in told:
            told.add(words)
            readings = tuple(dict.fromkeys((*claims[old.claim].readings, *claims[lead.claim].readings)))
            yield Conflict("supersession", claims[lead.claim].id, readings, words)


def _read(
    number: int, statement: Statement, found: re.Match[str] | None, reports: Mapping[str, Report]
) -> Iterator[_Lead]:
    if found is None or _OF_A_PART.search(statement.text):
        return
    amount = amount_of(numbers_in(found["number"])[0][2]) if numbers_in(found["number"]) else None
    if amount is not None:
        more = bool(found.groupdict().get("more"))
        unit = found["unit"].split()[-1]
        yield _Lead(number, found["who"], amount.value, unit, more, published_on(statement, reports))


def _is_before(old: _Lead, new: _Lead) -> bool:
    """Say whether a lead was the same person's on a day before, and the new one lies on the side of it that it says."""
    if old.who != new.who or old.unit != new.unit or old.claim == new.claim or not old.day or old.day >= new.day:
        return False
    return old.number < new.number if new.more else old.number > new.number
