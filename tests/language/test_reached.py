"""How far what was said reaches, where a tagger broke it off or let it run on."""

from __future__ import annotations

import pytest

from twosource.language.parser import parse
from twosource.language.reached import mend_reach
from twosource.language.speech import Triple
from twosource.model import Span


def _at(text: str, words: str) -> tuple[Span, ...]:
    return (Span(text.index(words), text.index(words) + len(words)),)


def _triple(text: str, source: str, cue: str, content: str) -> Triple:
    return Triple(_at(text, source), _at(text, cue), _at(text, content))


@pytest.mark.parametrize(
    ("text", "content", "reached"),
    [
        ("A fifth man died on Friday, his wife told the paper.", "A fifth", "A fifth man died on Friday"),
        ("A fifth man died on Friday, his wife told the paper.", "A fifth man died", "A fifth man died"),
        ("A fifth man died; nobody else, his wife told the paper.", "A fifth", "A fifth"),
    ],
)
def test_what_has_no_verb_goes_on_up_to_its_source(text: str, content: str, reached: str) -> None:
    [parsed] = parse([text])
    [mended] = mend_reach(parsed, [_triple(text, "his wife", "told", content)])
    assert [s.of(text) for s in mended.content] == [reached]


def test_what_was_marked_in_two_pieces_is_one() -> None:
    text = "A fifth man, who had been ill, died on Friday, his wife told the paper."
    [parsed] = parse([text])
    triple = _triple(text, "his wife", "told", "A fifth man")
    [mended] = mend_reach(parsed, [triple._replace(content=(*triple.content, *_at(text, "died")))])
    assert [s.of(text) for s in mended.content] == ["A fifth man, who had been ill, died on Friday"]


@pytest.mark.parametrize(
    ("source", "first"),
    [("The pilot", "the boat was late"), ("his mate", "the boat was late but said it was safe")],
)
def test_what_was_said_ends_where_the_same_speaker_says_something_else(source: str, first: str) -> None:
    text = "The pilot, his mate beside him, admitted the boat was late but said it was safe."
    [parsed] = parse([text])
    outer = _triple(text, "The pilot", "admitted", "the boat was late but said it was safe")
    inner = _triple(text, source, "said", "it was safe")
    assert [s.of(text) for s in mend_reach(parsed, [outer, inner])[0].content] == [first]
