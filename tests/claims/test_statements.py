"""What a report says, bit by bit, and on whose word."""

from __future__ import annotations

import pytest

from twosource.annotation import annotate_reports, resolve_story
from twosource.claims.statements import find_statements
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.model import Settings

ABOUT = {"statements"}


def test_case(case, check):
    check(case)


COVER = (
    "Karpel said Monday in a video call with leaders from several ports that “armed smugglers” had used the cover of "
    "marches"
)


@pytest.mark.parametrize(
    ("rest", "sound"),
    [
        (" — which began with rallies over a harbour toll — to try to seize the quay.", False),
        (" — which began with rallies over a harbour toll.", True),
        (".", True),
    ],
)
def test_what_goes_on_behind_an_aside_is_not_told_whole_by_what_stands_before_it(rest, sound):
    report = make_report("a", COVER + rest, published="2021-05-12")
    notes = resolve_story([report], [annotate_reports([report], LocalEngine(), Settings())["a"]])[0]
    told = [s for s in find_statements(report, notes) if s.text.endswith("the cover of marches")]
    assert [s.sound for s in told] == [sound]


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        (
            "Ada Moll did not answer a clerk's question about whether she would go had she still been in office.",
            False,
        ),
        ("Ada Moll said the man who led the raid was dead.", True),
        ("Ada Moll said the fact that the boat was late did not matter.", True),
    ],
)
def test_a_noun_with_a_clause_behind_it_is_no_sentence(text, sound):
    report = make_report("a", text, published="2021-05-12")
    notes = resolve_story([report], [annotate_reports([report], LocalEngine(), Settings())["a"]])[0]
    told = [s for s in find_statements(report, notes) if s.kind == "utterance" and not s.part]
    assert [s.sound for s in told] == [sound]


def test_who_is_named_behind_a_sentence_says_no_more_than_that():
    text = "About 900 villagers had to leave their farms, officials said. No one was killed."
    report = make_report("a", text, published="2021-05-12")
    notes = resolve_story([report], [annotate_reports([report], LocalEngine(), Settings())["a"]])[0]
    assert [s.speakers for s in find_statements(report, notes)] == [("officials",), ()]


def test_who_spoke_may_go_on_by_a_pronoun_behind_a_tag():
    text = "Ten people are in the clinic, its director, Ada Moll, told the Echo. She expects more to come."
    report = make_report("a", text, published="2021-05-12")
    notes = resolve_story([report], [annotate_reports([report], LocalEngine(), Settings())["a"]])[0]
    assert {s.speakers for s in find_statements(report, notes) if s.span.start == 0} == {("Ada Moll",)}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Dockers on Friday demanded the trial of a pilot held over the sinking of a ferry that killed nine people.",
            (),
        ),
        ("Dockers on Friday said nine people were killed.", ("dockers",)),
        ("Dockers on Friday demanded nine crowns an hour.", ("dockers",)),
    ],
)
def test_a_demand_tells_of_no_dead(text, speakers):
    report = make_report("a", text, published="2021-05-12")
    notes = resolve_story([report], [annotate_reports([report], LocalEngine(), Settings())["a"]])[0]
    told = [s for s in find_statements(report, notes) if "nine" in s.text and (s.figure or "crowns" in text)]
    assert [tuple(w.lower() for w in s.speakers) for s in told][:1] == [speakers]


def test_what_is_said_twice_is_one_thing():
    text = (
        "The lock board warned the yard in March and again in September that the gate of dock four was unsafe, its "
        "head, Ada Moll, told the Danne Post on Thursday."
    )
    report = make_report("a", text, published="2021-05-12")
    notes = resolve_story([report], [annotate_reports([report], LocalEngine(), Settings())["a"]])[0]
    assert not [s.text for s in find_statements(report, notes) if s.text.startswith("again")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The lock board warned the yard that the gate of dock four was unsafe, Ada Moll told the Post on Monday.", ()),
        (
            "The lock board warned on Monday that the gate of dock four was unsafe, Ada Moll told the Post.",
            ("2021-05-10",),
        ),
    ],
)
def test_what_somebody_said_is_not_dated_by_who_told_of_it(text, days):
    report = make_report("a", text, published="2021-05-12")
    notes = resolve_story([report], [annotate_reports([report], LocalEngine(), Settings())["a"]])[0]
    told = [s for s in find_statements(report, notes) if "unsafe" in s.text and s.speakers != ("Ada Moll",)]
    assert [s.dated for s in told] == [days]
