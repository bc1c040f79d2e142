"""Which reports are one lineage: shared copy joins, a shared quotation or stock paragraph does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from twosource.engine.local import LocalEngine
from twosource.lineage import find_lineages
from twosource.model import Report, Settings

WIRE = """PORT VELLA (Northern Wire) — A ferry carrying 140 passengers ran aground on a sandbank outside the harbour \
of Port Vella early on Tuesday, the coast guard said.

Divers searched the engine room after crew members reported flooding, and two tugs were sent from the mainland to \
hold the vessel steady until the tide turned.

"Everybody was calm and the crew handed out blankets," said passenger Ines Okafor, who was travelling to a wedding.

The operator, Vella Lines, said the captain had thirty years of experience and was being questioned by inspectors.

A similar accident closed the harbour for three days in the spring of last year."""

RESPELT_CUT = """A ferry with 140 passengers aboard ran aground on a sandbank outside the harbor of Port Vella early \
Tuesday, according to the coast guard.

Divers searched the engine room after crew reported flooding, and two tugs were sent from the mainland to hold the \
ship steady until the tide turned.

Shares of the operator fell four percent in morning trade, analysts at a local brokerage noted."""

OWN = """Inspectors are examining why the Vella Lines ship Marguerite left its marked channel before dawn and hit the \
bottom with dozens of families on their way to the islands.

"Everybody was calm and the crew handed out blankets," said passenger Ines Okafor.

Harbour master Tomas Reyl told this newspaper he had warned of shifting sand after last month's storms, and that the \
buoys were due to be moved on Friday."""


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    with LocalEngine(processes=1) as local:
        yield local


def _lineages(engine: LocalEngine, *texts: str) -> list[tuple[str, ...]]:
    reports = [Report(f"r{i}", text, "") for i, text in enumerate(texts)]
    return [lineage.reports for lineage in find_lineages(reports, engine, Settings())[0]]


def test_a_cut_and_respelt_copy_is_one_lineage_with_its_wire(engine: LocalEngine) -> None:
    assert _lineages(engine, WIRE, RESPELT_CUT) == [("r0", "r1")]


@pytest.mark.parametrize(
    ("days", "first", "second", "joined"),
    [
        (None, "2021-05-01", "2021-06-30", True),
        (3, "2021-05-01", "2021-05-04", True),
        (3, "2021-05-01", "2021-05-05", False),
        (3, "2021-05-01", None, True),
    ],
)
def test_copies_are_looked_for_within_a_window_of_days(
    engine: LocalEngine, days: int | None, first: str, second: str | None, joined: bool
) -> None:
    reports = [Report("r0", WIRE, "", published=first), Report("r1", RESPELT_CUT, "", published=second)]
    found = find_lineages(reports, engine, Settings(copy_days=days))[0]
    assert (len(found) == 1) is joined


def test_a_shared_quotation_joins_nothing(engine: LocalEngine) -> None:
    assert _lineages(engine, WIRE, OWN) == [("r0",), ("r1",)]


def test_every_report_has_one_lineage_in_order_of_its_first_report(engine: LocalEngine) -> None:
    assert _lineages(engine, OWN, WIRE, "", RESPELT_CUT) == [("r0",), ("r1", "r3"), ("r2",)]


def test_what_was_quoted_counts_where_a_report_holds_copy_of_two(engine: LocalEngine) -> None:
    """Most of `both` is the lighthouse story, though half of that is quoted and nothing of what it has of the other."""
    lighthouse = [
        "The lamp of the Skarvey lighthouse will be dark for a week while its lens is cleaned, the keeper said.",
        '"Nobody has taken the lens apart since my grandfather did, and he left no notes about the order," Lena Moe '
        "told visitors at the foot of the stairs on Sunday.",
        '"We have numbered all ninety panes with chalk, wrapped each in wool, and packed them in herring boxes that '
        'the harbour lent us for as long as it takes," Moe said.',
        "Skippers were told by letter to steer by the chapel instead, whose bell is rung by hand when fog comes in.",
        "The tower was built of granite from the mainland, which took two summers and cost the parish its only barge.",
        "Swallows that nest under the gallery were counted first, and will not be disturbed before they have left.",
    ]
    museum = [
        "A museum of knots opened in the old ropewalk of Fennby, with two hundred boards of them along the walls.",
        "Its founder spent forty years at sea and tied each of the boards in his cabin between two watches at night.",
        "Schools may bring their own rope, and leave what they have tied to hang beside the boards of the founder.",
        "The ropewalk stood empty after the last mill of the valley closed its gates and sold the machines abroad.",
        "Entrance costs two crowns, or a knot that is not yet on any of the boards in the long room upstairs.",
    ]
    both = [*lighthouse[:3], *museum[1:4]]
    texts = ["\n\n".join(lines) for lines in (lighthouse, museum, museum[:4], museum[1:], both)]
    assert _lineages(engine, *texts) == [("r0", "r4"), ("r1", "r2", "r3")]
