"""A source that stays unnamed keeps the words that say so, beside its name and not in it."""

from __future__ import annotations

import pytest

from twosource.claims.no_news import gives_no_name
from twosource.model import Attribution, Span


def nameless(text: str, source: str, cue: str, said: str) -> str:
    spans = [(Span(at := text.index(words), at + len(words)),) for words in (source, cue, said)]
    return gives_no_name(text, Attribution("a0", "r0", "direct", *spans, speakers=("clerk",)))


@pytest.mark.parametrize(
    ("text", "source", "cue", "said", "words"),
    [
        (
            "“It was sold,” said a clerk, who asked not to be named. He left.",
            "a clerk",
            "said",
            "It was sold",
            "who asked not to be named",
        ),
        (
            "According to a clerk who spoke on condition of anonymity, the barge was sold.",
            "a clerk who spoke on condition of anonymity",
            "According to",
            "the barge was sold",
            "who spoke on condition of anonymity",
        ),
        (
            "The barge had been sold, a clerk said on condition of anonymity.",
            "a clerk",
            "said",
            "The barge had been sold",
            "on condition of anonymity",
        ),
        (
            "The barge was sold, a clerk said. A cook, who asked not to be named, wept.",
            "a clerk",
            "said",
            "The barge",
            "",
        ),
        (
            "A clerk said the cook, who asked not to be named, wept.",
            "A clerk",
            "said",
            "the cook, who asked not to be named",
            "",
        ),
        ("The barge was sold, said a clerk who asked for tea.", "a clerk", "said", "The barge", ""),
    ],
)
def test_how_a_source_stays_unnamed(text: str, source: str, cue: str, said: str, words: str) -> None:
    assert nameless(text, source, cue, said) == words
