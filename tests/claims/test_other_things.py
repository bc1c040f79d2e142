"""Two statements that share their words and are of two things for one of them, and what only looks so."""

from __future__ import annotations

import pytest

from twosource.claims.amounts import give_other_amounts
from twosource.claims.other_things import tell_of_others

OTHERS = [
    ("Rail traffic between Danne and Orlow was stopped.", "Flights between Danne and Orlow were stopped."),
    ("The race on the canal is on Monday.", "The race on the canal was put off."),
    ("The council backed the new lock unanimously.", "Two members of the council voted against the new lock."),
    ("Two dockers drowned in the lock on Monday.", "A docker who had been counted as drowned was found alive."),
    ("The mill said that trams would run from Monday.", "The mill said that trams would run only after that."),
    ("Anna Moll was in prison in Danne.", "Anna Moll, who was said to be in prison in Danne, has gone home."),
    ("The clerks are ahead of the dockers in the race.", "The clerks are ahead of the dockers in the race, all row."),
]
THE_SAME = [
    ("Trains to the airport at Danne were stopped.", "Flights from Danne and trains to it were stopped."),
    ("The race on the canal was cancelled.", "The race on the canal was put off until May."),
    ("The race on the canal will not be held.", "The race on the canal was called off."),
    ("The council backed the new lock unanimously.", "All members of the council backed the new lock."),
    ("Two dockers drowned and one survived.", "Two dockers drowned and a third is alive."),
]


@pytest.mark.parametrize(("one", "other"), OTHERS[:6])
def test_a_word_says_that_they_are_two_things(read_first, one, other):
    assert tell_of_others(*read_first(one, other))


@pytest.mark.parametrize(("one", "other"), [*OTHERS[6:], *THE_SAME])
def test_the_same_in_other_words_is_left_alone(read_first, one, other):
    assert not tell_of_others(*read_first(one, other))


def test_who_is_ahead_is_one_of_two(read_first):
    one, two = read_first("The survey put Anna Moll ahead of Otto Falk.", "The other survey had Otto Falk ahead.")
    again = read_first("The survey put Anna Moll ahead of Otto Falk.", "The other survey had Anna Moll ahead.")
    assert tell_of_others(one, two)
    assert not tell_of_others(*again)


def test_what_stands_in_the_sentence_before_is_not_told(read_first):
    one, two = read_first("The same thing had happened in March.", "The lists had been from March.")
    assert tell_of_others(one, two)


def test_for_how_long_is_told_apart_and_how_old_is_not(read_first):
    longer = read_first("The price of bread was frozen for 90 days.", "The frozen price of bread will last 60 days.")
    same = read_first("The price of bread was frozen for 90 days.", "The price of bread is frozen for about 90 days.")
    aged = read_first("The clerk, 61 years old, was jailed.", "The clerk was jailed for 16 years.")
    assert give_other_amounts(*longer)
    assert not give_other_amounts(*same)
    assert not give_other_amounts(*aged)


def test_a_word_or_two_of_another_thing_is_not_what_is_told(read_first):
    one, two = read_first(
        "The mill said it had misread the letter.", "The mill said that nothing shows that bread is bad."
    )
    again, same = read_first("The mill said it had misread the letter.", "The mill said that it misread a letter.")
    assert tell_of_others(one, two)
    assert not tell_of_others(again, same)


def test_a_count_is_not_told_by_who_did_another_thing_without_one(read_first):
    one, two = read_first(
        "Letters of some 9,000 dockers were burned by men who broke into the hall.",
        "Thieves who broke into the hall carried off a safe of the dockers.",
    )
    again, same = read_first("Some 9,000 dockers left the hall.", "The dockers left the hall at noon.")
    assert tell_of_others(one, two)
    assert not tell_of_others(again, same)
