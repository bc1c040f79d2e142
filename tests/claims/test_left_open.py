"""What a report of a later day tells is no report that a thing is still open."""

import doctest

import pytest
from tests.claims.conftest import read_story

from twosource.claims import left_open
from twosource.claims.alignment import word_weights
from twosource.claims.apart import are_apart
from twosource.claims.left_open import apart_from_open, tell_what_is_not_known
from twosource.claims.likeness import Likeness

OPEN = "The administrator has yet to say which of the 43 berths at Danne will reopen."
DONE = "The administrator will close 18 of the 43 berths at Danne."


def parts(*dates: str) -> list[int]:
    """Return how many statements of one group stay together."""
    story = read_story((OPEN, DONE), dates)
    group = [next(s for s in story.statements if s.report == r.id and not s.part) for r in story.reports]
    return [len(part) for part in apart_from_open([group], {r.id: r for r in story.reports})]


def test_what_is_told_on_a_later_day_is_no_report_that_it_is_open() -> None:
    assert parts("2021-05-10", "2021-05-11") == [1, 1]


def test_what_is_told_on_the_same_day_or_before_stays() -> None:
    assert parts("2021-05-10", "2021-05-10") == [2]
    assert parts("2021-05-11", "2021-05-10") == [2]


OPEN_AND_TOLD = [
    ("Nobody has been able to say who had steered the barge.", "None of its men had steered the barge.", True),
    ("It was not clear whether the lock was shut.", "The lock was shut.", True),
    ("No one there could tell how the gate broke.", "A rope broke the gate.", True),
    ("The mill made no further mention of a leak.", "A leak at the mill closed the road.", True),
    ("It was not clear what had caused the leak.", "The cause of the leak was unknown.", False),
    ("Nobody has been able to say who had steered the barge.", "It is a mystery who steered the barge.", False),
    ("No one there could tell how the gate broke.", "How the gate broke has not been established.", False),
    ("Nobody had steered the barge.", "None of its men had steered the barge.", False),
]


@pytest.mark.parametrize(("first", "second", "apart"), OPEN_AND_TOLD)
def test_that_nobody_knows_a_thing_is_no_telling_of_it(read_first, first, second, apart) -> None:
    one, other = read_first(first, second)
    assert tell_what_is_not_known(one, other) is tell_what_is_not_known(other, one) is apart
    if apart:
        assert are_apart(one, other, Likeness(word_weights([one, other])))


def test_what_somebody_does_not_mention_he_does_not_say(read) -> None:
    (report,) = ({s.text for s in read(("The mill made no further mention of a leak.",)).statements},)
    assert report == {"The mill made no further mention of a leak"}


def test_the_words_of_ignorance_are_found() -> None:
    assert not doctest.testmod(left_open).failed
