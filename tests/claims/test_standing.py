"""The counting rule of DESIGN, case by case."""

from __future__ import annotations

import pytest
from tests.claims.conftest import read_story

from twosource.claims import claims
from twosource.claims.confirmation import borne_out, may_be_another_time, one_of_many
from twosource.claims.copied import find_carriers, find_copied, find_second_hand
from twosource.claims.standing import count_standing
from twosource.model import Reading, Span


def reading(report: str, lineage: str, origin: str | None, stance: str = "states") -> Reading:
    return Reading(report, Span(0, 9), lineage, origin, stance)


CASES = {
    "two lineages and two origins": (
        [reading("a", "l1", "the mayor"), reading("b", "l2", "the hospital")],
        ("confirmed independently", 2, 2, 1),
    ),
    "two newsrooms heard one man": (
        [reading("a", "l1", "the mayor"), reading("b", "l2", "the mayor")],
        ("independently reported, one origin", 2, 1, 3),
    ),
    "an origin that no one names counts as none": (
        [reading("a", "l1", "the mayor"), reading("b", "l2", None)],
        ("independently reported, one origin", 2, 1, 3),
    ),
    "nobody says how they know": (
        [reading("a", "l1", None), reading("b", "l2", None)],
        ("independently reported, origin unknown", 2, 0, 3),
    ),
    "two origins in one copy, and a second newsroom that names nobody": (
        [reading("a", "l1", "the mayor"), reading("b", "l1", "the hospital"), reading("c", "l2", None)],
        ("independently reported, origins in one lineage only", 2, 2, 3),
    ),
    "ten outlets run one copy": (
        [reading(str(n), "l1", "the mayor") for n in range(10)],
        ("one report, run 10 times", 1, 1, 6),
    ),
    "one copy with two origins in it is still one report": (
        [reading("a", "l1", "the mayor"), reading("b", "l1", "the hospital")],
        ("one report, run 2 times", 1, 2, 6),
    ),
    "a denial of a confirmed claim": (
        [reading("a", "l1", "the mayor"), reading("b", "l2", "the hospital"), reading("c", "l3", "the port", "denies")],
        ("disputed", 2, 2, 6),
    ),
    "a withdrawal outweighs all": (
        [reading("a", "l1", "x"), reading("b", "l2", "y"), reading("c", "l2", "y", "withdraws")],
        ("withdrawn", 2, 2, None),
    ),
    "one report twice is one report": (
        [reading("a", "l1", "x"), reading("a", "l1", "x")],
        ("one report", 1, 1, 6),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_counting_rule(name):
    readings, (verdict, lineages, origins, credibility) = CASES[name]
    standing = count_standing(readings)
    assert (standing.verdict, standing.lineages, len(standing.origins), standing.credibility) == (
        verdict,
        lineages,
        origins,
        credibility,
    )


def test_order_of_readings_changes_nothing():
    readings, _ = CASES["a denial of a confirmed claim"]
    assert count_standing(readings) == count_standing(readings[::-1])


def test_a_borrowed_paragraph_is_no_second_source():
    readings = [reading("a", "l1", "the mayor"), reading("b", "l2", "the hospital")]
    standing = count_standing(readings, {"l1": "l1", "l2": "l1"}, joined=["l1 and l2 print the same words here"])
    assert standing.lineages == 1
    assert standing.verdict == "one report, run 2 times"
    assert "l1 and l2 print the same words here" in standing.reasons


TOLD = "Divers brought up the black box of the ferry Astrid from the bed of the sound on Tuesday night"


def test_respelt_copy_is_seen():
    british = "The harbour authority organised a search of the grey coloured hull before the ferry was moved"
    american = "The harbor authority organized a search of the gray colored hull before the ferry was moved"
    assert find_copied([("l1", british), ("l2", american)]).first["l2"] == "l1"


def test_the_same_quoted_words_are_no_copy():
    quoted = "“We looked for hours and then the light went and there was nothing that anyone could do”"
    assert find_copied([("l1", f"{quoted}, said Moll."), ("l2", f"Ada Moll told us: {quoted}.")]) == (
        {"l1": "l1", "l2": "l2"},
        (),
    )


def test_a_short_common_phrase_is_no_copy():
    assert find_copied([("l1", "The minister said on Monday."), ("l2", "The minister said on Monday.")]).pairs == ()


def test_copying_runs_on_from_one_to_the_next():
    assert find_copied([("l1", TOLD), ("l2", TOLD), ("l3", TOLD + ", police said")]) == (
        {"l1": "l1", "l2": "l1", "l3": "l1"},
        (("l1", "l2"), ("l1", "l3")),
    )


def test_what_one_of_a_house_copies_names_the_story_that_it_was_copied_from():
    houses = {"l1": "l1", "l2": "l2", "l3": "l1"}
    told = [("l1", "The box was found."), ("l2", TOLD), ("l3", TOLD)]
    assert find_copied(told, houses) == ({"l1": "l1", "l2": "l1", "l3": "l1"}, (("l2", "l3"),))


ROOMS = {"l1": "Tide Courier", "l2": "NNA", "l3": "Sound Post"}


def test_what_is_passed_on_from_another_paper_counts_with_that_paper():
    assert find_second_hand([("l1", "the mayor"), ("l2", "Tide Courier")], ROOMS) == {"l2": "l1"}


def test_a_newsroom_that_also_heard_it_itself_is_no_second_hand():
    assert find_second_hand([("l2", "Tide Courier"), ("l2", "the mayor"), ("l1", None)], ROOMS) == {}


def test_a_newsroom_is_not_second_hand_to_itself():
    assert find_second_hand([("l1", "Tide Courier")], ROOMS) == {}


def test_what_she_did_is_not_what_many_did(read):
    many, one, other = read(
        ("Blues held their majority in Orlow. She held their majority in Orlow. Moll held the chair in Orlow.",)
    ).statements
    assert one_of_many(many, one)
    assert one_of_many(one, many)
    assert not one_of_many(other, one)


def test_an_act_that_is_done_again_and_again_is_of_one_day():
    texts = (
        "Ada Moll met Piet Vos in the old mill.",
        "Last month Ada Moll met Piet Vos in the old mill.",
        "In 2012 Ada Moll sold the old mill.",
    )
    now, before, sold = (next(s for s in read_story(texts).statements if s.report == f"r{n}") for n in range(3))
    assert may_be_another_time(now, before)
    assert not may_be_another_time(now, now)
    assert not may_be_another_time(before, before)
    assert not may_be_another_time(now, sold)


def test_a_meeting_of_last_month_bears_out_none_without_a_day():
    def standing(first: str, second: str) -> set[str]:
        return {c.standing for c in read_story((first, second)).weighed.claims}

    again = "Last month the country's leaders met for the drowned."
    assert "confirmed independently" not in standing("The country's leaders met.", again)
    assert "confirmed independently" in standing(
        "The country's leaders met on Monday.", "On Monday the country's leaders met for the drowned."
    )


@pytest.mark.parametrize(
    ("first", "second", "confirmed"),
    [
        (
            "Dockers are expected to press Ada Moll on Monday.",
            "On Monday dockers are expected to question Ada Moll about the ferry.",
            False,
        ),
        (
            "Ada Moll is expected to announce a strike on Monday.",
            "Nobody in Danne wants a strike, and yet on Monday Ada Moll is expected to announce one strike more.",
            True,
        ),
        ("The country's leaders met on Monday.", "On Monday the country's leaders met for the drowned.", True),
        ("The country's leaders met them on Monday.", "On Monday the country's leaders met them in Danne.", False),
    ],
)
def test_what_is_expected_or_done_to_it_is_not_confirmed_by_another_deed_or_thing(first, second, confirmed):
    standings = {c.standing for c in read_story((first, second)).weighed.claims}
    assert ("confirmed independently" in standings) is confirmed


@pytest.mark.parametrize(
    ("origins", "carried"),
    [
        ([("l1", "harbour office"), ("l1", "NNA")], {"NNA": "harbour office"}),
        ([("l1", "harbour office"), ("l2", "NNA news agency")], {"NNA news agency": "harbour office"}),
        ([("l1", None), ("l2", "NNA")], {}),
        ([("l1", "own account of NNA"), ("l2", "NNA")], {}),
        ([("l1", "harbour office"), ("l2", "dockers' union")], {}),
    ],
)
def test_an_agency_that_names_its_source_is_no_second_origin(origins, carried):
    assert find_carriers(origins, {"l1": "NNA", "l2": "Tide Courier"}) == carried


@pytest.mark.parametrize(("sends", "borne"), [("would send", ""), ("had sent", "50 people deployed.")])
def test_who_would_be_sent_was_not_sent(sends: str, borne: str):
    told = (f"Ada Moll said Ruthia {sends} 50 observers to Danne.", "Otto Falk said Ruthia had sent 50 observers.")
    story = read_story(told)
    a, b = (next(s for s in story.statements if s.report == f"r{n}" and s.figure) for n in range(2))
    assert borne_out(a, b, {r.id: r.text for r in story.reports}, lambda *_: ()) == borne


def test_sources_who_are_known_are_never_an_origin_unknown(read, monkeypatch):
    monkeypatch.setattr(claims, "_in_passing", lambda _: True)
    told = (
        "The death toll from the slide at Orlow rose to 23 on Tuesday, the health ministry said.",
        "Maud Ebel, director of the clinic, said it had 23 bodies from Orlow in its hall.",
        "The slide at Orlow killed 23 people.",
    )
    (claim, *_) = read(told).claims_holding(["0: The death toll", "1: 23 bodies"])
    assert claim.standing == claims.UNSURE
    assert len(claim.origins) == 2
    assert claims.BARE_NUMBER in claim.reasons


def test_a_clause_that_leaves_out_what_it_is_of_weighs_nothing(read):
    told = read(
        ("The harbour board said ten clerks had not resigned. Two had, the harbour board said.",)
    ).weighed.claims
    assert [c.weight > 0 for c in told if c.text.rstrip(".").endswith("Two had")] == [False]
