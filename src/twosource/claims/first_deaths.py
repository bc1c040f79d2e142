"""The claims of a story come in; the first death goes out as what replaced the count of nobody killed of a day before.

"No one was killed", and a day later "she died in hospital, the first death from the fire": the second gives no number,
and yet is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.claims.final_counts import published_on
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import one_after_another, sentence
from twosource.claims.toll import HEAD
from twosource.model import Claim, Conflict, Report

# "The first death from the leak", "became the first person to die in the outbreak"; "the first death since 2019" is of
# another count.
_FIRST = re.compile(
    r"\bthe (?:blaze|storm|quake|leak|outbreak|crash|fire|flood)[’']s first (?:death|fatality)\b"
    r"|\b(?:the )?first (?:confirmed |known |reported )?(?:death|fatality|(?:person|victim|patient) to die)"
    r"(?=[.,;”\"]|$| (?:from|in|of|caused by|linked to|blamed on) (?:the|this|[A-Z][a-z]+day[’']s)\b)",
    re.IGNORECASE,
)
_OF_ANOTHER_COUNT = re.compile(
    r"\bsince\b|\bin (?:\w+ )?(?:years|decades|months)\b|\b(?:this|of the) (?:year|month|season)\b", re.IGNORECASE
)


def find_first_deaths(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Return a supersession for the first death of a story that counted nobody killed on a day before."""
    standing = [n for n, claim in enumerate(claims) if claim.standing != WITHDRAWN]
    none = [(n, s) for n in standing for s in groups[n] if _counts_nobody(s)]
    for m in standing:
        first = next((s for s in groups[m] if _is_first_death(s, reports[s.report].text)), None)
        if first is None:
            continue
        before = [
            (claims[n].weight, -n)
            for n, s in none
            if n != m and "" < published_on(s, reports) < published_on(first, reports)
        ]
        if before:
            n = -max(before)[1]
            words = one_after_another(sentence(claims[k].text) for k in (n, m))
            return [Conflict("supersession", claims[m].id, claims[n].readings + claims[m].readings, words)]
    return []


def _counts_nobody(statement: Statement) -> bool:
    """Say whether a report says at its head that nobody was killed, wherever that was."""
    figure = statement.figure
    if figure is None or figure.high != 0 or figure.what != "killed" or statement.supposed or statement.background:
        return False
    return statement.span.start <= HEAD and statement.stance in {"states", "hedges"}


def _is_first_death(statement: Statement, text: str) -> bool:
    told = statement.sentence.of(text)
    if statement.supposed or statement.background or statement.negated or statement.stance != "states":
        return False
    return bool(_FIRST.search(statement.text)) and not _OF_ANOTHER_COUNT.search(told)
