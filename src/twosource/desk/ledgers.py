"""Stories that were touched come in; each is weighed again and its ledger kept, so that a briefing is a read.

What changed in the standing of its claims is kept beside it, run by run: a claim is the same claim as before where it
has a reading in common with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa

from twosource.annotation import place_notes
from twosource.briefing.compose import compose
from twosource.claims.standing import CONFIRMED, DISPUTED, WITHDRAWN
from twosource.desk.copies import load_lineages
from twosource.desk.passages import keep_passages, load_notes, read_passages
from twosource.desk.tables import Connection, insert, named_rows, packed, rows, unpacked
from twosource.desk.versions import in_order, load_reports
from twosource.intake import date_reports
from twosource.model import Claim, Decision, Derivation, Ledger, Lineage, Report, Settings
from twosource.pipeline import weigh
from twosource.stages import Engine

MOVES = {CONFIRMED: "confirmed", DISPUTED: "disputed", WITHDRAWN: "withdrawn"}


def weigh_stories(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    stories: Iterable[str],
    run: int,
    made_by: str,
    decisions: Sequence[Decision] = (),
) -> list[str]:
    """Weigh the stories again and write their ledgers; return those that are there still, in order."""
    touched = sorted(set(stories))
    with named_rows(connection, "touched_stories", "story", touched):
        found = rows(connection, "SELECT story, report FROM in_story WHERE story IN (FROM touched_stories)")
        members: dict[str, list[int]] = {}
        for story, key in found:
            members.setdefault(story, []).append(key)
        before = _claims_before(connection, [key for _, key in found])
        for table in ("ledgers", "claims"):
            connection.execute(f"DELETE FROM {table} WHERE story IN (FROM touched_stories)")
    for story in sorted(members):
        ledger = weigh_one(connection, engine, settings, story, members[story], made_by, decisions)
        _keep(connection, story, ledger, run, before)
    return sorted(members)


def weigh_one(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    story: str,
    keys: Iterable[int],
    made_by: str,
    decisions: Sequence[Decision] = (),
) -> Ledger:
    """Return the ledger of a story from what the desk holds of its reports."""
    loaded = load_reports(connection, keys)
    reports = in_order(date_reports(in_order(loaded.values())))
    lineages, derivations = _within(reports, *load_lineages(connection, loaded))
    # Passages that another version of the program read are read again, now that they are needed.
    keep_passages(connection, read_passages(connection, engine, settings, reports, made_by), made_by)
    known = load_notes(connection, reports, made_by)
    notes = {r.id: place_notes(r, known) for r in reports}
    stories = {r.id: story for r in reports}
    mine = [d for d in decisions if d.subject in stories or (d.anchor and d.anchor.report in stories)]
    return weigh(reports, stories, lineages, derivations, notes, settings=settings, decisions=mine)


def _within(
    reports: Sequence[Report], lineages: Sequence[Lineage], derivations: Sequence[Derivation]
) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Return what concerns the reports of one story, its lineages numbered in the order of their first reports."""
    place = {r.id: n for n, r in enumerate(reports)}
    inside = [replace(x, reports=tuple(r for r in x.reports if r in place)) for x in lineages]
    ordered = sorted(inside, key=lambda x: min(place[r] for r in x.reports))
    numbered = tuple(replace(x, id=f"l{n}") for n, x in enumerate(ordered, 1))
    made = [d for d in derivations if d.child in place and d.parent in place]
    return numbered, tuple(sorted(made, key=lambda d: place[d.child]))


def _keep(connection: Connection, story: str, ledger: Ledger, run: int, before: Mapping[str, Sequence[Claim]]) -> None:
    briefing = compose(ledger, story, "short")
    days = sorted(r.published for r in ledger.reports if r.published)
    counts = {kind: sum(c.standing == standing for c in ledger.claims) for standing, kind in MOVES.items()}
    light = replace(ledger, reports=tuple(replace(r, text="") for r in ledger.reports))
    connection.execute(
        "INSERT INTO ledgers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            story,
            briefing.headline.text,
            len(ledger.reports),
            len(ledger.lineages),
            days[0] if days else None,
            days[-1] if days else None,
            counts["confirmed"],
            counts["disputed"],
            counts["withdrawn"],
            packed(light),
        ],
    )
    _keep_claims(connection, story, ledger.claims)
    old = [claim for report in ledger.reports for claim in before.get(report.id, ())]
    moved = list(moves(old, ledger.claims))
    _keep_moves(connection, story, moved, run)
    connection.execute("INSERT INTO story_runs VALUES (?, ?, ?)", [story, run, _in_words(moved, bool(old))])


