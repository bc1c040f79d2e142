"""Texts whose first lines say what they are."""

from __future__ import annotations

import pytest

from twosource.intake.labels import read_head
from twosource.intake.reports import make_report

STORY = "The dam at Lodev held on Thursday, the board said.\n\nIt rained all night."


def test_labels_are_taken_as_what_they_say() -> None:
    text = (
        "Title: Dam at Lodev holds, board says\nOutlet: Lodev Herald\nPublished: 2031-03-06T14:10:00Z\n"
        f"Author: Staff and agencies\nURL: https://herald.example/dam\n\n{STORY}"
    )
    report = make_report("a", text)
    assert (report.title, report.outlet, report.published, report.url) == (
        "Dam at Lodev holds, board says",
        "Lodev Herald",
        "2031-03-06",
        "https://herald.example/dam",
    )
    assert [span.of(report.text) for span in report.body] == STORY.split("\n\n")
    assert report.text == text
    assert report.title_span is not None
    assert report.title_span.of(text) == "Dam at Lodev holds, board says"
    assert report.credit_printed == "Staff and agencies"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_head_between_lines_of_dashes_is_one(end: str) -> None:
    head = '---\ntitle: "Dam holds: board"\nsource: Lodev Herald\ndate: 6 March 2031\ntags: dam\n---\n\n'
    report = make_report("a", (head + STORY).replace("\n", end))
    assert (report.title, report.outlet, report.published) == ("Dam holds: board", "Lodev Herald", "2031-03-06")
    assert [span.of(report.text) for span in report.body] == STORY.split("\n\n")


def test_what_is_known_otherwise_wins() -> None:
    text = f"Title: Dam holds\nOutlet: Lodev Herald\nDate: 6 March 2031\n\n{STORY}"
    report = make_report("a", text, outlet="Quay Post", published="2031-03-07")
    assert (report.outlet, report.published) == ("Quay Post", "2031-03-07")


@pytest.mark.parametrize(
    "text",
    [
        f"Source: police say the dam held.\n\n{STORY}",  # one alone
        f"Dam: it holds\nOutlet: of the lake\n\n{STORY}",  # the first is none
        f"By: noon it rained\nPlace: the old town\n\n{STORY}",  # none that says what the text is
        f"Date: {'x' * 500}\nTitle: y\n\n{STORY}",
        STORY,
        "",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert read_head(text) == (text, None, None, None, None, None)


def test_a_hostile_head_keeps_every_place() -> None:
    for text in ("title:" * 100_000, "title: x\n" * 100_000, " " * 1_000_000, "---\n" * 100_000, "a " * 300_000 + ":"):
        assert len(read_head(text).page) == len(text)
