"""What an editor is told to check first, and in which words."""

from __future__ import annotations

import pytest

from twosource.model import Claim, Ledger, Lineage, Reading, Report, Span
from twosource.web.naming import Names
from twosource.web.views.checks import first_checks


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ("one newsroom, in 2 reports", "2 reports print it, all by one newsroom: one source, not 2."),
        ("one report, run 2 times", "2 reports print it, all from Tide Courier on its own: one source, not 2."),
    ],
)
def test_what_one_newsroom_told_twice_is_no_copy(standing, said):
    reports = tuple(Report(f"{n}.txt", "The quay fell.", "", outlet="Tide Courier") for n in "ab")
    lineages = (Lineage("l1", ("a.txt",)), Lineage("l2", ("b.txt",)))
    readings = tuple(Reading(f"{n}.txt", Span(0, 14), f"l{k}", None) for k, n in enumerate("ab", 1))
    claim = Claim("c1", "The quay fell.", None, readings, 2, 1, (), standing, weight=1.0, story="s1")
    ledger = Ledger(reports, {r.id: "s1" for r in reports}, lineages, claims=(claim,))
    (check,) = first_checks(ledger, "s1", Names(reports, lineages))
    assert check.why == said
