"""A story's claims as they stood and as they stand come in; what moved goes out, kept run by run.

A claim is the same claim as before where it has a reading in common with it: ids are numbers within a story, and
change when reports are added before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from twosource.claims.standing import CONFIRMED, DISPUTED, WITHDRAWN
from twosource.desk.tables import Connection, insert_rows, keyed, rows
from twosource.model import Claim, Ledger

MOVES = {CONFIRMED: "confirmed", DISPUTED: "disputed", WITHDRAWN: "withdrawn"}
# What a story's last movement is called, the gravest first.
_IN_WORDS = {"withdrawn": "newly withdrawn", "disputed": "newly disputed", "confirmed": "newly confirmed"}

_MOVEMENTS = "run:int32 story:string claim:string kind:string text:string"
_STORY_RUNS = "story:string run:int32 what:string"


class Before(NamedTuple):
    """How things stood: the reports that were in a weighed story, and the standings of claims by their readings."""

    reports: frozenset[str]
    standings: dict[tuple[str, int, int], set[str]]


def claims_before(connection: Connection, keys: Iterable[int]) -> Before:
    """Return how the claims stood that have a reading in a report of `keys`, or in a story of `touched_stories`."""
    with keyed(connection, keys):
        found = rows(
            connection,
            """SELECT c.standing, c.readings FROM claims AS c WHERE c.story IN (FROM touched_stories)""",
        )
        told = rows(
            connection,
            """SELECT r.id FROM in_story AS i JOIN reports AS r USING (report) JOIN ledgers AS l ON l.story = i.story
               WHERE i.report IN (FROM touched)""",
        )
    standings: dict[tuple[str, int, int], set[str]] = {}
    reports = {name for (name,) in told}
    for standing, readings in found:
        for report, start, end in json.loads(readings):
            standings.setdefault((report, start, end), set()).add(standing)
            reports.add(report)
    return Before(frozenset(reports), standings)


def moves(before: Before, claims: Iterable[Claim]) -> Iterator[tuple[Claim, str]]:
    """Yield the claims that are confirmed, disputed or withdrawn now and were not before, with which of the three."""
    for claim in claims:
        kind = MOVES.get(claim.standing)
        was = {s for r in claim.readings for s in before.standings.get((r.report, *r.span), ())}
        if kind and claim.standing not in was:
            yield claim, kind


def keep_moves(connection: Connection, ledgers: Mapping[str, Ledger], before: Before, run: int) -> None:
    """Write what moved in the stories just weighed."""
    movements, told = [], []
    for story, ledger in ledgers.items():
        moved = list(moves(before, ledger.claims))
        movements += [(run, story, claim.id, kind, claim.text) for claim, kind in moved]
        told.append((story, run, _in_words(ledger, before, {kind for _, kind in moved})))
    insert_rows(connection, "movements", _MOVEMENTS, movements)
    insert_rows(connection, "story_runs", _STORY_RUNS, told)


def _in_words(ledger: Ledger, before: Before, kinds: set[str]) -> str:
    known = sum(r.id in before.reports for r in ledger.reports)
    if not known:
        return "new story"
    for kind, words in _IN_WORDS.items():
        if kind in kinds:
            return words
    new = len(ledger.reports) - known
    return f"{new} new report{'s' if new > 1 else ''}" if new else "weighed again"
