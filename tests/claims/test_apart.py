"""What two tellings may not differ in and be one claim, and what only looks like it."""

from __future__ import annotations

import doctest

import pytest

from twosource.claims import not_so, shares
from twosource.claims.alignment import word_weights
from twosource.claims.apart import are_apart
from twosource.claims.evidence import PIECES, Evidence
from twosource.claims.likeness import Likeness

SHARES = [
    ("One in eight barrels went to Orlow.", "About 12 per cent of the barrels went to Orlow.", False),
    ("One in eight barrels went to Orlow.", "About 22 per cent of the barrels went to Orlow.", True),
    ("The catch at Tarn has shrunk by about a third.", "The catch at Tarn has shrunk by 32 percent.", False),
    ("The catch at Tarn has shrunk by about a third.", "The catch at Tarn has shrunk by 41 percent.", True),
    ("At Tarn 97 percent of divers stayed at home.", "At Tarn 1,940 divers out of 2,000 stayed at home.", False),
    ("At Tarn more than 67 percent of divers came.", "At Tarn 68 percent of divers came.", False),
    ("At Tarn more than 67 percent of divers came.", "At Tarn 81 percent of divers came.", True),
    ("Two thirds of those on the list came to Tarn.", "Of all on the list 68 percent came to Tarn.", False),
]
DENIED = [
    ("There is no trace of the grey barge.", "Since Monday the barge has been out of sight of land at Tarn.", False),
    ("There is no bell at the lock in Tarn.", "A bell stood at the lock in Tarn.", True),
    ("The nine divers were not found at Tarn.", "The nine divers were found at Tarn.", True),
]
NAMED = [
    (
        "She resigned on Monday.",
        "Ada Fennick resigned as harbour master of Tarn after a row over a crane.",
        False,
    ),
    ("The row.", "Ada Fennick resigned as harbour master of Tarn after a row over a crane.", True),
    ("A third diver was hurt at Tarn.", "A diver was hurt at Tarn.", True),
    ("The diver lost a third of his blood at Tarn.", "The diver lost blood at Tarn.", False),
]


@pytest.mark.parametrize(("first", "second", "apart"), SHARES + DENIED + NAMED)
def test_whether_slots_forbid_that_two_are_one(read_first, first, second, apart):
    one, other = read_first(first, second)
    likeness = Likeness(word_weights([one, other]))
    assert are_apart(one, other, likeness) is apart
    assert are_apart(other, one, likeness) is apart


@pytest.mark.parametrize(("second", "shared"), [("12 per cent of the barrels", 1), ("22 per cent of the barrels", 0)])
def test_a_fraction_and_its_percents_are_a_number_in_common(read_first, second, shared):
    one, other = read_first("One in eight barrels went to Orlow.", f"About {second} went to Orlow.")
    texts = {s.report: s.text for s in (one, other)}
    pieces = Evidence([one, other], texts, Likeness(word_weights([one, other]))).between(one.report, other.report)
    assert pieces[PIECES.index("a number in common"), 0, 0] == shared


def test_the_examples_hold():
    assert not doctest.testmod(shares).failed
    assert not doctest.testmod(not_so).failed
