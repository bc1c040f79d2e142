"""Who owns an outlet and whose wire it takes: what two newsrooms tell in their own sentences may be one newsroom's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twosource.annotation import annotate_reports, resolve_story
from twosource.claims import weigh_story
from twosource.claims.register import Newsrooms, join_newsrooms, with_carried, with_register
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.model import Claim, Lineage, Report, Source

from .conftest import SETTINGS, TODAY

TEXTS = (
    "The country observed a day of mourning on Monday.",
    "On Monday the whole country observed a day of mourning for the drowned.",
)


def told(texts: tuple[str, ...], register: tuple[Source, ...], credits: tuple[str | None, ...] = (None, None)) -> Claim:
    """Weigh two reports of the Tide Courier and the Harbour Post; return the claim that both make."""
    outlets = ("Tide Courier", "Harbour Post")
    reports = [
        make_report(f"r{n}", text, published=TODAY, outlet=outlet)
        for n, (text, outlet) in enumerate(zip(texts, outlets, strict=True))
    ]
    noted = annotate_reports(reports, LocalEngine(), SETTINGS)
    notes = resolve_story(reports, [noted[r.id] for r in reports])
    lineages = [Lineage(f"l{n + 1}", (r.id,), credit=credits[n]) for n, r in enumerate(reports)]
    claims = weigh_story("s1", reports, notes, lineages, SETTINGS, (), register).claims
    (claim,) = [c for c in claims if c.reports == 2]
    return claim


def test_two_owners_are_two_newsrooms():
    register = (Source("Tide Courier", owner="Varel Press"), Source("Harbour Post", owner="Orlow Media"))
    claim = told(TEXTS, register)
    assert claim.standing == "confirmed independently"
    assert not [reason for reason in claim.reasons if "Press" in reason]


def test_two_outlets_of_one_owner_are_one_newsroom():
    register = (Source("Tide Courier", owner="Varel Press"), Source("Harbour Post", owner="Varel Press"))
    claim = told(TEXTS, register)
    assert claim.standing != "confirmed independently"
    assert claim.origins == ("own account of Tide Courier",)
    assert "Tide Courier and Harbour Post belong to Varel Press: their own accounts count as one" in claim.reasons


@pytest.mark.parametrize(("wires", "confirmed"), [(("NNA",), False), (("nna",), False), (("Orlow Wire",), True)])
def test_a_customer_of_the_wire_is_not_shown_independent_of_it(wires, confirmed):
    claim = told(TEXTS, (Source("Harbour Post", wires=wires),), ("NNA", None))
    assert (claim.standing == "confirmed independently") == confirmed
    reason = "Harbour Post takes the wire of NNA: not shown to be independent of it"
    assert (reason in claim.reasons) != confirmed


@pytest.mark.parametrize(
    ("note", "credit", "independent"),
    [
        ("With material from Quaywire", "Quaywire", False),
        ("The Associated Press contributed to this report", "AP", False),
        ("Quaywire contributed to this report", "Quay", True),
        (None, "Quaywire", True),
    ],
)
def test_a_note_that_an_agency_had_a_part_shows_no_independence_of_it(note, credit, independent):
    reports = [Report("a", "", ""), Report("b", "", "", outlet="Harbour Post", credit_printed=note)]
    lineages = [Lineage("l1", ("a",), credit=credit), Lineage("l2", ("b",))]
    found = join_newsrooms({"l1": credit, "l2": "Harbour Post"}, reports, lineages, ())
    assert found.names["l2"] == ("Harbour Post" if independent else credit)
    reason = f"Harbour Post prints that {credit} had a part in it: not shown to be independent of it"
    assert found.reasons == ({} if independent else {"l2": reason})


def test_what_reports_carry_is_added_and_what_is_registered_goes_before():
    reports = [
        Report("a", "", "", outlet="Echo", owner="Varel Press", wires=("NNA",)),
        Report("b", "", "", outlet="Echo", wires=("AFP",)),
        Report("c", "", "", outlet="Herald", owner="Varel Press"),
        Report("d", "", "", outlet="Herald", owner="Orlow Media"),
        Report("e", "", "", outlet="Post", owner="Orlow Media"),
        Report("f", "", "", outlet="Sheet"),
        Report("g", "", "", owner="Varel Press"),
    ]
    register = (Source("Post", owner="Varel Press"),)
    assert with_carried(register, reports) == (
        *register,
        Source("Echo", "Varel Press", ("AFP", "NNA")),
        Source("Herald"),  # two owners: not known
    )
    assert with_carried(register, reports[::-1]) == with_carried(register, reports)


def test_named_sources_of_two_papers_of_one_owner_are_two():
    claim = told(TEXTS, ())
    named = ("coast guard", "harbour office")
    readings = tuple(replace(r, origin=name) for r, name in zip(claim.readings, named, strict=True))
    claim = replace(claim, readings=readings, origins=named)
    one = Newsrooms({"l1": "Tide Courier", "l2": "Tide Courier"}, {"l2": "both belong to Varel Press"})
    assert with_register([claim], one) == [claim]
