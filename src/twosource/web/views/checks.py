"""A ledger comes in; the few things that an editor should check before anything else go out, the gravest first.

The order is that of harm: what was taken back and is still in print, what somebody denies, numbers that cannot all
hold, words of doubt that one copy lacks, and then the weightiest claim that rests on one lineage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from twosource.claims.standing import ONE_NEWSROOM
from twosource.model import Claim, Conflict, Ledger
from twosource.web.addresses import claim_url, report_url, story_url
from twosource.web.naming import Link, Names, claims_by_weight, lineage_name

MOST_CHECKS = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to check: a sign and its word, what is said, what to look at, where its evidence is."""

    sign: str
    word: str
    text: str
    why: str
    url: str
    claim: str | None
    links: tuple[Link, ...]


def first_checks(ledger: Ledger, story: str, names: Names) -> tuple[Check, ...]:
    """Return what to check first, at most three, no claim twice."""
    found: dict[str, Check] = {}
    for check in _all_checks(ledger, story, names):
        found.setdefault(check.claim or check.text, check)
        if len(found) == MOST_CHECKS:
            break
    return tuple(found.values())


def _all_checks(ledger: Ledger, story: str, names: Names) -> Iterator[Check]:
    claims = {c.id: c for c in ledger.claims}
    for kind in ("retraction", "denial", "contradiction"):
        for conflict in ledger.conflicts:
            if conflict.kind == kind and conflict.claim in claims:
                yield _conflict(conflict, claims[conflict.claim], story, names)
    yield from _lost_doubts(ledger, story, names)
    for claim in claims_by_weight(ledger):
        if claim.lineages == 1 and claim.reports > 1:
            yield _copied(claim, ledger, story, names)


def _conflict(conflict: Conflict, claim: Claim, story: str, names: Names) -> Check:
    url = claim_url(story, claim.id)
    links = names.link_readings(conflict.readings)
    if conflict.kind == "retraction":
        still = dict.fromkeys(r.report for r in claim.readings if r.stance in {"states", "hedges"})
        where = f"Still printed in {names.list(still)}." if still else "No report here still prints it."
        return Check("withdraws", "Withdrawn", claim.text, where, url, claim.id, links)
    if conflict.kind == "denial":
        head, _, _ = names.say(conflict.text).partition(":")
        return Check("denies", "Disputed", claim.text, f"{head}.", url, claim.id, links)
    text = names.say(conflict.text).removeprefix("Figures that differ: ")
    return Check("differs", "Figures differ", text, "They cannot all hold.", url, claim.id, links)


def _lost_doubts(ledger: Ledger, story: str, names: Names) -> Iterator[Check]:
    reports = {r.id: r for r in ledger.reports}
    for finding in ledger.findings:
        present, absent = finding.present, finding.absent
        if finding.kind != "hedge-absent" or not {present.report, absent.report} <= set(names.reports):
            continue
        words = " ".join(present.span.of(reports[present.report].text).split())
        why = f"Present in {names.title(present.report)}, absent in {names.title(absent.report)}."
        links = names.link_place(*present) + names.link_place(*absent)
        url = story_url(story, "compare", base=present.report, beside=absent.report, show="meaning")
        yield Check("hedges", "Words of doubt absent", f"“{words}”", why, url, None, links)


def _copied(claim: Claim, ledger: Ledger, story: str, names: Names) -> Check:
    home = {x.id: x for x in ledger.lineages}
    lineage = home.get(claim.readings[0].lineage)
    whose = f"from {lineage_name(lineage, names)}" if lineage else "from one copy"
    whose = "by one newsroom" if claim.standing == ONE_NEWSROOM.format(n=claim.reports) else whose
    why = f"{claim.reports} reports print it, all {whose}: one source, not {claim.reports}."
    links = names.link_readings(claim.readings)
    return Check("states", "One lineage", claim.text, why, claim_url(story, claim.id), claim.id, links)


def place_of_check(check: Check) -> str:
    """Return where a reader is led who wants to see the words themselves."""
    return report_url(check.links[0].report, check.links[0].span) if check.links else check.url
