"""The statements of a report come in; a vote that one calls unanimous goes out against who tells of votes against.

"Three directors voted against the sale, minutes show. The yard had said that the vote was unanimous": no number, no
name and no "not" of the one stands in the other. That both are of one vote is known where the one stands right behind
the other; of two votes further apart it is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import tell
from twosource.claims.toll import readings_of
from twosource.model import Claim, Conflict, Reading, Report

_UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b", re.IGNORECASE)
_MANY = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_AGAINST = re.compile(
    rf"\b(?:one|{_MANY})\b[^.;]{{0,60}}? (?:voted against|dissented|abstained)\b"
    rf"|\b(?:split|divided|by) {_MANY}(?: votes?)? (?:to|against) (?:one|{_MANY})\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:not|no|none|nobody|never|almost|nearly|if|would|could|may|might)\b|n[’']t\b", re.IGNORECASE)


def find_split_votes(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Return a contradiction for each vote that is called unanimous beside one who tells who voted against."""
    told: dict[str, list[tuple[int, Statement]]] = defaultdict(list)
    for n, group in enumerate(groups):
        for s in group if claims[n].standing != WITHDRAWN else ():
            if _is_of_vote(s.text):
                told[s.report].append((n, s))
    found: dict[tuple[int, int], Conflict] = {}
    for report in sorted(told):
        text = reports[report].text
        for (n, a), (m, b) in combinations(told[report], 2):
            if n != m and _differ(a, b):
                words = f"Accounts that differ: {tell(a, text)} Against: {tell(b, text)}"
                readings = (*_readings(claims[n], a), *_readings(claims[m], b))
                found.setdefault((n, m), Conflict("contradiction", claims[n].id, readings, words))
    return list(found.values())


@lru_cache(maxsize=8192)
def _is_of_vote(text: str) -> bool:
    """Say whether a text says that all, or not all, were for something.

    >>> _is_of_vote("Three voted against it"), _is_of_vote("The board met")
    (True, False)
    """
    return _UNANIMOUS.search(text) is not None or _AGAINST.search(text) is not None


def _differ(a: Statement, b: Statement) -> bool:
    """Say whether one says that all were for it, and the other, right beside it and on another's word, that not all."""
    first, second = sorted((a, b), key=lambda s: s.sentence.start)
    if not 0 <= second.sentence.start - first.sentence.end <= NEXT_SENTENCE:
        return False
    whole, split = (a, b) if _UNANIMOUS.search(a.text) else (b, a)
    if not _UNANIMOUS.search(whole.text) or not _AGAINST.search(split.text) or _UNANIMOUS.search(split.text):
        return False
    if any(s.stance not in {"states", "hedges"} or s.supposed or _NONE.search(s.text) for s in (a, b)):
        return False
    return bool(whole.speakers) and not set(whole.speakers) & set(split.speakers)


def _readings(claim: Claim, statement: Statement) -> tuple[Reading, ...]:
    return readings_of(claim, statement.figure) if statement.figure else claim.readings
