"""The sentence that tells a claim, in the report's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims.conftest import read_story

from twosource.claims.cut_off import breaks_off
from twosource.claims.telling import tell

ABOUT = {"telling"}


def test_case(case, check):
    check(case)


def test_the_dead_of_another_year_are_told_with_their_year():
    told = "Nine men died in the mill on Monday. A fire at the next mill in 2019 killed seven."
    again = "Nine were killed in the mill on Monday. In 2019 a fire at the next mill left seven dead."
    texts = [c.text for c in read_story((told, again)).weighed.claims]
    assert [t for t in texts if "2019" in t and "seven" in t]
    assert not [t for t in texts if "seven" in t.lower() and "2019" not in t]


def test_what_is_told_alone_hangs_on_no_that():
    told = "Ada Fennick, the harbour master, said the crane was old and that she would ask for a new one."
    other = "Ada Fennick said the crane was old but that man beside it had checked it twice."
    texts = [c.text for report in (told, other) for c in read_story((report,)).weighed.claims]
    assert "Ada Fennick: The crane was old and she would ask for a new one." in texts
    assert any("but that man" in t for t in texts)


def test_what_is_cut_out_of_an_apposition_is_told_by_its_sentence():
    told = "Both tanks held resin, the liquid found in the river at Orrin, the harbour board said."
    texts = [c.text for c in read_story((told,)).weighed.claims]
    assert texts
    assert not [t for t in texts if t.endswith(": The liquid found in the river at Orrin.")]


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        ("Divers found no silt in the hold of the barge that ran aground at Tarn on Monday, Ada Fennick said.", False),
        ("Boats that cross the line at Tarn on Monday will be fined, Ada Fennick said.", True),
        ("Those that ran aground at Tarn on Monday were barges, Ada Fennick said.", True),
    ],
)
def test_a_clause_inside_what_somebody_says_is_told_with_its_own_subject(told, whole):
    (report,) = read_story((told,)).reports
    asides = [s for s in read_story((told,)).statements if s.part and s.figure is None]
    assert asides
    expected = told if whole else "Ada Fennick: The barge ran aground at Tarn on Monday."
    assert [tell(s, report.text) for s in asides] == [expected]


def test_a_concession_is_told_with_its_main_clause():
    told = "The bolt came from a common motor, Ada Fennick said, although the harbour board was sure of its maker."
    texts = [c.text for c in read_story((told,)).weighed.claims]
    assert not [t for t in texts if "although" in t.lower() and "motor" not in t]
    other = "Ada Fennick said that although the crane was old, the harbour board had no money for a new one."
    assert any("no money" in c.text for c in read_story((other,)).weighed.claims)


def test_who_is_blamed_is_told_with_what_is_said_of_him():
    told = "The harbour board blamed the Lake Guard, saying the boat had been moored at its quay."
    alone = "Harbour board: The boat had been moored at its quay."
    texts = [c.text for c in read_story((told,)).weighed.claims]
    assert told in texts
    assert alone not in texts
    plain = "The harbour board thanked the Lake Guard, saying the boat had been moored at its quay."
    assert alone in [c.text for c in read_story((plain,)).weighed.claims]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "“We took the key off an old hook. The debt is mine and I have paid the man back,” Ada Fennick said.",
            "Ada Fennick: “The debt is mine …”",
        ),
        ("“The blame is ours. I have paid the man back,” Ada Fennick said.", "Ada Fennick: “The blame is ours.”"),
        ("“The blame is ours,” Ada Fennick said, and left.", "Ada Fennick: “The blame is ours.”"),
    ],
)
def test_a_quotation_is_not_closed_where_the_speaker_went_on(said: str, told: str) -> None:
    assert told in [c.text for c in read_story((said,)).weighed.claims]


def test_a_link_is_no_statement():
    texts = [
        c.text for c in read_story(("The crane fell at Orrin on Monday.\n\nSTORY:https://t.co/Qx81",)).weighed.claims
    ]
    assert texts
    assert not [t for t in texts if "t.co" in t]


@pytest.mark.parametrize(
    ("said", "not_told"),
    [
        ("The clinic in Orrin said it was treating 21 injured people; two went home by night.", "21 injured people."),
        (
            "Some 900 members, nearly one in three of the town, have had letters, Ada Fennick said.",
            "Nearly one in three of the town, have",
        ),
        ("The harbour board said about 600 seals had been broken and that all of them were old.", "and that all of"),
        ("The May talks broke down after three days over who would guard the lock.", "The May talks would guard"),
        (
            "The board can ask for as much as 4% of yearly income, which for Orrin would come to 96 million marks.",
            "As much as 4% for Orrin",
        ),
        ("Ada Fennick said the hole came from inside, but stopped short of blaming the crew.", "stopped short"),
    ],
)
def test_what_is_cut_inside_a_phrase_is_told_by_its_sentence(said: str, not_told: str) -> None:
    texts = [c.text for c in read_story((said,)).weighed.claims]
    assert texts
    assert not [t for t in texts if not_told in t and t != said]


def test_what_is_whole_is_told_without_its_sentence() -> None:
    said = "Ada Fennick said the crane, which weighs 40 tonnes, was old. It fell over a boat, the board said."
    texts = [c.text for c in read_story((said,)).weighed.claims]
    assert "Ada Fennick: The crane, which weighs 40 tonnes, was old." in texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("was telling the hall that the lock had been opened", True),
        ("had been told to wait", True),
        ("the lock had been opened", False),
        ("Was the lock open?", False),
    ],
)
def test_what_begins_with_its_auxiliary_lost_who_did_it(text, expected):
    whole = "The lock had been opened, the porter said."
    (statement,) = read_story((whole,)).statements
    assert breaks_off(replace(statement, text=text), whole) is expected


def test_a_request_in_quotation_marks_is_told_with_who_makes_it():
    text = "Ada Moll, a clerk, wrote to the yard: “She is going to be fine. Please stop asking.”"
    texts = [c.text for c in read_story((text,)).weighed.claims]
    assert "Ada Moll: “Please stop asking.”" in texts
