"""A number in common joins no two things: a whole of which one counts a part, or a count that one only speaks of."""

from __future__ import annotations

import doctest

import pytest

from twosource.claims import shared_numbers
from twosource.claims.alignment import word_weights
from twosource.claims.apart import are_apart
from twosource.claims.likeness import Likeness

TWO = [
    ("The Lantern List holds 61 of the 120 seats.", "Police counted 120."),
    ("Only 61 of all 120 berths are let.", "A warden counted 120."),
    ("The toll of 26 has not been explained.", "Twenty-six people died."),
    ("The toll of 26 could not be verified.", "The harbour office put the dead at 26."),
    ("The figure of 2,300 was discussed at length.", "Wardens counted 2,300 people on the pier."),
    ("Work will begin on Monday on all six piers.", "Work began on Monday on four of the six piers."),
    ("The harbour office shut each of the six piers.", "The harbour office shut four of its six piers."),
    ("Divers have searched five of nine locks.", "Divers have searched seven of the nine locks."),
    ("The 3,100 islanders were in no danger.", "Some 3,100 islanders were told to pack their bags."),
    ("The 460 workers of the mill did not draw wages.", "All 460 workers of the mill had to move out."),
]
ONE = [
    ("The Lantern List holds 61 of the 120 seats.", "Of 120 seats the Lantern List has 61."),
    ("The Lantern List holds 61 of the 120 seats.", "The council of 120 seats sat at noon."),
    ("Work began on Monday on four of the six piers.", "On Monday work began on four out of six piers."),
    ("Work began on all six piers.", "Of the six piers all are being worked on."),
    ("Four of the six piers are shut.", "Four of the nine piers are shut."),
    ("Four of the six piers are shut.", "All six ferries are tied up."),
    ("A third of all 260 berths are let.", "Some 90 of the 260 berths are let."),
    ("A toll of 26 was confirmed by doctors.", "Twenty-six people died."),
    ("The toll of 26 has not been explained.", "Nobody has explained the toll of 26."),
    ("The mill employs 61 of the 120 men at Tarn.", "At Tarn the office counted 120."),
    ("Some 3,100 homes had no power.", "Some 3,100 homes were without power."),
    ("The 460 workers were not moved out.", "All 460 workers had to move out."),
    ("Some 3,100 islanders were in danger.", "Some 3,100 islanders were told to pack their bags."),
    ("The sluice is not 12 metres deep.", "The sluice lies 12 metres down."),
]


@pytest.mark.parametrize(("first", "second", "apart"), [(*p, True) for p in TWO] + [(*p, False) for p in ONE])
def test_a_number_alone_joins_nothing(read_first, first, second, apart):
    one, other = read_first(first, second)
    assert shared_numbers.share_a_number_by_chance(one, other) is apart
    assert shared_numbers.share_a_number_by_chance(other, one) is apart
    if apart:
        assert are_apart(one, other, Likeness(word_weights([one, other])))


def test_all_of_a_whole_is_not_told_by_a_part_of_it(read):
    texts = (
        "The harbour office said on Monday that work would begin on Tuesday at 8 a.m. on all six piers.",
        "Work got under way at eight on Tuesday morning on four of the six piers.",
    )
    assert not any(len({r.report for r in c.readings}) > 1 for c in read(texts).weighed.claims)


def test_the_wholes_of_a_text_are_found():
    assert not doctest.testmod(shared_numbers).failed
