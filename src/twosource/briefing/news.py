"""What moved since an earlier ledger comes in; the first sections of a briefing go out."""

from __future__ import annotations

from collections.abc import Callable

from twosource.briefing.labels import Citer, counted
from twosource.briefing.since import KINDS, Change, Since
from twosource.model import Claim, Section, Sentence

TITLES = {
    "withdrawn": "Withdrawn since last time",
    "disputed": "Disputed since last time",
    "changed": "Later figures since last time",
    "unconfirmed": "No longer confirmed",
    "confirmed": "Confirmed since last time",
    "new": "New since last time",
}
MARKS = {"withdrawn": "withdrawn", "disputed": "disputed"}
MOST_NAMED = 8


def about_changes(since: Since, citer: Citer, standing_of: Callable[[Claim], str], limit: int) -> list[Section]:
    """Return a section that says how much moved, then one for each kind of change, the gravest first.

    `standing_of` puts a claim's three numbers in words; `limit` is how many sentences a section may have.
    """
    told = [Section("since", "Since last time", _overview(since, citer))]
    for kind in KINDS:
        changes = [c for c in since.changes if c.kind == kind]
        more = len(changes) - limit
        note = f"And {more:,} more, below with the rest." if more > 0 else None
        sentences = tuple(_sentence(c, citer, standing_of) for c in changes[:limit])
        told.append(Section(f"since-{kind}", TITLES[kind], sentences, note))
    return told


def _sentence(change: Change, citer: Citer, standing_of: Callable[[Claim], str]) -> Sentence:
    claim, conflict, mark = change.claim, change.conflict, MARKS.get(change.kind)
    if conflict is not None:
        return Sentence(conflict.text, citer.cite_all(conflict.readings), None, claim.id, mark)
    before = f"; before: {change.before.standing}" if change.before and change.before.standing else ""
    return Sentence(claim.text, citer.cite_all(claim.readings), standing_of(claim) + before, claim.id, mark)


def _overview(since: Since, citer: Citer) -> tuple[Sentence, ...]:
    """Say which reports came, changed or went, and how many claims moved."""
    said = []
    if since.new_reports:
        cited = tuple(citer.start_of(r) for r in since.new_reports[:MOST_NAMED])
        said.append(Sentence(f"{_reports(since.new_reports, citer, 'new report')}.", cited))
    if since.new_versions:
        cited = tuple(citer.start_of(r) for r in since.new_versions[:MOST_NAMED])
        words = _reports(since.new_versions, citer, "report")
        said.append(Sentence(f"{words} with another text than before.", cited))
    if since.gone:
        said.append(Sentence(f"{_reports(since.gone, citer, 'report')} no longer among those read.", ()))
    if not since.changes:
        said.append(Sentence("Nothing that is said has moved.", ()))
    return tuple(said)


def _reports(ids: tuple[str, ...], citer: Citer, noun: str) -> str:
    names = [citer.names.get(r, r) for r in ids[:MOST_NAMED]]
    more = f" and {len(ids) - MOST_NAMED:,} more" if len(ids) > MOST_NAMED else ""
    return f"{counted(len(ids), noun).capitalize()} ({', '.join(names)}{more})"
