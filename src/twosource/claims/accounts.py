"""The statements of a story come in; two accounts that a report itself calls disputed go out against each other.

"Whether the gate was locked is disputed. The minister said it had been open throughout. Rosa Klement said it was
chained." Open and chained share no word; that the two are of one thing, and cannot both hold, the report says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import tell
from twosource.claims.voices import Roles, are_opposed
from twosource.claims.wording import concept
from twosource.model import Claim, Conflict, Reading, Report, Span

# So many sentences behind the one that says so hold the two accounts.
SENTENCES = 3
# A word of these stands in every such sentence, and in few reports.
_AROUND = 220  # characters, and more than such a sentence has before or behind that word
_MAY_BE = re.compile(r"disput|contest|differ|diverge|conflict|contradict|compet", re.IGNORECASE)
_DISPUTED = re.compile(
    r"(?:But |Yet )?(?:(?:Whether|How|When|Who|Why|What|Where|Which) [^.?;:]{4,120} (?:is|was|are|remains?|remained)"
    r" (?:still |hotly |bitterly |also )?(?:disputed|in dispute|contested|a matter of dispute)"
    r"|(?:The )?(?:accounts|versions|statements) (?:of [^.;:]{3,80} )?(?:differ|diverge|conflict)(?:e?d)?"
    r"(?: (?:on|over|as to|about) [^.;:]{3,80})?"
    r"|There (?:are|were) (?:conflicting|differing|contradictory|competing) (?:accounts|versions) (?:of|about|as to)"
    r" [^.;:]{3,80})\.",
    re.IGNORECASE,
)


def find_accounts(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report], roles: Roles
) -> list[Conflict]:
    """Return a contradiction for each two accounts right behind a sentence that calls the thing disputed."""
    said: dict[str, list[tuple[int, Statement]]] = {}
    for n, group in enumerate(groups):
        for s in group:
            if claims[n].standing != WITHDRAWN and _is_account(s):
                said.setdefault(s.report, []).append((n, s))
    told: dict[tuple[int, int], Conflict] = {}
    for report in sorted(said):
        text = reports[report].text
        for found in _called_disputed(text):
            behind = list(_behind(Span(found.start(), found.end()), said[report], text))
            for (n, a), (m, b) in _opposed(behind, roles):
                words = f"Accounts that differ: {tell(a, text)} Against: {tell(b, text)}"
                readings = _of_its_deed(a, claims[n], groups[n]) + _of_its_deed(b, claims[m], groups[m])
                told.setdefault((n, m), Conflict("contradiction", claims[n].id, readings, words))
    return list(told.values())


def _called_disputed(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text calls something disputed: around the few words that may do so, and nowhere else."""
    end = 0
    for word in _MAY_BE.finditer(text):
        start = max(end, word.start() - _AROUND)
        found = _DISPUTED.search(text, start, word.end() + _AROUND) if word.end() > end else None
        if found is not None:
            end = found.end()
            yield found


def _is_account(statement: Statement) -> bool:
    """Say whether somebody who is named says that something is so; what he counts is set against counts elsewhere."""
    told = statement.kind == "utterance" and bool(statement.speakers) and statement.stance in {"states", "hedges"}
    return told and not (statement.part or statement.supposed or statement.background or statement.wished)


def _of_its_deed(account: Statement, claim: Claim, group: Sequence[Statement]) -> tuple[Reading, ...]:
    """Return the readings of a claim that tell of the deed in dispute: what was demanded is not what was paid."""
    deed = concept(account.predicate)
    other = {(s.report, s.span) for s in group if s.predicate and concept(s.predicate) != deed}
    return tuple(r for r in claim.readings if (r.report, r.span) not in other)


def _behind(disputed: Span, said: Sequence[tuple[int, Statement]], text: str) -> Iterator[tuple[int, Statement]]:
    """Yield the first account of each of the sentences that follow each other behind the one that says so."""
    end, seen = disputed.end, 0
    for n, s in sorted(said, key=lambda x: (x[1].sentence.start, x[1].span.start)):
        if s.sentence.start < end:
            continue
        if s.sentence.start - end > NEXT_SENTENCE or seen == SENTENCES or "\n\n" in text[end : s.sentence.start]:
            return
        end, seen = s.sentence.end, seen + 1
        yield n, s


def _opposed(
    accounts: Sequence[tuple[int, Statement]], roles: Roles
) -> Iterator[tuple[tuple[int, Statement], tuple[int, Statement]]]:
    """Yield the first account with the first one of somebody else."""
    if not accounts:
        return
    first = accounts[0]
    for other in accounts[1:]:
        one, two = first[1].speakers[0], other[1].speakers[0]
        if other[0] != first[0] and are_opposed(one, two, roles):
            yield first, other
            return