def moves(old: Iterable[Claim], new: Iterable[Claim]) -> Iterable[tuple[Claim, str]]:
    """Yield the claims that are confirmed, disputed or withdrawn now and were not before, with which of the three."""
    stood: dict[tuple[str, int, int], set[str]] = {}
    for claim in old:
        for r in claim.readings:
            stood.setdefault((r.report, *r.span), set()).add(claim.standing)
    for claim in new:
        kind = MOVES.get(claim.standing)
        was = {s for r in claim.readings for s in stood.get((r.report, *r.span), ())}
        if kind and claim.standing not in was:
            yield claim, kind


def _in_words(moved: Sequence[tuple[Claim, str]], known: bool) -> str:
    kinds = {kind for _, kind in moved}
    if not known:
        return "new"
    for kind, words in (("withdrawn", "withdrawn"), ("disputed", "newly disputed"), ("confirmed", "newly confirmed")):
        if kind in kinds:
            return words
    return "more reports"


def _keep_claims(connection: Connection, story: str, claims: Sequence[Claim]) -> None:
    insert(
        connection,
        "claims",
        {
            "story": pa.array([story] * len(claims), pa.string()),
            "claim": pa.array([c.id for c in claims], pa.string()),
            "place": pa.array(range(len(claims)), pa.int32()),
            "text": pa.array([c.text for c in claims], pa.string()),
            "kind": pa.array([c.kind for c in claims], pa.string()),
            "standing": pa.array([c.standing for c in claims], pa.string()),
            "reports": pa.array([c.reports for c in claims], pa.int32()),
            "lineages": pa.array([c.lineages for c in claims], pa.int32()),
            "origins": pa.array([json.dumps(c.origins, ensure_ascii=False) for c in claims], pa.string()),
            "weight": pa.array([c.weight for c in claims], pa.float64()),
            "credibility": pa.array([c.credibility for c in claims], pa.int32()),
        },
    )


def _keep_moves(connection: Connection, story: str, moved: Sequence[tuple[Claim, str]], run: int) -> None:
    insert(
        connection,
        "movements",
        {
            "run": pa.array([run] * len(moved), pa.int32()),
            "story": pa.array([story] * len(moved), pa.string()),
            "claim": pa.array([c.id for c, _ in moved], pa.string()),
            "kind": pa.array([kind for _, kind in moved], pa.string()),
            "text": pa.array([c.text for c, _ in moved], pa.string()),
        },
    )


def _claims_before(connection: Connection, keys: Sequence[int]) -> dict[str, list[Claim]]:
    """Return the claims of the stories as last written, by the reports that have a reading in them."""
    with_them: dict[str, list[Claim]] = {}
    for (data,) in rows(connection, "SELECT ledger FROM ledgers WHERE story IN (FROM touched_stories)"):
        for claim in unpacked(Ledger, data).claims:
            if claim.standing in MOVES:
                for report in {r.report for r in claim.readings}:
                    with_them.setdefault(report, []).append(claim)
            else:
                for report in {r.report for r in claim.readings}:
                    with_them.setdefault(report, [])
    return with_them


def load_ledger(connection: Connection, story: str) -> Ledger:
    """Return the ledger of a story as last weighed, the texts of its reports put back; KeyError if there is none."""
    found = rows(connection, "SELECT ledger FROM ledgers WHERE story = ?", story)
    if not found:
        raise KeyError(story)
    ledger = unpacked(Ledger, found[0][0])
    keys = [key for (key,) in rows(connection, "SELECT report FROM in_story WHERE story = ?", story)]
    texts = {r.id: r.text for r in load_reports(connection, keys).values()}
    return replace(ledger, reports=tuple(replace(r, text=texts[r.id]) for r in ledger.reports))
