"""What cannot both hold, and what only looks like it: denials and counts in small stories."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twosource.claims.answers import said_before
from twosource.claims.denials import is_denied, is_refusal
from twosource.claims.no_such_thing import existence
from twosource.model import Span

ABOUT = {"conflicts"}


def test_case(case, check):
    check(case)


@pytest.fixture
def accused(read):
    """Who accuses somebody, and who denies the accusation in the next sentence."""
    said, denied = read(
        ("Tom Vey said that Ada Fennick had stolen the wood of the pier. Fennick denied the accusation.",)
    ).statements
    begins = denied.text.index("the accusation")
    span = Span(denied.span.start + begins, denied.span.end)
    denial = replace(denied, kind="utterance", speakers=("Ada Fennick",), stance="denies", takes_up=True)
    return said, replace(denial, span=span, text="the accusation", words=("accusation",))


def answered(said, denial):
    return said_before(denial, [None], [[said]])


def test_a_denial_of_the_accusation_is_of_what_stands_before_it(accused):
    said, denial = accused
    assert answered(said, denial) == 0
    assert answered(said, replace(denial, speakers=("Ines Karpel",))) is None  # she is not named in it


def test_what_an_aside_has_from_somebody_is_his_accusation(accused):
    said, denial = accused
    words = "which according to a dockers' union had stolen wood"
    aside = replace(said, text=words, kind="own", speakers=(), part=True, subject="ada fennick", sound=True)
    assert answered(aside, denial) == 0
    assert answered(replace(aside, text="which had stolen wood"), denial) is None


def test_who_wants_somebody_punished_has_not_accused_him(accused):
    said, denial = accused
    assert answered(replace(said, predicate="want"), denial) is None


def test_the_first_time_that_somebody_spoke_is_no_accusation(accused):
    said, denial = accused
    assert answered(replace(said, text="the first time that Ada Fennick had spoken of it"), denial) is None


def test_who_says_that_he_has_had_enough_accuses_nobody(accused):
    said, denial = accused
    assert answered(replace(said, text="I have had enough"), denial) is None
    assert answered(replace(said, text="I saw her take it"), denial) == 0


def test_what_is_only_looked_into_is_no_accusation(accused):
    said, denial = accused
    assert answered(replace(said, text="whether Ada Fennick had stolen the wood of the pier"), denial) is None


def test_what_somebody_is_accused_of_is_denied_before_what_else_its_sentence_says(accused):
    said, denial = accused
    other = replace(said, text="the council had closed the pier after Ada Fennick had stolen the wood of it")
    by_name = replace(said, text="Ada Fennick of stealing wood", predicate="")
    assert said_before(denial, [None, None], [[other], [by_name]]) == 1
    assert said_before(denial, [None, None], [[other], [replace(by_name, text="the wood of Ada Fennick")]]) == 0


@pytest.fixture
def existing(read):
    """Who says that there was a distress call, and who says that there was none."""
    said, denied = read(
        ("Tom Vey said that there was a distress call at noon. Ada Fennick said that there was no distress call.",)
    ).statements
    return said, denied


def test_that_there_was_none_denies_who_says_that_there_was(existing):
    said, denied = existing

    class Weighed:
        weight = 1.0

    def answers(*group):
        return existence(denied, [Weighed()], [group])

    assert answers(said) == 0
    assert answers(said, replace(said, text="It was not distress call but a song")) is None  # part of it agrees
    assert answers(replace(said, text="there was the only distress call")) is None
    close = Span(denied.span.start - 5, denied.span.start - 2)
    assert answers(said, replace(said, span=close, direct=True)) == 0


def test_a_purpose_and_whoever_tells_of_the_denial_assert_nothing(read):
    said, denied = read(
        ("Tom Vey said that the council had sold the pier.", "Ada Fennick denied that the council had sold the pier."),
    ).statements
    assert is_denied(said, [denied])
    assert not is_denied(replace(said, text="to say that the council had sold the pier"), [denied])
    assert not is_denied(replace(said, text="disputing that the council had sold the pier"), [denied])
    assert not is_denied(replace(said, text="the council had sold the non-public pier"), [denied])


def test_what_was_asked_for_is_refused_and_what_is_said_to_have_been_done_is_denied(accused):
    _, denial = accused
    plain = replace(denial, takes_up=False, sound=True)
    assert is_refusal(replace(plain, text="the mayor's latest effort to stop a lawsuit"))
    for text in ("any effort to stop the lawsuit", "the plan to sink the ferry", "a request for money had come"):
        assert not is_refusal(replace(plain, text=text))


def test_two_sentences_of_one_quotation_are_one_persons(accused):
    said, denial = accused
    close = replace(denial, direct=True, span=Span(said.span.end + 2, denial.span.end))
    assert answered(said, close) == 0
    assert answered(replace(said, direct=True), close) is None


def test_a_denial_in_the_second_half_of_a_sentence_is_of_its_first_half(accused):
    said, denial = accused
    longer = Span(denial.sentence.start, denial.sentence.end + 70)
    late = replace(denial, sentence=longer, span=Span(denial.span.start + 70, denial.span.end + 70))
    assert answered(said, late) is None


def test_what_somebody_asks_to_be_taken_back_is_not_taken_back(read):
    told = "More than 60 people died at Danne, the ministry said. Tom Vey {} the figure on Monday."
    asked = ("urged the ministry to withdraw", "demanded that the ministry withdraw", "demanded the ministry withdraw")
    stances = [{s.stance for s in read((told.format(words),)).statements} for words in ("withdrew", *asked)]
    assert stances == [{"states", "withdraws"}, {"states"}, {"states"}, {"states"}]


@pytest.mark.parametrize("verb", ["wants", "deserves", "demands"])
def test_who_rejects_a_thing_does_not_deny_that_another_asks_for_it(read, verb):
    story = read((f"Ivo Brand {verb} a mix of staff cuts and fare rises, the council said.",))
    (asks,) = (s for s in story.statements if "staff cuts" in s.text)
    without = tuple(word for word in asks.words if word not in {"deserve", "demand"})
    rejects = replace(asks, report="r1", stance="denies", speakers=("guild",), predicate="be", words=without)
    assert not is_denied(asks, [rejects])
    assert is_denied(asks, [replace(rejects, predicate=asks.predicate)])
