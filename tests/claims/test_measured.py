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


def test_the_words_of_units_are_found():
    assert not doctest.testmod(measured).failed
