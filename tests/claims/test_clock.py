"""Hours read to the minute that differ are two happenings; rounded, loose and zoned ones may be one."""

from __future__ import annotations

import pytest

from twosource.claims.alignment import word_weights
from twosource.claims.apart import are_apart
from twosource.claims.clock import tell_hours_of_others
from twosource.claims.likeness import Likeness

HOURS = [
    ("The siren at Tarn went off at 4:10 a.m.", "At 9:40 a.m. a siren went off at Tarn.", True),
    ("The siren at Tarn went off at 4:10 a.m.", "At 5 a.m. a siren went off at Tarn.", True),
    ("The siren at Tarn went off at 4:42 a.m.", "At 4.43am a siren went off at Tarn.", True),
    ("The siren at Tarn went off at 4:50 a.m.", "At 5.05am a siren went off at Tarn.", True),
    ("The siren at Tarn went off at 4:42 a.m.", "At about quarter to five a siren went off at Tarn.", False),
    ("The siren at Tarn went off at 4:42 a.m.", "At 4.40 a.m. a siren went off at Tarn.", False),
    ("The siren at Tarn went off at 4:42 a.m.", "At around 5 a.m. a siren went off at Tarn.", True),
    ("The siren at Tarn went off at 4:48 a.m.", "At around 5 a.m. a siren went off at Tarn.", False),
    ("The siren at Tarn went off shortly before 5 a.m.", "At around 4.30 a.m. a siren went off at Tarn.", False),
    ("The siren at Tarn went off at 4:42 a.m.", "Shortly before 5 a.m. a siren went off at Tarn.", False),
    ("The siren at Tarn went off a little after 4 a.m.", "At about 4.20 a.m. a siren went off at Tarn.", False),
    ("The siren at Tarn went off at 4:52 a.m.", "At 5 a.m. a siren went off at Tarn.", False),
    ("The siren at Tarn went off at 4:10 a.m.", "The siren went off at Tarn between 4 and 6 a.m.", False),
    ("The siren at Tarn went off at 4:10 a.m.", "The siren went off at Tarn from half past three to six a.m.", False),
    ("The ferry from Danne to Tarn ran aground at 4:42 a.m.", "The ferry from Danne ran aground at 5:13 a.m.", True),
    ("The ferry from Danne to Tarn ran aground at 4:42 a.m.", "The ferry to Tarn ran aground at 4:40 a.m.", False),
    ("The siren at Tarn went off at 4:10 p.m.", "A siren went off at Tarn at ten past four.", False),
    ("The siren at Tarn went off at 4:10 a.m.", "A siren went off at Tarn.", False),
    ("The siren at Tarn went off at 4:10 a.m.", "At 9:40 a.m. local time a siren went off at Tarn.", False),
]


@pytest.mark.parametrize(("first", "second", "apart"), HOURS)
def test_hours_that_no_rounding_makes_one_are_two_happenings(read_first, first, second, apart):
    one, other = read_first(first, second)
    likeness = Likeness(word_weights([one, other]))
    assert are_apart(one, other, likeness) is apart
    assert are_apart(other, one, likeness) is apart


OTHERS = [
    ("The mate said he radioed the lifeboat at 4:10 a.m.", "A lifeboat sank at Tarn shortly before 4:30 a.m.", True),
    ("The mate said he radioed the lifeboat at 4:10 a.m.", "A lifeboat was called shortly before 4:30 a.m.", False),
    ("The lifeboat sank at 4:10 a.m.", "The lifeboat went down at Tarn shortly before 4:30 a.m.", False),
    ("The collision happened shortly before 4:30 a.m.", "Two barges collided at 4:10 a.m.", False),
    ("The mate said he radioed the lifeboat at 4:10 a.m.", "A lifeboat sank at Tarn shortly before 2:30 GMT.", False),
    ("The mate radioed the lifeboat at 4:10 a.m.", "A lifeboat sank at Tarn between 4 and 5 a.m.", False),
]


@pytest.mark.parametrize(("first", "second", "others"), OTHERS)
def test_what_two_did_by_two_verbs_at_two_hours_is_no_one_thing(read_first, first, second, others):
    one, other = read_first(first, second)
    assert tell_hours_of_others(one, other) is others
    assert tell_hours_of_others(other, one) is others


ALIKE = [
    (
        "The lock was shut at 6:50 a.m. on Monday for the divers.",
        "The lock was shut at 8.05 a.m. on Monday for divers.",
    ),
    (
        "The lock at Tarn stays shut to barges from Monday until Tuesday.",
        "The lock at Tarn stays shut to barges from Monday until Thursday.",
    ),
]


@pytest.mark.parametrize(("first", "second"), ALIKE)
def test_other_hours_and_days_keep_apart_what_has_nearly_the_same_words(read, first, second):
    assert not any(len({r.report for r in c.readings}) > 1 for c in read((first, second)).weighed.claims)


def test_who_names_fewer_days_says_less_and_nothing_else(read):
    texts = (
        "The lock at Tarn stays shut to barges from Monday until Tuesday.",
        "The lock at Tarn stays shut to barges from Monday.",
    )
    assert any(len({r.report for r in c.readings}) == 2 for c in read(texts).weighed.claims)
