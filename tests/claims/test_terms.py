"""The words by which two tellings are compared: a compound is one word in whatever way it is written."""

from __future__ import annotations

import doctest

import pytest

from twosource.claims import wording

ONE = [
    ("The run-off at Tarn was dull.", "The runoff at Tarn was dull.", "runoff"),
    ("Two guard rails at Tarn were rusty.", "Two guardrails at Tarn were rusty.", "guardrail"),
    ("A forest fire near Tarn was seen.", "A wildfire near Tarn was seen.", "wildfire"),
    ("The armed forces of Tarn grew.", "The military of Tarn grew.", "army"),
    ("The fire crew at Tarn put out the flames.", "Firemen at Tarn extinguished the flames.", "extinguish"),
    ("The burial at Tarn was on Monday.", "He was buried at Tarn on Monday.", "bury"),
]
OTHER = [
    ("He ran, off and on, to Tarn.", "runoff"),
    ("At Tarn guard, rail and rope were rusty.", "guardrail"),
    ("At Tarn the fire, crews said, was out.", "firefighter"),
]


@pytest.mark.parametrize(("first", "second", "word"), ONE)
def test_what_is_written_in_several_ways_is_one_word(read_first, first, second, word):
    assert all(word in s.words for s in read_first(first, second))


@pytest.mark.parametrize(("text", "word"), OTHER)
def test_words_that_only_stand_beside_each_other_are_none(read, text, word):
    assert not any(word in s.words for s in read((text,)).statements)


def test_the_examples_of_wording_hold():
    assert not doctest.testmod(wording).failed
