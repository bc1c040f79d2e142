"""What looks like a saying and is an idiom or a deed."""

from __future__ import annotations

import pytest

from twosource.claims.deeds import is_deed, is_measured_by
from twosource.language.notes import ReportNotes
from twosource.model import Attribution, Span


def deed(source: str, cue: str, content: str) -> bool:
    text = f"{source} {cue} {content}."
    at = len(source) + 1
    spans = Span(0, len(source)), Span(at, at + len(cue)), Span(at + len(cue) + 1, len(text) - 1)
    said = Attribution("a0", "r0", "indirect", spans[:1], spans[1:2], spans[2:], stance="plans", speakers=(source,))
    return is_deed(text, said, ReportNotes("r0"), ())


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Moll", "offered", "his resignation on Tuesday"),
        ("The mayor", "has tendered", "her resignation"),
        ("Lodev's", "best hope of", "a medal"),
        ("The club", "stands", "to lose nine million crowns"),
        ("The prosecutor", "has opened", "an inquiry into the fire"),
        ("The prosecutor", "opened an internal investigation into", "the fire"),
        ("The port", "launched", "two criminal probes"),
        ("The mayor", "has yet to address", "the town"),
        ("The harbour board", "has yet to say", "why the gate was left open"),
        ("Lodev", "has not yet said", "whether it will take the boats"),
        ("The judge", "declined", "to comment"),
        ("Ms Moll", "refused", "to meet the strikers"),
        ("Nobody at the mill", "could say", "where the grain had gone"),
        ("He", "offered", "no evidence"),
        ("The family", "has agreed", "to sell its share"),
        ("The captain", "still believed", "he had hours to spare"),
        ("He", "discovered", "he had no keys"),
    ],
)
def test_who_acts_says_nothing_by_it(source: str, cue: str, content: str) -> None:
    assert deed(source, cue, content)


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Moll", "offered", "proof that the guards had slept"),
        ("Moll", "offered", "“his resignation”"),
        ("Moll", "hopes for", "a medal"),
        ("Moll", "stands", "by her words"),
        ("Moll", "opened", "the bridge"),
        ("Moll", "rejected", "his resignation"),
        ("Moll", "refused", "to rule out a strike"),
        ("The union", "refused", "to accept that the offer was fair"),
        ("The two banks", "agreed", "to say that the sale was off"),
        ("The two ministers", "agreed", "that the dam was unsafe"),
        ("The judge", "has not said", "that the case is closed"),
        ("The club", "offered", "no evidence to the contrary but a list of names"),
        ("Divers", "discovered", "that the hull was cracked"),
        ("Doctors", "believe", "that the outbreak is over"),
    ],
)
def test_what_may_be_a_saying_stays_one(source: str, cue: str, content: str) -> None:
    assert not deed(source, cue, content)


@pytest.mark.parametrize(
    ("before", "cue", "expected"),
    [
        ("The clerk, ", "described", True),
        ("A man ", "named", True),
        ("The raid was ", "described", False),
        ("The raid was later ", "described", False),
        ("The wreck, ", "quoted", False),
    ],
)
def test_what_a_participle_calls_somebody_is_no_sentence(before: str, cue: str, expected: bool) -> None:
    text = f"{before}{cue} by the port as its own, left on Monday."
    at, by = len(before), len(before) + len(cue) + 4
    said = Attribution(
        "a0", "r0", "indirect", (Span(by, by + 8),), (Span(at, at + len(cue)),), (Span(by + 9, by + 19),),
        speakers=("port",),
    )  # fmt: skip
    assert text[by : by + 8] == "the port"
    assert is_deed(text, said, ReportNotes("r0"), ()) is expected


@pytest.mark.parametrize(
    ("before", "source", "cue", "measured"),
    [
        ("Nine men drowned at Tarn, four more than ", "the port", "had said", True),
        ("The lock cost 46 crowns, twice as much as ", "the council", "announced", True),
        ("Nine men drowned at Tarn, as ", "the port", "had said", False),
        ("More than nine men drowned at Tarn, ", "the port", "said", False),
    ],
)
def test_by_what_a_thing_is_measured_nobody_says_it(before: str, source: str, cue: str, measured: bool) -> None:
    text = f"{before}{source} {cue}."
    at = len(before)
    who, saying = Span(at, at + len(source)), Span(at + len(source) + 1, len(text) - 1)
    content = (Span(0, before.rindex(",")),)
    said = Attribution("a0", "r0", "indirect", (who,), (saying,), content, stance="states", speakers=(source,))
    assert is_measured_by(text, said) is measured


def test_what_is_more_than_somebody_said_is_the_newsrooms(read) -> None:
    (story,) = (read(("Nine men drowned at Tarn on Monday, four more than the harbour office had said.",)),)
    told = [s for s in story.statements if "Nine men drowned" in s.text]
    assert told
    assert all(s.kind == "own" and not s.speakers for s in told)
