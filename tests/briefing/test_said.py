"""What was said is not said again, in other words or in part; and what cannot stand alone stands only in the full."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twosource.briefing.fit import is_fit
from twosource.briefing.said import Said, mere_answers, without_repeats
from twosource.model import Claim, Conflict, Reading, Span


def claim(text: str, *places: tuple[str, int, int], kind: str = "statement") -> Claim:
    readings = tuple(Reading(r, Span(start, end), "l1", None) for r, start, end in places)
    return Claim("c", text, None, readings, 1, 1, (), "one report", kind=kind)


TOLD = claim("The port was closed at noon after two ferries met in fog, Ada Moll said.", ("a", 100, 130), ("b", 0, 30))
AGAIN = {
    "the same words elsewhere": (claim(TOLD.text, ("z", 0, 9)), True),
    "a part of the sentence": (claim("Ada Moll: Two ferries met in fog.", ("a", 140, 165)), True),
    "the same places in other words": (claim("Noon saw the port shut.", ("a", 100, 120), ("b", 5, 30)), True),
    "half of the places": (claim("Noon saw the port shut.", ("a", 100, 120), ("c", 5, 30)), False),
    "the same part far away": (claim("Ada Moll: Two ferries met in fog.", ("a", 4000, 4025)), False),
    "another thing near by": (claim("The pilot was asleep.", ("a", 140, 165)), False),
}


@pytest.mark.parametrize("name", AGAIN)
def test_what_was_said_is_known_again(name):
    again, known = AGAIN[name]
    said = Said()
    said.remember(TOLD)
    assert said.has(again) is known


RECALL = claim(
    "The recall covers tins No. 4 of Orlow oil, pressed in May and sold at Tarn.", ("a", 0, 40), ("b", 0, 40)
)
PARTS = {
    "Orlow oil was pressed in May.": ("b", True),
    "Orlow oil was not pressed in May.": ("b", False),
    "Orlow oil was pressed in June.": ("b", False),
    "In May Orlow oil was pressed.": ("b", False),
    "Ada Moll: Orlow oil was pressed in May.": ("b", False),
    "The oil.": ("b", False),
    "Orlow oil was pressed in May and sold.": ("z", False),
}


@pytest.mark.parametrize("text", PARTS)
def test_what_stands_in_a_sentence_of_at_least_the_same_reports_was_said(text):
    report, known = PARTS[text]
    said = Said()
    said.remember(RECALL)
    assert said.has(claim(text, (report, 5000, 5010))) is known


FIT = {
    "Ada Moll: He had left before noon.": True,
    "Ada Moll: “No.”": False,
    "He said at noon: “The port was never safe.”": False,
    "The port was closed at noon.": True,
    "He had left before noon.": False,
    "And that settles the matter of the port.": False,
    "(Since the craze of this week is fog.": False,
    "Is often the case, the port was closed.": False,
    "Let’s be real: the port was never safe.": False,
    "Moll said: “The port was never safe.”": True,
}


@pytest.mark.parametrize("text", FIT)
def test_what_is_fit_stands_alone(text):
    kind = "utterance" if ": " in text and "Let" not in text else "own"
    assert is_fit(claim(text, ("a", 0, 9), kind=kind)) is FIT[text]


def test_a_count_is_fit_however_short_if_it_says_of_what():
    assert is_fit(claim("Port: 40 saved.", ("a", 0, 9), kind="figure"))
    assert not is_fit(claim("No more than 80.", ("a", 0, 9), kind="figure"))
    assert not is_fit(claim("Port: at least eleven.", ("a", 0, 9), kind="figure"))
    assert not is_fit(claim("It put the damage at 400 crowns.", ("a", 0, 9), kind="figure"))
    assert is_fit(claim("It will cost 400 crowns to mend the lock.", ("a", 0, 9), kind="figure"))
    assert is_fit(claim("He [Jon Reve] put the damage at 400 crowns.", ("a", 0, 9), kind="figure"))


def test_what_weighs_nothing_is_told_in_full_if_no_part_of_it_was():
    said = Said()
    said.remember(claim("Ada Moll: Two ferries met in fog.", ("a", 140, 165)))
    again = claim("Ada Moll said that two ferries met in fog, and would not say when.", ("a", 100, 170))
    assert said.has_part_of(again)
    for text, told in (
        ("The line has promised refunds within 14 days.", False),
        ("This was wrong.", True),
        ("We apologise to the masters of both ferries.", True),
    ):
        assert said.has_part_of(claim(text, ("a", 300, 340))) is told


SENTENCES = frozenset(
    (
        "she will miss the regatta",
        "the harbour board, which sold two ferries in may, said it would not be raising its fees",
        "two ferries met in thick fog, which moll denies",
        "this was wrong",
        "that was wrong",
    )
)


@pytest.mark.parametrize(
    ("text", "own", "told"),
    [
        ("She will miss the regatta.", "She will miss the regatta", False),
        (
            "The harbour board, which sold two ferries in May, said it would not be raising its fees.",
            "it would not be raising its fees",
            False,
        ),
        ("Two ferries met in thick fog, which Moll denies.", "Two ferries met in thick fog", True),
        ("The regatta.", "the regatta", True),
        ("This was wrong.", "This was wrong", True),
        ("That was wrong.", "That was wrong", True),
    ],
)
def test_a_whole_sentence_is_left_out_only_if_its_own_words_were_told(text, own, told):
    said = Said()
    said.remember(claim("Ada Moll: Two ferries met in thick fog.", ("a", 140, 165)))
    said.remember(claim("The harbour board sold two ferries in May.", ("a", 10, 50)))
    one = claim(text, ("a", 300, 340))
    one = replace(one, readings=(replace(one.readings[0], text=own),))
    assert said.has_part_of(one, {"a": SENTENCES}) is told


def test_of_two_claims_of_one_section_the_longer_is_told():
    short = replace(claim("Queues stretched to the car park.", ("a", 0, 30)), weight=2.0)
    long = replace(claim("Queues stretched to the car park, and the board glowed red.", ("a", 0, 60)), weight=1.0)
    assert without_repeats([short, long]) == [long]
    elsewhere = replace(long, readings=claim("x", ("b", 0, 60)).readings)
    assert without_repeats([short, elsewhere]) == [short, elsewhere]
    assert without_repeats([short, replace(long, weight=0.0)])[0] == short


def test_a_denial_of_a_word_is_told_with_what_it_denies_alone():
    answer, longer = claim("The ministry denies this.", ("a", 40, 44)), claim("Ada Moll denies theft.", ("a", 90, 99))
    said = claim("The pier had been sold.", ("a", 0, 30))
    told = Conflict("denial", said.id, (*said.readings, *answer.readings, *longer.readings), "Denied by the ministry.")
    assert mere_answers([answer], [told]) == {answer.id}
    assert mere_answers([longer, said], [told]) == frozenset()
    assert mere_answers([answer], []) == frozenset()
