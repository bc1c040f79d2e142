"""Whose work a lineage is: an outlet that writes twice about one event is one newsroom and no second source."""

from __future__ import annotations

import pytest

from twosource.annotation import annotate_reports, resolve_story
from twosource.claims import weigh_story
from twosource.claims.houses import find_houses
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.model import Claim, Lineage, Report

from .conftest import SETTINGS

# What the lineages are: for each, the outlets that run it and its credit; and which of them are of one house.
CASES = {
    "two stories of one outlet": ([(["Tide Courier"], None), (["Tide Courier"], None)], [["l1", "l2"]]),
    "the name in other letters": ([(["Tide Courier"], None), (["The  TIDE COURIER"], None)], [["l1", "l2"]]),
    "two outlets": ([(["Tide Courier"], None), (["Harbour Post"], None)], []),
    "outlets that are not known": ([([None], None), ([None], None)], []),
    "two stories of one agency": ([(["Tide Courier"], "NNA"), (["Harbour Post"], "nna")], [["l1", "l2"]]),
    "an agency with the trade's word in its name": ([(["Echo"], "Orlow News Agency")] * 2, [["l1", "l2"]]),
    "a wire's copy is not its customer's": ([(["Tide Courier"], "NNA"), (["Tide Courier"], None)], []),
    "an agency on its own page": ([(["Orlow Wire"], None), (["Tide Courier"], "Orlow Wire")], [["l1", "l2"]]),
    "an agency by its whole name": ([(["Orlow News Agency"], None), (["Echo"], "Orlow")], [["l1", "l2"]]),
    "an agency by its long name": ([(["The Associated Press"], None), (["Tide Courier"], "AP")], [["l1", "l2"]]),
    "wires that nobody names": ([(["Tide Courier"], "Agencies"), (["Tide Courier"], "Agencies")], []),
    "staff with wires": ([(["Tide Courier"], "Staff and agencies"), (["Tide Courier"], None)], [["l1", "l2"]]),
    "copy that two outlets run": ([(["Tide Courier", "Echo"], None), (["Tide Courier"], None)], []),
    "a wire's copy that a paper runs": ([(["Tide Wire", "Echo"], None), (["Tide Wire"], None)], [["l1", "l2"]]),
    "copy that two wires run": ([(["Tide Wire", "Orlow Press Agency"], None), (["Tide Wire"], None)], []),
    "three stories": ([(["Echo"], None), (["Post"], None), (["Echo"], None), (["Echo"], None)], [["l1", "l3", "l4"]]),
}


def lines(told: list[tuple[list[str | None], str | None]]) -> tuple[list[Report], list[Lineage]]:
    reports, lineages = [], []
    for n, (outlets, credit) in enumerate(told, 1):
        ran = [Report(f"r{n}{k}", "", "", outlet=outlet) for k, outlet in enumerate(outlets)]
        lineages.append(Lineage(f"l{n}", tuple(r.id for r in ran), credit))
        reports += ran
    return reports, lineages


@pytest.mark.parametrize("name", CASES)
def test_lineages_of_one_house(name):
    told, expected = CASES[name]
    first = find_houses(*lines(told)).first
    together: dict[str, list[str]] = {}
    for lineage, house in first.items():
        together.setdefault(house, []).append(lineage)
    assert [found for found in together.values() if len(found) > 1] == expected


def test_copy_of_two_outlets_is_of_the_one_that_it_is_shown_to_come_from():
    reports, lineages = lines([(["Tide Courier", "Echo"], None), (["Tide Courier"], None)])
    assert find_houses(reports, lineages, {"r11"}).first == {"l1": "l1", "l2": "l1"}
    assert find_houses(reports, lineages).first == {"l1": "l1", "l2": "l2"}
    hidden = [Lineage("l1", ("r10", "r11"), inferred_original=True), lineages[1]]
    assert find_houses(reports, hidden, {"r11"}).first == {"l1": "l1", "l2": "l2"}


def test_an_agency_is_called_by_its_credit_and_wires_that_nobody_names_stay_so():
    told = [(["The Associated Press"], None), (["Echo"], "AP"), (["Echo"], "Staff and agencies"), ([None], None)]
    names = find_houses(*lines(told)).names
    assert names == {"l1": "AP", "l2": "AP", "l3": "Staff and agencies", "l4": "the newsroom behind r40"}


FIRST = "Thirty people were hurt when the quay gave way, the harbour master, Ada Moll, said."
LATER = "Ada Moll, the harbour master, spoke again of the quay and said that 30 people were hurt in it."
OTHER = "In all, 30 people were hurt, the hospital's director, Piet Vos, said."


def weigh(*told: tuple[str, str]) -> list[Claim]:
    """Weigh a story of texts with their outlets, told on one day after the other; each is a lineage of its own."""
    reports = [
        make_report(f"r{n}", text, outlet=outlet, published=f"2021-05-{11 + n}")
        for n, (outlet, text) in enumerate(told, 1)
    ]
    noted = annotate_reports(reports, LocalEngine(), SETTINGS)
    notes = resolve_story(reports, [noted[r.id] for r in reports])
    lineages = [Lineage(f"l{n}", (r.id,)) for n, r in enumerate(reports, 1)]
    return list(weigh_story("s1", reports, notes, lineages, SETTINGS).claims)


def hurt(claims: list[Claim], reports: int) -> Claim:
    (claim,) = [c for c in claims if c.reports == reports and any(r.value == (30, 30) for r in c.readings)]
    return claim


def test_a_follow_up_is_no_second_lineage_for_what_its_newsroom_said_before():
    claim = hurt(weigh(("Tide Courier", FIRST), ("Tide Courier", LATER)), 2)
    assert (claim.standing, claim.lineages, claim.credibility) == ("one newsroom, in 2 reports", 1, 6)
    assert claim.reasons == ("l1 and l2 are stories of one newsroom, Tide Courier, and count once",)


def test_another_newsroom_still_counts():
    claim = hurt(weigh(("Tide Courier", FIRST), ("Harbour Post", LATER)), 2)
    assert (claim.standing, claim.lineages) == ("independently reported, one origin", 2)
    assert not [r for r in claim.reasons if "count" in r]


def test_two_sources_of_one_newsroom_confirm_nothing():
    claim = hurt(weigh(("Tide Courier", FIRST), ("tide courier", OTHER)), 2)
    assert (claim.standing, len(claim.origins)) == ("one newsroom, in 2 reports", 2)
    assert hurt(weigh(("Tide Courier", FIRST), ("Harbour Post", OTHER)), 2).standing == "confirmed independently"


def test_what_is_copied_from_a_follow_up_says_so():
    copy = LATER.removesuffix(".") + " on Tuesday."
    claim = hurt(weigh(("Tide Courier", FIRST), ("Harbour Post", copy), ("Tide Courier", LATER)), 3)
    assert claim.lineages == 1
    assert claim.reasons == (
        "l1 and l3 are stories of one newsroom, Tide Courier, and count once",
        "l2 and l3 print the same words here and count as one",
    )


def test_own_accounts_of_one_newsroom_have_one_origin():
    told = (
        "The country observed a day of mourning on Monday.",
        "On Monday the whole country observed a day of mourning.",
    )
    (claim,) = [c for c in weigh(("Tide Courier", told[0]), ("TIDE COURIER", told[1])) if c.reports == 2]
    assert claim.standing == "one newsroom, in 2 reports"
    assert claim.origins == ("own account of Tide Courier",)
