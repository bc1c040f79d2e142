"""The claims of a story and its conflicts come in; what is contradicted goes out as disputed.

Counts of one thing at one time are readings of one claim, however they differ: three or four firefighters died. They
are brought together. What stands against a day, a place or a "not" is another's claim, and stays one of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from twosource.claims.prices import is_price
from twosource.claims.standing import DISPUTED, WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import SINCE_WITHDRAWN, is_noted
from twosource.model import Claim, Conflict, Reading

Groups = list[list[Statement]]


def join_disputed(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    conflicts: Sequence[Conflict],
    remake: Callable[[Sequence[Statement]], Claim],
) -> tuple[list[Claim], Groups, list[Conflict]]:
    """Bring counts that contradict each other together as one claim, named like the first; return all three anew.

    `remake` makes a claim of a group of statements.
    """
    owner = {_place(r): n for n, claim in enumerate(claims) for r in claim.readings}
    leads = list(range(len(claims)))
    for conflict in conflicts:
        counts = conflict.kind == "contradiction" and all(r.value is not None for r in conflict.readings)
        if counts and not _side_by_side(conflict):
            members = sorted({leads[owner[_place(r)]] for r in conflict.readings})
            leads = [members[0] if lead in members else lead for lead in leads]
    joined: list[Claim] = []
    kept: Groups = []
    for n, claim in enumerate(claims):
        if leads[n] != n:
            continue
        group = [s for m, lead in enumerate(leads) if lead == n for s in groups[m]]
        whole = len(group) == len(groups[n])
        joined.append(claim if whole else replace(remake(group), id=claim.id))
        kept.append(list(group))
    names = {claims[n].id: claims[lead].id for n, lead in enumerate(leads)}
    return joined, kept, [replace(c, claim=names[c.claim]) for c in conflicts]


def _side_by_side(conflict: Conflict) -> bool:
    """Say whether one report prints two of the counts: then each is somebody's, and they are two claims."""
    given: dict[str, set[tuple[float | None, float | None] | None]] = {}
    for reading in conflict.readings:
        given.setdefault(reading.report, set()).add(reading.value)
    return any(len(values) > 1 for values in given.values())


def mark_with_count(claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> list[Claim]:
    """Return the claims, those withdrawn that do no more than tell a count which was taken back.

    "The minister took 4.2 million crowns" cannot stand beside "withdrawn: 4.2 million". What tells another count as
    well stands; and so, with a note, does what was done for a sum: a yard that "is bought for 4.2 million" is bought.
    """
    counts = [(claim, s) for claim, group in zip(claims, groups, strict=True) for s in group if s.figure is not None]
    gone = [s for claim, s in counts if claim.standing == WITHDRAWN and s.stance != "withdraws"]
    # The sum in another money, in brackets behind it, is no other count.
    left = [s for claim, s in counts if claim.standing != WITHDRAWN and s.part and s.figure and s.figure.what]
    marked = []
    for claim, group in zip(claims, groups, strict=True):
        prices = [price for s in group if (price := _price_gone(s, gone))] if claim.standing != WITHDRAWN else []
        if prices and len(prices) == len(group):
            noted = f"{claim.text.rstrip('.')} ({SINCE_WITHDRAWN} {prices[0]})."
            claim = replace(claim, text=noted, reasons=(*claim.reasons, "a sum in it was withdrawn"))
        elif claim.standing != WITHDRAWN and all(_only_tells(s, gone, left) for s in group):
            reason = "its figure was withdrawn"
            claim = replace(claim, standing=WITHDRAWN, credibility=None, reasons=(*claim.reasons, reason))
        marked.append(claim)
    return marked


def _price_gone(statement: Statement, gone: Sequence[Statement]) -> str:
    """Return the sum that was taken back for which a statement tells that something was done, if there is one."""
    if statement.figure is not None or is_noted(statement) or not statement.sound:
        return ""
    held = [g for g in gone if g.report == statement.report and g is not statement and _holds(statement, g)]
    return next((g.text for g in held if is_price(g, statement)), "") if len(held) == 1 else ""


def _only_tells(statement: Statement, gone: Sequence[Statement], left: Sequence[Statement]) -> bool:
    """Say whether a statement holds a count of those `gone` and none of those `left`."""
    if statement.figure is not None or is_noted(statement):
        return False
    held, others = (
        [s for s in counts if s.report == statement.report and _holds(statement, s) and s is not statement]
        for counts in (gone, left)
    )
    return bool(held) and not others


def _holds(statement: Statement, count: Statement) -> bool:
    return count.figure is not None and (
        statement.span.start <= count.figure.span.start and count.figure.span.end <= statement.span.end
    )


def mark_disputed(claims: Sequence[Claim], conflicts: Sequence[Conflict]) -> list[Claim]:
    """Return the claims, those disputed that a denial answers or a contradiction stands against, with the reason."""
    marked = []
    for claim in claims:
        reasons = _reasons(claim, conflicts)
        if reasons and claim.standing != WITHDRAWN:
            told = tuple(r for r in reasons if r not in claim.reasons)
            claim = replace(claim, standing=DISPUTED, credibility=6, reasons=(*claim.reasons, *told))
        marked.append(claim)
    return marked


def _reasons(claim: Claim, conflicts: Sequence[Conflict]) -> list[str]:
    own = {_place(r) for r in claim.readings}
    reasons = []
    for conflict in conflicts:
        if conflict.kind == "denial" and conflict.claim == claim.id:
            who = sorted({r.origin for r in conflict.readings if r.stance == "denies" and r.origin})
            reasons.append(f"denied by {who[0] if who else 'a source not named'}")
        elif conflict.kind == "contradiction" and own & {_place(r) for r in conflict.readings}:
            reasons.append("reports contradict each other")
    return list(dict.fromkeys(reasons))


def _place(reading: Reading) -> tuple[str, int, int, str]:
    return reading.report, reading.span.start, reading.span.end, reading.stance
