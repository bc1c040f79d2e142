"""The same lineages whatever the order of the reports and however many processes look for them."""

from __future__ import annotations

import random

import pytest

from twosource.engine.local import LocalEngine
from twosource.lineage import find_copies, find_lineages
from twosource.model import Report, Settings

_PLACES = ["harbour", "quarry", "station", "orchard", "theatre", "reservoir", "market", "airfield"]
_WORDS = ["barrier", "ledger", "signal", "timber", "lantern", "cargo", "meadow", "turbine", "window", "copper"]
_VERBS = ["inspected", "repaired", "moved", "counted", "painted", "guarded", "measured", "sold"]


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(row) for row in (_WORDS, _VERBS, _WORDS, _PLACES, _WORDS, _PLACES)]
    return (
        f"The {words[0]} crew {words[1]} {chance.randint(2, 99)} {words[2]}s near the {words[3]} {words[4]} {words[5]}."
    )


def _reports() -> list[Report]:
    """Return nine stories, each with a copy that lost its tail, one that lost its lead, and a twin."""
    chance = random.Random(11)
    reports = []
    for number in range(9):
        lines = [_sentence(chance) for _ in range(12)]
        for name, kept in (("full", lines), ("tail", lines[:8]), ("lead", lines[2:]), ("twin", lines)):
            reports.append(Report(f"{number}{name}", "\n\n".join(kept), ""))
    return reports


def _told(reports: list[Report], engine: LocalEngine) -> tuple[set[frozenset[str]], object]:
    """Return the lineages as sets, and who was made from whom where one of two equal texts is not named for both."""
    lineages, derivations = find_lineages(reports, engine, Settings())
    made = {(d.child, d.direction, d.kept) for d in derivations}
    return {frozenset(lineage.reports) for lineage in lineages}, made


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_reports_changes_no_lineage(seed: int) -> None:
    reports = _reports()
    shuffled = reports.copy()
    random.Random(seed).shuffle(shuffled)
    with LocalEngine(processes=1) as engine:
        told = _told(reports, engine)
        assert told == _told(shuffled, engine)
    assert len(told[0]) == 9


def test_two_processes_find_what_one_does() -> None:
    # Only the database divides this work so far: with two, its joins hand back rows in another order.
    reports = _reports()
    with LocalEngine(processes=1) as one, LocalEngine(processes=2) as two:
        assert find_lineages(reports, one, Settings()) == find_lineages(reports, two, Settings())


def test_edits_left_out_change_nothing_else() -> None:
    reports = _reports()
    with LocalEngine(processes=1) as engine:
        lineages, derivations = find_lineages(reports, engine, Settings())
        bare_lineages, bare = find_lineages(reports, engine, Settings(), edits=False)
    assert lineages == bare_lineages
    assert [(d.child, d.parent, d.direction, d.kept, d.evidence) for d in derivations] == [
        (d.child, d.parent, d.direction, d.kept, d.evidence) for d in bare
    ]
    assert any(d.edits for d in derivations)
    assert not any(d.edits for d in bare)


def test_few_probes_a_report_find_the_same_copies() -> None:
    reports = _reports()
    with LocalEngine(processes=1) as engine:
        all_probes = find_copies(reports, engine, Settings())
        assert find_copies(reports, engine, Settings(probes_in_all=1, probes_a_report=24)) == all_probes
