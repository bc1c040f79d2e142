import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.intake import mark_body

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "bodies.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_named_cases(case):
    text = case["text"]
    marks = mark_body(text)
    assert [span.of(text) for span in marks.body] == case["body"]
    assert (marks.title.of(text) if marks.title else None) == case.get("title")
    assert marks.credit == case.get("credit")
    assert marks.date == case.get("date")
    if "headings" in case:
        assert [span.of(text) for span in marks.headings] == case["headings"]
    if "kinds" in case:
        assert [part.kind for part in marks.furniture] == case["kinds"]
    if "dateline" in case:
        assert marks.dateline is not None
        assert marks.dateline.of(text).strip() == case["dateline"]


PIECES = st.sampled_from(
    [
        "The dam held.",
        "LODEV (AP) — ",
        "Most Popular",
        "(Ana Roth/AP)",
        "- A: b",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\t",
        "By Ana",
        "“",
        "\ufeff",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("".join)))
def test_every_word_is_somewhere_and_nowhere_twice(text):
    marks = mark_body(text)
    spans = sorted([*marks.body, *(part.span for part in marks.furniture), *([marks.title] if marks.title else [])])
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert list(marks.body) == sorted(marks.body)
    assert set(marks.headings) <= set(marks.body)
    if marks.dateline is None:
        covered = {i for span in spans for i in range(*span)}
        assert all(i in covered or not text[i].isalnum() for i in range(len(text)))


def test_title_from_metadata_is_found_in_the_text():
    text = "“We will stay”\n\nThe mayor of Lodev spoke on Monday."
    marks = mark_body(text, '"We will stay"')
    assert marks.title is not None
    assert marks.title.of(text) == "“We will stay”"
    assert len(marks.body) == 1


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\x00\x01", "\u200f\u202e", "a" * 1_000_000, "(" * 100_000, "A-" * 50_000]
)
def test_hostile_texts_are_marked_quickly(text):
    marks = mark_body(text)
    assert all(span.of(text).strip() for span in marks.body)
