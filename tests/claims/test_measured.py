"""Two measures are one where what is measured is one; a number in common joins no two things."""

from __future__ import annotations

import doctest

from twosource.claims import measured

TRAPPED = (
    "Nine divers were trapped about 40 metres below the lake on Tuesday when a gate fell, the harbour office said."
)


def test_two_depths_of_two_things_are_two(read):
    story = read((TRAPPED, "The wreck lay between 38 and 42 metres down, in mud that nobody had charted."))
    assert all(len({r.report for r in claim.readings}) == 1 for claim in story.weighed.claims)


def test_two_depths_of_one_thing_are_one(read):
    story = read((TRAPPED, "The gate shut them in between 38 and 42 metres down, and the divers waited."))
    assert story.claims_holding(["0: about 40", "1: 38 and 42"])


def test_two_prices_of_one_work_are_one(read):
    texts = (
        "The repair of the lock will cost 40 million crowns, Mayor Ines Karpel said.",
        "Repairs to the lock, put at 40 million crowns, begin in May.",
    )
    assert read(texts).claims_holding(["0: 40 million crowns", "1: 40 million crowns"])


def test_a_bound_that_says_which_things_are_meant_is_no_telling_of_a_limit(read):
    texts = (
        "Riders for Tarn are sent over the mill weir, where a weight limit of 2.5 tonnes applies.",
        "The A7 stays closed, the harbour office said. Carts of more than 2.5 tonnes must take the ferry.",
    )
    assert not read(texts).claims_holding(["0: 2.5 tonnes", "1: 2.5 tonnes"])


def test_a_bound_of_one_thing_is_one_with_its_number(read):
    texts = (
        "The barge at Orlow carried more than 400 tonnes of grain, the harbour office said.",
        "The barge had 430 tonnes of grain on board, the mayor said.",
    )
    assert read(texts).claims_holding(["0: 400 tonnes", "1: 430 tonnes"])


def test_the_words_of_units_are_found():
    assert not doctest.testmod(measured).failed


def test_two_speeds_are_not_one_for_the_limit_that_both_were_above(read):
    texts = (
        "The barge ran at 118 km/h where 70 km/h are allowed, the harbour office said.",
        "A recorder put the barge at 103 km/h, with 70 km/h allowed, the mayor said.",
        "The barge passed the lock, where 70 km/h are allowed, the mayor said.",
    )
    assert not read(texts[:2]).claims_holding(["0: 70 km/h", "1: 70 km/h"])
    assert read((texts[0], texts[2])).claims_holding(["0: 70 km/h", "1: 70 km/h"])
