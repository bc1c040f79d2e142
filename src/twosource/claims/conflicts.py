"""Claims come in; readings that cannot all hold go out, with the kind of conflict said.

Before a contradiction comes the question whether it is the same thing at the same time (Li et al. 2012: half of what
looks inconsistent is ambiguity, a fifth is out of date): counts must count the same thing, and a later toll supersedes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.claims.standing import DISPUTED, WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, together, with_article
from twosource.claims.tolls import compare_tolls
from twosource.claims.wording import concept
from twosource.lexicon import load
from twosource.model import Claim, Conflict


def find_conflicts(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], published: Mapping[str, str | None]
) -> list[Conflict]:
    """Return the conflicts of a story: withdrawals first, then denials, then figures that differ."""
    found = [c for c in map(_withdrawal, claims) if c]
    found += _told_once(_denials(claims, groups))
    return found + compare_tolls(claims, groups, published)


def mark_denied(claims: Sequence[Claim], conflicts: Sequence[Conflict]) -> list[Claim]:
    """Return the claims, those disputed that a bare denial answers ("denied any role" is no reading of them)."""
    denied = {c.claim: c for c in conflicts if c.kind == "denial"}
    marked = []
    for claim in claims:
        if claim.id in denied and claim.standing not in {WITHDRAWN, DISPUTED}:
            who = sorted({r.origin for r in denied[claim.id].readings if r.stance == "denies" and r.origin})
            reason = f"denied by {who[0] if who else 'a source not named'}"
            claim = replace(claim, standing=DISPUTED, credibility=6, reasons=(*claim.reasons, reason))
        marked.append(claim)
    return marked


def _told_once(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Return the conflicts, those of one claim and one sentence as one: a minister may deny a thing in two breaths."""
    told: dict[tuple[str, str], Conflict] = {}
    for conflict in conflicts:
        before = told.setdefault((conflict.claim, conflict.text), conflict)
        more = tuple(r for r in conflict.readings if r not in before.readings)
        told[conflict.claim, conflict.text] = replace(before, readings=before.readings + more)
    return list(told.values())


def _withdrawal(claim: Claim) -> Conflict | None:
    withdrawing = [r for r in claim.readings if r.stance == "withdraws"]
    if not withdrawing:
        return None
    still = {r.report for r in claim.readings} - {r.report for r in withdrawing}
    tail = f" Still printed in {len(still)} of the reports." if still else ""
    words = f"Withdrawn by {_who(claim, 'withdraws')}: {sentence(claim.text.split(': ', 1)[-1])}{tail}"
    return Conflict("retraction", claim.id, claim.readings, words)


def _denials(claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> Iterator[Conflict]:
    """Set each denial against what it denies: the claim it repeats, or the accusation that names whoever denies it.

    "Denied any involvement" repeats nothing of what was said; what is meant is what another said of the same name.
    """
    for claim, group in zip(claims, groups, strict=True):
        denying = [s for s in group if s.stance == "denies"]
        if not denying:
            continue
        who = _who(claim, "denies")
        stating = [r for r in claim.readings if r.stance in {"states", "hedges"}]
        if stating:
            yield Conflict("denial", claim.id, claim.readings, f"Denied by {who}: {sentence(stating[0].text)}")
            continue
        meant = _accusation(denying[0], claims, groups)
        if meant is not None:
            words = f"Denied by {who}: {claims[meant].text}"
            yield Conflict("denial", claims[meant].id, claims[meant].readings + claim.readings, words)


def _accusation(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the claim that a bare denial answers, or None."""
    bare, beside = ({concept(w) for w in load("denials")[key]} for key in ("bare", "beside"))
    said = set(denial.words) - denial.about
    anything = "anything" in denial.text.lower().split()  # a pronoun, so no content word
    if not said <= bare | beside or not (said & bare or anything):
        return None
    found = []
    for i, group in enumerate(groups):
        for s in group:
            shared = denial.about & s.about & set(s.words)
            other = s.speakers and not set(s.speakers) & set(denial.speakers)
            if s.stance != "denies" and s.kind == "utterance" and other and shared and s.sound:
                found.append((s.report == denial.report, claims[i].weight, -i))
                break
    return -max(found)[2] if found else None


def _who(claim: Claim, stance: str) -> str:
    named = tuple(sorted({r.origin for r in claim.readings if r.stance == stance and r.origin}))
    return together(tuple(with_article(n) for n in named)) or "a source not named"
