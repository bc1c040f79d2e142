"""What looks like a saying and is an idiom or a deed."""

from __future__ import annotations

import pytest

from twosource.claims.deeds import is_deed
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
    ],
)
def test_what_may_be_a_saying_stays_one(source: str, cue: str, content: str) -> None:
    assert not deed(source, cue, content)
