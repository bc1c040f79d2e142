"""What a report of a later day tells is no report that a thing is still open."""

from tests.claims.conftest import read_story

from twosource.claims.left_open import apart_from_open

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
