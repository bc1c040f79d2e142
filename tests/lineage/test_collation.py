"""Reports side by side: every sentence of each stands in exactly one row."""

from __future__ import annotations

from twosource.lineage import collate
from twosource.model import Finding, Place, Report, Span

BASE = Report(
    "base",
    "The ropeway to Hohenried stopped at noon on Friday. Thirty hikers spent the night in the hut, an official said. "
    "The gear box had been repaired in the spring.",
    "",
)
CUT = Report("cut", "The ropeway to Hohenried stopped at noon Friday. Guests ate. Thirty hikers spent the night.", "")


def test_rows_follow_the_base_and_take_in_what_others_add() -> None:
    rows = collate(BASE, [CUT]).rows
    assert [(row.base is not None, row.cells[0].kinds) for row in rows] == [
        (True, ("reworded",)),
        (False, ("added",)),
        (True, ("reworded",)),
        (True, ("cut",)),
    ]


def test_two_others_have_a_column_each() -> None:
    found = collate(BASE, [CUT, BASE])
    assert found.others == ("cut", "base")
    assert [row.cells[1].kinds for row in found.rows if row.base] == [("kept",)] * 3
    assert found.kept[1] == 1.0


def test_findings_mark_the_row() -> None:
    at = BASE.text.index("an official said")
    finding = Finding(
        "attribution-absent",
        Place("base", Span(at, at + 16)),
        Place("cut", Span(CUT.text.index("Thirty"), len(CUT.text))),
        "…",
    )
    rows = collate(BASE, [CUT], [finding]).rows
    assert [row.meaning for row in rows] == [(), (), ("attribution-absent",), ()]


def test_nothing_to_compare() -> None:
    assert collate(Report("a", "", ""), [Report("b", "", "")]).rows == ()
