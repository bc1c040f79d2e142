"""Quotation spans: both kinds of marks, apostrophes, lost marks, marks repeated over paragraphs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.language.quotes import find_quotes


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,” she said, “it’s late.”", ["Go,", "it’s late."]),
        ('"Go," she said, "it\'s late."', ["Go,", "it's late."]),
        ("``So be it,'' the ferryman said.", ["So be it,"]),
        ("''So be it,'' the ferryman said. ''Row.''", ["So be it,", "Row."]),
        ("He was „sehr müde“ that day.", ["sehr müde"]),
        ("« Jamais », dit le maire.", [" Jamais "]),
        ("The mayor calls it a ‘closed case’ now", ["closed case"]),
        ("The mayor calls it a 'closed case' now", ["closed case"]),
    ],
)
def test_kinds_of_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferrymen's boats and the dockers' pay don't match the '90s.",
        "It’s the ferrymen’s turn; the dockers’ pay isn’t what it was in the ’90s.",
        "Rock 'n' roll at Pier 9, 'twas said.",
        'The plank was 5\'10" long and 6" wide.',
    ],
)
def test_apostrophes_and_inches_open_nothing(text: str) -> None:
    assert inner(text) == []


def test_possessive_plural_does_not_close_a_single_quotation() -> None:
    assert inner("She said 'the dockers' pay is a scandal' again.") == ["the dockers' pay is a scandal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('“I disagree," said Poe. "Wholly."', ["I disagree,", "Wholly."]),
        ('"I disagree,” said Poe.', ["I disagree,"]),
        ("“Apparently not,“ he said. “A pike is a pike.”", ["Apparently not,", "A pike is a pike."]),
        ("“We pay,”Poe said. “Late.”", ["We pay,", "Late."]),
        ("― ”Nobody came.” ― Ada Poe", ["Nobody came."]),
    ],
)
def test_marks_that_are_mixed_or_turned(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_within_a_quotation_is_part_of_it() -> None:
    assert inner("“He told me ‘never’ and left,” she said.") == ["He told me ‘never’ and left,"]
    assert inner("“The “old” harbour,” she said.") == ["The “old” harbour,"]


def test_a_lost_closing_mark_is_closed_at_the_paragraph_and_said_so() -> None:
    text = "“The dam held.\nThe river fell."
    (quote,) = find_quotes(text)
    assert quote.unclosed
    assert quote.inner.of(text) == "The dam held."


def test_a_lost_mark_does_not_turn_the_rest_inside_out() -> None:
    text = "“The dam held. He added “soon.”"
    first, second = find_quotes(text)
    assert first.unclosed
    assert not second.unclosed
    assert second.inner.of(text) == "soon."


def test_a_mark_repeated_at_the_next_paragraph_continues() -> None:
    text = "“The dam held.\n“The river fell.”"
    first, second = find_quotes(text)
    assert first.unclosed
    assert not first.continues
    assert second.continues
    assert not second.unclosed


def test_spans_hold_the_marks() -> None:
    text = "She said “no.”"
    (quote,) = find_quotes(text)
    assert quote.span.of(text) == "“no.”"


@pytest.mark.parametrize("mark", ["“", '"', "'", "‘", "’", "“a", "'a ", "``", "«"])
def test_a_line_of_nothing_but_marks_is_read_in_linear_time(mark: str) -> None:
    start = time.process_time()
    find_quotes(mark * 8_000)
    assert time.process_time() - start < 5


@given(st.text(alphabet="ab .,\n“”\"'‘’«»`\u200f\x00", max_size=80))
def test_quotations_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for quote in find_quotes(text):
        assert end <= quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end <= len(text)
        end = quote.span.end
