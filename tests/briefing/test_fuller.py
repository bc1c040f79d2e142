"""What somebody is told to have said, and the sentence that it is taken from, are one line of a briefing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twosource.briefing.said import fuller_sentences, with_speaker
from twosource.model import Claim, Reading, Span


def claim(name: str, text: str, kind: str = "utterance", reports: tuple[str, ...] = ("a",)) -> Claim:
    readings = tuple(Reading(report, Span(0, 9), "l1", None) for report in reports)
    return Claim(name, text, None, readings, len(reports), 1, (), "one report", kind=kind)


WHOLE = "“The lock was shut at noon,” she told the Courier at her yard."


@pytest.mark.parametrize(
    ("short", "whole", "told"),
    [
        ("Ada Moll: “The lock was shut at noon.”", WHOLE, f"Ada Moll: {WHOLE}"),
        (
            "Ada Moll: The lock was shut.",
            "Ms Moll, whose boat is there, said the lock was shut and that it rained.",
            "Ms Moll, whose boat is there, said the lock was shut and that it rained.",
        ),
        ("Ada Moll: The lock was open.", WHOLE, None),
        ("Moll’s office: She was ill.", "Her office said she was ill.", "Moll’s office: Her office said she was ill."),
        ("Ada Moll: It was.", "It was, she said, a long night.", None),
        ("Ada Moll: The lock was shut.", "Jon Reve: The lock was shut at noon.", None),
        ("The lock was shut.", "The lock was shut at noon.", None),
        ("The lock was shut.", "The lock was shut; nobody sailed.", "The lock was shut; nobody sailed."),
    ],
)
def test_what_is_said_is_told_by_the_sentence_that_holds_its_words(short: str, whole: str, told: str | None) -> None:
    one, other = claim("c1", short), claim("c2", whole, "own")
    found = fuller_sentences([one, other])
    assert ({k: with_speaker(one, c) for k, c in found.items()} or None) == ({"c1": told} if told else None)


def test_a_sentence_of_two_who_speak_is_not_told_for_one_of_them() -> None:
    one = replace(claim("c1", "Clerk: The lock was shut."), origins=("clerk",))
    other = claim("c2", "He called it late; a clerk said the lock was shut.")
    assert fuller_sentences([one, other]) == {"c1": other}
    assert fuller_sentences([one, replace(other, origins=("Jon Reve",))]) == {}


def test_what_other_reports_say_as_well_is_not_told_by_the_sentence_of_one() -> None:
    one = claim("c1", "Ada Moll: The lock was shut.", reports=("a", "b"))
    other = claim("c2", "The lock was shut, said Ms Moll, who lives there.")
    assert fuller_sentences([one, other]) == {}


def test_a_bare_count_is_told_by_the_short_sentence_that_it_is_taken_from() -> None:
    bare = claim("c1", "53 missing.", "figure")
    counted = replace(bare, readings=(replace(bare.readings[0], text="That leaves 53"),))
    whole = claim("c2", "That leaves 53 still missing.", "own")
    assert fuller_sentences([counted, whole]) == {"c1": whole}
    assert with_speaker(counted, whole) == whole.text
    assert not fuller_sentences([counted, claim("c2", "Of 53 boats none is missing.", "own")])
    assert not fuller_sentences([counted, replace(whole, lineages=2)])


def test_the_sentence_around_a_count_tells_what_is_said_in_it() -> None:
    one = claim("c1", "Ada Moll: The search had ended.")
    count = claim("c2", "Moll said the search had ended and thanked the 180 divers.", "figure")
    around = replace(count, readings=(replace(count.readings[0], text="the 180 divers"),))
    assert fuller_sentences([one, around]) == {"c1": around}
    whole = replace(count, readings=(replace(count.readings[0], text=count.text),))
    assert fuller_sentences([one, whole]) == {}
