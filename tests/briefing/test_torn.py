"""A piece that was torn out of a sentence is not told."""

from __future__ import annotations

import pytest

from twosource.briefing.fit import is_fit
from twosource.briefing.torn import is_torn
from twosource.model import Claim


@pytest.mark.parametrize(
    "told",
    [
        "Harbour board: Because two carts had been counted twice.",
        "Ada Moll: Unless the board of the lock is satisfied that the 1,200 planks are sound.",
        "Although closing the well-kept yard by order may be legal.",
        "When more than nine keepers have made the same request of Ada Moll.",
        "Ada Moll: Will take a leave of absence.",
        "Had cleared the lower lock in a night.",
        "Police: 20 guards were hurt and over.",
        "Ada Moll: “The keeper] agreed with the plan.”",
    ],
)
def test_a_piece_of_a_sentence_is_none(told: str) -> None:
    assert is_torn(told)
    assert not is_fit(Claim("c", told, None, (), 1, 1, (), ""))


@pytest.mark.parametrize(
    "told",
    [
        "Because two carts had been counted twice, the toll was too high.",
        "Because of the storm nobody left Tarn.",
        "Ada Moll: “Because the pump is gone.”",
        "If the tests come back clean the board would open the lock.",
        "Since May the board has shut nine locks.",
        "After the fire nobody came.",
        "Will Tarn took a leave of absence.",
        "Was the lock shut?",
        "Had it rained, the lock would have held.",
        "Ada Moll: The town is being taken advantage of.",
        "The keeper [Ada Moll] agreed with the plan.",
    ],
)
def test_a_sentence_is_whole_however_it_opens(told: str) -> None:
    assert not is_torn(told)
