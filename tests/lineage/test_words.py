"""Words are read alike whatever the house style, one text or many at a time, and nothing odd breaks it."""

from __future__ import annotations

import numpy as np
import pytest

from twosource.lineage.words import key_of, word_keys, words_in, words_of
from twosource.model import Span


def _printed(text: str) -> list[str]:
    words = words_of(text)
    return [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry's 1,437.5 tonnes cost $3.", ["The", "ferry's", "1,437.5", "tonnes", "cost", "$", "3"]),
        ("Rain fell—'hard', she said.", ["Rain", "fell", "hard", "she", "said"]),
        ("a 2nd half-built pier, 5. Then 7,", ["a", "2", "nd", "half", "built", "pier", "5", "Then", "7"]),
        ("It rose 5 per cent per centre.", ["It", "rose", "5", "per cent", "per", "centre"]),
        ("They co-operate, co-5 and taco-eaters", ["They", "co-operate", "co", "5", "and", "taco", "eaters"]),
        ("東京 İzmir’de ½ 😀", ["東京", "İzmir’de", "½"]),
    ],
)
def test_what_a_word_is(text: str, words: list[str]) -> None:
    assert _printed(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organization"),
        ("Co-operated", "cooperated"),
        ("per cent", "%"),
        ("percent", "per cent"),
        ("don’t", "DON'T"),
        ("kilometres", "kilometers"),
    ],
)
def test_two_spellings_are_one_word(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_words_that_differ_are_told_apart() -> None:
    words = ["ferry", "ferries", "wise", "wize", "on", "no", "1,000", "1000", "a", "aa", "aaa"]
    assert len({key_of(word) for word in words}) == len(words)


def test_quotation_marks_count_within_their_paragraph() -> None:
    text = '"It is safe," he said.\n\nA mark " stands alone here\n \t\nand harms nobody.'
    words = words_of(text)
    quoted = [text[a:b] for a, b, q in zip(words.starts, words.ends, words.quoted, strict=True) if q]
    assert quoted == ["It", "is", "safe", "stands", "alone", "here"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("and we left,” she said. The pier", ["and", "we", "left"]),  # opened in a paragraph that was cut
        ('and we left," she said. "Then', ["and", "we", "left", "Then"]),
        ("“One,” he said. Two” stands", ["One"]),
        ("(“Hello”), it read", ["Hello"]),
        ("He read « bonjour » aloud", ["bonjour"]),
    ],
)
def test_a_mark_that_is_missing_does_not_turn_the_rest_about(text: str, quoted: list[str]) -> None:
    words = words_of(text)
    assert [text[a:b] for a, b, q in zip(words.starts, words.ends, words.quoted, strict=True) if q] == quoted


def test_many_texts_at_once_are_read_as_one_by_one() -> None:
    texts = ["", "“Open", "closed” he said", "\n\n", "x" * 700, "per", "cent and co", "-op \ud800 \u200f", "a\r\n\r\nb"]
    batch = words_in(texts)
    assert len(batch.bounds) == len(texts) + 1
    for text, start, end in zip(texts, batch.bounds[:-1], batch.bounds[1:], strict=True):
        keys, quoted = word_keys(text)
        assert np.array_equal(batch.keys[start:end], keys)
        assert np.array_equal(batch.quoted[start:end], quoted)


def test_places_are_those_of_the_whole_text() -> None:
    text = "Menu | Home\n\nThe pier fell.\n\nMore\n\nNobody was hurt."
    spans = (Span(13, 27), Span(35, 51))
    words = words_of(text, spans)
    found = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    assert found == ["The", "pier", "fell", "Nobody", "was", "hurt"]
