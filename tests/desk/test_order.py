"""A desk is what its reports make it, in whatever order and in whatever batches they came."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.desk import Desk
from twosource.intake import make_report
from twosource.model import Report

from .conftest import SETTINGS, differences, news, sample, tables_of


def built(batches, engine):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.desk"
        with Desk(path, settings=SETTINGS) as desk:
            for batch in batches:
                desk.add(batch, engine=engine)
        return tables_of(path)


REPORTS = (*news(), *sample())


@pytest.fixture(scope="module")
def at_once(engine):
    return built([REPORTS], engine)


def test_there_is_something_to_compare(at_once):
    assert len(at_once["ledgers"]) < len(REPORTS)
    assert all(at_once[name] for name in ("pairs", "stock", "derivations", "claims", "placements", "words"))


@st.composite
def orders(draw):
    """Draw the reports in any order, cut into batches anywhere."""
    order = draw(st.permutations(range(len(REPORTS))))
    cuts = sorted(draw(st.sets(st.integers(1, len(REPORTS) - 1), max_size=4)))
    return [[REPORTS[n] for n in order[a:b]] for a, b in zip([0, *cuts], [*cuts, len(REPORTS)], strict=True)]


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders())
def test_another_order_and_other_batches_give_the_same_desk(at_once, engine, batches):
    assert differences(built(batches, engine), at_once) == {}


def test_one_by_one_gives_the_same_desk(engine):
    few = news()[:8]
    assert differences(built([[report] for report in reversed(few)], engine), built([few], engine)) == {}


def test_versions_of_other_days_may_come_in_any_order(engine):
    first, *others = news()[:7]
    later = Report(
        **{f: getattr(first, f) for f in first.__slots__} | {"published": "2031-05-09", "title": "Corrected"}
    )
    one, other = built([[first, *others], [later]], engine), built([[later], others, [first]], engine)
    assert differences(one, other) == {}


def test_two_addresses_with_one_id_keep_both_in_any_order(engine):
    a, b = (Report(**{f: getattr(r, f) for f in r.__slots__} | {"id": "1", "url": f"https://{n}.example/1"})
            for n, r in zip("ab", news()[:8:5], strict=False))  # fmt: skip
    one, other = built([[a], [b, *news()[8:12]]], engine), built([[b], [*news()[8:12], a]], engine)
    assert differences(one, other) == {}
    assert len(one["reports"]) == 6


def test_the_story_that_an_undated_report_leaves_for_a_nearer_one_is_worked_out_again(engine):
    first = "The dam at Lodev broke on a clear night and the river took eleven houses of the lower town with it."
    later = "Engineers found the crack at Lodev that broke the dam; the lower town asks who signed the inspection."
    reports = [
        make_report("b.txt", f"{first} Farmers lost their barns.", published="2031-03-02"),
        make_report("a.txt", f"{later} Farmers lost their barns. The crack was known, engineers found."),
        make_report("c.txt", f"{later} The crack was known.", published="2031-05-20"),
    ]
    in_steps = built([reports[:2], reports[2:]], engine)
    assert differences(in_steps, built([reports], engine)) == {}
    assert [row for row in in_steps["placements"] if "a.txt" in row and "c.txt" in row]


def test_a_report_joined_by_what_another_gained_is_in_no_lineage_twice(engine):
    borrowed = [
        "Divers searched the quay of Port Vella until the tide came in and the light failed on the second day.",
        "Repairs of the northern pier will take nine weeks and cost four million crowns, the harbour office said.",
    ]
    copied = [
        "A ferry with ninety passengers ran aground on Tuesday morning, the coast guard reported.",
        "Fishermen from the next bay were the first to reach the hull and to throw ropes to those on deck.",
        "Two children were treated for cold in the clinic of the port and went home in the evening.",
        "The company that owns the ship promised to pay every ticket back before the end of the month.",
        "Buses carried the passengers to a gymnasium behind the market, where volunteers gave out blankets.",
        "The captain had sailed this route for eleven years without a single complaint from the harbour.",
    ]
    other = [
        "Lorry drivers blocked the ring road for an hour because of the toll that was announced in spring.",
        "Teachers in Halden asked for smaller classes and for a roof that keeps out the rain.",
        "A judge from another province will hear the case of the two brothers behind closed doors.",
        "Farmers in the upper valley expect the smallest harvest of rye since the flood of the last century.",
        "The council of Lodev meets again in March to choose a new director for the municipal theatre.",
        "The ministry of transport published its budget for the coming winter in the capital on Friday.",
    ]
    wire, holder, copy = (
        make_report(f"{name}.txt", "\n\n".join(text), published="2031-03-02")
        for name, text in (("wire", [*copied, *borrowed]), ("holder", [*other, *borrowed]), ("copy", copied))
    )
    # What wire and holder have in common joins them only once wire has a copy, in which holder has no part.
    in_steps = built([[wire, holder], [copy]], engine)
    assert differences(in_steps, built([[wire, holder, copy]], engine)) == {}
    assert len(in_steps["in_lineage"]) == 3
