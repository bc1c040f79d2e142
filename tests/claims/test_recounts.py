"""Counts of one thing that is told in other words are set against each other, by who gave them and when."""

from __future__ import annotations

import pytest

# Two newsrooms on tainted milk; each has enough to say that being the likest tells something.
FIRST = """The Health Institute said on Thursday that 47 children in Orlow have too much lead in their blood.

The dairy at Tarn closed its gates at noon.

Ada Fennick, the mayor, asked shops to clear their shelves.

A lorry with 900 churns was stopped at the bridge.

Farmers poured milk into the river in protest.

The price of goat's milk doubled within the day.

Nobody from the dairy came to the door."""
SECOND = """Sixty-one children in Orlow have too much lead in their blood, the Health Institute said on Friday.

Tarn's dairy will stay shut until its pipes have been replaced.

Shops threw away what they had, as Ada Fennick had asked them to.

The stopped lorry still stands on the bridge and has begun to smell.

A choir of forty sang for the families in the town hall.

Two inspectors arrived from the capital with a van of bottles.

Schools will hand out water instead of milk."""
DAYS = ("2021-05-13", "2021-05-14")


def test_a_later_count_by_one_source_replaces_the_earlier(read):
    (conflict,) = read((FIRST, SECOND), DAYS).weighed.conflicts
    assert conflict.kind == "supersession"
    assert conflict.text.index("47 children") < conflict.text.index("Sixty-one children")


def test_two_who_are_named_contradict_each_other(read):
    (conflict,) = read((FIRST, SECOND.replace("the Health Institute", "the farmers' union")), DAYS).weighed.conflicts
    assert conflict.kind == "contradiction"


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("Sixty-one", "Forty-seven"),  # the same count
        ("Sixty-one children", "Another sixty-one children"),  # more than was counted before
        ("the Health Institute said on Friday", "as was expected"),  # nobody gives it
        ("Sixty-one children", "Sixty-one miners"),  # others are counted
    ],
)
def test_what_is_no_other_count_of_one_thing_is_let_be(read, said, instead):
    assert said in SECOND
    assert not read((FIRST, SECOND.replace(said, instead)), DAYS).weighed.conflicts


def test_counts_of_two_days_are_two_counts(read):
    told = [text.replace("have too much lead in their blood", "fell ill on {}") for text in (FIRST, SECOND)]
    one_day = read(tuple(text.format("Wednesday") for text in told), DAYS).weighed.conflicts
    assert [c.kind for c in one_day] == ["supersession"]
    assert not read(tuple(map(str.format, told, ("Tuesday", "Wednesday"))), DAYS).weighed.conflicts


# Two newsrooms count those in the tents of one town; each has enough to say that being the likest tells something.
TENTS = """Some 1,400 people were in the tents at Orlow by 7 a.m., the council said.

The dairy at Tarn closed its gates at noon.

Ada Fennick, the mayor, asked shops to clear their shelves."""
TENTS_AFTER = """Some 1,900 people were in the tents at Orlow at noon, the farmers' union said.

Tarn's dairy will stay shut until its pipes have been replaced.

Two inspectors arrived from the capital with a van of bottles."""


def test_counts_of_two_hours_are_stages_of_one_count(read):
    (conflict,) = read((TENTS, TENTS_AFTER)).weighed.conflicts
    assert conflict.kind == "supersession"
    assert conflict.text.index("1,400") < conflict.text.index("1,900")


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (" at noon", ""),  # of no hour: somebody errs
        (" at noon", " at 7 a.m."),  # of the same hour
    ],
)
def test_counts_of_one_hour_are_a_quarrel(read, said, instead):
    (conflict,) = read((TENTS, TENTS_AFTER.replace(said, instead))).weighed.conflicts
    assert conflict.kind == "contradiction"


def test_two_hours_at_which_something_was_done_put_counts_in_no_order(read):
    assert not read((TENTS.replace("by 7", "at 7"), TENTS_AFTER)).weighed.conflicts
