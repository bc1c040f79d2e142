"""What the words around a count say: all whom it met or those still held, now or before, and where."""

from __future__ import annotations

import pytest

from twosource.claims.statements import Statement
from twosource.claims.toll_words import has_grown, is_included, met_at_first, named_where
from twosource.model import Figure, Span

SEVEN = ("Seven", 7.0)


def counted(sentence: str, what: str = "missing", behind: str = "") -> tuple[Statement, str]:
    at = sentence.index("Seven") if "Seven" in sentence else sentence.index("seven")
    figure = Figure("", Span(at, at + 5), 7.0, 7.0, "=", 7.0, "people", None, what)
    whole = Span(0, len(sentence))
    statement = Statement("r0", whole, sentence, "own", (), (), "states", False, False, whole, 0.0, figure=figure)
    return statement, f"{sentence} {behind}"


@pytest.mark.parametrize(
    ("sentence", "met"),
    [
        ("Seven climbers were trapped on the ledge when the snow gave way.", True),
        ("Seven guests had been trapped in the lift, the hotel said.", True),
        ("A wall of mud trapped seven pickers in a shed.", True),
        ("Seven climbers were still trapped on the ledge at dusk.", False),
        ("Seven climbers remain trapped on the ledge.", False),
        ("Seven climbers spent a third night trapped on the ledge.", False),
        ("Seven climbers are missing.", False),
    ],
)
def test_all_who_were_trapped_are_not_those_who_still_are(sentence, met):
    assert met_at_first(*counted(sentence)) is met


@pytest.mark.parametrize(
    ("sentence", "behind", "grown"),
    [
        ("Seven pickers are now known to have died.", "", True),
        ("The toll has risen to seven, the mayor said.", "", True),
        ("One more died, bringing the toll to seven.", "", True),
        ("It brought its toll to 12, including the seven of Monday.", "", False),
        ("Seven pickers died.", "A seventh body was found at noon.", True),
        ("Seven pickers died.", "A sixth body was found at noon.", False),
        ("Seven pickers died, the mayor said.", "He now wants an inquiry.", False),
    ],
)
def test_a_toll_that_has_come_to_more_says_so(sentence, behind, grown):
    assert has_grown(*counted(sentence, "killed", behind)) is grown


def test_a_place_is_named_by_what_stands_before_it():
    statement, text = counted("Seven pickers died in the village of Hadden on Monday, Ada Fennick said.")
    assert named_where(statement, text) == {"Hadden"}


@pytest.mark.parametrize(
    ("sentence", "included"),
    [
        ("Its toll rose to 19, including the seven announced earlier.", True),
        ("Its toll rose to seven, including the two announced earlier.", False),
        ("Seven were killed, including the captain.", False),
    ],
)
def test_a_count_within_the_new_one_is_set_against_nobodys(sentence, included):
    assert is_included(*counted(sentence, "killed")) is included
