"""A number that is told as more than the first one, the missing of one evening, and what is in dispute."""

import pytest
from tests.claims.conftest import read_story

from twosource.claims.accounts import _of_its_deed
from twosource.model import Claim, Reading

SHUT = "The tunnel at Orlow will stay closed for at least six months, the road office said."
LONGER = (
    "The road office said that the tunnel at Orlow would be closed for at least nine months, longer than first"
    " announced."
)
DATES = ("2021-05-11", "2021-05-12")


def conflicts(*texts, dates=None):
    return [(c.kind, c.text) for c in read_story(texts, dates=dates or DATES[: len(texts)]).weighed.conflicts]


def test_longer_than_first_announced_takes_the_place_of_what_was():
    ((kind, text),) = conflicts(SHUT, LONGER)
    assert kind == "supersession"
    assert text.index("six months") < text.index("Then: ") < text.index("nine months")


@pytest.mark.parametrize(
    "later",
    [
        LONGER.replace("longer than first announced", "as first announced"),
        LONGER.replace("nine months", "four months"),
        LONGER.replace("nine months", "nine days"),
        LONGER.replace("the tunnel at Orlow", "the lock at Danne"),
    ],
)
def test_other_numbers_are_none_in_its_place(later):
    assert conflicts(SHUT, later) == []


def test_nothing_is_replaced_by_what_was_printed_on_the_day_before():
    assert conflicts(SHUT, LONGER, dates=DATES[::-1]) == []


FIVE = "The ferry sank at Orlow on Tuesday morning. Five people were still missing by nightfall, police officials said."
EIGHT = "The ferry sank at Orlow on Tuesday morning. Two men died. Eight others were unaccounted for last night."


def test_the_others_who_were_missing_last_night_are_the_missing_of_that_evening():
    ((kind, text),) = conflicts(FIVE, EIGHT)
    assert kind == "contradiction"
    assert "Five people were still missing" in text
    assert "Eight others" in text


def test_others_beside_missing_people_told_before_are_more_of_them():
    more = EIGHT.replace("Two men died.", "Two men were missing.")
    assert [kind for kind, text in conflicts(FIVE, more) if "Eight" in text] == []


def test_a_dispute_of_what_was_paid_carries_nothing_of_what_was_asked():
    texts = (
        "Ada Moll said nobody had asked this office for a single crown.",
        "Ada Moll said not a single crown had been paid for the boat.",
    )
    told = read_story(texts, dates=DATES)
    asked, paid = (next(s for s in told.statements if s.report == name and s.speakers) for name in ("r0", "r1"))
    readings = tuple(Reading(s.report, s.span, "l1", None) for s in (asked, paid))
    joined = Claim("c", paid.text, None, readings, 1, 1, (), "one report")
    assert _of_its_deed(paid, joined, [asked, paid]) == readings[1:]
