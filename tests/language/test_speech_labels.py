"""Turns of a transcript that stand in quotation marks: the label in capitals is who speaks."""

from __future__ import annotations

import pytest

from twosource.language.notes import annotate
from twosource.model import Settings


def turns(text: str, *, learned: bool) -> list[tuple[str, str]]:
    notes = next(iter(annotate([text], Settings(learned=learned))))
    return [(a.source[0].of(text) if a.source else "", a.content[0].of(text)) for a in notes.attributions]


@pytest.mark.parametrize("learned", [True, False])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"FALK: We will be there tomorrow."', ("FALK", 'We will be there tomorrow."')),
        ("“RUTH AMES: No. Nobody asked us before the vote.”", ("RUTH AMES", "No. Nobody asked us before the vote.”")),
    ],
)
def test_label_is_the_source(text: str, expected: tuple[str, str], learned: bool) -> None:
    assert turns(text, learned=learned) == [expected]


def test_words_before_a_colon_are_no_label() -> None:
    text = "“One thing is plain: nobody asked us before the vote.”"
    assert turns(text, learned=True) == [("", text)]
